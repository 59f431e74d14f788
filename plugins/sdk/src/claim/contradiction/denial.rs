//! Denial: what is said and denied, turned round, or of all here and of some there.

use std::ops::Range;

use q7x2_text::claim::{Claim, Kind};
use q7x2_text::cut::Token;
use q7x2_text::word::spelt;

use super::super::kind::{Difference, DifferenceKind};
use super::super::named::{dates_since, tone_at};
use super::super::pairing::is_of_source;
use super::super::read::Read;
use super::super::{done, role, tone, verb};
use super::context::Context;

/// Who does it and to whom have changed places.
pub(super) fn swapped(context: &Context<'_, '_, '_>) -> Option<Difference> {
    if !context.is_close(1) || context.is_of_two_days() {
        return None;
    }
    let (verb, other) = role::swapped(context.pairing)?;
    let (said, source) = (context.pairing.said, context.pairing.source);
    // "The car passed by the school" may mean that it passed the school.
    let sure = role::is_sure_of_agent(said, verb) && role::is_sure_of_agent(source, other);
    sure.then(|| context.between(DifferenceKind::Agent, verb, other))
}

/// A word stands behind one small word here and behind its opposite there.
pub(super) fn turned(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let both = context.is_close(0) && !context.is_of_two_days() && tone::turned(context.pairing);
    let at = *context.shared.first().filter(|_| both)?;
    let other = *context.pairing.held[at].first()?;
    Some(context.between(DifferenceKind::Direction, at, other))
}

/// A word here whose contrary stands there, and neither sentence has both.
pub(super) fn opposite(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    if context.is_of_two_days() || context.is_ranked_alone() {
        return None;
    }
    let (own, theirs) = (context.open_of_said(), context.open_of_source());
    let pairs = own.iter().flat_map(|left| theirs.iter().map(move |right| (*left, *right)));
    let denies = |&(left, right): &(usize, usize)| {
        let Some((pair, second)) = contrary(said, left, source, right) else { return false };
        let has = |reading: &Read<'_>, second: bool| {
            reading.terms.iter().any(|term| term.contraries.contains(&(pair, second)))
        };
        let alike = negated_beside(said, left) == negated_beside(source, right);
        let open = (context.left.iter().filter(|at| **at != left).count())
            .min(context.right.iter().filter(|at| **at != right).count());
        let near = open == 0 || context.shared.len() >= 3 * open && open <= 1;
        let both = has(said, !second) || has(source, second);
        let named = said.terms[left].name || source.terms[right].name;
        !both
            && !named
            && alike
            && near
            && is_asserted(source, source.words(&source.terms[right]).start)
            && done::governor(said, left).is_some() == done::governor(source, right).is_some()
            && !context.is_toned_apart(left, right)
            && !(narrows_subject(said, left) && narrows_subject(source, right))
            && is_of_one_subject(context, left, right)
    };
    let (left, right) = pairs.into_iter().find(denies)?;
    Some(context.between(DifferenceKind::Opposite, left, right))
}

/// Whether a word only narrows of whom is spoken, before what is said of him: "voters in the north
/// backed it" says nothing of those in the south.
fn narrows_subject(reading: &Read<'_>, at: usize) -> bool {
    let Some(claim) = reading.claims.iter().find(|claim| claim.terms.contains(&at)) else {
        return false;
    };
    let words = reading.words(&reading.terms[at]);
    let behind = reading.side.annotation.within(&(words.end..claim.range.end.max(words.end)));
    let language = reading.side.language;
    let be = |token: &Token| language.claims.be_words.contains(&folded(reading, &token.range));
    let verb = || (at + 1..claim.terms.end).any(|other| role::is_verb(reading, other));
    let next = reading.terms.get(at + 1).filter(|_| at + 1 < claim.terms.end);
    let adjective = next.is_some_and(|next| {
        let first = behind.first().map(|token| token.range.start);
        first == Some(reading.words(next).start) && !role::is_verb(reading, at + 1)
    });
    let article = |token: &&Token| language.articles.contains(&folded(reading, &token.range));
    let before = reading.side.annotation.tokens.iter().rev();
    let mut before = before.skip_while(|token| token.range.end > words.start).skip_while(article);
    let located = before
        .next()
        .is_some_and(|token| language.prepositions.contains(&folded(reading, &token.range)));
    (adjective || located) && !role::is_verb(reading, at) && (behind.iter().any(be) || verb())
}

/// The pair of contraries of which a word of the one stands on one side and a word of the other on
/// the other side, with the side of the first.
fn contrary(
    said: &Read<'_>,
    left: usize,
    source: &Read<'_>,
    right: usize,
) -> Option<(usize, bool)> {
    let theirs = &source.terms[right].contraries;
    let denies = |(pair, second): &&(usize, bool)| theirs.contains(&(*pair, !*second));
    said.terms[left].contraries.iter().find(denies).copied()
}

/// Whether a term stands in a denied claim, where it is not what denies.
fn negated_beside(reading: &Read<'_>, term: usize) -> bool {
    let words = reading.words(&reading.terms[term]);
    let claim = reading.claims.get(reading.claim_at(words.start));
    let range = claim.map_or(words.clone(), |claim| claim.range.clone());
    let tokens = &reading.side.annotation.tokens;
    let own = |denial: &Range<usize>| {
        reading.terms[term]
            .tokens
            .iter()
            .any(|at| tokens[*at].range.start < denial.end && denial.start < tokens[*at].range.end)
    };
    let denials =
        reading.denials.iter().filter(|denial| range.contains(&denial.start) && !own(denial));
    denials.count() % 2 == 1
}

/// Whether the words at two places have one subject, as far as they have any: "Tarn beat Lind",
/// "Lind lost to Tarn".
fn is_of_one_subject(context: &Context<'_, '_, '_>, left: usize, right: usize) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let (own, theirs) = (role::roles(said, left), role::roles(source, right));
    let names = |reading: &Read<'_>, list: &[usize]| list.iter().any(|at| reading.terms[*at].name);
    let both = names(said, &own.agents) && names(source, &theirs.agents);
    !both
        || own
            .agents
            .iter()
            .any(|at| context.pairing.held[*at].iter().any(|at| theirs.agents.contains(at)))
}

/// The same, said and denied: a deed, or, where the two share every word, whatever they say.
pub(super) fn denied(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let said = context.pairing.said;
    let since = dates_since(said) || dates_since(context.pairing.source);
    let open = (plain(said, context.left), plain(context.pairing.source, context.right));
    let close = open.0.min(open.1) == 0 && context.has_deed() && context.shared.len() >= 2;
    if !close || context.is_of_two_days() || context.is_ranked_alone() || since {
        return None;
    }
    let all = open == (0, 0);
    let is_verb = |at: usize| shows_verb(context, at);
    let (deeds, rest): (Vec<usize>, Vec<usize>) =
        context.shared.iter().partition(|at| is_verb(**at));
    let deeds = deeds.iter().chain(rest.iter().filter(|_| all));
    let mut pairs = deeds.filter_map(|at| Some((*at, *context.pairing.held[*at].first()?)));
    let (deed, other) = pairs.find(|(deed, other)| is_denied_once(context, *deed, *other))?;
    Some(context.between(DifferenceKind::Polarity, deed, other))
}

/// Whether a shared word is a verb, or what somebody is said to be. Of one word either sentence may
/// show it: "did not apologise" does less than "apologised".
fn shows_verb(context: &Context<'_, '_, '_>, at: usize) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    context.pairing.held[at].first().is_some_and(|other| {
        let verbs = (role::is_verb(said, at), role::is_verb(source, *other));
        let same = said.terms[at].stem == source.terms[*other].stem;
        (verbs.0 && verbs.1 || same && (verbs.0 || verbs.1))
            && !narrows_noun(said, at)
            && !narrows_noun(source, *other)
    })
}

/// Whether a term that is no verb by its form only narrows the noun behind it: "police uniforms".
fn narrows_noun(reading: &Read<'_>, term: usize) -> bool {
    let last = reading.terms[term].tokens.last().copied().unwrap_or_default();
    let next = reading.term_at(last + 1).filter(|next| !reading.terms[*next].small);
    !verb::is_past(reading, term) && next.is_some_and(|next| !verb::is_past(reading, next))
}

/// How many of some terms do not deny by themselves, as "refused" and "ruled out" do.
fn plain(reading: &Read<'_>, terms: &[usize]) -> usize {
    let denies = |at: &usize| {
        let words = reading.words(&reading.terms[*at]);
        reading.denials.iter().any(|one| one.start <= words.start && words.start < one.end)
    };
    terms.iter().filter(|at| !denies(at)).count()
}

/// The same where nothing but a plain "not" or "no" tells the two apart.
pub(super) fn denied_plainly(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let language = context.pairing.said.side.language;
    let simple = |reading: &Read<'_>| {
        reading.denials.iter().all(|denial| {
            let word = folded(reading, denial);
            language.claims.not_words.contains(&word) || language.claims.none_words.contains(&word)
        })
    };
    let (said, source) = (context.pairing.said, context.pairing.source);
    let since = dates_since(said) || dates_since(source);
    let closed = context.left.is_empty() || context.right.is_empty();
    if !closed || since || context.is_of_two_days() || !simple(said) || !simple(source) {
        return None;
    }
    let mut pairs = context.shared.iter().zip(context.held());
    let one = is_one_claim(said, context.shared.iter().copied())
        && is_one_claim(source, context.held())
        && context.shared.len() >= 2;
    let (deed, other) =
        pairs.find(|(deed, other)| one && is_denied_once(context, **deed, *other))?;
    Some(context.between(DifferenceKind::Polarity, *deed, other))
}

/// Whether terms stand in one claim or in what leans on it.
fn is_one_claim(reading: &Read<'_>, terms: impl Iterator<Item = usize>) -> bool {
    let head = |term: usize| {
        let at = reading.claim_at(reading.words(&reading.terms[term]).start);
        reading.claims.get(at).map(|claim| claim.leans_on.unwrap_or(at))
    };
    let mut heads = terms.map(head);
    let first = heads.next();
    heads.all(|head| Some(head) == first)
}

/// Whether a word is denied in one sentence and not in the other, both as certain; not where either
/// speaks of some of many, of which others may be told the contrary.
fn is_denied_once(context: &Context<'_, '_, '_>, deed: usize, other: usize) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let start = |reading: &Read<'_>, term: usize| reading.words(&reading.terms[term]).start;
    let (here, there) = (start(said, deed), start(source, other));
    // What is quoted twice is compared as a quotation.
    if said.side.annotation.is_quoted(here) && source.side.annotation.is_quoted(there) {
        return false;
    }
    let (own, theirs) = (tone_at(said, here), tone_at(source, there));
    let told = !is_of_source(source, other) && !own.conditional && !theirs.conditional;
    let negated = (context.pairing.negated_in_said(deed), context.pairing.negated_in_source(other));
    let (denier, claim) = if negated.0 { (said, here) } else { (source, there) };
    let undone = if negated.0 { !own.planned } else { !theirs.planned } && undoes(denier, claim);
    let planned = own.planned == theirs.planned || undone;
    let some = speaks_of_some(said, here) || speaks_of_some(source, there);
    let shared = if negated.0 {
        denies_shared(said, here, |at| !context.pairing.held[at].is_empty())
    } else {
        denies_shared(source, there, |at| context.pairing.used[at])
    };
    shared
        && !is_told_both_ways(context, deed)
        && !is_some_other(context)
        && is_asserted(source, there)
        && own.hedged == theirs.hedged
        && planned
        && told
        && negated.0 != negated.1
        && (!some || excludes_all(denier, claim))
}

/// Whether either sentence has a word both denied and not: "not candidates, but planets", of which
/// neither says otherwise.
fn is_told_both_ways(context: &Context<'_, '_, '_>, deed: usize) -> bool {
    let pairing = context.pairing;
    let denied = pairing.negated_in_said(deed);
    let is_one = |at: usize| pairing.held[at].iter().any(|at| pairing.held[deed].contains(at));
    pairing.held[deed].iter().any(|at| pairing.negated_in_source(*at) == denied)
        || (0..pairing.held.len()).any(|at| is_one(at) && pairing.negated_in_said(at) != denied)
}

/// Whether a thing that the statement knows is any such thing in the source: "in the attack", "in an
/// attack".
fn is_some_other(context: &Context<'_, '_, '_>) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let opens = |reading: &Read<'_>, term: usize| {
        let first = reading.terms[term].tokens.first().and_then(|first| first.checked_sub(1));
        first.map(|before| reading.token(before).into_owned()).unwrap_or_default()
    };
    let language = said.side.language;
    context.shared.iter().any(|at| {
        language.articles.contains(&opens(said, *at))
            && !context.pairing.held[*at].is_empty()
            && context.pairing.held[*at]
                .iter()
                .all(|other| language.one_words.contains(&opens(source, *other)))
    })
}

/// Whether what the "no" of a claim stands before is told by the other sentence too: "is no easy
/// task" denies a task, and nothing else.
fn denies_shared(reading: &Read<'_>, byte: usize, shared: impl Fn(usize) -> bool) -> bool {
    let language = reading.side.language;
    let is_none = |denial: &&Range<usize>| {
        let word = folded(reading, denial);
        language.claims.none_words.contains(&word) && !language.pronouns.contains(&word)
    };
    let own = |denial: &Range<usize>| {
        let behind = |at: &usize| {
            let term = &reading.terms[*at];
            !term.small && reading.words(term).start >= denial.end
        };
        (0..reading.terms.len()).find(behind).is_none_or(&shared)
    };
    denials_of(reading, byte).filter(is_none).all(own)
}

/// Whether a claim tells what is so: not what somebody wants to prevent "before it begins".
fn is_asserted(reading: &Read<'_>, byte: usize) -> bool {
    let Some(claim) = reading.claims.get(reading.claim_at(byte)) else { return true };
    let head = claim.leans_on.and_then(|head| reading.claims.get(head)).unwrap_or(claim);
    let opens = |claim: &Claim| {
        let tokens = &reading.side.annotation.tokens;
        let first = tokens.partition_point(|token| token.range.start < claim.range.start);
        reading.side.language.claims.unasserted_openers.contains(&reading.token(first))
    };
    !opens(claim) && !opens(head)
}

/// Whether a claim calls off what another may have planned: "has been put off".
fn undoes(reading: &Read<'_>, byte: usize) -> bool {
    let list = &reading.side.language.claims.undoing_words;
    denials_of(reading, byte).any(|denial| list.contains(&folded(reading, denial)))
}

/// Whether a claim denies something of each and every one: "none of the suspects".
fn excludes_all(reading: &Read<'_>, byte: usize) -> bool {
    let list = &reading.side.language.claims.none_words;
    denials_of(reading, byte).any(|denial| list.contains(&folded(reading, denial)))
}

fn folded(reading: &Read<'_>, range: &Range<usize>) -> String {
    spelt(&reading.side.text[range.clone()], reading.side.language).into_owned()
}

/// What denies in the claim around a byte.
fn denials_of<'r>(reading: &'r Read<'_>, byte: usize) -> impl Iterator<Item = &'r Range<usize>> {
    let claim = reading.claims.get(reading.claim_at(byte)).map(|claim| claim.range.clone());
    let range = claim.unwrap_or_default();
    reading.denials.iter().filter(move |denial| range.contains(&denial.start))
}

/// Whether a claim tells of some of many: a share, "some", "two of the boats".
fn speaks_of_some(reading: &Read<'_>, byte: usize) -> bool {
    let Some(claim) = reading.claims.get(reading.claim_at(byte)) else { return false };
    let side = reading.side;
    let inside = |range: &Range<usize>| claim.range.contains(&range.start);
    let tokens = side.annotation.within(&claim.range);
    let is_of = |token: &Token| side.language.of_words.contains(&folded(reading, &token.range));
    let part = reading.quantities.iter().filter(|one| inside(&one.range)).any(|one| {
        let next = tokens.iter().find(|token| token.range.start >= one.range.end);
        one.kind == Kind::Share || one.kind == Kind::Count && next.is_some_and(is_of)
    });
    let vague =
        |token: &Token| side.language.claims.some_words.contains(&folded(reading, &token.range));
    part || tokens.iter().any(vague)
}

/// Somebody of whom the one says that it was not he, and the other that it was: "the king", "the
/// prince, not the king".
pub(super) fn denied_instead(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let pairing = context.pairing;
    if !context.is_close(1) || context.shared.len() < 2 || context.is_of_two_days() {
        return None;
    }
    let of_said = instead(pairing.said).into_iter().find_map(|at| {
        let other = *pairing.held[at].first()?;
        let told = pairing.held[at].iter().all(|other| !pairing.negated_in_source(*other));
        (told && !is_of_source(pairing.source, other)).then_some((at, other))
    });
    let of_source = || {
        instead(pairing.source).into_iter().find_map(|other| {
            let at = pairing.held.iter().position(|holders| holders.contains(&other))?;
            let told = (0..pairing.held.len())
                .filter(|at| pairing.held[*at].contains(&other))
                .all(|at| !pairing.negated_in_said(at));
            (told && !is_of_source(pairing.said, at)).then_some((at, other))
        })
    };
    let (at, other) = of_said.or_else(of_source)?;
    Some(context.between(DifferenceKind::Agent, at, other))
}

/// The terms that a sentence sets aside: "not the king" behind a comma.
fn instead(reading: &Read<'_>) -> Vec<usize> {
    let side = reading.side;
    let language = side.language;
    let tokens = &side.annotation.tokens;
    let set_aside = |denial: &&Range<usize>| {
        let before = side.text[..denial.start].trim_end();
        before.ends_with([',', '(', '–', '—'])
            && language.claims.not_words.contains(&folded(reading, denial))
    };
    let named = |denial: &Range<usize>| {
        let from = tokens.partition_point(|token| token.range.start < denial.end);
        let article = |token: &&Token| language.articles.contains(&folded(reading, &token.range));
        let first = from + tokens[from..].iter().take_while(article).count();
        let is_first = |at: &usize| {
            let term = &reading.terms[*at];
            !term.small && !term.light && term.tokens.first() == Some(&first)
        };
        (0..reading.terms.len()).find(is_first).filter(|at| !role::is_verb(reading, *at))
    };
    reading.denials.iter().filter(set_aside).filter_map(named).collect()
}

/// The same of all here and of some only there.
pub(super) fn scope(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let language = said.side.language;
    let (all, only) = (&language.claims.universal_words, &language.claims.narrowing_words);
    let found = |x: &[String], y: &[String]| Some((listed(said, x)?, listed(source, y)?));
    let (left, right) = found(all, only).or_else(|| found(only, all))?;
    let one_sided = listed(said, all).is_some() != listed(source, all).is_some();
    let close = is_all_of(said, context.left, &left) || is_all_of(source, context.right, &right);
    (close && context.has_deed() && one_sided && context.shared.len() >= 2)
        .then(|| context.difference(DifferenceKind::Scope, left, right))
}

/// The first word of a sentence that a list has.
fn listed(reading: &Read<'_>, list: &[String]) -> Option<Range<usize>> {
    let tokens = reading.side.annotation.tokens.iter();
    tokens.map(|token| &token.range).find(|range| list.contains(&folded(reading, range))).cloned()
}

/// Whether terms are no others than the one at a place.
fn is_all_of(reading: &Read<'_>, terms: &[usize], place: &Range<usize>) -> bool {
    terms.iter().all(|at| reading.words(&reading.terms[*at]) == *place)
}
