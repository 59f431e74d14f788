//! Answers: files that are kept between builds, each whole or not there.
//!
//! They can be committed, and so come from anybody: links are neither followed nor written through,
//! and who reads them checks them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use walkdir::WalkDir;

use super::error::Error;
use super::open::{self, Links};
use super::read::MOST_BYTES;

/// A folder of answers.
#[derive(Debug)]
pub struct Answers {
    root: PathBuf,
    dir: PathBuf,
}

impl Answers {
    /// The folder `dir` below `root`. It is made when something is kept in it.
    #[must_use]
    pub fn new(root: &Path, dir: &str) -> Self {
        Self { root: root.to_owned(), dir: PathBuf::from(dir) }
    }

    fn folder(&self) -> PathBuf {
        self.root.join(&self.dir)
    }

    /// What is kept under a path, if it can be read.
    #[must_use]
    pub fn load(&self, path: &str) -> Option<Vec<u8>> {
        let below = self.dir.join(path);
        let folders = below.parent()?;
        self.are_plain(folders)
            .then(|| open::bytes(&self.root.join(&below), Links::Refused, MOST_BYTES).ok())?
    }

    /// Whether no folder on the way is a link.
    fn are_plain(&self, folders: &Path) -> bool {
        let is_plain = |folder: &Path| {
            fs::symlink_metadata(self.root.join(folder)).is_ok_and(|about| about.is_dir())
        };
        folders.ancestors().filter(|folder| !folder.as_os_str().is_empty()).all(is_plain)
    }

    /// Keeps something; who reads it sees the old bytes or the new.
    ///
    /// # Errors
    /// Where the system refuses, or a link is in the way.
    pub fn save(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let below = self.dir.join(path);
        let file = self.root.join(&below);
        let folders = below.parent().unwrap_or(&self.dir);
        fs::create_dir_all(self.root.join(folders)).map_err(Error::system("make", &file))?;
        if !self.are_plain(folders) {
            let refused = io::Error::other("a link is in its way");
            return Err(Error::system("write", &file)(refused));
        }
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let new = file.with_extension(format!("{}-{number}.new", std::process::id()));
        let written = File::options().create_new(true).write(true).open(&new);
        let written = written.and_then(|mut new| new.write_all(bytes));
        written.and_then(|()| fs::rename(&new, &file)).map_err(|error| {
            drop(fs::remove_file(&new));
            Error::system("write", &file)(error)
        })
    }

    /// All that is kept, by path, with its bytes.
    #[must_use]
    pub fn all(&self) -> Vec<(String, u64)> {
        if !self.are_plain(&self.dir) {
            return Vec::new();
        }
        let folder = self.folder();
        let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        let path = |entry: &walkdir::DirEntry| {
            let below = entry.path().strip_prefix(&folder).ok()?;
            let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
            Some(parts?.join("/"))
        };
        let length = |entry: &walkdir::DirEntry| entry.metadata().map_or(0, |about| about.len());
        files.filter_map(|entry| Some((path(&entry)?, length(&entry)))).collect()
    }

    /// Keeps something no longer.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn remove(&self, path: &str) -> Result<(), Error> {
        let file = self.folder().join(path);
        fs::remove_file(&file).map_err(Error::system("remove", &file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_again() {
        let root = tempfile::tempdir().expect("a folder");
        let answers = Answers::new(root.path(), ".q7x2/answers");
        assert_eq!((answers.load("a/1.json"), answers.all()), (None, Vec::new()));
        answers.save("a/1.json", b"one").expect("it is kept");
        answers.save("a/1.json", b"two").expect("it is kept anew");
        assert_eq!(answers.load("a/1.json").as_deref(), Some(&b"two"[..]));
        assert_eq!(answers.all(), [("a/1.json".to_owned(), 3)]);
        answers.remove("a/1.json").expect("it goes");
        assert_eq!(answers.load("a/1.json"), None);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_read_or_written_through_a_link() {
        use std::os::unix::fs::symlink;
        let (root, other) = (tempfile::tempdir().expect("a"), tempfile::tempdir().expect("b"));
        fs::write(other.path().join("1.json"), "secret").expect("a file");
        fs::create_dir(root.path().join("answers")).expect("a folder");
        symlink(other.path(), root.path().join("answers/kicker")).expect("a link");
        let answers = Answers::new(root.path(), "answers");
        assert_eq!(answers.load("kicker/1.json"), None);
        answers.save("kicker/2.json", b"x").expect_err("a link is in the way");
        assert!(!other.path().join("2.json").exists());
        assert_eq!(answers.all(), Vec::new());
    }
}
