//! Arranging: which statement comes first, what follows what, and where a paragraph ends.

use q7x2_sdk::event::reference::Told;
use q7x2_sdk::event::when::is_later;
use q7x2_sdk::text::likeness;
use q7x2_sdk::{Event, Published, Spot};

use crate::candidate::Candidate;

/// Neighbours less alike than this begin a new paragraph.
const THEME: f64 = 0.08;

/// A candidate in its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Which candidate.
    pub(crate) at: usize,
    /// Whether it stands right behind the sentence that stands before it in its source too, so that
    /// what that one gives it, it need not say.
    pub(crate) follows: bool,
}

/// The lede, which is the first of the chosen, then the rest by where the sources put it (majority
/// ordering, Barzilay & Elhadad 2002); in an event of several days by when it was first told. What
/// leans on something stands behind it, and where nothing gives it any more, it is left out.
pub(crate) fn order(chosen: &[usize], candidates: &[Candidate], event: &Event) -> Vec<Placed> {
    let Some((&lede, rest)) = chosen.split_first() else { return Vec::new() };
    let mut waiting = by_time(rest, candidates, event);
    let mut told = Told::default();
    let mut placed = vec![Placed { at: lede, follows: false }];
    told.add(candidates[lede].spot, &candidates[lede].annotation, event);
    while let Some(next) = next(&waiting, &told, candidates, event) {
        let candidate = &candidates[next.at];
        told.add(candidate.spot, &candidate.annotation, event);
        waiting.retain(|at| *at != next.at);
        placed.push(next);
    }
    placed
}

/// What stands next: what leans on the last sentence as in its source, else the first that the text
/// so far gives all it speaks of as known.
fn next(waiting: &[usize], told: &Told, candidates: &[Candidate], event: &Event) -> Option<Placed> {
    let follows = |at: &&usize| {
        let candidate = &candidates[**at];
        let leans = candidate.leans() || !candidate.is_understood(told);
        candidate.may_follow && leans && told.is_next(candidate.spot, event)
    };
    let stands = |at: &&usize| candidates[**at].is_understood(told);
    let following = waiting.iter().find(follows).map(|&at| Placed { at, follows: true });
    following.or_else(|| waiting.iter().find(stands).map(|&at| Placed { at, follows: false }))
}

/// Some candidates in the order in which the sources tell them.
fn by_time(chosen: &[usize], candidates: &[Candidate], event: &Event) -> Vec<usize> {
    let position = |at: &usize| position(&candidates[*at], event);
    let mut chosen = chosen.to_vec();
    chosen.sort_by(|a, b| {
        position(a).total_cmp(&position(b)).then(candidates[*a].spot.cmp(&candidates[*b].spot))
    });
    let sentences: Vec<&Candidate> = chosen.iter().map(|at| &candidates[*at]).collect();
    let mut timed: Vec<(usize, usize)> = times(&sentences, event).into_iter().zip(chosen).collect();
    timed.sort_by_key(|(time, _)| *time);
    timed.into_iter().map(|(_, at)| at).collect()
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
/// paragraph begins another; what follows its source's sentence stays with it.
pub(crate) fn paragraphs(ordered: &[Placed], candidates: &[Candidate], most: usize) -> Vec<usize> {
    let mut paragraphs = Vec::new();
    let (mut paragraph, mut held) = (0, 0);
    for (at, placed) in ordered.iter().enumerate() {
        if at > 0 && !placed.follows {
            let before = &candidates[ordered[at - 1].at].annotation;
            let alike = likeness::similarity(before, &candidates[placed.at].annotation);
            if held >= most || (held > 1 && alike.cosine < THEME) {
                paragraph += 1;
                held = 0;
            }
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
    use crate::bracket::Introductions;
    use crate::candidate::candidates;

    #[test]
    fn a_paragraph_ends_where_it_is_full_or_the_theme_changes() {
        let barge = "A barge struck the harbour bridge at Dunmore on Monday, injuring 14 people.";
        let choir = "The choir of Skerry sang two songs by Ostra Venn for the children.";
        let event = Event::new("e".to_owned(), String::new(), vec![article("a", &[barge, choir])]);
        let all = candidates(&event, &Introductions::of(&event), 48).candidates;
        assert_eq!(all.len(), 2);
        let check = |places: &[usize], most: usize, expected: &[usize]| {
            let placed: Vec<Placed> =
                places.iter().map(|&at| Placed { at, follows: false }).collect();
            assert_eq!(paragraphs(&placed, &all, most), expected, "{places:?}");
        };
        check(&[0; 5], 2, &[0, 0, 1, 1, 2]);
        check(&[0; 5], 9, &[0; 5]);
        check(&[0, 1, 0, 1], 9, &[0, 0, 1, 1]);
        check(&[0, 0, 0, 1, 1], 9, &[0, 0, 0, 1, 1]);
        let follows = [Placed { at: 0, follows: false }; 2];
        let follows = [follows[0], follows[1], Placed { at: 1, follows: true }];
        assert_eq!(paragraphs(&follows, &all, 2), [0, 0, 0]);
    }
}
