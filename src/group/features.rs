//! What grouping knows of an article: about a kilobyte, made from the article alone.

use std::collections::BTreeMap;

use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::{language, word};
use q7x2_sdk::{Article, Published};
use serde::{Deserialize, Serialize};

use super::frame::Frame;

/// What grouping knows of an article.
///
/// Names are among the terms. They get no weight of their own: as a second cosine they helped on
/// none of the sets, and counted 1.25 or 1.5 times they gained a point on ECB+ and
/// lost one on each of the others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Features {
    /// The article's id.
    pub article: String,
    /// Who it is, whatever becomes of its text.
    pub identity: String,
    /// Its title.
    pub title: String,
    /// Where it was read, below `content/`, to name it to its author.
    pub file: String,
    /// The editor's pin.
    pub pin: Option<String>,
    /// The id inside a file that holds several articles.
    pub record: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Whether it may not speak for an event where another could.
    pub low_trust: bool,
    /// Its heaviest terms, heaviest first.
    pub terms: Vec<Term>,
    /// What its formula would be, were it one.
    pub frame: Frame,
    /// The editor's rules by which it is kept apart from other articles, by number.
    pub apart: Vec<u32>,
    /// The first of the terms as they stand in the article, with spaces between, to say why
    /// articles are together.
    pub words: String,
}

/// One term of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The lower half of the stem's hash: among a million stems 120 pairs meet, and each moves a
    /// likeness by a hundredth.
    pub stem: u32,
    /// `1 + ln(how often)`, in units of 2⁻¹².
    pub frequency: u16,
    /// `-log₂` of the share of articles that hold it by the background table, in units of 2⁻³; 255
    /// where it has none.
    pub rarity: u8,
}

/// Terms kept of an article; 64 of them count once the collection's own frequencies are known.
const TERMS: usize = 128;

/// Terms whose words are kept.
const WORDS: usize = 24;

/// How often a word of the title counts. On the development sets 1, 2 and 3 differ by less than a
/// point.
const TITLE: u32 = 2;

impl Features {
    /// The pin, if it says anything.
    pub(super) fn pin(&self) -> Option<&str> {
        self.pin.as_deref().map(str::trim).filter(|pin| !pin.is_empty())
    }

    /// Sorts earliest first, undated last. A day alone stands at its start, as everywhere on the
    /// site. Of one time their places decide, which as a rule follow the order in which they came,
    /// and not what they say: a mended typo changes no order.
    pub(super) fn key(&self) -> impl Ord {
        let record = self.record.as_deref();
        (
            self.published.is_none(),
            self.published.map_or(0, |published| published.timestamp()),
            (self.file.as_str(), record, self.identity.as_str(), self.article.as_str()),
        )
    }
}

impl Term {
    /// `1 + ln(how often)`.
    pub(super) fn frequency(self) -> f64 {
        f64::from(self.frequency) / 4096.0
    }

    /// The share of articles that hold it by the background table.
    pub(super) fn share(self) -> f64 {
        libm::exp2(-f64::from(self.rarity) / 8.0)
    }
}

/// The features of one article.
#[must_use]
pub fn features(article: &Article) -> Features {
    let language = Language::of(article.language.as_deref());
    let mut counts = BTreeMap::new();
    count(&article.title, TITLE, language, &mut counts);
    article.subtitle.iter().for_each(|subtitle| count(subtitle, 1, language, &mut counts));
    article.body().for_each(|(_, sentence)| count(&sentence.text, 1, language, &mut counts));
    let mut terms: Vec<(f64, Term, &str)> =
        counts.into_iter().map(|(stem, seen)| seen.weigh(stem, language)).collect();
    terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.stem.cmp(&b.1.stem)));
    terms.truncate(TERMS);
    let words: Vec<&str> = terms.iter().take(WORDS).map(|(_, _, word)| *word).collect();
    Features {
        article: article.id.clone(),
        identity: article.identity.clone(),
        record: article.record.clone(),
        title: article.title.clone(),
        file: article.file.clone(),
        pin: article.event.clone(),
        published: article.published,
        low_trust: article.is_low_trust(),
        frame: Frame::of(article),
        apart: Vec::new(),
        words: words.join(" "),
        terms: terms.into_iter().map(|(_, term, _)| term).collect(),
    }
}

/// A stem as one article has it.
struct Seen<'a> {
    stem: word::Stem,
    times: u32,
    word: &'a str,
}

impl<'a> Seen<'a> {
    fn weigh(self, half: u32, language: &Language) -> (f64, Term, &'a str) {
        let idf = language::idf(self.stem, language);
        let share = language::document_frequency(self.stem, language) / language::DOCUMENTS;
        let often = 1.0 + libm::log(f64::from(self.times.max(1)));
        let term = Term {
            stem: half,
            frequency: (often * 4096.0) as u16,
            rarity: (-8.0 * libm::log2(share)).clamp(0.0, 255.0) as u8,
        };
        (often * idf, term, self.word)
    }
}

fn count<'a>(text: &'a str, times: u32, language: &Language, counts: &mut BTreeMap<u32, Seen<'a>>) {
    // when something was is no part of what it was: `published` says it, and a short article's
    // "Monday" would outweigh that
    let tells =
        |token: &word::Token| !(token.stop || token.capital && language.is_calendar(token.word));
    for token in word::tokens(text, language).into_iter().filter(tells) {
        let Some(word) = text.get(token.range.clone()) else { continue };
        let seen =
            counts.entry(token.stem as u32).or_insert(Seen { stem: token.stem, times: 0, word });
        seen.times = seen.times.saturating_add(times);
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::example;

    use super::*;

    fn article(title: &str, sentences: &[&str]) -> Article {
        Article { title: title.to_owned(), ..example::article("a", sentences) }
    }

    fn frequency(features: &Features, word: &str) -> Option<f64> {
        let stem = word::stem(word, Language::of(Some("en"))) as u32;
        features.terms.iter().find(|term| term.stem == stem).map(|term| term.frequency())
    }

    #[test]
    fn words_of_the_title_count_twice_and_forms_are_one() {
        let features = features(&article(
            "Ferry sinks",
            &["A ferry sank off Naxos.", "Ferries are old in Naxos."],
        ));
        let often = |times: f64| Some(((1.0 + libm::log(times)) * 4096.0).trunc() / 4096.0);
        assert_eq!(frequency(&features, "ferry"), often(4.0));
        assert_eq!(frequency(&features, "Naxos"), often(2.0));
        assert_eq!(frequency(&features, "the"), None);
    }

    #[test]
    fn days_and_months_are_no_terms() {
        let features = features(&article(
            "March on the capital",
            &["They march on Monday, 9 March.", "It may rain."],
        ));
        for (word, expected) in [("Monday", None), ("march", Some(1.0)), ("rain", Some(1.0))] {
            assert_eq!(frequency(&features, word), expected, "{word}");
        }
    }

    #[test]
    fn an_article_without_words_has_no_terms() {
        for text in ["", "…", "the of and"] {
            let features = features(&article(text, &[text]));
            assert_eq!((features.terms.len(), features.words.as_str()), (0, ""), "{text}");
        }
    }

    #[test]
    fn features_stay_about_a_kilobyte() {
        let text: String = (0..5000).map(|number| format!("word{number} ")).collect();
        let features = features(&article(&text, &[&text]));
        assert_eq!(features.terms.len(), TERMS);
        assert_eq!(features.words.split(' ').count(), WORDS);
        assert!(std::mem::size_of::<Term>() * TERMS <= 1024);
    }
}
