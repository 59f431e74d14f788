//! The editor's last word, as `[[edits]]` of site.toml gives it: on a statement (dropped or
//! replaced) or on an event (its headline, what comes first, what is hidden, a note above it).

mod edit;
mod event;
mod form;
mod statement;

pub use edit::{Action, Edit, EventEdit, EventName, StatementEdit, faults};
pub(super) use event::{Hand, mend_sections};
pub(super) use statement::apply;
