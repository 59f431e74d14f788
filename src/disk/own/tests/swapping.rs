//! A file system under which somebody swaps the output folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::system::{Real, System};

/// The file system, and somebody who gives another folder the output folder's name right after one
/// of the changes.
#[derive(Debug)]
pub(super) struct Swapping {
    pub(super) top: PathBuf,
    pub(super) after: &'static str,
}

impl Swapping {
    fn then(&self, change: &str, done: io::Result<()>) -> io::Result<()> {
        if change == self.after {
            fs::rename(&self.top, self.top.with_file_name("moved"))?;
            fs::rename(self.top.with_file_name("other"), &self.top)?;
        }
        done
    }
}

impl System for Swapping {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Real.make_folder(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let done = Real.write(path, bytes);
        if path.ends_with("staging/0") { self.then("write", done) } else { done }
    }
    fn sync(&self, path: &Path) -> io::Result<()> {
        Real.sync(path)
    }
    fn sync_files(&self, folder: &Path) -> io::Result<()> {
        self.then("sync", Real.sync_files(folder))
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Real.sync_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Real.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Real.remove(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        Real.remove_folder(path)
    }
    fn device(&self, folder: &Path) -> io::Result<u64> {
        Real.device(folder)
    }
    fn mount(&self, path: &Path) -> io::Result<u64> {
        Real.mount(path)
    }
    fn may_change(&self, folder: &Path) -> io::Result<()> {
        Real.may_change(folder)
    }
}
