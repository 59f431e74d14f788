//! Copies: articles of one event that are one text, so that a wire report printed ten times is one voice.
//!
//! Containment of word 8-grams (Broder 1997): short runs are shared by any two reports of an event, runs of eight by
//! copying. A copy is a copy of an original, never of a copy: no chains.

use std::collections::BTreeMap;

use q7x2_sdk::text::postings;
use q7x2_sdk::text::word::fold;
use q7x2_sdk::{Article, Copy, CopyMeasure};

/// Words a run has.
const RUN: usize = 8;
/// Least share, in hundredths, of an article's runs that the earlier one holds.
const CONTAINMENT: u8 = 60;

/// Which articles are copies; `articles` are in order, the earliest first.
pub(super) fn copies(articles: &[Article]) -> Vec<Copy> {
    let runs: Vec<Vec<u64>> = articles.iter().map(runs).collect();
    let mut shares: BTreeMap<(usize, usize), u8> = BTreeMap::new();
    for (earlier, later, shared) in postings::sharing(&runs, 1, usize::MAX) {
        let fewer = runs[earlier].len().min(runs[later].len()).max(1);
        let percent = u64::from(shared) * 100 / u64::try_from(fewer).unwrap_or(1);
        shares.insert((earlier, later), u8::try_from(percent.min(100)).unwrap_or(100));
    }
    let mut copies: Vec<Copy> = Vec::new();
    let mut is_copy = vec![false; articles.len()];
    for later in 0..articles.len() {
        let originals = (0..later).filter(|&earlier| !is_copy[earlier]);
        let found = originals.filter_map(|earlier| {
            let percent = shares.get(&(earlier, later)).copied().unwrap_or(0);
            let measure = measure(&articles[earlier], &articles[later], percent)?;
            // A text too short for a run has none that another could hold, and may still be the same.
            Some((earlier, measure, if measure == CopyMeasure::Text { 100 } else { percent }))
        });
        let best = found.max_by_key(|(earlier, _, percent)| (*percent, std::cmp::Reverse(*earlier)));
        if let Some((earlier, measure, percent)) = best {
            let (article, of) = (articles[later].id.clone(), articles[earlier].id.clone());
            is_copy[later] = true;
            copies.push(Copy { article, of, measure, percent });
        }
    }
    copies
}

fn measure(earlier: &Article, later: &Article, percent: u8) -> Option<CopyMeasure> {
    if earlier.content == later.content && !earlier.content.is_empty() {
        return Some(CopyMeasure::Text);
    }
    if earlier.url.is_some() && earlier.url == later.url {
        return Some(CopyMeasure::Url);
    }
    (percent >= CONTAINMENT).then_some(CopyMeasure::Wire)
}

/// The article's runs, hashed, each once, sorted.
fn runs(article: &Article) -> Vec<u64> {
    let mut words = Vec::new();
    for (_, sentence) in article.body() {
        words.extend(
            fold(&sentence.text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(hash),
        );
    }
    let mut runs: Vec<u64> = words.windows(RUN).map(|run| run.iter().fold(0, |hash, word| mix(hash, *word))).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// FNV-1a, 64 bits.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Sentence;

    use super::*;

    fn article(id: &str, text: &str) -> Article {
        let sentence = Sentence { text: text.to_owned(), ..Sentence::default() };
        Article { id: id.to_owned(), content: text.to_owned(), sentences: vec![sentence], ..Article::default() }
    }

    const WIRE: &str = "The harbour bridge at Dunmore reopened to traffic on Monday after nine months of repairs that cost the town four million crowns, the mayor said at the ceremony.";

    #[test]
    fn wire_copy_is_found_and_chains_are_not_made() {
        let longer =
            format!("{WIRE} Residents of the old quarter had waited for hours in the rain to be the first to cross.");
        let all = [
            article("a", WIRE),
            article("b", &longer),
            article("c", &longer),
            article("d", "Another text altogether."),
        ];
        let found = copies(&all);
        let pairs: Vec<(&str, &str, CopyMeasure)> =
            found.iter().map(|copy| (copy.article.as_str(), copy.of.as_str(), copy.measure)).collect();
        assert_eq!(pairs, [("b", "a", CopyMeasure::Wire), ("c", "a", CopyMeasure::Wire)]);
    }

    #[test]
    fn the_same_text_and_the_same_address_are_copies() {
        let mut other = article("c", "Something else.");
        other.url = Some("https://example.org/1".to_owned());
        let mut again = article("d", "Something else, updated.");
        again.url.clone_from(&other.url);
        let found = copies(&[article("a", "Short."), article("b", "Short."), other, again]);
        let measures: Vec<CopyMeasure> = found.iter().map(|copy| copy.measure).collect();
        assert_eq!(measures, [CopyMeasure::Text, CopyMeasure::Url]);
    }

    #[test]
    fn a_copy_is_of_the_original_that_holds_most_of_it() {
        let half = WIRE.split_once(" after ").unwrap().0;
        let check = |texts: &[&str], expected: &[(&str, &str, u8)]| {
            let articles: Vec<Article> =
                texts.iter().enumerate().map(|(at, text)| article(&at.to_string(), text)).collect();
            let found = copies(&articles);
            let shown: Vec<(&str, &str, u8)> =
                found.iter().map(|copy| (copy.article.as_str(), copy.of.as_str(), copy.percent)).collect();
            assert_eq!(shown, expected);
        };
        check(&[WIRE, WIRE], &[("1", "0", 100)]);
        check(&["Short.", "Short."], &[("1", "0", 100)]);
        check(&[WIRE, half], &[("1", "0", 100)]);
        check(&[half, WIRE], &[("1", "0", 100)]);
        let rest = "A ferry crossed the sound without a passenger for the first time in the memory of its crew.";
        check(&[&format!("{half}. {rest}"), WIRE], &[]);
        check(&["", ""], &[]);
        check(&[], &[]);
    }
}
