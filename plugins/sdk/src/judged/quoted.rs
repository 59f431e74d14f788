//! Quoted: whether what a draft puts between quotation marks was said so, and by whom.

use std::collections::BTreeSet;
use std::ops::Range;

use q7x2_text::cut::fold;
use q7x2_text::language::Language;
use q7x2_text::quotation::wording;
use q7x2_text::word::{Stem, spelt};

use super::hearing::Hearing;
use super::kind::{Finding, Judged, Matter, Verdict, Witness};
use super::weigh::{all, finding, origins};
use crate::event::speaker::{Speaker, speaker};
use crate::{Event, Spot};

/// Words that a quotation has, at least: fewer are a title, or a word held at arm's length.
const FEWEST_WORDS: usize = 3;
/// Quotations of one sentence that are looked for; nobody quotes more in one.
const MOST: usize = 8;

/// Where the words of a quotation stand in a source.
enum Found {
    /// Between quotation marks, by its index.
    Quoted(Spot, usize),
    /// Inside a quotation of several sentences.
    Inside(Spot),
    /// As the source's own words, or somebody's in the third person.
    Plain(Spot),
}

/// Adds what is found of each quotation of a sentence, and lets the verdict follow.
pub(super) fn check(hearing: &Hearing<'_>, judged: &mut Judged) {
    let (event, spot) = (hearing.room.event, hearing.spot);
    let text = &event.sentence(spot).text;
    let quotations = event.text().at(spot).quotations.iter().enumerate();
    let long = quotations.filter(|(_, one)| {
        text[one.inner.clone()].split_whitespace().take(FEWEST_WORDS).count() == FEWEST_WORDS
    });
    for (index, one) in long.take(MOST) {
        let found = finding_of(hearing, index, &one.inner, &one.outer);
        follow(judged, hearing, found);
    }
    judged.origins = origins(event, &judged.findings);
}

/// What is found of one quotation.
fn finding_of(
    hearing: &Hearing<'_>,
    index: usize,
    inner: &Range<usize>,
    outer: &Range<usize>,
) -> Finding {
    let event = hearing.room.event;
    let words = wording(&event.sentence(hearing.spot).text[inner.clone()]);
    let own = speaker(event, hearing.spot, index);
    let mut heard = Heard::default();
    for found in hearing.answers.iter().filter_map(|one| look(event, one.spot, &words)) {
        heard.add(hearing, own.as_ref(), found);
    }
    let of = |range: Range<usize>, verdict, matter, by| Finding {
        matter,
        ..finding(range, verdict, by)
    };
    let said = own.as_ref().map_or_else(|| outer.clone(), |own| named(own, hearing.spot, outer));
    if !heard.alike.is_empty() {
        return of(outer.clone(), Verdict::BorneOut, None, heard.alike);
    }
    if let Some(other) = heard.other {
        return of(said, Verdict::Contradicted, Some(Matter::Who), vec![other]);
    }
    if !heard.unknown.is_empty() {
        return of(said, Verdict::Part, Some(Matter::Who), heard.unknown);
    }
    let quotation = Some(Matter::Quotation);
    match heard.plain {
        Some(plain) => of(outer.clone(), Verdict::Part, quotation, vec![plain]),
        None => of(outer.clone(), Verdict::NotFound, quotation, Vec::new()),
    }
}

/// Where sources have the words of a quotation.
#[derive(Default)]
struct Heard {
    /// Between quotation marks, said by whom the draft names, as far as it names anybody.
    alike: Vec<Witness>,
    /// Said by somebody else.
    other: Option<Witness>,
    /// Between quotation marks, and it cannot be told who speaks.
    unknown: Vec<Witness>,
    /// As nobody's words.
    plain: Option<Witness>,
}

impl Heard {
    fn add(&mut self, hearing: &Hearing<'_>, own: Option<&Speaker>, found: Found) {
        let event = hearing.room.event;
        let (spot, theirs) = match found {
            Found::Quoted(spot, at) => (spot, speaker(event, spot, at)),
            Found::Inside(spot) => (spot, None),
            Found::Plain(spot) => {
                self.plain.get_or_insert(hearing.witness(spot));
                return;
            }
        };
        match (own, theirs) {
            (Some(own), Some(theirs)) if are_two(event, own, &theirs) => {
                self.other.get_or_insert(Witness { spot: theirs.spot, range: theirs.range });
            }
            (Some(own), None) if !is_named_near(event, own, spot) => {
                self.unknown.push(hearing.witness(spot));
            }
            _ => self.alike.push(hearing.witness(spot)),
        }
    }
}

/// Whether a source names a speaker in a sentence, or in one right beside it.
fn is_named_near(event: &Event, own: &Speaker, spot: Spot) -> bool {
    let Some(entity) = own.entity else { return true };
    let count = event.articles()[spot.article].sentences.len();
    let near = spot.sentence.saturating_sub(1)..(spot.sentence + 2).min(count);
    near.map(|sentence| Spot { sentence, ..spot })
        .any(|spot| event.text().at(spot).names.iter().any(|name| name.entity == Some(entity)))
}

/// Where a sentence has these words.
fn look(event: &Event, spot: Spot, words: &str) -> Option<Found> {
    let text = &event.sentence(spot).text;
    let annotation = event.text().at(spot);
    let has = |range: &Range<usize>| holds(&wording(&text[range.clone()]), words);
    if let Some(at) = annotation.quotations.iter().position(|one| has(&one.inner)) {
        return Some(Found::Quoted(spot, at));
    }
    let plain = holds(&wording(text), words);
    plain.then_some(if annotation.inside_quotation {
        Found::Inside(spot)
    } else {
        Found::Plain(spot)
    })
}

/// Whether a text has these words, whole ones.
fn holds(text: &str, words: &str) -> bool {
    let ends = |rest: Option<char>| rest.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices(words).take(MOST).any(|(at, _)| {
        ends(text[..at].chars().next_back()) && ends(text[at + words.len()..].chars().next())
    })
}

/// The words that name the speaker, where the sentence itself does.
fn named(speaker: &Speaker, spot: Spot, outer: &Range<usize>) -> Range<usize> {
    if speaker.spot == spot { speaker.range.clone() } else { outer.clone() }
}

/// Whether two speakers are surely two: both are known, and neither is called as the other is.
fn are_two(event: &Event, one: &Speaker, other: &Speaker) -> bool {
    let (Some(a), Some(b)) = (one.entity, other.entity) else { return false };
    let (own, theirs) = (fold(one.text(event)), fold(other.text(event)));
    let alike = own.split(' ').any(|word| theirs.split(' ').any(|other| other == word));
    a != b && !alike
}

/// Lets the verdict on a sentence follow from what was found of a quotation in it.
fn follow(judged: &mut Judged, hearing: &Hearing<'_>, found: Finding) {
    if is_invented(judged, hearing, &found) {
        (judged.verdict, judged.findings) = (Verdict::NotFound, vec![found]);
        return;
    }
    judged.verdict = match (found.verdict, judged.verdict) {
        (Verdict::Contradicted, _) => Verdict::Contradicted,
        (Verdict::BorneOut, Verdict::NotFound) => Verdict::Part,
        (Verdict::NotFound | Verdict::Part, Verdict::BorneOut) => Verdict::Part,
        (Verdict::Part, Verdict::NotFound) => Verdict::Part,
        (_, verdict) => verdict,
    };
    let whole = all(hearing);
    // A quotation that is found leaves nothing of "nothing was found".
    if matches!(found.verdict, Verdict::BorneOut | Verdict::Part) {
        judged.findings.retain(|one| one.verdict != Verdict::NotFound || one.range != whole);
    }
    let same = |one: &Finding| {
        (one.verdict, one.matter, &one.by) == (found.verdict, found.matter, &found.by)
    };
    let told = judged.findings.iter().any(same);
    if !told {
        judged.findings.push(found);
    }
}

/// Whether a sentence says nothing but that somebody spoke these words, and no source quotes them
/// or what is near them.
fn is_invented(judged: &Judged, hearing: &Hearing<'_>, found: &Finding) -> bool {
    found.matter == Some(Matter::Quotation)
        && found.verdict == Verdict::NotFound
        && judged.verdict == Verdict::Part
        && tells_only_who(hearing, &found.range)
        && !is_altered(hearing, &found.range)
}

/// Whether a sentence says nothing beside a quotation but who said it.
fn tells_only_who(hearing: &Hearing<'_>, quotation: &Range<usize>) -> bool {
    let (event, spot) = (hearing.room.event, hearing.spot);
    let text = &event.sentence(spot).text;
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let annotation = event.text().at(spot);
    let holds = |whole: &Range<usize>, part: &Range<usize>| {
        whole.start <= part.start && part.end <= whole.end
    };
    annotation.tokens.iter().all(|token| {
        holds(quotation, &token.range)
            || token.stop
            || annotation.names.iter().any(|name| holds(&name.full(), &token.range))
            || language.says(&spelt(&text[token.range.clone()], language))
    })
}

/// Whether a source quotes half of the words of a quotation.
fn is_altered(hearing: &Hearing<'_>, quotation: &Range<usize>) -> bool {
    let event = hearing.room.event;
    let own = stems(event, hearing.spot, quotation);
    hearing.answers.iter().any(|answer| {
        event.text().at(answer.spot).quotations.iter().any(|one| {
            let theirs = stems(event, answer.spot, &one.inner);
            2 * own.intersection(&theirs).count() >= own.len()
        })
    })
}

/// The words of a part of a sentence that carry content.
fn stems(event: &Event, spot: Spot, part: &Range<usize>) -> BTreeSet<Stem> {
    let tokens = event.text().at(spot).within(part).iter();
    tokens.filter(|token| !token.stop).map(|token| token.stem).collect()
}
