//! The numbers and letters before the items of a list that runs on in one paragraph: "1. One 2.
//! Two", "a) … b) …".

/// The mark of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// 1 for "1" and for "a".
    value: u32,
    /// Whether it is a letter.
    letter: bool,
    /// What stands behind it.
    behind: &'static str,
}

impl Marker {
    /// The mark at the head of a text, "1.", "2)", "a.", "⁃9." or "1.)", and its length. White
    /// space follows it.
    pub(super) fn at_head(text: &str) -> Option<(Self, usize)> {
        // two bullets at most, so that a row of them is not read again and again
        let bullet = |text: &'_ str| text.strip_prefix(['⁃', '•', '-', '*', '–']).map(str::len);
        let bare = bullet(text).map_or(text.len(), |rest| {
            text.get(text.len() - rest..).and_then(bullet).unwrap_or(rest)
        });
        let bare = text.get(text.len() - bare..)?;
        let digits = bare.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let letter = bare.bytes().next().filter(u8::is_ascii_lowercase).filter(|_| digits == 0);
        let value = match letter {
            Some(letter) => u32::from(letter - b'a') + 1,
            None => bare.get(..digits)?.parse().ok()?,
        };
        let after = bare.get(digits.max(1)..)?;
        let behind = [".)", ".", ")"].into_iter().find(|mark| after.starts_with(mark))?;
        let rest = after.get(behind.len()..)?;
        let marker = Self { value, letter: letter.is_some(), behind };
        rest.starts_with(char::is_whitespace).then(|| (marker, text.len() - rest.len()))
    }

    /// The mark of the next item.
    pub(super) fn next(self) -> Self {
        Self { value: self.value + 1, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        let check = |text: &str, expected: Option<(u32, usize)>| {
            assert_eq!(
                Marker::at_head(text).map(|(marker, length)| (marker.value, length)),
                expected,
                "{text}"
            );
        };
        check("1. One", Some((1, 2)));
        check("12) One", Some((12, 3)));
        check("b.) One", Some((2, 3)));
        check("⁃9. One", Some((9, "⁃9.".len())));
        check("- 1. One", None);
        check("1.5 million", None);
        check("a", None);
        check("99999. One", None);
        check("B. One", None);
        check("1.", None);
        check("", None);
    }
}
