//! Held runs: the longest run of a statement whose words a source all has.

use std::ops::Range;

use q7x2_text::claim::Quantity;

use super::bearing::{
    acts, describes, is_dated, is_denied_alike, is_told_outright, quotes_otherwise, tells, unheld,
};
use super::pairing::Pairing;
use super::read::Read;
use super::tone::turned;
use super::{deed, done, role};

/// Share of a statement's telling words that a run of held words may be where the source lacks a name
/// or a figure of it: of a longer run that is what the two differ in.
const MOST_OF: (usize, usize) = (3, 5);

/// The longest verbatim run of a statement whose words a source all has, for a sentence that is
/// known to tell of the same. It names what is done, not only of whom is spoken.
#[must_use]
pub fn held_run(said: &Read<'_>, source: &Read<'_>) -> Option<Range<usize>> {
    let pairing = role::paired(said, source);
    if done::is_unreal(said, source) {
        return None;
    }
    if role::swapped(&pairing).is_some() || turned(&pairing) || quotes_otherwise(&pairing) {
        return None;
    }
    let telling: Vec<usize> = (0..said.terms.len()).filter(|at| tells(said, *at)).collect();
    let exact = |at: &usize| {
        pairing.held[*at].iter().any(|holder| source.terms[*holder].stem == said.terms[*at].stem)
    };
    // A day that the source does not name ends a run.
    let days = said.side.annotation.dates.iter().filter(|date| !is_dated(&pairing, date, &[]));
    let days: Vec<usize> = days.map(|date| date.range.start).collect();
    let start = |at: &usize| said.words(&said.terms[*at]).start;
    let is_apart = |a: &usize, b: &usize| days.iter().any(|day| (start(a)..start(b)).contains(day));
    let runs = telling.chunk_by(|a, b| exact(a) == exact(b) && !is_apart(a, b));
    let runs = runs.filter(|run| exact(&run[0]));
    let runs = runs.map(|run| whole_phrase(said, of_whole_claims(said, run)));
    let runs = runs.map(|run| (run, figure_behind(said, source, run)));
    let (run, figure) = runs
        .filter(|(run, figure)| tells_something(said, run, figure.is_some()))
        .max_by_key(|(run, _)| (run.len(), std::cmp::Reverse(run[0])))?;
    let (first, last) = (&said.terms[run[0]], &said.terms[*run.last()?]);
    let tokens = &said.side.annotation.tokens;
    let end = figure.unwrap_or(tokens.get(*last.tokens.last()?)?.range.end);
    let bytes = said.words(first).start..end;
    let figures = unheld(&pairing, bytes.clone()).next().is_some();
    let few = run.len() * MOST_OF.1 <= telling.len() * MOST_OF.0;
    let lacking: Vec<usize> = telling.iter().copied().filter(|at| !exact(at)).collect();
    let is_told = || is_toned_alike(&pairing, run) && deed::is_run_told(&pairing, run);
    if is_of_another(said, &lacking, run) || !is_told() {
        return None;
    }
    let told = few || !is_altered(&pairing, &lacking, run);
    (told && !figures).then_some(bytes)
}

/// Whether what a run tells is no more certain than in the source, and denied where it is denied
/// there: who is accused of a deed has not done it.
fn is_toned_alike(pairing: &Pairing<'_, '_>, run: &[usize]) -> bool {
    let said = pairing.said;
    let claim = |at: &usize| said.claims.get(said.claim_at(said.words(&said.terms[*at]).start));
    let claims = run.iter().filter_map(claim).filter(|claim| !claim.source);
    claims.into_iter().all(|claim| !is_told_outright(pairing, claim))
        && run.iter().all(|at| is_denied_alike(pairing, *at))
}

/// Whether somebody whom the source does not name does what a run tells: "Tarn and Lind are attending
/// the meeting" is not borne out by who else attends it.
fn is_of_another(said: &Read<'_>, lacking: &[usize], run: &[usize]) -> bool {
    before(said, lacking, run).any(|at| said.terms[at].name) && acts(said, run[0])
}

/// Whether what the source lacks of a statement may alter a run of it: a name, a figure, or a word
/// before it in its claim ("the bribed council approved the plan").
fn is_altered(pairing: &Pairing<'_, '_>, lacking: &[usize], run: &[usize]) -> bool {
    let said = pairing.said;
    lacking.iter().any(|at| said.terms[*at].name)
        || before(said, lacking, run).next().is_some()
        || unheld(pairing, 0..pairing.said.side.text.len()).next().is_some()
}

/// The terms before a run in its claim, of some.
fn before(said: &Read<'_>, terms: &[usize], run: &[usize]) -> impl Iterator<Item = usize> {
    let claim = said.claim_at(said.words(&said.terms[run[0]]).start);
    let own = said.claims[claim].terms.clone();
    let first = run[0];
    terms.iter().copied().filter(move |at| own.contains(at) && *at < first)
}

/// Where a figure ends that a source bears out and that stands right behind a run, in the same claim:
/// "closed for at least nine months".
fn figure_behind(said: &Read<'_>, source: &Read<'_>, run: &[usize]) -> Option<usize> {
    let last = *run.last()?;
    let start = said.words(&said.terms[last]).start;
    let claim = &said.claims[said.claim_at(start)];
    let next = (last + 1..said.terms.len()).find(|at| tells(said, *at));
    let next = next.map_or(usize::MAX, |at| said.words(&said.terms[at]).start);
    let end = next.min(claim.range.end);
    let behind = |one: &&Quantity| one.range.start > start && one.range.end <= end;
    let one = said.quantities.iter().find(behind)?;
    let held = source.quantities.iter().any(|other| one.is_held_by(other));
    held.then_some(one.range.end)
}

/// A run without what it has only a part of at its end: a further claim ("touched her and guided"), or
/// what stands behind a quotation that it begins in.
fn of_whole_claims<'r>(said: &Read<'_>, run: &'r [usize]) -> &'r [usize] {
    let start = |at: &usize| said.words(&said.terms[*at]).start;
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return run };
    let (begins, ends) = (said.claim_at(start(first)), said.claim_at(start(last)));
    let goes_on = said.claims[ends].terms.clone().any(|at| at > *last && tells(said, at));
    let claim = if begins < ends && goes_on { said.claims[ends].range.start } else { usize::MAX };
    let quotations = said.side.annotation.quotations.iter().map(|quoted| &quoted.inner);
    let left = quotations.filter(|quoted| quoted.contains(&start(first))).map(|quoted| quoted.end);
    let end = left.fold(claim, usize::min);
    let kept = run.iter().take_while(|at| start(at) < end).count();
    &run[..kept]
}

/// A run without the words at its ends that belong to words outside it: "top" of "top envoys".
fn whole_phrase<'r>(said: &Read<'_>, mut run: &'r [usize]) -> &'r [usize] {
    let tokens = &said.side.annotation.tokens;
    let joined = |one: Option<usize>, other: Option<usize>| {
        let (Some(one), Some(other)) =
            (one.and_then(|at| tokens.get(at)), other.and_then(|at| tokens.get(at)))
        else {
            return false;
        };
        let gap = said.side.text.get(one.range.end..other.range.start).unwrap_or_default();
        !one.stop
            && !other.stop
            && gap.chars().all(|letter| letter.is_whitespace() || letter == '-')
    };
    while let Some((last, rest)) = run.split_last() {
        let at = said.terms[*last].tokens.last().copied();
        if !joined(at, at.map(|at| at + 1)) {
            break;
        }
        run = rest;
    }
    while let Some((first, rest)) = run.split_first() {
        let at = said.terms[*first].tokens.first().copied();
        // A verb is no noun that the word before it narrows: "remain closed".
        if acts(said, *first) || !joined(at.and_then(|at| at.checked_sub(1)), at) {
            break;
        }
        run = rest;
    }
    run
}

/// Whether a run, with a figure behind it or not, says what is done, or describes something by two
/// words: only to name somebody ("the chief executive, Ivo Brandt") tells nothing.
fn tells_something(said: &Read<'_>, run: &[usize], figure: bool) -> bool {
    run.len() + usize::from(figure) >= 2
        && (run.iter().any(|at| acts(said, *at))
            || run.iter().filter(|at| describes(said, **at)).count() >= 2)
}
