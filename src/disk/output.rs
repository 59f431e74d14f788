//! The output folder: written whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use q7x2_sdk::diagnostic::Warned;

use super::Error;

/// The output folder while a build writes to it. May be written to from several threads.
#[derive(Debug)]
pub struct Output {
    top: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    paths: BTreeSet<String>,
    changed: usize,
}

/// What a build has done to the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Those of them that are pages (`.html`).
    pub pages: usize,
    /// Files whose bytes are new.
    pub changed: usize,
    /// Files that an earlier build made and that are no longer part of the site.
    pub removed: usize,
}

impl Output {
    /// Takes the output folder for this build; makes it where there is none.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn open(top: &Path) -> Result<Self, Error> {
        fs::create_dir_all(top).map_err(Error::system("make the folder", top))?;
        Ok(Self { top: top.to_owned(), state: Mutex::default() })
    }

    /// Adds a file to the site. `path` is relative to the output folder, with `/` on every platform. Bytes are not kept
    /// in memory.
    ///
    /// # Errors
    /// Where the path cannot be a file of the site, or the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let file = self.top.join(path);
        let same = fs::read(&file).is_ok_and(|old| old == bytes);
        if !same {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(Error::system("make the folder", folder))?;
            }
            fs::write(&file, bytes).map_err(Error::system("write", &file))?;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.changed += usize::from(!same);
        if !state.paths.insert(path.to_owned()) {
            return Err(Error::Address { path: path.to_owned(), why: "two pages have this address" });
        }
        Ok(())
    }

    /// Puts the site in place of the old one.
    ///
    /// # Errors
    /// Where the disk refuses; then the old site stands, or the next build finishes this one.
    pub fn finish(self) -> Result<Warned<Written>, Error> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Warned::quiet(Written {
            files: state.paths.len(),
            pages: state.paths.iter().filter(|path| path.ends_with(".html")).count(),
            changed: state.changed,
            removed: 0,
        }))
    }
}
