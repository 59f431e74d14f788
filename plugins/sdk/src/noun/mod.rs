//! The nouns that plugins and host share. They hold data and look-ups in it; no stage's work is
//! done here.

pub(crate) mod article;
pub(crate) mod briefing;
pub(crate) mod citation;
pub mod detail;
pub(crate) mod left_out;
pub(crate) mod section;
pub(crate) mod statement;
