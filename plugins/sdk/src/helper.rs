//! Helper files for plugins in other languages: one file each, which a plugin copies. The host
//! writes them into a new plugin's folder.

/// `q7x2.py`, for Python 3.8 and newer.
pub const PYTHON: &str = include_str!("../python/q7x2.py");

/// `q7x2.mjs`, for Node 18 and newer.
pub const JAVASCRIPT: &str = include_str!("../javascript/q7x2.mjs");
