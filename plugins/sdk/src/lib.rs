//! What a q7x2 plugin author needs, and nothing else: the nouns, the contract between host and
//! plugin, diagnostics, the language tools ([`text`]), and what they show of an event and of what
//! is said about it.
//!
//! Nothing here reads a file, a clock or the network, and nothing prints, but for [`serve()`], which
//! speaks over standard input and output. The tools are the ones the host's own check uses, so that
//! a plugin can foresee what will pass.

pub mod claim;
pub mod conflict;
pub mod contract;
pub mod diagnostic;
pub mod event;
pub mod example;
pub mod helper;
pub mod judged;
pub mod manifest;
mod noun;
pub mod parallel;
pub mod serve;
pub mod support;
pub mod wire;

pub use event::Event;
pub use noun::article::{Article, Removed, Sentence, SentenceKind, Trust};
pub use noun::briefing::{
    Briefing, Checked, Edited, EditedPart, Extract, Kind, Made, Outcome, Passed, RemovedCitation,
    RemovedField, SaidDay, Section, Since, Source, Support, Used, Verdict,
};
pub use noun::citation::{Citation, Copy, CopyMeasure, Fact, Lineage, Sign, Spot};
pub use noun::detail::{self, Detail};
pub use noun::left_out::{LeftOut, OwnReason, Reason};
pub use noun::section::{OwnKind, SectionKind};
pub use noun::statement::{Draft, Evidence, Point, SectionDraft, Statement};
pub use q7x2_text as text;
pub use q7x2_text::date::{Granularity, Published};
pub use q7x2_text::work;
pub use serve::serve;
