//! Texts as runs of words, by which copies are told.

use q7x2_sdk::Article;
use q7x2_sdk::text::outlet::seen;
use q7x2_sdk::text::word::fold;
use q7x2_sdk::work;

/// Words a run has.
const RUN: usize = 8;
/// Least share, in hundredths, of an article's runs that the earlier one holds.
pub(super) const CONTAINMENT: u8 = 60;

/// The runs of one article.
pub(super) struct Text {
    /// How many there are.
    pub(super) count: usize,
    /// Those that another article holds too, by number: the rarer of the event first.
    pub(super) runs: Vec<u32>,
}

impl Text {
    /// Of the rarest runs of which a text that holds most of this one holds at least one, those
    /// that another article holds at all.
    pub(super) fn rarest(&self) -> &[u32] {
        let most = (self.count * usize::from(CONTAINMENT)).div_ceil(100);
        let own = self.count - self.runs.len();
        &self.runs[..(self.count - most + 1).saturating_sub(own).min(self.runs.len())]
    }

    /// Share of the shorter text's runs that the other holds, in hundredths.
    pub(super) fn percent(&self, other: &Self) -> u8 {
        let (few, many) =
            if self.runs.len() < other.runs.len() { (self, other) } else { (other, self) };
        let shared = few.runs.iter().filter(|run| many.runs.binary_search(run).is_ok()).count();
        work::steps(few.runs.len());
        u8::try_from(shared * 100 / self.count.min(other.count).max(1)).unwrap_or(100)
    }
}

/// The runs of each article, with a number for each that several hold.
pub(super) fn texts(articles: &[Article]) -> Vec<Text> {
    let mut entries: Vec<(u64, usize)> = Vec::new();
    let mut texts: Vec<Text> = Vec::with_capacity(articles.len());
    for (at, article) in articles.iter().enumerate() {
        let runs = runs(article);
        texts.push(Text { count: runs.len(), runs: Vec::new() });
        entries.extend(runs.into_iter().map(|run| (run, at)));
    }
    entries.sort_unstable();
    let mut shared: Vec<&[(u64, usize)]> =
        entries.chunk_by(|a, b| a.0 == b.0).filter(|held| held.len() > 1).collect();
    shared.sort_unstable_by_key(|held| (held.len(), held[0].0));
    for (number, held) in (0..u32::MAX).zip(shared) {
        held.iter().for_each(|&(_, at)| texts[at].runs.push(number));
    }
    texts
}

/// The article's words, hashed, in their order.
pub(super) fn words(article: &Article) -> Vec<u64> {
    let mut words = Vec::new();
    for (_, sentence) in article.body() {
        words.extend(
            fold(&sentence.text)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(|word| hash(&seen(word))),
        );
    }
    words
}

/// The article's runs, hashed, each once, sorted.
pub(super) fn runs(article: &Article) -> Vec<u64> {
    let mut runs: Vec<u64> = words(article)
        .windows(RUN)
        .map(|run| run.iter().fold(0, |hash, word| mix(hash, *word)))
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// FNV-1a, 64 bits.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}
