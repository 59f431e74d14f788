//! Nominals: deeds that a source tells by a noun. "After the arrest of the driver" says that he was
//! arrested; "called for the arrest of the driver" does not, nor does "up for sale".

use super::pairing::Pairing;
use super::phrase::{Noun, governed, leaning};
use super::read::Read;
use super::verb;

/// Whether a noun of the source tells a deed as done, and as done to the same.
pub(super) fn tells(pairing: &Pairing<'_, '_>, at: usize, whom: Option<&Noun>) -> bool {
    let source = pairing.source;
    let led = leans(source, at).then(|| (Noun::default(), word_before(source, at)));
    let Some((noun, opens)) = governed(source, at).or(led) else { return true };
    let claims = &source.side.language.claims;
    let none = opens.filter(|opens| claims.none_words.contains(&source.token(*opens)));
    let Some(whom) = whom.and_then(|noun| noun.terms.last()) else {
        // "Nobody was hurt", "caused no injuries".
        let before = none.and_then(|none| none.checked_sub(1));
        return before.is_some_and(|before| is_presupposed(source, before));
    };
    let mut beside: Vec<usize> = noun.terms.into_iter().filter(|term| *term != at).collect();
    beside.extend(behind(source, at));
    let same = pairing.held[*whom].iter().any(|at| beside.contains(at));
    let opened = opens.filter(|opens| !opens_claim(source, *opens));
    same && match opened {
        Some(opens) => is_presupposed(source, opens),
        None => is_said_to_happen(source, at),
    }
}

/// Whether a preposition stands right before a word, as before no verb but one in "-ing": "up for
/// sale".
pub(super) fn leans(source: &Read<'_>, at: usize) -> bool {
    let language = source.side.language;
    let word = source.word(&source.terms[at]);
    let before = word_before(source, at).map(|before| source.token(before));
    before.is_some_and(|before| {
        language.prepositions.contains(&before)
            && !language.claims.infinitive_words.contains(&before)
    }) && !language.claims.claim_endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

fn word_before(source: &Read<'_>, at: usize) -> Option<usize> {
    source.terms[at].tokens.first().and_then(|first| first.checked_sub(1))
}

/// The noun that leans on one by a preposition, "by" left out: the bridge of "closure of the bridge".
fn behind(source: &Read<'_>, at: usize) -> Vec<usize> {
    let by = &source.side.language.agent_words;
    let found = leaning(source, at).filter(|(word, _)| !by.contains(word));
    found.map(|(_, noun)| noun.terms).unwrap_or_default()
}

fn opens_claim(source: &Read<'_>, token: usize) -> bool {
    let language = source.side.language;
    let word = source.token(token);
    let presupposes = language.claims.presupposing_words.contains(&word);
    let opens = language.claims.claim_openers.contains(&word);
    (opens || language.that_words.contains(&word)) && !presupposes
}

/// Whether a word before a noun, or the two before it, say that what it names is so: "after", "led
/// to".
fn is_presupposed(source: &Read<'_>, token: usize) -> bool {
    source.ends_with(&source.side.language.claims.presupposing_words, token)
}

/// Whether the verb behind a noun says that what it names is so: "took place".
fn is_said_to_happen(source: &Read<'_>, at: usize) -> bool {
    let words = &source.side.language.claims.happening_words;
    let verb = (at + 1..source.terms.len()).find(|term| verb::is_past(source, *term));
    verb.is_some_and(|term| words.contains(&source.word(&source.terms[term])))
}
