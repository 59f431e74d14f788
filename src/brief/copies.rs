//! Copies: articles of one event that are one text, so that a wire report printed ten times is one
//! voice.
//!
//! Containment of word 8-grams (Broder 1997): short runs are shared by any two reports of an event,
//! runs of eight by copying. A copy is a copy of an original, never of a copy: no chains. So an
//! article is compared with originals alone, and with those that share one of its rarest runs: of
//! two texts of which one holds most of the other, the larger holds one of the rarest runs of the
//! smaller (prefix filter: Chaudhuri, Ganti & Kaushik 2006), however many reports quote the rest.
//!
//! A date is the article's own word. So one that holds several articles which have little in common
//! gathered them, whatever it says it is dated: it is a copy of each, and makes none of them one.

mod text;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::work;
use q7x2_sdk::{Article, Copy, CopyMeasure};

use text::{CONTAINMENT, Text, texts, words};

/// Originals that one run leads to, the earliest, and originals that one article is compared with,
/// those that share most of its rarest runs. Without an end, articles that all share half of their
/// text and are no copies take the square of their number; an event of so many articles, and any
/// whose copies have a run of their own, is compared whole.
const MOST: usize = 256;
/// Least share, in hundredths, of its runs or words that a text has in common with another of the
/// same address: an address is the article's own word, and proves nothing alone.
const SAME_ADDRESS: u8 = 10;
/// Originals of one address that an article is compared with.
const MOST_OF_ADDRESS: usize = 8;
/// Share of runs in common from which two texts are not told apart: one cut from the other, or both
/// from a third.
const RELATED: u8 = 30;
/// Unrelated texts that are looked for in one article.
const MOST_HELD: usize = 8;
/// How often the gatherers found are put behind all others; a gatherer inside another is found with
/// it, so once is nearly always enough.
const ROUNDS: usize = 4;

/// Which articles are copies; `articles` are in order, the earliest first. Of several that one
/// article is a copy of, the one that holds most of it comes first.
pub(super) fn copies(articles: &[Article]) -> Vec<Copy> {
    let desk = Desk { articles, texts: texts(articles) };
    let mut gatherers = BTreeSet::new();
    let mut links = desk.links(&gatherers);
    for _ in 0..ROUNDS {
        let found = desk.gatherers(&links);
        if found.is_subset(&gatherers) {
            break;
        }
        gatherers.extend(found);
        links = desk.links(&gatherers);
    }
    links.sort_by_key(|link| (link.copy, Reverse(link.percent), link.of));
    links.into_iter().map(|link| desk.copy(&link)).collect()
}

/// One article is a copy of another.
struct Link {
    copy: usize,
    of: usize,
    measure: CopyMeasure,
    percent: u8,
}

/// The articles and their runs.
struct Desk<'a> {
    articles: &'a [Article],
    texts: Vec<Text>,
}

impl Desk<'_> {
    fn copy(&self, link: &Link) -> Copy {
        let id = |at: usize| self.articles[at].id.clone();
        let Link { copy, of, measure, percent } = *link;
        Copy { article: id(copy), of: id(of), measure, percent }
    }

    /// Who copied whom, where the articles come in their order and those that may hold several
    /// behind all others.
    fn links(&self, gatherers: &BTreeSet<usize>) -> Vec<Link> {
        let mut originals = Originals::default();
        let mut links = Vec::new();
        let mut tally = vec![0; self.articles.len()];
        let first = (0..self.articles.len()).filter(|at| !gatherers.contains(at));
        for at in first.chain(gatherers.iter().copied()) {
            let near = originals.near(&self.articles[at], &self.texts[at], &mut tally);
            let found: Vec<Link> = near.into_iter().filter_map(|of| self.link(at, of)).collect();
            if found.is_empty() {
                originals.add(at, &self.articles[at], &self.texts[at]);
            }
            links.extend(self.kept(found));
        }
        links
    }

    /// The link of an article to an original, if it is a copy.
    fn link(&self, copy: usize, of: usize) -> Option<Link> {
        let percent = self.texts[of].percent(&self.texts[copy]);
        let measure = self.measure(of, copy, percent)?;
        // A text too short for a run has none that another could hold, and may still be the same.
        let percent = if measure == CopyMeasure::Text { 100 } else { percent };
        Some(Link { copy, of, measure, percent })
    }

    fn measure(&self, of: usize, copy: usize, percent: u8) -> Option<CopyMeasure> {
        let (earlier, later) = (&self.articles[of], &self.articles[copy]);
        if earlier.content == later.content && !earlier.content.is_empty() {
            return Some(CopyMeasure::Text);
        }
        if percent >= CONTAINMENT {
            let is_there = earlier.url.is_some() && earlier.url == later.url;
            return Some(if is_there { CopyMeasure::Url } else { CopyMeasure::Wire });
        }
        let is_there = earlier.url.is_some() && earlier.url == later.url;
        let is_short = self.texts[of].count.min(self.texts[copy].count) == 0;
        let shares = percent >= SAME_ADDRESS || is_short && shares_words(earlier, later);
        (is_there && shares).then_some(CopyMeasure::Url)
    }

    /// Of the originals that an article is a copy of the nearest, or all that it holds, where it
    /// holds several.
    fn kept(&self, mut found: Vec<Link>) -> Vec<Link> {
        let holds = |link: &Link| {
            link.percent >= CONTAINMENT && self.texts[link.of].count < self.texts[link.copy].count
        };
        if found.iter().filter(|link| holds(link)).count() > 1 {
            found.retain(holds);
            for link in &mut found {
                link.measure = CopyMeasure::Holds;
            }
            return found;
        }
        let nearest = found.into_iter().max_by_key(|link| (link.percent, Reverse(link.of)));
        nearest.into_iter().collect()
    }

    /// Originals whose copies are articles of several outlets that have little in common; and
    /// copies that hold more than their original, for they may hold later ones too.
    fn gatherers(&self, links: &[Link]) -> BTreeSet<usize> {
        let mut gatherers: BTreeSet<usize> = links
            .iter()
            .filter(|link| self.texts[link.of].count < self.texts[link.copy].count)
            .map(|link| link.copy)
            .collect();
        let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for link in links.iter().filter(|link| link.percent >= CONTAINMENT) {
            copies.entry(link.of).or_default().push(link.copy);
        }
        for (original, mut held) in copies {
            held.sort_by_key(|&copy| (self.texts[copy].count, copy));
            let unrelated = self.unrelated(original, &held);
            if unrelated.len() > 1 {
                gatherers.insert(original);
                gatherers.extend(held.iter().filter(|&&copy| self.gathers(copy, &unrelated)));
            }
        }
        gatherers
    }

    /// Some of the articles that one holds: of different outlets, and with little text in common.
    fn unrelated(&self, original: usize, held: &[usize]) -> Vec<usize> {
        let mut unrelated: Vec<usize> = Vec::new();
        let outlet = |at: usize| self.articles[at].outlet();
        for &copy in held {
            let is_held = self.texts[copy].count < self.texts[original].count;
            if !is_held || outlet(copy) == outlet(original) || unrelated.len() == MOST_HELD {
                continue;
            }
            if !unrelated.iter().any(|known| self.is_related(*known, copy)) {
                unrelated.push(copy);
            }
        }
        unrelated
    }

    /// Whether two articles are of one outlet, or one has much of the other's text.
    fn is_related(&self, known: usize, copy: usize) -> bool {
        self.articles[known].outlet() == self.articles[copy].outlet()
            || self.texts[known].percent(&self.texts[copy]) >= RELATED
    }

    /// Whether an article holds several others.
    fn gathers(&self, at: usize, others: &[usize]) -> bool {
        others.iter().filter(|other| self.holds(at, **other)).count() > 1
    }

    /// Whether an article holds another one.
    fn holds(&self, at: usize, other: usize) -> bool {
        other != at
            && self.texts[other].count < self.texts[at].count
            && self.texts[other].percent(&self.texts[at]) >= CONTAINMENT
    }
}

/// Whether texts that are too short for a run have half of the shorter one's words in common.
fn shares_words(one: &Article, other: &Article) -> bool {
    let words = |article: &Article| words(article).into_iter().collect::<BTreeSet<u64>>();
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    shared > 0 && 2 * shared >= one.len().min(other.len())
}

/// The originals so far, by what leads to them. No two have one text, for the later would be a
/// copy.
#[derive(Default)]
struct Originals<'a> {
    by_content: BTreeMap<&'a str, usize>,
    by_url: BTreeMap<&'a str, Vec<usize>>,
    /// By run the originals that hold it.
    holders: Vec<Vec<usize>>,
    /// By run the originals of which it is one of the rarest.
    rarest: Vec<Vec<usize>>,
}

impl<'a> Originals<'a> {
    fn add(&mut self, at: usize, article: &'a Article, text: &Text) {
        self.by_content.insert(&article.content, at);
        if let Some(url) = article.url.as_deref() {
            let there = self.by_url.entry(url).or_default();
            if there.len() < MOST_OF_ADDRESS {
                there.push(at);
            }
        }
        for (runs, lists) in
            [(&text.runs[..], &mut self.holders), (text.rarest(), &mut self.rarest)]
        {
            let end = runs.last().map_or(0, |run| *run as usize + 1);
            lists.resize(lists.len().max(end), Vec::new());
            for &run in runs {
                let list = &mut lists[run as usize];
                if list.len() < MOST {
                    list.push(at);
                }
            }
        }
    }

    /// The originals that an article may be a copy of, each once; `tally` is all zero before and
    /// after.
    fn near(&self, article: &Article, text: &Text, tally: &mut [u32]) -> Vec<usize> {
        let mut touched = Vec::new();
        for (runs, lists) in [(text.rarest(), &self.holders), (&text.runs[..], &self.rarest)] {
            for &at in runs.iter().filter_map(|run| lists.get(*run as usize)).flatten() {
                work::steps(1);
                if tally[at] == 0 {
                    touched.push(at);
                }
                tally[at] += 1;
            }
        }
        let mut found: Vec<(u32, usize)> =
            touched.into_iter().map(|at| (std::mem::take(&mut tally[at]), at)).collect();
        if found.len() > MOST {
            found.sort_unstable_by_key(|&(shared, at)| (Reverse(shared), at));
            found.truncate(MOST);
        }
        let same = self.by_content.get(article.content.as_str());
        let there = article.url.as_deref().and_then(|url| self.by_url.get(url));
        let mut near: Vec<usize> = found
            .into_iter()
            .map(|(_, at)| at)
            .chain(same.copied())
            .chain(there.into_iter().flatten().copied())
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

#[cfg(test)]
mod tests;
