//! Quotations: the same ones, cut alike, in one order with the same figures. Reporters in one hall
//! hear the same words; which of them they take, where they cut them and what they put between is
//! their own.

use std::collections::BTreeMap;

use q7x2_sdk::text::{quotation, word};
use q7x2_sdk::{Event, Spot};

/// Words from which a quotation is one that others would cut otherwise.
const WORDS: usize = 5;
/// Quotations that both have.
const QUOTATIONS: usize = 3;
/// Quotations and figures that both have, in one order.
const MARKS: usize = 8;
/// A quotation that more articles hold is what everybody took.
const MOST: usize = 16;

/// A quotation or a figure, where it is first told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Quotation(String),
    /// A number, by its bits, and its unit.
    Figure(u64, String),
}

/// Pairs of articles with the first quotation that both have.
pub(super) fn shared(event: &Event, originals: &[usize]) -> BTreeMap<(usize, usize), String> {
    let marks: BTreeMap<usize, Vec<Mark>> =
        originals.iter().map(|&at| (at, marks(event, at))).collect();
    let mut holders: BTreeMap<&Mark, Vec<usize>> = BTreeMap::new();
    for (&at, marks) in &marks {
        for mark in marks.iter().filter(|mark| matches!(mark, Mark::Quotation(_))) {
            holders.entry(mark).or_default().push(at);
        }
    }
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for held in holders.into_values().filter(|held| held.len() <= MOST) {
        for (place, one) in held.iter().enumerate() {
            for other in &held[place + 1..] {
                *counts.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let several = counts.into_iter().filter(|(_, count)| *count >= QUOTATIONS);
    let told = |(pair, count): ((usize, usize), usize)| {
        Some((pair, told(marks.get(&pair.0)?, marks.get(&pair.1)?, count)?))
    };
    several.filter_map(told).collect()
}

/// The first quotation that both have, where most of the fewer ones are shared and everything
/// shared stands in one order.
fn told(one: &[Mark], other: &[Mark], quotations: usize) -> Option<String> {
    let count = |marks: &[Mark]| marks.iter().filter(|mark| is_quotation(mark)).count();
    let places: BTreeMap<&Mark, usize> =
        other.iter().enumerate().map(|(at, mark)| (mark, at)).collect();
    let shared: Vec<(&Mark, usize)> =
        one.iter().filter_map(|mark| Some((mark, *places.get(mark)?))).collect();
    let is_most = 4 * quotations >= 3 * count(one).min(count(other));
    let in_order = shared.is_sorted_by_key(|(_, place)| *place);
    let first = shared.iter().find_map(|(mark, _)| match mark {
        Mark::Quotation(words) => Some(words.clone()),
        Mark::Figure(..) => None,
    });
    first.filter(|_| is_most && in_order && shared.len() >= MARKS)
}

fn is_quotation(mark: &Mark) -> bool {
    matches!(mark, Mark::Quotation(_))
}

/// An article's quotations and figures, each where it is first told.
fn marks(event: &Event, article: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (sentence, said) in event.articles()[article].body() {
        let read = event.text().at(Spot { article, sentence });
        let mut found: Vec<(usize, Mark)> = Vec::new();
        for quoted in read.quotations.iter().filter(|quoted| quoted.complete) {
            let words = quotation::wording(&said.text[quoted.inner.clone()]);
            if word::count(&words) >= WORDS {
                found.push((quoted.inner.start, Mark::Quotation(words)));
            }
        }
        for number in read.numbers.iter().filter(|number| !number.ordinal) {
            if !read.is_quoted(number.range.start) {
                let figure = Mark::Figure(number.low.to_bits(), number.unit.clone());
                found.push((number.range.start, figure));
            }
        }
        found.sort();
        marks.extend(found.into_iter().map(|(_, mark)| mark));
    }
    let mut seen = std::collections::BTreeSet::new();
    marks.retain(|mark| seen.insert(mark.clone()));
    marks
}

#[cfg(test)]
mod tests {
    use super::super::super::example;
    use super::*;

    const QUOTED: [&str; 4] = [
        "“We will not leave the valley before noon,” Lee said.",
        "“Nobody asked us about the water,” the mayor said.",
        "“It rained for nine days and nights,” said a farmer.",
        "“The wall was never built for this,” Lee said.",
    ];
    const COUNTED: [&str; 5] = [
        "Police counted 14 cars.",
        "Some 22 boats came.",
        "There were 31 tents.",
        "They took 47 dogs along.",
        "A bus brought 58 nurses.",
    ];

    /// An article with those quotations, and all figures behind them.
    fn article(quoted: &[usize]) -> Vec<&'static str> {
        quoted.iter().map(|at| QUOTED[*at]).chain(COUNTED).collect()
    }

    /// What shows the lineage of two articles.
    fn shows(one: &[&str], other: &[&str]) -> Option<String> {
        let event = example::event(&[one, other]);
        shared(&event, &[0, 1]).remove(&(0, 1))
    }

    #[test]
    fn the_same_quotations_and_figures_in_one_order_show_one_text() {
        let found = shows(&article(&[0, 1, 2]), &article(&[0, 1, 2]));
        assert_eq!(found.as_deref(), Some("we will not leave the valley before noon"));
    }

    #[test]
    fn another_order_is_ones_own() {
        assert_eq!(shows(&article(&[0, 1, 2]), &article(&[1, 0, 2])), None);
        let mut turned = article(&[0, 1, 2]);
        turned.reverse();
        assert_eq!(shows(&article(&[0, 1, 2]), &turned), None);
    }

    #[test]
    fn few_quotations_or_figures_show_nothing() {
        assert_eq!(shows(&article(&[0, 1]), &article(&[0, 1])), None);
        let few = |count: usize| article(&[0, 1, 2])[..3 + count].to_vec();
        assert_eq!(shows(&few(4), &few(4)), None);
    }

    #[test]
    fn who_quotes_much_else_heard_it_there() {
        let own = [
            "“I saw my house float away,” said Ann.",
            "“They told us to wait on the roof,” said Bo.",
        ];
        let with_own = |own: &[&'static str]| -> Vec<&'static str> {
            own.iter().copied().chain(article(&[0, 1, 2])).collect()
        };
        let other = [
            "“My cows are still in the barn,” said Cy.",
            "“Send us bread and dry blankets,” said Di.",
        ];
        assert!(shows(&with_own(&own[..1]), &with_own(&other[..1])).is_some());
        assert_eq!(shows(&with_own(&own), &with_own(&other)), None);
    }

    #[test]
    fn a_quotation_cut_otherwise_is_another() {
        let mut cut = article(&[0, 1, 2]);
        cut[1] = "“Nobody asked us about the water supply,” the mayor said.";
        assert_eq!(shows(&article(&[0, 1, 2]), &cut), None);
    }
}
