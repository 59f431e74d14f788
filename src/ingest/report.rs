//! What there is to say about one file, with a limit on how often the same thing is said.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::{Diagnostic, Matter, Place};

/// How often one kind of remark is made about one file before the rest is only counted: enough to
/// see the pattern, few enough to read.
const LIMIT: usize = 5;

/// The remarks about one file.
#[derive(Debug)]
pub(super) struct Report {
    file: String,
    diagnostics: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, usize>,
}

impl Report {
    /// Nothing to say yet about a file below `content/`.
    pub(super) fn new(path: &str) -> Self {
        Self::of(format!("content/{path}"))
    }

    /// The same about any file.
    pub(super) fn of(file: String) -> Self {
        Self { file, diagnostics: Vec::new(), counts: BTreeMap::new() }
    }

    /// A warning of a kind, at a line of the file.
    pub(super) fn warn(
        &mut self,
        kind: &'static str,
        line: usize,
        message: impl Into<String>,
        hint: &str,
    ) {
        self.say(kind, line, Diagnostic::warning(message), hint);
    }

    /// A note of a kind, at a line of the file.
    pub(super) fn note(
        &mut self,
        kind: &'static str,
        line: usize,
        message: impl Into<String>,
        hint: &str,
    ) {
        self.say(kind, line, Diagnostic::note(message), hint);
    }

    fn say(&mut self, kind: &'static str, line: usize, diagnostic: Diagnostic, hint: &str) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= LIMIT {
            let matter = (kind == "date").then_some(Matter::Date);
            let told = diagnostic.at(Place::line(&self.file, line)).hint(hint);
            self.diagnostics.push(Diagnostic { matter, ..told });
        }
    }

    /// All remarks, with one more for each kind that was made too often.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for (kind, count) in self.counts.into_iter().filter(|(_, count)| *count > LIMIT) {
            let message = format!("{} more of the same kind ({kind}) in this file", count - LIMIT);
            self.diagnostics.push(Diagnostic::note(message).at(Place::file(&self.file)));
        }
        self.diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_is_not_said_a_thousand_times() {
        let mut report = Report::new("a.jsonl");
        for line in 1..=1000 {
            report.warn("date", line, format!("line {line}"), "mend it");
        }
        report.note("draft", 3, "a draft", "publish it");
        let said: Vec<String> = report.finish().into_iter().map(|one| one.message).collect();
        assert_eq!(
            said,
            [
                "line 1",
                "line 2",
                "line 3",
                "line 4",
                "line 5",
                "a draft",
                "995 more of the same kind (date) in this file"
            ]
        );
    }
}
