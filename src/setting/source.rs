//! A file that settings were read from, and the places in it.

use std::ops::Range;
use std::sync::OnceLock;

use q7x2_sdk::diagnostic::Place;
use q7x2_sdk::work::steps;

/// A file that settings were read from.
#[derive(Debug)]
pub struct Source {
    /// Below the site's root.
    pub name: String,
    /// All of it.
    pub text: String,
    /// Where its lines end, found when the first place is asked for: a file may be faults alone.
    ends: OnceLock<Vec<usize>>,
}

/// Bytes of the longest line that is shown with what is wrong in it: nobody reads a longer one.
const LONGEST_SHOWN: usize = 2000;

impl Source {
    /// A file and its text.
    #[must_use]
    pub fn new(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), text, ends: OnceLock::new() }
    }

    pub(super) fn place(&self, span: Range<usize>) -> Place {
        let ends =
            self.ends.get_or_init(|| self.text.match_indices('\n').map(|(at, _)| at).collect());
        let before = ends.partition_point(|end| *end < span.start);
        let first = before.checked_sub(1).and_then(|last| ends.get(last)).map_or(0, |end| end + 1);
        let end = ends.get(before).copied().unwrap_or(self.text.len());
        steps(1);
        if end - first > LONGEST_SHOWN {
            return Place::line(&self.name, before + 1);
        }
        let line = self.text.get(first..end).unwrap_or_default();
        let within = span.start.saturating_sub(first)..span.end.saturating_sub(first);
        Place { line: Some(before + 1), ..Place::span(&self.name, line, within) }
    }
}
