//! Arranging: which statement comes first, what follows what, and where a paragraph ends.

use q7x2_sdk::event::when::is_later;
use q7x2_sdk::text::likeness;
use q7x2_sdk::{Event, Published, Spot};

use crate::candidate::Candidate;

/// Neighbours less alike than this begin a new paragraph.
const THEME: f64 = 0.08;

/// What is left of a lede's worth where newer reports no longer tell it.
const OLD: f64 = 0.5;

/// The lede, then the rest by where the sources put it (majority ordering, Barzilay & Elhadad
/// 2002); in an event of several days by when it was first told.
pub(crate) fn order<'a>(
    mut chosen: Vec<&'a Candidate<'a>>,
    event: &Event,
) -> Vec<&'a Candidate<'a>> {
    let newest = chosen
        .iter()
        .filter_map(|candidate| told(candidate, event).max_by_key(Published::timestamp))
        .max_by_key(Published::timestamp);
    let worth = |candidate: &Candidate| {
        let last = told(candidate, event).max_by_key(Published::timestamp);
        let is_old = last.zip(newest).is_some_and(|(last, newest)| is_later(newest, last));
        lede_worth(candidate, event) * if is_old { OLD } else { 1.0 }
    };
    let lede = chosen
        .iter()
        .enumerate()
        .max_by(|(_, a), (_, b)| worth(a).total_cmp(&worth(b)).then(b.spot.cmp(&a.spot)));
    let Some(at) = lede.map(|(at, _)| at) else { return chosen };
    let lede = chosen.remove(at);
    chosen.sort_by(|a, b| {
        position(a, event).total_cmp(&position(b, event)).then(a.spot.cmp(&b.spot))
    });
    let mut timed: Vec<(usize, &Candidate)> =
        times(&chosen, event).into_iter().zip(chosen).collect();
    timed.sort_by_key(|(time, _)| *time);
    std::iter::once(lede).chain(timed.into_iter().map(|(_, candidate)| candidate)).collect()
}

/// When articles tell a statement.
fn told(candidate: &Candidate<'_>, event: &Event) -> impl Iterator<Item = Published> {
    candidate.fact.iter().filter_map(|spot| event.articles()[spot.article].published)
}

/// Whether two sentences were published in one time, as far as anybody knows.
pub(crate) fn are_of_one_time(a: &Candidate, b: &Candidate) -> bool {
    a.published.zip(b.published).is_none_or(|(a, b)| !is_later(a, b) && !is_later(b, a))
}

/// The time of each statement, from 0: one that was first told later than all before it opens the
/// next. What has no date stands with the first.
fn times(chosen: &[&Candidate], event: &Event) -> Vec<usize> {
    let first = |candidate: &&Candidate| told(candidate, event).min_by_key(|told| told.local_day());
    let first: Vec<Option<Published>> = chosen.iter().map(first).collect();
    let mut known: Vec<Published> = first.iter().flatten().copied().collect();
    known.sort_by_key(|told| told.local_day());
    let starts: Vec<Published> =
        known.windows(2).filter(|pair| is_later(pair[1], pair[0])).map(|pair| pair[1]).collect();
    let time =
        |told: &Published| starts.partition_point(|start| start.local_day() <= told.local_day());
    first.iter().map(|told| told.as_ref().map_or(0, time)).collect()
}

/// What opens an article and what many say; never a quotation or a sentence that leans on another.
#[expect(clippy::cast_precision_loss, reason = "origins and positions in one event")]
fn lede_worth(candidate: &Candidate, event: &Event) -> f64 {
    let opens = candidate.fact.iter().filter(|spot| rank(**spot, event) == 0).count();
    let early = 1.0 / (1.0 + candidate.rank as f64);
    let quoted = if candidate.annotation.quotations.is_empty() { 1.0 } else { 0.8 };
    (candidate.origins as f64 + 2.0 * opens as f64 + 4.0 * early) * candidate.form * quoted
}

/// Where a sentence stands among its article's body sentences.
fn rank(spot: Spot, event: &Event) -> usize {
    event.articles()[spot.article]
        .body()
        .take_while(|(sentence, _)| *sentence < spot.sentence)
        .count()
}

/// Mean place of a fact's sentences in their articles, 0 first to 1 last.
#[expect(clippy::cast_precision_loss, reason = "sentences of one event")]
fn position(candidate: &Candidate, event: &Event) -> f64 {
    let place = |spot: &Spot| {
        let all = event.articles()[spot.article].body().count().max(1);
        rank(*spot, event) as f64 / all as f64
    };
    let sum: f64 = candidate.fact.iter().map(place).sum();
    sum / candidate.fact.len().max(1) as f64
}

/// The paragraph of each statement: the lede alone leads its own, a change of theme or a full
/// paragraph begins another.
pub(crate) fn paragraphs(ordered: &[&Candidate], most: usize) -> Vec<usize> {
    let mut paragraphs = Vec::new();
    let (mut paragraph, mut held) = (0, 0);
    for (at, candidate) in ordered.iter().enumerate() {
        let breaks = at > 0 && {
            let alike = likeness::similarity(&ordered[at - 1].annotation, &candidate.annotation);
            held >= most || (held > 1 && alike.cosine < THEME)
        };
        if breaks {
            paragraph += 1;
            held = 0;
        }
        held += 1;
        paragraphs.push(paragraph);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::example::article;

    use super::*;
    use crate::candidate::candidates;

    #[test]
    fn a_paragraph_ends_where_it_is_full_or_the_theme_changes() {
        let barge = "A barge struck the harbour bridge at Dunmore on Monday, injuring 14 people.";
        let choir = "The choir of Skerry sang two songs by Ostra Venn for the children.";
        let event = Event::new("e".to_owned(), String::new(), vec![article("a", &[barge, choir])]);
        let all = candidates(&event, 48).candidates;
        let [one, other] = &all[..] else { panic!("two") };
        assert_eq!(paragraphs(&[one; 5], 2), [0, 0, 1, 1, 2]);
        assert_eq!(paragraphs(&[one; 5], 9), [0; 5]);
        assert_eq!(paragraphs(&[one, other, one, other], 9), [0, 0, 1, 1]);
        assert_eq!(paragraphs(&[one, one, one, other, other], 9), [0, 0, 0, 1, 1]);
    }
}
