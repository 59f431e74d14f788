//! Sources as templates see them: what each article contributed, sentence by sentence, and what only it says.

use std::collections::BTreeMap;

use q7x2_sdk::{Copy, CopyMeasure, Source};
use serde::Serialize;
use tera::Value;

use super::section::Shown;
use super::statement::evidence;
use super::{Scope, clean, slug, trust_note, value};
use crate::render::link;
use crate::render::words::Moment;

/// Sentences shown of what only one source says; the data file has all of them.
const ONLY_SHOWN: usize = 5;

#[derive(Debug, Serialize)]
struct SourceView {
    number: usize,
    anchor: String,
    outlet: String,
    /// The outlet's page, from the site's root.
    path: String,
    title: String,
    url: Option<String>,
    host: Option<String>,
    published: Option<Moment>,
    authors: Option<String>,
    language: String,
    direction: &'static str,
    low_trust: bool,
    trust_note: Option<String>,
    /// "Copy of …", where it is one.
    copy: Option<String>,
    origin: usize,
    /// "Origin 2", where an event has copies.
    origin_note: Option<String>,
    contributed: String,
    share: u8,
    /// "12 % of this article stands in the running text", if any of it does.
    reproduced: Option<String>,
    cited: Vec<SentenceView>,
    only: Vec<String>,
    statements: Vec<LinkView>,
}

/// A cited sentence.
#[derive(Debug, Serialize)]
struct SentenceView {
    anchor: String,
    text: String,
    /// Whether only this source says it.
    only: bool,
    statements: Vec<LinkView>,
}

/// Leads to a statement of the event's page.
#[derive(Debug, Clone, Serialize)]
struct LinkView {
    anchor: String,
    text: String,
    heading: String,
}

/// The statements that cite each sentence of one article, in the order of the page.
type Cited<'a> = BTreeMap<usize, Vec<&'a Shown>>;

/// The views of all sources, in their order.
pub(super) fn views(scope: &Scope<'_>, shown: &[Shown]) -> Vec<Value> {
    let mut cited: BTreeMap<&str, Cited<'_>> = BTreeMap::new();
    for statement in shown {
        for citation in &statement.citations {
            let by = cited.entry(&citation.article).or_default().entry(citation.sentence).or_default();
            if by.last().is_none_or(|last| last.anchor != statement.anchor) {
                by.push(statement);
            }
        }
    }
    let sources = scope.briefing.sources.iter().enumerate();
    let views = sources.map(|(at, source)| {
        let sentences = cited.remove(source.article.as_str()).unwrap_or_default();
        value(&view(scope, at + 1, source, (shown, sentences)))
    });
    views.collect()
}

fn view(scope: &Scope<'_>, number: usize, source: &Source, (shown, cited): (&[Shown], Cited<'_>)) -> SourceView {
    let words = scope.words;
    let (language, direction) = scope.tongue(&source.article);
    let url = source.url.as_deref().and_then(link::web);
    let authors: Vec<String> = source.authors.iter().map(|author| clean(author)).collect();
    let uncited = source.only.iter().filter(|sentence| !cited.contains_key(sentence));
    let only = uncited.filter_map(|sentence| scope.sentence(&source.article, *sentence)).take(ONLY_SHOWN).collect();
    let statements = supported(shown, &source.article);
    SourceView {
        number,
        anchor: format!("source-{number}"),
        outlet: clean(&source.outlet),
        path: format!("sources/{}.html", slug(scope, source)),
        title: clean(&source.title),
        host: url.as_deref().map(|url| link::host(url).to_owned()),
        url,
        published: source.published.map(|published| words.published(published)),
        authors: (!authors.is_empty()).then(|| words.fill("by", &[("authors", &authors.join(", "))])),
        language,
        direction,
        low_trust: source.trust == q7x2_sdk::Trust::Low,
        trust_note: trust_note(words, source),
        copy: copy(scope, source),
        origin: source.origin,
        origin_note: (scope.briefing.origins < scope.briefing.sources.len())
            .then(|| words.fill("origin", &[("n", &source.origin.to_string())])),
        contributed: contributed(scope, source),
        share: source.share.min(100),
        reproduced: (source.reproduced > 0)
            .then(|| words.fill("reproduced", &[("percent", &source.reproduced.to_string())])),
        cited: sentences(scope, number, source, cited),
        only,
        statements,
    }
}

/// What an article supports: each text once, with the headings under which it stands.
fn supported(shown: &[Shown], article: &str) -> Vec<LinkView> {
    let mut links: Vec<LinkView> = Vec::new();
    let cites = |one: &&Shown| !one.names && one.citations.iter().any(|citation| citation.article == article);
    for statement in shown.iter().filter(cites) {
        match links.iter_mut().find(|link| link.text == statement.text) {
            Some(link) if link.heading.is_empty() => link.heading.clone_from(&statement.heading),
            Some(link) => link.heading = format!("{}, {}", link.heading, statement.heading),
            None => links.push(statement.link()),
        }
    }
    links
}

/// The cited sentences. One that only tells of a name leads there; any other leads to what it supports.
fn sentences(scope: &Scope<'_>, number: usize, source: &Source, cited: Cited<'_>) -> Vec<SentenceView> {
    let existing = cited.into_iter().filter_map(|(sentence, by)| {
        let text = scope.sentence(&source.article, sentence)?;
        let supports = by.iter().any(|statement| !statement.names);
        let by = by.into_iter().filter(|statement| !supports || !statement.names);
        let statements = by.map(Shown::link).collect();
        let only = source.only.contains(&sentence) && !scope.single;
        Some(SentenceView { anchor: evidence(number, sentence), text, only, statements })
    });
    existing.collect()
}

impl Shown {
    fn link(&self) -> LinkView {
        LinkView { anchor: self.anchor.clone(), text: self.text.clone(), heading: self.heading.clone() }
    }
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

fn copy(scope: &Scope<'_>, source: &Source) -> Option<String> {
    let Copy { of, measure, percent, .. } = scope.briefing.copies.iter().find(|copy| copy.article == source.article)?;
    let outlet = clean(&scope.source(of)?.1.outlet);
    let key = match measure {
        CopyMeasure::Url => "copy_url",
        CopyMeasure::Text => "copy_text",
        CopyMeasure::Wire => "copy_of",
    };
    Some(scope.words.fill(key, &[("outlet", &outlet), ("percent", &percent.to_string())]))
}
