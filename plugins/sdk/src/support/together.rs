//! Together: sentences each of which bears out a part of a statement, and that bear out all of it
//! between them.
//!
//! What joins two facts is a claim too: "after", "because" and "so that" stand in none of them. So
//! outside the parts nothing is left but "and", "but" and marks; and what is told without a subject
//! of its own is told of whom the statement is about.

use std::ops::Range;

use crate::claim::{Pairing, Read};
use crate::event::side::Side;
use crate::{Event, Spot};
use q7x2_text::word::spelt;

/// A sentence and the bytes of a statement that it bears out: whole claims.
pub(crate) type Borne = (Spot, Range<usize>);

/// Sentences between the first and the last that are taken together: an article tells further on of
/// another time.
const BESIDE: usize = 2;

/// Those of some sentences that bear out a statement together, none of them needless.
pub(crate) fn together(said: &Read<'_>, borne: &[Borne], event: &Event) -> Option<Vec<Spot>> {
    let start = borne.iter().map(|(_, run)| run.start).min()?;
    let opens = |(_, run): &&Borne| run.start == start;
    let mut usable: Vec<&Borne> = borne.iter().filter(opens).collect();
    let further = borne.iter().filter(|one| !opens(one));
    usable.extend(further.filter(|(spot, run)| {
        has_subject(said, run) || tells_of_whom(said, &Read::of(Side::of(event, *spot)))
    }));
    let mut at = 0;
    while at < usable.len() {
        let mut fewer = usable.clone();
        fewer.remove(at);
        if leaves_nothing(said, &fewer) {
            usable = fewer;
        } else {
            at += 1;
        }
    }
    leaves_nothing(said, &usable).then(|| usable.iter().map(|(spot, _)| *spot).collect())
}

/// The same of sentences of one article, in order, that stand near one another.
pub(super) fn beside(said: &Read<'_>, borne: &[Borne], event: &Event) -> Option<Vec<Spot>> {
    let near = |from: usize| {
        let (first, _) = &borne[from];
        let is_near = |(spot, _): &&Borne| spot.sentence - first.sentence <= BESIDE;
        &borne[from..from + borne[from..].iter().take_while(is_near).count()]
    };
    (0..borne.len()).find_map(|from| together(said, near(from), event))
}

/// Whether a statement tells nothing outside some parts of it.
fn leaves_nothing(said: &Read<'_>, parts: &[&Borne]) -> bool {
    let language = said.side.language;
    let inside = |range: &Range<usize>| {
        parts.iter().any(|(_, run)| run.start <= range.start && range.end <= run.end)
    };
    let joins = |range: &Range<usize>| {
        language.joining_openers.contains(&spelt(&said.side.text[range.clone()], language))
    };
    let tokens = &said.side.annotation.tokens;
    !parts.is_empty()
        && tokens.iter().all(|token| inside(&token.range) || joins(&token.range))
        && said.quantities.iter().all(|one| inside(&one.range))
}

/// Whether a part of a statement begins with whom or what it tells of: "and the mayor closed the
/// harbour", not "and closed the harbour".
fn has_subject(said: &Read<'_>, run: &Range<usize>) -> bool {
    let language = said.side.language;
    let Some(first) = said.side.annotation.within(run).first() else { return false };
    let word = spelt(&said.side.text[first.range.clone()], language);
    let named = said.side.annotation.names.iter().any(|name| name.range.start == first.range.start);
    let counted = said.quantities.iter().any(|one| one.range.start == first.range.start);
    named
        || counted
        || language.is_title(first.word)
        || language.articles.contains(&word)
        || language.one_words.contains(&word)
}

/// Whether a sentence tells of whom a statement does: of those whom its first claim names, else of
/// what that tells of first.
fn tells_of_whom(said: &Read<'_>, source: &Read<'_>) -> bool {
    let claim = said.claims.iter().find(|claim| !claim.terms.is_empty() && !claim.source);
    let terms = claim.map(|claim| claim.terms.clone()).unwrap_or_default();
    let tells = |at: &usize| !said.terms[*at].small && !said.terms[*at].light;
    let mut whom: Vec<usize> = terms.clone().filter(|at| said.terms[*at].name).collect();
    if whom.is_empty() {
        whom.extend(terms.into_iter().find(tells));
    }
    let pairing = Pairing::of(said, source);
    !whom.is_empty() && whom.iter().all(|at| !pairing.held[*at].is_empty())
}
