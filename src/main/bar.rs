//! Bar: progress on a terminal, for work that takes longer than a moment.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use q7x2::progress::Progress;

/// Work that is done sooner shows nothing.
const MOMENT: Duration = Duration::from_millis(500);

/// What is shown of work at a time.
#[derive(Debug, Default)]
pub(crate) struct Bar(Mutex<Option<Work>>);

#[derive(Debug)]
struct Work {
    what: &'static str,
    steps: u64,
    done: u64,
    begun: Instant,
    bar: Option<ProgressBar>,
}

impl Work {
    fn show(&mut self) {
        if self.bar.is_none() && self.begun.elapsed() >= MOMENT {
            let bar = ProgressBar::with_draw_target(Some(self.steps), ProgressDrawTarget::stderr());
            // A style that cannot be read leaves the library's own.
            if let Ok(style) = ProgressStyle::with_template("{msg:10} {bar:32} {pos}/{len}  {eta}")
            {
                bar.set_style(style.progress_chars("━╸ "));
            }
            bar.set_message(self.what);
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }
}

impl Progress for Bar {
    fn begin(&self, what: &'static str, steps: usize) {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let work = Work { what, steps, done: 0, begun: Instant::now(), bar: None };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
    }

    fn step(&self) {
        if let Some(work) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            work.done += 1;
            work.show();
        }
    }

    fn end(&self) {
        let work = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(bar) = work.and_then(|work| work.bar) {
            bar.finish_and_clear();
        }
    }
}
