//! Pipeline: alone knows the order of the stages. Files, articles, events, briefings, files.

mod article;
mod cache;
mod explain;
mod judge;
mod lock;
mod past;
mod plugins;
mod pool;
mod request;
mod setup;
mod shelf;
mod stages;
mod strict;
mod time;

use std::collections::BTreeMap;
use std::io::{self, Write};

use q7x2_sdk::diagnostic;
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::{Article, Briefing, Outcome};
use serde::Serialize;

use crate::brief::Found;
use crate::cli::{CacheCommand, What};
use crate::disk::{Output, Written};
use crate::error::Error;
use crate::{disk, render};
pub use explain::explain;
pub use judge::{Drafts, Tally, judge};
use past::Past;
pub use plugins::plugins;
use pool::{enough, in_pool};
pub use request::Request;
use setup::Setup;
use stages::{briefings, dated, events, found, speaking};

/// What a build did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Events they report.
    pub events: usize,
    /// Statements that stand on the pages.
    pub statements: usize,
    /// Statements that did not pass the check.
    pub dropped: usize,
    /// Pages of the site.
    pub pages: usize,
    /// Files whose bytes are new.
    pub changed: usize,
}

/// The folders below the root that a build reads: a site written into one of them would be read by
/// the next build.
const INPUTS: [&str; 5] = ["content", "plugins", "static", "templates", "themes"];

/// Events briefed at a time where briefings are printed: enough for all processors, few enough to
/// keep memory flat.
const BATCH: usize = 64;

/// Reads the articles and writes the site.
///
/// # Errors
/// Where there is no site to be written, or the disk refuses.
pub fn build(request: &Request) -> Result<Warned<Summary>, Error> {
    in_pool(request, || {
        let mut told = Vec::new();
        let top = request.output.clone().unwrap_or_else(|| request.root.join("public"));
        disk::outside(&top, &request.root, &INPUTS)?;
        // Before anything else that can fail: a killed build's site is completed even if this one
        // never gets that far.
        Output::complete(&top)?;
        let setup = Setup::read(request)?.unpack(&mut told);
        let mut past = Past::read(&setup.root)?;
        let theme = setup.theme_files()?.unpack(&mut told);
        let mut articles = speaking(setup.articles()?.unpack(&mut told));
        let read = articles.len();
        let built = setup.time(&mut articles).unpack(&mut told);
        let today = setup.today(built);
        let found = found(articles, &setup, &mut past, today).unpack(&mut told);
        let mut briefings = briefings(found, &setup)?.unpack(&mut told);
        told.extend(setup.programs.end());
        told.extend(setup.unused_edits(&briefings, &past));
        briefings.retain(|briefing| !briefing.hidden);
        past.publish(&mut briefings);
        let output = Output::open(&top)?;
        let config = &setup.config;
        let version = env!("CARGO_PKG_VERSION");
        let input = render::Input {
            briefings: &briefings,
            settings: &config.site,
            files: &theme,
            built,
            version,
            past: &past.shown(&briefings, config.keep_days),
        };
        let lists = render(&input, &output)?.unpack(&mut told);
        let written = output.finish()?.unpack(&mut told);
        // Last, so that what it says was published is.
        past.write(&setup.root, lists)?;
        strict::weigh(&mut told, &config.strict.fail_on);
        diagnostic::sort(&mut told);
        Ok(Warned { value: summary(read, &briefings, written), diagnostics: told })
    })
}

/// Hands the site to the disk file by file; gives how many pages its lists have.
fn render(
    input: &render::Input<'_>,
    output: &Output,
) -> Result<Warned<BTreeMap<String, usize>>, Error> {
    let mut refused = None;
    let mut write = |path: String, bytes: Vec<u8>| {
        if refused.is_none() {
            refused = output.write(&path, &bytes).err();
        }
    };
    let rendered = render::site(input, &mut write);
    match refused {
        Some(error) => Err(error.into()),
        None => rendered.map_err(Error::Refused),
    }
}

fn summary(articles: usize, briefings: &[Briefing], written: Written) -> Summary {
    Summary {
        articles,
        events: briefings.len(),
        statements: briefings.iter().map(statements).sum(),
        dropped: briefings.iter().map(dropped).sum(),
        pages: written.pages,
        changed: written.changed,
    }
}

fn statements(briefing: &Briefing) -> usize {
    briefing.sections.iter().map(|one| one.statements.len()).sum()
}

fn dropped(briefing: &Briefing) -> usize {
    briefing.made.verdicts.iter().filter(|verdict| verdict.outcome == Outcome::Dropped).count()
}

/// Prints what a stage made of the articles, as JSON Lines.
///
/// # Errors
/// Where the site's settings are wrong, or the result cannot be printed. A reader that has seen
/// enough is no error.
pub fn inspect(
    request: &Request,
    what: What,
    print: &mut (dyn Write + Send),
) -> Result<Warned<()>, Error> {
    in_pool(request, || {
        let mut told = Vec::new();
        let setup = Setup::read(request)?.unpack(&mut told);
        let mut past = Past::read(&setup.root)?;
        let articles = match what {
            What::Articles => Vec::new(),
            What::Events | What::Briefings => setup.articles()?.unpack(&mut told),
        };
        let printed = match what {
            What::Articles => print_articles(&setup, &mut told, print)?,
            What::Events => {
                let (mut articles, today) = dated(speaking(articles), &setup, &mut told);
                let mut events = events(&articles, &setup).unpack(&mut told);
                past.name(&mut events, &mut articles, today);
                lines(&events, print)
            }
            What::Briefings => {
                let (articles, today) = dated(speaking(articles), &setup, &mut told);
                let found = found(articles, &setup, &mut past, today).unpack(&mut told);
                print_briefings(found, &setup, &mut past, &mut told, print)?
            }
        };
        enough(printed.and_then(|()| print.flush()))?;
        told.extend(setup.programs.end());
        strict::weigh(&mut told, &setup.config.strict.fail_on);
        diagnostic::sort(&mut told);
        Ok(Warned { value: (), diagnostics: told })
    })
}

/// Counts the answers of plugins that are kept, or removes those that a build would not use.
///
/// # Errors
/// Where the site's settings are wrong, or the disk refuses.
pub fn cache(
    request: &Request,
    command: CacheCommand,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    cache::cache(request, command, &rehearse, print)
}

/// Makes every briefing and shows none: for who wants to know what that takes.
fn rehearse(setup: &Setup) -> Result<(), Error> {
    let mut past = Past::read(&setup.root)?;
    let (articles, today) = dated(speaking(setup.articles()?.value), setup, &mut Vec::new());
    briefings(found(articles, setup, &mut past, today).value, setup).map(drop)
}

/// Prints articles as they are read; the inner result is that of printing.
fn print_articles(
    setup: &Setup,
    told: &mut Vec<Diagnostic>,
    print: &mut dyn Write,
) -> Result<io::Result<()>, Error> {
    let mut printed = Ok(());
    let mut take = |articles: Vec<Article>| {
        printed = lines(&articles, print);
        printed.is_ok()
    };
    told.extend(setup.each_article(&mut take)?);
    Ok(printed)
}

/// Prints briefings batch by batch; the inner result is that of printing.
fn print_briefings(
    found: Vec<Found>,
    setup: &Setup,
    past: &mut Past,
    told: &mut Vec<Diagnostic>,
    print: &mut dyn Write,
) -> Result<io::Result<()>, Error> {
    let mut rest = found.into_iter();
    loop {
        let batch: Vec<Found> = rest.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(Ok(()));
        }
        let mut briefings = briefings(batch, setup)?.unpack(told);
        past.publish(&mut briefings);
        let printed = lines(&briefings, print);
        if printed.is_err() {
            return Ok(printed);
        }
    }
}

fn lines<T: Serialize>(all: &[T], print: &mut dyn Write) -> io::Result<()> {
    for one in all {
        serde_json::to_writer(&mut *print, one)?;
        print.write_all(b"\n")?;
    }
    Ok(())
}
