//! Group: which articles report one event. Sees features, never text.

use std::collections::BTreeMap;

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::{background, word};
use serde::{Deserialize, Serialize};

/// `[group]` of site.toml.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {}

/// What grouping knows of an article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Features {
    id: String,
    title: String,
    pin: Option<String>,
    when: i64,
    low: bool,
    terms: Vec<(u64, f64)>,
}

/// One event's articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// 16 hex digits, from the pin or the earliest article.
    pub id: String,
    /// Words of the title and 6 hex digits of the id.
    pub slug: String,
    /// Title of the most central article.
    pub title: String,
    /// The editor's pin.
    pub pin: Option<String>,
    /// Article ids, earliest first.
    pub articles: Vec<String>,
    /// Why they are one event, in words.
    pub why: String,
}

/// The features of one article.
#[must_use]
pub fn features(article: &Article) -> Features {
    let language = Language::of(article.language.as_deref());
    let mut counts: BTreeMap<u64, f64> = BTreeMap::new();
    let mut add = |text: &str, weight: f64| {
        for token in word::tokens(text, language).iter().filter(|token| !token.stop) {
            *counts.entry(token.stem).or_insert(0.0) += weight;
        }
    };
    add(&article.title, 2.0);
    for (_, sentence) in article.body() {
        add(&sentence.text, 1.0);
    }
    let weigh = |(stem, count): (u64, f64)| (stem, (1.0 + libm::log(count)) * background::idf(stem, language));
    let mut terms: Vec<(u64, f64)> = counts.into_iter().map(weigh).collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(64);
    terms.sort_by_key(|(stem, _)| *stem);
    let norm = terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    terms.iter_mut().for_each(|(_, weight)| *weight /= norm);
    Features {
        id: article.id.clone(),
        title: article.title.clone(),
        pin: article.event.clone(),
        when: article.published.map_or(i64::MAX, |published| published.timestamp()),
        low: article.is_low_trust(),
        terms,
    }
}

/// The events, sorted by id.
#[must_use]
pub fn events(mut features: Vec<Features>, _settings: &Settings) -> Warned<Vec<Membership>> {
    features.sort_by(|a, b| (a.when, &a.id).cmp(&(b.when, &b.id)));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, one) in features.iter().enumerate() {
        let fits = |group: &Vec<usize>| {
            let first = &features[group[0]];
            if one.pin.is_some() || first.pin.is_some() {
                return if one.pin == first.pin { 1.0 } else { 0.0 };
            }
            #[expect(clippy::cast_precision_loss, reason = "articles of one event")]
            let mean = group.iter().map(|&other| cosine(one, &features[other])).sum::<f64>() / group.len() as f64;
            mean
        };
        let best = groups.iter_mut().map(|group| (fits(group), group)).max_by(|a, b| a.0.total_cmp(&b.0));
        match best {
            Some((mean, group)) if mean >= 0.15 => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    let mut events: Vec<Membership> = groups.into_iter().map(|group| membership(&group, &features)).collect();
    events.sort_by(|a, b| a.id.cmp(&b.id));
    Warned::quiet(events)
}

fn cosine(a: &Features, b: &Features) -> f64 {
    let held = |stem: u64| b.terms.binary_search_by_key(&stem, |(stem, _)| *stem).ok().map(|at| b.terms[at].1);
    a.terms.iter().filter_map(|(stem, weight)| held(*stem).map(|other| weight * other)).sum()
}

fn membership(group: &[usize], features: &[Features]) -> Membership {
    let first = &features[group[0]];
    let key = first.pin.as_ref().unwrap_or(&first.id);
    let id = blake3::hash(key.as_bytes()).to_hex()[..16].to_owned();
    let central = group.iter().max_by(|&&a, &&b| {
        let sum = |at: usize| group.iter().map(|&other| cosine(&features[at], &features[other])).sum::<f64>();
        features[b].low.cmp(&features[a].low).then(sum(a).total_cmp(&sum(b))).then(b.cmp(&a))
    });
    let title = central.map_or(String::new(), |&at| features[at].title.clone());
    let words: Vec<String> = word::fold(&title)
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(9)
        .map(str::to_owned)
        .collect();
    Membership {
        slug: format!("{}-{}", words.join("-"), &id[..6]),
        id,
        title,
        pin: first.pin.clone(),
        articles: group.iter().map(|&at| features[at].id.clone()).collect(),
        why: String::new(),
    }
}
