//! Memory: what one build tells the next of the same run, so that `serve` reads and briefs only what
//! changed. A build without it gives the same bytes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use blake3::{Hash, Hasher};
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::{Article, Briefing};
use rayon::prelude::*;

use super::shelf::plugins_folder;
use crate::brief::Found;
use crate::config::Config;
use crate::files::Files;
use crate::{disk, ingest};

/// What a file was, and the articles that were read of it.
type Read = (Hash, Warned<Vec<Article>>);

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

    /// The articles of these files; only files that are new or others are read.
    pub(super) fn articles(&self, files: Files, config: &Config) -> Warned<Vec<Article>> {
        let mut known = self.articles.lock().unwrap_or_else(PoisonError::into_inner);
        let read = |(path, bytes): (String, Vec<u8>)| {
            let hash = blake3::hash(&bytes);
            let same = known.get(&path).filter(|(before, _)| *before == hash);
            let articles = same.map(|(_, articles)| articles.clone());
            let articles = articles.unwrap_or_else(|| {
                let one = Files::from([(path.clone(), bytes)]);
                ingest::articles(&one, &config.ingest, &config.sources)
            });
            (path, (hash, articles))
        };
        let now: BTreeMap<String, Read> = files.into_par_iter().map(read).collect();
        let mut all = Warned::quiet(Vec::new());
        for (_, articles) in now.values() {
            all.value.extend(articles.clone().unpack(&mut all.diagnostics));
        }
        *known = now;
        all
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

/// All that a briefing is made of.
fn key(found: &Found) -> Option<[u8; 32]> {
    let head = (&found.id, &found.slug, &found.title, &found.pin, &found.continues);
    let mut hasher = Hasher::new();
    serde_json::to_writer(&mut hasher, &head).ok()?;
    serde_json::to_writer(&mut hasher, &found.articles).ok()?;
    Some(*hasher.finalize().as_bytes())
}
