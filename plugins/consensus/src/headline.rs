//! The headline: the source title that most of the event's texts bear out, and the running text itself.

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::chunk::opens_with;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word;
use q7x2_sdk::text::word::{Stem, count};
use q7x2_sdk::{Article, Event, Statement};

use crate::concepts::{Concepts, concepts};

/// A title of an outlet is between these lengths, in words.
const WORDS: std::ops::RangeInclusive<usize> = 5..=16;
/// Length counts against a title so that the plain one wins.
const LENGTH: f64 = 0.3;
/// Share of a title's weight that a text bears out.
const BORNE_OUT: f64 = 0.6;
/// What is left of a title's worth that promises a story instead of telling it: "How", "Why", "Here are".
const OPENER: f64 = 0.25;

/// The best title, else the first statement.
pub(crate) fn headline(event: &Event, weights: &Concepts, statements: &[Statement]) -> String {
    let held: Vec<Vec<Stem>> = event.text().annotations.iter().map(|article| stems(article)).collect();
    let mut best: Option<(f64, &str)> = None;
    let spoken = event.language();
    let language = Language::of(spoken);
    let said: Vec<Annotation> = statements.iter().map(|one| event.text().annotate(&one.text, language)).collect();
    let said = stems(&said);
    for article in event.articles.iter().filter(|article| usable(article) && article.language.as_deref() == spoken) {
        let worth = worth(article, &held, &said, event, weights);
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
fn worth(article: &Article, held: &[Vec<Stem>], said: &[Stem], event: &Event, weights: &Concepts) -> f64 {
    let language = Language::of(article.language.as_deref());
    let title = event.text().annotate(&article.title, language);
    let weight: f64 = concepts(&title).iter().map(|(concept, _)| weights.weight(*concept)).sum();
    let borne = held.iter().filter(|held| share(&title, held) >= BORNE_OUT).count() as f64;
    let said = share(&title, said);
    let folded = word::spelt(&article.title, language);
    let asks = language.headline_openers.iter().any(|opener| opens_with(&folded, opener));
    let form = if asks { OPENER } else { 1.0 };
    weight * (1.0 + borne) * (0.5 + said) * form / libm::pow(word::count(&article.title) as f64, LENGTH)
}

/// The content stems of an article, sorted.
fn stems(article: &[Annotation]) -> Vec<Stem> {
    let mut stems: Vec<Stem> = article.iter().flat_map(|annotation| &annotation.stems).map(|(stem, _)| *stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The share of a title's weight that some stems hold.
fn share(title: &Annotation, held: &[Stem]) -> f64 {
    let borne = title.stems.iter().filter(|(stem, _)| held.binary_search(stem).is_ok()).map(|(_, idf)| idf);
    borne.sum::<f64>() / title.weight().max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_tells_what_the_text_tells() {
        let body =
            ["A barge struck the harbour bridge at Dunmore on Monday.", "The council met the mayor of Tarn in May."];
        let check = |titles: [&str; 2], said: usize, expected: &str| {
            let titled = |(at, title): (usize, &&str)| {
                let id = format!("a{at}");
                Article { title: (*title).to_owned(), ..q7x2_sdk::example::article(&id, &body) }
            };
            let event = Event::new("e".to_owned(), String::new(), titles.iter().enumerate().map(titled).collect());
            let statements = [Statement::new(body[said], Vec::new())];
            assert_eq!(headline(&event, &Concepts::of(&event), &statements), expected);
        };
        let (barge, council) = ("Barge strikes harbour bridge at Dunmore", "Council of Tarn meets its mayor");
        check([barge, council], 0, barge);
        check([barge, council], 1, council);
        check(["How a barge strikes a bridge at Dunmore harbour", barge], 0, barge);
        check(
            ["However, a barge strikes a bridge at Dunmore", council],
            0,
            "However, a barge strikes a bridge at Dunmore",
        );
    }

    #[test]
    fn a_headline_has_no_full_stop() {
        assert_eq!(without_stop("The bridge is closed."), "The bridge is closed");
        assert_eq!(without_stop("A ban just reversed.."), "A ban just reversed");
        assert_eq!(without_stop("Trade talks in the U.S."), "Trade talks in the U.S.");
        assert_eq!(without_stop(""), "");
    }
}
