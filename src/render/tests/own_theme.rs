//! Themes of others: what they may change, and what is said of their mistakes.

use super::*;

/// What the first error says: file, line, message and hint.
fn error(files: &[(&str, &str)]) -> String {
    let files: Files =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let theme = if files.contains_key("themes/own/theme.toml") { "own" } else { "paper" };
    let settings = Settings { theme: theme.to_owned(), ..settings() };
    let errors = render(&[fixture::storm(), fixture::bare(1)], &settings, &files).unwrap_err();
    let error = &errors[0];
    assert_eq!(error.severity, Severity::Error);
    let place = error.place.clone().unwrap_or_default();
    let marked = place
        .excerpt
        .map(|(text, at)| text.get(at.start..at.end).unwrap_or("?").to_owned())
        .unwrap_or_default();
    let line = place.line.unwrap_or_default();
    format!(
        "{}:{line} [{marked}] {} | {}",
        place.file,
        error.message,
        error.hint.clone().unwrap_or_default()
    )
}

#[test]
fn a_template_error_says_where_and_for_which_page() {
    let check = |files: &[(&str, &str)], expected: &str| {
        let said = error(files);
        assert!(said.starts_with(expected), "{said}\nis not\n{expected}");
    };
    check(
        &[("templates/event.html", "<h1>{{ event.title }}</h1>\n<p>{{ event.titel }}</p>")],
        "templates/event.html:2 [titel] cannot render events/bare-000001.html (A bare event, number 1): \
         field `titel` is not defined | did you mean `title`?",
    );
    check(
        &[("templates/404.html", "{{ wurds.lost_title }}")],
        "templates/404.html:1 [wurds] cannot render 404.html: variable `wurds` is not defined | did you mean `words`?",
    );
    check(
        &[("templates/404.html", "a\nb {{ words.lost_title | uper }}")],
        "templates/404.html:2 [uper] unknown filter `uper` | did you mean `upper`?",
    );
    check(
        &[("templates/404.html", "{% include \"sections/made.htm\" %}")],
        "templates/404.html:1 [\"sections/made.htm\"] unknown template `sections/made.htm` | did you mean",
    );
    check(
        &[("templates/404.html", "{% extends \"bas.html\" %}")],
        "templates/404.html:0 [] `extends` names `bas.html`",
    );
    check(&[("templates/404.html", "{% if %}")], "templates/404.html:1 [");
    check(
        &[("templates/404.html", "é {{ words.nothing | safe }}")],
        "templates/404.html:1 [safe] the filter `safe` is not available",
    );
    check(
        &[("templates/sections/made.html", "{{ made.nothing }}")],
        "templates/sections/made.html:1 [nothing] cannot render events/bare-000001.html",
    );
    assert!(
        error(&[("templates/sections/made.html", "{{ made.nothing }}")])
            .contains("called from themes/paper/templates/event.html:")
    );
}

#[test]
fn a_theme_error_says_where() {
    let manifest = "name = \"own\"\nversion = \"1\"\napi = 1\nstyles = []\n";
    let check = |path: &str, text: &str, expected: &str| {
        let said = error(&[("themes/own/theme.toml", manifest), (path, text)]);
        assert!(said.starts_with(expected), "{said}\nis not\n{expected}");
    };
    check(
        "themes/own/theme.toml",
        "name = \"own\"\nversion = \"1\"\napi = 2\nstyles = []",
        "themes/own/theme.toml:0 [] the theme is written for API 2",
    );
    check("themes/own/theme.toml", "name = \"own\"\nverzion = \"1\"", "themes/own/theme.toml:2 [");
    check(
        "themes/own/theme.toml",
        "name = \"own\"\nversion = \"1\"\napi = 1\nstyles = [\"x.css\"]",
        "themes/own/theme.toml:0 [] style sheet static/x.css does not exist",
    );
    check(
        "themes/own/theme.toml",
        "name = \"other\"\nversion = \"1\"\napi = 1\nstyles = []",
        "themes/own/theme.toml:0 [] the theme in themes/own calls itself `other`",
    );
    check(
        "themes/own/words/en.toml",
        "home = 1",
        "themes/own/words/en.toml:0 [] `home` is neither",
    );
    check(
        "themes/own/templates/404.html",
        "{{ nothing }}",
        "themes/own/templates/404.html:1 [nothing] cannot render 404.html",
    );
    check(
        "static/index.html",
        "x",
        "static/index.html:0 [] `static/index.html` would replace `index.html`",
    );
    check("static/Atom.XML", "x", "static/Atom.XML:0 [] `static/Atom.XML` would replace");
    let errors = render(&[], &Settings { theme: "papr".to_owned(), ..settings() }, &Files::new())
        .unwrap_err();
    assert_eq!(errors[0].message, "the theme has no theme.toml");
    let errors =
        render(&[], &Settings { base_url: "me.example".to_owned(), ..settings() }, &Files::new())
            .unwrap_err();
    assert!(errors[0].message.contains("`base_url`"), "{errors:?}");
}

#[test]
fn a_site_changes_what_it_likes_and_keeps_the_rest() {
    let given: [(&str, &str); 8] = [
        (
            "themes/own/theme.toml",
            "name = \"own\"\nversion = \"1\"\napi = 1\nstyles = [\"a/own.css\"]",
        ),
        ("themes/own/static/a/own.css", "body { background: url(\"../paper.png\"), url(dot.png) }"),
        ("themes/own/static/paper.png", "png"),
        ("themes/own/static/a/dot.png", "dot"),
        (
            "templates/404.html",
            "{% extends \"theme/404.html\" %}{% block title %}Gone <away>{% endblock title %}",
        ),
        ("static/custom.css", "body { background: url(images/own.png) }"),
        ("static/images/own.png", "own"),
        ("static/CNAME", "me.example"),
    ];
    let mut files: Files =
        given.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    files.insert(
        "themes/own/templates/404.html".to_owned(),
        b"{% extends \"paper/404.html\" %}".to_vec(),
    );
    files.insert("templates/.DS_Store".to_owned(), vec![0xff, 0xfe]);
    let settings = Settings { theme: "own".to_owned(), ..settings() };
    let made = render(&[fixture::storm()], &settings, &files).unwrap();
    let lost = text(&made, "404.html");
    assert!(
        lost.contains("<title>Gone <away></title>") && lost.contains("This page does not exist")
    );
    let styles: Vec<&String> = made.keys().filter(|path| path.ends_with(".css")).collect();
    assert!(
        styles.iter().any(|path| path.starts_with("assets/a/own."))
            && styles.iter().any(|path| path.starts_with("assets/custom."))
    );
    let own = text(&made, styles.iter().find(|path| path.starts_with("assets/a/own.")).unwrap());
    for part in
        own.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap().trim_matches('"'))
    {
        assert!(made.contains_key(&resolve("assets/a/own.css", part)), "{part} of {own}");
    }
    let custom =
        text(&made, styles.iter().find(|path| path.starts_with("assets/custom.")).unwrap());
    assert_eq!(custom, "body { background: url(../images/own.png) }");
    assert_eq!(text(&made, "CNAME"), "me.example");
    assert!(
        !made.contains_key("custom.css")
            && made.contains_key("events/storm-barrier-holds-as-record-tide-c0ffee.html")
    );
    assert!(made.keys().all(|path| !path.contains("DS_Store")));
}

#[test]
fn a_style_sheet_that_names_no_file_is_told() {
    let check = |css: &str, expected: &[&str]| {
        let files = Files::from([
            ("static/custom.css".to_owned(), css.as_bytes().to_vec()),
            ("static/images/a.png".to_owned(), b"png".to_vec()),
            ("themes/paper/static/dot.png".to_owned(), b"png".to_vec()),
        ]);
        let built = DateTime::<Utc>::UNIX_EPOCH;
        let input = Input {
            briefings: &[],
            settings: &settings(),
            files: &files,
            built,
            version: "0.0.0",
            past: &Past::default(),
        };
        let told = site(&input, &mut |_, _| {}).unwrap().diagnostics.into_iter();
        let told: Vec<String> =
            told.map(|one| format!("{}: {}", one.place.unwrap().file, one.message)).collect();
        assert_eq!(told, expected, "{css}");
    };
    check(
        "a { background: url(dot.png) url('icon.svg') url(images/a.png) url(data:image/png;base64,x) url(#a) }",
        &[],
    );
    check(
        "a { background: url(dott.png), url( \"../images/a.gif\" ) }",
        &[
            "static/custom.css: the style sheet names `dott.png`, which is no file of `static/`",
            "static/custom.css: the style sheet names `../images/a.gif`, which is no file of `static/`",
        ],
    );
}

#[test]
fn groups_of_a_template_stand_in_the_order_they_occur() {
    let template = "{% for kind, all in sections | group_by(attribute=\"kind\") %}{{ kind }}:{{ all | length }} {% endfor %}";
    let files: Files = [("templates/event.html".to_owned(), template.as_bytes().to_vec())].into();
    let made = render(&[fixture::storm()], &settings(), &files).unwrap();
    let page = text(&made, "events/storm-barrier-holds-as-record-tide-c0ffee.html");
    assert_eq!(
        page,
        "summary:1 disagreements:1 quotes:1 timeline:1 background:1 tidalgauge:1 names:1 "
    );
}

#[test]
fn the_embedded_themes_are_the_folders() {
    for (theme, embedded) in [("paper", embedded::EMBEDDED), ("wire", embedded::EMBEDDED_WIRE)] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(theme);
        let files = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        let below = |path: &std::path::Path| {
            path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/")
        };
        let mut found: Vec<String> = files.map(|entry| below(entry.path())).collect();
        found.sort();
        let embedded: Vec<&str> = embedded.iter().map(|(path, _)| *path).collect();
        assert_eq!(embedded, found);
    }
}

#[test]
fn wire_is_small_and_has_every_page() {
    let wire = Settings { theme: "wire".to_owned(), ..settings() };
    let files = render(&[fixture::storm(), fixture::bare(1)], &wire, &Files::new()).unwrap();
    let style = files.keys().find(|path| path.starts_with("assets/wire.")).unwrap();
    assert!(files[style].len() < 10 * 1024);
    assert!(text(&files, "index.html").contains(style.as_str()));
    assert!(
        !files.keys().any(|path| path.starts_with("assets/paper.") && path.ends_with(".css"))
            || !text(&files, "index.html").contains("assets/paper.")
    );
}

#[test]
fn what_a_site_chooses_of_its_theme_is_seen() {
    let choose = |name: &str, value: &str| Settings {
        theme_options: [(name.to_owned(), Chosen::Text(value.to_owned()))].into(),
        ..settings()
    };
    let storm = [fixture::storm()];
    let files = render(&storm, &choose("measure", "52rem"), &Files::new()).unwrap();
    let style = files.keys().find(|path| path.starts_with("assets/options.")).unwrap();
    assert_eq!(text(&files, style), ":root {\n  --measure: 52rem;\n}\n");
    assert!(text(&files, "index.html").contains(style.as_str()));
    let teaser = "<p class=\"teaser\">";
    assert!(text(&files, "index.html").contains(teaser));
    let files = render(&storm, &choose("home_text", "lede"), &Files::new()).unwrap();
    assert!(!text(&files, "index.html").contains(teaser));
    let errors = render(&storm, &choose("mesure", "52rem"), &Files::new()).unwrap_err();
    assert_eq!(errors[0].hint.as_deref(), Some("did you mean `measure`?"));
}
