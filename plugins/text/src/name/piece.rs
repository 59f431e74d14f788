//! What stands at one place of a text: a name, a title, a demonym, or nothing of these.

use super::evidence;
use super::kind::EntityKind;
use super::view::View;
use crate::cut::Made;
use crate::language::Sense;
use crate::word;

/// One piece, with the lexeme after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A name, and what a table knows it to be.
    Name(usize, Option<EntityKind>),
    /// A title or role.
    Title(usize),
    /// A demonym or a country's adjective.
    Demonym(usize),
}

/// Bytes of the shortest title that compounds end with: "leiter".
const COMPOUNDED: usize = 6;

impl View<'_> {
    pub(super) fn has(&self, at: usize, sense: &Sense) -> bool {
        self.reader.lexicon.has(self.reader.lexemes, at, sense)
    }

    fn phrase(&self, at: usize, sense: &Sense) -> Option<usize> {
        self.reader.lexicon.phrase(self.reader.lexemes, at, sense).map(|length| at + length)
    }

    /// Whether a lexeme belongs to a date.
    pub(super) fn is_dated(&self, at: usize) -> bool {
        let first = self.dates.partition_point(|date| date.to <= at);
        self.dates.get(first).is_some_and(|date| date.from <= at)
    }

    /// Whether a sentence or a quotation opens with this lexeme.
    pub(super) fn opens(&self, at: usize) -> bool {
        // The stop of "Mr." or "J." ends no sentence.
        let abbreviated = at >= 2
            && self.reader.lexemes.before(at) == "."
            && self.reader.lexemes.is_joined(at - 1);
        if abbreviated && self.reader.lexemes.is_capital(at - 2) && self.is_short(at - 2) {
            return false;
        }
        evidence::opens(self.reader.lexemes.text, self.reader.lexemes.range(at, at + 1).start)
    }

    /// Whether a word is written short with a stop behind it: an initial, a title.
    fn is_short(&self, at: usize) -> bool {
        let titled = |sense: &Sense| matches!(sense, Sense::Title | Sense::Honorific).then_some(());
        self.reader.lexemes.written(at).chars().count() == 1
            || self.reader.lexicon.find(self.reader.lexemes, at, titled).is_some()
    }

    /// What begins at an index.
    pub(super) fn piece(&self, at: usize) -> Option<Piece> {
        if !self.reader.lexemes.is(at, Made::Word) || self.is_dated(at) {
            return None;
        }
        let capital = self.reader.lexemes.is_capital(at);
        let title = self.title_end(at);
        if !capital {
            return title
                .map(Piece::Title)
                .or_else(|| self.phrase(at, &Sense::Demonym).map(Piece::Demonym));
        }
        let place = self.phrase(at, &Sense::Place);
        if let Some(to) = self
            .phrase(at, &Sense::OrganisationName)
            .filter(|to| place.is_none_or(|place| place <= *to))
            && title.is_none_or(|title| title <= to)
            && self.is_proper(at, to)
        {
            return Some(Piece::Name(to, Some(EntityKind::Organisation)));
        }
        let run = self.run(at);
        if let Some(to) = run
            .organisation
            .filter(|to| *to > at + 1 && title.max(place).is_none_or(|known| known < *to))
        {
            return self.trimmed(at, to, Some(EntityKind::Organisation));
        }
        // "Sporting Velhar", "Hospital San Fermín"; "Admiral Horne Road"
        let opens_body =
            self.has(at, &Sense::OrganisationOpener) && self.reader.lexemes.is_capital(at + 1);
        let named = opens_body.then_some(EntityKind::Organisation).or_else(|| {
            (title.is_some() && self.is_called_place(at, run.to)).then_some(EntityKind::Place)
        });
        if let Some(kind) = named.filter(|_| run.words > 1 && place.is_none_or(|to| to < run.to)) {
            return self.trimmed(at, run.to, Some(kind));
        }
        let demonym = self.phrase(at, &Sense::Demonym);
        if let Some(to) = title.filter(|title| *title >= place.max(demonym).unwrap_or(0)) {
            return Some(Piece::Title(to));
        }
        if let Some(to) = place.filter(|place| demonym.is_none_or(|demonym| *place >= demonym)) {
            return Some(Piece::Name(to, Some(EntityKind::Place)));
        }
        if let Some(to) = demonym {
            return Some(Piece::Demonym(to));
        }
        self.trimmed(at, run.to, None)
    }

    /// A title phrase, with the stop of an abbreviation; one that opens a sentence alone counts
    /// too.
    pub(super) fn title_end(&self, at: usize) -> Option<usize> {
        let known = self.phrase(at, &Sense::Title).max(self.phrase(at, &Sense::Honorific));
        let to = known.or_else(|| self.is_compound_title(at).then_some(at + 1))?;
        let stop = self.reader.lexemes.folded(to) == "."
            && self.reader.lexemes.is_joined(to)
            && self.reader.lexemes.is_capital(to + 1);
        Some(to + usize::from(stop && self.reader.lexemes.written(to - 1).len() <= 4))
    }

    /// Whether a compound ends with a title: "Feuerwehrsprecherin". A name follows it at once.
    fn is_compound_title(&self, at: usize) -> bool {
        let word = self.reader.lexemes.folded(at);
        let ends = |title: &String| {
            title.len() >= COMPOUNDED && word.len() > title.len() && word.ends_with(title.as_str())
        };
        self.reader.language.capital_nouns
            && self.reader.lexemes.is(at + 1, Made::Word)
            && self.reader.lexemes.is_capital(at + 1)
            && self.reader.language.titles.iter().any(ends)
    }

    /// Whether a known organisation is written as one: some are common words too ("who", "labour").
    fn is_proper(&self, at: usize, to: usize) -> bool {
        let letters = self.reader.lexemes.written(at);
        to > at + 1
            || !self.opens(at)
            || letters.chars().all(char::is_uppercase)
            || !self.is_lower(at)
    }

    pub(super) fn is_lower(&self, at: usize) -> bool {
        self.evidence.is_lower(word::hash(self.reader.lexemes.folded(at)))
    }

    fn is_first(&self, at: usize) -> bool {
        self.evidence.is_first(word::hash(self.reader.lexemes.folded(at)))
    }

    pub(super) fn is_known(&self, at: usize) -> bool {
        self.evidence.is_capital(word::hash(self.reader.lexemes.folded(at)))
    }

    /// A run of unknown words as a name, without the words at its start that are none.
    fn trimmed(&self, at: usize, to: usize, kind: Option<EntityKind>) -> Option<Piece> {
        let mut start = at;
        while start < to && !self.may_start(start, to, kind.is_some()) {
            start += 1;
            while start < to && !self.reader.lexemes.is_capital(start) {
                start += 1;
            }
        }
        // The scanner goes on behind words that were trimmed; the name is found there again.
        (start == at).then_some(Piece::Name(to, kind))
    }

    /// Whether the word at `at` of a run that ends at `to` may begin a name.
    fn may_start(&self, at: usize, to: usize, known: bool) -> bool {
        if self.is_common(at) {
            return false;
        }
        let single = to == at + 1;
        let shown = self.is_known(at) && !self.is_lower(at);
        if self.reader.language.capital_nouns {
            return shown || (!single && !self.opens(at) && !self.is_lower(at));
        }
        let acronym = self.is_acronym(at);
        if self.headline || self.shouted {
            return shown || known || acronym && !self.shouted;
        }
        match (self.opens(at), single) {
            (true, true) => shown || acronym,
            (true, false) => shown || (!self.is_lower(at) && !self.is_first(at + 1)),
            (false, true) => acronym || !self.is_lower(at),
            (false, false) => true,
        }
    }

    /// Whether a word is one of the small ones, or of time and number, that get a capital by
    /// position only.
    fn is_common(&self, at: usize) -> bool {
        let letters = self.reader.lexemes.written(at).chars().count();
        let alone = letters == 1 && !matches!(self.reader.lexemes.folded(at + 1), "." | "'");
        let coded = letters == 1
            && self.reader.lexemes.folded(at + 1) == "-"
            && self.reader.lexemes.is(at + 2, Made::Digits);
        let acronym = letters > 1 && self.is_acronym(at) && !self.shouted;
        coded
            || (alone && !self.reader.lexemes.is(at + 1, Made::Digits))
            || (self.reader.lexicon.find(self.reader.lexemes, at, common).is_some()
                && letters > 1
                && !acronym)
    }

    fn is_acronym(&self, at: usize) -> bool {
        let letters = self.reader.lexemes.written(at);
        (2..=8).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase)
    }
}

/// A sense of words that get a capital by position only.
fn common(sense: &Sense) -> Option<()> {
    matches!(
        sense,
        Sense::Stop
            | Sense::Pronoun
            | Sense::Opener
            | Sense::Weekday(_)
            | Sense::Number(_)
            | Sense::Ordinal(_)
            | Sense::TimeUnit(_)
            | Sense::RelativeDay(_)
            | Sense::Speech
            | Sense::Attribution
    )
    .then_some(())
}
