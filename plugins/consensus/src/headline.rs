//! The headline: the source title that most of the event's texts bear out.

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::{self, Stem, count};
use q7x2_sdk::{Article, Event, Statement};

use crate::concepts::{Concepts, concepts};

/// A title of an outlet is between these lengths, in words.
const WORDS: std::ops::RangeInclusive<usize> = 5..=16;
/// Length counts against a title so that the plain one wins.
const LENGTH: f64 = 0.3;
/// Share of a title's weight that a text bears out.
const BORNE_OUT: f64 = 0.6;

/// The best title, else the first statement.
pub(crate) fn headline(event: &Event, weights: &Concepts, statements: &[Statement]) -> String {
    let held: Vec<Vec<Stem>> = event.text().annotations.iter().map(|article| stems(article)).collect();
    let mut best: Option<(f64, &str)> = None;
    let spoken = event.language();
    for article in event.articles.iter().filter(|article| usable(article) && article.language.as_deref() == spoken) {
        let worth = worth(article, &held, event, weights);
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, &article.title));
        }
    }
    let title = best.map(|(_, title)| title).or(statements.first().map(|statement| statement.text.as_str()));
    title.map_or_else(|| event.title.clone(), |title| without_stop(title).to_owned())
}

/// A headline has no full stop; that of an abbreviation stays ("in the U.S.").
fn without_stop(title: &str) -> &str {
    let bare = title.trim_end_matches('.');
    let last = bare.rsplit(' ').next().unwrap_or_default();
    if last.contains('.') { title } else { bare }
}

/// A title of its own (not made from the first sentence), of a trusted article, that tells and does not ask.
fn usable(article: &Article) -> bool {
    let title = article.title.as_str();
    let own =
        article.body().next().is_none_or(|(_, first)| !first.text.starts_with(title.trim_end_matches(['…', '.'])));
    own && !article.is_low_trust() && WORDS.contains(&count(title)) && !title.contains(['?', '…', '|'])
}

#[expect(clippy::cast_precision_loss, reason = "words and articles of one event")]
fn worth(article: &Article, held: &[Vec<Stem>], event: &Event, weights: &Concepts) -> f64 {
    let language = Language::of(article.language.as_deref());
    let title = event.text().annotate(&article.title, language);
    let weight: f64 = concepts(&title).iter().map(|(concept, _)| weights.weight(*concept)).sum();
    let borne = held.iter().filter(|held| borne_out(&title, held)).count() as f64;
    weight * (1.0 + borne) / libm::pow(word::count(&article.title) as f64, LENGTH)
}

/// The content stems of an article, sorted.
fn stems(article: &[Annotation]) -> Vec<Stem> {
    let mut stems: Vec<Stem> = article.iter().flat_map(|annotation| &annotation.stems).map(|(stem, _)| *stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn borne_out(title: &Annotation, held: &[Stem]) -> bool {
    let borne = title.stems.iter().filter(|(stem, _)| held.binary_search(stem).is_ok()).map(|(_, idf)| idf);
    borne.sum::<f64>() >= BORNE_OUT * title.weight()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_has_no_full_stop() {
        assert_eq!(without_stop("The bridge is closed."), "The bridge is closed");
        assert_eq!(without_stop("A ban just reversed.."), "A ban just reversed");
        assert_eq!(without_stop("Trade talks in the U.S."), "Trade talks in the U.S.");
        assert_eq!(without_stop(""), "");
    }
}
