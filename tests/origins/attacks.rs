//! Attacks: articles that are written to make outlets, to join them or to lead.

use std::collections::BTreeSet;

use q7x2_sdk::{Briefing, CopyMeasure, Trust};

use crate::site::{Article, article, briefing, briefings, origins, story};

const MORNING: &str = "2026-02-03T08:00:00Z";
const NOON: &str = "2026-02-03T12:00:00Z";
const YEARS_AGO: &str = "1999-02-03";

/// Two honest articles: an agency's and another house's.
fn honest() -> Vec<Article> {
    vec![wire(), own()]
}

fn wire() -> Article {
    article("Hask Wire", MORNING, story("dam", "wire"))
}

fn own() -> Article {
    article("Valley Post", NOON, story("dam", "own"))
}

/// A claim of its own, said in another way each time, so that no two are one text.
fn claim(at: usize) -> String {
    let ways = [
        "Ingrid Mallory of the water board took bribes of 3 million crowns from a pump maker in 2024, police said.",
        "In 2024 Ingrid Mallory of the water board took 3 million crowns in bribes from a pump maker.",
        "A pump maker paid Ingrid Mallory of the water board bribes of 3 million crowns in 2024.",
        "Bribes of 3 million crowns went from a pump maker to Ingrid Mallory of the water board in 2024.",
        "It was in 2024 that Ingrid Mallory of the water board took bribes of 3 million crowns.",
    ];
    let rest = [
        "A cat sat on a wall.",
        "Rain fell all day.",
        "Bells rang at noon.",
        "Snow is near.",
        "Boats lay idle.",
    ];
    format!("{}\n\n{}", ways[at % ways.len()], rest[at % rest.len()])
}

/// Whether the two honest articles are still two origins.
fn honest_are_two(found: &Briefing) -> bool {
    let origin = |outlet: &str, date: &str| {
        let dated = |source: &&q7x2_sdk::Source| {
            source.published.is_some_and(|published| published.to_string() == date)
        };
        let mut named = found.sources.iter().filter(|source| source.outlet == outlet);
        named.find(dated).map(|source| source.origin)
    };
    let (one, other) = (origin("Hask Wire", MORNING), origin("Valley Post", NOON));
    one.is_some() && other.is_some() && one != other
}

fn check(what: &str, articles: Vec<Article>, most: usize) -> Briefing {
    let mut all = honest();
    all.extend(articles);
    let found = briefing(&all, "");
    let outlets: Vec<Vec<String>> =
        origins(&found).into_iter().map(|group| group.into_iter().collect()).collect();
    assert!(honest_are_two(&found), "{what}: the honest ones are joined: {outlets:?}");
    assert_eq!(found.origins, most, "{what}: {outlets:?}");
    for statement in found.sections.iter().flat_map(|section| &section.statements) {
        let cited: BTreeSet<&str> = statement
            .statement
            .citations
            .iter()
            .map(|citation| citation.article.as_str())
            .collect();
        let named: BTreeSet<&str> = found
            .sources
            .iter()
            .filter(|source| cited.contains(source.article.as_str()))
            .map(|source| source.outlet.as_str())
            .collect();
        assert!(statement.support.origins <= named.len(), "{what}: {statement:?}");
    }
    found
}

#[test]
fn one_name_in_seven_spellings_is_one_outlet() {
    let names = [
        "Gale News",
        "GALE NEWS",
        "gale-news",
        "Gale News.",
        "Gale\u{200d} News",
        "Gаle News",
        "Ｇａｌｅ News",
    ];
    let all = names.iter().enumerate().map(|(at, name)| article(name, NOON, claim(at))).collect();
    check("spellings", all, 3);
    check(
        "an honest name in capitals",
        vec![
            article("VALLEY\u{200e} POST", NOON, claim(0)),
            article("Vаlley Post", MORNING, claim(1)),
        ],
        2,
    );
    check(
        "an honest name with a right-to-left mark",
        vec![article("\u{202e}Valley Post", YEARS_AGO, claim(2))],
        2,
    );
}

#[test]
fn a_credit_adds_no_origin() {
    let said = |by: &str, at| {
        article("Gale News", NOON, claim(at).replace(".\n", &format!(", according to {by}.\n")))
    };
    check("two credits", vec![said("Hask Wire", 0), said("the Valley Post", 1)], 3);
    check("two agencies", vec![said("AFP", 0), said("Reuters", 1)], 3);
    let signed = |by: &str, at| article("Gale News", NOON, format!("HASK ({by}) — {}", claim(at)));
    check("two signatures", vec![signed("Hask Wire, Valley Post", 0)], 3);
    let found = check("one signature", vec![signed("Hask Wire", 0)], 2);
    assert_eq!(found.lineages.len(), 1);
}

#[test]
fn who_gathers_articles_swallows_none() {
    let both = format!("{}\n\n{}", story("dam", "wire"), story("dam", "own"));
    let found =
        check("gathered, dated first", vec![article("Gale News", YEARS_AGO, both.clone())], 2);
    assert!(found.copies.iter().all(|copy| copy.measure == CopyMeasure::Holds));
    assert_eq!(found.copies.len(), 2);
    check("gathered, dated last", vec![article("Gale News", "2026-02-04", both.clone())], 2);
    let padded = format!("{both}\n\n{}", story("mine", "own"));
    check("gathered and padded", vec![article("Gale News", YEARS_AGO, padded)], 2);
    let outer = format!("{}\n\n{both}", story("museum", "own"));
    check(
        "one inside another",
        vec![article("Gale News", YEARS_AGO, both.clone()), article("Storm", "1998-02-03", outer)],
        2,
    );
    check(
        "gathered twice",
        vec![article("Gale News", YEARS_AGO, both.clone()), article("Storm", YEARS_AGO, both)],
        2,
    );
}

#[test]
fn what_is_taken_piece_by_piece_joins_nothing() {
    let of = |outlet: &str, kind: &str| article(outlet, YEARS_AGO, story("dam", kind));
    check("one each, one outlet", vec![of("Gale News", "wire"), of("Gale News", "own")], 2);
    check(
        "one each, one outlet in two spellings",
        vec![of("Gale News", "wire"), of("GALE NEWS", "own")],
        2,
    );
    check("one each, two outlets", vec![of("Gale News", "wire"), of("Storm", "own")], 2);
    let half = |kind: &str| {
        let text = story("dam", kind);
        text.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n")
    };
    let bridge = format!("{}\n\n{}\n\n{}", half("wire"), half("own"), story("mine", "own"));
    check("half of each, dated first", vec![article("Gale News", YEARS_AGO, bridge)], 2);
    let quoted = "\"We would rather empty a lake than bury a village,\" Mallory said. It is late.";
    check("a quotation of both", vec![article("Gale News", YEARS_AGO, quoted)], 3);
}

#[test]
fn a_copy_in_disguise_is_a_copy() {
    let copy = |text: String| vec![article("Gale News", "2026-02-04", text)];
    let own = story("dam", "own");
    check("the same text", copy(own.clone()), 2);
    check("letters that nobody sees", copy(own.replace('e', "e\u{200b}")), 2);
    check("letters that look alike", copy(own.replace('a', "а").replace('o', "о")), 2);
    check("capitals", copy(own.to_uppercase()), 2);
    check("other marks", copy(own.replace(',', " —").replace('.', "!")), 2);
    let mut turned: Vec<&str> = own.split("\n\n").collect();
    turned.reverse();
    check("paragraphs turned round", copy(turned.join("\n\n")), 2);
    let many = (0..60).map(|at| article(&format!("Paper {at}"), YEARS_AGO, own.clone()));
    check("sixty copies", many.collect(), 2);
}

#[test]
fn outlets_that_share_an_article_are_no_more_than_their_names() {
    let shared = |outlet: &str| article(outlet, NOON, story("mine", "own"));
    let own = |outlet: &str, at| article(outlet, NOON, claim(at));
    let both = || vec![shared("Gale News"), shared("Storm")];
    let with = |more: Vec<Article>| both().into_iter().chain(more).collect::<Vec<_>>();
    check("nothing else", both(), 3);
    check("the first has more", with(vec![own("Gale News", 0)]), 3);
    // A paper that prints an agency's text has its own reports too: these two may well be two.
    check("the other has more", with(vec![own("Storm", 0)]), 4);
    check("both have more", with(vec![own("Gale News", 0), own("Storm", 1)]), 4);
    let same = [own("Gale News", 2), own("Storm", 2)];
    check("both have the same", with(same.to_vec()), 3);
}

#[test]
fn an_address_is_no_proof() {
    let address = "https://valley.example/dam";
    let claimed = article("Gale News", YEARS_AGO, claim(0)).with("url", address);
    let mut all = vec![wire(), own().with("url", address), claimed];
    let found = briefing(&all, "");
    assert_eq!((found.origins, found.copies.len()), (3, 0));
    all[2] = article("Gale News", YEARS_AGO, story("mine", "wire")).with("url", address);
    assert_eq!(briefing(&all, "").origins, 3);
}

#[test]
fn another_event_takes_no_paragraph_away() {
    let own = own().with("url", "https://valley.example/dam").with("event", "e");
    let paragraph = own.text.split("\n\n").last().expect("a paragraph").to_owned();
    let fake = |at: usize| {
        let text = format!("{}\n\n{}\n\n{paragraph}", story("mine", "own"), claim(at));
        let fake = article("Valley Post", "2025-02-03", text).with("event", "f");
        fake.with("url", &format!("https://valley.example/{at}"))
    };
    let alone = vec![wire().with("event", "e"), own];
    let mut all = alone.clone();
    all.extend((0..5).map(fake));
    let of_event = |found: Vec<Briefing>| {
        found.into_iter().find(|found| found.pin.as_deref() == Some("e")).expect("the event")
    };
    assert_eq!(of_event(briefings(&alone, "")), of_event(briefings(&all, "")));
}

const RULES: &str = "[[sources]]\nname = \"Valley Post\"\nmatch = [\"valley.example\"]\ntrust = \"normal\"\n\
    [[sources]]\nname = \"Gale\"\nmatch = [\"gale.example\"]\ntrust = \"low\"\n";

#[test]
fn a_host_rule_beats_what_an_article_calls_itself() {
    for address in [
        "https://gale.example/1",
        "https://NEWS.Gale.example./1",
        "https://valley.example@gale.example:443/1",
    ] {
        let fake = article("Valley Post", NOON, claim(0)).with("url", address);
        let found = briefing(&[wire(), own(), fake], RULES);
        let gale = found.sources.iter().find(|source| source.outlet == "Gale").expect(address);
        assert_eq!((gale.trust, found.origins), (Trust::Low, 3), "{address}");
    }
}

#[test]
fn a_machine_stays_a_machine() {
    let text = format!("By Storm Desk · AI Specialist Author\n\n{}", claim(0));
    let machine = article("Gale News", NOON, text).with("trust", "normal");
    let trust = |settings: &str| {
        let found = briefing(&[wire(), own(), machine.clone()], settings);
        found.sources.iter().find(|source| source.outlet == "Gale News").expect("it").trust
    };
    assert_eq!(trust(""), Trust::Low);
    assert_eq!(trust("[[sources]]\nname = \"Gale News\"\ntrust = \"normal\"\n"), Trust::Normal);
}

#[test]
fn a_date_that_cannot_be_leads_nothing() {
    let fake = |date: &str| article("Gale News", date, claim(0)).with("event", "f");
    for date in ["2126-02-03", "2026-02-11T12:00:01Z", "2026-03-03"] {
        let all = [wire().with("event", "e"), own().with("event", "e"), fake(date)];
        let found = briefings(&all, "");
        let day = |pin: &str| {
            let found = found.iter().find(|found| found.pin.as_deref() == Some(pin));
            found.expect("an event").day
        };
        assert!(day("e").is_some() && day("f").is_none(), "{date}");
        let source = found
            .iter()
            .flat_map(|found| &found.sources)
            .find(|source| source.outlet == "Gale News");
        let shown = source.expect("it").published.expect("its date is shown").to_string();
        assert!(shown.starts_with(&date[..10]), "{shown}");
    }
    let copy = article("Gale News", "2126-02-03", story("dam", "own"));
    let found = check("a copy of tomorrow", vec![copy], 2);
    assert_eq!(found.day.expect("a day").to_string(), "2026-02-03");
}

#[test]
fn an_outlet_without_a_name_has_none() {
    let own = own().without("source");
    let found = briefing(&[wire(), own, article("\u{200b}", NOON, claim(0))], "");
    let names: BTreeSet<&str> = found.sources.iter().map(|source| source.outlet.as_str()).collect();
    let expected = ["Hask Wire", "Source B, outlet not named", "Source C, outlet not named"];
    assert_eq!(names, BTreeSet::from(expected));
}
