//! Looks at what stands where a file of the site belongs, without following links.

use std::fs;
use std::io;
use std::path::Path;

use super::address;
use super::error::{Conflict, Error};
use super::open;
use super::own::Own;

/// What stands at a path of the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device: what it is.
    Odd(&'static str),
    /// Something that is no folder stands where one of the folders above belongs: that path.
    Behind(String),
}

/// What stands there. Names that the file system cannot hold are errors here, before anything is changed.
pub(super) fn at(own: &Own, path: &str) -> Result<Found, Error> {
    for folder in address::folders(path) {
        match one(own, folder)? {
            Found::Folder => {}
            Found::Nothing => break,
            _ => return Ok(Found::Behind(folder.to_owned())),
        }
    }
    one(own, path)
}

/// What stands at a path whose folders are known to be folders.
pub(super) fn one(own: &Own, path: &str) -> Result<Found, Error> {
    let file = own.file(path);
    what(&file).map_err(Error::system("write", &file))
}

/// What stands there, links not followed.
pub(super) fn what(file: &Path) -> io::Result<Found> {
    match fs::symlink_metadata(file) {
        Ok(about) if about.is_file() => Ok(Found::File),
        Ok(about) if about.is_dir() => Ok(Found::Folder),
        Ok(about) => Ok(Found::Odd(open::kind(about.file_type()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) => Err(error),
    }
}

/// What is found is in the way of the file.
pub(super) fn conflict(own: &Own, path: &str, found: Found) -> Conflict {
    let (obstacle, what) = match found {
        Found::Behind(folder) => (folder, "no folder, and something"),
        Found::Folder => (path.to_owned(), "a folder"),
        Found::Odd(what) => (path.to_owned(), what),
        Found::File | Found::Nothing => (path.to_owned(), "a file"),
    };
    Conflict { path: path.to_owned(), obstacle: own.file(&obstacle), what }
}
