//! The frame around every message: JSON-RPC 2.0, and how host and program meet.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::noun::briefing;

/// Methods.
pub mod method {
    /// The first call, before which nothing else is asked.
    pub const INITIALIZE: &str = "initialize";
    /// One article's points.
    pub const SUMMARISE: &str = "summarise";
    /// One event's running text.
    pub const MERGE: &str = "merge";
    /// One section of a briefing.
    pub const SECTION: &str = "section";
    /// The last call.
    pub const SHUTDOWN: &str = "shutdown";
    /// A program's notification: a line for whoever runs the build.
    pub const LOG: &str = "log";
    /// A program's notification: it is at work.
    pub const PROGRESS: &str = "progress";
}

/// Numbers of errors, those below -32099 as JSON-RPC has them.
pub mod code {
    /// It is no JSON.
    pub const PARSE: i64 = -32700;
    /// It is no request.
    pub const INVALID: i64 = -32600;
    /// There is no such method.
    pub const NO_METHOD: i64 = -32601;
    /// The parameters are not what the method takes.
    pub const PARAMS: i64 = -32602;
    /// The plugin failed.
    pub const FAILED: i64 = -32000;
    /// It does not speak the protocol.
    pub const PROTOCOL: i64 = -32001;
    /// A setting is wrong; `data.key` names it.
    pub const CONFIG: i64 = -32002;
    /// It does not serve this, a language say: fall back without alarm.
    pub const NOT_APPLICABLE: i64 = -32003;
    /// What it needs cannot be reached now; `data.retry_after_s` says when to try again.
    pub const UPSTREAM: i64 = -32004;
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call<M, P> {
    /// `2.0`.
    pub jsonrpc: M,
    /// The answer has the same.
    pub id: u64,
    /// What is asked.
    pub method: M,
    /// About what.
    pub params: P,
}

/// An answer, as a program written in Rust gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response<T> {
    /// `2.0`.
    pub jsonrpc: &'static str,
    /// That of the call.
    pub id: Option<u64>,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<T>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Fault>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fault {
    /// One of [`code`].
    pub code: i64,
    /// What happened: lower case, no full stop.
    #[serde(default)]
    pub message: String,
    /// What else is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Refused>,
}

/// What else is known of a fault.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Refused {
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The setting that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Seconds after which it may be tried again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<f64>,
}

/// The parameters of `initialize`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Initialize {
    /// The contract that the host would speak.
    pub protocol: u32,
    /// All contracts that it can speak.
    #[serde(default)]
    pub protocols: Vec<u32>,
    /// Who asks.
    #[serde(default)]
    pub host: Host,
    /// What the program is used as.
    pub kind: Kind,
    /// Its settings, complete: every key of its schema has a value.
    #[serde(default)]
    pub config: serde_json::Map<String, Value>,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Host {
    /// `q7x2`.
    pub name: String,
    /// Its version, of which nothing depends.
    pub version: String,
}

/// The number of the contract alone: it is read before anything else is, so that what was renamed
/// since does not hide that it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Number {
    /// The contract that the program speaks.
    pub protocol: u32,
}

/// The result of `initialize`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Initialized {
    /// The contract that the program speaks.
    pub protocol: u32,
    /// The plugin's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The plugin's own version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What it can do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// What its answers depend on beside the question: a model and its digest, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_salt: Option<String>,
}

/// What a plugin does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One article in, its points out.
    Summariser,
    /// One event in, its running text out.
    Merger,
    /// One event and its running text in, one section out.
    Section,
}

impl From<briefing::Kind> for Kind {
    fn from(kind: briefing::Kind) -> Self {
        match kind {
            briefing::Kind::Summariser => Self::Summariser,
            briefing::Kind::Merger => Self::Merger,
            briefing::Kind::Section => Self::Section,
        }
    }
}

impl Fault {
    /// A fault without anything else to say.
    #[must_use]
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), data: None }
    }
}
