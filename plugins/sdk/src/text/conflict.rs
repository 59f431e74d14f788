//! Conflict: what two sentences say differently of one thing, by type.
//!
//! Precision first: a conflict needs the same slot on both sides (unit, verb, office, thing that lasts). Spellings,
//! synonyms, tense, one list longer than the other and one source saying more are no conflicts. The rules are a table:
//! number, scope, date, duration, holder, polarity; quotations are compared by [`variant`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::align;
use super::annotation::Annotation;
use super::cue;
use super::language::Language;
use super::word::{Stem, Token};
use super::{duration, holder};
use crate::{Event, Published, Spot, work};

mod date;
mod number;
mod opposite;
mod polarity;
mod quotation;
mod swap;

pub(super) use number::{count_otherwise, share_no_number};
pub use quotation::{Wording, variant};
pub use swap::swapped;

/// What two sentences differ about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// Another person in the same office.
    Holder,
    /// The same unit, another value.
    Number,
    /// Exactly one side negates.
    Polarity,
    /// Another day for the same thing.
    Date,
    /// One thing has lasted for another time.
    Duration,
    /// The same number of less or more.
    Scope,
}

impl ConflictKind {
    /// The word used in data and themes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Number => "number",
            Self::Polarity => "polarity",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Scope => "scope",
        }
    }

    /// 3 where only one side can be right about who or whether, 2 about how much or when, 1 about how far.
    #[must_use]
    pub fn severity(self) -> u8 {
        match self {
            Self::Holder | Self::Polarity => 3,
            Self::Number | Self::Date => 2,
            Self::Duration | Self::Scope => 1,
        }
    }
}

/// One conflict, with the bytes of either text that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub kind: ConflictKind,
    /// Bytes of the first text.
    pub left: Range<usize>,
    /// Bytes of the second text.
    pub right: Range<usize>,
    /// What the two differ about, in words of the first text.
    pub about: String,
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// The text, read.
    pub annotation: &'a Annotation,
    /// When it was published, for relative dates.
    pub published: Option<Published>,
    /// Its language.
    pub language: &'static Language,
}

impl<'a> Side<'a> {
    /// A sentence of an event.
    #[must_use]
    pub fn of(event: &'a Event, spot: Spot) -> Self {
        let article = &event.articles[spot.article];
        Self {
            text: &event.sentence(spot).text,
            annotation: event.text().at(spot),
            published: article.published,
            language: Language::of(article.language.as_deref()),
        }
    }

    /// The clauses of its text, cut once.
    pub(super) fn clauses(&self) -> &'a [Range<usize>] {
        self.annotation.compared().clauses.get_or_init(|| cue::clauses(self.text))
    }
}

/// What two sentences that are aligned say differently; nothing for one sentence against itself.
#[must_use]
pub fn conflicts(a: Side<'_>, b: Side<'_>, event: &Event) -> Vec<Conflict> {
    work::steps(1);
    let mut found = number::numbers(a, b);
    found.extend(polarity::polarity(a, b));
    if align::agree(a.annotation, b.annotation) {
        found.extend(opposite::opposites(a, b));
    }
    found.extend(date::dates(a, b));
    found.extend(slots(a, b, event));
    found.sort_by_key(|conflict| (conflict.kind, conflict.left.start, conflict.right.start));
    found
}

/// Share of the shorter clause that the other holds, and of the longer one, where a "not" makes two clauses contradict.
const ECHO: (f64, f64) = (0.75, 0.5);

/// Whether the clauses around two ranges say the same but for a "not": in long sentences it may belong to another thing.
#[must_use]
pub fn echoes(a: Side<'_>, left: &Range<usize>, b: Side<'_>, right: &Range<usize>) -> bool {
    let words = |side: Side<'_>, range: &Range<usize>| {
        let clause = cue::clauses(side.text).into_iter().find(|clause| clause.contains(&range.start));
        let clause = clause.unwrap_or_else(|| range.clone());
        let inside = side.annotation.within(&clause).iter().filter(|token| !token.stop);
        inside.map(|token| token.stem).collect::<BTreeSet<Stem>>()
    };
    let (one, other) = (words(a, left), words(b, right));
    #[expect(clippy::cast_precision_loss, reason = "words of a clause")]
    let share = |of: usize| one.intersection(&other).count() as f64 / of.max(1) as f64;
    share(one.len().min(other.len())) >= ECHO.0 && share(one.len().max(other.len())) >= ECHO.1
}

/// What two sentences say differently of one slot, aligned or not: durations of one thing, holders of one office.
#[must_use]
pub fn slots(a: Side<'_>, b: Side<'_>, event: &Event) -> Vec<Conflict> {
    let conflict = |kind| move |(left, right, about)| Conflict { kind, left, right, about };
    let mut found: Vec<Conflict> = duration::differ(a, b).into_iter().map(conflict(ConflictKind::Duration)).collect();
    found.extend(holder::differ(a, b, event).into_iter().map(conflict(ConflictKind::Holder)));
    found
}

/// Whether a sentence fills a slot that [`slots`] compares, so that others need not be looked at.
#[must_use]
pub fn has_slot(side: Side<'_>, event: &Event) -> bool {
    duration::has_any(side) || holder::has_any(side, event)
}

/// How far around a number or date its surroundings reach, in words; never beyond its clause.
const SURROUNDINGS: usize = 5;
/// The content stems beside a range, in its clause.
fn around(side: Side<'_>, range: &Range<usize>, reach: usize) -> Vec<Stem> {
    let clause = side.clauses().iter().find(|clause| clause.contains(&range.start)).unwrap_or(range);
    let tokens = &side.annotation.tokens;
    let first = tokens.partition_point(|token| token.range.end <= range.start).saturating_sub(reach);
    let last = (tokens.partition_point(|token| token.range.start < range.end) + reach).min(tokens.len());
    let inside = |token: &&Token| clause.start <= token.range.start && token.range.end <= clause.end.max(range.end);
    let content =
        tokens[first..last].iter().filter(inside).filter(|token| !token.stop && !overlaps(&token.range, range));
    content.map(|token| token.stem).collect()
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, example};

    fn event(a: &str, b: &str, day: &str) -> Event {
        let article = |(at, text): (usize, &str)| Article {
            published: Published::parse(day),
            ..example::article(&format!("a{at}"), &[text])
        };
        Event::new("e".to_owned(), String::new(), [a, b].into_iter().enumerate().map(article).collect())
    }

    /// What two sentences differ about, as "kind: words of the first / words of the second".
    fn check(a: &str, b: &str, expected: &[&str]) {
        let event = event(a, b, "2026-03-11");
        let side = |article| Side::of(&event, Spot { article, sentence: 0 });
        let shown =
            |one: &Conflict| format!("{}: {} / {}", one.kind.word(), &a[one.left.clone()], &b[one.right.clone()]);
        let found: Vec<String> = conflicts(side(0), side(1), &event).iter().map(shown).collect();
        assert_eq!(found, expected, "{a} | {b}");
        assert_eq!(conflicts(side(0), side(0), &event), [], "{a}");
    }

    #[test]
    fn numbers_of_one_thing() {
        check(
            "A barge struck the harbour bridge at Dunmore, injuring 14 people.",
            "A barge struck the harbour bridge at Dunmore, injuring 17 people.",
            &["number: 14 people / 17 people"],
        );
        check(
            "The bridge at Dunmore will stay closed for at least six months.",
            "The bridge at Dunmore will stay closed for at least nine months.",
            &["number: six months / nine months"],
        );
        check("The bridge has 14 lamps.", "The harbour has 17 lamps on the pier.", &[]);
        check("He paid 14 crowns for bread and 3 crowns for milk.", "She paid 3 crowns for milk.", &[]);
        let duties = "The town put duties on 60 crates of Tarnian goods.";
        check(duties, &duties.replace("60", "50"), &["number: 60 crates / 50 crates"]);
        check(duties, "The town put duties on 50 crates of Lornish goods.", &[]);
        check("The fire killed three Ostrecs on the ferry.", "The fire killed five Tarnians on the ferry.", &[]);
        check("The bridge carried 22,000 cars a day.", "The bridge carried 22000 cars a day.", &[]);
    }

    #[test]
    fn one_list_goes_further() {
        check(
            "Among them were 27 heads of state.",
            "Among them were 27 heads of state and government.",
            &["scope: 27 heads of state / 27 heads of state and government"],
        );
        check("They saw 27 ships and left.", "They saw 27 ships.", &[]);
        check("They saw 27 grey ships.", "They saw 27 grey ships and said that it was enough.", &[]);
        check("They saw 27 ships.", "They saw 27 ships and by noon they had left.", &[]);
    }

    #[test]
    fn exactly_one_negates() {
        check(
            "Fuel has leaked from the ferry.",
            "Fuel has not leaked from the ferry.",
            &["polarity: leaked / not leaked"],
        );
        check("The pier of Tarn fell.", "The pier of Tarn did not fall.", &["polarity: fell / not fall"]);
        check("Ostrec rejected the plan.", "Ostrec did not reject the plan.", &["polarity: rejected / not reject"]);
        check("Fuel has not leaked.", "No fuel has leaked.", &[]);
        check("Fuel has leaked.", "He said “it has not leaked” at noon.", &[]);
    }

    #[test]
    fn days_of_one_thing() {
        check(
            "The ferry left Port Maren on Tuesday.",
            "The ferry left Port Maren on Monday.",
            &["date: Tuesday / Monday"],
        );
        check("The ferry left Port Maren on Tuesday.", "The ferry left Port Maren on March 10, 2026.", &[]);
        check("The houses were without power on Tuesday.", "The houses were still without power on Monday.", &[]);
        check("The houses were still without power on Monday.", "The houses were without power on Tuesday.", &[]);
        check("The ferry left on Tuesday.", "A mayor sang on Monday.", &[]);
        let back = "The ferry left Port Maren on Tuesday and came back on Friday.";
        check(back, "The ferry left Port Maren on Monday.", &[]);
    }

    #[test]
    fn how_long_a_thing_has_lasted() {
        check("The war has lasted four years.", "The war is entering its fifth year.", &[]);
        check("The war has lasted almost four years.", "The strike is entering its fifth year.", &[]);
        check(
            "It is almost four years into the war.",
            "As the war enters its fifth year, talks go on.",
            &["duration: almost four years / fifth year"],
        );
    }

    #[test]
    fn quotations_in_other_words() {
        let check = |a: &str, b: &str, expected: bool| {
            assert_eq!(variant(a, b, Language::of(Some("en"))), expected, "{a} | {b}");
        };
        check("We have come to end the war", "We have come to end a war", true);
        check("We have come to end the war", "we have come to end the war,", false);
        check("We have come to end the war", "end the war", false);
        check("end the war", "We have come to end the war", false);
        check("the war", "the long war", false);
        check("We have come to end the war", "The harbour will stay closed today", false);
    }
}
