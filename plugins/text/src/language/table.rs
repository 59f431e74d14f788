//! What is known of a language: lists of words, not code. One table (TOML) a language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::page::Page;
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
    /// Endings that two spellings of a word differ in, and the one that is taken for both; the first
    /// that fits counts: `["ization", "isation"]`.
    pub spellings: Vec<[String; 2]>,
    /// Whether diacritics tell words apart, as in "könnte" and "konnte".
    pub diacritics: bool,
    /// Endings by which a word negates: `n't`.
    pub negating_endings: Vec<String>,
    /// Endings of plurals and what stands there in the singular; the first that fits counts:
    /// `["ies", "y"]`.
    pub plural_endings: Vec<[String; 2]>,
    /// Before a number that is not exact: `about`.
    pub about_words: Vec<String>,
    /// Before a number that is not quite reached: `nearly`.
    pub nearly_words: Vec<String>,
    /// Before a number that is hardly passed: `just over`.
    pub barely_words: Vec<String>,
    /// Before the lowest number: `at least`.
    pub at_least_words: Vec<String>,
    /// Before a number that is passed: `more than`.
    pub more_than_words: Vec<String>,
    /// Before the highest number: `up to`.
    pub at_most_words: Vec<String>,
    /// Before a number that is not reached: `less than`.
    pub less_than_words: Vec<String>,
    /// `half`.
    pub half_words: Vec<String>,
    /// Before a rank that is a share: `every` (second).
    pub every_words: Vec<String>,
    /// Words behind an hour of the first half of the day.
    pub morning_words: Vec<String>,
    /// Words behind an hour of the second half of the day.
    pub evening_words: Vec<String>,
    /// Endings of adjectives of countries, and what the country has there: `["ian", "ia"]`.
    pub demonym_endings: Vec<[String; 2]>,
    /// Forms of the verb that makes a passive: `was`.
    pub be_words: Vec<String>,
    /// Words that leave a thing to who says so: `accused`.
    pub alleged_words: Vec<String>,
    /// Words that undo the deed they speak of: `called off`.
    pub undoing_words: Vec<String>,
    /// Words that narrow the office or name behind them: `deputy`.
    pub limits: Vec<String>,
    /// Words that narrow the one before them: `elect`.
    pub limits_behind: Vec<String>,
    /// Words that narrow a claim: `only`.
    pub narrowing_words: Vec<String>,
    /// Behind a number of years that is an age: `old`.
    pub age_words: Vec<String>,
    /// Before a number that is an age: `aged`.
    pub aged_words: Vec<String>,
    /// Verbs whose past has no ending: `hit`, and verbs of who does what to whom as they stand: `sues`.
    pub plain_verbs: Vec<String>,
    /// Two lists of words and phrases of which a source that has one of the first denies those of the
    /// second.
    pub contraries: Vec<[Vec<String>; 2]>,
    /// Verbs that tell one deed from either end: "sell", "buy".
    pub converses: Vec<[Vec<String>; 2]>,
    /// Whether who does it stands before what is done, in whatever clause, so that the order of words
    /// says who did it.
    pub subject_first: bool,
    /// Words that speak of all of something: `all`.
    pub universal_words: Vec<String>,
    /// Words that speak of some of many, of which others may be told the contrary: `several`.
    pub some_words: Vec<String>,
    /// Words that deny something of each and every one: `none`.
    pub none_words: Vec<String>,
    /// By which somebody is set aside for somebody else: `not` ("the prince, not the king").
    pub not_words: Vec<String>,
    /// Before a number of others than those told of before: `another`.
    pub further_words: Vec<String>,
    /// Words near which two numbers may be those of a vote: `voted`.
    pub vote_words: Vec<String>,
    /// Between the two numbers of a vote: `to`, `votes against`.
    pub vote_joins: Vec<String>,
    /// Deeds that have one object at a time: `appointed`.
    pub unique_deeds: Vec<String>,
    /// Deeds that several may each do to one thing: `praised`.
    pub common_deeds: Vec<String>,
    /// Before two that "and" joins: `between`.
    pub pairing_words: Vec<String>,
    /// Words before a number that is a place on a scale: `magnitude`.
    pub scale_words: Vec<String>,
    /// Between the part and the whole: `in` ("one in four").
    pub share_words: Vec<String>,
    /// Endings of adverbs: `ly`.
    pub adverb_endings: Vec<String>,
    /// Verbs of change that have no opposite: `change`, `move`.
    pub change_words: Vec<String>,
    /// Before where something goes: `to`, `into`.
    pub to_words: Vec<String>,
    /// Before where something comes from: `from`.
    pub from_words: Vec<String>,
    /// Words of what is planned or promised and not done: `will`, `plans`.
    pub planned_words: Vec<String>,
    /// Two small words of which a source that has the one denies the other: `from to`.
    pub opposite_directions: Vec<[String; 2]>,
    /// Words before which another claim begins: `and`, `which`, `after`.
    pub claim_openers: Vec<String>,
    /// Words before which something begins that leans on the claim before: `to`, `with`.
    pub leaning_openers: Vec<String>,
    /// Endings of verbs that open a claim behind a comma: `ing`.
    pub claim_endings: Vec<String>,
    /// Words and phrases that say the same, a row each.
    pub meanings: Vec<Vec<String>>,
    /// The same as lines of words, from a thesaurus; `_` stands for a space.
    pub thesaurus: String,
    /// Of which the first says the second too, never the other way: `kill`, `die`.
    pub implied: Vec<[String; 2]>,
    /// Words that claim nothing by themselves: `number`, `total`.
    pub light: Vec<String>,
    /// Stop words that claim something all the same: `after`, `only`.
    pub telling: Vec<String>,
    /// Words that carry no content.
    pub stop_words: Vec<String>,
    /// Words that are an acronym where they stand in capitals, whatever they mean in small letters:
    /// `us`, `who`, `it`.
    pub acronyms: Vec<String>,
    /// Words that lose their vowel to an apostrophe and are words of their own: `l`, `d`, `qu`.
    pub elisions: Vec<String>,
    /// Abbreviations that end in a stop without ending a sentence, without that stop.
    pub abbreviations: Vec<String>,
    /// Abbreviations, written with a capital, that may end a sentence too; the next word decides:
    /// `inc`, `jr`, `st`.
    pub final_abbreviations: Vec<String>,
    /// Abbreviations only where a number follows: `no`, `p`, `jan`.
    pub number_abbreviations: Vec<String>,
    /// Abbreviations of hours and eras, which end a sentence more often than not: `a.m`, `b.c`.
    pub time_abbreviations: Vec<String>,
    /// Whether a number with a stop is an ordinal: "am 6. Januar".
    pub ordinal_stop: bool,
    /// Words that open a phrase of time or place at the head of a sentence: `in`, `at`, `by`.
    pub prepositions: Vec<String>,
    /// `not`, `never`, `no`, `denied`, `without`.
    pub negations: Vec<String>,
    /// `reportedly`, `may`, `according to`, `alleged`.
    pub hedges: Vec<String>,
    /// `if`, `unless`, `should`.
    pub conditions: Vec<String>,
    /// `only`, `about`, `nearly`, `up to`, `at least`.
    pub quantifiers: Vec<String>,
    /// Quantifiers after which a number is not exact: `about`, `nearly`, `over`.
    pub approximations: Vec<String>,
    /// Openers that carry nothing: `however`, `meanwhile`, `also`.
    pub empty_openers: Vec<String>,
    /// Titles that come with a spouse's office: `first lady`.
    pub spouse_titles: Vec<String>,
    /// By which reporters speak of themselves or to the reader: `i`, `we`, `you`.
    pub reporter_words: Vec<String>,
    /// With which names of things end that look like a person's: `act`, `war`.
    pub thing_words: Vec<String>,
    /// What somebody has said or done before a sentence that begins with it: `comments`, `decision`
    /// (in "Macron's decision").
    pub told_things: Vec<String>,
    /// Which add a sentence to another: `also`.
    pub adding_words: Vec<String>,
    /// What briefs put before a sentence with a colon: `why it matters`.
    pub brief_labels: Vec<String>,
    /// Words that leave a thing to who claims it: `alleges`, `reportedly`.
    pub claim_words: Vec<String>,
    /// With which titles begin that promise a story instead of telling it: `how`, `why`.
    pub headline_openers: Vec<String>,
    /// Words that only join a sentence to the one before, without a mark after them: `and`, `but`.
    pub joining_openers: Vec<String>,
    /// Words that point outside the sentence when they open it: `he`, `she`, `it`, `this`, `they`.
    pub pronouns: Vec<String>,
    /// Verbs of saying, in every form used with a quotation: `said`, `says`, `told`, `warned`.
    pub speech_verbs: Vec<String>,
    /// Phrases before the source of a statement: `according to`.
    pub attributions: Vec<String>,
    /// Titles and roles before or after a name: `president`, `prime minister`, `special envoy`.
    pub titles: Vec<String>,
    /// Small words inside names: `of`, `de`, `al`, `bin`, `van`, `von`.
    pub name_particles: Vec<String>,
    /// Last words of organisations: `ministry`, `party`, `university`, `inc`.
    pub organisation_words: Vec<String>,
    /// Relations, which are no roles without whose: `son-in-law`.
    pub relations: Vec<String>,
    /// First words of places: `port`, `lake`.
    pub place_words: Vec<String>,
    /// Last words of places: `island`, `county`.
    pub place_endings: Vec<String>,
    /// Acronyms of what is no organisation: `covid`, `tv`.
    pub thing_acronyms: Vec<String>,
    /// Words that only places follow: `in`, `near`.
    pub in_words: Vec<String>,
    /// Pronouns of one person: `he`, `she`.
    pub person_pronouns: Vec<String>,
    /// Endings of verbs of saying that lean on another verb's subject: "adding".
    pub participle_endings: Vec<String>,
    /// Words that open what somebody says without quotation marks: `that`.
    pub that_words: Vec<String>,
    /// Words that open an aside about somebody: `who`.
    pub relative_words: Vec<String>,
    /// Particles of surnames that are no words of the language itself: `von`, `van der`.
    pub surname_particles: Vec<String>,
    /// Words that often open a sentence and are no names: `later`, `officials`.
    pub sentence_openers: Vec<String>,
    /// What a hyphen adds to a name without being part of it: `led`, `backed`.
    pub compound_endings: Vec<String>,
    /// Organisations by name: `nato`, `white house`.
    pub organisations: Vec<String>,
    /// Titles that say nothing of an office: `mr`, `dr`.
    pub honorifics: Vec<String>,
    /// Other names of places to one: `kiev` to `kyiv`.
    pub place_names: BTreeMap<String, String>,
    /// Whether every noun has a capital, so that a capital alone makes no name.
    pub capital_nouns: bool,
    /// Countries, capitals and large cities, as written inside a sentence, lower case.
    pub places: Vec<String>,
    /// Demonym or adjective to its country: `ukrainian` to `ukraine`.
    pub demonyms: BTreeMap<String, String>,
    /// Month names and their short forms to 1–12.
    pub months: BTreeMap<String, u32>,
    /// Weekday names and their short forms to 1 (Monday)–7.
    pub weekdays: BTreeMap<String, u32>,
    /// Words for days relative to publication, in days: `yesterday` to -1.
    pub relative_days: BTreeMap<String, i64>,
    /// Parts of a day: `morning`, `night`.
    pub day_parts: Vec<String>,
    /// Units of time to days, hours as 0: `week` to 7.
    pub time_units: BTreeMap<String, u32>,
    /// Number words to their value: `seven`, `dozen`, `thousand`.
    pub number_words: BTreeMap<String, f64>,
    /// Ordinals to their value: `fifth` to 5.
    pub ordinals: BTreeMap<String, u32>,
    /// Words for units to one form: `percent`, `per cent` to `%`.
    pub units: BTreeMap<String, String>,
    /// Words that mark a past clause without a verb table: `had`, `was`, `were`.
    pub past_cues: Vec<String>,
    /// With which verbs of the past end: `ed`.
    pub past_endings: Vec<String>,
    /// Words that mark a future clause: `will`, `shall`, `expected to`.
    pub future_cues: Vec<String>,
    /// Words that open a clause of its own: `who`, `which`, `while`, `although`.
    pub clause_openers: Vec<String>,
    /// Words that open background: `since`, `following`, `in the past`.
    pub background_cues: Vec<String>,
    /// Openers that point at something told before: `the move`, `both`, `in response`.
    pub outside_pointers: Vec<String>,
    /// Endings of verbs where a noun might stand: "advanced", "injuring".
    pub verb_endings: Vec<String>,
    /// Pronouns that follow "of": "them", "these".
    pub them_words: Vec<String>,
    /// Words for what goes on: "still".
    pub still_words: Vec<String>,
    /// Words that open a sentence about a part of those told of before where no noun follows:
    /// "some", "several".
    pub partitives: Vec<String>,
    /// The definite article, in its forms.
    pub articles: Vec<String>,
    /// First words of an insertion that only explains a name: `a`, `the`, `who`.
    pub apposition_openers: Vec<String>,
    /// First words of a trailing clause that only comments: `signaling`, `highlighting`.
    pub gloss_openers: Vec<String>,
    /// Words after which a duration is not full yet: `nearly`, `almost`, `nearing`.
    pub nearly: Vec<String>,
    /// Words after which a duration is exceeded: `over`.
    pub over: Vec<String>,
    /// Things whose duration is reported: `conflict`, `war`, `strike`.
    pub lasting_things: Vec<String>,
    /// Offices that one person holds at a time: `president`, `prime minister`.
    pub sole_offices: Vec<String>,
    /// Words that make an office a past or coming one: `former`, `ex`, `then`.
    pub former: Vec<String>,
    /// What is called after the person who heads it: `administration`, `government`.
    pub administrations: Vec<String>,
    /// Words before the one who does it: `by`.
    pub agent_words: Vec<String>,
    /// Verbs of what two do together: `met`.
    pub mutual_words: Vec<String>,
    /// Words, with spaces between, of which one row denies the other: `rose fell`, `won lost`.
    pub opposites: Vec<[String; 2]>,
    /// Words that are the same thing in news: `war` to `conflict`.
    pub synonyms: BTreeMap<String, String>,
    /// Numbers that name a size only: `dozens` to 12, `hundreds` to 100.
    pub vague_numbers: BTreeMap<String, f64>,
    /// Words after which a number is a label, not an amount: `article`, `flight`, `no`.
    pub labels: Vec<String>,
    /// What makes digits a rank: `st`, `th`, `er`.
    pub ordinal_suffixes: Vec<String>,
    /// Whether `1,5` is one and a half and `1.500` fifteen hundred.
    pub decimal_comma: bool,
    /// Between the ends of a range: `to`, `bis`, `à`.
    pub range_words: Vec<String>,
    /// Before a range: `between`, `entre`.
    pub between_words: Vec<String>,
    /// `and`, `und`, `et`, `y`.
    pub and_words: Vec<String>,
    /// `of`, `de`, in dates.
    pub of_words: Vec<String>,
    /// Whether `06/01/2026` is surely the sixth of January.
    pub day_first: bool,
    /// Whether months and weekdays have a capital inside a sentence.
    pub capital_dates: bool,
    /// Words after which four digits are a year: `in`, `since`.
    pub year_cues: Vec<String>,
    /// Words after which four digits are a year where nothing countable follows: `the`, `of`.
    pub weak_year_cues: Vec<String>,
    /// Words after which a month's name alone is a month: `in`, `since`.
    pub month_cues: Vec<String>,
    /// `a`, `one`, in "a week ago".
    pub one_words: Vec<String>,
    /// Between a day and a time of day: `at`, `um`, `à`.
    pub at_words: Vec<String>,
    /// Phrases that hold a number word and count nothing: `no one`, `one another`.
    pub not_numbers: Vec<String>,
    /// Plurals that do not look like one: `people`.
    pub plurals: Vec<String>,
    /// After a span that lies back: `ago`.
    pub ago_after: Vec<String>,
    /// Before a span that lies back: `vor`, `il y a`, `hace`.
    pub ago_before: Vec<String>,
    /// With a unit of time, the one before: `last`, `letzte`, `dernière`, `pasado`.
    pub last_words: Vec<String>,
    /// With a unit of time, the one after: `next`.
    pub next_words: Vec<String>,
    /// How words end that are verbs of the future in a language that has such: `-era`, `-rán`.
    pub future_endings: Vec<String>,
    /// Before the day on which something ends: `until`, `bis zum`, `jusqu'au`.
    pub until_words: Vec<String>,
    /// Words after which a date is the end of a span or a bound, not the day of what is told: `to`,
    /// `by`.
    pub span_words: Vec<String>,
    /// Before a named thing that sets a time: `during`.
    pub during_words: Vec<String>,
    /// Before the day from which something lasts: `since`.
    pub since_words: Vec<String>,
    /// Before what the present is compared with: `than`.
    pub comparisons: Vec<String>,
    /// Words that rank the present among what came before: `highest`, `worst`, `record`.
    pub superlatives: Vec<String>,
    /// Whether a date between an article and a noun names the thing: "the 2020 election".
    pub names_by_date: bool,
    /// With a unit of time, the present one: `this`.
    pub this_words: Vec<String>,
    /// `weekend`.
    pub weekend_words: Vec<String>,
    /// Words that may stand in a date line without being part of the date: `on`, `at`, `updated`.
    pub date_fillers: Vec<String>,
    /// What makes a number a time of day: `p.m.`, `uhr`, `h`.
    pub clock_words: Vec<String>,
    /// How a word to the reader begins: `good morning`, `thanks for`.
    pub greeting_openers: Vec<String>,
    /// Phrases of a sentence that is somebody's opinion: `in my view`.
    pub opinion_cues: Vec<String>,
    /// What is counted where somebody counts who reports a thing: `outlets`, `newspapers`.
    pub outlet_words: Vec<String>,
    /// Verbs of what those do: `confirmed`, `reported`.
    pub confirming_words: Vec<String>,
    /// More than one, without a figure: `several`.
    pub several_words: Vec<String>,
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
    pub(super) fn spelt(&self, text: &str) -> String {
        folded(text, self.diacritics)
    }
}

/// A file with its words as [`Table::spelt`] writes them.
fn unligatured(text: &str) -> String {
    text.replace('ß', "ss").replace('œ', "oe").replace('æ', "ae")
}
