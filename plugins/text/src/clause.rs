//! Clauses: a sentence cut at the marks behind which something else may be claimed.

use std::ops::Range;

use super::quotation;
use super::work::steps;

/// The clauses of a text, as byte ranges that follow one another and hold all of it: cut behind
/// commas, dashes, semicolons and colons outside quotations and numbers.
#[must_use]
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut quotations = quotation::quotations(text).into_iter().peekable();
    let mut clauses = Vec::new();
    let (mut start, mut before) = (0, None);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        steps(1);
        let after = letters.peek().map(|&(_, letter)| letter);
        while quotations.next_if(|quotation| quotation.outer.end <= at).is_some() {}
        let quoted = quotations.peek().is_some_and(|quotation| quotation.outer.contains(&at));
        if !quoted && is_cut(before, letter, after) {
            let end = at + letter.len_utf8();
            clauses.push(start..end);
            start = end;
        }
        before = Some(letter);
    }
    if start < text.len() {
        clauses.push(start..text.len());
    }
    clauses
}

/// Whether a mark between two characters ends a clause.
fn is_cut(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let numeric = |letter: Option<char>| letter.is_some_and(char::is_numeric);
    let space = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    match mark {
        ';' | '—' | '―' | '，' | '、' | '；' | '：' | '،' | '؛' => true,
        ',' | ':' | '–' => !(numeric(before) && numeric(after)),
        '-' => space(before) && space(after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_cut_at_punctuation() {
        let check = |text: &str, expected: &str| {
            let shown: Vec<&str> = clauses(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(shown.join("|"), expected);
        };
        check("He came, saw; won", "He came,| saw;| won");
        check("1,000 men at 10:30 – or 10–15", "1,000 men at 10:30 –| or 10–15");
        check(
            "Russia—currently here—is - well - ours: all",
            "Russia—|currently here—|is -| well -| ours:| all",
        );
        check("well-known", "well-known");
        check(
            "It is -5 there, two- and three-year-olds",
            "It is -5 there,| two- and three-year-olds",
        );
        check("He said: “We came, saw; won”, and left", "He said:| “We came, saw; won”,| and left");
        check("", "");
        check("end,", "end,");
    }
}
