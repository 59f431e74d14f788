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
use crate::files::Files;

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
type Found = Warned<Vec<(String, PathBuf)>>;

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

fn too_much(name: &str, files: &[(String, PathBuf)], most: u64) -> Error {
    let length = |place: &Path| fs::metadata(place).map_or(0, |about| about.len().min(MOST_BYTES));
    let largest =
        files.iter().rev().max_by_key(|(_, place)| length(place)).map_or("", |(path, _)| path);
    Error::TooMuch { folder: name.to_owned(), largest: format!("{name}/{largest}"), most }
}

fn unread(path: String, error: &io::Error) -> Diagnostic {
    let told = Diagnostic::warning(format!("the file cannot be read and is left out: {error}"))
        .at(Place::file(path));
    match error.kind() {
        io::ErrorKind::FileTooLarge => told.hint("split it, or move it out of the folder"),
        io::ErrorKind::PermissionDenied => told.hint("look at its permissions"),
        io::ErrorKind::ResourceBusy => told.hint("build again when nothing writes to it"),
        _ => told,
    }
}

/// A walk over one folder of the site.
struct Walk<'a> {
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
    fn new(root: &Path, name: &'a str, top: &'a Path) -> Result<Self, Error> {
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

    fn found(mut self) -> Found {
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
mod tests {
    use super::*;

    /// Makes the files in a new folder; a name that ends with `/` is an empty folder.
    fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let file = root.path().join(path);
            if path.ends_with('/') {
                fs::create_dir_all(file).unwrap();
            } else {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, bytes).unwrap();
            }
        }
        root
    }

    /// Reads `content/`: the paths, and each diagnostic as `place: message`.
    fn check(root: &Path, paths: &[&str], told: &[&str]) {
        let read = folder(root, "content").unwrap();
        assert_eq!(read.value.keys().collect::<Vec<_>>(), paths);
        let mut said: Vec<_> = read
            .diagnostics
            .iter()
            .map(|one| format!("{}: {}", one.place.as_ref().unwrap().file, one.message))
            .collect();
        said.sort();
        assert_eq!(said.len(), told.len(), "{said:?}");
        for (said, told) in said.iter().zip(told) {
            assert!(said.starts_with(told), "{said:?} is not {told:?}");
        }
    }

    #[test]
    fn every_file_by_its_path() {
        let site = site(&[
            ("content/b.txt", b"b"),
            ("content/a/\u{e9}t\u{e9}.md", b"\xff\0"),
            ("content/a b.txt", b""),
            ("content/.hidden", b""),
            ("content/.git/config", b""),
            ("content/.well-known/security.txt", b""),
            ("content/empty/", b""),
            ("site.toml", b"x"),
        ]);
        check(
            site.path(),
            &[".well-known/security.txt", "a b.txt", "a/\u{e9}t\u{e9}.md", "b.txt"],
            &[],
        );
        assert_eq!(folder(site.path(), "content").unwrap().value["a/\u{e9}t\u{e9}.md"], b"\xff\0");
    }

    #[test]
    fn no_folder_is_empty_and_a_file_is_no_folder() {
        let site = site(&[("themes", b"")]);
        assert_eq!(folder(site.path(), "content").unwrap(), Warned::default());
        assert!(folder(site.path(), "themes").is_err());
    }

    #[test]
    fn too_large_is_left_out() {
        let site = site(&[("content/a.txt", b"a"), ("content/film.txt", b"")]);
        fs::File::options()
            .write(true)
            .open(site.path().join("content/film.txt"))
            .unwrap()
            .set_len(MOST_BYTES + 1)
            .unwrap();
        check(
            site.path(),
            &["a.txt"],
            &["content/film.txt: the file cannot be read and is left out: it is larger"],
        );
    }

    #[test]
    fn text_is_utf8_or_absent() {
        let site =
            site(&[("site.toml", "é".as_bytes()), ("latin.toml", b"\xe9"), ("folder/", b"")]);
        assert_eq!(text(site.path(), "site.toml").unwrap().as_deref(), Some("é"));
        assert_eq!(text(site.path(), "none.toml").unwrap(), None);
        assert!(matches!(text(site.path(), "latin.toml"), Err(Error::NotText { .. })));
        assert!(matches!(text(site.path(), "folder"), Err(Error::System { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside_and_end() {
        let elsewhere = site(&[("secret.txt", b"s"), ("secrets/a.txt", b"s")]);
        let site = site(&[
            ("content/a.txt", b"a"),
            ("archive/old.txt", b"o"),
            ("content/sub/b.txt", b"b"),
        ]);
        let link = |target: &Path, name: &str| {
            std::os::unix::fs::symlink(target, site.path().join(name)).unwrap()
        };
        link(Path::new("a.txt"), "content/again.txt");
        link(Path::new("../archive"), "content/archive");
        link(Path::new(".."), "content/site");
        link(Path::new("../../archive"), "content/sub/archive");
        link(Path::new("."), "content/sub/itself");
        link(Path::new("nowhere"), "content/broken.txt");
        link(&elsewhere.path().join("secret.txt"), "content/secret.txt");
        link(&elsewhere.path().join("secrets"), "content/secrets");
        check(
            site.path(),
            &["a.txt", "again.txt", "archive/old.txt", "sub/b.txt"],
            &[
                "content/broken.txt: it cannot be read",
                "content/secret.txt: the link leads out of the site",
                "content/secrets: the link leads out of the site",
                "content/site: the link leads to a folder",
                "content/sub/archive: the link leads to a folder",
                "content/sub/itself: ",
            ],
        );
    }

    /// Reads `themes/`: the paths, and what is said.
    #[cfg(unix)]
    fn themes(root: &Path) -> (Vec<String>, Vec<String>) {
        let read = folder(root, "themes").unwrap();
        let said = read
            .diagnostics
            .into_iter()
            .map(|one| format!("{}: {}", one.place.unwrap().file, one.message));
        (read.value.into_keys().collect(), said.collect())
    }

    #[cfg(unix)]
    #[test]
    fn links_of_a_theme_lead_to_its_own_files() {
        use std::os::unix::fs::symlink;
        let site = site(&[
            (".git/config", b"secret"),
            (".env", b"secret"),
            ("site.toml", b"x"),
            ("content/draft.txt", b"x"),
            ("themes/other/static/a.css", b"x"),
            ("themes/mine/static/a.css", b"x"),
            ("themes/mine/.hidden/key", b"secret"),
            ("themes/mine/.well-known/x", b"x"),
            ("vendor/theme/static/v.css", b"x"),
        ]);
        let link = |target: &str, name: &str| {
            symlink(target, site.path().join("themes").join(name)).unwrap()
        };
        link("a.css", "mine/static/again.css");
        link("../.well-known/x", "mine/static/known.txt");
        link("../vendor/theme", "linked");
        symlink("v.css", site.path().join("vendor/theme/static/own.css")).unwrap();
        symlink("../../../site.toml", site.path().join("vendor/theme/static/site.txt")).unwrap();
        for (number, target) in [
            "../../../.git/config",
            "../../../.env",
            "../../../.git",
            "../.hidden/key",
            "../../../site.toml",
            "../../../content",
            "../../other/static/a.css",
            "../../other",
            "/dev/zero",
            "chain",
        ]
        .iter()
        .enumerate()
        {
            link(target, &format!("mine/static/{number}.txt"));
        }
        // Over another link, and out again.
        link("../../../.env", "mine/static/chain");
        link("../.git", "git");
        let (paths, said) = themes(site.path());
        assert_eq!(
            paths,
            [
                "linked/static/own.css",
                "linked/static/v.css",
                "mine/.well-known/x",
                "mine/static/a.css",
                "mine/static/again.css",
                "mine/static/known.txt",
                "other/static/a.css",
            ]
        );
        assert_eq!(said.len(), 13, "{said:?}");
        assert!(said.iter().all(|one| one.ends_with("is left out")), "{said:?}");
        let of = |name: &str| said.iter().find(|one| one.starts_with(name)).unwrap();
        assert!(of("themes/mine/static/3.txt").contains("to what is hidden"), "{said:?}");
        assert!(of("themes/mine/static/0.txt").contains("out of its theme"), "{said:?}");
        assert!(of("themes/git").contains("to what is hidden"), "{said:?}");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_hidden_is_read_through_a_link() {
        use std::os::unix::fs::symlink;
        let site = site(&[
            (".git/config", b"secret"),
            ("content/.drafts/a.txt", b"x"),
            ("archive/.old/b.txt", b"x"),
            (".well-known/c.txt", b"x"),
        ]);
        let link = |target: &str, name: &str| {
            symlink(target, site.path().join("content").join(name)).unwrap()
        };
        link("../.git/config", "config.txt");
        link("../.git", "git");
        link(".drafts", "drafts");
        link(".drafts/a.txt", "a.txt");
        link("../archive/.old/b.txt", "b.txt");
        link("../.well-known/c.txt", "c.txt");
        let said = ["a.txt", "b.txt", "config.txt", "drafts", "git"];
        let said = said.map(|name| format!("content/{name}: the link leads to what is hidden"));
        check(site.path(), &["c.txt"], &said.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[cfg(unix)]
    #[test]
    fn the_text_of_a_stranger_is_its_own() {
        use std::os::unix::fs::symlink;
        let elsewhere = site(&[("site.toml", b"mine")]);
        let site = site(&[
            (".env", b"secret"),
            ("themes/a/own.toml", b"own"),
            ("desk/edits.toml", b"e"),
            ("x.toml", b"x"),
        ]);
        let link = |target: &Path, name: &str| symlink(target, site.path().join(name)).unwrap();
        link(&elsewhere.path().join("site.toml"), "site.toml");
        link(&elsewhere.path().join("site.toml"), "desk/out.toml");
        link(Path::new("../.env"), "desk/env.toml");
        link(Path::new("../x.toml"), "desk/x.toml");
        link(Path::new("own.toml"), "themes/a/theme.toml");
        link(Path::new("../../x.toml"), "themes/a/x.toml");
        link(elsewhere.path(), "themes/b");
        link(Path::new("nowhere"), "themes/a/broken.toml");
        let read = |name: &str| text(site.path(), name);
        // What stands beside site.toml is the person's own.
        for (name, expected) in [
            ("site.toml", "mine"),
            ("desk/edits.toml", "e"),
            ("desk/x.toml", "x"),
            ("themes/a/theme.toml", "own"),
        ] {
            assert_eq!(read(name).unwrap().as_deref(), Some(expected), "{name}");
        }
        assert_eq!(read("themes/a/broken.toml").unwrap(), None);
        for (name, where_to) in [
            ("desk/out.toml", "out of the site"),
            ("desk/env.toml", "to what is hidden"),
            ("themes/a/x.toml", "out of its theme"),
            ("themes/b/site.toml", "out of the site"),
        ] {
            let said = read(name).unwrap_err().to_string();
            assert!(said.contains(where_to), "{name}: {said}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_or_device_is_no_text() {
        use super::super::open::tests::pipe;
        use std::os::unix::fs::symlink;
        let site = site(&[("themes/a/x", b""), ("plugins/a/x", b"")]);
        for name in ["site.toml", "themes/a/theme.toml", "plugins/a/plugin.toml"] {
            pipe(&site.path().join(name));
            let said = text(site.path(), name).unwrap_err().to_string();
            assert!(said.ends_with("it is not a plain file but a pipe"), "{said}");
            fs::remove_file(site.path().join(name)).unwrap();
            symlink("/dev/zero", site.path().join(name)).unwrap();
            assert!(text(site.path(), name).is_err());
        }
        pipe(&site.path().join("content"));
        assert!(
            folder(site.path(), "content").is_err()
                && subfolders(site.path(), "content").is_empty()
        );
    }

    #[test]
    fn a_folder_that_holds_too_much_is_refused() {
        let site =
            site(&[("content/a.txt", b"aa"), ("content/b.txt", b"bbbb"), ("content/c.txt", b"cc")]);
        let found =
            || Walk::new(site.path(), "content", &site.path().join("content")).unwrap().found();
        assert_eq!(contents("content", found(), 8).unwrap().value.len(), 3);
        let told = contents("content", found(), 7).unwrap_err().diagnostics();
        assert!(told[0].message.contains("`content/b.txt`") && told[0].hint.is_some(), "{told:?}");
    }

    #[test]
    fn a_text_that_is_too_large_is_refused() {
        let site = site(&[("site.toml", b"")]);
        let file = fs::File::options().write(true).open(site.path().join("site.toml")).unwrap();
        file.set_len(MOST_BYTES).unwrap();
        assert!(text(site.path(), "site.toml").is_ok());
        file.set_len(MOST_BYTES + 1).unwrap();
        let told = text(site.path(), "site.toml").unwrap_err().diagnostics();
        assert!(
            told[0].message.ends_with("it is larger than 64 MiB") && told[0].hint.is_some(),
            "{told:?}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_itself_a_link_is_read() {
        let elsewhere = site(&[("articles/a.txt", b"a"), ("articles/sub/b.txt", b"b")]);
        let site = site(&[]);
        std::os::unix::fs::symlink(elsewhere.path().join("articles"), site.path().join("content"))
            .unwrap();
        check(site.path(), &["a.txt", "sub/b.txt"], &[]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn odd_files_are_left_out() {
        use std::os::unix::ffi::OsStrExt;
        let site = site(&[("content/a.txt", b"a")]);
        let pipe = site.path().join("content/pipe.txt");
        let _socket = std::os::unix::net::UnixListener::bind(&pipe).unwrap();
        fs::write(site.path().join("content").join(OsStr::from_bytes(b"caf\xe9.txt")), "x")
            .unwrap();
        check(
            site.path(),
            &["a.txt"],
            &["content/caf", "content/pipe.txt: the file cannot be read and is left out: it is no"],
        );
    }
}
