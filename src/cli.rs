//! Cli: what can be written on the command line. Does none of it.

mod programs;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
pub use programs::{Cache, CacheCommand, Kind, Language, Plugin, PluginCommand, Programs, Which};
use q7x2_sdk::Published;

const EXAMPLES: &str = "\
Examples:
  q7x2 build                                  read content/, write public/
  q7x2 build --strict                         the same; fail where there is anything to warn of
  q7x2 build --set brief.max_words=120        with shorter briefings, this once
  q7x2 --root news inspect articles           what was read of news/content/, as JSON Lines
  q7x2 inspect briefings | jq .title          the headlines
  q7x2 explain storm.md                       how a file was read, rule by rule
  q7x2 judge draft.md --against content       what the articles say of each sentence of a draft

Settings stand in site.toml; Q7X2_BRIEF__MAX_WORDS=120 in the environment and --set overrule it.
Exit code: 0 the site was written, 1 it was not (or --strict and there were warnings), 2 wrong usage.";

const JUDGE_EXAMPLES: &str = "\
Examples:
  q7x2 judge draft.md --against sources/             each sentence with what the sources say of it
  pbpaste | q7x2 judge - --against a.txt b.md        a draft from standard input
  q7x2 judge *.md --against content --strict         fail where a source says otherwise
  q7x2 judge draft.md --against content --format json | jq -r .verdict

Drafts are .txt, .md or .html; sources are what `content/` may hold. No
site.toml is needed, and nothing leaves the computer.
Exit code: 0 judged, 1 it could not be (or --strict and something is contradicted), 2 wrong usage.";

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
    /// Says how a file was read, or why articles are one event and what its text leaves out
    Explain(Explain),
    /// Says of each sentence of a draft what sources say of it
    #[command(after_help = JUDGE_EXAMPLES)]
    Judge(Judge),
    /// Makes, lists, tries and locks plugins
    Plugin(Plugin),
    /// Looks after the answers of plugins that are kept between builds
    Cache(Cache),
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
    /// How far programs are let.
    #[command(flatten)]
    pub programs: Programs,
    #[command(flatten)]
    late: Late,
}

/// `inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// Which stage
    pub what: What,
    /// How far programs are let.
    #[command(flatten)]
    pub programs: Programs,
    #[command(flatten)]
    late: Late,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A file below content/ (`storm.md`, `all.jsonl#7`), or an event: its address, id or pin
    #[arg(value_name = "FILE|EVENT")]
    pub what: String,
    /// How far programs are let.
    #[command(flatten)]
    pub programs: Programs,
    #[command(flatten)]
    late: Late,
}

/// `judge`.
#[derive(Debug, Args)]
pub struct Judge {
    /// The drafts: .txt, .md or .html; `-` for standard input
    #[arg(required = true, value_name = "DRAFT")]
    pub drafts: Vec<PathBuf>,
    /// The sources: folders and files
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// How it is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// Exit with 1 where a source says otherwise
    #[arg(long)]
    pub strict: bool,
    /// Exit with 1 where a sentence is one of these: `contradicted,not_found,part`
    #[arg(long, value_enum, value_delimiter = ',', value_name = "VERDICTS")]
    pub fail_on: Vec<Fault>,
}

/// How a judgement is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For a person, as compilers show what is wrong
    #[default]
    Terminal,
    /// A line of JSON for each sentence
    Json,
    /// SARIF 2.1.0, for tools that show findings
    Sarif,
    /// Annotations of a pull request on GitHub
    Github,
}

/// What a draft can fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Fault {
    /// A source says otherwise
    #[value(name = "contradicted")]
    Contradicted,
    /// No source says so
    #[value(name = "not_found")]
    NotFound,
    /// Some words lack proof
    #[value(name = "part")]
    Part,
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
    /// A command line that says nothing without effect: `judge` reads no site.
    ///
    /// # Errors
    /// Where `judge` is given what only a site has.
    pub fn checked(self) -> Result<Self, clap::Error> {
        let vain = match &self.command {
            Command::Judge(_) if !self.set.is_empty() => "--set",
            Command::Judge(_) if self.shared.root.as_os_str() != "." => "--root",
            _ => return Ok(self),
        };
        let message =
            format!("`judge` reads no site.toml, so `{vain}` would change nothing; leave it out");
        Err(Self::command().error(ErrorKind::ArgumentConflict, message))
    }

    /// How far programs are let.
    #[must_use]
    pub fn programs(&self) -> Programs {
        match &self.command {
            Command::Build(build) => build.programs,
            Command::Inspect(inspect) => inspect.programs,
            Command::Explain(explain) => explain.programs,
            Command::Judge(_) | Command::Plugin(_) | Command::Cache(_) => Programs::default(),
        }
    }

    /// What `--set` overrules, in the order given.
    #[must_use]
    pub fn options(&self) -> Vec<String> {
        let late = match &self.command {
            Command::Build(build) => build.late.set.as_slice(),
            Command::Inspect(inspect) => inspect.late.set.as_slice(),
            Command::Explain(explain) => explain.late.set.as_slice(),
            Command::Judge(_) | Command::Plugin(_) | Command::Cache(_) => &[],
        };
        [self.set.as_slice(), late].concat()
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
