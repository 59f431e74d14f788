//! Articles on the wire: what a plugin may know of one. Its path, what cleaning took out and the
//! editor's tags stay with the host.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::naming::Naming;
use crate::noun::article;
use q7x2_text::date::Published;

/// One article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Article<'a> {
    /// What citations call it; of one build alone.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Its title.
    #[serde(borrow)]
    pub title: Cow<'a, str>,
    /// The line below the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<Cow<'a, str>>,
    /// The outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Cow<'a, str>>,
    /// Where the outlet published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'a, str>>,
    /// RFC 3339 with the source's own offset, or a day alone: `2026-01-06`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Cow<'a, str>>,
    /// The people that the byline names.
    pub authors: Vec<Cow<'a, str>>,
    /// Primary subtag of BCP 47; absent where it cannot be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'a, str>>,
    /// Whether it may lead.
    pub trust: Trust,
    /// Its text, sentence by sentence, headings included; a citation is an index into it.
    pub sentences: Vec<Sentence<'a>>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Sentence<'a> {
    /// Plain text.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// The number of its paragraph, from 0; there may be gaps.
    pub paragraph: usize,
    /// Whether it may be cited.
    pub kind: SentenceKind,
}

/// Whether a sentence is text or structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SentenceKind {
    /// Running text.
    #[default]
    Body,
    /// Structure: never cited.
    Heading,
}

/// How far an article is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// Like any other.
    #[default]
    Normal,
    /// What only such articles say never leads.
    Low,
}

impl<'a> Article<'a> {
    /// An article as a program is shown it.
    #[must_use]
    pub fn of(article: &'a article::Article, naming: Naming<'_>) -> Self {
        let borrow = |text: &'a Option<String>| text.as_deref().map(Cow::Borrowed);
        Self {
            id: naming.name(&article.id),
            title: Cow::Borrowed(&article.title),
            subtitle: borrow(&article.subtitle),
            publisher: borrow(&article.publisher),
            url: borrow(&article.url),
            published: article.published.map(|published| Cow::Owned(published.to_string())),
            authors: article.authors.iter().map(|name| Cow::Borrowed(name.as_str())).collect(),
            language: borrow(&article.language),
            trust: match article.trust {
                article::Trust::Normal => Trust::Normal,
                article::Trust::Low => Trust::Low,
            },
            sentences: article.sentences.iter().map(Sentence::of).collect(),
        }
    }

    /// The noun; a date that is none is left out.
    #[must_use]
    pub fn noun(self) -> article::Article {
        let own = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        article::Article {
            id: self.id.into_owned(),
            title: self.title.into_owned(),
            subtitle: own(self.subtitle),
            publisher: own(self.publisher),
            url: own(self.url),
            published: self.published.as_deref().and_then(Published::parse),
            authors: self.authors.into_iter().map(Cow::into_owned).collect(),
            language: own(self.language),
            trust: match self.trust {
                Trust::Normal => article::Trust::Normal,
                Trust::Low => article::Trust::Low,
            },
            sentences: self.sentences.into_iter().map(Sentence::noun).collect(),
            ..article::Article::default()
        }
    }
}

impl<'a> Sentence<'a> {
    fn of(sentence: &'a article::Sentence) -> Self {
        let kind = match sentence.kind {
            article::SentenceKind::Body => SentenceKind::Body,
            article::SentenceKind::Heading => SentenceKind::Heading,
        };
        Self { text: Cow::Borrowed(&sentence.text), paragraph: sentence.paragraph, kind }
    }

    fn noun(self) -> article::Sentence {
        let kind = match self.kind {
            SentenceKind::Body => article::SentenceKind::Body,
            SentenceKind::Heading => article::SentenceKind::Heading,
        };
        article::Sentence { text: self.text.into_owned(), paragraph: self.paragraph, kind }
    }
}
