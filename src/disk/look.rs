//! Looks at what stands where a file of the site belongs, without following links.

use super::address;
use super::error::{Conflict, Error};
use super::found::{self, Found};
use super::own::Own;

/// What stands there. Names that the file system cannot hold are errors here, before anything is
/// changed.
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
    found::what(&file).map_err(Error::system("write", &file))
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
