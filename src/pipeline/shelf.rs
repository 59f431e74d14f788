//! Shelf: the disk as plugins see it: their files' hash, and the answers that are kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use q7x2_sdk::diagnostic::{Diagnostic, Severity};

use crate::disk::{self, Answers};
use crate::plugin::Store;

/// The answers that are kept, and which of them were used.
#[derive(Debug)]
pub(super) struct Shelf {
    answers: Answers,
    plugins: PathBuf,
    used: Mutex<BTreeSet<String>>,
}

impl Shelf {
    pub(super) fn new(root: &Path, dir: &str) -> Self {
        let plugins = plugins_folder(root);
        Self { answers: Answers::new(root, dir), plugins, used: Mutex::default() }
    }

    pub(super) fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Whether something was asked for.
    pub(super) fn is_used(&self, path: &str) -> bool {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}

impl Store for Shelf {
    fn tree(&self, plugin: &str) -> Result<String, Diagnostic> {
        disk::tree(&self.plugins.join(plugin)).map_err(|error| told(&error, Severity::Error))
    }

    fn load(&self, path: &str) -> Option<Vec<u8>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        self.answers.load(path)
    }

    fn save(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.answers.save(path, bytes).map_err(|error| told(&error, Severity::Warning))
    }
}

/// The folder `plugins` of a site, wherever programs are started from.
pub(super) fn plugins_folder(root: &Path) -> PathBuf {
    std::path::absolute(root).unwrap_or_else(|_| root.to_owned()).join("plugins")
}

fn told(error: &disk::Error, severity: Severity) -> Diagnostic {
    let first = error.diagnostics().into_iter().next();
    let first = first.unwrap_or_else(|| Diagnostic::error(error.to_string()));
    Diagnostic { severity, ..first }
}
