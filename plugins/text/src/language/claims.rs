//! What is read of a sentence's claims: the words of amounts, of who does what, of what is denied,
//! meant or planned.

use serde::Deserialize;

use super::list::WordList;

/// A language's words for what a sentence claims.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claims {
    /// Before a number that is not exact: `about`.
    pub about_words: WordList,
    /// Before a number that is not quite reached: `nearly`.
    pub nearly_words: WordList,
    /// Before a number that is hardly passed: `just over`.
    pub barely_words: WordList,
    /// Before the lowest number: `at least`.
    pub at_least_words: WordList,
    /// Before a number that is passed: `more than`.
    pub more_than_words: WordList,
    /// Before the highest number: `up to`.
    pub at_most_words: WordList,
    /// Before a number that is not reached: `less than`.
    pub less_than_words: WordList,
    /// `half`.
    pub half_words: WordList,
    /// Before a rank that is a share: `every` (second).
    pub every_words: WordList,
    /// Words behind an hour of the first half of the day.
    pub morning_words: WordList,
    /// Words behind an hour of the second half of the day.
    pub evening_words: WordList,
    /// Endings of adjectives of countries, and what the country has there: `["ian", "ia"]`.
    pub demonym_endings: Vec<[String; 2]>,
    /// Forms of the verb that makes a passive: `was`.
    pub be_words: WordList,
    /// Words that leave a thing to who says so: `accused`.
    pub alleged_words: WordList,
    /// Forms of the verb that makes a perfect: `have`.
    pub have_words: WordList,
    /// Participles that no ending tells: `taken`.
    pub participles: WordList,
    /// Small words that tell a deed: `took`.
    pub small_deeds: WordList,
    /// Words for somebody who is not named: `somebody`.
    pub indefinite_words: WordList,
    /// The word before an infinitive: `to`.
    pub infinitive_words: WordList,
    /// Endings of participles behind a form of "have" or "be": `ado`.
    pub participle_endings: WordList,
    /// Endings of infinitives, where no other form has them: `ar`.
    pub infinitive_endings: WordList,
    /// Endings of verbs in the past that no noun has: `aron`.
    pub finite_endings: WordList,
    /// Words behind which a verb is governed by another: `of` in "accused of closing".
    pub governing_words: WordList,
    /// Words that say that the deed right behind them was done: `managed`.
    pub implying_words: WordList,
    /// Verbs that say so of a deed further behind them: `sentenced` in "sentenced to ten years for".
    pub implying_verbs: WordList,
    /// Words before an infinitive, or before a verb in its base form: `will`.
    pub modal_words: WordList,
    /// Words that take up the noun before them: `who`, `which`.
    pub relative_words: WordList,
    /// Words of how many: `total` in "a total of 14 villagers".
    pub measure_words: WordList,
    /// Prepositions that `prepositions` lacks, behind which a noun leans on another: `against`.
    pub leaning_words: WordList,
    /// Words that lead a preposition: `close` in "close to the border".
    pub leading_words: WordList,
    /// Words before a day that make it the end of a time, or each: `until`.
    pub bound_words: WordList,
    /// Words of what is told in a story, and did not happen: `novel`.
    pub story_words: WordList,
    /// Words behind a body's name that mean the body itself: `officers`.
    pub body_words: WordList,
    /// Words that set apart whom they stand before: `unlike`.
    pub apart_words: WordList,
    /// Endings of verbs in the present: `s`.
    pub present_endings: WordList,
    /// Endings of nouns of several, beside which a verb has no ending: `s`.
    pub plural_endings: WordList,
    /// Nouns of several without that ending: `police`.
    pub plural_words: WordList,
    /// Words that stand before what somebody has: `her`.
    pub possessive_words: WordList,
    /// Words that call a thing certain: `confirmed`.
    pub certain_words: WordList,
    /// Words that undo the deed they speak of: `called off`.
    pub undoing_words: WordList,
    /// Words that narrow the office or name behind them: `deputy`.
    pub limits: WordList,
    /// Words that narrow the one before them: `elect`.
    pub limits_behind: WordList,
    /// Words behind which a clause tells what has not happened, or not yet: `before`.
    pub unasserted_openers: WordList,
    /// Verbs behind which it is said how something is: `remained`.
    pub linking_words: WordList,
    /// Words that speak of others than what they stand before: `other than`.
    pub set_apart_words: WordList,
    /// Words before a noun of a deed that say that it was done: `after`, `led to`.
    pub presupposing_words: WordList,
    /// Verbs of which the noun of a deed is the subject only if it was done: `happened`.
    pub happening_words: WordList,
    /// Words that narrow a claim: `only`.
    pub narrowing_words: WordList,
    /// Behind a number of years that is an age: `old`.
    pub age_words: WordList,
    /// Before a number that is an age: `aged`.
    pub aged_words: WordList,
    /// Verbs whose past has no ending: `hit`, and verbs of who does what to whom as they stand:
    /// `sues`.
    pub plain_verbs: WordList,
    /// Two lists of words and phrases of which a source that has one of the first denies those of
    /// the second.
    pub contraries: Vec<[Vec<String>; 2]>,
    /// Verbs that tell one deed from either end: "sell", "buy".
    pub converses: Vec<[Vec<String>; 2]>,
    /// Whether who does it stands before what is done, in whatever clause, so that the order of words
    /// says who did it.
    pub subject_first: bool,
    /// Words that speak of all of something: `all`.
    pub universal_words: WordList,
    /// Words that speak of some of many, of which others may be told the contrary: `several`.
    pub some_words: WordList,
    /// Words that deny something of each and every one: `none`.
    pub none_words: WordList,
    /// By which somebody is set aside for somebody else: `not` ("the prince, not the king").
    pub not_words: WordList,
    /// Before a number of others than those told of before: `another`.
    pub further_words: WordList,
    /// Words near which two numbers may be those of a vote: `voted`.
    pub vote_words: WordList,
    /// Between the two numbers of a vote: `to`, `votes against`.
    pub vote_joins: WordList,
    /// Deeds that have one object at a time: `appointed`.
    pub unique_deeds: WordList,
    /// Deeds that several may each do to one thing: `praised`.
    pub common_deeds: WordList,
    /// Before two that "and" joins: `between`.
    pub pairing_words: WordList,
    /// Words before a number that is a place on a scale: `magnitude`.
    pub scale_words: WordList,
    /// Between the part and the whole: `in` ("one in four").
    pub share_words: WordList,
    /// Endings of adverbs: `ly`.
    pub adverb_endings: WordList,
    /// Verbs of change that have no opposite: `change`, `move`.
    pub change_words: WordList,
    /// Before where something goes: `to`, `into`.
    pub to_words: WordList,
    /// Before where something comes from: `from`.
    pub from_words: WordList,
    /// Words of what is planned or promised and not done: `will`, `plans`.
    pub planned_words: WordList,
    /// Two small words of which a source that has the one denies the other: `from to`.
    pub opposite_directions: Vec<[String; 2]>,
    /// Words before which another claim begins: `and`, `which`, `after`.
    pub claim_openers: WordList,
    /// Words before which something begins that leans on the claim before: `to`, `with`.
    pub leaning_openers: WordList,
    /// Endings of verbs that open a claim behind a comma: `ing`.
    pub claim_endings: WordList,
}

impl Claims {
    /// Whether a word has the ending of an adverb.
    #[must_use]
    pub fn is_adverb(&self, word: &str) -> bool {
        self.adverb_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}
