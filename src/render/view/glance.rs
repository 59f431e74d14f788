//! Glance: what carries an event, in one line and one picture: how many voices there are, how much
//! of the running text two of them carry, where they differ, what a machine wrote.

use std::collections::BTreeSet;

use q7x2_sdk::{Checked, Source, Trust};
use tera::Value;

use super::scope::{Scope, letter};
use super::section;
use crate::render::value::{list, object, option, text};

/// Origins shown by their letters; the others are a number.
const LETTERS: usize = 10;
/// Sentences in the picture: a running text seldom has more.
const BARS: usize = 40;
/// The picture's height in pixels.
const HEIGHT: usize = 24;
/// A bar's width.
const WIDTH: usize = 7;
/// From one bar to the next.
const STEP: usize = 10;
/// A bar's height where one origin carries the sentence.
const FIRST: usize = 8;
/// What it grows with each further one.
const GROWS: usize = 4;
/// From so many on it grows no more.
const MOST: usize = 5;

/// How ingest begins to say why an article of a machine is trusted little.
const MACHINE: &str = "declares a machine author";

/// By how many origins a sentence of the running text is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carried {
    /// Two or more bear out all of it.
    Whole,
    /// Two or more bear out some of it.
    Partly,
    /// One alone.
    Single,
}

impl Carried {
    fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Partly => "partly",
            Self::Single => "single",
        }
    }
}

/// The line of an event: `letters`, `more`, `picture`, `phrases`, `share`.
pub(super) fn view(scope: &Scope<'_>, counts: &str) -> Value {
    let carried: Vec<(Carried, usize)> =
        scope.briefing.summary().iter().map(|checked| carried(scope, checked)).collect();
    let (letters, more) = letters(scope);
    object([
        ("letters", letters),
        ("more", option((more > 0).then(|| format!("+{more}")))),
        ("picture", if carried.len() > 1 { picture(&carried) } else { Value::none() }),
        ("phrases", list(phrases(scope, counts, &carried).into_iter())),
        ("share", Value::from(share(&carried) as u64)),
    ])
}

/// Sentences of a hundred that two or more carry, at least in part.
fn share(carried: &[(Carried, usize)]) -> usize {
    let shared = carried.iter().filter(|(by, _)| *by != Carried::Single).count();
    (shared * 100).checked_div(carried.len()).unwrap_or_default()
}

/// How a sentence is carried, and by how many origins, counting those that bear out a clause.
fn carried(scope: &Scope<'_>, checked: &Checked) -> (Carried, usize) {
    let sources = checked.statement.citations.iter().filter_map(|one| scope.source(&one.article));
    let origins = sources.map(|(_, source)| source.origin).collect::<BTreeSet<usize>>().len();
    let by = match (checked.support.origins, origins) {
        (2.., _) => Carried::Whole,
        (_, 2..) => Carried::Partly,
        _ => Carried::Single,
    };
    (by, origins.max(checked.support.origins).max(1))
}

/// One letter an origin, leading to its first source; how many more there are.
fn letters(scope: &Scope<'_>) -> (Value, usize) {
    let mut seen = BTreeSet::new();
    let firsts: Vec<(usize, &Source)> = (1..)
        .zip(&scope.briefing.sources)
        .filter(|(_, source)| seen.insert(source.origin))
        .collect();
    let shown = firsts.iter().take(LETTERS).map(|(number, source)| {
        object([
            ("mark", text(&letter(source))),
            ("label", text(&scope.label(source))),
            ("anchor", Value::from(format!("source-{number}"))),
            ("low_trust", Value::from(source.trust == Trust::Low)),
        ])
    });
    (list(shown), firsts.len().saturating_sub(LETTERS))
}

/// A bar a sentence, the higher the more origins carry it.
fn picture(carried: &[(Carried, usize)]) -> Value {
    let shown = carried.iter().take(BARS).enumerate().map(|(at, (by, origins))| {
        let height = FIRST + GROWS * ((*origins).clamp(1, MOST) - 1);
        object([
            ("kind", text(by.word())),
            ("x", Value::from((at * STEP) as u64)),
            ("y", Value::from((HEIGHT - height) as u64)),
            ("height", Value::from(height as u64)),
        ])
    });
    object([
        ("width", Value::from((carried.len().min(BARS) * STEP - (STEP - WIDTH)) as u64)),
        ("height", Value::from(HEIGHT as u64)),
        ("bar", Value::from(WIDTH as u64)),
        ("bars", list(shown)),
    ])
}

/// The line in words, each with its kind: `counts`, `shared`, `single`, `differ`, `machine`. What is
/// of one origin says so elsewhere, and needs no shares.
fn phrases(scope: &Scope<'_>, counts: &str, carried: &[(Carried, usize)]) -> Vec<Value> {
    let words = scope.words;
    let count = |kind: Carried| carried.iter().filter(|(by, _)| *by == kind).count();
    let (whole, partly, single) =
        (count(Carried::Whole), count(Carried::Partly), count(Carried::Single));
    let phrase = |kind: &str, said: String| object([("kind", text(kind)), ("text", text(&said))]);
    let mut phrases = vec![phrase("counts", counts.to_owned())];
    if !scope.single && !carried.is_empty() {
        let key = match (whole, partly) {
            (_, 0) => "shared",
            (0, _) => "shared_partly",
            _ => "shared_some_partly",
        };
        let (n, all) = ((whole + partly).to_string(), carried.len().to_string());
        let values = [("n", n.as_str()), ("all", &all), ("partly", &partly.to_string())];
        phrases.push(phrase("shared", words.fill(key, &values)));
        if single > 0 {
            phrases.push(phrase("single", words.count("single", single)));
        }
    }
    let points = section::topics(scope.briefing);
    if points > 0 {
        phrases.push(phrase("differ", words.count("disagreements", points)));
    }
    let machine = scope.briefing.sources.iter().filter(|source| is_of_a_machine(source)).count();
    if machine > 0 {
        phrases.push(phrase("machine", words.count("machine", machine)));
    }
    phrases
}

fn is_of_a_machine(source: &Source) -> bool {
    source.trust_reason.as_deref().is_some_and(|reason| reason.starts_with(MACHINE))
}
