//! Settings as a tree in which every value knows where it was written, so that whatever is wrong
//! with it can be shown.
//!
//! The tree knows nothing of q7x2's own settings; it is built from texts it is given and reads no
//! file.

mod fault;
mod layer;
mod origin;
pub mod range;
mod read;
mod source;
mod step;
mod suggest;
mod tree;

pub use layer::{environment, file, option};
pub use origin::Origin;
pub use read::{Reading, read};
pub use source::Source;
pub use step::Step;
pub use suggest::{did_you_mean, nearest};
pub use tree::{Entry, Setting, Value};
