//! What stands around the text of an article: the words of bylines and dates, agencies, and lines
//! that are no text.

use serde::Deserialize;

use super::list::WordList;

/// A language's words for what a page has around an article's text. Lines and starts of lines are
/// folded: lower case, plain quotation marks and hyphens, `#` for a number, `:` for ` |`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Page {
    /// News agencies that outlets credit with a fact, in texts of any language; of several credited
    /// the first counts.
    pub agencies: WordList,
    /// More under which agencies and pools sign; in a sentence they would be taken for other words
    /// (`ina`, `sid`), so that there nobody is credited by them.
    pub agency_signs: WordList,
    /// Words before a byline's names in texts of any language: `by`.
    pub by_everywhere: WordList,
    /// The same, in texts of this language only: `von`.
    pub by: WordList,
    /// Words of what journalists are: `reporter`.
    pub bylined_roles: WordList,
    /// Before the date of publication: `published on`.
    pub published: WordList,
    /// Before the date of a change: `last updated`.
    pub updated: WordList,
    /// Small words inside a credit: "Reporting by Ann Lee in Kyiv and Bo Chan; editing by Cy Day".
    pub credit_words: WordList,
    /// What opens the tail of a sentence, after which the clause before it still stands by itself:
    /// `after`.
    pub tails: WordList,
    /// Those before which only a comma shows that a clause has ended: `to`.
    pub comma_tails: WordList,
    /// Words after which a sentence cannot be cut: something must follow them.
    pub waiting_words: WordList,
    /// Whether its months and weekdays are known in texts of every language, and as no part of a
    /// name.
    pub dates_everywhere: bool,
    /// Where an outlet cut its text off: `[…]`, `… read more`.
    pub cut_off: WordList,
    /// First words of questions that head a part of a text: `what`.
    pub questions: WordList,
    /// Words that have no capital in a title: prepositions, articles, conjunctions; never verbs.
    pub title_words: WordList,
    /// Before the outlet that an article is from: `source`.
    pub source_labels: WordList,
    /// What a word holds that speaks of agencies and names none: `agenc`.
    pub agencies_at_large: WordList,
    /// What names of people are made of.
    pub names: Names,
    /// What declares that a machine is the author.
    pub machine: Machine,
    /// What belongs to pictures.
    pub picture: Picture,
    /// What belongs to datelines.
    pub dateline: Datelines,
    /// What an outlet tells of its reporter.
    pub biography: Biography,
    /// Buttons, menus, appeals, law.
    pub navigation: Lines,
    /// Headings above links to other articles: what stands below, as long as it is headlines, goes
    /// too.
    pub related: Lines,
    /// What a picture shows or whose it is.
    pub caption: Lines,
    /// Who contributed, below the text.
    pub credit: Lines,
    /// How long it takes to read.
    pub reading_time: Lines,
    /// Key words.
    pub tags: Lines,
}

/// What names of people are made of, in a byline.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    /// Between two names: `and`.
    pub joiners: WordList,
    /// What ends a name: `in` ("Ann Lee in Kyiv").
    pub ends: WordList,
    /// Small words inside a name: `von`.
    pub particles: WordList,
    /// Words of a sentence that no name has: `the`.
    pub no_names: WordList,
}

/// What declares that a machine is the author.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Machine {
    /// What machines are called: `ai`.
    pub names: WordList,
    /// Those that people are called too.
    pub people_too: WordList,
    /// More words for them: `artificial intelligence`.
    pub phrases: WordList,
    /// Words that say by themselves that a machine wrote it: `ai-generated`.
    pub made: WordList,
    /// Beside a machine's name, what makes it the author: `writer`.
    pub writers: WordList,
    /// How a note begins: `disclaimer:`.
    pub note_labels: WordList,
    /// Of what it speaks: `this article`.
    pub note_subjects: WordList,
    /// What was done with it: `written`.
    pub note_verbs: WordList,
    /// By whom: `ai`.
    pub note_makers: WordList,
    /// What makes it say the opposite: `without`.
    pub note_denials: WordList,
    /// Whole notes.
    pub notes: WordList,
}

/// What belongs to pictures.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Picture {
    /// Words of a credit that make it a picture's: `photo`.
    pub words: WordList,
    /// Before the name at the end of a caption, as it is printed: `Photo:`.
    pub labels: WordList,
    /// The same, glued to the sentence before: `Credit`.
    pub glued_labels: WordList,
    /// Who stands where in a picture, as only captions say it: `(L)`.
    pub sides: WordList,
    /// The same, of which it takes two: `(R)` is a party, too.
    pub doubtful_sides: WordList,
    /// How words in brackets begin that tell of a picture beside the text: `pictured`.
    pub asides: WordList,
    /// Between the number of a picture and how many there are: `1 of 4`.
    pub counters: WordList,
}

/// What an outlet tells of its reporter below a text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Biography {
    /// Behind the name: `is a`.
    pub verbs: WordList,
    /// What shows that it is the outlet's own: `covers`.
    pub signs: WordList,
}

/// What belongs to datelines.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Datelines {
    /// What stands in capitals before a dash or colon and is no place: `analysis`.
    pub labels: WordList,
    /// How more of these begin.
    pub label_starts: WordList,
    /// Small words in names of places: `of`.
    pub place_words: WordList,
    /// Small words in names of outlets: `of`.
    pub outlet_words: WordList,
    /// What signs and is no outlet: `staff`.
    pub no_outlets: WordList,
    /// Small words in dates: `den`.
    pub date_words: WordList,
    /// Before the date of what is told: `on`.
    pub before_dates: WordList,
}

/// Lines of one class that are no text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lines {
    /// Whole lines, without marks at their ends.
    pub lines: WordList,
    /// How a short line begins.
    pub starts: WordList,
}
