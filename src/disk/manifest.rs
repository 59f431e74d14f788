//! The manifest: which files of the output folder a build has made, so that a later one may replace
//! and remove them, and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;

use blake3::Hash;

use super::address;

/// What a build made, by path.
pub(super) type Manifest = BTreeMap<String, Made>;

/// One file that a build made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Made {
    /// Of its bytes.
    pub(super) hash: Hash,
    /// It is no longer part of the site, and stands one build longer for pages that are still open.
    pub(super) kept: bool,
}

const HEAD: &str = "q7x2 manifest 1";

/// The manifest as text, still without its seal.
pub(super) fn print(manifest: &Manifest) -> String {
    let mut text = format!("{HEAD}\n");
    for (path, made) in manifest {
        let word = if made.kept { "kept" } else { "made" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{word} {} {path}", made.hash.to_hex());
    }
    text
}

/// Reads what [`print`] wrote; `None` where it is anything else. Paths are checked again: whoever
/// sends somebody a folder could otherwise have q7x2 remove what lies outside of it.
pub(super) fn parse(text: &str) -> Option<Manifest> {
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return None;
    }
    lines.map(line).collect()
}

fn line(line: &str) -> Option<(String, Made)> {
    let (word, rest) = line.split_once(' ')?;
    let (hash, path) = rest.split_once(' ')?;
    address::check(path).ok()?;
    let kept = match word {
        "made" => false,
        "kept" => true,
        _ => return None,
    };
    Some((path.to_owned(), Made { hash: Hash::from_hex(hash).ok()?, kept }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        let made = |kept| Made { hash: blake3::hash(b"x"), kept };
        let manifest = Manifest::from([
            ("a b/\u{e9}.html".to_owned(), made(false)),
            ("b".to_owned(), made(true)),
        ]);
        assert_eq!(parse(&print(&manifest)), Some(manifest));
        assert_eq!(parse(&print(&Manifest::new())), Some(Manifest::new()));
    }

    #[test]
    fn anything_else_is_refused_whole() {
        let hash = blake3::hash(b"x").to_hex();
        for bad in [
            String::new(),
            "q7x2 manifest 2\n".to_owned(),
            format!("{HEAD}\nmade {hash} ../a\n"),
            format!("{HEAD}\nmade {hash} /etc/passwd\n"),
            format!("{HEAD}\nmine {hash} a\n"),
            format!("{HEAD}\nmade {hash}\n"),
            format!("{HEAD}\nmade 00 a\n"),
        ] {
            assert_eq!(parse(&bad), None, "{bad}");
        }
    }
}
