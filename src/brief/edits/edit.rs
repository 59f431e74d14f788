//! Edits, as they are once it is known what each is of.

use std::collections::BTreeSet;

use q7x2_sdk::diagnostic::Diagnostic;
use serde::Deserialize;

/// One of `[[edits]]` in site.toml, or in the file that `edits_file` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Of one statement.
    Statement(StatementEdit),
    /// Of an event.
    Event(EventEdit),
}

/// What becomes of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementEdit {
    /// The event it belongs to, where the editor says so.
    pub event: Option<EventName>,
    /// Its id: the part of its address on the page after `#s-`.
    pub statement: String,
    /// What becomes of it.
    pub action: Action,
    /// What a replaced statement reads.
    pub text: Option<String>,
    /// Why, for the log.
    pub reason: String,
    /// Whether it shows in the log of corrections.
    pub public: bool,
}

/// What an edit does to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The statement goes and is not refilled.
    Drop,
    /// The statement reads otherwise; id and citations stay.
    Replace,
}

/// What becomes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventEdit {
    /// Which event.
    pub event: EventName,
    /// Its headline.
    pub title: Option<String>,
    /// The statements that its running text begins with, by id.
    pub first: Vec<String>,
    /// Whether it is not published.
    pub hide: bool,
    /// The kinds of its sections that are not published.
    pub hide_sections: Vec<String>,
    /// What stands above its text.
    pub note: Option<String>,
    /// Who has read it, and the digest of what she has read: of anything else it says nothing.
    pub reviewed: Option<(String, String)>,
    /// Why, for the log.
    pub reason: String,
    /// Whether it shows in the log of corrections.
    pub public: bool,
}

/// An event as an editor names it: its pin, its id or its address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventName {
    written: String,
    /// The last part of an address, without ending and anchor.
    slug: String,
}

impl EventName {
    /// From its pin, its id or its address, as an editor writes it.
    #[must_use]
    pub fn new(written: &str) -> Self {
        let written = written.trim();
        let page = written.split(['#', '?']).next().unwrap_or_default();
        let page = page.rsplit_once('/').map_or(page, |(_, page)| page);
        let bare = page.strip_suffix(".html").or_else(|| page.strip_suffix(".json"));
        Self { written: written.to_owned(), slug: bare.unwrap_or(page).to_owned() }
    }

    /// Whether it names an event of this id, address and pin.
    #[must_use]
    pub fn names(&self, id: &str, slug: &str, pin: Option<&str>) -> bool {
        pin == Some(self.written.as_str()) || self.slug == slug || self.slug == id
    }
}

impl std::fmt::Display for EventName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.written)
    }
}

impl Edit {
    /// The edit that gives an event its headline, unless that is empty.
    #[must_use]
    pub fn headline(event: &str, title: &str) -> Option<Self> {
        let title = title.trim();
        (!title.is_empty()).then(|| {
            Self::Event(EventEdit {
                event: EventName::new(event),
                title: Some(title.to_owned()),
                first: Vec::new(),
                hide: false,
                hide_sections: Vec::new(),
                note: None,
                reviewed: None,
                reason: "named in [[events]]".to_owned(),
                public: false,
            })
        })
    }

    /// The edit of a statement, if it is one.
    #[must_use]
    pub fn of_statement(&self) -> Option<&StatementEdit> {
        match self {
            Self::Statement(edit) => Some(edit),
            Self::Event(_) => None,
        }
    }

    /// The edit of an event, if it is one.
    #[must_use]
    pub fn of_event(&self) -> Option<&EventEdit> {
        match self {
            Self::Statement(_) => None,
            Self::Event(edit) => Some(edit),
        }
    }
}

/// What is wrong with the edits themselves, with the number of each from 0: a replacement without
/// text, two edits of one statement or event.
#[must_use]
pub fn faults(edits: &[Edit]) -> Vec<(usize, Diagnostic)> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, edit) in edits.iter().enumerate() {
        let what = match edit {
            Edit::Statement(edit) => format!("statement `{}`", edit.statement),
            Edit::Event(edit) => format!("event `{}`", edit.event),
        };
        if edit.of_statement().is_some_and(StatementEdit::replaces_by_nothing) {
            let message = format!("the edit of {what} replaces it by nothing");
            let fault = Diagnostic::error(message).hint("give `text`, or use action = \"drop\"");
            faults.push((at, fault));
        }
        let message = format!("{what} is edited twice");
        if !seen.insert(what) {
            faults.push((at, Diagnostic::error(message).hint("keep one of the two")));
        }
    }
    faults
}

impl StatementEdit {
    fn replaces_by_nothing(&self) -> bool {
        self.action == Action::Replace
            && self.text.as_deref().is_none_or(|text| text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(statement: &str, action: Action, text: Option<&str>) -> Edit {
        let (statement, text) = (statement.to_owned(), text.map(str::to_owned));
        let (event, reason) = (None, String::new());
        Edit::Statement(StatementEdit { event, statement, action, text, reason, public: false })
    }

    fn named(event: &str) -> Edit {
        toml::from_str(&format!("event = \"{event}\"\ntitle = \"Tarn\"")).expect("an edit")
    }

    #[test]
    fn faults_are_told_with_their_number() {
        let check = |edits: &[Edit], expected: &[(usize, &str)]| {
            let found = faults(edits);
            let shown: Vec<(usize, &str)> =
                found.iter().map(|(at, fault)| (*at, fault.message.as_str())).collect();
            assert_eq!(shown, expected);
        };
        check(&[edit("a", Action::Drop, None), edit("b", Action::Replace, Some("x"))], &[]);
        check(
            &[edit("a", Action::Replace, None)],
            &[(0, "the edit of statement `a` replaces it by nothing")],
        );
        check(
            &[edit("a", Action::Replace, Some(" "))],
            &[(0, "the edit of statement `a` replaces it by nothing")],
        );
        let twice = [
            edit("a", Action::Drop, None),
            edit("b", Action::Drop, None),
            edit("a", Action::Drop, None),
        ];
        check(&twice, &[(2, "statement `a` is edited twice")]);
        check(&[named("a"), edit("a", Action::Drop, None), named("b")], &[]);
        check(&[named("a"), named("a")], &[(1, "event `a` is edited twice")]);
    }

    #[test]
    fn an_event_is_named_by_pin_id_or_address() {
        for written in [
            "my pin",
            "c0ffee0123456789",
            "storm-c0ffee",
            "events/storm-c0ffee.html",
            "https://a.example/x/events/storm-c0ffee.html#s-0123456789",
            "storm-c0ffee.json",
        ] {
            let name = EventName::new(written);
            assert!(name.names("c0ffee0123456789", "storm-c0ffee", Some("my pin")), "{written}");
            assert!(!name.names("deadbeef", "calm-deadbe", Some("your pin")), "{written}");
            assert!(!name.names("deadbeef", "calm-deadbe", None), "{written}");
        }
    }
}
