//! What stands above and below the text: kicker, deck, byline, date; and the dateline at the text's
//! own start.

use q7x2_sdk::work::steps;

use super::super::raw::BlockKind;
use super::dateline::{self, Certainty, Dateline};
use super::duplicate::Words;
use super::evidence::Evidence;
use super::header;
use super::header::Label;
use super::heading;
use super::line::Line;
use super::scrap;
use super::sheet::Page;

/// Lines in which an article begins: title, kicker, deck, captions twice, byline twice, dates.
const TOP: usize = 12;

/// Lines in which it ends.
const BOTTOM: usize = 4;

/// Words up to which a sentence below the title can be a deck.
const LONGEST_DECK: usize = 40;

/// Words up to which a line above the text is a kicker.
const LONGEST_KICKER: usize = 3;

/// Takes what stands above and below the text.
pub(super) fn take(page: &mut Page<'_>) {
    let end = header_end(page);
    take_signed(page, end);
    let Some(lede) = end.or_else(|| lede(page)) else { return };
    let top: Vec<usize> = page.open().map(|(at, _)| at).take_while(|at| *at < lede).collect();
    let text_below = page.open().filter(|(at, line)| *at >= lede && line.is_text()).count();
    for at in top.into_iter().filter(|_| text_below > 0) {
        let Some(line) = page.lines.get(at) else { continue };
        if line.is_text() {
            if !Evidence::of(line).above_text(line) {
                take_deck(page, at);
            }
        } else if line.kind == BlockKind::Text {
            take_short(page, at);
        }
    }
}

/// A sentence between title and byline, or above the dateline, is a deck.
fn take_deck(page: &mut Page<'_>, at: usize) {
    let Some(line) = page.lines.get(at) else { return };
    let words = Words::of(&line.text);
    let known = page.deck.as_ref() == Some(&words);
    let fits =
        page.found.title.is_some() && page.found.subtitle.is_none() && line.words <= LONGEST_DECK;
    if known || fits {
        page.found.subtitle.get_or_insert_with(|| line.text.clone());
        page.deck.get_or_insert(words);
        page.take(at, "deck");
    }
}

/// A line without a stop above the text: kicker or deck.
fn take_short(page: &mut Page<'_>, at: usize) {
    let Some(line) = page.lines.get(at) else { return };
    match heading::is_title(line) {
        true if line.words <= LONGEST_KICKER => page.take(at, "kicker"),
        true => take_deck(page, at),
        false => {}
    }
}

/// Takes bylines and dates above `end` and below the text.
fn take_signed(page: &mut Page<'_>, end: Option<usize>) {
    let last =
        page.open().filter(|(_, line)| line.is_text()).last().map_or(usize::MAX, |(at, _)| at);
    let lines = page.lines.len();
    let around = |at: usize| end.is_some_and(|end| at < end) || at > last && at + BOTTOM >= lines;
    for at in 0..lines {
        let Some(line) = page.lines.get(at).filter(|line| !line.gone && around(at)) else {
            continue;
        };
        let read = header::read(&line.text, line.words, page.language);
        let imprint =
            || header::imprint(&line.text, line.words, page.language).filter(|_| !line.is_text());
        if let Some(header) = read.or_else(imprint) {
            scrap::read_header(page, at, header);
        }
    }
    for at in 0..lines {
        let Some(line) =
            page.lines.get(at).filter(|line| !line.gone && line.words <= 6 && around(at))
        else {
            continue;
        };
        if page.signed.contains(&Words::of(&line.text)) {
            page.take(at, "byline");
        }
    }
}

/// Where the lines above the text end, as datelines, bylines and dates show it: a line of that kind
/// with no more than one sentence above it.
fn header_end(page: &Page<'_>) -> Option<usize> {
    let mut sentences = 0;
    let mut end = None;
    for (at, line) in page.lines.iter().enumerate().take(TOP) {
        let is_open_text = !line.gone && line.is_text();
        if is_open_text && begins(page, line) {
            return Some(at);
        }
        let is_imprint =
            || end == Some(at) && header::imprint(&line.text, line.words, page.language).is_some();
        if is_signed(line, page) || !line.is_text() && is_imprint() {
            end = Some(at + 1);
        } else if is_open_text && !Evidence::of(line).above_text(line) {
            sentences += 1;
        }
        if sentences > 1 {
            break;
        }
    }
    end
}

fn is_signed(line: &Line, page: &Page<'_>) -> bool {
    !line.is_text() && header::read(&line.text, line.words, page.language).is_some()
}

/// Whether a dateline shows that the text begins with this line. Once one was cut, the text has
/// begun.
fn begins(page: &Page<'_>, line: &Line) -> bool {
    let found = || dateline::read(&line.text, page.language);
    !page.is_datelined && found().is_some_and(|found| found.certainty != Certainty::Colon)
}

/// The line in which the text begins: the first that is text and no caption, or the next if only
/// that has a dateline.
pub(super) fn lede(page: &Page<'_>) -> Option<usize> {
    let mut texts =
        page.open().filter(|(_, line)| line.is_text() && !Evidence::of(line).above_text(line));
    let (first, line) = texts.next()?;
    let second = texts.next().filter(|(at, _)| *at < TOP);
    match second {
        Some((second, next)) if !begins(page, line) && begins(page, next) => Some(second),
        _ => Some(first),
    }
}

/// Cuts datelines and dates off the start of the text, and off later paragraphs what is surely a
/// dateline there.
pub(super) fn cut_datelines(page: &mut Page<'_>) {
    let Some(lede) = lede(page) else { return };
    for at in lede..page.lines.len() {
        let mut parts = Vec::new();
        let mut start = 0;
        while let Some((length, rule)) = prefix(page, at, start, at == lede) {
            parts.push((start..start + length, rule));
            start += length;
        }
        page.cut_parts(at, &parts);
    }
}

/// How much of a line from `start` on stands before its text, and the rule by which that goes.
fn prefix(
    page: &mut Page<'_>,
    at: usize,
    start: usize,
    is_lede: bool,
) -> Option<(usize, &'static str)> {
    steps(1);
    let line = page.lines.get(at).filter(|line| !line.gone && line.is_text_from(start))?;
    let text = line.text.get(start..)?;
    if let Some(found) = dateline::read(text, page.language) {
        let holds = match found.certainty {
            Certainty::Sure => true,
            Certainty::Dash => is_lede || page.is_datelined,
            Certainty::Colon => is_lede && !page.is_datelined && !is_list(page, at),
        };
        return holds.then(|| take_dateline(page, found, is_lede));
    }
    if !is_lede {
        return None;
    }
    let plain = |(found, start)| (Label::Published, found, start);
    let (label, found, start) = header::date_prefix(text)
        .or_else(|| dateline::date_prefix(text, page.language).map(plain))?;
    match label {
        Label::Published => page.found.published = page.found.published.or(Some(found)),
        Label::Updated => page.found.updated = page.found.updated.or(Some(found)),
    }
    Some((start, "date"))
}

/// Reads a dateline; the date and the outlet of the first one count.
fn take_dateline(page: &mut Page<'_>, found: Dateline, is_lede: bool) -> (usize, &'static str) {
    page.is_datelined |= is_lede;
    page.found.publisher = page.found.publisher.take().or(found.outlet);
    page.found.published = page.found.published.or(found.date);
    (found.end, "dateline")
}

/// Whether another line begins with a place and a colon too.
fn is_list(page: &Page<'_>, at: usize) -> bool {
    let others = page
        .open()
        .filter(|(other, line)| *other != at && line.is_text() && line.text.contains(": "));
    others
        .filter_map(|(_, line)| dateline::read(&line.text, page.language))
        .any(|found| found.certainty == Certainty::Colon)
}
