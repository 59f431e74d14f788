//! Sharing: which points of each outlet fit the running text.
//!
//! Every outlet first has an equal share of the words, and takes its best points that fit it. What
//! is left goes point by point to whoever has the fewest words and a point that still fits. So no
//! outlet has a point that it would have to give up for another's second, and nothing is left over
//! that a point would fit.

use std::collections::BTreeSet;

/// The points taken by each outlet, as places in its list, which is best first. `lengths` are in
/// words.
pub(crate) fn share(lengths: &[Vec<usize>], max_words: usize) -> Vec<Vec<usize>> {
    let mut sharing = Sharing {
        lengths,
        taken: vec![Vec::new(); lengths.len()],
        words: vec![0; lengths.len()],
        left: max_words,
    };
    let each = max_words / lengths.len().max(1);
    for outlet in 0..lengths.len() {
        while let Some(at) = sharing.best_within(outlet, each - sharing.words[outlet]) {
            sharing.take(outlet, at);
        }
    }
    let mut poorest: BTreeSet<(usize, usize)> =
        sharing.words.iter().enumerate().map(|(outlet, &words)| (words, outlet)).collect();
    // The outlet with the fewest words, the earlier of two; one without a point for what is left
    // never has one again.
    while let Some((_, outlet)) = poorest.pop_first() {
        if let Some(at) = sharing.best_within(outlet, sharing.left) {
            sharing.take(outlet, at);
            poorest.insert((sharing.words[outlet], outlet));
        }
    }
    sharing.taken
}

struct Sharing<'a> {
    lengths: &'a [Vec<usize>],
    taken: Vec<Vec<usize>>,
    words: Vec<usize>,
    left: usize,
}

impl Sharing<'_> {
    /// The outlet's best point not taken yet that has at most so many words.
    fn best_within(&self, outlet: usize, words: usize) -> Option<usize> {
        let fits =
            |&(at, &length): &(usize, &usize)| length <= words && !self.taken[outlet].contains(&at);
        self.lengths[outlet].iter().enumerate().find(fits).map(|(at, _)| at)
    }

    fn take(&mut self, outlet: usize, at: usize) {
        self.taken[outlet].push(at);
        self.words[outlet] += self.lengths[outlet][at];
        self.left -= self.lengths[outlet][at];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_shared_fairly() {
        let check = |lengths: &[&[usize]], max_words: usize, expected: &[&[usize]]| {
            let lengths: Vec<Vec<usize>> = lengths.iter().map(|lengths| lengths.to_vec()).collect();
            assert_eq!(share(&lengths, max_words), expected, "{lengths:?} in {max_words}");
        };
        check(&[], 100, &[]);
        check(&[&[], &[]], 100, &[&[], &[]]);
        check(&[&[10, 10], &[10, 10]], 40, &[&[0, 1], &[0, 1]]);
        // the second of 12 fits no share, but what is left over; the outlet with fewer words has it
        check(&[&[10, 12], &[8, 12]], 30, &[&[0], &[0, 1]]);
        // the best point is too long for the share, the second is not
        check(&[&[30, 15], &[10]], 40, &[&[1], &[0]]);
        // nobody's first point fits a share
        check(&[&[30], &[30]], 40, &[&[0], &[]]);
        check(&[&[30], &[5]], 36, &[&[0], &[0]]);
        check(&[&[7]], 6, &[&[]]);
        check(&[&[7]], 0, &[&[]]);
    }

    proptest! {
        #[test]
        fn what_is_taken_fits_and_nothing_that_fits_is_left(
            lengths in prop::collection::vec(prop::collection::vec(1_usize..40, 0..6), 0..8), max_words in 0_usize..300,
        ) {
            let taken = share(&lengths, max_words);
            let words = |outlet: usize| taken[outlet].iter().map(|&at| lengths[outlet][at]).sum::<usize>();
            let used: usize = (0..lengths.len()).map(words).sum();
            prop_assert!(used <= max_words);
            let each = max_words / lengths.len().max(1);
            for (outlet, own) in lengths.iter().enumerate() {
                for (at, length) in own.iter().enumerate() {
                    prop_assert_eq!(taken[outlet].iter().filter(|one| **one == at).count() <= 1, true);
                    prop_assert!(taken[outlet].contains(&at) || used + length > max_words);
                    // Whoever has a point that fits an equal share is heard.
                    prop_assert!(*length > each || !taken[outlet].is_empty());
                }
            }
        }
    }
}
