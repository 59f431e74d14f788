//! A cluster: articles that are taken to report one event so far, and how alike two clusters are.

use super::frame::Frame;
use super::settings::Settings;
use super::vector::{self, Sum};

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// What a pair of articles some days apart keeps of its likeness, and the days (one deviation) in
/// which the rest fades. To keep 0.7 costs AllSides, with its events of one day, a point and a
/// half; to keep 0.4 costs ECB+ two.
const UNTIMED: f64 = 0.5;
const FADING_DAYS: f64 = 1.5;

/// Pairs that a cluster's likeness within is mixed with, at `similarity`, so that two copies do not
/// set a measure that no third article can reach. 2 to 6 differ by a point on any one set.
const PRIOR_PAIRS: f64 = 2.0;

/// The likeness from which two texts may be of one formula: it is less than any two have whose words
/// are mostly the same.
const FORMULAIC: f64 = 0.2;

/// Frames that a cluster keeps.
const FRAMES: usize = 4;

/// Names that an article brings to a cluster at most: of the heaviest of its terms.
pub(super) const NAMES: usize = 32;

/// Some articles.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cluster {
    /// Places of the articles in the canonical order.
    pub(super) members: Vec<u32>,
    /// The sum of their vectors.
    pub(super) sum: Sum,
    /// When they were published.
    pub(super) span: Span,
    /// The sum of the likenesses of its pairs.
    within: f64,
    /// The editor's rules that keep its articles apart from others, sorted.
    apart: Vec<u32>,
    /// The frames of its first articles.
    frames: Vec<Frame>,
    /// Names among the heaviest terms of its first articles, by their stems.
    names: Vec<u32>,
}

/// From when to when, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    /// The earliest moment.
    pub(super) first: i64,
    /// The latest.
    pub(super) last: i64,
    /// Dated articles, and the sum of their days.
    dated: f64,
    days: f64,
}

impl Span {
    /// Of one article. Without a date it is near to every other.
    pub(super) fn of(moment: Option<i64>) -> Self {
        match moment {
            Some(moment) => {
                Self { first: moment, last: moment, dated: 1.0, days: moment as f64 / DAY as f64 }
            }
            None => Self { first: i64::MIN, last: i64::MAX, dated: 0.0, days: 0.0 },
        }
    }

    /// Whether there is a date at all.
    pub(super) fn is_dated(&self) -> bool {
        self.dated > 0.0
    }

    fn join(&mut self, other: &Self) {
        *self = match (self.is_dated(), other.is_dated()) {
            (_, false) => *self,
            (false, true) => *other,
            (true, true) => Self {
                first: self.first.min(other.first),
                last: self.last.max(other.last),
                dated: self.dated + other.dated,
                days: self.days + other.days,
            },
        };
    }

    /// What is left of a likeness for the time between: 1 at the same time, 0 past the window.
    fn nearness(&self, other: &Self, window: u32) -> f64 {
        if !self.is_dated() || !other.is_dated() {
            return 1.0;
        }
        let gap = self.first.saturating_sub(other.last).max(other.first.saturating_sub(self.last));
        if gap > i64::from(window) * DAY {
            return 0.0;
        }
        let between = (self.days / self.dated - other.days / other.dated) / FADING_DAYS;
        UNTIMED + (1.0 - UNTIMED) * libm::exp(-between * between / 2.0)
    }
}

impl Cluster {
    /// Of one article.
    pub(super) fn of(member: u32, sum: Sum, moment: Option<i64>) -> Self {
        Self {
            members: vec![member],
            sum,
            span: Span::of(moment),
            within: 0.0,
            apart: Vec::new(),
            frames: Vec::new(),
            names: Vec::new(),
        }
    }

    /// With what keeps it apart from others.
    pub(super) fn held(self, apart: Vec<u32>, frame: Frame) -> Self {
        Self { apart, frames: vec![frame], ..self }
    }

    /// With the names that weigh in it.
    pub(super) fn named(self, names: Vec<u32>) -> Self {
        Self { names, ..self }
    }

    /// Whether a name that weighs in one of its first articles does in one of another's; true where
    /// either has none, as in a script without capitals.
    pub(super) fn shares_name(&self, other: &Self) -> bool {
        self.names.is_empty()
            || other.names.is_empty()
            || self.names.iter().any(|name| other.names.contains(name))
    }

    /// Whether the editor keeps it apart from another.
    pub(super) fn is_apart_by_editor(&self, other: &Self) -> bool {
        self.apart.iter().any(|rule| other.apart.binary_search(rule).is_ok())
    }

    /// Whether it is kept apart from another: by the editor, or because both are of one formula that
    /// is filled in otherwise.
    pub(super) fn is_apart(&self, other: &Self, alike: f64) -> bool {
        let otherwise =
            |frame: &Frame| other.frames.iter().any(|one| one.is_filled_otherwise(frame));
        self.is_apart_by_editor(other) || alike >= FORMULAIC && self.frames.iter().any(otherwise)
    }

    /// The mean likeness of an article here and one there.
    pub(super) fn likeness(&self, other: &Self, window: u32) -> f64 {
        let nearness = self.span.nearness(&other.span, window);
        if nearness == 0.0 {
            return 0.0;
        }
        let alike = self.alike(other);
        if self.is_apart(other, alike) { 0.0 } else { alike * nearness }
    }

    /// The same whatever time lies between.
    pub(super) fn alike(&self, other: &Self) -> f64 {
        vector::product(&self.sum, &other.sum) / (self.members.len() * other.members.len()) as f64
    }

    /// How alike its own articles are, never below what two single articles need.
    pub(super) fn coherence(&self, settings: &Settings) -> f64 {
        let members = self.members.len() as f64;
        let pairs = members * (members - 1.0) / 2.0;
        let mixed = (self.within + PRIOR_PAIRS * settings.similarity) / (pairs + PRIOR_PAIRS);
        mixed.max(settings.similarity)
    }

    /// The mean likeness of its articles; `None` for one alone.
    pub(super) fn mean(&self) -> Option<f64> {
        let members = self.members.len() as f64;
        (self.members.len() > 1).then(|| self.within / (members * (members - 1.0) / 2.0))
    }

    /// Whether a likeness is enough for two clusters to be one event.
    ///
    /// Average linkage with a fixed threshold alone makes one event of two neighbouring ones, such
    /// as two elections of one country: their articles are less alike across than within, but more
    /// than those of a loosely told event. So the looser of the two sets the measure. BCubed F1 by
    /// this alone: ECB+ .853 to .925, AllSides .919 to .946.
    pub(super) fn accepts(&self, other: &Self, likeness: f64, settings: &Settings) -> bool {
        let looser = self.coherence(settings).min(other.coherence(settings));
        likeness > 0.0 && likeness >= settings.contrast * looser
    }

    /// Takes in another cluster that is as alike as said.
    pub(super) fn join(&mut self, other: Self, likeness: f64) {
        self.within += other.within + likeness * (self.members.len() * other.members.len()) as f64;
        self.members.extend(other.members);
        self.apart.extend(other.apart);
        self.apart.sort_unstable();
        self.frames.extend(other.frames);
        self.frames.truncate(FRAMES);
        self.names.extend(other.names);
        self.names.truncate(FRAMES * NAMES);
        self.span.join(&other.span);
        vector::add(&mut self.sum, &other.sum);
    }
}

#[cfg(test)]
mod tests {
    use super::super::vector::UNIT;
    use super::*;

    /// Of one article of four words that weigh the same.
    fn at(number: u32, day: Option<i64>) -> Cluster {
        let words = (0..4).map(|word| (4 * number + word, UNIT as u64 / 2)).collect();
        Cluster::of(number, words, day.map(|day| day * DAY))
    }

    #[test]
    fn time_takes_from_a_likeness() {
        let check = |a: Option<i64>, b: Option<i64>, expected: f64| {
            let likeness = at(1, a).likeness(&at(1, b), 7);
            assert!((likeness - expected).abs() < 1e-3, "{a:?} {b:?}: {likeness}");
        };
        check(Some(5), Some(5), 1.0);
        check(None, Some(5), 1.0);
        check(None, None, 1.0);
        check(Some(5), Some(7), 0.706);
        check(Some(12), Some(5), 0.501);
        check(Some(5), Some(13), 0.0);
        check(Some(i64::MIN / DAY), Some(i64::MAX / DAY), 0.0);
    }

    #[test]
    fn the_window_is_counted_from_the_nearest_article() {
        let mut long = at(1, Some(0));
        long.join(at(1, Some(6)), 1.0);
        assert!(long.likeness(&at(1, Some(13)), 7) > 0.0);
        assert_eq!(long.likeness(&at(1, Some(14)), 7), 0.0);
    }

    #[test]
    fn the_looser_sets_the_measure() {
        let settings = Settings::default();
        let tight = |members: u32| {
            let mut cluster = at(1, None);
            (1..members).for_each(|_| cluster.join(at(1, None), 0.8));
            cluster
        };
        // The bound is `contrast` of the looser one's coherence; members of a pair, their
        // coherence, both ways round.
        let check = |one: &Cluster, other: &Cluster, coherence: f64| {
            let bound = settings.contrast * coherence;
            for (a, b) in [(one, other), (other, one)] {
                assert!(a.accepts(b, bound + 0.0005, &settings), "{bound} and more: {a:?} {b:?}");
                assert!(!a.accepts(b, bound - 0.0005, &settings), "less than {bound}: {a:?} {b:?}");
            }
        };
        // A single article's is `similarity`, whatever it is compared with: 0.14.
        check(&at(1, None), &at(1, None), 0.14);
        check(&tight(9), &at(1, None), 0.14);
        // Of two: one pair of 0.8 and two of 0.14, (0.8 + 0.28) / 3. Of eight: 28 pairs, (22.4 +
        // 0.28) / 30.
        check(&tight(9), &tight(2), 0.36);
        check(&tight(9), &tight(8), 0.756);
        // Never below what two single articles need, however loose the pair: (0.01 + 0.28) / 3 is
        // less.
        let mut loose = at(1, None);
        loose.join(at(1, None), 0.01);
        check(&tight(9), &loose, 0.14);
        assert!(!at(1, None).accepts(&at(2, None), 0.0, &Settings { similarity: 0.0, ..settings }));
    }

    #[test]
    fn a_cluster_knows_how_alike_its_articles_are() {
        let mut three = at(1, None);
        assert_eq!(three.mean(), None);
        three.join(at(2, None), 0.3);
        three.join(at(3, None), 0.6);
        assert!(three.mean().is_some_and(|mean| (mean - 0.5).abs() < 1e-12));
        assert_eq!(three.members, [1, 2, 3]);
    }
}
