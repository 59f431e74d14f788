//! The output folder: written whole or not at all.
//!
//! What differs from the bytes on the disk is written beside the site first (staging). Then a
//! journal of the steps is written, and only then the steps are done. A build that dies before its
//! journal is whole leaves the old site; one that dies later leaves a new site that the next run
//! completes. Nothing that q7x2 did not write is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use q7x2_sdk::diagnostic::{Diagnostic, Warned};

use super::address;
use super::error::Error;
use super::found::Found;
use super::journal::{self, Step};
use super::look;
use super::manifest::{self, Manifest};
use super::open;
use super::own::Own;
use super::plan::{Entry, Plan, Site, plan};
use super::reach;
use super::system::{Real, System};

/// The output folder while a build writes to it. May be written to from several threads.
#[derive(Debug)]
pub struct Output {
    own: Own,
    old: Manifest,
    /// The old paths as the file system sees them, by its spelling, where it takes several
    /// spellings for one name.
    spellings: Option<BTreeMap<String, String>>,
    site: Mutex<Taken>,
    staged: AtomicU64,
    told: Vec<Diagnostic>,
    /// Keeps other builds out, and shows whether the folder is still the one that was taken.
    lock: File,
}

/// The site so far.
#[derive(Debug, Default)]
struct Taken {
    site: Site,
    /// Its paths as the file system sees them, where it takes several spellings for one name.
    folded: BTreeSet<String>,
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
    /// Takes the output folder for this build; makes it where there is none, and ends what a killed
    /// build left.
    ///
    /// # Errors
    /// [`Error::Busy`] where another build has it; where the disk refuses.
    pub fn open(top: &Path) -> Result<Self, Error> {
        Self::with(top, Box::new(Real))
    }

    /// Completes the site of an earlier build that was killed while it put its files in place. To
    /// be called before anything that can fail: a mistake in site.toml must not leave half of a new
    /// site standing.
    ///
    /// # Errors
    /// [`Error::Busy`] where another build is at it; where the disk refuses.
    pub fn complete(top: &Path) -> Result<(), Error> {
        let own = Own::new(top, Box::new(Real));
        if !own.check()? || own.found("journal")? == Found::Nothing {
            return Ok(());
        }
        let _lock = own.lock()?;
        journal::recover(&own)
    }

    pub(super) fn with(top: &Path, system: Box<dyn System>) -> Result<Self, Error> {
        let own = Own::new(top, system);
        own.make()?;
        own.check()?;
        let lock = own.lock()?;
        journal::recover(&own)?;
        let mut told = Vec::new();
        let old = match own.sealed("manifest")?.as_deref().and_then(manifest::parse) {
            Some(old) => old,
            None if own.found("manifest")? != Found::Nothing => {
                told.push(damaged(&own.own("manifest")));
                Manifest::new()
            }
            None => Manifest::new(),
        };
        own.make_folder(&own.own("staging"))?;
        let spellings = own
            .folds_names()
            .then(|| old.keys().map(|path| (address::folded(path), path.clone())).collect());
        let (site, staged) = (Mutex::default(), AtomicU64::new(0));
        Ok(Self { own, old, spellings, site, staged, told, lock })
    }

    /// Adds a file to the site. `path` is relative to the output folder, with `/` on every
    /// platform. The bytes are not kept in memory. Nothing is seen of it before [`Output::finish`].
    ///
    /// # Errors
    /// [`Error::Address`] where the path cannot be a file of the site or is taken; where the disk
    /// refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        address::check(path)?;
        let found = look::at(&self.own, path)?;
        let same = found == Found::File
            && !self.is_respelt(path)
            && open::holds(&self.own.file(path), bytes);
        let staged = if same { None } else { Some(self.stage(bytes)?) };
        self.take(path, Entry { hash: blake3::hash(bytes), staged, found })
    }

    /// Whether an earlier build made the same file under another spelling, which has to give way
    /// first.
    fn is_respelt(&self, path: &str) -> bool {
        let old = self.spellings.as_ref().and_then(|all| all.get(&address::folded(path)));
        old.is_some_and(|old| old != path)
    }

    fn stage(&self, bytes: &[u8]) -> Result<u64, Error> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let file = self.own.staged(number);
        self.own.system.write(&file, bytes).map_err(Error::system("write", &file))?;
        Ok(number)
    }

    fn take(&self, path: &str, entry: Entry) -> Result<(), Error> {
        let refuse = |why| Err(Error::Address { path: path.to_owned(), why });
        let mut taken = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.site.insert(path.to_owned(), entry).is_some() {
            return refuse("the site has two files of this name");
        }
        if self.spellings.is_some() && !taken.folded.insert(address::folded(path)) {
            return refuse(
                "the site has another file whose name differs only in upper and lower case, and this disk takes them for one",
            );
        }
        Ok(())
    }

    /// Puts the site in place of the old one.
    ///
    /// # Errors
    /// [`Error::InTheWay`] where somebody else's files stand where pages belong; where the disk
    /// refuses; [`Error::Swapped`] where another folder has taken this one's name since
    /// [`Output::open`]. Then the old site stands, or, if the journal was whole by then, the next
    /// run completes the new one.
    pub fn finish(mut self) -> Result<Warned<Written>, Error> {
        let site =
            std::mem::take(&mut self.site.get_mut().unwrap_or_else(PoisonError::into_inner).site);
        self.own.is_held(&self.lock)?;
        let Plan { steps, manifest, told } =
            plan(&self.own, &self.old, &site, self.spellings.is_some())?;
        self.told.extend(told);
        if !steps.is_empty() || manifest != self.old {
            reach::check(&self.own, &steps)?;
            self.sync()?;
            // The wait above may have been a long one.
            self.own.is_held(&self.lock)?;
            journal::commit(&self.own, &steps, &manifest)?;
            journal::carry_out(&self.own, &steps, None)?;
        }
        let written = Written {
            files: site.len(),
            pages: site.keys().filter(|path| path.ends_with(".html")).count(),
            changed: steps.iter().filter(|step| matches!(step, Step::Put { .. })).count(),
            removed: steps.iter().filter(|step| matches!(step, Step::Remove { .. })).count(),
        };
        Ok(Warned { value: written, diagnostics: std::mem::take(&mut self.told) })
    }

    /// Brings what waits onto the medium, so that a power failure cannot leave a journal that
    /// speaks of files which are not there. Where no file is known to be q7x2's, nothing is
    /// replaced or removed (`plan` says so, and a test): such a first build has no old site to lose
    /// and saves itself the wait. What a power failure tears of it is in the manifest, which is
    /// waited for, so that the next build writes it anew.
    fn sync(&self) -> Result<(), Error> {
        let staging = self.own.own("staging");
        if self.old.is_empty() {
            return Ok(());
        }
        self.own.system.sync_files(&staging).map_err(Error::system("write", &staging))
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // What a journal speaks of must outlive this build. Anything else would only fill the disk;
        // if it cannot be removed, the next build tries again. What lies in another folder that
        // has taken this one's name is not this build's to remove.
        if self.own.is_held(&self.lock).is_err() {
            return;
        }
        if self.own.found("journal").is_ok_and(|found| found == Found::Nothing) {
            let _ = self.own.clear_staging();
        }
    }
}

fn damaged(manifest: &Path) -> Diagnostic {
    Diagnostic::warning(format!("`{}` is damaged; which files an earlier build made is not known", manifest.display()))
        .hint("files that differ from the site's are reported as in the way; delete those that an earlier build wrote")
}

#[cfg(test)]
mod tests;
