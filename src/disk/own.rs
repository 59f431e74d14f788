//! The output folder's own affairs, `<output>/.q7x2/`: where its files lie, the lock, and text that shows whether it is
//! whole.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::Error;
use super::address::{self, OWN};
use super::system::System;

/// The output folder, and the hands that change it.
#[derive(Debug)]
pub(super) struct Own {
    top: PathBuf,
    pub(super) system: Box<dyn System>,
}

impl Own {
    pub(super) fn new(top: &Path, system: Box<dyn System>) -> Self {
        Self { top: top.to_owned(), system }
    }

    /// A file of the site.
    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.top.join(path)
    }

    /// A file among the folder's own affairs.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.top.join(OWN).join(name)
    }

    /// Where a file waits to be put in place.
    pub(super) fn staged(&self, number: u64) -> PathBuf {
        self.own("staging").join(number.to_string())
    }

    /// Makes the output folder and the folder of its own affairs where they are missing.
    pub(super) fn make(&self) -> Result<(), Error> {
        let own = self.top.join(OWN);
        let missing: Vec<&Path> =
            own.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        for folder in missing.into_iter().rev() {
            self.make_folder(folder)?;
        }
        // A link here would let builds write, and remove, somewhere else.
        match fs::symlink_metadata(&own) {
            Ok(about) if about.is_dir() => Ok(()),
            Ok(_) => Err(Error::system("use", &own)(io::Error::from(io::ErrorKind::NotADirectory))),
            Err(error) => Err(Error::system("use", &own)(error)),
        }
    }

    pub(super) fn make_folder(&self, folder: &Path) -> Result<(), Error> {
        match self.system.make_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            done => done.map_err(Error::system("make the folder", folder)),
        }
    }

    /// Keeps other builds out until the file is dropped, which the system does for a build that is killed, too.
    pub(super) fn lock(&self) -> Result<File, Error> {
        let path = self.own("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(Error::system("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::Busy { output: self.top.clone() }),
            // Some network file systems have no locks; there the second build is the user's to avoid.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
            Err(TryLockError::Error(error)) => Err(Error::system("lock", &path)(error)),
        }
    }

    /// Whether `a` and `A` are one file here. Asked of the lock, which exists.
    pub(super) fn folds_names(&self) -> bool {
        self.own("LOCK").exists()
    }

    /// Text that [`seal`] made, or `None` where there is none or it is not whole.
    pub(super) fn sealed(&self, name: &str) -> Result<Option<String>, Error> {
        let path = self.own(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(String::from_utf8(bytes).ok().and_then(|text| unseal(&text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::system("read", &path)(error)),
        }
    }

    /// Throws away what waits to be put in place.
    pub(super) fn clear_staging(&self) -> Result<(), Error> {
        let staging = self.own("staging");
        let listed = match fs::read_dir(&staging) {
            Ok(listed) => listed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Error::system("list", &staging)(error)),
        };
        for entry in listed {
            let path = entry.map_err(Error::system("list", &staging))?.path();
            self.system.remove(&path).map_err(Error::system("remove", &path))?;
        }
        self.system.remove_folder(&staging).map_err(Error::system("remove", &staging))
    }

    /// Removes the folders above a path that hold nothing any more. One that stays is no harm, so nothing is said.
    pub(super) fn clear_folders(&self, path: &str) {
        let _ = address::folders(path).rev().try_for_each(|folder| self.system.remove_folder(&self.file(folder)));
    }
}

/// Adds a last line by which a reader sees that nothing is missing.
pub(super) fn seal(body: &str) -> String {
    format!("{body}end {}\n", blake3::hash(body.as_bytes()))
}

/// The body, if it is whole. Line ends are those of whoever kept the file (git may change them).
fn unseal(text: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.pop()?;
    let body: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    (last.strip_prefix("end ")? == blake3::hash(body.as_bytes()).to_hex().as_str()).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_shows_what_is_missing() {
        let whole = seal("a\nb\n");
        assert_eq!(unseal(&whole).as_deref(), Some("a\nb\n"));
        assert_eq!(unseal(&whole.replace('\n', "\r\n")).as_deref(), Some("a\nb\n"));
        for cut in 0..whole.len() - 1 {
            assert_eq!(unseal(&whole[..cut]), None, "{cut}");
        }
        assert_eq!(unseal(&whole.replace('b', "c")), None);
        assert_eq!(unseal(&seal("")).as_deref(), Some(""));
    }
}
