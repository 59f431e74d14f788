//! Files by relative path: what the program begins and ends with. Holds bytes; reads and writes
//! nothing.

use std::collections::BTreeMap;
use std::io::{self, Read};

use q7x2_sdk::diagnostic::{Diagnostic, Place};

/// Contents by path. Paths are relative, with `/` on every platform.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Files that are read one at a time, so that what is large is never in memory whole.
pub trait Folder: Sync {
    /// Their paths, in order.
    fn paths(&self) -> Vec<&str>;

    /// What a file holds, from its first byte on.
    ///
    /// # Errors
    /// Where it is not there or cannot be read.
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>>;

    /// What a file holds, unless that is more than `most` bytes.
    ///
    /// # Errors
    /// Where it is not there, cannot be read, or holds more.
    fn bytes(&self, path: &str, most: u64) -> io::Result<Vec<u8>>;
}

impl Folder for Files {
    fn paths(&self) -> Vec<&str> {
        self.keys().map(String::as_str).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        let bytes = self.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(bytes.as_slice()))
    }

    fn bytes(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        let bytes = self.get(path).ok_or(io::ErrorKind::NotFound)?;
        if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes.clone()) }
    }
}

/// The error of a file that holds more bytes than are read of one.
#[must_use]
pub fn too_large(most: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {} MiB", most >> 20))
}

/// That a file is left out because it cannot be read.
#[must_use]
pub fn unread(path: String, error: &io::Error) -> Diagnostic {
    let told = Diagnostic::warning(format!("the file cannot be read and is left out: {error}"))
        .at(Place::file(path));
    match error.kind() {
        io::ErrorKind::FileTooLarge => told.hint("split it, or move it out of the folder"),
        io::ErrorKind::PermissionDenied => told.hint("look at its permissions"),
        io::ErrorKind::ResourceBusy => told.hint("build again when nothing writes to it"),
        _ => told,
    }
}
