//! Discard: a file beside site.toml that has done its work.

use std::fs;
use std::io;
use std::path::Path;

use super::error::Error;

/// Removes a file; one that is not there is removed already.
///
/// # Errors
/// Where the system refuses.
pub fn discard(root: &Path, name: &str) -> Result<(), Error> {
    let file = root.join(name);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::system("remove", &file)(error))
        }
        _ => Ok(()),
    }
}
