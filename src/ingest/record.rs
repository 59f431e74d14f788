//! A record: an article all of whose parts are fields, its text too.

use q7x2_sdk::Removed;

use super::decode::{Characters, clean_characters};
use super::field::Field;
use super::raw::{Block, Raw, content_hash};
use super::report::Report;
use super::text::{self, Marks};
use super::{given, html};

/// What found the text of an article that has none.
pub(super) const SUMMARY: &str = "its summary alone: it has no full text";

/// The article of a record that begins in a line; none where its author holds it back.
pub(super) fn article(
    fields: &[Field],
    line: usize,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Option<Raw> {
    let mut given = given::read(fields, line, report);
    if given.draft {
        report.note(
            "draft",
            line,
            "the article is a draft and is left out",
            "remove `draft` from its fields to read it",
        );
        return None;
    }
    let short = given.summary.take().or_else(|| given.subtitle.clone());
    if given.text.is_none() && short.is_some() {
        given.rules.insert("text", SUMMARY.to_owned());
        report.note(
            "summary",
            line,
            "the article has no full text: its summary is read",
            "put the page that it stands for into content/ in its place",
        );
    }
    let text =
        given.text.take().or(short).unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
    let (mut blocks, mut removed) = blocks(&text, line, characters, marks, report);
    // The lines of a text inside a record are not lines of the file.
    blocks.iter_mut().for_each(|block| block.line = line);
    removed.iter_mut().for_each(|removed| removed.line = Some(line));
    Some(Raw { given, content: content_hash(&text), line, blocks, removed })
}

/// The blocks of a field's text, plain or HTML; where it has to stay as it came it is plain.
fn blocks(
    text: &str,
    line: usize,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> (Vec<Block>, Vec<Removed>) {
    if marks == Marks::Dropped && html::is_markup(text) {
        match html::blocks(text, characters) {
            Ok(found) => return found,
            Err(why) => report.warn(
                "markup",
                line,
                format!("the text is read with its tags: {why}"),
                "give the text without HTML",
            ),
        }
    }
    (text::blocks(&clean_characters(text, characters), 0, marks), Vec::new())
}
