//! Terms: the words, names and phrases that a sentence claims something by.

use std::ops::Range;

use crate::cut::{Stem, Token, fold, hash};
use crate::language::{self, Meaning, WordList};
use crate::word::spelt;

use super::words::Words;

/// A word, name or phrase that a sentence claims something by.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its tokens, in order.
    pub tokens: Vec<usize>,
    /// What it says.
    pub says: Vec<Meaning>,
    /// What it says beyond that.
    pub implies: Vec<Meaning>,
    /// The stem of its first word.
    pub stem: Stem,
    /// Whether it is a name, or a part of one.
    pub name: bool,
    /// Whether it is a small word.
    pub small: bool,
    /// Whether it claims nothing by itself.
    pub light: bool,
    /// The background weight of its rarest word.
    pub weight: f64,
    /// The small word right before it, articles and other terms left out.
    pub direction: Option<u64>,
    /// Pairs of contraries that it stands in, and whether in the second list.
    pub contraries: Vec<(usize, bool)>,
    /// Pairs of converses that it stands in, and whether in the second list.
    pub converses: Vec<(usize, bool)>,
    /// What the words beside it that narrow it say: "deputy", "-elect".
    pub limits: Vec<Vec<Meaning>>,
}

impl Term {
    /// Whether a term of a source bears this one out.
    #[must_use]
    pub fn is_held_by(&self, other: &Self) -> bool {
        self.is_narrowed_like(other) && self.says_as(other)
    }

    /// Whether both say the same, whatever narrows either.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        self.says.iter().any(|own| other.says.contains(own) || other.implies.contains(own))
    }
}

impl Term {
    /// Whether the same narrows both: each word that narrows the one has its like beside the other.
    fn is_narrowed_like(&self, other: &Self) -> bool {
        let like = |one: &[Meaning], list: &[Vec<Meaning>]| {
            list.iter().any(|other| one.iter().any(|meaning| other.contains(meaning)))
        };
        self.limits.iter().all(|limit| like(limit, &other.limits))
            && other.limits.iter().all(|limit| like(limit, &self.limits))
    }
}

/// The terms of a sentence, in order of their first tokens.
pub(super) fn terms(words: Words<'_>) -> Vec<Term> {
    let tokens = &words.tokens;
    let meanings = words.language.meanings();
    let mut taken = vec![false; tokens.len()];
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if taken[at] || is_counted(words, &tokens[at]) {
            continue;
        }
        let token = &tokens[at];
        let said = meanings.at(tokens, at).filter(|said| said.tokens.iter().all(|at| !taken[*at]));
        let alone = said.as_ref().is_some_and(|said| said.tokens.len() == 1);
        let deed = token.stop && is_deed(words, token);
        let small = token.stop && !deed && (said.is_none() || alone);
        if small && !meanings.is_telling(token.word) {
            continue;
        }
        let own = said.as_ref().map_or_else(|| vec![at], |said| said.tokens.clone());
        own.iter().for_each(|at| taken[*at] = true);
        let mut says = said.as_ref().map_or_else(|| vec![token.stem], |said| said.says.to_vec());
        says.extend(of_place(words, token));
        found.push(Term {
            implies: said.as_ref().map(|said| said.implies.to_vec()).unwrap_or_default(),
            contraries: said.as_ref().map(|said| said.contraries.to_vec()).unwrap_or_default(),
            converses: said.map(|said| said.converses.to_vec()).unwrap_or_default(),
            says,
            stem: token.stem,
            name: is_name(words, token),
            small,
            light: own.len() == 1 && (deed || is_light(words, token) || is_honorific(words, token)),
            weight: if small { 0.0 } else { language::idf(token.stem, words.language) },
            direction: direction(words, at),
            limits: limits(words, at),
            tokens: own,
        });
    }
    found
}

/// Whether a small word tells a deed, of somebody and done to something: "took".
fn is_deed(words: Words<'_>, token: &Token) -> bool {
    let word = spelt(&words.text[token.range.clone()], words.language);
    words.language.claims.small_deeds.contains(&word)
}

/// Whether a word claims nothing by itself; "part" does not, and "partly" does.
fn is_light(words: Words<'_>, token: &Token) -> bool {
    let language = words.language;
    let word = || spelt(&words.text[token.range.clone()], language);
    language.meanings().is_light(token.stem) && !language.claims.is_adverb(&word())
}

fn is_name(words: Words<'_>, token: &Token) -> bool {
    words.name_stems.binary_search(&token.stem).is_ok()
}

/// Whether a word is only a form of address: the "Mr." of "Mr. Vold".
fn is_honorific(words: Words<'_>, token: &Token) -> bool {
    let word = || spelt(&words.text[token.range.clone()], words.language);
    token.capital && words.language.honorifics.contains(&word())
}

/// Whether a word is part of a date or of the figure of a quantity, which are compared as such.
fn is_counted(words: Words<'_>, token: &Token) -> bool {
    let inside =
        |range: &Range<usize>| range.start <= token.range.start && token.range.end <= range.end;
    let clock = words.numbers.iter().filter(|number| number.unit == "clock");
    if clock
        .into_iter()
        .any(|number| number.range.start < token.range.end && token.range.start < number.range.end)
    {
        return true;
    }
    words.dates.iter().any(|date| inside(&date.range))
        || words.numbers.iter().any(|number| inside(&number.range)) && is_of_number(words, token)
}

/// Whether a word is a figure, a number in letters or what it counts in.
fn is_of_number(words: Words<'_>, token: &Token) -> bool {
    let language = words.language;
    let word = &*spelt(&words.text[token.range.clone()], language);
    word.starts_with(|first: char| first.is_ascii_digit())
        || language.number_words.contains_key(word)
        || language.vague_numbers.contains_key(word)
        || language.units.contains_key(word)
        || word.split('-').any(|part| language.number_words.contains_key(part))
}

/// What an adjective of a country says beside itself: "Karsian" is of Karsia.
fn of_place(words: Words<'_>, token: &Token) -> Vec<Meaning> {
    if !token.capital {
        return Vec::new();
    }
    let folded = fold(&words.text[token.range.clone()]);
    let folded = folded.strip_suffix("'s").unwrap_or(&folded).to_owned();
    let language = words.language;
    let known = language.demonyms.get(&folded).map(|place| hash(place));
    let place = language.places.contains(&folded).then(|| hash(&folded));
    let bare = language.claims.demonym_endings.iter().find_map(|[ending, place]| {
        let stem = folded.strip_suffix(ending.as_str())?;
        (stem.len() > 3).then(|| hash(&format!("{stem}{place}")))
    });
    known.into_iter().chain(place).chain(bare).chain([hash(&folded)]).collect()
}

/// The small word before a term, over articles, other capitals and adjectives without content.
fn direction(words: Words<'_>, at: usize) -> Option<u64> {
    let tokens = words.tokens.get(..at)?;
    let language = words.language;
    for token in tokens.iter().rev().take(3) {
        let word = spelt(&words.text[token.range.clone()], language);
        if language.claims.opposite_directions.iter().flatten().any(|one| *one == word) {
            return Some(hash(&word));
        }
        if !token.stop && !token.capital {
            return None;
        }
    }
    None
}

/// What narrows a term: a word before it, over one other, or right behind it.
fn limits(words: Words<'_>, at: usize) -> Vec<Vec<Meaning>> {
    let language = words.language;
    let tokens = &words.tokens;
    let listed = |token: &Token, list: &WordList| {
        list.contains(&spelt(&words.text[token.range.clone()], language))
    };
    // Only an office or a name is narrowed so: "the deputy stayed away" is no "deputy stay".
    let narrowed = |token: &Token| language.is_title(token.word) || is_name(words, token);
    let own = tokens
        .get(at)
        .is_none_or(|token| listed(token, &language.claims.limits) || !narrowed(token));
    let near = tokens[..at].iter().rev().take(2).take_while(|token| !token.stop);
    let mut found: Vec<Vec<Meaning>> = Vec::new();
    if !own {
        for (back, token) in near.enumerate() {
            if listed(token, &language.claims.limits) {
                let said = language.meanings().at(tokens, at - 1 - back);
                found.push(said.map_or_else(|| vec![token.stem], |said| said.says.to_vec()));
            }
        }
    }
    let behind = tokens.get(at + 1).filter(|token| listed(token, &language.claims.limits_behind));
    found.extend(behind.map(|token| vec![token.stem]));
    found
}
