//! Parallel: one question asked of many things, on as many threads as the build has.
//!
//! On threads of its own and not in rayon's pool: who waits there takes up other work meanwhile,
//! and an event whose text is just being read would be asked for it once more.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::work;

/// Things below which one thread asks all: sharing them out would save less than it costs.
const FEWEST: usize = 256;
/// Things that a thread takes at a time.
const PIECE: usize = 32;

/// Answers, with the piece of the things that they are of.
type Answers<R> = Vec<(usize, Vec<R>)>;

/// What is answered of each thing, in their order; the same whatever the number of threads.
pub fn map<T: Send, R: Send>(things: Vec<T>, ask: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = rayon::current_num_threads();
    if threads < 2 || things.len() < FEWEST {
        return things.into_iter().map(ask).collect();
    }
    let pieces = Mutex::new(Pieces { things: things.into_iter(), taken: 0 });
    let answer = || answers(&pieces, &ask);
    let mut told = thread::scope(|scope| {
        let counted = || work::counted(answer);
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, counted);
        // Where the system gives no more threads, those that there are do all.
        let others: Vec<_> = (1..threads).map_while(|at| spawn(at).ok()).collect();
        let mut told = answer();
        for other in others {
            let (answers, steps) = other.join().unwrap_or_else(|panic| resume_unwind(panic));
            work::steps(usize::try_from(steps).unwrap_or(usize::MAX));
            told.extend(answers);
        }
        told
    });
    told.sort_unstable_by_key(|(piece, _)| *piece);
    told.into_iter().flat_map(|(_, answers)| answers).collect()
}

/// The things that nobody has taken yet.
struct Pieces<I> {
    things: I,
    taken: usize,
}

/// What one thread answers, until no thing is left.
fn answers<T, R>(
    pieces: &Mutex<Pieces<impl Iterator<Item = T>>>,
    ask: &impl Fn(T) -> R,
) -> Answers<R> {
    let take = || {
        let mut left = pieces.lock().unwrap_or_else(PoisonError::into_inner);
        let piece: Vec<T> = left.things.by_ref().take(PIECE).collect();
        left.taken += 1;
        (!piece.is_empty()).then_some((left.taken, piece))
    };
    let mut told = Vec::new();
    while let Some((number, piece)) = take() {
        told.push((number, piece.into_iter().map(ask).collect()));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_things() {
        for count in [0, 1, FEWEST - 1, FEWEST, 10 * FEWEST + 7] {
            let things: Vec<usize> = (0..count).collect();
            let expected: Vec<usize> = things.iter().map(|thing| thing * 2).collect();
            assert_eq!(map(things, |thing| thing * 2), expected, "{count}");
        }
    }

    #[test]
    #[cfg(feature = "count-work")]
    fn steps_of_all_threads_count() {
        let things = vec![3; 4 * FEWEST];
        let (_, steps) = work::counted(|| map(things, work::steps));
        assert_eq!(steps, 12 * FEWEST as u64);
    }
}
