//! `cache`: looks after the answers that are kept between builds.

use std::collections::BTreeMap;
use std::io::{self, Write};

use q7x2_sdk::diagnostic::Warned;

use super::pool::{enough, in_pool};
use super::request::Request;
use super::setup::Setup;
use crate::cli::CacheCommand;
use crate::error::Error;
use crate::plugin::Leave;

/// Counts the answers, or removes those that a build would not use: `rehearse` makes its briefings.
///
/// # Errors
/// Where the site's settings are wrong, or the disk refuses.
pub(super) fn cache(
    request: &Request,
    command: CacheCommand,
    rehearse: &(dyn Fn(&Setup) -> Result<(), Error> + Sync),
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    in_pool(request, || match command {
        CacheCommand::Stat => stat(request, print),
        CacheCommand::Gc => gc(request, rehearse, print),
    })
}

fn stat(request: &Request, print: &mut dyn Write) -> Result<Warned<bool>, Error> {
    let mut diagnostics = Vec::new();
    let setup = Setup::read(request)?.unpack(&mut diagnostics);
    let mut plugins: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    let all = setup.shelf.answers().all();
    for (path, bytes) in &all {
        let plugin = path.split_once('/').map_or("", |(plugin, _)| plugin);
        let of = plugins.entry(plugin).or_default();
        *of = (of.0 + usize::from(!is_greeting(path)), of.1 + bytes);
    }
    let mut text = String::new();
    for (plugin, (count, bytes)) in plugins {
        let kib = bytes.div_ceil(1 << 10);
        text += &format!("{plugin}: {count} answers, {kib} KiB\n");
    }
    if text.is_empty() {
        text = format!("no answers are kept in {}\n", setup.config.cache.dir);
    }
    said(print, &text)?;
    Ok(Warned { value: true, diagnostics })
}

/// Removes what is not asked for while every briefing is made, of what is kept alone.
fn gc(
    request: &Request,
    rehearse: &dyn Fn(&Setup) -> Result<(), Error>,
    print: &mut dyn Write,
) -> Result<Warned<bool>, Error> {
    let kept = Request { leave: Leave::Kept, ..request.clone() };
    let setup = Setup::read(&kept)?.value;
    rehearse(&setup)?;
    let (mut removed, mut freed, mut left) = (0_usize, 0, 0_usize);
    for (path, bytes) in setup.shelf.answers().all() {
        if setup.shelf.is_used(&path) {
            left += usize::from(!is_greeting(&path));
        } else {
            setup.shelf.answers().remove(&path)?;
            removed += usize::from(!is_greeting(&path));
            freed += bytes;
        }
    }
    let kib = freed.div_ceil(1 << 10);
    said(print, &format!("{removed} answers removed, {kib} KiB; {left} are still used\n"))?;
    // What a build would tell is told by a build.
    Ok(Warned::quiet(true))
}

/// Whether a file holds what a program said of itself, not an answer.
fn is_greeting(path: &str) -> bool {
    path.split('/').next_back().is_some_and(|name| name.starts_with("initialize-"))
}

fn said(print: &mut dyn Write, text: &str) -> Result<(), Error> {
    let printed: io::Result<()> = print.write_all(text.as_bytes()).and_then(|()| print.flush());
    enough(printed)
}
