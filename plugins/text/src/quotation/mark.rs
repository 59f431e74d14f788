//! Where the quotation marks of a text are, and which of them close which: found once, so that a
//! text of marks alone takes the time of its length.

use crate::work::steps;

/// What a single mark (' ’ ‘) can be to an opener before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Single {
    /// It closes.
    Closer,
    /// A plural's apostrophe, which closes only where no later mark can.
    Plural,
    /// It opens a quotation of its own.
    Opener,
}

/// The closer of a single mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closer {
    /// Where it is.
    pub(super) at: usize,
    /// It is a plural's apostrophe.
    pub(super) plural: bool,
}

/// Marks that an opener can ask for the next of.
const ASKED: [char; 9] = ['“', '„', '‟', '”', '"', '＂', '«', '»', '‹'];

/// The marks of one text, as indices into its characters, each list in order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    asked: [Vec<usize>; ASKED.len()],
    angle: Vec<usize>,
    /// “ „ ‟ ” in order: index, character, and the partner of an opener.
    doubles: Vec<Double>,
    closers: Vec<usize>,
    plurals: Vec<usize>,
    openers: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Double {
    at: usize,
    character: char,
    partner: Option<usize>,
}

impl Marks {
    /// Notes a character that is no single mark.
    pub(super) fn add(&mut self, index: usize, character: char) {
        if character == '›' {
            self.angle.push(index);
        } else if let Some(kind) = ASKED.iter().position(|asked| *asked == character) {
            self.asked[kind].push(index);
            if matches!(character, '“' | '„' | '‟' | '”') {
                self.doubles.push(Double { at: index, character, partner: None });
            }
        }
    }

    /// Notes a single mark.
    pub(super) fn add_single(&mut self, index: usize, role: Option<Single>) {
        match role {
            Some(Single::Closer) => self.closers.push(index),
            Some(Single::Plural) => self.plurals.push(index),
            Some(Single::Opener) => self.openers.push(index),
            None => {}
        }
    }

    /// Finds the partners of “ „ ‟ once all marks are noted. An English opener is closed by ”, a
    /// German one by “ too, and what opens in between has to close first.
    pub(super) fn pair(&mut self) {
        self.pair_with(
            |opener| opener != '„',
            |mark| if mark == '”' { -1 } else { i64::from(mark != '‟') },
        );
        self.pair_with(
            |opener| opener == '„',
            |mark| if mark == '„' { 1 } else { -i64::from(mark != '‟') },
        );
    }

    /// The partner of an opener is the first mark behind which fewer are open than before the
    /// opener: from right to left, those marks stand on a stack.
    fn pair_with(&mut self, is_opener: impl Fn(char) -> bool, step: impl Fn(char) -> i64) {
        let mut depth: i64 = self.doubles.iter().map(|double| step(double.character)).sum();
        let mut lower: Vec<(i64, usize)> = Vec::new();
        for double in self.doubles.iter_mut().rev() {
            while lower.pop_if(|(other, _)| *other >= depth).is_some() {
                steps(1);
            }
            if double.character != '”' && is_opener(double.character) {
                double.partner = lower.last().map(|(_, at)| *at);
            }
            lower.push((depth, double.at));
            depth -= step(double.character);
        }
    }

    /// The partner of the double opener at an index.
    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        let place = self.doubles.binary_search_by_key(&index, |double| double.at).ok()?;
        self.doubles.get(place)?.partner
    }

    /// The next of some marks behind an index.
    pub(super) fn next(&self, index: usize, marks: &[char]) -> Option<usize> {
        marks.iter().filter_map(|mark| behind(self.places(*mark), index)).min()
    }

    /// Where a mark stands.
    fn places(&self, mark: char) -> &[usize] {
        let kind = ASKED.iter().position(|asked| *asked == mark);
        kind.map_or(&self.angle, |kind| &self.asked[kind])
    }

    /// The closer of a single mark behind an index: the first that surely closes; the first
    /// plural's apostrophe where another quotation opens before that, or where there is none.
    pub(super) fn closer(&self, index: usize) -> Option<Closer> {
        let sure = behind(&self.closers, index).map(|at| Closer { at, plural: false });
        let Some(plural) = behind(&self.plurals, index) else { return sure };
        let opener = behind(&self.openers, plural).unwrap_or(usize::MAX);
        sure.filter(|sure| sure.at < plural || sure.at < opener)
            .or(Some(Closer { at: plural, plural: true }))
    }
}

/// The first of a sorted list that is larger than a number.
fn behind(list: &[usize], index: usize) -> Option<usize> {
    steps(1);
    list.get(list.partition_point(|at| *at <= index)).copied()
}
