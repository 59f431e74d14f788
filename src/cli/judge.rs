//! What can be written about `judge`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const EXAMPLES: &str = "\
Examples:
  q7x2 judge draft.md --against sources/             each sentence with what the sources say of it
  pbpaste | q7x2 judge - --against a.txt b.md        a draft from standard input
  q7x2 judge *.md --against content --strict         fail where a source says otherwise
  q7x2 judge draft.md --against content --format json | jq -r .verdict

Drafts are .txt, .md or .html; sources are what `content/` may hold: .txt, .md and .jsonl. No
site.toml is needed, and nothing leaves the computer.
Exit code: 0 judged, 1 it could not be (or --strict and something is contradicted), 2 wrong usage.";

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
