//! A folder whose files are read one at a time, when they are asked for.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use q7x2_sdk::diagnostic::Warned;

use super::error::Error;
use super::open::{self, Links};
use super::read::{self, Walk};
use crate::files::Folder;

/// See the module.
#[derive(Debug, Default)]
pub struct Opened {
    /// Where the bytes of each file are, by its path below the folder.
    places: BTreeMap<String, PathBuf>,
}

/// The files below `root/name`, of which none is read yet. A folder that does not exist is empty.
/// `is_streamed` says of which files never more than a part is in memory.
///
/// # Errors
/// [`Error::System`] where the folder itself cannot be listed; [`Error::TooMuch`] where it holds
/// more than 2 GiB, streamed files aside: what is read of it stays in memory.
pub fn opened(
    root: &Path,
    name: &str,
    is_streamed: impl Fn(&str) -> bool,
) -> Result<Warned<Opened>, Error> {
    let top = root.join(name);
    match fs::read_dir(&top) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Warned::quiet(Opened::default()));
        }
        Err(error) => return Err(Error::system("list", &top)(error)),
    }
    let found = Walk::new(root, name, &top)?.found();
    let whole = found.value.iter().filter(|(path, _)| !is_streamed(path));
    read::expect_little(name, &whole.cloned().collect::<Vec<_>>())?;
    let places = found.value.into_iter().collect();
    Ok(Warned { value: Opened { places }, diagnostics: found.diagnostics })
}

impl Opened {
    fn place(&self, path: &str) -> io::Result<&Path> {
        let place = self.places.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(place)
    }
}

impl Folder for Opened {
    fn paths(&self) -> Vec<&str> {
        self.places.keys().map(String::as_str).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(open::plain(self.place(path)?, Links::Refused)?))
    }

    fn bytes(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        open::bytes(self.place(path)?, Links::Refused, most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_when_it_is_asked_for() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        fs::create_dir_all(content.join("x")).unwrap();
        fs::write(content.join("x/a.txt"), "text").unwrap();
        fs::write(content.join(".hidden"), "text").unwrap();
        let folder = opened(root.path(), "content", |_| false).unwrap().value;
        assert_eq!(folder.paths(), ["x/a.txt"]);
        assert_eq!(folder.bytes("x/a.txt", 4).unwrap(), b"text");
        assert_eq!(folder.bytes("x/a.txt", 3).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        let mut text = String::new();
        folder.open("x/a.txt").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "text");
        assert!(folder.open("y").is_err() && folder.bytes("y", 9).is_err());
        assert!(opened(root.path(), "nothing", |_| false).unwrap().value.paths().is_empty());
    }

    #[test]
    fn streamed_files_may_be_of_any_size() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        for number in 0..40 {
            let name = format!("content/{number}.jsonl");
            fs::File::create(root.path().join(name)).unwrap().set_len(64 << 20).unwrap();
        }
        let listed = |is_streamed: bool| opened(root.path(), "content", move |_| is_streamed);
        assert_eq!(listed(true).unwrap().value.paths().len(), 40);
        assert!(matches!(listed(false), Err(Error::TooMuch { .. })));
    }
}
