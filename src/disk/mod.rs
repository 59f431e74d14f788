//! Disk: the only door to files. Reads the folders a person edits; writes the output folder, whole
//! or not at all.
//!
//! Everything between works on [`Files`](crate::files::Files). No other module of the program
//! opens, lists, writes or removes a file.

mod address;
mod answers;
mod beside;
mod deposit;
mod discard;
mod error;
mod found;
mod fresh;
mod inside;
mod journal;
#[cfg(test)]
mod kill;
mod look;
mod manifest;
mod open;
mod opened;
mod output;
mod outside;
mod own;
mod plan;
mod reach;
mod read;
mod served;
mod system;
mod tree;

pub use answers::Answers;
pub use beside::{keep, kept};
pub use deposit::deposit;
pub use discard::discard;
pub use error::{Conflict, Error};
pub use fresh::fresh;
pub use opened::{Opened, opened};
pub use output::{Output, Written};
pub use outside::outside;
pub use read::{Given, MOST_BYTES, folder, given, subfolders, text};
pub use served::served;
pub use tree::{Lines, new_folder, tree, write_lines};
