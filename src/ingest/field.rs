//! Fields: what front matter and records say about an article, whatever the notation.

use super::mojibake;

/// One field, with the line it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The key as written.
    pub key: String,
    /// What it says.
    pub value: Value,
    /// The line of the file, from 1.
    pub line: usize,
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// `null`, `~` or nothing at all.
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// Text; numbers and dates as they are written.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Fields inside a field.
    Table(Vec<Field>),
}

impl Value {
    /// The text, where it is one that says something.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// A text, or the texts that feed programs keep as a list of tables with a `value` each.
    pub(super) fn content(&self) -> Option<String> {
        let part = |one: &Self| match one {
            Self::Text(text) => Some(text.clone()),
            Self::Table(table) => {
                let value = table.iter().find(|field| field.key == "value")?;
                value.value.text().map(str::to_owned)
            }
            _ => None,
        };
        match self {
            Self::List(list) if list.iter().any(|one| matches!(one, Self::Table(_))) => {
                list.iter().map(part).collect::<Option<Vec<_>>>().map(|texts| texts.join("\n\n"))
            }
            Self::Table(_) => part(self),
            _ => self.text().map(str::to_owned),
        }
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Flag(_) => false,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(list) => list.iter().all(Self::is_empty),
            Self::Table(table) => table.is_empty(),
        }
    }

    /// Texts of a list, or a single text as a list of one; absent where anything else is in it. A
    /// table with a `name` counts as that name, as schema.org writes authors and publishers; with a
    /// `title` or `term`, as feedparser writes sources and tags.
    pub(super) fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Self::Nothing => Some(Vec::new()),
            Self::Flag(_) => None,
            Self::Text(text) => Some(vec![text]),
            Self::List(list) => list.iter().map(Self::name).collect(),
            Self::Table(_) => self.name().map(|name| vec![name]),
        }
    }

    /// A text, or the `name`, `title` or `term` of a table.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Table(table) => {
                let mut named = ["name", "title", "term"]
                    .iter()
                    .filter_map(|key| table.iter().find(|field| field.key == *key)?.value.text());
                named.next()
            }
            _ => None,
        }
    }
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Nothing,
            serde_json::Value::Bool(flag) => Self::Flag(flag),
            serde_json::Value::Number(number) => Self::Text(number.to_string()),
            serde_json::Value::String(text) => Self::Text(mojibake::mended(&text).unwrap_or(text)),
            serde_json::Value::Array(list) => {
                Self::List(list.into_iter().map(Self::from).collect())
            }
            serde_json::Value::Object(table) => Self::Table(fields(table, 0)),
        }
    }
}

/// The fields of a JSON object that stands in one line.
pub(super) fn fields(table: serde_json::Map<String, serde_json::Value>, line: usize) -> Vec<Field> {
    table.into_iter().map(|(key, value)| Field { key, value: value.into(), line }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_single_texts_are_read_alike() {
        let check = |json: &str, expected: Option<&[&str]>| {
            let value = Value::from(serde_json::from_str::<serde_json::Value>(json).unwrap());
            assert_eq!(value.texts().as_deref(), expected, "{json}");
        };
        check(r#""Ann""#, Some(&["Ann"]));
        check(r#"["Ann", "Bo"]"#, Some(&["Ann", "Bo"]));
        check(r#"[{"@type": "Person", "name": "Ann"}]"#, Some(&["Ann"]));
        check(r#"{"name": "Ann"}"#, Some(&["Ann"]));
        check("null", Some(&[]));
        check("[1]", Some(&["1"]));
        check("true", None);
        check("[[]]", None);
    }
}
