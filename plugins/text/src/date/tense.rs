//! Whether the clause of a date speaks of what is to come.

use std::ops::Range;

use crate::clause;
use crate::cut::Lexemes;
use crate::language::{Language, Sense};
use crate::work::steps;

/// Words before a participle among which the verb that rules it stands: "will have been".
const AUXILIARIES: usize = 3;

/// Letters from which a word with the ending of a tense is a verb: "fera", "irán", "used".
const SHORTEST_VERB: usize = 4;

/// The tenses of a text's clauses, asked for its dates from left to right. What was looked at for
/// one date is not looked at again for the next: a line may be dates alone.
pub(super) struct Tenses<'a> {
    lexemes: &'a Lexemes<'a>,
    language: &'a Language,
    clauses: Vec<Range<usize>>,
    /// The clause that was asked about last.
    clause: usize,
    /// The lexeme up to which it was read, and the tense told last before that.
    before: (usize, Option<bool>),
    /// The lexeme up to which nothing else tells a tense behind the date, and the tense told there.
    after: Option<(usize, Option<bool>)>,
}

impl<'a> Tenses<'a> {
    pub(super) fn of(lexemes: &'a Lexemes<'a>, language: &'a Language) -> Self {
        let clauses = clause::clauses(lexemes.text);
        Self { lexemes, language, clauses, clause: usize::MAX, before: (0, None), after: None }
    }

    /// Whether the tense cue nearest to the date at a lexeme in its clause, those before it first,
    /// speaks of the future.
    pub(super) fn is_future(&mut self, at: usize) -> bool {
        let start = self.lexemes.range(at, at + 1).start;
        let clause = self.clauses.partition_point(|clause| clause.end <= start);
        if self.clauses.get(clause).is_none_or(|range| !range.contains(&start)) {
            return false;
        }
        if clause != self.clause {
            (self.clause, self.before, self.after) = (clause, (0, None), None);
        }
        self.told_before(at).or_else(|| self.told_after(at)).unwrap_or(false)
    }

    /// The tense told last before a lexeme, back to the one that was asked about before.
    fn told_before(&mut self, at: usize) -> Option<bool> {
        let (read, told) = self.before;
        let new = (read..at)
            .rev()
            .take_while(|&index| self.is_inside(index))
            .find_map(|index| self.tense(index));
        self.before = (at, new.or(told));
        self.before.1
    }

    /// The tense told first behind a lexeme.
    fn told_after(&mut self, at: usize) -> Option<bool> {
        if let Some((_, told)) = self.after.filter(|(read, _)| *read > at) {
            return told;
        }
        let inside = (at + 1..self.lexemes.len()).take_while(|&index| self.is_inside(index));
        let mut last = at;
        let found = inside.inspect(|index| last = *index).find_map(|index| self.tense(index));
        self.after = Some((if found.is_some() { last } else { usize::MAX }, found));
        found
    }

    fn is_inside(&self, index: usize) -> bool {
        let start = self.lexemes.get(index).map(|lexeme| lexeme.start);
        start.is_some_and(|start| {
            self.clauses.get(self.clause).is_some_and(|clause| clause.contains(&start))
        })
    }

    /// What a lexeme tells of the tense: whether it is the future.
    fn tense(&self, index: usize) -> Option<bool> {
        steps(1);
        let (lexemes, language) = (self.lexemes, self.language);
        // "would-be migrants"
        let is_half = lexemes.folded(index + 1) == "-" && lexemes.is_joined(index + 1);
        // the month, not the verb
        if is_half || index > 0 && lexemes.is_capital(index) {
            return None;
        }
        let found = language.lexicon().find(lexemes, index, is_of_future).map(|(_, future)| future);
        let ends = |endings: &[String]| has_ending(lexemes, index, endings);
        let future = found
            .or_else(|| ends(&language.future_endings).then_some(true))
            .or_else(|| ends(&language.past_endings).then_some(false))?;
        // "will be held": a participle belongs to what stands before it.
        let participle = |back| language.lexicon().has(lexemes, back, &Sense::Future);
        Some(future || (index.saturating_sub(AUXILIARIES)..index).any(participle))
    }
}

/// Whether a word is a verb by one of some endings: "restera", "seguirá", "stormed". Names are
/// none.
fn has_ending(lexemes: &Lexemes<'_>, at: usize, endings: &[String]) -> bool {
    if endings.is_empty() {
        return false;
    }
    let word = lexemes.text.get(lexemes.range(at, at + 1)).unwrap_or_default();
    word.starts_with(char::is_lowercase)
        && word.chars().count() >= SHORTEST_VERB
        && endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// Whether a word is of the future, or of the past.
fn is_of_future(sense: &Sense) -> Option<bool> {
    match sense {
        Sense::Future => Some(true),
        Sense::Past | Sense::Speech => Some(false),
        _ => None,
    }
}
