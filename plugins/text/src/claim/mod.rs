//! Claims: a sentence as what it claims, each claim with its words, figures and tone.
//!
//! What one sentence claims is read here; whether another bears it out, `q7x2_sdk::claim` says.

mod change;
mod counting;
mod exactness;
mod quantity;
mod reading;
mod term;
mod words;

pub use quantity::{Kind, Quantity, Step};
pub use reading::{Claim, Reading, Tone};
pub use term::Term;
pub use words::Words;
