//! What the README promises is so: its table of settings has every default right and names no
//! setting that there is not, and what it links to exists.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;

use program::{built, difference, repository};

const LEAST: &str = "title = \"News\"\nbase_url = \"https://example.org/\"\n";

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).expect("the README")
}

/// The settings as the README lists them, cut before the parts that have no defaults.
fn listed() -> (String, String) {
    let readme = readme();
    let section = readme.split_once("\n## site.toml\n").expect("a heading `## site.toml`").1;
    let block = section
        .split_once("```toml\n")
        .and_then(|(_, rest)| rest.split_once("```"))
        .expect("a list of settings")
        .0;
    let (_, block) =
        block.split_once("language = ").expect("`language` after the two required ones");
    let (defaults, examples) =
        block.split_once("[[sources]]").expect("an example of `[[sources]]`");
    (format!("{LEAST}language = {defaults}"), format!("[[sources]]{examples}"))
}

fn site(settings: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("site.toml"), settings).expect("a new file");
    program::write(&root.path().join("content"), &program::tree(&repository().join("content")));
    root
}

#[test]
fn the_settings_listed_are_the_defaults() {
    let (defaults, examples) = listed();
    let expected = built(site(LEAST).path(), &[]);
    let difference = difference(&expected, &built(site(&defaults).path(), &[]));
    assert!(difference.is_empty(), "{difference}");
    // The examples change something, and are read.
    built(site(&(defaults + &examples)).path(), &[]);
}

#[test]
fn what_is_linked_to_exists() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(repository().join(document)).expect("the document");
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            assert!(repository().join(link).exists(), "{document} links to {link}");
        }
    }
}
