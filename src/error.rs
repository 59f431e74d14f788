//! Error: why there is no site. Everything less is a diagnostic beside a value.

use std::io;
use std::path::PathBuf;

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use crate::disk;

/// Why there is no site.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder is no site.
    #[error("there is no site.toml in `{}`", root.display())]
    NoSite {
        /// The folder.
        root: PathBuf,
    },
    /// Settings, plugins, theme or templates are wrong: all that was found.
    #[error("the site cannot be built as it is set up")]
    Refused(Vec<Diagnostic>),
    /// The disk could not do what was asked.
    #[error(transparent)]
    Disk(#[from] disk::Error),
    /// The result could not be printed.
    #[error("the result cannot be printed: {0}")]
    Print(#[source] io::Error),
    /// The system gave no threads.
    #[error("the work cannot be shared among {threads} threads: {why}")]
    Threads {
        /// How many were asked for; 0 for one each processor.
        threads: usize,
        /// What the system said.
        why: String,
    },
}

impl Error {
    /// The same for a person, gravest first.
    #[must_use]
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let message = self.to_string();
        match self {
            Self::Refused(told) => told,
            Self::Disk(error) => error.diagnostics(),
            Self::NoSite { .. } => vec![Diagnostic::error(message).at(Place::file("site.toml")).hint(
                "name its folder with `--root DIR`, or write a site.toml of two lines: `title = \"…\"` and \
                 `base_url = \"https://…/\"`",
            )],
            Self::Threads { .. } => vec![Diagnostic::error(message).hint("ask for fewer with `--threads N`")],
            Self::Print(_) => vec![Diagnostic::error(message)],
        }
    }
}
