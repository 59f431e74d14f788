//! Places and dates by their form, as a dateline has them.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use q7x2_sdk::text::language::{self, Language};

use super::super::super::tabled::{Words, everywhere, is_calendar_in};

/// Small words in dates.
static DATE_WORDS: Words = LazyLock::new(|| everywhere(|page| &page.dateline.date_words));

/// Small words in names of places.
static PLACE_WORDS: Words = LazyLock::new(|| everywhere(|page| &page.dateline.place_words));

/// "Jan. 6", "2026", "le 6 janvier", "Tuesday", "6. Januar 2026".
pub(super) fn is_date_part(part: &str, language: &Language) -> bool {
    let mut words =
        part.split_whitespace().map(|word| word.trim_matches(['.', ',']).to_lowercase()).peekable();
    words.peek().is_some() && words.all(|word| is_date_word(&word, language))
}

fn is_date_word(word: &str, language: &Language) -> bool {
    let number = word.trim_end_matches(|mark: char| mark.is_ascii_alphabetic());
    is_calendar_in(word, language)
        || DATE_WORDS.contains(word)
        || !number.is_empty()
            && number.len() <= 4
            && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// One to four words that begin with capitals, small ones between.
pub(super) fn is_place_shape(part: &str) -> bool {
    let words: Vec<&str> = part.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || PLACE_WORDS.contains(*word);
    (1..=5).contains(&words.len())
        && words.iter().all(capital)
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && part
            .chars()
            .all(|character| character.is_alphanumeric() || " .-'’/&".contains(character))
}

/// Words in capitals that stand before a dash or colon and are no place.
static LABELS: Words = LazyLock::new(|| everywhere(|page| &page.dateline.labels));

/// How more of these begin.
static LABEL_STARTS: Words = LazyLock::new(|| everywhere(|page| &page.dateline.label_starts));

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
        || LABELS.contains(folded.as_str())
        || !folded.contains(|character| "aeiouyáéíóúäöüåøæàèêîôûо".contains(character))
        || LABEL_STARTS.iter().any(|start| folded.starts_with(start))
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
