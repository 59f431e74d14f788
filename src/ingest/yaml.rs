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

/// One field that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// Its key.
    pub key: String,
    /// The value, where it stands in the key's own line.
    pub value: String,
    /// What is wrong, and where.
    pub fault: Fault,
}

/// The fields of a text that is no YAML as a whole, each read by itself, and those that cannot be.
pub(super) fn salvaged(text: &str) -> (Vec<Field>, Vec<Lost>) {
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    for (above, entry) in entries(text) {
        let (key, value) = entry.split_once(':').unwrap_or((entry, ""));
        match fields(entry) {
            Ok(read) => found
                .extend(read.into_iter().map(|field| Field { line: field.line + above, ..field })),
            Err(fault) => lost.push(Lost {
                key: key.trim().to_owned(),
                value: value.lines().next().unwrap_or_default().trim().to_owned(),
                fault: Fault { line: above + 1, ..fault },
            }),
        }
    }
    (found, lost)
}

/// The entries of a mapping: a line with a key, and what follows it further in; each with how many
/// lines stand above it.
fn entries(text: &str) -> Vec<(usize, &str)> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (above, line) in text.split_inclusive('\n').enumerate() {
        steps(1);
        let begins =
            line.starts_with(|first: char| first.is_alphanumeric() || "\"'_".contains(first));
        if begins && line.contains(':') {
            starts.push((above, at));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    let entry = |(&(above, start), end)| Some((above, text.get(start..end)?));
    starts.iter().zip(ends).filter_map(entry).collect()
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

    #[test]
    fn a_mistake_costs_its_field() {
        let (fields, lost) = salvaged(
            "title: Ferry: the inquest\ndate: 2026-02-03\ntags:\n  - a\n  - b\nby: \"Ann\" and Bo\n# end\n",
        );
        assert_eq!(show(&fields), r#"date@2="2026-02-03" tags@3=["a","b"]"#);
        let shown: Vec<_> =
            lost.iter().map(|one| (one.key.as_str(), one.value.as_str(), one.fault.line)).collect();
        assert_eq!(shown, [("title", "Ferry: the inquest", 1), ("by", "\"Ann\" and Bo", 6)]);
        assert!(salvaged("").0.is_empty() && salvaged("- a\n b").1.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_as_a_whole_is_read_in_parts(keys in proptest::collection::vec("[a-z]{1,5}", 1..6), value in "[a-z0-9 -]{0,9}") {
            let text: String = keys.iter().map(|key| format!("{key}: {value}\n")).collect();
            if let Ok(whole) = fields(&text) {
                proptest::prop_assert_eq!(salvaged(&text), (whole, Vec::new()));
            }
        }

        #[test]
        fn nothing_panics(text in "[-\\[\\]{}:,&*!|>'\"%@`#?a-c \n\t\u{85}é~0.]{0,80}") {
            let _ = fields(&text);
            let _ = salvaged(&text);
        }
    }
}
