//! Words of the tables of all languages at once: what stands around a text may be in another
//! language than the text.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use q7x2_sdk::text::language::{self, Language, Page, WordList};

/// Such words, gathered when they are first asked for.
pub(super) type Words = LazyLock<BTreeSet<&'static str>>;

/// The words of one list.
pub(super) fn everywhere(list: fn(&Page) -> &WordList) -> BTreeSet<&'static str> {
    language::all().iter().flat_map(|table| list(&table.page)).map(String::as_str).collect()
}

/// The same with a space before and behind, as they stand between others.
pub(super) fn spaced(list: fn(&Page) -> &WordList) -> Vec<String> {
    everywhere(list).into_iter().map(|word| format!(" {word} ")).collect()
}

/// Whether a word is a month or weekday, by the tables that are good for texts of every language.
pub(super) fn is_calendar(word: &str) -> bool {
    dates_everywhere().any(|table| names_date(table, word))
}

/// The same, by the text's own table too.
pub(super) fn is_calendar_in(word: &str, language: &Language) -> bool {
    names_date(language, word) || is_calendar(word)
}

fn dates_everywhere() -> impl Iterator<Item = &'static Language> {
    language::all().iter().filter(|table| table.page.dates_everywhere)
}

fn names_date(table: &Language, word: &str) -> bool {
    table.months.contains_key(word) || table.weekdays.contains_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_languages() {
        let words = everywhere(|page| &page.names.joiners);
        assert!(["and", "und", "et", "y"].iter().all(|word| words.contains(word)));
        assert!(spaced(|page| &page.names.joiners).contains(&" und ".to_owned()));
        let german = Language::of(Some("de"));
        assert!(is_calendar("monday") && !is_calendar("montag"));
        assert!(is_calendar_in("montag", german) && is_calendar_in("monday", german));
    }
}
