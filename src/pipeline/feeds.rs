//! `feeds`: the list of feeds, brought in, given out and tried; `add`: one article at a time.

use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use super::configured;
use super::fetch::{self as fetching, visit::Visitor};
use super::pool::enough;
use super::request::Request;
use crate::cli::{Add, Asking, FeedsCommand, Fetch, Listing};
use crate::config::{self, Config};
use crate::disk::{self, Given};
use crate::error::Error;
use crate::fetch::{self, Feed};
use crate::ingest;

/// Does what is asked of the list; the value is whether nothing is wrong.
///
/// # Errors
/// Where it cannot be done, or the result cannot be printed.
pub fn feeds(
    request: &Request,
    command: &FeedsCommand,
    today: NaiveDate,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    let mut told = Vec::new();
    let text = match command {
        FeedsCommand::Check { format, asking } => {
            return check(request, *format, *asking, today, print);
        }
        FeedsCommand::Import { file } => import(request, file, &mut told)?,
        FeedsCommand::Export => {
            let config = configured::settings(request)?.unpack(&mut told);
            fetch::export(&config.site.title, &config.feeds)
        }
    };
    enough(print.write_all(text.as_bytes()).and_then(|()| print.flush()))?;
    Ok(Warned { value: true, diagnostics: told })
}

/// Asks every feed and writes nothing. One failure is one too many here.
fn check(
    request: &Request,
    format: Listing,
    asking: Asking,
    today: NaiveDate,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    fetching::fetch(request, &Fetch { dry_run: true, strict: true, format, asking }, today, print)
}

/// Writes the feeds of a list into site.toml, below what stands there.
fn import(request: &Request, file: &Path, told: &mut Vec<Diagnostic>) -> Result<String, Error> {
    let config = configured::settings(request)?.unpack(told);
    let read = list(file)?.unpack(told);
    let is_new = |feed: &Feed| config.feeds.iter().all(|known| known.url != feed.url);
    let (new, known): (Vec<Feed>, Vec<Feed>) = read.into_iter().partition(is_new);
    if !new.is_empty() {
        let text = disk::text(&request.root, config::FILE)?.unwrap_or_default();
        let text = format!("{}\n{}", text.trim_end(), fetch::tables(&new));
        disk::write_lines(&request.root.join(config::FILE), &text)?;
    }
    Ok(format!("{} feeds written to site.toml, {} stood there\n", new.len(), known.len()))
}

/// The feeds of an OPML file that a person names.
///
/// # Errors
/// Where it cannot be read, or is no OPML.
pub(super) fn list(file: &Path) -> Result<Warned<Vec<Feed>>, Error> {
    let bytes = match disk::given(file)? {
        Given::File(bytes) => bytes,
        Given::Folder(_) => Vec::new(),
    };
    let text = String::from_utf8_lossy(&bytes);
    fetch::import(&file.to_string_lossy(), &text).map_err(|why| Error::Refused(vec![why]))
}

/// Puts pages of the web and files into `content/`; the value is whether all are there.
///
/// # Errors
/// Where the site's settings are wrong, or the disk refuses.
pub fn add(
    request: &Request,
    command: &Add,
    today: NaiveDate,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    let mut told = Vec::new();
    let config = configured::settings(request)?.unpack(&mut told);
    let visitor = fetching::visitor(&command.asking);
    let mut is_well = true;
    for what in &command.what {
        let added = if what.contains("://") {
            page(request, &config, what, &visitor, today)?
        } else {
            file(request, Path::new(what), today)?
        };
        let line = match added {
            Ok(Some(path)) => format!("written  content/{path}\n"),
            Ok(None) => format!("known    {}\n", crate::terminal::clean(what)),
            Err(why) => {
                is_well = false;
                told.push(why);
                continue;
            }
        };
        enough(print.write_all(line.as_bytes()))?;
    }
    enough(print.flush())?;
    Ok(Warned { value: is_well, diagnostics: told })
}

type Added = Result<Option<String>, Diagnostic>;

fn page(
    request: &Request,
    config: &Config,
    url: &str,
    visitor: &Visitor,
    today: NaiveDate,
) -> Result<Added, Error> {
    let found = match fetching::page(url, visitor) {
        Ok(found) => found,
        Err((why, hint)) => {
            let message = format!("the page `{url}` was not read: {why}");
            return Ok(Err(Diagnostic::error(message).hint(hint)));
        }
    };
    let mut known = fetching::known(request, config)?;
    let mark = fetch::mark(found.url.as_deref(), url);
    let path = fetching::deposit(&request.root.join("content"), &found, &mark, today)?;
    known.see(&mark, today);
    disk::write_lines(&request.root.join(fetch::FILE), &known.written())?;
    Ok(Ok(path))
}

fn file(request: &Request, file: &Path, today: NaiveDate) -> Result<Added, Error> {
    let refused = |message: String, hint: &str| {
        Ok(Err(Diagnostic::error(message).at(Place::file(file.to_string_lossy())).hint(hint)))
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !ingest::is_read(&name) {
        return refused(
            "this is no kind of file that q7x2 knows".to_owned(),
            "articles are text, Markdown, web pages, feeds, JSON and CSV, by their endings",
        );
    }
    match disk::given(file)? {
        Given::Folder(_) => refused(
            "this is a folder".to_owned(),
            "name the files in it, or move the folder into content/",
        ),
        Given::File(bytes) => {
            let path = format!("{today}/{name}");
            let written = disk::deposit(&request.root.join("content"), &path, &bytes)?;
            Ok(Ok(written.then_some(path)))
        }
    }
}
