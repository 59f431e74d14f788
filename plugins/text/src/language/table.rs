//! What is known of a language: lists of words, not code. One table (TOML) a language.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::claims::Claims;
use super::leaning::Leaning;
use super::list::WordList;
use super::page::Page;
use super::voice::Voice;
use crate::cut::{Lexemes, folded};

/// One language's table. All entries are lower case; a phrase has single spaces.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// BCP 47 primary subtag: the folder's name; empty for a language without a table.
    #[serde(skip)]
    pub code: String,
    /// The Snowball algorithm that stems its words, by name: `english`; none where there is none.
    pub stemmer: String,
    /// Endings that two spellings of a word differ in, and the one that is taken for both; the
    /// first that fits counts: `["ization", "isation"]`.
    pub spellings: Vec<[String; 2]>,
    /// Whether diacritics tell words apart, as in "könnte" and "konnte".
    pub diacritics: bool,
    /// Endings by which a word negates: `n't`.
    pub negating_endings: WordList,
    /// Endings of plurals and what stands there in the singular; the first that fits counts:
    /// `["ies", "y"]`.
    pub plural_endings: Vec<[String; 2]>,
    /// Words and phrases that say the same, a row each.
    pub meanings: Vec<Vec<String>>,
    /// The same as lines of words, from a thesaurus; `_` stands for a space.
    pub thesaurus: String,
    /// Of which the first says the second too, never the other way: `kill`, `die`.
    pub implied: Vec<[String; 2]>,
    /// Words that claim nothing by themselves: `number`, `total`.
    pub light: WordList,
    /// Stop words that claim something all the same: `after`, `only`.
    pub telling: WordList,
    /// Words that carry no content.
    pub stop_words: WordList,
    /// Words that are an acronym where they stand in capitals, whatever they mean in small letters:
    /// `us`, `who`, `it`.
    pub acronyms: WordList,
    /// Words that lose their vowel to an apostrophe and are words of their own: `l`, `d`, `qu`.
    pub elisions: WordList,
    /// Abbreviations that end in a stop without ending a sentence, without that stop.
    pub abbreviations: WordList,
    /// Abbreviations, written with a capital, that may end a sentence too; the next word decides:
    /// `inc`, `jr`, `st`.
    pub final_abbreviations: WordList,
    /// Abbreviations only where a number follows: `no`, `p`, `jan`.
    pub number_abbreviations: WordList,
    /// Abbreviations of hours and eras, which end a sentence more often than not: `a.m`, `b.c`.
    pub time_abbreviations: WordList,
    /// Names that end in `?` or `!`, without it, before which a sentence goes on: `yahoo`.
    pub marked_names: WordList,
    /// Nouns that begin a sentence without an article and stand in no name, so that one with a
    /// capital begins a sentence behind "the U.S.": `police`, `officials`.
    pub bare_openers: WordList,
    /// Whether a number with a stop is an ordinal: "am 6. Januar".
    pub ordinal_stop: bool,
    /// Words that open a phrase of time or place at the head of a sentence: `in`, `at`, `by`.
    pub prepositions: WordList,
    /// `not`, `never`, `no`, `denied`, `without`.
    pub negations: WordList,
    /// `reportedly`, `may`, `according to`, `alleged`.
    pub hedges: WordList,
    /// `if`, `unless`, `should`.
    pub conditions: WordList,
    /// `only`, `about`, `nearly`, `up to`, `at least`.
    pub quantifiers: WordList,
    /// Quantifiers after which a number is not exact: `about`, `nearly`, `over`.
    pub approximations: WordList,
    /// Openers that carry nothing: `however`, `meanwhile`, `also`.
    pub empty_openers: WordList,
    /// Titles that come with a spouse's office: `first lady`.
    pub spouse_titles: WordList,
    /// By which reporters speak of themselves or to the reader: `i`, `we`, `you`.
    pub reporter_words: WordList,
    /// With which names of things end that look like a person's: `act`, `war`.
    pub thing_words: WordList,
    /// What somebody has said or done before a sentence that begins with it: `comments`, `decision`
    /// (in "Macron's decision").
    pub told_things: WordList,
    /// Which add a sentence to another: `also`.
    pub adding_words: WordList,
    /// What briefs put before a sentence with a colon: `why it matters`.
    pub brief_labels: WordList,
    /// Words that leave a thing to who claims it: `alleges`, `reportedly`.
    pub claim_words: WordList,
    /// With which titles begin that promise a story instead of telling it: `how`, `why`.
    pub headline_openers: WordList,
    /// Words that only join a sentence to the one before, without a mark after them: `and`, `but`.
    pub joining_openers: WordList,
    /// Words that point outside the sentence when they open it: `he`, `she`, `it`, `this`, `they`.
    pub pronouns: WordList,
    /// Verbs of saying, in every form used with a quotation: `said`, `says`, `told`, `warned`.
    pub speech_verbs: WordList,
    /// Phrases before the source of a statement: `according to`.
    pub attributions: WordList,
    /// Titles and roles before or after a name: `president`, `prime minister`, `special envoy`.
    pub titles: WordList,
    /// Small words inside names: `of`, `de`, `al`, `bin`, `van`, `von`.
    pub name_particles: WordList,
    /// Last words of organisations: `ministry`, `party`, `university`, `inc`.
    pub organisation_words: WordList,
    /// First words of organisations: `sporting`, `hôpital`.
    pub organisation_openers: WordList,
    /// Before a saint's name: `st`, `sainte`.
    pub saint_words: WordList,
    /// Nouns that say of the name beside them that it is an organisation's: `airline`, `band`.
    pub organisation_nouns: WordList,
    /// The same of places: `town`.
    pub place_nouns: WordList,
    /// The same of things, which are neither: `ferry`, `album`.
    pub thing_nouns: WordList,
    /// First names that are no other name.
    pub first_names: WordList,
    /// What only people do, behind a name: `died`, `was arrested`.
    pub person_verbs: WordList,
    /// Words behind a comma that speak of a person: `who`.
    pub person_relatives: WordList,
    /// Verbs before who hears something: `told`.
    pub told_words: WordList,
    /// Relations, which are no roles without whose: `son-in-law`.
    pub relations: WordList,
    /// First words of places: `port`, `lake`.
    pub place_words: WordList,
    /// Last words of places: `island`, `county`.
    pub place_endings: WordList,
    /// Acronyms of what is no organisation: `covid`, `tv`.
    pub thing_acronyms: WordList,
    /// Words that only places follow: `in`, `near`.
    pub in_words: WordList,
    /// Pronouns of one person: `he`, `she`.
    pub person_pronouns: WordList,
    /// Endings of verbs of saying that lean on another verb's subject: "adding".
    pub participle_endings: WordList,
    /// Between whom another quotes and their words: `as saying`.
    pub as_saying_words: WordList,
    /// Words that open what somebody says without quotation marks: `that`.
    pub that_words: WordList,
    /// Words that open an aside about somebody: `who`.
    pub relative_words: WordList,
    /// Particles of surnames that are no words of the language itself: `von`, `van der`.
    pub surname_particles: WordList,
    /// Words that often open a sentence and are no names: `later`, `officials`.
    pub sentence_openers: WordList,
    /// What a hyphen adds to a name without being part of it: `led`, `backed`.
    pub compound_endings: WordList,
    /// Organisations by name: `nato`, `white house`.
    pub organisations: WordList,
    /// Titles that say nothing of an office: `mr`, `dr`.
    pub honorifics: WordList,
    /// Other names of places to one: `kiev` to `kyiv`.
    pub place_names: BTreeMap<String, String>,
    /// Whether every noun has a capital, so that a capital alone makes no name.
    pub capital_nouns: bool,
    /// Countries, capitals and large cities, as written inside a sentence, lower case.
    pub places: WordList,
    /// Demonym or adjective to its country: `ukrainian` to `ukraine`.
    pub demonyms: BTreeMap<String, String>,
    /// Month names and their short forms to 1–12.
    pub months: BTreeMap<String, u32>,
    /// Weekday names and their short forms to 1 (Monday)–7.
    pub weekdays: BTreeMap<String, u32>,
    /// Words for days relative to publication, in days: `yesterday` to -1.
    pub relative_days: BTreeMap<String, i64>,
    /// Parts of a day: `morning`, `night`.
    pub day_parts: WordList,
    /// Units of time to days, hours as 0: `week` to 7.
    pub time_units: BTreeMap<String, u32>,
    /// Number words to their value: `seven`, `dozen`, `thousand`.
    pub number_words: BTreeMap<String, f64>,
    /// Ordinals to their value: `fifth` to 5.
    pub ordinals: BTreeMap<String, u32>,
    /// Words for units to one form: `percent`, `per cent` to `%`.
    pub units: BTreeMap<String, String>,
    /// Words that mark a past clause without a verb table: `had`, `was`, `were`.
    pub past_cues: WordList,
    /// With which verbs of the past end: `ed`.
    pub past_endings: WordList,
    /// Words that mark a future clause: `will`, `shall`, `expected to`.
    pub future_cues: WordList,
    /// Verbs in the present tense of what is arranged for a day, which with it speak of the coming
    /// one: `opens`, `takes effect`.
    pub arranged_verbs: WordList,
    /// Endings that are a past verb's right beside a date: `te`.
    pub past_endings_beside: WordList,
    /// Right before a coming day: `is on`, `called for`.
    pub arranged_phrases: WordList,
    /// The forms of "to be" that speak of the present: `is`.
    pub present_be_words: WordList,
    /// Openers of a clause that sets the time of the one behind it: `when`.
    pub moment_openers: WordList,
    /// Verbs behind which it is asked or wished for that something happens: `urged`, `called for`.
    pub calling_words: WordList,
    /// Between such a verb and what is asked for: `to`, `for`.
    pub asked_words: WordList,
    /// First word of a clause that says for what something is: `to`.
    pub infinitive_words: WordList,
    /// With which a condition begins that has no `if`: `had`, `should`.
    pub inversion_openers: WordList,
    /// Conditions that are mere questions: `whether`.
    pub whether_words: WordList,
    /// Endings of participles behind the noun that they describe: `ed` in "the pilot arrested".
    pub participle_past_endings: WordList,
    /// Verbs that a subject with a participle in it is followed by: `will`, `has`, `was`.
    pub finite_words: WordList,
    /// Words that open a clause of its own: `who`, `which`, `while`, `although`.
    pub clause_openers: WordList,
    /// Openers that point at something told before: `the move`, `both`, `in response`.
    pub outside_pointers: WordList,
    /// Endings of verbs where a noun might stand: "advanced", "injuring".
    pub verb_endings: WordList,
    /// Pronouns that follow "of": "them", "these".
    pub them_words: WordList,
    /// Words for what goes on: "still".
    pub still_words: WordList,
    /// Words that open a sentence about a part of those told of before where no noun follows:
    /// "some", "several".
    pub partitives: WordList,
    /// The definite article, in its forms.
    pub articles: WordList,
    /// First words of an insertion that only explains a name: `a`, `the`, `who`.
    pub apposition_openers: WordList,
    /// First words of a trailing clause that only comments: `signaling`, `highlighting`.
    pub gloss_openers: WordList,
    /// Words after which a duration is not full yet: `nearly`, `almost`, `nearing`.
    pub nearly: WordList,
    /// Words after which a duration is exceeded: `over`.
    pub over: WordList,
    /// Things whose duration is reported: `conflict`, `war`, `strike`.
    pub lasting_things: WordList,
    /// Offices that one person holds at a time: `president`, `prime minister`.
    pub sole_offices: WordList,
    /// Words that make an office a past or coming one: `former`, `ex`, `then`.
    pub former: WordList,
    /// What is called after the person who heads it: `administration`, `government`.
    pub administrations: WordList,
    /// Words before the one who does it: `by`.
    pub agent_words: WordList,
    /// Verbs of what two do together: `met`.
    pub mutual_words: WordList,
    /// Words, with spaces between, of which one row denies the other: `rose fell`, `won lost`.
    pub opposites: Vec<[String; 2]>,
    /// Words that are the same thing in news: `war` to `conflict`.
    pub synonyms: BTreeMap<String, String>,
    /// Forms of verbs that no stemmer finds: `fell` to `fall`.
    pub verb_forms: BTreeMap<String, String>,
    /// Numbers that name a size only: `dozens` to 12, `hundreds` to 100.
    pub vague_numbers: BTreeMap<String, f64>,
    /// Words after which a number is a label, not an amount: `article`, `flight`, `no`.
    pub labels: WordList,
    /// What makes digits a rank: `st`, `th`, `er`.
    pub ordinal_suffixes: WordList,
    /// Whether `1,5` is one and a half and `1.500` fifteen hundred.
    pub decimal_comma: bool,
    /// Between the ends of a range: `to`, `bis`, `à`.
    pub range_words: WordList,
    /// Before a range: `between`, `entre`.
    pub between_words: WordList,
    /// `and`, `und`, `et`, `y`.
    pub and_words: WordList,
    /// `of`, `de`, in dates.
    pub of_words: WordList,
    /// Whether `06/01/2026` is surely the sixth of January.
    pub day_first: bool,
    /// Whether months and weekdays have a capital inside a sentence.
    pub capital_dates: bool,
    /// Words after which four digits are a year: `in`, `since`.
    pub year_cues: WordList,
    /// Words after which four digits are a year where nothing countable follows: `the`, `of`.
    pub weak_year_cues: WordList,
    /// Words after which a month's name alone is a month: `in`, `since`.
    pub month_cues: WordList,
    /// `a`, `one`, in "a week ago".
    pub one_words: WordList,
    /// Between a day and a time of day: `at`, `um`, `à`.
    pub at_words: WordList,
    /// Phrases that hold a number word and count nothing: `no one`, `one another`.
    pub not_numbers: WordList,
    /// Plurals that do not look like one: `people`.
    pub plurals: WordList,
    /// After a span that lies back: `ago`.
    pub ago_after: WordList,
    /// Before a span that lies back: `vor`, `il y a`, `hace`.
    pub ago_before: WordList,
    /// With a unit of time, the one before: `last`, `letzte`, `dernière`, `pasado`.
    pub last_words: WordList,
    /// With a unit of time, the one after: `next`.
    pub next_words: WordList,
    /// How words end that are verbs of the future in a language that has such: `-era`, `-rán`.
    pub future_endings: WordList,
    /// Before the day on which something ends: `until`, `bis zum`, `jusqu'au`.
    pub until_words: WordList,
    /// Words after which a date is the end of a span or a bound, not the day of what is told: `to`,
    /// `by`.
    pub span_words: WordList,
    /// Before a named thing that sets a time: `during`.
    pub during_words: WordList,
    /// Before the day from which something lasts: `since`.
    pub since_words: WordList,
    /// Before what the present is compared with: `than`.
    pub comparisons: WordList,
    /// Words that rank the present among what came before: `highest`, `worst`, `record`.
    pub superlatives: WordList,
    /// Whether a date between an article and a noun names the thing: "the 2020 election".
    pub names_by_date: bool,
    /// Behind a unit of time, which make it one told of before: `là`.
    pub distance_words: WordList,
    /// With a unit of time, the present one: `this`.
    pub this_words: WordList,
    /// `weekend`.
    pub weekend_words: WordList,
    /// Words that may stand in a date line without being part of the date: `on`, `at`, `updated`.
    pub date_fillers: WordList,
    /// What makes a number a time of day: `p.m.`, `uhr`, `h`.
    pub clock_words: WordList,
    /// How a word to the reader begins: `good morning`, `thanks for`.
    pub greeting_openers: WordList,
    /// Phrases of a sentence that is somebody's opinion: `in my view`.
    pub opinion_cues: WordList,
    /// What is counted where somebody counts who reports a thing: `outlets`, `newspapers`.
    pub outlet_words: WordList,
    /// Verbs of what those do: `confirmed`, `reported`.
    pub confirming_words: WordList,
    /// More than one, without a figure: `several`.
    pub several_words: WordList,
    /// What a sentence claims.
    pub claims: Claims,
    /// What a reader has to know already.
    pub leaning: Leaning,
    /// What is no news.
    pub voice: Voice,
    /// What stands around the text of an article.
    pub page: Page,
}

impl Table {
    /// Reads a language's folder: its files as (name, text), each a part of the table.
    ///
    /// # Errors
    /// Where a file is no TOML, two files have one list, or a list is none that is known; the file
    /// is named where it can be told.
    pub fn read(code: &str, files: &[(&str, &str)]) -> Result<Self, String> {
        let mut whole = toml::Table::new();
        for (name, text) in files {
            let part: toml::Table =
                unligatured(text).parse().map_err(|error| format!("{name}: {error}"))?;
            for (list, words) in part {
                if whole.insert(list.clone(), words).is_some() {
                    return Err(format!("{name}: `{list}` stands in another file too"));
                }
            }
        }
        let table: Self = whole.try_into().map_err(|error: toml::de::Error| error.to_string())?;
        Ok(Self { code: code.to_owned(), ..table })
    }

    /// Whether there is one: a language without a table has the empty one.
    #[must_use]
    pub fn is_tabled(&self) -> bool {
        !self.code.is_empty()
    }

    /// A text in lexemes, folded as the lists are.
    #[must_use]
    pub fn lexemes<'a>(&self, text: &'a str) -> Lexemes<'a> {
        Lexemes::of(text, self.diacritics)
    }

    /// A text as the lists are asked for it: folded, but with its diacritics where they tell words
    /// apart, as in "könnte" and "konnte", "où" and "ou", "más" and "mas".
    pub(super) fn spelt<'t>(&self, text: &'t str) -> Cow<'t, str> {
        folded(text, self.diacritics)
    }
}

/// A file with its words as [`Table::spelt`] writes them.
fn unligatured(text: &str) -> String {
    text.replace('ß', "ss").replace('œ', "oe").replace('æ', "ae")
}
