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
    let texts: BTreeMap<usize, Unquoted> =
        originals.iter().map(|&at| (at, unquoted(event, at))).collect();
    let mut runs: Vec<(u64, usize, usize)> = Vec::new();
    for (&at, text) in &texts {
        runs.extend(text.runs().map(|(hash, from)| (hash, at, from)));
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
    let told = |(pair, from): ((usize, usize), Vec<usize>)| {
        Some((pair, told(event, texts.get(&pair.0)?, from)?))
    };
    shared.into_iter().filter_map(told).collect()
}

/// The first words of the longest run, where there are enough words in runs.
fn told(event: &Event, text: &Unquoted, mut from: Vec<usize>) -> Option<String> {
    from.sort_unstable();
    from.dedup();
    let runs: Vec<&[usize]> = from.chunk_by(|a, b| a + 1 == *b).collect();
    let words: usize = runs.iter().map(|run| run.len() + RUN - 1).sum();
    let longest = runs.iter().rev().max_by_key(|run| run.len())?;
    let first = *longest.first()?;
    let (spot, start) = text.places.get(first)?.clone()?;
    let (_, end) = text.places.get(first + SHOWN - 1)?.clone()?;
    let words_shown = event.sentence(spot).text.get(start.start..end.end)?;
    (words >= LEAST).then(|| words_shown.to_owned())
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
