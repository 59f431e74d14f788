//! Generated: whether every claim of a freely worded statement stands in the sentences it cites.
//!
//! Numbers, dates, names and quotations by containment; negation, hedges and quantifiers clause by
//! clause against the nearest cited clauses; dates and swapped roles by the words beside them; that
//! somebody is named who says it; and claim by claim, by the one relation that citations pass too.

use std::ops::Range;

use super::refusal::{Part, Refusal};
use super::together::{Borne, together};
use super::{attributed, clause};
use crate::claim::{Read, Relation, relation};
use crate::event::side::Side;
use crate::{Event, Spot};
use q7x2_text::annotation::Annotation;
use q7x2_text::clause::clauses;
use q7x2_text::date::{DateMention, Resolved};
use q7x2_text::language::{self, Language};
use q7x2_text::name::Name;
use q7x2_text::number;
use q7x2_text::quotation;
use q7x2_text::sentence;
use q7x2_text::word::{Stem, Token, fold};

/// Above this idf a capitalised word that opens a statement is taken for a name; below it, for a
/// common word.
const RARE: f64 = 4.5;
/// How many content words beside a name tell its part in the sentence.
const BESIDE: usize = 2;
/// How many content words on either side of a date, in its clause, tell of what it is the date.
const BESIDE_DATE: usize = 4;

/// Tests a statement against the cited sentences taken together.
///
/// # Errors
/// The first claim that does not stand there.
pub fn check(text: &str, cited: &[Spot], event: &Event) -> Result<(), Refusal> {
    let first = cited.first().ok_or(Refusal::CitesNothing)?;
    let article = &event.articles()[first.article];
    let language = Language::of(article.language.as_deref());
    let annotation = as_cited(event.text().annotate(text, language), text, cited, event);
    let said = Side::statement(text, &annotation, article.published, language);
    let sides: Vec<Side<'_>> = cited.iter().map(|&spot| Side::of(event, spot)).collect();
    wordless(said, &sides)?;
    numbers(said, &sides)?;
    dates(said, &sides)?;
    names(said, &sides, cited, event)?;
    quotations(said, &sides)?;
    clause::agree(said, &sides)?;
    attribution(said, cited, event)?;
    roles(said, &sides)?;
    if bears_out(said, cited, event) { Ok(()) } else { Err(Refusal::UncarriedClause) }
}

/// A statement whose names mean those of that name whom a cited sentence names.
fn as_cited(mut said: Annotation, text: &str, cited: &[Spot], event: &Event) -> Annotation {
    for name in &mut said.names {
        name.entity = called(&text[name.range.clone()], cited, event);
    }
    said
}

/// Whether cited sentences bear out every claim of a statement: one by itself, or several together.
fn bears_out(said: Side<'_>, cited: &[Spot], event: &Event) -> bool {
    let said = Read::of(said);
    let mut borne: Vec<Borne> = Vec::new();
    for &spot in cited {
        match relation(&said, &Read::of(Side::of(event, spot))) {
            Relation::Whole => return true,
            Relation::Part(range) => borne.push((spot, range)),
            Relation::Contradicted(_) | Relation::Silent => {}
        }
    }
    together(&said, &borne, event).is_some()
}

/// Every sentence of the statement says something that can be looked for, or is the source's own:
/// what "So it is not." means hangs on the words before it.
fn wordless(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for range in sentence::split(said.text, said.language) {
        let says = |token: &Token| !token.stop && range.contains(&token.range.start);
        let text = said.text[range.clone()].trim();
        let is_own = || cited.iter().any(|side| side.text.contains(text));
        if !said.annotation.tokens.iter().any(says) && !is_own() {
            return Err(Refusal::SaysNothing(text.to_owned()));
        }
    }
    Ok(())
}

fn numbers(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for number in &said.annotation.numbers {
        let stands = |side: &Side<'_>| {
            side.annotation.numbers.iter().any(|other| same_number(number, other))
        };
        if !cited.iter().any(stands) {
            return Err(missing(Part::Number, said, &number.range));
        }
    }
    let known: Vec<&str> =
        cited.iter().flat_map(|side| digits(side.text).map(|range| &side.text[range])).collect();
    let is_read = |range: &Range<usize>| {
        let inside = |other: &Range<usize>| other.start <= range.start && range.end <= other.end;
        said.annotation.numbers.iter().any(|number| inside(&number.range))
            || said.annotation.dates.iter().any(|date| inside(&date.range))
    };
    match digits(said.text)
        .find(|range| !known.contains(&&said.text[range.clone()]) && !is_read(range))
    {
        Some(range) => Err(Refusal::Missing(Part::Word, said.text[range].to_owned())),
        None => Ok(()),
    }
}

/// Runs of digits, and the stops and commas in them. What was read as a number or a date is
/// compared as that.
fn digits(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_run = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(|character: char| character.is_ascii_digit())?;
        let run = text.get(start..)?;
        let run = run.get(..run.find(|character| !is_run(character)).unwrap_or(run.len()))?;
        from = start + run.len();
        Some(start..start + run.trim_end_matches(['.', ',']).len())
    })
}

/// The same value exactly; units agree where both have one.
fn same_number(a: &number::Number, b: &number::Number) -> bool {
    let same_value = (a.low - b.low).abs() < f64::EPSILON && (a.high - b.high).abs() < f64::EPSILON;
    same_value
        && a.ordinal == b.ordinal
        && (a.unit == b.unit || a.unit.is_empty() || b.unit.is_empty())
}

fn missing(part: Part, said: Side<'_>, range: &Range<usize>) -> Refusal {
    Refusal::Missing(part, said.text[range.clone()].to_owned())
}

/// Every date stands in a cited sentence, and beside the words that it stands beside there rather
/// than beside those of another date.
fn dates(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for mention in &said.annotation.dates {
        let meant = mention.resolve(said.published);
        let own = beside_date(said, mention);
        let (mut same, mut other) = (None, None);
        for (side, found) in cited
            .iter()
            .flat_map(|side| side.annotation.dates.iter().map(move |found| (side, found)))
        {
            let is_same =
                same_date(mention, meant.as_ref(), found, found.resolve(side.published).as_ref());
            let theirs = beside_date(*side, found);
            let shared = own.iter().filter(|stem| theirs.contains(stem)).count();
            let best = if is_same { &mut same } else { &mut other };
            *best = (*best).max(Some(shared));
        }
        if same.is_none() {
            return Err(missing(Part::Date, said, &mention.range));
        }
        if other > same {
            let date = &said.text[mention.range.clone()];
            return Err(Refusal::DateOfAnother(date.to_owned()));
        }
    }
    Ok(())
}

/// Whether a date is another one, which may say the hour too.
fn same_date(
    said: &DateMention,
    meant: Option<&Resolved>,
    found: &DateMention,
    resolved: Option<&Resolved>,
) -> bool {
    let same_days = meant.zip(resolved).is_some_and(|(a, b)| a.start == b.start && a.end == b.end);
    (same_days || said.named == found.named) && (said.hour.is_none() || said.hour == found.hour)
}

/// The content words beside a date, in its clause.
fn beside_date(side: Side<'_>, mention: &DateMention) -> Vec<Stem> {
    let clauses = clauses(side.text);
    let clause = clauses
        .into_iter()
        .find(|clause| clause.contains(&mention.range.start))
        .unwrap_or(mention.range.clone());
    let of_dates = |token: &Token| {
        side.annotation
            .dates
            .iter()
            .any(|date| date.range.start < token.range.end && token.range.start < date.range.end)
    };
    let inside =
        side.annotation.within(&clause).iter().filter(|token| !token.stop && !of_dates(token));
    let (before, after): (Vec<&Token>, Vec<&Token>) =
        inside.partition(|token| token.range.start < mention.range.start);
    let near = before.iter().rev().take(BESIDE_DATE).chain(after.iter().take(BESIDE_DATE));
    near.map(|token| token.stem).collect()
}

/// Every name stands in one cited sentence, in this or another of its forms; a capitalised word
/// that no cited sentence knows is a foreign name too.
fn names(said: Side<'_>, cited: &[Side<'_>], spots: &[Spot], event: &Event) -> Result<(), Refusal> {
    for name in &said.annotation.names {
        let words = content(said.annotation.within(&name.range));
        let stands = |side: &Side<'_>| {
            words.iter().all(|stem| side.annotation.tokens.iter().any(|token| token.stem == *stem))
        };
        let known = cited.iter().any(stands)
            || called(&said.text[name.range.clone()], spots, event).is_some();
        if !known {
            return Err(missing(Part::Name, said, &name.range));
        }
    }
    let foreign = |(at, token): &(usize, &Token)| {
        let unseen = !cited
            .iter()
            .any(|side| side.annotation.tokens.iter().any(|other| other.stem == token.stem));
        token.capital
            && !token.stop
            && unseen
            && (*at > 0 || language::idf(token.stem, said.language) > RARE)
    };
    let mut tokens = said
        .annotation
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| !is_compared(token, said.annotation));
    match tokens.find(foreign) {
        Some((_, token)) => Err(missing(Part::Name, said, &token.range)),
        None => Ok(()),
    }
}

/// Whether a word is part of a name or date, which are compared as wholes.
fn is_compared(token: &Token, annotation: &Annotation) -> bool {
    let names = annotation.names.iter().map(|name| &name.range);
    let mut ranges = names.chain(annotation.dates.iter().map(|date| &date.range));
    ranges.any(|range| range.start <= token.range.start && token.range.end <= range.end)
}

fn content(tokens: &[Token]) -> Vec<Stem> {
    tokens.iter().filter(|token| !token.stop).map(|token| token.stem).collect()
}

/// Whom a cited sentence names, in whatever form, that is called by a text.
fn called(text: &str, spots: &[Spot], event: &Event) -> Option<usize> {
    let folded = fold(text);
    event.text().entities.iter().position(|entity| {
        let is_form = fold(&entity.name) == folded
            || entity.aliases.iter().any(|alias| fold(alias) == folded);
        is_form && spots.iter().any(|spot| entity.spots.contains(spot))
    })
}

/// Every quotation stands verbatim inside quotation marks of a cited sentence.
fn quotations(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for found in &said.annotation.quotations {
        let words = quotation::bare(&said.text[found.inner.clone()]);
        let stands = |side: &Side<'_>| {
            side.annotation
                .quotations
                .iter()
                .any(|other| quotation::bare(&side.text[other.inner.clone()]).contains(&words))
        };
        if !found.complete || !cited.iter().any(stands) {
            return Err(missing(Part::Quotation, said, &found.outer));
        }
    }
    Ok(())
}

/// Tests that no name stands beside the words that stand beside another name in the cited sentence:
/// "A struck B" is not "B struck A".
///
/// # Errors
/// The names that have changed places.
pub fn roles(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for side in cited {
        let shared = shared_names(said, *side);
        for (at, (name, own)) in shared.iter().enumerate() {
            for (other, theirs) in &shared[at + 1..] {
                let straight =
                    likeness(said, name, *side, own) + likeness(said, other, *side, theirs);
                let crossed =
                    likeness(said, name, *side, theirs) + likeness(said, other, *side, own);
                if crossed > straight {
                    let (a, b) = (&said.text[name.range.clone()], &said.text[other.range.clone()]);
                    return Err(Refusal::ChangedPlaces(a.to_owned(), b.to_owned()));
                }
            }
        }
    }
    Ok(())
}

/// Pairs of one name in the statement and in a sentence; names that stand twice on a side tell
/// nothing.
fn shared_names<'a>(said: Side<'a>, side: Side<'a>) -> Vec<(&'a Name, &'a Name)> {
    let stems = |side: Side<'_>, name: &Name| content(side.annotation.within(&name.range));
    let alone = |side: Side<'a>, wanted: &[Stem]| {
        let mut found = side.annotation.names.iter().filter(|name| stems(side, name) == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    let pair = |name: &'a Name| {
        let wanted = stems(said, name);
        Some((alone(said, &wanted)?, alone(side, &wanted)?))
    };
    said.annotation.names.iter().filter_map(pair).collect()
}

/// How many words beside a name in one text stand beside a name in the other, on the same side of
/// it.
fn likeness(a: Side<'_>, x: &Name, b: Side<'_>, y: &Name) -> usize {
    let (left, right) = beside(a, x);
    let (other_left, other_right) = beside(b, y);
    let shared = |x: &[Stem], y: &[Stem]| x.iter().filter(|stem| y.contains(stem)).count();
    shared(&left, &other_left) + shared(&right, &other_right)
}

fn beside(side: Side<'_>, name: &Name) -> (Vec<Stem>, Vec<Stem>) {
    let tokens = &side.annotation.tokens;
    let names = &side.annotation.names;
    let free = |token: &&Token| {
        let named = names.iter().any(|other| {
            other.range.start <= token.range.start && token.range.end <= other.range.end
        });
        !named && !token.stop
    };
    let first = tokens.partition_point(|token| token.range.start < name.range.start);
    let last = tokens.partition_point(|token| token.range.start < name.range.end);
    let before =
        tokens[..first].iter().rev().filter(free).take(BESIDE).map(|token| token.stem).collect();
    let after = tokens[last..].iter().filter(free).take(BESIDE).map(|token| token.stem).collect();
    (before, after)
}

/// What is only attributed to somebody is not said without naming somebody, unless cited sentences
/// that attribute nothing bear it out by themselves.
fn attribution(said: Side<'_>, cited: &[Spot], event: &Event) -> Result<(), Refusal> {
    let free = |spot: &&Spot| !attributed::is_attributed(Side::of(event, **spot));
    let free: Vec<Spot> = cited.iter().filter(free).copied().collect();
    if attributed::is_attributed(said) || free.len() == cited.len() || bears_out(said, &free, event)
    {
        return Ok(());
    }
    Err(Refusal::LeavesOutSpeaker)
}

#[cfg(test)]
mod tests;
