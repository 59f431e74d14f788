//! All files, one after the other: the small ones many at a time, a large one alone, and JSON Lines
//! part by part. What is in memory beside the articles does not grow with the files.

use std::io::{self, Read};

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic::Diagnostic;
use rayon::prelude::*;

use super::article::{self, Draft};
use super::file;
use super::kind::Kind;
use super::pattern::Patterns;
use super::raw::Raw;
use super::report::Report;
use super::seen::Seen;
use super::settings::{Settings, SourceRule};
use super::stream::{Part, Parts};
use super::{clean, gzip};
use crate::files::{self, Folder};

/// Files that are read at a time.
const WINDOW: usize = 64;

/// A file up to this many bytes is read beside others.
const SMALL: u64 = 4 << 20;

/// A packed file up to this many bytes is read beside others: it may hold a hundred times as much.
const SMALL_PACKED: usize = 80 << 10;

/// A file larger than this is left out with a warning, unless it is read in parts: some ten
/// thousand times a long article.
const MOST_BYTES: u64 = 64 << 20;

/// Most that packed files hold together.
const MOST_UNPACKED: u64 = 2 << 30;

/// See the module.
pub(super) struct Hall<'a> {
    files: &'a dyn Folder,
    settings: &'a Settings,
    sources: &'a [SourceRule],
    taken: Patterns,
    /// What packed files held so far.
    unpacked: u64,
    told: Vec<Diagnostic>,
}

/// What became of one file.
enum Outcome {
    /// Its articles, what there is to say, and how many bytes came out of it, if it was packed.
    Whole(Vec<Draft>, Vec<Diagnostic>, u64),
    /// It is large, and read when its turn comes.
    Later,
}

impl<'a> Hall<'a> {
    pub(super) fn new(
        files: &'a dyn Folder,
        settings: &'a Settings,
        sources: &'a [SourceRule],
    ) -> Self {
        let taken = clean::taken_lines(&settings.clean);
        Self { files, settings, sources, taken, unpacked: 0, told: Vec::new() }
    }

    /// Hands over the articles of all files, in the order of their paths, until `take` has enough;
    /// gives what there is to say.
    pub(super) fn read(mut self, take: &mut dyn FnMut(Vec<Article>) -> bool) -> Vec<Diagnostic> {
        let paths = self.files.paths();
        for window in paths.chunks(WINDOW) {
            let read: Vec<Outcome> = window.par_iter().map(|path| self.small(path)).collect();
            for (path, outcome) in window.iter().zip(read) {
                let goes_on = match outcome {
                    Outcome::Whole(drafts, told, unpacked) => {
                        self.hand_over(path, drafts, told, unpacked, take)
                    }
                    Outcome::Later if Kind::of(path) == Kind::Lines => self.stream(path, take),
                    Outcome::Later => {
                        let (drafts, told, unpacked) = self.large(path);
                        self.hand_over(path, drafts, told, unpacked, take)
                    }
                };
                if !goes_on {
                    return self.told;
                }
            }
        }
        self.told
    }

    /// Reads a file unless it is large.
    fn small(&self, path: &str) -> Outcome {
        if !Kind::of(path).is_read() {
            return Outcome::Whole(Vec::new(), Vec::new(), 0);
        }
        match self.files.bytes(path, SMALL) {
            Ok(bytes) if gzip::is_packed(&bytes) && bytes.len() > SMALL_PACKED => Outcome::Later,
            Ok(bytes) => {
                let (drafts, told, unpacked) = self.whole(path, &bytes);
                Outcome::Whole(drafts, told, unpacked)
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Outcome::Later,
            Err(error) => Outcome::Whole(Vec::new(), vec![unread(path, &error)], 0),
        }
    }

    fn large(&self, path: &str) -> Whole {
        match self.files.bytes(path, MOST_BYTES) {
            Ok(bytes) => self.whole(path, &bytes),
            Err(error) => (Vec::new(), vec![unread(path, &error)], 0),
        }
    }

    fn whole(&self, path: &str, bytes: &[u8]) -> Whole {
        let mut report = Report::new(path);
        let Some(held) = file::unpacked(bytes, &mut report) else {
            return (Vec::new(), report.finish(), 0);
        };
        let unpacked = if gzip::is_packed(bytes) { held.len() as u64 } else { 0 };
        let raws = file::read(path, &held, self.settings, &mut report);
        let drafts = self.drafts(path, raws, &mut Seen::default(), &mut report);
        (drafts, report.finish(), unpacked)
    }

    /// Hands over the articles of a file that is read whole, unless it is one packed file too many.
    fn hand_over(
        &mut self,
        path: &str,
        drafts: Vec<Draft>,
        told: Vec<Diagnostic>,
        unpacked: u64,
        take: &mut dyn FnMut(Vec<Article>) -> bool,
    ) -> bool {
        self.unpacked += unpacked;
        if unpacked > 0 && self.unpacked > MOST_UNPACKED {
            let mut report = Report::new(path);
            tell_too_much(&mut report);
            self.told.extend(report.finish());
            return true;
        }
        self.told.extend(told);
        drafts.is_empty() || take(articles(drafts))
    }

    /// Reads JSON Lines in parts.
    fn stream(&mut self, path: &str, take: &mut dyn FnMut(Vec<Article>) -> bool) -> bool {
        let mut report = Report::new(path);
        let goes_on = match self.files.open(path).and_then(gzip::reader) {
            Ok((reader, is_packed)) => self.parts(path, reader, is_packed, &mut report, take),
            Err(error) => {
                self.told.push(unread(path, &error));
                true
            }
        };
        self.told.extend(report.finish());
        goes_on
    }

    fn parts(
        &mut self,
        path: &str,
        reader: impl Read,
        is_packed: bool,
        report: &mut Report,
        take: &mut dyn FnMut(Vec<Article>) -> bool,
    ) -> bool {
        let mut parts = Parts::new(reader);
        let mut seen = Seen::default();
        loop {
            let part = match parts.next() {
                Ok(Some(part)) => part,
                Ok(None) => return true,
                Err(error) => {
                    let why = format!("the file cannot be read to its end: {error}");
                    report.warn("unread", parts.above() + 1, why, "what stands before is read");
                    return true;
                }
            };
            if is_packed {
                self.unpacked += part.bytes.len() as u64;
                if self.unpacked > MOST_UNPACKED {
                    tell_too_much(report);
                    return true;
                }
            }
            let raws = self.lines(&part, report);
            let drafts = self.drafts(path, raws, &mut seen, report);
            if !drafts.is_empty() && !take(articles(drafts)) {
                return false;
            }
        }
    }

    fn lines(&self, part: &Part, report: &mut Report) -> Vec<Raw> {
        for line in &part.too_long {
            report.warn(
                "record",
                *line,
                "the line is longer than 64 MiB",
                "write one article a line; the line is left out",
            );
        }
        file::lines(&part.bytes, part.above, self.settings, report)
    }

    fn drafts(
        &self,
        path: &str,
        raws: Vec<Raw>,
        seen: &mut Seen,
        report: &mut Report,
    ) -> Vec<Draft> {
        let lines = self.settings.clean.enabled.then_some(&self.taken);
        let draft = |raw| article::draft(path, raw, lines, self.sources);
        let mut drafts: Vec<Draft> = raws.into_par_iter().map(draft).collect();
        seen.name(path, &mut drafts, report);
        drafts
    }
}

/// What is read of a file that is read whole: see [`Outcome::Whole`].
type Whole = (Vec<Draft>, Vec<Diagnostic>, u64);

fn articles(mut drafts: Vec<Draft>) -> Vec<Article> {
    drafts.par_iter_mut().for_each(Draft::entitle);
    drafts.into_iter().map(|draft| draft.article).collect()
}

fn unread(path: &str, error: &io::Error) -> Diagnostic {
    files::unread(format!("content/{path}"), error)
}

fn tell_too_much(report: &mut Report) {
    report.warn(
        "packed",
        1,
        "the packed files hold more than 2 GiB together: what is left of this one is not read",
        "unpack them",
    );
}
