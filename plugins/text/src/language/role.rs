//! Roles: what single words of a language are on a list for.

use std::sync::atomic::{AtomicU32, Ordering};

use frostem::Algorithm;

use super::table::Table;
use crate::cut::hash;

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
    /// It is a name that ends in `?` or `!`.
    MarkedName = 4096,
    /// It is a noun that begins a sentence without an article.
    BareOpener = 8192,
}

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Turns the claim round.
    Negation,
    /// Weakens it.
    Hedge,
    /// Makes it depend on something.
    Condition,
    /// Limits how much of it is claimed.
    Quantifier,
}

/// The single words of a language's lists, and how its words are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roles {
    /// Tells this table's words from another's in the cache of `word`; never reaches a result.
    pub(crate) id: u32,
    /// Whether diacritics tell words apart.
    pub(super) marks: bool,
    /// The Snowball algorithm, where there is one.
    pub(super) algorithm: Option<Algorithm>,
    /// Endings that are spelt in two ways, and the way they are stemmed.
    pub(super) spellings: Vec<[String; 2]>,
    /// Words as numbers, sorted, with their roles.
    words: Vec<(u64, u16)>,
}

impl Roles {
    /// Makes a table's lists ready.
    pub(super) fn of(table: &Table) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            marks: table.diacritics,
            algorithm: Algorithm::from_name(&table.stemmer).ok(),
            spellings: table.spellings.clone(),
            words: roles(table),
        }
    }

    /// Whether a folded word, as a number, has one of some roles.
    pub(crate) fn has(&self, word: u64, roles: &[Role]) -> bool {
        let wanted = roles.iter().fold(0, |bits, role| bits | *role as u16);
        let found = self
            .words
            .binary_search_by_key(&word, |(word, _)| *word)
            .ok()
            .and_then(|at| self.words.get(at));
        found.is_some_and(|(_, bits)| bits & wanted != 0)
    }
}

/// The single words of a language's lists with their roles, sorted.
fn roles(table: &Table) -> Vec<(u64, u16)> {
    let lists = [
        (&table.stop_words, Role::Stop),
        (&table.acronyms, Role::Acronym),
        (&table.approximations, Role::Approximation),
        (&table.speech_verbs, Role::Speech),
        (&table.prepositions, Role::Preposition),
        (&table.abbreviations, Role::Abbreviation),
        (&table.final_abbreviations, Role::FinalAbbreviation),
        (&table.number_abbreviations, Role::NumberAbbreviation),
        (&table.time_abbreviations, Role::TimeAbbreviation),
        (&table.titles, Role::Title),
        (&table.marked_names, Role::MarkedName),
        (&table.bare_openers, Role::BareOpener),
    ];
    let listed =
        lists.into_iter().flat_map(|(list, role)| list.iter().map(move |word| (word, role)));
    let calendar =
        table.months.keys().chain(table.weekdays.keys()).map(|word| (word, Role::Calendar));
    let numbers = table
        .number_words
        .keys()
        .chain(table.vague_numbers.keys())
        .map(|word| (word, Role::Number));
    let all = listed
        .chain(calendar)
        .chain(numbers)
        .map(|(word, role)| (hash(&table.spelt(word)), role as u16));
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
