//! Contradictions: what a sentence says otherwise than a statement, where both are about one thing.
//!
//! Precision first: the two share their words but for the slot that differs. In real prose most
//! pairs fall to silence; a difference that is none is worse than one that is not shown.

use std::ops::Range;

use super::kind::{Difference, DifferenceKind};
use super::named::{
    dates_since, days, is_place, kind_of, lasts, named_alike, only_day, overlap, run, thing,
    tone_at,
};
use super::pairing::{Pairing, is_of_source};
use q7x2_text::claim::{Kind, Quantity};
use q7x2_text::language::WordList;

use super::read::Read;
use super::role;
use super::tone::turned;

/// The gravest contradiction between a statement and a source.
pub(super) fn contradiction(pairing: &Pairing<'_, '_>) -> Option<Difference> {
    // Without the small words of claims nothing shows that two sentences are of one thing.
    if pairing.said.side.language.claim_openers.is_empty() {
        return None;
    }
    let (left, right) = (pairing.left_of_said(), pairing.left_of_source());
    let shared = pairing.shared();
    let context = Context { pairing, left: &left, right: &right, shared: &shared };
    if shared.is_empty() {
        return None;
    }
    context
        .swapped()
        .or_else(|| context.turned())
        .or_else(|| context.opposite())
        .or_else(|| context.denied())
        .or_else(|| context.office())
        .or_else(|| context.scope())
        .or_else(|| context.number())
        .or_else(|| context.date())
        .or_else(|| context.slot())
}

/// Whether two sentences tell of two things: both name days and none in common, or each ranks what
/// it tells of otherwise ("the first quake", "the second quake").
#[must_use]
pub fn tell_of_two(said: &Read<'_>, source: &Read<'_>) -> bool {
    let pairing = Pairing::of(said, source);
    let context = Context { pairing: &pairing, left: &[], right: &[], shared: &[] };
    context.is_of_two_days() || context.is_ranked_apart()
}

/// What two sentences share, and what is left of either.
struct Context<'p, 'r, 'a> {
    pairing: &'p Pairing<'r, 'a>,
    left: &'p [usize],
    right: &'p [usize],
    shared: &'p [usize],
}

impl Context<'_, '_, '_> {
    fn difference(
        &self,
        kind: DifferenceKind,
        left: Range<usize>,
        right: Range<usize>,
    ) -> Difference {
        let about = self.pairing.said.side.text[left.clone()].to_owned();
        Difference { kind, left, right, about }
    }

    /// Whether the shorter of the two leaves nothing open but so many words, of many that they share.
    fn is_close(&self, spare: usize) -> bool {
        let open = self.left.len().min(self.right.len());
        open <= spare && (open == 0 || self.shared.len() >= 3 * open) && self.has_deed()
    }

    /// Whether they share a word that is no name: what is done, not only of whom is spoken.
    fn has_deed(&self) -> bool {
        self.shared.iter().any(|at| !self.pairing.said.terms[*at].name)
    }

    /// Whether either ranks something that the other does not: "the first quake", "the second quake".
    fn is_ranked_apart(&self) -> bool {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let open = |reading: &Read<'_>, other: &Read<'_>| {
            let ranks = reading.quantities.iter().filter(|one| matches!(one.kind, Kind::Rank(_)));
            ranks.into_iter().any(|one| !other.quantities.iter().any(|known| one.is_held_by(known)))
        };
        open(said, source) && open(source, said)
    }

    /// Whether both name days and none in common: then they tell of two times.
    fn is_of_two_days(&self) -> bool {
        let (own, theirs) = (days(self.pairing.said), days(self.pairing.source));
        !own.is_empty()
            && !theirs.is_empty()
            && !own.iter().any(|one| theirs.iter().any(|other| overlap(one, other)))
            && !named_alike(self.pairing.said, self.pairing.source)
    }

    fn swapped(&self) -> Option<Difference> {
        if !self.is_close(1) || self.is_of_two_days() {
            return None;
        }
        let (verb, other) = role::swapped(self.pairing)?;
        let (said, source) = (self.pairing.said, self.pairing.source);
        let found = {
            let words = (said.words(&said.terms[verb]), source.words(&source.terms[other]));
            self.difference(DifferenceKind::Agent, words.0, words.1)
        };
        Some(found)
    }

    fn turned(&self) -> Option<Difference> {
        let both = self.is_close(0) && !self.is_of_two_days() && turned(self.pairing);
        let (said, source) = (self.pairing.said, self.pairing.source);
        both.then(|| {
            let at = self.shared[0];
            let words = (
                said.words(&said.terms[at]),
                source.words(&source.terms[self.pairing.held[at][0]]),
            );
            self.difference(DifferenceKind::Direction, words.0, words.1)
        })
    }

    /// A word here whose contrary stands there, and neither sentence has both.
    fn opposite(&self) -> Option<Difference> {
        let (said, source) = (self.pairing.said, self.pairing.source);
        if self.is_of_two_days() {
            return None;
        }
        let (mut own, theirs) = (self.open_of_said(), self.open_of_source());
        own.retain(|at| !said.terms[*at].contraries.is_empty());
        for &left in &own {
            for &right in &theirs {
                let denies = |(pair, second): &(usize, bool)| {
                    source.terms[right].contraries.contains(&(*pair, !second))
                };
                let found = said.terms[left].contraries.iter().find(|contrary| denies(contrary));
                let Some(&(pair, second)) = found else { continue };
                let has = |reading: &Read<'_>, second: bool| {
                    reading.terms.iter().any(|term| term.contraries.contains(&(pair, second)))
                };
                if has(said, !second) || has(source, second) {
                    continue;
                }
                let parity = (self.negated_beside(said, left), self.negated_beside(source, right));
                let open = (self.left.iter().filter(|at| **at != left).count())
                    .min(self.right.iter().filter(|at| **at != right).count());
                let near = (open == 0 || self.shared.len() >= 3 * open && open <= 1)
                    && !self.is_toned_apart(left, right);
                if parity.0 == parity.1 && near && self.is_of_one_subject(left, right) {
                    let words = (said.words(&said.terms[left]), source.words(&source.terms[right]));
                    return Some(self.difference(DifferenceKind::Opposite, words.0, words.1));
                }
            }
        }
        None
    }

    /// Whether one is planned, alleged or conditional where the other is not.
    fn is_toned_apart(&self, left: usize, right: usize) -> bool {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let own = tone_at(said, said.words(&said.terms[left]).start);
        let theirs = tone_at(source, source.words(&source.terms[right]).start);
        own.hedged != theirs.hedged || own.conditional != theirs.conditional
    }

    /// Terms of the statement that the source lacks, small ones too.
    fn open_of_said(&self) -> Vec<usize> {
        (0..self.pairing.said.terms.len()).filter(|at| self.pairing.held[*at].is_empty()).collect()
    }

    /// Terms of the source that the statement lacks, small ones too.
    fn open_of_source(&self) -> Vec<usize> {
        (0..self.pairing.source.terms.len()).filter(|at| !self.pairing.used[*at]).collect()
    }

    /// Whether a term stands in a denied claim, where it is not what denies.
    fn negated_beside(&self, reading: &Read<'_>, term: usize) -> bool {
        let words = reading.words(&reading.terms[term]);
        let claim = reading.claims.get(reading.claim_at(words.start));
        let range = claim.map_or(words.clone(), |claim| claim.range.clone());
        let tokens = &reading.side.annotation.tokens;
        let own = |denial: &Range<usize>| {
            reading.terms[term].tokens.iter().any(|at| {
                tokens[*at].range.start < denial.end && denial.start < tokens[*at].range.end
            })
        };
        let denials =
            reading.denials.iter().filter(|denial| range.contains(&denial.start) && !own(denial));
        denials.count() % 2 == 1
    }

    /// Whether the words at two places have one subject, as far as they have any: "Tarn beat Lind",
    /// "Lind lost to Tarn".
    fn is_of_one_subject(&self, left: usize, right: usize) -> bool {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let (own, theirs) = (role::roles(said, left), role::roles(source, right));
        let names =
            |reading: &Read<'_>, list: &[usize]| list.iter().any(|at| reading.terms[*at].name);
        let both = names(said, &own.agents) && names(source, &theirs.agents);
        !both
            || own
                .agents
                .iter()
                .any(|at| self.pairing.held[*at].iter().any(|at| theirs.agents.contains(at)))
    }

    /// The same, said and denied.
    fn denied(&self) -> Option<Difference> {
        let (said, source) = (self.pairing.said, self.pairing.source);
        if !self.is_close(0)
            || self.shared.len() < 2
            || self.is_of_two_days()
            || dates_since(said)
            || dates_since(source)
        {
            return None;
        }
        let quoted = |reading: &Read<'_>, term: usize| {
            reading.side.annotation.is_quoted(reading.words(&reading.terms[term]).start)
        };
        let differs = |deed: usize, other: usize| {
            // What is quoted twice is compared as a quotation.
            if quoted(said, deed) && quoted(source, other) {
                return false;
            }
            let start = |reading: &Read<'_>, term: usize| reading.words(&reading.terms[term]).start;
            let (own, theirs) =
                (tone_at(said, start(said, deed)), tone_at(source, start(source, other)));
            let alike = own.hedged == theirs.hedged && own.planned == theirs.planned;
            let told = !is_of_source(source, other) && !own.conditional && !theirs.conditional;
            alike
                && told
                && self.pairing.negated_in_said(deed) != self.pairing.negated_in_source(other)
        };
        let deeds = self.shared.iter().filter(|at| role::is_verb(said, **at));
        let found = deeds.filter_map(|at| Some((*at, *self.pairing.held[*at].first()?)));
        let (deed, other) = found.into_iter().find(|(deed, other)| differs(*deed, *other))?;
        let words = (said.words(&said.terms[deed]), source.words(&source.terms[other]));
        Some(self.difference(DifferenceKind::Polarity, words.0, words.1))
    }

    /// The same of all here and of some only there.
    fn scope(&self) -> Option<Difference> {
        if !self.is_close(0) || self.shared.len() < 2 {
            return None;
        }
        let (said, source) = (self.pairing.said, self.pairing.source);
        let listed = |reading: &Read<'_>, list: &WordList| {
            reading.terms.iter().position(|term| list.contains(&reading.word(term)))
        };
        let language = said.side.language;
        let (all, only) = (&language.universal_words, &language.narrowing_words);
        let found = |x: &WordList, y: &WordList| Some((listed(said, x)?, listed(source, y)?));
        let both = found(all, only).or_else(|| found(only, all))?;
        let one_sided = listed(said, all).is_some() != listed(source, all).is_some();
        one_sided.then(|| {
            let words = (said.words(&said.terms[both.0]), source.words(&source.terms[both.1]));
            self.difference(DifferenceKind::Scope, words.0, words.1)
        })
    }

    /// Another office: the same title, narrowed otherwise.
    fn office(&self) -> Option<Difference> {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let limited = |left: usize, right: usize| {
            let (own, theirs) = (&said.terms[left], &source.terms[right]);
            own.limits != theirs.limits && own.says_as(theirs) && !own.is_held_by(theirs)
        };
        let pairs =
            self.left.iter().flat_map(|left| self.right.iter().map(move |right| (*left, *right)));
        let (left, right) = pairs.into_iter().find(|(left, right)| limited(*left, *right))?;
        let rest = |list: &[usize], limited: usize, reading: &Read<'_>| {
            let narrows = |at: &&usize| {
                reading.side.language.limits.contains(&reading.word(&reading.terms[**at]))
            };
            list.iter().filter(|at| **at != limited).filter(|at| !narrows(at)).count()
        };
        let close = rest(self.left, left, said) == 0 && rest(self.right, right, source) == 0;
        (close && !self.shared.is_empty()).then(|| {
            let words = (said.words(&said.terms[left]), source.words(&source.terms[right]));
            self.difference(DifferenceKind::Office, words.0, words.1)
        })
    }

    /// The same thing counted, measured or scored otherwise.
    fn number(&self) -> Option<Difference> {
        let (said, source) = (self.pairing.said, self.pairing.source);
        if !self.is_close(1) || self.is_of_two_days() {
            return None;
        }
        let open = |reading: &Read<'_>, other: &Read<'_>| -> Vec<Quantity> {
            let held = |one: &&Quantity| {
                !other.quantities.iter().any(|known| {
                    one.is_held_by(known)
                        || known.is_held_by(one)
                        || known.figure == one.figure
                            && known.counted.is_empty()
                            && known.kind == Kind::Count
                })
            };
            reading.quantities.iter().filter(held).cloned().collect()
        };
        let (own, theirs) = (open(said, source), open(source, said));
        // "At 10 turnout stood at 11 percent, at 18 at 48": another time, another figure.
        let of_day = |list: &[Quantity]| {
            list.iter().any(|one| one.kind == Kind::Clock)
                && list.iter().any(|one| one.kind != Kind::Clock)
        };
        if of_day(&own) && of_day(&theirs) {
            return None;
        }
        for x in &own {
            for y in &theirs {
                let same_tone =
                    tone_at(said, x.range.start).negated == tone_at(source, y.range.start).negated;
                if x.excludes(y) && same_tone && self.counts_one_thing(x, y) {
                    return Some(Difference {
                        about: thing(said, x),
                        ..self.difference(kind_of(x), x.range.clone(), y.range.clone())
                    });
                }
            }
        }
        None
    }

    /// Whether two quantities are of one thing: a unit that each sentence has once, or the same
    /// counted noun; nothing beside either tells them apart.
    fn counts_one_thing(&self, x: &Quantity, y: &Quantity) -> bool {
        let once = |reading: &Read<'_>, one: &Quantity| {
            reading.quantities.iter().filter(|other| other.is_of_kind(one)).count() == 1
        };
        let named = x.kind != Kind::Count
            || (!x.counted.is_empty() && !y.counted.is_empty())
            || self.left.is_empty() && self.right.is_empty();
        let scale = |one: &Quantity| matches!(&one.kind, Kind::Rank(name) if self.pairing.said.side.language.scale_words.contains(name));
        let ranks = matches!(x.kind, Kind::Rank(_)) && !scale(x);
        let apart = |reading: &Read<'_>, list: &[usize], one: &Quantity| {
            let claim = reading.claim_at(one.range.start);
            list.iter()
                .any(|at| reading.claims.get(claim).is_some_and(|claim| claim.terms.contains(at)))
        };
        let apart =
            apart(self.pairing.said, self.left, x) && apart(self.pairing.source, self.right, y);
        once(self.pairing.said, x) && once(self.pairing.source, y) && named && !ranks && !apart
    }

    /// The same on another day.
    fn date(&self) -> Option<Difference> {
        let (said, source) = (self.pairing.said, self.pairing.source);
        let (x, y) = (only_day(said)?, only_day(source)?);
        let apart = x.0.granularity == y.0.granularity
            && !overlap(&x.0, &y.0)
            && !named_alike(said, source);
        let counts = |reading: &Read<'_>| !reading.quantities.is_empty() || lasts(reading);
        let same = |one: &Quantity| source.quantities.iter().any(|other| one.is_held_by(other));
        let figures = counts(said) && counts(source) && !said.quantities.iter().all(same);
        let open = self.left.len().min(self.right.len());
        (apart
            && open == 0
            && self.shared.len() >= 2
            && self.has_deed()
            && !lasts(said)
            && !lasts(source)
            && !figures)
            .then(|| self.difference(DifferenceKind::Date, x.1, y.1))
    }

    /// One place, person or thing in a slot that another fills in the other sentence.
    fn slot(&self) -> Option<Difference> {
        let (said, source) = (self.pairing.said, self.pairing.source);
        if self.is_of_two_days()
            || self.shared.len() < 2
            || !self.has_deed()
            || self.is_ranked_apart()
        {
            return None;
        }
        let (x, y) = (run(said, self.left)?, run(source, self.right)?);
        let (first, second) = (&said.terms[self.left[0]], &source.terms[self.right[0]]);
        let same_tone = {
            let (own, theirs) = (tone_at(said, x.start), tone_at(source, y.start));
            own == theirs
        };
        if !same_tone {
            return None;
        }
        let names =
            |reading: &Read<'_>, list: &[usize]| list.iter().all(|at| reading.terms[*at].name);
        let both_names = names(said, self.left) && names(source, self.right);
        if is_place(said, first) && is_place(source, second) && both_names {
            return Some(self.difference(DifferenceKind::Place, x, y));
        }
        let unique = self.shared.iter().any(|at| {
            let term = &said.terms[*at];
            let (own, other) =
                (role::roles(said, *at), role::roles(source, self.pairing.held[*at][0]));
            said.side.language.unique_deeds.contains(&said.word(term))
                && self.left.iter().all(|at| own.patients.contains(at))
                && self.right.iter().all(|at| other.patients.contains(at))
        });
        if unique && both_names {
            return Some(self.difference(DifferenceKind::Patient, x, y));
        }
        // A person or body in the same part of the same deed.
        let deed = self.shared.iter().find(|at| {
            let term = &said.terms[**at];
            let other = self.pairing.held[**at][0];
            !term.name && role::is_verb(said, **at) && role::is_verb(source, other) && {
                let (own, other) =
                    (role::roles(said, **at), role::roles(source, self.pairing.held[**at][0]));
                let only = |agents: &[usize], left: &[usize]| {
                    !agents.is_empty()
                        && agents.iter().all(|at| left.contains(at))
                        && left.iter().all(|at| agents.contains(at))
                };
                let agents = only(&own.agents, self.left) && only(&other.agents, self.right);
                let patients = own.patients.iter().any(|at| self.shared.contains(at))
                    && other.patients.iter().any(|at| self.pairing.used[*at]);
                agents && patients
            }
        });
        deed.map(|_| self.difference(DifferenceKind::Agent, x, y))
    }
}
