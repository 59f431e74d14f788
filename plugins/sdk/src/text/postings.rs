//! Postings: which items share keys, found without comparing every pair.

use std::collections::BTreeMap;

/// Pairs of items (first below second) that share at least `least` keys, with how many, sorted.
///
/// A key that more than `most` items hold joins nothing: it says too little and costs the square of its items.
#[must_use]
pub fn sharing(items: &[Vec<u64>], least: u32, most: usize) -> Vec<(usize, usize, u32)> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, keys) in items.iter().enumerate() {
        for key in keys {
            holders.entry(*key).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    let mut counts = vec![0_u32; items.len()];
    let mut touched = Vec::new();
    for (at, keys) in items.iter().enumerate() {
        for key in keys {
            let Some(list) = holders.get(key).filter(|list| list.len() <= most) else { continue };
            let later = list.partition_point(|&other| other <= at);
            for &other in &list[later..] {
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
