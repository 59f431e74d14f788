//! Laws of grouping as a whole, and the cases that a person would name.

use std::collections::BTreeSet;

use proptest::prelude::*;
use q7x2_sdk::Published;

use super::*;

/// An article whose terms are the given stems, each once, all equally rare.
fn article(id: &str, day: Option<&str>, stems: impl IntoIterator<Item = u32>) -> Features {
    let term = |stem| Term { stem, frequency: 4096, rarity: 64 };
    let terms: Vec<Term> = stems.into_iter().map(term).collect();
    let words: Vec<String> = terms.iter().map(|term| format!("w{}", term.stem)).collect();
    Features {
        article: id.to_owned(),
        identity: id.to_owned(),
        file: format!("{id}.txt"),
        title: format!("Title of {id}"),
        published: day.and_then(Published::parse),
        words: words.join(" "),
        terms,
        ..Features::default()
    }
}

fn pinned_to(pin: &str, article: Features) -> Features {
    Features { pin: Some(pin.to_owned()), ..article }
}

/// The events as sets of articles, sorted.
fn sets(features: Vec<Features>) -> Vec<String> {
    let events = events(features, &Settings::default()).value;
    let mut sets: Vec<String> = events.into_iter().map(|event| event.articles.join(" ")).collect();
    sets.sort();
    sets
}

fn check(features: &[Features], expected: &[&str]) {
    assert_eq!(sets(features.to_vec()), expected);
}

#[test]
fn articles_that_share_much_are_one_event() {
    let day = Some("2026-01-06");
    check(&[], &[]);
    check(&[article("a", None, [])], &["a"]);
    check(&[article("a", None, []), article("b", None, [])], &["a", "b"]);
    check(
        &[article("a", day, 0..20), article("b", day, 10..30), article("c", day, 40..60)],
        &["a b", "c"],
    );
    // one shared term of twenty is chance
    check(&[article("a", day, 0..20), article("b", day, 19..39)], &["a", "b"]);
}

#[test]
fn a_small_town_is_not_one_event() {
    let stories = [
        (
            "a",
            "Police are looking for a man who robbed the petrol station in TOWN on Monday. Witnesses should call.",
        ),
        (
            "b",
            "The TOWN council approved a swimming pool on Monday. It will open in 2028. The opposition called it a luxury.",
        ),
        (
            "c",
            "A cyclist was hit by a van in TOWN on Monday. The woman was taken to hospital. The driver was not hurt.",
        ),
        (
            "d",
            "A power cut left homes in TOWN without light on Monday night. An excavator had severed a cable.",
        ),
        (
            "e",
            "Farmers blocked the main road to TOWN with tractors on Monday. They protest against the cut in diesel subsidies.",
        ),
        (
            "f",
            "Tractors block TOWN: farmers protested against cuts to diesel subsidies and closed the main road on Monday.",
        ),
        (
            "g",
            "The library in TOWN closes for repairs until March. Readers can return books at the town hall. The roof leaks.",
        ),
    ];
    for town in ["Tarn", "Saint Orran", "Tarn Wexley"] {
        let article = |&(id, text): &(&str, &str)| {
            features(&q7x2_sdk::example::article(id, &[&text.replace("TOWN", town)]))
        };
        check(&stories.iter().map(article).collect::<Vec<_>>(), &["a", "b", "c", "d", "e f", "g"]);
    }
}

#[test]
fn time_parts_events() {
    let told = |id, day| article(id, day, 0..20);
    check(&[told("a", Some("2026-01-06")), told("b", Some("2026-01-12"))], &["a b"]);
    check(&[told("a", Some("2026-01-06")), told("b", Some("2026-02-06"))], &["a", "b"]);
    check(
        &[told("a", Some("2026-01-06")), told("b", Some("2026-02-06")), told("c", None)],
        &["a c", "b"],
    );
}

#[test]
fn neighbouring_events_stay_apart() {
    // two elections of one country: a third of the words in common, the rest each event's own
    let mut all = Vec::new();
    for number in 0..8_u32 {
        let own = |event: u32| (0..8).chain(100 * event..100 * event + 16);
        all.push(article(&format!("a{number}"), Some("2026-01-06"), own(1)));
        all.push(article(&format!("b{number}"), Some("2026-01-07"), own(2)));
    }
    check(&all, &["a0 a1 a2 a3 a4 a5 a6 a7", "b0 b1 b2 b3 b4 b5 b6 b7"]);
}

#[test]
fn a_third_article_joins_two_copies() {
    let day = Some("2026-01-06");
    check(
        &[article("a", day, 0..20), article("b", day, 0..20), article("c", day, 12..32)],
        &["a b c"],
    );
}

#[test]
fn a_pin_is_the_last_word() {
    let day = Some("2026-01-06");
    let all = [
        pinned_to("x", article("a", day, 0..20)),
        pinned_to("x", article("b", Some("2020-01-01"), 50..60)),
        pinned_to("y", article("c", day, 0..20)),
        article("d", day, 0..20),
        article("e", day, 0..20),
        pinned_to(" ", article("f", day, 0..20)),
    ];
    check(&all, &["b a", "c", "d e f"]);
    let ids = |all: &[Features]| -> BTreeSet<String> {
        let events = events(all.to_vec(), &Settings::default()).value;
        events.into_iter().filter(|event| event.pin.is_some()).map(|event| event.id).collect()
    };
    assert_eq!(ids(&all), ids(&all[..3]), "a pinned event keeps its id whatever else there is");
}

#[test]
fn an_event_says_what_it_is_about() {
    let day = Some("2026-01-06");
    let low = Features { low_trust: true, ..article("b", day, 0..20) };
    let all = vec![article("a", day, 0..18), low, article("c", Some("2026-01-05"), 2..20)];
    let found = events(all, &Settings::default());
    let [event] = found.value.as_slice() else { panic!("{found:?}") };
    assert_eq!(event.articles, ["c", "a", "b"]);
    assert_ne!(event.title, "Title of b", "a low-trust article does not speak for the event");
    assert!(
        event.why.starts_with("shares w") && event.why.contains("mean similarity 0."),
        "{}",
        event.why
    );
    assert!(event.slug.ends_with(&event.id[..6]), "{}", event.slug);
}

#[test]
fn undated_articles_are_told_of_once() {
    let told = |all: Vec<Features>| -> Vec<String> {
        let told = events(all, &Settings::default()).diagnostics.into_iter();
        told.map(|one| format!("{}: {}", one.place.expect("a place").file, one.message)).collect()
    };
    assert!(told(vec![article("a", None, 0..9)]).is_empty());
    let one = told(vec![article("b", None, 0..9), article("c", Some("2026-01-06"), 0..9)]);
    assert_eq!(
        one,
        ["content/b.txt: the article has no date: only its words tell which event it belongs to"]
    );
    let both = told(vec![
        article("a", None, 0..9),
        article("b", None, 0..9),
        article("c", Some("2026-01-06"), 0..9),
    ]);
    assert_eq!(
        both,
        [
            "content/a.txt: 2 articles, this the first, have no date: only their words tell which event they belong to"
        ]
    );
}

#[test]
fn an_event_that_everybody_reports_stays_one() {
    let all: Vec<Features> = (0..300_u32)
        .map(|number| {
            let own = 1000 + 40 * number;
            article(
                &format!("{number:03}"),
                Some("2026-01-06"),
                (0..30).map(|at| at + number % 5).chain(own..own + 15),
            )
        })
        .collect();
    assert_eq!(sets(all).len(), 1);
}

/// A collection: of each article its event, its day and where its words begin.
fn collection() -> impl Strategy<Value = Vec<Features>> {
    let one = (
        0..6_u32,
        proptest::option::of(1..28_u32),
        0..10_u32,
        proptest::option::weighted(0.1, "[xy]"),
    );
    prop::collection::vec(one, 0..40).prop_map(|all| {
        let one = |(number, (event, day, from, pin)): (
            usize,
            (u32, Option<u32>, u32, Option<String>),
        )| Features {
            pin,
            ..article(
                &format!("{number:02}"),
                day.map(|day| format!("2026-01-{day:02}")).as_deref(),
                (0..15).map(|at| 20 * event + from + at),
            )
        };
        all.into_iter().enumerate().map(one).collect()
    })
}

proptest! {
    #[test]
    fn every_article_is_in_exactly_one_event(all in collection()) {
        let mut expected: Vec<String> = all.iter().map(|one| one.article.clone()).collect();
        let found = events(all, &Settings::default()).value;
        let slugs: BTreeSet<&str> = found.iter().map(|event| event.slug.as_str()).collect();
        prop_assert_eq!(slugs.len(), found.len());
        let mut got: Vec<String> = found.into_iter().flat_map(|event| event.articles).collect();
        got.sort();
        expected.sort();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn order_does_not_matter((all, shuffled) in collection().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))) {
        prop_assert_eq!(events(all, &Settings::default()), events(shuffled, &Settings::default()));
    }

    #[test]
    fn any_settings_end(all in collection(), similarity in 0.0..=1.0, contrast in 0.0..=1.0, window_days in 0..u32::MAX) {
        let settings = Settings { similarity, contrast, window_days };
        let expected = all.len();
        let found = events(all, &settings).value;
        prop_assert_eq!(found.iter().map(|event| event.articles.len()).sum::<usize>(), expected);
    }

    #[test]
    fn what_an_event_is_called_is_its_own_affair(all in collection(), more in collection()) {
        let called = |all: &[Features]| -> BTreeSet<_> {
            let events = events(all.to_vec(), &Settings::default()).value.into_iter();
            events.map(|event| (event.articles, event.id, event.slug, event.title)).collect()
        };
        let unrelated = more.into_iter().map(|one| {
            let terms = one.terms.iter().map(|term| Term { stem: term.stem + 1000, ..*term }).collect();
            let name = format!("z{}", one.article);
            Features { article: name.clone(), identity: name, pin: None, terms, ..one }
        });
        let both: Vec<Features> = all.iter().cloned().chain(unrelated).collect();
        let (before, after) = (called(&all), called(&both));
        for (articles, id, slug, title) in before {
            // What is together may change with what words weigh; what it is called may not.
            if let Some(same) = after.iter().find(|other| other.0 == articles) {
                prop_assert_eq!((&id, &slug, &title), (&same.1, &same.2, &same.3));
            }
        }
    }

    #[test]
    fn a_text_names_no_event(all in collection(), seed in 0..40_usize) {
        // The same articles, one of them in other words: its event may be another one now, and if
        // it is not, it is called the same.
        let mut mended = all.clone();
        let Some(at) = seed.checked_rem(all.len()) else { return Ok(()) };
        mended[at].article = "mended".to_owned();
        mended[at].terms.pop();
        let called = |all: &[Features]| -> BTreeSet<_> {
            let events = events(all.to_vec(), &Settings::default()).value.into_iter();
            let who = |article: String| all.iter().find(|one| one.article == article).map(|one| one.identity.clone());
            events.map(|event| (event.articles.into_iter().map(who).collect::<Vec<_>>(), event.id, event.slug)).collect()
        };
        let (before, after) = (called(&all), called(&mended));
        for (articles, id, slug) in before {
            if let Some(same) = after.iter().find(|other| other.0 == articles) {
                prop_assert_eq!((&id, &slug), (&same.1, &same.2));
            }
        }
    }
}
