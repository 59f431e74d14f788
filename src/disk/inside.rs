//! Inside: where links may lead. A link is judged by what it really leads to, after all links in
//! its way: within the site, or within the folder of the theme or plugin that it came with, and
//! never to what is hidden there (`.git`,
//! `.env`).

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::open::Links;

/// Hidden names that belong to a site all the same (RFC 8615, GitHub Pages' switch, and Apache's
/// settings).
const SHOWN: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

/// Folders whose own folders come from somebody else, one each.
const STRANGERS: [&str; 2] = ["plugins", "themes"];

/// Whether a file or folder of that name is none of the site's.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") && !SHOWN.iter().any(|shown| name == *shown)
}

/// Whether the folder of that name below the root holds folders from somebody else.
pub(super) fn is_strangers(name: &str) -> bool {
    STRANGERS.contains(&name)
}

/// A path without links in it.
pub(super) fn real(path: &Path) -> Result<PathBuf, Error> {
    // The root is "" where the program runs in it.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    fs::canonicalize(path).map_err(Error::system("read", path))
}

/// The places within which links may lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inside {
    places: Vec<PathBuf>,
    out: &'static str,
}

impl Inside {
    /// The root and a folder of it, which may itself be a link to somewhere else; both without
    /// links in their paths.
    pub(super) fn site(places: [PathBuf; 2]) -> Self {
        Self { places: places.into(), out: "out of the site" }
    }

    /// The folder of a theme or plugin. One that is not there holds nothing.
    pub(super) fn theme(folder: &Path) -> Self {
        Self {
            places: fs::canonicalize(folder).into_iter().collect(),
            out: "out of its theme or plugin",
        }
    }

    /// Where a link leads that is not followed.
    pub(super) fn judge(&self, target: &Path) -> Result<(), &'static str> {
        let below: Vec<&Path> =
            self.places.iter().filter_map(|place| target.strip_prefix(place).ok()).collect();
        if below.is_empty() {
            return Err(self.out);
        }
        let shows = |below: &&Path| !below.iter().any(is_hidden);
        if below.iter().any(shows) { Ok(()) } else { Err("to what is hidden") }
    }
}

/// Where the bytes of a file below the root are, and what to do with a link found there; `None`
/// where there is no such file.
pub(super) fn place(root: &Path, name: &str) -> Result<Option<(PathBuf, Links)>, Error> {
    let path = root.join(name);
    let mut parts = Path::new(name).iter();
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else {
        return Ok(Some((path, Links::Followed)));
    };
    let target = match fs::canonicalize(&path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::system("read", &path)(error)),
    };
    let real_root = real(root)?;
    if target != real_root.join(name) {
        let folder = root.join(first);
        let refuse = |where_to| Error::Link { path: path.clone(), where_to };
        let site = Inside::site([real_root, real(&folder)?]);
        if parts.next().is_some() && first.to_str().is_some_and(is_strangers) {
            let folder = folder.join(second);
            site.judge(&real(&folder)?).map_err(refuse)?;
            Inside::theme(&folder).judge(&target).map_err(refuse)?;
        } else {
            site.judge(&target).map_err(refuse)?;
        }
    }
    Ok(Some((target, Links::Refused)))
}
