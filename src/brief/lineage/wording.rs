//! Wording: long runs of the same words outside quotations. Two reporters hear the same sentence;
//! they do not write the same one, again and again.

use std::collections::BTreeMap;

use q7x2_sdk::{Event, Spot};

/// Words a run has. Of 99 pairs of reports of one event, 98 of which are independent, no
/// independent pair has a longer run in common outside quotations.
const RUN: usize = 12;
/// Words in such runs from which two articles have one origin: more than three times what the
/// nearest independent pair has.
const LEAST: usize = 40;
/// A run that more articles hold is nobody's: a phrase of officials, or of an agency that all have.
const MOST: usize = 16;
/// Words of the longest run that are shown.
const SHOWN: usize = 12;

/// The words of one article outside quotations, with a gap where a run ends.
struct Unquoted {
    words: Vec<u64>,
    /// Where each word stands: its sentence and bytes of it.
    places: Vec<Option<(Spot, std::ops::Range<usize>)>>,
}

/// Pairs of articles with the first words of the longest run that both have.
pub(super) fn shared(event: &Event, originals: &[usize]) -> BTreeMap<(usize, usize), String> {
    let mut runs: Vec<(u64, usize, usize)> = Vec::new();
    for &at in originals {
        runs.extend(unquoted(event, at).runs().map(|(hash, from)| (hash, at, from)));
    }
    runs.sort_unstable();
    let mut shared: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for held in runs.chunk_by(|a, b| a.0 == b.0).filter(|held| held.len() > 1) {
        let mut holders = held.to_vec();
        holders.dedup_by_key(|(_, at, _)| *at);
        if holders.len() > MOST {
            continue;
        }
        for (place, (_, one, from)) in holders.iter().enumerate() {
            for (_, other, _) in &holders[place + 1..] {
                shared.entry((*one, *other)).or_default().push(*from);
            }
        }
    }
    let long = |(pair, from): ((usize, usize), Vec<usize>)| Some((pair, longest(from)?));
    let pairs: Vec<((usize, usize), usize)> = shared.into_iter().filter_map(long).collect();
    let mut told = BTreeMap::new();
    // The places of all words of a large event would take more memory than all else here, and few
    // articles have such a pair.
    for of_one in pairs.chunk_by(|a, b| a.0.0 == b.0.0) {
        let text = unquoted(event, of_one[0].0.0);
        let words = of_one.iter().map(|(pair, from)| Some((*pair, shown(event, &text, *from)?)));
        told.extend(words.flatten());
    }
    told
}

/// Where the longest run begins, where there are enough words in runs.
fn longest(mut from: Vec<usize>) -> Option<usize> {
    from.sort_unstable();
    from.dedup();
    let runs: Vec<&[usize]> = from.chunk_by(|a, b| a + 1 == *b).collect();
    let words: usize = runs.iter().map(|run| run.len() + RUN - 1).sum();
    let longest = runs.iter().rev().max_by_key(|run| run.len())?;
    longest.first().copied().filter(|_| words >= LEAST)
}

/// The words that begin at one.
fn shown(event: &Event, text: &Unquoted, from: usize) -> Option<String> {
    let (spot, start) = text.places.get(from)?.clone()?;
    let (_, end) = text.places.get(from + SHOWN - 1)?.clone()?;
    event.sentence(spot).text.get(start.start..end.end).map(str::to_owned)
}

impl Unquoted {
    fn gap(&mut self) {
        self.words.push(0);
        self.places.push(None);
    }

    /// Each run of words, hashed, with where it begins.
    fn runs(&self) -> impl Iterator<Item = (u64, usize)> {
        let whole = |at: &usize| self.places[*at..*at + RUN].iter().all(Option::is_some);
        let count = (self.words.len() + 1).saturating_sub(RUN);
        (0..count).filter(whole).map(|at| (hash(&self.words[at..at + RUN]), at))
    }
}

fn unquoted(event: &Event, article: usize) -> Unquoted {
    let mut text = Unquoted { words: Vec::new(), places: Vec::new() };
    for (sentence, _) in event.articles()[article].body() {
        let spot = Spot { article, sentence };
        let read = event.text().at(spot);
        for token in &read.tokens {
            if read.inside_quotation || read.is_quoted(token.range.start) {
                text.gap();
                continue;
            }
            text.words.push(token.word);
            text.places.push(Some((spot, token.range.clone())));
        }
        text.gap();
    }
    text
}

fn hash(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95))
}
