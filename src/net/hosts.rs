//! Hosts: one request at a time each, with a pause between two.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// When each host was last asked.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<BTreeMap<String, Arc<Mutex<Option<Instant>>>>>);

impl Hosts {
    /// Asks a host, when nobody else does and it has had its pause.
    pub(super) fn ask<T>(&self, host: &str, pause: Duration, ask: impl FnOnce() -> T) -> T {
        let turn = {
            let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let mut last = turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = *last {
            thread::sleep(pause.saturating_sub(last.elapsed()));
        }
        let answer = ask();
        *last = Some(Instant::now());
        answer
    }
}
