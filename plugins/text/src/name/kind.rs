//! Kinds: one name in a text, and what it names.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body of people.
    Organisation,
    /// A country, town, building or region.
    Place,
    /// Cannot be told.
    Other,
}

impl EntityKind {
    /// The word used in data and themes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// One name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Bytes of the name itself, without title.
    pub range: Range<usize>,
    /// Bytes of the title or role that stands directly before it ("Polish Prime Minister"), if any.
    pub title: Option<Range<usize>>,
    /// Bytes of the role that follows it between commas ("the German chancellor"), if any.
    pub role: Option<Range<usize>>,
    /// What the words around it or a table show it to be.
    pub kind: Option<EntityKind>,
    /// Whether more than its looks shows that kind.
    pub sure: bool,
    /// Whether it names an administration, not the person ("the Trump administration").
    pub administration: bool,
    /// Which of the event's entities it is; absent outside an event.
    pub entity: Option<usize>,
}

impl Name {
    /// Bytes of the name with what says who it is: title before or role behind.
    #[must_use]
    pub fn full(&self) -> Range<usize> {
        let start =
            self.title.as_ref().map_or(self.range.start, |title| title.start.min(self.range.start));
        start..self.range.end
    }
}
