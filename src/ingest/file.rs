//! One file: what kind it is, and the articles in it as its format gives them.

use super::decode::{self, Characters, clean_characters};
use super::raw::{Raw, content_hash};
use super::report::Report;
use super::settings::Settings;
use super::text::{self, Marks};
use super::{front_matter, given, jsonl, markdown};

/// What a file below `content/` is, told by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// JSON Lines.
    Lines,
    /// About the folder, not part of it: `README.md`, `_index.md`, a licence.
    Companion,
    /// What systems and editors leave behind, or what its owner hides: nothing is said about it.
    Hidden,
    /// Not read by this version.
    Unknown,
}

/// Stems of files that describe a folder.
const COMPANIONS: [&str; 9] = [
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "contributing",
    "notice",
    "_index",
    "code_of_conduct",
];

impl Kind {
    /// The kind of the file at a path.
    pub(super) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        if hidden || name.ends_with('~') || matches!(name.as_str(), "thumbs.db" | "desktop.ini") {
            return Self::Hidden;
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        match ending {
            "txt" | "text" | "md" | "markdown" | "" if COMPANIONS.contains(&stem) => {
                Self::Companion
            }
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "jsonl" | "ndjson" => Self::Lines,
            _ => Self::Unknown,
        }
    }
}

/// The articles of one file.
pub(super) fn read(path: &str, bytes: &[u8], settings: &Settings, report: &mut Report) -> Vec<Raw> {
    let kind = Kind::of(path);
    if !matches!(kind, Kind::Text | Kind::Markdown | Kind::Lines) {
        return Vec::new();
    }
    if decode::is_binary(bytes) {
        report.warn(
            "binary",
            1,
            "the file is no text",
            "remove it or save it as UTF-8 text; it is left out",
        );
        return Vec::new();
    }
    let decoded = decode::text(bytes);
    if let Some((what, line)) = decoded.repair {
        report.warn(
            "encoding",
            line,
            format!("the file is not UTF-8; {what}"),
            "save it as UTF-8 and look at its letters",
        );
    }
    let (characters, marks) = match settings.clean.enabled {
        true => (Characters::Composed, Marks::Dropped),
        false => (Characters::Safe, Marks::Kept),
    };
    match kind {
        Kind::Lines => jsonl::articles(&decoded.text, characters, marks, report),
        _ => single(&decoded.text, kind, characters, marks, report).into_iter().collect(),
    }
}

/// The one article of a text or Markdown file; none where its author says that it is a draft.
fn single(
    text: &str,
    kind: Kind,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Option<Raw> {
    let split = front_matter::split(text, report);
    let given = given::read(&split.fields, 1, report);
    if given.draft {
        report.note(
            "draft",
            1,
            "the article is a draft and is left out",
            "remove `draft` from its front matter to read it",
        );
        return None;
    }
    let clean = clean_characters(split.body, characters);
    let (blocks, removed) = match kind {
        Kind::Markdown => markdown::blocks(&clean, split.line),
        _ => (text::blocks(&clean, split.line, marks), Vec::new()),
    };
    Some(Raw { given, content: content_hash(split.body), line: split.line, blocks, removed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_kind() {
        let check = |path: &str, expected: Kind| assert_eq!(Kind::of(path), expected, "{path}");
        check("a.txt", Kind::Text);
        check("2026/01/A.TXT", Kind::Text);
        check("a.md", Kind::Markdown);
        check("a.markdown", Kind::Markdown);
        check("a.jsonl", Kind::Lines);
        check("README.md", Kind::Companion);
        check("sub/readme.txt", Kind::Companion);
        check("LICENSE", Kind::Companion);
        check("_index.md", Kind::Companion);
        check("readme.jsonl", Kind::Lines);
        check(".DS_Store", Kind::Hidden);
        check(".git/x.txt", Kind::Hidden);
        check("a.txt~", Kind::Hidden);
        check("a.html", Kind::Unknown);
        check("a", Kind::Unknown);
        check("", Kind::Unknown);
    }

    fn read_one(path: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let mut report = Report::new(path);
        let raws = read(path, bytes, &Settings::default(), &mut report);
        let blocks = raws.into_iter().flat_map(|raw| raw.blocks).map(|block| block.text).collect();
        (blocks, report.finish().into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn bad_files_are_told_and_read_as_far_as_they_go() {
        let check = |path: &str, bytes: &[u8], blocks: &[&str], said: &[&str]| {
            let found = read_one(path, bytes);
            assert_eq!(
                (found.0.as_slice(), found.1.as_slice()),
                (&*owned(blocks), &*owned(said)),
                "{path}"
            );
        };
        check(
            "a.txt",
            b"A \x93b\x94",
            &["A “b”"],
            &["the file is not UTF-8; read as Windows-1252"],
        );
        check("a.txt", b"\0\0\0", &[], &["the file is no text"]);
        check(
            "a.md",
            b"---\ndraft: true\n---\nA",
            &[],
            &["the article is a draft and is left out"],
        );
        check("a.md", b"---\ntitle: A\n---\n*B*", &["B"], &[]);
        check("a.txt", b"+++\ntitle = 'A'\n+++\n*B*", &["*B*"], &[]);
        check("a.png", b"x", &[], &[]);
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }
}
