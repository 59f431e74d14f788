//! Budget: what rendering one page may cost, so that no template runs without end or takes all
//! memory, and what of it is left, thread by thread. There is no clock: the same page takes the
//! same steps everywhere. `count.rs` takes from it.

use std::cell::Cell;

use q7x2_sdk::diagnostic::Diagnostic;
use tera::Value;

/// Steps that one page may take: bytes of template that are run through, and bytes of values that
/// are looked at. The largest page that may be written, 64 MiB, takes about half of them where it
/// consists of citations. In the tests of this crate it is a sixteenth, so that what is hostile
/// ends soon.
const MOST_STEPS: u64 = if cfg!(test) { 16 << 20 } else { 256 << 20 };

/// Bytes of values that one page may print or make: as many as the largest page that may be written
/// has.
const MOST_BYTES: u64 = MOST_STEPS / 4;

/// How deep components may call each other: Tera, which allows 20, does not say where.
const DEEPEST_COMPONENT: u32 = 19;

/// How deep templates, blocks and components may call each other. An interpreter's frame takes some
/// ten KiB of the two MiB that a thread has.
const DEEPEST_CALL: u32 = 64;

/// How deep lists and maps that a template makes may lie in each other; they are printed and
/// dropped by recursion.
const DEEPEST_VALUE: u32 = 64;

/// What a call costs beside the bytes of what is called: a state of the interpreter is made for it.
const CALL: u64 = 96;

/// What one turn of a loop costs beside the bytes of its body.
const TURN: u64 = 24;

/// What one value in a list or map weighs.
pub(super) const NODE: u64 = 16;

/// The hint of everything that is refused for its cost.
pub(super) const HINT: &str =
    "no page needs that: look for a loop, an include or a value that grows on each turn";

/// What is left for the page that this thread renders.
#[derive(Debug, Clone, Copy)]
struct Left {
    steps: u64,
    bytes: u64,
    depth: u32,
    components: u32,
    is_spent: bool,
    /// Whether more was written than a page may hold.
    is_over: bool,
}

const FULL: Left = Left {
    steps: MOST_STEPS,
    bytes: MOST_BYTES,
    depth: 0,
    components: 0,
    is_spent: false,
    is_over: false,
};

thread_local! {
    static LEFT: Cell<Left> = const { Cell::new(FULL) };
}

/// Begins a page.
pub(super) fn begin() {
    LEFT.set(FULL);
}

/// Whether the page that was rendered last on this thread was refused for its cost.
pub(super) fn is_spent() -> bool {
    LEFT.get().is_spent
}

/// Says that the page is longer than it may be. What counts next says so with its place, which a
/// writer does not know.
pub(super) fn overflow() {
    LEFT.set(Left { is_over: true, ..LEFT.get() });
}

/// Whether the page that was rendered last on this thread is longer than it may be.
pub(super) fn is_over() -> bool {
    LEFT.get().is_over
}

/// Why a page is refused that is too long.
pub(super) const TOO_LONG: &str = "the page is larger than 64 MiB";

/// Whether this was told of a page that costs too much.
pub(super) fn is_too_much(told: &Diagnostic) -> bool {
    told.hint.as_deref() == Some(HINT)
}

fn refuse(what: &str) -> tera::Error {
    LEFT.set(Left { is_spent: true, ..LEFT.get() });
    tera::Error::message(what)
}

/// Takes steps from what is left.
pub(super) fn take_steps(count: u64) -> Result<(), tera::Error> {
    let left = LEFT.get();
    if left.is_over {
        return Err(refuse(TOO_LONG));
    }
    match left.steps.checked_sub(count) {
        Some(steps) => {
            LEFT.set(Left { steps, ..left });
            Ok(())
        }
        None => Err(refuse("this takes too many steps for one page")),
    }
}

/// Takes bytes, each of which is a step as well.
pub(super) fn take_bytes(count: u64) -> Result<(), tera::Error> {
    take_steps(count)?;
    let left = LEFT.get();
    match left.bytes.checked_sub(count) {
        Some(bytes) => {
            LEFT.set(Left { bytes, ..left });
            Ok(())
        }
        None => Err(refuse("the values that this page prints and makes are too large")),
    }
}

/// The bytes of a text.
pub(super) fn length(text: &str) -> u64 {
    text.len() as u64
}

/// What is done with a value that is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It is compared.
    Look,
    /// It is written out, or kept.
    Make,
}

impl Purpose {
    fn take(self, count: u64) -> Result<(), tera::Error> {
        match self {
            Self::Look => take_steps(count),
            Self::Make => take_bytes(count),
        }
    }
}

/// Takes what a value weighs as a whole, part by part, so that one that is made of itself many
/// times over ends.
pub(super) fn take_whole(value: &Value, purpose: Purpose, depth: u32) -> Result<(), tera::Error> {
    if depth > DEEPEST_VALUE {
        return Err(refuse("a value of this page is nested deeper than 64 lists and maps"));
    }
    if let Some(text) = value.as_str() {
        return purpose.take(length(text));
    }
    if let Some(list) = value.as_array() {
        purpose.take(NODE)?;
        return list.iter().try_for_each(|one| take_whole(one, purpose, depth + 1));
    }
    if let Some(map) = value.as_map() {
        purpose.take(NODE)?;
        for (key, one) in map {
            purpose.take(NODE + key.as_str().map_or(0, length))?;
            take_whole(one, purpose, depth + 1)?;
        }
        return Ok(());
    }
    // A number has up to 39 digits; most have few.
    purpose.take(NODE)
}

/// What a value weighs without what is in it.
pub(super) fn surface(value: &Value) -> u64 {
    match value.as_str() {
        Some(text) => length(text),
        None => {
            value.as_array().map_or(0, <[Value]>::len).max(value.as_map().map_or(0, tera::Map::len))
                as u64
                * NODE
        }
    }
}

/// Begins a call of this weight.
pub(super) fn enter(weight: u64) -> Result<(), tera::Error> {
    take_steps(CALL + weight)?;
    let left = LEFT.get();
    if left.depth >= DEEPEST_CALL {
        return Err(refuse("templates, blocks and components call each other more than 64 deep"));
    }
    LEFT.set(Left { depth: left.depth + 1, ..left });
    Ok(())
}

/// The same of a component.
pub(super) fn enter_component(weight: u64) -> Result<(), tera::Error> {
    enter(weight)?;
    let left = LEFT.get();
    if left.components >= DEEPEST_COMPONENT {
        return Err(refuse("components call each other more than 19 deep"));
    }
    LEFT.set(Left { components: left.components + 1, ..left });
    Ok(())
}

/// Ends a call.
pub(super) fn leave() -> Result<(), tera::Error> {
    take_steps(0)?;
    let left = LEFT.get();
    LEFT.set(Left { depth: left.depth.saturating_sub(1), ..left });
    Ok(())
}

/// The same of a component.
pub(super) fn leave_component() -> Result<(), tera::Error> {
    leave()?;
    let left = LEFT.get();
    LEFT.set(Left { components: left.components.saturating_sub(1), ..left });
    Ok(())
}

/// Takes the turns of a loop over this value, before the first.
pub(super) fn take_turns(value: &Value, weight: u64) -> Result<(), tera::Error> {
    let turns = value.as_str().map_or_else(|| value.len().unwrap_or(0), str::len) as u64;
    take_steps(turns.saturating_mul(TURN + weight))
}

/// Takes the steps of looking so many times at all of a list.
pub(super) fn take_repeated(value: &Value, times: u64) -> Result<(), tera::Error> {
    let before = LEFT.get().steps;
    take_whole(value, Purpose::Look, 0)?;
    let once = before - LEFT.get().steps;
    take_steps(once.saturating_mul(times - 1))
}
