//! What the articles of one file are called: their ids, and which of them have the same name.

use std::collections::BTreeMap;

use super::article::Draft;
use super::identity::{self, Mark};
use super::report::Report;

/// What was seen of a file's articles so far. Eight bytes stand for a name: a file may hold
/// millions.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// How many articles have a record id and content.
    alike: BTreeMap<u64, u64>,
    /// How many have a mark.
    marked: BTreeMap<u64, u64>,
    /// The line of the last article with a record id.
    records: BTreeMap<u64, usize>,
}

impl Seen {
    /// Gives the next articles of the file their ids; tells of a name that one before has, and of
    /// articles without a text.
    pub(super) fn name(&mut self, path: &str, drafts: &mut [Draft], report: &mut Report) {
        for Draft { article, line, .. } in drafts {
            let record = article.record.as_deref();
            let before = count(&mut self.alike, &[record.unwrap_or("\0"), &article.content]);
            article.id = identity::id(path, record, &article.content, before);
            let mark = Mark::of(article.url.as_deref(), record, path);
            let alike = count(&mut self.marked, &[&format!("{mark:?}")]);
            article.identity = mark.identity(alike);
            if let Some(id) = record
                && let Some(first) = self.records.insert(short(&[id]), *line)
            {
                report.warn(
                    "repeated id",
                    *line,
                    format!("the id `{id}` stands in line {first} too"),
                    "give each article an id of its own; both are read",
                );
            }
            if article.body().next().is_none() {
                report.warn(
                    "empty",
                    *line,
                    "the article has no text and is left out",
                    "write its text or remove it",
                );
            }
        }
    }
}

/// How many had a name before.
fn count(seen: &mut BTreeMap<u64, u64>, parts: &[&str]) -> u64 {
    let count = seen.entry(short(parts)).or_default();
    *count += 1;
    *count - 1
}

fn short(parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let [a, b, c, d, e, f, g, h, ..] = *hasher.finalize().as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}
