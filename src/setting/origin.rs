//! Where something was written, so that whatever is wrong with it can be shown.

use std::ops::Range;
use std::sync::Arc;

use q7x2_sdk::diagnostic::Place;

use super::source::Source;

/// Where something was written.
#[derive(Debug, Clone, Default)]
pub enum Origin {
    /// In the program itself.
    #[default]
    Program,
    /// In a file, at these bytes.
    File(Arc<Source>, Range<usize>),
    /// In an environment variable or an option of the command line, with the text that stood there.
    Outside {
        /// `Q7X2_BRIEF__MAX_WORDS`, `--set brief.max_words`.
        name: String,
        /// The value's text before it was read, where this is the whole value and not a part of it.
        text: Option<String>,
    },
}

impl Origin {
    /// The place to show, if somebody other than the program wrote it.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Program => None,
            Self::File(source, span) => Some(source.place(span.clone())),
            Self::Outside { name, .. } => Some(Place::file(name.clone())),
        }
    }
}
