//! Tree: the hash of all files of a plugin, and new files for a new one.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::Error;
use super::inside;
use super::open::{self, Links};

/// Folders that a plugin's tools make of its files; a lock file among those pins what is in them.
const MADE: [&str; 4] = ["__pycache__", "node_modules", "target", "venv"];

/// 64 hex digits of BLAKE3 of all files of a folder, by path, hidden ones and what tools make left
/// out. A link counts as what is written in it.
///
/// # Errors
/// Where a file cannot be read.
pub fn tree(folder: &Path) -> Result<String, Error> {
    let mut hasher = blake3::Hasher::new();
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(is_own) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::system("read", &path)(error.into())
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = bytes(&entry).map_err(Error::system("read", entry.path()))?;
        for part in [parts.join("/").as_bytes(), &bytes] {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(part);
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

fn is_own(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let is_made = entry.file_type().is_dir() && MADE.iter().any(|made| name == *made);
    entry.depth() == 0 || !(inside::is_hidden(name) || is_made)
}

fn bytes(entry: &DirEntry) -> io::Result<Vec<u8>> {
    if entry.path_is_symlink() {
        let target = fs::read_link(entry.path())?;
        return Ok(target.to_string_lossy().into_owned().into_bytes());
    }
    open::bytes(entry.path(), Links::Refused, u64::MAX)
}

/// Texts by path below a folder.
pub type Lines = BTreeMap<String, String>;

/// Writes texts into a folder that is not there yet.
///
/// # Errors
/// Where the folder is there, or the system refuses.
pub fn new_folder(folder: &Path, texts: &Lines) -> Result<(), Error> {
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above).map_err(Error::system("make", above))?;
    }
    fs::create_dir(folder).map_err(Error::system("make", folder))?;
    for (path, text) in texts {
        let file = folder.join(path);
        let above = file.parent().map_or_else(PathBuf::new, Path::to_owned);
        fs::create_dir_all(&above).map_err(Error::system("make", &above))?;
        let written = File::options().create_new(true).write(true).open(&file);
        let written = written.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(Error::system("write", &file))?;
    }
    Ok(())
}

/// Writes one text, over what was there.
///
/// # Errors
/// Where the system refuses.
pub fn write_lines(file: &Path, text: &str) -> Result<(), Error> {
    let new = file.with_extension("new");
    let written = fs::write(&new, text).and_then(|()| fs::rename(&new, file));
    written.map_err(Error::system("write", file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_its_own_files() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("kicker");
        let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let texts = Lines::from([text("main.py", "1"), text("lib/a.py", "2")]);
        new_folder(&folder, &texts).expect("a new folder");
        new_folder(&folder, &texts).expect_err("it is there");
        let first = tree(&folder).expect("a hash");
        for made in ["__pycache__", "lib/__pycache__", "node_modules/x", ".git"] {
            fs::create_dir_all(folder.join(made)).expect("a folder");
            fs::write(folder.join(made).join("x"), "x").expect("a file");
        }
        assert_eq!(tree(&folder).expect("a hash"), first);
        fs::write(folder.join("lib/a.py"), "3").expect("a file");
        let second = tree(&folder).expect("a hash");
        fs::rename(folder.join("lib/a.py"), folder.join("lib/b.py")).expect("another name");
        let third = tree(&folder).expect("a hash");
        assert!(first != second && second != third && first != third);
    }
}
