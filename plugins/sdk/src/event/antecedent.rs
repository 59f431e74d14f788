//! Antecedents: whom a "he" means that no word of its own sentence names, and whom a surname means.
//!
//! A name that an editor or a plugin puts in square brackets is a claim about a person. It may stand
//! only where exactly one person can be meant: the one of whom the sentence before speaks, with
//! nobody else, named or unnamed, in between.

use std::ops::Range;

use q7x2_text::annotation::Annotation;
use q7x2_text::language::Language;
use q7x2_text::name::{EntityKind, Name};
use q7x2_text::word::{Token, spelt};

use crate::{Event, SentenceKind, Spot};

/// The person of whom a sentence speaks and no other: whom a pronoun behind it means.
#[must_use]
pub fn spoken_of(spot: Spot, event: &Event) -> Option<&Name> {
    let sentence = event.sentence(spot);
    let annotation = event.text().at(spot);
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let name = only_person(annotation, event).filter(|_| sentence.kind == SentenceKind::Body)?;
    (!names_others(annotation, name, &sentence.text, language)).then_some(name)
}

/// Whether a sentence speaks of nobody: whom a pronoun before it means, one behind it may mean too.
#[must_use]
pub fn speaks_of_nobody(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let text = &event.sentence(spot).text;
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let is_somebody = |token: &Token| is_somebody(token, text, language);
    persons(spot, event).next().is_none() && !annotation.unquoted().any(is_somebody)
}

/// The first "he" or "she" outside quotations before which the sentence names nobody.
#[must_use]
pub fn loose(
    text: &str,
    annotation: &Annotation,
    spot: Spot,
    event: &Event,
) -> Option<Range<usize>> {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
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
/// Director Ghebreyesus", "the driver"), or does not speak of that one but to or with them.
fn names_others(annotation: &Annotation, name: &Name, text: &str, language: &Language) -> bool {
    let word = |token: &Token| spelt(&text[token.range.clone()], language);
    let inside = |token: &Token| {
        let at = token.range.start;
        annotation.names.iter().any(|one| {
            one.full().contains(&at) || one.role.as_ref().is_some_and(|role| role.contains(&at))
        })
    };
    let other =
        annotation.unquoted().any(|token| is_somebody(token, text, language) && !inside(token));
    let before = annotation.tokens.iter().rev().find(|token| token.range.end <= name.full().start);
    other || before.is_some_and(|token| language.prepositions.contains(&word(token)))
}

/// Whether a word means somebody without a name: "the governor", "a man".
fn is_somebody(token: &Token, text: &str, language: &Language) -> bool {
    let word = spelt(&text[token.range.clone()], language);
    language.is_title(token.word) || language.leaning.person_nouns.contains(&word)
}

/// Whether a name stands for the person alone: "Tolland expects", not "the Ford plant" or "Smith
/// and Sons".
#[must_use]
pub fn is_subject(annotation: &Annotation, name: &Name, text: &str, language: &Language) -> bool {
    let next = annotation.tokens.iter().find(|token| token.range.start >= name.range.end);
    next.is_none_or(|token| {
        let between = text.get(name.range.end..token.range.start).unwrap_or_default();
        let word = spelt(&text[token.range.clone()], language);
        between.contains([',', '.', ';', ':', '(', '—', '–', '”', '"'])
            || token.stop && !language.and_words.contains(&word)
            || language.says(&word)
            || language.past_cues.contains(&word)
            || language.future_cues.contains(&word)
            || language.past_endings.iter().any(|ending| word.ends_with(ending.as_str()))
            || annotation.dates.iter().any(|date| date.range.start == token.range.start)
    })
}

/// Whether a name is a person's.
#[must_use]
pub fn is_person(name: &Name, event: &Event) -> bool {
    name.entity.is_some_and(|entity| event.text().entities[entity].kind == EntityKind::Person)
}
