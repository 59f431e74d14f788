//! Context: what two sentences share, what is left of either, and whether they are of one time.

use std::ops::Range;

use q7x2_text::claim::{Kind, Quantity};
use q7x2_text::date::{Granularity, Published, Resolved};
use q7x2_text::word::spelt;

use super::super::kind::{Difference, DifferenceKind};
use super::super::named::{days, named_alike, overlap, tone_at};
use super::super::pairing::Pairing;
use super::super::read::Read;

/// What two sentences share, and what is left of either.
pub(super) struct Context<'p, 'r, 'a> {
    pub(super) pairing: &'p Pairing<'r, 'a>,
    pub(super) left: &'p [usize],
    pub(super) right: &'p [usize],
    pub(super) shared: &'p [usize],
}

impl Context<'_, '_, '_> {
    pub(super) fn difference(
        &self,
        kind: DifferenceKind,
        left: Range<usize>,
        right: Range<usize>,
    ) -> Difference {
        let about = self.pairing.said.side.text[left.clone()].to_owned();
        Difference { kind, left, right, about }
    }

    /// Of each shared term of the statement the first term of the source that bears it out.
    pub(super) fn held(&self) -> impl Iterator<Item = usize> {
        self.shared.iter().filter_map(|at| self.pairing.held[*at].first().copied())
    }

    /// Whether the shorter of the two leaves nothing open but so many words, of many that they share.
    pub(super) fn is_close(&self, spare: usize) -> bool {
        let open = self.left.len().min(self.right.len());
        open <= spare && (open == 0 || self.shared.len() >= 3 * open) && self.has_deed()
    }

    /// Whether they share a word that is no name: what is done, not only of whom is spoken.
    pub(super) fn has_deed(&self) -> bool {
        self.shared.iter().any(|at| !self.pairing.said.terms[*at].name)
    }

    /// Whether either ranks something that the other does not: "the first quake", "the second quake".
    pub(super) fn is_ranked_apart(&self) -> bool {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let open = |reading: &Read<'_>, other: &Read<'_>| {
            let ranks = reading.quantities.iter().filter(|one| matches!(one.kind, Kind::Rank(_)));
            ranks.into_iter().any(|one| !other.quantities.iter().any(|known| one.is_held_by(known)))
        };
        open(said, source) && open(source, said)
    }

    /// Whether one names a time that the other does not, and that is none of these days: "when he was
    /// arrested in 2019".
    pub(super) fn is_of_another_time(&self) -> bool {
        let (own, theirs) = (days(self.pairing.said), days(self.pairing.source));
        let (said, source) = (self.pairing.said.side.published, self.pairing.source.side.published);
        own.is_empty() && theirs.iter().any(|one| is_far(one, source))
            || theirs.is_empty() && own.iter().any(|one| is_far(one, said))
    }

    /// Whether one tells of others than those of before, and the other does not: "on another bill".
    pub(super) fn is_of_others(&self) -> bool {
        tells_of_others(self.pairing.said) != tells_of_others(self.pairing.source)
    }

    /// Whether one alone ranks what it tells of: "in the first leg".
    pub(super) fn is_ranked_alone(&self) -> bool {
        let ranks = |reading: &Read<'_>| {
            let scale = &reading.side.language.claims.scale_words;
            let is_rank =
                |one: &Quantity| matches!(&one.kind, Kind::Rank(name) if !scale.contains(name));
            reading.quantities.iter().any(is_rank)
        };
        ranks(self.pairing.said) != ranks(self.pairing.source)
    }

    /// Whether both name one day.
    pub(super) fn is_of_one_day(&self) -> bool {
        let theirs = days(self.pairing.source);
        days(self.pairing.said).iter().any(|one| theirs.iter().any(|other| overlap(one, other)))
    }

    /// Whether both name days and none in common: then they tell of two times.
    pub(super) fn is_of_two_days(&self) -> bool {
        let (own, theirs) = (days(self.pairing.said), days(self.pairing.source));
        !own.is_empty()
            && !theirs.is_empty()
            && !own.iter().any(|one| theirs.iter().any(|other| overlap(one, other)))
            && !named_alike(self.pairing.said, self.pairing.source)
    }

    /// A contradiction in the words with which two terms begin.
    pub(super) fn between(&self, kind: DifferenceKind, left: usize, right: usize) -> Difference {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let words = (said.words(&said.terms[left]), source.words(&source.terms[right]));
        self.difference(kind, words.0, words.1)
    }

    /// Whether one is planned, alleged or conditional where the other is not.
    pub(super) fn is_toned_apart(&self, left: usize, right: usize) -> bool {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let own = tone_at(said, said.words(&said.terms[left]).start);
        let theirs = tone_at(source, source.words(&source.terms[right]).start);
        own.hedged != theirs.hedged || own.conditional != theirs.conditional
    }

    /// Terms of the statement that the source lacks, small ones too.
    pub(super) fn open_of_said(&self) -> Vec<usize> {
        (0..self.pairing.said.terms.len()).filter(|at| self.pairing.held[*at].is_empty()).collect()
    }

    /// Terms of the source that the statement lacks, small ones too.
    pub(super) fn open_of_source(&self) -> Vec<usize> {
        (0..self.pairing.source.terms.len()).filter(|at| !self.pairing.used[*at]).collect()
    }
}

/// Days before a report of which it tells as of now.
const THESE_DAYS: i64 = 14;

/// Whether a time is no day near the one of a report: long ago, or a month or year to come.
fn is_far(time: &Resolved, published: Option<Published>) -> bool {
    let coarse = time.granularity < Granularity::Day;
    let Some(today) = published.map(|published| published.local_day()) else { return coarse };
    let ago = today.signed_duration_since(time.end).num_days();
    ago > THESE_DAYS || coarse && time.start > today
}

/// Whether a sentence has a word like "another" that belongs to no figure.
fn tells_of_others(reading: &Read<'_>) -> bool {
    let side = reading.side;
    let figure = |byte: usize| {
        let mut ranges = reading.quantities.iter().map(|one| one.lead..one.range.end);
        ranges.any(|range| range.contains(&byte))
    };
    side.annotation.tokens.iter().any(|token| {
        let word = spelt(&side.text[token.range.clone()], side.language);
        side.language.claims.further_words.contains(&word) && !figure(token.range.start)
    })
}
