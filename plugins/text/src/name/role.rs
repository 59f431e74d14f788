//! The role that follows a name between commas.

use std::ops::Range;

use super::view::View;
use crate::cut::Made;
use crate::language::Sense;

/// Lexemes that a role behind a name may have.
const LONGEST: usize = 12;
/// Lexemes of it up to which its title has begun: "the far-right party's leader".
const TITLE_WITHIN: usize = 6;

impl View<'_> {
    /// "Friedrich Merz, the German chancellor," gives "German chancellor". The chunk reaches from a
    /// comma to the next one, a stop or a relative clause, and is a title with what stands before
    /// it and "of …" behind it.
    pub(super) fn role_behind(&self, to: usize) -> Option<Range<usize>> {
        if self.reader.lexemes.folded(to) != "," {
            return None;
        }
        let mut from = to + 1;
        if self.has(from, &Sense::One) || self.has(from, &Sense::WeakYearCue) {
            from += 1;
        }
        let end = (from..from + LONGEST).find(|&at| self.ends_chunk(at))?;
        let title = (from..end.min(from + TITLE_WITHIN)).find(|&at| self.has(at, &Sense::Title))?;
        let behind = self.title_phrase_end(title, end);
        let closed = behind == end
            || self.has(behind, &Sense::Of)
            || matches!(self.reader.lexemes.folded(behind), "for" | "at" | "to");
        let plain = (from..title).all(|at| self.may_precede(at));
        (closed && plain && from < end).then(|| self.reader.lexemes.range(from, end))
    }

    /// The end of the titles that follow one another from an index.
    fn title_phrase_end(&self, title: usize, end: usize) -> usize {
        let mut at = title;
        while let Some(length) = self.reader.lexicon.phrase(self.reader.lexemes, at, &Sense::Title)
        {
            at += length;
        }
        at.min(end)
    }

    fn ends_chunk(&self, at: usize) -> bool {
        let mark = self.reader.lexemes.folded(at);
        let stop = mark == "." && !self.reader.lexemes.is_joined(at + 1);
        at >= self.reader.lexemes.len()
            || matches!(mark, ";" | "\"" | "(" | ")" | "-")
                && !self.reader.lexemes.is_joined(at + 1)
            || stop
            || matches!(mark, "," | "who" | "which" | "and")
    }

    /// What may stand between article and title: no verb of saying, no number, no small word.
    pub(super) fn may_precede(&self, at: usize) -> bool {
        let bars = |sense: &Sense| {
            matches!(sense, Sense::Speech | Sense::Stop | Sense::Past | Sense::Future).then_some(())
        };
        let possessive = self.reader.lexemes.before(at) == "'";
        let word = self.reader.lexemes.is(at, Made::Word);
        !word
            || possessive
            || self.reader.lexemes.is_capital(at)
            || self.reader.lexicon.find(self.reader.lexemes, at, bars).is_none()
    }
}
