//! Claimless: sentences that claim nothing which a source could bear out. They are told apart and
//! not judged. In doubt a sentence is judged.

use q7x2_text::language::Language;
use q7x2_text::word::{fold, spelt};

use crate::claim::Read;
use crate::event::alone;
use crate::event::side::Side;
use crate::{Event, Spot};

/// Whether a sentence is a question, a greeting, an opinion or a word to the reader.
pub(super) fn claims_nothing(event: &Event, spot: Spot) -> bool {
    let text = event.sentence(spot).text.as_str();
    let annotation = event.text().at(spot);
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let greets = opens_with(text, &language.greeting_openers);
    if annotation.tokens.is_empty() || greets || is_question(text) {
        return true;
    }
    let said = Read::of(Side::of(event, spot));
    let figures = !said.quantities.is_empty() || !annotation.dates.is_empty();
    if figures || !annotation.quotations.is_empty() || annotation.inside_quotation {
        return false;
    }
    let tells = said.terms.iter().any(|term| !term.small && !term.light);
    let names = !annotation.names.is_empty();
    let judges = holds(text, &language.opinion_cues, language);
    !tells || judges || !names && alone::is_in_first_person(spot, event)
}

fn is_question(text: &str) -> bool {
    let ends = |letter: char| {
        matches!(letter, '"' | '”' | '’' | '\'' | '»' | ')') || letter.is_whitespace()
    };
    let quoted = text.trim_end().ends_with(['"', '”', '’', '»']);
    !quoted && text.trim_end_matches(ends).ends_with(['?', '？', '؟'])
}

fn opens_with(text: &str, openers: &[String]) -> bool {
    let folded = fold(text);
    openers.iter().any(|opener| {
        let rest = folded.strip_prefix(opener.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a text holds one of these phrases, word by word.
fn holds(text: &str, phrases: &[String], language: &Language) -> bool {
    if phrases.is_empty() {
        return false;
    }
    let words: Vec<String> = text.split_whitespace().map(|word| bare(word, language)).collect();
    let line = format!(" {} ", words.join(" "));
    phrases.iter().any(|phrase| line.contains(&format!(" {phrase} ")))
}

fn bare(word: &str, language: &Language) -> String {
    spelt(word.trim_matches(|letter: char| !letter.is_alphanumeric()), language).into_owned()
}
