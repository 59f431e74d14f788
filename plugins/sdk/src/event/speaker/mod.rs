//! Speakers: who said a quotation. A wrong one must never be shown, so every doubt gives none.
//!
//! Three places are looked at, in this order: the verb of saying behind the quotation in its
//! sentence, the one before it, and the sentence before. The speaker is the subject of that verb: a
//! person or organisation, or the words for somebody without a name ("An adviser to Macron"), who
//! is not Macron.

use std::ops::Range;

use crate::{Event, SentenceKind, Spot};
use q7x2_text::cut::{Lexemes, Made};
use q7x2_text::language::Language;
use q7x2_text::language::Sense;
use q7x2_text::quotation::Quotation;

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
        Found::Pointer(pointer) => view.before()?.antecedent(&pointer),
        Found::Doubt => None,
        Found::Nothing => view.alone(quoted).then(|| view.before()?.speaks_on())?,
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
    /// "He", "she".
    Pronoun,
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
        if verb == start || self.only_auxiliaries(start, verb) {
            let behind = self.verb(verb).unwrap_or(verb + 1);
            return self.subject_behind(behind);
        }
        match self.subject_before(verb) {
            (Some(from), found) if from == start => found,
            (_, Found::Nothing) => Found::Nothing,
            _ => Found::Doubt,
        }
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

    /// The verb before a quotation, with no other quotation, speaker or sentence between.
    fn ahead(&self, from: usize) -> Found {
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
            if self.verb(at).is_none() || self.is_adjective(at) {
                continue;
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
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::article;

    /// The speakers of the quotations of the last sentence.
    fn read(sentences: &[&str], others: &[&str]) -> Vec<Option<String>> {
        let articles = vec![article("a", sentences), article("b", others)];
        let event = Event::new("e".to_owned(), String::new(), articles);
        let spot = Spot { article: 0, sentence: sentences.len() - 1 };
        let count = event.text().at(spot).quotations.len();
        (0..count)
            .map(|at| speaker(&event, spot, at).map(|found| found.text(&event).to_owned()))
            .collect()
    }

    fn check(sentences: &[&str], expected: Option<&str>) {
        let beside =
            ["There Macron and Merz met Zelensky, and Tusk met Putin, and Bondar met Trump."];
        assert_eq!(read(sentences, &beside).pop().flatten().as_deref(), expected, "{sentences:?}");
    }

    #[test]
    fn behind_the_quotation() {
        check(
            &["“The aim is to end this war,” Macron said during the summit in Paris."],
            Some("Macron"),
        );
        check(&["“The aim is to end this war,” said Macron in Paris."], Some("Macron"));
        check(
            &["“The aim is to end this war,” French President Emmanuel Macron said."],
            Some("Emmanuel Macron"),
        );
        check(
            &["“The aim is to end this war,” said French President Emmanuel Macron."],
            Some("Emmanuel Macron"),
        );
        check(
            &[
                "“The aim is to end this war,” Olha Bondar, president of the chamber, told reporters.",
            ],
            Some("Olha Bondar"),
        );
        check(
            &["“The aim is to end this war,” Macron, who hosted the talks, said on Tuesday."],
            Some("Macron"),
        );
        check(&["“The aim is to end this war,” Macron later told reporters."], Some("Macron"));
        check(&["'The aim is to end this war', the White House said."], Some("White House"));
        check(
            &["“We want a ceasefire that lasts,” Merz wrote in a letter to lawmakers."],
            Some("Merz"),
        );
        check(&["\"Is this the end of the war?\" asked Macron."], Some("Macron"));
    }

    #[test]
    fn before_the_quotation() {
        check(
            &[
                "Before traveling to Paris, Polish Prime Minister Donald Tusk said the goal was to “tighten and align it.”",
            ],
            Some("Donald Tusk"),
        );
        check(
            &[
                "German Chancellor Merz said diplomatic efforts were unfolding under “difficult conditions,” citing Russia.",
            ],
            Some("Merz"),
        );
        check(&["Macron said on Tuesday that “the aim is to end this war.”"], Some("Macron"));
        check(&["Macron told reporters: “The aim is to end this war.”"], Some("Macron"));
        check(&["According to Macron, “the aim is to end this war.”"], Some("Macron"));
        check(&["Speaking in Paris, Macron said “the aim is to end this war.”"], Some("Macron"));
    }

    #[test]
    fn who_is_not_the_speaker() {
        check(&["“We have succeeded in this exercise,” the adviser said."], None);
        check(&["“We have succeeded in this exercise,” officials said."], None);
        check(&["“We have succeeded in this exercise,” said Macron’s adviser."], None);
        check(&["“We have succeeded in this exercise,” Macron and Merz said."], None);
        check(&["The “Coalition of the Willing and Able” met Macron in Paris."], None);
        check(&["Macron said Putin’s claim that “the aim is to end this war” was false."], None);
        check(&["Talks with Macron said to be about “the aim to end this war” failed."], None);
        check(&["“The aim is to end this war,” a letter to Macron said."], None);
        check(&["“The aim is to end this war,” the Trump administration said."], None);
        check(&["“The aim is to end this war.” Macron left Paris."], None);
        check(&["Macron left Paris.", "“The aim is to end this war.”"], None);
        check(&["The plan, Macron's office said, is “the aim to end this war.”"], None);
    }

    #[test]
    fn somebody_without_a_name() {
        check(
            &["An adviser to Macron said “the talks went very well indeed.”"],
            Some("An adviser to Macron"),
        );
        check(
            &["“The talks went very well indeed,” said an adviser to Macron."],
            Some("an adviser to Macron"),
        );
        check(
            &[
                "An adviser to Macron said the talks went well.",
                "“We have succeeded in this exercise,” the adviser said.",
            ],
            Some("An adviser to Macron"),
        );
        check(
            &["Macron met Merz.", "“We have succeeded in this exercise,” the adviser said."],
            None,
        );
    }

    #[test]
    fn in_the_sentence_before() {
        check(
            &[
                "Polish Prime Minister Donald Tusk said the aim was clear.",
                "He said \"only that kind of pressure has a chance.\"",
            ],
            Some("Donald Tusk"),
        );
        check(
            &["Macron met Merz in Paris.", "He said \"only that kind of pressure has a chance.\""],
            None,
        );
        check(
            &[
                "Macron emphasized that support would be crucial:",
                "“Ukraine’s sovereignty must be respected.”",
            ],
            Some("Macron"),
        );
        check(
            &[
                "“We want a ceasefire,” Merz wrote in a letter to lawmakers.",
                "“Such a ceasefire must be backed by guarantees.”",
            ],
            Some("Merz"),
        );
        check(
            &["The weather was fine.", "He said \"only that kind of pressure has a chance.\""],
            None,
        );
        check(
            &[
                "Merz told Macron about it on Monday.",
                "He said \"only that kind of pressure has a chance.\"",
            ],
            None,
        );
    }

    #[test]
    fn two_quotations_of_one_sentence() {
        let found = read(
            &["“We go,” Macron said, “and we will never come back here.”"],
            &["There Macron met Merz."],
        );
        assert_eq!(found, [Some("Macron".to_owned()), Some("Macron".to_owned())]);
        let found = read(
            &["“We will go there,” Macron said, while Merz said: “We will stay here.”"],
            &["There Macron met Merz."],
        );
        assert_eq!(found, [Some("Macron".to_owned()), Some("Merz".to_owned())]);
    }
}
