//! Likeness: how much two sentences say the same.
//!
//! One measure serves facts, the gate and the mergers, so that what is merged is what may be cited.
//! A pair must share much of its weight (cosine), most of the shorter one (containment), several
//! words, and something that can be pinned down: a name, a number or a quotation. And it must share
//! what it tells: two sentences about one captain are not one sentence.
//!
//! Thresholds: read by eye on labelled pairs of news sentences, then measured on the invented
//! events of `tests/sites` (nine events, 160 pairs that say the same, and all others of one event,
//! which do not): 157 of the first are aligned and 3 of the others; without the share of what is
//! told, 126 and 37.

use super::annotation::Annotation;
use super::cut::Stem;
use super::name::EntityKind;
use super::number::{self, Number};
use super::work;

/// Least idf-weighted cosine of two aligned sentences.
const COSINE: f64 = 0.45;
/// Least share of the lighter sentence's weight that the other holds.
const CONTAINMENT: f64 = 0.5;
/// Least number of shared content stems.
const SHARED: usize = 4;
/// A short sentence stands inside a longer one: containment, cosine and shared stems that are
/// enough then.
const INSIDE: (f64, f64, usize) = (0.65, 0.38, 6);
/// Two exact numbers of the same things, or words of one quotation, tell more than other words:
/// containment and cosine that are enough then.
const PINNED: (f64, f64) = (0.45, 0.35);

/// What is told of those both name: cosine, containment and shared stems outside names, titles and
/// roles.
const TOLD: (f64, f64, usize) = (0.35, 0.4, 2);
/// The same where each counts things that the other does not: of one accident the one tells how
/// many litres were lost, the other how many beaches were closed.
const TOLD_COUNTING: (f64, f64, usize) = (0.5, 0.5, 3);
/// Where three names agree, one telling word is enough: cosine, containment and shared stems then.
const TOLD_OF_THREE: (f64, f64, usize) = (0.3, 0.45, 1);
/// Sentences that name three persons alike tell who was there.
const PERSONS: usize = 3;
/// Sentences in the same words need no name: cosine, containment, shared stems.
const SAME_WORDS: (f64, f64, usize) = (0.7, 0.85, 3);
/// Nor does one that stands whole inside another.
const SAME_INSIDE: (f64, f64, usize) = (0.45, 0.95, 4);
/// Nor what is told in the same words of "she" and of the mayor.
const SAME_TOLD: (f64, f64, usize) = (0.85, 0.9, 4);

/// Two aligned sentences share as many stems at least: the least of all the rules above.
pub const FEWEST_SHARED: usize = SAME_WORDS.2;

/// What is left of the shorter sentence without who says so stands in the other: containment,
/// shared stems.
const CORE: (f64, usize) = (0.6, 2);

/// How alike two sentences are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Similarity {
    /// Cosine of the idf-weighted stem vectors, 0 to 1.
    pub cosine: f64,
    /// Shared idf weight over the lighter sentence's, 0 to 1.
    pub containment: f64,
    /// How many content stems both hold.
    pub shared: usize,
}

impl Similarity {
    fn reaches(&self, (cosine, containment, shared): (f64, f64, usize)) -> bool {
        self.cosine >= cosine && self.containment >= containment && self.shared >= shared
    }
}

/// Measures two sentences.
#[must_use]
pub fn similarity(a: &Annotation, b: &Annotation) -> Similarity {
    measure(&a.stems, &b.stems, a.weight().min(b.weight()), a.square() * b.square())
}

/// Measures what two sentences tell of those they name: names, titles and roles do not count.
#[must_use]
pub fn told(a: &Annotation, b: &Annotation) -> Similarity {
    let (left, right) = (a.told_sums(), b.told_sums());
    measure(&a.told, &b.told, left.weight.min(right.weight), left.square * right.square)
}

fn measure(a: &[(Stem, f64)], b: &[(Stem, f64)], lighter: f64, squares: f64) -> Similarity {
    let (mut product, mut weight, mut shared) = (0.0, 0.0, 0);
    for_shared(a, b, |idf| {
        product += idf * idf;
        weight += idf;
        shared += 1;
    });
    let norm = squares.sqrt();
    Similarity {
        cosine: if norm > 0.0 { product / norm } else { 0.0 },
        containment: if lighter > 0.0 { weight / lighter } else { 0.0 },
        shared,
    }
}

/// Share of `part`'s idf weight that `whole` holds, 0 to 1.
#[must_use]
pub fn coverage(part: &Annotation, whole: &Annotation) -> f64 {
    let mut weight = 0.0;
    for_shared(&part.stems, &whole.stems, |idf| weight += idf);
    if part.weight() > 0.0 { weight / part.weight() } else { 0.0 }
}

/// Whether two sentences say the same thing: what makes a fact, and what lets a citation stand
/// beside its anchor.
#[must_use]
pub fn aligned(a: &Annotation, b: &Annotation) -> bool {
    work::steps(1);
    let alike = similarity(a, b);
    if alike.shared < FEWEST_SHARED {
        return false;
    }
    let told = told(a, b);
    if are_same_words(alike, told, a, b) {
        return true;
    }
    about_one_thing(alike, a, b) && tell_the_same(told, a, b)
}

/// Whether two sentences tell the same of those they name.
fn tell_the_same(told: Similarity, a: &Annotation, b: &Annotation) -> bool {
    let of_three = told.reaches(TOLD_OF_THREE) && shared(&a.name_stems, &b.name_stems) >= 3;
    let least = if count_others(a, b) { TOLD_COUNTING } else { TOLD };
    told.reaches(least) || of_three || share_pins(a, b) || shared_persons(a, b) >= PERSONS
}

fn are_same_words(alike: Similarity, told: Similarity, a: &Annotation, b: &Annotation) -> bool {
    let same = alike.reaches(SAME_WORDS) || alike.reaches(SAME_INSIDE) || told.reaches(SAME_TOLD);
    same && told.shared >= TOLD.2 && !name_others(a, b)
}

/// Whether two sentences say the same in the same words, so that it is the same whenever either was
/// written.
#[must_use]
pub fn in_same_words(a: &Annotation, b: &Annotation) -> bool {
    are_same_words(similarity(a, b), told(a, b), a, b)
}

/// Share of a short sentence's weight that one holds which says it among much else.
pub const COVERED: f64 = 0.8;

/// Whether a sentence says another among much else: it holds most of its weight, and something that
/// can be pinned down.
#[must_use]
pub fn says_all(whole: &Annotation, part: &Annotation) -> bool {
    coverage(part, whole) >= COVERED && share_anchor(part, whole)
}

/// Whether one of two sentences says what the other says, or most of it: either may then be cited
/// for the other.
#[must_use]
pub fn agree(a: &Annotation, b: &Annotation) -> bool {
    aligned(a, b) || says_all(a, b) || says_all(b, a)
}

/// Whether two sentences speak of one thing, whatever they say of it: what is worth comparing for
/// differences. Who says so does not count: "Fuel has not leaked, the coastguard said" is near
/// "Fuel has leaked, according to the union".
#[must_use]
pub fn near(a: &Annotation, b: &Annotation) -> bool {
    about_one_thing(similarity(a, b), a, b) || within(a, b, CORE) || aligned(a, b)
}

fn within(a: &Annotation, b: &Annotation, (containment, shared): (f64, usize)) -> bool {
    let core = measure(&a.core, &b.core, a.core_sums().weight.min(b.core_sums().weight), 1.0);
    core.shared >= shared && core.containment >= containment
}

fn about_one_thing(alike: Similarity, a: &Annotation, b: &Annotation) -> bool {
    let close = alike.cosine >= COSINE && alike.containment >= CONTAINMENT;
    let inside =
        alike.containment >= INSIDE.0 && alike.cosine >= INSIDE.1 && alike.shared >= INSIDE.2;
    let pinned = || alike.containment >= PINNED.0 && alike.cosine >= PINNED.1 && share_pins(a, b);
    alike.shared >= SHARED && (((close || inside) && share_anchor(a, b)) || pinned())
}

/// Whether each counts things that the other does not count.
fn count_others(a: &Annotation, b: &Annotation) -> bool {
    counts_alone(a, b) && counts_alone(b, a)
}

/// Whether one counts things that the other does not count.
fn counts_alone(one: &Annotation, other: &Annotation) -> bool {
    let mut counted =
        one.numbers.iter().filter(|number| !number.unit.is_empty() && !number.ordinal);
    counted.any(|number| !other.numbers.iter().any(|held| held.unit == number.unit))
}

/// Whether both name somebody, and not one of them the same.
fn name_others(a: &Annotation, b: &Annotation) -> bool {
    !a.name_stems.is_empty()
        && !b.name_stems.is_empty()
        && shared(&a.name_stems, &b.name_stems) == 0
}

fn shared(a: &[Stem], b: &[Stem]) -> usize {
    a.iter().filter(|stem| b.binary_search(stem).is_ok()).count()
}

/// How many persons both name, by the last word of the name: whom one of them takes for a person
/// the other need not.
fn shared_persons(a: &Annotation, b: &Annotation) -> usize {
    let mut both = persons_named_in(a, b);
    both.extend(persons_named_in(b, a));
    both.sort_unstable();
    both.dedup();
    both.len()
}

/// The last words of the persons of a sentence that another names too.
fn persons_named_in(a: &Annotation, b: &Annotation) -> Vec<Stem> {
    let persons = a.names.iter().filter(|name| name.kind == Some(EntityKind::Person));
    let last = persons.filter_map(|name| Some(a.within(&name.range).last()?.stem));
    last.filter(|stem| b.name_stems.binary_search(stem).is_ok()).collect()
}

/// Whether both hold the same two numbers of the same things, or words of one quotation.
fn share_pins(a: &Annotation, b: &Annotation) -> bool {
    let numbers = || numbers_held(a, b).min(numbers_held(b, a));
    a.quoted.iter().any(|run| b.quoted.binary_search(run).is_ok()) || numbers() >= 2
}

/// How many exact numbers of a sentence another holds: what is said twice is one number.
fn numbers_held(a: &Annotation, b: &Annotation) -> usize {
    let mut held: Vec<&Number> = Vec::new();
    for number in a.numbers.iter().filter(is_exact) {
        let known = held.iter().any(|earlier| number::same(earlier, number));
        if !known && b.numbers.iter().filter(is_exact).any(|other| number::same(number, other)) {
            held.push(number);
        }
    }
    held.len()
}

fn is_exact(number: &&Number) -> bool {
    !number.unit.is_empty() && !number.approximate && !number.ordinal
}

/// Whether both hold one name, one number or one quotation.
#[must_use]
pub fn share_anchor(a: &Annotation, b: &Annotation) -> bool {
    let name =
        |x: &Annotation| x.name_stems.iter().any(|stem| b.name_stems.binary_search(stem).is_ok());
    let number = || a.numbers.iter().any(|x| b.numbers.iter().any(|y| number::same(x, y)));
    name(a) || number() || a.quoted.iter().any(|stem| b.quoted.binary_search(stem).is_ok())
}

/// Calls `each` with the weight of every stem that both sorted lists hold.
fn for_shared(a: &[(Stem, f64)], b: &[(Stem, f64)], mut each: impl FnMut(f64)) {
    work::steps(a.len().max(b.len()));
    let (mut at, mut other) = (0, 0);
    while at < a.len() && other < b.len() {
        match a[at].0.cmp(&b[other].0) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                each(a[at].1.min(b[other].1));
                (at, other) = (at + 1, other + 1);
            }
        }
    }
}
