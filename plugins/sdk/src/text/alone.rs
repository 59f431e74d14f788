//! Alone: whether a sentence can be read without those around it.

use super::language::Language;
use super::word::fold;
use crate::{Event, SentenceKind, Spot};

/// Body text with whole quotations and a stop at the end, whose opening points at nothing told before.
#[must_use]
pub fn stands(spot: Spot, event: &Event) -> bool {
    event.sentence(spot).kind == SentenceKind::Body && is_whole(spot, event) && !points_outside(spot, event)
}

/// Whether a sentence opens with words whose meaning stands before it: "It", "The move", "Several were". A day is none
/// ("This Tuesday"), nor are "Some members", who are told of here.
#[must_use]
pub fn points_outside(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    if annotation.dates.iter().any(|date| date.range.start == 0) {
        return false;
    }
    let language = Language::of(event.articles[spot.article].language.as_deref());
    let folded = fold(&event.sentence(spot).text);
    let opens = |list: &[String]| list.iter().any(|entry| opens_with(&folded, entry));
    let counts_unnamed = language.partitives.iter().any(|entry| {
        opens_with(&folded, entry) && {
            let next =
                folded[entry.len()..].split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
            next.is_none_or(|word| {
                language.stop_words.iter().any(|stop| stop == word) && !language.of_words.iter().any(|of| of == word)
            })
        }
    });
    opens(&language.pronouns) || opens(&language.outside_pointers) || counts_unnamed
}

/// Whether a sentence ends in a stop and holds no half quotation.
#[must_use]
pub fn is_whole(spot: Spot, event: &Event) -> bool {
    let text = event.sentence(spot).text.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')']);
    let ends = text.ends_with(['.', '!', '。', '؟', '।']);
    ends && event.text().at(spot).quotations.iter().all(|quotation| quotation.complete)
}

/// Whether a folded text opens with a word or phrase.
#[must_use]
pub fn opens_with(folded: &str, phrase: &str) -> bool {
    folded.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
