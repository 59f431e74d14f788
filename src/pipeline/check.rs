//! `check`: everything that is wrong with a site, without writing one.

mod external;
mod feeds;
mod link;

use std::collections::BTreeMap;
use std::io::Write;

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic::{self, Diagnostic, Place, Severity, Warned};

use super::past::Past;
use super::pool::{enough, in_pool};
use super::request::Request;
use super::setup::Setup;
use super::stages::{finished, speaking};
use super::strict;
use crate::cli::{Check, Format};
use crate::error::Error;
use crate::files::Files;
use crate::findings;

/// Says everything that is wrong; the value is whether there is neither error nor warning.
///
/// # Errors
/// Where the result cannot be printed. What keeps a site from being built is among what is said.
pub fn check(
    request: &Request,
    command: &Check,
    colour: bool,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    let mut told = match in_pool(request, || all(request, command)) {
        Ok(told) => told,
        Err(Error::Print(error)) => return Err(Error::Print(error)),
        Err(error) => error.diagnostics(),
    };
    diagnostic::sort(&mut told);
    let mut text = findings::rendered(&told, command.format, colour);
    if told.is_empty() && command.format == Format::Terminal {
        text.push_str("nothing to mend\n");
    }
    enough(print.write_all(text.as_bytes()).and_then(|()| print.flush()))?;
    let is_well = told.iter().all(|one| one.severity == Severity::Note);
    Ok(Warned::quiet(is_well))
}

fn all(request: &Request, command: &Check) -> Result<Vec<Diagnostic>, Error> {
    let mut told = Vec::new();
    let setup = Setup::read(request)?.unpack(&mut told);
    let mut past = Past::read(&setup.root)?;
    let theme = setup.theme_files()?.unpack(&mut told);
    let articles = speaking(setup.articles(None)?.unpack(&mut told));
    told.extend(same_address(&articles));
    let addresses = addresses(&articles);
    let site = finished(articles, &setup, &mut past, None, &mut told)?;
    let mut pages = Files::new();
    let mut keep = |path: String, bytes: Vec<u8>| drop(pages.insert(path, bytes));
    drop(site.draw(&setup, &past, &theme, &mut keep)?.unpack(&mut told));
    told.extend(link::broken(&pages));
    told.extend(feeds::stale(&setup)?);
    if command.external {
        told.extend(external::gone(&addresses, &command.asking, &request.progress));
    }
    strict::weigh(&mut told, &setup.config.strict.fail_on);
    Ok(told)
}

/// Articles of different files that give the same address: one may be a mistake.
fn same_address(articles: &[Article]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut told = Vec::new();
    for article in articles {
        let Some(url) = article.url.as_deref() else { continue };
        match first.get(url) {
            Some(file) if *file != article.file => {
                let message = format!("the address `{url}` is that of content/{file} too");
                let place = Place::file(format!("content/{}", article.file));
                let told_one = Diagnostic::note(message).at(place);
                told.push(told_one.hint("remove one of the two, if both are the same article"));
            }
            Some(_) => {}
            None => drop(first.insert(url, &article.file)),
        }
    }
    told
}

/// Every address that an article gives, with the first file that does.
fn addresses(articles: &[Article]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for article in articles {
        if let Some(url) = &article.url {
            all.entry(url.clone()).or_insert_with(|| format!("content/{}", article.file));
        }
    }
    all
}
