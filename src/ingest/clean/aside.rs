//! Asides: words in brackets within a sentence that only tell of a picture beside it.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::tabled::{Words, everywhere};
use super::sheet::Page;

/// How an aside about a picture begins: `pictured`.
static OPENINGS: Words = LazyLock::new(|| everywhere(|page| &page.picture.asides));

/// Where the second of two stands, which only a first aside tells from a party: `(right)`.
static SIDES: Words = LazyLock::new(|| everywhere(|page| &page.picture.doubtful_sides));

/// Words of an aside: "pictured with her sister in 2010".
const LONGEST: usize = 6;

/// Takes asides out of the lines.
pub(super) fn take(page: &mut Page<'_>) {
    for at in 0..page.lines.len() {
        let line = page.lines.get(at).filter(|line| !line.gone && line.text.contains('('));
        let Some(asides) = line.map(|line| asides(&line.text)) else { continue };
        for aside in asides.into_iter().rev() {
            page.cut_inside(at, aside, "caption");
        }
    }
}

/// The asides of a line, brackets included; none where no one names a picture.
fn asides(text: &str) -> Vec<Range<usize>> {
    let brackets = brackets(text);
    let within =
        |range: &Range<usize>| text.get(range.start + 1..range.end - 1).unwrap_or_default();
    let tells = |range: &Range<usize>| is_of_picture(within(range));
    if !brackets.iter().any(tells) {
        return Vec::new();
    }
    let is_side =
        |range: &Range<usize>| text.get(range.clone()).is_some_and(|it| SIDES.contains(it));
    brackets.into_iter().filter(|range| tells(range) || is_side(range)).collect()
}

/// Pairs of brackets with none in between.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, mark) in text.char_indices() {
        match mark {
            '(' => open = Some(at),
            ')' => found.extend(open.take().map(|start| start..at + 1)),
            _ => {}
        }
    }
    found
}

fn is_of_picture(aside: &str) -> bool {
    let mut words = aside.split([' ', ',']).filter(|word| !word.is_empty());
    let opens = words.next().is_some_and(|word| OPENINGS.contains(word.to_lowercase().as_str()));
    opens && words.count() < LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let mut left = text.to_owned();
        asides(text).into_iter().rev().for_each(|aside| left.replace_range(aside, ""));
        left
    }

    #[test]
    fn asides_tell_of_a_picture() {
        for (text, expected) in [
            ("Ann Lee (pictured) opened it.", "Ann Lee  opened it."),
            ("Ann Lee (pictured left) and Bo Lund (right) left.", "Ann Lee  and Bo Lund  left."),
            ("Bo Lund (Pictured, with Ann Lee) left.", "Bo Lund  left."),
        ] {
            assert_eq!(left(text), expected);
        }
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "Ted Cruz (R) said no.",
            "The party (right) of the centre won.",
            "The play (pictured by its author as a farce in three acts) failed.",
            "The bridge (built in 1974) fell.",
            "The bridge (pictured fell.",
        ] {
            assert_eq!(left(text), text);
        }
    }
}
