//! Numbers of one thing that differ, and lists of which one goes further.

use super::around::{SURROUNDINGS, around};
use super::kind::{Conflict, ConflictKind};
use crate::event::side::Side;
use q7x2_text::likeness;
use q7x2_text::number::{self, Number};
use q7x2_text::word::{Stem, Token, spelt};

/// Numbers of one unit: another value, or the same value of less or more.
pub(super) fn numbers(a: Side<'_>, b: Side<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    for x in a.annotation.numbers.iter().filter(|number| comparable(number)) {
        let of_unit = |side: Side<'_>| {
            side.annotation.numbers.iter().filter(|n| n.unit == x.unit && comparable(n)).count()
        };
        for y in b.annotation.numbers.iter().filter(|y| y.unit == x.unit && comparable(y)) {
            let (left, right) = (x.range.clone(), y.range.clone());
            if number::same(x, y) {
                found.extend(scope(a, b, x, y));
            } else if of_unit(a) == 1
                && of_unit(b) == 1
                && count_one_thing(a, b, x, y)
                && !is_of_others(a, b, x, y)
            {
                found.push(Conflict {
                    kind: ConflictKind::Number,
                    left,
                    right,
                    about: thing(a, x),
                });
            }
        }
    }
    found
}

fn comparable(number: &Number) -> bool {
    !number.unit.is_empty() && !number.ordinal
}

/// All of a clause.
const CLAUSE: usize = 64;

/// Whether two numbers of one unit count the same thing: words around them agree. In sentences that
/// say the same, one word is enough where things are counted ("injuring 14 people", "injuring 17
/// people"), but not where time is measured.
fn count_one_thing(a: Side<'_>, b: Side<'_>, x: &Number, y: &Number) -> bool {
    let shared = |reach| {
        let left = around(a, &x.range, reach);
        around(b, &y.range, reach).iter().filter(|stem| left.contains(stem)).count()
    };
    let measures_time = a.language.time_units.contains_key(&x.unit);
    shared(SURROUNDINGS) >= 2
        || (!measures_time && shared(CLAUSE) >= 1 && likeness::agree(a.annotation, b.annotation))
}

/// Words of what is counted that tell whose it is: "$60 billion of American goods".
const WHOSE: usize = 4;

/// Whether what is counted is one's here and another's there: American goods and Chinese ones,
/// Israelis and Palestinians. A capital shows nothing where every noun has one.
fn is_of_others(a: Side<'_>, b: Side<'_>, x: &Number, y: &Number) -> bool {
    let whose = |side, number| -> Vec<Stem> {
        let counted = counted(side, number);
        counted.iter().take(WHOSE).filter(|token| token.capital).map(|token| token.stem).collect()
    };
    let (one, other) = (whose(a, x), whose(b, y));
    let apart =
        !one.is_empty() && !other.is_empty() && !one.iter().any(|stem| other.contains(stem));
    apart && !a.language.capital_nouns
}

/// What is counted, in one or two words: "months", "soldiers", "humanitarian ceasefire"; the unit
/// where nothing stands there.
fn thing(side: Side<'_>, number: &Number) -> String {
    let counted = counted(side, number);
    let Some(first) = counted.iter().position(|token| !token.stop) else {
        return number.unit.clone();
    };
    let is_part = |next: &&&Token| {
        next.capital == side.language.capital_nouns && follows_noun(side, Some(next))
    };
    let next = counted.get(first + 1).filter(is_part);
    side.text[counted[first].range.start..next.unwrap_or(&counted[first]).range.end].to_owned()
}

/// The same number of one noun phrase and of that "and more": "heads of state" and "heads of state
/// and government".
fn scope(a: Side<'_>, b: Side<'_>, x: &Number, y: &Number) -> Option<Conflict> {
    let (one, other) = (counted(a, x), counted(b, y));
    let (short, long, long_side) =
        if one.len() <= other.len() { (&one, &other, b) } else { (&other, &one, a) };
    let same = short.iter().zip(long.iter()).all(|(s, l)| s.stem == l.stem);
    let joined =
        long.get(short.len()).is_some_and(|token| is_and(&long_side.text[token.range.clone()]));
    // One word may be followed by a verb: "27 ships and left"; "trillions of dollars and put"
    // counts nothing by name.
    let counts = short.len() > 1 && !short[0].stop;
    let both = counts && same && joined && long.len() > short.len() + 1;
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

/// The words counted, from after the digits to the next punctuation, or to an "and" that no noun
/// follows ("and by", "and said", "and injuring").
fn counted<'a>(side: Side<'a>, number: &Number) -> Vec<&'a Token> {
    let digits = side.text[number.range.clone()]
        .find(char::is_whitespace)
        .map_or(number.range.end, |at| number.range.start + at);
    let rest = &side.text[digits..];
    let end = digits
        + rest.find([',', ';', ':', '.', '—', '–', '(', ')', '"', '“', '”']).unwrap_or(rest.len());
    let tokens = &side.annotation.tokens;
    let first = tokens.partition_point(|token| token.range.start < digits);
    let last = first + tokens[first..].iter().take_while(|token| token.range.end <= end).count();
    let ends = |at: &usize| {
        is_and(&side.text[tokens[*at].range.clone()]) && !follows_noun(side, tokens.get(at + 1))
    };
    let last = (first..last).find(ends).unwrap_or(last);
    tokens[first..last].iter().collect()
}

/// Whether a word behind "and" may be a noun: no small word, participle or verb of saying.
fn follows_noun(side: Side<'_>, token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        let word = spelt(&side.text[token.range.clone()], side.language);
        let verb = side.language.speech_verbs.contains(&word)
            || side.language.verb_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        !token.stop && !verb
    })
}
