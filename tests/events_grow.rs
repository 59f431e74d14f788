//! Large events: twice the articles, or an article twice as long, take twice the work and not four
//! times.
//!
//! Each kind is a generator of articles that are alike or differ in one thing alone: what a loop
//! over pairs would be caught by. Work is counted in steps (`q7x2_sdk::work`), so that no clock
//! decides.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

use std::collections::BTreeMap;
use std::path::Path;

use q7x2::brief::{self, Found};
use q7x2::config::{self, Layers};
use q7x2::plugin::{self, Asked, Grounds, Leave, Pipeline, Process};
use q7x2_sdk::contract::Plugins;
use q7x2_sdk::{Article, Published, SentenceKind, example, work};

/// Steps of twice the input, at most: 2 to the power of 1.2.
const MOST: f64 = 2.297_4;
/// Steps that do not count: what a briefing takes whatever it is made of.
const CONSTANT: f64 = 50_000.0;

fn plugins(summarise: &str, merge: &str) -> Plugins {
    let site = "title = 'T'\nbase_url = 'https://example.org/'\n";
    let tree = config::layered(Layers { site, environment: &[], options: &[] }).value;
    let pipeline = Pipeline {
        summarise: vec![summarise.to_owned()],
        merge: merge.to_owned(),
        ..Pipeline::default()
    };
    let (process, processes) = (Process::default(), BTreeMap::new());
    let grounds = Grounds {
        folder: Path::new("plugins"),
        environment: &[],
        process: &process,
        processes: &processes,
        store: None,
        leave: Leave::BuiltIn,
    };
    let found = plugin::Found::new();
    let asked = Asked { pipeline: &pipeline, tree: &tree, found: &found, grounds };
    plugin::resolve(asked).expect("built-in plugins").plugins
}

/// A made-up word, the same for the same number. There are three million of them: where words run
/// out, every pair of large events shares some.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 12] =
        ["ba", "ke", "di", "lo", "mu", "na", "re", "si", "to", "vu", "za", "fi"];
    let mut rest = number.wrapping_mul(2_654_435_761) % 2_985_984;
    let mut word = String::from(SYLLABLES[number % 12]);
    for _ in 0..6 {
        word.push_str(SYLLABLES[rest % 12]);
        rest /= 12;
    }
    word.push_str(SYLLABLES[(number / 12) % 12]);
    word
}

fn name(number: usize) -> String {
    let word = word(number);
    format!("{}{}", word[..1].to_uppercase(), &word[1..])
}

fn own(at: usize) -> String {
    let words: Vec<String> = (0..12).map(|place| word(at * 31 + place * 977)).collect();
    format!("The {} of Dunmore.", words.join(" "))
}

fn article(at: usize, sentences: &[String]) -> Article {
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    Article {
        content: sentences.join(" "),
        title: format!("A report of {} and {} at Dunmore", word(at), word(at + 7)),
        publisher: Some(format!("Outlet {at}")),
        published: Published::parse("2026-01-06"),
        file: format!("{at}.txt"),
        ..example::article(&format!("a{at:06}"), &sentences)
    }
}

/// The steps of one event's briefing.
fn steps(articles: Vec<Article>, plugins: &Plugins) -> f64 {
    let found = Found {
        id: "e".to_owned(),
        slug: "e".to_owned(),
        title: String::new(),
        pin: None,
        continues: None,
        articles,
    };
    let made = || brief::briefing(found, plugins, &brief::Settings::default(), &[], chrono_tz::UTC);
    let (briefing, steps) = work::counted(made);
    assert!(!briefing.expect("a briefing").value.sources.is_empty());
    steps as f64
}

/// Articles from which the bounds of `copies`, `facts`, entities and quotations no longer let work
/// grow faster.
const ARTICLES: usize = 1_000;

fn check_with(
    plugins: &Plugins,
    kind: &str,
    count: usize,
    articles: &dyn Fn(usize) -> Vec<Article>,
) {
    let (once, twice) = (steps(articles(count), plugins), steps(articles(2 * count), plugins));
    let power = libm::log2(twice / once);
    assert!(
        twice <= MOST * once + CONSTANT,
        "{kind}: {once} steps, then {twice}: to the power of {power:.2}"
    );
}

/// One event of articles, each of the sentences that a kind gives.
fn check(kind: &str, sentences: fn(usize) -> Vec<String>) {
    let articles = |count: usize| (0..count).map(|at| article(at, &sentences(at))).collect();
    check_with(&plugins("lexrank", "consensus"), kind, ARTICLES, &articles);
}

const BARGE: &str = "A barge struck the harbour bridge at Dunmore on Monday, injuring 14 people.";
const WIRE: [&str; 4] = [
    BARGE,
    "Mayor Ailsa Corrigan said free ferries would cross the harbour from Wednesday.",
    "The bridge carries 22,000 cars a day and opened in 1974.",
    "“We have lost the road that holds this town together,” Corrigan told Radio Skerry.",
];

fn wire() -> Vec<String> {
    WIRE.iter().map(ToString::to_string).collect()
}

macro_rules! kinds {
    ($($name:ident: $sentences:expr;)+) => { $(#[test] fn $name() { check(stringify!($name), $sentences); })+ };
}

kinds! {
    identical: |_| wire();
    near_identical: |at| { let mut all = wire(); all[at % 4] = own(at); all };
    with_a_tail_of_their_own: |at| { let mut all = wire(); all.push(own(at)); all };
    chains_of_copies: |at| (at..at + 6).map(own).collect();
    aggregators: |at| if at % 10 == 9 { (at - 9..at).map(own).collect() } else { vec![own(at)] };
    half_a_wire: |at| [wire(), (0..5).map(|place| own(at * 5 + place)).collect()].concat();
    nothing_in_common: |at| vec![own(at), own(at + 50_000)];
    one_first_sentence: |at| vec![BARGE.to_owned(), own(at)];
    another_number: |at| vec![BARGE.replace("14", &(at + 10).to_string())];
    every_sentence_with_another_number: |at| {
        let number = |text: &&str| text.replace("14", &(at + 10).to_string()).replace("22,000", &(at + 900).to_string());
        WIRE.iter().map(number).collect()
    };
    figures_of_two: |at| vec![own(at), BARGE.replace("14", &(at / 2 + 10).to_string())];
    openings_of_two: |at| vec![own(at / 2), own(at + 500_000), own(at + 900_000)];
    another_date: |at| vec![format!("The harbour bridge at Dunmore was closed by the council on {} March {}.", at % 28 + 1, 1700 + at / 28)];
    another_name: |at| vec![format!("{} {} of the council said the harbour bridge would be closed.", name(at), name(at + 9_999))];
    one_surname: |at| vec![
        format!("{} Corrigan of the council said the harbour bridge would be closed.", name(at)),
        "Corrigan said the bridge was old.".to_owned(),
    ];
    one_first_name: |at| vec![format!("Ailsa {} of the council said the harbour bridge would be closed.", name(at))];
    one_middle_name_each: |at| vec![format!("Ailsa {} Corrigan of the council said the bridge would be closed.", name(at))];
    another_role: |at| vec![format!("The {} minister Ailsa Corrigan said the harbour bridge would be closed.", word(at))];
    another_holder: |at| vec![format!("US President {} {} said the harbour bridge would be closed.", name(at), name(at + 777))];
    another_place: |at| vec![BARGE.replace("Dunmore", &name(at))];
    one_quotation: |_| vec!["“We have lost the road that holds this town together,” Mayor Ailsa Corrigan said.".to_owned()];
    another_quotation: |at| vec![format!("“We have lost the {} road that holds the {} town,” Mayor Ailsa Corrigan said.", word(at), word(at + 5))];
    other_words_of_one_quotation: |at| vec![format!("“We have lost the road that holds this town of {} together,” Mayor Ailsa Corrigan said.", name(at))];
    another_speaker: |at| vec![format!("“We have lost the road that holds this town together,” {} {} said.", name(at), name(at + 99))];
    opposites: |at| vec![format!("Prices of houses in Dunmore {} in the county of Kells.", ["rose", "fell"][at % 2])];
    denials: |at| vec![format!("Fuel has {}leaked from the ferry Orla, the union said.", ["", "not "][at % 2])];
    another_duration: |at| vec![format!("The strike of Dunmore is entering its {}th week.", at + 4)];
    credits: |at| vec![format!("The bridge is closed to lorries of {}, according to Outlet {}.", name(at), at * 7 % 500)];
    brackets: |at| vec![format!("The bridge (of the harbour) is closed near {} by the council (AFP).", name(at))];
    takings_up: |at| vec![
        format!("A new {} had been lowered into the harbour of Dunmore.", word(at)),
        format!("The {} was made by 14 engineers of Skerry.", word(at)),
    ];
    older_news: |at| vec![format!("The bridge of {} was built by engineers from Lorn in {}.", name(at), 1900 + at % 100)];
}

#[test]
fn one_title_and_titles_that_differ_in_a_word() {
    let one = |count: usize| {
        let title = "Barge strikes harbour bridge at Dunmore";
        (0..count)
            .map(|at| Article { title: title.to_owned(), ..article(at, &[own(at)]) })
            .collect()
    };
    check_with(&plugins("lexrank", "consensus"), "one title", ARTICLES, &one);
    let word = |count: usize| {
        let title = |at: usize| format!("Barge strikes harbour bridge at {}", name(at));
        (0..count).map(|at| Article { title: title(at), ..article(at, &wire()[..1]) }).collect()
    };
    check_with(&plugins("lexrank", "consensus"), "titles that differ in a word", ARTICLES, &word);
}

#[test]
fn one_outlet_and_one_address() {
    let outlet = |count: usize| {
        (0..count)
            .map(|at| Article { publisher: Some("Post".to_owned()), ..article(at, &[own(at)]) })
            .collect()
    };
    check_with(&plugins("lexrank", "consensus"), "one outlet", ARTICLES, &outlet);
    let address = |count: usize| {
        let url = Some("https://example.org/".to_owned());
        (0..count).map(|at| Article { url: url.clone(), ..article(at, &[own(at)]) }).collect()
    };
    check_with(&plugins("lexrank", "consensus"), "one address", ARTICLES, &address);
}

#[test]
fn other_plugins() {
    for (summarise, merge) in [("lead", "digest"), ("textrank", "digest"), ("centroid", "digest")] {
        let plugins = plugins(summarise, merge);
        let tail =
            |count: usize| (0..count).map(|at| article(at, &[BARGE.to_owned(), own(at)])).collect();
        check_with(&plugins, summarise, ARTICLES, &tail);
    }
}

/// Sentences of the long article, and of a second one of other words.
const SENTENCES: usize = 1_500;

/// A kind of sentence by name.
type Named = (&'static str, fn(usize) -> String);

#[test]
fn one_long_article() {
    let kinds: [Named; 7] = [
        ("own words", own),
        ("one sentence", |_| BARGE.to_owned()),
        ("numbers", |at| {
            format!("The flood at Dunmore in the county of Kells damaged {} houses.", at + 10)
        }),
        ("names", |at| format!("{} {} met the council.", name(at), name(at + 9_999))),
        ("surnames", |at| format!("{} Corrigan met the council.", name(at))),
        ("quotations", |at| {
            format!(
                "“We have lost the {} road that holds this town,” Mayor Ailsa Corrigan said.",
                word(at)
            )
        }),
        ("days", |at| {
            format!(
                "The bridge was closed on {} March {} by the council of Tarn.",
                at % 28 + 1,
                1700 + at / 28
            )
        }),
    ];
    for (kind, sentence) in kinds {
        for summarise in ["lexrank", "textrank", "centroid"] {
            let articles = |count: usize| {
                let long: Vec<String> = (0..count).map(sentence).collect();
                let mut read = article(0, &long);
                read.sentences
                    .iter_mut()
                    .enumerate()
                    .for_each(|(at, sentence)| sentence.paragraph = at / 3);
                assert!(read.sentences.iter().all(|sentence| sentence.kind == SentenceKind::Body));
                vec![read, article(1, &wire())]
            };
            let kind = format!("one article, {kind}, {summarise}");
            check_with(&plugins(summarise, "consensus"), &kind, SENTENCES, &articles);
        }
    }
}

/// Words of the long sentences: fewer than sentences are compared at, and more.
const WORDS: [usize; 2] = [300, 2_000];

#[test]
fn long_sentences() {
    let few = |at: usize| {
        let words = ["council", "bridge", "Tarn", "Monday", "12", "people", "closed", "sold", "by"];
        words[at.wrapping_mul(2_654_435_761) % 1_000 % words.len()].to_owned()
    };
    type Unit = (&'static str, fn(usize) -> String);
    let kinds: [Unit; 8] = [
        ("few words", few),
        ("own words", word),
        ("names", |at| format!("{} {}", name(at), name(at + 9_999))),
        ("figures", |at| format!("{} people", at + 10)),
        ("days", |at| format!("on {} March {}", at % 28 + 1, 1700 + at / 28)),
        ("denials", |_| "not closed".to_owned()),
        ("claims", |at| format!("and the {} closed the bridge,", word(at))),
        ("speakers", |at| format!("{} said that", name(at))),
    ];
    let frames = ["The council closed UNITS.", "“We closed UNITS,” Mayor Ailsa Corrigan said."];
    let plugins = plugins("lexrank", "consensus");
    for (kind, unit) in kinds {
        for (frame, words) in frames.into_iter().flat_map(|one| WORDS.map(|words| (one, words))) {
            let sentence = |count: usize, of: usize| {
                let units: Vec<String> = (0..count).map(|at| unit(at * 7 + of)).collect();
                frame.replace("UNITS", &units.join(" "))
            };
            let articles = |count: usize| -> Vec<Article> {
                (0..4).map(|at| article(at, &[sentence(count, at), BARGE.to_owned()])).collect()
            };
            check_with(&plugins, &format!("{words} {kind}: {frame}"), words, &articles);
        }
    }
}
