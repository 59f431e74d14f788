//! Kills a build after every single change that it makes to the disk, takes the power away there,
//! and lets every single change be refused: whatever the moment, the next run must find the old
//! site or the new one, and nothing of anybody else's may have been touched.

pub(super) mod fixture;
mod order;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use q7x2_sdk::diagnostic::Warned;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::system::System;
use super::{Error, Output, Written};
use fixture::{Blow, Faulty};

type Tree = BTreeMap<String, String>;

/// More changes than any build here makes.
const MOST_CHANGES: usize = 500;

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn build(top: &Path, site: &Tree, system: &Faulty) -> Result<Warned<Written>, Error> {
    build_with(top, site, Box::new(system.clone()))
}

fn build_with(top: &Path, site: &Tree, system: Box<dyn System>) -> Result<Warned<Written>, Error> {
    let output = Output::with(top, system)?;
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
    for entry in WalkDir::new(top)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".q7x2")
    {
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

/// A site, the one that takes its place, what nobody may touch, and what of the old one stays a
/// build longer.
struct Case {
    old: Tree,
    new: Tree,
    foreign: Tree,
    kept: Tree,
}

impl Case {
    /// Everything that can happen to a file: it stays, changes, comes, goes, becomes a folder, and
    /// a folder becomes it.
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

    /// Every file that stands is one of the old site, of the new one, or somebody else's: whole,
    /// none in between.
    fn no_file_is_torn(&self, stands: &Tree, when: &str) {
        for (path, text) in stands.iter().filter(|(path, _)| !path.ends_with('/')) {
            let known = [&self.old, &self.new, &self.foreign].map(|tree| tree.get(path));
            assert!(known.contains(&Some(text)), "{when}: {path} holds {text:?}");
        }
    }

    /// Whatever a page says that it loads or leads to, stands: no reader meets a page without its
    /// style sheet, nor a list with a page that is not there.
    fn no_link_is_dead(stands: &Tree, when: &str) {
        for (path, text) in stands {
            for linked in text.lines().filter_map(|line| line.strip_prefix("-> ")) {
                assert!(stands.contains_key(linked), "{when}: {path} leads to {linked}");
            }
        }
    }

    /// The old site or the new one stands, and everybody else's files with it. True for the new
    /// one.
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

/// Deals the blow at every change in turn until a build has fewer. Gives how often the old and the
/// new site stood.
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
            let told = error.diagnostics();
            assert!(told[0].message.starts_with("cannot "), "{when}");
            // What is said of the site is so.
            let old_stands = standing(folder.path()) == joined(&case.old, &case.foreign);
            let said = |hint: &str| {
                told.iter().filter_map(|one| one.hint.as_deref()).any(|one| one.contains(hint))
            };
            assert!(
                old_stands || blow != Blow::Refuse || said("next build completes it"),
                "{when}: {told:?}"
            );
            assert!(old_stands || !said("still stands"), "{when}: {told:?}");
        }
        // Pages are served while nobody mends anything.
        case.no_file_is_torn(&standing(folder.path()), &when);
        Case::no_link_is_dead(&standing(folder.path()), &when);
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

/// A site whose pages all lead to others, of which some come, some go, and some lead elsewhere now;
/// by their names alone the steps would come in the wrong order.
fn linked() -> Case {
    Case {
        old: tree(&[
            ("assets/old.css", "old"),
            ("events/a.html", "old a\n-> assets/old.css"),
            ("events/b.json", "{}"),
            ("events/gone.html", "gone\n-> assets/old.css\n-> events/b.json"),
            ("atom.xml", "feed\n-> events/gone.html\n-> events/a.html"),
            ("tags/gone.html", "gone\n-> events/gone.html\n-> atom.xml"),
            ("index.html", "old\n-> assets/old.css\n-> tags/gone.html\n-> events/gone.html"),
        ]),
        new: tree(&[
            ("zoo.css", "new"),
            ("events/a.html", "new a\n-> zoo.css\n-> events/a.json"),
            ("events/a.json", "{}"),
            ("events/come.html", "come\n-> zoo.css"),
            ("atom.xml", "feed\n-> events/come.html\n-> events/a.html"),
            ("tags/come.html", "come\n-> events/come.html\n-> atom.xml"),
            ("index.html", "new\n-> zoo.css\n-> tags/come.html"),
        ]),
        foreign: tree(&[]),
        kept: tree(&[]),
    }
}

#[test]
fn no_page_stands_without_what_it_leads_to() {
    let (old, new) = at_every_change(&linked(), Blow::Kill);
    assert!(old > 10 && new > 10, "{old} {new}");
}

#[test]
fn refused_at_any_moment_the_old_site_or_the_new_one_stands() {
    let (old, new) = at_every_change(&Case::rich(), Blow::Refuse);
    assert!(old > 10 && new > 10, "{old} {new}");
}

#[test]
fn without_power_at_any_moment_the_old_site_or_the_new_one_stands() {
    for lost in [0, 50, 100] {
        let (old, new) = at_every_change(&Case::rich(), Blow::Power { lost });
        assert!(old > 10 && new > 10, "{lost} %: {old} {new}");
    }
}

/// Blow after blow: the second run is struck at another change each time, ever further from its
/// beginning, until it gets through.
fn again_while_it_heals(blow: Blow) {
    let case = Case::rich();
    for first in 0..MOST_CHANGES {
        let system = Faulty::new(blow, first);
        let folder = case.start();
        if build(folder.path(), &case.new, &system).is_ok() {
            assert!(!system.struck());
            return;
        }
        let second = |at| build(folder.path(), &case.new, &Faulty::new(blow, at));
        assert!(
            (0..MOST_CHANGES).any(|at| second(at).is_ok()),
            "killed at {first}, it never gets through"
        );
        case.heals(folder.path(), &format!("{blow:?} at {first}, and again"));
    }
    panic!("no build gets through");
}

#[test]
fn killed_again_while_it_heals() {
    again_while_it_heals(Blow::Kill);
}

#[test]
fn without_power_again_while_it_heals() {
    again_while_it_heals(Blow::Power { lost: 50 });
    again_while_it_heals(Blow::Power { lost: 100 });
}

/// A first build has no old site; nothing of anybody else's.
fn first() -> Case {
    Case { old: Tree::new(), kept: Tree::new(), ..Case::rich() }
}

#[test]
fn killed_in_the_first_build() {
    let (nothing, new) = at_every_change(&first(), Blow::Kill);
    assert!(nothing > 5 && new > 5, "{nothing} {new}");
}

/// A first build does not wait until its pages are on the medium. Some may be torn then; the next
/// build mends them, and whatever else stands there is as it was.
#[test]
fn without_power_in_the_first_build() {
    for lost in [0, 50, 100] {
        assert!((0..MOST_CHANGES).any(|at| first_without_power(lost, at)), "no build gets through");
    }
}

/// Whether the build got through before the power went.
fn first_without_power(lost: usize, at: usize) -> bool {
    let (case, when) = (first(), format!("{lost} % lost at change {at}"));
    let folder = case.start();
    let system = Faulty::new(Blow::Power { lost }, at);
    let through = build(folder.path(), &case.new, &system).is_ok();
    if through {
        system.cut();
    }
    let mut stands = standing(folder.path());
    stands.retain(|path, _| case.foreign.contains_key(path));
    assert_eq!(stands, case.foreign, "{when}");
    case.heals(folder.path(), &when);
    through
}

/// What a finished build has done stays done, and what it did not wait for is mended.
#[test]
fn without_power_after_the_end() {
    for lost in [0, 50, 100] {
        let case = Case::rich();
        let folder = case.start();
        let system = Faulty::new(Blow::Power { lost }, usize::MAX);
        build(folder.path(), &case.new, &system).unwrap();
        system.cut();
        drop(Output::with(folder.path(), Box::new(Faulty::sound())).unwrap());
        assert!(case.whole(&standing(folder.path()), "after the end"));
        case.heals(folder.path(), "after the end");
    }
}
