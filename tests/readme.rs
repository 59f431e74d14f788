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

/// The documents, by path.
fn documents() -> Vec<String> {
    let mut paths = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "plugins/README.md",
        "themes/README.md",
    ]
    .map(str::to_owned)
    .to_vec();
    let docs = fs::read_dir(repository().join("docs")).expect("the folder docs");
    let names = docs.map(|entry| entry.expect("an entry").file_name().into_string());
    let names = names.map(|name| name.expect("a name in Unicode"));
    paths.extend(names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")));
    paths
}

#[test]
fn what_is_linked_to_exists() {
    for document in documents() {
        let path = repository().join(&document);
        let text = fs::read_to_string(&path).expect("the document");
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let target = link.split('#').next().unwrap_or(link);
            let exists = path.parent().expect("a folder").join(target).exists();
            assert!(exists, "{document} links to {link}");
        }
    }
}

/// Whether a document may cite a path of the repository: a file, a folder, a module without its
/// ending, or what begins so (`tests/growth*`).
fn stands(path: &str) -> bool {
    let bare = path.trim_end_matches(['*', '/']);
    let stand = |ending: &str| repository().join(format!("{bare}{ending}")).exists();
    stand("") || stand(".rs")
}

#[test]
fn what_is_cited_is_in_the_repository() {
    let ours = ["src/", "tests/", "docs/", "benches/", ".ci/"];
    for document in documents() {
        let text = fs::read_to_string(repository().join(&document)).expect("the document");
        let cited = text.split('`').skip(1).step_by(2);
        for path in cited.filter(|cited| ours.iter().any(|folder| cited.starts_with(folder))) {
            let is_path = !path.contains([' ', '<', '{']);
            assert!(!is_path || stands(path), "{document} cites {path}");
        }
    }
}
