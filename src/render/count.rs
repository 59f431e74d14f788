//! Count: the filters that take from the budget. Tera itself counts nothing; `meter.rs` weaves
//! calls of these into the templates.

use tera::{Kwargs, State, Tera, Value};

use super::budget::{
    self, NODE, Purpose, length, surface, take_bytes, take_repeated, take_steps, take_whole,
};
use super::weight::Weights;

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

fn leave(_: Value, _: Kwargs, _: &State) -> Result<bool, tera::Error> {
    budget::leave().map(|()| false)
}

fn leave_component(_: Value, _: Kwargs, _: &State) -> Result<bool, tera::Error> {
    budget::leave_component().map(|()| false)
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
        let run = move |value: Value, _: Kwargs, _: &State| {
            budget::take_turns(&value, weight).map(|()| value)
        };
        tera.register_filter(format!("{LOOP}{weight}"), run);
    }
    for weight in weights.calls.iter().copied() {
        let run = move |_: Value, _: Kwargs, _: &State| budget::enter(weight).map(|()| false);
        tera.register_filter(format!("{ENTER}{weight}"), run);
        let run =
            move |_: Value, _: Kwargs, _: &State| budget::enter_component(weight).map(|()| false);
        tera.register_filter(format!("{ENTER_COMPONENT}{weight}"), run);
    }
}
