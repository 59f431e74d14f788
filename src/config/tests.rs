use chrono_tz::Tz;
use q7x2_sdk::diagnostic::Place;

use super::*;

fn told(site: &str, environment: &[(&str, &str)], options: &[&str]) -> Vec<String> {
    let environment: Vec<_> =
        environment.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let options: Vec<_> = options.iter().map(|&one| one.to_owned()).collect();
    let mut told = Vec::new();
    let tree =
        layered(Layers { site, environment: &environment, options: &options }).unpack(&mut told);
    config(tree).unpack(&mut told);
    q7x2_sdk::diagnostic::sort(&mut told);
    let line = |one: &Diagnostic| {
        let place = one.place.clone().unwrap_or_default();
        format!("{}:{} {}", place.file, place.line.unwrap_or_default(), one.message)
    };
    told.iter().map(line).collect()
}

const LEAST: &str = "title = 'Morning brief'\nbase_url = 'https://example.org'\n";

#[test]
fn title_and_address_are_enough() {
    let tree = layered(Layers { site: LEAST, ..Layers::default() }).value;
    let read = config(tree);
    assert_eq!(read.diagnostics, []);
    let site = &read.value.site;
    assert_eq!((site.base_url.as_str(), read.value.timezone), ("https://example.org/", Tz::UTC));
    assert_eq!((site.theme.as_str(), site.language.as_str()), ("paper", "en"));
    assert_eq!(read.value.pipeline, Pipeline::default());
}

#[test]
fn what_is_missing_or_wrong_is_told_at_once() {
    assert_eq!(
        told("", &[], &[]),
        ["site.toml:0 the site has no `base_url`", "site.toml:0 the site has no `title`"]
    );
    let wrong = "title = ''\nbase_url = 'example.org'\nlanguage = 'e'\ntimezone = 'Europe/Pari'\ntheme = '../up'\nx = 1";
    assert_eq!(
        told(wrong, &[], &[]),
        [
            "site.toml:1 `title` must not be empty",
            "site.toml:2 `base_url` must be an absolute address of the web: it does not begin with https:// or http://",
            "site.toml:3 `language` must be a language tag (BCP 47)",
            "site.toml:4 `timezone` is not a time zone",
            "site.toml:5 `theme` must be the name of a folder in `themes/`",
            "site.toml:6 unknown setting `x`",
        ]
    );
}

#[test]
fn a_theme_that_is_nowhere_is_told_with_the_near_one() {
    let check = |theme: &str, folders: &[&str], expected: Option<&str>| {
        let text = format!("{LEAST}\ntheme = '{theme}'");
        let config = config(layered(Layers { site: &text, ..Layers::default() }).value).value;
        let folders: Vec<String> = folders.iter().map(|&folder| folder.to_owned()).collect();
        let told = unknown_theme(&config, &folders);
        assert_eq!(told.as_ref().and_then(|one| one.hint.as_deref()), expected);
        assert!(told.is_none_or(|one| one.place.is_some_and(|place| place.line == Some(4))));
    };
    check("paper", &[], None);
    check("own", &["own"], None);
    check("papper", &[], Some("did you mean `paper`?"));
    check("onw", &["own", "paper"], Some("did you mean `own`?"));
    check(
        "ink",
        &[],
        Some("make a folder themes/ink with a theme.toml, or choose one of: paper, wire"),
    );
}

#[test]
fn later_layers_win_and_their_faults_have_their_place() {
    assert_eq!(
        told(LEAST, &[("Q7X2_TITLE", "x")], &["timezone=Europe/Paris"]),
        Vec::<String>::new()
    );
    assert_eq!(
        told(
            LEAST,
            &[("Q7X2_INGEST__CLEAN__ENABLED", "2"), ("Q7X2_TITEL", "x")],
            &["timezone=Mars"]
        ),
        [
            "--set timezone:0 `timezone` is not a time zone",
            "Q7X2_INGEST__CLEAN__ENABLED:0 `ingest.clean.enabled` must be `true` or `false`, not `2`",
            "Q7X2_TITEL:0 unknown setting `titel`",
        ]
    );
    let tree = layered(Layers {
        site: LEAST,
        environment: &[("Q7X2_TITLE".to_owned(), "from outside".to_owned())],
        options: &["title=last".to_owned()],
    });
    assert_eq!(config(tree.value).value.site.title, "last");
}

#[test]
fn a_theme_may_set_what_the_site_does_not() {
    let tree = |site: &str| layered(Layers { site, ..Layers::default() }).value;
    let theme = "name = 'x'\n[settings]\nbrief.max_words = 90\nlanguage = 'de'\n";
    let check = |site: &str, theme: &str, expected: (usize, &str), told: &[&str]| {
        let over =
            over_theme(tree(&format!("{LEAST}{site}")), "themes/x/theme.toml", theme.to_owned());
        assert_eq!(
            over.diagnostics.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(),
            told
        );
        let config = config(over.value).value;
        assert_eq!((config.brief.max_words, config.site.language.as_str()), expected);
    };
    check("", "name = 'x'", (220, "en"), &[]);
    check("", theme, (90, "de"), &[]);
    check("brief.max_words = 100", theme, (100, "de"), &[]);
    check("", &format!("{theme}title = 'x'"), (90, "de"), &["a theme cannot set `title`"]);
    check("", "settings = 1", (220, "en"), &["`settings` of a theme must be a table"]);
}

#[test]
fn edits_may_stand_in_a_file_of_their_own() {
    let edit = |id: &str| format!("[[edits]]\nstatement = '{id}'\naction = 'drop'\n");
    let site = format!("{LEAST}edits_file = 'edits.toml'\n{}", edit("a"));
    let tree = layered(Layers { site: &site, ..Layers::default() }).value;
    assert_eq!(edits_file(&tree), Ok(Some("edits.toml")));
    let both = with_edits(tree, "edits.toml", format!("{}{}", edit("b"), edit("a")));
    assert_eq!(both.diagnostics, []);
    let read = config(both.value);
    assert_eq!(read.value.edits.len(), 3);
    let told: Vec<_> =
        read.diagnostics.iter().map(|one| (one.message.as_str(), one.place.clone())).collect();
    let place = Place::line("edits.toml", 4);
    let told: Vec<_> = told
        .into_iter()
        .map(|(message, at)| (message, at.map(|at| Place { excerpt: None, ..at })))
        .collect();
    assert_eq!(told, [("statement `a` is edited twice", Some(place))]);
}

#[test]
fn a_file_of_edits_is_one_of_the_site() {
    for wrong in ["/etc/passwd", "../up.toml", "", "a/../b"] {
        let tree = setting::file(FILE, format!("edits_file = '{wrong}'")).expect("valid TOML");
        assert!(edits_file(&tree).is_err(), "{wrong}");
    }
    let told =
        with_edits(Setting::empty(Origin::Program), "edits.toml", "x = 1".to_owned()).diagnostics;
    assert_eq!(told.len(), 1);
}

#[test]
fn programs_can_have_limits_of_their_own() {
    let site = format!(
        "{LEAST}[process]\njobs = 4\n[process.kicker]\non_error = 'skip'\n[process.other]\njob = 1"
    );
    assert_eq!(told(&site, &[], &[]), ["site.toml:8 unknown setting `process.other.job`"]);
    let read = config(layered(Layers { site: &site, ..Layers::default() }).value).value;
    assert_eq!((read.process.jobs.get(), read.processes.len()), (4, 2));
    assert_eq!(
        told(&format!("{LEAST}process = 1"), &[], &[]),
        ["site.toml:3 `process` must be a table, not `1`"]
    );
}

#[test]
fn a_setting_in_the_wrong_table_is_recognised() {
    let hint = |text: &str| {
        let tree = layered(Layers { site: &format!("{LEAST}{text}"), ..Layers::default() }).value;
        config(tree).diagnostics.first().and_then(|one| one.hint.clone()).unwrap_or_default()
    };
    assert_eq!(hint("max_words = 3"), "did you mean `brief.max_words`?");
    assert_eq!(hint("[brief]\nenabled = false"), "did you mean `ingest.clean.enabled`?");
    assert_eq!(
        hint("[brief]\ntheme = 'x'"),
        "`theme` belongs above the first table, `[…]`, of the file"
    );
    assert_eq!(hint("[process.x]\nmerge = 'x'"), "did you mean `pipeline.merge`?");
}
