//! News: whether a sentence tells, as a reporter does, or judges, teases or labels a picture.
//!
//! A writer's verdict is no fact, however many agree with it; a caption tells of its picture. Found
//! by marks that stand in the sentence, and by what kind of text its article is as a whole: a
//! column is recognised sooner than each of its sentences.

use q7x2_text::chunk::holds_run;
use q7x2_text::date::{DateMention, Named};
use q7x2_text::language::{Language, WordList, spelt};

use super::alone;
use crate::{Event, Reason, Spot};

/// Sentences from which an article is long enough to be called a column.
const COLUMN: usize = 6;
/// One sentence in so many speaks with the writer's own voice in a column.
const VOICE: usize = 6;
/// Days around an event within which a reporter writes no year: "on Monday".
const NEAR_DAYS: i64 = 10;

/// Why a sentence is no news, whatever it says.
///
/// # Errors
/// [`Reason::Opinion`] of a verdict of its writer, [`Reason::Filler`] of a caption, a label or a
/// call to the reader.
pub fn check(spot: Spot, event: &Event) -> Result<(), Reason> {
    if judges(spot, event) {
        return Err(Reason::Opinion);
    }
    if is_caption(spot, event) || is_labelled(spot, event) || calls_reader(spot, event) {
        return Err(Reason::Filler);
    }
    Ok(())
}

/// Whether an article is a column: its writer judges, asks or speaks of himself or to the reader
/// again and again, and of most of its sentences nobody is said to say them; or its title says so.
#[must_use]
pub fn is_column(article: usize, event: &Event) -> bool {
    let read = &event.articles()[article];
    let language = Language::of(read.language.as_deref());
    let title = spelt(&read.title, language);
    let label = title.split([':', '|', '-', '–']).map(str::trim);
    if label.into_iter().any(|part| language.voice.column_labels.iter().any(|label| label == part))
    {
        return true;
    }
    let (mut sentences, mut own, mut reported) = (0, 0, 0);
    for (sentence, _) in read.body() {
        let spot = Spot { article, sentence };
        sentences += 1;
        own += usize::from(speaks_itself(spot, event));
        reported += usize::from(reports(spot, event));
    }
    sentences >= COLUMN && own * VOICE >= sentences && 2 * reported < sentences
}

/// Whether a sentence shows its writer: a question, "I" or "you", a verdict.
fn speaks_itself(spot: Spot, event: &Event) -> bool {
    let text = event.sentence(spot).text.trim_end();
    let asks = text.ends_with('?') && event.text().at(spot).quotations.is_empty();
    asks || alone::is_in_first_person(spot, event) || judges(spot, event)
}

/// Whether a sentence says who says so, or quotes.
fn reports(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let said = |word: &str| language.says(word);
    let folded = spelt(text, language);
    !annotation.quotations.is_empty()
        || annotation.inside_quotation
        || language.attributions.iter().any(|phrase| folded.contains(phrase.as_str()))
        || annotation.unquoted().any(|token| said(&spelt(&text[token.range.clone()], language)))
}

/// Whether a sentence holds a verdict that nobody is said to give: "perhaps the biggest", "sadly".
#[must_use]
pub fn judges(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let mut words = annotation.unquoted().map(|token| spelt(&text[token.range.clone()], language));
    let judges = words.any(|word| language.voice.verdict_words.contains(&word))
        || says_itself(&language.voice.verdict_phrases, spot, event);
    judges && !reports(spot, event)
}

/// Whether a sentence holds a phrase of a list outside its quotations.
fn says_itself(phrases: &WordList, spot: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let folded = spelt(&event.sentence(spot).text, language);
    let phrase = phrases.iter().find(|phrase| holds_run(&folded, phrase));
    phrase
        .and_then(|phrase| folded.find(phrase.as_str()))
        .is_some_and(|at| !event.text().at(spot).is_quoted(at))
}

/// Whether a sentence gives the full date of a day of the event, as captions do and reporters do
/// not: "guard a street in Dunmore May 6, 2014." Behind a small word it may be a chronicle's.
fn is_caption(spot: Spot, event: &Event) -> bool {
    let Some(day) = event.day() else { return false };
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let published = event.articles()[spot.article].published;
    let is_full = |mention: &&DateMention| matches!(mention.named, Named::Day(_));
    event.text().at(spot).dates.iter().filter(is_full).any(|mention| {
        let before = text[..mention.range.start].split_whitespace().next_back().unwrap_or_default();
        let is_bare = !language.prepositions.contains(&spelt(before, language));
        let near = mention.resolve(published).is_some_and(|resolved| {
            resolved.end.signed_duration_since(day).num_days().abs() <= NEAR_DAYS
        });
        mention.range.start > 0 && is_bare && near
    })
}

/// Whether a sentence begins with a label of the page: "Citation: Lind et al.", "Funding: The".
fn is_labelled(spot: Spot, event: &Event) -> bool {
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let label = text.split_once(": ").map(|(label, _)| spelt(label, language));
    label.is_some_and(|label| language.voice.page_labels.contains(&label))
}

/// Whether a sentence sends its reader elsewhere: "which can be read here".
fn calls_reader(spot: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    says_itself(&language.voice.reader_calls, spot, event)
}
