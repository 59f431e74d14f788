//! Reading: a folder becomes [`Files`], whatever lies in it.
//!
//! Nothing in a folder stops a build: what cannot be read is a warning, and the rest is read.
//! Hidden files are left alone, links are followed only to places inside the site or the theme, and
//! pipes and devices are never opened.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::error::Error;
use super::inside::{self, Inside};
use super::open::{self, Links};
use crate::files::{Files, unread};

/// A file larger than this is left out with a warning: 64 MiB, some ten thousand times a long
/// article, and little enough that a stray film or database does not fill the memory.
pub const MOST_BYTES: u64 = 64 << 20;

/// A folder that holds more than this is an error: 2 GiB, some 400,000 long articles. A build has
/// all of it in memory at one time, and where memory ends the system ends the program without a
/// word.
const MOST_BYTES_OF_A_FOLDER: u64 = 2 << 30;

/// The text of one file below `root`, or `None` where there is no such file. What stands directly
/// in `root` is the person's own and may be a link to anywhere; what lies deeper is judged by
/// `inside`.
///
/// # Errors
/// [`Error::System`] where it cannot be read, [`Error::Link`] where a link leads to what is not
/// read,
/// [`Error::NotText`] where it is not UTF-8.
pub fn text(root: &Path, name: &str) -> Result<Option<String>, Error> {
    let path = root.join(name);
    let Some((place, links)) = inside::place(root, name)? else { return Ok(None) };
    let bytes = match open::bytes(&place, links, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::system("read", &path)(error)),
    };
    let text = String::from_utf8(bytes).map_err(|_| Error::NotText { path })?;
    Ok(Some(text))
}

/// Every file below `root/name` by its path below that folder, with `/` on every platform. A folder
/// that does not exist is empty.
///
/// # Errors
/// [`Error::System`] where the folder itself cannot be listed: an empty site in its place would
/// mislead;
/// [`Error::TooMuch`] where it holds more than 2 GiB.
pub fn folder(root: &Path, name: &str) -> Result<Warned<Files>, Error> {
    let top = root.join(name);
    match fs::read_dir(&top) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Warned::quiet(Files::new()));
        }
        Err(error) => return Err(Error::system("list", &top)(error)),
    }
    let found = Walk::new(root, name, &top)?.found();
    contents(name, found, MOST_BYTES_OF_A_FOLDER)
}

/// What a person names on the command line.
#[derive(Debug)]
pub enum Given {
    /// One file.
    File(Vec<u8>),
    /// Every file of a folder, by its path below it.
    Folder(Warned<Files>),
}

/// Reads what a person names on the command line. It is the person's own and may be a link to
/// anywhere; what lies in a folder is judged as in a site.
///
/// # Errors
/// [`Error::System`] where it is not there or cannot be read; [`Error::TooMuch`] where it holds
/// more than 2 GiB.
pub fn given(path: &Path) -> Result<Given, Error> {
    let shown = path.to_string_lossy().into_owned();
    let about = fs::metadata(path).map_err(Error::system("read", path))?;
    if about.is_dir() {
        let found = Walk::new(path, &shown, path)?.found();
        return Ok(Given::Folder(contents(&shown, found, MOST_BYTES_OF_A_FOLDER)?));
    }
    let bytes = open::bytes(path, Links::Followed, MOST_BYTES);
    Ok(Given::File(bytes.map_err(Error::system("read", path))?))
}

/// The names of the folders directly below `root/name`, sorted, hidden ones left out. A folder that
/// cannot be listed has none.
#[must_use]
pub fn subfolders(root: &Path, name: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join(name)).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> =
        folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// What a walk over a folder came upon: files by path below it, where their bytes are, and what to
/// say.
pub(super) type Found = Warned<Vec<(String, PathBuf)>>;

/// Reads in parallel, tells in the order of the paths.
fn contents(name: &str, found: Found, most: u64) -> Result<Warned<Files>, Error> {
    let total = AtomicU64::new(0);
    // Once there is too much, nothing more is read: whatever the order, the sum is the same.
    let read = |place: &PathBuf| match open::bytes(place, Links::Refused, MOST_BYTES) {
        _ if total.load(Ordering::Relaxed) > most => None,
        Ok(bytes) => {
            total.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            Some(Ok(bytes))
        }
        failed => Some(failed),
    };
    let read: Vec<_> = found.value.par_iter().map(|(_, place)| read(place)).collect();
    if total.into_inner() > most {
        return Err(too_much(name, &found.value, most));
    }
    let mut all = Warned { value: Files::new(), diagnostics: found.diagnostics };
    for ((path, place), bytes) in found.value.into_iter().zip(read) {
        match bytes {
            Some(Ok(bytes)) => drop(all.value.insert(path, bytes)),
            // Without memory nothing else would go right either.
            Some(Err(error)) if error.kind() == io::ErrorKind::OutOfMemory => {
                return Err(Error::system("read", &place)(error));
            }
            Some(Err(error)) => all.diagnostics.push(unread(format!("{name}/{path}"), &error)),
            None => {}
        }
    }
    Ok(all)
}

/// Refuses a folder whose files are more than is read of one.
pub(super) fn expect_little(name: &str, files: &[(String, PathBuf)]) -> Result<(), Error> {
    let lengths = files.iter().filter_map(|(_, place)| fs::metadata(place).ok());
    let total: u64 = lengths.map(|about| about.len().min(MOST_BYTES)).sum();
    let most = MOST_BYTES_OF_A_FOLDER;
    if total > most { Err(too_much(name, files, most)) } else { Ok(()) }
}

fn too_much(name: &str, files: &[(String, PathBuf)], most: u64) -> Error {
    let length = |place: &Path| fs::metadata(place).map_or(0, |about| about.len().min(MOST_BYTES));
    let largest =
        files.iter().rev().max_by_key(|(_, place)| length(place)).map_or("", |(path, _)| path);
    Error::TooMuch { folder: name.to_owned(), largest: format!("{name}/{largest}"), most }
}

/// A walk over one folder of the site.
pub(super) struct Walk<'a> {
    name: &'a str,
    top: &'a Path,
    /// The folder without links in its path.
    real_top: PathBuf,
    /// Where links may lead.
    site: Inside,
    /// Where links inside the folder of a theme may lead, by the theme's name.
    themes: BTreeMap<PathBuf, Inside>,
    /// What links to files lead to, as it was judged.
    targets: BTreeMap<PathBuf, PathBuf>,
    /// Folders entered through a link. Each is entered once, or a few links that fan out would
    /// multiply without end.
    entered: Vec<PathBuf>,
    told: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(root: &Path, name: &'a str, top: &'a Path) -> Result<Self, Error> {
        let real_top = inside::real(top)?;
        let site = Inside::site([inside::real(root)?, real_top.clone()]);
        let (themes, targets) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self {
            name,
            top,
            real_top,
            site,
            themes,
            targets,
            entered: Vec::new(),
            told: Vec::new(),
        })
    }

    pub(super) fn found(mut self) -> Found {
        let mut files = Vec::new();
        let mut broken = Vec::new();
        let top = self.top;
        let walk = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
        for next in walk.filter_entry(|entry| self.enters(entry)) {
            match next {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => files.push(entry.into_path()),
                Err(error) => broken.push(error),
            }
        }
        for error in &broken {
            let path = error.path().unwrap_or(top).to_owned();
            self.tell(
                &path,
                &format!("it cannot be read and is left out: {}", reason(error)),
                "look at its permissions, or where the link leads",
            );
        }
        let files = files
            .into_iter()
            .filter_map(|path| Some((self.address(&path)?, self.place(path))))
            .collect();
        Warned { value: files, diagnostics: self.told }
    }

    /// Whether the walk goes there: not to what is hidden, nor by a link to what lies elsewhere.
    fn enters(&mut self, entry: &DirEntry) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        if inside::is_hidden(entry.file_name()) {
            return false;
        }
        !entry.path_is_symlink() || self.follows(entry)
    }

    fn follows(&mut self, entry: &DirEntry) -> bool {
        let Ok(target) = fs::canonicalize(entry.path()) else {
            return true; // the walk itself tells of a broken link
        };
        if let Err(where_to) = self.bounds(entry).judge(&target) {
            let message = format!("the link leads {where_to} and is left out");
            self.tell(entry.path(), &message, "copy what it leads to");
            return false;
        }
        if entry.file_type().is_dir() {
            return self.enters_again(entry.path(), target);
        }
        self.targets.insert(entry.path().to_owned(), target);
        true
    }

    /// Within what a link is followed. A theme comes from somebody else: its links lead to its own
    /// files.
    fn bounds(&mut self, entry: &DirEntry) -> &Inside {
        let below = entry.path().strip_prefix(self.top).unwrap_or(entry.path());
        match below.iter().next() {
            Some(theme) if inside::is_strangers(self.name) && entry.depth() > 1 => {
                let folder = self.top.join(theme);
                self.themes.entry(folder.clone()).or_insert_with(|| Inside::theme(&folder))
            }
            _ => &self.site,
        }
    }

    fn enters_again(&mut self, path: &Path, target: PathBuf) -> bool {
        let is_known = |one: &PathBuf| target.starts_with(one) || one.starts_with(&target);
        if is_known(&self.real_top) || self.entered.iter().any(is_known) {
            self.tell(
                path,
                "the link leads to a folder that is read already, and is left out",
                "remove the link",
            );
            return false;
        }
        self.entered.push(target);
        true
    }

    /// Where a file's bytes are: what was judged is what is opened.
    fn place(&self, path: PathBuf) -> PathBuf {
        self.targets.get(&path).cloned().unwrap_or(path)
    }

    /// The path below the folder, if it is text: an address on the site and an article's id are
    /// made of it.
    fn address(&mut self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(self.top).unwrap_or(path);
        let parts: Option<Vec<&str>> = below.iter().map(OsStr::to_str).collect();
        if parts.is_none() {
            self.tell(path, "the file's name is not UTF-8, and the file is left out", "rename it");
        }
        parts.map(|parts| parts.join("/"))
    }

    fn tell(&mut self, path: &Path, message: &str, hint: &str) {
        let below = path.strip_prefix(self.top).unwrap_or(path);
        let parts: Vec<_> = [Cow::from(self.name)]
            .into_iter()
            .chain(below.iter().map(OsStr::to_string_lossy))
            .collect();
        self.told.push(Diagnostic::warning(message).at(Place::file(parts.join("/"))).hint(hint));
    }
}

fn reason(error: &walkdir::Error) -> String {
    match (error.loop_ancestor(), error.io_error()) {
        (None, Some(error)) => error.to_string(),
        (Some(_), _) => "the link leads to a folder above it".to_owned(),
        (None, None) => error.to_string(),
    }
}

#[cfg(test)]
mod tests;
