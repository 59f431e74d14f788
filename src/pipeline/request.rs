//! Request: what a person asks of the program.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use q7x2_sdk::Published;

use crate::plugin::Leave;
use crate::progress::Meter;

/// What a person asked for, and the world it was asked in.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The folder that holds site.toml.
    pub root: PathBuf,
    /// Where the site goes; `public` below the root where it is not said.
    pub output: Option<PathBuf>,
    /// The environment, as (name, value).
    pub environment: Vec<(String, String)>,
    /// `--set`, in the order given.
    pub options: Vec<String>,
    /// The build's time; the newest article's where it is not said.
    pub now: Option<Published>,
    /// How many threads work at a time; one for each processor where it is not said.
    pub threads: Option<NonZeroUsize>,
    /// Whether plugins that are programs may be asked.
    pub leave: Leave,
    /// Whether their files have to be those of plugins.lock.
    pub locked: bool,
    /// Who is shown how far the work has come.
    pub progress: Meter,
}
