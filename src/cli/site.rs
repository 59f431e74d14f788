//! What can be written about a site as a whole: `init`, and what it is published with.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::feeds::{Asking, Listing};
use super::judge::Format;
use super::programs::Programs;

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the new site; made where it is not there
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
    /// What the site is called
    #[arg(long, default_value = "Morning brief")]
    pub title: String,
    /// Feeds that it is made of: RSS, Atom or JSON Feed
    #[arg(long, num_args = 1.., value_name = "URL")]
    pub feeds: Vec<String>,
    /// Feeds that a reader of feeds has exported
    #[arg(long, value_name = "FILE")]
    pub opml: Option<PathBuf>,
    /// How it is published on GitHub
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    pub workflow: Workflow,
}

/// How a site is published on GitHub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Workflow {
    /// Every morning a pull request with the edition; merging publishes
    #[default]
    Propose,
    /// Every morning by itself
    Publish,
    /// Every morning by itself, where workflows may not write to the repository
    Artifact,
    /// Not on GitHub
    None,
}

/// `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; 0 takes any that is free
    #[arg(long, default_value_t = 4747, value_name = "N")]
    pub port: u16,
    /// Open it in the browser
    #[arg(long)]
    pub open: bool,
    /// The interface: this computer's own, unless others are to see the site, as with 0.0.0.0
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub host: IpAddr,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// How it is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// Ask the web for every address that the articles give
    #[arg(long)]
    pub external: bool,
    /// How hosts are asked.
    #[command(flatten)]
    pub asking: Asking,
    /// How far programs are let.
    #[command(flatten)]
    pub programs: Programs,
}

/// `config`.
#[derive(Debug, Args)]
pub struct Config {
    /// What is to be done
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What is to be done with the settings.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ConfigCommand {
    /// Prints every setting that holds, and where it comes from
    Show {
        /// How it is written
        #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
        format: Listing,
    },
}

/// `deploy`.
#[derive(Debug, Args)]
pub struct Deploy {
    /// The repository: a name that the site's own knows, or an address
    #[arg(long, default_value = "origin", value_name = "NAME|URL")]
    pub remote: String,
    /// The branch that is published
    #[arg(long, default_value = "gh-pages", value_name = "BRANCH")]
    pub branch: String,
    /// The folder of the site [default: public, beside site.toml]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Say what would be published; push nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `sign`.
#[derive(Debug, Args)]
pub struct Sign {
    /// Who has read the edition; the pages say so. Without it the changes alone are taken over
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// `completions`.
#[derive(Debug, Clone, Copy, Args)]
pub struct Completions {
    /// For which shell
    pub shell: Shell,
}
