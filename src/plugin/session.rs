//! Session: a conversation with one running program, question by question.

use std::time::{Duration, Instant};

use q7x2_sdk::contract::PROTOCOL;
use q7x2_sdk::wire::{self, Call, Fault, Host, Initialize, Initialized, Number, code, method};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::manual::Manual;
use super::process::{self, Child, Silence};
use super::trouble::{Trouble, plain};

/// Lines that are no answer, in one call, at most; beside them counts how long they are.
const MOST_STRAY: usize = 10_000;

/// Lines of its log that are told, of one program.
const MOST_LOG: usize = 20;

/// A program that has been greeted.
pub(super) struct Session {
    child: Child,
    next: u64,
    /// Lines that were no messages at all.
    pub(super) stray: usize,
    /// What it wants told.
    pub(super) log: Vec<String>,
    most_bytes: usize,
    /// Bytes of the last question.
    asked_bytes: usize,
}

/// A line, as far as it is needed to see what it is.
#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    id: Option<Value>,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    params: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    #[serde(default)]
    error: Option<Fault>,
}

/// A `null` that is there is something else than nothing.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Session {
    /// Starts the program and agrees with it on the protocol.
    pub(super) fn open(manual: &Manual, kind: wire::Kind) -> Result<(Self, Initialized), Trouble> {
        let most_bytes = manual.launch.line_bytes;
        let child = Child::start(&manual.launch).map_err(|error| not_started(&error, manual))?;
        let (log, asked_bytes) = (Vec::new(), 0);
        let mut session = Self { child, next: 1, stray: 0, log, most_bytes, asked_bytes };
        let params = Initialize {
            protocol: PROTOCOL,
            protocols: vec![PROTOCOL],
            host: Host {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            kind,
            config: manual.config.clone(),
        };
        let answer = session.call(method::INITIALIZE, &params, manual.start_seconds)?;
        let agreed = agreed(answer, manual)?;
        Ok((session, agreed))
    }

    /// What it said on standard error so far.
    pub(super) fn last_words(&self) -> String {
        self.child.last_words()
    }

    /// Asks one question. After a trouble that is not the program's own word it is at its end.
    pub(super) fn call<P: Serialize>(
        &mut self,
        method: &'static str,
        params: &P,
        seconds: u64,
    ) -> Result<Value, Trouble> {
        let until = Instant::now() + Duration::from_secs(seconds);
        let id = self.next;
        self.next += 1;
        let call = Call { jsonrpc: "2.0", id, method, params };
        // Questions of one kind are about as long.
        let mut line = Vec::with_capacity(self.asked_bytes + self.asked_bytes / 8);
        serde_json::to_writer(&mut line, &call)
            .map_err(|error| Trouble::Unreadable(format!("the question has no form: {error}")))?;
        line.push(b'\n');
        self.asked_bytes = line.len();
        self.child.say(line);
        let (mut bytes, mut lines) = (0, 0);
        loop {
            let line = self.child.hear(until).map_err(|why| self.silent(why, method, seconds))?;
            if let Some(answer) = self.answer(&line, id)? {
                return answer.map_err(Trouble::Refused);
            }
            bytes += line.len();
            lines += 1;
            if bytes > self.most_bytes || lines > MOST_STRAY {
                return Err(self.broken("says too much beside its answers".to_owned()));
            }
        }
    }

    /// The answer in a line, if there is one in it.
    fn answer(&mut self, line: &[u8], asked: u64) -> Result<Option<Result<Value, Fault>>, Trouble> {
        let line = line.trim_ascii();
        if line.is_empty() {
            return Ok(None);
        }
        if std::str::from_utf8(line).is_err() {
            return Err(self.broken("says what is not UTF-8".to_owned()));
        }
        let message: Message = match serde_json::from_slice(line) {
            Ok(message) => message,
            // An answer that is broken is not waited for again: `NaN`, say, is no JSON.
            Err(error) if line.starts_with(b"{\"") => {
                return Err(self.broken(format!("says what is no JSON: {error}")));
            }
            Err(_) => {
                self.stray += 1;
                return Ok(None);
            }
        };
        let is_answered = message.result.is_some() || message.error.is_some();
        let is_asked = match &message.id {
            Some(Value::Number(id)) => id.as_u64() == Some(asked),
            // That of an error where the question could not be read.
            Some(Value::Null) | None => message.error.is_some(),
            Some(_) => false,
        };
        match message {
            Message { error: Some(fault), .. } if is_asked => Ok(Some(Err(fault))),
            Message { result: Some(result), .. } if is_asked => Ok(Some(Ok(result))),
            Message { id: Some(id), .. } if is_answered => {
                let id = plain(&id.to_string());
                Err(self.broken(format!("answers question {id} where {asked} was asked")))
            }
            Message { method: Some(method), params, .. } => {
                self.note(&method, params);
                Ok(None)
            }
            _ => {
                self.stray += 1;
                Ok(None)
            }
        }
    }

    fn note(&mut self, method: &str, params: Option<Value>) {
        match (method, params.as_ref().and_then(|params| params.get("message"))) {
            (method::LOG, Some(Value::String(message))) if self.log.len() < MOST_LOG => {
                self.log.push(plain(message));
            }
            (method::LOG | method::PROGRESS, _) => {}
            _ => self.stray += 1,
        }
    }

    fn silent(&mut self, why: Silence, method: &'static str, seconds: u64) -> Trouble {
        match why {
            Silence::Late => {
                self.child.end_now();
                Trouble::Late { method, seconds, said: self.child.last_words() }
            }
            Silence::Ended => {
                self.child.end_soon();
                let status = self.child.status().unwrap_or_else(|| "no status".to_owned());
                Trouble::Ended { method, status, said: self.child.last_words() }
            }
            Silence::TooLong => {
                self.broken(format!("says a line of more than {} bytes", self.most_bytes))
            }
        }
    }

    fn broken(&mut self, what: String) -> Trouble {
        self.child.end_soon();
        Trouble::Broken { what, said: self.child.last_words() }
    }
}

/// Ends programs that have nothing more to do; gives the number of those that had to be made to.
pub(super) fn close_all(sessions: Vec<Session>) -> usize {
    for session in &sessions {
        let call = Call {
            jsonrpc: "2.0",
            id: session.next,
            method: method::SHUTDOWN,
            params: Value::Object(serde_json::Map::new()),
        };
        if let Ok(mut line) = serde_json::to_vec(&call) {
            line.push(b'\n');
            session.child.say(line);
        }
    }
    process::end_all(sessions.into_iter().map(|session| session.child).collect())
}

/// Ends a program by closing its standard input and saying nothing; gives 1 where it had to be made
/// to.
pub(super) fn leave(session: Session) -> usize {
    process::end_all(vec![session.child])
}

/// What was agreed on; the number of the protocol is looked at before anything else is read.
fn agreed(answer: Value, manual: &Manual) -> Result<Initialized, Trouble> {
    let refused = |message: String| Trouble::Refused(Fault::new(code::PROTOCOL, message));
    let number: Number = serde_path_to_error::deserialize(&answer)
        .map_err(|error| refused(format!("`initialize` has no number of a protocol: {error}")))?;
    if number.protocol != PROTOCOL {
        let theirs = number.protocol;
        return Err(refused(format!("protocol {theirs}, where this q7x2 speaks {PROTOCOL}")));
    }
    let agreed: Initialized = serde_path_to_error::deserialize(answer)
        .map_err(|error| Trouble::Unreadable(format!("`initialize`: {error}")))?;
    match &agreed.name {
        Some(name) if *name != manual.name => {
            let what = format!("calls itself `{}`, not `{}`", plain(name), manual.name);
            Err(Trouble::Broken { what, said: String::new() })
        }
        _ => Ok(agreed),
    }
}

fn not_started(error: &std::io::Error, manual: &Manual) -> Trouble {
    let program = manual.launch.program.display();
    let hint = match error.kind() {
        std::io::ErrorKind::NotFound => format!(
            "install `{program}`, or write in {}/plugin.toml how it is called here",
            manual.name
        ),
        std::io::ErrorKind::PermissionDenied => format!("make `{program}` executable"),
        _ => format!("look at `command` in {}/plugin.toml", manual.name),
    };
    Trouble::NotStarted { why: format!("`{program}`: {error}"), hint }
}
