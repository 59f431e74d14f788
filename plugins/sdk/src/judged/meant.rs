//! Meant: a sentence with the name of whom its pronoun means, as far as that is beyond doubt.
//!
//! "He resigned" says nothing of whom it tells; the sentence before does. A wrong name would make a
//! sentence bear out what it never said, so every doubt leaves the pronoun as it is.

use std::ops::Range;

use q7x2_text::annotation::Annotation;
use q7x2_text::cut::Token;
use q7x2_text::language::Language;
use q7x2_text::name::EntityKind;
use q7x2_text::word::spelt;

use crate::{Event, SentenceKind, Spot};

/// Words of a sentence among which a pronoun is its subject: "On Tuesday evening he resigned".
const SUBJECT_REACH: usize = 5;
/// Sentences before a pronoun that are looked at: each may itself begin with one.
const BEFORE: usize = 3;

/// A sentence with a name in place of its pronoun.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    /// The text with the name.
    pub(super) text: String,
    /// The text, read.
    pub(super) annotation: Annotation,
    /// Bytes of the pronoun in the sentence itself.
    pronoun: Range<usize>,
    /// Bytes of the name in the text.
    name: Range<usize>,
}

impl Meant {
    /// Reads the sentence at a spot so, where it has a pronoun that means one person.
    pub(super) fn of(event: &Event, spot: Spot) -> Option<Self> {
        let pronoun = pronoun(event, spot)?;
        let who = antecedent(event, spot)?;
        let sentence = &event.sentence(spot).text;
        let language = Language::of(event.articles()[spot.article].language.as_deref());
        let text = format!("{}{who}{}", &sentence[..pronoun.start], &sentence[pronoun.end..]);
        let annotation = event.text().annotate(&text, language);
        let name = pronoun.start..pronoun.start + who.len();
        Some(Self { text, annotation, pronoun, name })
    }

    /// The bytes of the sentence that bytes of the text stand for.
    pub(super) fn back(&self, range: &Range<usize>) -> Range<usize> {
        let at = |byte: usize, inside: usize| {
            if byte <= self.name.start {
                byte
            } else if byte < self.name.end {
                inside
            } else {
                byte - self.name.end + self.pronoun.end
            }
        };
        at(range.start, self.pronoun.start)..at(range.end, self.pronoun.end)
    }
}

/// The first word that is a pronoun of one person, where it stands as a subject does.
fn pronoun(event: &Event, spot: Spot) -> Option<Range<usize>> {
    let annotation = event.text().at(spot);
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let text = &event.sentence(spot).text;
    let is_pronoun = |token: &&Token| {
        language.person_pronouns.contains(&spelt(&text[token.range.clone()], language))
    };
    let near = annotation.unquoted().take(SUBJECT_REACH);
    let named = annotation.names.first().map_or(usize::MAX, |name| name.range.start);
    let found = near.into_iter().find(is_pronoun).map(|token| token.range.clone())?;
    // "Lind said he resigned": whom he means stands in the sentence itself.
    (found.start < named).then_some(found)
}

/// The one person that the sentence before names; where that has only a pronoun too, the one
/// before it.
fn antecedent(event: &Event, spot: Spot) -> Option<String> {
    for back in 1..=BEFORE {
        let before = Spot { sentence: spot.sentence.checked_sub(back)?, ..spot };
        if event.sentence(before).kind != SentenceKind::Body {
            return None;
        }
        let named = people(event, before);
        match named.as_slice() {
            [one] => return Some(event.text().entities[*one].name.clone()),
            [] if pronoun(event, before).is_some() => {}
            _ => return None,
        }
    }
    None
}

/// The people that a sentence names, each once.
fn people(event: &Event, spot: Spot) -> Vec<usize> {
    let text = event.text();
    let mut found: Vec<usize> = text.at(spot).names.iter().filter_map(|name| name.entity).collect();
    found.retain(|at| text.entities[*at].kind == EntityKind::Person);
    found.sort_unstable();
    found.dedup();
    found
}
