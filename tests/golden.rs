//! Builds sites of `tests/sites` and compares all bytes with their folder `expected`.
//!
//! `Q7X2_BLESS=1 cargo test --test golden` writes down what is found as what is expected,
//! `Q7X2_BLESS=formats` that of one case; read the difference before it is committed. A folder
//! without a `site.toml` of its own (`sample`) is built from the repository.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::Tree;

/// Every site that has an expectation; each is a test below.
const CASES: [&str; 5] = ["empty", "formats", "harbour-bridge", "norchema", "sample"];

fn sites() -> PathBuf {
    program::repository().join("tests/sites")
}

/// Builds one case. Warnings fail it, but where it is about them: then it holds a file `warnings`.
fn found(case: &Path) -> Tree {
    let root =
        if case.join("site.toml").exists() { case.to_owned() } else { program::repository() };
    let strict: &[&str] = if case.join("warnings").exists() { &[] } else { &["--strict"] };
    program::built(&root, strict)
}

fn check(name: &str) {
    assert!(CASES.contains(&name), "{name} is listed");
    let case = sites().join(name);
    let (found, folder) = (found(&case), case.join("expected"));
    if std::env::var("Q7X2_BLESS").is_ok_and(|blessed| blessed == "1" || blessed == name) {
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the old expectation is removed");
        }
        program::write(&folder, &found);
    }
    let bless = format!("Q7X2_BLESS={name} cargo test --test golden");
    assert!(folder.is_dir(), "nothing is expected of {name} yet: {bless}");
    let difference = program::difference(&program::tree(&folder), &found);
    assert!(difference.is_empty(), "{name}\n{difference}\n\nif this is meant: {bless}");
}

#[test]
fn empty() {
    check("empty");
}

#[test]
fn formats() {
    check("formats");
}

#[test]
fn harbour_bridge() {
    check("harbour-bridge");
}

#[test]
fn norchema() {
    check("norchema");
}

#[test]
fn sample() {
    check("sample");
}

#[test]
fn no_expectation_is_forgotten() {
    let entries =
        fs::read_dir(sites()).expect("the cases").map(|entry| entry.expect("a case").path());
    for case in entries.filter(|case| case.join("expected").is_dir()) {
        assert!(CASES.iter().any(|name| case.ends_with(name)), "{} is tested", case.display());
    }
}
