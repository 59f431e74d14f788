//! Stems: what one word is, in a language, wherever it stands.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::role::{Role, Roles};
use super::table::Table;
use crate::cut::{self, Runs, Stem, fold, hash};

/// What is known of a word wherever it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reading {
    pub(crate) word: u64,
    pub(crate) stem: Stem,
    pub(crate) stop: bool,
    pub(crate) capital: bool,
}

/// The folded words of a phrase as numbers.
pub(crate) fn hashes(phrase: &str, table: &Table) -> Vec<u64> {
    Runs::of(phrase, &table.elisions)
        .filter_map(|range| phrase.get(range))
        .map(|surface| hash(&unstopped(table.spelt(surface).into_owned())))
        .collect()
}

/// A folded word without the last stop of an acronym.
fn unstopped(mut folded: String) -> String {
    if folded.ends_with('.') {
        folded.pop();
    }
    folded
}

/// Longest word that is stemmed, in bytes: the longest in dictionaries of our languages have under
/// 80.
const LONGEST: usize = 96;

/// Reads one word. `shouted`: it stands in a text all in capitals, where "US" is not known to be an
/// acronym.
pub(crate) fn read(surface: &str, shouted: bool, roles: &Roles) -> Reading {
    let folded = unstopped(fold(surface));
    let word = if roles.marks {
        hash(&unstopped(cut::folded(surface, true).into_owned()))
    } else {
        hash(&folded)
    };
    let first = surface.chars().next().unwrap_or_default();
    let capital = first.is_uppercase();
    let content = Reading { word, stem: word, stop: false, capital };
    if folded.len() > LONGEST {
        return content;
    }
    if surface.contains('.') && first.is_alphabetic() {
        // "N.A.T.O." is "NATO", but "U.S." stays apart from "us"
        let letters = folded.replace('.', "");
        let taken = roles.has(hash(&letters), &[Role::Stop]);
        return Reading { stem: if taken { word } else { hash(&letters) }, ..content };
    }
    if !shouted
        && roles.has(word, &[Role::Acronym])
        && surface.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        let dotted: Vec<String> = folded.chars().map(String::from).collect();
        return Reading { stem: hash(&dotted.join(".")), ..content };
    }
    let lone = folded.len() == 1 && first.is_lowercase();
    let particle = surface.chars().all(|letter| matches!(letter, '\u{3041}'..='\u{309f}'));
    let stop = lone || particle || roles.has(word, &[Role::Stop]);
    Reading { stem: hash(&stemmed(surface, &folded, roles)), stop, ..content }
}

/// The stem's text. Where diacritics tell no words apart they are left out, so that "Élysée" and
/// "Elysee" are one in English; the other algorithms need theirs.
fn stemmed<'a>(surface: &str, folded: &'a str, roles: &Roles) -> Cow<'a, str> {
    if folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return ungrouped(folded);
    }
    let whole = if folded.contains('-') {
        Cow::Owned(folded.replace('-', ""))
    } else {
        Cow::Borrowed(folded)
    };
    let whole = in_one_spelling(whole, roles);
    match roles.algorithm {
        None => whole,
        Some(algorithm) if !roles.marks => match frostem::Stemmer::new(algorithm).stem(&whole) {
            Cow::Borrowed(same) if same.len() == whole.len() => whole,
            other => Cow::Owned(other.into_owned()),
        },
        Some(algorithm) => {
            let lower: String = surface
                .nfc()
                .flat_map(char::to_lowercase)
                .filter(|&letter| letter != '\u{ad}')
                .collect();
            Cow::Owned(fold(&frostem::Stemmer::new(algorithm).stem(&lower)))
        }
    }
}

/// Letters before an ending of which there are two spellings: "our" is no ending of "four".
const SPELT: usize = 3;

/// A word as the one of two spellings has it: "organization" as "organisation".
fn in_one_spelling<'a>(word: Cow<'a, str>, roles: &Roles) -> Cow<'a, str> {
    let fits = |[ending, _]: &&[String; 2]| {
        word.strip_suffix(ending.as_str()).is_some_and(|begun| begun.len() >= SPELT)
    };
    match roles.spellings.iter().find(fits) {
        Some([ending, other]) => {
            Cow::Owned(format!("{}{other}", &word[..word.len() - ending.len()]))
        }
        None => word,
    }
}

/// A number without the marks between its groups of three digits: "1,000" and "1.000" are "1000".
fn ungrouped(folded: &str) -> Cow<'_, str> {
    let mut groups = folded.split([',', '.']);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let is_whole = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.peek().is_some() && first.len() <= 3 && is_whole(first);
    if grouped && rest.all(|group| group.len() == 3 && is_whole(group)) {
        return Cow::Owned(folded.replace([',', '.'], ""));
    }
    if folded.contains('-') { Cow::Owned(folded.replace('-', "")) } else { Cow::Borrowed(folded) }
}

/// The stem of one word where the table is still being made ready.
pub(crate) fn stem_in(word: &str, roles: &Roles) -> Stem {
    read(word, false, roles).stem
}
