//! The relation of two sentences, by the kinds of everyday wording that it must see through and of
//! differences that it must not.

use q7x2_sdk::claim::{Read, Relation, held_run, relation};
use q7x2_sdk::event::side::Side;
use q7x2_sdk::{Article, Event, Published, Sentence, Spot};

fn article(id: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        language: Some("en".to_owned()),
        published: Published::parse("2026-03-05"),
        sentences: vec![Sentence { text: text.to_owned(), ..Sentence::default() }],
        ..Article::default()
    }
}

/// The sentence of one article, and that of another.
fn event(said: &str, source: &str) -> Event {
    Event::new("e".to_owned(), String::new(), vec![article("a", said), article("b", source)])
}

fn read(event: &Event, article: usize) -> Read<'_> {
    Read::of(Side::of(event, Spot { article, sentence: 0 }))
}

/// How the sentence of one article stands to that of another.
fn stands(said: &str, source: &str) -> String {
    let event = event(said, source);
    match relation(&read(&event, 0), &read(&event, 1)) {
        Relation::Whole => "whole".to_owned(),
        Relation::Part(run) => format!("part: {}", &said[run]),
        Relation::Contradicted(difference) => format!("otherwise: {}", difference.kind.word()),
        Relation::Silent => "silent".to_owned(),
    }
}

fn check(pairs: &[(&str, &str)], expected: &str) {
    for (said, source) in pairs {
        assert_eq!(stands(said, source), expected, "{said} / {source}");
    }
}

#[test]
fn other_words_for_the_same_bear_it_out() {
    check(
        &[
            (
                "“We keep the old mill open,” Finn said.",
                "“We keep the old mill open,” Mr. Finn said.",
            ),
            (
                "“We will wait, and we will see,” Finn said.",
                "“We will wait and we will see,” Finn said.",
            ),
            (
                "The Tarn Labour Organisation opened a clinic.",
                "The Tarn Labor Organization opened a clinic.",
            ),
            (
                "The club sold the keeper to Marden Town.",
                "Marden Town bought the keeper from the club.",
            ),
            (
                "Marden Town beat Orrin Rovers on Sunday.",
                "Orrin Rovers lost to Marden Town on Sunday.",
            ),
            ("Half of the pupils in Orrin walk.", "50 percent of the pupils in Orrin walk."),
            ("More than half of the pupils walk.", "Over 50 percent of the pupils walk."),
            (
                "The new bridge cost 2.5 billion euros.",
                "The new bridge cost two and a half billion euros.",
            ),
            ("The gates close at six in the evening.", "The gates close at 6 p.m."),
            ("Six people were arrested in Lind.", "Six arrests were made in Lind."),
            ("Cases rose from 250 to 400 in Lind.", "Cases climbed from 250 to 400 in Lind."),
        ],
        "whole",
    );
}

#[test]
fn what_a_share_or_a_figure_is_of_counts() {
    check(
        &[
            (
                "A quarter of the children in Lind walk.",
                "A quarter of the pensioners in Lind walk.",
            ),
            ("Two officials were arrested in Lind.", "Two divers were arrested in Lind."),
        ],
        "silent",
    );
}

#[test]
fn a_noun_in_its_base_form_is_no_deed() {
    let fall = "The third quarter saw a sharp fall in exports.";
    assert_ne!(stands("Exports fell sharply in the third quarter.", fall), "otherwise: agent");
}

#[test]
fn what_differs_is_not_borne_out() {
    for (said, source) in [
        ("The fare went up to 14 crowns.", "The fare went up by 14 crowns."),
        ("Marden Town beat Orrin Rovers.", "Marden Town lost to Orrin Rovers."),
        (
            "The club sold the keeper to Marden Town.",
            "The club bought the keeper from Marden Town.",
        ),
        ("Cases rose from 250 to 400 in Lind.", "Cases fell from 400 to 250 in Lind."),
        ("The gates close at six in the evening.", "The gates close at six in the morning."),
        ("Two cooks of the crew resigned.", "Two members of the crew resigned."),
    ] {
        assert_ne!(stands(said, source), "whole", "{said} / {source}");
    }
}

#[test]
fn bare_names_are_no_part() {
    let said =
        "Prime Minister Ivo Brandt, who is ill, closed the tunnel of Lind and sold the pumps.";
    let source = "Prime Minister Ivo Brandt was born in Orrin.";
    assert_eq!(stands(said, source), "silent");
}

#[test]
fn what_others_do_bears_nothing_out_of_somebody() {
    let source = "Bo Lund is among the guests to attend the harbour meeting.";
    let run = |said: &str| {
        let event = event(said, source);
        held_run(&read(&event, 0), &read(&event, 1)).map(|run| said[run].to_owned())
    };
    let who = "Ivo Brandt and Ada Finn of the Tarn council";
    let said = "are attending the harbour meeting, beside the mayor of Lind.";
    assert_eq!(run(&format!("{who} {said}")), None);
    assert_eq!(run(said).as_deref(), Some("attending the harbour meeting"));
}
