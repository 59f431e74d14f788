//! History: what was published under which address, so that no address dies and a reader is told
//! what is new. Reads and writes no file: a text goes in, a text comes out.
//!
//! What it holds are ids, addresses, places and hashes, never a text. What grouping finds is paired
//! with what was there before (`pair`), which gives the events their lasting names; what the
//! briefings say is compared with the edition before (`edition`); and what is no longer a page of
//! its own leads to one that is (`moved`). A build that changes nothing leaves it as it is.

mod edition;
mod enter;
mod entry;
mod join;
#[cfg(test)]
mod laws;
mod moved;
mod pair;
mod print;
mod read;
mod sketch;
mod written;

pub use enter::Given;
pub use entry::{FILE, History, Seen};
pub use moved::Moved;
pub use read::read;
