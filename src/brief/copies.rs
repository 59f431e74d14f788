//! Copies: articles of one event that are one text, so that a wire report printed ten times is one
//! voice.
//!
//! Containment of word 8-grams (Broder 1997): short runs are shared by any two reports of an event,
//! runs of eight by copying. A copy is a copy of an original, never of a copy: no chains. So an
//! article is compared with originals alone, and with those that share one of its rarest runs: of
//! two texts of which one holds most of the other, the larger holds one of the rarest runs of the
//! smaller (prefix filter: Chaudhuri, Ganti & Kaushik 2006), however many reports quote the rest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use q7x2_sdk::text::word::fold;
use q7x2_sdk::work;
use q7x2_sdk::{Article, Copy, CopyMeasure};

/// Words a run has.
const RUN: usize = 8;
/// Least share, in hundredths, of an article's runs that the earlier one holds.
const CONTAINMENT: u8 = 60;
/// Originals that one run leads to, the earliest, and originals that one article is compared with,
/// those that share most of its rarest runs. Without an end, articles that all share half of their
/// text and are no copies take the square of their number; an event of so many articles, and any
/// whose copies have a run of their own, is compared whole.
const MOST: usize = 256;

/// Which articles are copies; `articles` are in order, the earliest first.
pub(super) fn copies(articles: &[Article]) -> Vec<Copy> {
    let texts = texts(articles);
    let mut originals = Originals::default();
    let mut copies: Vec<Copy> = Vec::new();
    let mut tally = vec![0; articles.len()];
    for (later, article) in articles.iter().enumerate() {
        let found =
            originals.near(article, &texts[later], &mut tally).into_iter().filter_map(|earlier| {
                let percent = texts[earlier].percent(&texts[later]);
                let measure = measure(&articles[earlier], article, percent)?;
                // A text too short for a run has none that another could hold, and may still be the
                // same.
                Some((earlier, measure, if measure == CopyMeasure::Text { 100 } else { percent }))
            });
        match found.max_by_key(|(earlier, _, percent)| (*percent, Reverse(*earlier))) {
            Some((earlier, measure, percent)) => {
                let (article, of) = (article.id.clone(), articles[earlier].id.clone());
                copies.push(Copy { article, of, measure, percent });
            }
            None => originals.add(later, article, &texts[later]),
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

/// The originals so far, by what leads to them. No two have one text or one address, for the later
/// would be a copy.
#[derive(Default)]
struct Originals<'a> {
    by_content: BTreeMap<&'a str, usize>,
    by_url: BTreeMap<&'a str, usize>,
    /// By run the originals that hold it.
    holders: Vec<Vec<usize>>,
    /// By run the originals of which it is one of the rarest.
    rarest: Vec<Vec<usize>>,
}

impl<'a> Originals<'a> {
    fn add(&mut self, at: usize, article: &'a Article, text: &Text) {
        self.by_content.insert(&article.content, at);
        self.by_url.extend(article.url.as_deref().map(|url| (url, at)));
        for (runs, lists) in
            [(&text.runs[..], &mut self.holders), (text.rarest(), &mut self.rarest)]
        {
            let end = runs.last().map_or(0, |run| *run as usize + 1);
            lists.resize(lists.len().max(end), Vec::new());
            for &run in runs {
                let list = &mut lists[run as usize];
                if list.len() < MOST {
                    list.push(at);
                }
            }
        }
    }

    /// The originals that an article may be a copy of, each once; `tally` is all zero before and
    /// after.
    fn near(&self, article: &Article, text: &Text, tally: &mut [u32]) -> Vec<usize> {
        let mut touched = Vec::new();
        for (runs, lists) in [(text.rarest(), &self.holders), (&text.runs[..], &self.rarest)] {
            for &at in runs.iter().filter_map(|run| lists.get(*run as usize)).flatten() {
                work::steps(1);
                if tally[at] == 0 {
                    touched.push(at);
                }
                tally[at] += 1;
            }
        }
        let mut found: Vec<(u32, usize)> =
            touched.into_iter().map(|at| (std::mem::take(&mut tally[at]), at)).collect();
        if found.len() > MOST {
            found.sort_unstable_by_key(|&(shared, at)| (Reverse(shared), at));
            found.truncate(MOST);
        }
        let same = self.by_content.get(article.content.as_str());
        let there = article.url.as_deref().and_then(|url| self.by_url.get(url));
        let mut near: Vec<usize> = found
            .into_iter()
            .map(|(_, at)| at)
            .chain(same.copied())
            .chain(there.copied())
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// The runs of one article.
struct Text {
    /// How many there are.
    count: usize,
    /// Those that another article holds too, by number: the rarer of the event first.
    runs: Vec<u32>,
}

impl Text {
    /// Of the rarest runs of which a text that holds most of this one holds at least one, those
    /// that another article holds at all.
    fn rarest(&self) -> &[u32] {
        let most = (self.count * usize::from(CONTAINMENT)).div_ceil(100);
        let own = self.count - self.runs.len();
        &self.runs[..(self.count - most + 1).saturating_sub(own).min(self.runs.len())]
    }

    /// Share of the shorter text's runs that the other holds, in hundredths.
    fn percent(&self, other: &Self) -> u8 {
        let (few, many) =
            if self.runs.len() < other.runs.len() { (self, other) } else { (other, self) };
        let shared = few.runs.iter().filter(|run| many.runs.binary_search(run).is_ok()).count();
        work::steps(few.runs.len());
        u8::try_from(shared * 100 / self.count.min(other.count).max(1)).unwrap_or(100)
    }
}

/// The runs of each article, with a number for each that several hold.
fn texts(articles: &[Article]) -> Vec<Text> {
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

/// The article's runs, hashed, each once, sorted.
fn runs(article: &Article) -> Vec<u64> {
    let mut words = Vec::new();
    for (_, sentence) in article.body() {
        words.extend(
            fold(&sentence.text)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(hash),
        );
    }
    let mut runs: Vec<u64> =
        words.windows(RUN).map(|run| run.iter().fold(0, |hash, word| mix(hash, *word))).collect();
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use q7x2_sdk::Sentence;

    use super::*;

    fn article(id: &str, text: &str) -> Article {
        let sentence = Sentence { text: text.to_owned(), ..Sentence::default() };
        Article {
            id: id.to_owned(),
            content: text.to_owned(),
            sentences: vec![sentence],
            ..Article::default()
        }
    }

    const WIRE: &str = "The harbour bridge at Dunmore reopened to traffic on Monday after nine months of repairs that cost the town four million crowns, the mayor said at the ceremony.";

    #[test]
    fn wire_copy_is_found_and_chains_are_not_made() {
        let longer = format!(
            "{WIRE} Residents of the old quarter had waited for hours in the rain to be the first to cross."
        );
        let all = [
            article("a", WIRE),
            article("b", &longer),
            article("c", &longer),
            article("d", "Another text altogether."),
        ];
        let found = copies(&all);
        let pairs: Vec<(&str, &str, CopyMeasure)> = found
            .iter()
            .map(|copy| (copy.article.as_str(), copy.of.as_str(), copy.measure))
            .collect();
        assert_eq!(pairs, [("b", "a", CopyMeasure::Wire), ("c", "a", CopyMeasure::Wire)]);
    }

    /// The copies of some texts, as (copy, original, percent), by their places.
    fn found(texts: &[String]) -> Vec<(usize, usize, u8)> {
        let articles: Vec<Article> =
            texts.iter().enumerate().map(|(at, text)| article(&at.to_string(), text)).collect();
        let place = |id: &str| id.parse::<usize>().unwrap();
        copies(&articles)
            .iter()
            .map(|copy| (place(&copy.article), place(&copy.of), copy.percent))
            .collect()
    }

    /// So many words of the wire, then others up to its 28.
    fn begins_with(words: usize) -> String {
        let own = (words..28).map(|at| format!("other{at}"));
        WIRE.split(' ').take(words).map(str::to_owned).chain(own).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn three_runs_of_five_make_a_copy() {
        let check = |words: usize, expected: &[(usize, usize, u8)]| {
            assert_eq!(found(&[WIRE.to_owned(), begins_with(words)]), expected, "{words} words");
        };
        check(28, &[(1, 0, 100)]);
        check(24, &[(1, 0, 80)]);
        check(20, &[(1, 0, 61)]);
        check(19, &[]);
    }

    #[test]
    fn a_copy_of_a_copy_is_an_original() {
        let copy = begins_with(22);
        let again = format!(
            "{} and four more words",
            copy.split(' ').skip(4).collect::<Vec<_>>().join(" ")
        );
        assert_eq!(found(&[copy.clone(), again.clone()]), [(1, 0, 80)]);
        assert_eq!(found(&[WIRE.to_owned(), copy, again]), [(1, 0, 71)]);
    }

    /// What comparing all pairs finds.
    fn of_all_pairs(texts: &[String]) -> Vec<(usize, usize, u8)> {
        let articles: Vec<Article> = texts.iter().map(|text| article("", text)).collect();
        let runs: Vec<Vec<u64>> = articles.iter().map(runs).collect();
        let percent = |a: usize, b: usize| {
            let shared = runs[a].iter().filter(|run| runs[b].contains(run)).count();
            shared * 100 / runs[a].len().min(runs[b].len()).max(1)
        };
        let mut copies: Vec<(usize, usize, u8)> = Vec::new();
        for later in 0..texts.len() {
            let originals = (0..later).filter(|&at| !copies.iter().any(|(copy, ..)| *copy == at));
            let same = |at: usize| texts[at] == texts[later] && !texts[at].is_empty();
            let alike = originals.map(|at| (if same(at) { 100 } else { percent(at, later) }, at));
            let best = alike
                .filter(|(percent, _)| *percent >= 60)
                .max_by_key(|&(percent, at)| (percent, Reverse(at)));
            copies.extend(best.map(|(percent, at)| (later, at, u8::try_from(percent).unwrap())));
        }
        copies
    }

    proptest! {
        #[test]
        fn nothing_is_missed(texts in prop::collection::vec(prop::collection::vec(0..12_usize, 0..9), 0..14)) {
            let part = |at: &usize| (0..5).map(|word| format!("w{at}x{word}")).collect::<Vec<_>>().join(" ");
            let texts: Vec<String> =
                texts.iter().map(|parts| parts.iter().map(part).collect::<Vec<_>>().join(" ")).collect();
            prop_assert_eq!(found(&texts), of_all_pairs(&texts));
        }
    }

    #[test]
    fn twice_the_articles_take_twice_the_work() {
        let part = |from: usize, to: usize| {
            (from..to).map(|at| format!("w{at}")).collect::<Vec<_>>().join(" ")
        };
        let own = |at: usize, words: usize| part(1000 + at * 100, 1000 + at * 100 + words);
        let check = |kind: &str, text: &dyn Fn(usize) -> String| {
            let steps = |count: usize| {
                let all: Vec<Article> =
                    (0..count).map(|at| article(&at.to_string(), &text(at))).collect();
                work::counted(|| copies(&all)).1
            };
            let (once, twice) = (steps(1_000), steps(2_000));
            assert!(10 * twice <= 23 * once + 10_000, "{kind}: {once} steps, then {twice}");
        };
        check("identical", &|_| part(0, 60));
        check("near-identical", &|at| {
            format!("{} {} {}", part(0, at % 40), own(at, 5), part(at % 40, 60))
        });
        check("half alike", &|at| format!("{} {}", part(0, 40), own(at, 45)));
        check("chains", &|at| part(10 * at, 10 * at + 60));
        check("one holds all", &|at| {
            if at == 0 { part(0, 8_000) } else { part(at * 2, at * 2 + 60) }
        });
        check("mixed of a hundred pieces", &|at| {
            (0..6)
                .map(|place| {
                    part(
                        9 * ((at * (place + 3) + place) % 100),
                        9 * ((at * (place + 3) + place) % 100) + 9,
                    )
                })
                .collect::<Vec<_>>()
                .join(" ")
        });
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
            let shown: Vec<(&str, &str, u8)> = found
                .iter()
                .map(|copy| (copy.article.as_str(), copy.of.as_str(), copy.percent))
                .collect();
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
