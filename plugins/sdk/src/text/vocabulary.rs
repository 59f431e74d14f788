//! A language's words and cues made ready for looking up: each word as a number, each phrase as a row of numbers. Made once a
//! language, when it is first needed.

use std::sync::atomic::{AtomicU32, Ordering};

use frostem::Algorithm;

use super::background::Background;
use super::cue::CueKind;
use super::language::Language;
use super::phrase::Phrases;
use super::word::{self, Stem};

/// See the module.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    /// Tells this table's words from another's in the cache of `word`; never reaches a result.
    pub(crate) id: u32,
    /// The Snowball algorithm, where there is one.
    pub(crate) algorithm: Option<Algorithm>,
    /// How common stems are.
    pub(crate) background: Background,
    /// The cues; a phrase that is in two lists counts for the first of negation, hedge, condition, quantifier.
    pub(crate) cues: Phrases<CueKind>,
    stop_words: Vec<u64>,
    acronyms: Vec<u64>,
    approximations: Vec<u64>,
    synonyms: Vec<(u64, Stem)>,
}

impl Vocabulary {
    /// Makes a language's lists ready.
    pub(crate) fn of(language: &Language) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let kinds = [
            (&language.negations, CueKind::Negation),
            (&language.hedges, CueKind::Hedge),
            (&language.conditions, CueKind::Condition),
            (&language.quantifiers, CueKind::Quantifier),
        ];
        let cues = kinds.into_iter().flat_map(|(list, kind)| list.iter().map(move |phrase| (phrase.as_str(), kind)));
        let single = |(word, same): (&String, &String)| {
            let is_word = !word.contains(' ') && !same.contains(' ');
            is_word.then(|| (word::hash(&word::fold(word)), same.clone()))
        };
        let plain: Vec<(u64, String)> = language.synonyms.iter().filter_map(single).collect();
        let mut made = Self {
            synonyms: Vec::new(),
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            algorithm: algorithm(&language.code),
            background: Background::of(&language.code),
            cues: Phrases::new(cues, language),
            stop_words: hashed(&language.stop_words),
            acronyms: hashed(&language.acronyms),
            approximations: hashed(&language.approximations),
        };
        made.synonyms = plain.into_iter().map(|(word, same)| (word, word::stem_in(&same, &made))).collect();
        made.synonyms.sort_unstable();
        made
    }

    /// The stem of the one word that the table has for what a word means; nothing where the word stands for itself.
    pub(crate) fn same(&self, word: u64) -> Option<Stem> {
        self.synonyms.binary_search_by_key(&word, |(word, _)| *word).ok().map(|at| self.synonyms[at].1)
    }

    /// Whether a folded word, as a number, carries no content.
    pub(crate) fn is_stop(&self, word: u64) -> bool {
        self.stop_words.binary_search(&word).is_ok()
    }

    /// Whether a folded word, as a number, is an acronym when in capitals.
    pub(crate) fn is_acronym(&self, word: u64) -> bool {
        self.acronyms.binary_search(&word).is_ok()
    }

    /// Whether a single folded word, as a number, makes the number after it inexact.
    pub(crate) fn is_approximation(&self, word: u64) -> bool {
        self.approximations.binary_search(&word).is_ok()
    }
}

/// The words of a list as sorted numbers.
fn hashed(list: &[String]) -> Vec<u64> {
    let mut hashes: Vec<u64> = list.iter().map(|entry| word::hash(&word::fold(entry))).collect();
    hashes.sort_unstable();
    hashes
}

/// Which Snowball algorithm stems a language with a table.
fn algorithm(code: &str) -> Option<Algorithm> {
    match code {
        "en" => Some(Algorithm::English),
        "de" => Some(Algorithm::German),
        "fr" => Some(Algorithm::French),
        "es" => Some(Algorithm::Spanish),
        _ => None,
    }
}
