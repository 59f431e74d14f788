//! Citations, each by itself: it points at a sentence of body text, and that sentence belongs to the statement.

use q7x2_sdk::text::quotation;
use q7x2_sdk::text::support::Refusal;
use q7x2_sdk::{Citation, Event, RemovedCitation, SentenceKind, Spot, Statement};

/// The citations that point at a sentence of body text, each once, in order.
pub(super) fn existing(citations: &[Citation], event: &Event, removed: &mut Vec<RemovedCitation>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for citation in citations {
        let reason = match event.spot(citation) {
            None => "no such sentence",
            Some(spot) if event.sentence(spot).kind == SentenceKind::Heading => "a heading is no source",
            Some(spot) if spots.contains(&spot) => "cited twice",
            Some(spot) => {
                spots.push(spot);
                continue;
            }
        };
        removed.push(RemovedCitation { citation: citation.clone(), reason: reason.to_owned() });
    }
    spots
}

/// Removes the citations that do not belong to a statement of `names` or `quotes`.
pub(super) fn keep(
    statement: &Statement,
    kind: &str,
    event: &Event,
    spots: &mut Vec<Spot>,
    gone: &mut Vec<RemovedCitation>,
) {
    spots.retain(|&spot| {
        let result = if kind == "names" { names(statement, spot, event) } else { quotes(statement, spot, event) };
        let kept = result.is_ok();
        gone.extend(result.err().map(|reason| removed(spot, reason, event)));
        kept
    });
}

/// A citation that went, and why.
pub(super) fn removed(spot: Spot, reason: Refusal, event: &Event) -> RemovedCitation {
    RemovedCitation { citation: event.citation(spot), reason: reason.0 }
}

/// In `names` it is enough that the sentence holds the name or an alias.
fn names(statement: &Statement, spot: Spot, event: &Event) -> Result<(), Refusal> {
    let text = &event.sentence(spot).text;
    let mut forms = statement.name.iter().chain(&statement.aliases);
    if forms.any(|form| !form.is_empty() && text.contains(form.as_str())) {
        return Ok(());
    }
    Err(Refusal("does not hold the name".to_owned()))
}

/// In `quotes` the sentence holds the quotation, a variant, or the speaker beside such a sentence.
fn quotes(statement: &Statement, spot: Spot, event: &Event) -> Result<(), Refusal> {
    let words = |text: &str| quotation::normalise(text).trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let forms: Vec<String> = std::iter::once(&statement.text)
        .chain(statement.variants.iter().map(|variant| &variant.text))
        .map(|text| words(text))
        .collect();
    let holds = |sentence: usize| {
        let text = event.articles[spot.article].sentences.get(sentence).map(|sentence| words(&sentence.text));
        text.is_some_and(|text| forms.iter().any(|form| !form.is_empty() && text.contains(form.as_str())))
    };
    let beside = || holds(spot.sentence + 1) || spot.sentence.checked_sub(1).is_some_and(holds);
    let speaks =
        || statement.speaker.as_ref().is_some_and(|speaker| super::holds_folded(&[spot], last_word(speaker), event));
    if holds(spot.sentence) || (speaks() && beside()) {
        return Ok(());
    }
    Err(Refusal("holds neither the quotation nor its speaker".to_owned()))
}

/// A sentence beside a quotation often has the speaker's surname alone.
fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}
