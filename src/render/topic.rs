//! Topics: a page for every tag, and for every name that several events share.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::cut::fold;
use q7x2_sdk::{Briefing, SectionKind};
use tera::{Context, Map, Value};

use super::asked::TagRule;
use super::link;
use super::value::{clean, list, object, text};

mod pages;

/// Tags of one event: of more, which some feeds have, none tells anything.
const TAGS: usize = 12;
/// Events on one page.
const EVENTS_A_PAGE: usize = 60;
/// Names of one event that have a page of their own.
const NAMES: usize = 40;

/// What a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Tag,
    Name,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Self::Tag => "tags",
            Self::Name => "names",
        }
    }
}

/// A topic with its events.
#[derive(Debug)]
pub(super) struct Topic {
    pub(super) kind: Kind,
    /// As the first event by id writes it.
    pub(super) name: String,
    /// Its page from the site's root, without ending.
    pub(super) path: String,
    /// Indices of its events.
    events: Vec<usize>,
}

/// All topics of a site, and those of each event.
#[derive(Debug, Default)]
pub(super) struct Topics {
    pub(super) all: Vec<Topic>,
    /// Indices of topics by event.
    of_event: Vec<Vec<usize>>,
}

impl Topics {
    /// The topics of these briefings, by kind and address.
    pub(super) fn of(briefings: &[&Briefing], rules: &[TagRule]) -> Self {
        let terms: Vec<(&TagRule, Vec<String>)> = rules
            .iter()
            .map(|rule| (rule, rule.terms.iter().map(|term| words(term)).collect()))
            .collect();
        let mut found: BTreeMap<(Kind, String), Topic> = BTreeMap::new();
        for (at, briefing) in briefings.iter().enumerate() {
            let tags = tags(briefing, &terms).into_iter().map(|tag| (Kind::Tag, tag));
            let names = names(briefing).into_iter().map(|name| (Kind::Name, name));
            for (kind, name) in tags.chain(names) {
                let path = format!("{}/{}", kind.folder(), link::outlet_slug(&name, None));
                let topic = found.entry((kind, path.clone()));
                let topic = topic.or_insert_with(|| Topic { kind, name, path, events: Vec::new() });
                if topic.events.last() != Some(&at) {
                    topic.events.push(at);
                }
            }
        }
        // A name that one event has is told there.
        found.retain(|(kind, _), topic| *kind == Kind::Tag || topic.events.len() > 1);
        let all: Vec<Topic> = found.into_values().collect();
        let mut of_event = vec![Vec::new(); briefings.len()];
        for (number, topic) in all.iter().enumerate() {
            for at in &topic.events {
                if let Some(topics) = of_event.get_mut(*at) {
                    topics.push(number);
                }
            }
        }
        Self { all, of_event }
    }

    /// Adds an event's `tags`, each `{ name, path }`, and `name_pages`, paths by name.
    pub(super) fn fill(&self, context: &mut Context, event: usize) {
        let topics = || self.of_event.get(event).into_iter().flatten();
        let topics = || topics().filter_map(|number| self.all.get(*number));
        let tags = topics().filter(|topic| topic.kind == Kind::Tag).map(|topic| {
            object([
                ("name", text(&topic.name)),
                ("path", Value::from(format!("{}.html", topic.path))),
            ])
        });
        let names = topics().filter(|topic| topic.kind == Kind::Name);
        let names = names
            .map(|topic| (topic.name.clone().into(), Value::from(format!("{}.html", topic.path))));
        context.insert_value("tags", list(tags));
        context.insert_value("name_pages", Value::from(names.collect::<Map>()));
    }

    /// The tags that have a feed, each with its events, newest first.
    pub(super) fn tags(&self, order: &[usize]) -> Vec<(&Topic, Vec<usize>)> {
        let place = places(order);
        let tags = self.all.iter().filter(|topic| topic.kind == Kind::Tag);
        tags.map(|topic| (topic, topic.sorted(&place))).collect()
    }
}

/// Where each event stands in an order.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![usize::MAX; order.len()];
    for (place, at) in order.iter().enumerate() {
        if let Some(known) = places.get_mut(*at) {
            *known = place;
        }
    }
    places
}

impl Topic {
    fn pages(&self) -> usize {
        self.events.len().div_ceil(EVENTS_A_PAGE)
    }

    fn sorted(&self, places: &[usize]) -> Vec<usize> {
        let mut events = self.events.clone();
        events.sort_by_key(|at| places.get(*at).copied());
        events
    }
}

/// The tags of an event: those of its articles, and those whose terms its text has.
fn tags(briefing: &Briefing, rules: &[(&TagRule, Vec<String>)]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let ruled: Vec<&TagRule> = if rules.is_empty() {
        Vec::new()
    } else {
        let said = said(briefing);
        let has = |terms: &[String]| terms.iter().any(|term| said.contains(term.as_str()));
        rules.iter().filter(|(_, terms)| has(terms)).map(|(rule, _)| *rule).collect()
    };
    let given = briefing.articles.iter().flat_map(|article| &article.tags);
    let names = ruled.into_iter().map(|rule| &rule.name).chain(given);
    let names = names.map(|name| clean(name).trim().to_owned());
    names.filter(|name| !name.is_empty() && seen.insert(fold(name))).take(TAGS).collect()
}

/// Headline and running text as `words` writes them.
fn said(briefing: &Briefing) -> String {
    let mut said = words(&briefing.title);
    for checked in briefing.summary() {
        said.push_str(&words(&checked.statement.text));
    }
    said
}

/// The folded words of a text, each between two spaces; none where it has none.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() { "\u{0}".to_owned() } else { format!(" {} ", words.join(" ")) }
}

/// The fullest forms of who and what an event names.
fn names(briefing: &Briefing) -> Vec<String> {
    let sections = briefing.sections.iter().filter(|section| section.kind == SectionKind::Names);
    let names = sections.flat_map(|section| &section.statements);
    let names = names.filter_map(|checked| checked.statement.name()?.name.as_deref());
    names.map(clean).filter(|name| !name.trim().is_empty()).take(NAMES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;

    #[test]
    fn a_term_is_found_as_whole_words() {
        let said = words("A record tide tested Port Ellery’s barrier.");
        for (term, found) in [
            ("Tide", true),
            ("tid", false),
            ("PORT éllery", true),
            ("ellery port", false),
            ("", false),
            ("-", false),
        ] {
            assert_eq!(said.contains(&words(term)), found, "{term}");
        }
    }

    #[test]
    fn an_event_has_the_tags_of_its_articles_and_of_the_rules() {
        let mut storm = fixture::storm();
        storm.articles[0].tags = vec!["Weather".to_owned(), "weather".to_owned(), " ".to_owned()];
        let rule = TagRule { name: "Sea".to_owned(), terms: vec!["storm barrier".to_owned()] };
        let other = TagRule { name: "Air".to_owned(), terms: vec!["aircraft".to_owned()] };
        let bare = fixture::bare(1);
        let topics = Topics::of(&[&storm, &bare], &[rule, other]);
        let names: Vec<&str> = topics.all.iter().map(|topic| topic.path.as_str()).collect();
        assert_eq!(names, ["tags/sea", "tags/weather"]);
    }

    #[test]
    fn a_name_has_a_page_where_events_share_it() {
        let (one, mut two) = (fixture::storm(), fixture::storm());
        two.event = "f00d".to_owned();
        assert!(Topics::of(&[&one], &[]).all.is_empty());
        let both = Topics::of(&[&one, &two], &[]).all;
        assert!(!both.is_empty() && both.iter().all(|topic| topic.kind == Kind::Name));
    }
}
