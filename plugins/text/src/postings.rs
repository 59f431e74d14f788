//! Postings: which items share keys, found without comparing every pair.

use crate::work;

/// Pairs of items (first below second) that share at least `least` keys, with how many, sorted.
///
/// A key that more than `most` items hold joins nothing: it says too little and costs the square of
/// its items.
#[must_use]
pub fn sharing(items: &[Vec<u64>], least: u32, most: usize) -> Vec<(usize, usize, u32)> {
    let mut entries: Vec<(u64, usize)> = Vec::with_capacity(items.iter().map(Vec::len).sum());
    entries.extend(
        items.iter().enumerate().flat_map(|(at, keys)| keys.iter().map(move |key| (*key, at))),
    );
    entries.sort_unstable();
    // What one item holds alone, most keys, joins nothing either.
    let mut lists: Vec<Vec<&[(u64, usize)]>> = vec![Vec::new(); items.len()];
    for list in
        entries.chunk_by(|a, b| a.0 == b.0).filter(|list| list.len() > 1 && list.len() <= most)
    {
        list.iter().for_each(|&(_, at)| lists[at].push(list));
    }
    let mut pairs = Vec::new();
    let mut counts = vec![0_u32; items.len()];
    let mut touched = Vec::new();
    for (at, lists) in lists.iter().enumerate() {
        for list in lists {
            let later = list.partition_point(|&(_, other)| other <= at);
            work::steps(list.len() - later);
            for &(_, other) in &list[later..] {
                if counts[other] == 0 {
                    touched.push(other);
                }
                counts[other] += 1;
            }
        }
        touched.sort_unstable();
        for other in touched.drain(..) {
            if counts[other] >= least {
                pairs.push((at, other, counts[other]));
            }
            counts[other] = 0;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_share_enough_keys_and_common_keys_do_not_count() {
        let items = vec![vec![1, 2, 3], vec![2, 3, 4], vec![3, 9], vec![4, 5]];
        assert_eq!(sharing(&items, 1, 10), [(0, 1, 2), (0, 2, 1), (1, 2, 1), (1, 3, 1)]);
        assert_eq!(sharing(&items, 2, 10), [(0, 1, 2)]);
        assert_eq!(sharing(&items, 1, 2), [(0, 1, 1), (1, 3, 1)]);
        assert_eq!(sharing(&[], 1, 2), []);
    }
}
