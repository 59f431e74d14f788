//! Runs: where the words of a text are.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The words of a text as byte ranges, found from left to right.
pub(crate) struct Runs<'a> {
    text: &'a str,
    elisions: &'a [String],
    at: usize,
}

impl<'a> Runs<'a> {
    pub(crate) fn of(text: &'a str, elisions: &'a [String]) -> Self {
        Self { text, elisions, at: 0 }
    }

    /// The character at a place, which is the start of one.
    fn letter(&self, at: usize) -> Option<char> {
        match *self.text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some(byte as char),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// Whether a word goes on with a letter or digit at a place.
    fn is_word(&self, at: usize) -> bool {
        self.letter(at).is_some_and(|letter| letter.is_alphanumeric() && !is_unspaced(letter))
    }

    /// The end of the word that begins at `start`, and where to look for the next.
    fn word_end(&self, start: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let (mut at, mut part) = (start, start);
        while let Some(letter) = self.letter(at) {
            let after = at + letter.len_utf8();
            if letter.is_ascii_alphanumeric() || is_inner(letter) {
                at = after;
                continue;
            }
            if at == start || !self.is_word(after) {
                // the last stop of an acronym belongs to it
                let acronym = letter == '.'
                    && part > start
                    && bytes[part - 1] == b'.'
                    && bytes[start].is_ascii_alphabetic();
                return if acronym { (after, after) } else { (at, at) };
            }
            let digits = bytes[at - 1].is_ascii_digit() && bytes[after].is_ascii_digit();
            match letter {
                '\'' | '’' | 'ʼ' => match self.apostrophe(start, at, after) {
                    Some(next) => return (at, next),
                    None => at = after,
                },
                '.' | ',' if digits => at = after,
                '.' if self.is_single(part, at) && self.is_single(after, after + 1) => {
                    (at, part) = (after, after)
                }
                '-' | '‐' | '‑' if self.is_single(start, at) => (at, part) = (after, after),
                '&' if bytes[at - 1].is_ascii_uppercase() && bytes[after].is_ascii_uppercase() => {
                    at = after
                }
                _ => return (at, at),
            }
        }
        (at, at)
    }

    /// Where the next word begins when an apostrophe ends this one: a possessive or an elision.
    fn apostrophe(&self, start: usize, at: usize, after: usize) -> Option<usize> {
        if matches!(self.text.as_bytes()[after], b's' | b'S') && !self.is_word(after + 1) {
            return Some(after + 1);
        }
        let elided = |elision: &String| {
            elision.eq_ignore_ascii_case(self.text.get(start..at).unwrap_or_default())
        };
        self.elisions.iter().any(elided).then_some(after)
    }

    /// Whether a stretch is a single ASCII letter and no word goes on behind it.
    fn is_single(&self, from: usize, to: usize) -> bool {
        to == from + 1
            && self.text.as_bytes().get(from).is_some_and(u8::is_ascii_alphabetic)
            && !self.is_word(to)
    }

    /// The next pair of characters of a run in a script without spaces, or its only character.
    fn pair(&mut self, start: usize, first: char) -> Range<usize> {
        let middle = start + first.len_utf8();
        let second = self.letter(middle).filter(|&letter| is_unspaced(letter));
        let end = second.map_or(middle, |letter| middle + letter.len_utf8());
        let more = self.letter(end).is_some_and(is_unspaced);
        self.at = if more && second.is_some() { middle } else { end };
        start..end
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let start = self.at;
            let letter = self.letter(start)?;
            if is_unspaced(letter) {
                return Some(self.pair(start, letter));
            }
            if !letter.is_alphanumeric() {
                self.at = start + letter.len_utf8();
                continue;
            }
            let (end, next) = self.word_end(start);
            self.at = next.max(end).max(start + letter.len_utf8());
            return Some(start..end.max(start + letter.len_utf8()));
        }
    }
}

/// Whether a character that is no ASCII letter or digit is part of the word around it.
fn is_inner(letter: char) -> bool {
    !letter.is_ascii()
        && !is_unspaced(letter)
        && (letter.is_alphanumeric()
            || is_combining_mark(letter)
            || matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}'))
}

/// Whether a character belongs to a script that is written without spaces, or, as Korean, with
/// particles glued on.
#[must_use]
pub fn is_unspaced(letter: char) -> bool {
    letter >= '\u{e00}'
        && matches!(letter,
            '\u{e00}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e80}'..='\u{edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}'
            | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}')
}
