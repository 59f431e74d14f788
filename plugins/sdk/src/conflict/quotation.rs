//! Quotations of one utterance in other words.

use q7x2_text::language::Language;
use q7x2_text::word::{Stem, fold, stem};

/// Least share of the shorter quotation's words that a variant has.
const VARIANT: f64 = 0.7;

/// Whether two quotations are one utterance in other words: most words alike, not all. Marks and case do not count.
#[must_use]
pub fn variant(a: &str, b: &str, language: &Language) -> bool {
    let words =
        |text: &str| -> Vec<Stem> { fold(text).split_whitespace().map(|word| stem(trim(word), language)).collect() };
    let (left, right) = (words(a), words(b));
    let shorter = left.len().min(right.len());
    if shorter < 3 || left == right {
        return false;
    }
    let common = longest_common(&left, &right);
    #[expect(clippy::cast_precision_loss, reason = "words of one sentence")]
    let share = common as f64 / shorter as f64;
    share >= VARIANT && !contains(&left, &right) && !contains(&right, &left)
}

fn trim(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

fn contains(long: &[Stem], short: &[Stem]) -> bool {
    long.windows(short.len()).any(|window| window == short)
}

/// Length of the longest common subsequence (Wagner & Fischer 1974).
fn longest_common(a: &[Stem], b: &[Stem]) -> usize {
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
