//! Weighing: what the most telling sentences say of a sentence, claim by claim, as one verdict.
//!
//! What one sentence says whole stands, whoever says otherwise; the other is told beside it. Else a
//! contradiction counts, unless somebody else bears that very claim out. Several sentences bear a
//! sentence out together as they do for the gate. All else is a part, or nothing.

use std::cmp::Reverse;
use std::ops::Range;

use super::cover::Cover;
use super::hearing::{Answer, Hearing, HeldOf, NEAR};
use super::kind::{Finding, Judged, Matter, Verdict, Witness};
use crate::claim::{Difference, DifferenceKind, Lack, Read, Relation, held_run, overstated};
use crate::support::together::{Borne, together};
use crate::{Event, Spot};
use q7x2_text::likeness;

/// From this score on a sentence says some of a statement; the gate's own bounds.
const SAYS_A_CLAIM: f64 = 0.5;
const SAYS_SOME: f64 = 0.9;
/// Share of the shorter sentence's words that two of one matter have in common, by their rarity.
const MOST: f64 = 0.5;

/// What the answers come to.
pub(super) fn weigh(hearing: &Hearing<'_>) -> Judged {
    let said = hearing.claim.read(None);
    let claims = told_claims(&said);
    let borne = |claim: &Range<usize>| witnesses(hearing, claim);
    let by: Vec<Vec<Witness>> = claims.iter().map(borne).collect();
    let whole: Vec<Witness> = whole(hearing);
    let mut otherwise = contradictions(hearing, &said);
    if whole.is_empty() && otherwise.is_empty() {
        otherwise = overstatements(hearing);
    }
    let covered = |range: &Range<usize>| {
        let own = |claim: &Range<usize>| claim.start <= range.start && range.start < claim.end;
        claims.iter().position(own).is_some_and(|at| !by[at].is_empty())
    };
    let (mut findings, verdict) = if !whole.is_empty() {
        (vec![finding(all(hearing), Verdict::BorneOut, whole)], Verdict::BorneOut)
    } else if otherwise.iter().any(|(range, ..)| !covered(range)) {
        (told(hearing, &claims, &by, false), Verdict::Contradicted)
    } else if is_borne_together(hearing, &said) {
        (told(hearing, &claims, &by, true), Verdict::BorneOut)
    } else if by.iter().any(|by| !by.is_empty()) {
        (with_apart(told(hearing, &claims, &by, true)), Verdict::Part)
    } else {
        near(hearing, &said)
    };
    findings.extend(otherwise.into_iter().map(|(range, matter, by)| Finding {
        matter: Some(matter),
        ..finding(hearing.back(&range), Verdict::Contradicted, by)
    }));
    let origins = origins(hearing.room.event, &findings);
    Judged { sentence: hearing.spot.sentence, verdict, findings, origins }
}

/// How many independent voices bear out what is borne out.
pub(super) fn origins(event: &Event, findings: &[Finding]) -> usize {
    let bears = |one: &&Finding| matches!(one.verdict, Verdict::BorneOut | Verdict::Part);
    let by = findings.iter().filter(bears).flat_map(|one| &one.by);
    let mut origins: Vec<usize> = by.map(|one| event.origin(one.spot.article)).collect();
    origins.sort_unstable();
    origins.dedup();
    origins.len()
}

pub(super) fn finding(range: Range<usize>, verdict: Verdict, by: Vec<Witness>) -> Finding {
    Finding { range, verdict, matter: None, by }
}

pub(super) fn all(hearing: &Hearing<'_>) -> Range<usize> {
    0..hearing.room.event.sentence(hearing.spot).text.len()
}

/// The sentences that say all of it.
fn whole(hearing: &Hearing<'_>) -> Vec<Witness> {
    let whole = hearing.answers.iter().filter(|one| one.relation == Relation::Whole);
    whole.map(|one| hearing.witness(one.spot)).collect()
}

/// Of each claim that tells something the bytes from its first telling word to its last.
fn told_claims(said: &Read<'_>) -> Vec<Range<usize>> {
    let tokens = &said.side.annotation.tokens;
    let end = |at: usize| {
        let last = said.terms[at].tokens.last().and_then(|at| tokens.get(*at));
        last.map_or(0, |token| token.range.end)
    };
    let mut found = Vec::new();
    for claim in &said.claims {
        let tells = |at: &usize| !said.terms[*at].light && !said.terms[*at].small;
        let words = claim.terms.clone().filter(tells);
        let words = words.map(|at| said.words(&said.terms[at]).start..end(at));
        let within = |range: &&Range<usize>| claim.range.contains(&range.start);
        let dates = said.side.annotation.dates.iter().map(|date| &date.range).filter(within);
        let figures = said.quantities.iter().map(|one| &one.range).filter(within);
        let told: Vec<Range<usize>> = words.chain(dates.chain(figures).cloned()).collect();
        let start = told.iter().map(|range| range.start).min();
        let end = told.iter().map(|range| range.end).max();
        found.extend(start.zip(end).map(|(start, end)| start..end));
    }
    found
}

/// The sentences that bear out a claim whole.
fn witnesses(hearing: &Hearing<'_>, claim: &Range<usize>) -> Vec<Witness> {
    let bears = |one: &&Answer| match &one.relation {
        Relation::Whole => true,
        Relation::Part(range) => {
            one.partly >= NEAR && range.start <= claim.start && claim.end <= range.end
        }
        _ => false,
    };
    hearing.answers.iter().filter(bears).map(|one| hearing.witness(one.spot)).collect()
}

/// Whether a sentence shares most words of the shorter of the two: of a short source the score says
/// little, because a word's rarity among a few sentences tells nothing.
fn is_of_one_matter(hearing: &Hearing<'_>, said: &Read<'_>, spot: Spot) -> bool {
    let other = hearing.room.event.text().at(spot);
    likeness::similarity(said.side.annotation, other).containment >= MOST
}

/// What near sentences say otherwise: in which words, in what, and where; the same by several once.
fn contradictions(
    hearing: &Hearing<'_>,
    said: &Read<'_>,
) -> Vec<(Range<usize>, Matter, Vec<Witness>)> {
    let mut found: Vec<(Range<usize>, Matter, Vec<Witness>)> = Vec::new();
    for answer in &hearing.answers {
        let Relation::Contradicted(difference) = &answer.relation else { continue };
        if answer.partly < NEAR && !is_of_one_matter(hearing, said, answer.spot) {
            continue;
        }
        let source = hearing.room.read(answer.spot);
        let matter = matter(difference, said, &source);
        let witness =
            Witness { spot: answer.spot, range: said_otherwise(hearing, answer, difference) };
        match found.iter_mut().find(|one| one.0 == difference.left && one.1 == matter) {
            Some((_, _, by)) => by.push(witness),
            None => found.push((difference.left.clone(), matter, vec![witness])),
        }
    }
    found
}

/// What no sentence bears out and some suppose, where the draft calls it certain.
fn overstatements(hearing: &Hearing<'_>) -> Vec<(Range<usize>, Matter, Vec<Witness>)> {
    let mut found: Vec<(Range<usize>, Matter, Vec<Witness>)> = Vec::new();
    for answer in &hearing.answers {
        let (said, source) = (hearing.said(answer.spot), hearing.room.read(answer.spot));
        let Some(difference) = overstated(&said, &source) else { continue };
        let witness =
            Witness { spot: answer.spot, range: said_otherwise(hearing, answer, &difference) };
        match found.iter_mut().find(|one| one.0 == difference.left) {
            Some((_, _, by)) => by.push(witness),
            None => found.push((difference.left, difference.kind.into(), vec![witness])),
        }
    }
    found
}

/// The bytes of a source's sentence that say otherwise.
fn said_otherwise(hearing: &Hearing<'_>, answer: &Answer, difference: &Difference) -> Range<usize> {
    match hearing.room.meaning(answer.spot) {
        Some(meant) => meant.back(&difference.right),
        None => difference.right.clone(),
    }
}

/// In what two sentences differ; the same figure of two things is a unit.
fn matter(difference: &Difference, said: &Read<'_>, source: &Read<'_>) -> Matter {
    let figure = |read: &Read<'_>, range: &Range<usize>| {
        let own = read.quantities.iter().find(|one| one.range == *range);
        own.map(|one| one.figure)
    };
    let (own, theirs) = (figure(said, &difference.left), figure(source, &difference.right));
    let same = own.zip(theirs).is_some_and(|(own, theirs)| (own - theirs).abs() < f64::EPSILON);
    if difference.kind == DifferenceKind::Number && same {
        return Matter::Unit;
    }
    difference.kind.into()
}

/// Whether several sentences bear out all of it together, by the gate's own proof.
fn is_borne_together(hearing: &Hearing<'_>, said: &Read<'_>) -> bool {
    let part = |one: &Answer| match &one.relation {
        Relation::Part(range) if one.partly >= SAYS_A_CLAIM => Some((one.spot, range.clone())),
        _ => None,
    };
    let borne: Vec<Borne> = hearing.answers.iter().filter_map(part).collect();
    together(said, &borne, hearing.room.event).is_some()
}

/// A finding for each claim, those of one verdict and the same witnesses as one; claims without a
/// witness only where `lacking` asks for them.
fn told(
    hearing: &Hearing<'_>,
    claims: &[Range<usize>],
    by: &[Vec<Witness>],
    lacking: bool,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (claim, by) in claims.iter().zip(by) {
        let range = hearing.back(claim);
        match found.last_mut() {
            Some(last) if !by.is_empty() && last.by == *by => last.range.end = range.end,
            _ if !by.is_empty() => found.push(finding(range, Verdict::BorneOut, by.clone())),
            _ if !lacking => {}
            _ => {
                let held = hearing.held(claim);
                let beside = found.iter().find_map(|one| one.by.first()).map(|by| by.spot);
                found.extend(
                    held.nearly(hearing).unwrap_or_else(|| held.scattered(hearing, beside)),
                );
            }
        }
    }
    found
}

/// Says, where each claim is borne out by itself and not all of them together, which one stands apart
/// from those before it.
fn with_apart(mut findings: Vec<Finding>) -> Vec<Finding> {
    let is_borne = |one: &Finding| one.verdict == Verdict::BorneOut;
    if let Some(last) = findings.last().cloned().filter(|_| findings.iter().all(is_borne)) {
        let matter = Some(Matter::Together);
        findings.push(Finding { verdict: Verdict::Part, matter, ..last });
    }
    findings
}

/// What is near where no claim can be proved: most of the words in a few sentences of one article,
/// or a run of words that a telling sentence holds.
fn near(hearing: &Hearing<'_>, said: &Read<'_>) -> (Vec<Finding>, Verdict) {
    let whole = 0..said.side.text.len();
    if let Some(mut findings) = hearing.held(&whole).nearly(hearing) {
        findings[0].range = all(hearing);
        return (findings, Verdict::Part);
    }
    if let Some((range, by)) = run(hearing, said) {
        let findings = vec![finding(hearing.back(&range), Verdict::Part, vec![by])];
        return (findings, Verdict::Part);
    }
    (vec![finding(all(hearing), Verdict::NotFound, Vec::new())], Verdict::NotFound)
}

impl HeldOf<'_> {
    /// The sentences of one article that hold most of the words, and what is not proved of them.
    fn nearly(&self, hearing: &Hearing<'_>) -> Option<Vec<Finding>> {
        let cover = self.told.cover(&self.by)?;
        let by: Vec<Witness> = cover.spots.iter().map(|spot| hearing.witness(*spot)).collect();
        let mut found = vec![finding(hearing.back(self.words), Verdict::Part, by)];
        found.extend(unproved(hearing, self.words, &cover));
        Some(found)
    }

    /// What is not proved of words that no article comes near to, beside a sentence that bears out
    /// others.
    fn scattered(&self, hearing: &Hearing<'_>, beside: Option<Spot>) -> Vec<Finding> {
        let cover = self.told.with_lacking(beside.into_iter().collect(), &self.by);
        unproved(hearing, self.words, &cover)
    }
}

/// What is not proved of some words: those that no sentence holds, and that those belong together
/// which stand in several; else what the one sentence leaves open.
fn unproved(hearing: &Hearing<'_>, words: &Range<usize>, cover: &Cover) -> Vec<Finding> {
    let not_found =
        |range: &Range<usize>| finding(hearing.back(range), Verdict::NotFound, Vec::new());
    let part = |range: &Range<usize>, matter, spot: &Spot| Finding {
        matter: Some(matter),
        ..finding(hearing.back(range), Verdict::Part, vec![hearing.witness(*spot)])
    };
    let apart = cover.apart.iter().map(|(range, spot)| part(range, Matter::Together, spot));
    let missing: Vec<Finding> = cover.lacking.iter().map(not_found).chain(apart).collect();
    let Some(first) = cover.spots.first().filter(|_| missing.is_empty()) else { return missing };
    let open = |one: &Lack| match Matter::lacking(one.kind) {
        Some(matter) => part(&one.range, matter, first),
        None => not_found(&one.range),
    };
    let found: Vec<Finding> = hearing.lacks(*first, words).iter().map(open).collect();
    // What is said there, and is too little to be a proof by itself.
    let little = || vec![part(words, Matter::Together, first)];
    if found.is_empty() { little() } else { found }
}

/// The longest run of words that a sentence holds which surely says some of it.
fn run(hearing: &Hearing<'_>, said: &Read<'_>) -> Option<(Range<usize>, Witness)> {
    let silent = |one: &&Answer| one.relation == Relation::Silent && one.partly >= SAYS_SOME;
    let run = |one: &Answer| {
        let range = held_run(said, &hearing.room.read(one.spot))?;
        Some((range, hearing.witness(one.spot)))
    };
    let found = hearing.answers.iter().filter(silent).filter_map(run);
    found.max_by_key(|(range, by)| (range.len(), Reverse(by.spot)))
}
