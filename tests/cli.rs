//! What a person sees of the command line: messages and exit codes.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// The least site.toml.
const LEAST: &str = "title = \"Morning brief\"\nbase_url = \"https://example.org/\"\n";

/// An article that ends up in a briefing.
const ARTICLE: &str = "---\ntitle: Bridge opens in Tarn\npublisher: Tarn Herald\ndate: 2026-01-06\n---\n\
    The mayor of Tarn opened a new bridge over the river Lune on Tuesday.\n\n\
    The bridge cost 40 million euros and took six years to build.\n";

/// A site in a folder of its own.
struct Site(TempDir);

/// What a run left behind.
#[derive(Debug)]
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs `q7x2` in the site's folder.
    fn run(&self, line: &str) -> Ran {
        self.run_with(line, &[])
    }

    fn run_with(&self, line: &str, environment: &[(&str, &str)]) -> Ran {
        let mut command = q7x2(self.path());
        command.args(line.split_whitespace()).envs(environment.iter().copied());
        ran(command)
    }
}

fn q7x2(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_q7x2"));
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("Q7X2_") {
            command.env_remove(name);
        }
    }
    command
}

fn ran(mut command: Command) -> Ran {
    let output = command.output().expect("a run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran {
        code: output.status.code().expect("an exit code"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// The first lines of the diagnostics: severity and message.
fn messages(stderr: &str) -> Vec<&str> {
    let heads = ["error: ", "warning: ", "note: "];
    stderr.lines().filter(|line| heads.iter().any(|head| line.starts_with(head))).collect()
}

#[test]
fn two_lines_of_settings_are_enough() {
    let site = Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE)]);
    let ran = site.run("build --strict");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.starts_with("1 article, 1 event, "), "{ran:?}");
    assert!(site.path().join("public/index.html").is_file());
}

#[test]
fn a_summary_says_what_was_done() {
    let site = Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE)]);
    let ran = site.run("build");
    let words: Vec<&str> = ran
        .stdout
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    for word in ["article", "event", "dropped", "warnings", "pages", "changed", "s"] {
        assert!(words.contains(&word), "{word}: {}", ran.stdout);
    }
    assert!(
        site.run("build").stdout.contains("(0 files changed)"),
        "the second build writes nothing"
    );
}

#[test]
fn everything_wrong_with_the_settings_is_told_at_once() {
    let toml = "title = \"x\"\nbase_ur = \"https://example.org/\"\n[brief]\nmax_words = \"many\"\nmax_word = 3\n\
                [pipeline]\nmerge = \"concensus\"\nsections = [\"timeline\", \"lexrank\"]\n\
                [plugins.lexrank]\ndampin = 0.85\n[plugins.timelin]\n";
    let site = Site::new(&[("site.toml", toml)]);
    let ran = site.run("build");
    assert_eq!(ran.code, 1);
    let expected = [
        "error: the site has no `base_url`",
        "error: unknown setting `base_ur`",
        "error: `brief.max_words` must be a whole number from 1, not the text `many`",
        "error: unknown setting `brief.max_word`",
        "error: there is no plugin `concensus`",
        "error: `lexrank` is a summariser, not a section",
        "error: unknown setting `plugins.lexrank.dampin`",
        "error: there is no plugin `timelin`",
    ];
    assert_eq!(messages(&ran.stderr), expected, "{}", ran.stderr);
    for hint in ["base_url", "max_words", "consensus", "damping", "timeline"] {
        assert!(ran.stderr.contains(&format!("did you mean `{hint}`?")), "{hint}: {}", ran.stderr);
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_fault_is_shown_where_it_was_written() {
    let site = Site::new(&[("site.toml", &format!("{LEAST}[brief]\nmax_word = 3\n"))]);
    let expected = "\
error: unknown setting `brief.max_word`
 --> site.toml:4:1
  |
4 | max_word = 3
  | ^^^^^^^^
  |
  = help: did you mean `max_words`?

";
    assert_eq!(site.run("build").stderr, expected);
    let broken = Site::new(&[("site.toml", "title = \nbase_url == 1\n")]);
    let ran = broken.run("build");
    assert_eq!((ran.code, messages(&ran.stderr).len()), (1, 2), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("--> site.toml:1:") && ran.stderr.contains("--> site.toml:2:"),
        "{}",
        ran.stderr
    );
}

#[test]
fn environment_and_options_overrule_the_file() {
    let site = Site::new(&[
        ("site.toml", &format!("{LEAST}[brief]\nmax_words = 50\n")),
        ("content/a.md", ARTICLE),
    ]);
    let title = |line: &str, environment: &[(&str, &str)]| {
        let ran = site.run_with(line, environment);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let home = fs::read_to_string(site.path().join("public/index.html")).expect("a home page");
        ["Morning brief", "Evening brief", "Night brief"]
            .into_iter()
            .find(|title| home.contains(title))
    };
    assert_eq!(title("build", &[]), Some("Morning brief"));
    assert_eq!(title("build", &[("Q7X2_TITLE", "Evening brief")]), Some("Evening brief"));
    let mut command = q7x2(site.path());
    command
        .args(["--set", "title=Evening brief", "build", "--set", "title=Night brief"])
        .env("Q7X2_TITLE", "Noon");
    assert_eq!(ran(command).code, 0);
    let home = fs::read_to_string(site.path().join("public/index.html")).expect("a home page");
    assert!(home.contains("Night brief") && !home.contains("Noon"));
}

#[test]
fn faults_from_outside_have_their_place_too() {
    let site = Site::new(&[("site.toml", LEAST)]);
    let environment = [
        ("Q7X2_BRIEF__MAX_WORDS", "many"),
        ("Q7X2_BREIF__MAX_WORDS", "3"),
        ("SOURCE_DATE_EPOCH", "now"),
    ];
    let ran = site.run_with("build --set pipeline.merge=lexrank --set brief.x=1", &environment);
    assert_eq!(ran.code, 1);
    for place in [
        "--set pipeline.merge",
        "--set brief.x",
        "Q7X2_BRIEF__MAX_WORDS",
        "Q7X2_BREIF__MAX_WORDS",
        "SOURCE_DATE_EPOCH",
    ] {
        assert!(ran.stderr.contains(&format!("--> {place}\n")), "{place}: {}", ran.stderr);
    }
    assert!(ran.stderr.contains("did you mean `brief`?"), "{}", ran.stderr);
}

#[test]
fn without_a_site_there_is_a_hint() {
    let nowhere = Site::new(&[]);
    for line in ["build", "inspect articles", "--root none build"] {
        let ran = nowhere.run(line);
        assert_eq!(ran.code, 1);
        assert!(ran.stderr.starts_with("error: there is no site.toml in `"), "{}", ran.stderr);
        assert!(ran.stderr.contains("--root DIR"), "{}", ran.stderr);
    }
}

#[test]
fn a_settings_file_that_is_no_text_is_told() {
    let site = Site::new(&[]);
    fs::write(site.path().join("site.toml"), b"title = \"\xff\"").expect("a file");
    let ran = site.run("build");
    assert_eq!((ran.code, messages(&ran.stderr).len()), (1, 1), "{}", ran.stderr);
    assert!(ran.stderr.contains("UTF-8"), "{}", ran.stderr);
}

#[test]
fn without_articles_there_is_a_warning_and_a_site() {
    let site = Site::new(&[("site.toml", LEAST)]);
    let ran = site.run("build");
    assert_eq!((ran.code, messages(&ran.stderr)), (0, vec!["warning: there is no article"]));
    assert!(
        ran.stdout.starts_with("0 articles, 0 events, 0 statements (0 dropped), 1 warning; "),
        "{}",
        ran.stdout
    );
    assert!(site.path().join("public/index.html").is_file());
}

#[test]
fn strict_fails_on_warnings_and_writes_the_site() {
    let site = Site::new(&[("site.toml", LEAST)]);
    let ran = site.run("build --strict");
    assert_eq!(ran.code, 1);
    assert!(site.path().join("public/index.html").is_file());
}

#[test]
fn the_output_may_go_elsewhere() {
    let site = Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE)]);
    assert_eq!(site.run("build --output out/site").code, 0);
    assert!(
        site.path().join("out/site/index.html").is_file() && !site.path().join("public").exists()
    );
}

#[test]
fn the_site_is_not_written_into_what_is_read() {
    let site = Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE)]);
    let ran = site.run("build --output content/site");
    assert_eq!(
        (ran.code, messages(&ran.stderr)),
        (
            1,
            vec![
                "error: the site cannot be written to `content/site`: `content/` is read to make it",
            ]
        )
    );
    assert!(!site.path().join("content/site").exists());
}

#[test]
fn an_article_without_text_makes_no_event() {
    let site = Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE), ("content/b.txt", "")]);
    let ran = site.run("build");
    assert_eq!(messages(&ran.stderr), ["warning: the article has no text and is left out"]);
    assert!(ran.stdout.starts_with("1 article, 1 event"), "{}", ran.stdout);
    assert_eq!(site.run("inspect articles").stdout.lines().count(), 2);
    assert_eq!(site.run("inspect events").stdout.lines().count(), 1);
}

/// Another outlet's word on the same bridge, with another price.
const DEARER: &str = "---\ntitle: Bridge opens in Tarn\npublisher: Lune Post\ndate: 2026-01-06\n---\n\
    The mayor of Tarn opened a new bridge over the river Lune on Tuesday.\n\n\
    The bridge cost 45 million euros and took six years to build.\n";

#[test]
fn an_edit_reaches_every_section_and_is_told_as_the_editor_wishes() {
    let site =
        Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE), ("content/b.md", DEARER)]);
    let briefing = |site: &Site| -> serde_json::Value {
        serde_json::from_str(&site.run("inspect briefings").stdout).expect("one briefing")
    };
    let differ = |briefing: &serde_json::Value| -> Vec<serde_json::Value> {
        let sections = briefing["sections"].as_array().expect("sections");
        let found = sections.iter().find(|section| section["kind"] == "disagreements");
        found.map_or_else(Vec::new, |section| {
            section["statements"].as_array().expect("statements").clone()
        })
    };
    let before = differ(&briefing(&site));
    assert_eq!(before.len(), 2, "{before:?}");
    let id = before[0]["id"].as_str().expect("an id");
    let text = before[0]["text"].as_str().expect("a text");
    for (public, told) in [(true, 1), (false, 0)] {
        let edit = format!(
            "[[edits]]\nstatement = '#s-{id}'\naction = 'drop'\nreason = 'no'\npublic = {public}\n"
        );
        fs::write(site.path().join("site.toml"), format!("{LEAST}{edit}")).expect("a file");
        assert_eq!(site.run("build").code, 0);
        let inspected = briefing(&site);
        assert!(differ(&inspected).is_empty(), "one position is no difference: {inspected}");
        assert_eq!(
            inspected["edits"].as_array().map(Vec::len),
            Some(1),
            "one change, in however many sections"
        );
        let slug = inspected["slug"].as_str().expect("a slug");
        let read = |ending| {
            fs::read_to_string(site.path().join(format!("public/events/{slug}.{ending}")))
                .expect("a file")
        };
        let data: serde_json::Value = serde_json::from_str(&read("json")).expect("JSON");
        assert_eq!(data["edits"].as_array().map_or(0, Vec::len), told);
        let verdicts = data["made"]["verdicts"].as_array().expect("verdicts");
        assert_eq!(verdicts.iter().any(|one| one["text"] == text), public);
        assert_eq!(read("html").contains("<del>"), public);
    }
}

#[test]
fn wrong_usage_is_another_code() {
    let site = Site::new(&[("site.toml", LEAST)]);
    for line in [
        "",
        "bild",
        "build --strickt",
        "inspect",
        "inspect all",
        "build --set x",
        "build --now soon",
        "build --threads 0",
        "--root",
    ] {
        let ran = site.run(line);
        assert_eq!(ran.code, 2, "{line}: {ran:?}");
        assert!(!ran.stderr.is_empty(), "{line}");
    }
}

#[test]
fn help_and_version_are_answers() {
    let site = Site::new(&[]);
    let help = site.run("--help");
    assert_eq!(help.code, 0);
    for word in ["Usage:", "Examples:", "q7x2 build --strict", "inspect briefings", "--root"] {
        assert!(help.stdout.contains(word), "{word}");
    }
    let version = site.run("--version");
    assert_eq!(
        (version.code, version.stdout.as_str()),
        (0, concat!("q7x2 ", env!("CARGO_PKG_VERSION"), "\n"))
    );
}

#[test]
fn the_root_stands_before_or_after_the_command() {
    let site = Site::new(&[("news/site.toml", LEAST), ("news/content/a.md", ARTICLE)]);
    for line in [
        "--root news inspect articles",
        "inspect articles --root news",
        "inspect --root news articles",
    ] {
        let ran = site.run(line);
        assert_eq!((ran.code, ran.stdout.lines().count()), (0, 1), "{line}: {ran:?}");
    }
}

#[test]
fn inspect_prints_json_lines() {
    let twin = ARTICLE.replace("Tarn Herald", "Lune Post");
    let site =
        Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE), ("content/b.md", &twin)]);
    let parsed = |what: &str| -> Vec<serde_json::Value> {
        let ran = site.run(&format!("inspect {what}"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let articles = parsed("articles");
    assert_eq!(articles.len(), 2);
    for key in [
        "id",
        "file",
        "record",
        "title",
        "published",
        "authors",
        "publisher",
        "language",
        "sentences",
    ] {
        assert!(articles[0].get(key).is_some(), "{key}");
    }
    assert_eq!(
        (&articles[0]["file"], &articles[0]["published"]),
        (&"a.md".into(), &"2026-01-06".into())
    );
    let events = parsed("events");
    assert_eq!(events.len(), 1);
    for key in ["id", "slug", "title", "pin", "articles", "why"] {
        assert!(events[0].get(key).is_some(), "{key}");
    }
    let briefings = parsed("briefings");
    assert_eq!(briefings.len(), 1);
    assert_eq!(
        (&briefings[0]["event"], &briefings[0]["slug"]),
        (&events[0]["id"], &events[0]["slug"])
    );
    assert_eq!(briefings[0]["sections"][0]["kind"], "summary");
    let citation = &briefings[0]["sections"][0]["statements"][0]["citations"][0];
    assert!(
        articles.iter().any(|article| article["id"] == citation["article"])
            && citation["sentence"].is_u64()
    );
}

#[test]
fn inspect_leaves_no_site() {
    let site = Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE)]);
    site.run("inspect briefings");
    assert!(!site.path().join("public").exists());
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    use std::process::{Command, Stdio};

    let lines: String = (0..2_000)
        .map(|at| {
            format!("{{\"id\": \"{at}\", \"text\": \"It rained for the whole of day {at}.\"}}\n")
        })
        .collect();
    let site = Site::new(&[("site.toml", LEAST), ("content/a.jsonl", &lines)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_q7x2"))
        .args(["inspect", "articles"])
        .current_dir(site.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(!stderr.contains("panic") && !stderr.contains("error"), "{stderr}");
}

#[test]
fn a_program_that_is_not_there_costs_its_part_alone() {
    let manifest = "[plugin]\nname = \"kicker\"\nversion = \"1\"\nprotocol = 1\nkinds = [\"merger\"]\ncommand = [\"./kick\"]\n";
    let site = Site::new(&[
        ("site.toml", &format!("{LEAST}[pipeline]\nmerge = \"kicker\"\n")),
        ("content/a.md", ARTICLE),
        ("plugins/kicker/plugin.toml", manifest),
    ]);
    let ran = site.run("build");
    let messages = messages(&ran.stderr);
    assert_eq!((ran.code, messages.len()), (0, 1), "{}", ran.stderr);
    assert!(messages[0].starts_with("warning: kicker: the program cannot be started: "));
    assert!(site.path().join("public/index.html").is_file());
}

/// A theme of a stranger, with this below its manifest and this as its page of an event.
fn stranger(settings: &str, event: &str) -> Site {
    Site::new(&[
        ("site.toml", &format!("{LEAST}theme = \"other\"\n")),
        ("content/a.md", ARTICLE),
        (
            "themes/other/theme.toml",
            &format!(
                "name = \"other\"\nversion = \"1\"\napi = 1\nstyles = []\n[settings]\n{settings}\n"
            ),
        ),
        ("themes/other/templates/event.html", event),
    ])
}

#[test]
fn a_theme_never_changes_what_is_said() {
    for (setting, name) in [
        (
            "edits = [{statement = \"0\", action = \"replace\", text = \"Nothing opened.\"}]",
            "edits",
        ),
        ("edits_file = \"themes/other/edits.toml\"", "edits_file"),
        ("sources = [{name = \"Tarn Herald\", trust = \"low\"}]", "sources"),
        ("brief.gate.unknown = 1", "brief.gate"),
        ("ingest.clean.enabled = false", "ingest"),
    ] {
        let ran = stranger(setting, "{{ event.title }}").run("build");
        let message = format!("error: a theme cannot set `{name}`");
        assert_eq!((ran.code, messages(&ran.stderr)), (1, vec![message.as_str()]), "{setting}");
        assert!(ran.stderr.contains("themes/other/theme.toml:6"), "{}", ran.stderr);
    }
    assert_eq!(stranger("language = \"de\"", "{{ event.title }}").run("build").code, 0);
}

#[test]
fn a_theme_that_costs_too_much_ends_the_build() {
    let loops = "{% for a in range(end=99999) %}";
    for event in [
        format!("\n{loops}{loops}{{% endfor %}}{{% endfor %}}"),
        format!("\n{{% set x = event.title %}}{loops}{{% set_global x = x ~ x %}}{{% endfor %}}"),
        format!("\n{loops}{}{{% endfor %}}", "text ".repeat(500)),
    ] {
        let ran = stranger("", &event).run("build");
        assert_eq!(ran.code, 1, "{event}");
        assert!(
            ran.stderr.starts_with("error: cannot render events/bridge-opens-in-tarn-"),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains("themes/other/templates/event.html:"), "{}", ran.stderr);
    }
}

#[test]
fn nothing_that_is_typed_is_obeyed_by_the_terminal() {
    let site = Site::new(&[("site.toml", LEAST)]);
    for line in [
        ["build", "--now", "\u{1b}]0;x\u{7}"],
        ["build", "--\u{1b}[31m", "x"],
        ["inspect", "events", "--\u{9b}2J"],
    ] {
        let mut command = q7x2(site.path());
        command.args(line);
        let ran = ran(command);
        assert_eq!(ran.code, 2, "{line:?}");
        let obeyed = |letter: char| letter.is_control() && letter != '\n';
        assert!(!ran.stderr.contains(obeyed) && ran.stderr.contains('\u{fffd}'), "{}", ran.stderr);
    }
}

#[test]
fn a_time_of_more_than_four_digits_is_refused() {
    let site = Site::new(&[("site.toml", LEAST)]);
    let ran = site.run_with("build", &[("SOURCE_DATE_EPOCH", "253402300800")]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("error: `SOURCE_DATE_EPOCH` must be a time of the years 0 to 9999"),
        "{}",
        ran.stderr
    );
    assert_eq!(site.run("build --now +10000-01-01").code, 2);
    assert_eq!(site.run_with("build", &[("SOURCE_DATE_EPOCH", "253402300799")]).code, 0);
}

#[test]
fn an_article_dated_after_the_build_is_told() {
    let site = Site::new(&[("site.toml", LEAST), ("content/a.md", ARTICLE)]);
    let ran = site.run("build --now 2026-01-05");
    let told = "note: this article is dated 2026-01-06, after the build's time, 2026-01-05T00:00:00Z, and counts as undated";
    assert_eq!((ran.code, messages(&ran.stderr)), (0, vec![told]));
    assert!(ran.stderr.contains("content/a.md"));
    assert_eq!(messages(&site.run("build --now 2026-01-06").stderr), Vec::<&str>::new());
}

#[test]
fn colours_are_for_terminals() {
    let site = Site::new(&[("site.toml", "x = 1")]);
    assert!(!site.run("build").stderr.contains('\u{1b}'));
}

#[test]
fn the_time_may_be_given() {
    let site = Site::new(&[("site.toml", LEAST)]);
    let feed = |line: &str, environment: &[(&str, &str)]| {
        assert_eq!(site.run_with(line, environment).code, 0);
        fs::read_to_string(site.path().join("public/atom.xml")).expect("a feed")
    };
    assert!(feed("build", &[]).contains("1970-01-01"));
    assert!(feed("build", &[("SOURCE_DATE_EPOCH", "1767657600")]).contains("2026-01-06"));
    assert!(
        feed("build --now 2025-05-05", &[("SOURCE_DATE_EPOCH", "1767657600")])
            .contains("2025-05-05")
    );
}
