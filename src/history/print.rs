//! Writing: one line an event, in the order of their ids, and one a list, so that two people's
//! changes merge.

use std::fmt::Write;

use super::entry::History;
use super::read::VERSION;
use super::written::Written;

impl History {
    /// The text of the file.
    #[must_use]
    pub fn print(&self) -> String {
        let mut text = format!("{{\"version\":{VERSION},\n");
        if !self.lists.is_empty() {
            text.push_str("\"lists\":{\n");
            for (folder, pages) in &self.lists {
                // Folders are made of slugs; writing to a string cannot fail.
                let _ = writeln!(text, "\"{folder}\":{pages},");
            }
            text.push_str("\"\":0},\n");
        }
        text.push_str("\"events\":{\n");
        for (id, entry) in &self.events {
            let line = serde_json::to_string(&Written::from(entry)).unwrap_or_default();
            let _ = writeln!(text, "\"{id}\":{line},");
        }
        // A line of its own, so that every event's ends with a comma.
        text.push_str("\"\":{}}}\n");
        text
    }

    /// Remembers how many pages lists have: what had a page once keeps its address.
    pub fn remember(&mut self, lists: impl IntoIterator<Item = (String, usize)>) {
        for (folder, pages) in lists.into_iter().filter(|(_, pages)| *pages > 0) {
            let known = self.lists.entry(folder).or_default();
            *known = pages.max(*known);
        }
    }

    /// The highest number that a page of a list has had, by the folder of its pages.
    pub fn lists(&self) -> impl Iterator<Item = (&str, usize)> {
        self.lists.iter().map(|(folder, pages)| (folder.as_str(), *pages))
    }
}
