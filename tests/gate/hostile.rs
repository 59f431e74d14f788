//! Articles that take an honest sentence and put a lie into it: the lie is cited to nobody honest,
//! and it leads nowhere.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

#[path = "../program/mod.rs"]
mod program;

use std::collections::BTreeMap;

use q7x2_sdk::{Briefing, Checked, SectionKind};

/// What honest outlets say, each in its own words.
const HONEST: [[&str; 5]; 2] = [
    [
        "The parliament of Velm voted on Thursday to lend the port of Arn at least 30 million crowns for a new sea wall, Finance Minister Greta Holm said.",
        "“We will not wait for another flood,” Holm told the deputies.",
        "Engineers said the old wall could collapse in the next storm.",
        "The port of Arn plans to close its northern basin in May.",
        "Prosecutors accused harbour master Jon Tidd of hiding a report on cracks in the wall.",
    ],
    [
        "On Thursday the parliament of Velm voted to lend at least 30 million crowns to the port of Arn for a new sea wall, said Finance Minister Greta Holm.",
        "“We will not wait for another flood,” Finance Minister Greta Holm told deputies.",
        "The old wall could collapse in the next storm, engineers said.",
        "In May the port of Arn plans to close its northern basin.",
        "Harbour master Jon Tidd was accused by prosecutors of hiding a report on cracks in the wall.",
    ],
];

/// What is done to a sentence, which one, what is replaced by what, and the words of the lie.
const LIES: [(&str, usize, &str, &str, &str); 27] = [
    ("an added clause", 0, " wall,", " wall, after her brother had bribed two deputies,", "bribed"),
    ("a changed agent", 0, "parliament of Velm", "government of Kestria", "Kestria"),
    ("a changed number", 0, "30 million", "300 million", "300"),
    ("a changed unit", 0, "crowns", "dollars", "dollars"),
    ("a negation", 0, "to lend", "not to lend", "not to lend"),
    ("a refusal", 0, "voted on Thursday", "refused on Thursday", "refused"),
    ("a name swapped", 0, "Greta Holm", "Bo Rask", "Rask"),
    ("another office", 0, "Finance Minister", "Prime Minister", "Prime"),
    ("a date moved", 0, "on Thursday", "on Monday", "Monday"),
    ("a place moved", 0, "the port of Arn", "the port of Osk", "Osk"),
    ("at most", 0, "at least", "at most", "at most"),
    ("another purpose", 0, "a new sea wall", "a new casino", "casino"),
    ("all of them", 0, "voted", "voted unanimously", "unanimously"),
    ("an apposition", 0, "Holm said", "Holm, a friend of the builder, said", "friend"),
    ("a relative clause", 0, " at least", ", which smugglers own, at least", "smugglers"),
    ("a parenthesis", 0, " wall,", " wall (the builder is her brother),", "brother"),
    ("a dash", 0, " wall,", " wall — a gift to her brother —", "gift"),
    ("before a colon", 0, "The parliament", "Bought by the builder: the parliament", "Bought"),
    ("behind a semicolon", 0, "Holm said.", "Holm said; two deputies had been paid.", "paid"),
    ("a reason", 0, "Holm said.", "Holm said because the builder owns her party.", "because"),
    ("a word before", 0, "The parliament", "The bribed parliament", "bribed"),
    ("another mouth", 1, "Holm told", "opposition leader Bo Rask told", "Rask"),
    ("another wording", 1, "will not wait", "shall gladly wait", "gladly"),
    ("a hedge removed", 2, "could collapse", "will collapse", "will collapse"),
    ("a plan told as done", 3, "plans to close", "closed", "closed"),
    (
        "an accusation told as a fact",
        4,
        "accused harbour master Jon Tidd of hiding",
        "said harbour master Jon Tidd hid",
        "Tidd hid",
    ),
    (
        "the accuser accused",
        4,
        "Prosecutors accused harbour master Jon Tidd",
        "Harbour master Jon Tidd accused prosecutors",
        "Tidd accused",
    ),
];

fn article(event: usize, outlet: &str, hour: u8, text: &str) -> Vec<u8> {
    let date = format!("2026-02-05T{hour:02}:00:00Z");
    format!("---\nlanguage: en\nevent: \"{event}\"\nsource: {outlet}\ndate: {date}\n---\n{text}\n")
        .into_bytes()
}

/// The briefings of one event a lie, by number: two honest articles, and before them the one that
/// has the lie.
fn briefings() -> BTreeMap<usize, Briefing> {
    let root = tempfile::tempdir().expect("a folder");
    let mut files = BTreeMap::new();
    files.insert(
        "site.toml".to_owned(),
        b"title = \"T\"\nbase_url = \"https://t.example/\"\n".to_vec(),
    );
    for (at, (_, sentence, honest, lie, _)) in LIES.iter().enumerate() {
        let told = HONEST[0][*sentence].replace(honest, lie);
        assert_ne!(told, HONEST[0][*sentence], "{honest}");
        files.insert(format!("content/{at:02}-a.md"), article(at, "Lie Daily", 6, &told));
        for (number, outlet) in ["Coast Wire", "Velm Post"].into_iter().enumerate() {
            let text = HONEST[number].join(" ");
            let name = format!("content/{at:02}-{outlet}.md");
            files.insert(name, article(at, outlet, 10, &text));
        }
    }
    program::write(root.path(), &files);
    let output =
        program::run(program::command().args(["inspect", "briefings", "--root"]).arg(root.path()));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let read = |line: &str| serde_json::from_str::<Briefing>(line).expect("a briefing");
    let pinned = |briefing: Briefing| {
        let pin = briefing.pin.as_ref().and_then(|pin| pin.parse().ok()).expect("a pin");
        (pin, briefing)
    };
    lines.lines().map(read).map(pinned).collect()
}

/// Whether a statement with a lie cites an honest outlet for it: as a whole, or for words with the
/// lie in them.
fn is_corroborated(statement: &Checked, lie: &str, briefing: &Briefing) -> bool {
    let honest = |id: &str| {
        let of = |source: &&q7x2_sdk::Source| source.article == id;
        briefing.sources.iter().find(of).is_some_and(|source| source.outlet != "Lie Daily")
    };
    let told = statement.statement.citations.iter().filter(|one| honest(&one.article));
    statement.statement.text.contains(lie)
        && told.into_iter().any(|one| one.part.as_ref().is_none_or(|part| part.contains(lie)))
}

#[test]
fn a_lie_is_cited_to_nobody_honest_and_leads_nowhere() {
    let briefings = briefings();
    assert_eq!(briefings.len(), LIES.len());
    let mut faults = Vec::new();
    for (at, (kind, .., lie)) in LIES.iter().enumerate() {
        let briefing = &briefings[&at];
        let sides = |section: &&q7x2_sdk::Section| section.kind != SectionKind::Disagreements;
        let told = briefing.sections.iter().filter(sides).flat_map(|one| &one.statements);
        for statement in told.filter(|one| is_corroborated(one, lie, briefing)) {
            faults.push(format!("{kind}, cited: {}", statement.statement.text));
        }
        let lede = briefing.summary().first().map_or("", |lede| lede.statement.text.as_str());
        for leads in [lede, &briefing.title].into_iter().filter(|text| text.contains(lie)) {
            faults.push(format!("{kind}, leads: {leads}"));
        }
        // It is there, or the test shows nothing.
        let carried = briefing.summary().iter().any(|one| one.statement.citations.len() > 1);
        assert!(carried, "{kind}: nothing is borne out by two");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
