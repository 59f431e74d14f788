//! Progress: how far long work has come, told to whoever shows it. Shows nothing itself.

use std::fmt;
use std::sync::Arc;

/// Shows how far work has come; may be told from several threads.
pub trait Progress: Send + Sync {
    /// Work of so many steps begins.
    fn begin(&self, what: &'static str, steps: usize);
    /// One step is done.
    fn step(&self);
    /// The work that was begun is done.
    fn end(&self);
}

/// Whoever shows progress, or nobody.
#[derive(Clone, Default)]
pub struct Meter(Option<Arc<dyn Progress>>);

impl fmt::Debug for Meter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Meter(somebody)" } else { "Meter(nobody)" })
    }
}

impl Meter {
    /// One that somebody sees.
    #[must_use]
    pub fn seen_by(progress: Arc<dyn Progress>) -> Self {
        Self(Some(progress))
    }

    /// Runs work of so many steps, each of which calls [`Self::step`].
    pub fn over<T>(&self, what: &'static str, steps: usize, work: impl FnOnce() -> T) -> T {
        if let Some(progress) = &self.0 {
            progress.begin(what, steps);
        }
        let done = work();
        if let Some(progress) = &self.0 {
            progress.end();
        }
        done
    }

    /// One step is done.
    pub fn step(&self) {
        if let Some(progress) = &self.0 {
            progress.step();
        }
    }
}
