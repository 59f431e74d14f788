//! Sites made of a few articles, and what the program makes of them.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use q7x2_sdk::Briefing;

use crate::program;

/// The stories, by name and kind.
pub(crate) fn story(name: &str, kind: &str) -> String {
    let stories: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("stories.toml")).expect("stories");
    stories[name][kind].trim().to_owned()
}

/// One article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Article {
    pub(crate) file: String,
    pub(crate) fields: Vec<(&'static str, String)>,
    pub(crate) text: String,
}

/// An article of an outlet; the file is called like nothing that it says.
pub(crate) fn article(outlet: &str, date: &str, text: impl Into<String>) -> Article {
    let fields = vec![("source", outlet.to_owned()), ("date", date.to_owned())];
    Article { file: String::new(), fields, text: text.into() }
}

impl Article {
    pub(crate) fn with(mut self, key: &'static str, value: &str) -> Self {
        self.fields.retain(|(known, _)| *known != key);
        self.fields.push((key, value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, key: &str) -> Self {
        self.fields.retain(|(known, _)| *known != key);
        self
    }

    fn written(&self) -> String {
        let mut text = String::from("---\nlanguage: en\n");
        for (key, value) in &self.fields {
            let value = serde_json::to_string(value).expect("a text");
            writeln!(text, "{key}: {value}").expect("memory");
        }
        format!("{text}---\n{}\n", self.text)
    }
}

/// The first briefing of a site of one event.
pub(crate) fn briefing(articles: &[Article], settings: &str) -> Briefing {
    let pinned =
        articles.iter().map(|article| article.clone().with("event", "e")).collect::<Vec<_>>();
    let found = briefings(&pinned, settings);
    found.into_iter().find(|found| found.pin.as_deref() == Some("e")).expect("an event")
}

/// All briefings of a site.
pub(crate) fn briefings(articles: &[Article], settings: &str) -> Vec<Briefing> {
    let root = tempfile::tempdir().expect("a folder");
    let mut files = BTreeMap::new();
    let site = format!("title = \"T\"\nbase_url = \"https://t.example/\"\n{settings}");
    files.insert("site.toml".to_owned(), site.into_bytes());
    for (at, article) in articles.iter().enumerate() {
        let name =
            if article.file.is_empty() { format!("{at:03}.md") } else { article.file.clone() };
        files.insert(format!("content/{name}"), article.written().into_bytes());
    }
    program::write(root.path(), &files);
    let output =
        program::run(program::command().args(["inspect", "briefings", "--root"]).arg(root.path()));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a briefing")).collect()
}

/// The origins of a briefing as the outlets in each, sorted.
pub(crate) fn origins(briefing: &Briefing) -> BTreeSet<BTreeSet<String>> {
    let mut origins: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for source in &briefing.sources {
        origins.entry(source.origin).or_default().insert(source.outlet.clone());
    }
    assert_eq!(origins.len(), briefing.origins, "each origin has an article");
    origins.into_values().collect()
}
