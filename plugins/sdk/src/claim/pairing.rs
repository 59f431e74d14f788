//! Pairings: which words of two sentences say the same, and what is left of either.

use std::ops::Range;

use q7x2_text::claim::Term;

use super::read::Read;

/// Two sentences laid side by side.
#[derive(Debug, Clone)]
pub struct Pairing<'r, 'a> {
    /// The statement.
    pub said: &'r Read<'a>,
    /// The source.
    pub source: &'r Read<'a>,
    /// By term of the statement, the terms of the source that bear it out.
    pub held: Vec<Vec<usize>>,
    /// By term of the source, whether it bears out any.
    pub used: Vec<bool>,
    /// Verbs that tell one deed from either end, here and there: "sold to", "bought from".
    pub converse: Vec<(usize, usize)>,
}

impl<'r, 'a> Pairing<'r, 'a> {
    /// Lays a source beside a statement.
    #[must_use]
    pub fn of(said: &'r Read<'a>, source: &'r Read<'a>) -> Self {
        let holders = |term: &Term| -> Vec<usize> {
            let holds = |at: &usize| {
                let other = &source.terms[*at];
                term.is_held_by(other) && (other.stem == term.stem || !is_word_of(said, other))
                    || name_one(said, term, source, other)
            };
            (0..source.terms.len()).filter(holds).collect()
        };
        let held: Vec<Vec<usize>> = said.terms.iter().map(holders).collect();
        let mut used = vec![false; source.terms.len()];
        held.iter().flatten().for_each(|at| used[*at] = true);
        Self { said, source, held, used, converse: Vec::new() }
    }

    /// Whether the source bears out a term, or the term claims nothing.
    #[must_use]
    pub fn holds(&self, term: usize) -> bool {
        let light =
            self.said.terms.get(term).is_none_or(|term| term.light || is_of_date(self.said, term));
        light || self.held.get(term).is_some_and(|holders| !holders.is_empty())
    }

    /// Whether a term of the statement stands in a claim that is denied; words that deny count only
    /// where the source lacks them.
    #[must_use]
    pub fn negated_in_said(&self, term: usize) -> bool {
        let known = |at: usize| !self.held[at].is_empty();
        is_negated(self.said, term, known)
    }

    /// The same of a term of the source.
    #[must_use]
    pub fn negated_in_source(&self, term: usize) -> bool {
        is_negated(self.source, term, |at| self.used[at])
    }

    /// Terms of the statement that the source does not bear out, who says so left out.
    #[must_use]
    pub fn left_of_said(&self) -> Vec<usize> {
        let claims = |at: &usize| {
            !is_of_source(self.said, *at) && !self.holds(*at) && !self.said.terms[*at].small
        };
        (0..self.said.terms.len()).filter(claims).collect()
    }

    /// Terms of the source that bear out none of the statement's.
    #[must_use]
    pub fn left_of_source(&self) -> Vec<usize> {
        let claims = |at: &usize| {
            let term = &self.source.terms[*at];
            !self.used[*at] && !term.small && !term.light && !is_of_source(self.source, *at)
        };
        (0..self.source.terms.len()).filter(claims).collect()
    }

    /// Terms of the statement that the source bears out, small and light ones left out.
    #[must_use]
    pub fn shared(&self) -> Vec<usize> {
        let told = |at: &usize| {
            let term = &self.said.terms[*at];
            !term.small
                && !term.light
                && !self.held[*at].is_empty()
                && !is_of_source(self.said, *at)
        };
        (0..self.said.terms.len()).filter(told).collect()
    }
}

/// Whether a statement has a source's word itself: then it says that, and nothing else by another
/// of its meanings ("raised its growth forecast").
fn is_word_of(said: &Read<'_>, other: &Term) -> bool {
    said.terms.iter().any(|term| term.stem == other.stem && !term.small)
}

/// Whether two words belong to names of one person, place or body of the event: "Janek Vold" is
/// borne out where the other article calls him "Vold".
fn name_one(said: &Read<'_>, term: &Term, source: &Read<'_>, other: &Term) -> bool {
    let own = entity(said, term);
    own.is_some() && own == entity(source, other)
}

/// Whom a word names, as a part of a name.
fn entity(reading: &Read<'_>, term: &Term) -> Option<usize> {
    if !term.name {
        return None;
    }
    let word = reading.words(term);
    let names = &reading.side.annotation.names;
    let name = names.iter().find(|name| name.range.contains(&word.start))?;
    name.entity.filter(|_| !name.administration)
}

/// Whether a small word only belongs to a date behind it: "after Monday".
fn is_of_date(reading: &Read<'_>, term: &Term) -> bool {
    let Some(&at) = term.tokens.last().filter(|_| term.small) else { return false };
    let tokens = &reading.side.annotation.tokens;
    let reach = tokens.get(at + 1..(at + 4).min(tokens.len())).unwrap_or_default();
    let mut starts = reading.side.annotation.dates.iter().map(|date| date.range.start);
    starts.any(|start| reach.iter().any(|token| token.range.start == start))
}

/// Whether a term stands in a claim that only says who says so.
pub(super) fn is_of_source(reading: &Read<'_>, term: usize) -> bool {
    reading.claims.iter().any(|claim| claim.source && claim.terms.contains(&term))
}

/// Whether a term stands in a claim that is denied. A word that denies and that both sentences have
/// ("refused", "found not guilty") is a word like others.
fn is_negated(reading: &Read<'_>, term: usize, both: impl Fn(usize) -> bool) -> bool {
    let Some(at) = reading.claims.iter().position(|claim| claim.terms.contains(&term)) else {
        return false;
    };
    let claim = &reading.claims[at];
    let head = claim
        .leans_on
        .and_then(|head| reading.claims.get(head))
        .filter(|_| claim.leans_on != Some(at));
    let denials: usize = [Some(claim), head]
        .into_iter()
        .flatten()
        .map(|claim| own_denials(reading, &claim.range, &both))
        .sum();
    denials % 2 == 1
}

/// How many denials inside a range are not part of a term which both sentences have.
fn own_denials(reading: &Read<'_>, range: &Range<usize>, both: &impl Fn(usize) -> bool) -> usize {
    let tokens = &reading.side.annotation.tokens;
    let shared = |denial: &Range<usize>| {
        reading.terms.iter().enumerate().any(|(at, term)| {
            let covers = |token: &usize| {
                tokens[*token].range.start < denial.end && denial.start < tokens[*token].range.end
            };
            !term.small && both(at) && term.tokens.iter().any(covers)
        })
    };
    let inside = reading.denials.iter().filter(|denial| range.contains(&denial.start));
    inside.filter(|denial| !shared(denial)).count()
}
