//! Plugin: finds the plugins that site.toml names, checks their settings and makes them ready.
//!
//! Nothing runs unless `[pipeline]` names it. Programs will be run by a `process.rs` of this
//! folder; until it is there, one that is named is an error, its manifest and settings are checked
//! all the same.

mod built_in;
mod foreign;
mod resolve;
mod settings;

pub use foreign::Found;
pub use resolve::{Asked, resolve};
pub use settings::{OnError, Pipeline, Process, ProcessOverride};
