//! Certainty: what a statement calls certain and a source, in all else its like, only supposes:
//! "police confirmed that", "police suspect that".

use std::ops::Range;

use q7x2_text::cue::CueKind;
use q7x2_text::word::spelt;

use super::super::bearing::unheld;
use super::super::kind::{Difference, DifferenceKind};
use super::super::named::tone_at;
use super::super::read::Read;
use super::context::Context;

/// Words that two sentences share, at least, where the one says more surely what the other says.
const SHARED: usize = 3;

/// What a statement calls certain and the source does not.
pub(super) fn certainty(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let sure = sure(said)?;
    let hedge = hedge(source)?;
    if self::sure(source).is_some() || self::hedge(said).is_some() {
        return None;
    }
    let known = |at: usize| {
        let term = &said.terms[at];
        let is_sure = sure.contains(&said.words(term).start);
        is_sure || term.small || context.pairing.holds(at)
    };
    let is_alike = (0..said.terms.len()).all(known)
        && unheld(context.pairing, 0..context.pairing.said.side.text.len()).next().is_none()
        && context.shared.len() >= SHARED
        && context.has_deed()
        && !context.is_of_two_days();
    let supposed = |at: &usize| {
        let own = tone_at(said, said.words(&said.terms[*at]).start);
        let theirs = context.pairing.held[*at].iter().map(|holder| {
            let holder = &source.terms[*holder];
            tone_at(source, source.words(holder).start)
        });
        theirs.into_iter().all(|theirs| theirs.hedged && theirs.negated == own.negated)
    };
    let deeds = context.shared.iter().filter(|at| !said.terms[**at].name);
    (is_alike && deeds.into_iter().all(supposed))
        .then(|| context.difference(DifferenceKind::Certainty, sure, hedge))
}

/// The first word of a sentence that calls something certain.
fn sure(reading: &Read<'_>) -> Option<Range<usize>> {
    let side = reading.side;
    let words = side.annotation.tokens.iter().map(|token| token.range.clone());
    words.into_iter().find(|range| {
        let word = spelt(&side.text[range.clone()], side.language);
        side.language.claims.certain_words.contains(&word)
    })
}

/// The first words of a sentence that leave something open.
fn hedge(reading: &Read<'_>) -> Option<Range<usize>> {
    let mut cues = reading.side.annotation.cues.iter();
    cues.find(|cue| cue.kind == CueKind::Hedge).map(|cue| cue.range.clone())
}
