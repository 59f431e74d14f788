//! Served: a file of a site that was built, for whoever shows it.

use std::path::Path;

use super::open::{self, Links};
use super::read::MOST_BYTES;

/// A file below the output folder, if it is there. The path is relative and leads nowhere else.
#[must_use]
pub fn served(output: &Path, path: &Path) -> Option<Vec<u8>> {
    open::bytes(&output.join(path), Links::Refused, MOST_BYTES).ok()
}
