//! What stops a build at the disk: each names the path it happened to.

use std::io;
use std::path::{Path, PathBuf};

use q7x2_sdk::diagnostic::{Diagnostic, Place};

/// Why the disk could not do what was asked. No site was written, or the old one still stands.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    System {
        /// What was tried: "read", "write", …
        doing: &'static str,
        /// What it was tried on.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not UTF-8.
    #[error("`{}` is not UTF-8 text", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// The site has a page whose address cannot be a file.
    #[error("`{path}` cannot be a file of the site: {why}")]
    Address {
        /// The address as it was given.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl Error {
    /// For `map_err`: the system refused to do this to that path.
    pub(super) fn system(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::System { doing, path, source }
    }

    /// The same for a person.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let told = Diagnostic::error(self.to_string());
        vec![match self {
            Self::System { source, .. } => match hint(source.kind()) {
                Some(hint) => told.hint(hint),
                None => told,
            },
            Self::NotText { path } => {
                told.at(Place::file(path.display().to_string())).hint("save the file with the encoding UTF-8")
            }
            Self::Address { .. } => told.hint("rename what it comes from"),
        }]
    }
}

fn hint(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::PermissionDenied => "look at the permissions of the file and of the folders above it",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room on the disk and build again; the site written before still stands"
        }
        io::ErrorKind::ReadOnlyFilesystem => "choose an output folder that can be written to",
        _ => return None,
    })
}
