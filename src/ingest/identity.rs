//! The id of an article: what it is known by as long as its file and text stay.

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

#[cfg(test)]
mod tests {
    use super::*;

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
