//! Reach: whether every step can be done, asked before the journal makes them certain. What is
//! found out only afterwards would leave a site that is half old and half new, and stop every later
//! build.
//!
//! Looks, and changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::address;
use super::error::Error;
use super::found::Found;
use super::journal::Step;
use super::look;
use super::own::Own;

/// Refuses steps that lead to another disk, or into a folder that may not be changed.
pub(super) fn check(own: &Own, steps: &[Step]) -> Result<(), Error> {
    let home = Home::of(own, &own.folder())?;
    let mut reached = Reached { own, home, folders: BTreeMap::new(), open: BTreeSet::new() };
    steps.iter().try_for_each(|step| reached.file(step.path()))
}

/// Where a folder is: a file can be moved from one to another where both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Home {
    device: u64,
    mount: u64,
}

impl Home {
    fn of(own: &Own, folder: &Path) -> Result<Self, Error> {
        Ok(Self { device: own.device(folder)?, mount: own.mount(folder)? })
    }
}

/// What has been asked already: a thousand pages of one folder ask once.
struct Reached<'a> {
    own: &'a Own,
    /// Where the files wait.
    home: Home,
    /// Whether a folder stands; one that does is where the files wait.
    folders: BTreeMap<&'a str, bool>,
    /// Folders that may be changed.
    open: BTreeSet<&'a str>,
}

impl<'a> Reached<'a> {
    fn file(&mut self, path: &'a str) -> Result<(), Error> {
        let mut nearest = "";
        self.stands(nearest)?;
        for folder in address::folders(path) {
            if !self.stands(folder)? {
                return self.may_change(nearest);
            }
            nearest = folder;
        }
        self.may_change(nearest)?;
        // A single file can be a mount, too.
        let file = self.own.file(path);
        if look::one(self.own, path)? == Found::File && self.own.mount(&file)? != self.home.mount {
            return Err(self.mounted(path));
        }
        Ok(())
    }

    /// Whether a folder stands already, and then whether it can be moved to.
    fn stands(&mut self, folder: &'a str) -> Result<bool, Error> {
        if let Some(&stands) = self.folders.get(folder) {
            return Ok(stands);
        }
        let stands = folder.is_empty() || look::one(self.own, folder)? == Found::Folder;
        if stands && Home::of(self.own, &self.own.file(folder))? != self.home {
            return Err(self.mounted(folder));
        }
        self.folders.insert(folder, stands);
        Ok(stands)
    }

    fn may_change(&mut self, folder: &'a str) -> Result<(), Error> {
        if !self.open.insert(folder) {
            return Ok(());
        }
        let folder = self.own.file(folder);
        self.own.system.may_change(&folder).map_err(Error::system("write to", &folder))
    }

    fn mounted(&self, path: &str) -> Error {
        Error::Mounted { path: self.own.file(path), output: self.own.file("") }
    }
}
