//! The phrases of one sentence that take their meaning from a text before it.

use std::borrow::Cow;
use std::ops::Range;

use q7x2_text::annotation::Annotation;
use q7x2_text::chunk::holds_run;
use q7x2_text::cut::Token;
use q7x2_text::language::{Language, WordList, spelt};

use super::told::{Reference, is_person};
use crate::{Event, Spot};

/// Words after an article among which its noun stands: "the embattled federal judge".
const PHRASE: usize = 4;
/// Words from which a phrase may hold a verb.
const PLAIN: usize = 3;
/// Words behind a phrase within which a name, a figure or a day says which one is meant: "the
/// bridge over the river at Dunmore".
const BEHIND: usize = 5;
/// Content words among which the subject of a sentence stands.
const SUBJECT: usize = 3;
/// Words of a sentence that is too short to hold what its last words take up.
const SHORT: usize = 10;
/// Content words of a quotation that were told before, from which a reader knows what it is about.
const TOPIC: usize = 2;

/// A sentence with what it takes to read it.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) said: &'a Annotation,
    pub(super) language: &'static Language,
}

impl Sentence<'_> {
    fn word(&self, token: &Token) -> Cow<'_, str> {
        spelt(&self.text[token.range.clone()], self.language)
    }

    fn is(&self, at: usize, list: &WordList) -> bool {
        self.said.tokens.get(at).is_some_and(|token| list.contains(&self.word(token)))
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.said.is_quoted(self.said.tokens[at].range.start)
    }

    /// The words outside quotations, by place.
    fn unquoted(&self) -> impl Iterator<Item = usize> {
        (0..self.said.tokens.len()).filter(|at| !self.is_quoted(*at))
    }

    /// Whether a pronoun stands before all that it could mean here: "In their letter, the". A name
    /// behind the opening phrase may be meant: "In his letter, Corrigan".
    pub(super) fn opens_before(&self) -> bool {
        let first = self.said.tokens.iter().position(|token| !token.stop);
        let opening = 0..first.unwrap_or(self.said.tokens.len());
        let mut pronouns =
            opening.filter(|at| self.is(*at, &self.language.leaning.referring_words));
        pronouns.any(|at| !self.is_quoted(at) && !self.names_behind(at))
    }

    fn names_behind(&self, at: usize) -> bool {
        let from = self.said.tokens[at].range.end;
        let comma = self.text[from..].find(", ").map(|found| from + found + 2);
        comma.is_some_and(|start| {
            let subject = start..start + BEHIND * 8;
            self.said.names.iter().any(|name| subject.contains(&name.full().start))
        })
    }

    /// "that night", "the next day": which one, the text before says.
    pub(super) fn names_time_before(&self) -> bool {
        let folded = spelt(self.text, self.language);
        let mut phrases = self.language.leaning.before_phrases.iter();
        phrases.any(|phrase| {
            folded.find(phrase.as_str()).is_some_and(|at| !self.said.is_quoted(at))
                && holds_run(&folded, phrase)
        })
    }

    /// "They wanted to find out.", "The others did not.": what, the text before says. A longer
    /// sentence mostly holds it itself.
    pub(super) fn ends_open(&self) -> bool {
        let folded = spelt(self.text, self.language);
        let folded = folded.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let ends = |ending: &String| {
            folded.strip_suffix(ending.as_str()).is_some_and(|before| before.ends_with(' '))
        };
        self.said.tokens.len() <= SHORT
            && self.language.leaning.open_endings.iter().any(ends)
            && self.said.tokens.last().is_some_and(|last| !self.said.is_quoted(last.range.start))
    }

    /// "Lind agreed, saying": what somebody answers stands before it.
    pub(super) fn answers(&self) -> bool {
        self.unquoted().any(|at| {
            let ends = at + 1 == self.said.tokens.len() || self.is_apart(at + 1);
            ends && self.is(at, &self.language.leaning.answering_words)
        })
    }

    /// "Lind signed it", "A fence separates them": no word before it names what it could mean.
    pub(super) fn has_bare_object(&self, spot: Spot, event: &Event) -> bool {
        let names = event.text().at(spot).names.iter();
        let people: Vec<&str> = names
            .filter(|name| name.entity.is_some_and(|entity| is_person(entity, event)))
            .map(|name| &event.sentence(spot).text[name.range.clone()])
            .collect();
        let is_person = |at: usize| {
            let token = &self.text[self.said.tokens[at].range.clone()];
            people.iter().any(|form| form.split(' ').any(|part| part == token))
        };
        let names_thing = |at: usize| {
            let token = &self.said.tokens[at];
            !token.stop
                && !is_person(at)
                && !self.is_verb(at)
                && !self.language.is_title(token.word)
        };
        let object =
            self.unquoted().find(|at| self.is(*at, &self.language.leaning.object_pronouns));
        object.is_some_and(|object| {
            let quoted = (0..object).any(|at| self.is_quoted(at));
            let named = if self.is(object, &self.language.leaning.plural_pronouns) {
                // The word before it is mostly its verb: "separates them".
                (0..object.saturating_sub(1)).any(|at| self.is_plural(at))
            } else {
                (0..object).any(names_thing)
            };
            !quoted && !self.names_behind(object) && !named
        })
    }

    /// Whether a word names several: "officials", "police", "and".
    fn is_plural(&self, at: usize) -> bool {
        let token = &self.said.tokens[at];
        let word = self.word(token);
        let ends = |ending: &String| word.ends_with(ending.as_str());
        self.language.and_words.contains(&word)
            || self.language.leaning.plural_nouns.contains(&word)
            || !token.stop && self.language.leaning.several_endings.iter().any(ends)
    }

    /// "the same bridge", "the court's other judges"; or "also".
    pub(super) fn additions(&self) -> Vec<Reference> {
        let adds = |at: &usize| {
            self.is(*at, &self.language.leaning.comparing_words)
                && at.checked_sub(1).is_some_and(|before| {
                    self.is(before, &self.language.articles) || self.is_possessive(before)
                })
        };
        let things = self.unquoted().filter(adds).map(|at| self.phrase(at + 1));
        let mut found: Vec<Reference> = things.map(|phrase| self.thing(&phrase)).collect();
        if self.unquoted().any(|at| self.is(at, &self.language.adding_words)) {
            let content = self.said.tokens.iter().filter(|token| !token.stop);
            let subject = content.take(SUBJECT).map(|token| token.stem).collect();
            found.push(Reference::Topic(subject, 1));
        }
        found
    }

    /// "this bridge", "such a vote", "that argument": not "this week", nor "those who".
    pub(super) fn pointed(&self) -> Vec<Reference> {
        let mut found = Vec::new();
        for at in self.unquoted() {
            let points = self.is(at, &self.language.leaning.demonstratives)
                || self.is(at, &self.language.that_words) && self.opens_told_thing(at + 1)
                || self.is(at, &self.language.articles) && self.opens_told_thing(at + 1);
            let phrase = self.phrase(at + 1);
            if points
                && !phrase.is_empty()
                && !self.is_time(phrase.start)
                && !self.is_told_behind(&phrase)
            {
                found.push(self.thing(&phrase));
            }
        }
        found
    }

    fn opens_told_thing(&self, at: usize) -> bool {
        self.is(at, &self.language.told_things)
    }

    /// Whether a unit or part of time stands at a place: "this week", "this morning", "this March".
    fn is_time(&self, at: usize) -> bool {
        let Some(token) = self.said.tokens.get(at) else { return false };
        let word = self.word(token);
        self.language.time_units.contains_key(&*word)
            || self.language.day_parts.contains(&word)
            || self.language.is_calendar(token.word)
    }

    /// A quotation of "it" or "them": its other words say what it is about, or nothing does.
    pub(super) fn topic(&self) -> Option<Reference> {
        let quoted = |at: &usize| self.is_quoted(*at);
        let inside: Vec<usize> = (0..self.said.tokens.len()).filter(quoted).collect();
        let leans = inside.iter().any(|at| {
            let next = self.said.tokens.get(at + 1);
            self.is(*at, &self.language.leaning.referring_words)
                && !(self.is(*at, &self.language.leaning.demonstratives)
                    && next.is_some_and(|next| !next.stop))
        });
        let named = self.said.names.iter().any(|name| self.said.is_quoted(name.range.start));
        let content = inside.iter().map(|at| &self.said.tokens[*at]).filter(|token| !token.stop);
        (leans && !named)
            .then(|| Reference::Topic(content.map(|token| token.stem).collect(), TOPIC))
    }

    /// "The judge" as what the sentence is about, where the sentence does not say which.
    pub(super) fn subject(&self) -> Option<Reference> {
        let at = self.subject_at()?;
        if !self.is(at, &self.language.articles) {
            return None;
        }
        let phrase = self.phrase(at + 1);
        let is_unique = phrase.clone().any(|at| self.is(at, &self.language.leaning.unique_things));
        let is_known = phrase.is_empty() || is_unique || self.is_time(phrase.start);
        (!is_known && !self.is_told_behind(&phrase)).then(|| self.thing(&phrase))
    }

    /// Where the subject begins: at the first word, or behind the comma of an opening phrase.
    fn subject_at(&self) -> Option<usize> {
        let tokens = &self.said.tokens;
        if !self.is(0, &self.language.prepositions) && !self.is(0, &self.language.clause_openers) {
            return (!tokens.is_empty()).then_some(0);
        }
        let comma = self.text.find(", ")?;
        tokens.iter().position(|token| token.range.start > comma)
    }

    /// Whether a thing is one that somebody said or wrote: which report is meant, no subject of the
    /// event says.
    pub(super) fn is_said_thing(&self, thing: &Reference) -> bool {
        let Reference::Thing(stems) = thing else { return false };
        let is = |token: &Token| stems.last() == Some(&token.stem);
        let mut words = self.said.tokens.iter().filter(|token| is(token));
        words.any(|token| self.language.told_things.contains(&self.word(token)))
    }

    /// The words of a phrase without its article: up to the next small word, mark or verb.
    fn phrase(&self, from: usize) -> Range<usize> {
        let tokens = &self.said.tokens;
        let from =
            if self.is(from, &self.language.leaning.indefinite_articles) { from + 1 } else { from };
        let mut end = from;
        while end < tokens.len() && end - from < PHRASE && !tokens[end].stop {
            let breaks = end > from && (self.is_apart(end) || self.is_verb(end));
            if breaks {
                break;
            }
            end += 1;
        }
        from..end
    }

    fn is_possessive(&self, at: usize) -> bool {
        let word = &self.text[self.said.tokens[at].range.clone()];
        word.ends_with("'s") || word.ends_with("’s") || word.ends_with(['\'', '’'])
    }

    /// Whether a mark stands before a word. In a script without spaces words overlap.
    fn is_apart(&self, at: usize) -> bool {
        let (before, token) = (&self.said.tokens[at - 1], &self.said.tokens[at]);
        let between = self.text.get(before.range.end..token.range.start).unwrap_or_default();
        between.contains([',', ';', ':', '(', '—', '–', '“'])
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.word(&self.said.tokens[at]);
        self.language.says(&word)
            || self.language.past_cues.contains(&word)
            || self.language.past_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a sentence says itself which one is meant: by a name, figure or day in the phrase or
    /// soon behind it, or by a clause of its own ("the man who", "the plan to").
    fn is_told_behind(&self, phrase: &Range<usize>) -> bool {
        let tokens = &self.said.tokens;
        let end = phrase.end;
        // "The volatiles recruit wasps that": behind a verb that no table knows it says of another.
        let defines = self.is(end, &self.language.of_words)
            || phrase.len() < PLAIN
                && (self.is(end, &self.language.that_words)
                    || self.is(end, &self.language.relative_words)
                    || self.is(end, &self.language.leaning.defining_words));
        let reach = (end + BEHIND).min(tokens.len());
        let ties =
            self.is(end, &self.language.prepositions) || (end < tokens.len() && self.is_apart(end));
        let until = if ties { reach } else { end };
        let first = phrase.start.min(tokens.len() - 1);
        let last = until.max(first + 1) - 1;
        let span = tokens[first].range.start..tokens[last.min(tokens.len() - 1)].range.end;
        let inside = |range: &Range<usize>| range.start < span.end && span.start < range.end;
        defines
            || self.said.names.iter().any(|name| inside(&name.range))
            || self.said.numbers.iter().any(|number| inside(&number.range))
            || self.said.dates.iter().any(|date| inside(&date.range))
    }

    fn thing(&self, phrase: &Range<usize>) -> Reference {
        let tokens = &self.said.tokens[phrase.start.min(phrase.end)..phrase.end];
        Reference::Thing(tokens.iter().map(|token| token.stem).collect())
    }
}
