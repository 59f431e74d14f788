//! Fault: why a request has no answer.

use std::net::IpAddr;
use std::time::Duration;

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The name leads to an address that is not one of the public internet.
    #[error("its host is at {0}, which is no public address")]
    Private(IpAddr),
    /// The host's name is not known.
    #[error("its host is not found")]
    NoHost,
    /// Nothing answered, or not in the language of the web.
    #[error("no answer that can be read: {0}")]
    Unreachable(String),
    /// The answer is not complete in time.
    #[error("no complete answer within {} seconds", .0.as_secs_f32())]
    Slow(Duration),
    /// The answer is too large.
    #[error("its answer is larger than {} KiB", .0 >> 10)]
    TooLarge(u64),
}

impl Fault {
    /// Whether it may go better a moment later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Slow(_))
    }
}
