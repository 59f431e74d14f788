//! The headline: the source title that most of the event's texts bear out, and the running text
//! itself.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::chunk::opens_with;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::{self, Stem, count};
use q7x2_sdk::{Article, Event, Statement, work};

use crate::concepts::{Concepts, concepts};

/// A title of an outlet is between these lengths, in words.
const WORDS: std::ops::RangeInclusive<usize> = 5..=16;
/// Length counts against a title so that the plain one wins.
const LENGTH: f64 = 0.3;
/// Share of a title's weight that a text bears out.
const BORNE_OUT: f64 = 0.6;
/// What is left of a title's worth that promises a story instead of telling it: "How", "Why", "Here
/// are".
const OPENER: f64 = 0.25;

/// Titles of which it is asked how many articles bear them out: those that promise most. In an
/// event of so many articles that is every one; without an end, every title is held against every
/// article.
const ASKED: usize = 512;

/// Sums in another order differ by less.
const ROUNDING: f64 = 1.0 + 1e-9;

/// A title with what makes its worth.
struct Title<'a> {
    /// The place of the first article that has it.
    at: usize,
    text: &'a str,
    read: Annotation,
    weight: f64,
    /// Share of its weight that the running text holds.
    said: f64,
    form: f64,
    length: f64,
}

impl Title<'_> {
    /// What it is worth where so many articles bear it out.
    fn worth(&self, articles: f64) -> f64 {
        self.weight * (1.0 + articles) * (0.5 + self.said) * self.form / self.length
    }
}

/// The best title, of two as good the earlier, else the first statement.
pub(crate) fn headline(event: &Event, weights: &Concepts, statements: &[Statement]) -> String {
    let mut titles = titles(event, weights, statements);
    titles.sort_by(|a, b| b.worth(0.0).total_cmp(&a.worth(0.0)).then(a.at.cmp(&b.at)));
    titles.truncate(ASKED);
    let held = Held::of(event);
    let mut best: Option<(f64, &Title<'_>)> = None;
    for title in &titles {
        // More than all articles bear no title out, and the next titles promise less.
        if best.is_some_and(|(most, _)| title.worth(held.articles) * ROUNDING < most) {
            break;
        }
        let worth = title.worth(held.borne_out(&title.read));
        if best.is_none_or(|(most, held)| worth > most || worth >= most && title.at < held.at) {
            best = Some((worth, title));
        }
    }
    let title = best
        .map(|(_, title)| title.text)
        .or(statements.first().map(|statement| statement.text.as_str()));
    title.map_or_else(|| event.title().to_owned(), |title| without_stop(title).to_owned())
}

/// The titles that may be the headline, each once.
fn titles<'a>(event: &'a Event, weights: &Concepts, statements: &[Statement]) -> Vec<Title<'a>> {
    let spoken = event.language();
    let language = Language::of(spoken);
    let said: Vec<Annotation> =
        statements.iter().map(|one| event.text().annotate(&one.text, language)).collect();
    let said = stems(&said);
    let mut seen = BTreeSet::new();
    let mut titles = Vec::new();
    for (at, article) in event.articles().iter().enumerate() {
        let is_spoken = usable(article) && article.language.as_deref() == spoken;
        if is_spoken && seen.insert(article.title.as_str()) {
            titles.push(title(
                at,
                &article.title,
                event.text().annotate(&article.title, language),
                &said,
                weights,
                language,
            ));
        }
    }
    titles
}

/// A headline has no full stop; that of an abbreviation stays ("in the U.S.").
fn without_stop(title: &str) -> &str {
    let bare = title.trim_end_matches('.');
    let last = bare.rsplit(' ').next().unwrap_or_default();
    if last.contains('.') { title } else { bare }
}

/// A title of its own (not made from the first sentence), of a trusted article, that tells and does
/// not ask.
fn usable(article: &Article) -> bool {
    let title = article.title.as_str();
    let own = article
        .body()
        .next()
        .is_none_or(|(_, first)| !first.text.starts_with(title.trim_end_matches(['…', '.'])));
    own && !article.is_low_trust()
        && WORDS.contains(&count(title))
        && !title.contains(['?', '…', '|'])
}

#[expect(clippy::cast_precision_loss, reason = "words of a title")]
fn title<'a>(
    at: usize,
    text: &'a str,
    read: Annotation,
    said: &[Stem],
    weights: &Concepts,
    language: &Language,
) -> Title<'a> {
    let folded = word::spelt(text, language);
    let asks = language.headline_openers.iter().any(|opener| opens_with(&folded, opener));
    Title {
        at,
        text,
        weight: concepts(&read).iter().map(|(concept, _)| weights.weight(*concept)).sum(),
        said: share(&read, said),
        form: if asks { OPENER } else { 1.0 },
        length: libm::pow(count(text) as f64, LENGTH),
        read,
    }
}

/// Which articles hold a stem.
struct Held {
    /// Each stem with each article that holds it, sorted.
    holders: Vec<(Stem, usize)>,
    /// How many articles there are.
    articles: f64,
}

impl Held {
    #[expect(clippy::cast_precision_loss, reason = "articles of one event")]
    fn of(event: &Event) -> Self {
        let articles = event.text().annotations.iter().enumerate();
        let mut holders: Vec<(Stem, usize)> = articles
            .flat_map(|(at, article)| stems(article).into_iter().map(move |stem| (stem, at)))
            .collect();
        holders.sort_unstable();
        Self { holders, articles: event.articles().len() as f64 }
    }

    /// How many articles bear a title out: hold most of its weight.
    #[expect(clippy::cast_precision_loss, reason = "articles of one event")]
    fn borne_out(&self, title: &Annotation) -> f64 {
        let mut held: BTreeMap<usize, f64> = BTreeMap::new();
        for &(stem, idf) in &title.stems {
            let from = self.holders.partition_point(|(other, _)| *other < stem);
            for (_, article) in self.holders[from..].iter().take_while(|(other, _)| *other == stem)
            {
                *held.entry(*article).or_insert(0.0) += idf;
                work::steps(1);
            }
        }
        let weight = title.weight().max(f64::MIN_POSITIVE);
        held.into_values().filter(|held| held / weight >= BORNE_OUT).count() as f64
    }
}

/// The content stems of an article, sorted.
fn stems(article: &[Annotation]) -> Vec<Stem> {
    let mut stems: Vec<Stem> =
        article.iter().flat_map(|annotation| &annotation.stems).map(|(stem, _)| *stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The share of a title's weight that some stems hold.
fn share(title: &Annotation, held: &[Stem]) -> f64 {
    let borne =
        title.stems.iter().filter(|(stem, _)| held.binary_search(stem).is_ok()).map(|(_, idf)| idf);
    borne.sum::<f64>() / title.weight().max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_tells_what_the_text_tells() {
        let body = [
            "A barge struck the harbour bridge at Dunmore on Monday.",
            "The council met the mayor of Tarn in May.",
        ];
        let check = |titles: [&str; 2], said: usize, expected: &str| {
            let titled = |(at, title): (usize, &&str)| {
                let id = format!("a{at}");
                Article { title: (*title).to_owned(), ..q7x2_sdk::example::article(&id, &body) }
            };
            let event = Event::new(
                "e".to_owned(),
                String::new(),
                titles.iter().enumerate().map(titled).collect(),
            );
            let statements = [Statement::new(body[said], Vec::new())];
            assert_eq!(headline(&event, &Concepts::of(&event), &statements), expected);
        };
        let (barge, council) =
            ("Barge strikes harbour bridge at Dunmore", "Council of Tarn meets its mayor");
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
