//! Paragraphs that stand in the text twice: copies, teasers of what follows, pull quotes.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::work::steps;

use super::line::{Line, ends_sentence};

/// Words below which equal lines are no copies: "He said no." may be said twice.
const SHORTEST: usize = 4;

/// Words from which the beginning of another paragraph is a teaser of it rather than the same
/// opening words.
pub(super) const SHORTEST_TEASER: usize = 8;

/// Words of a run that is compared; shorter ones recur in any text.
const GRAM: usize = 8;

/// Share of a paragraph's runs that a longer one must hold: a word may have been changed in
/// between.
const HELD: f64 = 0.9;

/// What a paragraph is beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twin {
    /// Cut off in the middle of what a longer one says.
    Teaser,
    /// Said by another.
    Copy,
}

/// A text as it is compared: the hash of each word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Words(Vec<u32>);

impl Words {
    /// Hashes the words of a text (FNV-1a), letters and digits only, lower case.
    pub(super) fn of(text: &str) -> Self {
        const START: u32 = 0x811c_9dc5;
        steps(text.len());
        let mut words = Vec::with_capacity(text.len() / 6);
        let mut hash = START;
        let add =
            |hash: &mut u32, byte: u8| *hash = (*hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        for character in text.chars() {
            if character.is_ascii_alphanumeric() {
                add(&mut hash, (character as u8).to_ascii_lowercase());
            } else if character.is_alphanumeric() {
                let mut buffer = [0; 4];
                for lower in character.to_lowercase() {
                    lower.encode_utf8(&mut buffer).bytes().for_each(|byte| add(&mut hash, byte));
                }
            } else if !matches!(character, '\'' | '’') && hash != START {
                words.push(std::mem::replace(&mut hash, START));
            }
        }
        if hash != START {
            words.push(hash);
        }
        Self(words)
    }

    fn sorted_grams(&self) -> Vec<u64> {
        steps(self.0.len());
        let mut grams: Vec<u64> = self.grams().collect();
        grams.sort_unstable();
        grams
    }

    fn grams(&self) -> impl Iterator<Item = u64> {
        self.0.windows(GRAM).map(|words| {
            words.iter().fold(0, |hash: u64, word| {
                (hash.rotate_left(9) ^ u64::from(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            })
        })
    }
}

/// One paragraph to compare.
#[derive(Debug)]
pub(super) struct Candidate<'line> {
    words: Words,
    line: &'line Line,
}

impl<'line> Candidate<'line> {
    /// A paragraph.
    pub(super) fn new(line: &'line Line) -> Self {
        Self { words: Words::of(&line.text), line }
    }

    /// Its words as they are compared, spelt out, each but the last with a mark behind it that no
    /// word holds.
    fn spelt(&self) -> String {
        let joined = |mark: char| !mark.is_alphanumeric() && !matches!(mark, '\'' | '’');
        let mut spelt = String::with_capacity(self.line.text.len());
        for word in self.line.text.split(joined).filter(|word| word.contains(char::is_alphanumeric))
        {
            if !spelt.is_empty() {
                spelt.push('\0');
            }
            spelt.extend(
                word.chars().filter(|mark| mark.is_alphanumeric()).flat_map(char::to_lowercase),
            );
        }
        spelt
    }
}

/// Which paragraphs go. Of two equal ones the later goes, unless the earlier stands among excerpts
/// at the top: a run of at least two paragraphs, or with a teaser among them, that all come again.
pub(super) fn twins(candidates: &[Candidate<'_>]) -> BTreeMap<usize, Twin> {
    let mut gone = teasers(candidates);
    let same = equals(candidates);
    let again: BTreeSet<usize> = same.iter().map(|(earlier, _)| *earlier).collect();
    let comes_again = |at: &usize| gone.contains_key(at) || again.contains(at);
    let run: Vec<usize> = (0..candidates.len()).take_while(comes_again).collect();
    let is_excerpt = run.len() > 1 || run.iter().any(|at| gone.contains_key(at));
    for at in run.into_iter().filter(|_| is_excerpt) {
        gone.entry(at).or_insert(Twin::Copy);
    }
    for (earlier, later) in same {
        if !gone.contains_key(&earlier) {
            gone.insert(later, Twin::Copy);
        }
    }
    held(candidates, &mut gone);
    gone
}

/// The paragraphs that are the beginning of another.
fn teasers(candidates: &[Candidate<'_>]) -> BTreeMap<usize, Twin> {
    let mut by_start: BTreeMap<&[u32], Vec<usize>> = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(start) = candidate.words.0.get(..SHORTEST_TEASER - 1) {
            by_start.entry(start).or_default().push(at);
        }
    }
    let mut gone = BTreeMap::new();
    for group in by_start.values().filter(|group| group.len() > 1) {
        for at in beginnings(candidates, group) {
            let Some(candidate) = candidates.get(at) else { continue };
            gone.insert(
                at,
                if ends_sentence(&candidate.line.text) { Twin::Copy } else { Twin::Teaser },
            );
        }
    }
    gone
}

/// Those of some paragraphs that are the beginning of another, longer one, be it cut inside a word.
/// In the order of their letters, whatever begins with a text stands right behind it: one look at
/// the next suffices.
fn beginnings(candidates: &[Candidate<'_>], group: &[usize]) -> Vec<usize> {
    let long = group.iter().filter_map(|at| Some((*at, candidates.get(*at)?)));
    let long = long.filter(|(_, candidate)| candidate.words.0.len() >= SHORTEST_TEASER);
    let mut texts: Vec<(String, usize)> =
        long.map(|(at, candidate)| (candidate.spelt(), at)).collect();
    texts.sort_unstable_by(by_letters);
    let mut found = Vec::new();
    let mut next: Option<&str> = None;
    for same in texts.chunk_by(|one, other| one.0 == other.0).rev() {
        let Some((text, _)) = same.first() else { continue };
        if next.is_some_and(|next| next.starts_with(text.as_str())) {
            found.extend(same.iter().map(|(_, at)| *at));
        }
        next = Some(text);
    }
    found
}

fn by_letters(one: &(String, usize), other: &(String, usize)) -> Ordering {
    steps(1 + one.0.len().min(other.0.len()));
    one.cmp(other)
}

/// Pairs of equal paragraphs, each later one with the first.
fn equals(candidates: &[Candidate<'_>]) -> Vec<(usize, usize)> {
    let mut first: BTreeMap<&[u32], usize> = BTreeMap::new();
    let long =
        candidates.iter().enumerate().filter(|(_, candidate)| candidate.words.0.len() >= SHORTEST);
    long.filter_map(|(at, candidate)| match first.get(candidate.words.0.as_slice()) {
        Some(earlier) => Some((*earlier, at)),
        None => {
            first.insert(&candidate.words.0, at);
            None
        }
    })
    .collect()
}

/// Marks what a longer paragraph holds somewhere inside: pull quotes and the like. Looks at a
/// quarter of the runs, then at all of those that share one.
fn held(candidates: &[Candidate<'_>], gone: &mut BTreeMap<usize, Twin>) {
    let mut sampled: Vec<(u64, usize)> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate().filter(|(at, _)| !gone.contains_key(at)) {
        sampled
            .extend(candidate.words.grams().filter(|gram| gram >> 62 == 0).map(|gram| (gram, at)));
    }
    sampled.sort_unstable();
    let pairs: BTreeSet<(usize, usize)> = sampled
        .windows(2)
        .filter_map(|pair| match pair {
            [(gram, a), (other, b)] if gram == other && a != b => Some((*a, *b)),
            _ => None,
        })
        .collect();
    let sorted: Vec<OnceCell<Vec<u64>>> = vec![OnceCell::new(); candidates.len()];
    for (a, b) in pairs {
        let length = |at: usize| candidates.get(at).map_or(0, |candidate| candidate.words.0.len());
        let (short, long) = if length(a) < length(b) { (a, b) } else { (b, a) };
        let (Some(part), Some(whole), Some(known)) =
            (candidates.get(short), candidates.get(long), sorted.get(long))
        else {
            continue;
        };
        if length(short) < length(long)
            && holds(known.get_or_init(|| whole.words.sorted_grams()), &part.words)
        {
            gone.insert(short, Twin::Copy);
        }
    }
}

/// Whether nearly all runs of a paragraph are among the sorted ones of another.
#[expect(clippy::cast_precision_loss, reason = "a paragraph has fewer than 2^52 words")]
fn holds(sorted: &[u64], part: &Words) -> bool {
    let count = part.grams().count();
    let enough = |shared: usize| shared as f64 >= HELD * count as f64;
    let mut shared = count;
    for gram in part.grams() {
        steps(1);
        shared -= usize::from(sorted.binary_search(&gram).is_err());
        if !enough(shared) {
            return false;
        }
    }
    enough(shared)
}

#[cfg(test)]
mod tests {
    use super::super::super::raw::Block;
    use super::*;

    const LEDE: &str = "European allies of Ukraine convened in Paris for critical discussions, highlighting the urgency of diplomatic efforts.";
    const NEXT: &str = "The gathering represents the latest push in months of negotiations.";
    const LAST: &str = "Success hinges on unity among participants and on Russia.";

    fn check(texts: &[&str], expected: &[(usize, Twin)]) {
        let block = |text: &&str| Block { text: (*text).to_owned(), ..Block::default() };
        let lines: Vec<Line> = texts.iter().map(|text| Line::new(block(text))).collect();
        let candidates: Vec<Candidate<'_>> = lines.iter().map(Candidate::new).collect();
        assert_eq!(twins(&candidates).into_iter().collect::<Vec<_>>(), expected, "{texts:?}");
    }

    #[test]
    fn of_equal_paragraphs_the_later_goes() {
        check(&[LEDE, NEXT, LEDE], &[(2, Twin::Copy)]);
        check(&[LAST, LEDE, NEXT, LEDE, NEXT], &[(3, Twin::Copy), (4, Twin::Copy)]);
        check(&[LEDE, NEXT], &[]);
        check(&["He said no.", LEDE, "He said no."], &[]);
    }

    #[test]
    fn excerpts_at_the_top_go() {
        let teaser = "European allies of Ukraine convened in Paris for critical discussions, highlighting the urgency o";
        check(
            &[teaser, NEXT, LAST, LEDE, NEXT, LAST],
            &[(0, Twin::Teaser), (1, Twin::Copy), (2, Twin::Copy)],
        );
        check(&[teaser, LEDE], &[(0, Twin::Teaser)]);
        check(&[LEDE, teaser], &[(1, Twin::Teaser)]);
        check(&[NEXT, LAST, LEDE, NEXT, LAST], &[(0, Twin::Copy), (1, Twin::Copy)]);
    }

    #[test]
    fn a_beginning_or_a_part_of_another_goes() {
        let first = "European allies of Ukraine convened in Paris for critical discussions.";
        check(&[first, LEDE], &[(0, Twin::Copy)]);
        let quote = "“We will not leave Ukraine alone in this war, whatever it may cost us, and we will not be divided by anyone,”";
        let around = format!(
            "Standing beside his guests, Macron told reporters: {quote} and left the hall."
        );
        check(&[&around, quote], &[(1, Twin::Copy)]);
    }

    #[test]
    fn what_only_begins_alike_stays() {
        check(
            &[
                "The talks on Tuesday were good.",
                "The talks on Tuesday were good and long, and ended at night.",
            ],
            &[],
        );
        check(
            &[
                "The leaders of France and Germany met on Tuesday in Berlin.",
                "The leaders of France and Germany met on Tuesday in Paris.",
            ],
            &[],
        );
        check(&["", ""], &[]);
    }

    #[test]
    fn words_are_compared_without_case_and_marks() {
        assert_eq!(Words::of("Don’t “Stop”, É-1!"), Words::of("dont stop é 1"));
        assert_ne!(Words::of("ab c"), Words::of("a bc"));
    }
}
