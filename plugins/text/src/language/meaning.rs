//! Meanings: which words of a language say the same, and which say more than another.
//!
//! Rows are written by hand (`meanings.toml`) or taken from a thesaurus (for English, WordNet).
//! A word is known by its stem, so that a row needs base forms and irregular ones only.

use std::collections::HashMap;

use super::role::Roles;
use super::stem::read;
use super::table::Table;
use crate::cut::{Runs, Stem, Token, hash};
use crate::work::steps;

/// What a word or phrase says, as numbers that are compared with those of another.
pub type Meaning = u64;

/// Words that may stand between a verb and its particle: "blew the old dam up".
const GAP: usize = 3;

/// A word or phrase with what it says.
#[derive(Debug, Clone, Default)]
struct Entry {
    /// The stems after the first.
    rest: Box<[Stem]>,
    /// What it says, itself included.
    says: Vec<Meaning>,
    /// What it says beyond that: "kill" says "die".
    implies: Vec<Meaning>,
    /// Pairs of contraries that it stands in, and whether in the second list.
    contraries: Vec<(usize, bool)>,
    /// Pairs of converses that it stands in, and whether in the second list.
    converses: Vec<(usize, bool)>,
}

/// What the table knows of the words at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'a> {
    /// The tokens it takes, the first included.
    pub tokens: Vec<usize>,
    /// What they say.
    pub says: &'a [Meaning],
    /// What they say beyond that.
    pub implies: &'a [Meaning],
    /// Pairs of contraries that they stand in, and whether in the second list.
    pub contraries: &'a [(usize, bool)],
    /// Pairs of converses that they stand in, and whether in the second list.
    pub converses: &'a [(usize, bool)],
}

/// The meanings of a language, made ready for looking up.
#[derive(Debug, Clone, Default)]
pub struct Meanings {
    /// By first stem; the longest phrases first.
    entries: HashMap<Stem, Vec<Entry>>,
    /// Stems of words that claim nothing by themselves.
    light: Vec<Stem>,
    /// Small words that claim something.
    telling: Vec<u64>,
}

impl Meanings {
    /// Files every row of a table.
    pub(super) fn of(table: &Table, roles: &Roles, same: impl Fn(u64) -> Option<Stem>) -> Self {
        // A form that the list of synonyms leaves out ("arrests") keeps its own stem.
        let forms = |phrase: &str| {
            let known = stems(phrase, table, roles, &same);
            let own = stems(phrase, table, roles, |_| None);
            let other = (own != known).then_some(own);
            [Some(known), other].into_iter().flatten()
        };
        let mut meanings = Self {
            light: sorted(table.light.iter().flat_map(|word| forms(word)).flatten()),
            telling: sorted(table.telling.iter().map(|word| hash(&table.spelt(word)))),
            ..Self::default()
        };
        for (row, words) in table.meanings.iter().enumerate() {
            let meaning = hash(&format!("row {row}"));
            words
                .iter()
                .flat_map(|word| forms(word))
                .for_each(|form| meanings.file(&form, meaning));
        }
        for (line, words) in table.thesaurus.lines().enumerate() {
            let meaning = hash(&format!("line {line}"));
            let words = words.split(' ').map(|word| word.replace('_', " "));
            words.flat_map(|word| forms(&word)).for_each(|form| meanings.file(&form, meaning));
        }
        for [more, less] in &table.implied {
            for more in forms(more) {
                forms(less).for_each(|less| meanings.imply(&more, &less));
            }
        }
        for (form, place) in places(&contraries(table), forms) {
            meanings.entry(&form).into_iter().for_each(|entry| entry.contraries.push(place));
        }
        for (form, place) in places(&table.claims.converses, forms) {
            meanings.entry(&form).into_iter().for_each(|entry| entry.converses.push(place));
        }
        meanings
    }

    fn file(&mut self, stems: &[Stem], meaning: Meaning) {
        if let Some(entry) = self.entry(stems) {
            entry.says.push(meaning);
        }
    }

    fn imply(&mut self, more: &[Stem], less: &[Stem]) {
        let Some(said) = self.entry(less).map(|entry| entry.says.clone()) else { return };
        if let Some(entry) = self.entry(more) {
            entry.implies.extend(said);
        }
    }

    fn entry(&mut self, stems: &[Stem]) -> Option<&mut Entry> {
        let (first, rest) = stems.split_first()?;
        let list = self.entries.entry(*first).or_default();
        let at = list.iter().position(|entry| *entry.rest == *rest).unwrap_or_else(|| {
            let says = vec![phrase_meaning(stems)];
            let at = list.partition_point(|known| known.rest.len() >= rest.len());
            list.insert(at, Entry { rest: rest.into(), says, ..Entry::default() });
            at
        });
        list.get_mut(at)
    }

    /// What the longest word or phrase says that begins at a token.
    #[must_use]
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<Said<'_>> {
        let entries = self.entries.get(&tokens.get(at)?.stem)?;
        entries.iter().find_map(|entry| {
            steps(1);
            let taken = taken(&entry.rest, tokens, at)?;
            let Entry { says, implies, contraries, converses, .. } = entry;
            Some(Said { tokens: taken, says, implies, contraries, converses })
        })
    }

    /// Whether a stem claims nothing by itself.
    #[must_use]
    pub fn is_light(&self, stem: Stem) -> bool {
        self.light.binary_search(&stem).is_ok()
    }

    /// Whether a small word claims something all the same.
    #[must_use]
    pub fn is_telling(&self, word: u64) -> bool {
        self.telling.binary_search(&word).is_ok()
    }
}

/// The words of pairs of lists, by their stems, with the pair and whether they stand in its second
/// list.
fn places<F: Iterator<Item = Vec<Stem>>>(
    pairs: &[[Vec<String>; 2]],
    forms: impl Fn(&str) -> F,
) -> Vec<(Vec<Stem>, (usize, bool))> {
    let mut found = Vec::new();
    for (pair, lists) in pairs.iter().enumerate() {
        for (list, second) in lists.iter().zip([false, true]) {
            let forms = list.iter().flat_map(|word| forms(word));
            found.extend(forms.map(|form| (form, (pair, second))));
        }
    }
    found
}

/// The pairs of contraries, and of single words that are opposites.
fn contraries(table: &Table) -> Vec<[Vec<String>; 2]> {
    let words = |row: &String| row.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let opposites = table.opposites.iter().map(|[one, other]| [words(one), words(other)]);
    table.claims.contraries.iter().cloned().chain(opposites).collect()
}

/// What a word or phrase that stands in no row says: itself.
#[must_use]
pub fn phrase_meaning(stems: &[Stem]) -> Meaning {
    match stems {
        [one] => *one,
        many => many.iter().fold(hash("phrase"), |sum, stem| sum.rotate_left(7) ^ stem),
    }
}

/// The tokens of a phrase that begins at a token, where all its words follow, each at most [`GAP`]
/// words behind the one before.
fn taken(rest: &[Stem], tokens: &[Token], at: usize) -> Option<Vec<usize>> {
    let mut behind = Vec::new();
    for stem in rest {
        let from = behind.last().unwrap_or(&at) + 1;
        let reach = tokens.get(from..(from + GAP + 1).min(tokens.len()))?;
        behind.push(from + reach.iter().position(|token| token.stem == *stem)?);
    }
    behind.insert(0, at);
    Some(behind)
}

fn stems(
    phrase: &str,
    table: &Table,
    roles: &Roles,
    same: impl Fn(u64) -> Option<Stem>,
) -> Vec<Stem> {
    Runs::of(phrase, &table.elisions)
        .filter_map(|range| phrase.get(range))
        .map(|word| {
            let reading = read(word, false, roles);
            same(reading.word).unwrap_or(reading.stem)
        })
        .collect()
}

fn sorted(numbers: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut numbers: Vec<u64> = numbers.collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::word;

    /// Whether the words at two places of two texts share a meaning.
    fn check(one: &str, other: &str, expected: bool) {
        let language = Language::of(Some("en"));
        let says = |text: &str| {
            let mut tokens = word::tokens(text, language);
            tokens.iter_mut().for_each(|token| {
                token.stem = language.same(token.word).unwrap_or(token.stem);
            });
            let said = language.meanings().at(&tokens, 0).unwrap();
            [said.says, said.implies].map(<[u64]>::to_vec)
        };
        let ([one_says, _], [other_says, implies]) = (says(one), says(other));
        let holds = other_says.iter().chain(&implies).any(|meaning| one_says.contains(meaning));
        assert_eq!(holds, expected, "{one} / {other}");
    }

    #[test]
    fn words_and_phrases_of_one_row_say_the_same() {
        check("resigned", "stepped down", true);
        check("blew the old dam up", "exploded", true);
        check("turned down", "turned up", false);
        check("died", "killed", true);
        check("killed", "died", false);
    }
}
