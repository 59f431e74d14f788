//! `fetch`: what is new in the feeds goes into `content/`, and feeds.json remembers it.

mod asked;
pub(super) mod report;
pub(super) mod visit;

use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use super::configured;
use super::pool::{enough, in_pool};
use super::request::Request;
use crate::cli::{Asking, Fetch};
use crate::config::{self, Config};
use crate::disk;
use crate::error::Error;
use crate::fetch::{self, Answered, Feed, Head, Known};
use crate::ingest::{self, Found};
use crate::net::{Client, Manners};
use asked::Given;
pub(super) use asked::{each, page};
use report::Report;
use visit::Visitor;

/// An article that no run before has seen.
struct New {
    feed: usize,
    mark: String,
    found: Found,
}

/// Asks every feed and writes what is new; the value is whether that is well.
///
/// # Errors
/// Where the site's settings are wrong, or the disk refuses. A feed that fails is none.
pub fn fetch(
    request: &Request,
    command: &Fetch,
    today: NaiveDate,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    let mut told = Vec::new();
    let config = configured::settings(request)?.unpack(&mut told);
    if config.feeds.is_empty() {
        told.push(no_feeds());
        return Ok(Warned { value: true, diagnostics: told });
    }
    let mut known = known(request, &config)?;
    let visitor = visitor(&command.asking);
    let (reports, new) = ask(request, &config.feeds, &mut known, &visitor, today);
    let done = if command.dry_run {
        planned(reports, &new, &config.feeds, today)
    } else {
        let (done, unread) = written(request, new, reports, &config.feeds, &visitor, today)?;
        for (feed, mark) in unread {
            known.forget_one(&feed, &mark);
        }
        known.forget(today, |url| config.feeds.iter().any(|feed| feed.url == url));
        disk::write_lines(&request.root.join(fetch::FILE), &known.written())?;
        done
    };
    for (at, report) in done.iter().enumerate() {
        told.extend(report.told(config.tree.place(&["feeds", &at.to_string(), "url"])));
    }
    let failed = done.iter().filter(|report| report.failed.is_some()).count();
    let text = report::text(&done, command.format, command.dry_run);
    enough(print.write_all(text.as_bytes()).and_then(|()| print.flush()))?;
    let is_well = if command.strict { failed == 0 } else { failed < done.len() };
    Ok(Warned { value: is_well, diagnostics: told })
}

pub(super) fn no_feeds() -> Diagnostic {
    Diagnostic::warning("site.toml lists no feeds")
        .at(Place::file(config::FILE))
        .hint("add a table `[[feeds]]` with a `url`, or `q7x2 feeds import FILE`")
}

pub(super) fn visitor(asking: &Asking) -> Visitor {
    let version = env!("CARGO_PKG_VERSION");
    Visitor::new(Client::new(Manners {
        name: format!("{}/{version} (+{})", fetch::NAME, env!("CARGO_PKG_REPOSITORY")),
        allow_private: asking.allow_private,
        pause: asking.delay,
        patience: asking.timeout,
    }))
}

/// What earlier runs were given. Where nobody wrote it down, the articles that are there tell.
pub(super) fn known(request: &Request, config: &Config) -> Result<Known, Error> {
    if let Some(text) = disk::text(&request.root, fetch::FILE)? {
        return Known::read(&text).map_err(|why| Error::Refused(vec![why]));
    }
    in_pool(request, || {
        let files = disk::folder(&request.root, "content")?.value;
        let mut known = Known::default();
        for article in ingest::articles(&files, &config.ingest, &config.sources).value {
            if let Some(url) = &article.url {
                let day = article.published.map_or(NaiveDate::MIN, fetch::day);
                known.see(&fetch::mark(Some(url), ""), day);
            }
        }
        Ok(known)
    })
}

/// What every feed gave, and what is new of it.
fn ask(
    request: &Request,
    feeds: &[Feed],
    known: &mut Known,
    visitor: &Visitor,
    today: NaiveDate,
) -> (Vec<Report>, Vec<New>) {
    let before = &*known;
    let one = |feed: &Feed| asked::feed(feed, before.feeds.get(&feed.url), visitor);
    let given =
        request.progress.over("feeds", feeds.len(), || asked::each(feeds, &request.progress, one));
    let (mut reports, mut new) = (Vec::new(), Vec::new());
    for (at, (feed, given)) in feeds.iter().zip(given).enumerate() {
        let mut report = Report::new(feed);
        let answered = known.feeds.entry(feed.url.clone()).or_default();
        match given {
            Given::Failed { why, hint } => {
                answered.failures = answered.failures.saturating_add(1);
                report.failed = Some((why, hint));
            }
            Given::Unchanged => {
                (answered.failures, answered.answered) = (0, Some(today));
                report.unchanged = true;
            }
            Given::Articles { found, etag, modified } => {
                let own = found.iter().find_map(|one| one.publisher.clone());
                report.name = feed.source.clone().or(own).unwrap_or(report.name);
                let newest = found.iter().filter_map(|one| one.published).map(fetch::day);
                let newest = newest.filter(|day| *day <= today).max().or(answered.newest);
                *answered = Answered { etag, modified, newest, answered: Some(today), failures: 0 };
                let taken = take(found, feed, known, &mut report, today);
                new.extend(taken.into_iter().map(|(mark, found)| New { feed: at, mark, found }));
            }
        }
        reports.push(report);
    }
    (reports, new)
}

/// Of a feed's articles those that are new, as many as it may bring. What is over that has been seen
/// too: the next run does not dig for older ones.
fn take(
    found: Vec<Found>,
    feed: &Feed,
    known: &mut Known,
    report: &mut Report,
    today: NaiveDate,
) -> Vec<(String, Found)> {
    for one in &found {
        let mark = asked::mark(one, feed);
        if known.has(&mark) {
            known.see(&mark, today);
        }
    }
    let (mut unseen, seen) = asked::unseen(found, feed, known);
    report.known = seen;
    // One without a text may have its page read another day.
    let all = unseen.len();
    unseen.retain(|(_, one)| feed.full_text || !one.text.is_empty());
    report.without_text = all - unseen.len();
    unseen.retain(|(mark, _)| known.see(mark, today));
    report.over_limit = unseen.len().saturating_sub(feed.limit);
    unseen.truncate(feed.limit);
    unseen
}

/// The files that a run would write.
fn planned(mut reports: Vec<Report>, new: &[New], feeds: &[Feed], today: NaiveDate) -> Vec<Report> {
    for one in new {
        let path = fetch::path(&head(&one.found, &feeds[one.feed]), &one.mark, today);
        reports[one.feed].files.push(path);
    }
    reports
}

/// A feed's address and that of an article of it that nothing could be read of.
type Unread = (String, String);

/// Reads the pages behind new articles where the feed is set so, and writes them all; gives those,
/// with their feed, that nothing could be read of.
fn written(
    request: &Request,
    mut new: Vec<New>,
    mut reports: Vec<Report>,
    feeds: &[Feed],
    visitor: &Visitor,
    today: NaiveDate,
) -> Result<(Vec<Report>, Vec<Unread>), Error> {
    let read = |one: &New| {
        let url = one.found.url.as_deref().filter(|_| feeds[one.feed].full_text)?;
        Some(page(url, visitor))
    };
    let pages =
        request.progress.over("articles", new.len(), || asked::each(&new, &request.progress, read));
    for (one, page) in new.iter_mut().zip(pages) {
        match page {
            Some(Ok(page)) => over(&mut one.found, page),
            Some(Err((why, _))) => {
                reports[one.feed].pages.push((one.found.url.clone().unwrap_or_default(), why))
            }
            None => {}
        }
    }
    let content = request.root.join("content");
    let mut unread = Vec::new();
    for one in new {
        if one.found.text.is_empty() {
            reports[one.feed].without_text += 1;
            unread.push((feeds[one.feed].url.clone(), one.mark));
        } else if let Some(path) =
            write(&content, (&one.found, &one.mark), &feeds[one.feed], today)?
        {
            reports[one.feed].files.push(path);
        } else {
            reports[one.feed].known += 1;
        }
    }
    Ok((reports, unread))
}

/// Puts what the page says in place of what the feed says less of.
fn over(found: &mut Found, page: Found) {
    if page.text.len() > found.text.len() {
        found.text = page.text;
    }
    found.title = found.title.take().or(page.title);
    found.published = found.published.or(page.published);
    found.language = found.language.take().or(page.language);
    found.publisher = found.publisher.take().or(page.publisher);
    if found.authors.is_empty() {
        found.authors = page.authors;
    }
}

fn head<'a>(found: &'a Found, feed: &'a Feed) -> Head<'a> {
    Head {
        title: found.title.as_deref(),
        subtitle: found.subtitle.as_deref(),
        source: feed.source.as_deref().or(found.publisher.as_deref()),
        published: found.published,
        updated: found.updated,
        url: found.url.as_deref(),
        authors: &found.authors,
        language: found.language.as_deref(),
        tags: &found.tags,
    }
}

/// Writes an article, and gives its path; none where it is there.
fn write(
    content: &Path,
    (found, mark): (&Found, &str),
    feed: &Feed,
    today: NaiveDate,
) -> Result<Option<String>, Error> {
    let head = head(found, feed);
    let path = fetch::path(&head, mark, today);
    let text = fetch::text(&head, &found.text);
    Ok(disk::deposit(content, &path, text.as_bytes())?.then_some(path))
}

/// Writes an article that a person names, and gives its path; none where it is there.
pub(super) fn deposit(
    content: &Path,
    found: &Found,
    mark: &str,
    today: NaiveDate,
) -> Result<Option<String>, Error> {
    write(content, (found, mark), &Feed::default(), today)
}
