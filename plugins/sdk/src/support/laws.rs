//! Laws of the check, over statements and citations that nobody in their right mind would write.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{Judgement, Way, example, judge};
use crate::{Event, Spot};

/// Words, marks and signs of the sentences that are cited.
const PIECES: [&str; 44] = [
    "Ann Lee",
    "Mayor Bo Chan",
    "he",
    "she",
    "the bridge of Tarn",
    "the harbour",
    "four cars",
    "14",
    "14 people",
    "1,400",
    "on Monday",
    "on 5 January 2026",
    "at 6 am",
    "opened",
    "closed",
    "fell into",
    "was not",
    "did not",
    "nobody",
    "said",
    "according to police",
    "reportedly",
    "could",
    "if",
    "about",
    "most",
    "which",
    ",",
    ";",
    ".",
    "—",
    "…",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "[",
    "]",
    "é\u{301}",
    "中文",
    "\u{202e}",
    "\u{0}",
    "\u{200b}\u{feff}",
];

/// Names and numbers that stand in no cited sentence.
const FOREIGN: [&str; 6] =
    ["Zorblat", "Ilka Vesny", "977", "977 people", "“quimper velotak”", "[Zorblat]"];

/// Fewer cases than usual, since each reads an event; `PROPTEST_CASES` asks for more.
fn few() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 4, ..usual }
}

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    vec(select(&PIECES[..]), 0..16)
}

/// A sentence: words, some of them without a space between.
fn sentence() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => words().prop_map(|words| words.join(" ")),
        1 => words().prop_map(|words| words.concat()),
        1 => (words(), 1..300_usize).prop_map(|(words, times)| words.join(" ").repeat(times.min(9_000 / (1 + words.len())))),
    ]
}

/// The first sentences of some articles of one event, in some language.
fn event() -> impl Strategy<Value = Event> {
    (vec(vec(sentence(), 1..3), 1..5), "en|de|fr|es|xx").prop_map(|(articles, language)| {
        let articles: Vec<Vec<&str>> = articles
            .iter()
            .map(|sentences| sentences.iter().map(String::as_str).collect())
            .collect();
        example::event(&language, &articles.iter().map(Vec::as_slice).collect::<Vec<_>>())
    })
}

/// All sentences of an event, from the chosen one on.
fn spots(event: &Event, first: Index) -> Vec<Spot> {
    let of = |article: usize| {
        (0..event.articles()[article].sentences.len())
            .map(move |sentence| Spot { article, sentence })
    };
    let mut spots: Vec<Spot> = (0..event.articles().len()).flat_map(of).collect();
    let first = first.index(spots.len());
    spots.rotate_left(first);
    spots
}

/// A statement that some plugin might make of its anchor: its words as they are, fewer of them, or
/// quite other ones.
fn statement(anchor: &str, own: &[&str], cut: (Index, Index), way: u8) -> String {
    let words: Vec<&str> = anchor.split(' ').collect();
    let (from, to) = (cut.0.index(words.len()), cut.1.index(words.len()));
    match way {
        0 => anchor.to_owned(),
        1 => [&words[..from.min(to)], &words[from.max(to)..]].concat().join(" "),
        2 => [&words[..from], own, &words[from..]].concat().join(" "),
        _ => own.join(" "),
    }
}

/// The same citations, the anchor first and the others turned about.
fn turned(cited: &[Spot], by: Index) -> Vec<Spot> {
    let mut turned = cited.to_vec();
    if let Some((_, others)) = turned.split_first_mut().filter(|(_, others)| !others.is_empty()) {
        others.rotate_left(by.index(others.len()));
    }
    turned
}

fn sorted(judgement: &Judgement) -> Vec<Spot> {
    let mut kept = judgement.kept.clone();
    kept.sort_unstable();
    kept
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn what_passes_passes_again_on_what_it_kept(
        event in event(), own in words(), first: Index, cut: (Index, Index), way in 0..4_u8, anchored: bool,
    ) {
        let cited = spots(&event, first);
        let text = statement(&event.sentence(cited[0]).text, &own, cut, way);
        let found = judge(&text, &cited, anchored, &event);
        prop_assert_eq!(found.kept.len() + found.removed.len(), cited.len());
        prop_assert!(found.kept.iter().all(|spot| cited.contains(spot)));
        if found.verdict.is_ok() {
            let again = judge(&text, &found.kept, anchored, &event);
            prop_assert!(again.verdict.is_ok(), "{:?} / {:?}: {:?}", text, found, again);
            prop_assert_eq!(&again.kept, &found.kept);
        }
    }

    #[test]
    fn the_order_of_citations_behind_the_anchor_changes_nothing(
        event in event(), own in words(), first: Index, by: Index, cut: (Index, Index), way in 0..4_u8,
    ) {
        let cited = spots(&event, first);
        let text = statement(&event.sentence(cited[0]).text, &own, cut, way);
        let (found, other) = (judge(&text, &cited, true, &event), judge(&text, &turned(&cited, by), true, &event));
        prop_assert_eq!(found.verdict, other.verdict.clone(), "{:?}", text);
        let same = sorted(&judge(&text, &cited, true, &event)) == sorted(&other);
        prop_assert!(same, "{:?}", text);
    }

    #[test]
    fn a_foreign_name_or_number_never_passes(
        event in event(), first: Index, at: Index, foreign in select(&FOREIGN[..]), anchored: bool,
    ) {
        let cited = spots(&event, first);
        let mut words: Vec<&str> = event.sentence(cited[0]).text.split(' ').collect();
        words.insert(at.index(words.len() + 1), foreign);
        let text = words.join(" ");
        prop_assert!(judge(&text, &cited, anchored, &event).verdict.is_err(), "{:?}", text);
    }

    #[test]
    fn words_that_no_cited_sentence_holds_never_pass(
        event in event(), first: Index, said in vec(select(&["quimper", "velotak", "brolled", ",", "“", "”", "[", "]"][..]), 0..9),
    ) {
        let cited = spots(&event, first);
        let text = said.join(" ");
        prop_assert!(judge(&text, &cited, true, &event).verdict.is_err(), "{:?}", text);
    }

    #[test]
    fn an_extract_is_made_of_its_anchors_words(
        event in event(), own in words(), first: Index, cut: (Index, Index), way in 0..3_u8,
    ) {
        let cited = spots(&event, first);
        let anchor = &event.sentence(cited[0]).text;
        let text = statement(anchor, &own, cut, way);
        if judge(&text, &cited, true, &event).verdict == Ok(Way::Extracted) && !text.contains(['[', ']']) {
            let mut rest = anchor.to_lowercase();
            for word in text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()) {
                let at = rest.find(word);
                prop_assert!(at.is_some(), "{:?} / {:?}", text, anchor);
                rest.drain(..at.unwrap_or_default() + word.len());
            }
        }
    }
}
