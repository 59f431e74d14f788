//! Shown: what the words of a name and those around it show it to be.

use super::kind::EntityKind;
use super::view::View;
use crate::cut::Made;
use crate::language::Sense;

/// What a name is, and whether more than its looks shows that.
pub(super) struct Shown {
    pub(super) kind: Option<EntityKind>,
    pub(super) sure: bool,
}

/// Lexemes of a role before a comma and a name: "the head of the town's school".
const ROLE: usize = 8;
/// Words of an apposition up to its noun: "the small passenger plane that".
const APPOSITION: usize = 8;

impl View<'_> {
    /// What a name shows itself to be: `known` by a table, or a person by its title or role. Its
    /// words begin at `at`, with the title before it at `from`.
    pub(super) fn shown(
        &self,
        from: usize,
        at: usize,
        to: usize,
        known: Option<EntityKind>,
        person: bool,
    ) -> Shown {
        let nouns = [
            (Sense::ThingNoun, EntityKind::Other),
            (Sense::OrganisationNoun, EntityKind::Organisation),
            (Sense::PlaceNoun, EntityKind::Place),
        ];
        let named = |which: usize| self.is_called(&nouns[which].0, from, to);
        if known != Some(EntityKind::Place) && (named(0) || self.is_of_thing(from)) {
            return Shown { kind: Some(EntityKind::Other), sure: true };
        }
        let person = person.then_some(EntityKind::Person);
        let by_noun = || (1..3).find(|&which| named(which)).map(|which| nouns[which].1);
        if let Some(kind) = known.or(person).or_else(by_noun).or_else(|| self.by_itself(at, to)) {
            return Shown { kind: Some(kind), sure: true };
        }
        if self.is_thing_acronym(at, to) || self.is_behind_article(from) {
            let group = self.is_plain(at, to) && self.is_plural(to - 1);
            return Shown { kind: group.then_some(EntityKind::Organisation), sure: false };
        }
        let plain = self.is_plain(at, to);
        let spoken = self.is_spoken(at, to);
        let said = spoken && !self.is_told(at) && !self.is_plural(to - 1);
        let sure = plain && (said || self.is_human(at, to) || self.is_behind_role(from, to));
        Shown { kind: (plain || spoken).then_some(EntityKind::Person), sure }
    }

    /// What a name is by its own words, or by "in" before it.
    fn by_itself(&self, at: usize, to: usize) -> Option<EntityKind> {
        if self.is_thing_acronym(at, to) {
            return None;
        }
        // "Congress": whom one urges is no person then
        if self.is_capitals(at, to) || (to == at + 1 && self.has(at, &Sense::Organisation)) {
            return Some(EntityKind::Organisation);
        }
        let owns = self.reader.lexemes.folded(to) == "'" && self.reader.lexemes.is_joined(to);
        // "in Epstein's orbit" is in no place of that name
        let place = self.is_in(at) && !owns && !self.is_capitals(at, to);
        (place || self.is_called_place(at, to)).then_some(EntityKind::Place)
    }

    /// Whether a name is one word in capitals.
    fn is_capitals(&self, at: usize, to: usize) -> bool {
        let letters = self.reader.lexemes.written(at);
        let capitals = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
        to == at + 1 && capitals && !self.headline
    }

    fn is_thing_acronym(&self, at: usize, to: usize) -> bool {
        let word = self.reader.lexemes.folded(at);
        self.is_capitals(at, to)
            && self.reader.language.thing_acronyms.iter().any(|thing| thing == word)
    }

    /// Whether a name begins or ends with the word for a kind of place: "Port Maren", "Christmas
    /// Island", "Kaiser-Otto-Straße"; behind a first name it is a surname ("Helen Marsh").
    pub(super) fn is_called_place(&self, at: usize, to: usize) -> bool {
        let word = |at: usize| self.reader.lexemes.written(at).to_lowercase();
        to > at + 1
            && (self.reader.language.place_words.contains(&word(at))
                || self.reader.language.place_endings.contains(&word(to - 1))
                    && !(at..to - 1).any(|at| self.reader.language.first_names.contains(&word(at))))
    }

    /// Whether the word before says that something is in a place.
    fn is_in(&self, at: usize) -> bool {
        let before = || self.reader.lexemes.written(at - 1).to_lowercase();
        at > 0
            && !self.reader.lexemes.is_capital(at - 1)
            && self.reader.language.in_words.contains(&before())
    }

    /// Whether a noun of some kind is said of a name: right before it ("the ferry Lady Ann", "an old
    /// freighter, the Baltic Dawn", "the town of Tarn"), as its first word ("HMS Tarn"), or in an
    /// apposition behind it ("Hollin, a courier start-up that").
    fn is_called(&self, noun: &Sense, from: usize, to: usize) -> bool {
        let lexicon = self.reader.lexicon;
        let ends = |at: usize| lexicon.phrase_before(self.reader.lexemes, at, noun).is_some();
        let behind_article = || {
            let comma = from.checked_sub(2)?;
            (self.is_behind_article(from) && self.reader.lexemes.folded(comma) == ",")
                .then_some(comma)
        };
        let of = from.checked_sub(1).filter(|&of| self.has(of, &Sense::Of));
        ends(from)
            || behind_article().is_some_and(ends)
            || of.is_some_and(|of| *noun == Sense::PlaceNoun && ends(of))
            || (to > from + 1 && self.has(from, noun))
            || self.apposition_end(to).is_some_and(ends)
    }

    /// Where the noun phrase of an apposition behind a name ends: "a courier start-up" of ", a
    /// courier start-up that moved".
    fn apposition_end(&self, to: usize) -> Option<usize> {
        let article = self.has(to + 1, &Sense::One) || self.is_behind_article(to + 2);
        if self.reader.lexemes.folded(to) != "," || !article {
            return None;
        }
        let ends = |at: &usize| {
            let mark =
                self.reader.lexemes.is(*at, Made::Mark) && !self.reader.lexemes.is_joined(*at);
            let full = *at >= self.reader.lexemes.len();
            full || mark
                || matches!(self.reader.lexemes.folded(*at), "," | ".")
                || self.has(*at, &Sense::Stop)
        };
        (to + 3..to + 3 + APPOSITION).find(ends)
    }

    /// Whether a name is what a thing is called after: "the Medal of Saint Elmar".
    fn is_of_thing(&self, from: usize) -> bool {
        let Some(of) = from.checked_sub(1).filter(|&of| of > 0 && self.has(of, &Sense::Of)) else {
            return false;
        };
        let word = self.reader.lexemes.folded(of - 1);
        self.reader.lexemes.is_capital(of - 1)
            && self.reader.language.thing_words.iter().any(|thing| thing == word)
    }

    /// Whether an article stands right before a name: then it is no person.
    fn is_behind_article(&self, at: usize) -> bool {
        let before = self.reader.lexemes.before(at);
        at > 0 && self.reader.language.articles.iter().any(|article| article == before)
    }

    fn is_plural(&self, at: usize) -> bool {
        let word = self.reader.lexemes.folded(at);
        let endings = &self.reader.language.plural_endings;
        !word.ends_with("ss") && endings.iter().any(|[plural, _]| word.ends_with(plural.as_str()))
    }

    /// Whether a name is all of an aside behind a title: "the coach, Iker Salas, rested", "the head of
    /// the school, Ann Lee, said".
    fn is_behind_role(&self, from: usize, to: usize) -> bool {
        let Some(comma) = from.checked_sub(1).filter(|&at| self.reader.lexemes.folded(at) == ",")
        else {
            return false;
        };
        let closed = self.reader.lexemes.is(to, Made::Mark)
            && !self.reader.lexemes.is_joined(to + 1)
            || to >= self.reader.lexemes.len();
        let title = (comma.saturating_sub(ROLE)..comma).rev().find_map(|at| {
            let length = self.reader.lexicon.phrase(self.reader.lexemes, at, &Sense::Title)?;
            Some(at + length)
        });
        let of = |end: usize| self.has(end, &Sense::Of);
        let plain = |end: usize| (end..comma).all(|at| self.reader.lexemes.is(at, Made::Word));
        closed && title.is_some_and(|end| end == comma || of(end) && plain(end))
    }

    /// Whether the words of a name are a person's: an initial, or a particle of surnames in small
    /// letters.
    fn has_personal_part(&self, at: usize, to: usize) -> bool {
        let initial = |at: usize| {
            self.reader.lexemes.is_capital(at)
                && self.reader.lexemes.written(at).chars().count() == 1
                && self.reader.lexemes.folded(at + 1) == "."
        };
        let particle = |at: usize| {
            !self.reader.lexemes.is_capital(at) && self.has(at, &Sense::SurnameParticle)
        };
        (at..to).any(initial) || (at + 1..to).any(particle)
    }

    /// Whether a name is surely somebody's: a first name, an age, "who", or what only people do.
    fn is_human(&self, at: usize, to: usize) -> bool {
        let language = self.reader.language;
        let is_in = |list: &[String], at: usize| {
            list.iter().any(|entry| entry == self.reader.lexemes.folded(at))
        };
        let comma = self.reader.lexemes.folded(to) == ",";
        let aged = self.reader.lexemes.digits(to + 1, 1..=2).is_some()
            && matches!(self.reader.lexemes.folded(to + 2), "," | "." | ")");
        let does = (to..to + 2).any(|next| is_in(&language.person_verbs, next));
        is_in(&language.first_names, at)
            || self.has_personal_part(at, to)
            || comma && (aged || is_in(&language.person_relatives, to + 1))
            || does
    }

    /// Whether a name is told something, which companies are too.
    fn is_told(&self, at: usize) -> bool {
        let before = self.reader.lexemes.before(at);
        at > 0 && self.reader.language.told_words.iter().any(|word| word == before)
    }

    /// Whether somebody speaks here: a verb of saying behind the name, or right before it.
    fn is_spoken(&self, at: usize, to: usize) -> bool {
        // "The president of Kestria, …, said": no word of Kestria's.
        let behind = self.reader.lexemes.is(to, Made::Word)
            && (to..to + 2).any(|next| self.has(next, &Sense::Speech));
        let before = at > 0
            && self.reader.lexicon.phrase_before(self.reader.lexemes, at, &Sense::Speech).is_some();
        let owns = at > 0 && self.has(at - 1, &Sense::Of);
        (behind && !owns) || before
    }

    /// Two or three plain words, none of them known as a common word: a first name and a surname,
    /// most likely. Where every noun has a capital, it may as well be a thing: "Chemiewerk
    /// Norchema".
    fn is_plain(&self, at: usize, to: usize) -> bool {
        if self.reader.language.capital_nouns {
            return false;
        }
        let words: Vec<usize> =
            (at..to).filter(|&at| self.reader.lexemes.is(at, Made::Word)).collect();
        let plain = |&at: &usize| {
            let mut letters = self.reader.lexemes.written(at).chars();
            let capital = letters.next().is_some_and(char::is_uppercase);
            let initial = capital && letters.clone().next().is_none();
            let word = capital && letters.all(char::is_lowercase) && !self.is_lower(at);
            initial || word || (self.has(at, &Sense::Particle) && !self.is_of_bodies(at))
        };
        let of = words.iter().any(|&at| self.has(at, &Sense::Of));
        let parts = words.iter().skip(1).filter(|&&at| !self.reader.lexemes.is_joined(at)).count();
        let last = || {
            words
                .last()
                .map(|&at| self.reader.lexemes.written(at).to_lowercase())
                .unwrap_or_default()
        };
        (1..=3).contains(&parts)
            && !of
            && words.iter().all(plain)
            && !self.reader.language.thing_words.contains(&last())
    }
}
