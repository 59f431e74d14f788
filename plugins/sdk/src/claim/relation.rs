//! The relation of a statement to a sentence: whether the sentence bears out its claims, contradicts
//! one, or is silent.

use std::ops::Range;

use q7x2_text::date::{DateMention, Resolved};
use q7x2_text::quotation;

use super::contradiction;
use super::kind::Difference;
use super::pairing::Pairing;
use crate::event::side::Side;
use q7x2_text::claim::{Claim, Quantity, Tone};
use q7x2_text::cue::CueKind;
use q7x2_text::cut::Token;

use super::read::Read;
use super::role;
use super::tone::{group_tone, turned};
use q7x2_text::work::steps;

/// Terms that a sentence bears out, at least, before it says anything of a statement.
const FEWEST: usize = 2;
/// Words that two sentences quote alike, at least, where they bear each other out by that.
const QUOTED: usize = 4;

/// How a sentence stands to a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// It bears out every claim.
    Whole,
    /// It bears out these bytes of the statement: whole claims, and nothing of the others.
    Part(Range<usize>),
    /// It contradicts a claim.
    Contradicted(Difference),
    /// It says nothing of the statement, or leaves it open.
    Silent,
}

/// How a sentence stands to a statement. Directional: what bears out a narrow statement says more
/// than it.
#[must_use]
pub fn relation(said: &Read<'_>, source: &Read<'_>) -> Relation {
    steps(said.terms.len() * source.terms.len());
    let pairing = role::paired(said, source);
    let shared = pairing.shared().len();
    if shared == 0 {
        return Relation::Silent;
    }
    if let Some(found) = contradiction::contradiction(&pairing) {
        return Relation::Contradicted(found);
    }
    let borne = borne(&pairing);
    let told = shared + said.quantities.len().min(1) + said.side.annotation.dates.len().min(1);
    let enough = told >= FEWEST || quotes_alike(&pairing);
    let whole = enough && borne.iter().all(|bearing| *bearing != Bearing::Open);
    let found = if whole {
        Relation::Whole
    } else {
        part(&pairing, &borne).map_or(Relation::Silent, Relation::Part)
    };
    let otherwise =
        || role::swapped(&pairing).is_some() || turned(&pairing) || quotes_otherwise(&pairing);
    if found != Relation::Silent && otherwise() { Relation::Silent } else { found }
}

/// Whether both quote somebody, and the source not in the statement's words.
fn quotes_otherwise(pairing: &Pairing<'_, '_>) -> bool {
    let (said, source) = (pairing.said.side, pairing.source.side);
    let theirs = quoted(source);
    !theirs.is_empty()
        && quoted(said).iter().any(|own| !theirs.iter().any(|other| other.contains(own.as_str())))
}

/// The words that a text quotes, without marks: reports of one speech set their commas otherwise.
fn quoted(side: Side<'_>) -> Vec<String> {
    let words = |text: &str| {
        let words = text.split(|mark: char| !mark.is_alphanumeric());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let inner = side.annotation.quotations.iter().map(|one| &side.text[one.inner.clone()]);
    inner.map(|inner| format!(" {} ", words(&quotation::normalise(inner)))).collect()
}

/// Whether both quote the same words, and so many that they are of one speech.
fn quotes_alike(pairing: &Pairing<'_, '_>) -> bool {
    let theirs = quoted(pairing.source.side);
    let long = |own: &String| own.split_whitespace().count() >= QUOTED;
    quoted(pairing.said.side).iter().filter(|own| long(own)).any(|own| theirs.contains(own))
}

/// Whether a claim is borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bearing {
    /// It claims nothing, or only who says what the source says by itself.
    Nothing,
    /// All of it stands in the source.
    Borne,
    /// Some of it does not.
    Open,
}

fn borne(pairing: &Pairing<'_, '_>) -> Vec<Bearing> {
    let mut found: Vec<Bearing> = Vec::new();
    for claim in &pairing.said.claims {
        let own = bearing(pairing, claim);
        let head = claim.leans_on.and_then(|head| found.get(head)).copied();
        found.push(match own {
            Bearing::Borne if head == Some(Bearing::Open) => Bearing::Open,
            own => own,
        });
    }
    found
}

fn bearing(pairing: &Pairing<'_, '_>, claim: &Claim) -> Bearing {
    let said = pairing.said;
    let within = |range: &Range<usize>| claim.range.contains(&range.start);
    let quantities = || said.quantities.iter().filter(|one| within(&one.range));
    let dates = || said.side.annotation.dates.iter().filter(|date| within(&date.range));
    let told = claim.terms.clone().any(|at| !said.terms[at].light)
        || quantities().next().is_some()
        || dates().next().is_some();
    if !told {
        return Bearing::Nothing;
    }
    let terms = claim.terms.clone().all(|at| pairing.holds(at));
    if claim.source && !terms {
        // A source that has it from nobody else says it by itself.
        let named = pairing.source.claims.iter().any(|claim| claim.source);
        return if named { Bearing::Open } else { Bearing::Nothing };
    }
    let figures = unheld(said, pairing.source).all(|one| !within(&one.range));
    let days = dates().all(|date| is_dated(pairing, date));
    if terms && figures && days && is_in_tone(pairing, claim) {
        Bearing::Borne
    } else {
        Bearing::Open
    }
}

/// Whether the source names the day, or one within the time that the statement names.
fn is_dated(pairing: &Pairing<'_, '_>, date: &DateMention) -> bool {
    let (said, source) = (pairing.said.side, pairing.source.side);
    let own = date.resolve(said.published);
    source.annotation.dates.iter().any(|other| {
        let theirs = other.resolve(source.published);
        let inside =
            |own: &Resolved, theirs: &Resolved| own.start <= theirs.start && theirs.end <= own.end;
        let days = match (&own, &theirs) {
            (Some(own), Some(theirs)) => date.named == other.named || inside(own, theirs),
            _ => date.named == other.named,
        };
        let part = |side: Side<'_>, date: &DateMention| {
            let words = side.text[date.range.clone()].split_whitespace();
            words.last().map(str::to_lowercase).unwrap_or_default()
        };
        let parts = !date.part || other.part && part(said, date) == part(source, other);
        days && parts && (date.hour.is_none() || date.hour == other.hour)
    })
}

/// Whether a claim is said as the source says it: as certain, narrowed by nothing, and each word
/// denied only where it is denied there.
fn is_in_tone(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
    let Some(other) = nearest(pairing, claim) else { return true };
    let (own, theirs) = (group_tone(pairing.said, claim), group_tone(pairing.source, other));
    Tone { negated: false, ..own } == Tone { negated: false, ..theirs }
        && !is_narrowed(pairing, other)
        && claim.terms.clone().all(|at| is_denied_alike(pairing, at))
}

/// Whether a source only alleges, plans or makes hang on something what a claim tells outright.
fn is_told_outright(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
    let Some(other) = nearest(pairing, claim) else { return false };
    let (own, theirs) = (group_tone(pairing.said, claim), group_tone(pairing.source, other));
    theirs.hedged && !own.hedged
        || theirs.conditional && !own.conditional
        || theirs.planned && !own.planned
}

/// Whether a word is denied only where the source denies it.
fn is_denied_alike(pairing: &Pairing<'_, '_>, at: usize) -> bool {
    let own = pairing.negated_in_said(at);
    pairing.held[at].is_empty()
        || pairing.held[at].iter().any(|holder| pairing.negated_in_source(*holder) == own)
}

/// Whether the source narrows a claim by a word that the statement leaves out: "only in the north".
fn is_narrowed(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
    let source = pairing.source;
    claim.terms.clone().any(|at| {
        let words = source.words(&source.terms[at]);
        let word = q7x2_text::word::spelt(&source.side.text[words], source.side.language);
        !pairing.used[at] && source.side.language.claims.narrowing_words.contains(&word)
    })
}

/// The source's claim that holds most of a claim's words.
fn nearest<'p>(pairing: &Pairing<'p, '_>, claim: &Claim) -> Option<&'p Claim> {
    let source = pairing.source;
    let held = |other: &Claim| {
        claim
            .terms
            .clone()
            .filter(|at| pairing.held[*at].iter().any(|at| other.terms.contains(at)))
            .count()
    };
    let best = source.claims.iter().rev().max_by_key(|other| held(other))?;
    (held(best) > 0).then_some(best)
}

/// The longest run of claims that the source bears out, from its first word to its last.
fn part(pairing: &Pairing<'_, '_>, borne: &[Bearing]) -> Option<Range<usize>> {
    let claims = &pairing.said.claims;
    let mut best: Option<Range<usize>> = None;
    let mut at = 0;
    while at < claims.len() {
        let to = at + borne[at..].iter().take_while(|bearing| **bearing != Bearing::Open).count();
        if to > at {
            let run = run(pairing, at..to, borne);
            let longer =
                |run: &Range<usize>| best.as_ref().is_none_or(|best| run.len() > best.len());
            best = run.filter(longer).or(best);
        }
        at = to.max(at + 1);
    }
    best
}

/// The bytes of a run of claims, where it says enough to be cited for.
fn run(pairing: &Pairing<'_, '_>, claims: Range<usize>, borne: &[Bearing]) -> Option<Range<usize>> {
    let said = pairing.said;
    let told: Vec<usize> = claims.clone().filter(|at| borne[*at] == Bearing::Borne).collect();
    let (first, last) = (*told.first()?, *told.last()?);
    let terms = first..=last;
    let exact = |at: &usize| {
        let term = &said.terms[*at];
        let same = |holder: &usize| pairing.source.terms[*holder].stem == term.stem;
        !term.small && !term.light && pairing.held[*at].iter().any(same)
    };
    let held = terms.clone().flat_map(|at| said.claims[at].terms.clone());
    let telling =
        held.clone().filter(|at| !said.terms[*at].small && !said.terms[*at].light).count();
    let same = held.clone().filter(exact).count();
    let bytes = said.claims[first].range.start..said.claims[last].range.end;
    let figures = said.quantities.iter().filter(|one| bytes.contains(&one.range.start)).count();
    let described = held.clone().filter(|at| describes(said, *at)).count();
    // Two words only name a thing: "a steel barrier"; "64 people" tells how many there are.
    let acts = held.clone().any(|at| acts(said, at)) || described + 2 * figures >= 3;
    if telling < 2 || same * 2 < telling || same < 2 || !acts {
        return None;
    }
    let run = trimmed(said, bytes.clone());
    (!loses_condition(said, &bytes, &run)).then_some(run)
}

/// Whether trimming takes an "if" from a run: "the reports are true" is not what "if the reports are
/// true" says.
fn loses_condition(said: &Read<'_>, whole: &Range<usize>, run: &Range<usize>) -> bool {
    let gone = whole.start..run.start;
    let cues = said.side.annotation.cues.iter();
    cues.filter(|cue| cue.kind == CueKind::Condition).any(|cue| gone.contains(&cue.range.start))
}

/// A run without the marks and joining words at its ends.
fn trimmed(said: &Read<'_>, range: Range<usize>) -> Range<usize> {
    let language = said.side.language;
    let tokens = said.side.annotation.within(&range);
    let joins = |word: &str| {
        language
            .claims
            .claim_openers
            .iter()
            .chain(&language.claims.leaning_openers)
            .any(|one| one == word)
    };
    let word =
        |range: &Range<usize>| q7x2_text::word::spelt(&said.side.text[range.clone()], language);
    let first = tokens.iter().find(|token| !joins(&word(&token.range)));
    let start = first.map_or(range.start, |token| token.range.start);
    let end = tokens.last().map_or(range.end, |token| token.range.end);
    start..end.max(start)
}

/// The quantities of a statement that no quantity of a source bears out.
fn unheld<'p>(said: &'p Read<'_>, source: &'p Read<'_>) -> impl Iterator<Item = &'p Quantity> {
    let told = || source.quantities.iter().chain(&source.implied);
    let held = move |one: &Quantity| told().any(|other| one.is_held_by(other));
    said.quantities.iter().filter(move |one| !held(one))
}

/// Share of a statement's telling words that a run of held words may be where the source lacks a name
/// or a figure of it: of a longer run that is what the two differ in.
const MOST_OF: (usize, usize) = (3, 5);

/// The longest verbatim run of a statement whose words a source all has, for a sentence that is
/// known to tell of the same. It names what is done, not only of whom is spoken.
#[must_use]
pub fn held_run(said: &Read<'_>, source: &Read<'_>) -> Option<Range<usize>> {
    let pairing = role::paired(said, source);
    if role::swapped(&pairing).is_some() || turned(&pairing) || quotes_otherwise(&pairing) {
        return None;
    }
    let telling: Vec<usize> = (0..said.terms.len()).filter(|at| tells(said, *at)).collect();
    let exact = |at: &usize| {
        pairing.held[*at].iter().any(|holder| source.terms[*holder].stem == said.terms[*at].stem)
    };
    let runs = telling.chunk_by(|a, b| exact(a) == exact(b)).filter(|run| exact(&run[0]));
    let runs = runs.map(|run| whole_phrase(said, of_whole_claims(said, run)));
    let runs = runs.map(|run| (run, figure_behind(said, source, run)));
    let (run, figure) = runs
        .filter(|(run, figure)| tells_something(said, run, figure.is_some()))
        .max_by_key(|(run, _)| (run.len(), std::cmp::Reverse(run[0])))?;
    let (first, last) = (&said.terms[run[0]], &said.terms[*run.last()?]);
    let tokens = &said.side.annotation.tokens;
    let end = figure.unwrap_or(tokens.get(*last.tokens.last()?)?.range.end);
    let bytes = said.words(first).start..end;
    let figures = unheld(said, source).any(|one| bytes.contains(&one.range.start));
    let few = run.len() * MOST_OF.1 <= telling.len() * MOST_OF.0;
    let lacking: Vec<usize> = telling.iter().copied().filter(|at| !exact(at)).collect();
    if is_of_another(said, &lacking, run) || !is_toned_alike(&pairing, run) {
        return None;
    }
    let told = few || !is_altered(said, source, &lacking, run);
    (told && !figures).then_some(bytes)
}

/// Whether what a run tells is no more certain than in the source, and denied where it is denied
/// there: who is accused of a deed has not done it.
fn is_toned_alike(pairing: &Pairing<'_, '_>, run: &[usize]) -> bool {
    let said = pairing.said;
    let claim = |at: &usize| said.claims.get(said.claim_at(said.words(&said.terms[*at]).start));
    let claims = run.iter().filter_map(claim).filter(|claim| !claim.source);
    claims.into_iter().all(|claim| !is_told_outright(pairing, claim))
        && run.iter().all(|at| is_denied_alike(pairing, *at))
}

/// Whether somebody whom the source does not name does what a run tells: "Tarn and Lind are attending
/// the meeting" is not borne out by who else attends it.
fn is_of_another(said: &Read<'_>, lacking: &[usize], run: &[usize]) -> bool {
    before(said, lacking, run).any(|at| said.terms[at].name) && acts(said, run[0])
}

/// Whether what the source lacks of a statement may alter a run of it: a name, a figure, or a word
/// before it in its claim ("the bribed council approved the plan").
fn is_altered(said: &Read<'_>, source: &Read<'_>, lacking: &[usize], run: &[usize]) -> bool {
    lacking.iter().any(|at| said.terms[*at].name)
        || before(said, lacking, run).next().is_some()
        || unheld(said, source).next().is_some()
}

/// The terms before a run in its claim, of some.
fn before(said: &Read<'_>, terms: &[usize], run: &[usize]) -> impl Iterator<Item = usize> {
    let claim = said.claim_at(said.words(&said.terms[run[0]]).start);
    let own = said.claims[claim].terms.clone();
    let first = run[0];
    terms.iter().copied().filter(move |at| own.contains(at) && *at < first)
}

/// Where a figure ends that a source bears out and that stands right behind a run, in the same claim:
/// "closed for at least nine months".
fn figure_behind(said: &Read<'_>, source: &Read<'_>, run: &[usize]) -> Option<usize> {
    let last = *run.last()?;
    let start = said.words(&said.terms[last]).start;
    let claim = &said.claims[said.claim_at(start)];
    let next = (last + 1..said.terms.len()).find(|at| tells(said, *at));
    let next = next.map_or(usize::MAX, |at| said.words(&said.terms[at]).start);
    let end = next.min(claim.range.end);
    let behind = |one: &&Quantity| one.range.start > start && one.range.end <= end;
    let one = said.quantities.iter().find(behind)?;
    let held = source.quantities.iter().any(|other| one.is_held_by(other));
    held.then_some(one.range.end)
}

/// A run without what it has only a part of at its end: a further claim ("touched her and guided"), or
/// what stands behind a quotation that it begins in.
fn of_whole_claims<'r>(said: &Read<'_>, run: &'r [usize]) -> &'r [usize] {
    let start = |at: &usize| said.words(&said.terms[*at]).start;
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return run };
    let (begins, ends) = (said.claim_at(start(first)), said.claim_at(start(last)));
    let goes_on = said.claims[ends].terms.clone().any(|at| at > *last && tells(said, at));
    let claim = if begins < ends && goes_on { said.claims[ends].range.start } else { usize::MAX };
    let quotations = said.side.annotation.quotations.iter().map(|quoted| &quoted.inner);
    let left = quotations.filter(|quoted| quoted.contains(&start(first))).map(|quoted| quoted.end);
    let end = left.fold(claim, usize::min);
    let kept = run.iter().take_while(|at| start(at) < end).count();
    &run[..kept]
}

/// A run without the words at its ends that belong to words outside it: "top" of "top envoys".
fn whole_phrase<'r>(said: &Read<'_>, mut run: &'r [usize]) -> &'r [usize] {
    let tokens = &said.side.annotation.tokens;
    let joined = |one: Option<usize>, other: Option<usize>| {
        let (Some(one), Some(other)) =
            (one.and_then(|at| tokens.get(at)), other.and_then(|at| tokens.get(at)))
        else {
            return false;
        };
        let gap = said.side.text.get(one.range.end..other.range.start).unwrap_or_default();
        !one.stop
            && !other.stop
            && gap.chars().all(|letter| letter.is_whitespace() || letter == '-')
    };
    while let Some((last, rest)) = run.split_last() {
        let at = said.terms[*last].tokens.last().copied();
        if !joined(at, at.map(|at| at + 1)) {
            break;
        }
        run = rest;
    }
    while let Some((first, rest)) = run.split_first() {
        let at = said.terms[*first].tokens.first().copied();
        // A verb is no noun that the word before it narrows: "remain closed".
        if acts(said, *first) || !joined(at.and_then(|at| at.checked_sub(1)), at) {
            break;
        }
        run = rest;
    }
    run
}

/// Whether a run, with a figure behind it or not, says what is done, or describes something by two
/// words: only to name somebody ("the chief executive, Ivo Brandt") tells nothing.
fn tells_something(said: &Read<'_>, run: &[usize], figure: bool) -> bool {
    run.len() + usize::from(figure) >= 2
        && (run.iter().any(|at| acts(said, *at))
            || run.iter().filter(|at| describes(said, **at)).count() >= 2)
}

/// Whether a term says something of somebody and does not only name an office or what narrows it.
fn describes(said: &Read<'_>, at: usize) -> bool {
    let term = &said.terms[at];
    let language = said.side.language;
    let token = term.tokens.first().and_then(|at| said.side.annotation.tokens.get(*at));
    let names = |token: &Token| token.capital || language.is_title(token.word);
    !term.name
        && !term.small
        && !term.light
        && !token.is_some_and(names)
        && !language.claims.limits.contains(&said.word(term))
}

/// Whether a term says what is done: a run of a statement without a deed ("the chief executive, Ivo
/// Brandt") claims nothing that a sentence could bear out.
fn acts(said: &Read<'_>, term: usize) -> bool {
    let token = said.terms[term].tokens.first().and_then(|at| said.side.annotation.tokens.get(*at));
    let title = token.is_some_and(|token| said.side.language.is_title(token.word));
    !said.terms[term].light && !title && role::is_verb(said, term)
}

/// Whether a term of a statement tells something by itself.
fn tells(said: &Read<'_>, term: usize) -> bool {
    !said.terms[term].small && !said.terms[term].light
}
