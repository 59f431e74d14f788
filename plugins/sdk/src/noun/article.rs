//! One article, as ingest read and cleaned it.

use q7x2_text::date::Published;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One article, as ingest read and cleaned it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// 16 hex digits, from path, record, content and the number of identical ones before it.
    pub id: String,
    /// 16 hex digits of its address, else of its record id, else of its path: the same whatever
    /// becomes of its text.
    pub identity: String,
    /// BLAKE3 (64 hex digits) of the body as it was read, before cleaning, without front matter:
    /// "the same text".
    pub content: String,
    /// The path below `content/`, with `/` on every platform.
    pub file: String,
    /// The id inside a file that holds several articles.
    pub record: Option<String>,
    /// Where the outlet published it.
    pub url: Option<String>,
    /// The title: the file's own, else the first sentence. Empty only where there is no text at
    /// all.
    pub title: String,
    /// The line below the title ("deck").
    pub subtitle: Option<String>,
    /// When it was published, as precisely as the source says and no more.
    pub published: Option<Published>,
    /// The date of publication that it gives, where that cannot be: after the build's time, or more
    /// than a week after all others. It then counts as undated, and this is shown alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misdated: Option<Published>,
    /// When it was changed.
    pub updated: Option<Published>,
    /// Names of the people that the byline gives.
    pub authors: Vec<String>,
    /// The outlet. Absent: an outlet of its own, not "the same unknown".
    pub publisher: Option<String>,
    /// Primary subtag of BCP 47, such as `en`; absent where it cannot be told.
    pub language: Option<String>,
    /// Whether it may lead.
    pub trust: Trust,
    /// Why trust is what it is, where it is not the default: the rule or the editor's setting.
    pub trust_reason: Option<String>,
    /// The editor's key words.
    pub tags: Vec<String>,
    /// The editor's pin: articles with the same value are one event.
    pub event: Option<String>,
    /// By which rule its fields were found, by their names: `title` by "the field `headline`".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub found: BTreeMap<String, String>,
    /// The cleaned text, sentence by sentence, headings included.
    pub sentences: Vec<Sentence>,
    /// What cleaning took out, with the rule that did it, in the file's order.
    pub removed: Vec<Removed>,
}

impl Article {
    /// The name under which this article's outlet counts: the publisher, else the article's own id.
    #[must_use]
    pub fn outlet(&self) -> &str {
        self.publisher.as_deref().unwrap_or(&self.id)
    }

    /// Whether only low-trust articles saying something should keep it from leading.
    #[must_use]
    pub fn is_low_trust(&self) -> bool {
        self.trust == Trust::Low
    }

    /// The sentences that may be cited, with their index.
    pub fn body(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        self.sentences
            .iter()
            .enumerate()
            .filter(|(_, sentence)| sentence.kind == SentenceKind::Body)
    }
}

/// One sentence of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sentence {
    /// Plain text: no HTML, no Markdown; white space single.
    pub text: String,
    /// The number of its paragraph, from 0; one that cleaning took out leaves a gap.
    pub paragraph: usize,
    /// Whether it may be cited.
    pub kind: SentenceKind,
}

/// Whether a sentence is text or structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SentenceKind {
    /// Running text.
    #[default]
    Body,
    /// Structure: never cited, never summarised.
    Heading,
}

/// How far an article is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// Like any other.
    #[default]
    Normal,
    /// What only such articles say never leads and is marked.
    Low,
}

/// Something that cleaning took out of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Removed {
    /// What stood there, white space folded.
    pub text: String,
    /// The rule that took it, such as `caption` or `dateline`.
    pub rule: String,
    /// The line of the file it stood in, from 1; absent where the format has no lines of text.
    pub line: Option<usize>,
}
