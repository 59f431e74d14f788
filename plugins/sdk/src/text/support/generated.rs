//! Generated: whether every claim of a freely worded statement stands in the sentences it cites.
//!
//! Numbers, dates, names and quotations by containment; negation and hedges clause by clause against the nearest cited
//! clause; swapped roles by the words beside each name; the rest by the share of its weight that the sentences hold.

use std::ops::Range;

use super::Refusal;
use crate::text::annotation::Annotation;
use crate::text::background;
use crate::text::conflict::Side;
use crate::text::cue::{self, CueKind};
use crate::text::language::Language;
use crate::text::name::Name;
use crate::text::number;
use crate::text::quotation;
use crate::text::word::{Stem, Token, fold};
use crate::{Event, Spot};

/// Least share of the statement's idf weight that the cited sentences hold.
const COVERAGE: f64 = 0.6;
/// A clause with fewer content words has no polarity of its own.
const CLAUSE_WORDS: usize = 2;
/// Above this idf a capitalised word that opens a statement is taken for a name; below it, for a common word.
const RARE: f64 = 4.5;
/// How many content words beside a name tell its part in the sentence.
const BESIDE: usize = 2;

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
    polarity(said, &sides)?;
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

fn dates(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    for mention in &said.annotation.dates {
        let meant = mention.resolve(said.published);
        let stands = |side: &Side<'_>| {
            side.annotation.dates.iter().any(|other| {
                let resolved = other.resolve(side.published);
                (meant.is_some() && resolved == meant) || other.named == mention.named
            })
        };
        if !cited.iter().any(stands) {
            return Err(missing("the date", said, &mention.range));
        }
    }
    Ok(())
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

/// Clause by clause, negation, hedge and condition agree with the nearest cited clause.
fn polarity(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    let clauses: Vec<Clause> = cited.iter().flat_map(|side| clauses_of(*side)).collect();
    for clause in clauses_of(said) {
        let Some(nearest) = nearest(&clause, &clauses) else { continue };
        for (kind, word) in
            [(CueKind::Negation, "negation"), (CueKind::Hedge, "hedge"), (CueKind::Condition, "condition")]
        {
            let (said_so, meant) = (clause.has(kind), nearest.has(kind));
            if said_so != meant {
                let what = if said_so { "adds" } else { "drops" };
                return Err(Refusal::new(format!("{what} a {word}")));
            }
        }
    }
    Ok(())
}

struct Clause {
    stems: Vec<Stem>,
    cues: Vec<CueKind>,
}

impl Clause {
    /// Negations cancel in pairs; one hedge weighs like two.
    fn has(&self, kind: CueKind) -> bool {
        let count = self.cues.iter().filter(|cue| **cue == kind).count();
        if kind == CueKind::Negation { count % 2 == 1 } else { count > 0 }
    }
}

fn clauses_of(side: Side<'_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for range in cue::clauses(side.text) {
        let stems = content(side.annotation.within(&range));
        let inside =
            side.annotation.cues.iter().filter(|cue| range.start <= cue.range.start && cue.range.start < range.end);
        let cues: Vec<CueKind> = inside.map(|cue| cue.kind).collect();
        match clauses.last_mut() {
            Some(last) if stems.len() < CLAUSE_WORDS || last.stems.len() < CLAUSE_WORDS => {
                last.stems.extend(stems);
                last.cues.extend(cues);
            }
            _ => clauses.push(Clause { stems, cues }),
        }
    }
    clauses
}

fn nearest<'a>(clause: &Clause, clauses: &'a [Clause]) -> Option<&'a Clause> {
    let shared = |other: &Clause| clause.stems.iter().filter(|stem| other.stems.contains(stem)).count();
    let mut best: Option<(usize, &Clause)> = None;
    for other in clauses {
        let count = shared(other);
        let closer =
            best.is_none_or(|(most, kept)| count > most || (count == most && other.stems.len() < kept.stems.len()));
        if count > 0 && closer {
            best = Some((count, other));
        }
    }
    best.map(|(_, clause)| clause)
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
