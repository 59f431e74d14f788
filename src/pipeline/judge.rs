//! Judging: drafts and sources in, lines out. The sources are read as `content/` is and taken as
//! one event, whose copies and origins are found as a build finds them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use q7x2_sdk::diagnostic::{self, Diagnostic, Place, Warned};
use q7x2_sdk::judged::{Bench, Judged, Verdict, with_draft};
use q7x2_sdk::{Article, Event, Published};
use rayon::prelude::*;

use super::pool::{enough, in_pool};
use super::request::Request;
use crate::cli::{Fault, Format};
use crate::disk::Given;
use crate::error::Error;
use crate::files::Files;
use crate::judge::{self, Draft, Line, Look};
use crate::{brief, disk, ingest};

/// What is judged against what.
#[derive(Debug)]
pub struct Drafts<'a> {
    /// The drafts' files; `-` for what was read of standard input.
    pub paths: &'a [PathBuf],
    /// Standard input.
    pub input: Vec<u8>,
    /// Folders and files with the sources.
    pub against: &'a [PathBuf],
}

/// How many sentences of the drafts somebody should look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    contradicted: usize,
    not_found: usize,
    part: usize,
    unread: usize,
}

impl Tally {
    fn of(lines: &[Line], unread: usize) -> Self {
        Self {
            unread,
            contradicted: judge::count(lines, Verdict::Contradicted),
            not_found: judge::count(lines, Verdict::NotFound),
            part: judge::count(lines, Verdict::Part),
        }
    }

    /// How many have a fault.
    #[must_use]
    pub fn count(&self, fault: Fault) -> usize {
        match fault {
            Fault::Contradicted => self.contradicted,
            Fault::NotFound => self.not_found,
            Fault::Part => self.part,
        }
    }

    /// How many drafts could not be read: of these nothing was judged.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.unread
    }
}

/// Says of each sentence of the drafts what the sources say of it. A draft that cannot be read is
/// told and keeps no other from being judged.
///
/// # Errors
/// Where no draft or a source cannot be read, no source says anything, or the result cannot be
/// printed.
pub fn judge(
    request: &Request,
    drafts: Drafts<'_>,
    format: Format,
    look: Look,
    print: &mut (dyn Write + Send),
) -> Result<Warned<Tally>, Error> {
    in_pool(request, || {
        let mut told = Vec::new();
        let mut sources = sources(drafts.against)?.unpack(&mut told);
        let named = drafts.paths.len();
        let drafts = readable(&drafts, &mut told);
        if drafts.is_empty() {
            return Err(Error::Refused(told));
        }
        speak_alike(&mut sources, &drafts);
        let event = brief::together("judge".to_owned(), String::new(), sources);
        let mut lines = Vec::new();
        for draft in &drafts {
            lines.extend(judged(draft, &event, request.now).unpack(&mut told));
        }
        let text = judge::rendered(&lines, format, look);
        enough(write(print, &text))?;
        diagnostic::sort(&mut told);
        let tally = Tally::of(&lines, named - drafts.len());
        Ok(Warned { value: tally, diagnostics: told })
    })
}

fn write(print: &mut dyn Write, text: &str) -> io::Result<()> {
    print.write_all(text.as_bytes())?;
    print.flush()
}

/// The drafts that can be read; of the others is told why not.
fn readable(drafts: &Drafts<'_>, told: &mut Vec<Diagnostic>) -> Vec<Draft> {
    let mut found = Vec::new();
    for path in drafts.paths {
        match read(path, &drafts.input) {
            Ok(draft) => found.push(draft.unpack(told)),
            Err(error) => told.extend(error.diagnostics()),
        }
    }
    found
}

fn read(path: &Path, input: &[u8]) -> Result<Warned<Draft>, Error> {
    let name = shown(path);
    if path.as_os_str() == "-" {
        return decoded(name, input);
    }
    match disk::given(path)? {
        Given::File(bytes) => decoded(name, &bytes),
        Given::Folder(_) => {
            let told = Diagnostic::error("a draft is a file, and this is a folder");
            let hint =
                "name the files in it; what they are judged against stands behind `--against`";
            Err(Error::Refused(vec![told.at(Place::file(name)).hint(hint)]))
        }
    }
}

/// A draft of some bytes, which are read as those of a source are.
fn decoded(name: String, bytes: &[u8]) -> Result<Warned<Draft>, Error> {
    let read = ingest::text_of(&name, bytes, Draft::is_page(&name));
    let Some(text) = read.value else {
        let told = Diagnostic::error("a draft is text, and this is none");
        let hint = "save it as `.txt`, `.md` or `.html`";
        return Err(Error::Refused(vec![told.at(Place::file(name)).hint(hint)]));
    };
    Ok(Warned { value: Draft::read(&name, &text), diagnostics: read.diagnostics })
}

/// Words below which a source may be too short to tell its language by: a brief of two sentences. A
/// longer one is in a language that nobody here knows.
const SHORT: usize = 40;

/// Gives sources too short to tell their language by that of all of them, or of all and the drafts.
fn speak_alike(sources: &mut [Article], drafts: &[Draft]) {
    let is_silent = |source: &Article| {
        let words = source.body().flat_map(|(_, sentence)| sentence.text.split_whitespace());
        source.language.is_none() && words.take(SHORT).count() < SHORT
    };
    if !sources.iter().any(is_silent) {
        return;
    }
    let mut text = String::new();
    for (_, sentence) in sources.iter().flat_map(Article::body) {
        text.push_str(&sentence.text);
        text.push(' ');
    }
    let of_sources = ingest::language_of(&text);
    drafts.iter().for_each(|draft| text.push_str(&draft.text()));
    let language = of_sources.or_else(|| ingest::language_of(&text));
    let silent = sources.iter_mut().filter(|source| is_silent(source));
    silent.for_each(|source| source.language.clone_from(&language));
}

/// The lines of one draft.
fn judged(draft: &Draft, sources: &Event, day: Option<Published>) -> Warned<Vec<Line>> {
    let language = ingest::language_of(&draft.text());
    // A draft too short to tell its language by is written in that of its sources.
    let language = language.or_else(|| sources.language().map(str::to_owned));
    let code = language.clone();
    let read = draft
        .article(language, day, |paragraph| ingest::dateline_length(paragraph, code.as_deref()));
    let (article, places) = read.value;
    let event = with_draft(sources, article);
    let bench = Bench::new(&event, event.articles().len() - 1);
    let sentences = places.len();
    let judged: Vec<Judged> =
        (0..sentences).into_par_iter().map(|sentence| bench.judge(sentence)).collect();
    let lines = judge::lines(&event, &judged, &draft.name, &places);
    Warned { value: lines, diagnostics: read.diagnostics }
}

/// The articles of all that is named, each with its path as it was given. In which order they are
/// named, and where they lie on the disk, changes nothing but their paths.
fn sources(against: &[PathBuf]) -> Result<Warned<Vec<Article>>, Error> {
    let mut told = Vec::new();
    let named = Named::read(against, &mut told)?;
    let mut noted = Vec::new();
    let settings = ingest::Settings::default();
    let mut articles = ingest::articles(&named.files, &settings, &[]).unpack(&mut noted);
    articles.iter_mut().for_each(|article| article.file = named.as_given(&article.file));
    for diagnostic in &mut noted {
        if let Some(place) = &mut diagnostic.place {
            place.file = named.as_given(place.file.trim_start_matches("content/"));
        }
    }
    told.extend(noted);
    articles.retain(|article| article.body().next().is_some());
    if articles.is_empty() {
        let error = Diagnostic::error("there is no source to judge against");
        told.push(error.hint(
            "name folders or files behind `--against`: articles as `.txt`, `.md` or `.jsonl`",
        ));
        diagnostic::sort(&mut told);
        return Err(Error::Refused(told));
    }
    Ok(Warned { value: articles, diagnostics: told })
}

/// The files of all that is named, by the number of what was named and the path below it.
struct Named {
    files: Files,
    /// Each as it was given, and whether it is a folder.
    given: Vec<(PathBuf, bool)>,
}

impl Named {
    fn read(against: &[PathBuf], told: &mut Vec<Diagnostic>) -> Result<Self, Error> {
        let mut paths = against.to_vec();
        paths.sort();
        paths.dedup();
        let mut named = Self { files: Files::new(), given: Vec::new() };
        for (number, path) in paths.into_iter().enumerate() {
            let found = disk::given(&path)?;
            let folder = matches!(found, Given::Folder(_));
            match found {
                Given::File(bytes) => {
                    let name = path.file_name().map(|name| name.to_string_lossy());
                    let name = format!("{number}/{}", name.unwrap_or_default());
                    named.files.insert(name, bytes);
                }
                Given::Folder(files) => {
                    let files = files.unpack(told).into_iter();
                    named
                        .files
                        .extend(files.map(|(below, file)| (format!("{number}/{below}"), file)));
                }
            }
            named.given.push((path, folder));
        }
        Ok(named)
    }

    /// A path as the person who named it would write it.
    fn as_given(&self, file: &str) -> String {
        let (number, below) = file.split_once('/').unwrap_or(("", file));
        match number.parse().ok().and_then(|at: usize| self.given.get(at)) {
            Some((path, true)) => shown(&path.join(below)),
            Some((path, false)) => shown(path),
            None => file.to_owned(),
        }
    }
}

/// A path with `/` on every platform.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
