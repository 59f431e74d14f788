//! What leans: words that speak of what a reader knows already.

use serde::Deserialize;

use super::list::WordList;

/// A language's words for what a reader has to know already.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Leaning {
    /// Words that take their meaning from elsewhere: `he`, `it`, `their`, `this`.
    pub referring_words: WordList,
    /// Words that point at the thing behind them: `these`, `such`.
    pub demonstratives: WordList,
    /// Pronouns of things: `it`, `them`.
    pub object_pronouns: WordList,
    /// Those of several: `them`.
    pub plural_pronouns: WordList,
    /// Words for several without an ending that shows it: `police`.
    pub plural_nouns: WordList,
    /// Endings of words for several: `s`.
    pub several_endings: WordList,
    /// Times that only the text before names: `that night`.
    pub before_phrases: WordList,
    /// Verbs in the present that no ending shows: `is`.
    pub verb_words: WordList,
    /// Endings of verbs in a clause of its own: `s`, `ed`.
    pub finite_endings: WordList,
    /// Verbs of answering what was said before: `agreed`.
    pub answering_words: WordList,
    /// What a sentence ends in that leaves its object to the text before: `to find out`.
    pub open_endings: WordList,
    /// Words that compare, behind an article, with one told before: `other`, `same`.
    pub comparing_words: WordList,
    /// Words that open a clause which says what is meant: "the plan `to`".
    pub defining_words: WordList,
    /// The indefinite article, in its forms.
    pub indefinite_articles: WordList,
    /// Things of which a reader knows one without being told: `government`, `week`.
    pub unique_things: WordList,
}
