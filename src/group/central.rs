//! Which article speaks for an event: the one most like all of its others. Looks at the event's own
//! articles alone, so that no other event changes a title.

use std::collections::BTreeMap;

use super::features::Features;
use super::vector;

/// How near to the most central article another is as central, in hundredths: closer than that is a
/// matter of a few words, and a title should not turn on it.
const NEAR: u64 = 95;

/// The title of the most central article: one that has a title and is trusted, where there is one.
/// Of those that are as good as equal the earliest. `articles` are earliest first.
pub(super) fn title<'a>(articles: &[&'a Features]) -> &'a str {
    let vectors: Vec<_> = articles.iter().map(|one| vector::alone(&one.terms)).collect();
    let mut sum: BTreeMap<u32, u64> = BTreeMap::new();
    for &(term, weight) in vectors.iter().flatten() {
        *sum.entry(term).or_default() += u64::from(weight);
    }
    let weight = |term: u32| sum.get(&term).copied().unwrap_or_default();
    let likeness: Vec<u64> = vectors
        .iter()
        .map(|vector| vector.iter().map(|&(term, own)| u64::from(own) * weight(term)).sum())
        .collect();
    let best_rank = articles.iter().map(|one| rank(one)).max();
    let fitting = || articles.iter().zip(&likeness).filter(|(one, _)| Some(rank(one)) == best_rank);
    let most = fitting().map(|(_, likeness)| *likeness).max().unwrap_or_default();
    let is_near = |likeness: u64| likeness.saturating_mul(100) >= most.saturating_mul(NEAR);
    fitting().find(|(_, likeness)| is_near(**likeness)).map_or("", |(one, _)| one.title.as_str())
}

/// How good an article's title is for its event: whether it has one, and is trusted.
fn rank(one: &Features) -> (bool, bool) {
    (!one.title.trim().is_empty(), !one.low_trust)
}

#[cfg(test)]
mod tests {
    use super::super::features::Term;
    use super::*;

    fn article(title: &str, stems: std::ops::Range<u32>) -> Features {
        let terms = stems.map(|stem| Term { stem, frequency: 4096, rarity: 64 }).collect();
        Features { title: title.to_owned(), terms, ..Features::default() }
    }

    fn check(articles: &[Features], expected: &str) {
        assert_eq!(title(&articles.iter().collect::<Vec<_>>()), expected);
    }

    #[test]
    fn the_most_central_speaks_and_of_near_ones_the_earliest() {
        check(&[], "");
        check(&[article("a", 0..20), article("b", 10..30)], "a");
        check(&[article("b", 10..30), article("a", 0..20)], "b");
        // One word of twenty more makes nobody more central.
        check(&[article("a", 0..20), article("b", 0..21), article("c", 1..21)], "a");
        check(&[article("a", 15..35), article("b", 0..20), article("c", 2..22)], "b");
    }

    #[test]
    fn who_has_no_title_or_trust_does_not_speak_where_another_could() {
        let low = Features { low_trust: true, ..article("low", 0..20) };
        check(&[low.clone(), article("b", 19..39)], "b");
        check(&[low.clone(), article(" ", 0..20)], "low");
        check(&[low], "low");
    }
}
