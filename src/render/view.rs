//! Views: what templates see of a briefing. They hold plain texts, numbers and addresses that are
//! ready to be shown, so that a theme survives a change of the nouns. `themes/README.md` documents
//! every field; nothing here renders.

mod anchors;
mod change;
mod citation;
mod coverage;
mod glance;
mod made;
mod moments;
mod proof;
mod scope;
mod section;
mod source;
mod statement;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::{Briefing, Checked, Statement};
use serde::Serialize;
use tera::Value;

use super::value::{clean, tongue, value};
use super::words::{Moment, Words};
pub(super) use change::Change;
use scope::{Scope, slug, trust_note};

/// One event as all pages see it.
#[derive(Debug, Clone)]
pub(super) struct EventView {
    /// What lists show.
    pub(super) card: Value,
    /// What its own page shows beside the card.
    pub(super) body: Vec<(&'static str, Value)>,
    /// What each outlet's page shows of it.
    pub(super) contributions: Vec<Contribution>,
    /// What was changed in it.
    pub(super) changes: Vec<Change>,
    /// The days of its articles.
    pub(super) days: BTreeSet<NaiveDate>,
    /// Its page.
    pub(super) path: String,
    /// Where it stands in lists.
    pub(super) order: Order,
    /// The page of its list of sources, where that is one of its own.
    pub(super) list: Option<String>,
}

/// What one article gave to an event.
#[derive(Debug, Clone)]
pub(super) struct Contribution {
    /// File name of the outlet's page, without ending.
    pub(super) slug: String,
    /// The outlet's name.
    pub(super) outlet: String,
    /// Whether it has one.
    pub(super) named: bool,
    /// The source, as the event's page shows it.
    pub(super) source: Value,
    /// What is said of the outlet's trust.
    pub(super) trust_note: Option<String>,
}

/// The place of an event in lists: newest edition first, then by origins and articles, then by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    undated: bool,
    day: std::cmp::Reverse<Option<NaiveDate>>,
    origins: std::cmp::Reverse<usize>,
    articles: std::cmp::Reverse<usize>,
    id: String,
}

impl Order {
    /// Its place among the events of one day.
    pub(super) fn within_a_day(&self) -> impl Ord + use<> {
        (self.origins, self.articles, self.id.clone())
    }

    /// The day that it stands under; none where it has no date.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.day.0
    }
}

/// What lists show of an event.
#[derive(Debug, Serialize)]
struct Card<'a> {
    id: &'a str,
    path: String,
    data: String,
    title: String,
    language: String,
    direction: &'static str,
    lede: String,
    lede_head: String,
    lede_tail: String,
    lede_low_trust: bool,
    lede_days: Vec<String>,
    lede_cited: Vec<Reference>,
    published: Option<Moment>,
    day: Option<Moment>,
    day_path: Option<String>,
    news: Option<String>,
    articles: usize,
    outlets: usize,
    origins: usize,
    counts: String,
    reported_by: Vec<OutletLink>,
    unnamed: Option<String>,
    glance: Value,
    teaser: Vec<Teaser>,
    disagreements: Option<String>,
}

/// A statement in a list, with its citations.
#[derive(Debug, Serialize)]
struct Teaser {
    text: String,
    head: String,
    tail: String,
    cited: Vec<Reference>,
}

/// A source's number and mark, and where on the event's page the cited sentence stands.
#[derive(Debug, Serialize)]
struct Reference {
    number: usize,
    mark: String,
    label: String,
    evidence: String,
    path: String,
}

/// An outlet and its page, from the site's root.
#[derive(Debug, Serialize)]
struct OutletLink {
    name: String,
    path: String,
    #[serde(skip)]
    unnamed: bool,
}

/// The views of one briefing.
pub(super) fn event(briefing: &Briefing, words: &Words) -> EventView {
    let scope = Scope::new(briefing, words);
    let mut sections = section::Sections::default();
    let shown: Vec<Value> =
        briefing.sections.iter().map(|section| sections.view(&scope, section)).collect();
    let sources = source::views(&scope, &sections.shown);
    let contributions = briefing.sources.iter().zip(&sources).map(|(source, view)| Contribution {
        slug: slug(&scope, source),
        outlet: scope.outlet(source),
        named: !scope.is_unnamed(source),
        source: view.clone(),
        trust_note: trust_note(words, source),
    });
    let body = vec![
        ("sections", Value::from(shown)),
        ("sources", Value::from(sources.clone())),
        ("coverage", coverage::view(&scope)),
        ("sources_page", scope.list().map_or_else(Value::none, Value::from)),
        ("made", value(&made::view(&scope))),
        ("note", briefing.note.as_deref().map_or_else(Value::none, |note| clean(note).into())),
        ("reviewed", reviewed(&scope).map_or_else(Value::none, Value::from)),
        (
            "single_note",
            scope
                .single
                .then(|| single_note(&scope))
                .flatten()
                .map_or_else(Value::none, Value::from),
        ),
    ];
    EventView {
        card: value(&card(&scope)),
        body,
        contributions: contributions.collect(),
        changes: change::changes(&scope),
        days: briefing.days.clone(),
        path: format!("events/{}.html", briefing.slug),
        order: order(briefing),
        list: scope.list(),
    }
}

fn order(briefing: &Briefing) -> Order {
    Order {
        undated: briefing.day.is_none(),
        day: std::cmp::Reverse(briefing.day),
        origins: std::cmp::Reverse(briefing.origins),
        articles: std::cmp::Reverse(briefing.sources.len()),
        id: briefing.event.clone(),
    }
}

/// Outlets in the order of their first article, each once.
fn outlets(scope: &Scope<'_>) -> Vec<OutletLink> {
    let mut outlets: Vec<OutletLink> = Vec::new();
    for source in &scope.briefing.sources {
        let path = format!("sources/{}.html", slug(scope, source));
        if !outlets.iter().any(|known| known.path == path) {
            outlets.push(OutletLink {
                name: scope.outlet(source),
                path,
                unnamed: scope.is_unnamed(source),
            });
        }
    }
    outlets
}

/// Statements after the lede that the front page may show.
const TEASER: usize = 2;

/// What follows the lede, up to what is doubtful or needs a remark on its days: each may go on from
/// the one before.
fn teaser(scope: &Scope<'_>) -> Vec<Teaser> {
    let rest = scope.briefing.summary().iter().skip(1);
    let plain = |statement: &&Checked| !statement.low_trust && statement.said_days.is_empty();
    rest.take_while(plain)
        .take(TEASER)
        .map(|one| {
            let text = clean(&one.statement.text);
            let (head, tail) = ends(&text);
            Teaser { head, tail, text, cited: references(scope, &one.statement) }
        })
        .collect()
}

/// The text before its last word, and the word, which a citation stays on one line with.
fn ends(text: &str) -> (String, String) {
    let (head, tail) = statement::last_word(text);
    (head.to_owned(), tail.to_owned())
}

/// The first sources of a statement, one an origin: what has one origin is one.
fn references(scope: &Scope<'_>, statement: &Statement) -> Vec<Reference> {
    let mut of_origin: BTreeMap<usize, Reference> = BTreeMap::new();
    for cited in &statement.citations {
        if let Some((number, source)) = scope.source(&cited.article) {
            let evidence = citation::evidence(number, cited.sentence);
            let path = scope.in_list_from_root(&evidence);
            let (mark, label) = (scope::letter(source), scope.short_name(source));
            let reference = Reference { number, mark, label, evidence, path };
            of_origin.entry(source.origin).or_insert(reference);
        }
    }
    of_origin.into_values().take(citation::SHOWN).collect()
}

fn card<'a>(scope: &Scope<'a>) -> Card<'a> {
    let Scope { briefing, words, .. } = scope;
    let outlets = outlets(scope);
    let (language, direction) = tongue(briefing.language.as_deref());
    let lede = briefing.summary().first();
    let said = lede.map_or_else(String::new, |statement| clean(&statement.statement.text));
    let (lede_head, lede_tail) = ends(&said);
    let points = section::topics(briefing);
    let unnamed = outlets.iter().filter(|outlet| outlet.unnamed).count();
    let counted = [
        ("articles", words.count("articles", briefing.sources.len())),
        ("outlets", words.count("outlets", outlets.len())),
        ("origins", words.count("origins", briefing.origins)),
    ];
    let values: Vec<(&str, &str)> =
        counted.iter().map(|(key, text)| (*key, text.as_str())).collect();
    // One article is one origin; of several, rewrites look like own reports.
    let phrase = if briefing.sources.len() == 1 { "counts_short" } else { "counts" };
    let counts = words.fill(phrase, &values);
    Card {
        id: &briefing.event,
        path: format!("events/{}.html", briefing.slug),
        data: format!("events/{}.json", briefing.slug),
        title: clean(&briefing.title),
        language,
        direction,
        lede: said,
        lede_head,
        lede_tail,
        lede_low_trust: lede.is_some_and(|statement| statement.low_trust),
        lede_days: lede
            .map_or_else(Vec::new, |statement| statement::said_days(words, statement).collect()),
        lede_cited: lede.map_or_else(Vec::new, |statement| references(scope, &statement.statement)),
        published: briefing.published.map(|published| words.published(published)),
        day: briefing.day.map(|day| words.long_day(day)),
        day_path: briefing.day.map(|day| format!("days/{day}.html")),
        news: scope.since().map(|(since, number)| words.count_with("news", number, &since)),
        articles: briefing.sources.len(),
        outlets: outlets.len(),
        origins: briefing.origins,
        glance: glance::view(scope, &counts),
        counts,
        unnamed: (unnamed > 0).then(|| words.count("unnamed", unnamed)),
        reported_by: outlets.into_iter().filter(|outlet| !outlet.unnamed).collect(),
        teaser: teaser(scope),
        disagreements: (points > 0).then(|| words.count("disagreements", points)),
    }
}

/// Who has read the briefing as it stands.
fn reviewed(scope: &Scope<'_>) -> Option<String> {
    let by = clean(scope.briefing.reviewed_by.as_deref()?);
    Some(scope.words.fill("reviewed_by", &[("name", &by)]))
}

fn single_note(scope: &Scope<'_>) -> Option<String> {
    let outlet = scope.briefing.sources.first().map(|source| scope.outlet(source))?;
    Some(scope.words.fill("single_note", &[("outlet", &outlet)]))
}
