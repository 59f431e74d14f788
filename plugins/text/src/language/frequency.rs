//! How common a word is in news of a language, whatever the collection at hand: the background
//! table.
//!
//! A folder that holds one event has no rare words of its own to weigh by; the table makes up for
//! the other news. It holds the stems' frequencies in everyday text, turned into the number of
//! articles that a stem is in, out of [`DOCUMENTS`]. Where the data is from stands in
//! `language/NOTICE`; `examples/frequencies.rs` makes the tables.

use crate::cut::Stem;

/// How many articles the table stands for, and so how much it weighs against a collection's own
/// counts. Of 100 to 100,000 the range 400 to 1,000 grouped best on the development sets, from one
/// event to a hundred; a smaller number lets a large collection speak for itself sooner, and leaves
/// the weights where the thresholds of alignment were set.
pub const DOCUMENTS: f64 = 400.0;

/// Words in which a stem has one chance each to occur at all. An article of 400 words, the
/// development sets' median, holds fewer chances than words, since words come in bursts: a negative
/// binomial with dispersion 1, of which this is the one constant, fits the articles that a stem is
/// in within 15 % from one in a million words to one in a thousand (a Poisson distribution
/// overshoots by 20 to 60 %).
const CHANCES: f64 = 320.0;

/// How many stems a table holds: at 40,000 the rarest is in one article of 15,000, below which
/// weights no longer differ.
const STEMS: usize = 40_000;

/// A size is kept as a byte: sixteenths of a doubling, from 2^-6.5 articles on. Its error is below
/// 2.2 %.
const STEPS: f64 = 16.0;

/// The byte of one article.
const ONE: f64 = 104.0;

/// Bits of a key that choose its bucket: 4,096 buckets of ten keys.
const BUCKET_BITS: u32 = 12;

/// The weight of a stem that is in so many articles.
fn weight(articles: f64) -> f64 {
    libm::log((DOCUMENTS + 1.0) / (articles + 0.5))
}

/// The articles that a byte of the table stands for.
fn document_frequency_of(byte: u8) -> f64 {
    libm::exp2((f64::from(byte) - ONE) / STEPS)
}

/// Makes a table from stems and their frequencies (a share of all words, summed over the forms of a
/// stem).
#[must_use]
pub fn table(frequencies: impl IntoIterator<Item = (Stem, f64)>) -> Vec<u8> {
    let mut stems: Vec<(u32, f64)> =
        frequencies.into_iter().map(|(stem, share)| (key(stem), share)).collect();
    stems.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    stems.truncate(STEMS);
    stems.sort_by_key(|(key, _)| *key);
    // two stems of one key are one in a hundred thousand; the commoner stays
    stems.dedup_by_key(|(key, _)| *key);
    let size = |share: f64| DOCUMENTS * share * CHANCES / (1.0 + share * CHANCES);
    let byte = |share: f64| (libm::log2(size(share)) * STEPS + ONE).round().clamp(0.0, 255.0) as u8;
    let keys = stems.iter().flat_map(|(key, _)| key.to_le_bytes());
    keys.chain(stems.iter().map(|(_, share)| byte(*share))).collect()
}

/// Half a stem's number.
fn key(stem: Stem) -> u32 {
    (stem >> 32) as u32 ^ stem as u32
}

/// A table made ready for looking up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frequencies {
    /// Sorted.
    keys: Vec<u32>,
    /// By key.
    sizes: &'static [u8],
    /// The weight of each byte, reckoned once.
    weights: Vec<f64>,
    /// By the first bits of a key, where the keys with them begin.
    starts: Vec<u32>,
}

impl Frequencies {
    /// Reads what [`table`] wrote.
    pub(super) fn read(bytes: &'static [u8]) -> Self {
        // five bytes a stem: four of its key, then, behind all keys, one of its size
        let (keys, sizes) = bytes.split_at(bytes.len() / 5 * 4);
        let four =
            |key: &[u8]| key.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte));
        let keys: Vec<u32> = keys.chunks_exact(4).map(four).collect();
        let start =
            |bucket: u32| keys.partition_point(|&key| key >> (32 - BUCKET_BITS) < bucket) as u32;
        let starts = (0..=1 << BUCKET_BITS).map(start).collect();
        let weights = (0..=u8::MAX).map(|byte| weight(document_frequency_of(byte))).collect();
        Self { keys, sizes, weights, starts }
    }

    /// See [`idf`](super::idf).
    pub(super) fn idf(&self, stem: Stem) -> f64 {
        let known = self.find(stem).and_then(|byte| self.weights.get(usize::from(byte)).copied());
        known.unwrap_or_else(|| weight(0.0))
    }

    /// See [`document_frequency`](super::document_frequency).
    pub(super) fn document_frequency(&self, stem: Stem) -> f64 {
        self.find(stem).map_or(0.0, document_frequency_of)
    }

    /// The byte of a stem.
    fn find(&self, stem: Stem) -> Option<u8> {
        let key = key(stem);
        let bucket = (key >> (32 - BUCKET_BITS)) as usize;
        let range = *self.starts.get(bucket)? as usize..*self.starts.get(bucket + 1)? as usize;
        let at = range.start + self.keys.get(range)?.iter().position(|&other| other == key)?;
        self.sizes.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Language, idf};
    use super::*;
    use crate::word;

    fn weight(code: &str, text: &str) -> f64 {
        let language = Language::of(Some(code));
        idf(word::tokens(text, language)[0].stem, language)
    }

    #[test]
    fn common_words_weigh_less_than_rare_ones() {
        for (code, words) in [
            ("en", ["the", "government", "ceasefire", "Zaporizhzhia", "qzxqzx"]),
            ("de", ["die", "Regierung", "Waffenstillstand", "Saporischschja", "qzxqzx"]),
            ("fr", ["les", "gouvernement", "négociateur", "Zaporijjia", "qzxqzx"]),
            ("es", ["los", "gobierno", "negociador", "Zaporiyia", "qzxqzx"]),
        ] {
            let weights = words.map(|word| weight(code, word));
            assert!(
                weights.is_sorted() && weights[0] < 0.2 && weights[2] < weights[4],
                "{code} {weights:?}"
            );
        }
    }

    #[test]
    fn numbers_are_known() {
        assert!(
            weight("en", "20") < weight("en", "2,011")
                && weight("en", "2026") < weight("en", "7361")
        );
    }

    #[test]
    fn without_a_table_all_words_weigh_the_same() {
        assert_eq!(weight("fi", "ja"), weight("fi", "tulitauko"));
        assert!((weight("fi", "ja") - libm::log(802.0)).abs() < 1e-12);
    }

    #[test]
    fn a_table_gives_back_what_went_in() {
        let share = |rank: u64| 0.05 / rank as f64;
        // numbers as a hash has them: no two with the same half
        let stem = |rank: u64| word::hash(&rank.to_string());
        let bytes = table((1..=50_000).map(|rank| (stem(rank), share(rank))));
        assert!(bytes.len().abs_diff(5 * STEMS) < 50);
        let background = Frequencies::read(Vec::leak(bytes));
        for rank in [1, 10, 100, 1000, 39_000] {
            let found =
                background.find(stem(rank)).map(|byte| libm::exp2((f64::from(byte) - ONE) / STEPS));
            let expected = DOCUMENTS * share(rank) * CHANCES / (1.0 + share(rank) * CHANCES);
            assert!(
                found.is_some_and(|found| (found / expected - 1.0).abs() < 0.022),
                "{rank} {found:?} {expected}"
            );
        }
        assert_eq!(background.find(stem(45_000)), None);
    }

    #[test]
    fn a_broken_table_is_empty_or_short_but_never_a_panic() {
        for bytes in [&b""[..], b"1", b"1234", b"12345", b"123456789"] {
            assert!(Frequencies::read(bytes).find(7).is_none());
        }
    }
}
