//! Ingest: files in, articles out. A map over files; nothing is kept between them, but for the boilerplate that recurs
//! across the pages of one outlet.

mod article;
mod boilerplate;
mod clean;
mod dating;
mod decode;
mod field;
mod file;
mod front_matter;
mod given;
mod headline;
mod identity;
mod jsonl;
mod language;
mod markdown;
mod moment;
mod raw;
mod report;
mod settings;
mod sources;
mod text;
mod yaml;

use std::collections::BTreeMap;

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use rayon::prelude::*;

use crate::files::Files;
use article::Draft;
use file::Kind;
use report::Report;
pub use settings::{CleanSettings, Settings, SourceRule};

/// The articles of the files below `content/`, in the order of their paths and of the records in them.
///
/// `sources` is the editor's `[[sources]]`. Nothing in a file stops the reading: what is wrong becomes a diagnostic.
#[must_use]
pub fn articles(files: &Files, settings: &Settings, sources: &[SourceRule]) -> Warned<Vec<Article>> {
    let read = |(path, bytes): (&String, &Vec<u8>)| drafts(path, bytes, settings, sources);
    let read: Vec<Warned<Vec<Draft>>> = files.par_iter().map(read).collect();
    let mut diagnostics = skipped(files);
    let mut drafts: Vec<Draft> = read.into_iter().flat_map(|drafts| drafts.unpack(&mut diagnostics)).collect();
    if settings.clean.enabled {
        boilerplate::take(&mut drafts);
    }
    drafts.par_iter_mut().for_each(Draft::entitle);
    Warned { value: drafts.into_iter().map(|draft| draft.article).collect(), diagnostics }
}

/// The articles of one file, with their ids.
fn drafts(path: &str, bytes: &[u8], settings: &Settings, sources: &[SourceRule]) -> Warned<Vec<Draft>> {
    let mut report = Report::new(path);
    let raws = file::read(path, bytes, settings, &mut report);
    let mut drafts: Vec<Draft> = raws.into_par_iter().map(|raw| article::draft(path, raw, settings, sources)).collect();
    let mut before: BTreeMap<(Option<String>, String), u64> = BTreeMap::new();
    for Draft { article, line, .. } in &mut drafts {
        let count = before.entry((article.record.clone(), article.content.clone())).or_default();
        article.id = identity::id(path, article.record.as_deref(), &article.content, *count);
        *count += 1;
        if article.body().next().is_none() {
            report.warn("empty", *line, "the article has no text", "write its text or remove it");
        }
    }
    Warned { value: drafts, diagnostics: report.finish() }
}

/// A note for each ending that is not read, naming the first such file; another for files about the folder.
fn skipped(files: &Files) -> Vec<Diagnostic> {
    let mut endings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut notes = Vec::new();
    for path in files.keys() {
        match Kind::of(path) {
            Kind::Unknown => {
                let name = path.rsplit('/').next().unwrap_or(path);
                endings.entry(name.rsplit_once('.').map_or("", |(_, ending)| ending)).or_default().push(path);
            }
            Kind::Companion => {
                let note = Diagnostic::note("read as a word about the folder, not as an article");
                notes.push(note.at(Place::file(format!("content/{path}"))).hint("rename it if it is an article"));
            }
            _ => {}
        }
    }
    for paths in endings.values() {
        let message = match paths.as_slice() {
            [_] => "not read: no kind of file that q7x2 knows".to_owned(),
            [_, rest @ ..] => {
                format!("not read, like {} more of its kind: no kind of file that q7x2 knows", rest.len())
            }
            [] => continue,
        };
        let note = Diagnostic::note(message).hint("articles are files that end in .txt, .md or .jsonl");
        notes.push(note.at(Place::file(format!("content/{}", paths.first().unwrap_or(&"")))));
    }
    notes
}
