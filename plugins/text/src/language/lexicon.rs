//! The words and phrases of a language's table in one index, so that a scanner asks once for each
//! word of a text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::mem;

use super::phrase::Phrases;
use super::role::{CueKind, Roles};
use super::stem::stem_in;
use super::table::Table;
use crate::cut::{Lexemes, Stem, hash};

/// What a word or phrase of the table means.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is named for the list of the table that it stands for")]
pub enum Sense {
    Speech,
    Attribution,
    Title,
    Particle,
    Organisation,
    OrganisationName,
    SurnameParticle,
    CompoundEnding,
    Honorific,
    Former,
    PlaceName(String),
    Place,
    Demonym,
    Month(u32),
    Weekday(u32),
    RelativeDay(i64),
    DayPart,
    TimeUnit(u32),
    Number(f64),
    Vague(f64),
    Ordinal(u32),
    OrdinalSuffix,
    Unit(String),
    Synonym(String),
    Approximation,
    Range,
    Between,
    And,
    Of,
    YearCue,
    WeakYearCue,
    MonthCue,
    One,
    At,
    Plural,
    NotNumber,
    AgoAfter,
    AgoBefore,
    Last,
    Next,
    This,
    Weekend,
    DateFiller,
    Label,
    Clock,
    Past,
    Future,
    Arranged,
    OrganisationNoun,
    PlaceNoun,
    ThingNoun,
    AsSaying,
    Saint,
    OrganisationOpener,
    Scheduled,
    Stop,
    Pronoun,
    Opener,
}

/// One phrase that begins with the word it is filed under.
#[derive(Debug, Clone)]
struct Entry {
    /// The words after the first, as numbers.
    rest: Box<[u64]>,
    sense: Sense,
}

/// Passes on a number that is a hash already. It is asked some dozens of times for every word of an
/// event, which made half of the time of reading one.
#[derive(Debug, Clone, Copy, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0 << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write_isize(&mut self, discriminant: isize) {
        self.0 = discriminant as u64;
    }
}

/// The index of one table.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// By first lexeme; the longest phrases first.
    entries: HashMap<u64, Vec<Entry>, BuildHasherDefault<Hashed>>,
    /// By the last bits of a first lexeme's number, which senses any phrase there has, a bit each:
    /// most questions end here.
    senses: Vec<u64>,
    /// The senses with which a date in words may begin.
    date_openers: u64,
    /// What single words are on a list for.
    pub(crate) roles: Roles,
    /// The cues; a phrase that is in two lists counts for the first of negation, hedge, condition,
    /// quantifier. An empty opener is none, so that "sin embargo" does not negate.
    pub(crate) cues: Phrases<Option<CueKind>>,
    /// Words as numbers, sorted, with the stem of the word that means the same.
    synonyms: Vec<(u64, Stem)>,
    /// Words as numbers, sorted, with their pair of opposites and whether they stand in its second
    /// row.
    opposites: Vec<(u64, (usize, bool))>,
}

/// Slots of `senses`: 4,096 of 8 bytes stay in a core's first cache and hold one first lexeme each,
/// or two.
const SLOTS: usize = 4096;

impl Lexicon {
    /// Files every word and phrase of a table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let roles = Roles::of(table);
        let mut lexicon = Self {
            date_openers: date_openers(),
            cues: cues(table),
            synonyms: synonyms(table, &roles),
            opposites: opposites(table),
            roles,
            ..Self::default()
        };
        lexicon.lists(table);
        lexicon.maps(table);
        // Longest first; the order of equals is that of filing.
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for entries in lexicon.entries.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        lexicon
    }

    fn lists(&mut self, table: &Table) {
        for (phrases, sense) in [
            (&table.speech_verbs, Sense::Speech),
            (&table.attributions, Sense::Attribution),
            (&table.titles, Sense::Title),
            (&table.name_particles, Sense::Particle),
            (&table.organisation_words, Sense::Organisation),
            (&table.surname_particles, Sense::SurnameParticle),
            (&table.compound_endings, Sense::CompoundEnding),
            (&table.sentence_openers, Sense::Opener),
            (&table.organisations, Sense::OrganisationName),
            (&table.honorifics, Sense::Honorific),
            (&table.former, Sense::Former),
            (&table.places, Sense::Place),
            (&table.day_parts, Sense::DayPart),
            (&table.ordinal_suffixes, Sense::OrdinalSuffix),
            (&table.approximations, Sense::Approximation),
            (&table.range_words, Sense::Range),
            (&table.between_words, Sense::Between),
            (&table.and_words, Sense::And),
            (&table.of_words, Sense::Of),
            (&table.year_cues, Sense::YearCue),
            (&table.weak_year_cues, Sense::WeakYearCue),
            (&table.month_cues, Sense::MonthCue),
            (&table.one_words, Sense::One),
            (&table.at_words, Sense::At),
            (&table.plurals, Sense::Plural),
            (&table.not_numbers, Sense::NotNumber),
            (&table.ago_after, Sense::AgoAfter),
            (&table.ago_before, Sense::AgoBefore),
            (&table.last_words, Sense::Last),
            (&table.next_words, Sense::Next),
            (&table.this_words, Sense::This),
            (&table.weekend_words, Sense::Weekend),
            (&table.date_fillers, Sense::DateFiller),
            (&table.labels, Sense::Label),
            (&table.clock_words, Sense::Clock),
            (&table.past_cues, Sense::Past),
            (&table.future_cues, Sense::Future),
            (&table.as_saying_words, Sense::AsSaying),
            (&table.saint_words, Sense::Saint),
            (&table.organisation_openers, Sense::OrganisationOpener),
            (&table.organisation_nouns, Sense::OrganisationNoun),
            (&table.place_nouns, Sense::PlaceNoun),
            (&table.thing_nouns, Sense::ThingNoun),
            (&table.arranged_phrases, Sense::Arranged),
            (&table.arranged_verbs, Sense::Scheduled),
            (&table.stop_words, Sense::Stop),
            (&table.pronouns, Sense::Pronoun),
            (&table.empty_openers, Sense::Opener),
        ] {
            phrases.iter().for_each(|phrase| self.file(table, phrase, sense.clone()));
        }
    }

    fn maps(&mut self, table: &Table) {
        table.demonyms.keys().for_each(|phrase| self.file(table, phrase, Sense::Demonym));
        table
            .months
            .iter()
            .for_each(|(phrase, month)| self.file(table, phrase, Sense::Month(*month)));
        table
            .weekdays
            .iter()
            .for_each(|(phrase, day)| self.file(table, phrase, Sense::Weekday(*day)));
        table
            .relative_days
            .iter()
            .for_each(|(phrase, days)| self.file(table, phrase, Sense::RelativeDay(*days)));
        table
            .time_units
            .iter()
            .for_each(|(phrase, days)| self.file(table, phrase, Sense::TimeUnit(*days)));
        table
            .number_words
            .iter()
            .for_each(|(phrase, value)| self.file(table, phrase, Sense::Number(*value)));
        table
            .vague_numbers
            .iter()
            .for_each(|(phrase, value)| self.file(table, phrase, Sense::Vague(*value)));
        table
            .ordinals
            .iter()
            .for_each(|(phrase, rank)| self.file(table, phrase, Sense::Ordinal(*rank)));
        table
            .place_names
            .iter()
            .for_each(|(name, one)| self.file(table, name, Sense::PlaceName(one.clone())));
        table
            .synonyms
            .iter()
            .for_each(|(word, one)| self.file(table, word, Sense::Synonym(one.clone())));
        table
            .units
            .iter()
            .for_each(|(phrase, unit)| self.file(table, phrase, Sense::Unit(unit.clone())));
    }

    fn file(&mut self, table: &Table, phrase: &str, sense: Sense) {
        let lexemes = table.lexemes(phrase);
        if let Some(first) = lexemes.hash(0) {
            let rest = (1..lexemes.len()).filter_map(|at| lexemes.hash(at)).collect();
            self.senses.resize(SLOTS, 0);
            self.senses[first as usize % SLOTS] |= bit(&sense);
            self.entries.entry(first).or_default().push(Entry { rest, sense });
        }
    }

    /// The stem of the one word that the table has for what a word means; nothing where the word
    /// stands for itself.
    pub(super) fn same(&self, word: u64) -> Option<Stem> {
        let at = self.synonyms.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.synonyms.get(at).map(|(_, stem)| *stem)
    }

    /// The pair of opposites that a word, as a number, belongs to, and whether to its second row.
    pub(super) fn opposite(&self, word: u64) -> Option<(usize, bool)> {
        let at = self.opposites.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.opposites.get(at).map(|(_, place)| *place)
    }

    /// The longest phrase that begins at an index and has the sense asked for: how many lexemes,
    /// and what `wanted` made of the sense.
    pub fn find<'s, T>(
        &'s self,
        lexemes: &Lexemes<'_>,
        at: usize,
        wanted: impl Fn(&'s Sense) -> Option<T>,
    ) -> Option<(usize, T)> {
        let first = lexemes.hash(at)?;
        let entries = if self.slot(first) == 0 { None } else { self.entries.get(&first) }?;
        let follows = |(step, word): (usize, &u64)| lexemes.hash(at + 1 + step) == Some(*word);
        let stands = |entry: &&Entry| entry.rest.iter().enumerate().all(follows);
        let mut standing = entries.iter().filter(stands);
        standing.find_map(|entry| wanted(&entry.sense).map(|value| (entry.rest.len() + 1, value)))
    }

    /// Whether a date in words may begin at an index. No means no; yes means that it is worth
    /// looking.
    pub fn may_open_date(&self, lexemes: &Lexemes<'_>, at: usize) -> bool {
        lexemes.hash(at).is_some_and(|first| self.slot(first) & self.date_openers != 0)
    }

    /// The senses of the phrases that may begin with a lexeme.
    fn slot(&self, first: u64) -> u64 {
        self.senses.get(first as usize % SLOTS).copied().unwrap_or_default()
    }

    /// How many lexemes the longest phrase of this sense takes at an index.
    pub fn phrase(&self, lexemes: &Lexemes<'_>, at: usize, sense: &Sense) -> Option<usize> {
        let first = lexemes.hash(at)?;
        if self.slot(first) & bit(sense) == 0 {
            return None;
        }
        self.find(lexemes, at, |found| (found == sense).then_some(())).map(|(length, ())| length)
    }

    /// Whether a phrase of this sense begins at an index.
    pub fn has(&self, lexemes: &Lexemes<'_>, at: usize, sense: &Sense) -> bool {
        self.phrase(lexemes, at, sense).is_some()
    }

    /// Whether a phrase of this sense ends right before an index; how many lexemes it takes. Looks
    /// at most four back.
    pub fn phrase_before(&self, lexemes: &Lexemes<'_>, at: usize, sense: &Sense) -> Option<usize> {
        (1..=at.min(4)).rev().find(|back| self.phrase(lexemes, at - back, sense) == Some(*back))
    }
}

/// The cues of a table.
fn cues(table: &Table) -> Phrases<Option<CueKind>> {
    let kinds = [
        (&table.negations, CueKind::Negation),
        (&table.hedges, CueKind::Hedge),
        (&table.conditions, CueKind::Condition),
        (&table.quantifiers, CueKind::Quantifier),
    ];
    let kinds = kinds
        .into_iter()
        .flat_map(|(list, kind)| list.iter().map(move |phrase| (phrase.as_str(), Some(kind))));
    Phrases::new(
        kinds.chain(table.empty_openers.iter().map(|phrase| (phrase.as_str(), None))),
        table,
    )
}

fn synonyms(table: &Table, roles: &Roles) -> Vec<(u64, Stem)> {
    let all = table.synonyms.iter().chain(&table.verb_forms);
    let single = all.filter(|(word, same)| !word.contains(' ') && !same.contains(' '));
    let mut made: Vec<_> =
        single.map(|(word, same)| (hash(&table.spelt(word)), stem_in(same, roles))).collect();
    made.sort_unstable();
    made
}

fn opposites(table: &Table) -> Vec<(u64, (usize, bool))> {
    let mut made = Vec::new();
    for (pair, rows) in table.opposites.iter().enumerate() {
        for (row, second) in rows.iter().zip([false, true]) {
            made.extend(row.split(' ').map(|entry| (hash(&table.spelt(entry)), (pair, second))));
        }
    }
    made.sort_unstable();
    made
}

/// The bits of the senses that the matcher of dates looks for at the first word of a date.
fn date_openers() -> u64 {
    let kinds = [
        Sense::Weekday(0),
        Sense::Month(0),
        Sense::RelativeDay(0),
        Sense::AgoBefore,
        Sense::Number(0.0),
        Sense::One,
        Sense::Last,
        Sense::This,
        Sense::Next,
        Sense::TimeUnit(0),
        Sense::Weekend,
    ];
    kinds.iter().fold(0, |bits, sense| bits | bit(sense))
}

/// The bit of a kind of sense. Two kinds may share one: then more is looked up than need be, and
/// nothing is missed.
fn bit(sense: &Sense) -> u64 {
    let mut kind = Hashed::default();
    mem::discriminant(sense).hash(&mut kind);
    1 << (kind.finish() % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let table = Table {
            titles: ["president", "vice president", "vice president for europe"]
                .map(str::to_owned)
                .to_vec()
                .into(),
            ..Table::default()
        };
        let lexicon = Lexicon::of(&table);
        for (text, expected) in [
            ("Vice President for Europe X", Some(4)),
            ("vice president of", Some(2)),
            ("President", Some(1)),
            ("vice versa", None),
            ("", None),
        ] {
            assert_eq!(
                lexicon.phrase(&Lexemes::of(text, false), 0, &Sense::Title),
                expected,
                "{text}"
            );
        }
        assert_eq!(
            lexicon.phrase_before(&Lexemes::of("the vice president said", false), 3, &Sense::Title),
            Some(2)
        );
    }
}
