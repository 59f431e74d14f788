//! Places and dates by their form, as a dateline has them.

use std::collections::HashSet;
use std::sync::OnceLock;

use q7x2_sdk::text::language::{self, Language};

/// "Jan. 6", "2026", "le 6 janvier", "Tuesday", "6. Januar 2026".
pub(super) fn is_date_part(part: &str, language: &Language) -> bool {
    let mut words =
        part.split_whitespace().map(|word| word.trim_matches(['.', ',']).to_lowercase()).peekable();
    let english = Language::of(Some("en"));
    let is_date_word = |word: &String| {
        let number = word.trim_end_matches(|mark: char| mark.is_ascii_alphabetic());
        let tabled = [language, english]
            .iter()
            .any(|table| table.months.contains_key(word) || table.weekdays.contains_key(word));
        tabled
            || matches!(word.as_str(), "le" | "den" | "el" | "de")
            || !number.is_empty()
                && number.len() <= 4
                && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    words.peek().is_some() && words.all(|word| is_date_word(&word))
}

/// One to four words that begin with capitals, small ones between.
pub(super) fn is_place_shape(part: &str) -> bool {
    let words: Vec<&str> = part.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                *word,
                "de" | "del"
                    | "la"
                    | "al"
                    | "el"
                    | "of"
                    | "the"
                    | "and"
                    | "am"
                    | "an"
                    | "der"
                    | "sur"
                    | "di"
            )
    };
    (1..=5).contains(&words.len())
        && words.iter().all(capital)
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && part
            .chars()
            .all(|character| character.is_alphanumeric() || " .-'’/&".contains(character))
}

/// Words in capitals that stand before a dash or colon and are no place.
const LABELS: [&str; 56] = [
    "analysis",
    "asean",
    "basic",
    "breaking",
    "breaking news",
    "brics",
    "column",
    "comment",
    "commentary",
    "correction",
    "covid",
    "editorial",
    "exclusive",
    "explained",
    "explainer",
    "factbox",
    "fact check",
    "feature",
    "fifa",
    "focus",
    "gallery",
    "iaea",
    "insight",
    "interview",
    "interpol",
    "isis",
    "just in",
    "live",
    "live updates",
    "media",
    "nasa",
    "nato",
    "news",
    "note",
    "obituary",
    "opec",
    "opinion",
    "pictures",
    "photos",
    "poll",
    "profile",
    "quote",
    "read",
    "review",
    "sports",
    "timeline",
    "uefa",
    "unesco",
    "unicef",
    "update",
    "updates",
    "video",
    "voices",
    "watch",
    "weather",
    "world",
];

/// Whether capitals are a label or an acronym rather than a place: no vowel, too short, or known as
/// one.
pub(super) fn is_label(place: &str) -> bool {
    if is_place(place) {
        return false;
    }
    let folded = place.to_lowercase();
    let letters = folded.chars().filter(|character| character.is_alphabetic()).count();
    letters < 4
        || folded.contains(|character: char| character.is_numeric())
        || LABELS.contains(&folded.as_str())
        || !folded.contains(|character| "aeiouyáéíóúäöüåøæàèêîôûо".contains(character))
        || folded.starts_with("update ")
}

/// Whether capitals are the first words of a sentence, as some papers print them: "A FIRE", "TWO
/// MEN".
pub(super) fn opens_text(place: &str, language: &Language) -> bool {
    let first = place.split(' ').next().unwrap_or_default().to_lowercase();
    !is_place(place)
        && (language.stop_words.contains(&first) || language.number_words.contains_key(&first))
}

/// Whether a name is a place of one of the tables, as a whole or by one of the names between
/// strokes.
pub(super) fn is_place(name: &str) -> bool {
    static PLACES: OnceLock<HashSet<String>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        language::all().iter().flat_map(|table| table.places.iter().cloned()).collect()
    });
    let folded = name.trim().trim_end_matches('.').to_lowercase().replace('ß', "ss");
    places.contains(&folded)
        || folded.contains('/') && folded.split('/').any(|part| places.contains(part.trim()))
}
