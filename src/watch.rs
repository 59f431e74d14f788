//! Watch: the door through which the system tells that files have changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// An editor writes a file in several steps; this long after the last nothing more is coming.
const QUIET: Duration = Duration::from_millis(25);

/// Where steps come without end, no longer than this is waited.
const LONGEST: Duration = Duration::from_millis(500);

/// A watch over a site's inputs.
pub struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    root: PathBuf,
    folders: Vec<String>,
    /// Folders that are watched, to be looked for anew when something at the root changes.
    watched: Vec<PathBuf>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Watch").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Watch {
    /// Watches the files directly in `root`, and these folders below it with all that is in them.
    ///
    /// # Errors
    /// What the system says where it cannot watch.
    pub fn new(root: &Path, folders: &[&str]) -> Result<Self, String> {
        let (sender, events) = mpsc::channel();
        let told = |error: notify::Error| error.to_string();
        let mut watcher = notify::recommended_watcher(sender).map_err(told)?;
        watcher.watch(root, RecursiveMode::NonRecursive).map_err(told)?;
        let folders = folders.iter().map(|&folder| folder.to_owned()).collect();
        let mut watch =
            Self { watcher, events, root: root.to_owned(), folders, watched: Vec::new() };
        watch.look();
        Ok(watch)
    }

    /// Watches folders that have come, and forgets those that have gone.
    fn look(&mut self) {
        self.watched.retain(|folder| folder.is_dir());
        for folder in &self.folders {
            let folder = self.root.join(folder);
            if folder.is_dir()
                && !self.watched.contains(&folder)
                && self.watcher.watch(&folder, RecursiveMode::Recursive).is_ok()
            {
                self.watched.push(folder);
            }
        }
    }

    /// Waits until something of the site has changed; false once nothing will be told any more.
    pub fn wait(&mut self, is_own: &dyn Fn(&Path) -> bool) -> bool {
        loop {
            let Ok(first) = self.events.recv() else { return false };
            let mut matters = is_change(&first, is_own);
            let begun = Instant::now();
            while begun.elapsed() < LONGEST {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => matters |= is_change(&event, is_own),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return false,
                }
            }
            self.look();
            if matters {
                return true;
            }
        }
    }
}

/// Whether a site may look otherwise after it. What cannot be told may be anything.
fn is_change(event: &notify::Result<Event>, is_own: &dyn Fn(&Path) -> bool) -> bool {
    match event {
        Ok(event) => {
            !matches!(event.kind, EventKind::Access(_))
                && !event.paths.iter().all(|path| is_own(path))
        }
        Err(_) => true,
    }
}
