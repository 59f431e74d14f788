//! Which rule sees a page when; how its title is found.

use super::super::raw::BlockKind;
use super::duplicate::{Candidate, SHORTEST_TEASER, Twin, Words, twins};
use super::line::{Line, ends_sentence};
use super::sheet::Page;
use super::{aside, biography, caption, header, heading, live, scrap, surroundings, transcript};

/// One pass of all rules.
pub(super) fn round(page: &mut Page<'_>) {
    live::take(page);
    scrap::take(page);
    entitle(page);
    caption::take(page);
    aside::take(page);
    unite(page);
    surroundings::take(page);
    surroundings::cut_datelines(page);
    transcript::cut(page);
    biography::take(page);
    page.lines.retain(|line| !line.gone);
}

/// Finds the title among the first lines, if none is known, and takes what repeats it.
fn entitle(page: &mut Page<'_>) {
    if page.found.title.is_none()
        && let Some(at) = title_line(page)
        && let Some(line) = page.lines.get_mut(at)
    {
        line.gone = true;
        page.found.title = Some(line.text.clone());
    }
    let Some(title) = page.found.title.as_deref().map(Words::of) else { return };
    let bound = page.found.title.as_ref().map_or(0, String::len) * 2 + 20;
    // A title made of the first sentence does not make that sentence a title.
    let is_sentence = page.found.title.as_deref().is_some_and(ends_sentence);
    let same = |(_, line): &(usize, &Line)| {
        line.text.len() <= bound
            && (is_sentence || heading::is_title(line))
            && Words::of(&line.text) == title
    };
    let repeated: Vec<usize> = page.open().filter(same).map(|(at, _)| at).collect();
    // A text that is nothing but its title keeps it.
    let kept = usize::from(repeated.len() == page.open().count());
    repeated.into_iter().skip(kept).for_each(|at| page.take(at, "title"));
}

/// The line that is the title; a word or two above it are a kicker.
fn title_line(page: &mut Page<'_>) -> Option<usize> {
    let is_header = |line: &Line| header::read(&line.text, line.words, page.language).is_some();
    let first: Vec<usize> =
        page.open().filter(|(_, line)| !is_header(line)).map(|(at, _)| at).take(3).collect();
    let marked =
        |at: &&usize| page.lines.get(**at).is_some_and(|line| line.kind == BlockKind::Heading(1));
    let (&top, &next) = (first.first()?, first.get(1)?);
    if let Some(at) = first.iter().find(marked) {
        return Some(*at);
    }
    if !can_be_title(page, top) {
        return None;
    }
    let words = |at: usize| page.lines.get(at).map_or(0, |line| line.words);
    if words(top) <= 3 && words(next) > 3 && can_be_title(page, next) && first.len() > 2 {
        page.take(top, "kicker");
        return Some(next);
    }
    Some(top)
}

/// Whether a line reads as a title and is no teaser of what follows.
fn can_be_title(page: &Page<'_>, at: usize) -> bool {
    let Some(line) = page.lines.get(at).filter(|line| heading::is_title(line)) else {
        return false;
    };
    let goes_on =
        |other: &Line| other.text.len() > line.text.len() && other.text.starts_with(&line.text);
    line.words < SHORTEST_TEASER || !page.open().any(|(_, other)| goes_on(other))
}

/// Takes paragraphs that the text has twice.
fn unite(page: &mut Page<'_>) {
    let texts = || page.open().filter(|(_, line)| line.is_text() || line.words >= 8);
    let places: Vec<usize> = texts().map(|(at, _)| at).collect();
    let candidates: Vec<Candidate> = texts().map(|(_, line)| Candidate::new(line)).collect();
    for (candidate, twin) in twins(&candidates) {
        if let Some(at) = places.get(candidate) {
            page.take(*at, if twin == Twin::Teaser { "teaser" } else { "duplicate" });
        }
    }
}
