//! Name: what templates are called, which of them a template names, and which name was meant by one
//! that is not there.

use std::ops::Range;

use super::token::{Kind, tags};

/// What stands before the names of templates that are not the site's own, highest layer first.
pub(super) const LAYERS: [&str; 2] = ["theme/", "paper/"];

/// A template's name without its layer.
pub(super) fn plain_name(name: &str) -> &str {
    LAYERS.iter().find_map(|layer| name.strip_prefix(layer)).unwrap_or(name)
}

/// What a template includes or extends: its name, and where it stands.
pub(super) fn named(source: &str) -> Vec<(String, Range<usize>)> {
    let tags = tags(source).into_iter().filter(|tag| !tag.prints);
    let names = tags.filter_map(|tag| {
        let [word, name, ..] = tag.tokens.as_slice() else { return None };
        let is_name = ["include", "extends"].contains(&word.of(source)) && name.kind == Kind::Text;
        is_name.then(|| (unquoted(name.of(source)), name.range.clone()))
    });
    names.collect()
}

/// A text of the template language without its quotation marks and with its escapes done.
fn unquoted(text: &str) -> String {
    let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    let mut plain = String::with_capacity(inside.len());
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next().map(escaped)),
            letter => plain.push(letter),
        }
    }
    plain
}

fn escaped(letter: char) -> char {
    match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        letter => letter,
    }
}

/// Names longer than this are no slips: comparing them would take their length squared.
const LONGEST_NAME: usize = 100;

/// How many names are compared with one.
const MOST_NAMES: usize = 2000;

/// The name most like `wanted`, if one is like it at all; the first of equals.
pub(super) fn closest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if wanted.len() > LONGEST_NAME {
        return None;
    }
    let allowed = (wanted.chars().count() / 3).max(1);
    let compared = known.filter(|name| name.len() <= LONGEST_NAME).take(MOST_NAMES);
    let scored = compared.map(|name| {
        q7x2_sdk::work::steps(wanted.len() * name.len());
        (strsim::damerau_levenshtein(wanted, name), name)
    });
    scored.filter(|(distance, _)| *distance <= allowed).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_and_many_are_compared_with_few() {
        let names: Vec<String> = (0..20_000).map(|at| format!("name{at}")).collect();
        let work = |wanted: &str| {
            q7x2_sdk::work::counted(|| {
                closest(wanted, names.iter().map(String::as_str)).map(str::to_owned)
            })
        };
        assert_eq!(work("nmae17").0.as_deref(), Some("name17"));
        assert!(work("nmae17").1 < 200_000);
        assert_eq!(work(&"x".repeat(1_000_000)), (None, 0));
    }
}
