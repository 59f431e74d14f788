//! Examples: small articles, for the tests of plugins and of the host.

use crate::{Article, Sentence, SentenceKind};

/// An English article of an outlet that is called like it, sentence by sentence; "# " before one
/// makes it a heading.
#[must_use]
pub fn article(id: &str, sentences: &[&str]) -> Article {
    let sentence = |text: &&str| match text.strip_prefix("# ") {
        Some(heading) => Sentence {
            text: heading.to_owned(),
            kind: SentenceKind::Heading,
            ..Sentence::default()
        },
        None => Sentence { text: (*text).to_owned(), ..Sentence::default() },
    };
    Article {
        id: id.to_owned(),
        publisher: Some(id.to_owned()),
        language: Some("en".to_owned()),
        sentences: sentences.iter().map(sentence).collect(),
        ..Article::default()
    }
}
