//! Introducing: a statement's text and citations, and who is who at the first mention.
//!
//! A person first met by surname gets the full name and role in square brackets, as a source gives them, and the sentence
//! that does so is cited, as the gate asks.

use std::collections::BTreeSet;

use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::name::Name;
use q7x2_sdk::text::word::count;
use q7x2_sdk::{Event, SentenceKind, Spot};

use crate::candidate::Candidate;
use crate::pronoun::is_person;
use crate::support;

/// A statement with its citations.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) spots: Vec<Spot>,
}

/// The statements in order, introduced and cited; the length is kept to.
pub(crate) fn introduce(ordered: &[&Candidate], event: &Event, max_words: usize) -> Vec<Said> {
    let mut words: usize = ordered.iter().map(|candidate| candidate.words).sum();
    let mut known = BTreeSet::new();
    let mut statements = Vec::new();
    for candidate in ordered {
        let mut said = Said { text: candidate.text.clone(), spots: Vec::new() };
        let mut extra: Vec<Spot> = candidate.introduced.into_iter().collect();
        let brackets = first_mentions(&said.text, candidate.spot, &mut known, event);
        for bracket in brackets.into_iter().rev() {
            let longer = count(&bracket.run);
            if words + longer <= max_words {
                words += longer;
                said.text.insert_str(bracket.at, &format!(" [{}]", bracket.run));
                extra.push(bracket.spot);
            }
        }
        said.spots = support::support(&said.text, candidate.spot, event);
        said.spots.extend(extra.into_iter().filter(|spot| !said.spots.contains(spot)).collect::<Vec<_>>());
        statements.push(said);
    }
    statements
}

/// A name with the title before it.
fn full_range(name: &Name) -> std::ops::Range<usize> {
    name.title.as_ref().map_or(name.range.start, |title| title.start)..name.range.end
}

/// A full introduction to stand in square brackets.
struct Bracket {
    at: usize,
    run: String,
    spot: Spot,
}

/// Where names that a reader does not know yet want an introduction, in order; every person named is known afterwards.
fn first_mentions(text: &str, anchor: Spot, known: &mut BTreeSet<usize>, event: &Event) -> Vec<Bracket> {
    let language = Language::of(event.articles[anchor.article].language.as_deref());
    let annotation = event.text().annotate(text, language);
    let mut found = Vec::new();
    for name in &annotation.names {
        let form = &text[name.range.clone()];
        let Some(entity) = entity(form, anchor, event) else { continue };
        let is_new = known.insert(entity);
        let before = &text[..name.range.start];
        let in_brackets = before.rfind('[') > before.rfind(']');
        let inside_word = text[name.range.end..].starts_with(['\'', '’', '-']);
        let in_quotation = annotation.quotations.iter().any(|one| one.outer.contains(&name.range.start));
        if !is_new || name.administration || in_brackets || inside_word || in_quotation || form.contains(' ') {
            continue;
        }
        if let Some((run, spot)) = introduction(entity, form, event) {
            found.push(Bracket { at: name.range.end, run, spot });
        }
    }
    found
}

/// The person of the event that a form means in this sentence.
fn entity(form: &str, anchor: Spot, event: &Event) -> Option<usize> {
    let sentence = event.sentence(anchor);
    let mut names = event.text().at(anchor).names.iter();
    let name = names.find(|name| sentence.text[name.range.clone()] == *form && is_person(name, event))?;
    name.entity
}

/// The commonest full introduction of a person: title and full name in one run, with the sentence that holds it.
fn introduction(entity: usize, form: &str, event: &Event) -> Option<(String, Spot)> {
    let mut runs: std::collections::BTreeMap<&str, Vec<Spot>> = std::collections::BTreeMap::new();
    for &spot in &event.text().entities[entity].spots {
        let sentence = event.sentence(spot);
        if sentence.kind != SentenceKind::Body || event.articles[spot.article].is_low_trust() {
            continue;
        }
        for name in event.text().at(spot).names.iter().filter(|name| name.entity == Some(entity)) {
            let run = &sentence.text[full_range(name)];
            if name.title.is_some() && run.len() > form.len() && sentence.text[name.range.clone()].contains(' ') {
                runs.entry(run).or_default().push(spot);
            }
        }
    }
    let best = runs.into_iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(a.0)));
    best.and_then(|(run, spots)| spots.first().map(|&spot| (run.to_owned(), spot)))
}
