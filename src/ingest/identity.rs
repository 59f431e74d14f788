//! What an article is known by: its id, as long as its file and text stay, and its identity, whatever
//! becomes of its text.

/// 16 hex digits of BLAKE3 over the path below `content/`, the record id in the file, the content
/// hash and how many identical ones came before. Each part carries its length and its presence, so
/// that no two lists of parts read alike.
pub(super) fn id(path: &str, record: Option<&str>, content: &str, before: u64) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [Some(path), record, Some(content)] {
        let text = part.unwrap_or_default().as_bytes();
        hasher.update(&[u8::from(part.is_some())]);
        hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(text);
    }
    hasher.update(&before.to_le_bytes());
    let mut id = hasher.finalize().to_hex().to_string();
    id.truncate(16);
    id
}

/// What tells who an article is, the best that it has: its address, else its record id, else its
/// place. Its text is none of it, so that a mended typo makes no other article of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Url(String),
    Record(String),
    Path(String),
}

impl Mark {
    pub(super) fn of(url: Option<&str>, record: Option<&str>, path: &str) -> Self {
        let said = |text: &&str| !text.trim().is_empty();
        let url = url.filter(said).map(|url| Self::Url(url.trim().to_owned()));
        let record = || record.filter(said).map(|record| Self::Record(record.trim().to_owned()));
        url.or_else(record).unwrap_or_else(|| Self::Path(path.to_owned()))
    }

    /// 16 hex digits of BLAKE3 over the mark and how many articles of the file before have the
    /// same, such as the lines of a file that gives none of them a name.
    pub(super) fn identity(&self, before: u64) -> String {
        let (kind, text) = match self {
            Self::Url(text) => ("url", text),
            Self::Record(text) => ("record", text),
            Self::Path(text) => ("path", text),
        };
        let mut hasher = blake3::Hasher::new_derive_key("q7x2 identity of an article");
        hasher.update(kind.as_bytes());
        hasher.update(&[0]);
        hasher.update(text.as_bytes());
        hasher.update(&before.to_le_bytes());
        let mut identity = hasher.finalize().to_hex().to_string();
        identity.truncate(16);
        identity
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_that_an_article_has_tells_who_it_is() {
        let of = |url, record, path| Mark::of(url, record, path).identity(0);
        let url = of(Some("https://a.example/1"), Some("7"), "a.md");
        assert_eq!(url, of(Some(" https://a.example/1 "), None, "b.md"));
        let record = of(None, Some("7"), "a.jsonl");
        assert_eq!(record, of(Some(" "), Some("7"), "b.jsonl"));
        let path = of(None, None, "a.md");
        assert_eq!(path, of(None, Some(""), "a.md"));
        let all = [&url, &record, &path, &of(None, None, "7"), &of(None, None, "b.md")];
        for (at, one) in all.iter().enumerate() {
            assert!(one.len() == 16 && !all[..at].contains(one), "{at}");
        }
        assert_ne!(path, Mark::Path("a.md".to_owned()).identity(1));
    }

    #[test]
    fn every_part_counts_and_none_runs_into_the_next() {
        let ids = [
            id("a", None, "c", 0),
            id("a", None, "c", 1),
            id("a", Some(""), "c", 0),
            id("a", Some("c"), "", 0),
            id("ac", None, "", 0),
            id("", Some("a"), "c", 0),
            id("b", None, "c", 0),
            id("a", None, "d", 0),
        ];
        for (at, one) in ids.iter().enumerate() {
            assert!(one.len() == 16 && !ids[..at].contains(one), "{at}");
        }
        assert_eq!(ids[0], id("a", None, "c", 0));
    }

    #[test]
    fn ids_outlive_versions() {
        assert_eq!(id("000.txt", Some("7"), "abc", 0), "ffd1bf8a0ffcb359");
    }
}
