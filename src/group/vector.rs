//! Articles as sparse vectors in whole numbers, so that sums are the same in whatever order they
//! are made.

use std::cmp::Reverse;

use q7x2_sdk::text::language;
use rayon::prelude::*;

use super::features::{Features, Term};

/// One article: terms with their weights, sorted by term. Its length is [`UNIT`].
pub(super) type Vector = Vec<(u32, u16)>;

/// Several articles: the sum of their vectors, sorted by term.
pub(super) type Sum = Vec<(u32, u64)>;

/// The length of an article's vector: the largest power of two whose components fit in 16 bits.
pub(super) const UNIT: f64 = 32768.0;

/// Terms of an article that count. 32 lose a point, 96 and 128 gain nothing.
const TERMS: usize = 64;

/// Terms of a sum that are kept: those below are in few of its articles and hardly add to a
/// product.
const SUM_TERMS: usize = 256;

/// What a collection at most takes from a word's weight leaves this share of it. In folders of one
/// event (ECB+, with every count taken ten times) 71 % of the event's pairs of articles stay
/// together at 0.6, 66 at 0.5, 54 at 0.4 and 24 at 0; among other events up to 0.65 costs nothing.
const LEFT: f64 = 0.6;

/// The vectors of a collection. Terms are numbered in the order of their stems.
pub(super) fn vectors(features: &[Features]) -> Vec<Vector> {
    let held = document_frequencies(features);
    features.par_iter().map(|one| vector(&one.terms, &held, features.len())).collect()
}

/// Every stem of the collection with the number of articles that hold it, sorted.
fn document_frequencies(features: &[Features]) -> Vec<(u32, u32)> {
    let mut stems: Vec<u32> =
        features.iter().flat_map(|one| one.terms.iter().map(|term| term.stem)).collect();
    stems.par_sort_unstable();
    let mut held: Vec<(u32, u32)> = Vec::new();
    for stem in stems {
        match held.last_mut() {
            Some((last, times)) if *last == stem => *times += 1,
            _ => held.push((stem, 1)),
        }
    }
    held
}

/// A term's number among those that several articles hold, and its weight.
fn weigh(term: &Term, held: &[(u32, u32)], articles: usize) -> Option<(u32, f64)> {
    let at = held.binary_search_by_key(&term.stem, |(stem, _)| *stem).ok()?;
    let weight = term.frequency() * idf(term.share(), held[at].1, articles);
    (weight > 0.0).then_some((at as u32, weight))
}

fn vector(terms: &[Term], held: &[(u32, u32)], articles: usize) -> Vector {
    whole(terms.iter().filter_map(|term| weigh(term, held, articles)).collect())
}

/// One article by itself: its terms by their stems, weighed by the background table alone, so that
/// no other article changes it.
pub(super) fn alone(terms: &[Term]) -> Vector {
    let weighed = terms.iter().map(|term| {
        let known = language::DOCUMENTS;
        let idf = libm::log((known + 1.0) / (known * term.share() + 0.5));
        (term.stem, term.frequency() * idf.max(0.0))
    });
    whole(weighed.collect())
}

/// The heaviest terms in whole numbers, sorted.
fn whole(mut weighed: Vec<(u32, f64)>) -> Vector {
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weighed.truncate(TERMS);
    let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    let whole = |(term, weight): (u32, f64)| {
        (term, (weight / length * UNIT).min(f64::from(u16::MAX)) as u16)
    };
    let mut vector: Vector = weighed.into_iter().map(whole).collect();
    vector.sort_unstable();
    vector
}

/// Inverse document frequency by the background table and the collection together, but never below
/// a share of what the table alone says: in a folder whose articles all report one event, the
/// event's own words are in all of them.
fn idf(share: f64, held: u32, articles: usize) -> f64 {
    let known = language::DOCUMENTS;
    let expected = known * share;
    let both = libm::log((known + articles as f64 + 1.0) / (expected + f64::from(held) + 0.5));
    both.max(LEFT * libm::log((known + 1.0) / (expected + 0.5)))
}

/// The sum of one.
pub(super) fn single(vector: &Vector) -> Sum {
    vector.iter().map(|&(term, weight)| (term, u64::from(weight))).collect()
}

/// Adds `other` to `sum`.
pub(super) fn add(sum: &mut Sum, other: &Sum) {
    let mut both = Sum::with_capacity(sum.len() + other.len());
    let (mut left, mut right) = (sum.iter().copied().peekable(), other.iter().copied().peekable());
    while let (Some(&a), Some(&b)) = (left.peek(), right.peek()) {
        both.push(if a.0 == b.0 { (a.0, a.1 + b.1) } else { a.min(b) });
        left.next_if(|_| a.0 <= b.0);
        right.next_if(|_| b.0 <= a.0);
    }
    both.extend(left.chain(right));
    if both.len() > SUM_TERMS {
        both.select_nth_unstable_by_key(SUM_TERMS, |&(term, weight)| (Reverse(weight), term));
        both.truncate(SUM_TERMS);
        both.sort_unstable();
    }
    *sum = both;
}

/// The product of two sums, of two articles of length 1 their cosine, in which the two heaviest
/// terms weigh at most as much as all others together.
///
/// A small town's name, often of two words, is in all its short stories and outweighs what each of
/// them tells: of twelve invented ones, ten events, it made one event. At most twice the others'
/// weight does as well on the measured sets, and leaves pairs of strangers together.
pub(super) fn product(a: &Sum, b: &Sum) -> f64 {
    let (mut all, mut heaviest, mut at, mut other) = (0.0, [0.0_f64; 2], 0, 0);
    while at < a.len() && other < b.len() {
        let (left, right) = (a[at], b[other]);
        if left.0 == right.0 {
            let both = left.1 as f64 * right.1 as f64;
            all += both;
            heaviest = [heaviest[0].max(both), heaviest[1].max(both.min(heaviest[0]))];
        }
        at += usize::from(left.0 <= right.0);
        other += usize::from(right.0 <= left.0);
    }
    let name = heaviest[0] + heaviest[1];
    let others = all - name;
    (others + name.min(others)) / (UNIT * UNIT)
}

/// The heaviest terms of a sum, at most `most`.
pub(super) fn heaviest(sum: &Sum, most: usize) -> Vec<u32> {
    let mut terms = sum.clone();
    terms.sort_unstable_by_key(|&(term, weight)| (Reverse(weight), term));
    terms.into_iter().take(most).map(|(term, _)| term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_join_by_term() {
        let check = |a: &[(u32, u64)], b: &[(u32, u64)], expected: &[(u32, u64)]| {
            let mut sum = a.to_vec();
            add(&mut sum, &b.to_vec());
            assert_eq!(sum, expected);
        };
        check(&[], &[], &[]);
        check(&[(1, 2)], &[], &[(1, 2)]);
        check(&[], &[(1, 2)], &[(1, 2)]);
        check(&[(1, 2), (5, 1)], &[(0, 9), (1, 3), (7, 4)], &[(0, 9), (1, 5), (5, 1), (7, 4)]);
        check(&[(1, 9), (2, 8)], &[(1, 1)], &[(1, 10), (2, 8)]);
    }

    #[test]
    fn a_long_sum_keeps_its_heaviest_terms() {
        let mut sum: Sum = (0..SUM_TERMS as u32).map(|term| (term, 5)).collect();
        add(&mut sum, &vec![(7, 1), (1000, 9), (1001, 1)]);
        assert_eq!(sum.len(), SUM_TERMS);
        assert!(sum.contains(&(1000, 9)) && sum.contains(&(7, 6)) && !sum.contains(&(1001, 1)));
        assert!(sum.is_sorted(), "{sum:?}");
        assert_eq!(heaviest(&sum, 2), [1000, 7]);
    }

    #[test]
    fn a_product_is_a_cosine_in_which_no_name_outweighs_the_rest() {
        let vector = |words: &[(u32, u64)]| {
            words.iter().map(|(term, share)| (*term, share * UNIT as u64 / 8)).collect()
        };
        let check = |a: &[(u32, u64)], b: &[(u32, u64)], expected: f64| {
            assert_eq!(product(&vector(a), &vector(b)), expected, "{a:?} {b:?}");
            assert_eq!(product(&vector(b), &vector(a)), expected, "{b:?} {a:?}");
        };
        let even = [(1, 4), (2, 4), (3, 4), (4, 4)];
        check(&even, &even, 1.0);
        check(&even, &[(5, 8)], 0.0);
        check(&even, &[(1, 4), (2, 4), (3, 4), (9, 4)], 0.5);
        // The name alone, a name of two words, and a name with as much beside it as it weighs.
        check(&[(1, 8)], &[(1, 8)], 0.0);
        check(&[(1, 6), (2, 5)], &[(1, 6), (2, 5), (7, 2)], 0.0);
        check(&[(1, 6), (2, 4), (3, 2)], &[(1, 6), (2, 4), (3, 2)], 0.125);
    }

    #[test]
    fn a_word_that_every_article_has_weighs_nothing_beside_a_rare_one() {
        let term = |stem, rarity| Term { stem, frequency: 4096, rarity };
        let one =
            |stem| Features { terms: vec![term(stem, 80), term(9, 80)], ..Features::default() };
        let vectors = vectors(&(0..9).map(one).collect::<Vec<_>>());
        let [own, common] = vectors[0].as_slice() else { panic!("{:?}", vectors[0]) };
        assert!(own.1 > common.1, "{own:?} {common:?}");
    }
}
