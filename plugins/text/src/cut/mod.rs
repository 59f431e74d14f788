//! Cut: a text in pieces, before any language is known: folded letters, runs of words, lexemes.

mod fold;
mod lexeme;
mod run;
mod token;

pub use fold::{fold, folded};
pub use lexeme::{Lexemes, Made};
pub(crate) use run::Runs;
pub use run::is_unspaced;
pub use token::{Stem, Token, hash};
