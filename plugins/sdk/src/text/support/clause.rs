//! Clauses: whether what a statement negates, weakens or limits agrees with the cited clauses it is made of.

use super::Refusal;
use crate::text::conflict::Side;
use crate::text::cue::{self, Cue, CueKind};
use crate::text::word::{Stem, fold};

/// A clause with fewer content words has no polarity of its own: it belongs to the one before.
const CLAUSE_WORDS: usize = 1;

/// Words behind a negation in which what it negates stands, and behind a word in which its negation does.
const REACH: usize = 3;

/// A clause, and what of it is asked.
struct Clause {
    stems: Vec<Stem>,
    cues: Vec<CueKind>,
}

impl Clause {
    fn count(&self, kind: CueKind) -> usize {
        self.cues.iter().filter(|cue| **cue == kind).count()
    }

    /// Negations cancel in pairs.
    fn negates(&self) -> bool {
        self.count(CueKind::Negation) % 2 == 1
    }

    fn shared(&self, other: &Self) -> usize {
        self.stems.iter().filter(|stem| other.stems.contains(stem)).count()
    }
}

/// Clause by clause, negation agrees with every cited sentence that has such a clause, hedges and conditions with the
/// nearest one; and no quantifier is made up.
pub(super) fn agree(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    let theirs: Vec<Vec<Clause>> = cited.iter().map(|side| clauses_of(*side)).collect();
    for clause in clauses_of(said) {
        carried(&clause, cited)?;
        negation(&clause, &theirs)?;
        weakening(&clause, &theirs)?;
    }
    for side in cited {
        same_verbs(said, *side)?;
        same_verbs(*side, said)?;
    }
    quantifiers(said, cited)
}

/// Half of the words of every clause stand in the cited sentences, so that none is smuggled in behind one that is well
/// supported.
fn carried(clause: &Clause, cited: &[Side<'_>]) -> Result<(), Refusal> {
    let held = clause.stems.iter().filter(|stem| cited.iter().any(|side| side.annotation.holds(**stem))).count();
    if held * 2 >= clause.stems.len() {
        return Ok(());
    }
    Err(Refusal::new("a part of it stands in no cited sentence"))
}

/// What one side negates, the other does not say without a negation beside it.
fn same_verbs(one: Side<'_>, other: Side<'_>) -> Result<(), Refusal> {
    for stem in negated(one) {
        let places = other.annotation.tokens.iter().enumerate().filter(|(_, token)| token.stem == stem);
        let mut places = places.map(|(at, _)| at).peekable();
        if places.peek().is_some() && !places.any(|at| is_negated(other, at)) {
            return Err(Refusal::new("negates another part of it"));
        }
    }
    Ok(())
}

/// The first content word behind each negation: what it turns round. Names are not turned round.
fn negated(side: Side<'_>) -> Vec<Stem> {
    let annotation = side.annotation;
    let ruled = |cue: &Cue| {
        let after = annotation.tokens.partition_point(|token| token.range.start < cue.range.end);
        let near = annotation.tokens.get(after..)?.iter().take(REACH);
        let mut verbs = near.filter(|token| !token.stop && annotation.name_stems.binary_search(&token.stem).is_err());
        verbs.next().map(|token| token.stem)
    };
    annotation.cues.iter().filter(|cue| cue.kind == CueKind::Negation).filter_map(ruled).collect()
}

/// Whether a negation rules the word at a place: one before it in its clause, or one close behind it.
fn is_negated(side: Side<'_>, at: usize) -> bool {
    let tokens = &side.annotation.tokens;
    let Some(word) = tokens.get(at) else { return false };
    let clause = cue::clauses(side.text).into_iter().find(|clause| clause.contains(&word.range.start));
    let start = clause.map_or(0, |clause| clause.start);
    let end = tokens.get(at + REACH).or(tokens.last()).map_or(word.range.end, |token| token.range.end);
    let negations = side.annotation.cues.iter().filter(|cue| cue.kind == CueKind::Negation);
    negations.map(|cue| cue.range.start).any(|negation| (start..end).contains(&negation))
}

/// A cited sentence has such a clause where that shares half of its words, or where no other cited one shares more.
fn negation(clause: &Clause, cited: &[Vec<Clause>]) -> Result<(), Refusal> {
    let nearest: Vec<&Clause> = cited.iter().filter_map(|clauses| nearest(clause, clauses.iter())).collect();
    let most = nearest.iter().map(|other| clause.shared(other)).max().unwrap_or_default();
    let near = |other: &&Clause| clause.shared(other) * 2 >= clause.stems.len() || clause.shared(other) == most;
    match nearest.into_iter().filter(near).find(|other| other.negates() != clause.negates()) {
        Some(_) => Err(changed(clause.negates(), "negation")),
        None => Ok(()),
    }
}

/// Hedges and conditions of the nearest clause stay, as many as there are; none is added where it has none.
fn weakening(clause: &Clause, cited: &[Vec<Clause>]) -> Result<(), Refusal> {
    let Some(nearest) = nearest(clause, cited.iter().flatten()) else { return Ok(()) };
    for (kind, word) in [(CueKind::Hedge, "hedge"), (CueKind::Condition, "condition")] {
        let (said, meant) = (clause.count(kind), nearest.count(kind));
        if said < meant || meant == 0 && said > 0 {
            return Err(changed(said > meant, word));
        }
    }
    Ok(())
}

fn changed(adds: bool, what: &str) -> Refusal {
    Refusal::new(format!("{} a {what}", if adds { "adds" } else { "drops" }))
}

/// "Most", "all", "few": each stands in a cited sentence. What only blurs a number ("about") may be said otherwise.
fn quantifiers(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    let words = |side: Side<'_>, cue: &Cue| fold(side.text.get(cue.range.clone()).unwrap_or_default());
    let of = |side: Side<'_>| -> Vec<String> {
        let found = side.annotation.cues.iter().filter(|cue| cue.kind == CueKind::Quantifier);
        found.map(|cue| words(side, cue)).collect()
    };
    let known: Vec<String> = cited.iter().flat_map(|side| of(*side)).collect();
    let blurs = |word: &String| said.language.approximations.iter().any(|known| fold(known) == *word);
    match of(said).into_iter().find(|word| !known.contains(word) && !blurs(word)) {
        Some(word) => Err(Refusal::new(format!("\"{word}\" stands in no cited sentence"))),
        None => Ok(()),
    }
}

fn clauses_of(side: Side<'_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for range in cue::clauses(side.text) {
        let tokens = side.annotation.within(&range).iter().filter(|token| !token.stop);
        let stems: Vec<Stem> = tokens.map(|token| token.stem).collect();
        let inside =
            side.annotation.cues.iter().filter(|cue| range.start <= cue.range.start && cue.range.start < range.end);
        let cues: Vec<CueKind> = inside.map(|cue| cue.kind).collect();
        match clauses.last_mut() {
            Some(last) if stems.len() < CLAUSE_WORDS || last.stems.len() < CLAUSE_WORDS => {
                last.stems.extend(stems);
                last.cues.extend(cues);
            }
            _ => clauses.push(Clause { stems, cues }),
        }
    }
    clauses
}

/// The clause that shares most words; of equals the shorter one, then the first.
fn nearest<'a>(clause: &Clause, clauses: impl Iterator<Item = &'a Clause>) -> Option<&'a Clause> {
    let mut best: Option<(usize, &Clause)> = None;
    for other in clauses {
        let count = clause.shared(other);
        let closer =
            best.is_none_or(|(most, kept)| count > most || (count == most && other.stems.len() < kept.stems.len()));
        if count > 0 && closer {
            best = Some((count, other));
        }
    }
    best.map(|(_, clause)| clause)
}
