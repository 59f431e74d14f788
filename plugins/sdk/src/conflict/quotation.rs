//! Quotations of one utterance in other words.

use q7x2_text::annotation::LONGEST_SENTENCE;
use q7x2_text::language::Language;
use q7x2_text::word::{Stem, fold, stem};
use q7x2_text::work;

/// Least share of the shorter quotation's words that a variant has.
const VARIANT: f64 = 0.7;

/// Whether two quotations are one utterance in other words: most words alike, not all. Marks and
/// case do not count.
#[must_use]
pub fn variant(a: &str, b: &str, language: &Language) -> bool {
    Wording::of(a, language).is_variant(&Wording::of(b, language))
}

/// The words of a quotation, read once for many comparisons.
#[derive(Debug, Clone)]
pub struct Wording {
    stems: Vec<Stem>,
    sorted: Vec<Stem>,
}

impl Wording {
    /// Reads a quotation.
    #[must_use]
    pub fn of(text: &str, language: &Language) -> Self {
        let stems: Vec<Stem> =
            fold(text).split_whitespace().map(|word| stem(trim(word), language)).collect();
        let mut sorted = stems.clone();
        sorted.sort_unstable();
        Self { stems, sorted }
    }

    /// Whether two quotations are one utterance in other words, as [`variant`] says.
    #[must_use]
    pub fn is_variant(&self, other: &Self) -> bool {
        let (left, right) = (&self.stems, &other.stems);
        let shorter = left.len().min(right.len());
        let longer = left.len().max(right.len());
        if shorter < 3 || longer > LONGEST_SENTENCE || left == right {
            return false;
        }
        #[expect(clippy::cast_precision_loss, reason = "words of one sentence")]
        let is_enough = |common: usize| common as f64 / shorter as f64 >= VARIANT;
        // Words in any order are a bound for words in order, and cheap.
        is_enough(common(&self.sorted, &other.sorted))
            && is_enough(longest_common(left, right))
            && !contains(left, right)
            && !contains(right, left)
    }
}

/// How many words two sorted lists share.
fn common(a: &[Stem], b: &[Stem]) -> usize {
    let (mut at, mut other, mut shared) = (0, 0, 0);
    while at < a.len() && other < b.len() {
        let order = a[at].cmp(&b[other]);
        shared += usize::from(order.is_eq());
        at += usize::from(order.is_le());
        other += usize::from(order.is_ge());
    }
    shared
}

fn trim(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

fn contains(long: &[Stem], short: &[Stem]) -> bool {
    long.windows(short.len()).any(|window| window == short)
}

/// Length of the longest common subsequence (Wagner & Fischer 1974).
fn longest_common(a: &[Stem], b: &[Stem]) -> usize {
    work::steps(a.len() * b.len());
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}
