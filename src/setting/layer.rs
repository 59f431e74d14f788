//! One layer of settings: a TOML text, the environment, or an option of the command line.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::origin::Origin;
use super::source::Source;
use super::tree::{Entry, Setting, Value};

/// How many syntax errors of one file are told: beyond these, one mistake mostly explains the rest.
const MOST_SYNTAX_ERRORS: usize = 20;

/// How deep a key of the environment or of `--set` may descend: more than any setting does, and no
/// stack overflows.
const DEEPEST: usize = 16;

/// The settings of a TOML text.
///
/// # Errors
/// Everything that is wrong with its syntax.
pub fn file(name: &str, text: String) -> Result<Setting, Vec<Diagnostic>> {
    let source = Arc::new(Source::new(name, text));
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    if errors.is_empty() {
        let span = table.span();
        let origin = |span| Origin::File(Arc::clone(&source), span);
        return Ok(Setting {
            value: Value::Table(entries(table.into_inner(), &origin)),
            origin: origin(span),
        });
    }
    let told = errors.into_iter().take(MOST_SYNTAX_ERRORS).map(|error| {
        let place = error
            .span()
            .map_or_else(|| Place::file(name), |span| Place::span(name, &source.text, span));
        Diagnostic::error(format!("this is not valid TOML: {}", error.message())).at(place)
    });
    Err(first_of_each_line(told.collect()))
}

/// What follows the first error of a line mostly follows from it.
fn first_of_each_line(mut told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let line = |one: &Diagnostic| one.place.as_ref().and_then(|place| place.line);
    told.sort_by_key(line);
    told.dedup_by_key(|one| line(one));
    told
}

/// The settings of environment variables that start with `Q7X2_`, as (name, value).
///
/// # Errors
/// Names that descend too deep or have an empty part.
pub fn environment(variables: &[(String, String)]) -> Result<Setting, Vec<Diagnostic>> {
    let mut layer = Setting::empty(Origin::Program);
    let mut errors = Vec::new();
    for (name, value) in variables {
        let Some(key) = name.strip_prefix("Q7X2_") else { continue };
        let path: Vec<String> = key.split("__").map(str::to_lowercase).collect();
        match outside(name, &path, value) {
            Some(one) => layer.overlay(one),
            None => errors.push(
                Diagnostic::error(format!("`{name}` does not name a setting"))
                    .at(Place::file(name.clone()))
                    .hint(
                        "two underscores descend into a table, as in `Q7X2_BRIEF__MAX_WORDS=120`",
                    ),
            ),
        }
    }
    if errors.is_empty() { Ok(layer) } else { Err(errors) }
}

/// The settings of one `--set key=value`.
///
/// # Errors
/// A text without `=`, or a key that is none.
pub fn option(text: &str) -> Result<Setting, Diagnostic> {
    let (key, value) = text.split_once('=').ok_or_else(|| no_setting(text))?;
    let path: Vec<String> = key.split('.').map(|part| part.trim().to_owned()).collect();
    outside(&format!("--set {}", key.trim()), &path, value).ok_or_else(|| no_setting(text))
}

fn no_setting(text: &str) -> Diagnostic {
    Diagnostic::error(format!("`--set {text}` does not name a setting"))
        .at(Place::file("--set"))
        .hint("write a key, `=` and a value, as in `--set brief.max_words=120`")
}

/// A value below a path of keys: TOML where it is TOML, else the text itself.
fn outside(name: &str, path: &[String], text: &str) -> Option<Setting> {
    if path.iter().any(String::is_empty) || path.len() > DEEPEST {
        return None;
    }
    let origin = Origin::Outside { name: name.to_owned(), text: None };
    let value = match DeValue::parse(text.trim()) {
        Ok(parsed) => value(parsed.into_inner(), &|_| origin.clone()),
        Err(_) => Value::Text(text.to_owned()),
    };
    let whole = Origin::Outside { name: name.to_owned(), text: Some(text.to_owned()) };
    let leaf = Setting { value, origin: whole };
    Some(path.iter().rev().fold(leaf, |setting, key| {
        let table = BTreeMap::from([(key.clone(), Entry { key: origin.clone(), setting })]);
        Setting { value: Value::Table(table), origin: origin.clone() }
    }))
}

fn entries(table: DeTable<'_>, origin: &dyn Fn(Range<usize>) -> Origin) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    for (key, value) in table {
        let entry = Entry { key: origin(key.span()), setting: setting(value, origin) };
        entries.insert(key.into_inner().into_owned(), entry);
    }
    entries
}

fn setting(read: Spanned<DeValue<'_>>, origin: &dyn Fn(Range<usize>) -> Origin) -> Setting {
    let span = read.span();
    Setting { value: value(read.into_inner(), origin), origin: origin(span) }
}

fn value(read: DeValue<'_>, origin: &dyn Fn(Range<usize>) -> Origin) -> Value {
    match read {
        DeValue::String(text) => Value::Text(text.into_owned()),
        // A number too large for 64 bits is a broken one, so that whoever wants a whole number says
        // that it is none.
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix());
            let broken = || Value::Float(number.as_str().parse().unwrap_or(f64::INFINITY));
            parsed.map_or_else(|_| broken(), Value::Integer)
        }
        DeValue::Float(number) => {
            number.as_str().parse().map_or_else(|_| Value::Text(number.to_string()), Value::Float)
        }
        DeValue::Boolean(flag) => Value::Boolean(flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(list) => {
            Value::List(list.into_iter().map(|one| setting(one, origin)).collect())
        }
        DeValue::Table(table) => Value::Table(entries(table, origin)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(name: &str, value: &str) -> String {
        match environment(&[(name.to_owned(), value.to_owned())]) {
            Ok(layer) => layer.plain().to_string(),
            Err(errors) => errors[0].message.clone(),
        }
    }

    #[test]
    fn variables_descend_and_hold_toml_or_text() {
        assert_eq!(variable("Q7X2_BRIEF__MAX_WORDS", "120"), "{ brief = { max_words = 120 } }");
        assert_eq!(variable("Q7X2_TITLE", "Morning brief"), "{ title = \"Morning brief\" }");
        assert_eq!(
            variable("Q7X2_PIPELINE__SECTIONS", "['quotes']"),
            "{ pipeline = { sections = [\"quotes\"] } }"
        );
        assert_eq!(variable("Q7X2_TITLE", "\"x\"\ny"), "{ title = \"\"\"\n\"x\"\ny\"\"\" }");
        assert_eq!(variable("HOME", "x"), "{}");
        assert_eq!(variable("Q7X2_", "1"), "`Q7X2_` does not name a setting");
        assert_eq!(variable("Q7X2_A____B", "1"), "`Q7X2_A____B` does not name a setting");
    }

    #[test]
    fn options_hold_toml_or_text() {
        let read = |text: &str| {
            option(text).map_or_else(|error| error.message, |layer| layer.plain().to_string())
        };
        assert_eq!(read("brief.max_words=120"), "{ brief = { max_words = 120 } }");
        assert_eq!(read("title=a = b"), "{ title = \"a = b\" }");
        assert_eq!(read("title="), "{ title = \"\" }");
        assert_eq!(read("title"), "`--set title` does not name a setting");
        assert_eq!(read("=1"), "`--set =1` does not name a setting");
        assert_eq!(read(&format!("{}x=1", "x.".repeat(400))).get(..9), Some("`--set x."));
    }

    #[test]
    fn every_syntax_error_has_its_place() {
        let errors = file("site.toml", "title = \nbase_url = 'x'\nlanguage == 1\n".to_owned())
            .expect_err("two errors");
        let lines: Vec<_> =
            errors.iter().map(|error| error.place.as_ref().and_then(|place| place.line)).collect();
        assert_eq!(lines, [Some(1), Some(3)]);
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_overflow() {
        for text in [
            format!("a = {}", "[".repeat(100_000)),
            format!("{} = 1", vec!["a"; 100_000].join(".")),
        ] {
            assert!(file("site.toml", text).is_err());
        }
    }
}
