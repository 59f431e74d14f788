//! Support: whether sentences carry a statement. The gate's own tests, for plugins to foresee it.
//!
//! Two ways to pass: a statement is its anchor's own words in order ([`extracted`]), or every claim in it stands in the
//! cited sentences ([`generated`]). Published ceilings for such checks (`SummaC`: n-gram overlap 78, entailment models 79
//! to 89) say what this is not: a proof.

pub mod citation;
mod clause;
pub mod extracted;
pub mod generated;
pub mod phrase;

use std::fmt;

/// Why something did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
