//! Front matter: the fields above a text, as TOML between `+++` lines, YAML between `---` lines, or a JSON
//! object.

use std::borrow::Cow;

use q7x2_sdk::work::steps;
use serde_json::{Deserializer, Map, Value as Json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::decode::one_line;
use super::field::{Field, Value, fields};
use super::given;
use super::report::Report;
use super::yaml::{self, Fault};

/// A file cut into its fields and its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split<'text> {
    /// What stands above the text.
    pub fields: Vec<Field>,
    /// The text below.
    pub body: &'text str,
    /// The line of the file in which the text begins, from 1.
    pub line: usize,
}

/// Cuts a file. Without front matter all of it is text; front matter that cannot be read is
/// reported and left out.
pub(super) fn split<'text>(text: &'text str, report: &mut Report) -> Split<'text> {
    if let Some(split) = json(text) {
        return split;
    }
    let all = Split { fields: Vec::new(), body: text, line: 1 };
    let Some((marks, header, body)) = cut(text) else {
        let marks = text.lines().next().map_or("", str::trim_end);
        if marks == "+++" || (marks == "---" && begins_with_field(text)) {
            report.warn(
                "front matter",
                1,
                format!("the front matter is never closed, and so is taken for text: it begins with `{marks}`"),
                "end it with the same mark on a line of its own",
            );
        }
        return all;
    };
    let line = 1 + text.matches('\n').count() - body.matches('\n').count();
    match if marks == "+++" { toml(header) } else { yaml::fields(header) } {
        Ok(fields) => Split { fields: fields.into_iter().map(below_mark).collect(), body, line },
        // Text between two rules, as a thematic break at the top of a Markdown file has it.
        Err(fault) if marks == "---" && fault.message == yaml::NO_FIELDS => all,
        Err(_) if marks == "---" && !yaml::salvaged(header).0.is_empty() => {
            let fields = salvaged(header, report);
            Split { fields: fields.into_iter().map(below_mark).collect(), body, line }
        }
        Err(fault) => {
            let message = format!("the front matter cannot be read: {}", fault.message);
            report.warn(
                "front matter",
                fault.line + 1,
                message,
                "mend it; until then the article has no metadata",
            );
            Split { fields: Vec::new(), body, line }
        }
    }
}

/// The fields of YAML that is none as a whole; tells of each that is lost.
fn salvaged(header: &str, report: &mut Report) -> Vec<Field> {
    let (fields, lost) = yaml::salvaged(header);
    for one in lost {
        let key = one_line(&one.key);
        report.warn(
            "front matter",
            one.fault.line + 1,
            format!("`{key}` cannot be read and is left out: {}", one.fault.message),
            &quoted(&key, &one.value),
        );
    }
    fields
}

/// How a field is written so that no mark in it means anything.
fn quoted(key: &str, value: &str) -> String {
    let value = one_line(value);
    if value.is_empty() || value.starts_with(['[', '{', '&', '*', '|', '>']) {
        return "mend it".to_owned();
    }
    let inner = value.replace('\'', "''");
    format!("write it in quotation marks: `{key}: '{inner}'`")
}

/// Front matter as a JSON object, as Hugo may have it. An object that says nothing of an article is
/// text.
fn json(text: &str) -> Option<Split<'_>> {
    if !text.starts_with('{') {
        return None;
    }
    let mut values = Deserializer::from_str(text).into_iter::<Map<String, Json>>();
    let table = values.next()?.ok()?;
    if !table.keys().any(|key| given::is_key(key)) {
        return None;
    }
    let end = values.byte_offset();
    let (head, body) = (text.get(..end)?, text.get(end..)?);
    let body = body.strip_prefix('\n').unwrap_or(body);
    let line = 1 + text.matches('\n').count() - body.matches('\n').count();
    steps(head.len());
    Some(Split { fields: fields(table, 1), body, line })
}

/// Whether the line below the first looks like `title: …`: a rule that nothing of the kind follows
/// is only a rule.
fn begins_with_field(text: &str) -> bool {
    let line = text.lines().nth(1).and_then(|line| line.split_once(':'));
    line.is_some_and(|(key, _)| given::is_key(key))
}

/// The mark, what stands between the two, and the rest; the header keeps no final line end.
fn cut(text: &str) -> Option<(&'static str, &str, &str)> {
    let marks = ["+++", "---"]
        .into_iter()
        .find(|marks| text.lines().next().is_some_and(|line| line.trim_end() == *marks))?;
    let first = text.find('\n')? + 1;
    let mut start = first;
    for line in text.get(first..)?.split_inclusive('\n') {
        let end = start + line.len();
        if line.trim_end() == marks {
            let header = text.get(first..start)?;
            return Some((marks, header.strip_suffix('\n').unwrap_or(header), text.get(end..)?));
        }
        start = end;
    }
    None
}

fn below_mark(mut field: Field) -> Field {
    field.line += 1;
    field
}

fn toml(text: &str) -> Result<Vec<Field>, Fault> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line_at = |at: usize| {
        steps(1);
        ends.partition_point(|end| *end < at) + 1
    };
    match DeTable::parse(text) {
        Ok(table) => Ok(table_fields(table.get_ref(), &line_at)),
        Err(error) => {
            let line = error.span().map_or(1, |span| line_at(span.start));
            Err(Fault { message: error.message().to_lowercase(), line })
        }
    }
}

fn table_fields(table: &DeTable<'_>, line_at: &impl Fn(usize) -> usize) -> Vec<Field> {
    table.iter().map(|(key, value)| table_field(key, value, line_at)).collect()
}

fn table_field(
    key: &Spanned<Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    line_at: &impl Fn(usize) -> usize,
) -> Field {
    Field {
        key: key.get_ref().to_string(),
        value: toml_value(value.get_ref(), line_at),
        line: line_at(key.span().start),
    }
}

/// The parser bounds the depth (80), so recursion is safe.
fn toml_value(value: &DeValue<'_>, line_at: &impl Fn(usize) -> usize) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(list) => {
            Value::List(list.iter().map(|one| toml_value(one.get_ref(), line_at)).collect())
        }
        DeValue::Table(table) => Value::Table(table_fields(table, line_at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, fields: &[(&str, &str, usize)], body: &str, line: usize, said: usize) {
        let mut report = Report::new("a.md");
        let split = split(text, &mut report);
        let found: Vec<_> = split
            .fields
            .iter()
            .map(|field| {
                (field.key.as_str(), field.value.texts().unwrap_or_default().join(","), field.line)
            })
            .collect();
        let expected: Vec<_> =
            fields.iter().map(|(key, text, line)| (*key, (*text).to_owned(), *line)).collect();
        assert_eq!((found, split.body, split.line), (expected, body, line), "{text:?}");
        assert_eq!(report.finish().len(), said, "{text:?}");
    }

    #[test]
    fn fields_stand_above_the_text() {
        check("---\ntitle: A\n---\nText\n", &[("title", "A", 2)], "Text\n", 4, 0);
        check(
            "+++\ntitle = \"A\"\ndate = 2026-01-06\n+++\n\nText",
            &[("date", "2026-01-06", 3), ("title", "A", 2)],
            "\nText",
            5,
            0,
        );
        check(
            "+++\ndate = 2026-01-06T15:04:05+01:00\n+++",
            &[("date", "2026-01-06T15:04:05+01:00", 2)],
            "",
            3,
            0,
        );
        check("{\n\"title\": \"A\"\n}\nText", &[("title", "A", 1)], "Text", 4, 0);
        check("{\"a\": 1}\nText", &[], "{\"a\": 1}\nText", 1, 0);
        check("{\"title\": \nText", &[], "{\"title\": \nText", 1, 0);
        check("---\n---\nText", &[], "Text", 3, 0);
        check("Text\n---\nmore", &[], "Text\n---\nmore", 1, 0);
        check("", &[], "", 1, 0);
    }

    #[test]
    fn rules_are_not_front_matter() {
        check("---\nText\n---\nmore", &[], "---\nText\n---\nmore", 1, 0);
        check("---\nA note: never closed", &[], "---\nA note: never closed", 1, 0);
    }

    #[test]
    fn broken_front_matter_is_told_and_left_out() {
        check("+++\ntitle = A\n+++\nText", &[], "Text", 4, 1);
        check("+++\ntitle = 1\nText", &[], "+++\ntitle = 1\nText", 1, 1);
        check("---\nDate: 2026-01-06\n\nText", &[], "---\nDate: 2026-01-06\n\nText", 1, 1);
        check("---\ntitle: [A\n---\nText", &[], "Text", 4, 1);
        check(
            "---\ntitle: A: b\ndate: 2026-02-03\n---\nText",
            &[("date", "2026-02-03", 3)],
            "Text",
            5,
            1,
        );
    }

    #[test]
    fn a_deep_table_is_refused_not_followed() {
        check(&format!("+++\na = {}\n+++\nText", "[".repeat(100_000)), &[], "Text", 4, 1);
    }
}
