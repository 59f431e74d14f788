//! Files by relative path: what the program begins and ends with. Holds bytes; reads and writes
//! nothing.

use std::collections::BTreeMap;

/// Contents by path. Paths are relative, with `/` on every platform.
pub type Files = BTreeMap<String, Vec<u8>>;
