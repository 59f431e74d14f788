//! Form: whether a sentence can stand alone in a running text, and what its form costs it.

use q7x2_sdk::event::{alone, news};
use q7x2_sdk::text::annotation::Annotation;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::{Token, spelt};
use q7x2_sdk::{Event, Reason, SentenceKind, Spot};

use crate::known::Known;

/// Bytes above which a sentence is not meant to be read: one of 120 words, the most that a setting
/// allows, has a quarter of them.
const LONGEST: usize = 4096;
/// Of one in the first person, where its writer is the only one to tell; among several it is an
/// opinion.
const FIRST_PERSON: f64 = 0.3;
/// Of one that opens with a quotation: who speaks comes late.
const QUOTATION: f64 = 0.9;
/// Of one with "also" among its first words: it adds to another.
const ADDS: f64 = 0.8;
const ADDS_WITHIN: usize = 4;

/// What a sentence's form makes it.
pub(crate) struct Form {
    /// 1 for a plain one, less for one that a reader likes less.
    pub(crate) worth: f64,
    /// Whether it leans on the sentence before it in its source.
    pub(crate) leans: bool,
}

/// A sentence's form, or why it cannot be used.
pub(crate) fn form(
    spot: Spot,
    known: &Known,
    event: &Event,
    language: &Language,
) -> Result<Form, Reason> {
    let sentence = event.sentence(spot);
    let annotation = event.text().at(spot);
    let text = sentence.text.as_str();
    let whole = alone::is_whole(spot, event)
        || (!language.is_tabled() && alone::holds_whole_quotations(spot, event));
    if sentence.kind != SentenceKind::Body || !whole {
        return Err(Reason::Fragment);
    }
    if text.len() > LONGEST {
        return Err(Reason::TooLong);
    }
    if alone::is_unspoken(spot, event) {
        return Err(Reason::Unspoken);
    }
    if text.contains('?') {
        return Err(Reason::Question);
    }
    news::check(spot, event)?;
    // What an article begins with leans on nothing before it: "…, the mayor said."
    let unnamed = !is_first(spot, event) && unnamed_speaker(annotation, text, language);
    let first_person = alone::is_in_first_person(spot, event);
    if first_person && event.articles().len() > 1 {
        return Err(Reason::Opinion);
    }
    let leans = unnamed
        || part_of_unnamed(annotation, text, language)
        || takes_up(spot, known, event, language);
    let base = if first_person {
        FIRST_PERSON
    } else if quotation_first(annotation) {
        QUOTATION
    } else {
        1.0
    };
    Ok(Form { worth: base * leaning(annotation, text, language), leans })
}

/// Whether an article begins with a sentence.
fn is_first(spot: Spot, event: &Event) -> bool {
    let first = event.articles()[spot.article].body().next();
    first.is_some_and(|(sentence, _)| sentence == spot.sentence)
}

/// What a sentence loses that adds to another: "Macron also held talks".
fn leaning(annotation: &Annotation, text: &str, language: &Language) -> f64 {
    let mut first = annotation.tokens.iter().take(ADDS_WITHIN);
    let adds = first
        .any(|token| language.adding_words.contains(&spelt(&text[token.range.clone()], language)));
    if adds { ADDS } else { 1.0 }
}

fn quotation_first(annotation: &Annotation) -> bool {
    annotation.quotations.first().is_some_and(|quotation| quotation.outer.start == 0)
}

/// How many sentences back a thing may have been told of that a sentence takes up.
const BEFORE: usize = 3;

/// "The technology was": takes up what only its own article tells, just before. What others tell of
/// too, or a title, a reader knows; of a single article most of what stands before it is told.
fn takes_up(spot: Spot, known: &Known, event: &Event, language: &Language) -> bool {
    let text = event.sentence(spot).text.as_str();
    let [article, thing, next, ..] = event.text().at(spot).tokens.as_slice() else { return false };
    let is_article = language.articles.contains(&spelt(&text[article.range.clone()], language));
    let is_bare =
        !thing.stop && (next.stop || language.says(&spelt(&text[next.range.clone()], language)));
    let told = |at: usize| event.text().at(Spot { sentence: at, ..spot }).holds(thing.stem);
    let before = spot.sentence.saturating_sub(BEFORE)..spot.sentence;
    event.articles().len() > 1
        && is_article
        && is_bare
        && before.into_iter().any(told)
        && !known.is_told_elsewhere(thing.stem, spot.article, event)
}

/// "all of them": a part of those whom only the text before names. A number before it says of how
/// many, "of those who" says of whom.
fn part_of_unnamed(annotation: &Annotation, text: &str, language: &Language) -> bool {
    let word = |token: &Token| spelt(&text[token.range.clone()], language);
    let small =
        annotation.tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].stop && pair[1].stop);
    let of_them = small.into_iter().find_map(|(at, pair)| {
        let quoted = annotation.is_quoted(pair[0].range.start);
        let told_here = annotation
            .tokens
            .get(at + 2)
            .is_some_and(|next| language.relative_words.contains(&word(next)));
        let of = language.of_words.contains(&word(&pair[0]))
            && language.them_words.contains(&word(&pair[1]));
        (of && !quoted && !told_here).then_some(pair)
    });
    let counted = |before: usize| {
        annotation.numbers.iter().any(|one| one.range.end <= before && !one.unit.is_empty())
    };
    of_them.is_some_and(|pair| !counted(pair[0].range.start))
}

/// "the adviser said": a speaker whom only the text before names.
fn unnamed_speaker(annotation: &Annotation, text: &str, language: &Language) -> bool {
    let word = |token: &Token| spelt(&text[token.range.clone()], language);
    annotation.tokens.windows(3).filter(|run| run[0].stop).any(|run| {
        language.articles.contains(&word(&run[0]))
            && language.says(&word(&run[2]))
            && language.titles.contains(&word(&run[1]))
    })
}
