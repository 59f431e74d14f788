//! Bytes to text: finds the encoding, and takes out the characters that no article means to say.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use q7x2_sdk::work::steps;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text, and what was wrong with its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte order mark, lines ending in `\n`.
    pub text: String,
    /// What was done, and the line of the first offending byte; absent for proper UTF-8 and for
    /// UTF-16 with its mark.
    pub repair: Option<(&'static str, usize)>,
}

/// Reads bytes as UTF-8, as UTF-16 where a byte order mark says so, else as what they most likely
/// are.
pub(super) fn text(bytes: &[u8]) -> Decoded {
    if let Some(text) = utf16(bytes) {
        return Decoded { text: lines(text), repair: None };
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: lines(text.to_owned()), repair: None },
        Err(error) => {
            let line =
                bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            repaired(bytes, line)
        }
    }
}

/// Reads the bytes of a page: where they are not UTF-8 it says itself what they are.
pub(super) fn page(bytes: &[u8]) -> Decoded {
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    match declared(bytes).filter(|_| !is_wide && std::str::from_utf8(bytes).is_err()) {
        Some(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            Decoded { text: lines(text.into_owned()), repair: None }
        }
        None => text(bytes),
    }
}

/// The encoding that a page says it has, among its first bytes, other than UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let mut said = ["charset=", "encoding="].iter().flat_map(|key| head.split(key).skip(1));
    said.find_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|next: char| !(next.is_ascii_alphanumeric() || "-_:.".contains(next)));
        Encoding::for_label_no_replacement(rest.get(..end?)?.as_bytes())
            .filter(|encoding| *encoding != encoding_rs::UTF_8)
    })
}

/// Whether bytes are no text at all: a picture renamed, a database.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let marked = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    !marked && head.contains(&0)
}

/// Damaged UTF-8 stays UTF-8 where most of its wide characters are whole; else it is in one of the
/// encodings of before, as browsers guess them.
fn repaired(bytes: &[u8], line: usize) -> Decoded {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole >= broken {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Decoded {
            text: lines(text),
            repair: Some(("read as damaged UTF-8, with � for what is lost", line)),
        };
    }
    let (text, what) = guessed(bytes);
    Decoded { text: lines(text), repair: Some((what, line)) }
}

/// Bytes that a guess at an encoding rests on.
const GUESSED: usize = 64 << 10;

/// Text in an encoding of before Unicode, and what was made of it. What is no other's is
/// Windows-1252.
fn guessed(bytes: &[u8]) -> (String, &'static str) {
    steps(bytes.len().min(GUESSED));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let head = bytes.get(..GUESSED).unwrap_or(bytes);
    detector.feed(head, head.len() == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let what = READ_AS.iter().find(|(known, _)| *known == encoding).map(|(_, what)| *what);
    match what {
        Some(what) => (encoding.decode_without_bom_handling(bytes).0.into_owned(), what),
        None => (windows(bytes), "read as Windows-1252"),
    }
}

/// The encodings that are told from Windows-1252.
const READ_AS: [(&Encoding, &str); 13] = [
    (encoding_rs::WINDOWS_1250, "read as Windows-1250"),
    (encoding_rs::WINDOWS_1251, "read as Windows-1251"),
    (encoding_rs::WINDOWS_1253, "read as Windows-1253"),
    (encoding_rs::WINDOWS_1254, "read as Windows-1254"),
    (encoding_rs::WINDOWS_1255, "read as Windows-1255"),
    (encoding_rs::WINDOWS_1256, "read as Windows-1256"),
    (encoding_rs::ISO_8859_2, "read as ISO 8859-2"),
    (encoding_rs::KOI8_U, "read as KOI8"),
    (encoding_rs::SHIFT_JIS, "read as Shift JIS"),
    (encoding_rs::EUC_JP, "read as EUC-JP"),
    (encoding_rs::EUC_KR, "read as EUC-KR"),
    (encoding_rs::GBK, "read as GBK"),
    (encoding_rs::BIG5, "read as Big5"),
];

/// Windows-1252.
pub(super) fn windows(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| windows_1252(*byte)).collect()
}

/// The byte of Windows-1252 that stands for a character beyond ASCII, or of Latin-1, whose control
/// characters fill its gaps.
pub(super) fn byte_of(character: char) -> Option<u8> {
    match character {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(character)).ok(),
        _ => {
            let at = WINDOWS_1252.chars().position(|one| one == character)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// 0x80 to 0x9F of Windows-1252; the five undefined ones map to themselves and fall to
/// `clean_characters`.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{FFFD}'),
        _ => char::from(byte),
    }
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (read, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect())
}

/// `\r\n`, a lone `\r` and Unicode's line and paragraph separators become `\n`.
fn lines(text: String) -> String {
    if !text.contains(['\r', '\u{2028}', '\u{2029}']) {
        return text;
    }
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

/// How much of the characters is put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Characters {
    /// Only what could deceive a reader or break a page goes: control characters and overrides of
    /// direction.
    Safe,
    /// Also to Unicode's composed form (NFC), without characters that have no width.
    Composed,
}

/// Takes out control characters and overrides of the writing direction; every kind of space becomes
/// a plain one.
///
/// Marks that scripts need stay: joiners (U+200C, U+200D) and the plain direction marks (U+200E,
/// U+200F).
pub(super) fn clean_characters(text: &str, wanted: Characters) -> Cow<'_, str> {
    steps(text.len());
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let kept = || text.chars().filter_map(|character| character_kept(character, wanted));
    match wanted {
        Characters::Safe => Cow::Owned(kept().collect()),
        Characters::Composed if is_nfc_quick(kept()) == IsNormalized::Yes => {
            Cow::Owned(kept().collect())
        }
        Characters::Composed => Cow::Owned(kept().nfc().collect()),
    }
}

fn character_kept(character: char, wanted: Characters) -> Option<char> {
    match character {
        ' '..='~' | '\n' => Some(character),
        '\t'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => Some(' '),
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' => None,
        '\u{AD}' | '\u{200B}' | '\u{2060}' if wanted == Characters::Composed => None,
        character if character.is_control() => None,
        character => Some(character),
    }
}

/// One line of metadata: cleaned, white space single, ends trimmed.
pub(super) fn one_line(text: &str) -> String {
    fold_space(&clean_characters(text, Characters::Composed))
}

/// White space single, ends trimmed.
pub(super) fn fold_space(text: &str) -> String {
    steps(text.len());
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text() {
        let check = |bytes: &[u8], expected: &str, repaired: Option<usize>| {
            let decoded = text(bytes);
            assert_eq!(
                (decoded.text.as_str(), decoded.repair.map(|(_, line)| line)),
                (expected, repaired)
            );
        };
        check("Élysée".as_bytes(), "Élysée", None);
        check(b"\xEF\xBB\xBFa\r\nb\rc", "a\nb\nc", None);
        check(b"\xFF\xFEa\0\xE9\0", "aé", None);
        check(b"\xFE\xFF\0a\0\xE9\0", "aé", None);
        check(b"a\nb \x93Coalition\x94 \x80", "a\nb “Coalition” €", Some(2));
        check(
            "é é é \u{2014} x".as_bytes().split_last().map_or(&[], |(_, head)| head),
            "é é é — ",
            None,
        );
        check(
            b"\xCF\xEE\xF0\xEE\xEC \xF1\xB3\xE2 \xED\xE0 \xEC\xB3\xEB\xE8\xED\xF3.",
            "Пором сів на мілину.",
            Some(1),
        );
        check(b"Les \xE9l\xE8ves ont v\xE9cu l'\xE9t\xE9.", "Les élèves ont vécu l'été.", Some(1));
        check(b"\xC3\xA9t\xC3\xA9 \xE2\x80", "été �", Some(1));
        check(b"\xFF\xFE\x00\xD8", "�", None);
        check(b"", "", None);
    }

    #[test]
    fn every_byte_of_windows_1252_has_its_character() {
        assert_eq!(WINDOWS_1252.chars().count(), 32);
        assert_eq!(
            (windows_1252(0x80), windows_1252(0x99), windows_1252(0x9F), windows_1252(0xE9)),
            ('€', '™', 'Ÿ', 'é')
        );
    }

    #[test]
    fn binary_files_are_told_from_text() {
        assert!(
            is_binary(b"PNG\0\x01")
                && !is_binary(b"\xFF\xFEa\0")
                && !is_binary("Élysée".as_bytes())
        );
    }

    #[test]
    fn deceiving_characters_go() {
        let check = |text: &str, safe: &str, composed: &str| {
            assert_eq!(clean_characters(text, Characters::Safe), safe);
            assert_eq!(clean_characters(text, Characters::Composed), composed);
        };
        check("plain\ntext", "plain\ntext", "plain\ntext");
        check("a\u{A0}b\tc\u{3000}d", "a b c d", "a b c d");
        check("a\u{202E}b\u{2066}c\0d\u{7}e\u{9F}", "abcde", "abcde");
        check("e\u{301}", "e\u{301}", "é");
        check("co\u{AD}op\u{200B}", "co\u{AD}op\u{200B}", "coop");
        check("می\u{200C}خواهم", "می\u{200C}خواهم", "می\u{200C}خواهم");
    }

    proptest::proptest! {
        #[test]
        fn cleaning_characters_twice_equals_once(text: String) {
            for wanted in [Characters::Safe, Characters::Composed] {
                let once = clean_characters(&text, wanted).into_owned();
                proptest::prop_assert_eq!(clean_characters(&once, wanted), once.as_str());
            }
        }

        #[test]
        fn no_bytes_are_refused(bytes: Vec<u8>) {
            let decoded = text(&bytes);
            proptest::prop_assert!(!decoded.text.contains('\r'));
        }
    }
}
