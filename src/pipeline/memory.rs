//! Memory: what one build tells the next of the same run, so that `serve` reads and briefs only what
//! changed. A build without it gives the same bytes.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use blake3::{Hash, Hasher};
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::{Article, Briefing};
use rayon::prelude::*;

use super::shelf::plugins_folder;
use crate::brief::Found;
use crate::config::Config;
use crate::files::Folder;
use crate::{disk, ingest};

/// The hash of a file, where it could be read, and the articles in it.
type Read = (Option<Hash>, Warned<Vec<Article>>);

/// What one build tells the next. It holds what the last one used and no more.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What else articles and briefings depend on: settings and plugins.
    ground: Mutex<Option<Hash>>,
    articles: Mutex<BTreeMap<String, Read>>,
    briefings: Mutex<Shelves>,
}

/// Briefings of the build before, and of this one.
#[derive(Debug, Default)]
struct Shelves {
    before: BTreeMap<[u8; 32], Warned<Briefing>>,
    now: BTreeMap<[u8; 32], Warned<Briefing>>,
}

impl Memory {
    /// Begins a build: forgets everything where settings or plugins are others.
    pub(super) fn begin(&self, config: &Config, root: &Path) {
        let mut hasher = Hasher::new();
        hasher.update(config.tree.plain().to_string().as_bytes());
        let plugins = disk::tree(&plugins_folder(root)).unwrap_or_default();
        hasher.update(plugins.as_bytes());
        let ground = Some(hasher.finalize());
        let mut known = self.ground.lock().unwrap_or_else(PoisonError::into_inner);
        let mut shelves = self.briefings.lock().unwrap_or_else(PoisonError::into_inner);
        shelves.before = std::mem::take(&mut shelves.now);
        if *known != ground {
            shelves.before.clear();
            self.articles.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
        *known = ground;
    }

    /// Hands over the articles of these files; only files that are new or others are read.
    pub(super) fn each(
        &self,
        folder: &dyn Folder,
        config: &Config,
        take: &mut dyn FnMut(Vec<Article>) -> bool,
    ) -> Vec<Diagnostic> {
        let mut known = self.articles.lock().unwrap_or_else(PoisonError::into_inner);
        let read = |path: &str| {
            let one = Only { folder, path };
            let hash = hash(&one);
            let same = known.get(path).filter(|(before, _)| hash.is_some() && *before == hash);
            let articles = same.map(|(_, articles)| articles.clone());
            let articles =
                articles.unwrap_or_else(|| ingest::articles(&one, &config.ingest, &config.sources));
            (path.to_owned(), (hash, articles))
        };
        let now: BTreeMap<String, Read> = folder.paths().into_par_iter().map(read).collect();
        let mut told = Vec::new();
        for (_, articles) in now.values() {
            let articles = articles.clone().unpack(&mut told);
            if !articles.is_empty() && !take(articles) {
                break;
            }
        }
        *known = now;
        told
    }

    /// The briefing of an event, made anew only where it was not made before.
    pub(super) fn briefing(
        &self,
        found: Found,
        make: impl FnOnce(Found) -> Result<Warned<Briefing>, Diagnostic>,
    ) -> Result<Warned<Briefing>, Diagnostic> {
        let Some(key) = key(&found) else { return make(found) };
        let known = {
            let shelves = self.briefings.lock().unwrap_or_else(PoisonError::into_inner);
            shelves.before.get(&key).cloned()
        };
        let made = match known {
            Some(made) => made,
            None => make(found)?,
        };
        let mut shelves = self.briefings.lock().unwrap_or_else(PoisonError::into_inner);
        shelves.now.insert(key, made.clone());
        Ok(made)
    }
}

/// One file of a folder.
struct Only<'a> {
    folder: &'a dyn Folder,
    path: &'a str,
}

impl Folder for Only<'_> {
    fn paths(&self) -> Vec<&str> {
        vec![self.path]
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn io::Read + '_>> {
        self.folder.open(path)
    }

    fn bytes(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        self.folder.bytes(path, most)
    }
}

/// The hash of what a file holds; none where it cannot be read, so that it is tried again.
fn hash(file: &Only<'_>) -> Option<Hash> {
    let mut hasher = Hasher::new();
    hasher.update_reader(file.open(file.path).ok()?).ok()?;
    Some(hasher.finalize())
}

/// All that a briefing is made of.
fn key(found: &Found) -> Option<[u8; 32]> {
    let head = (&found.id, &found.slug, &found.title, &found.pin, &found.continues);
    let mut hasher = Hasher::new();
    serde_json::to_writer(&mut hasher, &head).ok()?;
    serde_json::to_writer(&mut hasher, &found.articles).ok()?;
    Some(*hasher.finalize().as_bytes())
}
