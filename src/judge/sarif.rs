//! SARIF 2.1.0: findings as tools exchange them. What is borne out is no finding.

use q7x2_sdk::judged::Verdict;
use serde_json::{Value, json};

use super::sheet::{By, Line};

/// The rules: verdict, level, what it means.
const RULES: [(Verdict, &str, &str); 3] = [
    (Verdict::Contradicted, "error", "A source says otherwise."),
    (Verdict::NotFound, "warning", "No source says so."),
    (Verdict::Part, "note", "The sources say some of it; the words that lack proof are named."),
];

fn rule((verdict, level, what): &(Verdict, &str, &str)) -> Value {
    json!({
        "id": verdict.word(),
        "shortDescription": {"text": what},
        "defaultConfiguration": {"level": level},
    })
}

/// The lines as one log.
pub(super) fn rendered(lines: &[Line]) -> String {
    let results: Vec<Value> = lines.iter().filter_map(result).collect();
    let rules: Vec<Value> = RULES.iter().map(rule).collect();
    let driver = json!({
        "name": "q7x2 judge",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules,
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    });
    format!("{log:#}\n")
}

fn result(line: &Line) -> Option<Value> {
    let (verdict, level, _) = RULES.iter().find(|(verdict, ..)| *verdict == line.verdict)?;
    let claims = line.claims.iter().filter(|one| one.verdict == *verdict);
    let related: Vec<Value> = claims.flat_map(|one| &one.by).map(related).collect();
    let region = json!({"startLine": line.line, "snippet": {"text": line.sentence}});
    Some(json!({
        "ruleId": verdict.word(),
        "level": level,
        "message": {"text": line.message()},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": address(&line.draft)},
            "region": region,
        }}],
        "relatedLocations": related,
    }))
}

fn related(by: &By) -> Value {
    json!({
        "physicalLocation": {"artifactLocation": {"uri": address(&by.file)}},
        "message": {"text": by.text},
    })
}

/// A path as an address: what is no letter, digit or plain mark is written as its bytes.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    let written = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    path.bytes().map(written).collect()
}
