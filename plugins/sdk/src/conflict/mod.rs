//! Conflict: what two sentences say differently of one thing, by type.
//!
//! Precision first: a conflict needs the same slot on both sides (unit, verb, office, thing that
//! lasts). Spellings, synonyms, tense, one list longer than the other and one source saying more
//! are no conflicts. The rules are a table: number, scope, duration, holder, polarity; quotations are
//! compared by [`variant`]. What else one sentence denies of another, `claim` says.

mod around;
mod duration;
mod holder;
mod kind;
mod number;
mod polarity;
mod quotation;
pub mod same;

use std::collections::BTreeSet;
use std::ops::Range;

use q7x2_text::annotation::LONGEST_SENTENCE;
use q7x2_text::cut::Stem;
use q7x2_text::work;

use crate::event::Event;
use crate::event::side::Side;

pub use kind::{Conflict, ConflictKind};
pub use quotation::{Wording, variant};

/// What two sentences that tell much the same count differently, or say differently of one slot;
/// nothing for one sentence against itself, or too long to be compared.
#[must_use]
pub fn conflicts(a: Side<'_>, b: Side<'_>, event: &Event) -> Vec<Conflict> {
    work::steps(1);
    if a.annotation.tokens.len().max(b.annotation.tokens.len()) > LONGEST_SENTENCE {
        return Vec::new();
    }
    let mut found = number::numbers(a, b);
    found.extend(polarity::polarity(a, b));
    found.extend(slots(a, b, event));
    found.sort_by_key(|conflict| (conflict.kind, conflict.left.start, conflict.right.start));
    found
}

/// Share of the shorter clause that the other holds, and of the longer one, where a "not" makes two
/// clauses contradict.
const ECHO: (f64, f64) = (0.75, 0.5);

/// Whether the clauses around two ranges say the same but for a "not": in long sentences it may
/// belong to another thing.
#[must_use]
pub fn echoes(a: Side<'_>, left: &Range<usize>, b: Side<'_>, right: &Range<usize>) -> bool {
    let words = |side: Side<'_>, range: &Range<usize>| {
        let mut clauses = side.annotation.clauses(side.text).iter();
        let clause = clauses.find(|clause| clause.contains(&range.start)).unwrap_or(range);
        let inside = side.annotation.within(clause).iter().filter(|token| !token.stop);
        inside.map(|token| token.stem).collect::<BTreeSet<Stem>>()
    };
    let (one, other) = (words(a, left), words(b, right));
    #[expect(clippy::cast_precision_loss, reason = "words of a clause")]
    let share = |of: usize| one.intersection(&other).count() as f64 / of.max(1) as f64;
    share(one.len().min(other.len())) >= ECHO.0 && share(one.len().max(other.len())) >= ECHO.1
}

/// What two sentences say differently of one slot, aligned or not: durations of one thing, holders
/// of one office.
#[must_use]
pub fn slots(a: Side<'_>, b: Side<'_>, event: &Event) -> Vec<Conflict> {
    let conflict = |kind| move |(left, right, about)| Conflict { kind, left, right, about };
    let mut found: Vec<Conflict> =
        duration::differ(a, b).into_iter().map(conflict(ConflictKind::Duration)).collect();
    found.extend(holder::differ(a, b, event).into_iter().map(conflict(ConflictKind::Holder)));
    found
}

/// Whether a sentence fills a slot that [`slots`] compares, so that others need not be looked at.
#[must_use]
pub fn has_slot(side: Side<'_>, event: &Event) -> bool {
    duration::has_any(side) || holder::has_any(side, event)
}

#[cfg(test)]
mod tests {
    use q7x2_text::date::Published;
    use q7x2_text::language::Language;

    use super::*;
    use crate::{Article, Spot, example};

    fn event(a: &str, b: &str, day: &str) -> Event {
        let article = |(at, text): (usize, &str)| Article {
            published: Published::parse(day),
            ..example::article(&format!("a{at}"), &[text])
        };
        Event::new(
            "e".to_owned(),
            String::new(),
            [a, b].into_iter().enumerate().map(article).collect(),
        )
    }

    /// What two sentences differ about, as "kind: words of the first / words of the second".
    fn check(a: &str, b: &str, expected: &[&str]) {
        let event = event(a, b, "2026-03-11");
        let side = |article| Side::of(&event, Spot { article, sentence: 0 });
        let shown = |one: &Conflict| {
            format!("{}: {} / {}", one.kind.word(), &a[one.left.clone()], &b[one.right.clone()])
        };
        let found: Vec<String> = conflicts(side(0), side(1), &event).iter().map(shown).collect();
        assert_eq!(found, expected, "{a} | {b}");
        assert_eq!(conflicts(side(0), side(0), &event), [], "{a}");
    }

    #[test]
    fn exactly_one_negates() {
        check(
            "Fuel has leaked from the ferry.",
            "Fuel has not leaked from the ferry.",
            &["polarity: leaked / not leaked"],
        );
        check(
            "The pier of Tarn fell.",
            "The pier of Tarn did not fall.",
            &["polarity: fell / not fall"],
        );
        check(
            "Ostrec rejected the plan.",
            "Ostrec did not reject the plan.",
            &["polarity: rejected / not reject"],
        );
        check("Fuel has not leaked.", "No fuel has leaked.", &[]);
        check("Fuel has leaked.", "He said “it has not leaked” at noon.", &[]);
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
        check(
            "He paid 14 crowns for bread and 3 crowns for milk.",
            "She paid 3 crowns for milk.",
            &[],
        );
        let duties = "The town put duties on 60 crates of Tarnian goods.";
        check(duties, &duties.replace("60", "50"), &["number: 60 crates / 50 crates"]);
        check(duties, "The town put duties on 50 crates of Lornish goods.", &[]);
        check(
            "The fire killed three Ostrecs on the ferry.",
            "The fire killed five Tarnians on the ferry.",
            &[],
        );
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
        check(
            "They saw 27 grey ships.",
            "They saw 27 grey ships and said that it was enough.",
            &[],
        );
        check("They saw 27 ships.", "They saw 27 ships and by noon they had left.", &[]);
    }

    #[test]
    fn how_long_a_thing_has_lasted() {
        check("The war has lasted four years.", "The war is entering its fifth year.", &[]);
        check(
            "The war has lasted almost four years.",
            "The strike is entering its fifth year.",
            &[],
        );
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
