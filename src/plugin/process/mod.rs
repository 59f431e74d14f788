//! Process: the only door to programs. Starts one, speaks lines with it and ends it, whatever it
//! does; what the lines mean is `session`'s affair.
//!
//! A program is never believed to read, to write, to be brief or to end: every pipe has a thread of
//! its own, every wait a deadline, every line a length.

mod child;
mod group;
mod pipes;

pub(super) use child::{Child, Launch, Silence, end_all};

/// Ends every program that runs, with all that it started: for who is about to be ended himself.
pub fn end_programs() {
    group::end_all();
}
