//! Cli: what can be written on the command line. Does none of it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use q7x2_sdk::Published;

const EXAMPLES: &str = "\
Examples:
  q7x2 build                                  read content/, write public/
  q7x2 build --strict                         the same; fail where there is anything to warn of
  q7x2 build --set brief.max_words=120        with shorter briefings, this once
  q7x2 --root news inspect articles           what was read of news/content/, as JSON Lines
  q7x2 inspect briefings | jq .title          the headlines

Settings stand in site.toml; Q7X2_BRIEF__MAX_WORDS=120 in the environment and --set overrule it.
Exit code: 0 the site was written, 1 it was not (or --strict and there were warnings), 2 wrong usage.";

/// Turns a folder of news articles into a static site of briefings in which every sentence is cited
#[derive(Debug, Parser)]
#[command(name = "q7x2", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub shared: Shared,
    /// Overrules a setting: `brief.max_words=120`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = assignment)]
    set: Vec<String>,
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command; may stand before and after it.
#[derive(Debug, Clone, Args)]
pub struct Shared {
    /// The folder that holds site.toml
    #[arg(long, global = true, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub root: PathBuf,
    /// The build's time, as `2026-01-06` or `2026-01-06T12:00:00Z` [default: the newest article's]
    #[arg(long, global = true, value_name = "TIME", value_parser = time)]
    pub now: Option<Published>,
    /// How many threads work at a time [default: one for each processor]
    #[arg(long, global = true, value_name = "N", value_parser = threads)]
    pub threads: Option<NonZeroUsize>,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reads the articles and writes the site
    Build(Build),
    /// Prints what a stage made of the articles, as JSON Lines
    Inspect(Inspect),
}

/// `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Exit with 1 where there are warnings; the site is written all the same
    #[arg(long)]
    pub strict: bool,
    /// The folder to write the site to [default: public, beside site.toml]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    late: Late,
}

/// `inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// Which stage
    pub what: What,
    #[command(flatten)]
    late: Late,
}

/// `--set` after the command. Clap forgets the ones before it where both are one argument.
#[derive(Debug, Args)]
struct Late {
    /// Overrules a setting: `brief.max_words=120`; may be repeated
    #[arg(long = "set", id = "late_set", value_name = "KEY=VALUE", value_parser = assignment)]
    set: Vec<String>,
}

/// Which stage to look into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// The articles as they were read and cleaned
    Articles,
    /// Which articles report one event, and why
    Events,
    /// The briefings, with every verdict of the check
    Briefings,
}

impl Cli {
    /// What `--set` overrules, in the order given.
    #[must_use]
    pub fn options(&self) -> Vec<String> {
        let late = match &self.command {
            Command::Build(build) => &build.late,
            Command::Inspect(inspect) => &inspect.late,
        };
        [self.set.as_slice(), late.set.as_slice()].concat()
    }
}

fn assignment(text: &str) -> Result<String, String> {
    match text.split_once('=') {
        Some((key, _)) if !key.trim().is_empty() => Ok(text.to_owned()),
        _ => Err("write a key, `=` and a value, as in `brief.max_words=120`".to_owned()),
    }
}

fn time(text: &str) -> Result<Published, String> {
    Published::parse(text)
        .ok_or_else(|| "write a day, `2026-01-06`, or a time, `2026-01-06T12:00:00Z`".to_owned())
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a whole number from 1, or leave the option out".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_holds() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_stand_before_and_after_the_command() {
        let check = |line: &str, root: &str, options: &[&str]| {
            let cli = Cli::try_parse_from(line.split(' ')).expect("a valid line");
            assert_eq!(
                (cli.shared.root.to_str(), cli.options()),
                (Some(root), options.iter().map(|&one| one.to_owned()).collect())
            );
        };
        check("q7x2 build", ".", &[]);
        check("q7x2 --root a build", "a", &[]);
        check("q7x2 build --root a", "a", &[]);
        check("q7x2 --set a=1 inspect events --set b=2 --set c=", ".", &["a=1", "b=2", "c="]);
        check("q7x2 --set a=1 build", ".", &["a=1"]);
    }

    #[test]
    fn what_is_no_command_is_refused() {
        for line in [
            "q7x2 bild",
            "q7x2 inspect",
            "q7x2 inspect all",
            "q7x2 build --set x",
            "q7x2 build --now soon",
            "q7x2 build --threads 0",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
