//! What can be written about feeds: `fetch`, `feeds`, `add`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

/// How hosts are asked.
#[derive(Debug, Clone, Copy, Args)]
pub struct Asking {
    /// Ask hosts of the own network too: localhost, 192.168.0.1 and so on
    #[arg(long)]
    pub allow_private: bool,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pub delay: Duration,
    /// Seconds that one answer may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    pub timeout: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.0..=3600.0).contains(seconds));
    let wrong = || "write a number of seconds, such as 0.5 or 30".to_owned();
    seconds.map(Duration::from_secs_f64).ok_or_else(wrong)
}

/// `fetch`.
#[derive(Debug, Args)]
pub struct Fetch {
    /// Ask the feeds and say what is new; write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Exit with 1 where a feed fails; what the others gave is written all the same
    #[arg(long)]
    pub strict: bool,
    /// How what came of it is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Listing,
    /// How hosts are asked.
    #[command(flatten)]
    pub asking: Asking,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Listing {
    /// For a person
    #[default]
    Text,
    /// A line of JSON each
    Json,
}

/// `feeds`.
#[derive(Debug, Args)]
pub struct Feeds {
    /// What is to be done
    #[command(subcommand)]
    pub command: FeedsCommand,
}

/// What is to be done with the list of feeds.
#[derive(Debug, Subcommand)]
pub enum FeedsCommand {
    /// Adds the feeds of an OPML file to site.toml
    Import {
        /// What a reader of feeds has exported
        file: PathBuf,
    },
    /// Prints the feeds of site.toml as OPML
    Export,
    /// Asks every feed, and says what it answers; writes nothing
    Check {
        /// How it is written
        #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
        format: Listing,
        /// How hosts are asked.
        #[command(flatten)]
        asking: Asking,
    },
}

/// `add`.
#[derive(Debug, Args)]
pub struct Add {
    /// Pages of the web, and files
    #[arg(required = true, value_name = "URL|FILE")]
    pub what: Vec<String>,
    /// How hosts are asked.
    #[command(flatten)]
    pub asking: Asking,
}
