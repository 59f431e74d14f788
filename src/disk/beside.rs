//! Beside site.toml: the one file there that a build writes. Whole or not at all, as all else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::found::{self, Found};
use super::open::{self, Links};
use super::system::{Real, System};

/// A file larger than this is not read: 256 MiB, what sixty events a day come to in twenty years.
const MOST_BYTES: u64 = 256 << 20;

/// What is written before it takes the file's name.
const DRAFT: &str = ".q7x2-new";

/// The text of a file beside site.toml that a build may write again, or `None` where there is none.
///
/// # Errors
/// [`Error::System`] where it cannot be read, [`Error::NotText`] where it is not UTF-8.
pub fn kept(root: &Path, name: &str) -> Result<Option<String>, Error> {
    let path = root.join(name);
    let bytes = match open::bytes(&path, Links::Followed, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::system("read", &path)(error)),
    };
    String::from_utf8(bytes).map(Some).map_err(|_| Error::NotText { path })
}

/// Puts a text in place of such a file's, at once: killed at any moment, the old one or the new one
/// stands. Where the file is a link, what it leads to is replaced, since it is the person's own.
///
/// # Errors
/// [`Error::System`] where the disk refuses.
pub fn keep(root: &Path, name: &str, text: &str) -> Result<(), Error> {
    let path = root.join(name);
    let place = fs::canonicalize(&path).map_err(Error::system("write", &path))?;
    replace(&place, text, &Real)
}

fn replace(place: &Path, text: &str, system: &dyn System) -> Result<(), Error> {
    let draft = draft(place);
    let refused = || Error::system("write", &draft);
    // What a killed build left. Anything but a plain file is somebody else's, and writing says so.
    if found::what(&draft).map_err(refused())? == Found::File {
        system.remove(&draft).map_err(refused())?;
    }
    let written = system.write(&draft, text.as_bytes()).and_then(|()| system.sync(&draft));
    written.map_err(refused())?;
    system.rename(&draft, place).map_err(Error::system("write", place))?;
    let folder = place.parent().unwrap_or(Path::new("."));
    system.sync_folder(folder).map_err(Error::system("write", folder))
}

fn draft(place: &Path) -> PathBuf {
    let mut name = place.file_name().unwrap_or_default().to_os_string();
    name.push(DRAFT);
    place.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::super::kill::fixture::{Blow, Faulty};
    use super::*;

    #[test]
    fn whatever_happens_one_of_the_two_stands() {
        for blow in [Blow::Kill, Blow::Power { lost: 100 }, Blow::Power { lost: 0 }, Blow::Refuse] {
            for at in 0..6 {
                let folder = tempfile::tempdir().unwrap();
                let place = folder.path().join("history.json");
                fs::write(&place, "the old one").unwrap();
                let done = replace(&place, "the new one", &Faulty::new(blow, at));
                let stands = fs::read_to_string(&place).unwrap();
                assert!(["the old one", "the new one"].contains(&stands.as_str()), "{blow:?} {at}");
                assert!(done.is_err() || stands == "the new one", "{blow:?} {at}");
                // The next build is not in its own way.
                replace(&place, "the next one", &Real).unwrap();
                assert_eq!(fs::read_to_string(&place).unwrap(), "the next one");
                assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{blow:?} {at}");
            }
        }
    }

    #[test]
    fn a_file_is_read_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(kept(folder.path(), "a"), Ok(None)));
        assert!(keep(folder.path(), "a", "x").is_err(), "a file that nobody made is not made");
        fs::write(folder.path().join("a"), "{}").unwrap();
        keep(folder.path(), "a", "x").unwrap();
        assert_eq!(kept(folder.path(), "a").unwrap().as_deref(), Some("x"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("real"), "{}").unwrap();
        std::os::unix::fs::symlink("real", folder.path().join("a")).unwrap();
        keep(folder.path(), "a", "x").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("real")).unwrap(), "x");
        assert!(folder.path().join("a").is_symlink());
    }
}
