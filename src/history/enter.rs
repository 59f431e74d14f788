//! Entering: what grouping found gets the names that it had before, and what it has of them is
//! written down.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::Article;

use super::entry::{Entry, History, Known, Seen, content};
use super::pair::{Now, Shares, forms, pairs, shares};

/// What one event is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its id.
    pub id: String,
    /// Its address.
    pub slug: String,
    /// Articles by id that were somebody else when they were first seen.
    pub identities: BTreeMap<String, String>,
}

/// Digits of an id in an address, as grouping has it.
const SLUG_DIGITS: usize = 6;

impl History {
    /// Pairs the events of today with those of the past and gives them their names, in their order.
    /// `today` is the day of the build; where it is not known, nothing is dated.
    pub fn enter(&mut self, seen: &[Seen<'_>], today: Option<NaiveDate>) -> Vec<Given> {
        let past = std::mem::take(&mut self.events);
        let now = Now::of(seen, &past);
        let shares = shares(&past, &now);
        let pairs = pairs(&shares, seen, &past);
        let named = names(seen, &pairs, &past);
        let forms = forms(seen, &past, &pairs, &now);
        let mut events = BTreeMap::new();
        let mut given = Vec::with_capacity(seen.len());
        for (at, event) in seen.iter().enumerate() {
            let Some((id, slug)) = named.get(&at).cloned() else { continue };
            let mut entry = match pairs.get(&at).and_then(|id| past.get(*id)) {
                Some(known) => Entry { to: None, ..known.clone() },
                None => Entry { from: whole(at, &shares), ..Entry::default() },
            };
            let articles = event.articles.iter().enumerate();
            let known = |(number, article): (usize, &&Article)| {
                known(article, forms.get(&(at, number)).copied(), today)
            };
            entry.articles = articles.map(known).collect();
            entry.slug.clone_from(&slug);
            given.push(Given { id: id.clone(), slug, identities: identities(event, &entry) });
            events.insert(id, entry);
        }
        for (id, entry) in &past {
            if !events.contains_key(id) {
                let to = heir(id, &shares, &named).or_else(|| entry.to.clone());
                let articles = entry.articles.iter().map(|known| followed(known, seen, &now));
                let articles = articles.collect();
                events.insert(id.clone(), Entry { to, articles, ..entry.clone() });
            }
        }
        self.events = events;
        given
    }
}

/// Id and address of every event: those of the past event that it is, else its own, unless another
/// had them before.
fn names(
    seen: &[Seen<'_>],
    pairs: &BTreeMap<usize, &str>,
    past: &BTreeMap<String, Entry>,
) -> BTreeMap<usize, (String, String)> {
    let mut slugs: BTreeSet<String> =
        past.values().flat_map(|entry| entry.former.iter().chain([&entry.slug])).cloned().collect();
    let mut named = BTreeMap::new();
    // A file that was put together by hand may give two of them one address: the first keeps it.
    let mut live = BTreeSet::new();
    for (at, id) in pairs {
        let slug = past.get(*id).map(|entry| entry.slug.clone()).unwrap_or_default();
        let slug = if live.insert(slug.clone()) { slug } else { fresh(&slug, id, &mut slugs) };
        named.insert(*at, ((*id).to_owned(), slug));
    }
    let mut ids: BTreeSet<String> = past.keys().cloned().collect();
    let mut rest: Vec<usize> = (0..seen.len()).filter(|at| !pairs.contains_key(at)).collect();
    rest.sort_by_key(|&at| seen.get(at).map(|event| event.id));
    for at in rest {
        let Some(event) = seen.get(at) else { continue };
        let others = (0_u64..).map(|times| again(event.id, times));
        let free = |id: &String| !ids.contains(id);
        let id = std::iter::once(event.id.to_owned()).chain(others).find(free).unwrap_or_default();
        let is_free = id == event.id && slugs.insert(event.slug.to_owned());
        let slug = if is_free { event.slug.to_owned() } else { fresh(event.slug, &id, &mut slugs) };
        ids.insert(id.clone());
        named.insert(at, (id, slug));
    }
    named
}

/// The id of an event whose own is another's.
fn again(id: &str, times: u64) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("q7x2 event of a name that was given before");
    hasher.update(id.as_bytes());
    hasher.update(&times.to_le_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

/// The words of an address with digits of another id, as many as make it nobody else's.
fn fresh(slug: &str, id: &str, slugs: &mut BTreeSet<String>) -> String {
    let words = slug.rsplit_once('-').map_or("event", |(words, _)| words);
    let with = |digits: &str| format!("{words}-{digits}");
    let short = with(id.get(..SLUG_DIGITS).unwrap_or(id));
    let slug = if slugs.contains(&short) { with(id) } else { short };
    slugs.insert(slug.clone());
    slug
}

/// An article with what is known of it.
fn known(article: &Article, past: Option<&Known>, today: Option<NaiveDate>) -> Known {
    let new = Known::of(article, past);
    let Some(past) = past else { return new };
    let mut corrected = past.corrected.clone();
    let is_same = past.content == content(article);
    corrected.extend(today.filter(|day| !is_same && corrected.last() != Some(day)));
    Known { identity: past.identity.clone().or(new.identity), corrected, ..new }
}

/// An article of an event that is none any more, as it is now, so that its way can be followed.
fn followed(known: &Known, seen: &[Seen<'_>], now: &Now<'_>) -> Known {
    let found = now.find(known).into_iter().next();
    let article = found.and_then(|(event, number)| seen.get(event)?.articles.get(number));
    let Some(article) = article else { return known.clone() };
    let Known { identity, corrected, .. } = known.clone();
    Known { identity, corrected, ..Known::of(article, Some(known)) }
}

/// Articles that were somebody else when they were first seen.
fn identities(event: &Seen<'_>, entry: &Entry) -> BTreeMap<String, String> {
    let both = event.articles.iter().zip(&entry.articles);
    let changed = both.filter_map(|(article, known)| {
        let first = known.identity.as_ref().filter(|first| **first != article.identity)?;
        Some((article.id.clone(), first.clone()))
    });
    changed.collect()
}

/// The past event that a new one was part of: the one that it has most articles of.
fn whole(at: usize, shares: &Shares<'_>) -> Option<String> {
    let parts = shares.iter().filter_map(|(id, events)| Some((*events.get(&at)?, Reverse(*id))));
    parts.max().map(|(_, Reverse(id))| id.to_owned())
}

/// The event that has most of the articles of one that is none any more.
fn heir(
    id: &str,
    shares: &Shares<'_>,
    named: &BTreeMap<usize, (String, String)>,
) -> Option<String> {
    let heirs = shares.get(id)?.iter();
    let heirs = heirs.filter_map(|(at, number)| Some((*number, Reverse(&named.get(at)?.0))));
    heirs.max().map(|(_, Reverse(id))| id.clone())
}
