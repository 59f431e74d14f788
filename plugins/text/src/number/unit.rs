//! What a number counts: percent, money, a measure, or the noun behind it.

use super::sign::currency_sign;
use crate::cut::Made;
use crate::language::{Language, Sense};
use crate::reader::Reader;

/// Words behind a number among which the noun that it counts is looked for: "500,000 combined
/// military casualties".
const REACH: usize = 4;

impl Reader<'_> {
    /// The currency whose sign or code stands right before an index, and where it begins: `$`,
    /// `US$`, `EUR 5`.
    pub(super) fn currency_before(&self, at: usize) -> Option<(usize, String)> {
        let before = at.checked_sub(1)?;
        if let Some(currency) = currency_sign(self.lexemes.folded(before)) {
            let coded = self.lexemes.is_joined(before)
                && before > 0
                && self.lexemes.is(before - 1, Made::Word);
            return Some((if coded { before - 1 } else { before }, currency.to_owned()));
        }
        let code = self.lexemes.written(before);
        let unit =
            |sense: &Sense| if let Sense::Unit(unit) = sense { Some(unit.clone()) } else { None };
        let is_code = code.len() == 3 && code.chars().all(|letter| letter.is_ascii_uppercase());
        is_code
            .then(|| self.lexicon.find(self.lexemes, before, unit))
            .flatten()
            .map(|(_, unit)| (before, unit))
    }

    /// The unit behind an amount and where it ends; the empty unit ends where the amount does.
    pub(super) fn unit_after(&self, at: usize) -> (usize, String) {
        let mark = self.lexemes.folded(at);
        if matches!(mark, "%" | "٪") {
            return (at + 1, "%".to_owned());
        }
        if let Some(currency) = currency_sign(mark) {
            return (at + 1, currency.to_owned());
        }
        let hyphen = mark == "-" && self.lexemes.is_joined(at) && self.lexemes.is_joined(at + 1);
        let word_at = if hyphen { at + 1 } else { at };
        let unit =
            |sense: &Sense| if let Sense::Unit(unit) = sense { Some(unit.clone()) } else { None };
        if let Some((length, unit)) = self.lexicon.find(self.lexemes, word_at, unit) {
            return (word_at + length, unit);
        }
        // "5 million US dollars": a country's adjective may stand before its currency.
        if let Some(adjective) = self.lexicon.phrase(self.lexemes, at, &Sense::Demonym)
            && let Some((length, unit)) = self.lexicon.find(self.lexemes, at + adjective, unit)
        {
            return (at + adjective + length, unit);
        }
        if hyphen && self.lexemes.is(word_at, Made::Word) {
            return (word_at + 1, counted(self.lexemes.folded(word_at), self.language));
        }
        self.noun(at).map_or((at, String::new()), |noun| {
            (noun + 1, counted(self.lexemes.folded(noun), self.language))
        })
    }

    /// The noun counted: of the words behind the number up to the next small word the first plural,
    /// else the first.
    fn noun(&self, at: usize) -> Option<usize> {
        let at = at + self.lexicon.phrase(self.lexemes, at, &Sense::Of).unwrap_or(0);
        let words: Vec<usize> = (at..at + REACH)
            .take_while(|&at| {
                let hyphenated = self.lexemes.folded(at) == "-" && self.lexemes.is_joined(at);
                let word = self.lexemes.is(at, Made::Word) && !self.is_stop(at);
                word || hyphenated
            })
            .filter(|&at| self.lexemes.is(at, Made::Word))
            .collect();
        words.iter().copied().find(|&at| self.is_plural(at)).or(words.first().copied())
    }

    fn is_stop(&self, at: usize) -> bool {
        self.lexicon.find(self.lexemes, at, small).is_some()
    }

    fn is_plural(&self, at: usize) -> bool {
        let word = self.lexemes.folded(at);
        let plural =
            word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        plural || self.lexicon.has(self.lexemes, at, &Sense::Plural)
    }
}

/// A noun as a unit: the one form of its synonyms, else its singular.
fn counted(word: &str, language: &Language) -> String {
    let singular = singular(word, language);
    one_form(word, language).or_else(|| one_form(&singular, language)).unwrap_or(singular)
}

/// The one form that the table has for a noun's synonyms.
fn one_form(word: &str, language: &Language) -> Option<String> {
    let one =
        |sense: &Sense| if let Sense::Synonym(one) = sense { Some(one.clone()) } else { None };
    language.lexicon().find(&language.lexemes(word), 0, one).map(|(_, one)| one)
}

/// A sense of small words, which nothing is counted in.
fn small(sense: &Sense) -> Option<()> {
    matches!(
        sense,
        Sense::Stop | Sense::And | Sense::Of | Sense::Range | Sense::Number(_) | Sense::At
    )
    .then_some(())
}

/// Endings of plurals where no table says them: an "s", but for words that end so anyway.
const PLURALS: [[&str; 2]; 4] = [["ss", "ss"], ["us", "us"], ["is", "is"], ["s", ""]];

/// Letters of a word that has a plural: "gas", "bus".
const SHORTEST_PLURAL: usize = 4;

fn singular(word: &str, language: &Language) -> String {
    let own = language
        .plural_endings
        .iter()
        .map(|[plural, singular]| [plural.as_str(), singular.as_str()]);
    let others = PLURALS.into_iter().filter(|_| !language.is_tabled());
    let fits =
        |[plural, singular]: [&str; 2]| Some(format!("{}{singular}", word.strip_suffix(plural)?));
    let known = own.chain(others).find_map(fits).filter(|_| word.len() >= SHORTEST_PLURAL);
    known.unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counted_noun_has_one_form() {
        for (word, expected) in [
            ("countries", "country"),
            ("nations", "country"),
            ("people", "person"),
            ("class", "class"),
        ] {
            assert_eq!(counted(word, Language::of(Some("en"))), expected);
        }
    }
}
