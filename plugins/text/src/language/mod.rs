//! Language: what is known of a language, made ready for looking up.

mod claims;
mod frequency;
mod leaning;
mod lexicon;
mod list;
mod meaning;
mod page;
mod phrase;
pub(crate) mod role;
pub(crate) mod stem;
mod table;
mod voice;

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

pub use claims::Claims;
use frequency::Frequencies;
pub use frequency::{DOCUMENTS, table};
pub use leaning::Leaning;
pub use lexicon::{Lexicon, Sense};
pub use list::WordList;
pub use meaning::{Meaning, Meanings, Said, phrase_meaning};
pub use page::{Biography, Datelines, Lines, Machine, Names, Page, Picture};
pub use phrase::Phrases;
pub use role::CueKind;
pub(crate) use role::Role;
use role::Roles;
pub use table::Table;
pub use voice::Voice;

use crate::cut::{Stem, hash};

/// One language: its table, and the indexes made of it when they are first asked for.
#[derive(Debug, Clone, Default)]
pub struct Language {
    table: Table,
    frequency_table: &'static [u8],
    lexicon: OnceLock<Lexicon>,
    frequencies: OnceLock<Frequencies>,
    meanings: OnceLock<Meanings>,
}

impl From<Table> for Language {
    fn from(table: Table) -> Self {
        Self { table, ..Self::default() }
    }
}

impl Deref for Language {
    type Target = Table;

    fn deref(&self) -> &Table {
        &self.table
    }
}

/// A folder of `language/`, as it was when the program was built.
struct Folder {
    code: &'static str,
    /// Name and text.
    files: &'static [(&'static str, &'static str)],
    /// How common its stems are, as [`table`] writes it.
    frequencies: &'static [u8],
}

/// All of them, by code; `build.rs` lists them.
const FOLDERS: &[Folder] = include!(concat!(env!("OUT_DIR"), "/folders.rs"));

/// What is known of the languages without a folder.
const OTHERS: (&str, &str) = ("others.toml", include_str!("../../language/others.toml"));

/// The languages that have a table, by code.
#[must_use]
pub fn all() -> &'static [Language] {
    static LANGUAGES: OnceLock<Vec<Language>> = OnceLock::new();
    LANGUAGES.get_or_init(|| FOLDERS.iter().map(Language::shipped).collect())
}

impl Language {
    /// The table for a BCP 47 tag (its primary subtag counts); where there is none, one that knows
    /// abbreviations alone.
    #[must_use]
    pub fn of(tag: Option<&str>) -> &'static Self {
        static NONE: OnceLock<Language> = OnceLock::new();
        let code = tag.unwrap_or_default().split(['-', '_']).next().unwrap_or_default();
        let found = all().iter().find(|language| language.code.eq_ignore_ascii_case(code));
        found.unwrap_or_else(|| NONE.get_or_init(Self::untabled))
    }

    #[expect(clippy::expect_used, reason = "the table is part of the program and tests read it")]
    fn untabled() -> Self {
        Self::from(Table::read("", &[OTHERS]).expect("a valid language table"))
    }

    #[expect(
        clippy::expect_used,
        reason = "the tables are part of the program and a test reads them all"
    )]
    fn shipped(folder: &Folder) -> Self {
        let table = Table::read(folder.code, folder.files).expect("a valid language table");
        Self { frequency_table: folder.frequencies, ..Self::from(table) }
    }

    /// The table's words in one index, made at the first call.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::of(&self.table))
    }

    /// What its words say, made ready at the first call.
    pub fn meanings(&self) -> &Meanings {
        self.meanings
            .get_or_init(|| Meanings::of(&self.table, self.roles(), |word| self.same(word)))
    }

    /// How common its stems are, made ready at the first call.
    fn frequencies(&self) -> &Frequencies {
        self.frequencies.get_or_init(|| Frequencies::read(self.frequency_table))
    }

    /// What single words are on a list for.
    pub(crate) fn roles(&self) -> &Roles {
        &self.lexicon().roles
    }

    /// Whether a folded word, as a number ([`hash`]), is the name of a weekday or month.
    #[must_use]
    pub fn is_calendar(&self, word: u64) -> bool {
        self.roles().has(word, &[Role::Calendar])
    }

    /// Whether a folded word, as a number ([`hash`]), is one of `titles`.
    #[must_use]
    pub fn is_title(&self, word: u64) -> bool {
        self.roles().has(word, &[Role::Title])
    }

    /// Whether a word, as [`spelt`] writes it, is one of `speech_verbs`.
    #[must_use]
    pub fn says(&self, word: &str) -> bool {
        self.roles().has(hash(word), &[Role::Speech])
    }

    /// The stem of the one word that the table has for what a folded word means.
    pub fn same(&self, word: u64) -> Option<Stem> {
        self.lexicon().same(word)
    }

    /// The pair of opposites that a word belongs to, and whether to its second row.
    pub fn opposite(&self, word: u64) -> Option<(usize, bool)> {
        self.lexicon().opposite(word)
    }
}

/// A text as its language's lists are asked for it: folded, but with its diacritics where they tell
/// words apart, as in "könnte" and "konnte", "où" and "ou", "más" and "mas".
#[must_use]
pub fn spelt<'t>(text: &'t str, language: &Language) -> Cow<'t, str> {
    language.table.spelt(text)
}

/// Inverse document frequency of a stem: `ln((N + 1) / (df + 0.5))` over [`DOCUMENTS`] articles; a
/// stem that the table does not know is in none of them.
#[must_use]
pub fn idf(stem: Stem, language: &Language) -> f64 {
    language.frequencies().idf(stem)
}

/// In how many of [`DOCUMENTS`] articles a stem is. Add the collection's own count to it and weigh
/// by
/// `ln((DOCUMENTS + n + 1) / (known + own + 0.5))`.
#[must_use]
pub fn document_frequency(stem: Stem, language: &Language) -> f64 {
    language.frequencies().document_frequency(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cue, date, number, word};

    /// A language that nobody speaks, in a folder of two files: no line of Rust knows it.
    const TOY: &[(&str, &str)] = &[
        (
            "words.toml",
            "stop_words = [\"lo\", \"sa\"]\ndiacritics = true\n[synonyms]\nmir = \"pax\"\n",
        ),
        (
            "dates.toml",
            "months = { primar = 1, sekundar = 2 }\nweekdays = { lun = 1 }\nrelative_days = { hier = -1 }\n",
        ),
        ("clauses.toml", "negations = [\"nek\"]\n"),
        (
            "numbers.toml",
            "number_words = { du = 2, tri = 3 }\nplural_endings = [[\"oj\", \"o\"]]\n",
        ),
        ("speech.toml", "speech_verbs = [\"diri\"]\n"),
    ];

    #[test]
    fn a_folder_is_a_language() {
        let toy = Language::from(Table::read("ty", TOY).unwrap());
        let tokens = word::tokens("lo mir nek venu", &toy);
        assert_eq!(
            tokens.iter().map(|token| token.stop).collect::<Vec<_>>(),
            [true, false, false, false]
        );
        assert_eq!(toy.same(tokens[1].word), Some(word::stem("pax", &toy)));
        assert_eq!(cue::cues("lo mir nek venu", &tokens, &toy).len(), 1);
        assert!(toy.says("diri") && toy.is_tabled() && !toy.says("said"));
        let days = date::dates("6 primar 2026", &toy);
        assert_eq!(days.len(), 1);
        let numbers = number::numbers("tri domoj", &toy);
        assert_eq!(
            numbers.iter().map(|one| (one.low, one.unit.as_str())).collect::<Vec<_>>(),
            [(3.0, "domo")]
        );
    }

    #[test]
    fn a_folder_with_a_mistake_says_which_file() {
        let check = |files: &[(&str, &str)], expected: &str| {
            let error = Table::read("ty", files).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check(&[("a.toml", "stop_words = [")], "a.toml");
        check(&[("a.toml", "hedges = []"), ("b.toml", "hedges = []")], "b.toml: `hedges`");
        check(&[("a.toml", "wrods = []")], "wrods");
    }

    #[test]
    fn every_table_is_found_by_its_code_and_by_a_tag() {
        for code in ["en", "de", "fr", "es"] {
            assert_eq!(Language::of(Some(code)).code, code);
            assert_eq!(Language::of(Some(&format!("{code}-XX"))).code, code);
        }
        assert!(!Language::of(Some("fi")).is_tabled() && !Language::of(None).is_tabled());
    }

    #[test]
    fn words_are_listed_as_they_are_asked_for() {
        for (code, word) in [
            ("de", "Außenminister"),
            ("de", "Präsident"),
            ("fr", "ministre délégué"),
            ("es", "Canciller"),
        ] {
            let language = Language::of(Some(code));
            let asked = super::super::word::spelt(word, language);
            assert!(language.titles.contains(&asked), "{word}: {asked}");
        }
        assert!(
            Language::of(Some("es")).says("prometió") && Language::of(Some("fr")).says("précisé")
        );
    }

    #[test]
    fn small_words_are_looked_for_among_stop_words_only() {
        for code in ["en", "de", "fr", "es"] {
            let language = Language::of(Some(code));
            let small = [
                &language.reporter_words,
                &language.person_pronouns,
                &language.articles,
                &language.of_words,
                &language.them_words,
            ];
            let other: Vec<&String> = small
                .into_iter()
                .flatten()
                .filter(|word| !word.ends_with("'") && !language.stop_words.contains(word))
                .collect();
            assert!(other.is_empty(), "{code}: {other:?}");
        }
    }
}
