//! Anchors: ids that are unique on a page.

use std::collections::BTreeMap;

use tera::Value;

use crate::render::link;

/// Gives out what must be unique on a page.
#[derive(Debug)]
pub(super) struct Anchors {
    statements: BTreeMap<String, usize>,
    notes: usize,
    panels: usize,
    /// The date of the statement before, so that a timeline can say it once.
    pub(super) last_date: Value,
}

impl Default for Anchors {
    fn default() -> Self {
        Self { statements: BTreeMap::new(), notes: 0, panels: 0, last_date: Value::none() }
    }
}

impl Anchors {
    pub(super) fn statement(&mut self, id: &str) -> String {
        let anchor = format!("s-{}", link::token(id));
        let times = self.statements.entry(anchor.clone()).or_default();
        *times += 1;
        if *times == 1 { anchor } else { format!("{anchor}-{times}") }
    }

    pub(super) fn note(&mut self) -> String {
        self.notes += 1;
        format!("n{}", self.notes)
    }

    /// The id of a statement's panel.
    pub(super) fn panel(&mut self) -> String {
        self.panels += 1;
        format!("p{}", self.panels)
    }
}
