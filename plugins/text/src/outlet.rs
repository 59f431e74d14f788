//! Outlet: under what name an outlet counts, however it is written.
//!
//! Whoever writes an article chooses how it spells its outlet, so one name in capitals, with
//! another mark, with a letter that nobody sees or one of another script that looks the same is
//! still one outlet. What looks alike is taken from Unicode Technical Standard 39, for it is what a
//! reader cannot tell apart either.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// What an outlet counts by: its name with compatibility forms, case, marks, spaces, what is not
/// seen and what looks alike folded. Only for comparing, never shown. A name without a letter or
/// digit counts as it is written.
#[must_use]
pub fn key(name: &str) -> String {
    let name = bare(name);
    // Capitals of other scripts look like ours before they are lowered ("Н", "В"), small letters
    // after.
    let lowered = skeleton(&name.nfkd().collect::<String>()).collect::<String>().to_lowercase();
    let alike = skeleton(&lowered).collect::<String>().to_lowercase();
    // A capital i looks like a small L, so both are one letter whichever was written.
    let key: String = alike.nfkd().filter(|letter| letter.is_alphanumeric()).collect();
    let key = key.replace('i', "l");
    if key.is_empty() { name.to_owned() } else { key }
}

/// A word with every letter beyond ASCII as the one that it looks like: a text in which some
/// letters were changed for their doubles of another script is still that text.
#[must_use]
pub fn seen(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut seen = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter.is_ascii() {
            true => seen.push(letter),
            false => seen.extend(skeleton(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    Cow::Owned(seen)
}

/// A name without what an address has before its host.
fn bare(name: &str) -> &str {
    let name = name.trim();
    let name =
        name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(name);
    name.strip_prefix("www.").unwrap_or(name)
}

/// A name as it may be shown: without what is not seen, spaces single.
#[must_use]
pub fn shown(name: &str) -> String {
    let seen: String =
        name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let seen: String = seen.chars().filter(|letter| !is_unseen(*letter)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that take no place: joiners, marks of direction, fillers, variation selectors, tags.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_one_outlet_however_it_is_written() {
        let check = |names: &[&str]| {
            let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
            for (name, found) in names.iter().zip(&keys) {
                assert_eq!(found, &keys[0], "{name:?} beside {:?}", names[0]);
            }
        };
        check(&["Nova Post", "NOVA POST", "nova-post", "Nova Post.", "Nova  Post", "NovaPost"]);
        check(&["Nova Post", "Nova\u{200d} Post", "Nova Post\u{200e}", "No\u{ad}va Post"]);
        check(&[
            "Nova Post",
            "Nοva Post",
            "Nоva Post",
            "Νova Post",
            "𝐍ova Post",
            "Ｎｏｖａ Ｐｏｓｔ",
        ]);
        check(&["Nova Post", "Nova\u{3164}Post", "Nova Post\u{fe0f}", "N\u{34f}ova Post"]);
        check(&["Herald", "НЕRALD", "Неrald", "HERALD", "“Herald”"]);
        check(&["India Mail", "INDIA MAIL", "lndia Mail", "1ndia Mail", "ındia Mail"]);
        check(&["Modern Times", "MODERN TIMES", "modern times", "Modern Tirnes"]);
        check(&["Télé Nord", "Te\u{301}le\u{301} Nord", "TÉLÉ NORD"]);
        check(&["post.example", "www.post.example", "https://www.post.example"]);
        check(&["新聞社", "新聞社 ", "「新聞社」"]);
        check(&["", " ", "\u{200b}".trim()][..2]);
    }

    #[test]
    fn other_names_are_other_outlets() {
        let names = [
            "Nova Post",
            "Nova Press",
            "Nova Post 2",
            "Nuova Post",
            "Herald",
            "Post",
            "Radio 1",
            "Radio 2",
            "Le Monde",
            "El Mundo",
            "新聞社",
            "通信社",
            "Газета",
            "Вісник",
            "?",
            "!",
        ];
        let mut keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), names.len());
    }

    #[test]
    fn a_word_is_what_it_looks_like() {
        assert_eq!(seen("hаrbоur"), "harbour");
        assert_eq!(seen("from"), "from");
        assert_ne!(seen("гавань"), seen("залив"));
    }

    #[test]
    fn a_name_is_shown_without_what_is_not_seen() {
        assert_eq!(shown(" Nova\u{200d}  Post\u{200e}\u{e0041}"), "Nova Post");
        assert_eq!(shown("Télé-Nord (AFP)"), "Télé-Nord (AFP)");
        assert_eq!(shown("\u{200b}"), "");
    }
}
