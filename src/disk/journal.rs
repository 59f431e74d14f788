//! The journal: the steps that turn the old site into the new one. Once it is whole on the disk the
//! new site is certain, whenever the program dies; before that, the old one is.
//!
//! Every step can be done twice, so that the next run simply does all of them again.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use blake3::Hash;

use super::address;
use super::error::Error;
use super::found::Found;
use super::look;
use super::manifest::{self, Made, Manifest};
use super::open;
use super::own::Own;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Gives a staged file its place.
    Put { path: String, staged: u64, hash: Hash },
    /// Removes a file, if it is still what a build made.
    Remove { path: String, hash: Hash },
}

impl Step {
    /// Of the site's file that it is about.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Put { path, .. } | Self::Remove { path, .. } => path,
        }
    }
}

const HEAD: &str = "q7x2 journal 1";

fn print(steps: &[Step]) -> String {
    let mut text = format!("{HEAD}\n");
    for step in steps {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Put { path, staged, hash } => {
                writeln!(text, "put {staged} {} {path}", hash.to_hex())
            }
            Step::Remove { path, hash } => writeln!(text, "remove {} {path}", hash.to_hex()),
        };
    }
    text
}

fn parse(text: &str) -> Option<Vec<Step>> {
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return None;
    }
    lines.map(line).collect()
}

fn line(line: &str) -> Option<Step> {
    let (word, rest) = line.split_once(' ')?;
    let (staged, rest) = match word {
        "put" => rest
            .split_once(' ')
            .and_then(|(staged, rest)| Some((Some(staged.parse().ok()?), rest)))?,
        "remove" => (None, rest),
        _ => return None,
    };
    let (hash, path) = rest.split_once(' ')?;
    address::check(path).ok()?;
    let (path, hash) = (path.to_owned(), Hash::from_hex(hash).ok()?);
    Some(match staged {
        Some(staged) => Step::Put { path, staged, hash },
        None => Step::Remove { path, hash },
    })
}

/// Writes the journal; the moment it has its name, the new site is certain.
pub(super) fn commit(own: &Own, steps: &[Step], manifest: &Manifest) -> Result<(), Error> {
    let (draft, journal) = (own.own("staging/journal"), own.own("journal"));
    own.write_sealed("staging/manifest", &manifest::print(manifest))?;
    own.write_sealed("staging/journal", &print(steps))?;
    sync_folder(own, &own.own("staging"))?;
    own.system.rename(&draft, &journal).map_err(Error::system("write", &journal))?;
    // The name that was given and the one that was taken.
    sync_folder(own, &own.folder())?;
    sync_folder(own, &own.own("staging"))
}

fn sync_folder(own: &Own, path: &Path) -> Result<(), Error> {
    own.system.sync_folder(path).map_err(Error::system("write", path))
}

/// Does the steps, then makes the new manifest the valid one and ends. `again` is the old manifest
/// where an earlier run has already begun, so that time has passed and somebody may have put files
/// of their own there.
pub(super) fn carry_out(own: &Own, steps: &[Step], again: Option<&Manifest>) -> Result<(), Error> {
    let done = do_all(own, steps, again).and_then(|()| close(own));
    done.map_err(|error| Error::Unfinished(Box::new(error)))
}

fn do_all(own: &Own, steps: &[Step], again: Option<&Manifest>) -> Result<(), Error> {
    // Folders known to stand, so that a thousand pages of one folder ask once.
    let mut standing = BTreeSet::new();
    for step in steps {
        match step {
            Step::Put { path, staged, hash } => {
                if again.map_or(Ok(true), |old| ready(own, path, *staged, *hash, old))? {
                    put(own, path, *staged, &mut standing)?;
                }
            }
            Step::Remove { path, hash } => {
                remove(own, path, *hash)?;
                standing.clear();
            }
        }
    }
    sync_names(own, steps)
}

/// Whether a step begun by an earlier run is still to be done and may be.
fn ready(own: &Own, path: &str, staged: u64, hash: Hash, old: &Manifest) -> Result<bool, Error> {
    // Not there: the earlier run put it in place. Torn: the power went before it was on the medium,
    // which only a first build risks; it is no page, and the build that now follows writes it anew.
    if !open::hashes_to(&own.staged(staged), hash) {
        return Ok(false);
    }
    match look::at(own, path)? {
        Found::Nothing => Ok(true),
        Found::File if old.contains_key(path) || open::hashes_to(&own.file(path), hash) => Ok(true),
        found => Err(Error::in_the_way(vec![look::conflict(own, path, found)])),
    }
}

fn put(own: &Own, path: &str, staged: u64, standing: &mut BTreeSet<String>) -> Result<(), Error> {
    for folder in address::folders(path) {
        if standing.insert(folder.to_owned()) && look::one(own, folder)? != Found::Folder {
            own.make_folder(&own.file(folder))?;
        }
    }
    let file = own.file(path);
    own.system.rename(&own.staged(staged), &file).map_err(Error::system("write", &file))
}

fn remove(own: &Own, path: &str, hash: Hash) -> Result<(), Error> {
    let file = own.file(path);
    if look::at(own, path)? == Found::File && open::hashes_to(&file, hash) {
        own.system.remove(&file).map_err(Error::system("remove", &file))?;
    }
    own.clear_folders(path);
    Ok(())
}

/// Waits until the names that the steps gave and took are on the medium; after that nobody needs
/// the journal any more.
fn sync_names(own: &Own, steps: &[Step]) -> Result<(), Error> {
    let folders: BTreeSet<&str> =
        steps.iter().flat_map(|step| address::folders(step.path())).chain([""]).collect();
    for folder in folders {
        if folder.is_empty() || look::at(own, folder)? == Found::Folder {
            sync_folder(own, &own.file(folder))?;
        }
    }
    match own.found("staging")? {
        Found::Folder => sync_folder(own, &own.own("staging")),
        _ => Ok(()),
    }
}

fn close(own: &Own) -> Result<(), Error> {
    let (next, manifest, journal) =
        (own.own("staging/manifest"), own.own("manifest"), own.own("journal"));
    if own.found("staging/manifest")? == Found::File {
        own.system.rename(&next, &manifest).map_err(Error::system("write", &manifest))?;
    }
    // The staging goes first: as long as the journal stands, whoever comes next knows that there is
    // something to end.
    own.clear_staging()?;
    sync_folder(own, &own.folder())?;
    own.system.remove(&journal).map_err(Error::system("remove", &journal))
}

/// Ends what an earlier run began: does the steps of a whole journal, throws away what is not
/// whole.
pub(super) fn recover(own: &Own) -> Result<(), Error> {
    let journal = own.own("journal");
    if let Some(steps) = own.sealed("journal")?.as_deref().and_then(parse) {
        let old = read_manifest(own, "manifest")?.unwrap_or_default();
        mend_manifest(own, &old, &steps)?;
        return carry_out(own, &steps, Some(&old));
    }
    if own.found("journal")? != Found::Nothing {
        own.system.remove(&journal).map_err(Error::system("remove", &journal))?;
    }
    own.clear_staging()
}

fn read_manifest(own: &Own, name: &str) -> Result<Option<Manifest>, Error> {
    Ok(own.sealed(name)?.as_deref().and_then(manifest::parse))
}

/// Sees to it that the manifest that waits is whole. One that is not (somebody or something has
/// been at it, since it was on the medium before the journal was) must not take the place of a good
/// one, and what the journal has done would be nobody's without it; so the old one is brought up to
/// date with the steps.
fn mend_manifest(own: &Own, old: &Manifest, steps: &[Step]) -> Result<(), Error> {
    if read_manifest(own, "staging/manifest")?.is_some() {
        return Ok(());
    }
    let mended = after(old, steps);
    if own.found("staging/manifest")? != Found::Nothing {
        let torn = own.own("staging/manifest");
        own.system.remove(&torn).map_err(Error::system("remove", &torn))?;
    }
    // The same where the new manifest is in its place already: the steps say nothing that it does
    // not.
    if mended == *old {
        return Ok(());
    }
    own.make_folder(&own.own("staging"))?;
    own.write_sealed("staging/manifest", &manifest::print(&mended))
}

fn after(old: &Manifest, steps: &[Step]) -> Manifest {
    let mut manifest = old.clone();
    for step in steps {
        match step {
            Step::Put { path, hash, .. } => {
                manifest.insert(path.clone(), Made { hash: *hash, kept: false });
            }
            Step::Remove { path, .. } => {
                manifest.remove(path);
            }
        }
    }
    manifest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        let hash = blake3::hash(b"x");
        let steps = [
            Step::Put { path: "a b/\u{e9}.html".to_owned(), staged: 7, hash },
            Step::Remove { path: "b".to_owned(), hash },
        ];
        assert_eq!(parse(&print(&steps)).as_deref(), Some(&steps[..]));
        assert_eq!(parse(&print(&[])).as_deref(), Some(&[][..]));
    }

    #[test]
    fn anything_else_is_refused_whole() {
        let hash = blake3::hash(b"x").to_hex();
        for bad in [
            String::new(),
            "q7x2 journal 2\n".to_owned(),
            format!("{HEAD}\nput 1 {hash} ../a\n"),
            format!("{HEAD}\nput ../1 {hash} a\n"),
            format!("{HEAD}\nput {hash} a\n"),
            format!("{HEAD}\nremove {hash} /etc/passwd\n"),
            format!("{HEAD}\nremove 00 a\n"),
            format!("{HEAD}\nmove {hash} a\n"),
        ] {
            assert_eq!(parse(&bad), None, "{bad}");
        }
    }

    /// Of journals of every order: a folder that a removal took with it is made again.
    #[test]
    fn a_folder_that_went_comes_again() {
        let folder = tempfile::tempdir().unwrap();
        let own = Own::new(folder.path(), Box::new(super::super::system::Real));
        own.make().unwrap();
        own.make_folder(&own.own("staging")).unwrap();
        let put = |path: &str, staged| {
            std::fs::write(own.staged(staged), "x").unwrap();
            Step::Put { path: path.to_owned(), staged, hash: blake3::hash(b"x") }
        };
        let gone = Step::Remove { path: "a/b".to_owned(), hash: blake3::hash(b"x") };
        do_all(&own, &[put("a/b", 0), gone, put("a/c", 1)], None).unwrap();
        assert!(folder.path().join("a/c").exists() && !folder.path().join("a/b").exists());
    }
}
