//! Data: an event's briefing as JSON, for programs and for comparing versions.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use q7x2_sdk::{Briefing, Edited};
use serde::Serialize;
use serde_json::ser::Formatter;

/// `events/<slug>.json`: the briefing as `inspect briefings` prints it, one field a line so that
/// versions can be compared; but for edits that are not public, and for what the running text
/// leaves out. What an editor took out in silence must not be published beside the page, nor every
/// sentence of the sources.
pub(super) fn event(briefing: &Briefing) -> Result<Vec<u8>, serde_json::Error> {
    let secret: BTreeSet<&str> = briefing
        .edits
        .iter()
        .filter(|edit| !edit.public)
        .map(|edit| edit.statement.as_str())
        .collect();
    let is_secret = |edit: &Edited| !edit.public;
    let mut shown = Cow::Borrowed(briefing);
    if briefing.edits.iter().any(is_secret) || !briefing.made.left_out.is_empty() {
        let shown = shown.to_mut();
        shown.made.left_out.clear();
        shown.edits.retain(|edit| !is_secret(edit));
        shown.made.verdicts.retain(|verdict| !secret.contains(verdict.statement.as_str()));
    }
    let briefing = shown.as_ref();
    let mut bytes = Vec::new();
    let lines = Lines::default();
    briefing.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, lines))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What lies in more than so many lists and maps stands on one line: a citation is no longer than
/// its own line, and a line for each of its fields makes the file a third larger.
const DEEPEST: usize = 5;

/// One field a line, down to [`DEEPEST`].
#[derive(Debug, Default)]
struct Lines {
    depth: usize,
    /// Whether the list or map that just ended holds anything.
    filled: bool,
}

impl Lines {
    fn line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        if self.depth > DEEPEST {
            return Ok(());
        }
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b" "))
    }

    fn next<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        if !first {
            writer.write_all(if self.depth > DEEPEST { b", " } else { b"," })?;
        }
        self.line(writer)
    }

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(mark)
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> io::Result<()> {
        let was_on_lines = self.depth <= DEEPEST;
        self.depth = self.depth.saturating_sub(1);
        if self.filled && was_on_lines {
            self.line(writer)?;
        }
        self.filled = true;
        writer.write_all(mark)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.next(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;

    #[test]
    fn a_field_has_a_line_and_a_citation_one() {
        let text = String::from_utf8(event(&fixture::storm()).unwrap()).unwrap();
        assert!(text.starts_with("{\n \"event\": "), "{text}");
        assert!(text.contains("{\"article\": \"0000000000000000\", \"sentence\": 0}"), "{text}");
        assert!(text.ends_with("\n}\n") && !text.contains("[\n ]"));
        let read: Briefing = serde_json::from_str(&text).unwrap();
        assert_eq!(read.sections.len(), fixture::storm().sections.len());
    }
}
