//! Conflict: what two sentences say differently of one thing, by type.
//!
//! Precision first: a conflict needs the same slot on both sides (unit, verb, office, thing that lasts). Spellings,
//! synonyms, tense, one list longer than the other and one source saying more are no conflicts. The rules are a table:
//! number, scope, date, duration, holder, polarity; quotations are compared by [`variant`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::align;
use super::annotation::Annotation;
use super::cue::{self, Cue, CueKind};
use super::date::{Named, Resolved};
use super::language::Language;
use super::number::{self, Number};
use super::word::{Stem, Token, fold, stem};
use super::{duration, holder};
use crate::{Event, Granularity, Published, Spot};

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
    let mut found = numbers(a, b);
    found.extend(polarity(a, b));
    found.extend(dates(a, b));
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

/// Numbers of one unit: another value, or the same value of less or more.
fn numbers(a: Side<'_>, b: Side<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    for x in a.annotation.numbers.iter().filter(|number| comparable(number)) {
        let of_unit =
            |side: Side<'_>| side.annotation.numbers.iter().filter(|n| n.unit == x.unit && comparable(n)).count();
        for y in b.annotation.numbers.iter().filter(|y| y.unit == x.unit && comparable(y)) {
            let (left, right) = (x.range.clone(), y.range.clone());
            if number::same(x, y) {
                found.extend(scope(a, b, x, y));
            } else if of_unit(a) == 1 && of_unit(b) == 1 && count_one_thing(a, b, x, y) {
                let about = counted(a, x).first().map_or(String::new(), |token| a.text[token.range.clone()].to_owned());
                found.push(Conflict { kind: ConflictKind::Number, left, right, about });
            }
        }
    }
    found
}

fn comparable(number: &Number) -> bool {
    !number.unit.is_empty() && !number.ordinal
}

/// How far around a number or date its surroundings reach, in words; never beyond its clause.
const SURROUNDINGS: usize = 5;
/// All of a clause.
const CLAUSE: usize = 64;

/// Whether two numbers of one unit count the same thing: words around them agree. In sentences that say the same, one
/// word is enough where things are counted ("injuring 14 people", "injuring 17 people"), but not where time is measured.
fn count_one_thing(a: Side<'_>, b: Side<'_>, x: &Number, y: &Number) -> bool {
    let shared = |reach| {
        let left = around(a, &x.range, reach);
        around(b, &y.range, reach).iter().filter(|stem| left.contains(stem)).count()
    };
    let measures_time = a.language.time_units.contains_key(&x.unit);
    shared(SURROUNDINGS) >= 2 || (!measures_time && shared(CLAUSE) >= 1 && align::aligned(a.annotation, b.annotation))
}

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

/// The same number of one noun phrase and of that "and more": "heads of state" and "heads of state and government".
fn scope(a: Side<'_>, b: Side<'_>, x: &Number, y: &Number) -> Option<Conflict> {
    let (one, other) = (counted(a, x), counted(b, y));
    let (short, long, long_side) = if one.len() <= other.len() { (&one, &other, b) } else { (&other, &one, a) };
    let same = short.iter().zip(long.iter()).all(|(s, l)| s.stem == l.stem);
    let joined = long.get(short.len()).is_some_and(|token| is_and(&long_side.text[token.range.clone()]));
    // One word may be followed by a verb: "27 ships and left".
    let both = short.len() > 1 && same && joined && long.len() > short.len() + 1;
    let whole = |number: &Number, phrase: &[&Token]| {
        number.range.start..phrase.last().map_or(number.range.end, |t| t.range.end)
    };
    let first = one.first().map_or(x.range.end, |token| token.range.start);
    both.then(|| {
        let (left, right) = (whole(x, &one), whole(y, &other));
        let about = a.text[first.min(left.end)..left.end].to_owned();
        Conflict { kind: ConflictKind::Scope, left, right, about }
    })
}

fn is_and(word: &str) -> bool {
    matches!(word, "and" | "und" | "et" | "y" | "e" | "&")
}

/// The words counted, from after the digits to the next punctuation, or to an "and" that no noun follows ("and by",
/// "and said", "and injuring").
fn counted<'a>(side: Side<'a>, number: &Number) -> Vec<&'a Token> {
    let digits = side.text[number.range.clone()]
        .find(char::is_whitespace)
        .map_or(number.range.end, |at| number.range.start + at);
    let rest = &side.text[digits..];
    let end = digits + rest.find([',', ';', ':', '.', '—', '–', '(', ')', '"', '“', '”']).unwrap_or(rest.len());
    let tokens = &side.annotation.tokens;
    let first = tokens.partition_point(|token| token.range.start < digits);
    let last = first + tokens[first..].iter().take_while(|token| token.range.end <= end).count();
    let ends = |at: &usize| is_and(&side.text[tokens[*at].range.clone()]) && !follows_noun(side, tokens.get(at + 1));
    let last = (first..last).find(ends).unwrap_or(last);
    tokens[first..last].iter().collect()
}

/// Whether a word behind "and" may be a noun: no small word, participle or verb of saying.
fn follows_noun(side: Side<'_>, token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        let word = fold(&side.text[token.range.clone()]);
        let verb = side.language.speech_verbs.contains(&word)
            || side.language.verb_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        !token.stop && !verb
    })
}

/// Words after a negation in which its verb stands, and words before a verb in which its negation stands.
const REACH: usize = 3;

/// Exactly one side negates the same word.
fn polarity(a: Side<'_>, b: Side<'_>) -> Vec<Conflict> {
    let conflict = |left: Range<usize>, right: Range<usize>, about: String| Conflict {
        kind: ConflictKind::Polarity,
        left,
        right,
        about,
    };
    let mut found = Vec::new();
    found.extend(one_negates(a, b).map(|(left, right, about)| conflict(left, right, about)));
    found.extend(one_negates(b, a).map(|(right, left, about)| conflict(left, right, about)));
    found
}

/// What `a` negates and `b` says, and the word for it. What is not said in quotations is not compared with what is.
fn one_negates(a: Side<'_>, b: Side<'_>) -> Option<(Range<usize>, Range<usize>, String)> {
    let names = &a.annotation.name_stems;
    let quoted = |cue: &Cue| a.annotation.quotations.iter().any(|one| one.outer.contains(&cue.range.start));
    for cue in a.annotation.cues.iter().filter(|cue| cue.kind == CueKind::Negation && !quoted(cue)) {
        let after = a.annotation.tokens.partition_point(|token| token.range.start < cue.range.end);
        let ruled = a.annotation.tokens[after..].iter().take(REACH);
        let is_verb = |token: &&Token| {
            let letters = a.text[token.range.clone()].chars().all(|letter| !letter.is_ascii_digit());
            !token.stop && letters && names.binary_search(&token.stem).is_err()
        };
        let verb = ruled.into_iter().find(is_verb);
        let Some(verb) = verb else { continue };
        let Some(same) = b.annotation.tokens.iter().find(|token| token.stem == verb.stem) else { continue };
        // A word that says no itself ("rejected") negates nothing else.
        let negates = |other: &Cue| other.kind == CueKind::Negation && !overlaps(&other.range, &same.range);
        if !b.annotation.cues.iter().any(negates) {
            let about = b.text[same.range.clone()].to_owned();
            return Some((cue.range.start..verb.range.end, same.range.clone(), about));
        }
    }
    None
}

/// Another day for the same thing, or another month or year where neither side knows the day: one date on either side,
/// in clauses that share a content word beside it.
fn dates(a: Side<'_>, b: Side<'_>) -> Option<Conflict> {
    // What goes on ("still without power") is true on more days than one.
    let lasts = |side: Side<'_>| {
        side.annotation
            .tokens
            .iter()
            .any(|token| side.language.still_words.contains(&fold(&side.text[token.range.clone()])))
    };
    let ((x, left), (y, right)) =
        only_day(a).zip(only_day(b)).or_else(|| only_month_or_year(a).zip(only_month_or_year(b)))?;
    // A month of a year is no other time than the year.
    if x.start == y.start || x.granularity != y.granularity || lasts(a) || lasts(b) {
        return None;
    }
    let near = |side, range: &Range<usize>| around(side, range, SURROUNDINGS);
    let shared = near(a, &left).iter().any(|stem| near(b, &right).contains(stem));
    let about = a.text[left.clone()].to_owned();
    shared.then_some(Conflict { kind: ConflictKind::Date, left, right, about })
}

fn only_day(side: Side<'_>) -> Option<(Resolved, Range<usize>)> {
    let mut days = side.annotation.dates.iter().filter_map(|mention| {
        let resolved = mention.resolve(side.published)?;
        let day = Resolved { granularity: Granularity::Day, ..resolved };
        (resolved.granularity >= Granularity::Day).then(|| (day, mention.range.clone()))
    });
    let first = days.next()?;
    days.next().is_none().then_some(first)
}

/// The month or year of a sentence that names no other date.
fn only_month_or_year(side: Side<'_>) -> Option<(Resolved, Range<usize>)> {
    let [mention] = side.annotation.dates.as_slice() else { return None };
    let is_named = matches!(mention.named, Named::Year(_) | Named::Month(..));
    is_named.then(|| mention.resolve(side.published))?.map(|resolved| (resolved, mention.range.clone()))
}

/// Least share of the shorter quotation's words that a variant has.
const VARIANT: f64 = 0.7;

/// Whether two quotations are one utterance in other words: most words alike, not all. Marks and case do not count.
#[must_use]
pub fn variant(a: &str, b: &str, language: &Language) -> bool {
    let words =
        |text: &str| -> Vec<Stem> { fold(text).split_whitespace().map(|word| stem(trim(word), language)).collect() };
    let (left, right) = (words(a), words(b));
    let shorter = left.len().min(right.len());
    if shorter < 3 || left == right {
        return false;
    }
    let common = longest_common(&left, &right);
    #[expect(clippy::cast_precision_loss, reason = "words of one sentence")]
    let share = common as f64 / shorter as f64;
    share >= VARIANT && !contains(&left, &right) && !contains(&right, &left)
}

fn trim(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

fn contains(long: &[Stem], short: &[Stem]) -> bool {
    long.windows(short.len()).any(|window| window == short)
}

/// Length of the longest common subsequence (Wagner & Fischer 1974).
fn longest_common(a: &[Stem], b: &[Stem]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Sentence};

    fn event(a: &str, b: &str, day: &str) -> Event {
        let article = |(at, text): (usize, &str)| Article {
            id: format!("a{at}"),
            language: Some("en".to_owned()),
            published: Published::parse(day),
            sentences: vec![Sentence { text: text.to_owned(), ..Sentence::default() }],
            ..Article::default()
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
        check("We have come to end the war", "The harbour will stay closed today", false);
    }
}
