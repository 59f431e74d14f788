//! Alignment: how much two sentences say the same.
//!
//! One measure serves facts, the gate and the mergers, so that what is merged is what may be cited. Thresholds: read by
//! eye on labelled pairs of news sentences; a pair must share much of its weight (cosine), most of the shorter one
//! (containment), several words, and something that can be pinned down: a name, a number or a quotation.

use super::annotation::Annotation;
use super::number;
use super::word::Stem;

/// Least idf-weighted cosine of two aligned sentences.
const COSINE: f64 = 0.45;
/// Least share of the lighter sentence's weight that the other holds.
const CONTAINMENT: f64 = 0.5;
/// Least number of shared content stems.
const SHARED: usize = 4;
/// A short sentence stands inside a longer one: containment, cosine and shared stems that are enough then.
const INSIDE: (f64, f64, usize) = (0.65, 0.38, 6);
/// Two exact numbers of the same things, or words of one quotation, tell more than other words: containment and cosine
/// that are enough then.
const PINNED: (f64, f64) = (0.45, 0.35);

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

/// Measures two sentences.
#[must_use]
pub fn similarity(a: &Annotation, b: &Annotation) -> Similarity {
    let (mut product, mut weight, mut shared) = (0.0, 0.0, 0);
    for_shared(&a.stems, &b.stems, |idf| {
        product += idf * idf;
        weight += idf;
        shared += 1;
    });
    let norm = (a.square() * b.square()).sqrt();
    let lighter = a.weight().min(b.weight());
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

/// Whether two sentences say the same thing: what makes a fact, and what lets a citation stand beside its anchor.
#[must_use]
pub fn aligned(a: &Annotation, b: &Annotation) -> bool {
    let alike = similarity(a, b);
    let close = alike.cosine >= COSINE && alike.containment >= CONTAINMENT;
    let inside = alike.containment >= INSIDE.0 && alike.cosine >= INSIDE.1 && alike.shared >= INSIDE.2;
    let pinned = || alike.containment >= PINNED.0 && alike.cosine >= PINNED.1 && share_pins(a, b);
    alike.shared >= SHARED && (((close || inside) && share_anchor(a, b)) || pinned())
}

/// Whether both hold the same two numbers of the same things, or words of one quotation.
fn share_pins(a: &Annotation, b: &Annotation) -> bool {
    let exact = |number: &&number::Number| !number.unit.is_empty() && !number.approximate && !number.ordinal;
    let held = |x: &&number::Number| b.numbers.iter().filter(exact).any(|y| number::same(x, y));
    let numbers = a.numbers.iter().filter(exact).filter(held).count();
    numbers >= 2 || a.quoted.iter().any(|run| b.quoted.binary_search(run).is_ok())
}

/// Whether both hold one name, one number or one quotation.
#[must_use]
pub fn share_anchor(a: &Annotation, b: &Annotation) -> bool {
    let name = |x: &Annotation| x.name_stems.iter().any(|stem| b.name_stems.binary_search(stem).is_ok());
    let number = || a.numbers.iter().any(|x| b.numbers.iter().any(|y| number::same(x, y)));
    name(a) || number() || a.quoted.iter().any(|stem| b.quoted.binary_search(stem).is_ok())
}

/// Calls `each` with the weight of every stem that both sorted lists hold.
fn for_shared(a: &[(Stem, f64)], b: &[(Stem, f64)], mut each: impl FnMut(f64)) {
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
