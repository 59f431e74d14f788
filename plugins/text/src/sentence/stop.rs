//! The marks at one place that may end a sentence, and what closes behind them.

use crate::work::steps;

/// The character at a place, which is the start of one.
pub(super) fn letter(text: &str, at: usize) -> Option<char> {
    match *text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(byte as char),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The first place from `at` on that is no white space.
pub(super) fn skip_space(text: &str, at: usize) -> usize {
    text.get(at..).map_or(at, |rest| at + rest.len() - rest.trim_start().len())
}

/// See the module.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stop {
    /// First mark.
    pub(super) first: usize,
    /// Behind the last mark.
    pub(super) marks: usize,
    /// Behind the quotation marks, brackets and references that close after them.
    pub(super) end: usize,
    /// Whether there is a question or exclamation mark.
    pub(super) strong: bool,
    /// How many stops there are; "…" counts as three.
    pub(super) dots: usize,
    /// Whether white space stands between them.
    pub(super) spaced: bool,
    /// Whether it is a mark of a script without spaces.
    pub(super) wide: bool,
}

impl Stop {
    /// Reads the marks at a place.
    pub(super) fn at(text: &str, first: usize) -> Self {
        let mut stop = Self { first, marks: first, ..Self::default() };
        while let Some(mark) = letter(text, stop.marks) {
            steps(1);
            if mark.is_whitespace() {
                let Some(next) = spaced_mark(text, stop.marks) else { break };
                stop.marks = next;
                stop.spaced = true;
            } else if stop.take(mark) {
                stop.marks += mark.len_utf8();
            } else {
                break;
            }
        }
        stop.end = closed(text, stop.marks);
        stop
    }

    /// Notes a mark, if it is one.
    fn take(&mut self, mark: char) -> bool {
        match mark {
            '.' => self.dots += 1,
            '…' => self.dots += 3,
            '!' | '?' | '؟' | '।' | '۔' => self.strong = true,
            '。' | '！' | '？' | '．' | '｡' => self.wide = true,
            _ => return false,
        }
        true
    }

    /// Whether marks that close stand behind.
    pub(super) fn is_closed(&self) -> bool {
        self.end > self.marks
    }
}

/// Where the next mark stands behind white space, when it continues the marks before: ". . ." and
/// "? ? ?".
fn spaced_mark(text: &str, at: usize) -> Option<usize> {
    let next = skip_space(text, at);
    let mark = letter(text, next).filter(|mark| matches!(mark, '.' | '!' | '?'))?;
    let after = letter(text, next + mark.len_utf8());
    after.is_none_or(|after| !after.is_alphanumeric()).then_some(next)
}

/// Passes over quotation marks and brackets that close, pictures, and references such as "[1]".
fn closed(text: &str, mut at: usize) -> usize {
    while let Some(mark) = letter(text, at) {
        steps(1);
        let next = if mark.is_whitespace() { skip_space(text, at) } else { at };
        let Some(mark) = letter(text, next) else { return at };
        // behind white space only what surely closes
        let closes = match mark {
            '»' | '”' | ')' | ']' => true,
            // German quotations close with what opens English ones
            '“' | '‘' | '«' => {
                next == at
                    && letter(text, at + mark.len_utf8())
                        .is_none_or(|after| !after.is_alphanumeric())
            }
            '"' | '\'' | '’' | '›' | '}' | '」' | '』' | '》' | '〉' | '）' | '】' | '*' | '_' => {
                next == at
            }
            _ => false,
        };
        match reference(text, next) {
            _ if closes || is_picture(mark) => at = next + mark.len_utf8(),
            Some(end) => at = end,
            None => return at,
        }
    }
    at
}

/// Whether a character is a picture, or joins two: behind a sentence it belongs to it.
fn is_picture(mark: char) -> bool {
    matches!(mark, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}')
}

/// The end of a reference "[12]" or "[3, 5–7]" at a place.
fn reference(text: &str, at: usize) -> Option<usize> {
    let inside = text.get(at..)?.strip_prefix('[')?;
    let rest = inside.trim_start_matches(|mark: char| {
        mark.is_ascii_digit() || matches!(mark, ' ' | ',' | '-' | '–')
    });
    steps(inside.len() - rest.len());
    (rest.len() < inside.len() && rest.starts_with(']')).then(|| text.len() - rest.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_what_closes_are_read() {
        let check = |text: &str, marks: &str, closing: &str, dots: usize| {
            let stop = Stop::at(text, 0);
            assert_eq!(
                (&text[..stop.marks], &text[stop.marks..stop.end], stop.dots),
                (marks, closing, dots),
                "{text}"
            );
        };
        check(". The", ".", "", 1);
        check("?!” He", "?!", "”", 0);
        check(". » Il", ".", " »", 1);
        check(". . . he", ". . .", "", 3);
        check("… .5", "…", "", 3);
        check(".)\" [1][2, 3] It", ".", ")\" [1][2, 3]", 1);
        check(". [see]", ".", "", 1);
        check(".“ Er", ".", "“", 1);
        check(".“Er", ".", "", 1);
        check("! \"Yes", "!", "", 0);
        check("。」と", "。", "」", 0);
    }
}
