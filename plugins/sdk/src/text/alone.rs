//! Alone: whether a sentence can be read without those around it.

use super::language::Language;
use super::word::fold;
use crate::{Event, SentenceKind, Spot};

/// Body text with whole quotations and a stop at the end, whose opening points at nothing told before.
#[must_use]
pub fn stands(spot: Spot, event: &Event) -> bool {
    let sentence = event.sentence(spot);
    let language = Language::of(event.articles[spot.article].language.as_deref());
    let folded = fold(&sentence.text);
    let opens = |list: &[String]| list.iter().any(|entry| opens_with(&folded, entry));
    sentence.kind == SentenceKind::Body
        && is_whole(spot, event)
        && !opens(&language.pronouns)
        && !opens(&language.outside_pointers)
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
