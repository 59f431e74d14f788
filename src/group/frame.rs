//! Frames: what a formula leaves when its places, persons and figures are taken out. Bulletins of
//! one robot, and court reports of one desk, say almost the same of things that have nothing to do
//! with one another.

use std::collections::BTreeSet;

use q7x2_sdk::Article;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word;
use serde::{Deserialize, Serialize};

/// Sentences that are looked at: a formula stands at the top.
const SENTENCES: usize = 4;

/// Words and fillings that are kept.
const MOST: usize = 64;

/// Fewest words of a frame, and fewest fillings, from which anything follows.
const FEWEST: (usize, usize) = (10, 3);

/// How much of their words two texts of one formula share; two reports of one thing by different
/// hands share a third.
const ALIKE: f64 = 0.7;

/// How much of their fillings two reports of one thing share at least.
const SHARED: f64 = 0.5;

/// A text's words in small letters, and what stands between them: names and figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// Stems, sorted.
    words: Vec<u32>,
    /// Names and figures, sorted.
    fillings: Vec<u32>,
}

impl Frame {
    /// The frame of an article.
    pub(super) fn of(article: &Article) -> Self {
        let language = Language::of(article.language.as_deref());
        let (mut words, mut fillings) = (BTreeSet::new(), BTreeSet::new());
        let texts = article.body().map(|(_, sentence)| sentence.text.as_str()).take(SENTENCES);
        for text in texts {
            for (at, token) in word::tokens(text, language).iter().enumerate() {
                let written = text.get(token.range.clone()).unwrap_or_default();
                let is_figure = written.starts_with(|first: char| first.is_numeric());
                let is_date = token.capital && language.is_calendar(token.word);
                if is_figure || token.capital && at > 0 && !is_date {
                    fillings.insert(token.stem as u32);
                } else if !is_date {
                    words.insert(token.stem as u32);
                }
            }
        }
        let kept = |all: BTreeSet<u32>| all.into_iter().take(MOST).collect();
        Self { words: kept(words), fillings: kept(fillings) }
    }

    /// Names and figures of its first sentences, sorted: what capitals and digits show.
    pub(super) fn fillings(&self) -> &[u32] {
        &self.fillings
    }

    /// Whether two texts are of one formula, filled in otherwise.
    pub(super) fn is_filled_otherwise(&self, other: &Self) -> bool {
        let few = |one: &Self| one.words.len() < FEWEST.0 || one.fillings.len() < FEWEST.1;
        if few(self) || few(other) {
            return false;
        }
        let (words, least) = shared(&self.words, &other.words);
        let all = self.words.len() + other.words.len() - words;
        let (fillings, least_fillings) = shared(&self.fillings, &other.fillings);
        least > 0
            && words as f64 >= ALIKE * all as f64
            && (fillings as f64) < SHARED * least_fillings as f64
    }
}

/// How many two sorted lists share, and how long the shorter is.
fn shared(one: &[u32], other: &[u32]) -> (usize, usize) {
    let count = one.iter().filter(|stem| other.binary_search(stem).is_ok()).count();
    (count, one.len().min(other.len()))
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{Sentence, SentenceKind};

    use super::*;

    fn frame(text: &str) -> Frame {
        let sentence =
            |text: &str| Sentence { text: text.to_owned(), paragraph: 0, kind: SentenceKind::Body };
        let sentences = text.split('|').map(sentence).collect();
        Frame::of(&Article { sentences, language: Some("en".to_owned()), ..Article::default() })
    }

    #[test]
    fn one_formula_tells_of_many_things() {
        let court = |name: &str, age: u32, years: u32, place: &str| {
            frame(&format!(
                "The court in {place} sentenced {name}, {age}, to {years} years in prison for theft on Monday.|The \
                 judge said the goods were worth {} crowns and that he had shown no regret.",
                age * 100
            ))
        };
        let lund = court("Bo Lund", 34, 2, "Tarn");
        assert!(lund.is_filled_otherwise(&court("Ana Foss", 51, 4, "Holm")));
        assert!(!lund.is_filled_otherwise(&lund));
        // An update of the same case.
        assert!(!lund.is_filled_otherwise(&court("Bo Lund", 34, 3, "Tarn")));
        let other = frame(
            "A ferry ran aground off Port Marden with 214 people on board, the coastguard said on Monday.",
        );
        assert!(!lund.is_filled_otherwise(&other));
        assert!(!Frame::default().is_filled_otherwise(&lund));
    }
}
