//! Verbs: what form a word has, by its ending, by lists and by the words beside it.

use super::read::Read;
use super::role;

/// Words before a verb that may stand between it and "nearly", "to" or "of": "to have been".
pub(super) const AUXILIARIES: usize = 3;

/// Whether a term is a verb in the past, or the participle of one behind "has" or "was".
pub(super) fn is_past(reading: &Read<'_>, term: usize) -> bool {
    let language = reading.side.language;
    let own = &reading.terms[term];
    if own.small {
        return false;
    }
    let word = reading.word(own);
    let ends = |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
    let is_form = language.past_cues.contains(&word) || ends(&language.past_endings);
    let is_participle =
        || language.claims.participles.contains(&word) || ends(&language.claims.participle_endings);
    is_form && role::is_verb(reading, term)
        || ends(&language.claims.finite_endings) && !own.name
        || is_participle() && has_auxiliary(reading, term)
}

/// Whether a term is a participle and no other form of its verb, with neither "has" nor "was" before
/// it: "stolen in Tarn".
pub(super) fn is_bare_participle(reading: &Read<'_>, term: usize) -> bool {
    let language = reading.side.language;
    let word = reading.word(&reading.terms[term]);
    language.claims.participles.contains(&word)
        && !language.past_cues.contains(&word)
        && !language.claims.plain_verbs.contains(&word)
        && !has_auxiliary(reading, term)
}

/// Whether "has" or "was" stands before a term.
fn has_auxiliary(reading: &Read<'_>, term: usize) -> bool {
    let claims = &reading.side.language.claims;
    let first = reading.terms[term].tokens.first().copied().unwrap_or_default();
    (first.saturating_sub(AUXILIARIES)..first).any(|at| {
        let word = reading.token(at);
        claims.be_words.contains(&word) || claims.have_words.contains(&word)
    })
}

/// Whether a term has the form of a verb in the present, with its object right behind it.
pub(super) fn has_present_form(reading: &Read<'_>, term: usize) -> bool {
    let own = &reading.terms[term];
    let (Some(first), Some(last)) = (own.tokens.first(), own.tokens.last()) else { return false };
    let language = reading.side.language;
    let word = reading.word(own);
    let ends = language.claims.present_endings.iter().any(|ending| word.ends_with(ending.as_str()))
        || is_behind_plural(reading, *first);
    let opens = first.checked_sub(1).map(|at| reading.token(at)).unwrap_or_default();
    let is_noun = language.articles.contains(&opens)
        || language.one_words.contains(&opens)
        || language.prepositions.contains(&opens)
        || language.claims.possessive_words.contains(&opens)
        || opens.starts_with(|letter: char| letter.is_ascii_digit());
    ends && !own.small
        && !own.name
        && !word.contains('\'')
        && !is_noun
        && begins_noun(reading, last + 1)
}

/// Whether a noun of several stands right before a word, which has no ending of the present beside
/// it: "planets orbit the sun".
fn is_behind_plural(reading: &Read<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let language = reading.side.language;
    let word = reading.token(before);
    let is_noun = reading.term_at(before).is_some_and(|term| !reading.terms[term].small);
    let is_plural = language.claims.plural_words.contains(&word)
        || language.claims.plural_endings.iter().any(|ending| word.ends_with(ending.as_str()));
    is_noun && is_plural && !word.contains('\'')
}

/// Whether a token begins what something is done to: "the bridge", "12 protesters", "Kestrel".
pub(super) fn begins_noun(reading: &Read<'_>, at: usize) -> bool {
    let language = reading.side.language;
    let word = reading.token(at);
    language.articles.contains(&word)
        || language.one_words.contains(&word)
        || language.claims.possessive_words.contains(&word)
        || reading.side.annotation.tokens.get(at).is_some_and(|token| token.capital)
        || word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a word is an infinitive by its ending, in languages whose infinitives have one.
pub(super) fn is_infinitive_form(reading: &Read<'_>, at: usize) -> bool {
    let word = reading.token(at);
    let endings = &reading.side.language.claims.infinitive_endings;
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}
