//! Templates: the first files of a new plugin. `{name}`, `{kind}` and `{command}` are filled in.

/// `plugin.toml`.
pub const MANIFEST: &str = include_str!("template/plugin.toml");

/// `Cargo.toml` of a plugin in Rust.
pub const CARGO: &str = include_str!("template/Cargo.toml.txt");

/// In Python: a summariser, a merger, a section.
pub const PYTHON: [&str; 3] = [
    include_str!("template/summariser.py"),
    include_str!("template/merger.py"),
    include_str!("template/section.py"),
];

/// In JavaScript: a summariser, a merger, a section.
pub const NODE: [&str; 3] = [
    include_str!("template/summariser.mjs"),
    include_str!("template/merger.mjs"),
    include_str!("template/section.mjs"),
];

/// In Rust: a summariser, a merger, a section.
pub const RUST: [&str; 3] = [
    include_str!("template/summariser.rs.txt"),
    include_str!("template/merger.rs.txt"),
    include_str!("template/section.rs.txt"),
];
