//! Copies: articles of one event that are one text, so that a wire report printed ten times is one
//! voice.
//!
//! Containment of word 8-grams (Broder 1997): short runs are shared by any two reports of an event,
//! runs of eight by copying. A copy is a copy of an original, never of a copy: no chains. So an
//! article is compared with originals alone, and with those that share one of its rarest runs: of
//! two texts of which one holds most of the other, the larger holds one of the rarest runs of the
//! smaller (prefix filter: Chaudhuri, Ganti & Kaushik 2006), however many reports quote the rest.
//!
//! A date is the article's own word. So one that holds several articles which have little in common
//! gathered them, whatever it says it is dated: it is a copy of each, and makes none of them one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::outlet::seen;
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
/// Least share, in hundredths, of its runs or words that a text has in common with another of the
/// same address: an address is the article's own word, and proves nothing alone.
const SAME_ADDRESS: u8 = 10;
/// Originals of one address that an article is compared with.
const MOST_OF_ADDRESS: usize = 8;
/// Share of runs in common from which two texts are not told apart: one cut from the other, or both
/// from a third.
const RELATED: u8 = 30;
/// Unrelated texts that are looked for in one article.
const MOST_HELD: usize = 8;
/// How often the gatherers found are put behind all others; a gatherer inside another is found with
/// it, so once is nearly always enough.
const ROUNDS: usize = 4;

/// Which articles are copies; `articles` are in order, the earliest first. Of several that one
/// article is a copy of, the one that holds most of it comes first.
pub(super) fn copies(articles: &[Article]) -> Vec<Copy> {
    let desk = Desk { articles, texts: texts(articles) };
    let mut gatherers = BTreeSet::new();
    let mut links = desk.links(&gatherers);
    for _ in 0..ROUNDS {
        let found = desk.gatherers(&links);
        if found.is_subset(&gatherers) {
            break;
        }
        gatherers.extend(found);
        links = desk.links(&gatherers);
    }
    links.sort_by_key(|link| (link.copy, Reverse(link.percent), link.of));
    links.into_iter().map(|link| desk.copy(&link)).collect()
}

/// One article is a copy of another.
struct Link {
    copy: usize,
    of: usize,
    measure: CopyMeasure,
    percent: u8,
}

/// The articles and their runs.
struct Desk<'a> {
    articles: &'a [Article],
    texts: Vec<Text>,
}

impl Desk<'_> {
    fn copy(&self, link: &Link) -> Copy {
        let id = |at: usize| self.articles[at].id.clone();
        let Link { copy, of, measure, percent } = *link;
        Copy { article: id(copy), of: id(of), measure, percent }
    }

    /// Who copied whom, where the articles come in their order and those that may hold several behind
    /// all others.
    fn links(&self, gatherers: &BTreeSet<usize>) -> Vec<Link> {
        let mut originals = Originals::default();
        let mut links = Vec::new();
        let mut tally = vec![0; self.articles.len()];
        let first = (0..self.articles.len()).filter(|at| !gatherers.contains(at));
        for at in first.chain(gatherers.iter().copied()) {
            let near = originals.near(&self.articles[at], &self.texts[at], &mut tally);
            let found: Vec<Link> = near.into_iter().filter_map(|of| self.link(at, of)).collect();
            if found.is_empty() {
                originals.add(at, &self.articles[at], &self.texts[at]);
            }
            links.extend(self.kept(found));
        }
        links
    }

    /// The link of an article to an original, if it is a copy.
    fn link(&self, copy: usize, of: usize) -> Option<Link> {
        let percent = self.texts[of].percent(&self.texts[copy]);
        let measure = self.measure(of, copy, percent)?;
        // A text too short for a run has none that another could hold, and may still be the same.
        let percent = if measure == CopyMeasure::Text { 100 } else { percent };
        Some(Link { copy, of, measure, percent })
    }

    fn measure(&self, of: usize, copy: usize, percent: u8) -> Option<CopyMeasure> {
        let (earlier, later) = (&self.articles[of], &self.articles[copy]);
        if earlier.content == later.content && !earlier.content.is_empty() {
            return Some(CopyMeasure::Text);
        }
        if percent >= CONTAINMENT {
            let is_there = earlier.url.is_some() && earlier.url == later.url;
            return Some(if is_there { CopyMeasure::Url } else { CopyMeasure::Wire });
        }
        let is_there = earlier.url.is_some() && earlier.url == later.url;
        let is_short = self.texts[of].count.min(self.texts[copy].count) == 0;
        let shares = percent >= SAME_ADDRESS || is_short && shares_words(earlier, later);
        (is_there && shares).then_some(CopyMeasure::Url)
    }

    /// Of the originals that an article is a copy of the nearest, or all that it holds, where it
    /// holds several.
    fn kept(&self, mut found: Vec<Link>) -> Vec<Link> {
        let holds = |link: &Link| {
            link.percent >= CONTAINMENT && self.texts[link.of].count < self.texts[link.copy].count
        };
        if found.iter().filter(|link| holds(link)).count() > 1 {
            found.retain(holds);
            for link in &mut found {
                link.measure = CopyMeasure::Holds;
            }
            return found;
        }
        let nearest = found.into_iter().max_by_key(|link| (link.percent, Reverse(link.of)));
        nearest.into_iter().collect()
    }

    /// Originals whose copies are articles of several outlets that have little in common; and
    /// copies that hold more than their original, for they may hold later ones too.
    fn gatherers(&self, links: &[Link]) -> BTreeSet<usize> {
        let mut gatherers: BTreeSet<usize> = links
            .iter()
            .filter(|link| self.texts[link.of].count < self.texts[link.copy].count)
            .map(|link| link.copy)
            .collect();
        let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for link in links.iter().filter(|link| link.percent >= CONTAINMENT) {
            copies.entry(link.of).or_default().push(link.copy);
        }
        for (original, mut held) in copies {
            held.sort_by_key(|&copy| (self.texts[copy].count, copy));
            let unrelated = self.unrelated(original, &held);
            if unrelated.len() > 1 {
                gatherers.insert(original);
                gatherers.extend(held.iter().filter(|&&copy| self.gathers(copy, &unrelated)));
            }
        }
        gatherers
    }

    /// Of the articles that one holds, some of which no two have much in common or one outlet.
    fn unrelated(&self, original: usize, held: &[usize]) -> Vec<usize> {
        let mut unrelated: Vec<usize> = Vec::new();
        let outlet = |at: usize| self.articles[at].outlet();
        for &copy in held {
            let is_held = self.texts[copy].count < self.texts[original].count;
            if !is_held || outlet(copy) == outlet(original) || unrelated.len() == MOST_HELD {
                continue;
            }
            let is_alike = |&known: &usize| {
                outlet(known) == outlet(copy)
                    || self.texts[known].percent(&self.texts[copy]) >= RELATED
            };
            if !unrelated.iter().any(is_alike) {
                unrelated.push(copy);
            }
        }
        unrelated
    }

    /// Whether an article holds several others.
    fn gathers(&self, at: usize, others: &[usize]) -> bool {
        let is_held = |&&other: &&usize| {
            other != at
                && self.texts[other].count < self.texts[at].count
                && self.texts[other].percent(&self.texts[at]) >= CONTAINMENT
        };
        others.iter().filter(is_held).count() > 1
    }
}

/// Whether texts that are too short for a run have half of the shorter one's words in common.
fn shares_words(one: &Article, other: &Article) -> bool {
    let words = |article: &Article| words(article).into_iter().collect::<BTreeSet<u64>>();
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    shared > 0 && 2 * shared >= one.len().min(other.len())
}

/// The originals so far, by what leads to them. No two have one text, for the later would be a copy.
#[derive(Default)]
struct Originals<'a> {
    by_content: BTreeMap<&'a str, usize>,
    by_url: BTreeMap<&'a str, Vec<usize>>,
    /// By run the originals that hold it.
    holders: Vec<Vec<usize>>,
    /// By run the originals of which it is one of the rarest.
    rarest: Vec<Vec<usize>>,
}

impl<'a> Originals<'a> {
    fn add(&mut self, at: usize, article: &'a Article, text: &Text) {
        self.by_content.insert(&article.content, at);
        if let Some(url) = article.url.as_deref() {
            let there = self.by_url.entry(url).or_default();
            if there.len() < MOST_OF_ADDRESS {
                there.push(at);
            }
        }
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
            .chain(there.into_iter().flatten().copied())
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

/// The article's words, hashed, in their order.
fn words(article: &Article) -> Vec<u64> {
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
fn runs(article: &Article) -> Vec<u64> {
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

    /// Articles of one outlet, so that none of them gathers the others.
    fn of_one_outlet(texts: &[String]) -> Vec<Article> {
        let own = |(at, text): (usize, &String)| Article {
            publisher: Some("Post".to_owned()),
            ..article(&at.to_string(), text)
        };
        texts.iter().enumerate().map(own).collect()
    }

    /// What comparing all pairs finds, as copy, original and percent.
    fn of_all_pairs(texts: &[String]) -> BTreeSet<(usize, usize, usize)> {
        let runs: Vec<Vec<u64>> = of_one_outlet(texts).iter().map(runs).collect();
        let percent = |a: usize, b: usize| {
            let shared = runs[a].iter().filter(|run| runs[b].contains(run)).count();
            shared * 100 / runs[a].len().min(runs[b].len()).max(1)
        };
        let mut copies: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
        for later in 0..texts.len() {
            let originals = (0..later).filter(|&at| !copies.iter().any(|(copy, ..)| *copy == at));
            let same = |at: usize| texts[at] == texts[later] && !texts[at].is_empty();
            let alike = originals.map(|at| (if same(at) { 100 } else { percent(at, later) }, at));
            let found: Vec<(usize, usize)> = alike.filter(|(percent, _)| *percent >= 60).collect();
            let held = found.iter().filter(|(_, at)| runs[*at].len() < runs[later].len());
            let held: Vec<(usize, usize)> = held.copied().collect();
            let best = found.iter().max_by_key(|(percent, at)| (*percent, Reverse(*at))).copied();
            let kept = if held.len() > 1 { held } else { best.into_iter().collect() };
            copies.extend(kept.into_iter().map(|(percent, at)| (later, at, percent)));
        }
        copies
    }

    proptest! {
        #[test]
        fn nothing_is_missed(texts in prop::collection::vec(prop::collection::vec(0..12_usize, 0..9), 0..14)) {
            let part = |at: &usize| (0..5).map(|word| format!("w{at}x{word}")).collect::<Vec<_>>().join(" ");
            let texts: Vec<String> =
                texts.iter().map(|parts| parts.iter().map(part).collect::<Vec<_>>().join(" ")).collect();
            // In the articles' own order; what is put behind all others is compared once more.
            let articles = of_one_outlet(&texts);
            let desk = Desk { articles: &articles, texts: super::texts(&articles) };
            let found: BTreeSet<(usize, usize, usize)> = desk
                .links(&BTreeSet::new())
                .iter()
                .map(|link| (link.copy, link.of, usize::from(link.percent)))
                .collect();
            prop_assert_eq!(found, of_all_pairs(&texts));
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
        let at = |id: &str, text: &str| Article {
            url: Some("https://example.org/1".to_owned()),
            ..article(id, text)
        };
        let check = |articles: &[Article], expected: &[CopyMeasure]| {
            let found: Vec<CopyMeasure> =
                copies(articles).iter().map(|copy| copy.measure).collect();
            assert_eq!(found, expected);
        };
        check(&[article("a", "Short."), article("b", "Short.")], &[CopyMeasure::Text]);
        let (first, again) = (at("c", "Something else."), at("d", "Something else, updated."));
        check(&[first.clone(), again], &[CopyMeasure::Url]);
        check(&[at("a", WIRE), at("b", &begins_with(14))], &[CopyMeasure::Url]);
        // An address that somebody else's article claims makes no copy of it.
        check(&[at("a", WIRE), at("b", &begins_with(8))], &[]);
        check(&[at("a", "Buy pearls now."), at("b", WIRE)], &[]);
        check(&[at("a", "Buy pearls now."), first], &[]);
    }

    /// An article of an outlet of its own.
    fn of(id: &str, texts: &[&str]) -> Article {
        Article { publisher: Some(id.to_owned()), ..article(id, &texts.join(" ")) }
    }

    /// Copies as "copy of original".
    fn shown(articles: &[Article]) -> Vec<String> {
        copies(articles).iter().map(|copy| format!("{} of {}", copy.article, copy.of)).collect()
    }

    const FERRY: &str = "A ferry ran aground below the lighthouse of Tarn before dawn, and its forty passengers were taken off by fishing boats, the coast guard of Holm said in a note.";
    const VOTE: &str = "The council of Lind voted on Friday to close the open air pool for good, because nobody had found the six million crowns that a new roof would have cost the town.";

    #[test]
    fn who_gathers_articles_is_a_copy_of_each_whatever_its_date() {
        let honest = || [of("wire", &[WIRE]), of("ferry", &[FERRY]), of("vote", &[VOTE])];
        let gathered = ["all of wire", "all of ferry", "all of vote"];
        let sorted = |mut found: Vec<String>| {
            found.sort();
            found
        };
        let mut expected = gathered.map(str::to_owned).to_vec();
        expected.sort();
        let all = of("all", &[WIRE, FERRY, VOTE]);
        let [a, b, c] = honest();
        for articles in [
            [all.clone(), a.clone(), b.clone(), c.clone()],
            [a.clone(), all.clone(), b.clone(), c.clone()],
            [a.clone(), b.clone(), c.clone(), all.clone()],
        ] {
            assert_eq!(sorted(shown(&articles)), expected);
        }
        // One inside another is no original either, nor one with much else to say.
        let two = of("two", &[FERRY, VOTE]);
        let much = of("much", &[WIRE, FERRY, &"and so on ".repeat(60), VOTE]);
        let found = shown(&[all, much, two, a, b, c]);
        assert!(found.iter().all(|one| !one.ends_with("of all") && !one.ends_with("of two")));
        assert!(found.iter().all(|one| !one.ends_with("of much")), "{found:?}");
        for gatherer in ["all", "two", "much"] {
            assert!(found.iter().filter(|one| one.starts_with(gatherer)).count() > 1, "{found:?}");
        }
    }

    #[test]
    fn a_wire_that_is_cut_twice_gathers_nothing() {
        let wire = of("wire", &[WIRE, FERRY, VOTE]);
        let (short, long) = (of("short", &[WIRE]), of("long", &[WIRE, FERRY]));
        let expected = ["short of wire", "long of wire"].map(str::to_owned);
        let found = shown(&[wire.clone(), short.clone(), long.clone()]);
        assert_eq!(found, expected);
        // Cut by one outlet alone, in however many pieces, it is still the original.
        let pieces =
            [WIRE, FERRY].map(|text| Article { id: text[..3].to_owned(), ..of("piece", &[text]) });
        let [one, other] = pieces;
        assert_eq!(shown(&[wire, one, other]).len(), 2);
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
