//! Ranking: centrality in a weighted graph, for summarisers that rank sentences by one another.

/// Rounds after which the ranks of any graph of sentences have settled to the fourth decimal.
const ROUNDS: usize = 60;
/// Change between rounds below which they have settled earlier.
const SETTLED: f64 = 1e-6;

/// The centrality of `count` nodes by power iteration (Brin & Page 1998), largest 1. `link` gives
/// the weight of the edge between two different nodes, the same in either direction, 0 for none;
/// `damping` is the share that comes through links.
#[must_use]
pub fn centrality(count: usize, damping: f64, link: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut links: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
    for a in 0..count {
        for b in a + 1..count {
            let weight = link(a, b);
            if weight > 0.0 {
                links[a].push((b, weight));
                links[b].push((a, weight));
            }
        }
    }
    let out: Vec<f64> =
        links.iter().map(|links| links.iter().map(|(_, weight)| weight).sum()).collect();
    #[expect(clippy::cast_precision_loss, reason = "sentences of one article")]
    let share = 1.0 / count.max(1) as f64;
    let mut ranks = vec![share; count];
    for _ in 0..ROUNDS {
        let next: Vec<f64> = links
            .iter()
            .map(|links| {
                let through: f64 =
                    links.iter().map(|&(from, weight)| ranks[from] * weight / out[from]).sum();
                (1.0 - damping) * share + damping * through
            })
            .collect();
        let change: f64 =
            ranks.iter().zip(&next).map(|(before, after)| (before - after).abs()).sum();
        ranks = next;
        if change < SETTLED {
            break;
        }
    }
    let most = ranks.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    ranks.into_iter().map(|rank| rank / most).collect()
}

/// The best of some ranks, best first, ties by place.
#[must_use]
pub fn best(ranks: &[f64], count: usize) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = ranks.iter().copied().enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.truncate(count);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_centre_of_a_star_is_central() {
        let star = |a: usize, b: usize| if a == 0 || b == 0 { 1.0 } else { 0.0 };
        let ranks = centrality(4, 0.85, star);
        assert!((ranks[0] - 1.0).abs() < 1e-9 && ranks[1] < 0.5, "{ranks:?}");
        assert_eq!(best(&ranks, 2).iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(centrality(0, 0.85, |_, _| 1.0), Vec::<f64>::new());
        assert_eq!(centrality(2, 0.85, |_, _| 0.0), [1.0, 1.0]);
    }
}
