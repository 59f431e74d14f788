//! The journal: the steps that turn the old site into the new one. Once it is whole on the disk the new site is certain,
//! whenever the program dies; before that, the old one is.
//!
//! Every step can be done twice, so that the next run simply does all of them again.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use blake3::Hash;

use super::Error;
use super::address;
use super::look::{self, Found};
use super::manifest::{self, Manifest};
use super::own::{Own, seal};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Gives a staged file its place.
    Put { path: String, staged: u64, hash: Hash },
    /// Removes a file, if it is still what a build made.
    Remove { path: String, hash: Hash },
}

const HEAD: &str = "q7x2 journal 1";

fn print(steps: &[Step]) -> String {
    let mut text = format!("{HEAD}\n");
    for step in steps {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Put { path, staged, hash } => writeln!(text, "put {staged} {} {path}", hash.to_hex()),
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
        "put" => rest.split_once(' ').and_then(|(staged, rest)| Some((Some(staged.parse().ok()?), rest)))?,
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
    let (next, draft, journal) = (own.own("staging/manifest"), own.own("staging/journal"), own.own("journal"));
    write_through(own, &next, &seal(&manifest::print(manifest)))?;
    write_through(own, &draft, &seal(&print(steps)))?;
    sync_folder(own, &own.own("staging"))?;
    own.system.rename(&draft, &journal).map_err(Error::system("write", &journal))?;
    sync_folder(own, &own.own(""))
}

fn write_through(own: &Own, path: &Path, text: &str) -> Result<(), Error> {
    let done = own.system.write(path, text.as_bytes()).and_then(|()| own.system.sync(path));
    done.map_err(Error::system("write", path))
}

fn sync_folder(own: &Own, path: &Path) -> Result<(), Error> {
    own.system.sync_folder(path).map_err(Error::system("write", path))
}

/// Does the steps, then makes the new manifest the valid one and ends. `again` is the old manifest where an earlier run
/// has already begun, so that time has passed and somebody may have put files of their own there.
pub(super) fn carry_out(own: &Own, steps: &[Step], again: Option<&Manifest>) -> Result<(), Error> {
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
    close(own)
}

/// Whether a step begun by an earlier run is still to be done and may be.
fn ready(own: &Own, path: &str, staged: u64, hash: Hash, old: &Manifest) -> Result<bool, Error> {
    // Not there: the earlier run put it in place. Torn: the power went before it was on the medium; it is no page, and
    // the build that now follows writes it anew.
    if !holds(&own.staged(staged), hash) {
        return Ok(false);
    }
    match look::at(own, path)? {
        Found::Nothing => Ok(true),
        Found::File if old.contains_key(path) || holds(&own.file(path), hash) => Ok(true),
        found => Err(Error::in_the_way(vec![look::conflict(own, path, found)])),
    }
}

fn put(own: &Own, path: &str, staged: u64, standing: &mut BTreeSet<String>) -> Result<(), Error> {
    for folder in address::folders(path) {
        if standing.insert(folder.to_owned()) && !own.file(folder).is_dir() {
            own.make_folder(&own.file(folder))?;
        }
    }
    let file = own.file(path);
    own.system.rename(&own.staged(staged), &file).map_err(Error::system("write", &file))
}

fn remove(own: &Own, path: &str, hash: Hash) -> Result<(), Error> {
    let file = own.file(path);
    if matches!(look::at(own, path)?, Found::File) && holds(&file, hash) {
        own.system.remove(&file).map_err(Error::system("remove", &file))?;
    }
    own.clear_folders(path);
    Ok(())
}

/// Whether a file's bytes have that hash.
pub(super) fn holds(file: &Path, hash: Hash) -> bool {
    fs::read(file).is_ok_and(|bytes| blake3::hash(&bytes) == hash)
}

fn close(own: &Own) -> Result<(), Error> {
    let (next, manifest, journal) = (own.own("staging/manifest"), own.own("manifest"), own.own("journal"));
    if next.exists() {
        own.system.rename(&next, &manifest).map_err(Error::system("write", &manifest))?;
    }
    // The staging goes first: as long as the journal stands, whoever comes next knows that there is something to end.
    own.clear_staging()?;
    own.system.remove(&journal).map_err(Error::system("remove", &journal))
}

/// Ends what an earlier run began: does the steps of a whole journal, throws away what is not whole.
pub(super) fn recover(own: &Own) -> Result<(), Error> {
    let journal = own.own("journal");
    if let Some(steps) = own.sealed("journal")?.as_deref().and_then(parse) {
        let old = own.sealed("manifest")?.as_deref().and_then(manifest::parse).unwrap_or_default();
        return carry_out(own, &steps, Some(&old));
    }
    if journal.exists() {
        own.system.remove(&journal).map_err(Error::system("remove", &journal))?;
    }
    own.clear_staging()
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
}
