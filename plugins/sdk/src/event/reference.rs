//! References: what a sentence speaks of as known, so that a reader has to know it.
//!
//! "The move", "that argument", "DeMint said": each takes its meaning from a text before it. A
//! briefing chooses its sentences from many articles, and what stood before one there does not
//! stand before it here; so whoever chooses asks what a sentence leans on, and whether the text so
//! far ([`Told`]) gives it. No grammar: marks that a reader sees too, by tables. What is found
//! where nothing is leant on costs a sentence; what is not found costs the reader its meaning.

use q7x2_text::annotation::Annotation;
use q7x2_text::chunk::holds_run;
use q7x2_text::cut::Stem;
use q7x2_text::language::{Language, spelt};
use q7x2_text::name::Name;

use super::alone;
use crate::{Event, Spot};
use sentence::Sentence;
use told::is_person;
pub use told::{Reference, Told};

mod sentence;
mod told;

/// Content words of a sentence that are told, from which a reader knows what a "But" stands against.
const AGAINST: usize = 2;
/// People of one surname above which it tells none of them apart.
const CROWD: usize = 8;

/// What a sentence of an event leans on, in the words that are told of it: all of it or some of its
/// phrases.
#[must_use]
pub fn references(text: &str, said: &Annotation, spot: Spot, event: &Event) -> Vec<Reference> {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let sentence = Sentence { text, said, language };
    let mut found = Vec::new();
    let leans = sentence.opens_before()
        || sentence.answers()
        || sentence.names_time_before()
        || sentence.ends_open()
        || sentence.has_bare_object(spot, event);
    if leans || alone::opens_outside(text, said, language) {
        found.push(Reference::Before);
    }
    found.extend(stood_against(text, spot, event, language));
    found.extend(sentence.additions());
    found.extend(sentence.pointed());
    found.extend(sentence.topic());
    if !is_first(spot, event) {
        let is_told =
            |thing: &Reference| !sentence.is_said_thing(thing) && is_of_event(thing, event);
        found.extend(sentence.subject().filter(|thing| !is_told(thing)));
        found.extend(surnames(text, spot, event));
    }
    found
}

/// What a sentence stands against that lost its "But": what was said right before it.
fn stood_against(text: &str, spot: Spot, event: &Event, language: &Language) -> Option<Reference> {
    let joins = |text: &str| alone::joining(text, language) > 0;
    let is_lost = joins(&event.sentence(spot).text) && !joins(text);
    let before = spot.sentence.checked_sub(1).filter(|_| is_lost)?;
    let before = event.text().at(Spot { sentence: before, ..spot });
    let stems: Vec<Stem> = before.stems.iter().map(|(stem, _)| *stem).collect();
    let least = AGAINST.min(stems.len());
    Some(Reference::Topic(stems, least))
}

/// Whether an article begins with a sentence: nothing stands before it that it could lean on.
fn is_first(spot: Spot, event: &Event) -> bool {
    let first = event.articles()[spot.article].body().next();
    first.is_some_and(|(sentence, _)| sentence == spot.sentence)
}

/// Whether two thirds of the origins speak of a thing: "the river" where a town is under water, "the
/// ship" where one has sunk. What the whole event is about, a reader of any part knows.
fn is_of_event(thing: &Reference, event: &Event) -> bool {
    let Reference::Thing(stems) = thing else { return false };
    let all = event.origins().len();
    all > 1 && stems.last().is_some_and(|head| 3 * event.origins_holding(*head) >= 2 * all)
}
/// Those whom a sentence calls by surname alone, though the event knows their full name.
fn surnames(text: &str, spot: Spot, event: &Event) -> Vec<Reference> {
    let (read, sentence) = (event.text().at(spot), &event.sentence(spot).text);
    let called = |entity: usize| {
        let forms = read.names.iter().filter(move |name| name.entity == Some(entity));
        forms.map(|name| (name, &sentence[name.range.clone()]))
    };
    let mut people: Vec<usize> = read.names.iter().filter_map(|name| name.entity).collect();
    people.sort_unstable();
    people.dedup();
    people.retain(|entity| {
        is_person(*entity, event)
            && event.text().entities[*entity].name.contains(' ')
            && !is_in_title(*entity, event)
            && called(*entity).any(|(_, form)| text.contains(form))
            && !called(*entity)
                .any(|(name, form)| form.contains(' ') || says_who(name, spot, event))
    });
    let mut found: Vec<Reference> = people.into_iter().map(Reference::Person).collect();
    let forms = read.names.iter().map(|name| &sentence[name.range.clone()]);
    let shared = forms.filter(|form| !form.contains(' ') && holds_run(text, form));
    let shared = shared.map(|form| event.text().bearers().of_surname(form));
    let shared = shared.filter(|people| people.len() > 1);
    // Of a crowd nobody is meant.
    let one_of = |people: &[usize]| if people.len() > CROWD { Vec::new() } else { people.to_vec() };
    found.extend(shared.map(|people| Reference::OneOf(one_of(people))));
    found
}

/// Whether a title names somebody: a reader knows whom the headline names.
fn is_in_title(entity: usize, event: &Event) -> bool {
    let name = &event.text().entities[entity].name;
    event.text().bearers().is_in_title(name.rsplit(' ').next().unwrap_or_default())
}

/// Whether a role stands with a name that is more than "Mr.".
fn says_who(name: &Name, spot: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let text = &event.sentence(spot).text;
    let title = name.title.as_ref().map(|title| spelt(&text[title.clone()], language));
    name.role.is_some()
        || title.is_some_and(|title| !language.honorifics.contains(title.trim_end_matches('.')))
}
