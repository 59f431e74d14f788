//! Generated: whether every claim of a freely worded statement stands in the sentences it cites.
//!
//! Numbers, dates, names and quotations by containment; negation, hedges and quantifiers clause by clause against the
//! nearest cited clauses; dates and swapped roles by the words beside them; that somebody is named who says it; the rest by
//! the share of its weight that the sentences hold.

use std::ops::Range;

use super::{Refusal, clause, extracted};
use crate::text::annotation::Annotation;
use crate::text::background;
use crate::text::conflict::Side;
use crate::text::cue;
use crate::text::date::DateMention;
use crate::text::language::Language;
use crate::text::name::Name;
use crate::text::number;
use crate::text::quotation;
use crate::text::word::{Stem, Token, fold};
use crate::{Event, Spot};

/// Least share of the statement's idf weight that the cited sentences hold.
const COVERAGE: f64 = 0.6;
/// Above this idf a capitalised word that opens a statement is taken for a name; below it, for a common word.
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
    let first = cited.first().ok_or_else(|| Refusal::new("cites nothing"))?;
    let article = &event.articles[first.article];
    let language = Language::of(article.language.as_deref());
    let annotation = event.text().annotate(text, language);
    let said = Side { text, annotation: &annotation, published: article.published, language };
    let sides: Vec<Side<'_>> = cited.iter().map(|&spot| Side::of(event, spot)).collect();
    numbers(said, &sides)?;
    dates(said, &sides)?;
    names(said, &sides, cited, event)?;
    quotations(said, &sides)?;
    clause::agree(said, &sides)?;
    attribution(said, &sides)?;
    roles(said, &sides)?;
    coverage(said, &sides)
}

fn numbers(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for number in &said.annotation.numbers {
        let stands = |side: &Side<'_>| side.annotation.numbers.iter().any(|other| same_number(number, other));
        if !cited.iter().any(stands) {
            return Err(missing("the number", said, &number.range));
        }
    }
    let digits = |text: &str| -> Vec<String> {
        let runs = text.split(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | ','));
        runs.map(|run| run.trim_matches(['.', ',']).to_owned()).filter(|run| !run.is_empty()).collect()
    };
    let known: Vec<String> = cited.iter().flat_map(|side| digits(side.text)).collect();
    match digits(said.text).iter().find(|run| !known.contains(run) && !is_a_number(said, run)) {
        Some(run) => Err(Refusal::new(format!("\"{run}\" stands in no cited sentence"))),
        None => Ok(()),
    }
}

/// Whether digits were read as a number, and so have been compared by value.
fn is_a_number(said: Side<'_>, run: &str) -> bool {
    said.annotation.numbers.iter().any(|number| said.text[number.range.clone()].contains(run))
}

/// The same value exactly; units agree where both have one.
fn same_number(a: &number::Number, b: &number::Number) -> bool {
    let same_value = (a.low - b.low).abs() < f64::EPSILON && (a.high - b.high).abs() < f64::EPSILON;
    same_value && a.ordinal == b.ordinal && (a.unit == b.unit || a.unit.is_empty() || b.unit.is_empty())
}

fn missing(what: &str, said: Side<'_>, range: &Range<usize>) -> Refusal {
    Refusal::new(format!("{what} \"{}\" stands in no cited sentence", &said.text[range.clone()]))
}

/// Every date stands in a cited sentence, and beside the words that it stands beside there rather than beside those of
/// another date.
fn dates(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for mention in &said.annotation.dates {
        let meant = mention.resolve(said.published);
        let own = beside_date(said, mention);
        let (mut same, mut other) = (None, None);
        for (side, found) in cited.iter().flat_map(|side| side.annotation.dates.iter().map(move |found| (side, found)))
        {
            let is_same = meant.is_some() && found.resolve(side.published) == meant || found.named == mention.named;
            let theirs = beside_date(*side, found);
            let shared = own.iter().filter(|stem| theirs.contains(stem)).count();
            let best = if is_same { &mut same } else { &mut other };
            *best = (*best).max(Some(shared));
        }
        if same.is_none() {
            return Err(missing("the date", said, &mention.range));
        }
        if other > same {
            let date = &said.text[mention.range.clone()];
            return Err(Refusal::new(format!("\"{date}\" is in the cited sentences the date of something else")));
        }
    }
    Ok(())
}

/// The content words beside a date, in its clause.
fn beside_date(side: Side<'_>, mention: &DateMention) -> Vec<Stem> {
    let clauses = cue::clauses(side.text);
    let clause =
        clauses.into_iter().find(|clause| clause.contains(&mention.range.start)).unwrap_or(mention.range.clone());
    let of_dates = |token: &Token| {
        side.annotation
            .dates
            .iter()
            .any(|date| date.range.start < token.range.end && token.range.start < date.range.end)
    };
    let inside = side.annotation.within(&clause).iter().filter(|token| !token.stop && !of_dates(token));
    let (before, after): (Vec<&Token>, Vec<&Token>) = inside.partition(|token| token.range.start < mention.range.start);
    let near = before.iter().rev().take(BESIDE_DATE).chain(after.iter().take(BESIDE_DATE));
    near.map(|token| token.stem).collect()
}

/// Every name stands in one cited sentence, in this or another of its forms; a capitalised word that no cited sentence
/// knows is a foreign name too.
fn names(said: Side<'_>, cited: &[Side<'_>], spots: &[Spot], event: &Event) -> Result<(), Refusal> {
    for name in &said.annotation.names {
        let words = content(said.annotation.within(&name.range));
        let stands =
            |side: &Side<'_>| words.iter().all(|stem| side.annotation.tokens.iter().any(|token| token.stem == *stem));
        let known = cited.iter().any(stands) || is_alias(&said.text[name.range.clone()], spots, event);
        if !known {
            return Err(missing("the name", said, &name.range));
        }
    }
    let foreign = |(at, token): &(usize, &Token)| {
        let unseen = !cited.iter().any(|side| side.annotation.tokens.iter().any(|other| other.stem == token.stem));
        token.capital && !token.stop && unseen && (*at > 0 || background::idf(token.stem, said.language) > RARE)
    };
    let mut tokens =
        said.annotation.tokens.iter().enumerate().filter(|(_, token)| !inside_name(token, said.annotation));
    match tokens.find(foreign) {
        Some((_, token)) => Err(missing("the name", said, &token.range)),
        None => Ok(()),
    }
}

fn inside_name(token: &Token, annotation: &Annotation) -> bool {
    annotation.names.iter().any(|name| name.range.start <= token.range.start && token.range.end <= name.range.end)
}

fn content(tokens: &[Token]) -> Vec<Stem> {
    tokens.iter().filter(|token| !token.stop).map(|token| token.stem).collect()
}

/// Whether a text is another form of somebody a cited sentence names.
fn is_alias(text: &str, spots: &[Spot], event: &Event) -> bool {
    let folded = fold(text);
    event.text().entities.iter().any(|entity| {
        let is_form = fold(&entity.name) == folded || entity.aliases.iter().any(|alias| fold(alias) == folded);
        is_form && spots.iter().any(|spot| entity.spots.contains(spot))
    })
}

/// Every quotation stands verbatim inside quotation marks of a cited sentence.
fn quotations(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for found in &said.annotation.quotations {
        let words = bare(&said.text[found.inner.clone()]);
        let stands = |side: &Side<'_>| {
            side.annotation.quotations.iter().any(|other| bare(&side.text[other.inner.clone()]).contains(&words))
        };
        if !found.complete || !cited.iter().any(stands) {
            return Err(missing("the quotation", said, &found.outer));
        }
    }
    Ok(())
}

fn bare(text: &str) -> String {
    quotation::normalise(text).trim_matches(|character: char| !character.is_alphanumeric()).to_owned()
}

/// No name stands beside the words that stand beside another name in the cited sentence: "A struck B" is not "B struck
/// A".
fn roles(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for side in cited {
        let shared = shared_names(said, *side);
        for (at, (name, own)) in shared.iter().enumerate() {
            for (other, theirs) in &shared[at + 1..] {
                let straight = likeness(said, name, *side, own) + likeness(said, other, *side, theirs);
                let crossed = likeness(said, name, *side, theirs) + likeness(said, other, *side, own);
                if crossed > straight {
                    let (a, b) = (&said.text[name.range.clone()], &said.text[other.range.clone()]);
                    return Err(Refusal::new(format!("\"{a}\" and \"{b}\" have changed places")));
                }
            }
        }
    }
    Ok(())
}

/// Pairs of one name in the statement and in a sentence; names that stand twice on a side tell nothing.
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

/// How many words beside a name in one text stand beside a name in the other, on the same side of it.
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
        let named =
            names.iter().any(|other| other.range.start <= token.range.start && token.range.end <= other.range.end);
        !named && !token.stop
    };
    let first = tokens.partition_point(|token| token.range.start < name.range.start);
    let last = tokens.partition_point(|token| token.range.start < name.range.end);
    let before = tokens[..first].iter().rev().filter(free).take(BESIDE).map(|token| token.stem).collect();
    let after = tokens[last..].iter().filter(free).take(BESIDE).map(|token| token.stem).collect();
    (before, after)
}

/// What is only attributed to somebody is not said without naming somebody, unless cited sentences that attribute nothing
/// carry it by themselves.
fn attribution(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    if is_attributed(said) || !cited.iter().any(|side| is_attributed(*side)) {
        return Ok(());
    }
    let free: Vec<Side<'_>> = cited.iter().filter(|side| !is_attributed(**side)).copied().collect();
    coverage(said, &free).map_err(|_| Refusal::new("leaves out who says so"))
}

/// Whether a sentence says who says what it tells: "according to", "she said", not what stands in quotation marks.
fn is_attributed(side: Side<'_>) -> bool {
    let quoted =
        |range: &Range<usize>| side.annotation.quotations.iter().any(|found| found.outer.contains(&range.start));
    let mut open = cue::clauses(side.text).into_iter().filter(|range| !quoted(range));
    open.any(|range| extracted::attributes(&side.text[range], side.language))
}

fn coverage(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    let (mut held, mut weight) = (0.0, 0.0);
    for &(stem, idf) in &said.annotation.stems {
        weight += idf;
        if cited.iter().any(|side| side.annotation.holds(stem)) {
            held += idf;
        }
    }
    if weight > 0.0 && held / weight >= COVERAGE {
        return Ok(());
    }
    Err(Refusal::new("too few of its words stand in the cited sentences"))
}
