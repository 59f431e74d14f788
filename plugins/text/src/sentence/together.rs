//! What keeps a sentence together: brackets and quotations. Who says a quotation often stands in
//! front of its first sentence or behind its last, so that none of them can be read alone.

use std::ops::Range;

use crate::quotation::{self, Quotation};

/// Longest bracket that keeps a sentence together, in bytes; beyond it the closing one is taken for
/// another's.
const LONGEST_BRACKET: usize = 400;

/// Round, square and curly brackets that have a partner, as byte offsets of both, in order.
pub(super) fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let opener = match byte {
            b'(' | b'[' | b'{' => {
                open.push((at, byte));
                continue;
            }
            b')' => b'(',
            b']' => b'[',
            b'}' => b'{',
            _ => continue,
        };
        if let Some((from, _)) = open.pop_if(|(_, mark)| *mark == opener)
            && at - from <= LONGEST_BRACKET
        {
            pairs.push((from, at));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Longest quotation that keeps a sentence together, in bytes; a longer one is told as a text of
/// its own.
const LONGEST_QUOTATION: usize = 400;

/// Double marks, guillemets and ‘: the others are apostrophes too often.
const MARKS: [char; 6] = ['“', '„', '«', '»', '"', '‘'];

/// What stands between the marks of whole quotations, in order. Where a space stands before the
/// closer, it opens another quotation and the closer is missing; « these » have spaces.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let whole = quotation::quotations(text).into_iter().filter(|one| is_whole(text, one));
    let mut ranges: Vec<Range<usize>> = whole.map(|one| one.inner).collect();
    ranges.extend(corners(text));
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// What stands between 「 and 」, or 『 and 』, of one another: they never mean anything else.
fn corners(text: &str) -> Vec<Range<usize>> {
    let mut corners = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, mark) in text.match_indices(['「', '」', '『', '』']) {
        let closer = match mark {
            "「" => '」',
            "『" => '』',
            _ => {
                if let Some((from, _)) = open.take_if(|(_, closer)| mark.starts_with(*closer))
                    && at - from <= LONGEST_QUOTATION
                {
                    corners.push(from..at);
                }
                continue;
            }
        };
        if open.is_none() {
            open = Some((at + mark.len(), closer));
        }
    }
    corners
}

fn is_whole(text: &str, one: &Quotation) -> bool {
    let closer = text.get(one.inner.end..one.outer.end).unwrap_or_default();
    let opens = closer.starts_with(char::is_whitespace) && !closer.ends_with(['»', '«']);
    one.complete
        && !opens
        && text[one.outer.clone()].starts_with(MARKS)
        && one.outer.len() <= LONGEST_QUOTATION
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_whole_and_short() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = quotations(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("“One. Two,” he said. “Three. Four.”", &["One. Two,", "Three. Four."]);
        check("\"One. Two,\" he said.", &["One. Two,"]);
        check("« Un. Deux », dit-il.", &["Un. Deux"]);
        check("“One. Two, he said.", &[]);
        check("\"One. Two, he said. \"Three,\" he said.", &[]);
        check("the leaders' plan. The ministers' reply", &[]);
        check(&format!("“{}”", "It is late. ".repeat(40)), &[]);
    }
}
