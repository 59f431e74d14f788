//! YAML front matter to fields.
//!
//! Reads the parser's events itself, so that depth is bounded, lines are known, and anchors, with
//! which a few lines can stand for gigabytes, are refused. saphyr-parser is the event parser of the
//! maintained successor of yaml-rust (serde_yaml is archived); it brings one further crate, against
//! eleven for a Serde layer that is not needed here.

use q7x2_sdk::work::steps;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::field::{Field, Value};

/// The fault of a text without any field.
pub(super) const NO_FIELDS: &str = "no `key: value` lines";

/// Deeper than any front matter, shallower than any stack.
const DEPTH: usize = 32;

/// What is wrong with front matter, and the line of it (from 1, counted in the front matter).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub line: usize,
}

/// The fields of a YAML mapping.
pub(super) fn fields(text: &str) -> Result<Vec<Field>, Fault> {
    let mut stack: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| fault(error.info(), error.marker().line()))?;
        steps(1);
        let line = span.start.line();
        let value = match event {
            Event::Scalar(text, style, ..) => scalar(&text, style),
            Event::Alias(_) => return Err(fault("anchors and aliases are not read", line)),
            Event::MappingStart(..) | Event::SequenceStart(..) if stack.len() >= DEPTH => {
                return Err(fault("nested too deeply", line));
            }
            Event::MappingStart(..) => {
                stack.push(Open::Table(Vec::new(), None));
                continue;
            }
            Event::SequenceStart(..) => {
                stack.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => match stack.pop() {
                Some(Open::Table(fields, ..)) if stack.is_empty() => return Ok(fields),
                Some(Open::Table(fields, ..)) => Value::Table(fields),
                Some(Open::List(list)) => Value::List(list),
                None => return Err(fault("ends what did not begin", line)),
            },
            Event::StreamEnd => break,
            _ => continue,
        };
        match stack.last_mut() {
            Some(open) => open.take(value, line),
            None if value == Value::Nothing => {}
            None => break,
        }
    }
    match stack.is_empty()
        && text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    {
        true => Ok(Vec::new()),
        false => Err(Fault { message: NO_FIELDS.to_owned(), line: 1 }),
    }
}

/// A list or table that is being read.
enum Open {
    List(Vec<Value>),
    /// The fields so far, and the key whose value comes next.
    Table(Vec<Field>, Option<(String, usize)>),
}

impl Open {
    fn take(&mut self, value: Value, line: usize) {
        match self {
            Self::List(list) => list.push(value),
            Self::Table(fields, key) => match key.take() {
                Some((key, line)) => fields.push(Field { key, value, line }),
                None => *key = Some((value.text().unwrap_or_default().to_owned(), line)),
            },
        }
    }
}

fn fault(message: &str, line: usize) -> Fault {
    Fault { message: message.to_lowercase(), line }
}

/// Only plain scalars can be other than text (YAML 1.2, core schema).
fn scalar(text: &str, style: ScalarStyle) -> Value {
    match text {
        _ if style != ScalarStyle::Plain => Value::Text(text.to_owned()),
        "" | "~" | "null" | "Null" | "NULL" => Value::Nothing,
        "true" | "True" | "TRUE" => Value::Flag(true),
        "false" | "False" | "FALSE" => Value::Flag(false),
        _ => Value::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match fields(text) {
            Ok(fields) => show(&fields),
            Err(fault) => format!("{}: {}", fault.line, fault.message),
        }
    }

    fn show(fields: &[Field]) -> String {
        let one =
            |field: &Field| format!("{}@{}={}", field.key, field.line, show_value(&field.value));
        fields.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn show_value(value: &Value) -> String {
        match value {
            Value::Nothing => "-".to_owned(),
            Value::Flag(flag) => flag.to_string(),
            Value::Text(text) => format!("{text:?}"),
            Value::List(list) => {
                format!("[{}]", list.iter().map(show_value).collect::<Vec<_>>().join(","))
            }
            Value::Table(table) => format!("{{{}}}", show(table)),
        }
    }

    #[test]
    fn mappings_become_fields() {
        let check = |text: &str, expected: &str| assert_eq!(shown(text), expected, "{text}");
        check("title: A\ndate: 2026-01-06\n", r#"title@1="A" date@2="2026-01-06""#);
        check(
            "title: 'true'\ndraft: true\nx: ~\ny:\n",
            r#"title@1="true" draft@2=true x@3=- y@4=-"#,
        );
        check(
            "tags: [a, b]\nauthors:\n  - Ann\n  - name: Bo\n",
            r#"tags@1=["a","b"] authors@2=["Ann",{name@4="Bo"}]"#,
        );
        check("title: \"A: B\"\n", r#"title@1="A: B""#);
        check("text: |\n  a\n  b\n", r#"text@1="a\nb\n""#);
        check("# only a comment\n\n", "");
        check("", "");
    }

    #[test]
    fn what_is_no_mapping_is_refused_with_its_line() {
        let check = |text: &str, expected: &str| {
            let shown = shown(text);
            assert!(shown.contains(expected), "{text:?} gave {shown}");
        };
        check("a: &x [1]\nb: *x\n", "2: anchors");
        check("just words", "1: no `key: value` lines");
        check("- a\n- b\n", "1: no `key: value` lines");
        check("a: [b\nc: d", "2:");
        check("a: \"b\n", ":");
        check(&"[".repeat(100), "nested too deeply");
        check(&"[".repeat(5000), "1: ");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "[-\\[\\]{}:,&*!|>'\"%@`#?a-c \n\t\u{85}é~0.]{0,80}") {
            let _ = fields(&text);
        }
    }
}
