//! Pronouns: "he" and "she" whose person is named only before the sentence are replaced by the
//! name.
//!
//! The name stands in square brackets, as the sentence before has it, and that sentence is cited;
//! where it does not name exactly one person, the sentence cannot be used.

use q7x2_sdk::event::antecedent::{is_person, loose, spoken_of};
use q7x2_sdk::text::annotation::Annotation;
use q7x2_sdk::{Event, SentenceKind, Spot};

/// The text of a sentence as it can be read alone, with the sentence that a name was taken from.
pub(crate) fn resolve(
    text: String,
    annotation: &Annotation,
    spot: Spot,
    event: &Event,
) -> Option<(String, Option<Spot>)> {
    let Some(pronoun) = loose(&text, annotation, spot, event) else {
        return Some((text, None));
    };
    // "a-t-il averti": no name can stand there
    if text[..pronoun.start].ends_with('-') {
        return None;
    }
    let before = Spot { sentence: spot.sentence.checked_sub(1)?, ..spot };
    let name = spoken_of(before, event)?;
    let run = &event.sentence(before).text[name.full()];
    Some((format!("{}[{run}]{}", &text[..pronoun.start], &text[pronoun.end..]), Some(before)))
}

/// Whether a sentence has a "he" or "she" of whom only the text before tells.
pub(crate) fn is_loose(text: &str, annotation: &Annotation, spot: Spot, event: &Event) -> bool {
    loose(text, annotation, spot, event).is_some()
}

/// Whether a sentence may be told as it is behind the one that stands before it: its pronoun can
/// mean nobody there but the one whom that one names, or whom its own pronoun means.
pub(crate) fn may_follow(text: &str, annotation: &Annotation, spot: Spot, event: &Event) -> bool {
    let Some(sentence) = spot.sentence.checked_sub(1) else { return false };
    let before = Spot { sentence, ..spot };
    let paragraph = |spot| event.sentence(spot).paragraph;
    let is_near =
        event.sentence(before).kind == SentenceKind::Body && paragraph(before) == paragraph(spot);
    is_near && (!is_loose(text, annotation, spot, event) || speaks_of_one(before, event))
}

/// Whether a sentence names one person and no other, or has a pronoun of one.
fn speaks_of_one(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let mut people: Vec<usize> = annotation
        .names
        .iter()
        .filter(|name| is_person(name, event))
        .filter_map(|name| name.entity)
        .collect();
    people.sort_unstable();
    people.dedup();
    let text = &event.sentence(spot).text;
    people.len() == 1 || people.is_empty() && is_loose(text, annotation, spot, event)
}
