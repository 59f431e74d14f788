//! The same input gives the same bytes: with one thread and with eight, from files made in another
//! order, in another place, in another environment, and whatever stood in the output folder before.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::path::Path;

use program::{Tree, built, difference, repository, run};
use tempfile::TempDir;

/// Nothing but what a site cannot do without.
const BARE: &str = "title = \"News\"\nbase_url = \"https://example.org/\"\n";

/// The sample articles, one of them twice, so that there are copies.
fn articles() -> Tree {
    let mut articles = program::tree(&repository().join("content"));
    let (path, bytes) = articles.first_key_value().expect("the sample articles");
    let copy = (format!("copies/{path}"), bytes.clone());
    articles.extend([copy]);
    articles
}

/// A site of these articles, made in that order.
fn site<'a>(
    settings: &str,
    articles: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>,
) -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("site.toml"), settings).expect("a new file");
    program::write(&root.path().join("content"), articles);
    root
}

fn settings() -> String {
    fs::read_to_string(repository().join("site.toml")).expect("the sample site's settings")
}

fn check(expected: &Tree, found: &Tree, when: &str) {
    let difference = difference(expected, found);
    assert!(difference.is_empty(), "{when}\n{difference}");
}

fn builds_the_same(settings: &str) {
    let articles = articles();
    let root = site(settings, &articles);
    let expected = built(root.path(), &["--threads", "1"]);
    check(&expected, &built(root.path(), &["--threads", "1"]), "built twice");
    check(&expected, &built(root.path(), &["--threads", "8"]), "with eight threads");
    let other = site(settings, articles.iter().rev());
    check(&expected, &built(other.path(), &[]), "from files made in reverse, in another place");
    fs::write(other.path().join("content/.hidden.txt"), "not an article").expect("a new file");
    check(&expected, &built(other.path(), &[]), "beside a hidden file");
}

#[test]
fn the_sample_builds_the_same() {
    builds_the_same(&settings());
}

#[test]
fn two_lines_of_settings_build_the_same() {
    builds_the_same(BARE);
}

#[test]
fn the_environment_is_not_seen() {
    let root = site(BARE, &articles());
    let expected = built(root.path(), &[]);
    let output = root.path().join("elsewhere");
    let mut command = program::command();
    command.current_dir(root.path()).args(["build", "--output", "elsewhere"]);
    command
        .env("TZ", "Asia/Tokyo")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("RAYON_NUM_THREADS", "3");
    run(&mut command);
    check(&expected, &program::tree(&output), "in Tokyo, in Turkish, from the folder itself");
}

#[test]
fn the_previous_output_is_not_seen() {
    let articles = articles();
    let root = site(BARE, &articles);
    let expected = built(root.path(), &[]);
    let output = tempfile::tempdir().expect("a folder");
    let build = |root: &Path| drop(run(&mut program::build_command(root, output.path())));
    build(
        site("title = \"Other\"\nbase_url = \"https://example.com/a/\"\n", articles.iter().take(3))
            .path(),
    );
    build(root.path());
    check(&expected, &program::tree(output.path()), "over the site of other articles");
    build(root.path());
    check(&expected, &program::tree(output.path()), "over itself");
}

#[test]
fn what_is_printed_is_the_same() {
    let articles = articles();
    let (root, other) = (site(BARE, &articles), site(BARE, articles.iter().rev()));
    for what in ["articles", "events", "briefings"] {
        let print = |root: &Path, threads: &str| {
            run(program::command()
                .args(["inspect", what, "--threads", threads, "--root"])
                .arg(root))
            .stdout
        };
        let expected = print(root.path(), "1");
        assert!(!expected.is_empty(), "{what}");
        assert!(expected == print(root.path(), "8"), "{what} with eight threads");
        assert!(expected == print(other.path(), "1"), "{what} from files made in reverse");
    }
}
