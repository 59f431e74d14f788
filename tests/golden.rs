//! Builds every site of `tests/sites` that has a folder `expected`, and compares all bytes with it.
//!
//! `Q7X2_BLESS=1 cargo test --test golden` writes down what is found as what is expected; read the difference before it is
//! committed. A folder without a `site.toml` of its own (`sample`) is built from the repository.

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::Tree;

fn cases() -> Vec<PathBuf> {
    let listed = fs::read_dir(program::repository().join("tests/sites")).expect("the cases");
    let mut cases: Vec<PathBuf> = listed.map(|entry| entry.expect("a case").path()).collect();
    cases.retain(|case| case.join("expected").is_dir());
    cases.sort();
    cases
}

/// Builds one case. Warnings fail it, but where it is about them: then it holds a file `warnings`.
fn found(case: &Path) -> Tree {
    let root = if case.join("site.toml").exists() { case.to_owned() } else { program::repository() };
    let strict: &[&str] = if case.join("warnings").exists() { &[] } else { &["--strict"] };
    program::built(&root, strict)
}

#[test]
fn every_site_is_as_expected() {
    let bless = std::env::var_os("Q7X2_BLESS").is_some();
    let mut failures = Vec::new();
    let cases = cases();
    for name in ["empty", "formats", "sample"] {
        assert!(cases.iter().any(|case| case.ends_with(name)), "{name} is a case");
    }
    for case in cases {
        let (found, folder) = (found(&case), case.join("expected"));
        if bless {
            if folder.exists() {
                fs::remove_dir_all(&folder).expect("the old expectation is removed");
            }
            program::write(&folder, &found);
        }
        let difference = program::difference(&program::tree(&folder), &found);
        if !difference.is_empty() {
            failures.push(format!("{}\n{difference}", case.display()));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n\nif this is meant: Q7X2_BLESS=1 cargo test --test golden",
        failures.join("\n\n")
    );
}
