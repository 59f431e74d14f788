//! What the digest says of small events.

use std::collections::BTreeMap;

use proptest::prelude::*;
use q7x2_sdk::contract::Summaries;
use q7x2_sdk::text::word;
use q7x2_sdk::{Article, Citation, Copy, CopyMeasure, Event, Point, Trust, example};

use super::*;

const DIGEST: Digest = Digest { points: 5, longest_sentence: 48 };

/// An article of an outlet ("?" before the name: of low trust; "" for none), sentence by sentence.
fn article(id: &str, outlet: &str, sentences: &[&str]) -> Article {
    let name = outlet.trim_start_matches('?');
    Article {
        publisher: (!name.is_empty()).then(|| name.to_owned()),
        trust: if outlet.starts_with('?') { Trust::Low } else { Trust::Normal },
        ..example::article(id, sentences)
    }
}

fn event(articles: Vec<Article>) -> Event {
    Event::new("e".to_owned(), "Harbour of Tarn closed".to_owned(), articles)
}

/// Points of one summariser: article, sentence, weight.
fn points(event: &Event, given: &[(&str, usize, f64)]) -> Summaries {
    let mut articles: BTreeMap<String, Vec<Point>> = BTreeMap::new();
    for &(article, sentence, weight) in given {
        let citation = Citation::new(article, sentence);
        let text = event
            .spot(&citation)
            .map_or_else(String::new, |spot| event.sentence(spot).text.clone());
        articles.entry(article.to_owned()).or_default().push(Point {
            text,
            citations: vec![citation],
            weight,
        });
    }
    Summaries::from([("lead".to_owned(), articles)])
}

fn merged(
    plugin: &Digest,
    event: &Event,
    summaries: &Summaries,
    max_words: usize,
) -> Warned<Draft> {
    plugin.merge(&MergeRequest { max_words, event, summaries }).expect("an answer")
}

/// What is said: paragraph, article and sentence.
fn said(draft: &Draft) -> Vec<(usize, String, usize)> {
    let anchor = |statement: &Statement| {
        assert!(statement.under_outlet, "{statement:?}");
        let Citation { article, sentence, .. } = statement.citations[0].clone();
        (statement.paragraph.expect("a paragraph"), article, sentence)
    };
    draft.statements.iter().map(anchor).collect()
}

/// Compares what is said, written as "paragraph article sentence".
fn check(
    plugin: &Digest,
    event: &Event,
    given: &[(&str, usize, f64)],
    max_words: usize,
    expected: &[&str],
) {
    let draft = merged(plugin, event, &points(event, given), max_words).value;
    let found: Vec<String> = said(&draft)
        .into_iter()
        .map(|(at, id, sentence)| format!("{at} {id} {sentence}"))
        .collect();
    assert_eq!(found, expected, "{given:?} in {max_words} words");
}

const CLOSED: &str =
    "The harbour of Tarn was closed on Friday after a ferry struck the northern pier.";
const DIVERS: &str = "Divers from Lorn will look at the hull of the ferry on Monday.";
const BAKER: &str = "A baker in the old town sold every loaf before noon.";
const PORT: &str = "Port authorities in Tarn stopped all ships on Friday evening.";

#[test]
fn each_outlet_says_its_best_under_its_name() {
    let event = event(vec![
        article("a", "Herald", &[CLOSED, DIVERS, "# Ferry", BAKER]),
        article("b", "?Machine News", &[PORT, BAKER]),
        article("c", "Post", &[PORT, DIVERS]),
    ]);
    let all =
        [("a", 0, 0.5), ("a", 1, 1.0), ("a", 3, 0.2), ("b", 0, 1.0), ("c", 0, 1.0), ("c", 1, 0.4)];
    // In the order of the text, the outlet of low trust last.
    check(&DIGEST, &event, &all, 220, &["0 a 0", "0 a 1", "0 a 3", "1 c 0", "1 c 1", "2 b 0"]);
    check(&Digest { points: 1, ..DIGEST }, &event, &all, 220, &["0 a 1", "1 c 0", "2 b 0"]);
    let draft = merged(&DIGEST, &event, &points(&event, &all), 220).value;
    assert_eq!(draft.title, "Harbour of Tarn closed");
    assert_eq!(draft.statements[0].text, CLOSED);
}

#[test]
fn copies_are_skipped_and_a_trusted_one_stands_for_the_text() {
    let copy = |article: &str, of: &str| Copy {
        article: article.to_owned(),
        of: of.to_owned(),
        measure: CopyMeasure::Wire,
        percent: 90,
    };
    let with = |copies: &[(&str, &str)], first: &str| {
        let event = event(vec![
            article("a", first, &[CLOSED]),
            article("b", "Post", &[CLOSED]),
            article("c", "Gazette", &[CLOSED]),
            article("d", "Courier", &[PORT]),
        ]);
        let copies = copies.iter().map(|(article, of)| copy(article, of)).collect();
        event.with_origins(copies, Vec::new())
    };
    let given = [("a", 0, 1.0), ("b", 0, 1.0), ("c", 0, 1.0), ("d", 0, 1.0)];
    check(&DIGEST, &with(&[], "Wire"), &given, 220, &["0 a 0", "1 b 0", "2 c 0", "3 d 0"]);
    check(&DIGEST, &with(&[("b", "a"), ("c", "a")], "Wire"), &given, 220, &["0 a 0", "1 d 0"]);
    check(&DIGEST, &with(&[("b", "a"), ("c", "a")], "?Wire"), &given, 220, &["0 b 0", "1 d 0"]);
    check(
        &DIGEST,
        &with(&[("b", "nobody")], "Wire"),
        &given,
        220,
        &["0 a 0", "1 b 0", "2 c 0", "3 d 0"],
    );
}

#[test]
fn one_outlet_has_one_paragraph_and_says_nothing_twice() {
    let closed_again =
        "The harbour of Tarn was closed after a ferry struck the northern pier on Friday.";
    let event = event(vec![
        article("a", "Herald", &[CLOSED]),
        article("b", "", &[PORT]),
        article("c", "Herald", &[closed_again, DIVERS]),
        article("d", "", &[PORT]),
    ]);
    let given = [("a", 0, 1.0), ("b", 0, 1.0), ("c", 0, 0.9), ("c", 1, 0.3), ("d", 0, 1.0)];
    // Articles without a publisher are outlets of their own; what another outlet says again is not
    // held against it.
    check(&DIGEST, &event, &given, 220, &["0 a 0", "0 c 1", "1 b 0", "2 d 0"]);
}

#[test]
fn an_article_of_low_trust_comes_last_whosever_it_is() {
    let event = event(vec![
        article("a", "?Herald", &[CLOSED]),
        article("b", "Herald", &[DIVERS]),
        article("c", "Post", &[PORT]),
    ]);
    check(
        &DIGEST,
        &event,
        &[("a", 0, 1.0), ("b", 0, 1.0), ("c", 0, 1.0)],
        220,
        &["0 b 0", "1 c 0", "2 a 0"],
    );
}

#[test]
fn only_what_stands_alone_is_a_point() {
    let long = format!("The council of Tarn {}closed it.", "and the council of Lorn ".repeat(12));
    let sentences = [
        "He said that the pier was old.",
        "“Such a pier must go, and soon.”",
        "“Such a pier must go,” he said on Friday.",
        "Who will pay for the pier of Tarn?",
        &long,
        BAKER,
        "The divers said: “We saw nothing",
    ];
    let event = event(vec![article("a", "Herald", &sentences)]);
    let given: Vec<(&str, usize, f64)> = (0..sentences.len()).map(|at| ("a", at, 1.0)).collect();
    check(&DIGEST, &event, &given, 220, &["0 a 5"]);
    // No point stands alone: what else the article has that does; without any, its opening.
    check(&DIGEST, &event, &[("a", 0, 1.0), ("a", 3, 0.5)], 220, &["0 a 5"]);
    let leaning = self::event(vec![article(
        "a",
        "Herald",
        &["He said that the pier was old.", "It rained."],
    )]);
    check(&DIGEST, &leaning, &[("a", 1, 1.0)], 220, &["0 a 0"]);
}

#[test]
fn without_points_the_first_sentences_speak() {
    let event = event(vec![
        article("a", "Herald", &["# Ferry", CLOSED, DIVERS, BAKER]),
        article("b", "Post", &[]),
    ]);
    check(&Digest { points: 2, ..DIGEST }, &event, &[], 220, &["0 a 1", "0 a 2"]);
    check(&DIGEST, &self::event(vec![]), &[], 220, &[]);
}

#[test]
fn points_that_cite_nothing_of_their_article_are_not_said() {
    let event = event(vec![article("a", "Herald", &[CLOSED]), article("b", "Post", &[PORT])]);
    check(
        &DIGEST,
        &event,
        &[("a", 7, 1.0), ("nobody", 0, 1.0), ("b", 0, f64::NAN)],
        220,
        &["0 a 0", "1 b 0"],
    );
}

#[test]
fn an_outlet_without_a_place_is_told_of() {
    let event = event(vec![article("a", "Herald", &[CLOSED]), article("b", "Post", &[PORT])]);
    let given = [("a", 0, 1.0), ("b", 0, 1.0)];
    let answer = merged(&DIGEST, &event, &points(&event, &given), 16);
    assert_eq!(said(&answer.value), [(0, "a".to_owned(), 0)]);
    assert_eq!(
        answer.diagnostics[0].message,
        "digest: 1 of 2 outlets have no place in the running text"
    );
    assert!(merged(&DIGEST, &event, &points(&event, &given), 220).diagnostics.is_empty());
}

#[test]
fn what_is_left_out_has_a_reason() {
    let leaning = "It was closed for the second time.";
    let event = event(vec![
        article("a", "Herald", &[CLOSED, leaning, PORT]),
        article("b", "Post", &[CLOSED]),
    ]);
    let copies = vec![Copy {
        article: "b".to_owned(),
        of: "a".to_owned(),
        measure: CopyMeasure::Wire,
        percent: 90,
    }];
    let event = event.with_origins(copies, Vec::new());
    let why = |max_words: usize, given: &[(&str, usize, f64)]| -> Vec<String> {
        let draft = merged(&DIGEST, &event, &points(&event, given), max_words).value;
        let told = |one: &&LeftOut| {
            !draft.statements.iter().any(|statement| statement.citations.contains(&one.citation))
        };
        draft.left_out.iter().filter(told).map(|one| one.reason.to_string()).collect()
    };
    let all = [("a", 0, 1.0), ("a", 1, 0.9), ("a", 2, 0.8)];
    assert_eq!(why(220, &all), ["leans", "copy"]);
    assert_eq!(why(220, &all[..1]), ["not-picked", "not-picked", "copy"]);
    let words = word::count(CLOSED);
    assert_eq!(why(words, &all), ["leans", "no-room", "copy"]);
}

proptest! {
    #[test]
    fn whatever_the_event_the_laws_hold(
        drawn in prop::collection::vec(
            (0_usize..4, any::<bool>(), prop::collection::vec("\\PC{0,30}|[A-Z][a-z]{3}( [a-z]{2,6}){2,9}\\.", 0..5)), 0..6,
        ),
        max_words in 0_usize..80,
        weights in prop::collection::vec(0.0_f64..1.0, 30),
    ) {
        let articles: Vec<Article> = drawn.iter().enumerate().map(|(at, (outlet, low, sentences))| {
            let outlet = format!("{}{}", if *low { "?" } else { "" }, ["", "Post", "Herald", "Wire"][*outlet]);
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
            article(&at.to_string(), &outlet, &sentences)
        }).collect();
        let event = event(articles);
        let ids: Vec<String> = (0..drawn.len()).map(|at| at.to_string()).collect();
        let given: Vec<(&str, usize, f64)> =
            weights.iter().enumerate().filter_map(|(at, weight)| Some((ids.get(at % 6)?.as_str(), at / 6, *weight))).collect();
        let summaries = points(&event, &given);
        let draft = merged(&DIGEST, &event, &summaries, max_words).value;
        prop_assert_eq!(&draft, &merged(&DIGEST, &event, &summaries, max_words).value);
        let words: usize = draft.statements.iter().map(|statement| word::count(&statement.text)).sum();
        prop_assert!(words <= max_words);
        let mut before: Option<(usize, (bool, &str))> = None;
        for statement in &draft.statements {
            let article = &event.articles()[event.spot(&statement.citations[0]).expect("a sentence").article];
            prop_assert!(statement.citations.iter().all(|citation| citation.article == article.id));
            // A paragraph is one outlet's, and no outlet has two beside one another; those of low
            // trust come last.
            let now = (statement.paragraph.expect("a paragraph"), (article.is_low_trust(), article.outlet()));
            if let Some((paragraph, outlet)) = before {
                prop_assert_eq!(paragraph == now.0, outlet == now.1);
                prop_assert!(now.0 == paragraph || now.0 == paragraph + 1);
                prop_assert!(now.1.0 >= outlet.0);
            }
            before = Some(now);
        }
    }
}

#[test]
fn a_point_is_news_and_reads_on_from_those_before_it() {
    let ferry = "A Lorn ferry called Saint Bride struck the northern pier on Friday.";
    let leans = "The ferry will be towed to the yard of Lorn by two tugs on Monday.";
    let verdict = "The harbour of Tarn has never been so quiet.";
    let event = event(vec![article("a", "Herald", &[CLOSED, ferry, leans, verdict])]);
    let all = [("a", 3, 1.0), ("a", 2, 0.5)];
    check(&DIGEST, &event, &[&all[..], &[("a", 1, 0.9)]].concat(), 220, &["0 a 1", "0 a 2"]);
    check(&DIGEST, &event, &[("a", 3, 1.0), ("a", 0, 0.9)], 220, &["0 a 0"]);
    let quay = "The wreck was towed to the yard of Lorn by two tugs on Monday.";
    let event = self::event(vec![article("a", "Herald", &[BAKER, DIVERS, quay])]);
    check(&DIGEST, &event, &[("a", 2, 1.0), ("a", 0, 0.5)], 220, &["0 a 0"]);
}
