//! Coverage: who reports what. A row a fact, most widely told first, a column an origin; below it
//! how much each alone has.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::{Fact, Source, Trust};
use tera::Value;

use super::scope::{Scope, letter};
use crate::render::value::{list, object, option, text};

/// Columns: more letters side by side are no picture.
const COLUMNS: usize = 12;
/// Rows: what is told less widely than ten other things is in the text, or was left out there, too.
const ROWS: usize = 10;

/// What an origin has: its letter, its first source, and sentences that only it says.
struct Origin<'a> {
    source: &'a Source,
    number: usize,
    only: usize,
}

/// `columns`, `rows`, `others`: none where there is nothing to compare.
pub(super) fn view(scope: &Scope<'_>) -> Value {
    let origins = origins(scope);
    let facts = facts(scope);
    if origins.len() < 2 || facts.is_empty() {
        return Value::none();
    }
    let shown: Vec<usize> = origins.keys().take(COLUMNS).copied().collect();
    let columns = origins.values().take(COLUMNS).map(|origin| {
        object([
            ("mark", text(&letter(origin.source))),
            ("label", text(&scope.label(origin.source))),
            ("anchor", Value::from(format!("source-{}", origin.number))),
            ("low_trust", Value::from(origin.source.trust == Trust::Low)),
            ("only", Value::from(origin.only as u64)),
        ])
    });
    let all = origins.len().to_string();
    let rows = facts.iter().map(|(said, by)| {
        let told = [("n", by.len().to_string()), ("all", all.clone())];
        let told = told.each_ref().map(|(key, value)| (*key, value.as_str()));
        let elsewhere = by.iter().filter(|origin| !shown.contains(origin)).count();
        object([
            ("text", text(&clipped(said))),
            ("told", text(&scope.words.fill("told_by", &told))),
            ("cells", list(shown.iter().map(|origin| Value::from(by.contains(origin))))),
            ("others", option((elsewhere > 0).then(|| format!("+{elsewhere}")))),
        ])
    });
    object([
        ("columns", list(columns)),
        ("rows", list(rows)),
        ("others", Value::from(origins.len().saturating_sub(COLUMNS) as u64)),
    ])
}

/// The origins by number. What only an origin has is what one of its articles has alone, and what
/// several of them tell and nobody else.
fn origins<'a>(scope: &Scope<'a>) -> BTreeMap<usize, Origin<'a>> {
    let mut origins: BTreeMap<usize, Origin<'_>> = BTreeMap::new();
    for (number, source) in (1..).zip(&scope.briefing.sources) {
        let origin = origins.entry(source.origin).or_insert(Origin { source, number, only: 0 });
        origin.only += source.only.len();
    }
    for fact in &scope.briefing.facts {
        let by: Vec<usize> = told_by(scope, fact).into_iter().collect();
        if let Some(origin) = by.first().and_then(|origin| origins.get_mut(origin))
            && by.len() == 1
        {
            origin.only += 1;
        }
    }
    origins
}

/// The most widely told facts, each in the words of its shortest sentence, with who tells it.
fn facts(scope: &Scope<'_>) -> Vec<(String, BTreeSet<usize>)> {
    let facts = scope.briefing.facts.iter();
    let mut facts: Vec<(&Fact, BTreeSet<usize>)> =
        facts.map(|fact| (fact, told_by(scope, fact))).filter(|(_, by)| by.len() > 1).collect();
    // A stable sort: among equals the order of the facts stays.
    facts.sort_by_key(|(_, by)| std::cmp::Reverse(by.len()));
    let said = facts.into_iter().filter_map(|(fact, by)| Some((shortest(scope, fact)?, by)));
    said.take(ROWS).collect()
}

fn told_by(scope: &Scope<'_>, fact: &Fact) -> BTreeSet<usize> {
    let sources = fact.sentences.iter().filter_map(|spot| scope.source(&spot.article));
    sources.map(|(_, source)| source.origin).collect()
}

/// The shortest sentence of a fact, of a trusted article where there is one.
fn shortest(scope: &Scope<'_>, fact: &Fact) -> Option<String> {
    let said = fact.sentences.iter().filter_map(|spot| {
        let (_, source) = scope.source(&spot.article)?;
        let sentence = scope.sentence(&spot.article, spot.sentence)?;
        Some((source.trust == Trust::Low, sentence.len(), sentence))
    });
    said.min().map(|(_, _, sentence)| sentence)
}

/// Letters of a sentence that a row has room for.
const LETTERS: usize = 120;

/// A sentence cut behind a word, where it is long; one without spaces is cut anywhere.
fn clipped(sentence: &str) -> String {
    let Some((end, _)) = sentence.char_indices().nth(LETTERS) else { return sentence.to_owned() };
    let start = sentence.get(..end).unwrap_or_default();
    let cut = start.rfind(' ').filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{} …", start.get(..cut).unwrap_or_default().trim_end_matches([',', ';', ':', ' ']))
}
