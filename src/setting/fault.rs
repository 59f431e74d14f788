//! What can be wrong with a setting, in the words that its author reads.

use std::fmt;

use q7x2_sdk::diagnostic::Diagnostic;
use serde::de::{Expected, Unexpected};

use super::origin::Origin;
use super::step::Step;
use super::suggest::did_you_mean;

/// Longest text of a value that a message repeats, in characters: enough to recognise it.
const LONGEST_QUOTED: usize = 40;

/// One thing that is wrong with a tree of settings.
#[derive(Debug)]
pub(super) struct Fault {
    kind: Kind,
    /// From the value outwards: the last step is the first to take.
    steps: Vec<Step>,
    origin: Option<Origin>,
}

#[derive(Debug)]
enum Kind {
    Unknown { expected: &'static [&'static str] },
    Missing { field: &'static str },
    Wrong { found: String, expected: String },
    Choice { found: String, choices: &'static [&'static str] },
    Other(String),
}

impl Fault {
    fn new(kind: Kind) -> Self {
        Self { kind, steps: Vec::new(), origin: None }
    }

    /// Says that it lies one step deeper; the innermost origin is the one to show.
    pub(super) fn below(mut self, step: Step, origin: &Origin) -> Self {
        self.steps.push(step);
        self.from(origin)
    }

    /// Says where it was written, unless that is known more exactly.
    pub(super) fn from(mut self, origin: &Origin) -> Self {
        self.origin.get_or_insert_with(|| origin.clone());
        self
    }

    /// What has to be taken out of the tree to read the rest of it.
    pub(super) fn path(&self) -> Vec<Step> {
        self.steps.iter().rev().cloned().collect()
    }

    /// The field that is not there, if that is what is wrong.
    pub(super) fn missing(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Missing { field } => Some(field),
            _ => None,
        }
    }

    /// The words for what is wrong at a path; `known` are the full names of all settings, to
    /// recognise one that stands in the wrong table.
    pub(super) fn tell(&self, path: &[Step], prefix: &str, known: &[String]) -> Diagnostic {
        let name = name(prefix, path);
        let (message, hint) = match &self.kind {
            Kind::Unknown { expected } => {
                (format!("unknown setting `{name}`"), unknown(&name, expected, known))
            }
            Kind::Missing { field } => {
                (format!("`{name}` lacks `{field}`"), Some(format!("write `{field} = …` into it")))
            }
            Kind::Wrong { found, expected } => {
                let text = found.strip_prefix("the text `").and_then(|rest| rest.strip_suffix('`'));
                let hint = text
                    .filter(|_| expected == "a list")
                    .map(|text| format!("write `[\"{text}\"]`"));
                (format!("`{name}` must be {expected}, not {found}"), hint)
            }
            Kind::Choice { found, choices } => (
                format!("`{name}` cannot be `{found}`"),
                did_you_mean(found, choices.iter().copied()),
            ),
            Kind::Other(message) => (format!("`{name}`: {message}"), None),
        };
        let place = self.origin.as_ref().and_then(Origin::place);
        Diagnostic { place, hint, ..Diagnostic::error(message) }
    }
}

/// What an unknown name may have been meant to be.
fn unknown(name: &str, expected: &[&str], known: &[String]) -> Option<String> {
    let (tables, key) = name.rsplit_once('.').unwrap_or(("", name));
    if !tables.is_empty() && known.iter().any(|known| known == key) {
        return Some(format!("`{key}` belongs above the first table, `[…]`, of the file"));
    }
    let is_meant = |known: &&String| known.rsplit_once('.').is_some_and(|(_, last)| last == key);
    match known.iter().find(is_meant) {
        Some(full) => Some(format!("did you mean `{full}`?")),
        None => did_you_mean(key, expected.iter().copied()),
    }
}

/// A path as it would be written for `--set`, with the place in a list from 1.
fn name(prefix: &str, path: &[Step]) -> String {
    let mut name = prefix.to_owned();
    for step in path {
        match step {
            Step::Key(key) if name.is_empty() => name.push_str(key),
            Step::Key(key) => name.extend([".", key]),
            Step::Index(at) => name.push_str(&format!("[{}]", at + 1)),
        }
    }
    name
}

/// What was found, in plain words.
fn found(unexpected: Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(flag) => format!("`{flag}`"),
        Unexpected::Unsigned(number) => format!("`{number}`"),
        Unexpected::Signed(number) => format!("`{number}`"),
        Unexpected::Float(number) => format!("`{number}`"),
        Unexpected::Str(text) => format!("the text `{}`", short(text)),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        other => other.to_string(),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What was asked for, in plain words instead of serde's.
fn wanted(expected: &dyn Expected) -> String {
    let words = expected.to_string();
    let plain = match words.as_str() {
        "usize" | "u64" | "u32" => "a whole number from 0",
        "u16" => "a whole number from 0 to 65535",
        "u8" => "a whole number from 0 to 255",
        "isize" | "i64" | "i32" => "a whole number",
        "f64" | "f32" => "a number",
        "a string" => "a text",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a map" => "a table",
        other if other.starts_with("a nonzero ") => "a whole number from 1",
        other if other.starts_with("struct ") => "a table",
        other if other.starts_with("enum ") || other == "variant identifier" => "a text",
        other => other,
    };
    plain.to_owned()
}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Kind::Other(message.to_string()))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Kind::Wrong { found: found(unexpected), expected: wanted(expected) })
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::Choice { found: short(variant), choices: expected })
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::Unknown { expected })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Kind::Missing { field })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.tell(&self.path(), "", &[]).message)
    }
}

impl std::error::Error for Fault {}
