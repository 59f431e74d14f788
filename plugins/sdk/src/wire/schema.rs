//! The published schema is made of these types, and every example of a message fits its type: what
//! the protocol is cannot change unnoticed.

use std::path::PathBuf;
use std::{env, fs};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::*;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All messages, as one schema: a type each under `$defs`.
fn schema() -> Value {
    let mut generator = schemars::SchemaGenerator::default();
    generator.subschema_for::<Initialize>();
    generator.subschema_for::<Initialized>();
    generator.subschema_for::<Summarise<'_>>();
    generator.subschema_for::<Points>();
    generator.subschema_for::<Merge<'_>>();
    generator.subschema_for::<Merged>();
    generator.subschema_for::<Section<'_>>();
    generator.subschema_for::<Sectioned>();
    generator.subschema_for::<Fault>();
    let definitions: Map<String, Value> = generator.take_definitions(true);
    let (reference, methods) = ("$ref", ["initialize", "summarise", "merge", "section"]);
    let names = [
        ("Initialize", "Initialized"),
        ("Summarise", "Points"),
        ("Merge", "Merged"),
        ("Section", "Sectioned"),
    ];
    let method = |(params, result): (&str, &str)| {
        json!({
            "params": { reference: format!("#/$defs/{params}") },
            "result": { reference: format!("#/$defs/{result}") },
        })
    };
    let methods: Map<String, Value> =
        methods.into_iter().map(str::to_owned).zip(names.map(method)).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "q7x2 plugin protocol 1",
        "description": "Parameters and result of every method, by its name under `methods`; errors are `Fault`.",
        "methods": methods,
        "$defs": definitions,
    })
}

/// Compares with a file; `Q7X2_BLESS=1` writes it instead.
fn is_kept(path: &str, found: &str) {
    let file = folder().join(path);
    if env::var_os("Q7X2_BLESS").is_some_and(|value| value == "1") {
        fs::write(&file, found).expect("the file can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(expected == found, "{path} differs; `Q7X2_BLESS=1` writes it:\n{found}");
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let text = serde_json::to_string_pretty(&schema()).expect("JSON");
    is_kept("schema/protocol-1.json", &format!("{text}\n"));
}

/// An example is read as its type, and written again it is the same.
fn fits<T: Deserialize<'static> + Serialize>(name: &str) {
    let text = fs::read_to_string(folder().join(format!("tests/wire/{name}.json")));
    let text: &'static str = text.expect(name).leak();
    let given: Value = serde_json::from_str(text).expect(name);
    let read: T = serde_json::from_str(text).expect(name);
    assert_eq!(serde_json::to_value(&read).expect(name), given, "{name}");
}

#[test]
fn every_example_fits_its_type() {
    fits::<Initialize>("initialize.params");
    fits::<Initialized>("initialize.result");
    fits::<Summarise<'static>>("summarise.params");
    fits::<Points>("summarise.result");
    fits::<Merge<'static>>("merge.params");
    fits::<Merged>("merge.result");
    fits::<Section<'static>>("section.params");
    fits::<Sectioned>("section.result");
    for kind in ["timeline", "disagreements", "names"] {
        fits::<Sectioned>(&format!("section.result.{kind}"));
    }
    fits::<Fault>("error");
}

#[test]
fn nouns_come_back_as_they_went() {
    let text = fs::read_to_string(folder().join("tests/wire/section.params.json"));
    let text = text.expect("the example");
    let given: Section<'_> = serde_json::from_str(&text).expect("it fits");
    let (event, briefing) = (given.event.clone().noun(), given.briefing.clone().noun());
    let summaries = summaries(given.summaries.clone());
    let request = crate::contract::SectionRequest {
        event: &event,
        summaries: &summaries,
        briefing: &briefing,
    };
    assert_eq!(Section::of(&request, Naming::Ids), given);
    let positions = Naming::positions(event.articles());
    let kept = Section::of(&request, Naming::Positions(&positions));
    let kept = serde_json::to_string(&kept).expect("JSON");
    for article in event.articles() {
        assert!(!kept.contains(&format!("\"{}\"", article.id)), "{} in {kept}", article.id);
    }
}

#[test]
fn the_answer_of_a_section_comes_back_as_it_went() {
    for name in ["", ".timeline", ".disagreements", ".names"] {
        let text =
            fs::read_to_string(folder().join(format!("tests/wire/section.result{name}.json")));
        let given: Sectioned = serde_json::from_str(&text.expect("an example")).expect("it fits");
        let said = given.clone().noun();
        let diagnostics = given.diagnostics.iter().cloned().map(Diagnostic::noun).collect();
        let again = Sectioned::of(crate::diagnostic::Warned { value: said, diagnostics });
        assert_eq!(again, given, "{name}");
    }
}
