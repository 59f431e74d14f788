//! Budget: what rendering one page may cost, so that no template runs without end or takes all
//! memory. Tera itself counts nothing; `meter.rs` weaves calls of the filters below into the
//! templates, and these count, thread by thread. There is no clock: the same page takes the same
//! steps everywhere.

use std::cell::Cell;

use q7x2_sdk::diagnostic::Diagnostic;
use tera::{Kwargs, State, Tera, Value};

use super::weight::Weights;

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
const NODE: u64 = 16;

/// The hint of everything that is refused for its cost.
pub(super) const HINT: &str =
    "no page needs that: look for a loop, an include or a value that grows on each turn";

/// Before the names of the filters that count. Templates cannot use them: they are unknown when
/// templates are checked.
pub(super) const PREFIX: &str = "metered_";

/// Counts what is printed, made of others, or kept.
pub(super) const PRINT: &str = "metered_print";
/// Counts an operand that is compared as a whole.
pub(super) const READ: &str = "metered_read";
/// Counts what is cut by a slice, or a text that is counted through to a letter.
pub(super) const CUT: &str = "metered_cut";
/// The same for the value of the argument `of`.
pub(super) const CUT_OF: &str = "metered_cut_of";
/// Counts the end of a call.
pub(super) const LEAVE: &str = "metered_leave";
/// Counts the end of a component's call.
pub(super) const LEAVE_COMPONENT: &str = "metered_leave_component";
/// Before the bytes of a loop's body: counts its turns.
pub(super) const LOOP: &str = "metered_loop_";
/// Before the bytes of what is called: counts a call.
pub(super) const ENTER: &str = "metered_enter_";
/// The same of a component.
pub(super) const ENTER_COMPONENT: &str = "metered_enter_component_";

/// The filters of Tera whose work grows with their input. Counted before they run, and what they
/// made after.
pub(super) const COUNTED: [&str; 28] = [
    "capitalize",
    "escape",
    "escape_html",
    "escape_xml",
    "float",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "length",
    "lower",
    "newlines_to_br",
    "pairs",
    "replace",
    "reverse",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

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

fn take_steps(count: u64) -> Result<(), tera::Error> {
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

fn take_bytes(count: u64) -> Result<(), tera::Error> {
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

fn length(text: &str) -> u64 {
    text.len() as u64
}

/// What is done with a value that is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
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
fn take_whole(value: &Value, purpose: Purpose, depth: u32) -> Result<(), tera::Error> {
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
fn surface(value: &Value) -> u64 {
    match value.as_str() {
        Some(text) => length(text),
        None => {
            value.as_array().map_or(0, <[Value]>::len).max(value.as_map().map_or(0, tera::Map::len))
                as u64
                * NODE
        }
    }
}

fn print(value: Value, _: Kwargs, _: &State) -> Result<Value, tera::Error> {
    take_whole(&value, Purpose::Make, 0)?;
    Ok(value)
}

fn read(value: Value, _: Kwargs, _: &State) -> Result<Value, tera::Error> {
    take_whole(&value, Purpose::Look, 0)?;
    Ok(value)
}

fn cut(value: Value, _: Kwargs, _: &State) -> Result<Value, tera::Error> {
    take_bytes(surface(&value))?;
    Ok(value)
}

fn cut_of(value: Value, arguments: Kwargs, _: &State) -> Result<Value, tera::Error> {
    if let Some(of) = arguments.get::<Value>("of")? {
        take_bytes(surface(&of))?;
    }
    Ok(value)
}

fn enter(weight: u64) -> Result<bool, tera::Error> {
    take_steps(CALL + weight)?;
    let left = LEFT.get();
    if left.depth >= DEEPEST_CALL {
        return Err(refuse("templates, blocks and components call each other more than 64 deep"));
    }
    LEFT.set(Left { depth: left.depth + 1, ..left });
    Ok(false)
}

fn enter_component(weight: u64) -> Result<bool, tera::Error> {
    enter(weight)?;
    let left = LEFT.get();
    if left.components >= DEEPEST_COMPONENT {
        return Err(refuse("components call each other more than 19 deep"));
    }
    LEFT.set(Left { components: left.components + 1, ..left });
    Ok(false)
}

fn leave_component(_: Value, _: Kwargs, _: &State) -> Result<bool, tera::Error> {
    take_steps(0)?;
    let left = LEFT.get();
    let (depth, components) = (left.depth.saturating_sub(1), left.components.saturating_sub(1));
    LEFT.set(Left { depth, components, ..left });
    Ok(false)
}

fn leave(_: Value, _: Kwargs, _: &State) -> Result<bool, tera::Error> {
    take_steps(0)?;
    let left = LEFT.get();
    LEFT.set(Left { depth: left.depth.saturating_sub(1), ..left });
    Ok(false)
}

/// Takes the turns of a loop over this value, before the first.
fn turns(value: &Value, weight: u64) -> Result<(), tera::Error> {
    let turns = value.as_str().map_or_else(|| value.len().unwrap_or(0), str::len) as u64;
    take_steps(turns.saturating_mul(TURN + weight))
}

/// The numbers from `start` to `end`, as Tera's own function gives them, counted before they are
/// made.
fn range(arguments: Kwargs, _: &State) -> Result<Vec<i128>, tera::Error> {
    let start = arguments.get::<i128>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i128>("end")?;
    let step = arguments.get::<i128>("step_by")?.unwrap_or(1);
    let wrong =
        |what: &str| Err(tera::Error::message(format!("Function `range` was called with {what}")));
    if step == 0 {
        return wrong("a `step_by` argument of 0");
    }
    if start > end && step > 0 {
        return wrong("a `start` argument greater than the `end` one");
    }
    let (from, to) = if step > 0 { (start, end) } else { (end, start) };
    let span = to.checked_sub(from).map(|span| span.max(0).unsigned_abs());
    let Some(count) = span.map(|span| span.div_ceil(step.unsigned_abs())) else {
        return wrong("arguments that overflow i128");
    };
    if count > MOST_NUMBERS {
        return Err(tera::Error::message(format!(
            "Function `range` would produce {count} elements, which exceeds the limit of {MOST_NUMBERS}"
        )));
    }
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    take_bytes(count.saturating_mul(NODE))?;
    Ok((0..i128::from(count)).map(|at| start + at * step).collect())
}

/// As many numbers as Tera's own function gives at most.
const MOST_NUMBERS: u128 = 100_000;

/// Runs a filter of Tera, counted.
fn counted(
    name: &str,
    value: &Value,
    arguments: Kwargs,
    state: &State,
) -> Result<Value, tera::Error> {
    take_work(name, value, &arguments)?;
    let made = state.call_filter(name, value, arguments)?;
    match name {
        // Each can put what it is given one level deeper.
        "group_by" | "pairs" | "split" => take_whole(&made, Purpose::Make, 0)?,
        _ => take_bytes(made.as_str().map_or(0, length))?,
    }
    Ok(made)
}

/// Takes what a filter will do, before it does.
fn take_work(name: &str, value: &Value, arguments: &Kwargs) -> Result<(), tera::Error> {
    let given: u64 = arguments.iter().map(|(_, value)| surface(value)).sum();
    // How many a list holds is known without counting.
    let is_known = name == "length" && value.as_str().is_none();
    take_steps(given + if is_known { 0 } else { surface(value) })?;
    let list = value.as_array().map_or(0, <[Value]>::len) as u64;
    let text = value.as_str().unwrap_or_default();
    let argument = |name: &str| arguments.get::<Value>(name).ok().flatten();
    let argument_length = |name: &str| argument(name).map_or(0, |value| surface(&value));
    match name {
        "str" => take_whole(value, Purpose::Make, 0),
        // Where one of them is escaped already, the others are made so, six bytes for one at most.
        "join" => take_whole(value, Purpose::Make, 0)
            .and_then(|()| take_bytes(list.saturating_mul(6 * argument_length("sep")))),
        "replace" => {
            let from = argument("from");
            let found =
                from.as_ref().and_then(Value::as_str).map_or(0, |from| text.matches(from).count())
                    as u64;
            take_bytes(length(text).saturating_add(found.saturating_mul(6 * argument_length("to"))))
        }
        "indent" => {
            let width = argument("width").and_then(|width| width.as_u64()).unwrap_or(4).min(1000);
            let lines = text.lines().count() as u64;
            take_bytes(lines.saturating_mul(width * argument_length("indentation").max(1)))
        }
        "split" => {
            let pattern = argument("pat");
            let found = pattern
                .as_ref()
                .and_then(Value::as_str)
                .map_or(0, |pattern| text.matches(pattern).count());
            take_bytes((found as u64 + 1).saturating_mul(NODE))
        }
        "sort" => take_repeated(value, u64::from(list.max(1).ilog2()) + 1),
        "unique" => take_repeated(value, list / 8 + 1),
        "group_by" => take_repeated(value, 1),
        _ => Ok(()),
    }
}

/// Takes the steps of looking so many times at all of a list.
fn take_repeated(value: &Value, times: u64) -> Result<(), tera::Error> {
    let before = LEFT.get().steps;
    take_whole(value, Purpose::Look, 0)?;
    let once = before - LEFT.get().steps;
    take_steps(once.saturating_mul(times - 1))
}

/// Makes the filters that count known to Tera; `weights` are those of the templates' loops and
/// calls.
pub(super) fn register(tera: &mut Tera, weights: &Weights) {
    tera.register_function("range", range);
    tera.register_filter(PRINT, print);
    tera.register_filter(READ, read);
    tera.register_filter(CUT, cut);
    tera.register_filter(CUT_OF, cut_of);
    tera.register_filter(LEAVE, leave);
    tera.register_filter(LEAVE_COMPONENT, leave_component);
    for name in COUNTED {
        let run = move |value: Value, arguments: Kwargs, state: &State| {
            counted(name, &value, arguments, state)
        };
        tera.register_filter(format!("{PREFIX}{name}"), run);
    }
    for weight in weights.loops.iter().copied() {
        let run = move |value: Value, _: Kwargs, _: &State| turns(&value, weight).map(|()| value);
        tera.register_filter(format!("{LOOP}{weight}"), run);
    }
    for weight in weights.calls.iter().copied() {
        let run = move |_: Value, _: Kwargs, _: &State| enter(weight);
        tera.register_filter(format!("{ENTER}{weight}"), run);
        let run = move |_: Value, _: Kwargs, _: &State| enter_component(weight);
        tera.register_filter(format!("{ENTER_COMPONENT}{weight}"), run);
    }
}
