//! What has to happen to the output folder: the steps from what was made before to what the site is
//! now.
//!
//! Looks, and changes nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{MAIN_SEPARATOR, Path};

use blake3::Hash;
use q7x2_sdk::diagnostic::Diagnostic;
use walkdir::WalkDir;

use super::address;
use super::error::{Conflict, Error};
use super::found::Found;
use super::journal::Step;
use super::look;
use super::manifest::{Made, Manifest};
use super::open::hashes_to;
use super::own::Own;

/// One file of the site as this build wrote it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Of its bytes.
    pub(super) hash: Hash,
    /// Under which number it waits; nothing waits where the same bytes stand already.
    pub(super) staged: Option<u64>,
    /// What stood in its place.
    pub(super) found: Found,
}

/// The site by path.
pub(super) type Site = BTreeMap<String, Entry>;

/// What has to happen.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    pub(super) manifest: Manifest,
    pub(super) told: Vec<Diagnostic>,
}

/// The steps from `old` to `site`.
pub(super) fn plan(
    own: &Own,
    old: &Manifest,
    site: &Site,
    folds_names: bool,
) -> Result<Plan, Error> {
    let planner = Planner::new(own, old, site, folds_names);
    planner.no_page_is_a_folder()?;
    let mut plan = Plan::default();
    let (mut early, mut late) = (Removals::new(), Removals::new());
    for (path, made) in old.iter().filter(|(path, _)| !site.contains_key(*path)) {
        match planner.fate(path, made)? {
            Fate::Gone => {}
            Fate::Early => drop(early.insert(path, made.hash)),
            Fate::Late => drop(late.insert(path, made.hash)),
            Fate::Keep => drop(plan.manifest.insert(path.clone(), Made { kept: true, ..*made })),
            // It leaves the manifest: a later build that wants its name finds somebody else's file
            // in the way.
            Fate::Leave => plan.told.push(planner.left(path)),
        }
    }
    planner.nothing_in_the_way(&early)?;
    plan.steps = [removes(&early), planner.puts(), removes(&late)].concat();
    plan.manifest.extend(
        site.iter().map(|(path, entry)| (path.clone(), Made { hash: entry.hash, kept: false })),
    );
    Ok(plan)
}

/// Files to remove, and the bytes they hold.
type Removals<'a> = BTreeMap<&'a str, Hash>;

/// The files in the order in which they are removed: what leads to others goes before them, so that
/// no page stands whose style sheet is gone.
fn removes(all: &Removals<'_>) -> Vec<Step> {
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by_key(|(path, _)| (Reverse(address::turn(path)), **path));
    all.into_iter()
        .map(|(path, hash)| Step::Remove { path: (*path).to_owned(), hash: *hash })
        .collect()
}

/// What becomes of a file that is no longer part of the site.
enum Fate {
    /// It is gone already.
    Gone,
    /// Removed before anything is put in place: it is in the way.
    Early,
    /// Removed at the end.
    Late,
    /// Stands one build longer.
    Keep,
    /// Somebody has changed it since: it is theirs now.
    Leave,
}

struct Planner<'a> {
    own: &'a Own,
    old: &'a Manifest,
    site: &'a Site,
    /// The folders of the site.
    folders: BTreeSet<&'a str>,
    /// The site's paths as the file system sees them, where it takes several spellings for one
    /// name.
    folded: BTreeSet<String>,
}

impl<'a> Planner<'a> {
    fn new(own: &'a Own, old: &'a Manifest, site: &'a Site, folds_names: bool) -> Self {
        let folders = site.keys().flat_map(|path| address::folders(path)).collect();
        let folded =
            site.keys().filter(|_| folds_names).map(|path| address::folded(path)).collect();
        Self { own, old, site, folders, folded }
    }

    fn no_page_is_a_folder(&self) -> Result<(), Error> {
        match self.site.keys().find(|path| self.folders.contains(path.as_str())) {
            Some(path) => Err(Error::Address {
                path: path.clone(),
                why: "other files of the site need it as a folder",
            }),
            None => Ok(()),
        }
    }

    fn fate(&self, path: &str, made: &Made) -> Result<Fate, Error> {
        // Whatever else stands there now is not what a build made.
        if look::at(self.own, path)? != Found::File {
            return Ok(Fate::Gone);
        }
        if !hashes_to(&self.own.file(path), made.hash) {
            return Ok(Fate::Leave);
        }
        Ok(if self.is_in_the_way(path) {
            Fate::Early
        } else if !made.kept && address::is_fingerprinted(path) {
            Fate::Keep
        } else {
            Fate::Late
        })
    }

    fn is_in_the_way(&self, path: &str) -> bool {
        self.folders.contains(path)
            || address::folders(path).any(|folder| self.site.contains_key(folder))
            || self.folded.contains(&address::folded(path))
    }

    fn nothing_in_the_way(&self, early: &Removals<'_>) -> Result<(), Error> {
        let cleared = Cleared {
            files: early,
            folders: early.keys().flat_map(|path| address::folders(path)).collect(),
            folded: early
                .keys()
                .filter(|_| !self.folded.is_empty())
                .map(|path| address::folded(path))
                .collect(),
        };
        let conflicts: Vec<Conflict> = self
            .site
            .iter()
            .filter(|(path, entry)| !self.is_free(path, entry, &cleared))
            .map(|(path, entry)| look::conflict(self.own, path, entry.found.clone()))
            .collect();
        if conflicts.is_empty() { Ok(()) } else { Err(Error::in_the_way(conflicts)) }
    }

    /// Whether the place of a new file is free, once what goes early is gone.
    fn is_free(&self, path: &str, entry: &Entry, cleared: &Cleared<'_>) -> bool {
        match &entry.found {
            Found::Nothing => true,
            Found::File if entry.staged.is_none() || self.old.contains_key(path) => true,
            Found::File => cleared.folded.contains(&address::folded(path)),
            Found::Behind(folder) => cleared.files.contains_key(folder.as_str()),
            Found::Folder => cleared.leaves_nothing_of(self.own, path),
            Found::Odd(_) => false,
        }
    }

    /// The staged files in the order in which they are put in place.
    fn puts(&self) -> Vec<Step> {
        let mut puts: Vec<_> = self
            .site
            .iter()
            .filter_map(|(path, entry)| {
                Some((address::turn(path), path, entry.staged?, entry.hash))
            })
            .collect();
        puts.sort_by_key(|&(turn, path, ..)| (turn, path));
        puts.into_iter()
            .map(|(_, path, staged, hash)| Step::Put { path: path.clone(), staged, hash })
            .collect()
    }

    fn left(&self, path: &str) -> Diagnostic {
        let file = self.own.file(path);
        let message = format!(
            "`{}` is no longer part of the site, but was changed since q7x2 wrote it and stays",
            file.display()
        );
        Diagnostic::warning(message).hint("remove it, if it is not wanted")
    }
}

/// What is gone before the first file is put in place.
struct Cleared<'a> {
    files: &'a Removals<'a>,
    /// The folders above them.
    folders: BTreeSet<&'a str>,
    /// The files as the file system sees them, where it takes several spellings for one name.
    folded: BTreeSet<String>,
}

impl Cleared<'_> {
    /// Whether a folder holds only what is removed, and so goes with it.
    fn leaves_nothing_of(&self, own: &Own, folder: &str) -> bool {
        let top = own.file(folder);
        self.folders.contains(folder)
            && WalkDir::new(&top)
                .min_depth(1)
                .into_iter()
                .all(|entry| entry.is_ok_and(|entry| self.removes(folder, &top, entry.path())))
    }

    /// Whether what lies below a folder is removed too.
    fn removes(&self, folder: &str, top: &Path, place: &Path) -> bool {
        let Some(below) = place.strip_prefix(top).ok().and_then(Path::to_str) else {
            return false;
        };
        let path = format!("{folder}/{}", below.replace(MAIN_SEPARATOR, "/"));
        self.files.contains_key(path.as_str()) || self.folders.contains(path.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::system::Real;
    use super::*;

    /// On a file system that takes spellings for one name, the old spelling goes before the new one
    /// comes; removing it afterwards would remove the new page.
    #[test]
    fn a_new_spelling_of_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let own = Own::new(folder.path(), Box::new(Real));
        let hash = blake3::hash(b"a");
        std::fs::write(folder.path().join("A.html"), "a").unwrap();
        std::fs::write(folder.path().join("B.html"), "a").unwrap();
        let old: Manifest =
            ["A.html", "B.html"].map(|path| (path.to_owned(), Made { hash, kept: false })).into();
        let site = Site::from([(
            "a.html".to_owned(),
            Entry { hash, staged: Some(0), found: Found::File },
        )]);
        let remove = |path: &str| Step::Remove { path: path.to_owned(), hash };
        let put = Step::Put { path: "a.html".to_owned(), staged: 0, hash };
        let steps = |folds_names| plan(&own, &old, &site, folds_names).map(|plan| plan.steps);
        assert_eq!(steps(true).unwrap(), [remove("A.html"), put, remove("B.html")]);
        // Where they are two names, the file under the new one is somebody else's.
        assert!(matches!(steps(false), Err(Error::InTheWay { .. })));
    }
}
