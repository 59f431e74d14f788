//! Opening: the one way to a file's bytes. What is opened is a plain file, whatever its name
//! promises: a pipe would be waited for without end, a device read without end, and a link leads
//! wherever somebody likes.
//!
//! Changes nothing.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use crate::files::too_large;

/// What is done where the last part of a path is a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// It is followed; where to has been judged, or is the person's own affair.
    Followed,
    /// It is no plain file.
    Refused,
}

/// Opens a plain file to read it.
pub(super) fn plain(path: &Path, links: Links) -> io::Result<File> {
    opened(path, links, OpenOptions::new().read(true))
}

/// Opens a plain file, or makes it, to lock it; no byte of it is read or changed.
pub(super) fn lockable(path: &Path) -> io::Result<File> {
    opened(path, Links::Refused, OpenOptions::new().create(true).truncate(false).write(true))
}

fn opened(path: &Path, links: Links, options: &mut OpenOptions) -> io::Result<File> {
    // Asked first, because opening alone does something to some devices; and once more of what was
    // opened, because a name can change hands in between.
    match about(path, links) {
        Ok(about) => expect_plain(about.file_type())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    guarded_open(path, links, options)
}

fn guarded_open(path: &Path, links: Links, options: &mut OpenOptions) -> io::Result<File> {
    let file = guarded(options, links).open(path)?;
    expect_plain(file.metadata()?.file_type())?;
    Ok(file)
}

fn about(path: &Path, links: Links) -> io::Result<fs::Metadata> {
    match links {
        Links::Followed => fs::metadata(path),
        Links::Refused => fs::symlink_metadata(path),
    }
}

#[cfg(unix)]
fn guarded(options: &mut OpenOptions, links: Links) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = match links {
        Links::Followed => OFlags::NONBLOCK | OFlags::NOCTTY,
        Links::Refused => OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW,
    };
    options.custom_flags(flags.bits().cast_signed())
}

#[cfg(not(unix))]
fn guarded(options: &mut OpenOptions, _: Links) -> &mut OpenOptions {
    options
}

fn expect_plain(found: FileType) -> io::Result<()> {
    if found.is_file() {
        Ok(())
    } else {
        Err(io::Error::other(format!("it is not a plain file but {}", kind(found))))
    }
}

/// What something is, for a person.
pub(super) fn kind(found: FileType) -> &'static str {
    if found.is_file() {
        "a file"
    } else if found.is_dir() {
        "a folder"
    } else if found.is_symlink() {
        "a link"
    } else {
        odd_kind(found)
    }
}

#[cfg(unix)]
fn odd_kind(found: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if found.is_fifo() {
        "a pipe"
    } else if found.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn odd_kind(_: FileType) -> &'static str {
    "a device"
}

/// A plain file's bytes, unless they are more than `most`. What is read is what one file held at
/// one time, as far as the file system tells when it was changed.
pub(super) fn bytes(path: &Path, links: Links, most: u64) -> io::Result<Vec<u8>> {
    read_again(|| {
        let file = plain(path, links)?;
        steady(&file, || state(&file), most)
    })
}

/// What is read until it does not change meanwhile, so often.
fn read_again<T>(read: impl FnMut() -> io::Result<Option<T>>) -> io::Result<T> {
    let readings = std::iter::repeat_with(read).take(MOST_READINGS);
    let busy = || io::Error::new(io::ErrorKind::ResourceBusy, "it changes while it is read");
    readings.filter_map(io::Result::transpose).next().unwrap_or_else(|| Err(busy()))
}

/// By what one sees that a file has changed: its length, and when it was written.
fn state(file: &File) -> io::Result<(u64, Option<SystemTime>)> {
    file.metadata().map(|about| (about.len(), about.modified().ok()))
}

/// How often a file is read that changes meanwhile: an editor that saves it is done by the second
/// time.
const MOST_READINGS: usize = 3;

/// What a file holds, if its `state` (length and time of change) is the same before and after.
fn steady<S: PartialEq>(
    file: impl Read,
    state: impl Fn() -> io::Result<(u64, S)>,
    most: u64,
) -> io::Result<Option<Vec<u8>>> {
    let before = state()?;
    if before.0 > most {
        return Err(too_large(most));
    }
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(usize::try_from(before.0).unwrap_or(usize::MAX))
        .map_err(|_| no_memory())?;
    // Limited once more, for a file that grows while it is read, and for one that does not tell how
    // long it is.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(too_large(most));
    }
    Ok((state()? == before).then_some(bytes))
}

fn no_memory() -> io::Error {
    io::Error::new(io::ErrorKind::OutOfMemory, "there is not enough memory for it")
}

/// Whether a plain file holds these bytes; one that cannot be read does not.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let long_enough = |about: &fs::Metadata| about.len() == bytes.len() as u64;
    plain(path, Links::Refused).is_ok_and(|file| {
        file.metadata().is_ok_and(|about| long_enough(&about))
            && reads(file, bytes).unwrap_or(false)
    })
}

fn reads(file: File, bytes: &[u8]) -> io::Result<bool> {
    let mut held = Vec::with_capacity(bytes.len());
    file.take(bytes.len() as u64 + 1).read_to_end(&mut held)?;
    Ok(held == bytes)
}

/// Whether a plain file's bytes have that hash, however many they are; one that cannot be read has
/// none.
pub(super) fn hashes_to(path: &Path, hash: blake3::Hash) -> bool {
    let mut hasher = blake3::Hasher::new();
    plain(path, Links::Refused)
        .is_ok_and(|file| hasher.update_reader(file).is_ok_and(|all| all.finalize() == hash))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::Cell;
    use std::io::Cursor;

    use super::*;

    /// Makes a pipe: whoever opens it without care waits until somebody opens its other end. Not by
    /// `mkfifo`: a program that is started shares the locks of all tests until it runs.
    #[cfg(target_os = "linux")]
    pub(in super::super) fn pipe(path: &Path) {
        use rustix::fs::{CWD, FileType, mknodat};
        mknodat(CWD, path, FileType::Fifo, 0o600.into(), 0).unwrap();
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_read_again() {
        let read = |states: [(u64, u8); 2]| {
            let asked = Cell::new(0);
            let state = || {
                asked.set(asked.get() + 1);
                Ok(states[asked.get() - 1])
            };
            steady(Cursor::new(b"text"), state, 10).unwrap()
        };
        assert_eq!(read([(4, 0), (4, 0)]).as_deref(), Some(&b"text"[..]));
        // It grew, it shrank, it was written over.
        assert_eq!(read([(2, 0), (4, 0)]), None);
        assert_eq!(read([(9, 0), (4, 0)]), None);
        assert_eq!(read([(4, 0), (4, 1)]), None);
    }

    #[test]
    fn a_file_that_never_rests_is_given_up() {
        let read = |steady_at: usize| {
            let mut readings = 0;
            read_again(|| {
                readings += 1;
                Ok((readings == steady_at).then_some(readings))
            })
        };
        assert_eq!((read(1).unwrap(), read(3).unwrap()), (1, 3));
        assert_eq!(read(4).unwrap_err().kind(), io::ErrorKind::ResourceBusy);
        let error = read_again(|| Err::<Option<()>, _>(io::ErrorKind::NotFound.into()));
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_file_written_over_is_another() {
        let mut file = tempfile::tempfile().unwrap();
        let before = state(&file).unwrap();
        assert_eq!(state(&file).unwrap(), before);
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        let written_over = state(&file).unwrap();
        assert_ne!(written_over, before);
        io::Write::write_all(&mut file, b"x").unwrap();
        assert_ne!(state(&file).unwrap().0, written_over.0);
    }

    #[test]
    fn no_more_is_read_than_the_limit() {
        let read = |told: u64, holds: u64| {
            let error = steady(io::repeat(b'x').take(holds), || Ok((told, ())), 10).err();
            error.map(|error| error.kind())
        };
        assert_eq!(read(10, 10), None);
        assert_eq!(read(11, 0), Some(io::ErrorKind::FileTooLarge));
        assert_eq!(read(0, 11), Some(io::ErrorKind::FileTooLarge));
        // One without end.
        assert_eq!(read(0, u64::MAX), Some(io::ErrorKind::FileTooLarge));
        assert_eq!(
            steady(io::empty(), || Ok((1 << 62, ())), u64::MAX).unwrap_err().kind(),
            io::ErrorKind::OutOfMemory
        );
    }

    #[test]
    fn what_a_file_holds() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        assert!(!holds(&file, b"") && !hashes_to(&file, blake3::hash(b"")));
        fs::write(&file, "text").unwrap();
        assert!(holds(&file, b"text") && hashes_to(&file, blake3::hash(b"text")));
        for other in ["tex", "texts", "test", ""] {
            assert!(
                !holds(&file, other.as_bytes())
                    && !hashes_to(&file, blake3::hash(other.as_bytes())),
                "{other}"
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn only_a_plain_file_is_opened() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        pipe(&at("pipe"));
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        fs::write(at("file"), "x").unwrap();
        symlink(at("file"), at("link")).unwrap();
        symlink("/dev/zero", at("zero")).unwrap();
        symlink(at("nothing"), at("dangling")).unwrap();
        for (name, what) in [("pipe", "a pipe"), ("socket", "a socket"), ("folder", "a folder")] {
            for error in [
                plain(&at(name), Links::Refused),
                plain(&at(name), Links::Followed),
                lockable(&at(name)),
            ] {
                assert_eq!(
                    error.unwrap_err().to_string(),
                    format!("it is not a plain file but {what}")
                );
            }
        }
        for name in ["link", "zero", "dangling"] {
            for error in [plain(&at(name), Links::Refused), lockable(&at(name))] {
                assert_eq!(error.unwrap_err().to_string(), "it is not a plain file but a link");
            }
        }
        assert_eq!(
            plain(&at("zero"), Links::Followed).unwrap_err().to_string(),
            "it is not a plain file but a device"
        );
        assert!(plain(&at("link"), Links::Followed).is_ok() && lockable(&at("file")).is_ok());
        assert!(!holds(&at("link"), b"x") && !hashes_to(&at("link"), blake3::hash(b"x")));
        assert!(!at("nothing").exists());
    }

    /// What changes hands between the look and the opening: the opening by itself follows nothing
    /// and waits for nothing.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_opening_itself_is_guarded() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        pipe(&at("pipe"));
        std::os::unix::fs::symlink(at("nothing"), at("dangling")).unwrap();
        let open = |name: &str, options: &mut OpenOptions| {
            guarded_open(&at(name), Links::Refused, options)
        };
        let read = open("pipe", OpenOptions::new().read(true));
        assert_eq!(read.unwrap_err().to_string(), "it is not a plain file but a pipe");
        assert!(open("pipe", OpenOptions::new().write(true)).is_err());
        assert!(
            open("dangling", OpenOptions::new().create(true).truncate(false).write(true)).is_err()
        );
        assert!(!at("nothing").exists());
    }
}
