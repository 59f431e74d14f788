//! One file: the articles in it as its format gives them.

use std::borrow::Cow;

use super::decode::{self, Characters, clean_characters};
use super::kind::Kind;
use super::raw::{Raw, content_hash};
use super::report::Report;
use super::settings::Settings;
use super::text::{self, Marks};
use super::{csv, feed, front_matter, given, gzip, json, jsonl, mail, markdown, mojibake, page};

/// The articles of one file, of which the bytes are unpacked.
pub(super) fn read(path: &str, bytes: &[u8], settings: &Settings, report: &mut Report) -> Vec<Raw> {
    let named = Kind::of(path);
    if !named.is_read() {
        return Vec::new();
    }
    let kind = named.by_content(bytes);
    let (characters, marks) = wanted(settings);
    match kind {
        Kind::Feed => return feed::articles(bytes, characters, marks, report),
        Kind::Mail => {
            return mail::message(bytes, characters, marks, report).into_iter().collect();
        }
        Kind::Archive => return mail::archive(bytes, characters, report).into_iter().collect(),
        _ => {}
    }
    let text = text_of(bytes, kind, 0, characters, report);
    match kind {
        Kind::Lines => jsonl::articles(&text, 0, characters, marks, report),
        Kind::Json => json::articles(&text, characters, marks, report),
        Kind::Csv => csv::articles(&text, characters, marks, report),
        Kind::Page => page::article(&text, characters, report).into_iter().collect(),
        _ => single(&text, kind, characters, marks, report).into_iter().collect(),
    }
}

/// The articles of some lines of JSON Lines that stand below others in their file.
pub(super) fn lines(
    bytes: &[u8],
    above: usize,
    settings: &Settings,
    report: &mut Report,
) -> Vec<Raw> {
    let (characters, marks) = wanted(settings);
    let text = text_of(bytes, Kind::Lines, above, characters, report);
    jsonl::articles(&text, above, characters, marks, report)
}

fn wanted(settings: &Settings) -> (Characters, Marks) {
    match settings.clean.enabled {
        true => (Characters::Composed, Marks::Dropped),
        false => (Characters::Safe, Marks::Kept),
    }
}

/// The text that bytes below so many lines are; tells what was wrong with it.
fn text_of(
    bytes: &[u8],
    kind: Kind,
    above: usize,
    characters: Characters,
    report: &mut Report,
) -> String {
    let decoded = if kind == Kind::Page { decode::page(bytes) } else { decode::text(bytes) };
    if let Some((what, line)) = decoded.repair {
        report.warn(
            "encoding",
            above + line,
            format!("the file is not UTF-8; {what}"),
            "save it as UTF-8 and look at its letters",
        );
    }
    let mended = match characters {
        Characters::Composed => mojibake::mended(&decoded.text),
        Characters::Safe => None,
    };
    if mended.is_some() {
        report.note(
            "encoding",
            above + 1,
            "the text was decoded wrongly before it came here (`â€œ` for `“`) and is mended",
            "save it as UTF-8 from where it came, and look at its letters",
        );
    }
    mended.unwrap_or(decoded.text)
}

/// The text of a file that is no article; nothing where it holds none.
pub(super) fn plain(bytes: &[u8], is_page: bool, report: &mut Report) -> Option<String> {
    let bytes = unpacked(bytes, report)?;
    let kind = if is_page { Kind::Page } else { Kind::Text };
    let text = text_of(&bytes, kind, 0, Characters::Composed, report);
    Some(clean_characters(&text, Characters::Composed).into_owned())
}

/// What a file holds, unpacked; nothing where it is no text.
pub(super) fn unpacked<'bytes>(
    bytes: &'bytes [u8],
    report: &mut Report,
) -> Option<Cow<'bytes, [u8]>> {
    let (bytes, fault) = gzip::unpacked(bytes);
    if let Some(why) = fault {
        report.warn("packed", 1, format!("the packed file: {why}"), "unpack it, and pack it anew");
        if bytes.is_empty() {
            return None;
        }
    }
    if decode::is_binary(&bytes) {
        report.warn(
            "binary",
            1,
            "the file is no text",
            "remove it or save it as UTF-8 text; it is left out",
        );
        return None;
    }
    Some(bytes)
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

    fn read_one(path: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let mut report = Report::new(path);
        let held = unpacked(bytes, &mut report).unwrap_or_default();
        let raws = read(path, &held, &Settings::default(), &mut report);
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
        check("a.txt", "“A’s”".as_bytes(), &["“A’s”"], &[]);
        check(
            "a.txt",
            "â€œA’s, Aâ€™s, Aâ€™s".as_bytes(),
            &["“A’s, A’s, A’s"],
            &["the text was decoded wrongly before it came here (`â€œ` for `“`) and is mended"],
        );
        check(
            "a.jsonl",
            br#"{"text": "A\u00e2\u0080\u0099s &amp;amp; B"}"#,
            &["A’s &amp;amp; B"],
            &[],
        );
        check("a.png", b"x", &[], &[]);
        check("a.txt", b"<!DOCTYPE html><p>A</p>", &["A"], &[]);
        check("a.html", b"<meta charset=windows-1251><p>\xCC\xE8\xF0</p>", &["Мир"], &[]);
        check("a.json", b"[{\"text\": \"A\"}]", &["A"], &[]);
        check("a.csv", b"title,text\nB,A\n", &["A"], &[]);
        check(
            "a.txt.gz",
            b"\x1f\x8b\x08",
            &[],
            &["the packed file: it is damaged; what came before the damage is read"],
        );
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }
}
