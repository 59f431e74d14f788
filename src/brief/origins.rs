//! Origins: how many independent voices an event has, and which of them says a sentence.
//!
//! An origin is an outlet and a text of its own: neither one text under many names nor many texts
//! under one name are several.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::language::{self, Language};
use q7x2_sdk::text::word::fold;
use q7x2_sdk::{Article, Copy, CopyMeasure, Event, Lineage, Spot, work};

/// Groups of article ids that count as one voice: an article's origin is the outlet of the article
/// that it copies or comes from; alone, its own outlet. `articles` are in order; so are the groups
/// and what they hold.
pub(super) fn origins(
    articles: &[Article],
    copies: &[Copy],
    lineages: &[Lineage],
) -> Vec<Vec<String>> {
    let heads = heads(articles, copies, lineages);
    let mut others: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (article, &head) in articles.iter().zip(&heads) {
        let others = others.entry(head).or_default();
        if article.outlet() != articles[head].outlet() && !names(article, &articles[head]) {
            others.insert(article.outlet());
        }
    }
    let group_of = by_outlet(articles, others);
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (article, head) in articles.iter().zip(&heads) {
        let group = group_of.get(head).copied().unwrap_or(*head);
        let at = *numbers.entry(group).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(article.id.clone());
    }
    groups
}

/// By article the one whose text or lineage it has: its own place where it has its own.
fn heads(articles: &[Article], copies: &[Copy], lineages: &[Lineage]) -> Vec<usize> {
    let places: BTreeMap<&str, usize> =
        articles.iter().enumerate().rev().map(|(at, article)| (article.id.as_str(), at)).collect();
    let copied = copies.iter().rev().map(|copy| (copy.article.as_str(), copy.of.as_str()));
    let copied: BTreeMap<&str, &str> = copied.collect();
    let descended = lineages.iter().rev().map(|one| (one.article.as_str(), one.of.as_str()));
    let descended: BTreeMap<&str, &str> = descended.collect();
    let mut heads = Vec::with_capacity(articles.len());
    for (at, article) in articles.iter().enumerate() {
        let original = copied.get(article.id.as_str()).copied().unwrap_or(&article.id);
        let first = descended.get(original).copied().unwrap_or(original);
        heads.push(places.get(first).copied().unwrap_or(at));
    }
    heads
}

/// What stands behind each cue of a credit.
fn behind<'t>(folded: &'t str, cue: &str) -> impl Iterator<Item = &'t str> {
    let found: Vec<&str> = folded
        .match_indices(cue)
        .map(|(at, found)| folded[at + found.len()..].trim_start())
        .collect();
    found.into_iter().map(|rest| rest.strip_prefix("reports from ").unwrap_or(rest))
}

/// By the head of a text the group that it belongs to. Texts of one outlet are one group, but for
/// those that other outlets have too: dates say which of the two had it first, and dates can be
/// made up. Whoever takes one article each from two outlets and dates them back does not make these
/// two one. `others` are the outlets that have a text and do not name its head's.
fn by_outlet<'a>(
    articles: &'a [Article],
    others: BTreeMap<usize, BTreeSet<&'a str>>,
) -> BTreeMap<usize, usize> {
    let mut groups: BTreeMap<&str, Vec<(usize, BTreeSet<&str>)>> = BTreeMap::new();
    let mut group_of = BTreeMap::new();
    for (head, others) in others {
        let known = groups.entry(articles[head].outlet()).or_default();
        let fits = |(_, there): &&mut (usize, BTreeSet<&str>)| {
            others.is_subset(there) || there.is_subset(&others)
        };
        let group = match known.iter_mut().find(fits) {
            Some((group, there)) => {
                there.extend(others);
                *group
            }
            None => {
                known.push((head, others));
                head
            }
        };
        group_of.insert(head, group);
    }
    group_of
}

/// Whether an article names another's outlet, in its text or in what was taken out of it: then it
/// has its text from there.
fn names(article: &Article, other: &Article) -> bool {
    let Some(outlet) = other.publisher.as_deref().map(fold) else { return false };
    let texts = article.sentences.iter().map(|sentence| &sentence.text);
    let mut texts = texts.chain(article.removed.iter().map(|removed| &removed.text));
    texts.any(|text| fold(text).contains(&outlet))
}

/// A voice: an origin of the event, or whom a sentence names as the one it has the fact from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// An origin of the event, by index.
    Origin(usize),
    /// An agency or outlet outside the event.
    Named(String),
}

/// How many independent voices stand behind some sentences. A credit joins voices and makes none:
/// each origin speaks once, with the voice that it credits first; and an outlet is one voice at
/// most, whoever else has its texts.
pub(super) fn voices(spots: &[Spot], outlets: &Outlets<'_>) -> usize {
    let event = outlets.event;
    let gathered = outlets.gathered.get_or_init(|| gathered(event));
    let own: BTreeSet<usize> = spots
        .iter()
        .filter(|spot| !gathered.contains_key(&spot.article))
        .map(|spot| event.origin(spot.article))
        .collect();
    let mut speaks: BTreeMap<usize, (bool, Voice)> = BTreeMap::new();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for spot in spots {
        // What gathers articles says nothing beside those that it gathers.
        if gathered.get(&spot.article).is_some_and(|held| !held.is_disjoint(&own)) {
            continue;
        }
        named.insert(event.articles()[spot.article].outlet());
        let voice = outlets.voice(*spot);
        let origin = event.origin(spot.article);
        let said = (voice == Voice::Origin(origin), voice);
        let known = speaks.entry(origin).or_insert_with(|| said.clone());
        if said < *known {
            *known = said;
        }
    }
    let voices: BTreeSet<Voice> = speaks.into_values().map(|(_, voice)| voice).collect();
    voices.len().min(named.len())
}

/// By article that gathers others the origins of these.
fn gathered(event: &Event) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut gathered: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for copy in event.copies().iter().filter(|copy| copy.measure == CopyMeasure::Holds) {
        if let Some((at, of)) = event.position(&copy.article).zip(event.position(&copy.of)) {
            gathered.entry(at).or_default().insert(event.origin(of));
        }
    }
    gathered
}

/// The outlets of an event, for looking up whom a sentence credits.
pub(super) struct Outlets<'a> {
    event: &'a Event,
    /// Read when a sentence first credits somebody.
    names: OnceCell<Names>,
    /// Read when voices are first counted.
    gathered: OnceCell<BTreeMap<usize, BTreeSet<usize>>>,
}

/// The names of outlets and agencies.
struct Names {
    /// By folded name its place: the agencies, then the event's outlets.
    places: BTreeMap<String, usize>,
    /// By folded name the first article of that outlet.
    articles: BTreeMap<String, usize>,
    /// Bytes of the longest name.
    longest: usize,
}

impl Names {
    fn of(event: &Event) -> Self {
        let named =
            event.articles().iter().filter_map(|article| article.publisher.as_deref()).map(fold);
        let agencies = language::all().iter().flat_map(|table| &table.page.agencies);
        let mut places = BTreeMap::new();
        for (at, name) in agencies.cloned().chain(named).enumerate() {
            places.entry(name).or_insert(at);
        }
        let mut articles = BTreeMap::new();
        for (at, article) in event.articles().iter().enumerate() {
            articles.entry(fold(article.outlet())).or_insert(at);
        }
        let longest = places.keys().map(String::len).max().unwrap_or_default();
        Self { places, articles, longest }
    }

    /// The names that a text begins with, where what follows ends them.
    fn opening<'a>(
        &'a self,
        text: &'a str,
        ends: fn(&str) -> bool,
    ) -> impl Iterator<Item = (usize, &'a str)> {
        let boundaries = (0..=text.len().min(self.longest)).filter(|&at| text.is_char_boundary(at));
        boundaries.filter(move |&at| ends(&text[at..])).filter_map(|at| {
            work::steps(1);
            self.places.get_key_value(&text[..at]).map(|(name, place)| (*place, name.as_str()))
        })
    }
}

impl<'a> Outlets<'a> {
    pub(super) fn of(event: &'a Event) -> Self {
        Self { event, names: OnceCell::new(), gathered: OnceCell::new() }
    }

    /// Who says a sentence: whom it credits ("according to France 24", "(AFP)"), else its article's
    /// origin.
    pub(super) fn voice(&self, spot: Spot) -> Voice {
        let event = self.event;
        let language = Language::of(event.articles()[spot.article].language.as_deref());
        let folded = fold(&event.sentence(spot).text);
        let Some(credited) = self.credited(&folded, language) else {
            return Voice::Origin(event.origin(spot.article));
        };
        let own = self.names.get().and_then(|names| names.articles.get(&credited));
        own.map_or_else(|| Voice::Named(credited), |&at| Voice::Origin(event.origin(at)))
    }

    /// The outlet or agency that a sentence credits, folded; of several an agency, then the outlet
    /// of the first article.
    fn credited(&self, folded: &str, language: &Language) -> Option<String> {
        let cues = language.attributions.iter();
        let credits: Vec<&str> = cues.flat_map(|cue| behind(folded, cue)).collect();
        if credits.is_empty() && !folded.contains('(') {
            return None;
        }
        let names = self.names.get_or_init(|| Names::of(self.event));
        let bare = credits.into_iter().map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
        let after = bare.flat_map(|rest| names.opening(rest, ends_word));
        let brackets = folded.match_indices('(').map(|(at, found)| &folded[at + found.len()..]);
        let inside = brackets.flat_map(|rest| names.opening(rest, |rest| rest.starts_with(')')));
        after.chain(inside).min().map(|(_, name)| name.to_owned())
    }
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{CopyMeasure, example};

    use super::*;

    fn article(id: &str, publisher: Option<&str>, text: &str) -> Article {
        Article { publisher: publisher.map(str::to_owned), ..example::article(id, &[text]) }
    }

    #[test]
    fn a_copy_counts_for_the_outlet_it_was_taken_from() {
        let articles = [
            article("a", Some("Courier"), ""),
            article("b", Some("Post"), ""),
            article("c", Some("Courier"), ""),
            article("d", None, ""),
        ];
        let copy = Copy {
            article: "b".to_owned(),
            of: "a".to_owned(),
            measure: CopyMeasure::Wire,
            percent: 90,
        };
        assert_eq!(origins(&articles, &[copy], &[]), [vec!["a", "b", "c"], vec!["d"]]);
        assert_eq!(origins(&articles, &[], &[]).len(), 3);
    }

    #[test]
    fn a_sentence_counts_for_whom_it_credits() {
        let articles = vec![
            article("a", Some("Courier"), "The bridge is open, according to the Post."),
            article("b", Some("Post"), "The bridge is open."),
            article("c", Some("Ledger"), "The bridge is open (AFP)."),
            article("d", Some("Herald"), "The bridge is open, according to his office."),
            article("e", Some("Mail"), "The bridge is open, according to apartment owners."),
            article("f", Some("Echo"), "The bridge is open, according to reports from the AFP."),
            article("g", Some("Star"), "The bridge (AFP House behind it) is open."),
            article("h", Some("Sun"), "The bridge is open, according to the Courier (AFP)."),
        ];
        let groups = origins(&articles, &[], &[]);
        let event =
            Event::new("e".to_owned(), String::new(), articles).with_origins(Vec::new(), groups);
        let voices: Vec<Voice> = (0..8)
            .map(|article| Outlets::of(&event).voice(Spot { article, sentence: 0 }))
            .collect();
        let afp = Voice::Named("afp".to_owned());
        assert_eq!(
            voices,
            [
                Voice::Origin(1),
                Voice::Origin(1),
                afp.clone(),
                Voice::Origin(3),
                Voice::Origin(4),
                afp.clone(),
                Voice::Origin(6),
                afp
            ]
        );
    }
}
