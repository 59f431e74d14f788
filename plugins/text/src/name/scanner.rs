//! Reads a text from left to right and finds its names with their titles.

use super::kind::{EntityKind, Name};
use super::piece::Piece;
use super::shown::Shown;
use super::view::View;
use crate::cut::Made;
use crate::language::Sense;
use crate::work::steps;

/// What stands before a name and may be its title.
#[derive(Clone, Copy)]
struct Prefix {
    from: usize,
    titled: bool,
}

/// Words between a title and the "former" that belongs to it.
const FORMER_WITHIN: usize = 2;

impl View<'_> {
    pub(super) fn read(&self) -> Vec<Name> {
        let mut found: Vec<Name> = Vec::new();
        let mut prefix: Option<Prefix> = None;
        let mut at = 0;
        while at < self.reader.lexemes.len() {
            steps(1);
            let Some(piece) = self.piece(at) else {
                (prefix, at) = (None, at + 1);
                continue;
            };
            match piece {
                Piece::Title(to) => {
                    prefix = Some(Prefix {
                        from: prefix.map_or(at, |prefix| prefix.from),
                        titled: true,
                    });
                    at = self.behind_title(to);
                    prefix = prefix.filter(|_| self.is_attached(at));
                }
                Piece::Demonym(to) => {
                    prefix = Some(prefix.unwrap_or(Prefix { from: at, titled: false }));
                    at = to;
                    prefix = prefix.filter(|_| self.is_attached(at));
                }
                Piece::Name(to, _) if self.is_seat(at, to) => {
                    (prefix, at) = (None, to);
                }
                Piece::Name(to, kind) => {
                    let (to, kind) = self.first_name(at, to, kind, prefix).unwrap_or((to, kind));
                    let to = if prefix.is_some_and(|prefix| prefix.titled) {
                        self.without_country(at, to)
                    } else {
                        to
                    };
                    found.push(self.name(self.with_particles(at, &found), to, kind, prefix));
                    (prefix, at) = self.behind_name(at, to, kind);
                }
            }
        }
        found
    }

    /// Whether a run is a party's letter with a state's, or the state's behind it: "Sen. John Cornyn,
    /// R-TX, said".
    fn is_seat(&self, at: usize, to: usize) -> bool {
        let lexemes = self.reader.lexemes;
        let from =
            if at > 1 && lexemes.before(at) == "-" && lexemes.is_joined(at) { at - 2 } else { at };
        let run = lexemes.text.get(lexemes.range(from, to)).unwrap_or_default();
        run.split_once('-').is_some_and(|(party, state)| {
            let are_capitals = |letters: &str| letters.chars().all(|one| one.is_ascii_uppercase());
            party.len() == 1 && state.len() == 2 && are_capitals(party) && are_capitals(state)
        })
    }

    /// A name behind a title without the country: "President Danylo Horbatsky of Kestria". "Prince
    /// William of Orange" keeps one word less as well; what is left still names him.
    fn without_country(&self, at: usize, to: usize) -> usize {
        (at + 1..to).find(|&of| self.has(of, &Sense::Of)).unwrap_or(to)
    }

    /// A place behind a title that a further name follows is a first name: "Foreign Minister Milan
    /// Ostrec".
    fn first_name(
        &self,
        at: usize,
        to: usize,
        kind: Option<EntityKind>,
        prefix: Option<Prefix>,
    ) -> Option<(usize, Option<EntityKind>)> {
        let is_place = kind == Some(EntityKind::Place)
            && prefix.is_some_and(|prefix| prefix.titled && prefix.from < at);
        let run = self.run(at);
        (is_place && to == at + 1 && run.to > to && run.organisation.is_none() && self.goes_on(to))
            .then_some((run.to, None))
    }

    /// Whether a name goes on with an untitled word.
    fn goes_on(&self, to: usize) -> bool {
        self.is_attached(to) && self.reader.lexemes.is_capital(to) && self.title_end(to).is_none()
    }

    /// Behind a title: the name may follow at once, or behind "of Poland" where a name follows
    /// that.
    fn behind_title(&self, to: usize) -> usize {
        let hyphen = self.reader.lexemes.folded(to) == "-" && self.reader.lexemes.is_joined(to);
        to + usize::from(hyphen)
    }

    /// Whether a word follows with nothing but a space between.
    fn is_attached(&self, at: usize) -> bool {
        self.reader.lexemes.is(at, Made::Word)
    }

    /// Behind a name: where to go on, and whether the name begins the title of the next one
    /// ("Italy's Prime Minister", "Kremlin spokesman").
    fn behind_name(
        &self,
        at: usize,
        to: usize,
        kind: Option<EntityKind>,
    ) -> (Option<Prefix>, usize) {
        let possessed = self.reader.lexemes.folded(to) == "'" && self.reader.lexemes.is_joined(to);
        let next = if !possessed {
            to
        } else if self.reader.lexemes.folded(to + 1) == "s" && self.reader.lexemes.is_joined(to + 1)
        {
            to + 2
        } else {
            to + 1
        };
        let begins = if possessed { kind == Some(EntityKind::Place) } else { true };
        let titled =
            begins && self.is_attached(next) && matches!(self.piece(next), Some(Piece::Title(_)));
        (titled.then_some(Prefix { from: at, titled: false }), next)
    }

    /// The start of a surname with the particles before it ("von der Leyen").
    fn with_particles(&self, at: usize, found: &[Name]) -> usize {
        let mut start = at;
        let taken = found.last().map_or(0, |last| last.range.end);
        let free = |at: usize| taken <= self.reader.lexemes.range(at, at + 1).start;
        while start > 0
            && at - start < 3
            && self.has(start - 1, &Sense::SurnameParticle)
            && free(start - 1)
        {
            start -= 1;
        }
        start
    }

    fn name(&self, at: usize, to: usize, kind: Option<EntityKind>, prefix: Option<Prefix>) -> Name {
        let title = prefix.filter(|prefix| prefix.titled && prefix.from < at);
        let title = title.map(|prefix| {
            self.reader.lexemes.range(self.with_former(self.without_half(prefix.from, at)), at)
        });
        let role = self.role_behind(to);
        let administration = self.is_administration(to);
        let from = prefix.map_or(at, |prefix| prefix.from);
        let person = title.is_some() || role.is_some() || administration;
        let Shown { kind, sure } = self.shown(from, at, to, kind, person);
        Name {
            range: self.reader.lexemes.range(at, to),
            title,
            role,
            kind,
            sure,
            administration,
            entity: None,
        }
    }

    /// "former", "ex-", "would-be" and their like before a title are part of it: without them the
    /// role would be wrong. Words may stand between: "former Trump campaign chairman", "former
    /// State's Attorney".
    fn with_former(&self, from: usize) -> usize {
        let mut from = self.over_former(from);
        let mut at = from;
        for _ in 0..FORMER_WITHIN {
            let Some(word) = self.word_before(at).filter(|&word| self.may_precede(word)) else {
                break;
            };
            at = self.over_former(word);
            if at < word {
                from = at;
            }
        }
        from
    }

    /// The start of all such words right before an index.
    fn over_former(&self, at: usize) -> usize {
        let mut from = at;
        while from > 0 {
            let hyphen = self.reader.lexemes.before(from) == "-"
                && self.reader.lexemes.is_joined(from)
                && from > 1;
            let end = from - usize::from(hyphen);
            let lexicon = self.reader.lexicon;
            let Some(back) = lexicon.phrase_before(self.reader.lexemes, end, &Sense::Former) else {
                break;
            };
            from = end - back;
        }
        from
    }

    /// The word before an index; before "'s" the one that it belongs to.
    fn word_before(&self, at: usize) -> Option<usize> {
        let lexemes = self.reader.lexemes;
        let owns = at > 2
            && lexemes.before(at) == "s"
            && lexemes.is_joined(at - 1)
            && lexemes.before(at - 1) == "'"
            && lexemes.is_joined(at - 2);
        let word = at.checked_sub(if owns { 3 } else { 1 })?;
        lexemes.is(word, Made::Word).then_some(word)
    }

    /// The title itself where what stands before it is the second half of a name that "and" joins:
    /// "Commissioner" of "Food and Drug Administration Commissioner".
    fn without_half(&self, from: usize, to: usize) -> usize {
        let known = [Sense::Title, Sense::Demonym, Sense::Place];
        let half = from > 1
            && matches!(self.reader.lexemes.folded(from - 1), "and" | "&")
            && self.reader.lexemes.is_capital(from - 2)
            && self.reader.lexemes.is_capital(from)
            && !known.iter().any(|sense| self.has(from, sense));
        let title = || (from..to).find(|&at| self.has(at, &Sense::Title));
        if half { title().unwrap_or(from) } else { from }
    }

    /// Whether a name is followed by the word for a government: it then names that, not the person.
    fn is_administration(&self, to: usize) -> bool {
        let word = self.reader.lexemes.folded(to);
        self.reader.lexemes.is(to, Made::Word)
            && self.reader.language.administrations.iter().any(|known| known == word)
    }
}
