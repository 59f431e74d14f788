//! Paths of the site's files: which are allowed, and in what order they are put in place.

use super::error::Error;

/// The folder inside the output folder in which builds keep their own affairs.
pub(super) const OWN: &str = ".q7x2";

/// The order in which files are put in place: what is linked to comes before what links to it. They
/// are removed the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// Style sheets, images, whatever pages load.
    Asset,
    /// The JSON beside an event's page.
    Data,
    /// Pages about one thing.
    Page,
    /// Pages, feeds and maps that list others.
    List,
    /// What leads to all of these: the front page, the map of the site.
    Front,
}

/// Names that mean devices on Windows, whatever follows the first dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Longest name of one file or folder, in bytes: what ext4, APFS and NTFS all hold.
const LONGEST_PART: usize = 255;

/// Whether a file of the site may have this path: relative, inside the output folder, the same file
/// everywhere.
pub(super) fn check(path: &str) -> Result<(), Error> {
    match fault(path) {
        Some(why) => Err(Error::Address { path: path.to_owned(), why }),
        None => Ok(()),
    }
}

fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') {
        return Some("it does not begin in the output folder");
    }
    if path.split('/').next().is_some_and(is_own) {
        return Some("`.q7x2` is where builds keep their own affairs");
    }
    path.split('/').find_map(part_fault)
}

/// Whether some file system takes it for the folder of builds' own affairs: HFS+ drops letters that
/// nobody sees, NTFS has a second, short name for every file.
fn is_own(first: &str) -> bool {
    let unseen = |letter| matches!(letter, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}');
    let seen: String = first.chars().filter(|&letter| !unseen(letter)).collect();
    seen.eq_ignore_ascii_case(OWN)
        || seen.get(..5).is_some_and(|short| short.eq_ignore_ascii_case("q7x2~"))
}

fn part_fault(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        return Some("a part of it is empty");
    }
    if part == "." || part == ".." {
        return Some("`.` and `..` are not allowed");
    }
    if part.chars().any(|letter| letter.is_control() || matches!(letter, '\\' | ':')) {
        return Some("control characters, `\\` and `:` are not allowed");
    }
    if part.len() > LONGEST_PART {
        return Some("a part of it is longer than the 255 bytes that file systems hold");
    }
    if part.ends_with(['.', ' ']) {
        return Some("Windows drops a full stop or space at the end of a name");
    }
    if cfg!(windows) && is_device(part) {
        return Some("Windows keeps that name for a device");
    }
    None
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
}

/// When it is the file's turn to be put in place, by the addresses that the site has.
pub(super) fn turn(path: &str) -> Turn {
    let name = path.rsplit('/').next().unwrap_or(path);
    let one_thing = ["events/", "mail/"].iter().any(|folder| path.starts_with(folder));
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        _ if path.starts_with("assets/") => Turn::Asset,
        "json" if name == "feed.json" || name.ends_with(".feed.json") => Turn::List,
        "json" => Turn::Data,
        "html" if one_thing || matches!(path, "about.html" | "404.html") => Turn::Page,
        "html" | "xml" if matches!(path, "index.html" | "sitemap.xml") => Turn::Front,
        "html" | "xml" => Turn::List,
        "txt" if one_thing => Turn::Page,
        "txt" if path == "robots.txt" => Turn::Front,
        _ => Turn::Asset,
    }
}

/// Whether it is an asset that carries its own hash: `assets/<name>.<8 or more hex
/// digits>.<ending>`. Nothing that is written later ever takes its place, so pages still open in a
/// browser may go on loading it.
pub(super) fn is_fingerprinted(path: &str) -> bool {
    let mut parts = path.rsplit('.').skip(1);
    let hash = parts.next().unwrap_or_default();
    path.starts_with("assets/")
        && parts.next().is_some()
        && hash.len() >= 8
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The folders above a path, outermost first: `a`, `a/b` for `a/b/c`.
pub(super) fn folders(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// What all spellings have in common that a file system might take for one name.
pub(super) fn folded(path: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_and_means_the_same_everywhere() {
        let (longest, longer) = ("a".repeat(255), "a".repeat(256));
        for good in [
            longest.as_str(),
            "index.html",
            "events/a-b.1f.html",
            ".nojekyll",
            ".well-known/x",
            "été/日本.html",
            "a/..b/c...d",
            "q7x2/.q7x2",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "",
            "/",
            "/etc/passwd",
            "a//b",
            "a/",
            "..",
            "../a",
            "a/../b",
            "a/..",
            "./a",
            "a\0b",
            "a\\b",
            "c:/x",
            "c:",
            "a\nb",
            ".q7x2",
            ".q7x2/manifest",
            ".Q7X2/lock",
            ".q7\u{200d}x2/lock",
            "Q7X2~1/lock",
            "a.",
            "b /c",
            "a\u{9d}",
            &longer,
        ] {
            assert!(fault(bad).is_some(), "{bad:?}");
        }
    }

    #[test]
    fn devices_of_windows() {
        for (name, expected) in [
            ("con", true),
            ("Nul.html", true),
            ("aux.a.html", true),
            ("cone.html", false),
            ("com0", false),
        ] {
            assert_eq!(is_device(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_linked_to_comes_first() {
        let mut paths = [
            "index.html",
            "tags/a.html",
            "events/a.html",
            "assets/paper.0123abcd.css",
            "events/a.json",
            "atom.xml",
            "feed.json",
            "tags/a.feed.json",
            "events/a.png",
            "404.html",
            "sitemap.xml",
            "robots.txt",
            "mail/2026-01-06.txt",
            "CNAME",
        ];
        paths.sort_by_key(|path| (turn(path), *path));
        assert_eq!(
            paths,
            [
                "CNAME",
                "assets/paper.0123abcd.css",
                "events/a.png",
                "events/a.json",
                "404.html",
                "events/a.html",
                "mail/2026-01-06.txt",
                "atom.xml",
                "feed.json",
                "tags/a.feed.json",
                "tags/a.html",
                "index.html",
                "robots.txt",
                "sitemap.xml",
            ]
        );
    }

    #[test]
    fn fingerprints() {
        for (path, expected) in [
            ("assets/paper.0123abcd.css", true),
            ("assets/fonts/a.b.0123456789abcdef.woff2", true),
            ("assets/paper.css", false),
            ("assets/0123abcd.css", false),
            ("assets/paper.0123abc.css", false),
            ("assets/paper.0123abcx.css", false),
            ("events/paper.0123abcd.css", false),
        ] {
            assert_eq!(is_fingerprinted(path), expected, "{path}");
        }
    }

    #[test]
    fn folders_above() {
        assert_eq!(folders("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(folders("a").count(), 0);
    }

    #[test]
    fn one_name_to_some_file_systems() {
        assert_eq!(folded("Tags/CAFE\u{301}.html"), folded("tags/caf\u{e9}.html"));
        assert_ne!(folded("a"), folded("b"));
    }
}
