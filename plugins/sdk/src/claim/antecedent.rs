//! Antecedents: whether a noun may be whom a source means by a pronoun, or by words before a verb that
//! cannot be read. In doubt it is not.

use q7x2_text::word::spelt;

use super::owner;
use super::pairing::Pairing;
use super::phrase::Noun;
use super::read::Read;
use super::verb::AUXILIARIES;

/// Whether a noun stands before a verb of the source, owns nothing there, and, behind a pronoun, is
/// the only one named.
pub(super) fn stands_before(pairing: &Pairing<'_, '_>, noun: &Noun, verb: usize) -> bool {
    let source = pairing.source;
    let Some(head) = noun.terms.last() else { return true };
    let holders = &pairing.held[*head];
    if holders.is_empty() || source.side.language.says(&source.token(verb)) {
        return true;
    }
    let stands = |at: &usize| first(source, *at) < verb && !owner::is_owner(source, *at);
    let own = usize::from(pairing.said.terms[*head].name);
    holders.iter().any(stands) && (!has_pronoun(source, verb) || named_before(source, verb) <= own)
}

/// Whether a noun stands behind a verb of the source, as its object; or right before it: "left two
/// men injured", "the bridge remains closed".
pub(super) fn stands_behind(pairing: &Pairing<'_, '_>, noun: &Noun, verb: usize) -> bool {
    let source = pairing.source;
    let Some(head) = noun.terms.last() else { return true };
    let holders = &pairing.held[*head];
    let links = &source.side.language.claims.linking_words;
    let mut before = (0..source.terms.len()).rev().filter(|at| first(source, *at) < verb);
    let right_before = before.find(|at| !links.contains(&source.word(&source.terms[*at])));
    holders.is_empty()
        || right_before.is_some_and(|at| holders.contains(&at))
        || holders.iter().any(|at| first(source, *at) > verb)
}

fn first(reading: &Read<'_>, term: usize) -> usize {
    reading.terms[term].tokens.first().copied().unwrap_or_default()
}

/// Whether a pronoun stands right before a verb, auxiliaries or "said" between them.
fn has_pronoun(reading: &Read<'_>, verb: usize) -> bool {
    let language = reading.side.language;
    let is_between = |at: &usize| {
        let word = reading.token(*at);
        language.says(&word)
            || language.claims.be_words.contains(&word)
            || language.claims.have_words.contains(&word)
            || language.claims.is_adverb(&word)
    };
    let mut before = (verb.saturating_sub(AUXILIARIES + 1)..verb).rev().skip_while(is_between);
    before.next().is_some_and(|at| language.pronouns.contains(&reading.token(at)))
}

/// How many are named before a token, places left out.
fn named_before(reading: &Read<'_>, token: usize) -> usize {
    let side = reading.side;
    let end = side.annotation.tokens.get(token).map_or(usize::MAX, |token| token.range.start);
    let names = side.annotation.names.iter().filter(|name| name.range.start < end);
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        let text = &side.text[name.range.clone()];
        let is_place = side.language.places.contains(&spelt(text, side.language));
        let is_known = found.iter().any(|known| known.contains(text) || text.contains(known));
        if !is_place && !is_known {
            found.push(text);
        }
    }
    found.len()
}
