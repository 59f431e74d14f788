//! Quoted: what a statement and a sentence quote of one speaker in the same words.
//!
//! Reports cut one speech differently and print "a wall or barrier" for "a wall or a barrier". So
//! quotations are compared piece by piece, from mark to mark and without articles: a piece in which
//! one word is another is another piece.

use std::ops::Range;

use q7x2_text::chunk;
use q7x2_text::cue::CueKind;
use q7x2_text::language::Language;
use q7x2_text::name::EntityKind;
use q7x2_text::word::spelt;
use q7x2_text::work::steps;

use crate::Event;
use crate::claim::{Pairing, Read};

/// Words that both quote, at least: shorter ones are said by many.
const WORDS: usize = 6;

/// A run of quoted words between marks.
#[derive(Debug)]
struct Piece {
    words: Vec<String>,
    range: Range<usize>,
}

/// The bytes of the statement's words that a sentence quotes too, of the same speaker; `brackets`
/// says whether the sentence holds what was bracketed in the statement, where anything was.
pub(super) fn quoted_run(
    said: &Read<'_>,
    source: &Read<'_>,
    brackets: Option<bool>,
    event: &Event,
) -> Option<Range<usize>> {
    let named = names_speaker(said, source, event);
    if [named, brackets].contains(&Some(false)) || named.or(brackets).is_none() {
        return None;
    }
    let theirs: Vec<Vec<Piece>> = quotations(source).collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for own in quotations(said) {
        for other in &theirs {
            let Some((mine, like)) = longest(&own, other) else { continue };
            let words = own[mine.clone()].iter().map(|piece| piece.words.len()).sum();
            let longer = best.as_ref().is_none_or(|(most, _)| words > *most);
            if words >= WORDS
                && longer
                && is_free(said, &own, &mine)
                && is_free(source, other, &like)
            {
                best = Some((words, own[mine.start].range.start..own[mine.end - 1].range.end));
            }
        }
    }
    best.map(|(_, range)| range)
}

/// Whether a sentence names all people whom a statement names outside its quotations; nothing where
/// it names nobody.
fn names_speaker(said: &Read<'_>, source: &Read<'_>, event: &Event) -> Option<bool> {
    let annotation = said.side.annotation;
    let is_person = |at: &usize| {
        let start = said.words(&said.terms[*at]).start;
        let named = annotation.names.iter().find(|name| name.range.contains(&start));
        let known = named.and_then(|name| name.entity).map(|at| event.text().entities[at].kind);
        said.terms[*at].name
            && !annotation.is_quoted(start)
            && known.is_none_or(|kind| kind == EntityKind::Person)
    };
    let people: Vec<usize> = (0..said.terms.len()).filter(is_person).collect();
    let pairing = Pairing::of(said, source);
    let all = people.iter().all(|at| !pairing.held[*at].is_empty());
    (!people.is_empty()).then_some(all)
}

/// The whole quotations of a text in pieces.
fn quotations<'r>(read: &'r Read<'_>) -> impl Iterator<Item = Vec<Piece>> + 'r {
    let whole = read.side.annotation.quotations.iter().filter(|quoted| quoted.complete);
    whole.map(|quoted| pieces(read.side.text, &quoted.inner, read.side.language))
}

fn pieces(text: &str, inner: &Range<usize>, language: &Language) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let quoted = text.get(inner.clone()).unwrap_or_default();
    for word in chunk::words(quoted) {
        let range = inner.start + word.range.start..inner.start + word.range.end;
        let from = found.last().map_or(range.start, |piece| piece.range.end);
        let gap = text.get(from..range.start).unwrap_or_default();
        if found.is_empty() || gap.chars().any(|mark| !mark.is_whitespace() && mark != '-') {
            found.push(Piece { words: Vec::new(), range: range.clone() });
        }
        let Some(piece) = found.last_mut() else { continue };
        let word = spelt(&text[range.clone()], language);
        piece.range.end = range.end;
        if !language.articles.contains(&word) && !language.one_words.contains(&word) {
            piece.words.push(word.into_owned());
        }
    }
    found
}

/// The longest run of pieces that two quotations share, by words: where it stands in either.
fn longest(one: &[Piece], other: &[Piece]) -> Option<(Range<usize>, Range<usize>)> {
    steps(one.len() * other.len());
    let mut best: Option<(usize, Range<usize>, Range<usize>)> = None;
    let mut before = vec![0; other.len() + 1];
    for (at, piece) in one.iter().enumerate() {
        let mut lengths = vec![0; other.len() + 1];
        for (there, like) in other.iter().enumerate() {
            if piece.words != like.words {
                continue;
            }
            let length = before[there] + 1;
            lengths[there + 1] = length;
            let own = at + 1 - length..at + 1;
            let words = one[own.clone()].iter().map(|piece| piece.words.len()).sum();
            if best.as_ref().is_none_or(|(most, ..)| words > *most) {
                best = Some((words, own, there + 1 - length..there + 1));
            }
        }
        before = lengths;
    }
    best.map(|(_, one, other)| (one, other))
}

/// Whether nothing in the rest of a quotation denies some pieces of it or hangs them on a condition.
fn is_free(read: &Read<'_>, pieces: &[Piece], run: &Range<usize>) -> bool {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    let all = first.range.start..last.range.end;
    let own = pieces[run.start].range.start..pieces[run.end - 1].range.end;
    let turns = |kind: CueKind| matches!(kind, CueKind::Negation | CueKind::Condition);
    let cues = read.side.annotation.cues.iter().filter(|cue| turns(cue.kind));
    cues.map(|cue| cue.range.start).all(|at| !all.contains(&at) || own.contains(&at))
}
