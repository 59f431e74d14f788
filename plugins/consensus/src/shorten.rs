//! Shortening, by deletion only: whole phrases that carry nothing of their own go; what the gate
//! would refuse stays.
//!
//! Never a negation, hedge, number, quantifier, condition or anything inside a quotation; an
//! attribution only where two origins state the fact without it (the gate's own test decides).

use std::ops::Range;

use q7x2_sdk::claim::{Read, Relation, relation};
use q7x2_sdk::event::side::Side;
use q7x2_sdk::support::extracted;
use q7x2_sdk::text::annotation::Annotation;
use q7x2_sdk::text::attribution;
use q7x2_sdk::text::chunk;
use q7x2_sdk::text::chunk::Written;
use q7x2_sdk::text::chunk::opens_with;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::name::EntityKind;
use q7x2_sdk::text::word::spelt;
use q7x2_sdk::{Event, Spot};

/// An insertion longer than this is news, not explanation.
const APPOSITION_WORDS: usize = 12;
/// What is left has at least this many words.
const LEFT_WORDS: usize = 8;

/// The sentence without what may go.
pub(crate) fn shorten(spot: Spot, fact: &[Spot], event: &Event, language: &Language) -> String {
    let sentence = &event.sentence(spot).text;
    let words = chunk::words(sentence);
    let phrases = chunk::chunks(sentence, &words, language);
    let mut text = sentence.clone();
    let mut gone: Vec<usize> = Vec::new();
    let is_attributed = !attribution::attributions(sentence, language).is_empty();
    let whole = if is_attributed { whole(spot, fact, event) } else { Vec::new() };
    for (at, phrase) in phrases.iter().enumerate() {
        let left: usize = phrases
            .iter()
            .enumerate()
            .filter(|(at, _)| !gone.contains(at))
            .map(|(_, phrase)| phrase.len())
            .sum();
        let before = at.checked_sub(1).map(|before| span(&words, &phrases[before]));
        let place = Place { first: at == 0, last: at + 1 == phrases.len(), before };
        let may = may_go(sentence, &words, phrase, &place, event.text().at(spot), language);
        if !may || left < LEFT_WORDS + phrase.len() {
            continue;
        }
        gone.push(at);
        let attempt = without(sentence, &words, &phrases, &gone);
        if extracted::check(&attempt, spot, fact, &whole, event).is_ok() {
            text = attempt;
        } else {
            gone.pop();
        }
    }
    text
}

/// The sentences of a fact that bear out all of one.
fn whole(spot: Spot, fact: &[Spot], event: &Event) -> Vec<Spot> {
    let read = |spot| Read::of(Side::of(event, spot));
    let bears = |other: &&Spot| relation(&read(spot), &read(**other)) == Relation::Whole;
    fact.iter().filter(bears).copied().collect()
}

/// Where a phrase stands in its sentence.
struct Place {
    first: bool,
    last: bool,
    /// Bytes of the phrase before it.
    before: Option<Range<usize>>,
}

fn may_go(
    sentence: &str,
    words: &[Written],
    phrase: &Range<usize>,
    place: &Place,
    annotation: &Annotation,
    language: &Language,
) -> bool {
    let span = span(words, phrase);
    let run = spelt(&sentence[span.clone()], language);
    let opens = |list: &[String]| list.iter().any(|entry| opens_with(&run, entry));
    let is_opener = language.empty_openers.contains(&run);
    let is_label = place.first
        && sentence[span.end..].starts_with(':')
        && language.brief_labels.contains(&run);
    if is_opener || is_label {
        return true;
    }
    let inside = |range: &Range<usize>| range.start < span.end && span.start < range.end;
    let holds_fact = annotation.numbers.iter().any(|number| inside(&number.range))
        || annotation.names.iter().any(|name| inside(&name.range))
        || annotation.quotations.iter().any(|quotation| inside(&quotation.outer))
        || annotation.dates.iter().any(|date| inside(&date.range))
        || annotation.cues.iter().any(|cue| inside(&cue.range));
    if place.last && !place.first && attribution::is_attribution(&sentence[span.clone()], language)
    {
        // "…, the mayor, Helen Okoro, said": the verb goes with what stands before it, or stays.
        let verb_first = run.split(' ').next().is_some_and(|first| language.says(first));
        return !verb_first
            && !annotation.quotations.iter().any(|quotation| inside(&quotation.outer));
    }
    let gloss = place.last && opens(&language.gloss_openers);
    let apposition = !place.last
        && opens(&language.apposition_openers)
        && after_name(annotation, &span, sentence)
        && place
            .before
            .as_ref()
            .is_some_and(|before| is_inserted(sentence, before, &span, language));
    !holds_fact && phrase.len() <= APPOSITION_WORDS && (gloss || apposition)
}

/// Whether a phrase stands between two commas, dashes or brackets, and is not the main clause
/// behind an opening phrase ("In Triggered, the son attacks").
fn is_inserted(
    sentence: &str,
    before: &Range<usize>,
    span: &Range<usize>,
    language: &Language,
) -> bool {
    let opening = spelt(sentence[before.clone()].split(' ').next().unwrap_or_default(), language);
    let opens =
        language.prepositions.contains(&opening) || language.clause_openers.contains(&opening);
    let mark = |text: &str| match text.trim().chars().next() {
        Some('—' | '–' | '-') => Some('—'),
        Some('(' | ')') => Some('('),
        Some(',') => Some(','),
        _ => None,
    };
    let first = mark(sentence.get(before.end..span.start).unwrap_or_default());
    !opens && first.is_some() && first == mark(&sentence[span.end..])
}

/// Whether an insertion follows a name directly: it explains it. Of a person it says who that is,
/// which a reader has to know.
fn after_name(annotation: &Annotation, span: &Range<usize>, sentence: &str) -> bool {
    annotation.names.iter().any(|name| {
        name.range.end <= span.start
            && name.kind != Some(EntityKind::Person)
            && !sentence[name.range.end..span.start].contains(char::is_alphanumeric)
    })
}

fn span(words: &[Written], phrase: &Range<usize>) -> Range<usize> {
    words[phrase.start].range.start..words[phrase.end - 1].range.end
}

/// The sentence without some phrases: cut with the punctuation before each, or after it at the
/// start.
fn without(sentence: &str, words: &[Written], phrases: &[Range<usize>], gone: &[usize]) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut from = 0;
    for (at, phrase) in phrases.iter().enumerate() {
        let span = span(words, phrase);
        let kept = !gone.contains(&at);
        let next = phrases.get(at + 1).map_or(sentence.len(), |next| words[next.start].range.start);
        if kept {
            text.push_str(&sentence[from..span.end]);
            from = span.end;
        } else if text.trim().is_empty() {
            text.clear();
            from = next;
        } else if at + 1 == phrases.len() {
            from = after_mark(sentence, span.end);
        } else {
            from = closing(sentence, span.end);
            if !text.ends_with(' ') {
                text.push(' ');
            }
        }
    }
    text.push_str(&sentence[from..]);
    capitalise(text.trim())
}

/// Where the sentence goes on behind an insertion: its closing mark goes too.
fn closing(sentence: &str, end: usize) -> usize {
    let rest = sentence[end..].trim_start_matches([',', ')', '—', '–', '-', ' ']);
    sentence.len() - rest.len()
}

/// At the end the sentence keeps its stop and loses everything before it.
fn after_mark(sentence: &str, end: usize) -> usize {
    let rest = &sentence[end..];
    end + rest.find(['.', '!', '?']).unwrap_or(0)
}

fn capitalise(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::example::article;

    use super::*;

    fn check(sentence: &str, expected: &str) {
        let event = Event::new("e".to_owned(), String::new(), vec![article("a", &[sentence])]);
        let spot = Spot { article: 0, sentence: 0 };
        let language = Language::of(Some("en"));
        assert_eq!(
            shorten(spot, &[spot], &event, language),
            if expected.is_empty() { sentence } else { expected }
        );
    }

    #[test]
    fn insertions_go_with_their_marks() {
        let short = "Port Maren opened the new bridge of Dunmore again on Monday morning.";
        for insertion in [
            ", a town on the coast,",
            " — which loves such days —",
            "—which loves such days—",
            " (a town)",
        ] {
            check(&short.replace(" opened", &format!("{insertion} opened")), short);
        }
        check(&format!("However, {short}"), short);
    }

    #[test]
    fn what_tells_something_stays() {
        for insertion in [
            ", a teacher from the town,",
            ", a teacher of 40 years,",
            ", a friend of Rhys Tolland,",
            ", a teacher since Friday,",
            ", a “teacher”,",
            ", a teacher who may leave,",
            ", a teacher who reads and sings and paints and dances with all of her many friends,",
        ] {
            check(
                &format!("Mayor Ailsa Corrigan{insertion} opened the new bridge of the old town."),
                "",
            );
        }
        check("However, the ferry sails twice.", "");
        check("Why it matters, the ferry with its many seats sails only twice a day.", "");
        check("The ferry with its many seats, why it matters: it sails only twice a day.", "");
    }

    #[test]
    fn what_is_no_insertion_stays() {
        check(
            "In Dunmore, the new mayor opens the bridge for the trams and the buses, but keeps the ferries.",
            "",
        );
        check(
            "It hit the town of Dunmore – which has lost its trams, its buses and all of its ferries in a year.",
            "",
        );
        check(
            "A letter by Ailsa Corrigan, a teacher from the town – and much more – was read out on Monday.",
            "",
        );
    }
}
