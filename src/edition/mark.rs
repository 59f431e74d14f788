//! Mark: what tells a line that a person has changed from one that she has not.

/// The file's name, beside site.toml.
pub const FILE: &str = "edition.md";

/// What the hash of a text is cut to: enough to know that somebody has changed it.
const HASH: usize = 12;

/// What a line of the edition is known by.
pub(super) fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(HASH).collect()
}
