//! Repeating: whether two candidates say the same, so that a text takes one of them alone.

use q7x2_sdk::Event;
use q7x2_sdk::claim::{Read, Relation, relation};
use q7x2_sdk::event::side::Side;
use q7x2_sdk::text::number::{self, Number};
use q7x2_sdk::text::{Annotation, likeness};

use crate::arrange;
use crate::candidate::Candidate;

/// Two sentences with this cosine say the same; with the second, where one also holds half of the
/// other's weight.
const SAME: (f64, f64) = (0.5, 0.38);
/// Share of the lighter sentence's weight that makes it a repetition at the lower cosine.
const HELD: f64 = 0.5;
/// Least cosine of what both tell: two sentences with one long name are no repetition.
const TOLD: f64 = 0.3;
/// Below this cosine of what both tell they have one long name in common and nothing else.
const APART: f64 = 0.1;
/// With the second as the cosine of what both tell, this cosine is enough: names of places differ
/// in form ("Kestria", "Kestrian").
const TELLS: (f64, f64) = (0.25, 0.6);
/// With the same number of the same things, this cosine and this of what both tell are enough.
const COUNTED: (f64, f64) = (0.15, 0.1);
/// With another number of the same things, this cosine and this of what both tell: one text does
/// not give two figures, and both stand where reports differ.
const DIFFERING: (f64, f64) = (0.2, 0.25);
/// First sentences of two articles tell the same news in other words: with this cosine and this of
/// what both tell they say the same.
const LEDES: (f64, f64) = (0.15, 0.12);
/// Runs of three words that two sentences quote alike, from which they quote the same utterance:
/// five words.
const QUOTED: usize = 3;

/// Whether a candidate says what another says: they are the same news or two ledes of it, or they are
/// alike and the other bears out some claim of it or denies one.
pub(crate) fn repeats(a: &Candidate, b: &Candidate, event: &Event) -> bool {
    if a.spot == b.spot || a.fact.contains(&b.spot) || b.fact.contains(&a.spot) {
        return true;
    }
    let likeness = Likeness::of(a, b);
    let read = |spot| Read::of(Side::of(event, spot));
    likeness.is_of_same_news(a, b)
        || likeness.is_of_ledes(a, b)
        || likeness.is_near() && relation(&read(a.spot), &read(b.spot)) != Relation::Silent
}

/// How alike two candidates are.
struct Likeness {
    cosine: f64,
    containment: f64,
    /// The cosine of what both tell of those whom they name.
    told: f64,
}

impl Likeness {
    fn of(a: &Candidate, b: &Candidate) -> Self {
        let alike = likeness::similarity(&a.annotation, &b.annotation);
        let told = likeness::told(&a.annotation, &b.annotation).cosine;
        Self { cosine: alike.cosine, containment: alike.containment, told }
    }

    /// Alike in what only the same news has in common.
    fn is_of_same_news(&self, a: &Candidate, b: &Candidate) -> bool {
        let (one, other) = (&*a.annotation, &*b.annotation);
        let reaches = |(cosine, told): (f64, f64)| self.cosine >= cosine && self.told >= told;
        let held = self.containment >= HELD;
        reaches((SAME.0, APART))
            || held && (reaches((SAME.1, SAME.0)) || reaches(TELLS))
            || reaches(COUNTED) && counts_alike(one, other) && !counts_more(one, other)
            || reaches(DIFFERING) && counts_otherwise(one, other)
            || quote_alike(one, other)
            || likeness::aligned(one, other)
    }

    /// Both open their articles and are as alike as ledes of one event are.
    fn is_of_ledes(&self, a: &Candidate, b: &Candidate) -> bool {
        let open = a.rank == 0 && b.rank == 0 && arrange::are_of_one_time(a, b);
        open && self.cosine >= LEDES.0 && self.told >= LEDES.1
    }

    /// Alike as two sentences of one event often are.
    fn is_near(&self) -> bool {
        self.cosine >= SAME.1 && self.containment >= HELD && self.told >= TOLD
    }
}

/// Whether both count the same things, in two numbers that cannot both be right.
fn counts_otherwise(a: &Annotation, b: &Annotation) -> bool {
    a.numbers.iter().any(|one| b.numbers.iter().any(|other| number::differ(one, other)))
}

/// Whether both quote the same words.
fn quote_alike(a: &Annotation, b: &Annotation) -> bool {
    a.quoted.iter().filter(|run| b.quoted.binary_search(run).is_ok()).count() >= QUOTED
}

/// Whether a number counts something.
fn counts(number: &&Number) -> bool {
    !number.unit.is_empty() && !number.ordinal
}

/// Whether one counts what the other does not: "13 children, between the ages of 10 and 15".
fn counts_more(a: &Annotation, b: &Annotation) -> bool {
    let is_in_other = |one: &Number| b.numbers.iter().any(|other| number::same(one, other));
    a.numbers.iter().filter(counts).any(|one| !is_in_other(one))
}

/// Whether both give the same number of the same things: "some 90 firefighters".
fn counts_alike(a: &Annotation, b: &Annotation) -> bool {
    a.numbers
        .iter()
        .filter(counts)
        .any(|one| b.numbers.iter().filter(counts).any(|other| number::same(one, other)))
}
