//! Sources as templates see them: what each article contributed, sentence by sentence, and what
//! only it says.

use std::collections::BTreeMap;

use q7x2_sdk::{Copy, CopyMeasure, Sign, Source};
use tera::Value;

use super::citation::evidence;
use super::scope::{Scope, letter, trust_note};
use super::section::Shown;
use crate::render::value::{clean, list, object, option, text};
use crate::render::words::Words;

/// Sentences shown of what only one source says; the data file has all of them.
const ONLY_SHOWN: usize = 5;

/// The statements that cite one article, in the order of the page.
#[derive(Default)]
struct Cited<'a> {
    /// By the sentence that they cite.
    sentences: BTreeMap<usize, Vec<&'a Shown>>,
    /// Each once, those that only tell of a name left out.
    supported: Vec<&'a Shown>,
}

/// What every article is cited for: an event may have thousands of them, so the statements are gone
/// through once.
fn cited_by_article(shown: &[Shown]) -> BTreeMap<&str, Cited<'_>> {
    let mut cited: BTreeMap<&str, Cited<'_>> = BTreeMap::new();
    for statement in shown {
        for citation in &statement.citations {
            let of_article = cited.entry(&citation.article).or_default();
            let by = of_article.sentences.entry(citation.sentence).or_default();
            if by.last().is_none_or(|last| last.anchor != statement.anchor) {
                by.push(statement);
            }
            let is_new =
                of_article.supported.last().is_none_or(|last| !std::ptr::eq(*last, statement));
            if is_new && !statement.names {
                of_article.supported.push(statement);
            }
        }
    }
    cited
}

/// The views of all sources, in their order.
pub(super) fn views(scope: &Scope<'_>, shown: &[Shown]) -> Vec<Value> {
    let mut cited = cited_by_article(shown);
    let mut copies = Copies::new();
    for copy in &scope.briefing.copies {
        copies.entry(&copy.article).or_default().push(copy);
    }
    let sources = scope.briefing.sources.iter().enumerate();
    let views = sources.map(|(at, source)| {
        let cited = cited.remove(source.article.as_str()).unwrap_or_default();
        view(scope, at + 1, source, cited, &copies)
    });
    views.collect()
}

/// "Text changed on 6 January 2026": that it is not what it was when it was first read here.
fn corrected(words: &Words, source: &Source) -> Option<String> {
    let day = words.day(*source.corrected.last()?);
    Some(words.fill("corrected_on", &[("day", &day.text)]))
}

/// Whose text an article's is, by the article.
type Copies<'a> = BTreeMap<&'a str, Vec<&'a Copy>>;

fn view(
    scope: &Scope<'_>,
    number: usize,
    source: &Source,
    cited: Cited<'_>,
    copies: &Copies<'_>,
) -> Value {
    let words = scope.words;
    let authors: Vec<String> = source.authors.iter().map(|author| clean(author)).collect();
    let uncited = source.only.iter().filter(|sentence| !cited.sentences.contains_key(sentence));
    let only =
        uncited.filter_map(|sentence| scope.sentence(&source.article, *sentence)).take(ONLY_SHOWN);
    let has_copies = scope.briefing.origins < scope.briefing.sources.len();
    let reproduced = || words.fill("reproduced", &[("percent", &source.reproduced.to_string())]);
    let mut view = scope.cited(number).into_map().unwrap_or_default();
    let rest = [
        (
            "authors",
            option(
                (!authors.is_empty())
                    .then(|| words.fill("by", &[("authors", &authors.join(", "))])),
            ),
        ),
        ("trust_note", option(trust_note(words, source))),
        ("corrected", option(corrected(words, source))),
        ("copy", option(copy(scope, source, copies))),
        ("lineage", option(lineage(scope, source))),
        ("origin", Value::from(source.origin as u64)),
        (
            "origin_note",
            option(has_copies.then(|| words.fill("origin", &[("n", &letter(source))]))),
        ),
        ("contributed", Value::from(contributed(scope, source))),
        ("share", Value::from(u64::from(source.share.min(100)))),
        ("reproduced", option((source.reproduced > 0).then(reproduced))),
        ("only", list(only.map(|sentence| text(&sentence)))),
        ("statements", supported(&cited.supported)),
        ("cited", sentences(scope, number, source, cited.sentences)),
    ];
    view.extend(rest.map(|(key, value)| (key.into(), value)));
    Value::from(view)
}

/// What an article supports: each text once, with the headings under which it stands.
fn supported(shown: &[&Shown]) -> Value {
    let mut links: Vec<(&Shown, Vec<&str>)> = Vec::new();
    for &statement in shown {
        match links.iter_mut().find(|(known, _)| known.text == statement.text) {
            Some((_, headings)) => headings.push(&statement.heading),
            None => links.push((statement, vec![&statement.heading])),
        }
    }
    let links = links.into_iter().map(|(statement, headings)| {
        if headings.len() == 1 {
            return statement.link.clone();
        }
        let headings: Vec<&str> =
            headings.into_iter().filter(|heading| !heading.is_empty()).collect();
        object([
            ("anchor", text(&statement.anchor)),
            ("text", statement.text.clone()),
            ("heading", text(&headings.join(", "))),
        ])
    });
    list(links)
}

/// The cited sentences. One that only tells of a name leads there; any other leads to what it
/// supports.
fn sentences(
    scope: &Scope<'_>,
    number: usize,
    source: &Source,
    cited: BTreeMap<usize, Vec<&Shown>>,
) -> Value {
    let existing = cited.into_iter().filter_map(|(sentence, by)| {
        let said = scope.sentence(&source.article, sentence)?;
        let supports = by.iter().any(|statement| !statement.names);
        // What another origin supports as well is not said here alone, even where this sentence
        // says more.
        let shared = by.iter().any(|statement| !statement.names && statement.origins > 1);
        let by = by.into_iter().filter(|statement| !supports || !statement.names);
        Some(object([
            ("anchor", text(&evidence(number, sentence))),
            ("text", text(&said)),
            ("only", Value::from(source.only.contains(&sentence) && !shared && !scope.single)),
            ("statements", list(by.map(|statement| statement.link.clone()))),
        ]))
    });
    list(existing)
}

fn contributed(scope: &Scope<'_>, source: &Source) -> String {
    let all = scope.briefing.summary().len().to_string();
    let key = match (source.supports, source.share) {
        (0, _) => "contributed_none",
        (_, 0) => "contributed",
        _ => "contributed_words",
    };
    let (supports, share) = (source.supports.to_string(), source.share.to_string());
    scope.words.fill(key, &[("n", &supports), ("all", &all), ("share", &share)])
}

/// Whose text an article's is: "Copy of …", or all that it holds.
fn copy(scope: &Scope<'_>, source: &Source, copies: &Copies<'_>) -> Option<String> {
    let copies = copies.get(source.article.as_str())?;
    let words = scope.words;
    let outlet = |of: &str| scope.source(of).map(|(_, source)| scope.short_name(source));
    let Copy { of, measure, percent, .. } = copies.first()?;
    let key = match measure {
        CopyMeasure::Url => "copy_url",
        CopyMeasure::Text => "copy_text",
        CopyMeasure::Wire => "copy_of",
        CopyMeasure::Holds => {
            let outlets: Vec<String> = copies.iter().filter_map(|copy| outlet(&copy.of)).collect();
            return Some(words.fill("copy_holds", &[("outlets", &outlets.join(", "))]));
        }
    };
    Some(words.fill(key, &[("outlet", &outlet(of)?), ("percent", &percent.to_string())]))
}

/// Why an article has one origin with another, though neither copies the other.
fn lineage(scope: &Scope<'_>, source: &Source) -> Option<String> {
    let mut lineages = scope.briefing.lineages.iter();
    let lineage = lineages.find(|lineage| lineage.article == source.article)?;
    let key = match lineage.sign {
        Sign::Credit => "lineage_credit",
        Sign::Wording => "lineage_wording",
        Sign::Quotations => "lineage_quotations",
        Sign::Names => "lineage_names",
    };
    let outlet = scope.short_name(scope.source(&lineage.of)?.1);
    let shows = clean(&lineage.shows);
    Some(scope.words.fill(key, &[("outlet", &outlet), ("shows", &shows)]))
}
