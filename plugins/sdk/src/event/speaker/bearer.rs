//! Bearer: whom "he" or "the mayor" means.

use std::collections::BTreeSet;

use super::{Found, Pointer, Speaker, View};
use crate::{SentenceKind, Spot};
use q7x2_text::language::Language;
use q7x2_text::name::{EntityKind, Name};
use q7x2_text::word::spelt;

/// Sentences before a quotation in which the bearer of a role is looked for.
const BACK: usize = 8;

impl View<'_> {
    /// Whom a pointer of this sentence means.
    pub(super) fn meant(&self, pointer: &Pointer) -> Option<Speaker> {
        let before = || self.before().and_then(|before| before.antecedent(pointer));
        match pointer {
            Pointer::Role(role) => before().or_else(|| self.bearer(role)),
            Pointer::Pronoun(at) => self.named_before(*at).unwrap_or_else(before),
        }
    }

    /// The only one of whom the sentences up to this one say that role: "the mayor" is Mayor Berg
    /// where no other mayor is told of, named or not. A former mayor is none.
    fn bearer(&self, role: &str) -> Option<Speaker> {
        let first = self.spot.sentence.saturating_sub(BACK);
        let mut found: Option<Speaker> = None;
        let mut bearers: BTreeSet<usize> = BTreeSet::new();
        for sentence in first..=self.spot.sentence {
            let view = Self::of(self.event, Spot { sentence, ..self.spot });
            if self.event.sentence(view.spot).kind != SentenceKind::Body {
                continue;
            }
            if view.tells_of_unnamed(role) {
                return None;
            }
            for name in view.names().iter().filter(|name| view.is_person(name)) {
                if view.has_role(name, role) {
                    bearers.extend(name.entity);
                    found = view.speaker(name).or(found);
                }
            }
        }
        found.filter(|_| bearers.len() == 1)
    }

    /// Whether a name's title or role is this one, not limited: "the mayor", not "the former mayor".
    fn has_role(&self, name: &Name, role: &str) -> bool {
        [&name.title, &name.role].into_iter().flatten().any(|range| {
            let told =
                spelt(self.lexemes.text.get(range.clone()).unwrap_or_default(), self.language);
            let words = || told.split(|letter: char| !letter.is_alphanumeric());
            words().any(|word| word == role) && !words().any(|word| limits(word, self.language))
        })
    }

    /// Whether somebody without a name has the role here: "a mayor".
    fn tells_of_unnamed(&self, role: &str) -> bool {
        (1..self.lexemes.len()).any(|at| {
            self.lexemes.folded(at) == role
                && (self.has(at - 1, &q7x2_text::language::Sense::One)
                    || limits(self.lexemes.folded(at - 1), self.language))
        })
    }

    /// Who is quoted "as saying" something: the name before these words, or the subject of "was
    /// quoted as saying".
    pub(super) fn quoted_by_another(&self, at: usize) -> Found {
        // "a miner, Bodo Sarn, as saying"
        let last = at - usize::from(at > 1 && self.lexemes.before(at) == ",");
        let end = self.lexemes.range(last.saturating_sub(1), last).end;
        let named = self.names().iter().find(|name| name.range.end == end);
        let entity = named.and_then(|name| self.speaker(name)).filter(|speaker| {
            let entity = speaker.entity.and_then(|entity| self.event.text().entities.get(entity));
            entity.is_some_and(|entity| entity.kind != EntityKind::Place)
        });
        match entity {
            Some(speaker) => Found::Speaker(speaker),
            None if at > 0 && self.verb(at - 1).is_some() => match self.subject_before(at - 1).1 {
                Found::Nothing => Found::Doubt,
                found => found,
            },
            None => Found::Doubt,
        }
    }
}

fn limits(word: &str, language: &Language) -> bool {
    [&language.claims.limits, &language.former]
        .iter()
        .any(|list| list.iter().any(|limit| limit == word))
}
