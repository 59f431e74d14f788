//! Pipeline: alone knows the order of the stages. Files, articles, events, briefings, files.

mod article;
mod build;
mod cache;
mod check;
mod configured;
mod deploy;
mod edition;
mod explain;
mod feeds;
mod fetch;
mod init;
mod judge;
mod lock;
mod memory;
mod past;
mod plugins;
mod pool;
mod request;
mod serve;
mod setup;
mod shelf;
mod show;
mod stages;
mod strict;
mod time;

use std::io::{self, Write};

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic;
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use serde::Serialize;

use crate::brief::Found;
use crate::cli::{CacheCommand, What};
use crate::error::Error;
pub use build::{Summary, build};
pub use check::check;
pub use deploy::deploy;
pub use edition::{edition, sign};
pub use explain::explain;
pub use feeds::{add, feeds};
pub use fetch::fetch;
pub use init::init;
pub use judge::{Drafts, Tally, judge};
use past::Past;
pub use plugins::plugins;
use pool::{enough, in_pool};
pub use request::Request;
pub use serve::serve;
use setup::Setup;
pub use show::show;
use stages::{briefings, dated, events, found, speaking};

/// Events briefed at a time where briefings are printed: enough for all processors, few enough to
/// keep memory flat.
const BATCH: usize = 64;

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
            What::Events | What::Briefings => setup.articles(None)?.unpack(&mut told),
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
    let (articles, today) = dated(speaking(setup.articles(None)?.value), setup, &mut Vec::new());
    briefings(found(articles, setup, &mut past, today).value, setup, None).map(drop)
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
    told.extend(setup.each_article(None, &mut take)?);
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
        let mut briefings = briefings(batch, setup, None)?.unpack(told);
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
