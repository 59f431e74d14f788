//! The editor's last word on an event, as `[[edits]]` of site.toml gives it.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::path::Path;

use program::build_command;
use serde_json::Value;
use tempfile::TempDir;

const LEAST: &str = "title = \"Morning brief\"\nbase_url = \"https://example.org/\"\n";

const BRIDGE: &str = "---\ntitle: Bridge opens in Tarn\npublisher: Tarn Herald\ndate: 2026-01-06\n\
    event: bridge\n---\n\
    The mayor of Tarn opened a new bridge over the river Lune on Tuesday.\n\n\
    The bridge cost 40 million euros and took six years to build.\n\n\
    “We have waited for this bridge for a long time,” Mayor Ann Lee told the crowd of Tarn.\n";

const FERRY: &str = "---\ntitle: Ferry sinks off Skerry\npublisher: Skerry Post\n\
    date: 2026-01-05\nevent: ferry\n---\n\
    A ferry with 30 people on board sank off Skerry early on Monday.\n\n\
    All of them were brought ashore by 12 fishing boats of Skerry.\n";

/// A site with these edits.
fn site(edits: &str) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    fs::create_dir(site.path().join("content")).expect("a folder");
    for (file, text) in [
        ("site.toml", &*format!("{LEAST}{edits}")),
        ("content/a.md", BRIDGE),
        ("content/b.md", FERRY),
    ] {
        fs::write(site.path().join(file), text).expect("a file");
    }
    site
}

/// Builds it strictly; gives the exit code and what was told.
fn build(site: &Path) -> (i32, String) {
    let ran = build_command(site, &site.join("public")).arg("--strict").output().expect("it runs");
    (ran.status.code().unwrap_or(-1), String::from_utf8_lossy(&ran.stderr).into_owned())
}

/// The files of a folder of the built site that end so, with their text.
fn files(site: &Path, folder: &str, ending: &str) -> Vec<String> {
    let listed = fs::read_dir(site.join("public").join(folder)).expect("a folder");
    let mut paths: Vec<_> = listed.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.retain(|path| path.to_string_lossy().ends_with(ending));
    paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}

/// The data of the bridge's briefing.
fn bridge(site: &Path) -> Value {
    let all = files(site, "events", ".json").into_iter();
    let read = all.map(|text| serde_json::from_str::<Value>(&text).expect("JSON"));
    read.into_iter().find(|one| one["pin"] == "bridge").expect("the bridge's briefing")
}

fn statements(briefing: &Value) -> Vec<(String, String)> {
    let told = briefing["sections"][0]["statements"].as_array().expect("statements");
    let word = |one: &Value, key: &str| one[key].as_str().expect("a text").to_owned();
    told.iter().map(|one| (word(one, "id"), word(one, "text"))).collect()
}

#[test]
fn an_event_gets_the_editors_headline_order_and_note() {
    let plain = site("");
    assert_eq!(build(plain.path()).0, 0);
    let before = bridge(plain.path());
    let told = statements(&before);
    assert!(told.len() > 1 && before["sections"][1]["kind"] == "quotes", "{before}");
    let (last, text) = told.last().expect("a statement");
    let edits = format!(
        "[[edits]]\nevent = \"bridge\"\ntitle = \"Tarn has its bridge\"\nfirst = [\"#s-{last}\"]\n\
         hide_sections = [\"quotes\"]\nnote = \"We asked the mayor <twice>.\"\nreason = \"ours\"\npublic = true\n"
    );
    let edited = site(&edits);
    let (code, told) = build(edited.path());
    assert_eq!(code, 0, "{told}");
    let after = bridge(edited.path());
    assert_eq!((&after["title"], &after["slug"]), (&"Tarn has its bridge".into(), &before["slug"]));
    assert_eq!(statements(&after)[0].1, *text);
    let kinds: Vec<&Value> =
        after["sections"].as_array().expect("sections").iter().map(|one| &one["kind"]).collect();
    assert!(!kinds.contains(&&Value::from("quotes")), "{kinds:?}");
    let pages = files(edited.path(), "events", ".html");
    let page = pages.iter().find(|page| page.contains("Tarn has its bridge")).expect("a page");
    assert!(page.contains("We asked the mayor &lt;twice&gt;."), "{page}");
    assert!(page.contains("<del>Bridge opens in Tarn</del>") && page.contains("(ours)"), "{page}");
}

#[test]
fn a_hidden_event_is_nowhere() {
    let hidden = site("[[edits]]\nevent = \"ferry\"\nhide = true\n");
    assert_eq!(build(hidden.path()).0, 0);
    assert_eq!(files(hidden.path(), "events", ".html").len(), 1);
    for page in files(hidden.path(), "", ".html").iter().chain(&files(hidden.path(), "", ".xml")) {
        assert!(!page.contains("Ferry"), "{page}");
    }
}

#[test]
fn what_an_edit_does_not_find_is_told() {
    let statement = "statement = \"0123456789\"\naction = \"drop\"\n";
    for (edit, code, told) in [
        ("event = \"gone\"\ntitle = \"Tarn\"\n", 0, "note: no event is called `gone`"),
        (&*format!("event = \"gone\"\n{statement}"), 0, "note: no event is called `gone`"),
        (&format!("event = \"bridge\"\n{statement}"), 1, "warning: no briefing has the statement"),
        (statement, 0, "note: no briefing has the statement `0123456789`"),
        (
            "event = \"bridge\"\nfirst = [\"0123456789\"]\n",
            1,
            "warning: the text of `bridge` has no",
        ),
        (
            "event = \"bridge\"\nhide_sections = [\"timelime\"]\n",
            0,
            "note: `bridge` has no section",
        ),
        ("event = \"bridge\"\n", 1, "this edit changes nothing"),
        ("event = \"bridge\"\ntitle = \"Tarn has 17 bridges\"\n", 0, "names or counts what no"),
    ] {
        let site = site(&format!("[[edits]]\n{edit}"));
        let ran = build(site.path());
        assert!(ran.0 == code && ran.1.contains(told), "{edit}: {ran:?}");
        assert!(told.starts_with("names") || ran.1.contains("site.toml:"), "{edit}: {ran:?}");
    }
}
