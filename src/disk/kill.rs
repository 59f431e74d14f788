//! Kills a build after every single change that it makes to the disk, and lets every single one be refused: whatever the
//! moment, the next run must find the old site or the new one, and nothing of anybody else's may have been touched.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use q7x2_sdk::diagnostic::Warned;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::system::{Real, System};
use super::{Error, Output, Written};

type Tree = BTreeMap<String, String>;

/// More changes than any build here makes.
const MOST_CHANGES: usize = 500;

/// What happens to the change whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Blow {
    /// The program dies in it: a write leaves half of the bytes, and nothing is changed ever after.
    Kill,
    /// The disk is full just then.
    Refuse,
}

/// A file system that deals its blow at one change, counted from 0.
#[derive(Debug, Clone)]
struct Faulty {
    blow: Blow,
    at: usize,
    changes: Arc<AtomicUsize>,
    dead: Arc<AtomicBool>,
}

impl Faulty {
    fn new(blow: Blow, at: usize) -> Self {
        Self { blow, at, changes: Arc::default(), dead: Arc::default() }
    }

    /// Never deals it.
    fn sound() -> Self {
        Self::new(Blow::Kill, usize::MAX)
    }

    fn struck(&self) -> bool {
        self.changes.load(Ordering::SeqCst) > self.at
    }

    fn change(&self, torn: impl FnOnce(), whole: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let change = self.changes.fetch_add(1, Ordering::SeqCst);
        if self.dead.load(Ordering::SeqCst) {
            return Err(io::Error::other("dead"));
        }
        if change != self.at {
            return whole();
        }
        if self.blow == Blow::Kill {
            self.dead.store(true, Ordering::SeqCst);
            torn();
        }
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }
}

impl System for Faulty {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.change(|| {}, || Real.make_folder(path))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.change(|| drop(Real.write(path, &bytes[..bytes.len() / 2])), || Real.write(path, bytes))
    }

    fn sync(&self, _: &Path) -> io::Result<()> {
        self.change(|| {}, || Ok(()))
    }

    fn sync_files(&self, _: &Path) -> io::Result<()> {
        self.change(|| {}, || Ok(()))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.change(|| {}, || Ok(()))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(|| {}, || Real.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(|| {}, || Real.remove(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.change(|| {}, || Real.remove_folder(path))
    }
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn build(top: &Path, site: &Tree, system: &Faulty) -> Result<Warned<Written>, Error> {
    let output = Output::with(top, Box::new(system.clone()))?;
    for (path, text) in site {
        output.write(path, text.as_bytes())?;
    }
    output.finish()
}

fn rebuild(top: &Path, site: &Tree) -> Written {
    let built = build(top, site, &Faulty::sound()).unwrap();
    assert_eq!(built.diagnostics, []);
    built.value
}

/// Every file and every empty folder, without the folder's own affairs.
fn standing(top: &Path) -> Tree {
    let mut all = Tree::new();
    for entry in WalkDir::new(top).min_depth(1).into_iter().filter_entry(|entry| entry.file_name() != ".q7x2") {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/");
        if entry.file_type().is_file() {
            all.insert(path, fs::read_to_string(entry.path()).unwrap());
        } else if fs::read_dir(entry.path()).unwrap().next().is_none() {
            all.insert(path + "/", String::new());
        }
    }
    all
}

fn own_files(top: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(top.join(".q7x2"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn put(top: &Path, files: &Tree) {
    for (path, text) in files {
        fs::create_dir_all(top.join(path).parent().unwrap()).unwrap();
        fs::write(top.join(path), text).unwrap();
    }
}

fn joined(a: &Tree, b: &Tree) -> Tree {
    a.iter().chain(b).map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// A site, the one that takes its place, what nobody may touch, and what of the old one stays a build longer.
struct Case {
    old: Tree,
    new: Tree,
    foreign: Tree,
    kept: Tree,
}

impl Case {
    /// Everything that can happen to a file: it stays, changes, comes, goes, becomes a folder, and a folder becomes it.
    fn rich() -> Self {
        Self {
            old: tree(&[
                ("index.html", "old index"),
                ("events/a.html", "same"),
                ("events/b.html", "old b"),
                ("events/gone.html", "gone"),
                ("deep/er/gone.html", "gone"),
                ("folder/one.html", "1"),
                ("folder/two/three.html", "3"),
                ("file", "becomes a folder"),
                ("assets/paper.00000000.css", "old"),
            ]),
            new: tree(&[
                ("index.html", "the new index"),
                ("events/a.html", "same"),
                ("events/b.html", "the new b"),
                ("events/c.json", "{}"),
                ("folder", "was a folder"),
                ("file/inside.html", "was a file"),
                ("assets/paper.11111111.css", "new"),
            ]),
            foreign: tree(&[
                ("CNAME", "example.org"),
                (".git/HEAD", "ref"),
                ("events/mine.html", "mine"),
                ("deep/mine.txt", "mine"),
            ]),
            kept: tree(&[("assets/paper.00000000.css", "old")]),
        }
    }

    fn start(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        rebuild(folder.path(), &self.old);
        put(folder.path(), &self.foreign);
        folder
    }

    /// The old site or the new one stands, and everybody else's files with it. True for the new one.
    fn whole(&self, stands: &Tree, when: &str) -> bool {
        if *stands == joined(&self.old, &self.foreign) {
            return false;
        }
        assert_eq!(*stands, joined(&joined(&self.new, &self.foreign), &self.kept), "{when}");
        true
    }

    /// Builds once more: the new site, exactly.
    fn heals(&self, top: &Path, when: &str) {
        rebuild(top, &self.new);
        let mut stands = standing(top);
        stands.retain(|path, _| !self.kept.contains_key(path) && !path.ends_with('/'));
        assert_eq!(stands, joined(&self.new, &self.foreign), "{when}");
        // What was kept a build longer is gone now.
        rebuild(top, &self.new);
        let mut stands = standing(top);
        stands.retain(|path, _| !path.ends_with('/'));
        assert_eq!(stands, joined(&self.new, &self.foreign), "{when}");
        assert_eq!(own_files(top), ["lock", "manifest"], "{when}");
    }
}

/// Deals the blow at every change in turn until a build has fewer. Gives how often the old and the new site stood.
fn at_every_change(case: &Case, blow: Blow) -> (usize, usize) {
    let mut stood = (0, 0);
    for at in 0..MOST_CHANGES {
        let when = format!("{blow:?} at change {at}");
        let folder = case.start();
        let system = Faulty::new(blow, at);
        let built = build(folder.path(), &case.new, &system);
        if !system.struck() {
            built.unwrap();
            return stood;
        }
        if let Err(error) = built {
            assert!(error.diagnostics()[0].message.starts_with("cannot "), "{when}");
        }
        // A next run that has nothing to write, say for a mistake in site.toml.
        drop(Output::with(folder.path(), Box::new(Faulty::sound())).unwrap());
        let mut stands = standing(folder.path());
        // A folder that could not be removed stays, empty; that is no reason to fail a build.
        stands.retain(|path, _| blow == Blow::Kill || !path.ends_with('/'));
        if case.whole(&stands, &when) {
            stood.1 += 1
        } else {
            stood.0 += 1
        }
        let own = own_files(folder.path());
        assert!(own.iter().all(|name| name == "lock" || name == "manifest"), "{when}: {own:?}");
        case.heals(folder.path(), &when);
    }
    panic!("no build gets through");
}

#[test]
fn killed_at_any_moment_the_old_site_or_the_new_one_stands() {
    let (old, new) = at_every_change(&Case::rich(), Blow::Kill);
    assert!(old > 10 && new > 10, "{old} {new}");
}

#[test]
fn refused_at_any_moment_the_old_site_or_the_new_one_stands() {
    let (old, new) = at_every_change(&Case::rich(), Blow::Refuse);
    assert!(old > 10 && new > 10, "{old} {new}");
}

#[test]
fn killed_again_while_it_heals() {
    let case = Case::rich();
    for first in 0..MOST_CHANGES {
        let system = Faulty::new(Blow::Kill, first);
        let folder = case.start();
        if build(folder.path(), &case.new, &system).is_ok() {
            assert!(!system.struck());
            return;
        }
        // The second run dies at another change each time, ever further from its beginning, until it gets through.
        let second = |at| build(folder.path(), &case.new, &Faulty::new(Blow::Kill, at));
        assert!((0..MOST_CHANGES).any(|at| second(at).is_ok()), "killed at {first}, it never gets through");
        case.heals(folder.path(), &format!("killed at {first}, and again"));
    }
    panic!("no build gets through");
}

#[test]
fn killed_in_the_first_build() {
    let case = Case { old: Tree::new(), kept: Tree::new(), ..Case::rich() };
    let (nothing, new) = at_every_change(&case, Blow::Kill);
    assert!(nothing > 5 && new > 5, "{nothing} {new}");
}
