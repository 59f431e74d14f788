//! Attribution: what of a sentence only says who says it.

use std::ops::Range;

use super::chunk::{self, opens_with};
use super::language::Language;
use super::word;

/// An attribution is short: a longer run with a verb of saying is the news itself.
const ATTRIBUTION_WORDS: usize = 8;

/// Whether a run only says who says it: "according to his office", "officials said".
#[must_use]
pub fn is_attribution(run: &str, language: &Language) -> bool {
    let folded = word::spelt(run, language);
    if language.attributions.opening(&folded).any(|cue| opens_with(&folded, cue)) {
        return true;
    }
    let words =
        || folded.split(|character: char| !character.is_alphanumeric() && character != '\'');
    words().nth(ATTRIBUTION_WORDS).is_none()
        && words().any(|word| language.says(word))
        && !lacks_subject(run, language)
}

/// A run that begins with the verb and names nobody ("said", "told reporters"): who says so stands
/// before it.
fn lacks_subject(run: &str, language: &Language) -> bool {
    let mut words =
        run.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let says = words.next().is_some_and(|first| language.says(&word::spelt(first, language)));
    let names = words.next().is_some_and(|next| {
        next.starts_with(char::is_uppercase)
            || language.articles.contains(&word::spelt(next, language))
    });
    says && !names
}

/// Words of a name or office that follow an attribution: "said the minister, Amaya Urrutia".
const WHO_WORDS: usize = 5;

/// Bytes of the chunks at the beginning and end of a sentence that only say who says it.
#[must_use]
pub fn attributions(text: &str, language: &Language) -> Vec<Range<usize>> {
    let words = chunk::words(text);
    let chunks = chunk::chunks(text, &words, language);
    let span = |from: usize, to: usize| {
        words[chunks[from].start].range.start..words[chunks[to].end - 1].range.end
    };
    let says = |at: usize| is_attribution(&text[span(at, at)], language);
    let Some(last) = chunks.len().checked_sub(1).filter(|&last| last > 0) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if says(0) {
        found.push(span(0, 0));
    }
    if says(last) {
        found.push(span(last, last));
    } else if last > 1 && chunks[last].len() <= WHO_WORDS && says(last - 1) {
        found.push(span(last - 1, last));
    }
    found
}
