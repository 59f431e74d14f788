//! What stands around the text of an article: the words of bylines and dates, agencies, and lines
//! that are no text.

use serde::Deserialize;

/// A language's words for what a page has around an article's text. Lines and starts of lines are
/// folded: lower case, plain quotation marks and hyphens, `#` for a number, `:` for ` |`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Page {
    /// News agencies that outlets credit with a fact, in texts of any language; of several credited
    /// the first counts.
    pub agencies: Vec<String>,
    /// More under which agencies and pools sign; in a sentence they would be taken for other words
    /// (`ina`, `sid`), so that there nobody is credited by them.
    pub agency_signs: Vec<String>,
    /// Words before a byline's names in texts of any language: `by`.
    pub by_everywhere: Vec<String>,
    /// The same, in texts of this language only: `von`.
    pub by: Vec<String>,
    /// Words of what journalists are: `reporter`.
    pub bylined_roles: Vec<String>,
    /// Before the date of publication: `published on`.
    pub published: Vec<String>,
    /// Before the date of a change: `last updated`.
    pub updated: Vec<String>,
    /// Small words inside a credit: "Reporting by Ann Lee in Kyiv and Bo Chan; editing by Cy Day".
    pub credit_words: Vec<String>,
    /// What opens the tail of a sentence, after which the clause before it still stands by itself:
    /// `after`.
    pub tails: Vec<String>,
    /// Those before which only a comma shows that a clause has ended: `to`.
    pub comma_tails: Vec<String>,
    /// Words after which a sentence cannot be cut: something must follow them.
    pub waiting_words: Vec<String>,
    /// Whether its months and weekdays are known in texts of every language, and as no part of a
    /// name.
    pub dates_everywhere: bool,
    /// Where an outlet cut its text off: `[…]`, `… read more`.
    pub cut_off: Vec<String>,
    /// First words of questions that head a part of a text: `what`.
    pub questions: Vec<String>,
    /// Words that have no capital in a title: prepositions, articles, conjunctions; never verbs.
    pub title_words: Vec<String>,
    /// Before the outlet that an article is from: `source`.
    pub source_labels: Vec<String>,
    /// What a word holds that speaks of agencies and names none: `agenc`.
    pub agencies_at_large: Vec<String>,
    /// What names of people are made of.
    pub names: Names,
    /// What declares that a machine is the author.
    pub machine: Machine,
    /// What belongs to pictures.
    pub picture: Picture,
    /// What belongs to datelines.
    pub dateline: Datelines,
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
    pub joiners: Vec<String>,
    /// What ends a name: `in` ("Ann Lee in Kyiv").
    pub ends: Vec<String>,
    /// Small words inside a name: `von`.
    pub particles: Vec<String>,
    /// Words of a sentence that no name has: `the`.
    pub no_names: Vec<String>,
}

/// What declares that a machine is the author.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Machine {
    /// What machines are called: `ai`.
    pub names: Vec<String>,
    /// Those that people are called too.
    pub people_too: Vec<String>,
    /// More words for them: `artificial intelligence`.
    pub phrases: Vec<String>,
    /// Words that say by themselves that a machine wrote it: `ai-generated`.
    pub made: Vec<String>,
    /// Beside a machine's name, what makes it the author: `writer`.
    pub writers: Vec<String>,
    /// How a note begins: `disclaimer:`.
    pub note_labels: Vec<String>,
    /// Of what it speaks: `this article`.
    pub note_subjects: Vec<String>,
    /// What was done with it: `written`.
    pub note_verbs: Vec<String>,
    /// By whom: `ai`.
    pub note_makers: Vec<String>,
    /// What makes it say the opposite: `without`.
    pub note_denials: Vec<String>,
    /// Whole notes.
    pub notes: Vec<String>,
}

/// What belongs to pictures.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Picture {
    /// Words of a credit that make it a picture's: `photo`.
    pub words: Vec<String>,
    /// Before the name at the end of a caption, as it is printed: `Photo:`.
    pub labels: Vec<String>,
    /// The same, glued to the sentence before: `Credit`.
    pub glued_labels: Vec<String>,
    /// Who stands where in a picture, as only captions say it: `(L)`.
    pub sides: Vec<String>,
    /// The same, of which it takes two: `(R)` is a party, too.
    pub doubtful_sides: Vec<String>,
}

/// What belongs to datelines.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Datelines {
    /// What stands in capitals before a dash or colon and is no place: `analysis`.
    pub labels: Vec<String>,
    /// How more of these begin.
    pub label_starts: Vec<String>,
    /// Small words in names of places: `of`.
    pub place_words: Vec<String>,
    /// Small words in names of outlets: `of`.
    pub outlet_words: Vec<String>,
    /// What signs and is no outlet: `staff`.
    pub no_outlets: Vec<String>,
    /// Small words in dates: `den`.
    pub date_words: Vec<String>,
    /// Before the date of what is told: `on`.
    pub before_dates: Vec<String>,
}

/// Lines of one class that are no text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lines {
    /// Whole lines, without marks at their ends.
    pub lines: Vec<String>,
    /// How a short line begins.
    pub starts: Vec<String>,
}
