//! What one sentence says and the other denies.

use std::ops::Range;

use super::around::overlaps;
use super::kind::{Conflict, ConflictKind};
use crate::event::side::Side;
use q7x2_text::cue::{Cue, CueKind};
use q7x2_text::word::Token;

/// Words after a negation in which its verb stands, and words before a verb in which its negation
/// stands.
const REACH: usize = 3;

/// Exactly one side negates the same word.
pub(super) fn polarity(a: Side<'_>, b: Side<'_>) -> Vec<Conflict> {
    let conflict = |left: Range<usize>, right: Range<usize>, about: String| Conflict {
        kind: ConflictKind::Polarity,
        left,
        right,
        about,
    };
    let mut found = Vec::new();
    found.extend(one_negates(a, b).map(|(left, right, about)| conflict(left, right, about)));
    found.extend(one_negates(b, a).map(|(right, left, about)| conflict(left, right, about)));
    found
}

/// What `a` negates and `b` says, and the word for it. What is not said in quotations is not
/// compared with what is.
fn one_negates(a: Side<'_>, b: Side<'_>) -> Option<(Range<usize>, Range<usize>, String)> {
    let names = &a.annotation.name_stems;
    let quoted = |cue: &Cue| a.annotation.is_quoted(cue.range.start);
    for cue in a.annotation.cues.iter().filter(|cue| cue.kind == CueKind::Negation && !quoted(cue))
    {
        let after = a.annotation.tokens.partition_point(|token| token.range.start < cue.range.end);
        let ruled = a.annotation.tokens[after..].iter().take(REACH);
        let is_verb = |token: &&Token| {
            let letters =
                a.text[token.range.clone()].chars().all(|letter| !letter.is_ascii_digit());
            !token.stop && letters && names.binary_search(&token.stem).is_err()
        };
        let verb = ruled.into_iter().find(is_verb);
        let Some(verb) = verb else { continue };
        let Some(same) = b.annotation.tokens.iter().find(|token| token.stem == verb.stem) else {
            continue;
        };
        // A word that says no itself ("rejected") negates nothing else.
        let negates =
            |other: &Cue| other.kind == CueKind::Negation && !overlaps(&other.range, &same.range);
        if !b.annotation.cues.iter().any(negates) {
            let about = b.text[same.range.clone()].to_owned();
            return Some((cue.range.start..verb.range.end, same.range.clone(), about));
        }
    }
    None
}
