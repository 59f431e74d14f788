//! Every reader of a text on hostile texts: none panics, what it finds lies in the text, in order,
//! and is found again.
//!
//! `PROPTEST_CASES=100000 cargo test -p q7x2-text --test readers` runs it for some minutes.

use std::ops::Range;

use proptest::prelude::*;
use q7x2_text::language::{self, Language};
use q7x2_text::name::{self, Evidence};
use q7x2_text::{
    Annotation, attribution, chunk, clause, cue, date, duration, likeness, number, quotation,
    sentence, word,
};

/// What readers look at, beside what goes wrong in letters and marks.
const PIECES: [&str; 72] = [
    "a",
    "Ann Lee",
    "von",
    "Dr.",
    "U.S.",
    "J.",
    "O’Neill",
    "said",
    "sagte",
    "a dit",
    "according to",
    "nicht",
    "not",
    "n't",
    "if",
    "perhaps",
    "all",
    "few",
    "1",
    "12,000",
    "1.234,5",
    "½",
    "3/4",
    "-",
    "–",
    "—",
    "52-48",
    "$5",
    "€",
    "%",
    "million",
    "zwei",
    "2026-01-06",
    "6 January",
    "6. Januar 2026",
    "Jan.",
    "Tuesday",
    "demain",
    "at 6 am",
    "15:04",
    "two days ago",
    "for three years",
    ".",
    "…",
    "?",
    "!",
    ",",
    ";",
    ":",
    "(",
    ")",
    "[",
    "]",
    "“",
    "”",
    "„",
    "«",
    "»",
    "\"",
    "'",
    "’",
    "‘",
    "\n",
    "\u{a0}",
    "\u{200d}",
    "\u{301}",
    "é",
    "İ",
    "ß",
    "漢字。",
    "سلام",
    "😀",
];

/// A question about two sentences.
type Question = fn(&Annotation, &Annotation) -> bool;

/// What two sentences are together, whichever comes first.
const SYMMETRIC: [(&str, Question); 5] = [
    ("aligned", likeness::aligned),
    ("near", likeness::near),
    ("agree", likeness::agree),
    ("in the same words", likeness::in_same_words),
    ("one anchor", likeness::share_anchor),
];

/// Pieces in a row, with or without spaces, some letters of any kind between.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,3}",
        1 => "[0-9.,:/ -]{0,8}",
    ];
    let joiner = prop::sample::select(vec![" ", " ", " ", "", "  "]);
    prop::collection::vec((piece, joiner), 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joiner)| piece + joiner).collect())
}

/// Sentences of few words, so that two of them are often nearly the same.
fn alike() -> impl Strategy<Value = String> {
    let words = [
        "Ann Lee",
        "Bo Lund",
        "Eva Roe",
        "Lee",
        "Lee County",
        "14 people",
        "14 people",
        "3 boats",
        "fire",
        "hurt",
        "harbour",
        "mill",
        "closed",
        "the",
        "of",
        "“too late for us”",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 4..10)
        .prop_map(|words| format!("{}.", words.join(" ")))
}

/// By code: a table is too long to be printed where a case fails.
fn languages() -> impl Strategy<Value = &'static str> {
    let codes = language::all().iter().map(|language| language.code.as_str());
    prop::sample::select(codes.chain(["xx"]).collect::<Vec<_>>())
}

/// Whether ranges are runs of the text, each after the one before.
fn lie_in(text: &str, found: &[Range<usize>]) -> bool {
    found.iter().all(|range| !range.is_empty() && text.get(range.clone()).is_some())
        && found.is_sorted_by(|a, b| a.start <= b.start)
}

/// What every reader finds.
fn found(text: &str, language: &'static Language) -> Vec<(&'static str, Vec<Range<usize>>)> {
    let tokens = word::tokens(text, language);
    let words = chunk::words(text);
    let mut evidence = Evidence::new();
    name::gather(text, &tokens, language, &mut evidence);
    let names = name::names(text, &tokens, language, &evidence);
    let quotations = quotation::quotations(text);
    let cues = cue::cues(text, &tokens, language);
    let dates = date::dates(text, language);
    let numbers = number::numbers(text, language);
    vec![
        ("tokens", tokens.iter().map(|token| token.range.clone()).collect()),
        ("words", words.iter().map(|word| word.range.clone()).collect()),
        ("sentences", sentence::split(text, language)),
        ("clauses", clause::clauses(text)),
        ("names", names.into_iter().map(|name| name.range).collect()),
        ("quotations", quotations.iter().map(|quotation| quotation.outer.clone()).collect()),
        ("cues", cues.into_iter().map(|cue| cue.range).collect()),
        ("dates", dates.into_iter().map(|date| date.range).collect()),
        ("numbers", numbers.into_iter().map(|number| number.range).collect()),
        ("attributions", attribution::attributions(text, language)),
    ]
}

proptest! {
    #[test]
    fn what_is_found_lies_in_the_text(text in texts(), code in languages()) {
        let language = Language::of(Some(code));
        let first = found(&text, language);
        for (reader, ranges) in &first {
            prop_assert!(lie_in(&text, ranges), "{reader}: {ranges:?} of {text:?}");
        }
        prop_assert_eq!(&found(&text, language), &first);
    }

    #[test]
    fn texts_are_compared(
        (text, other) in prop_oneof![(texts(), texts()), (alike(), alike())],
        code in languages(),
    ) {
        let language = Language::of(Some(code));
        let [a, b] = [&text, &other].map(|text| Annotation::of(text, language, &Evidence::new()));
        for annotation in [&a, &b] {
            prop_assert!(annotation.weight() >= 0.0 && annotation.square() >= 0.0);
        }
        for (law, of_two) in SYMMETRIC {
            prop_assert_eq!(of_two(&a, &b), of_two(&b, &a), "{} of {:?} and {:?}", law, text, other);
        }
        prop_assert!((0.0..=1.0 + 1e-9).contains(&likeness::coverage(&a, &b)));
        // These have no ranges of their own to look at: that they end is what is asked.
        let tokens = word::tokens(&text, language);
        drop((duration::durations(&text, &tokens, language), a.reading(&text, language)));
        let words = chunk::words(&text);
        for phrase in chunk::chunks(&text, &words, language) {
            prop_assert!(phrase.end <= words.len() && phrase.start < phrase.end);
        }
        let _ = (chunk::holds_run(&text, &other), attribution::is_attribution(&text, language));
    }
}
