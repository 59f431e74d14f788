//! The words and phrases of a language's table in one index, so that a scanner asks once for each word of a text.

use std::collections::HashMap;

use super::language::Language;
use super::lexeme::Lexemes;

/// What a word or phrase of the table means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sense {
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
    Stop,
    Pronoun,
    Opener,
}

/// One phrase that begins with the word it is filed under.
#[derive(Debug, Clone)]
struct Entry {
    rest: Vec<Box<str>>,
    sense: Sense,
}

/// The index of one language.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    /// By first lexeme; the longest phrases first.
    entries: HashMap<Box<str>, Vec<Entry>>,
}

impl Lexicon {
    /// Files every phrase of a table.
    pub(crate) fn of(language: &Language) -> Self {
        let mut lexicon = Self::default();
        lexicon.lists(language);
        lexicon.maps(language);
        // Longest first; the order of equals is that of filing.
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for entries in lexicon.entries.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        lexicon
    }

    fn lists(&mut self, language: &Language) {
        for (phrases, sense) in [
            (&language.speech_verbs, Sense::Speech),
            (&language.attributions, Sense::Attribution),
            (&language.titles, Sense::Title),
            (&language.name_particles, Sense::Particle),
            (&language.organisation_words, Sense::Organisation),
            (&language.surname_particles, Sense::SurnameParticle),
            (&language.compound_endings, Sense::CompoundEnding),
            (&language.sentence_openers, Sense::Opener),
            (&language.organisations, Sense::OrganisationName),
            (&language.honorifics, Sense::Honorific),
            (&language.former, Sense::Former),
            (&language.places, Sense::Place),
            (&language.day_parts, Sense::DayPart),
            (&language.ordinal_suffixes, Sense::OrdinalSuffix),
            (&language.approximations, Sense::Approximation),
            (&language.range_words, Sense::Range),
            (&language.between_words, Sense::Between),
            (&language.and_words, Sense::And),
            (&language.of_words, Sense::Of),
            (&language.year_cues, Sense::YearCue),
            (&language.weak_year_cues, Sense::WeakYearCue),
            (&language.month_cues, Sense::MonthCue),
            (&language.one_words, Sense::One),
            (&language.at_words, Sense::At),
            (&language.plurals, Sense::Plural),
            (&language.not_numbers, Sense::NotNumber),
            (&language.ago_after, Sense::AgoAfter),
            (&language.ago_before, Sense::AgoBefore),
            (&language.last_words, Sense::Last),
            (&language.next_words, Sense::Next),
            (&language.this_words, Sense::This),
            (&language.weekend_words, Sense::Weekend),
            (&language.date_fillers, Sense::DateFiller),
            (&language.labels, Sense::Label),
            (&language.clock_words, Sense::Clock),
            (&language.past_cues, Sense::Past),
            (&language.future_cues, Sense::Future),
            (&language.stop_words, Sense::Stop),
            (&language.pronouns, Sense::Pronoun),
            (&language.empty_openers, Sense::Opener),
        ] {
            phrases.iter().for_each(|phrase| self.file(phrase, sense.clone()));
        }
    }

    fn maps(&mut self, language: &Language) {
        language.demonyms.keys().for_each(|phrase| self.file(phrase, Sense::Demonym));
        language.months.iter().for_each(|(phrase, month)| self.file(phrase, Sense::Month(*month)));
        language.weekdays.iter().for_each(|(phrase, day)| self.file(phrase, Sense::Weekday(*day)));
        language.relative_days.iter().for_each(|(phrase, days)| self.file(phrase, Sense::RelativeDay(*days)));
        language.time_units.iter().for_each(|(phrase, days)| self.file(phrase, Sense::TimeUnit(*days)));
        language.number_words.iter().for_each(|(phrase, value)| self.file(phrase, Sense::Number(*value)));
        language.vague_numbers.iter().for_each(|(phrase, value)| self.file(phrase, Sense::Vague(*value)));
        language.ordinals.iter().for_each(|(phrase, rank)| self.file(phrase, Sense::Ordinal(*rank)));
        language.place_names.iter().for_each(|(name, one)| self.file(name, Sense::PlaceName(one.clone())));
        language.synonyms.iter().for_each(|(word, one)| self.file(word, Sense::Synonym(one.clone())));
        language.units.iter().for_each(|(phrase, unit)| self.file(phrase, Sense::Unit(unit.clone())));
    }

    fn file(&mut self, phrase: &str, sense: Sense) {
        let lexemes = Lexemes::of(phrase);
        if lexemes.len() > 0 {
            let rest = (1..lexemes.len()).map(|at| lexemes.folded(at).into()).collect();
            self.entries.entry(lexemes.folded(0).into()).or_default().push(Entry { rest, sense });
        }
    }

    /// The longest phrase that begins at an index and has the sense asked for: how many lexemes, and what `wanted` made
    /// of the sense.
    pub(crate) fn find<'s, T>(
        &'s self,
        lexemes: &Lexemes<'_>,
        at: usize,
        wanted: impl Fn(&'s Sense) -> Option<T>,
    ) -> Option<(usize, T)> {
        let entries = self.entries.get(lexemes.folded(at))?;
        let stands =
            |entry: &&Entry| entry.rest.iter().enumerate().all(|(step, word)| lexemes.folded(at + 1 + step) == &**word);
        let mut standing = entries.iter().filter(stands);
        standing.find_map(|entry| wanted(&entry.sense).map(|value| (entry.rest.len() + 1, value)))
    }

    /// How many lexemes the longest phrase of this sense takes at an index.
    pub(crate) fn phrase(&self, lexemes: &Lexemes<'_>, at: usize, sense: &Sense) -> Option<usize> {
        self.find(lexemes, at, |found| (found == sense).then_some(())).map(|(length, ())| length)
    }

    /// Whether a phrase of this sense begins at an index.
    pub(crate) fn has(&self, lexemes: &Lexemes<'_>, at: usize, sense: &Sense) -> bool {
        self.phrase(lexemes, at, sense).is_some()
    }

    /// Whether a phrase of this sense ends right before an index; how many lexemes it takes. Looks at most four back.
    pub(crate) fn phrase_before(&self, lexemes: &Lexemes<'_>, at: usize, sense: &Sense) -> Option<usize> {
        (1..=at.min(4)).rev().find(|back| self.phrase(lexemes, at - back, sense) == Some(*back))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let language = Language {
            titles: ["president", "vice president", "vice president for europe"].map(str::to_owned).to_vec(),
            ..Language::default()
        };
        let lexicon = Lexicon::of(&language);
        for (text, expected) in [
            ("Vice President for Europe X", Some(4)),
            ("vice president of", Some(2)),
            ("President", Some(1)),
            ("vice versa", None),
            ("", None),
        ] {
            assert_eq!(lexicon.phrase(&Lexemes::of(text), 0, &Sense::Title), expected, "{text}");
        }
        assert_eq!(lexicon.phrase_before(&Lexemes::of("the vice president said"), 3, &Sense::Title), Some(2));
    }
}
