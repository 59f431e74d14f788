//! An article as its format gives it, before anything is cleaned.

use q7x2_sdk::Removed;

use super::given::Given;

/// An article as its format gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Raw {
    /// What its metadata says.
    pub given: Given,
    /// BLAKE3 of the text as read.
    pub content: String,
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// Its text.
    pub blocks: Vec<Block>,
    /// What the format itself is not text: pictures, code.
    pub removed: Vec<Removed>,
}

/// A run of text that the format sets apart: a line or a Markdown block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Its text, white space single.
    pub text: String,
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum BlockKind {
    /// Text, or whatever it turns out to be.
    #[default]
    Text,
    /// An item of a list: never a heading.
    Item,
    /// A heading that the format marks as one, and its level.
    Heading(u8),
}

/// "The same text": BLAKE3 of the body as it was read, without front matter.
pub(super) fn content_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
