//! Extracted: whether a statement is its anchor's own words, in order, with only whole phrases left
//! out.

use std::ops::Range;

use super::attributed::is_attributed;
use super::extract::{Bracket, Extract, extract, without_brackets};
use super::refusal::{Part, Refusal};
use crate::event::antecedent::{is_subject, speaks_of_nobody, spoken_of};
use crate::event::side::Side;
use crate::{Event, Spot};
use q7x2_text::annotation::Annotation;
use q7x2_text::attribution::is_attribution;
use q7x2_text::chunk::{holds_run, opens_with};
use q7x2_text::cue::CueKind;
use q7x2_text::language::Language;
use q7x2_text::name::{EntityKind, Name};
use q7x2_text::word;

/// How far back a bracket that replaces a pronoun may look, in sentences of the anchor's article.
const ANTECEDENT: usize = 2;

/// Tests a statement against the anchor and the other cited sentences; `whole` are those that bear
/// out all of it: only they free it of who says so.
///
/// # Errors
/// The reason why it is not an extract of the anchor.
pub fn check(
    text: &str,
    anchor: Spot,
    cited: &[Spot],
    whole: &[Spot],
    event: &Event,
) -> Result<Extract, Refusal> {
    let sentence = &event.sentence(anchor).text;
    let language = Language::of(event.articles()[anchor.article].language.as_deref());
    let extract = extract(text, sentence, language).ok_or(Refusal::OtherWords)?;
    let annotation = event.text().at(anchor);
    quotations_whole(text, &extract, annotation)?;
    for range in &extract.left_out {
        let attribution_free = || origins_without_attribution(anchor, whole, event);
        may_leave_out(sentence, range, annotation, language, attribution_free)?;
    }
    for bracket in &extract.brackets {
        bracket_stands(bracket, anchor, cited, event)?;
    }
    Ok(extract)
}

/// Whether a statement is made of its anchor's own words, in order. If so, and [`check`] refuses
/// what it leaves out, it is refused: what is verbatim does not become another wording because it
/// fell.
#[must_use]
pub fn is_verbatim(text: &str, anchor: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles()[anchor.article].language.as_deref());
    extract(text, &event.sentence(anchor).text, language).is_some()
}

/// Quotations are kept or left out as wholes, and as many marks stand in the statement as in what
/// it keeps.
fn quotations_whole(text: &str, extract: &Extract, annotation: &Annotation) -> Result<(), Refusal> {
    let overlaps = |range: &Range<usize>, other: &Range<usize>| {
        range.start < other.end && other.start < range.end
    };
    if annotation.inside_quotation {
        return Err(Refusal::InsideQuotation);
    }
    let mut kept = 0;
    for quotation in &annotation.quotations {
        let is_kept = extract.kept.iter().any(|range| overlaps(range, &quotation.inner));
        if is_kept && !quotation.complete {
            return Err(Refusal::HalfQuotation);
        }
        if is_kept && extract.left_out.iter().any(|range| overlaps(range, &quotation.inner)) {
            return Err(Refusal::CutQuotation);
        }
        kept += usize::from(is_kept);
    }
    let said = q7x2_text::quotation::quotations(&without_brackets(text));
    if said.len() != kept || said.iter().any(|quotation| !quotation.complete) {
        return Err(Refusal::OtherMarks);
    }
    Ok(())
}

/// Whether a run may go: an attribution where two origins state the fact without it; nothing with a
/// condition; a negation, hedge or quantifier only together with its whole clause.
fn may_leave_out(
    sentence: &str,
    range: &Range<usize>,
    annotation: &Annotation,
    language: &Language,
    origins_without: impl Fn() -> usize,
) -> Result<(), Refusal> {
    let run = &sentence[range.clone()];
    if is_attribution(run, language) {
        let free = origins_without() >= 2;
        return if free { Ok(()) } else { Err(Refusal::LeavesOutAttribution(run.to_owned())) };
    }
    let inside =
        |cue: &&q7x2_text::cue::Cue| range.start <= cue.range.start && cue.range.end <= range.end;
    for cue in annotation.cues.iter().filter(inside) {
        let word = &sentence[cue.range.clone()];
        if cue.kind == CueKind::Condition || !opens_clause(run, language) {
            return Err(Refusal::LeavesOut(word.to_owned()));
        }
    }
    Ok(())
}

/// Whether a run is a clause of its own, so that what it negates or limits goes with it.
fn opens_clause(run: &str, language: &Language) -> bool {
    let folded = word::spelt(run, language);
    language.clause_openers.iter().any(|opener| opens_with(&folded, opener))
}

/// Origins among the sentences that bear all of it out without saying from whom they have it.
fn origins_without_attribution(anchor: Spot, whole: &[Spot], event: &Event) -> usize {
    let mut origins: Vec<usize> = whole
        .iter()
        .filter(|&&spot| spot != anchor)
        .filter(|&&spot| !is_attributed(Side::of(event, spot)))
        .map(|spot| event.origin(spot.article))
        .collect();
    origins.sort_unstable();
    origins.dedup();
    origins.len()
}

/// A bracket holds a verbatim run of a cited sentence. Where it replaces a pronoun, that sentence
/// speaks of the one alone whom the pronoun can mean; before a name that it does not hold, that
/// sentence has the name right behind the run; else it has the word before the bracket too.
fn bracket_stands(
    bracket: &Bracket,
    anchor: Spot,
    cited: &[Spot],
    event: &Event,
) -> Result<(), Refusal> {
    let holds = |spot: &&Spot| {
        let text = &event.sentence(**spot).text;
        let names = bracket.before.starts_with(char::is_uppercase)
            && !holds_run(&bracket.text, &bracket.before);
        let beside = if bracket.replaces {
            is_antecedent(**spot, &bracket.text, anchor, event)
        } else if names {
            holds_run(text, &format!("{} {}", bracket.text, bracket.before))
                && is_called(bracket, anchor, event)
        } else {
            bracket.after.is_empty() || text.contains(&bracket.after)
        };
        beside && holds_run(text, &bracket.text)
    };
    let stands = !bracket.text.is_empty() && cited.iter().any(|spot| holds(&spot));
    if stands { Ok(()) } else { Err(Refusal::Missing(Part::Word, format!("[{}]", bracket.text))) }
}

/// Whether a pronoun of the anchor can mean only the one whom a run of a sentence names: the one of
/// whom the sentence speaks, and nobody stands between.
fn is_antecedent(spot: Spot, run: &str, anchor: Spot, event: &Event) -> bool {
    let near = spot.article == anchor.article
        && spot.sentence <= anchor.sentence
        && anchor.sentence - spot.sentence <= ANTECEDENT;
    if !near {
        return false;
    }
    if spot == anchor {
        return true;
    }
    let named = spoken_of(spot, event).map(|name| &event.sentence(spot).text[name.full()]);
    let between = spot.sentence + 1..anchor.sentence;
    named.is_some_and(|named| holds_run(named, run) || holds_run(run, named))
        && between.into_iter().all(|sentence| speaks_of_nobody(Spot { sentence, ..spot }, event))
}

/// Whether the name behind a bracket is a person's in the anchor, the only one of that surname, and
/// not a part of another name: "The [Premier Doug] Ford plant".
fn is_called(bracket: &Bracket, anchor: Spot, event: &Event) -> bool {
    let (annotation, text) = (event.text().at(anchor), &event.sentence(anchor).text);
    let language = Language::of(event.articles()[anchor.article].language.as_deref());
    let is = |name: &&Name| text[name.range.clone()] == bracket.before;
    event.text().bearers().of_surname(&bracket.before).len() < 2
        && annotation.names.iter().filter(is).all(|name| {
            name.kind != Some(EntityKind::Place) && is_subject(annotation, name, text, language)
        })
}

#[cfg(test)]
mod tests;
