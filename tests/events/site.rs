//! One site of `tests/sites`, read through the program: its articles, its events, its briefings.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use q7x2_sdk::{Article, Briefing, Citation, SentenceKind};

use crate::labels::Labels;

/// What the program made of one site.
pub(crate) struct Site {
    /// Labels, with the articles' short names.
    pub(crate) labels: Labels,
    /// By id.
    pub(crate) articles: BTreeMap<String, Article>,
    /// One for each event.
    pub(crate) briefings: Vec<Briefing>,
    /// Its folder.
    pub(crate) case: String,
}

impl Site {
    /// Reads the labels of a site and runs the program on it.
    pub(crate) fn read(case: &str) -> Self {
        let labels = std::fs::read_to_string(root(case).join("labels.toml")).expect("labels");
        let labels = toml::from_str(&labels).unwrap_or_else(|error| panic!("{case}: {error}"));
        let articles: Vec<Article> = inspect(case, "articles");
        Self {
            labels,
            articles: articles.into_iter().map(|article| (article.id.clone(), article)).collect(),
            briefings: inspect(case, "briefings"),
            case: case.to_owned(),
        }
    }

    /// The short name of an article; its file where the labels do not know it.
    pub(crate) fn short(&self, id: &str) -> String {
        let Some(article) = self.articles.get(id) else { return format!("no article {id}") };
        let known = self.labels.articles.iter().find(|(_, label)| {
            label.file == article.file && (label.record.is_none() || label.record == article.record)
        });
        known.map_or_else(|| article.file.clone(), |(name, _)| name.clone())
    }

    /// The id of an article by its short name.
    pub(crate) fn id(&self, short: &str) -> Option<&str> {
        self.articles.keys().map(String::as_str).find(|id| self.short(id) == short)
    }

    /// The sentence that a label names as "article: words that only it holds".
    pub(crate) fn sentence(&self, label: &str) -> Result<Citation, String> {
        let (short, words) =
            label.split_once(": ").ok_or_else(|| format!("label \"{label}\" names no article"))?;
        let id = self
            .id(short)
            .ok_or_else(|| format!("label \"{label}\": there is no article \"{short}\""))?;
        let found: Vec<usize> = self.articles[id]
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, sentence)| {
                sentence.kind == SentenceKind::Body && sentence.text.contains(words)
            })
            .map(|(at, _)| at)
            .collect();
        match found[..] {
            [sentence] => Ok(Citation::new(id, sentence)),
            _ => Err(format!("label \"{label}\" fits {} sentences", found.len())),
        }
    }
}

/// What the program tells of a site.
pub(crate) fn inspect<T: serde::de::DeserializeOwned>(case: &str, what: &str) -> Vec<T> {
    let program = Command::new(env!("CARGO_BIN_EXE_q7x2"))
        .args(["inspect", what, "--root"])
        .arg(root(case))
        .output();
    let output = program.expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn root(case: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(case)
}
