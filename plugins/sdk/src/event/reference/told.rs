//! Told: what a text has told so far, and whether that gives what a sentence leans on.

use std::collections::BTreeSet;

use q7x2_text::annotation::Annotation;
use q7x2_text::cut::Stem;
use q7x2_text::name::EntityKind;

use crate::{Event, Spot};

/// What a sentence speaks of as known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// What only the sentence right before it gives: "It", "The next day", "he said".
    Before,
    /// A thing that some of these stems name: "the judge", "that argument", "another storm".
    Thing(Vec<Stem>),
    /// So many of these stems: what is quoted of "it", or "also" done.
    Topic(Vec<Stem>, usize),
    /// A person whom it calls by surname alone, by entity.
    Person(usize),
    /// One of these people, by the surname that they share.
    OneOf(Vec<usize>),
}

/// What a text has told so far.
#[derive(Debug, Clone, Default)]
pub struct Told {
    stems: BTreeSet<Stem>,
    people: BTreeSet<usize>,
    last: Option<Spot>,
}

impl Told {
    /// Adds a sentence, in the words that are told of it.
    pub fn add(&mut self, spot: Spot, said: &Annotation, event: &Event) {
        self.stems.extend(said.tokens.iter().map(|token| token.stem));
        let entities = event.text().at(spot).names.iter().filter_map(|name| name.entity);
        self.people.extend(entities.filter(|at| is_person(*at, event)));
        self.last = Some(spot);
    }

    /// Whether a sentence follows the last one told, in its article and paragraph.
    #[must_use]
    pub fn is_next(&self, spot: Spot, event: &Event) -> bool {
        let Some(last) = self.last else { return false };
        let paragraph = |spot| event.sentence(spot).paragraph;
        last.article == spot.article
            && last.sentence + 1 == spot.sentence
            && paragraph(last) == paragraph(spot)
    }

    /// Whether it gives what a sentence leans on, wherever the sentence stands in it.
    #[must_use]
    pub fn gives(&self, reference: &Reference) -> bool {
        let holds = |stems: &[Stem]| stems.iter().filter(|stem| self.stems.contains(stem)).count();
        match reference {
            Reference::Before => false,
            Reference::Thing(stems) => holds(stems) > 0,
            Reference::Topic(stems, least) => holds(stems) >= *least,
            Reference::Person(entity) => self.people.contains(entity),
            Reference::OneOf(people) => {
                people.iter().filter(|one| self.people.contains(one)).count() == 1
            }
        }
    }
}
/// Whether an entity is a person.
pub(super) fn is_person(entity: usize, event: &Event) -> bool {
    event.text().entities[entity].kind == EntityKind::Person
}
