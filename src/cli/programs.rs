//! What can be written about plugins that are programs: options of `build`, `plugin`, `cache`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// How far programs are let.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Programs {
    /// Ask no plugin that is not deterministic; take the answers that are kept
    #[arg(long)]
    pub frozen: bool,
    /// Fail where a plugin's files are not those of plugins.lock
    #[arg(long)]
    pub locked: bool,
    /// Which plugins are used: `builtin` starts no program, for a site one does not trust
    #[arg(long, value_enum, default_value_t, value_name = "WHICH", hide_default_value = true)]
    pub plugins: Which,
}

/// Which plugins are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Which {
    /// Those that site.toml names
    #[default]
    All,
    /// Those that are built in
    Builtin,
}

/// `plugin`.
#[derive(Debug, Args)]
pub struct Plugin {
    /// What is to be done
    #[command(subcommand)]
    pub command: PluginCommand,
}

/// What is to be done with plugins.
#[derive(Debug, Subcommand)]
pub enum PluginCommand {
    /// Writes a plugin that works, to begin with: plugins/NAME/
    New {
        /// Its name: lower-case letters, digits, `-` and `_`
        name: String,
        /// What it does
        #[arg(long, value_enum)]
        kind: Kind,
        /// In which language it is written
        #[arg(long, value_enum)]
        lang: Language,
    },
    /// Lists all plugins, and what those that are programs may do
    List,
    /// Asks a plugin about an event and prints what it answers, and what the check says of it
    Run {
        /// Its name
        name: String,
        /// The event: JSON as the protocol has it, an article, or a folder of articles of one event
        /// [default: an invented one]
        #[arg(long, value_name = "FILE")]
        event: Option<PathBuf>,
    },
    /// Tries out whether a program keeps to the protocol
    Test {
        /// Its folder
        path: PathBuf,
    },
    /// Writes plugins.lock: what `build --locked` lets run
    Lock,
}

/// What a plugin does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// One article in, its points out
    Summariser,
    /// One event in, its running text out
    Merger,
    /// One event and its running text in, one section out
    Section,
}

/// A language that there is a first plugin in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Python 3.8 or newer
    Python,
    /// JavaScript, with Node 18 or newer
    Node,
    /// Rust
    Rust,
}

/// `cache`.
#[derive(Debug, Args)]
pub struct Cache {
    /// What is to be done
    #[command(subcommand)]
    pub command: CacheCommand,
}

/// What is to be done with answers that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum CacheCommand {
    /// Removes the answers that a build of the site as it is would not use
    Gc,
    /// Counts the answers of each plugin
    Stat,
}
