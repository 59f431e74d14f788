//! A file system for tests: deals its blow at one change, and knows what a medium that loses power
//! has not seen yet.
//!
//! What is not on the medium when the power goes: bytes of files that nobody waited for, which are
//! half of what they should be afterwards; and names given and taken in folders that nobody waited
//! for, of which the last ones are as they were before. Names are lost last first, as file systems
//! that keep a log lose them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::super::system::{Real, System};

/// What happens to the change whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) enum Blow {
    /// The program dies in it: a write leaves half of the bytes, and nothing is changed ever after.
    Kill,
    /// The power goes, and with it so many of a hundred names that nobody waited for.
    Power { lost: usize },
    /// The disk is full just then.
    Refuse,
}

/// How a name was changed, with what it takes to undo it.
#[derive(Debug)]
enum Name {
    Made(PathBuf),
    Written(PathBuf),
    Renamed { from: PathBuf, to: PathBuf, over: Option<Vec<u8>> },
    Removed(PathBuf, Vec<u8>),
    RemovedFolder(PathBuf),
}

/// What is not on the medium.
#[derive(Debug, Default)]
struct Unseen {
    /// Files whose bytes are not.
    bytes: BTreeSet<PathBuf>,
    /// Changes of names, with the folders that are still to be waited for.
    names: Vec<(BTreeSet<PathBuf>, Name)>,
}

impl Unseen {
    fn name(&mut self, paths: &[&Path], name: Name) {
        let folders = paths.iter().map(|path| path.parent().unwrap().to_owned());
        self.names.push((folders.collect(), name));
    }

    fn seen(&mut self, folder: &Path) {
        for (folders, _) in &mut self.names {
            folders.remove(folder);
        }
        self.names.retain(|(folders, _)| !folders.is_empty());
    }

    fn lose(&mut self, percent: usize) {
        let kept = self.names.len() - self.names.len() * percent / 100;
        for (_, name) in self.names.split_off(kept).into_iter().rev() {
            self.undo(name);
        }
        for path in std::mem::take(&mut self.bytes) {
            if let Ok(bytes) = fs::read(&path) {
                fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
            }
        }
    }

    fn undo(&mut self, name: Name) {
        // A folder that is lost takes with it what was in it; what was in a folder that is gone
        // stays gone.
        let _ = match name {
            Name::Made(path) => fs::remove_dir_all(path),
            Name::Written(path) => fs::remove_file(path),
            Name::Removed(path, bytes) => fs::write(path, bytes),
            Name::RemovedFolder(path) => fs::create_dir(path),
            Name::Renamed { from, to, over } => {
                if self.bytes.remove(&to) {
                    self.bytes.insert(from.clone());
                }
                fs::rename(&to, from).and_then(|()| over.map_or(Ok(()), |over| fs::write(to, over)))
            }
        };
    }
}

/// A file system that deals its blow at one change, counted from 0.
#[derive(Debug, Clone)]
pub(in super::super) struct Faulty {
    blow: Blow,
    at: usize,
    changes: Arc<AtomicUsize>,
    dead: Arc<AtomicBool>,
    unseen: Arc<Mutex<Unseen>>,
    /// What a path must end with to lie on another device, in another mount, or in a folder that
    /// may not be changed.
    pub(in super::super) other_device: Option<&'static str>,
    pub(in super::super) other_mount: Option<&'static str>,
    pub(in super::super) closed: Option<&'static str>,
}

impl Faulty {
    pub(in super::super) fn new(blow: Blow, at: usize) -> Self {
        let (changes, dead, unseen) = Default::default();
        Self {
            blow,
            at,
            changes,
            dead,
            unseen,
            other_device: None,
            other_mount: None,
            closed: None,
        }
    }

    /// Never deals it.
    pub(in super::super) fn sound() -> Self {
        Self::new(Blow::Kill, usize::MAX)
    }

    pub(in super::super) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(in super::super) fn struck(&self) -> bool {
        self.changes.load(Ordering::SeqCst) > self.at
    }

    /// Takes the power away now.
    pub(in super::super) fn cut(&self) {
        let Blow::Power { lost } = self.blow else { panic!("the power stays on") };
        self.dead.store(true, Ordering::SeqCst);
        self.unseen.lock().unwrap().lose(lost);
    }

    fn change(
        &self,
        torn: impl FnOnce(),
        whole: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        let change = self.changes.fetch_add(1, Ordering::SeqCst);
        if self.dead.load(Ordering::SeqCst) {
            return Err(io::Error::other("dead"));
        }
        if change != self.at {
            return whole();
        }
        match self.blow {
            Blow::Refuse => {}
            Blow::Power { .. } => self.cut(),
            Blow::Kill => {
                self.dead.store(true, Ordering::SeqCst);
                torn();
            }
        }
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }

    fn wait(&self, seen: impl FnOnce(&mut Unseen)) -> io::Result<()> {
        let whole = || {
            seen(&mut self.unseen.lock().unwrap());
            Ok(())
        };
        self.change(|| {}, whole)
    }

    fn note(&self, paths: &[&Path], name: Name) {
        self.unseen.lock().unwrap().name(paths, name);
    }
}

fn ends(path: &Path, end: Option<&str>) -> bool {
    end.is_some_and(|end| path.ends_with(end))
}

impl System for Faulty {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.change(
            || {},
            || Real.make_folder(path).map(|()| self.note(&[path], Name::Made(path.to_owned()))),
        )
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let write = || {
            Real.write(path, bytes)?;
            self.note(&[path], Name::Written(path.to_owned()));
            self.unseen.lock().unwrap().bytes.insert(path.to_owned());
            Ok(())
        };
        self.change(|| drop(Real.write(path, &bytes[..bytes.len() / 2])), write)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.wait(|unseen| unseen.bytes.retain(|one| one != path))
    }

    fn sync_files(&self, folder: &Path) -> io::Result<()> {
        self.wait(|unseen| unseen.bytes.retain(|path| path.parent() != Some(folder)))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.wait(|unseen| unseen.seen(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let rename = || {
            let over = fs::read(to).ok();
            Real.rename(from, to)?;
            self.note(
                &[from, to],
                Name::Renamed { from: from.to_owned(), to: to.to_owned(), over },
            );
            let mut unseen = self.unseen.lock().unwrap();
            unseen.bytes.remove(to);
            if unseen.bytes.remove(from) {
                unseen.bytes.insert(to.to_owned());
            }
            Ok(())
        };
        self.change(|| {}, rename)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let remove = || {
            let bytes = fs::read(path)?;
            Real.remove(path)?;
            self.unseen.lock().unwrap().bytes.remove(path);
            self.note(&[path], Name::Removed(path.to_owned(), bytes));
            Ok(())
        };
        self.change(|| {}, remove)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let note = || self.note(&[path], Name::RemovedFolder(path.to_owned()));
        self.change(|| {}, || Real.remove_folder(path).map(|()| note()))
    }

    fn device(&self, folder: &Path) -> io::Result<u64> {
        Ok(u64::from(ends(folder, self.other_device)))
    }

    fn mount(&self, path: &Path) -> io::Result<u64> {
        Ok(u64::from(ends(path, self.other_mount)))
    }

    fn may_change(&self, folder: &Path) -> io::Result<()> {
        if ends(folder, self.closed) { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }
}
