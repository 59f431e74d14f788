//! The output folder's own affairs, `<output>/.q7x2/`: where its files lie, the lock, and text that
//! shows whether it is whole.
//!
//! A folder may come from anybody. Whatever lies in `.q7x2` is therefore looked at before it is
//! touched: it must be the plain file or folder that q7x2 makes there, and no link is followed.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::address::{self, OWN};
use super::error::Error;
use super::found::{self, Found};
use super::open::{self, Links};
use super::system::System;

/// Manifest and journal are neither read nor written beyond this: 256 MiB, the lines of some two
/// million files.
pub(super) const MOST_OWN_BYTES: u64 = 256 << 20;

/// What [`seal`] adds: a word, a hash of 64 digits, an end of a line.
const SEAL_BYTES: u64 = 69;

/// What q7x2 keeps in its folder, and of what kind each is.
const AFFAIRS: [(&str, Found); 4] = [
    ("lock", Found::File),
    ("manifest", Found::File),
    ("journal", Found::File),
    ("staging", Found::Folder),
];

/// The output folder, and the hands that change it.
#[derive(Debug)]
pub(super) struct Own {
    top: PathBuf,
    pub(super) system: Box<dyn System>,
}

impl Own {
    pub(super) fn new(top: &Path, system: Box<dyn System>) -> Self {
        // "" is where the program runs, and no path that the system knows.
        let top = if top.as_os_str().is_empty() { Path::new(".") } else { top };
        Self { top: top.to_owned(), system }
    }

    /// A file of the site; of "", the output folder itself.
    pub(super) fn file(&self, path: &str) -> PathBuf {
        // Joined with nothing it would end with `/`, and a link of that name would be followed.
        if path.is_empty() { self.top.clone() } else { self.top.join(path) }
    }

    /// The folder of the output folder's own affairs.
    pub(super) fn folder(&self) -> PathBuf {
        self.top.join(OWN)
    }

    /// A file among the folder's own affairs.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Where a file waits to be put in place.
    pub(super) fn staged(&self, number: u64) -> PathBuf {
        self.own("staging").join(number.to_string())
    }

    /// What stands there among the folder's own affairs.
    pub(super) fn found(&self, name: &str) -> Result<Found, Error> {
        found(&self.own(name))
    }

    /// Makes the output folder and the folder of its own affairs where they are missing.
    pub(super) fn make(&self) -> Result<(), Error> {
        let own = self.folder();
        let missing: Vec<&Path> = own
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            self.make_folder(folder)?;
        }
        expect(&own, Found::Folder)
    }

    pub(super) fn make_folder(&self, folder: &Path) -> Result<(), Error> {
        match self.system.make_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            done => done.map_err(Error::system("make the folder", folder)),
        }
    }

    /// Refuses to work with what q7x2 did not make: everything in its folder is of the kind that it
    /// makes, and lies on one disk with the site. False where there is no such folder yet.
    pub(super) fn check(&self) -> Result<bool, Error> {
        let own = self.folder();
        if found(&own)? == Found::Nothing {
            return Ok(false);
        }
        expect(&own, Found::Folder)?;
        self.same_disk(&own)?;
        for (name, kind) in AFFAIRS {
            let path = self.own(name);
            if found(&path)? != Found::Nothing {
                expect(&path, kind)?;
                self.same_disk(&path)?;
            }
        }
        self.staging().map(|_| true)
    }

    /// The number of the mount that holds a file or folder.
    pub(super) fn mount(&self, path: &Path) -> Result<u64, Error> {
        self.system.mount(path).map_err(Error::system("look at", path))
    }

    /// The number of the device that holds a folder.
    pub(super) fn device(&self, folder: &Path) -> Result<u64, Error> {
        self.system.device(folder).map_err(Error::system("look at", folder))
    }

    /// Refuses what is mounted: no file can be moved there or away.
    fn same_disk(&self, path: &Path) -> Result<(), Error> {
        let apart = self.mount(path)? != self.mount(&self.top)?
            || (path.is_dir() && self.device(path)? != self.device(&self.top)?);
        if apart {
            Err(Error::Mounted { path: path.to_owned(), output: self.top.clone() })
        } else {
            Ok(())
        }
    }

    /// Keeps other builds out until the file is dropped, which the system does for a build that is
    /// killed, too.
    pub(super) fn lock(&self) -> Result<File, Error> {
        let path = self.own("lock");
        let file = open::lockable(&path).map_err(Error::system("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::Busy { output: self.top.clone() }),
            // Some network file systems have no locks; there the second build is the user's to
            // avoid.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(file)
            }
            Err(TryLockError::Error(error)) => Err(Error::system("lock", &path)(error)),
        }
    }

    /// Refuses to go on where the lock that this build holds is not the one that lies there: the
    /// output folder, or the folder of its affairs, was moved away during the build, and what has
    /// its name now may be anybody's.
    pub(super) fn is_held(&self, lock: &File) -> Result<(), Error> {
        let path = self.own("lock");
        let held = lock.try_clone().and_then(Handle::from_file);
        let held = held.map_err(Error::system("look at", &path))?;
        match Handle::from_path(&path) {
            Ok(lies) if lies == held => Ok(()),
            _ => Err(Error::Swapped { output: self.top.clone() }),
        }
    }

    /// Whether `a` and `A` are one file here. Asked of the lock, which exists.
    pub(super) fn folds_names(&self) -> bool {
        self.own("LOCK").exists()
    }

    /// Text that [`seal`] made, or `None` where there is none or it is not whole.
    pub(super) fn sealed(&self, name: &str) -> Result<Option<String>, Error> {
        let path = self.own(name);
        match open::bytes(&path, Links::Refused, MOST_OWN_BYTES) {
            Ok(bytes) => Ok(String::from_utf8(bytes).ok().and_then(unseal)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::Affair { path, why: error.to_string() }),
        }
    }

    /// Writes such text to a new file, down to the medium.
    pub(super) fn write_sealed(&self, name: &str, body: &str) -> Result<(), Error> {
        let path = self.own(name);
        if body.len() as u64 > MOST_OWN_BYTES - SEAL_BYTES {
            return Err(Error::system("write", &path)(io::Error::from(
                io::ErrorKind::FileTooLarge,
            )));
        }
        let text = seal(body);
        let written =
            self.system.write(&path, text.as_bytes()).and_then(|()| self.system.sync(&path));
        written.map_err(Error::system("write", &path))
    }

    /// What waits to be put in place. Anything that no build has put there is an error: it is not
    /// ours to remove.
    fn staging(&self) -> Result<Vec<PathBuf>, Error> {
        let staging = self.own("staging");
        match found(&staging)? {
            Found::Nothing => return Ok(Vec::new()),
            _ => expect(&staging, Found::Folder)?,
        }
        let list = || fs::read_dir(&staging)?.collect::<io::Result<Vec<_>>>();
        let entries = list().map_err(Error::system("list", &staging))?;
        entries.iter().map(staged).collect()
    }

    /// Throws away what waits to be put in place.
    pub(super) fn clear_staging(&self) -> Result<(), Error> {
        let staging = self.own("staging");
        if self.found("staging")? == Found::Nothing {
            return Ok(());
        }
        for path in self.staging()? {
            self.system.remove(&path).map_err(Error::system("remove", &path))?;
        }
        self.system.remove_folder(&staging).map_err(Error::system("remove", &staging))
    }

    /// Removes the folders above a path that hold nothing any more. One that stays is no harm, so
    /// nothing is said.
    pub(super) fn clear_folders(&self, path: &str) {
        let _ = address::folders(path)
            .rev()
            .try_for_each(|folder| self.system.remove_folder(&self.file(folder)));
    }
}

fn found(path: &Path) -> Result<Found, Error> {
    found::what(path).map_err(Error::system("look at", path))
}

/// Refuses what stands there, if it is of another kind.
fn expect(path: &Path, kind: Found) -> Result<(), Error> {
    let what = match found(path)? {
        found if found == kind => return Ok(()),
        Found::Odd(what) => what,
        Found::Folder => "a folder",
        Found::File => "a file",
        Found::Nothing | Found::Behind(_) => "missing",
    };
    let belongs = if kind == Found::Folder { "a folder" } else { "a plain file" };
    Err(Error::Affair {
        path: path.to_owned(),
        why: format!("it is {what}, and {belongs} belongs there"),
    })
}

/// The path of something in the staging folder, if a build may have put it there.
fn staged(entry: &fs::DirEntry) -> Result<PathBuf, Error> {
    let path = entry.path();
    let name = entry.file_name();
    let is_ours =
        |name: &str| matches!(name, "manifest" | "journal") || name.parse::<u64>().is_ok();
    if !name.to_str().is_some_and(is_ours) {
        return Err(Error::Affair {
            path,
            why: "no build puts a file of that name there".to_owned(),
        });
    }
    expect(&path, Found::File)?;
    Ok(path)
}

/// Adds a last line by which a reader sees that nothing is missing.
pub(super) fn seal(body: &str) -> String {
    format!("{body}end {}\n", blake3::hash(body.as_bytes()))
}

/// The body, if it is whole. Line ends are those of whoever kept the file (git may change them).
fn unseal(mut text: String) -> Option<String> {
    let lines = text.trim_end_matches(['\r', '\n']);
    let body = lines.rfind('\n').map_or(0, |at| at + 1);
    let seal = lines[body..].strip_prefix("end ")?;
    // Line by line: what is kept of a large file is the file alone.
    let mut hasher = blake3::Hasher::new();
    for line in text[..body].lines() {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    if seal != hasher.finalize().to_hex().as_str() {
        return None;
    }
    text.truncate(body);
    Some(text)
}

#[cfg(test)]
mod tests;
