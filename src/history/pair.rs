//! Which event of today is which of the past: those that share most articles, one to one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::Article;

use super::entry::{Entry, Known, KnownBy, Place, Seen, content, place};

/// An article of today: the number of its event, and its own in it.
pub(super) type Spot = (usize, usize);

/// Where the articles of the past are now.
pub(super) struct Now<'a> {
    by_content: BTreeMap<&'a str, Vec<(Place<'a>, Spot)>>,
    by_place: BTreeMap<Place<'a>, Vec<(&'a Article, Spot)>>,
    by_url: BTreeMap<&'a str, Vec<Spot>>,
    /// Places that held more than one article of the past, such as a file of records that have no
    /// ids: they tell none of them.
    shared: BTreeSet<Place<'a>>,
}

impl<'a> Now<'a> {
    pub(super) fn of(seen: &'a [Seen<'_>], past: &'a BTreeMap<String, Entry>) -> Self {
        let mut now = Self {
            by_content: BTreeMap::new(),
            by_place: BTreeMap::new(),
            by_url: BTreeMap::new(),
            shared: shared(past),
        };
        for (at, event) in seen.iter().enumerate() {
            for (number, article) in event.articles.iter().enumerate() {
                let (place, spot) = (place(article), (at, number));
                now.by_content.entry(content(article)).or_default().push((place, spot));
                now.by_place.entry(place).or_default().push((article, spot));
                if article.url.is_some() {
                    now.by_url.entry(&article.identity).or_default().push(spot);
                }
            }
        }
        now
    }

    /// The articles of today that one of the past may be: the same text in its place, else the same
    /// text elsewhere, else another text of its url, else another in its place that can be a form
    /// of it.
    pub(super) fn find(&self, known: &Known) -> Vec<Spot> {
        let place = known.place();
        if let Some(same) = self.by_content.get(known.content.as_str()) {
            let here = same.iter().find(|(there, _)| *there == place);
            return match here {
                Some((_, spot)) => vec![*spot],
                None => same.iter().map(|(_, spot)| *spot).collect(),
            };
        }
        if let KnownBy::Url(identity) = &known.known_by
            && let Some([spot]) = self.by_url.get(identity.as_str()).map(Vec::as_slice)
        {
            return vec![*spot];
        }
        // A place that held several tells none of them, but for what their texts tell.
        if known.known_by == KnownBy::Place && self.shared.contains(&place) {
            return Vec::new();
        }
        let here = self.by_place.get(&place).map(Vec::as_slice).unwrap_or_default();
        let mut forms = here.iter().filter(|(article, _)| known.known_by.is_still(article));
        match (forms.next(), forms.next()) {
            (Some((_, spot)), None) => vec![*spot],
            _ => Vec::new(),
        }
    }
}

/// Places that several articles of the past had at one time. What an event had that is part of
/// another now stands with both.
fn shared(past: &BTreeMap<String, Entry>) -> BTreeSet<Place<'_>> {
    let (mut once, mut shared) = (BTreeSet::new(), BTreeSet::new());
    let own = past.values().filter(|entry| entry.to.is_none());
    for known in own.flat_map(|entry| &entry.articles) {
        if !once.insert(known.place()) {
            shared.insert(known.place());
        }
    }
    shared
}

/// By event of the past how many articles each event of today has of it.
pub(super) type Shares<'a> = BTreeMap<&'a str, BTreeMap<usize, usize>>;

/// What every event of the past has in common with those of today.
pub(super) fn shares<'a>(past: &'a BTreeMap<String, Entry>, now: &Now<'_>) -> Shares<'a> {
    let mut shares = Shares::new();
    for (id, entry) in past {
        let spots: BTreeSet<Spot> =
            entry.articles.iter().flat_map(|known| now.find(known)).collect();
        for (event, _) in spots {
            *shares.entry(id.as_str()).or_default().entry(event).or_default() += 1;
        }
    }
    shares
}

/// The past event that each event of today is: most shared articles first; what was an event of its
/// own to the last before what had become part of another; ties by the past id, and then to the
/// event that would be called so anyway.
pub(super) fn pairs<'a>(
    shares: &Shares<'a>,
    seen: &[Seen<'_>],
    past: &BTreeMap<String, Entry>,
) -> BTreeMap<usize, &'a str> {
    let mut all: Vec<_> = shares
        .iter()
        .flat_map(|(id, events)| events.iter().map(|(event, number)| (*id, *event, *number)))
        .map(|(id, event, number)| {
            let computed = seen.get(event).map_or("", |event| event.id);
            let is_part = past.get(id).is_some_and(|entry| entry.to.is_some());
            ((Reverse(number), is_part, id), (computed != id, computed), event)
        })
        .collect();
    all.sort_unstable();
    let mut taken = BTreeSet::new();
    let mut pairs = BTreeMap::new();
    for ((_, _, id), _, event) in all {
        if !pairs.contains_key(&event) && taken.insert(id) {
            pairs.insert(event, id);
        }
    }
    pairs
}

/// Of which article of the past each of today is the present form. What the event itself had goes
/// before what another had, the same text before another in its place; each once.
pub(super) fn forms<'a>(
    seen: &[Seen<'_>],
    past: &'a BTreeMap<String, Entry>,
    pairs: &BTreeMap<usize, &str>,
    now: &Now<'_>,
) -> BTreeMap<Spot, &'a Known> {
    let mut all = Vec::new();
    for (id, entry) in past {
        for (at, known) in entry.articles.iter().enumerate() {
            for spot in now.find(known) {
                let article = seen.get(spot.0).and_then(|event| event.articles.get(spot.1));
                let Some(article) = article else { continue };
                let is_foreign = pairs.get(&spot.0).is_none_or(|own| own != id);
                let (same, here) =
                    (content(article) == known.content, place(article) == known.place());
                all.push(((is_foreign, entry.to.is_some(), !same, !here), (id, at), spot, known));
            }
        }
    }
    all.sort_unstable_by_key(|(rank, past, spot, _)| (*rank, *past, *spot));
    let mut taken = BTreeSet::new();
    let mut forms = BTreeMap::new();
    for (_, past, spot, known) in all {
        if !forms.contains_key(&spot) && taken.insert(past) {
            forms.insert(spot, known);
        }
    }
    forms
}
