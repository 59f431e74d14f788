//! Views: what templates see of a briefing. They hold plain texts, numbers and addresses that are ready to be shown, so
//! that a theme survives a change of the nouns. `themes/README.md` documents every field; nothing here renders.

mod made;
mod section;
mod source;
mod statement;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use q7x2_sdk::{Article, Briefing, Checked, Source, Statement};
use serde::Serialize;
use tera::{Map, Value};

use super::link;
use super::words::{Moment, Words};

/// One event as all pages see it.
#[derive(Debug, Clone)]
pub(super) struct EventView {
    /// What lists show.
    pub(super) card: Value,
    /// What its own page shows beside the card.
    pub(super) body: Vec<(&'static str, Value)>,
    /// What each outlet's page shows of it.
    pub(super) contributions: Vec<Contribution>,
    /// Where it stands in lists.
    pub(super) order: Order,
}

/// What one article gave to an event.
#[derive(Debug, Clone)]
pub(super) struct Contribution {
    /// File name of the outlet's page, without ending.
    pub(super) slug: String,
    /// The outlet's name.
    pub(super) outlet: String,
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
    lede_low_trust: bool,
    lede_cited: Vec<Reference>,
    published: Option<Moment>,
    day: Option<Moment>,
    articles: usize,
    outlets: usize,
    origins: usize,
    counts: String,
    reported_by: Vec<OutletLink>,
    unnamed: Option<String>,
    teaser: Vec<Teaser>,
    disagreements: Option<String>,
}

/// A statement in a list, with its citations.
#[derive(Debug, Serialize)]
struct Teaser {
    text: String,
    cited: Vec<Reference>,
}

/// A source's number, and where on the event's page the cited sentence stands.
#[derive(Debug, Serialize)]
struct Reference {
    number: usize,
    label: String,
    evidence: String,
}

/// An outlet and its page, from the site's root.
#[derive(Debug, Serialize)]
struct OutletLink {
    name: String,
    path: String,
    #[serde(skip)]
    unnamed: bool,
}

/// A briefing with the look-ups that every view needs.
pub(super) struct Scope<'a> {
    pub(super) briefing: &'a Briefing,
    pub(super) words: &'a Words,
    articles: BTreeMap<&'a str, &'a Article>,
    /// Number (from 1) and source by article id.
    sources: BTreeMap<&'a str, (usize, &'a Source)>,
    /// What all citations of a source share, in the order of the sources.
    cited: Vec<Value>,
    /// Whether all of it has one origin, so that saying so at every statement would be noise.
    pub(super) single: bool,
}

impl<'a> Scope<'a> {
    fn new(briefing: &'a Briefing, words: &'a Words) -> Self {
        let articles = briefing.articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let numbered = briefing.sources.iter().enumerate();
        let sources = numbered.map(|(at, source)| (source.article.as_str(), (at + 1, source))).collect();
        let mut scope = Self { briefing, words, articles, sources, cited: Vec::new(), single: briefing.origins <= 1 };
        scope.cited = briefing.sources.iter().enumerate().map(|(at, one)| source::cited(&scope, at + 1, one)).collect();
        scope
    }

    /// What all citations of the source with this number share.
    pub(super) fn cited(&self, number: usize) -> Value {
        number.checked_sub(1).and_then(|at| self.cited.get(at)).cloned().unwrap_or_else(Value::none)
    }

    pub(super) fn article(&self, id: &str) -> Option<&'a Article> {
        self.articles.get(id).copied()
    }

    pub(super) fn source(&self, article: &str) -> Option<(usize, &'a Source)> {
        self.sources.get(article).copied()
    }

    /// Whether an article names no outlet, so that it is one of its own.
    pub(super) fn is_unnamed(&self, source: &Source) -> bool {
        self.article(&source.article).is_some_and(|article| article.publisher.is_none())
    }

    /// What a line of text calls a source: its outlet, or its number where the outlet is only a file's name.
    pub(super) fn short_name(&self, number: usize, source: &Source) -> String {
        if self.is_unnamed(source) {
            return self.words.fill("source_number", &[("n", &number.to_string())]);
        }
        clean(&source.outlet)
    }

    /// The text of a cited sentence: the article's, else what the source list kept of it.
    pub(super) fn sentence(&self, article: &str, sentence: usize) -> Option<String> {
        let read = self.article(article).and_then(|article| article.sentences.get(sentence)).map(|found| &found.text);
        let kept = || self.source(article).and_then(|(_, source)| source.sentences.get(&sentence));
        read.or_else(kept).map(|text| clean(text))
    }

    /// Language and direction of an article's text.
    pub(super) fn tongue(&self, article: &str) -> (String, &'static str) {
        tongue(self.article(article).and_then(|article| article.language.as_deref()))
    }
}

/// The views of one briefing.
pub(super) fn event(briefing: &Briefing, words: &Words) -> EventView {
    let scope = Scope::new(briefing, words);
    let mut sections = section::Sections::default();
    let shown: Vec<Value> = briefing.sections.iter().map(|section| sections.view(&scope, section)).collect();
    let sources = source::views(&scope, &sections.shown);
    let contributions = briefing.sources.iter().zip(&sources).map(|(source, view)| Contribution {
        slug: slug(&scope, source),
        outlet: clean(&source.outlet),
        source: view.clone(),
        trust_note: trust_note(words, source),
    });
    let body = vec![
        ("sections", Value::from(shown)),
        ("sources", Value::from(sources.clone())),
        ("made", value(&made::view(&scope))),
        ("single_note", scope.single.then(|| single_note(&scope)).flatten().map_or_else(Value::none, Value::from)),
    ];
    EventView { card: value(&card(&scope)), body, contributions: contributions.collect(), order: order(briefing) }
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
            outlets.push(OutletLink { name: clean(&source.outlet), path, unnamed: scope.is_unnamed(source) });
        }
    }
    outlets
}

/// Statements after the lede that the front page may show.
const TEASER: usize = 2;

/// What follows the lede and is not doubtful.
fn teaser(scope: &Scope<'_>) -> Vec<Teaser> {
    let rest = scope.briefing.summary().iter().skip(1).filter(|statement| !statement.low_trust);
    let view = |one: &Checked| Teaser { text: clean(&one.statement.text), cited: references(scope, &one.statement) };
    rest.take(TEASER).map(view).collect()
}

/// The first sources of a statement, each once, in the order of the source list.
fn references(scope: &Scope<'_>, statement: &Statement) -> Vec<Reference> {
    let mut numbered: BTreeMap<usize, Reference> = BTreeMap::new();
    for citation in &statement.citations {
        if let Some((number, source)) = scope.source(&citation.article) {
            let evidence = statement::evidence(number, citation.sentence);
            let label = scope.short_name(number, source);
            numbered.entry(number).or_insert(Reference { number, label, evidence });
        }
    }
    numbered.into_values().take(statement::SHOWN).collect()
}

fn card<'a>(scope: &Scope<'a>) -> Card<'a> {
    let Scope { briefing, words, .. } = scope;
    let outlets = outlets(scope);
    let (language, direction) = tongue(briefing.language.as_deref());
    let lede = briefing.summary().first();
    let points = section::topics(briefing);
    let unnamed = outlets.iter().filter(|outlet| outlet.unnamed).count();
    let counted = [
        ("articles", words.count("articles", briefing.sources.len())),
        ("outlets", words.count("outlets", outlets.len())),
        ("origins", words.count("origins", briefing.origins)),
    ];
    let values: Vec<(&str, &str)> = counted.iter().map(|(key, text)| (*key, text.as_str())).collect();
    // "5 articles from 5 outlets" says it all where each outlet is an origin of its own.
    let phrase = if briefing.origins == outlets.len() { "counts_short" } else { "counts" };
    Card {
        id: &briefing.event,
        path: format!("events/{}.html", briefing.slug),
        data: format!("events/{}.json", briefing.slug),
        title: clean(&briefing.title),
        language,
        direction,
        lede: lede.map_or_else(String::new, |statement| clean(&statement.statement.text)),
        lede_low_trust: lede.is_some_and(|statement| statement.low_trust),
        lede_cited: lede.map_or_else(Vec::new, |statement| references(scope, &statement.statement)),
        published: briefing.published.map(|published| words.published(published)),
        day: briefing.day.map(|day| words.long_day(day)),
        articles: briefing.sources.len(),
        outlets: outlets.len(),
        origins: briefing.origins,
        counts: words.fill(phrase, &values),
        unnamed: (unnamed > 0).then(|| words.count("unnamed", unnamed)),
        reported_by: outlets.into_iter().filter(|outlet| !outlet.unnamed).collect(),
        teaser: teaser(scope),
        disagreements: (points > 0).then(|| words.count("disagreements", points)),
    }
}

fn single_note(scope: &Scope<'_>) -> Option<String> {
    let outlet = scope.briefing.sources.first().map(|source| clean(&source.outlet))?;
    Some(scope.words.fill("single_note", &[("outlet", &outlet)]))
}

/// The file name of a source's outlet. An article without a publisher is an outlet of its own.
pub(super) fn slug(scope: &Scope<'_>, source: &Source) -> String {
    link::outlet_slug(&source.outlet, scope.is_unnamed(source).then_some(source.article.as_str()))
}

/// What is said of a source that is not fully trusted.
pub(super) fn trust_note(words: &Words, source: &Source) -> Option<String> {
    (source.trust == q7x2_sdk::Trust::Low).then(|| match &source.trust_reason {
        Some(reason) => words.fill("trust_reason", &[("reason", &clean(reason))]),
        None => words.text("trust_low").to_owned(),
    })
}

/// Text as a page may show it: no control characters, which break XML, and none of the marks that turn the direction of
/// whatever follows (U+202A–202E, U+2066–2069), which could make a page read other than it is written.
pub(super) fn clean(text: &str) -> String {
    let shown = |letter: &char| match *letter {
        '\n' | '\t' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => false,
        letter => !letter.is_control(),
    };
    // Nearly every text is clean, and copying it whole is several times faster than letter by letter.
    if text.chars().all(|letter| shown(&letter)) { text.to_owned() } else { text.chars().filter(shown).collect() }
}

/// Languages written from right to left, as primary subtags.
const RIGHT_TO_LEFT: [&str; 11] = ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];

/// A language tag fit for `lang`, empty where there is none, and the direction of its script.
pub(super) fn tongue(language: Option<&str>) -> (String, &'static str) {
    let tag = link::token(language.unwrap_or_default()).to_lowercase();
    let primary = tag.split('-').next().unwrap_or_default();
    let direction = match primary {
        "" => "auto",
        primary if RIGHT_TO_LEFT.contains(&primary) => "rtl",
        _ => "ltr",
    };
    (tag, direction)
}

/// A view as the engine holds it. Views are texts, numbers and lists of these, so nothing can fail.
pub(super) fn value(view: &impl Serialize) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

/// A map from parts that are already values, which are shared and not copied.
pub(super) fn object<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    let map: Map = fields.into_iter().map(|(key, value)| (key.into(), value)).collect();
    Value::from(map)
}

/// A text as the engine holds it.
pub(super) fn text(text: &str) -> Value {
    Value::from(text)
}

/// A text, or nothing.
pub(super) fn option(text: Option<String>) -> Value {
    text.map_or_else(Value::none, |text| Value::from(text.as_str()))
}

/// A list of values that are ready.
pub(super) fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::from(values.collect::<Vec<Value>>())
}

/// A field of such a map; none where it is not there.
pub(super) fn field(object: &Value, name: &'static str) -> Value {
    object.as_map().and_then(|map| map.get(&tera::value::Key::Str(name))).cloned().unwrap_or_else(Value::none)
}
