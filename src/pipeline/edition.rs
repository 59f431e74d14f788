//! `edition` and `sign`: what a person reads before it is published, and her word on it.

use std::collections::BTreeSet;
use std::io::Write;

use q7x2_sdk::Briefing;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use super::configured;
use super::past::Past;
use super::pool::{enough, in_pool};
use super::request::Request;
use super::setup::Setup;
use super::stages::{briefings, dated, found, speaking};
use crate::cli::Sign;
use crate::config;
use crate::disk;
use crate::edition::{self, Change, Edition, FILE, Signed};
use crate::error::Error;
use crate::signature;

/// How many days before the newest one an event's day may lie: what came in over a weekend.
const DAYS: i64 = 2;

/// Why edits stand in the file, where the edition put them.
const REASON: &str = "read and mended before it was published";

/// Writes edition.md with what nobody has signed yet. What a person changed in the one that stands
/// there is taken over first.
///
/// # Errors
/// Where the settings or that edition cannot be read, or the disk refuses.
pub fn edition(request: &Request, print: &mut (dyn Write + Send)) -> Result<Warned<bool>, Error> {
    let mut told = Vec::new();
    let taken = match standing(request)? {
        Some(edition) => {
            keep(request, &edition.changes, &[])?;
            edition.changes.len()
        }
        None => 0,
    };
    let all = made(request)?.unpack(&mut told);
    let newest = all.iter().filter_map(|one| one.day).max();
    let is_due = |one: &&Briefing| {
        let is_recent = match (newest, one.day) {
            (Some(newest), Some(day)) => (newest - day).num_days() <= DAYS,
            _ => true,
        };
        is_recent && !one.hidden && one.reviewed_by.is_none()
    };
    let due: Vec<&Briefing> = all.iter().filter(is_due).collect();
    disk::write_lines(&request.root.join(FILE), &edition::written(newest, &due))?;
    let line = format!("{FILE}: events to read: {}; changes taken over: {taken}", due.len());
    enough(writeln!(print, "{line}").and_then(|()| print.flush()))?;
    Ok(Warned { value: true, diagnostics: told })
}

/// Takes the changes of edition.md over as edits, signs what a person has read, and removes the
/// file.
///
/// # Errors
/// Where the settings or the edition cannot be read, or the disk refuses; then nothing is changed.
pub fn sign(
    request: &Request,
    command: &Sign,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    let mut told = Vec::new();
    let Some(edition) = standing(request)? else {
        enough(writeln!(print, "there is no {FILE}: nothing to sign"))?;
        return Ok(Warned::quiet(true));
    };
    keep(request, &edition.changes, &[])?;
    let mut signed = Vec::new();
    if let Some(by) = command.by.as_deref().map(str::trim).filter(|by| !by.is_empty()) {
        // As they stand with her changes.
        let all = made(request)?.unpack(&mut told);
        for (event, read) in &edition.events {
            let briefing = all.iter().find(|one| one.event == *event && !one.hidden);
            match briefing.map(|one| signed_by(one, read, by)) {
                Some(Ok(one)) => signed.push(one),
                Some(Err(why)) => told.push(why),
                None => {}
            }
        }
        keep(request, &[], &signed)?;
    }
    disk::discard(&request.root, FILE)?;
    let line =
        format!("changes taken over: {}; events signed: {}", edition.changes.len(), signed.len());
    enough(writeln!(print, "{line}").and_then(|()| print.flush()))?;
    Ok(Warned { value: true, diagnostics: told })
}

/// The edition that a person has read, if there is one.
fn standing(request: &Request) -> Result<Option<Edition>, Error> {
    let Some(text) = disk::text(&request.root, FILE)? else { return Ok(None) };
    edition::read(&text).map(Some).map_err(Error::Refused)
}

/// A person signs what she has read: nothing that has come since.
fn signed_by(briefing: &Briefing, read: &BTreeSet<String>, by: &str) -> Result<Signed, Diagnostic> {
    if edition::ids(briefing).iter().any(|id| !read.contains(id)) {
        let message =
            format!("`{}` says more than when it was proposed, and is not signed", briefing.title);
        return Err(Diagnostic::note(message).hint("it stands in the next edition"));
    }
    Ok(Signed {
        event: briefing.event.clone(),
        by: by.to_owned(),
        digest: signature::digest(briefing),
    })
}

/// Writes changes and signatures into the file of edits.
fn keep(request: &Request, changes: &[Change], signed: &[Signed]) -> Result<(), Error> {
    if changes.is_empty() && signed.is_empty() {
        return Ok(());
    }
    let config = configured::settings(request)?.value;
    let Ok(Some(name)) = config::edits_file(&config.tree) else {
        let told = Diagnostic::error("site.toml names no file for edits")
            .at(Place::file(config::FILE))
            .hint("write `edits_file = \"edits.toml\"` above all tables, and an empty file edits.toml");
        return Err(Error::Refused(vec![told]));
    };
    let text = disk::text(&request.root, name)?.unwrap_or_default();
    let text = edition::with(&text, changes, signed, REASON)
        .map_err(|why| Error::Refused(vec![why.at(Place::file(name))]))?;
    disk::write_lines(&request.root.join(name), &text).map_err(Error::from)
}

/// Every briefing as it would be published.
fn made(request: &Request) -> Result<Warned<Vec<Briefing>>, Error> {
    in_pool(request, || {
        let mut told = Vec::new();
        let setup = Setup::read(request)?.unpack(&mut told);
        let mut past = Past::read(&setup.root)?;
        let articles = setup.articles(None)?.unpack(&mut told);
        let (articles, today) = dated(speaking(articles), &setup, &mut told);
        let found = found(articles, &setup, &mut past, today).unpack(&mut told);
        let mut all = briefings(found, &setup, None)?.unpack(&mut told);
        told.extend(setup.programs.end());
        past.publish(&mut all);
        // What is wrong with the site is told by the build; here it would only be told twice.
        Ok(Warned::quiet(all))
    })
}
