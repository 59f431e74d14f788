//! References: what a sentence speaks of as known, so that a reader has to know it.
//!
//! "The move", "that argument", "DeMint said": each takes its meaning from a text before it. A
//! briefing chooses its sentences from many articles, and what stood before one there does not
//! stand before it here; so whoever chooses asks what a sentence leans on, and whether the text so
//! far ([`Told`]) gives it. No grammar: marks that a reader sees too, by tables. What is found
//! where nothing is leant on costs a sentence; what is not found costs the reader its meaning.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use q7x2_text::annotation::Annotation;
use q7x2_text::chunk::holds_run;
use q7x2_text::cut::{Stem, Token};
use q7x2_text::language::{Language, WordList, spelt};
use q7x2_text::name::{EntityKind, Name};

use super::alone;
use crate::{Event, Spot};

/// Words after an article among which its noun stands: "the embattled federal judge".
const PHRASE: usize = 4;
/// Words from which a phrase may hold a verb.
const PLAIN: usize = 3;
/// Words behind a phrase within which a name, a figure or a day says which one is meant: "the
/// bridge over the river at Dunmore".
const BEHIND: usize = 5;
/// People of one surname above which it tells none of them apart.
const CROWD: usize = 8;
/// Content words among which the subject of a sentence stands.
const SUBJECT: usize = 3;
/// Words of a sentence that is too short to hold what its last words take up.
const SHORT: usize = 10;
/// Content words of a quotation that were told before, from which a reader knows what it is about.
const TOPIC: usize = 2;

/// What a sentence speaks of as known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// What only the sentence right before it gives: "It", "The next day", "he said".
    Before,
    /// A thing that some of these stems name: "the judge", "that argument", "another storm".
    Thing(Vec<Stem>),
    /// So many of these stems: what is quoted of "it", or "also" done.
    Topic(Vec<Stem>, usize),
    /// A person whom it calls by surname alone, by entity.
    Person(usize),
    /// One of these people, by the surname that they share.
    OneOf(Vec<usize>),
}

/// What a text has told so far.
#[derive(Debug, Clone, Default)]
pub struct Told {
    stems: BTreeSet<Stem>,
    people: BTreeSet<usize>,
    last: Option<Spot>,
}

impl Told {
    /// Adds a sentence, in the words that are told of it.
    pub fn add(&mut self, spot: Spot, said: &Annotation, event: &Event) {
        self.stems.extend(said.tokens.iter().map(|token| token.stem));
        let entities = event.text().at(spot).names.iter().filter_map(|name| name.entity);
        self.people.extend(entities.filter(|at| is_person(*at, event)));
        self.last = Some(spot);
    }

    /// Whether a sentence follows the last one told, in its article and paragraph.
    #[must_use]
    pub fn is_next(&self, spot: Spot, event: &Event) -> bool {
        let Some(last) = self.last else { return false };
        let paragraph = |spot| event.sentence(spot).paragraph;
        last.article == spot.article
            && last.sentence + 1 == spot.sentence
            && paragraph(last) == paragraph(spot)
    }

    /// Whether it gives what a sentence leans on, wherever the sentence stands in it.
    #[must_use]
    pub fn gives(&self, reference: &Reference) -> bool {
        let holds = |stems: &[Stem]| stems.iter().filter(|stem| self.stems.contains(stem)).count();
        match reference {
            Reference::Before => false,
            Reference::Thing(stems) => holds(stems) > 0,
            Reference::Topic(stems, least) => holds(stems) >= *least,
            Reference::Person(entity) => self.people.contains(entity),
            Reference::OneOf(people) => {
                people.iter().filter(|one| self.people.contains(one)).count() == 1
            }
        }
    }
}

/// What a sentence of an event leans on, in the words that are told of it: all of it or some of its
/// phrases.
#[must_use]
pub fn references(text: &str, said: &Annotation, spot: Spot, event: &Event) -> Vec<Reference> {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let sentence = Sentence { text, said, language };
    let mut found = Vec::new();
    let leans = sentence.opens_before()
        || sentence.answers()
        || sentence.names_time_before()
        || sentence.ends_open()
        || sentence.has_bare_object(spot, event);
    if leans || alone::points_outside(spot, event) {
        found.push(Reference::Before);
    }
    found.extend(sentence.additions());
    found.extend(sentence.pointed());
    found.extend(sentence.topic());
    if !is_first(spot, event) {
        found.extend(sentence.subject().filter(|thing| !is_of_event(thing, event)));
        found.extend(surnames(text, spot, event));
    }
    found
}

/// Whether an article begins with a sentence: nothing stands before it that it could lean on.
fn is_first(spot: Spot, event: &Event) -> bool {
    let first = event.articles()[spot.article].body().next();
    first.is_some_and(|(sentence, _)| sentence == spot.sentence)
}

/// Whether two thirds of the origins speak of a thing: "the river" where a town is under water, "the
/// ship" where one has sunk. What the whole event is about, a reader of any part knows.
fn is_of_event(thing: &Reference, event: &Event) -> bool {
    let Reference::Thing(stems) = thing else { return false };
    let all = event.origins().len();
    all > 1 && stems.last().is_some_and(|head| 3 * event.origins_holding(*head) >= 2 * all)
}

fn is_person(entity: usize, event: &Event) -> bool {
    event.text().entities[entity].kind == EntityKind::Person
}

/// Those whom a sentence calls by surname alone, though the event knows their full name.
fn surnames(text: &str, spot: Spot, event: &Event) -> Vec<Reference> {
    let (read, sentence) = (event.text().at(spot), &event.sentence(spot).text);
    let called = |entity: usize| {
        let forms = read.names.iter().filter(move |name| name.entity == Some(entity));
        forms.map(|name| (name, &sentence[name.range.clone()]))
    };
    let mut people: Vec<usize> = read.names.iter().filter_map(|name| name.entity).collect();
    people.sort_unstable();
    people.dedup();
    people.retain(|entity| {
        is_person(*entity, event)
            && event.text().entities[*entity].name.contains(' ')
            && !is_in_title(*entity, event)
            && called(*entity).any(|(_, form)| text.contains(form))
            && !called(*entity)
                .any(|(name, form)| form.contains(' ') || says_who(name, spot, event))
    });
    let mut found: Vec<Reference> = people.into_iter().map(Reference::Person).collect();
    let forms = read.names.iter().map(|name| &sentence[name.range.clone()]);
    let shared = forms.filter(|form| !form.contains(' ') && holds_run(text, form));
    let shared = shared.map(|form| event.text().bearers().of_surname(form));
    let shared = shared.filter(|people| people.len() > 1);
    // Of a crowd nobody is meant.
    let one_of = |people: &[usize]| if people.len() > CROWD { Vec::new() } else { people.to_vec() };
    found.extend(shared.map(|people| Reference::OneOf(one_of(people))));
    found
}

/// Whether a title names somebody: a reader knows whom the headline names.
fn is_in_title(entity: usize, event: &Event) -> bool {
    let name = &event.text().entities[entity].name;
    event.text().bearers().is_in_title(name.rsplit(' ').next().unwrap_or_default())
}

/// Whether a role stands with a name that is more than "Mr.".
fn says_who(name: &Name, spot: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let text = &event.sentence(spot).text;
    let title = name.title.as_ref().map(|title| spelt(&text[title.clone()], language));
    name.role.is_some()
        || title.is_some_and(|title| !language.honorifics.contains(title.trim_end_matches('.')))
}

/// A sentence with what it takes to read it.
struct Sentence<'a> {
    text: &'a str,
    said: &'a Annotation,
    language: &'static Language,
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
    fn opens_before(&self) -> bool {
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
    fn names_time_before(&self) -> bool {
        let folded = spelt(self.text, self.language);
        let mut phrases = self.language.leaning.before_phrases.iter();
        phrases.any(|phrase| {
            folded.find(phrase.as_str()).is_some_and(|at| !self.said.is_quoted(at))
                && holds_run(&folded, phrase)
        })
    }

    /// "They wanted to find out.", "The others did not.": what, the text before says. A longer
    /// sentence mostly holds it itself.
    fn ends_open(&self) -> bool {
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
    fn answers(&self) -> bool {
        self.unquoted().any(|at| {
            let ends = at + 1 == self.said.tokens.len() || self.is_apart(at + 1);
            ends && self.is(at, &self.language.leaning.answering_words)
        })
    }

    /// "Lind signed it", "A fence separates them": no word before it names what it could mean.
    fn has_bare_object(&self, spot: Spot, event: &Event) -> bool {
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
    fn additions(&self) -> Vec<Reference> {
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
    fn pointed(&self) -> Vec<Reference> {
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
    fn topic(&self) -> Option<Reference> {
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
    fn subject(&self) -> Option<Reference> {
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

    /// Whether a mark stands before a word.
    fn is_apart(&self, at: usize) -> bool {
        let (before, token) = (&self.said.tokens[at - 1], &self.said.tokens[at]);
        self.text[before.range.end..token.range.start].contains([',', ';', ':', '(', '—', '–', '“'])
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
