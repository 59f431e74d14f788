//! `check`, `config show`, `completions`, `man`, and how much is told.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod loopback;
mod program;

use std::fs;
use std::path::Path;

use loopback::{Host, ok, with};
use tempfile::TempDir;

fn run(root: &Path, words: &[&str]) -> (i32, String, String) {
    let output = program::command().current_dir(root).args(words).output().expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

fn site(more: &str) -> TempDir {
    let root = TempDir::new().expect("a folder");
    program::run(program::command().arg("init").arg(root.path()));
    let path = root.path().join("site.toml");
    let text = fs::read_to_string(&path).expect("a file");
    fs::write(&path, text + more).expect("a file");
    root
}

#[test]
fn a_good_site_has_nothing_to_mend_and_none_is_written() {
    let root = site("");
    let before = program::tree(root.path());
    assert_eq!(run(root.path(), &["check"]), (0, "nothing to mend\n".to_owned(), String::new()));
    assert_eq!(run(root.path(), &["check", "--format", "json"]).1, "");
    assert!(before == program::tree(root.path()));
}

#[test]
fn everything_that_is_wrong_is_told_in_every_form() {
    let root = site(
        "[[sources]]\nname = \"Lune Times\"\nmatch = [\"lune.example\"]\n[strict]\nfail_on = [\"outlet\"]\n[[feeds]]\nurl = \"https://old.example/feed\"\n[[feeds]]\nurl = \"https://new.example/feed\"\n[[feeds]]\nurl = \"https://bad.example/feed\"\n",
    );
    let known = "{\"feeds\": {\"https://old.example/feed\": {\"newest\": \"2025-11-01\", \"answered\": \"2026-01-07\"},\
        \"https://new.example/feed\": {\"newest\": \"2026-01-06\", \"answered\": \"2026-01-07\"}, \"https://bad.example/feed\": {\"failures\": 4}}}";
    fs::write(root.path().join("feeds.json"), known).expect("a file");
    fs::create_dir(root.path().join("templates")).expect("a folder");
    let template =
        "{% extends \"base.html\" %}{% block main %}<a href=\"none.html\">x</a>{% endblock main %}";
    fs::write(root.path().join("templates/archive.html"), template).expect("a file");
    let (code, text, _) = run(root.path(), &["check"]);
    for expected in [
        "no article is of the outlet `Lune Times`",
        "has had nothing new for 67 days",
        "has failed 4 times",
        "the link to `none.html` leads nowhere",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(code == 1 && !text.contains("new.example"), "{text}");
    let (_, github, _) = run(root.path(), &["check", "--format", "github"]);
    assert!(github.contains("::warning file=site.toml,line="), "{github}");
    let (_, json, _) = run(root.path(), &["check", "--format", "json"]);
    assert!(
        json.lines().count() >= 4
            && json.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
    );
    let (_, sarif, _) = run(root.path(), &["check", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
}

#[test]
fn what_keeps_a_site_from_being_built_is_a_finding_too() {
    let root = site("[brief]\nmax_word = 3\n");
    let (code, text, _) = run(root.path(), &["check", "--format", "github"]);
    assert!(
        code == 1 && text.contains("::error file=site.toml,line=") && text.contains("max_words"),
        "{text}"
    );
    let empty = TempDir::new().expect("a folder");
    let (code, text, _) = run(empty.path(), &["check", "--format", "json"]);
    assert!(code == 1 && text.contains("no site.toml"), "{text}");
}

#[test]
fn addresses_are_asked_for_only_on_demand() {
    let host = Host::new(|asked, _| match asked.path.as_str() {
        "/here" => ok("x"),
        "/busy" => with(503, &[], ""),
        "/robots.txt" => ok("User-agent: *\nDisallow: /shut"),
        _ => with(404, &[], ""),
    });
    let root = site("");
    for name in ["here", "gone", "busy", "shut"] {
        let text = format!(
            "---\ntitle: T {name}\nurl: {}\ndate: 2026-01-06\n---\nThe mayor of {name} opened a market hall on Tuesday.\n",
            host.at(&format!("/{name}"))
        );
        fs::write(root.path().join(format!("content/{name}.md")), text).expect("a file");
    }
    for name in ["2026-01-06", "2026-01-07"] {
        fs::remove_dir_all(root.path().join("content").join(name)).expect("it goes");
    }
    run(root.path(), &["check"]);
    assert_eq!(host.asked().len(), 0);
    let (code, text, _) = run(
        root.path(),
        &["check", "--external", "--allow-private", "--delay", "0", "--timeout", "5"],
    );
    assert!(
        code == 1
            && text.contains("warning: `http://")
            && text.contains("content/gone.md")
            && text.contains("its host answers 503"),
        "{text}"
    );
    assert!(
        !text.contains("/here`") && !text.contains("/shut`") && host.count("/shut") == 0,
        "{text}"
    );
}

#[test]
fn every_setting_says_where_it_comes_from() {
    let root = site("[brief]\nmax_words = 120\n[plugins.lexrank]\ndamping = 0.5\n");
    let mut command = program::command();
    command.current_dir(root.path()).env("Q7X2_HOME_DAYS", "3").args([
        "--set",
        "group.window_days=9",
        "config",
        "show",
    ]);
    let text = String::from_utf8(program::run(&mut command).stdout).expect("UTF-8");
    let line =
        |key: &str| text.lines().find(|line| line.starts_with(key)).unwrap_or_default().to_owned();
    let max = line("brief.max_words");
    assert!(max.starts_with("brief.max_words = 120  # site.toml:"), "{max}");
    assert_eq!(line("group.window_days"), "group.window_days = 9  # --set group.window_days");
    assert_eq!(line("home_days"), "home_days = 3  # Q7X2_HOME_DAYS");
    assert_eq!(line("group.similarity"), "group.similarity = 0.14  # default");
    assert!(line("plugins.lexrank.damping").contains("0.5  # site.toml:"), "{text}");
    let (code, json, _) = run(root.path(), &["config", "show", "--format", "json"]);
    let first: serde_json::Value =
        serde_json::from_str(json.lines().next().expect("a line")).expect("JSON");
    assert!(code == 0 && first["key"] == "author" && first["from"] == "default", "{first}");
}

#[test]
fn shells_and_manual_know_the_commands() {
    let folder = TempDir::new().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, text, _) = run(folder.path(), &["completions", shell]);
        assert!(code == 0 && text.contains("serve") && text.contains("deploy"), "{shell}");
    }
    let (code, text, _) = run(folder.path(), &["man"]);
    assert!(code == 0 && text.contains(".TH q7x2") && text.contains("q7x2\\-serve"), "{text:.300}");
    assert_eq!(run(folder.path(), &["completions", "tcsh"]).0, 2);
}

#[test]
fn as_much_is_told_as_is_wanted() {
    let root = site("");
    for at in 0..20 {
        fs::write(root.path().join(format!("content/x.{at}x")), "x").expect("a file");
    }
    let more = "more like this; `-v` tells them";
    let (_, stdout, stderr) = run(root.path(), &["build"]);
    assert!(stdout.contains("articles") && stderr.contains(more), "{stderr}");
    let (_, stdout, stderr) = run(root.path(), &["build", "--quiet"]);
    assert_eq!((stdout.as_str(), stderr.as_str()), ("", ""));
    let (_, _, stderr) = run(root.path(), &["-v", "build"]);
    assert_eq!(stderr.matches("note: ").count(), 20, "{stderr}");
    assert_eq!(run(root.path(), &["build", "-q", "-v"]).0, 2);
    let (code, _, stderr) = run(root.path(), &["build", "-q", "--set", "title=3", "--set", "x=1"]);
    assert!(code == 1 && stderr.contains("unknown setting"), "{stderr}");
}
