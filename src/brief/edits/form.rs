//! The form of an edit in site.toml, before it is known what it is of.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::edit::{Action, Edit, EventEdit, EventName, StatementEdit};

/// All that `[[edits]]` may hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    event: Option<String>,
    statement: Option<String>,
    action: Option<Action>,
    text: Option<String>,
    title: Option<String>,
    #[serde(default)]
    first: Vec<String>,
    #[serde(default)]
    hide: bool,
    #[serde(default)]
    hide_sections: Vec<String>,
    note: Option<String>,
    reviewed_by: Option<String>,
    reviewed: Option<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    public: bool,
}

/// A statement's id as a person copies it: bare, or as the end of an address, `#s-...` or `s-...`.
fn id(written: &str) -> String {
    let id = written.trim();
    let id = id.rsplit_once('#').map_or(id, |(_, anchor)| anchor);
    let id = id.strip_prefix("s-").unwrap_or(id);
    // A statement that stands on the page again has its number behind its id.
    id.split_once('-').map_or(id, |(id, _)| id).to_owned()
}

impl<'de> Deserialize<'de> for Edit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Form::deserialize(deserializer)?;
        let edit = if form.statement.is_some() { form.of_statement() } else { form.of_event() };
        edit.map_err(D::Error::custom)
    }
}

impl Form {
    fn of_statement(self) -> Result<Edit, String> {
        let is_of_event = self.title.is_some()
            || self.note.is_some()
            || self.reviewed_by.is_some()
            || self.reviewed.is_some()
            || self.hide
            || !(self.first.is_empty() && self.hide_sections.is_empty());
        if is_of_event {
            let keys = "`title`, `first`, `hide`, `hide_sections`, `note` and `reviewed_by`";
            return Err(format!("{keys} are said of an event: write an edit without `statement`"));
        }
        let action = self.action.ok_or("missing field `action`: \"drop\" or \"replace\"")?;
        Ok(Edit::Statement(StatementEdit {
            event: self.event.as_deref().map(EventName::new),
            statement: id(&self.statement.unwrap_or_default()),
            action,
            text: self.text,
            reason: self.reason,
            public: self.public,
        }))
    }

    fn of_event(self) -> Result<Edit, String> {
        let Some(event) = self.event else {
            return Err("an edit names a `statement` or an `event`".to_owned());
        };
        if self.action.is_some() || self.text.is_some() {
            return Err("`action` and `text` are said of a `statement`".to_owned());
        }
        let reviewed = match (self.reviewed_by, self.reviewed) {
            (None, None) => None,
            (Some(by), Some(digest)) if !by.trim().is_empty() => {
                Some((by.trim().to_owned(), digest))
            }
            _ => {
                return Err("`reviewed_by` and `reviewed` belong together: `q7x2 sign --by NAME` \
                            writes them"
                    .to_owned());
            }
        };
        let edit = EventEdit {
            event: EventName::new(&event),
            title: self.title.map(|title| title.trim().to_owned()).filter(|one| !one.is_empty()),
            first: self.first.iter().map(|written| id(written)).collect(),
            hide: self.hide,
            hide_sections: self.hide_sections,
            reviewed,
            note: self.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
            reason: self.reason,
            public: self.public,
        };
        let changes = edit.title.is_some() || edit.note.is_some() || edit.hide;
        let changes = changes || edit.reviewed.is_some();
        if !changes && edit.first.is_empty() && edit.hide_sections.is_empty() {
            let keys = "`title`, `first`, `hide`, `hide_sections` or `note`";
            return Err(format!("this edit changes nothing: give {keys}"));
        }
        Ok(Edit::Event(edit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_a_person_copies_it() {
        for written in [
            "0123456789",
            " #s-0123456789",
            "s-0123456789-2",
            "https://a.example/events/x.html#s-0123456789-3",
        ] {
            let edit: Edit =
                toml::from_str(&format!("statement = \"{written}\"\naction = \"drop\""))
                    .expect("an edit");
            let edit = edit.of_statement().expect("of a statement");
            assert_eq!((edit.statement.as_str(), edit.public), ("0123456789", false), "{written}");
        }
    }

    #[test]
    fn what_an_edit_cannot_be_is_told() {
        for (written, told) in [
            ("reason = 'x'", "an edit names a `statement` or an `event`"),
            ("statement = 'a'", "missing field `action`"),
            ("statement = 'a'\naction = 'drop'\ntitle = 'T'", "are said of an event"),
            ("statement = 'a'\naction = 'drop'\nfirst = ['b']", "are said of an event"),
            ("event = 'e'", "this edit changes nothing"),
            ("event = 'e'\ntitle = ' '\nnote = ''", "this edit changes nothing"),
            ("event = 'e'\ntitle = 'T'\ntext = 'x'", "are said of a `statement`"),
            ("event = 'e'\nreviewed_by = 'Ann'", "belong together"),
            ("event = 'e'\ntitel = 'T'", "unknown field `titel`"),
        ] {
            let error = toml::from_str::<Edit>(written).expect_err(written).to_string();
            assert!(error.contains(told), "{written}: {error}");
        }
        for written in [
            "event = 'e'\ntitle = 'T'",
            "event = 'e'\nfirst = ['#s-0123456789']",
            "event = 'e'\nhide = true",
            "event = 'e'\nhide_sections = ['quotes']",
            "event = 'e'\nnote = 'We are asking the harbour office.'",
            "event = 'e'\nstatement = 'a'\naction = 'drop'",
        ] {
            assert!(toml::from_str::<Edit>(written).is_ok(), "{written}");
        }
    }
}
