//! `build`: all stages in their order, and the site on the disk.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic;
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::{Briefing, Outcome};

use super::memory::Memory;
use super::past::Past;
use super::pool::in_pool;
use super::request::Request;
use super::setup::Setup;
use super::stages::{Finished, finished, speaking};
use super::strict;
use crate::disk;
use crate::disk::{Output, Written};
use crate::error::Error;
use crate::files::Files;

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
pub(super) const INPUTS: [&str; 5] = ["content", "plugins", "static", "templates", "themes"];

/// Reads the articles and writes the site.
///
/// # Errors
/// Where there is no site to be written, or the disk refuses.
pub fn build(request: &Request) -> Result<Warned<Summary>, Error> {
    made(request, None)
}

/// Makes the site. With a memory it is one of many of the same run that nobody publishes: what was
/// made before is taken from there, and no history is written.
pub(super) fn made(request: &Request, memory: Option<&Memory>) -> Result<Warned<Summary>, Error> {
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
        if let Some(memory) = memory {
            memory.begin(&setup.config, &setup.root);
        }
        let articles = speaking(setup.articles(memory)?.unpack(&mut told));
        let read = articles.len();
        let site = finished(articles, &setup, &mut past, memory, &mut told)?;
        let output = Output::open(&top)?;
        let lists = write(&site, &setup, &past, &theme, &output)?.unpack(&mut told);
        let written = output.finish()?.unpack(&mut told);
        // Last, so that what it says was published is.
        if memory.is_none() {
            past.write(&setup.root, lists)?;
        }
        strict::weigh(&mut told, &setup.config.strict.fail_on);
        diagnostic::sort(&mut told);
        Ok(Warned { value: summary(read, &site.briefings, written), diagnostics: told })
    })
}

/// Hands the site to the disk file by file; gives how many pages its lists have.
fn write(
    site: &Finished,
    setup: &Setup,
    past: &Past,
    theme: &Files,
    output: &Output,
) -> Result<Warned<BTreeMap<String, usize>>, Error> {
    let mut refused = None;
    let mut write = |path: String, bytes: Vec<u8>| {
        if refused.is_none() {
            refused = output.write(&path, &bytes).err();
        }
    };
    let drawn = site.draw(setup, past, theme, &mut write);
    match refused {
        Some(error) => Err(error.into()),
        None => drawn,
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
