//! Claims: what a sentence claims, and whether another bears it out.
//!
//! One relation, directional, for facts, citations, the gate, repetition and differences alike:
//! [`relation`]. It proves; it does not find. What it cannot read it leaves silent.

mod actor;
mod antecedent;
mod bearing;
mod beside;
mod contradiction;
mod deed;
mod done;
mod held;
mod kind;
mod lack;
mod named;
mod nominal;
mod owner;
mod pairing;
mod phrase;
mod place;
mod read;
mod relation;
mod role;
pub mod score;
mod tone;
mod verb;

pub use contradiction::{overstated, tell_of_two};
pub use deed::tells_deeds;
pub use held::held_run;
pub use kind::{Difference, DifferenceKind, Lack, LackKind};
pub use named::named_alike;
pub use pairing::Pairing;
pub use read::Read;
pub use relation::{Relation, lacking, relation};
