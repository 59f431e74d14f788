//! Findings: what was found, as a person, a script, GitHub or another tool reads it. Renders only.

use q7x2_sdk::diagnostic::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::cli::Format;
use crate::terminal::{clean, draw};

/// All that was found, in the order given.
#[must_use]
pub fn rendered(found: &[Diagnostic], format: Format, colour: bool) -> String {
    match format {
        Format::Terminal => found.iter().map(|one| draw(one, colour) + "\n\n").collect(),
        Format::Json => found.iter().map(|one| format!("{}\n", json!(one))).collect(),
        Format::Github => found.iter().map(command).collect(),
        Format::Sarif => sarif(found),
    }
}

fn command(one: &Diagnostic) -> String {
    let level = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &one.place {
        properties.push(format!("file={}", property(&clean(&place.file))));
        properties.extend(place.line.map(|line| format!("line={line}")));
    }
    let hint = one.hint.as_ref().map(|hint| format!("\n{}", clean(hint))).unwrap_or_default();
    let message = data(&format!("{}{hint}", clean(&one.message)));
    let space = if properties.is_empty() { "" } else { " " };
    format!("::{level}{space}{}::{message}\n", properties.join(","))
}

/// A message as commands carry it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn sarif(found: &[Diagnostic]) -> String {
    let driver = json!({
        "name": "q7x2 check",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": [{"id": "check", "shortDescription": {"text": "What is wrong with the site."}}],
    });
    let results: Vec<Value> = found.iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    });
    format!("{log:#}\n")
}

fn result(one: &Diagnostic) -> Value {
    let level = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let hint = one.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": "check",
        "level": level,
        "message": {"text": format!("{}{hint}", one.message)},
    });
    if let (Some(place), Some(result)) = (&one.place, result.as_object_mut()) {
        let mut physical = json!({"artifactLocation": {"uri": address(&place.file)}});
        if let (Some(line), Some(physical)) = (place.line, physical.as_object_mut()) {
            physical.insert("region".to_owned(), json!({"startLine": line.max(1)}));
        }
        result.insert("locations".to_owned(), json!([{"physicalLocation": physical}]));
    }
    result
}

/// A path as an address: what is no letter, digit or plain mark is written as its bytes.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    let written = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    path.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::diagnostic::Place;

    use super::*;

    #[test]
    fn every_form_says_where_and_obeys_nothing() {
        let evil = "a\n::error::b";
        let found = [
            Diagnostic::warning(evil).at(Place::line("content/a,b: c.md", 3)).hint("do x"),
            Diagnostic::note("n"),
        ];
        let github = rendered(&found, Format::Github, false);
        assert_eq!(
            github,
            "::warning file=content/a%2Cb%3A c.md,line=3::a ::error::b%0Ado x\n::notice::n\n"
        );
        let sarif: Value =
            serde_json::from_str(&rendered(&found, Format::Sarif, false)).expect("JSON");
        let result = &sarif["runs"][0]["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/a%2Cb%3A%20c.md");
        assert_eq!(
            (&place["region"]["startLine"], &result["level"]),
            (&json!(3), &json!("warning"))
        );
        let lines = rendered(&found, Format::Json, false);
        let line: Value =
            serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
        assert_eq!(line["place"]["file"], "content/a,b: c.md");
    }
}
