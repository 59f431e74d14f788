//! How far a run of capitalised words reaches.

use super::view::View;
use crate::cut::Made;
use crate::language::Sense;

/// Words that one name may have: the longest real ones ("Democratic People's Republic of Korea")
/// have half of it.
const LONGEST: usize = 12;

/// Longest second part of a given name that is written small, in bytes: "Jae-myung".
const GIVEN: usize = 5;

/// A run of capitalised words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Lexeme after the last.
    pub(super) to: usize,
    /// Lexeme after the last word of an organisation, where the run holds one.
    pub(super) organisation: Option<usize>,
    /// How many words it has.
    pub(super) words: usize,
    /// Whether the last of them was added to an organisation by "of".
    added: bool,
}

impl View<'_> {
    /// The run that begins with the capitalised word at an index. It ends before a title, a date
    /// and a small word that no name holds there.
    pub(super) fn run(&self, at: usize) -> Run {
        let mut run = Run { to: self.word_end(at, 0), organisation: None, words: 1, added: false };
        let mut last = at;
        self.note(&mut run, last);
        while run.words < LONGEST {
            let Some(next) = self.next_word(at, last, run.to) else { break };
            if self.ends_before(next) {
                break;
            }
            (last, run.to, run.words) = (next, self.word_end(next, run.words), run.words + 1);
            self.note(&mut run, last);
        }
        run
    }

    /// Notes where an organisation's name ends: at its word, and behind what "of" adds to it,
    /// however many words that has ("Bureau of Labor Statistics").
    fn note(&self, run: &mut Run, word: usize) {
        let is_organisation = self.has(word, &Sense::Organisation);
        let is_added = |end: usize| self.is_small(end) && !self.reader.lexemes.is_capital(end);
        let goes_on = |end: usize| end == word && run.added && !self.has(word, &Sense::Place);
        let continued = run.organisation.is_some_and(|end| is_added(end) || goes_on(end));
        run.added = continued;
        if is_organisation || continued {
            run.organisation = Some(run.to);
        }
    }

    /// The end of the word at an index with what is joined to it: `O'Brien`, `Jean-Luc`, `J.`,
    /// `G7`.
    fn word_end(&self, at: usize, words: usize) -> usize {
        let mut to = at + 1;
        for _ in 0..LONGEST {
            let joined = self.reader.lexemes.is_joined(to) && self.reader.lexemes.is_joined(to + 1);
            let mark = self.reader.lexemes.folded(to);
            let more = match mark {
                "'" => joined && self.reader.lexemes.is_capital(to + 1),
                "-" => joined && self.is_second_part(to + 1, words),
                "." => joined && self.is_letter(to - 1) && self.is_letter(to + 1),
                _ => false,
            };
            let initial = |mark: &str| mark == "." && self.is_letter(to - 1) && !self.is_last(to);
            if more {
                to += 2;
            } else if mark == "-" && self.is_chained(to) {
                to += 4;
            } else if self.reader.lexemes.is_joined(to)
                && (initial(mark) || self.reader.lexemes.is(to, Made::Digits))
            {
                return to + 1;
            } else {
                break;
            }
        }
        to
    }

    /// Whether a hyphen joins a small word and a further capital: "Sainte-Orle-des-Prés".
    fn is_chained(&self, hyphen: usize) -> bool {
        let joined = |at: usize| self.reader.lexemes.is_joined(at);
        self.reader.lexemes.is(hyphen + 1, Made::Word)
            && (hyphen..hyphen + 4).all(joined)
            && self.reader.lexemes.folded(hyphen + 2) == "-"
            && self.reader.lexemes.is_capital(hyphen + 3)
    }

    /// Whether a plural or a saint owns the organisation that follows: "Workers' Congress", "St
    /// Orlan's Hospital". The lexeme of that.
    fn owned(&self, start: usize, to: usize) -> Option<usize> {
        let lexemes = self.reader.lexemes;
        if lexemes.folded(to) != "'" || !lexemes.is_joined(to) {
            return None;
        }
        let single = lexemes.folded(to + 1) == "s" && lexemes.is_joined(to + 1);
        let next = to + 1 + usize::from(single);
        let owner = lexemes.folded(to - 1);
        let plural = if single {
            self.reader.language.plurals.iter().any(|plural| plural == owner)
                || self.has(start, &Sense::Saint)
        } else {
            owner.ends_with('s') && !self.has(to - 1, &Sense::Place)
        };
        let body = lexemes.is_capital(next) && self.has(next, &Sense::Organisation);
        (plural && body && !lexemes.is_joined(next)).then_some(next)
    }

    /// Whether what a hyphen adds belongs to a name: "Jean-Luc", "Kim Jong-un", not "Trump-led".
    fn is_second_part(&self, at: usize, words: usize) -> bool {
        let capital = self.reader.lexemes.is_capital(at);
        let given = words > 0
            && self.reader.lexemes.written(at).len() <= GIVEN
            && !self.has(at, &Sense::CompoundEnding);
        (capital && !self.has(at, &Sense::Title)) || (!capital && given && !self.is_lower(at))
    }

    /// Whether a lexeme is one capital letter.
    fn is_letter(&self, at: usize) -> bool {
        self.reader.lexemes.is_capital(at) && self.reader.lexemes.written(at).chars().count() == 1
    }

    fn is_last(&self, at: usize) -> bool {
        at + 1 >= self.reader.lexemes.len()
    }

    /// The next capitalised word of a run, over the small words that names hold.
    fn next_word(&self, start: usize, last: usize, to: usize) -> Option<usize> {
        if let Some(next) = self.owned(start, to) {
            return Some(next);
        }
        if self.reader.lexemes.is_joined(to) {
            // "al-Assad", "d'Estaing" are reached through their particle only; "&" joins companies.
            return None;
        }
        if self.reader.lexemes.is_capital(to) {
            return Some(to);
        }
        if self.reader.lexemes.folded(to) == "&" && self.reader.lexemes.is_capital(to + 1) {
            return Some(to + 1);
        }
        let mut next = to;
        for _ in 0..3 {
            if !self.is_small(next) {
                return None;
            }
            next += 1;
            let mark = matches!(self.reader.lexemes.folded(next), "-" | "'")
                && self.reader.lexemes.is_joined(next);
            next += usize::from(mark && self.reader.lexemes.is_joined(next + 1));
            if self.reader.lexemes.is_capital(next) {
                return self.may_join(start, last, to, next).then_some(next);
            }
        }
        None
    }

    /// Whether a small word may stand inside a name.
    fn is_small(&self, at: usize) -> bool {
        self.has(at, &Sense::Particle)
    }

    /// Whether a small word stands in names of bodies only: "Office for Civil Rights".
    pub(super) fn is_of_bodies(&self, at: usize) -> bool {
        matches!(self.reader.lexemes.folded(at), "for" | "on" | "für" | "pour" | "para")
    }

    /// Whether the small word at `to` joins what stands before it with the capitalised word at
    /// `next`. "Of" joins an organisation or an unknown word with what is no country; "for" and
    /// "on" join organisations only.
    fn may_join(&self, start: usize, last: usize, to: usize, next: usize) -> bool {
        let organisation = self.has(last, &Sense::Organisation);
        if !self.has(to, &Sense::Of) && !self.is_of_bodies(to) {
            let titled = self.has(start, &Sense::Title) && start == last;
            return !titled && !self.has(start, &Sense::Place) && !self.has(start, &Sense::Demonym);
        }
        let known = self.has(start, &Sense::Title)
            || self.has(start, &Sense::Place)
            || self.has(start, &Sense::Demonym);
        let proper = self.has(next, &Sense::Place)
            || self.has(next, &Sense::Demonym)
            || self.has(next, &Sense::OrganisationName);
        let of = self.has(to, &Sense::Of);
        organisation || (of && !known && !proper && !self.opens(start))
    }

    /// Whether a run ends before this word: a title, a demonym, a date, a number.
    fn ends_before(&self, at: usize) -> bool {
        let office = self.has(at, &Sense::Organisation) || self.has(at, &Sense::OrganisationName);
        let shouted = self.headline && self.is_lower(at) || self.shouted && !self.is_known(at);
        self.is_dated(at)
            || (shouted && !office)
            || (!office
                && self.reader.lexicon.find(self.reader.lexemes, at, ends).is_some()
                && !self.is_letter(at)
                && !self.is_inner_particle(at))
    }

    /// "La" of "Hugues de La Roncière": a particle with a capital behind another.
    fn is_inner_particle(&self, at: usize) -> bool {
        at > 0
            && self.is_small(at)
            && self.is_small(at - 1)
            && !self.reader.lexemes.is_capital(at - 1)
            && self.reader.lexemes.is_capital(at + 1)
    }
}

/// A sense of words before which a name ends.
fn ends(sense: &Sense) -> Option<()> {
    matches!(
        sense,
        Sense::Title
            | Sense::Honorific
            | Sense::Demonym
            | Sense::Weekday(_)
            | Sense::Number(_)
            | Sense::Stop
    )
    .then_some(())
}
