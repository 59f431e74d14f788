//! Crew: the running copies of one program. Lends them out one question at a time, starts them when
//! they are needed, and knows when the program is to be given up.
//!
//! What a program answers does not depend on how many copies there are: each question is asked of
//! one copy alone, and one that a copy ends over is asked once more of a new one. A program that
//! does not answer in time is given up for the rest of the build, so that no build takes longer
//! than one deadline for it.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::wire;
use serde::Serialize;
use serde_json::Value;

use super::manual::Manual;
use super::session::{self, Session};
use super::trouble::Trouble;

/// Questions in vain, after which a program that has answered none is given up.
const MOST_IN_VAIN: usize = 3;

/// The running copies of one program.
pub(super) struct Crew {
    pub(super) manual: Manual,
    kind: wire::Kind,
    hands: Mutex<Hands>,
    free: Condvar,
    /// Whether its author looks on and wants to read what it prints.
    is_watched: bool,
}

/// What is known of the copies.
#[derive(Default)]
struct Hands {
    idle: Vec<Session>,
    /// Copies that run, idle or not.
    running: usize,
    given_up: Option<Trouble>,
    /// What the first copy said that its answers depend on; nothing before one was started.
    salt: Option<Option<String>>,
    has_answered: bool,
    in_vain: usize,
    /// Copies that ended by themselves or had to be ended.
    lost: usize,
    stray: usize,
    log: Vec<String>,
}

impl Crew {
    pub(super) fn new(manual: Manual, kind: wire::Kind, is_watched: bool) -> Self {
        Self { manual, kind, hands: Mutex::default(), free: Condvar::new(), is_watched }
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What its answers depend on beside the question, where it has been started.
    pub(super) fn known_salt(&self) -> Option<Option<String>> {
        self.hands().salt.clone()
    }

    /// The same; a copy is started to be asked.
    pub(super) fn salt(&self) -> Result<Option<String>, Trouble> {
        if let Some(salt) = self.known_salt() {
            return Ok(salt);
        }
        let session = self.take()?;
        self.give_back(session);
        Ok(self.known_salt().flatten())
    }

    /// The answer to a question.
    pub(super) fn ask<P: Serialize>(
        &self,
        method: &'static str,
        params: &P,
    ) -> Result<Value, Trouble> {
        let first = match self.call(self.take()?, method, params) {
            Err(trouble) if trouble.may_pass() => trouble,
            answered => return answered,
        };
        // One that has answered before may end over it too.
        match self.call(self.take_new()?, method, params) {
            Err(trouble) if trouble.may_pass() => Err(self.count_in_vain(first)),
            answered => answered,
        }
    }

    fn call<P: Serialize>(
        &self,
        mut session: Session,
        method: &'static str,
        params: &P,
    ) -> Result<Value, Trouble> {
        match session.call(method, params, self.manual.call_seconds) {
            Ok(answer) => {
                self.hands().has_answered = true;
                self.give_back(session);
                Ok(answer)
            }
            Err(trouble @ (Trouble::Refused(_) | Trouble::Unreadable(_))) => {
                self.give_back(session);
                Err(trouble)
            }
            Err(trouble) => {
                self.lose(session);
                if trouble.may_pass() { Err(trouble) } else { Err(self.give_up(&trouble)) }
            }
        }
    }

    /// A copy that is free, or a new one.
    fn take(&self) -> Result<Session, Trouble> {
        let mut hands = self.hands();
        loop {
            if let Some(trouble) = &hands.given_up {
                return Err(trouble.clone());
            }
            if let Some(session) = hands.idle.pop() {
                return Ok(session);
            }
            if hands.running < self.manual.jobs {
                hands.running += 1;
                break;
            }
            hands = self.free.wait(hands).unwrap_or_else(PoisonError::into_inner);
        }
        drop(hands);
        self.start()
    }

    /// A new copy, in the place of an idle one where there is no other.
    fn take_new(&self) -> Result<Session, Trouble> {
        let mut hands = self.hands();
        let retired = loop {
            if let Some(trouble) = &hands.given_up {
                return Err(trouble.clone());
            }
            if hands.running < self.manual.jobs {
                hands.running += 1;
                break None;
            }
            if let Some(mut session) = hands.idle.pop() {
                hands.hear(&mut session);
                break Some(session);
            }
            hands = self.free.wait(hands).unwrap_or_else(PoisonError::into_inner);
        };
        drop(hands);
        session::close_all(retired.into_iter().collect());
        self.start()
    }

    fn start(&self) -> Result<Session, Trouble> {
        let opened = match Session::open(&self.manual, self.kind) {
            Err(trouble) if trouble.may_pass() => Session::open(&self.manual, self.kind),
            opened => opened,
        };
        match opened {
            Ok((session, agreed)) => {
                self.hands().salt.get_or_insert(agreed.cache_salt);
                Ok(session)
            }
            Err(trouble) => {
                self.hands().running -= 1;
                Err(self.give_up(&trouble))
            }
        }
    }

    fn give_back(&self, session: Session) {
        self.hands().idle.push(session);
        self.free.notify_one();
    }

    fn lose(&self, mut session: Session) {
        let mut hands = self.hands();
        hands.running -= 1;
        hands.lost += 1;
        hands.hear(&mut session);
        drop(hands);
        self.free.notify_one();
    }

    /// Asks no more of it.
    fn give_up(&self, trouble: &Trouble) -> Trouble {
        let mut hands = self.hands();
        let given_up = hands
            .given_up
            .get_or_insert(Trouble::GivenUp { why: trouble.message(), hint: trouble.hint() })
            .clone();
        drop(hands);
        self.free.notify_all();
        given_up
    }

    fn count_in_vain(&self, trouble: Trouble) -> Trouble {
        let mut hands = self.hands();
        hands.in_vain += 1;
        let is_hopeless = !hands.has_answered && hands.in_vain >= MOST_IN_VAIN;
        drop(hands);
        if is_hopeless {
            self.give_up(&trouble);
        }
        trouble
    }

    /// Ends all copies, and says what there is to say about them.
    pub(super) fn end(&self) -> Vec<Diagnostic> {
        let mut hands = self.hands();
        let mut sessions = std::mem::take(&mut hands.idle);
        let mut printed = Vec::new();
        for session in &mut sessions {
            hands.hear(session);
            if self.is_watched {
                printed.push(session.last_words());
            }
        }
        hands.running = 0;
        let (lost, stray) = (hands.lost, std::mem::take(&mut hands.stray));
        let log = std::mem::take(&mut hands.log);
        let given_up = hands.given_up.is_some();
        drop(hands);
        let stubborn = session::close_all(sessions);
        let name = &self.manual.name;
        let mut told: Vec<Diagnostic> =
            log.into_iter().map(|line| Diagnostic::note(format!("{name}: {line}"))).collect();
        for printed in printed.iter().filter(|printed| !printed.trim().is_empty()) {
            let lines = printed.trim_end().lines().map(|line| format!("{name} prints: {line}"));
            told.extend(lines.map(Diagnostic::note));
        }
        if stray > 0 {
            let message = format!("{name}: {} on standard output are no answers", lines(stray));
            told.push(Diagnostic::warning(message).hint("print to standard error instead"));
        }
        if lost > 0 && !given_up {
            let message =
                format!("{name}: the program was started anew {} after it had failed", times(lost));
            told.push(Diagnostic::warning(message).hint("`q7x2 plugin test` may show why"));
        }
        if stubborn > 0 {
            let message = format!("{name}: the program had to be ended, it did not end by itself");
            told.push(Diagnostic::warning(message).hint("end where standard input does"));
        }
        told
    }
}

impl Hands {
    fn hear(&mut self, session: &mut Session) {
        self.stray += std::mem::take(&mut session.stray);
        self.log.append(&mut session.log);
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "a line".to_owned() } else { format!("{count} lines") }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
