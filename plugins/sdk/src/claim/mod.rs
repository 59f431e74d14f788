//! Claims: what a sentence claims, and whether another bears it out.
//!
//! One relation, directional, for facts, citations, the gate, repetition and differences alike:
//! [`relation`]. It proves; it does not find. What it cannot read it leaves silent.

mod contradiction;
mod kind;
mod pairing;
mod quantity;
mod reading;
mod relation;
mod role;

use crate::event::side::Side;

pub use kind::{Difference, DifferenceKind};
pub use pairing::Pairing;
pub use quantity::{Kind, Quantity, Step};
pub use reading::{Claim, Reading, Term, Tone};
pub use relation::{Relation, relation};
