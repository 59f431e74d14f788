//! An editor's first question: why is this sentence not in it? Every sentence is either cited by
//! the running text, or `inspect briefings` says why it is not.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The lines that `inspect` prints of a site of `tests/sites`.
fn inspect(case: &str, what: &str) -> Vec<Value> {
    let root = program::repository().join("tests/sites").join(case);
    let mut command = program::command();
    let output = program::run(command.arg("--root").arg(root).args(["inspect", what]));
    let printed = String::from_utf8(output.stdout).expect("text");
    printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A sentence: its article's id, and its place.
type Place = (String, u64);

fn place(value: &Value) -> Place {
    let article = value["article"].as_str().expect("an article").to_owned();
    (article, value["sentence"].as_u64().expect("a place"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Why sentences are left out, by their text; each sentence is told or left out, and no more than
/// once.
fn left_out(case: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<Place, String> = BTreeMap::new();
    for article in inspect(case, "articles") {
        let sentences = list(&article["sentences"]).iter().enumerate();
        for (at, sentence) in sentences.filter(|(_, sentence)| sentence["kind"] == "body") {
            let id = article["id"].as_str().expect("an id").to_owned();
            let text = sentence["text"].as_str().expect("a text").to_owned();
            all.insert((id, u64::try_from(at).expect("a small number")), text);
        }
    }
    let mut reasons = BTreeMap::new();
    for briefing in inspect(case, "briefings") {
        let statements = list(&briefing["sections"][0]["statements"]);
        let cited = statements.iter().flat_map(|one| list(&one["citations"])).map(place);
        let told: BTreeSet<Place> = cited.collect();
        assert!(told.iter().all(|at| all.remove(at).is_some()), "{case}: cited, and not there");
        for one in list(&briefing["made"]["left_out"]) {
            let text = all.remove(&place(one)).expect("a sentence that is not told");
            assert_eq!(one["text"], text);
            reasons.insert(text, one["reason"].as_str().expect("a reason").to_owned());
        }
    }
    assert!(all.is_empty(), "{case}: neither told nor left out: {all:?}");
    reasons
}

#[test]
fn every_sentence_is_told_or_left_out_for_a_reason() {
    for case in ["harbour-bridge", "norchema", "crue-serine", "warehouse-fires"] {
        let reasons = left_out(case);
        assert!(!reasons.is_empty() && reasons.values().all(|one| one != "not-given"), "{case}");
    }
}

#[test]
fn an_editor_is_told_why() {
    let reasons = left_out("harbour-bridge");
    let check = |opening: &str, reason: &str| {
        let found = reasons.iter().find(|(text, _)| text.starts_with(opening));
        let found = found.map(|(_, reason)| reason.as_str());
        assert_eq!(found, Some(reason), "{opening}");
    };
    check("I have drunk my coffee below the harbour bridge", "opinion");
    check("They will leave every 20 minutes", "leans");
    check("In 2019 inspectors found corrosion", "other-time");
    check("Nobody was killed.", "leans");
}
