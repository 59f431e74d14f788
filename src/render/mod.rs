//! Render: briefings in, files of the site out. Templates see `view.rs`, not the nouns.
