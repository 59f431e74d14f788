//! Outlets: "confirmed by five outlets", compared with how many independent voices there are.

use std::ops::Range;

use q7x2_text::cut::Token;
use q7x2_text::language::Language;
use q7x2_text::word::spelt;

use super::hearing::Hearing;
use super::kind::{Finding, Judged, Matter, Verdict, Witness};
use super::room::Room;
use super::weigh::{finding, origins, weigh};
use crate::claim::{Read, Relation};
use crate::event::side::Side;
use crate::{Event, Spot};

/// Words between a figure and what it counts: "five independent news outlets".
const BETWEEN: usize = 3;
/// Words between the count and its verb: "confirmed by at least five outlets".
const REACH: usize = 5;

/// How many voices a sentence is said to have, and in which words.
struct Count {
    least: f64,
    /// Bytes from the figure to what it counts.
    range: Range<usize>,
    /// Bytes of all that speaks of the voices, with its verb.
    aside: Range<usize>,
}

/// Whether a sentence says how many have something.
pub(super) fn counts_voices(event: &Event, spot: Spot) -> bool {
    count(event, spot).is_some()
}

/// Compares the voices that a sentence counts with those that bear the rest of it out.
pub(super) fn check(
    hearing: &Hearing<'_>,
    judged: &mut Judged,
    before: &dyn Fn() -> Option<Judged>,
) {
    let (event, spot) = (hearing.room.event, hearing.spot);
    let whole = hearing.answers.iter().any(|one| one.relation == Relation::Whole);
    let Some(count) = count(event, spot).filter(|_| !whole) else { return };
    let text = &event.sentence(spot).text;
    let rest = format!("{} {}", &text[..count.aside.start], &text[count.aside.end..]);
    let rest = without_that(&rest, event, spot);
    let Some((verdict, by)) = borne(hearing.room, spot, &rest, before) else { return };
    let there = voices(event, &by);
    #[expect(clippy::cast_precision_loss, reason = "articles of an event")]
    let enough = there as f64 >= count.least;
    let own = if there == 0 {
        finding(count.range.clone(), Verdict::NotFound, Vec::new())
    } else {
        let verdict = if enough { Verdict::BorneOut } else { Verdict::Contradicted };
        finding(count.range.clone(), verdict, by.clone())
    };
    judged.findings.clear();
    if !rest.is_empty() && verdict != Verdict::NotFound {
        let range =
            if count.aside.start > 0 { 0..count.aside.start } else { count.aside.end..text.len() };
        judged.findings.push(finding(range, verdict, by));
    }
    judged.verdict = match own.verdict {
        Verdict::BorneOut => verdict,
        other => other,
    };
    judged.findings.push(Finding { matter: Some(Matter::Origins), ..own });
    judged.origins = there;
}

/// What is borne out of a sentence without its count, or of the one before, and by whom.
fn borne(
    room: &Room<'_>,
    spot: Spot,
    rest: &str,
    before: &dyn Fn() -> Option<Judged>,
) -> Option<(Verdict, Vec<Witness>)> {
    let event = room.event;
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let annotation = event.text().annotate(rest, language);
    // "Five outlets have confirmed this": the voices are those of the sentence before.
    let judged = if annotation.stems.is_empty() {
        before()?
    } else {
        weigh(&Hearing::on(room, spot, rest, None))
    };
    let bears = |one: &&Finding| matches!(one.verdict, Verdict::BorneOut | Verdict::Part);
    let mut by: Vec<Witness> =
        judged.findings.iter().filter(bears).flat_map(|one| one.by.clone()).collect();
    by.sort_by_key(|one| (one.spot, one.range.start));
    by.dedup();
    Some((judged.verdict, by))
}

/// The rest of a sentence without what joined it: "That nobody was hurt".
fn without_that(rest: &str, event: &Event, spot: Spot) -> String {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let rest = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
    let first = rest.split_whitespace().next().unwrap_or_default();
    let joins = language.that_words.contains(&spelt(first, language));
    let rest = if joins { rest.get(first.len()..).unwrap_or_default() } else { rest };
    rest.trim_start().to_owned()
}

fn voices(event: &Event, by: &[Witness]) -> usize {
    origins(event, &[finding(0..0, Verdict::BorneOut, by.to_vec())])
}

/// The count of voices in a sentence.
fn count(event: &Event, spot: Spot) -> Option<Count> {
    let said = Read::of(Side::of(event, spot));
    let language = said.side.language;
    let text = said.side.text;
    let tokens = &said.side.annotation.tokens;
    let word = |token: &Token| spelt(&text[token.range.clone()], language).into_owned();
    let outlet = tokens.iter().position(|token| language.outlet_words.contains(&word(token)))?;
    let from = outlet.saturating_sub(BETWEEN + 1);
    let several =
        || tokens[from..outlet].iter().find(|token| language.several_words.contains(&word(token)));
    let near = tokens.get(from).map_or(0, |token| token.range.start);
    let figure = said
        .quantities
        .iter()
        .find(|one| one.range.start >= near && one.range.start < tokens[outlet].range.start);
    let (least, start) = match figure {
        Some(one) => (one.figure, one.lead.min(one.range.start)),
        None => (2.0, several()?.range.start),
    };
    let verb = |token: &Token| language.confirming_words.contains(&word(token));
    let range = start..tokens[outlet].range.end;
    let first = tokens.iter().position(|token| token.range.start >= start).unwrap_or(outlet);
    let before = (first.saturating_sub(REACH)..first).rev().find(|at| verb(&tokens[*at]));
    let after = (outlet + 1..(outlet + 1 + REACH).min(tokens.len())).find(|at| verb(&tokens[*at]));
    let aside = match (before, after) {
        (Some(at), _) => {
            tokens[with_auxiliaries(tokens, at, &word, language)].range.start..range.end
        }
        (None, Some(at)) => start..tokens[with_that(tokens, at, &word, language)].range.end,
        (None, None) => return None,
    };
    Some(Count { least, range, aside })
}

/// The first of the small words right before a verb: "which has been confirmed".
fn with_auxiliaries(
    tokens: &[Token],
    verb: usize,
    word: &dyn Fn(&Token) -> String,
    language: &Language,
) -> usize {
    let joins = |at: &usize| {
        let own = word(&tokens[*at]);
        tokens[*at].stop
            && (language.claims.be_words.contains(&own)
                || language.claims.claim_openers.contains(&own)
                || language.past_cues.contains(&own))
    };
    (0..verb).rev().take_while(joins).last().unwrap_or(verb)
}

/// A verb, or the "that" behind it.
fn with_that(
    tokens: &[Token],
    verb: usize,
    word: &dyn Fn(&Token) -> String,
    language: &Language,
) -> usize {
    let that = tokens.get(verb + 1).filter(|token| language.that_words.contains(&word(token)));
    that.map_or(verb, |_| verb + 1)
}
