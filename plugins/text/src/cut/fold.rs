//! Folding: what of a text is compared.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Lower case, without diacritics, typographic marks as ASCII: what is compared, never what is
/// shown.
#[must_use]
pub fn fold(text: &str) -> String {
    folded(text, false).into_owned()
}

/// Folds a text; `marks`: its diacritics stay. Most words are folded as they stand.
#[must_use]
pub fn folded(text: &str, marks: bool) -> Cow<'_, str> {
    if text.is_ascii() {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(text.to_ascii_lowercase());
        }
        return Cow::Borrowed(text);
    }
    Cow::Owned(typeset(text).unwrap_or_else(|| decomposed(text, marks)))
}

/// Folds a text by the tables of Unicode.
fn decomposed(text: &str, marks: bool) -> String {
    let mut folded = String::with_capacity(text.len());
    let dropped =
        |letter: char| is_unseen(letter) || (!marks && matches!(letter, '\u{300}'..='\u{36f}'));
    // compatibility forms are taken apart for their diacritics and put together again for Hangul
    // and kana
    let plain = text.nfkd().filter(|&letter| !dropped(letter)).nfc();
    for letter in plain.flat_map(char::to_lowercase).filter(|&letter| !dropped(letter)) {
        match letter {
            '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' | '´' | '‹' | '›' => {
                folded.push('\'')
            }
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => folded.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            space if space.is_whitespace() => folded.push(' '),
            other => folded.push(other),
        }
    }
    folded
}

/// Folds a text whose only letters beyond ASCII are the marks of ordinary typesetting, as most
/// English text is: they have no other form that would have to be looked up.
fn typeset(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        folded.push(match letter {
            '‘' | '’' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '–' | '—' => '-',
            _ if letter.is_ascii() => letter.to_ascii_lowercase(),
            _ => return None,
        });
    }
    Some(folded)
}

/// Marks that are not seen. Combining diacritics of Latin, Greek and Cyrillic are dropped by
/// choice; other scripts' marks are letters of theirs and stay.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
