//! Whether the clause of a date speaks of what is to come, of what was, or of neither.

use std::ops::Range;

use crate::clause;
use crate::cut::Lexemes;
use crate::language::{Language, Sense, WordList};
use crate::work::steps;

/// Words before a participle among which the verb that rules it stands: "will have been".
const AUXILIARIES: usize = 3;

/// Lexemes of a date, up to the verb behind it.
const DATE: usize = 5;

/// Words between a participle and the date of the state that it names: "is closed on Sunday".
const STATE: usize = 3;

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
    /// By clause, the tense that it or the first clause behind it tells; made when it is asked for.
    onward: Option<Vec<Onward>>,
}

/// What a clause and those behind it tell of the tense.
#[derive(Debug, Clone, Copy, Default)]
struct Onward {
    /// Whether it is the future.
    future: Option<bool>,
    /// Whether a verb of saying tells it: "Roth arrives on Monday, her office said" tells nothing of
    /// when she does.
    only_says: bool,
}

impl<'a> Tenses<'a> {
    pub(super) fn of(lexemes: &'a Lexemes<'a>, language: &'a Language) -> Self {
        let clauses = clause::clauses(lexemes.text);
        Self {
            lexemes,
            language,
            clauses,
            clause: usize::MAX,
            before: (0, None),
            after: None,
            onward: None,
        }
    }

    /// Whether what happens on the date at a lexeme is to come; nothing where no word tells. The cue
    /// nearest to it in its clause counts, those before it first, then the next clause that has one:
    /// "On Monday, the mayor, a teacher, will open it".
    pub(super) fn is_future(&mut self, at: usize) -> Option<bool> {
        if self.is_arranged(at) {
            return Some(true);
        }
        let start = self.lexemes.range(at, at + 1).start;
        let clause = self.clauses.partition_point(|clause| clause.end <= start);
        if self.clauses.get(clause).is_none_or(|range| !range.contains(&start)) {
            return None;
        }
        if clause != self.clause {
            (self.clause, self.before, self.after) = (clause, (0, None), None);
        }
        if self.is_beside_past(at) {
            return Some(false);
        }
        self.told_before(at).or_else(|| self.told_after(at)).or_else(|| {
            let onward = self.told_onward(clause + 1);
            onward.filter(|told| !told.only_says || self.is_leading(at))?.future
        })
    }

    /// Whether a date stands at the beginning of its clause: "On Monday, the mayor said".
    fn is_leading(&self, at: usize) -> bool {
        let mut before = (at.saturating_sub(DATE)..at).filter(|&index| self.is_inside(index));
        before.all(|index| {
            let word = self.lexemes.folded(index);
            let is = |list: &WordList| list.contains(word);
            is(&self.language.prepositions) || is(&self.language.articles)
        })
    }

    /// Whether a verb of the past stands right beside a date, "stürzte am Freitag" or "am 3. Mai
    /// stürzte": elsewhere its ending may be an adjective's.
    fn is_beside_past(&self, at: usize) -> bool {
        let endings = &self.language.past_endings_beside;
        let is_past = |index: usize| {
            has_ending(self.lexemes, index, endings)
                && !self
                    .language
                    .inversion_openers
                    .iter()
                    .any(|word| word == self.lexemes.folded(index))
        };
        let end = (at..at + DATE).find(|&index| is_past(index) || self.has_tense(index));
        !endings.is_empty() && ((at.saturating_sub(2)..at).any(is_past) || end.is_some_and(is_past))
    }

    fn has_tense(&self, index: usize) -> bool {
        index >= self.lexemes.len() || self.tense(index).is_some()
    }

    /// Whether the words before a date say that something is to be on it: "the final is on Sunday",
    /// "a strike has been called for Friday".
    fn is_arranged(&self, at: usize) -> bool {
        let article = usize::from(
            at > 0 && self.language.articles.iter().any(|word| word == self.lexemes.before(at)),
        );
        let lexicon = self.language.lexicon();
        lexicon.phrase_before(self.lexemes, at - article, &Sense::Arranged).is_some()
    }

    /// The tense that a clause or the first behind it tells, over those that lean on another.
    fn told_onward(&mut self, clause: usize) -> Option<Onward> {
        if self.onward.is_none() {
            self.onward = Some(self.tenses_onward());
        }
        self.onward.as_ref()?.get(clause).copied()
    }

    fn tenses_onward(&self) -> Vec<Onward> {
        let mut found = vec![Onward::default(); self.clauses.len()];
        let mut index = self.lexemes.len();
        let mut next = Onward::default();
        for (clause, range) in self.clauses.iter().enumerate().rev() {
            let end = index;
            while index > 0 && self.lexemes.range(index - 1, index).start >= range.start {
                index -= 1;
            }
            let opener = self.lexemes.folded(index);
            let leans = self.language.clause_openers.iter().any(|word| word == opener);
            let own = || (index..end).find(|at| self.tense(*at).is_some());
            if let Some(at) = own().filter(|_| !leans) {
                let only_says = self.language.lexicon().has(self.lexemes, at, &Sense::Speech);
                next = Onward { future: self.tense(at), only_says };
            }
            found[clause] = next;
        }
        found
    }

    /// The tense told last before a lexeme; none where that is a state on the very day.
    fn told_before(&mut self, at: usize) -> Option<bool> {
        let near = (at.saturating_sub(STATE)..at).rev().find(|&index| self.tense(index).is_some());
        if near.is_some_and(|index| self.is_state(index) && self.tense(index) == Some(false)) {
            return None;
        }
        self.last_before(at)
    }

    /// The tense told last before a lexeme, back to the one that was asked about before.
    fn last_before(&mut self, at: usize) -> Option<bool> {
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
        // "will be held": a participle belongs to what stands before it; not so in "The 12 May
        // Movement elected".
        let rules = |back: usize| {
            (back == 0 || !lexemes.is_capital(back))
                && language.lexicon().has(lexemes, back, &Sense::Future)
        };
        Some(future || (index.saturating_sub(AUXILIARIES)..index).any(rules))
    }

    /// Whether a participle names a state that lasts: "is closed".
    fn is_state(&self, index: usize) -> bool {
        index > 0
            && self.language.present_be_words.iter().any(|be| be == self.lexemes.before(index))
    }
}

/// Whether a word is a verb by one of some endings: "restera", "seguirá", "stormed". Names are
/// none.
fn has_ending(lexemes: &Lexemes<'_>, at: usize, endings: &[String]) -> bool {
    if endings.is_empty() {
        return false;
    }
    let word = lexemes.text.get(lexemes.range(at, at + 1)).unwrap_or_default();
    // "their self-proclaimed assembly"
    let is_half = at > 0 && lexemes.before(at) == "-" && lexemes.is_joined(at);
    !is_half
        && word.starts_with(char::is_lowercase)
        && word.chars().count() >= SHORTEST_VERB
        && endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// Whether a word is of the future, or of the past.
fn is_of_future(sense: &Sense) -> Option<bool> {
    match sense {
        Sense::Future | Sense::Scheduled => Some(true),
        Sense::Past | Sense::Speech => Some(false),
        _ => None,
    }
}
