//! Weight: what the loops and calls of templates cost, as `meter.rs` finds it and `count.rs`
//! counts it.

use std::collections::BTreeSet;
use std::ops::Range;

/// The weights of loops and calls that were woven in, each of which needs a filter of its own.
#[derive(Debug, Default)]
pub(super) struct Weights {
    pub(super) loops: BTreeSet<u64>,
    pub(super) calls: BTreeSet<u64>,
}

/// Where a template cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Uncounted(pub(super) Range<usize>);
