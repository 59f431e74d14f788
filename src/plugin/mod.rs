//! Plugin: finds the plugins that site.toml names, checks their settings and makes them ready.
//!
//! Nothing runs unless `[pipeline]` names it. A plugin is linked into the program, or a program of
//! its own: `process` is the door to those, `session` speaks with one, `crew` has several of one
//! plugin, and `program` makes a plugin of it, with the answers that are `kept`.

mod answer;
mod built_in;
mod crew;
mod foreign;
mod kept;
mod manual;
mod process;
mod program;
mod programs;
mod resolve;
mod session;
mod settings;
pub mod template;
mod trial;
mod trouble;

pub use foreign::Found;
pub use kept::Store;
pub use process::end_programs;
pub use program::Leave;
pub use programs::{Grounds, Programs};
pub use resolve::{Asked, Resolved, resolve};
pub use settings::{Cache, Pipeline, Process, ProcessOverride};
pub use trial::{Listed, NoAnswer, Talk, Trial, listed, manifest};
