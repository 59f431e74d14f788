//! `plugin test`: whether a program keeps to the protocol, question by question.
//!
//! Each check speaks with a program that was started for it, so that none spoils the next.

use std::path::Path;

use q7x2_sdk::contract::{MergeRequest, SectionRequest, Summaries};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::wire::{self, Answer, Naming, method};
use q7x2_sdk::{Draft, Event, Kind, Outcome, SectionKind, Statement};
use serde::Serialize;
use serde_json::{Value, json};

use super::super::request::Request;
use super::given::{Done, manifest, settings};
use super::{list, subject};
use crate::brief;
use crate::error::Error;
use crate::plugin::{NoAnswer, Talk, Trial};

/// Bytes of text of a large event.
const LARGE: usize = 2 << 20;

/// What came of a check: nothing wrong, with a remark or without; or what is wrong.
type Checked = Result<String, String>;

pub(super) fn test(request: &Request, path: &Path) -> Result<Done, Error> {
    let manifest = manifest(path)?;
    let settings = settings(request, &manifest)?;
    let folder = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut text = String::new();
    let mut failed = 0;
    for kind in &manifest.plugin.kinds {
        let trial = Trial::new(&manifest, *kind, &settings, &folder, &request.environment);
        text += &format!("{} as a {}\n", manifest.plugin.name, list::word(*kind));
        for (name, check) in CHECKS {
            let line = match check(&trial) {
                Ok(remark) if remark.is_empty() => format!("  ok      {name}\n"),
                Ok(remark) => format!("  ok      {name} ({remark})\n"),
                Err(why) => {
                    failed += 1;
                    format!("  FAILED  {name}: {why}\n")
                }
            };
            text += &line;
        }
    }
    text += &match failed {
        0 => "it keeps to the protocol\n".to_owned(),
        1 => "one check failed\n".to_owned(),
        failed => format!("{failed} checks failed\n"),
    };
    Ok((text, Warned::quiet(failed == 0)))
}

type Check = fn(&Trial) -> Checked;

const CHECKS: [(&str, Check); 13] = [
    ("it agrees on the protocol", greets),
    ("it refuses an unknown method and goes on", unknown_method),
    ("a wrong setting does not hang it", bad_config),
    ("it answers about an event", answers),
    ("it passes over unknown fields", unknown_fields),
    ("it cites sentences that exist", citations_exist),
    ("what it says passes the check", passes),
    ("the same question gets the same bytes, asked twice and anew", same_bytes),
    ("it survives an event without articles", empty_event),
    ("it answers about 2 MB", large_event),
    ("it answers about right-to-left and Chinese text", foreign_text),
    ("it ends when it is told to", ends_when_told),
    ("it ends when its standard input does", ends_with_input),
];

fn opened(trial: &Trial) -> Result<Talk, String> {
    trial.open(None).map_err(said)
}

fn said(error: NoAnswer) -> String {
    match error.hint {
        Some(hint) => format!("{} ({hint})", error.message),
        None => error.message,
    }
}

fn greets(trial: &Trial) -> Checked {
    opened(trial).map(|_| String::new())
}

fn unknown_method(trial: &Trial) -> Checked {
    let mut talk = opened(trial)?;
    match talk.call("q7x2/no-such-method", &json!({})) {
        Err(error) if error.is_no_method() => {}
        Err(error) => return Err(format!("error -32601 was expected; {}", said(error))),
        Ok(_) => return Err("it answered instead of error -32601".to_owned()),
    }
    ask(trial, &mut talk, &subject::invented(), false).map(|_| String::new())
}

fn bad_config(trial: &Trial) -> Checked {
    let mut config = trial.config().clone();
    config.insert("no such setting".to_owned(), json!({"x": [1]}));
    for value in config.values_mut() {
        *value = json!({"wrong": "type"});
    }
    match trial.open(Some(config)) {
        Ok(_) => Ok("it does not look; q7x2 checks settings before it starts".to_owned()),
        Err(error) if error.code.is_some() => Ok(format!("it says: {}", error.message)),
        Err(error) => Err(format!("an error was expected; {}", said(error))),
    }
}

/// The answer about an event, in the form of its kind.
#[derive(PartialEq)]
enum Given {
    Points(Vec<wire::Points>),
    Merged(wire::Merged),
    Sectioned(wire::Sectioned),
}

/// Asks about an event; with fields that nobody knows, if so asked. Gives the answer and its bytes.
fn ask(
    trial: &Trial,
    talk: &mut Talk,
    event: &Event,
    is_extended: bool,
) -> Result<(Given, String), String> {
    let (summaries, naming) = (Summaries::new(), Naming::Ids);
    let max_words = 220;
    match trial.kind() {
        Kind::Summariser => {
            let (mut all, mut bytes) = (Vec::new(), String::new());
            for article in event.articles() {
                let params = wire::Summarise::of(article, naming);
                let (points, more) = one(talk, method::SUMMARISE, &params, is_extended)?;
                all.push(points);
                bytes += &more;
            }
            Ok((Given::Points(all), bytes))
        }
        Kind::Merger => {
            let request = MergeRequest { max_words, event, summaries: &summaries };
            let params = wire::Merge::of(&request, naming);
            let (merged, bytes) = one(talk, method::MERGE, &params, is_extended)?;
            Ok((Given::Merged(merged), bytes))
        }
        Kind::Section => {
            let briefing = Draft { title: event.title().to_owned(), ..Draft::default() };
            let request = SectionRequest { event, summaries: &summaries, briefing: &briefing };
            let params = wire::Section::of(&request, naming);
            let (section, bytes) = one(talk, method::SECTION, &params, is_extended)?;
            Ok((Given::Sectioned(section), bytes))
        }
    }
}

fn one<A: Answer>(
    talk: &mut Talk,
    method: &'static str,
    params: &impl Serialize,
    is_extended: bool,
) -> Result<(A, String), String> {
    let mut params = serde_json::to_value(params).map_err(|error| error.to_string())?;
    if is_extended {
        extend(&mut params);
    }
    let answer = talk.call(method, &params).map_err(said)?;
    let bytes = answer.to_string();
    let answer = serde_path_to_error::deserialize(answer)
        .map_err(|error| format!("the answer to `{method}` is not in form: {error}"))?;
    Ok((answer, bytes))
}

/// Fields that a later q7x2 may have, in everything but what has names of its own as keys.
fn extend(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields.iter_mut() {
                if key != "summaries" {
                    extend(field);
                }
            }
            fields.insert("of a later q7x2".to_owned(), json!({"x": [1, null]}));
        }
        Value::Array(all) => all.iter_mut().for_each(extend),
        _ => {}
    }
}

fn answers(trial: &Trial) -> Checked {
    let mut talk = opened(trial)?;
    let (given, _) = ask(trial, &mut talk, &subject::invented(), false)?;
    let count = match given {
        Given::Points(all) => all.iter().map(|one| one.points.len()).sum(),
        Given::Merged(merged) => merged.statements.len(),
        Given::Sectioned(section) => section.statements.len(),
    };
    match (talk.stray(), count) {
        (0, 0) => Ok("it says nothing about it".to_owned()),
        (0, _) => Ok(String::new()),
        (stray, _) => Err(format!(
            "{stray} lines on standard output are no messages; print to standard error"
        )),
    }
}

fn unknown_fields(trial: &Trial) -> Checked {
    let event = subject::invented();
    let mut talk = opened(trial)?;
    let (plain, _) = ask(trial, &mut talk, &event, false)?;
    let (extended, _) = ask(trial, &mut talk, &event, true)?;
    if plain == extended || !trial.is_deterministic() {
        return Ok(String::new());
    }
    Err("the answer is another one where the question has fields of a later q7x2".to_owned())
}

fn citations_exist(trial: &Trial) -> Checked {
    let event = subject::invented();
    let (given, _) = ask(trial, &mut opened(trial)?, &event, false)?;
    let cited = |citations: &[wire::Citation]| -> Result<(), String> {
        for citation in citations {
            let spot = event.spot(&citation.clone().noun());
            let is_body =
                spot.is_some_and(|spot| event.sentence(spot).kind == q7x2_sdk::SentenceKind::Body);
            if !is_body {
                let (article, sentence) = (&citation.article, citation.sentence);
                return Err(format!("sentence {sentence} of article `{article}` cannot be cited"));
            }
        }
        if citations.is_empty() { Err("something cites nothing".to_owned()) } else { Ok(()) }
    };
    let statements = |all: &[wire::Statement]| -> Result<(), String> {
        all.iter().try_for_each(|one| cited(&one.citations))
    };
    match &given {
        Given::Points(all) => {
            all.iter().flat_map(|one| &one.points).try_for_each(|one| cited(&one.citations))?;
        }
        Given::Merged(merged) => statements(&merged.statements)?,
        Given::Sectioned(section) => statements(&section.statements)?,
    }
    Ok(String::new())
}

fn passes(trial: &Trial) -> Checked {
    let event = subject::invented();
    let (given, _) = ask(trial, &mut opened(trial)?, &event, false)?;
    let (said, kind) = match given {
        Given::Points(all) => {
            let points = all.into_iter().flat_map(wire::Points::nouns);
            let said: Vec<Statement> =
                points.map(|point| Statement::new(point.text, point.citations)).collect();
            (said, SectionKind::Summary)
        }
        Given::Merged(merged) => (merged.noun().statements, SectionKind::Summary),
        Given::Sectioned(section) => {
            let section = section.noun();
            (section.statements, section.kind)
        }
    };
    let verdicts = brief::verdicts(said, &kind, "it", &event);
    match verdicts.iter().find(|verdict| verdict.outcome == Outcome::Dropped) {
        Some(verdict) => Err(format!("`{}`: {}", verdict.text, verdict.reason)),
        None => Ok(String::new()),
    }
}

fn same_bytes(trial: &Trial) -> Checked {
    if !trial.is_deterministic() {
        return Ok("not asked, it is not `deterministic`".to_owned());
    }
    let event = subject::invented();
    let mut talk = opened(trial)?;
    let first = ask(trial, &mut talk, &event, false)?.1;
    let second = ask(trial, &mut talk, &event, false)?.1;
    let anew = ask(trial, &mut opened(trial)?, &event, false)?.1;
    match (first == second, first == anew) {
        (true, true) => Ok(String::new()),
        (false, _) => Err("asked twice it answers differently".to_owned()),
        _ => Err("started anew it answers differently".to_owned()),
    }
}

/// It gives an answer or an error, and lives on.
fn survives(trial: &Trial, event: &Event) -> Checked {
    let mut talk = opened(trial)?;
    let first = ask(trial, &mut talk, event, false);
    match (first, ask(trial, &mut talk, &subject::invented(), false)) {
        (_, Err(why)) => Err(format!("it does not answer the next question: {why}")),
        (Err(why), Ok(_)) => Err(why),
        (Ok(_), Ok(_)) => Ok(String::new()),
    }
}

fn empty_event(trial: &Trial) -> Checked {
    match trial.kind() {
        Kind::Summariser => survives(trial, &subject::event(&[&[]])),
        Kind::Merger | Kind::Section => survives(trial, &subject::event(&[])),
    }
}

fn large_event(trial: &Trial) -> Checked {
    let sentence = "The council of Tarn met on Tuesday and spoke about the bridge over the Lune.";
    let sentences: Vec<String> =
        (0..LARGE / 2 / sentence.len()).map(|at| format!("{at}: {sentence}")).collect();
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let articles: Vec<q7x2_sdk::Article> =
        ["a", "b"].map(|id| q7x2_sdk::example::article(id, &sentences)).to_vec();
    // Its facts are not looked for: that is the host's work, not the plugin's.
    survives(trial, &Event::new("large".to_owned(), "Large".to_owned(), articles))
}

fn foreign_text(trial: &Trial) -> Checked {
    let event = subject::event(&[
        &["افتتح رئيس البلدية الجسر الجديد يوم الثلاثاء.", "قال: «بنيناه لأطفالنا»."],
        &["市长于周二为新桥揭幕。", "“这座桥是为孩子们建的,”她说。"],
        &["ראש העיר חנך את הגשר 🌉 ביום שלישי.", "e\u{301}\u{200d}\u{202e}x"],
    ]);
    survives(trial, &event)
}

fn ends_when_told(trial: &Trial) -> Checked {
    ended(opened(trial)?.end(true))
}

fn ends_with_input(trial: &Trial) -> Checked {
    ended(opened(trial)?.end(false))
}

fn ended(by_itself: bool) -> Checked {
    if by_itself { Ok(String::new()) } else { Err("it does not end within 2 s".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_later_q7x2_may_send_stands_everywhere() {
        let mut value = json!({"a": [{"b": 1}], "summaries": {"lexrank": {}}});
        extend(&mut value);
        let extra = "of a later q7x2";
        assert!(value[extra].is_object() && value["a"][0][extra].is_object());
        assert_eq!(value["summaries"], json!({"lexrank": {}}));
    }
}
