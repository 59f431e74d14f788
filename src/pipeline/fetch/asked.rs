//! Asked: every feed's answer, several hosts at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use q7x2_sdk::diagnostic::Severity;
use url::Url;

use super::visit::{Refusal, Visitor};
use crate::fetch::{self, Answered, Feed, Known};
use crate::ingest::{self, Found};
use crate::net::Ask;
use crate::progress::Meter;

/// How many hosts are asked at a time.
const AT_A_TIME: usize = 8;

/// Most bytes of a feed: a thousand long articles.
const MOST_OF_A_FEED: u64 = 16 << 20;

/// Most bytes of a page.
const MOST_OF_A_PAGE: u64 = 8 << 20;

/// Most entries of a feed that are looked at: what no outlet prints in a month.
const MOST_ENTRIES: usize = 1000;

const FEEDS: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
                     application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";
const PAGES: &str = "text/html, application/xhtml+xml, */*;q=0.1";

/// What a feed gave.
#[derive(Debug, Clone)]
pub(super) enum Given {
    /// Its articles, the newest first.
    Articles { found: Vec<Found>, etag: Option<String>, modified: Option<String> },
    /// It says what it said the last time.
    Unchanged,
    /// Nothing, and why.
    Failed { why: String, hint: String },
}

/// Runs work for every item, several at a time, and gives the results in the order of the items.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    meter: &Meter,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let worker = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return };
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
            meter.step();
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME.min(items.len()) {
            scope.spawn(worker);
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Asks a feed for what is new in it.
pub(super) fn feed(feed: &Feed, known: Option<&Answered>, visitor: &Visitor) -> Given {
    let failed =
        |why: &Refusal| Given::Failed { why: why.to_string(), hint: why.hint().to_owned() };
    let url = match fetch::address(&feed.url) {
        Ok(url) => url,
        Err(why) => return Given::Failed { why: why.message, hint: why.hint.unwrap_or_default() },
    };
    let ask = Ask {
        accept: FEEDS,
        etag: known.and_then(|known| known.etag.as_deref()),
        modified: known.and_then(|known| known.modified.as_deref()),
        most: MOST_OF_A_FEED,
        pause: None,
    };
    let (answer, from) = match visitor.visit(&url, ask) {
        Ok(visited) => visited,
        Err(why) => return failed(&why),
    };
    if answer.status == 304 {
        return Given::Unchanged;
    }
    let read = ingest::feed_of(&feed.url, &answer.body);
    let fault = read.diagnostics.into_iter().find(|one| one.severity != Severity::Note);
    if let Some(fault) = fault.filter(|_| read.value.is_empty()) {
        return Given::Failed { why: fault.message, hint: fault.hint.unwrap_or_default() };
    }
    let mut found: Vec<Found> = read.value.into_iter().take(MOST_ENTRIES).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.published.map(fetch::day)));
    found.iter_mut().for_each(|one| complete(one, &from));
    let header = |name: &str| answer.header(name).map(str::to_owned);
    Given::Articles { found, etag: header("etag"), modified: header("last-modified") }
}

/// Gives an entry whose address is a path the host of its feed.
fn complete(found: &mut Found, feed: &Url) {
    let is_path = found.id.as_deref().filter(|id| id.starts_with('/') && found.url.is_none());
    if let Some(url) = is_path.and_then(|path| feed.join(path).ok()) {
        found.url = Some(url.to_string());
    }
}

/// The article of a page.
pub(crate) fn page(text: &str, visitor: &Visitor) -> Result<Found, (String, String)> {
    let told = |why: &Refusal| (why.to_string(), why.hint().to_owned());
    let url = fetch::address(text).map_err(|why| (why.message, why.hint.unwrap_or_default()))?;
    let ask = Ask { accept: PAGES, most: MOST_OF_A_PAGE, ..Ask::default() };
    let (answer, from) = visitor.visit(&url, ask).map_err(|why| told(&why))?;
    if fetch::in_page(&answer.body) {
        return Err(told(&Refusal::Reserved));
    }
    let read = ingest::page_of(text, &answer.body);
    let why = read.diagnostics.into_iter().next();
    let why = why.map_or_else(|| "the page holds no article".to_owned(), |one| one.message);
    let mut found =
        read.value.ok_or_else(|| (why, "save its text as a file in content/".to_owned()))?;
    found.url = found.url.or_else(|| Some(from.to_string()));
    Ok(found)
}

/// What an entry is known by.
pub(super) fn mark(found: &Found, feed: &Feed) -> String {
    let named = found.id.as_deref().or(found.title.as_deref()).unwrap_or(&found.text);
    fetch::mark(found.url.as_deref(), &format!("{}\n{named}", feed.url))
}

/// The articles that no run before has seen, each with its mark, and how many are known.
pub(super) fn unseen(
    found: Vec<Found>,
    feed: &Feed,
    known: &Known,
) -> (Vec<(String, Found)>, usize) {
    let all = found.len();
    let marked = found.into_iter().map(|one| (mark(&one, feed), one));
    let unseen: Vec<_> = marked.filter(|(mark, _)| !known.has(mark)).collect();
    let known = all - unseen.len();
    (unseen, known)
}
