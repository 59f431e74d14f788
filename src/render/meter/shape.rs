//! Shape: what an operand of an expression is, what stands between two, and which filter counts it
//! there.

use crate::render::count::{PRINT, READ};

/// One operand of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text or a number that stands in the template.
    Literal,
    /// A call of a component.
    Component,
    /// The whole context, by Tera's name for it.
    Everything,
    /// Anything else without operators.
    Single,
    /// A list, map or what is cut and joined: made here.
    Made,
}

/// What stands between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `~`: both sides are written out.
    Join,
    /// `==`, `<`, `in` …: both sides are gone through.
    Compare,
    /// `is` and a test that goes through its left side; there is no right one.
    Test,
    /// `is` and a test that does not.
    CheapTest,
    /// Anything else.
    Cheap,
}

/// The filter that counts an operand between these operators.
pub(super) fn meter(
    shape: Shape,
    before: Option<Operator>,
    after: Option<Operator>,
) -> Option<&'static str> {
    let stands_at = |operator| before == Some(operator) || after == Some(operator);
    match shape {
        Shape::Literal => None,
        _ if stands_at(Operator::Join) => Some(PRINT),
        Shape::Everything => Some(READ),
        _ if stands_at(Operator::Compare) || after == Some(Operator::Test) => Some(READ),
        _ => None,
    }
}
