//! Found: what stands at a path, links not followed, whatever it is.

use std::fs;
use std::io;
use std::path::Path;

use super::open;

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
