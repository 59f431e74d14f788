//! A language's words and cues made ready for looking up: each word as a number, each phrase as a row of numbers. Made
//! once a table, when it is first needed.

use super::frequency::Background;
use super::phrase::Phrases;
use super::role::{Roles, sorted};
use super::stem::stem_in;
use super::table::Table;
use crate::cut::{Stem, hash};

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

/// See the module.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// What single words are on a list for.
    pub(super) roles: Roles,
    /// How common stems are.
    pub(super) background: Background,
    /// The cues; a phrase that is in two lists counts for the first of negation, hedge, condition, quantifier.
    /// An empty opener is none, so that "sin embargo" does not negate.
    pub(crate) cues: Phrases<Option<CueKind>>,
    /// The verbs of saying as the table spells them, as numbers, sorted.
    speech: Vec<u64>,
    /// Words as numbers, sorted, with the stem of the word that means the same.
    synonyms: Vec<(u64, Stem)>,
    /// Words as numbers, sorted, with their pair of opposites and whether they stand in its second row.
    opposites: Vec<(u64, (usize, bool))>,
}

impl Vocabulary {
    /// Makes a language's lists ready.
    pub(super) fn of(table: &Table, frequencies: &'static [u8]) -> Self {
        let kinds = [
            (&table.negations, CueKind::Negation),
            (&table.hedges, CueKind::Hedge),
            (&table.conditions, CueKind::Condition),
            (&table.quantifiers, CueKind::Quantifier),
        ];
        let kinds = kinds.into_iter().flat_map(|(list, kind)| list.iter().map(move |phrase| (phrase, Some(kind))));
        let cues = kinds.chain(table.empty_openers.iter().map(|phrase| (phrase, None)));
        let cues = cues.map(|(phrase, kind)| (phrase.as_str(), kind));
        let mut made = Self {
            roles: Roles::of(table),
            background: Background::read(frequencies),
            cues: Phrases::new(cues, table),
            speech: sorted(table.speech_verbs.iter().map(|verb| hash(verb))),
            synonyms: Vec::new(),
            opposites: opposites(table),
        };
        let single = table.synonyms.iter().filter(|(word, same)| !word.contains(' ') && !same.contains(' '));
        made.synonyms = single.map(|(word, same)| (hash(&table.spelt(word)), stem_in(same, &made.roles))).collect();
        made.synonyms.sort_unstable();
        made
    }

    /// The stem of the one word that the table has for what a word means; nothing where the word stands for itself.
    pub(super) fn same(&self, word: u64) -> Option<Stem> {
        let at = self.synonyms.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.synonyms.get(at).map(|(_, stem)| *stem)
    }

    /// The pair of opposites that a word, as a number, belongs to, and whether to its second row.
    pub(super) fn opposite(&self, word: u64) -> Option<(usize, bool)> {
        let at = self.opposites.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.opposites.get(at).map(|(_, place)| *place)
    }

    /// Whether a word, as a number, is a verb of saying in the table's own spelling.
    pub(super) fn says(&self, word: u64) -> bool {
        self.speech.binary_search(&word).is_ok()
    }
}

fn opposites(table: &Table) -> Vec<(u64, (usize, bool))> {
    let mut made = Vec::new();
    for (pair, rows) in table.opposites.iter().enumerate() {
        for (row, second) in rows.iter().zip([false, true]) {
            made.extend(row.split(' ').map(|entry| (hash(&table.spelt(entry)), (pair, second))));
        }
    }
    made.sort_unstable();
    made
}
