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
    /// The output folder lies in a folder that is read.
    #[error("the site cannot be written to `{}`: `{input}/` is read to make it", output.display())]
    Input {
        /// The output folder.
        output: PathBuf,
        /// The folder's name below the root.
        input: String,
    },
    /// What lies among the output folder's own affairs is nothing that q7x2 made.
    #[error("cannot use `{}`: {why}", path.display())]
    Affair {
        /// What lies there.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Something is mounted inside the output folder, where no file can be moved to.
    #[error("cannot write to `{}`: it is mounted there, apart from `{}`", path.display(), output.display())]
    Mounted {
        /// What is mounted.
        path: PathBuf,
        /// The output folder.
        output: PathBuf,
    },
    /// Another folder has taken the output folder's name since the build began.
    #[error("cannot write to `{}`: it is not the folder that this build began with", output.display())]
    Swapped {
        /// The output folder.
        output: PathBuf,
    },
    /// A link leads where nothing is read.
    #[error("`{}` is not read: the link leads {where_to}", path.display())]
    Link {
        /// The link.
        path: PathBuf,
        /// Where it leads: "out of the site", …
        where_to: &'static str,
    },
    /// A folder holds more than can be worked with.
    #[error("`{folder}` holds more than {} MiB; the largest file in it is `{largest}`", most >> 20)]
    TooMuch {
        /// The folder's name below the root.
        folder: String,
        /// Its largest file, below the root.
        largest: String,
        /// How many bytes it may hold.
        most: u64,
    },
    /// It happened after the point of no return: part of the new site is in place, and the rest
    /// waits.
    #[error(transparent)]
    Unfinished(Box<Error>),
    /// Another build is writing the same output folder.
    #[error("another build is writing `{}`", output.display())]
    Busy {
        /// The output folder.
        output: PathBuf,
    },
    /// What q7x2 did not write stands where files of the site belong.
    #[error("{} of the site cannot be written: what q7x2 did not write is in the way", conflicts.len() + more)]
    InTheWay {
        /// The first of them, by path.
        conflicts: Vec<Conflict>,
        /// How many more there are.
        more: usize,
    },
}

/// Conflicts told one by one: a screenful. A lost manifest makes one of every page.
const MOST_CONFLICTS: usize = 20;

/// A file of the site, and what stands in its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The file's path below the output folder.
    pub path: String,
    /// What stands in its way, with the output folder before it.
    pub obstacle: PathBuf,
    /// What that is: "a file", "a folder", …
    pub what: &'static str,
}

impl Error {
    /// For `map_err`: the system refused to do this to that path.
    pub(super) fn system(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::System { doing, path, source }
    }

    pub(super) fn in_the_way(mut conflicts: Vec<Conflict>) -> Self {
        conflicts.sort_by(|a, b| a.path.cmp(&b.path));
        let more = conflicts.len().saturating_sub(MOST_CONFLICTS);
        conflicts.truncate(MOST_CONFLICTS);
        Self::InTheWay { conflicts, more }
    }

    /// The same for a person.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let told = Diagnostic::error(self.to_string());
        vec![match self {
            Self::InTheWay { conflicts, more } => return in_the_way(conflicts, *more),
            Self::Unfinished(error) => return unfinished(error),
            Self::Affair { .. } => {
                told.hint("move it away and build again; q7x2 makes what it needs there")
            }
            Self::Mounted { .. } => told.hint("unmount it, or mount it on the whole output folder"),
            Self::Swapped { .. } => told.hint(
                "build again, and let nothing move the output folder or what is in it meanwhile",
            ),
            Self::Link { .. } => told.hint("copy what it leads to"),
            Self::TooMuch { .. } => {
                told.hint("move out of it what does not belong to the site, or split the site")
            }
            Self::Input { .. } => told.hint("choose a folder of its own: `--output public`"),
            Self::Busy { .. } => told.hint("wait until it has ended, and build again"),
            Self::System { source, .. } => match hint(source.kind()) {
                Some(hint) => told.hint(hint),
                None => told,
            },
            Self::NotText { path } => told
                .at(Place::file(path.display().to_string()))
                .hint("save the file with the encoding UTF-8"),
            Self::Address { .. } => told.hint("rename what it comes from"),
        }]
    }
}

fn hint(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::NotFound => {
            "look at how it is spelt, and from which folder the path to it counts"
        }
        io::ErrorKind::PermissionDenied => {
            "look at the permissions of the file and of the folders above it"
        }
        kind if is_full(kind) => {
            "make room on the disk and build again; the site written before still stands"
        }
        io::ErrorKind::CrossesDevices => "unmount what is mounted inside the output folder",
        io::ErrorKind::FileTooLarge => "split it, or move out what does not belong there",
        io::ErrorKind::OutOfMemory => "close other programs, or move the file away",
        io::ErrorKind::ResourceBusy => "wait until nothing else uses it, and build again",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder belongs: move it"
        }
        io::ErrorKind::ReadOnlyFilesystem => "choose an output folder that can be written to",
        _ => return None,
    })
}

/// The same, with what becomes of a site that is in place in part.
fn unfinished(error: &Error) -> Vec<Diagnostic> {
    let note = Diagnostic::note("part of the new site is in place")
        .hint("build again: the next build completes it");
    let mut told = error.diagnostics();
    if let Error::System { source, .. } = error
        && let Some(one) = told.first_mut()
        && is_full(source.kind())
    {
        one.hint = Some("make room on the disk and build again".to_owned());
    }
    told.push(note);
    told
}

fn is_full(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn in_the_way(conflicts: &[Conflict], more: usize) -> Vec<Diagnostic> {
    let rest = (more > 0).then(|| {
        Diagnostic::error(format!("{more} more files of the site have something in their way"))
    });
    conflicts.iter().map(conflict).chain(rest).collect()
}

fn conflict(Conflict { path, obstacle, what }: &Conflict) -> Diagnostic {
    let obstacle = obstacle.display();
    let told = format!(
        "`{path}` of the site cannot be written: `{obstacle}` is {what} that q7x2 did not write"
    );
    Diagnostic::error(told).hint(
        "move it away or choose another output folder; if an earlier build wrote it, delete it",
    )
}
