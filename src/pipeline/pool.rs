//! Pool: the threads that a command works with, and the end of what it prints.

use std::io;
use std::num::NonZeroUsize;

use super::request::Request;
use crate::error::Error;

/// Runs the work in a pool of its own size.
pub(super) fn in_pool<T: Send>(
    request: &Request,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Error> {
    let threads = request.threads.map_or(0, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| Error::Threads { threads, why: error.to_string() })?.install(work)
}

/// Runs work with at least so many threads: as many programs as may be asked at a time are, though
/// the computer has fewer processors.
pub(super) fn at_least<T: Send>(
    threads: usize,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Error> {
    if rayon::current_num_threads() >= threads {
        return work();
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| Error::Threads { threads, why: error.to_string() })?.install(work)
}

/// A reader that closes the pipe (`| head`) has seen enough.
pub(super) fn enough(printed: io::Result<()>) -> Result<(), Error> {
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Print(error)),
        _ => Ok(()),
    }
}
