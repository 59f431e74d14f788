//! What kind a file is: by its name, and then by how its text begins.

use super::decode;

/// What a file below `content/` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// JSON Lines.
    Lines,
    /// One JSON object, or a list of them.
    Json,
    /// A table, an article a row.
    Csv,
    /// A web page.
    Page,
    /// A feed: RSS, RDF, Atom or JSON Feed.
    Feed,
    /// A message.
    Mail,
    /// A web page that was saved as a message.
    Archive,
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

/// How much of a file tells what it is, in bytes: prologues and licences stand above it.
const HEAD: usize = 4096;

impl Kind {
    /// The kind of the file at a path, as its name says.
    pub(super) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        if hidden || name.ends_with('~') || matches!(name.as_str(), "thumbs.db" | "desktop.ini") {
            return Self::Hidden;
        }
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        match ending {
            "txt" | "text" | "md" | "markdown" | "" if COMPANIONS.contains(&stem) => {
                Self::Companion
            }
            "txt" | "text" => Self::Text,
            "md" | "markdown" | "mdx" => Self::Markdown,
            "jsonl" | "ndjson" => Self::Lines,
            "json" => Self::Json,
            "csv" | "tsv" => Self::Csv,
            "html" | "htm" | "xhtml" => Self::Page,
            "eml" => Self::Mail,
            "mhtml" | "mht" => Self::Archive,
            "xml" | "rss" | "atom" | "rdf" => Self::Feed,
            _ => Self::Unknown,
        }
    }

    /// Whether there are articles in such a file.
    pub(super) fn is_read(self) -> bool {
        !matches!(self, Self::Companion | Self::Hidden | Self::Unknown)
    }

    /// The kind of a file whose name says this one, as its first bytes say.
    pub(super) fn by_content(self, bytes: &[u8]) -> Self {
        let head = decode::text(bytes.get(..HEAD).unwrap_or(bytes)).text.to_lowercase();
        let start = head.trim_start();
        let is_markup = start.starts_with('<');
        let has = |tags: &[&str]| is_markup && tags.iter().any(|tag| start.contains(tag));
        let is_message = || start.contains("mime-version:") && start.contains("multipart/related");
        match self {
            Self::Page | Self::Mail | Self::Text if starts_message(start) && is_message() => {
                Self::Archive
            }
            Self::Archive if is_markup => Self::Page.by_content(bytes),
            Self::Lines if start.starts_with('[') => Self::Json,
            Self::Json | Self::Feed if start.starts_with('{') => {
                if start.contains("jsonfeed.org") {
                    Self::Feed
                } else {
                    Self::Json
                }
            }
            // An article may quote a tag; a file begins with one only where it is a page.
            _ if start.starts_with("<!doctype html") || start.starts_with("<html") => Self::Page,
            Self::Markdown => self,
            _ if start.starts_with("<?xml") || matches!(self, Self::Page | Self::Feed) => {
                if has(&["<rss", "<feed", "<rdf:rdf"]) {
                    Self::Feed
                } else if has(&["<html"]) {
                    Self::Page
                } else {
                    self
                }
            }
            _ => self,
        }
    }
}

/// Whether a text begins with a field of a message.
fn starts_message(start: &str) -> bool {
    ["from:", "mime-version:", "content-type:", "snapshot-content-location:", "subject:", "date:"]
        .iter()
        .any(|field| start.starts_with(field))
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
        check("a.jsonl.gz", Kind::Lines);
        check("a.HTM", Kind::Page);
        check("feed.atom", Kind::Feed);
        check("a.eml", Kind::Mail);
        check("a.mht", Kind::Archive);
        check("README.md", Kind::Companion);
        check("sub/readme.txt", Kind::Companion);
        check("LICENSE", Kind::Companion);
        check("_index.md", Kind::Companion);
        check("readme.jsonl", Kind::Lines);
        check(".DS_Store", Kind::Hidden);
        check(".git/x.txt", Kind::Hidden);
        check("a.txt~", Kind::Hidden);
        check("a.docx", Kind::Unknown);
        check("a.gz", Kind::Unknown);
        check("a", Kind::Unknown);
        check("", Kind::Unknown);
    }

    #[test]
    fn a_text_tells_it_better() {
        let check = |kind: Kind, text: &str, expected: Kind| {
            assert_eq!(kind.by_content(text.as_bytes()), expected, "{text}");
        };
        check(Kind::Text, "\u{FEFF}\n<!DOCTYPE html><p>a", Kind::Page);
        check(Kind::Text, "<b>a", Kind::Text);
        check(Kind::Text, "<?xml version='1.0'?><!-- x --><rss>", Kind::Feed);
        check(Kind::Feed, "<?xml version='1.0'?><!DOCTYPE html><html>", Kind::Page);
        check(Kind::Page, "<?xml version='1.0'?><feed>", Kind::Feed);
        check(Kind::Page, "<!-- saved --><html>", Kind::Page);
        check(Kind::Feed, "{\"version\": \"https://jsonfeed.org/version/1\"}", Kind::Feed);
        check(Kind::Json, "{\"version\": \"https://jsonfeed.org/version/1\"}", Kind::Feed);
        check(Kind::Json, "{\"text\": \"a\"}", Kind::Json);
        check(Kind::Lines, "[{}]", Kind::Json);
        check(Kind::Markdown, "<rss>", Kind::Markdown);
        let saved =
            "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;";
        check(Kind::Page, saved, Kind::Archive);
        check(Kind::Archive, "<html>", Kind::Page);
        check(Kind::Mail, "From: a@b.example\r\n\r\na", Kind::Mail);
        check(Kind::Text, "From: Paris, with love", Kind::Text);
        check(Kind::Text, "", Kind::Text);
    }
}
