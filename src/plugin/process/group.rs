//! Process groups: a program is ended together with all that it started.
//!
//! On Windows there is no such group that safe Rust can end: the program itself is ended, and what
//! it started goes on by itself until it finds its pipes closed.

use std::collections::BTreeSet;
use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The groups that run: whoever is ended from outside takes them along.
static RUNNING: Mutex<Running> = Mutex::new(Running { groups: BTreeSet::new(), ending: false });

struct Running {
    /// By the number of the program that began each.
    groups: BTreeSet<u32>,
    /// Whether all are being ended: then none begins any more.
    ending: bool,
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a program that begins a group, and knows of it from then on. Nothing comes between the
/// two: a program that dies because all are ended must not be started again.
pub(super) fn begin(command: &mut Command) -> io::Result<Child> {
    apart(command);
    let mut running = running();
    if running.ending {
        return Err(io::Error::other("q7x2 is being ended"));
    }
    let child = command.spawn()?;
    running.groups.insert(child.id());
    Ok(child)
}

/// Knows of it no longer; its number may soon be another's.
pub(super) fn forget(child: &Child) {
    running().groups.remove(&child.id());
}

/// Ends every group at once, and lets none begin.
pub(super) fn end_all() {
    let mut running = running();
    running.ending = true;
    for number in std::mem::take(&mut running.groups) {
        signal(number, Ask::Now);
    }
}

/// How a program is asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// It may still put its things in order.
    Kindly,
    /// It has no say.
    Now,
}

/// Has the program begin a group of its own.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

/// Asks the whole group to end. A group without anybody left is no error.
#[cfg(unix)]
pub(super) fn ask(child: &mut Child, ask: Ask) {
    signal(child.id(), ask);
}

#[cfg(unix)]
fn signal(number: u32, ask: Ask) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = match ask {
        Ask::Kindly => Signal::TERM,
        Ask::Now => Signal::KILL,
    };
    if let Some(pid) = i32::try_from(number).ok().and_then(Pid::from_raw) {
        // A group without anybody left is what is wanted.
        let _ = kill_process_group(pid, signal);
    }
}

/// A program whose pipes close ends by itself.
#[cfg(not(unix))]
fn signal(_: u32, _: Ask) {}

#[cfg(not(unix))]
pub(super) fn ask(child: &mut Child, ask: Ask) {
    if ask == Ask::Now {
        drop(child.kill());
    }
}

/// Whether the program has ended. On Unix it is not taken notice of yet, so that its number, which
/// is its group's too, belongs to nobody else while the group is ended.
#[cfg(unix)]
pub(super) fn has_ended(child: &mut Child) -> io::Result<bool> {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return Ok(true);
    };
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    Ok(waitid(WaitId::Pid(pid), options)?.is_some())
}

#[cfg(not(unix))]
pub(super) fn has_ended(child: &mut Child) -> io::Result<bool> {
    Ok(child.try_wait()?.is_some())
}
