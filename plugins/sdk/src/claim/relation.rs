//! The relation of a statement to a sentence: whether the sentence bears out its claims, contradicts
//! one, or is silent.

use std::ops::Range;

use q7x2_text::claim::Claim;
use q7x2_text::cue::CueKind;
use q7x2_text::work::steps;

use super::bearing::{acts, describes, quotes_alike, quotes_otherwise};
use super::kind::{Difference, Lack};
use super::pairing::Pairing;
use super::read::Read;
use super::tone::turned;
use super::{contradiction, done, lack, role};

/// Terms that a sentence bears out, at least, before it says anything of a statement.
const FEWEST: usize = 2;

/// How a sentence stands to a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// It bears out every claim.
    Whole,
    /// It bears out these bytes of the statement: whole claims, and nothing of the others.
    Part(Range<usize>),
    /// It contradicts a claim.
    Contradicted(Difference),
    /// It says nothing of the statement, or leaves it open.
    Silent,
}

/// How a sentence stands to a statement. Directional: what bears out a narrow statement says more
/// than it.
#[must_use]
pub fn relation(said: &Read<'_>, source: &Read<'_>) -> Relation {
    steps(said.terms.len() * source.terms.len());
    let pairing = role::paired(said, source);
    let shared = pairing.shared().len();
    if shared == 0 {
        return Relation::Silent;
    }
    if done::is_unreal(said, source) {
        return Relation::Silent;
    }
    if let Some(found) = contradiction::contradiction(&pairing) {
        return Relation::Contradicted(found);
    }
    let borne = borne(&pairing);
    let told = shared + said.quantities.len().min(1) + said.side.annotation.dates.len().min(1);
    let enough = told >= FEWEST || quotes_alike(&pairing);
    let whole = enough && borne.iter().all(|bearing| *bearing != Bearing::Open);
    let found = if whole {
        Relation::Whole
    } else {
        part(&pairing, &borne).map_or(Relation::Silent, Relation::Part)
    };
    let otherwise =
        || role::swapped(&pairing).is_some() || turned(&pairing) || quotes_otherwise(&pairing);
    if found != Relation::Silent && otherwise() { Relation::Silent } else { found }
}

/// Whether a claim is borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bearing {
    /// It claims nothing, or only who says what the source says by itself.
    Nothing,
    /// All of it stands in the source.
    Borne,
    /// Some of it does not.
    Open,
}

fn borne(pairing: &Pairing<'_, '_>) -> Vec<Bearing> {
    let mut found: Vec<Bearing> = Vec::new();
    for claim in &pairing.said.claims {
        let own = bearing(pairing, claim);
        let head = claim.leans_on.and_then(|head| found.get(head)).copied();
        found.push(match own {
            Bearing::Borne if head == Some(Bearing::Open) => Bearing::Open,
            own => own,
        });
    }
    found
}

fn bearing(pairing: &Pairing<'_, '_>, claim: &Claim) -> Bearing {
    let said = pairing.said;
    let within = |range: &Range<usize>| claim.range.contains(&range.start);
    let quantities = || said.quantities.iter().filter(|one| within(&one.range));
    let dates = || said.side.annotation.dates.iter().filter(|date| within(&date.range));
    let told = claim.terms.clone().any(|at| !said.terms[at].light)
        || quantities().next().is_some()
        || dates().next().is_some();
    if !told {
        return Bearing::Nothing;
    }
    if claim.source && lack::word(pairing, claim).is_some() {
        // A source that has it from nobody else says it by itself.
        let named = pairing.source.claims.iter().any(|claim| claim.source);
        // Nobody is called to witness whom the source does not name.
        let speaks = claim.terms.clone().any(|at| said.terms[at].name && !pairing.holds(at));
        return if named || speaks { Bearing::Open } else { Bearing::Nothing };
    }
    if lack::of_claim(pairing, claim).is_none() { Bearing::Borne } else { Bearing::Open }
}

/// What a source leaves unproved of a statement, claim by claim; nothing where it bears out all of
/// it, or says too little for a proof.
#[must_use]
pub fn lacking(said: &Read<'_>, source: &Read<'_>) -> Vec<Lack> {
    steps(said.terms.len() * source.terms.len());
    let pairing = role::paired(said, source);
    let is_open = |claim: &&Claim| bearing(&pairing, claim) == Bearing::Open;
    let claims = said.claims.iter().filter(is_open);
    let mut found: Vec<Lack> = claims.filter_map(|claim| lack::of_claim(&pairing, claim)).collect();
    found.extend(lack::of_all(&pairing));
    found
}

/// The longest run of claims that the source bears out, from its first word to its last.
fn part(pairing: &Pairing<'_, '_>, borne: &[Bearing]) -> Option<Range<usize>> {
    let claims = &pairing.said.claims;
    let mut best: Option<Range<usize>> = None;
    let mut at = 0;
    while at < claims.len() {
        let to = at + borne[at..].iter().take_while(|bearing| **bearing != Bearing::Open).count();
        if to > at {
            let run = run(pairing, at..to, borne);
            let longer =
                |run: &Range<usize>| best.as_ref().is_none_or(|best| run.len() > best.len());
            best = run.filter(longer).or(best);
        }
        at = to.max(at + 1);
    }
    best
}

/// The bytes of a run of claims, where it says enough to be cited for.
fn run(pairing: &Pairing<'_, '_>, claims: Range<usize>, borne: &[Bearing]) -> Option<Range<usize>> {
    let said = pairing.said;
    let told: Vec<usize> = claims.clone().filter(|at| borne[*at] == Bearing::Borne).collect();
    let (first, last) = (*told.first()?, *told.last()?);
    let terms = first..=last;
    let exact = |at: &usize| {
        let term = &said.terms[*at];
        let same = |holder: &usize| pairing.source.terms[*holder].stem == term.stem;
        !term.small && !term.light && pairing.held[*at].iter().any(same)
    };
    let held = terms.clone().flat_map(|at| said.claims[at].terms.clone());
    let telling =
        held.clone().filter(|at| !said.terms[*at].small && !said.terms[*at].light).count();
    let same = held.clone().filter(exact).count();
    let bytes = said.claims[first].range.start..said.claims[last].range.end;
    let figures = said.quantities.iter().filter(|one| bytes.contains(&one.range.start)).count();
    let described = held.clone().filter(|at| describes(said, *at)).count();
    // Two words only name a thing: "a steel barrier"; "64 people" tells how many there are.
    let acts = held.clone().any(|at| acts(said, at)) || described + 2 * figures >= 3;
    if telling < 2 || same * 2 < telling || same < 2 || !acts {
        return None;
    }
    let run = trimmed(said, bytes.clone());
    (!loses_condition(said, &bytes, &run)).then_some(run)
}

/// Whether trimming takes an "if" from a run: "the reports are true" is not what "if the reports are
/// true" says.
fn loses_condition(said: &Read<'_>, whole: &Range<usize>, run: &Range<usize>) -> bool {
    let gone = whole.start..run.start;
    let cues = said.side.annotation.cues.iter();
    cues.filter(|cue| cue.kind == CueKind::Condition).any(|cue| gone.contains(&cue.range.start))
}

/// A run without the marks and joining words at its ends.
fn trimmed(said: &Read<'_>, range: Range<usize>) -> Range<usize> {
    let language = said.side.language;
    let tokens = said.side.annotation.within(&range);
    let joins = |word: &str| {
        language
            .claims
            .claim_openers
            .iter()
            .chain(&language.claims.leaning_openers)
            .any(|one| one == word)
    };
    let word =
        |range: &Range<usize>| q7x2_text::word::spelt(&said.side.text[range.clone()], language);
    let first = tokens.iter().find(|token| !joins(&word(&token.range)));
    let start = first.map_or(range.start, |token| token.range.start);
    let end = tokens.last().map_or(range.end, |token| token.range.end);
    start..end.max(start)
}
