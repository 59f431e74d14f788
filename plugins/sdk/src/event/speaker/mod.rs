//! Speakers: who said a quotation. A wrong one must never be shown, so every doubt gives none.
//!
//! Three places are looked at, in this order: the verb of saying behind the quotation in its
//! sentence, the one before it, and the sentence before. What somebody denies to have said is
//! nobody's. The speaker is the subject of that verb: a
//! person or organisation, or the words for somebody without a name ("An adviser to Macron"), who
//! is not Macron.

use std::ops::Range;

use crate::{Event, SentenceKind, Spot};
use q7x2_text::cut::{Lexemes, Made};
use q7x2_text::language::Language;
use q7x2_text::language::Sense;
use q7x2_text::quotation::Quotation;

mod bearer;
mod subject;

/// Who said a quotation, as a sentence of the same article names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Which of the event's entities it is; absent for somebody without a name.
    pub entity: Option<usize>,
    /// The sentence that names them: the quotation's own or one beside it.
    pub spot: Spot,
    /// Bytes of that sentence: the name without its title, or the words for them.
    pub range: Range<usize>,
}

impl Speaker {
    /// The words that name the speaker.
    #[must_use]
    pub fn text<'a>(&self, event: &'a Event) -> &'a str {
        event.sentence(self.spot).text.get(self.range.clone()).unwrap_or_default()
    }
}

/// Who said the quotation with this index in the sentence at this spot.
#[must_use]
pub fn speaker(event: &Event, spot: Spot, quotation: usize) -> Option<Speaker> {
    let view = View::of(event, spot);
    let quoted = event.text().at(spot).quotations.get(quotation)?;
    match view.own(quoted) {
        Found::Speaker(found) => Some(found),
        Found::Pointer(pointer) => view.meant(&pointer),
        Found::Doubt => None,
        Found::Nothing => view.alone(quoted).then(|| view.spoken_on())?,
    }
}

/// What one sentence says of who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    /// Somebody is named.
    Speaker(Speaker),
    /// Somebody who was named before: a pronoun, or "the adviser".
    Pointer(Pointer),
    /// Somebody speaks, and it cannot be told who.
    Doubt,
    /// Nobody speaks.
    Nothing,
}

/// Words that mean somebody named before.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pointer {
    /// "He", "she": its lexeme.
    Pronoun(usize),
    /// "The adviser": the folded words of the role.
    Role(String),
}

/// One sentence with its lexemes.
struct View<'a> {
    event: &'a Event,
    spot: Spot,
    language: &'static Language,
    lexemes: Lexemes<'a>,
}

/// Lexemes before the pronoun in "a-t-il affirmé".
const INVERTED: usize = 4;
/// Lexemes before a verb of saying among which a word denies it: "has never said".
const DENIED: usize = 3;
/// Lexemes that may stand between a quotation and the verb of saying that rules it.
const REACH: usize = 16;

impl<'a> View<'a> {
    fn of(event: &'a Event, spot: Spot) -> Self {
        let language = Language::of(event.articles()[spot.article].language.as_deref());
        Self { event, spot, language, lexemes: language.lexemes(&event.sentence(spot).text) }
    }

    /// The sentence before, where it is text and stands in this paragraph or the one before.
    fn before(&self) -> Option<Self> {
        let spot = Spot { sentence: self.spot.sentence.checked_sub(1)?, ..self.spot };
        let (before, here) = (self.event.sentence(spot), self.event.sentence(self.spot));
        let near =
            before.kind == SentenceKind::Body && here.paragraph.abs_diff(before.paragraph) <= 1;
        near.then(|| Self::of(self.event, spot))
    }

    fn quotations(&self) -> &'a [Quotation] {
        &self.event.text().at(self.spot).quotations
    }

    /// Index of the first lexeme at or behind a byte.
    fn at(&self, byte: usize) -> usize {
        (0..self.lexemes.len())
            .find(|&at| self.lexemes.range(at, at + 1).start >= byte)
            .unwrap_or(self.lexemes.len())
    }

    /// Whether a lexeme stands inside a quotation.
    fn is_quoted(&self, at: usize) -> bool {
        let start = self.lexemes.range(at, at + 1).start;
        self.quotations().iter().any(|quotation| quotation.outer.contains(&start))
    }

    fn has(&self, at: usize, sense: &Sense) -> bool {
        self.language.lexicon().has(&self.lexemes, at, sense)
    }

    /// The verb of saying at an index, if it has a subject of its own: the lexeme behind it.
    fn verb(&self, at: usize) -> Option<usize> {
        let length = self.language.lexicon().phrase(&self.lexemes, at, &Sense::Speech)?;
        let word = self.lexemes.folded(at);
        let leans =
            self.language.participle_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        let free = !self.is_quoted(at) && self.lexemes.is(at, Made::Word) && !self.is_in_name(at);
        (free && !leans).then_some(at + length)
    }

    fn is_in_name(&self, at: usize) -> bool {
        let start = self.lexemes.range(at, at + 1).start;
        self.event.text().at(self.spot).names.iter().any(|name| name.range.contains(&start))
    }

    /// Who speaks, by the quotation's own sentence.
    fn own(&self, quoted: &Quotation) -> Found {
        let (from, to) = (self.at(quoted.outer.start), self.at(quoted.outer.end));
        if self.closes_clause(quoted, to) {
            let found = self.behind(to);
            if found != Found::Nothing {
                return found;
            }
        }
        self.ahead(from)
    }

    /// Whether a quotation is a clause of its own that a verb of saying may follow: it or what
    /// follows ends with a comma, a question mark or an exclamation mark.
    fn closes_clause(&self, quoted: &Quotation, to: usize) -> bool {
        let held = self.lexemes.text.get(quoted.inner.clone()).unwrap_or_default();
        held.ends_with([',', '?', '!', '…', '-', '–', '—'])
            || matches!(self.lexemes.folded(to), "," | "-")
    }

    /// The verb behind a quotation: nothing but its subject stands between.
    fn behind(&self, to: usize) -> Found {
        let start = to + usize::from(matches!(self.lexemes.folded(to), "," | "-"));
        let end = self.clause_end(start);
        let Some(verb) = (start..end.min(start + REACH)).find(|&at| self.verb(at).is_some()) else {
            return Found::Nothing;
        };
        if self.is_denied(verb, start) {
            return Found::Doubt;
        }
        if verb == start || self.only_auxiliaries(start, verb) {
            let behind = self.verb(verb).unwrap_or(verb + 1);
            return self.subject_behind(behind);
        }
        match self.subject_before(verb) {
            (Some(from), found) if from == start => found,
            // "a-t-il affirmé": the auxiliary stands before its pronoun
            (Some(from), found @ Found::Pointer(_)) if self.is_inverted(start, from) => found,
            (_, Found::Nothing) => Found::Nothing,
            _ => Found::Doubt,
        }
    }

    /// Whether nothing but an auxiliary, hyphens and the "t" between them stands before a pronoun.
    fn is_inverted(&self, from: usize, to: usize) -> bool {
        let small =
            |at: usize| self.has(at, &Sense::Past) || matches!(self.lexemes.folded(at), "-" | "t");
        to - from <= INVERTED && (from..to).all(small)
    }

    /// "a déclaré", "hat gesagt": what may stand before the verb where its subject follows.
    fn only_auxiliaries(&self, from: usize, to: usize) -> bool {
        to - from <= 2 && (from..to).all(|at| self.has(at, &Sense::Past))
    }

    /// The end of the sentence inside the text: a stop outside quotations.
    fn clause_end(&self, from: usize) -> usize {
        let ends = |&at: &usize| {
            let mark = self.lexemes.folded(at);
            let next_is_new = !self.lexemes.is_joined(at + 1) && self.lexemes.is_capital(at + 1);
            let stop = mark == "."
                && next_is_new
                && !self.is_in_name(at)
                && self.lexemes.before(at).len() > 2;
            matches!(mark, ";" | "!" | "?") || stop || self.is_quoted(at)
        };
        (from..self.lexemes.len()).find(ends).unwrap_or(self.lexemes.len())
    }

    /// Whether a verb of saying is denied: "never said", or denies itself, as in "denied saying" but
    /// not before a colon, behind which the denial stands.
    fn is_denied(&self, verb: usize, quoted: usize) -> bool {
        let denies = |at: usize| {
            let word = self.lexemes.folded(at);
            self.language.negations.iter().any(|negation| negation == word)
                || self.lexemes.before(at) == "'" && word == "t"
        };
        let announced = quoted > 0 && self.lexemes.before(quoted) == ":";
        denies(verb) && !announced || (verb.saturating_sub(DENIED)..verb).any(denies)
    }

    /// The verb before a quotation, with no other quotation, speaker or sentence between.
    fn ahead(&self, from: usize) -> Found {
        // "compensation for the “valiant guards”": words that an outlet has in its own sentence
        let before = self.lexemes.before(from);
        let is_article = |word: &String| word == before;
        let articles = [&self.language.articles, &self.language.one_words];
        if from > 0 && articles.iter().any(|list| list.iter().any(is_article)) {
            return Found::Doubt;
        }
        for at in (from.saturating_sub(REACH)..from).rev() {
            let mark = self.lexemes.folded(at);
            let stop = mark == "." && !self.is_in_name(at) && self.lexemes.before(at).len() > 2;
            if self.is_quoted(at) || stop || matches!(mark, "!" | "?" | ";") {
                return Found::Nothing;
            }
            if let Some(length) =
                self.language.lexicon().phrase(&self.lexemes, at, &Sense::Attribution)
            {
                return self.subject_behind(at + length);
            }
            if self.has(at, &Sense::AsSaying) {
                return self.quoted_by_another(at);
            }
            if self.verb(at).is_none() || self.is_adjective(at) {
                continue;
            }
            if self.is_denied(at, from) {
                return Found::Doubt;
            }
            let (_, found) = self.subject_before(at);
            return match found {
                Found::Nothing => Found::Doubt,
                found if self.names_another(at, from, &found) => Found::Doubt,
                found => found,
            };
        }
        Found::Nothing
    }

    /// Whether what looks like a verb of saying describes a noun ("the alleged plan", "so-called").
    fn is_adjective(&self, at: usize) -> bool {
        self.has(at.saturating_sub(1), &Sense::WeakYearCue) || self.lexemes.before(at) == "-"
    }

    /// Whether another person is named between the verb and the quotation: the words may be theirs.
    fn names_another(&self, from: usize, to: usize, found: &Found) -> bool {
        let speaker = if let Found::Speaker(speaker) = found { speaker.entity } else { None };
        let between = self.lexemes.range(from, to);
        let text = self.event.text();
        let person = |entity: usize| {
            text.entities
                .get(entity)
                .is_some_and(|entity| entity.kind == q7x2_text::name::EntityKind::Person)
        };
        text.at(self.spot).names.iter().any(|name| {
            let inside = between.start <= name.range.start && name.range.end <= between.end;
            inside && name.entity != speaker && name.entity.is_some_and(person)
        })
    }

    /// Whether the sentence is the quotation and nothing else.
    fn alone(&self, quoted: &Quotation) -> bool {
        let text = self.lexemes.text;
        let before = text.get(..quoted.outer.start).unwrap_or_default().trim();
        let after = text.get(quoted.outer.end..).unwrap_or_default().trim();
        before.is_empty() && after.trim_matches(['.', ',', '!', '?']).is_empty()
    }

    /// The speaker of a quotation that is all of its sentence, by the one before. Where that is of the
    /// paragraph before, it must name them: "he said" may be of somebody else there.
    fn spoken_on(&self) -> Option<Speaker> {
        let before = self.before()?;
        let paragraph = |view: &Self| self.event.sentence(view.spot).paragraph;
        let speaker = before.speaks_on()?;
        let named = speaker.spot == before.spot;
        (named || paragraph(&before) == paragraph(self)).then_some(speaker)
    }

    /// The speaker of this sentence, for a quotation that follows it alone: where it announces one
    /// with a colon, or holds one whose speaker is sure and ends with the attribution of it.
    fn speaks_on(&self) -> Option<Speaker> {
        let text = self.lexemes.text.trim_end();
        if text.ends_with(':') {
            let found = self.ahead(self.lexemes.len());
            return if let Found::Speaker(speaker) = found { Some(speaker) } else { None };
        }
        let last = self.quotations().last()?;
        if !last.complete || self.alone(last) {
            return None;
        }
        match self.own(last) {
            Found::Speaker(speaker) => Some(speaker),
            Found::Pointer(pointer) => self.meant(&pointer),
            Found::Doubt | Found::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests;
