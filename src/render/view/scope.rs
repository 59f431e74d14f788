//! Scope: a briefing with what every view looks up in it, and what is said of each of its sources.

use std::collections::BTreeMap;

use q7x2_sdk::{Article, Briefing, Source};
use tera::Value;

use crate::render::link;
use crate::render::value::{clean, object, option, text, tongue, value};
use crate::render::words::Words;

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
    /// The page of the list of sources, from the folder `events/`; none where it stands on the
    /// event's own.
    list: Option<String>,
}

/// Sources that an event's page lists itself: of more, each with its sentences, the list would be
/// most of the page.
const LISTED: usize = 40;

impl<'a> Scope<'a> {
    pub(super) fn new(briefing: &'a Briefing, words: &'a Words) -> Self {
        let articles =
            briefing.articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let numbered = briefing.sources.iter().enumerate();
        let sources =
            numbered.map(|(at, source)| (source.article.as_str(), (at + 1, source))).collect();
        let mut scope = Self {
            briefing,
            words,
            articles,
            sources,
            cited: Vec::new(),
            single: briefing.origins <= 1,
            list: (briefing.sources.len() > LISTED).then(|| format!("{}/2.html", briefing.slug)),
        };
        scope.cited = briefing
            .sources
            .iter()
            .enumerate()
            .map(|(at, one)| cited(&scope, at + 1, one))
            .collect();
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

    /// The page of the list of sources from the site's root, where it has one.
    pub(super) fn list(&self) -> Option<String> {
        self.list.as_ref().map(|page| format!("events/{page}"))
    }

    /// The outlet's name, or that none is given.
    pub(super) fn outlet(&self, source: &Source) -> String {
        if self.is_unnamed(source) {
            return self.words.fill("outlet_unnamed", &[("source", &self.called(source))]);
        }
        clean(&source.outlet)
    }

    /// What a line of text calls a source: its outlet, or its mark where none is named.
    pub(super) fn short_name(&self, source: &Source) -> String {
        if self.is_unnamed(source) { self.called(source) } else { clean(&source.outlet) }
    }

    /// What a screen reader says of a citation: "Source B: Nordic Wire".
    pub(super) fn label(&self, source: &Source) -> String {
        if self.is_unnamed(source) {
            return self.outlet(source);
        }
        let (mark, outlet) = (clean(&source.mark), clean(&source.outlet));
        self.words.fill("cite_label", &[("n", &mark), ("outlet", &outlet)])
    }

    /// "Source B".
    fn called(&self, source: &Source) -> String {
        self.words.fill("source_mark", &[("mark", &clean(&source.mark))])
    }

    /// The text of a cited sentence: the article's, else what the source list kept of it.
    pub(super) fn sentence(&self, article: &str, sentence: usize) -> Option<String> {
        let read = self
            .article(article)
            .and_then(|article| article.sentences.get(sentence))
            .map(|found| &found.text);
        let kept = || self.source(article).and_then(|(_, source)| source.sentences.get(&sentence));
        read.or_else(kept).map(|text| clean(text))
    }

    /// Since when, in words, and how many statements are new; none where nothing is.
    pub(super) fn since(&self) -> Option<(String, usize)> {
        let since = self.briefing.since.as_ref()?;
        let before = since.day;
        let now = self.briefing.day.unwrap_or(before);
        Some((self.words.since(before, now), since.statements.len()))
    }

    /// Whether a statement is new since the edition before.
    pub(super) fn is_new(&self, statement: &str) -> bool {
        let since = self.briefing.since.as_ref();
        since.is_some_and(|since| since.statements.iter().any(|id| id == statement))
    }

    /// Where the list of sources is, from the event's page: on it, or on a page of its own.
    pub(super) fn in_list(&self, anchor: &str) -> String {
        let page = self.list.as_deref().unwrap_or_default();
        format!("{page}#{anchor}")
    }

    /// The same from the site's root.
    pub(super) fn in_list_from_root(&self, anchor: &str) -> String {
        let slug = &self.briefing.slug;
        let page = self.list.clone().unwrap_or_else(|| format!("{slug}.html"));
        format!("events/{page}#{anchor}")
    }

    /// Language and direction of a source, where the language is not the briefing's; else none.
    pub(super) fn foreign(&self, number: usize) -> Value {
        let source = number.checked_sub(1).and_then(|at| self.briefing.sources.get(at));
        let article = source.and_then(|source| self.article(&source.article));
        let Some(article) = article.filter(|one| one.language != self.briefing.language) else {
            return Value::none();
        };
        let (tag, direction) = self.tongue(&article.id);
        object([("tag", Value::from(tag)), ("direction", Value::from(direction))])
    }

    /// Language and direction of an article's text.
    pub(super) fn tongue(&self, article: &str) -> (String, &'static str) {
        tongue(self.article(article).and_then(|article| article.language.as_deref()))
    }
}

/// What all citations of a source share.
fn cited(scope: &Scope<'_>, number: usize, source: &Source) -> Value {
    let (language, direction) = scope.tongue(&source.article);
    let outlet = scope.outlet(source);
    let url = source.url.as_deref().and_then(link::web);
    let published = source.published.map(|published| value(&scope.words.published(published)));
    object([
        ("number", Value::from(number as u64)),
        ("mark", text(&clean(&source.mark))),
        ("anchor", Value::from(format!("source-{number}"))),
        ("label", text(&scope.label(source))),
        ("outlet", Value::from(outlet)),
        ("path", Value::from(format!("sources/{}.html", slug(scope, source)))),
        ("title", Value::from(clean(&source.title))),
        ("host", option(url.as_deref().map(|url| link::host(url).to_owned()))),
        ("url", option(url)),
        ("published", published.unwrap_or_else(Value::none)),
        ("language", Value::from(language)),
        ("direction", Value::from(direction)),
        ("low_trust", Value::from(source.trust == q7x2_sdk::Trust::Low)),
    ])
}

/// The file name of a source's outlet. An article without a publisher is an outlet of its own.
pub(super) fn slug(scope: &Scope<'_>, source: &Source) -> String {
    if scope.is_unnamed(source) {
        // Who an article is stays as its text is mended.
        let article = scope.article(&source.article);
        let identity = article.map(|article| article.identity.as_str());
        let identity = identity.filter(|identity| !identity.is_empty());
        return link::outlet_slug("source", Some(identity.unwrap_or(&source.article)));
    }
    link::outlet_slug(&source.outlet, None)
}

/// The letter of a source's origin: its mark without the number.
pub(super) fn letter(source: &Source) -> String {
    clean(source.mark.trim_end_matches(|character: char| character.is_ascii_digit()))
}

/// What is said of a source that is not fully trusted.
pub(super) fn trust_note(words: &Words, source: &Source) -> Option<String> {
    (source.trust == q7x2_sdk::Trust::Low).then(|| match &source.trust_reason {
        Some(reason) => words.fill("trust_reason", &[("reason", &clean(reason))]),
        None => words.text("trust_low").to_owned(),
    })
}
