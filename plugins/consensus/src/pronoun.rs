//! Pronouns: "he" and "she" whose person is named only before the sentence are replaced by the
//! name.
//!
//! The name stands in square brackets, as the sentence before has it, and that sentence is cited;
//! where it does not name exactly one person, the sentence cannot be used.

use std::ops::Range;

use q7x2_sdk::text::annotation::Annotation;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::name::EntityKind;
use q7x2_sdk::text::name::Name;
use q7x2_sdk::text::word::{Token, spelt};
use q7x2_sdk::{Event, SentenceKind, Spot};

/// The text of a sentence as it can be read alone, with the sentence that a name was taken from.
pub(crate) fn resolve(
    text: String,
    annotation: &Annotation,
    spot: Spot,
    event: &Event,
) -> Option<(String, Option<Spot>)> {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let Some(pronoun) = loose(&text, annotation, spot, language, event) else {
        return Some((text, None));
    };
    // "a-t-il averti": no name can stand there
    if text[..pronoun.start].ends_with('-') {
        return None;
    }
    let before = Spot { sentence: spot.sentence.checked_sub(1)?, ..spot };
    let sentence = event.sentence(before);
    let name = only_person(event.text().at(before), event)
        .filter(|_| sentence.kind == SentenceKind::Body)?;
    if names_others(event.text().at(before), name, &sentence.text, language) {
        return None;
    }
    let run = &sentence.text[name.full()];
    Some((format!("{}[{run}]{}", &text[..pronoun.start], &text[pronoun.end..]), Some(before)))
}

/// Whether a sentence has a "he" or "she" of whom only the text before tells.
pub(crate) fn is_loose(text: &str, annotation: &Annotation, spot: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    loose(text, annotation, spot, language, event).is_some()
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

/// The first "he" or "she" outside quotations before which the sentence names nobody.
fn loose(
    text: &str,
    annotation: &Annotation,
    spot: Spot,
    language: &Language,
    event: &Event,
) -> Option<Range<usize>> {
    let word = |token: &Token| spelt(&text[token.range.clone()], language);
    let tokens: Vec<&Token> = annotation.unquoted().collect();
    let at = tokens.iter().position(|token| token.stop && is_pronoun(&word(token), language))?;
    let pronoun = tokens[at].range.clone();
    let speaks = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| language.speech_verbs.contains(&word(token)))
    };
    // German "sie" is also "they": it means one person where it opens the sentence or says
    // something.
    if language.capital_nouns && at > 0 && !speaks(at.checked_sub(1)) && !speaks(Some(at + 1)) {
        return None;
    }
    let named = persons(spot, event).any(|form| text[..pronoun.start].contains(form));
    let titled = tokens[..at].iter().any(|token| language.is_title(token.word));
    let in_quotation =
        |form: &str| text.find(form).is_some_and(|start| annotation.is_quoted(start));
    if names_behind(text, &pronoun, spot, language, event) {
        return None;
    }
    let only_quoted = persons(spot, event)
        .all(|form| in_quotation(form) || !text[..pronoun.start].contains(form));
    (!titled && (!named || only_quoted)).then_some(pronoun)
}

/// "As he prepared his speech, President Trump said": an opening clause whose pronoun means the
/// person after its comma.
fn names_behind(
    text: &str,
    pronoun: &Range<usize>,
    spot: Spot,
    language: &Language,
    event: &Event,
) -> bool {
    let opening = spelt(text.split(' ').next().unwrap_or_default(), language);
    let opens =
        language.clause_openers.contains(&opening) || language.prepositions.contains(&opening);
    let Some((_, main)) = text[pronoun.end..].split_once(", ") else { return false };
    let first = event.text().at(spot).names.iter().filter(|name| is_person(name, event));
    opens
        && !text[..pronoun.start].contains(',')
        && first.into_iter().any(|name| main.starts_with(&event.sentence(spot).text[name.full()]))
}

fn is_pronoun(word: &str, language: &Language) -> bool {
    language.person_pronouns.iter().any(|pronoun| pronoun == word)
}

/// The persons whom a sentence names, as it writes them.
fn persons(spot: Spot, event: &Event) -> impl Iterator<Item = &str> {
    let names = event.text().at(spot).names.iter().filter(|name| is_person(name, event));
    names.map(move |name| &event.sentence(spot).text[name.range.clone()])
}

/// The one person a sentence names, of whom the event tells a full name or a role: who only speaks
/// may be a company.
fn only_person<'a>(annotation: &'a Annotation, event: &Event) -> Option<&'a Name> {
    let mut people = annotation.names.iter().filter(|name| is_person(name, event));
    let first = people.next()?;
    let entity = &event.text().entities[first.entity?];
    let is_known = entity.name.contains(' ') || !entity.roles.is_empty();
    (is_known && people.all(|name| name.entity == first.entity)).then_some(first)
}

/// Whether a sentence speaks of somebody beside the one it names ("the president, in a letter to
/// Director Ghebreyesus"), or does not speak of that one but to or with them.
fn names_others(annotation: &Annotation, name: &Name, text: &str, language: &Language) -> bool {
    let word = |token: &Token| spelt(&text[token.range.clone()], language);
    let inside = |token: &Token| {
        let at = token.range.start;
        annotation.names.iter().any(|one| {
            one.full().contains(&at) || one.role.as_ref().is_some_and(|role| role.contains(&at))
        })
    };
    let other = annotation.unquoted().any(|token| language.is_title(token.word) && !inside(token));
    let before = annotation.tokens.iter().rev().find(|token| token.range.end <= name.full().start);
    other || before.is_some_and(|token| language.prepositions.contains(&word(token)))
}

/// Whether a name is a person's.
pub(crate) fn is_person(name: &Name, event: &Event) -> bool {
    name.entity.is_some_and(|entity| event.text().entities[entity].kind == EntityKind::Person)
}
