//! Embedded: the themes that are part of the program, so that an installed one needs no folder. Tests
//! compare them with `themes/`.

/// The theme that all others build upon.
pub(super) const PAPER: &str = "paper";

/// The second one.
pub(super) const WIRE: &str = "wire";

/// The themes that need no folder.
pub const BUILT_IN: [&str; 2] = [PAPER, WIRE];

macro_rules! embedded {
    ($theme:literal: $($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../themes/", $theme, "/", $path)))),*]
    };
}

/// The files of `themes/paper`, so that an installed program needs no folder. A test compares it
/// with the folder.
pub(super) const EMBEDDED: &[(&str, &[u8])] = embedded!["paper":
    "static/icon.svg",
    "static/paper.css",
    "static/print.css",
    "static/search.js",
    "templates/404.html",
    "templates/archive.html",
    "templates/atom.xml",
    "templates/base.html",
    "templates/components.html",
    "templates/corrections.html",
    "templates/day.html",
    "templates/event.html",
    "templates/feed-entry.html",
    "templates/gone.html",
    "templates/index.html",
    "templates/mail.html",
    "templates/month.html",
    "templates/moved.html",
    "templates/search.html",
    "templates/sections/coverage.html",
    "templates/sections/disagreements.html",
    "templates/sections/made.html",
    "templates/sections/names.html",
    "templates/sections/quotes.html",
    "templates/sections/sources-short.html",
    "templates/sections/sources.html",
    "templates/sections/statements.html",
    "templates/sections/summary.html",
    "templates/sections/timeline.html",
    "templates/source.html",
    "templates/sources.html",
    "templates/topic.html",
    "theme.toml",
    "words/de.toml",
    "words/en.toml",
    "words/es.toml",
    "words/fr.toml",
];

/// The files of `themes/wire`.
pub(super) const EMBEDDED_WIRE: &[(&str, &[u8])] =
    embedded!["wire": "static/wire.css", "theme.toml"];
