//! What was changed in a briefing, as the log of corrections shows it: by the editor, where that is
//! public, and by its sources.

use chrono::NaiveDate;
use q7x2_sdk::{Edited, EditedPart};
use tera::Value;

use super::scope::Scope;
use crate::render::value::{clean, object, option, text};

/// One change.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// When.
    pub(crate) day: Option<NaiveDate>,
    /// What templates see of it.
    pub(crate) view: Value,
    /// Event, kind and number, so that the order is one.
    place: (String, bool, usize),
}

impl Change {
    /// Newest first, undated last.
    pub(crate) fn order(&self) -> impl Ord {
        (std::cmp::Reverse(self.day), &self.place)
    }
}

/// The changes of one briefing.
pub(super) fn changes(scope: &Scope<'_>) -> Vec<Change> {
    let briefing = scope.briefing;
    let place = |editor: bool, at: usize| (briefing.event.clone(), editor, at);
    let is_told = |edit: &Edited| edit.public && edit.part != EditedPart::Order;
    let edits = briefing.edits.iter().enumerate().filter(|(_, edit)| is_told(edit));
    let edits = edits.map(|(at, edit)| Change {
        day: edit.day.or(briefing.day),
        view: object([
            ("by", text("editor")),
            ("before", text(&clean(&edit.before))),
            ("after", option(edit.after.as_deref().map(clean))),
            ("reason", text(&clean(&edit.reason))),
        ]),
        place: place(true, at),
    });
    let mut changes: Vec<Change> = edits.collect();
    for (at, source) in briefing.sources.iter().enumerate() {
        let said = scope.words.fill("source_changed", &[("outlet", &scope.outlet(source))]);
        let (language, direction) = scope.tongue(&source.article);
        let view = object([
            ("by", text("source")),
            ("text", text(&said)),
            ("title", text(&clean(&source.title))),
            ("anchor", Value::from(format!("source-{}", at + 1))),
            ("language", Value::from(language)),
            ("direction", Value::from(direction)),
        ]);
        changes.extend(source.corrected.iter().map(|day| Change {
            day: Some(*day),
            view: view.clone(),
            place: place(false, at),
        }));
    }
    changes
}
