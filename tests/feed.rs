//! The feed as a feed reader reads it, and with a history the ids that it knows entries by.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::collections::BTreeMap;

use program::{built, repository, tree};

/// By entry its link and its id.
fn entries(bytes: &[u8]) -> BTreeMap<String, String> {
    let feed = feed_rs::parser::parse(bytes).expect("a feed");
    assert!(feed.title.is_some() && feed.updated.is_some() && !feed.id.is_empty());
    let entry = |entry: feed_rs::model::Entry| {
        assert!(entry.title.is_some() && entry.updated.is_some(), "{}", entry.id);
        let content = entry.content.and_then(|content| content.body).expect("a full text");
        assert!(content.contains("<p>"), "{content}");
        (entry.links.first().expect("a link").href.clone(), entry.id)
    };
    feed.entries.into_iter().map(entry).collect()
}

#[test]
fn every_feed_parses_and_its_entries_lead_to_pages() {
    let sites = repository().join("tests/sites");
    for site in ["sample", "harbour-bridge", "norchema", "formats"] {
        let expected = tree(&sites.join(site).join("expected"));
        let found = entries(&expected["atom.xml"]);
        assert!(!found.is_empty(), "{site}");
        for (link, id) in found {
            let path = link.rsplit_once("/events/").map(|(_, name)| format!("events/{name}"));
            assert!(path.is_some_and(|path| expected.contains_key(&path)), "{site}: {link}");
            assert!(id.starts_with("urn:uuid:"), "{id}");
        }
    }
}

#[test]
fn a_moved_file_and_a_mended_typo_are_no_new_entries() {
    let root = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        program::write(root.path(), [(&path.to_owned(), &text.as_bytes().to_vec())]);
    };
    put("site.toml", "title = \"News\"\nbase_url = \"https://example.org/\"\n");
    put("history.json", "{}");
    let text = "---\ntitle: Ferry aground\ndate: 2026-03-10\n---\nThe ferry Alba ran agruond off Port Marden.\n";
    put("content/a.md", text);
    let first = entries(&built(root.path(), &[])["atom.xml"]);
    put("content/a.md", &text.replace("agruond", "aground"));
    assert_eq!(entries(&built(root.path(), &[])["atom.xml"]), first);
    std::fs::rename(root.path().join("content/a.md"), root.path().join("content/b.md"))
        .expect("it moves");
    assert_eq!(entries(&built(root.path(), &[])["atom.xml"]), first);
}
