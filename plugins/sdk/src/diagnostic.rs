//! Everything that is told to a person: one form, whoever says it.
//!
//! Messages are lower case, without a full stop; the hint says what to do next. Drawing them is the
//! terminal's affair.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How bad it is. Sorts gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No site can be written.
    Error,
    /// The site is written; somebody should look. Fails a strict build.
    Warning,
    /// Worth knowing; never fails a build.
    Note,
}

/// What a warning is about, where site.toml says how grave that is: one article or outlet more or
/// less should not end an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// A date that cannot be read, or cannot be.
    Date,
    /// An edit of what no briefing says.
    Edit,
    /// An outlet that has no article.
    Outlet,
}

/// Where it is: a file below the site's root, and the line in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Relative to the site's root, with `/` on every platform; or a name such as `--set` where
    /// there is no file.
    pub file: String,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The line's text, and the bytes in it that are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<(String, Columns)>,
}

/// A range of bytes that sorts and serialises.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Columns {
    /// First byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A line of a file, from 1.
    #[must_use]
    pub fn line(file: impl Into<String>, line: usize) -> Self {
        Self { line: Some(line), ..Self::file(file) }
    }

    /// The line that holds the start of `span` (bytes of `source`), with its text.
    #[must_use]
    pub fn span(file: impl Into<String>, source: &str, span: Range<usize>) -> Self {
        let start = floor_boundary(source, span.start);
        let first = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let text = source[first..].lines().next().unwrap_or_default();
        let end = floor_boundary(source, span.end.max(start)) - first;
        let range = Columns { start: (start - first).min(text.len()), end: end.min(text.len()) };
        Self {
            file: file.into(),
            line: Some(source[..first].matches('\n').count() + 1),
            excerpt: Some((text.to_owned(), range)),
        }
    }
}

fn floor_boundary(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0)
}

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What it is about, if site.toml may say how grave that is.
    #[serde(skip)]
    pub matter: Option<Matter>,
}

impl Diagnostic {
    /// No site can be written.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// The site is written; somebody should look.
    #[must_use]
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Worth knowing.
    #[must_use]
    pub fn note(message: impl Into<String>) -> Self {
        Self::new(Severity::Note, message)
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self { severity, place: None, message: message.into(), hint: None, matter: None }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn key(&self) -> (Severity, &Option<Place>, &str) {
        (self.severity, &self.place, &self.message)
    }
}

/// Sorts by severity, place and message, so that the order of work never shows, and drops what is
/// said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.key().cmp(&b.key()));
    diagnostics.dedup();
}

/// A value, and what there was to say while it was made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// What there was to say.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value with nothing to say.
    pub fn quiet(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Moves the diagnostics to `sink` and gives the value.
    pub fn unpack(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_becomes_a_line() {
        let place = Place::span("site.toml", "a = 1\nthéme = 2\n", 6..12);
        assert_eq!(
            (place.line, place.excerpt),
            (Some(2), Some(("théme = 2".to_owned(), Columns { start: 0, end: 6 })))
        );
        assert_eq!(Place::span("f", "", 5..9).line, Some(1));
    }

    #[test]
    fn errors_come_first_and_once() {
        let mut all = vec![
            Diagnostic::note("b"),
            Diagnostic::error("z"),
            Diagnostic::note("b"),
            Diagnostic::note("a"),
        ];
        sort(&mut all);
        assert_eq!(all.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(), ["z", "a", "b"]);
    }
}
