//! What a q7x2 plugin author needs, and nothing else: the nouns, the contract between host and plugin, diagnostics and
//! the language tools.
//!
//! Nothing here reads a file, a clock or the network, and nothing prints. The language tools are the ones the host's own
//! check uses, so that a plugin can foresee what will pass.

pub mod contract;
pub mod diagnostic;
pub mod example;
pub mod manifest;
mod noun;
pub mod text;
pub mod work;

pub use noun::article::{Article, Published, Removed, Sentence, SentenceKind, Trust};
pub use noun::briefing::{
    Briefing, Checked, Edited, Extract, Made, Outcome, Passed, RemovedCitation, Section, Source, Support, Used, Verdict,
};
pub use noun::event::{Citation, Copy, CopyMeasure, Event, Fact, Spot};
pub use noun::statement::{Draft, Granularity, Point, SectionDraft, Statement};
