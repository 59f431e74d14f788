//! Steps of work, counted so that a test can say how work grows with its input. A clock cannot: it
//! also measures the machine.
//!
//! Loops whose length comes from a file call [`steps`] with what they compare, look up or copy.
//! Without the feature
//! `count-work`, which only tests turn on, that is nothing.

#[cfg(feature = "count-work")]
use std::cell::Cell;

#[cfg(feature = "count-work")]
thread_local! {
    /// Steps of this thread so far.
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts steps: comparisons, look-ups, or bytes looked at, whichever the caller does most of.
#[cfg(feature = "count-work")]
pub fn steps(count: usize) {
    STEPS.with(|all| all.set(all.get() + count as u64));
}

/// Counts steps: comparisons, look-ups, or bytes looked at, whichever the caller does most of.
#[cfg(not(feature = "count-work"))]
#[inline(always)]
pub fn steps(_: usize) {}

/// The steps of some work. Only those of this thread count: what runs in a pool needs one of a
/// single thread.
#[cfg(feature = "count-work")]
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = STEPS.with(Cell::get);
    let done = work();
    (done, STEPS.with(Cell::get) - before)
}

/// What some work gives; its steps are not counted.
#[cfg(not(feature = "count-work"))]
#[inline(always)]
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    (work(), 0)
}

#[cfg(all(test, feature = "count-work"))]
mod tests {
    use super::*;

    #[test]
    fn steps_are_those_of_the_work() {
        steps(3);
        assert_eq!(counted(|| steps(4)).1, 4);
        let (inner, outer) = counted(|| {
            steps(1);
            counted(|| steps(2)).1
        });
        assert_eq!((inner, outer), (2, 3));
    }
}
