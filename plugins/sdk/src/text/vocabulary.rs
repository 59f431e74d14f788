//! A language's words and cues made ready for looking up: each word as a number, each phrase as a row of numbers. Made
//! once a language, when it is first needed.

use std::sync::atomic::{AtomicU32, Ordering};

use frostem::Algorithm;

use super::background::Background;
use super::cue::CueKind;
use super::language::Language;
use super::phrase::Phrases;
use super::word::{self, Stem};

/// What a single word is on a list for; each a bit.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Role {
    /// It carries no content.
    Stop = 1,
    /// It is an acronym where it stands in capitals.
    Acronym = 2,
    /// It makes the number after it inexact.
    Approximation = 4,
    /// It is the name of a weekday or month.
    Calendar = 8,
    /// It is a number in letters.
    Number = 16,
    /// It is a verb of saying.
    Speech = 32,
    /// It opens a phrase of time or place.
    Preposition = 64,
    /// It is an abbreviation that ends no sentence.
    Abbreviation = 128,
    /// It is one that may end a sentence.
    FinalAbbreviation = 256,
    /// It is one before a number.
    NumberAbbreviation = 512,
    /// It is one of an hour or era.
    TimeAbbreviation = 1024,
    /// It stands before a name.
    Title = 2048,
}

/// See the module.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    /// Tells this table's words from another's in the cache of `word`; never reaches a result.
    pub(crate) id: u32,
    /// Whether diacritics tell words apart.
    pub(crate) marks: bool,
    /// The Snowball algorithm, where there is one.
    pub(crate) algorithm: Option<Algorithm>,
    /// How common stems are.
    pub(crate) background: Background,
    /// The cues; a phrase that is in two lists counts for the first of negation, hedge, condition, quantifier.
    /// An empty opener is none, so that "sin embargo" does not negate.
    pub(crate) cues: Phrases<Option<CueKind>>,
    /// The verbs of saying as the table spells them, as numbers, sorted.
    speech: Vec<u64>,
    /// Words as numbers, sorted, with their roles.
    roles: Vec<(u64, u16)>,
    /// Words as numbers, sorted, with the stem of the word that means the same.
    synonyms: Vec<(u64, Stem)>,
    /// Words as numbers, sorted, with their pair of opposites and whether they stand in its second row.
    opposites: Vec<(u64, (usize, bool))>,
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
        let kinds = kinds.into_iter().flat_map(|(list, kind)| list.iter().map(move |phrase| (phrase, Some(kind))));
        let cues = kinds.chain(language.empty_openers.iter().map(|phrase| (phrase, None)));
        let cues = cues.map(|(phrase, kind)| (phrase.as_str(), kind));
        let mut made = Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            marks: word::has_marks(language),
            algorithm: algorithm(&language.code),
            background: Background::of(&language.code),
            cues: Phrases::new(cues, language),
            speech: sorted(language.speech_verbs.iter().map(|verb| word::hash(verb))),
            roles: roles(language),
            synonyms: Vec::new(),
            opposites: opposites(language),
        };
        let single = language.synonyms.iter().filter(|(word, same)| !word.contains(' ') && !same.contains(' '));
        made.synonyms =
            single.map(|(word, same)| (word::hash(&word::spelt(word, language)), word::stem_in(same, &made))).collect();
        made.synonyms.sort_unstable();
        made
    }

    /// The stem of the one word that the table has for what a word means; nothing where the word stands for itself.
    pub(crate) fn same(&self, word: u64) -> Option<Stem> {
        let at = self.synonyms.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.synonyms.get(at).map(|(_, stem)| *stem)
    }

    /// The pair of opposites that a word, as a number, belongs to, and whether to its second row.
    pub(crate) fn opposite(&self, word: u64) -> Option<(usize, bool)> {
        let at = self.opposites.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.opposites.get(at).map(|(_, place)| *place)
    }

    /// Whether a word, as a number, is a verb of saying in the table's own spelling.
    pub(crate) fn says(&self, word: u64) -> bool {
        self.speech.binary_search(&word).is_ok()
    }

    /// Whether a folded word, as a number, has one of some roles.
    pub(crate) fn has(&self, word: u64, roles: &[Role]) -> bool {
        let wanted = roles.iter().fold(0, |bits, role| bits | *role as u16);
        let found = self.roles.binary_search_by_key(&word, |(word, _)| *word).ok().and_then(|at| self.roles.get(at));
        found.is_some_and(|(_, bits)| bits & wanted != 0)
    }
}

fn opposites(language: &Language) -> Vec<(u64, (usize, bool))> {
    let mut made = Vec::new();
    for (pair, rows) in language.opposites.iter().enumerate() {
        for (row, second) in rows.iter().zip([false, true]) {
            made.extend(row.split(' ').map(|entry| (word::hash(&word::spelt(entry, language)), (pair, second))));
        }
    }
    made.sort_unstable();
    made
}

fn sorted(words: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut sorted: Vec<u64> = words.collect();
    sorted.sort_unstable();
    sorted
}

/// The single words of a language's lists with their roles, sorted.
fn roles(language: &Language) -> Vec<(u64, u16)> {
    let lists = [
        (&language.stop_words, Role::Stop),
        (&language.acronyms, Role::Acronym),
        (&language.approximations, Role::Approximation),
        (&language.speech_verbs, Role::Speech),
        (&language.prepositions, Role::Preposition),
        (&language.abbreviations, Role::Abbreviation),
        (&language.final_abbreviations, Role::FinalAbbreviation),
        (&language.number_abbreviations, Role::NumberAbbreviation),
        (&language.time_abbreviations, Role::TimeAbbreviation),
        (&language.titles, Role::Title),
    ];
    let listed = lists.into_iter().flat_map(|(list, role)| list.iter().map(move |word| (word, role)));
    let calendar = language.months.keys().chain(language.weekdays.keys()).map(|word| (word, Role::Calendar));
    let numbers = language.number_words.keys().chain(language.vague_numbers.keys()).map(|word| (word, Role::Number));
    let all = listed
        .chain(calendar)
        .chain(numbers)
        .map(|(word, role)| (word::hash(&word::spelt(word, language)), role as u16));
    let mut sorted: Vec<(u64, u16)> = all.collect();
    sorted.sort_unstable();
    let mut roles: Vec<(u64, u16)> = Vec::with_capacity(sorted.len());
    for (word, role) in sorted {
        match roles.last_mut().filter(|(last, _)| *last == word) {
            Some((_, bits)) => *bits |= role,
            None => roles.push((word, role)),
        }
    }
    roles
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
