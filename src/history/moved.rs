//! Addresses that no page has any more, and where they lead.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::entry::{Entry, History};

/// An address that leads on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// The address below `events/`, without ending.
    pub slug: String,
    /// The id of the event whose page it leads to.
    pub event: String,
}

impl History {
    /// Every address that leads to the page of one of these events without being it. An address
    /// that a page has is that page's.
    #[must_use]
    pub fn moved(&self, live: &BTreeSet<&str>) -> Vec<Moved> {
        let own = self.own(live);
        let mut moved: BTreeMap<&str, &str> = BTreeMap::new();
        for (id, entry) in &self.events {
            let Some(target) = self.target(id, live) else { continue };
            for slug in std::iter::once(&entry.slug).chain(&entry.former) {
                if !own.contains(slug.as_str()) {
                    moved.entry(slug).or_insert(target);
                }
            }
        }
        let moved = moved.into_iter();
        moved
            .map(|(slug, event)| Moved { slug: slug.to_owned(), event: event.to_owned() })
            .collect()
    }

    /// Every address that had a page and has none now, nor one to lead to: the articles of its event
    /// were all taken out, or are older than the site keeps. By address the event's id.
    #[must_use]
    pub fn gone(&self, live: &BTreeSet<&str>) -> BTreeMap<String, String> {
        let own = self.own(live);
        let published = self.events.iter().filter(|(_, entry)| !entry.days.is_empty());
        let gone = published.filter(|(id, _)| self.target(id, live).is_none());
        gone.flat_map(|(id, entry)| {
            let slugs = std::iter::once(&entry.slug).chain(&entry.former);
            let free = slugs.filter(|slug| !own.contains(slug.as_str()));
            free.map(|slug| (slug.clone(), id.clone()))
        })
        .collect()
    }

    /// The addresses that pages have.
    fn own(&self, live: &BTreeSet<&str>) -> BTreeSet<&str> {
        live.iter().filter_map(|id| Some(self.events.get(*id)?.slug.as_str())).collect()
    }

    /// The event with a page that one has become.
    fn target<'a>(&'a self, id: &'a str, live: &BTreeSet<&str>) -> Option<&'a str> {
        let mut at = id;
        let mut passed = BTreeSet::new();
        while !live.contains(at) {
            // A file that was put together by hand may lead round in a circle.
            if !passed.insert(at) {
                return None;
            }
            at = self.events.get(at)?.to.as_deref()?;
        }
        Some(at)
    }

    /// Of these events those that others were part of, with these others.
    #[must_use]
    pub fn apart(&self, live: &BTreeSet<&str>) -> BTreeMap<String, Vec<String>> {
        let mut apart: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let pages = self.events.iter().filter(|(id, _)| live.contains(id.as_str()));
        for (id, Entry { from, .. }) in pages {
            let whole = from.as_deref().and_then(|from| self.target(from, live));
            if let Some(whole) = whole.filter(|whole| whole != id) {
                apart.entry(whole.to_owned()).or_default().push(id.clone());
            }
        }
        apart
    }

    /// Every day that ever had a page.
    #[must_use]
    pub fn days(&self) -> BTreeSet<NaiveDate> {
        self.events.values().flat_map(|entry| &entry.days).copied().collect()
    }
}
