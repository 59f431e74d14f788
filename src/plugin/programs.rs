//! Programs: all programs of a build, and what they are run with.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use q7x2_sdk::Kind;
use q7x2_sdk::contract::{OnError, Plugin, Settings};
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::manifest::Manifest;
use rayon::prelude::*;

use super::crew::Crew;
use super::kept::{Shelf, Store};
use super::manual::Manual;
use super::program::{Leave, Program};
use super::settings::{Process, ProcessOverride};

/// What programs are run with.
#[derive(Clone, Copy)]
pub struct Grounds<'a> {
    /// The folder `plugins`, as an absolute path.
    pub folder: &'a Path,
    /// The environment of whoever runs the build, as (name, value).
    pub environment: &'a [(String, String)],
    /// `[process]`.
    pub process: &'a Process,
    /// `[process.<name>]`.
    pub processes: &'a BTreeMap<String, ProcessOverride>,
    /// Where answers are kept; without it none are.
    pub store: Option<&'a Arc<dyn Store>>,
    /// Whether programs may be asked.
    pub leave: Leave,
}

/// The programs of a build. They end at the latest when this is dropped.
#[derive(Default)]
pub struct Programs(Mutex<Vec<Arc<Crew>>>);

impl Programs {
    fn crews(&self) -> Vec<Arc<Crew>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A program as a plugin of that kind. It is not started before it is asked something.
    ///
    /// # Errors
    /// Where its files cannot be read.
    pub(super) fn plugin(
        &self,
        (manifest, settings): (&Manifest, &Settings),
        kind: Kind,
        grounds: Grounds<'_>,
    ) -> Result<(Plugin, OnError), Diagnostic> {
        let own = grounds.processes.get(&manifest.plugin.name);
        let folder = grounds.folder.join(&manifest.plugin.name);
        let manual =
            Manual::of(manifest, settings, &folder, grounds.environment, grounds.process, own);
        // Who only looks through what is kept is not refused by what is not.
        let on_error = match grounds.leave {
            Leave::Kept => OnError::Fallback,
            _ => manual.on_error,
        };
        let store = grounds.store.filter(|_| grounds.leave != Leave::BuiltIn);
        let shelf = store.map(|store| Shelf::of(&manual, kind.into(), Arc::clone(store)));
        let is_watched = grounds.store.is_none();
        let crew = Arc::new(Crew::new(manual, kind.into(), is_watched));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&crew));
        let program = Program::new(crew, shelf.transpose()?, grounds.leave);
        let plugin = match kind {
            Kind::Summariser => Plugin::Summariser(Box::new(program)),
            Kind::Merger => Plugin::Merger(Box::new(program)),
            Kind::Section => Plugin::Section(Box::new(program)),
        };
        Ok((plugin, on_error))
    }

    /// How many copies of one program may run at a time, of the one that may most; 0 where there is
    /// no program.
    #[must_use]
    pub fn jobs(&self) -> usize {
        self.crews().iter().map(|crew| crew.manual.jobs).max().unwrap_or(0)
    }

    /// Ends them, and says what there is to say about them.
    #[must_use]
    pub fn end(&self) -> Vec<Diagnostic> {
        self.crews().par_iter().flat_map_iter(|crew| crew.end()).collect()
    }
}
