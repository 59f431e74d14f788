//! `init`: a site that builds at once, and nothing written over.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::path::Path;
use std::process::Output;

use program::{build_command, command, run, tree};
use tempfile::TempDir;

fn init(folder: &Path, words: &[&str]) -> Output {
    let mut command = command();
    command.current_dir(folder).arg("init").args(words);
    command.output().expect("it starts")
}

#[test]
fn a_new_site_builds_at_once_without_a_warning() {
    let root = TempDir::new().expect("a folder");
    let done = init(root.path(), &["news", "--title", "The \"News\""]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let site = root.path().join("news");
    let output = site.join("public");
    run(build_command(&site, &output).arg("--strict"));
    let home = fs::read_to_string(output.join("index.html")).expect("a home page");
    assert!(
        home.contains("The &quot;News&quot;") && home.contains("bridge") && home.contains("erry")
    );
    let history = fs::read_to_string(site.join("history.json")).expect("a history");
    assert!(history.contains("bridge"), "{history}");
}

#[test]
fn nothing_is_written_over() {
    let root = TempDir::new().expect("a folder");
    fs::write(root.path().join("site.toml"), "mine").expect("a file");
    fs::write(root.path().join(".gitignore"), "mine").expect("a file");
    let done = init(root.path(), &[]);
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && said.contains("kept     site.toml"), "{said}");
    assert_eq!(fs::read_to_string(root.path().join("site.toml")).expect("a file"), "mine");
    assert_eq!(fs::read_to_string(root.path().join(".gitignore")).expect("a file"), "mine");
    let before = tree(root.path());
    assert!(init(root.path(), &[]).status.success());
    assert!(before == tree(root.path()));
    let refused = init(root.path(), &["--feeds", "https://a.example/feed"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("q7x2 feeds import"));
}

#[test]
fn feeds_of_the_command_line_and_of_a_list_are_written_once() {
    let root = TempDir::new().expect("a folder");
    let list = "<opml version='2.0'><body><outline text='Tarn &quot;Herald&quot;' xmlUrl='https://tarn.example/feed'/>\
        <outline text='A' xmlUrl='https://a.example/feed'/></body></opml>";
    fs::write(root.path().join("list.opml"), list).expect("a file");
    let done =
        init(root.path(), &["news", "--feeds", "https://a.example/feed", "--opml", "list.opml"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let site = fs::read_to_string(root.path().join("news/site.toml")).expect("a file");
    let read: toml::Table = site.parse().expect("TOML");
    assert_eq!(read["feeds"].as_array().map(Vec::len), Some(2), "{site}");
    assert_eq!(read["feeds"][1]["source"].as_str(), Some("Tarn \"Herald\""));
    assert!(!root.path().join("news/content").exists());
    run(&mut build_command(&root.path().join("news"), &root.path().join("out")));
}

#[test]
fn what_cannot_be_a_site_is_refused_before_anything_is_written() {
    let root = TempDir::new().expect("a folder");
    for words in [
        &["news", "--feeds", "a.example"][..],
        &["news", "--opml", "none.opml"],
        &["news", "--title", " "],
    ] {
        let done = init(root.path(), words);
        assert_eq!(done.status.code(), Some(1), "{words:?}");
        assert!(!root.path().join("news").exists(), "{words:?}");
    }
    assert_eq!(init(root.path(), &["--workflow", "x"]).status.code(), Some(2));
    fs::write(root.path().join("file"), "").expect("a file");
    assert_eq!(init(root.path(), &["file"]).status.code(), Some(1));
}
