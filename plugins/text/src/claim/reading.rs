//! Readings: a sentence as the claims it makes, each with its words, names and quantities.

use std::ops::Range;

use crate::chunk::opens_with;
use crate::cue::{Cue, CueKind};
use crate::language::{Language, Meaning, WordList};
use crate::quotation::fold_mark;
use crate::word::spelt;

use super::change::{implied, share_units};
use super::counting::quantities;
use super::quantity::{Kind, Quantity};
use super::term::{Term, terms};
use super::words::Words;

/// How certain a claim is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tone {
    /// It is denied: an odd number of negations.
    pub negated: bool,
    /// It is alleged, possible, reported.
    pub hedged: bool,
    /// It hangs on a condition.
    pub conditional: bool,
    /// It is planned, promised or expected.
    pub planned: bool,
}

/// One claim: a clause, or what leans on one.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Indices of its terms.
    pub terms: Range<usize>,
    /// How it is said.
    pub tone: Tone,
    /// Whether it only says who says so.
    pub source: bool,
    /// The claim it leans on, if it is none by itself.
    pub leans_on: Option<usize>,
}

/// A sentence, read into claims.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Its terms, in order of their first tokens.
    pub terms: Vec<Term>,
    /// Its quantities, in order.
    pub quantities: Vec<Quantity>,
    /// What follows of them: a rise from 250 to 400 is one by 150.
    pub implied: Vec<Quantity>,
    /// Its claims, in order; they follow one another and hold all of the text.
    pub claims: Vec<Claim>,
    /// Bytes of the words that deny or undo what stands beside them, in order.
    pub denials: Vec<Range<usize>>,
}

impl Reading {
    /// Reads a sentence.
    #[must_use]
    pub fn of(words: Words<'_>) -> Self {
        let mut terms = terms(words);
        let mut quantities = quantities(words, |end| counted(words, &terms, end));
        share_units(&mut quantities);
        let implied = implied(words, &quantities);
        terms.retain(|term| !leads(words, term, &quantities));
        let denials = denials(words);
        let claims = claims(words, &terms, &denials);
        Self { terms, quantities, implied, claims, denials }
    }

    /// The claim that a byte stands in.
    #[must_use]
    pub fn claim_at(&self, byte: usize) -> usize {
        self.claims.partition_point(|claim| claim.range.end <= byte)
    }
}

/// Whether a term only says how exact a figure is: "no fewer than".
fn leads(words: Words<'_>, term: &Term, quantities: &[Quantity]) -> bool {
    let token = term.tokens.first().and_then(|at| words.tokens.get(*at));
    let start = token.map_or(usize::MAX, |token| token.range.start);
    quantities.iter().any(|one| {
        let counts = matches!(one.kind, Kind::Count | Kind::Rank(_));
        let ends = token.is_some_and(|token| token.range.end == one.range.end);
        let spelled = !counts && (!ends || one.counted.is_empty());
        one.lead <= start && start < if spelled { one.range.end } else { one.range.start }
    })
}

/// What the word that ends a quantity says.
fn counted(words: Words<'_>, terms: &[Term], end: usize) -> Vec<Meaning> {
    let tokens = &words.tokens;
    let ends = |term: &&Term| {
        term.tokens.iter().any(|at| tokens.get(*at).is_some_and(|token| token.range.end == end))
    };
    terms
        .iter()
        .find(ends)
        .filter(|term| !term.light)
        .map(|term| term.says.clone())
        .unwrap_or_default()
}

fn claims(words: Words<'_>, terms: &[Term], denials: &[Range<usize>]) -> Vec<Claim> {
    let sources = words.sources;
    let mut found: Vec<Claim> = Vec::new();
    for (range, kind) in segments(words) {
        let from = found.last().map_or(0, |claim| claim.terms.end);
        let tokens = &words.tokens;
        let inside = |term: &&Term| {
            term.tokens
                .first()
                .and_then(|at| tokens.get(*at))
                .is_some_and(|token| token.range.start < range.end)
        };
        let to = from + terms[from..].iter().take_while(inside).count();
        let source =
            sources.iter().any(|source| source.start <= range.start && range.end <= source.end + 2);
        let head =
            found.len().checked_sub(1).map(|before| found[before].leans_on.unwrap_or(before));
        found.push(Claim {
            tone: tone(words, &range, denials),
            terms: from..to,
            source,
            leans_on: if kind == Opening::Leaning { head } else { None },
            range,
        });
    }
    let doubtful = has_doubtful_source(words);
    for head in 0..found.len() {
        if found[head].leans_on.is_none() {
            let tone = group_tone(words, &found, head, denials);
            found[head].tone = Tone { hedged: tone.hedged || doubtful, ..tone };
        }
    }
    found
}

/// Whether who says so is none to rely on: "according to rumours", "according to the indictment".
fn has_doubtful_source(words: Words<'_>) -> bool {
    let is_alleged =
        |source: &Range<usize>| is_alleged(&words.text[source.clone()], words.language);
    words.sources.iter().any(is_alleged)
}

/// Whether a text leaves what it tells to who says so.
fn is_alleged(text: &str, language: &Language) -> bool {
    !phrases(text, &language.claims.alleged_words, language).is_empty()
}

/// How a claim is said with those that lean on it, but for what only tells of a noun in it: "a
/// ceasefire that could hold" is no doubt of the meeting about it.
fn group_tone(words: Words<'_>, claims: &[Claim], head: usize, denials: &[Range<usize>]) -> Tone {
    let last = claims.iter().rposition(|claim| claim.leans_on == Some(head)).unwrap_or(head);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for claim in claims[head..=last].iter().filter(|claim| !is_relative(words, &claim.range)) {
        match ranges.last_mut().filter(|range| range.end == claim.range.start) {
            Some(range) => range.end = claim.range.end,
            None => ranges.push(claim.range.clone()),
        }
    }
    let tones = ranges.iter().map(|range| tone(words, range, denials));
    let whole = tones.fold(Tone::default(), |one, other| Tone {
        negated: false,
        hedged: one.hedged || other.hedged,
        conditional: one.conditional || other.conditional,
        planned: one.planned || other.planned,
    });
    Tone { negated: claims[head].tone.negated, ..whole }
}

/// Whether a claim only tells of the noun before it: "that could". "That could not be confirmed"
/// tells of more.
fn is_relative(words: Words<'_>, range: &Range<usize>) -> bool {
    let language = words.language;
    let tokens = words.within(range);
    let word = |at: usize| tokens.get(at).map(|token| &words.text[token.range.clone()]);
    let is_in = |at: usize, list: &WordList| {
        word(at).is_some_and(|word| list.contains(&spelt(word, language)))
    };
    is_in(0, &language.that_words)
        && is_in(1, &language.claims.modal_words)
        && !is_alleged(&words.text[range.clone()], language)
}

/// How a segment of a sentence begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// With a claim of its own.
    Claim,
    /// With words that lean on the claim before.
    Leaning,
}

/// A sentence cut at its marks and before the words that open a claim.
fn segments(words: Words<'_>) -> Vec<(Range<usize>, Opening)> {
    let language = words.language;
    let mut starts: Vec<(usize, Opening)> = Vec::new();
    let mut introduced = false;
    for (at, clause) in words.clauses.iter().enumerate() {
        let mut first = true;
        let mut between = false;
        let mut before = clause.start..clause.start;
        for token in words.within(clause) {
            let sentence = !first && ends_sentence(words, &before, token.range.start);
            let last = std::mem::replace(&mut before, token.range.clone());
            let word = spelt(&words.text[token.range.clone()], language);
            let participle = first
                && language
                    .claims
                    .claim_endings
                    .iter()
                    .any(|ending| word.ends_with(ending.as_str()));
            // "Owing to the heat, schools are closed": what follows is the claim.
            let follows = first && at == 1 && introduced;
            introduced |= first
                && at == 0
                && (participle
                    || language.prepositions.contains(&word)
                    || language.claims.claim_openers.contains(&word));
            // "A meeting between the minister and the union" is one claim.
            let joins = between && language.and_words.contains(&word);
            between = !joins && (between || language.claims.pairing_words.contains(&word));
            // "Not yet final" is one claim.
            let denied = language.claims.not_words.contains(&spelt(&words.text[last], language));
            let opens = language.claims.claim_openers.contains(&word) && !joins && !denied;
            let opening = if opens || participle || follows || sentence {
                Some(Opening::Claim)
            } else if first || language.claims.leaning_openers.contains(&word) {
                Some(Opening::Leaning)
            } else {
                None
            };
            starts.extend(opening.map(|opening| (token.range.start, opening)));
            first = false;
        }
    }
    if let Some(first) = starts.first_mut() {
        *first = (0, Opening::Claim);
    }
    let mut ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).collect();
    ends.push(words.text.len());
    starts.into_iter().zip(ends).map(|((start, opening), end)| (start..end, opening)).collect()
}

/// Whether a sentence or a quotation ends between a word and the next one: a quotation may hold
/// several sentences, and who says it stands behind it.
fn ends_sentence(words: Words<'_>, before: &Range<usize>, next: usize) -> bool {
    let gap = words.text.get(before.end..next).unwrap_or_default();
    let mut marks = gap.chars().filter(|mark| !mark.is_whitespace());
    let closes = marks.next() == Some(',') && marks.next().and_then(fold_mark).is_some();
    let language = words.language;
    let word = || spelt(&words.text[before.clone()], language);
    let is_short = |list: &WordList| list.contains(&word());
    closes
        || gap.contains(['.', '!', '?', '…'])
            && gap.contains(' ')
            && !(gap.starts_with('.') && is_short(&language.abbreviations))
            && !(gap.starts_with('.') && before.len() == 1)
}

/// Who says so ("according to") leaves nothing open.
fn tone(words: Words<'_>, range: &Range<usize>, denials: &[Range<usize>]) -> Tone {
    let language = words.language;
    // "Would" is of a plan, or of a plan reported.
    let planned = |cue: &Cue| {
        language.claims.planned_words.contains(&spelt(&words.text[cue.range.clone()], language))
    };
    let has = |kind: CueKind| {
        let told = |cue: &&Cue| {
            range.contains(&cue.range.start)
                && !words.sources.iter().any(|source| source.contains(&cue.range.start))
        };
        let cues = words.cues.iter().filter(told);
        cues.into_iter().any(|cue| cue.kind == kind && !planned(cue))
    };
    let text = &words.text[range.clone()];
    let denied = denials.iter().filter(|denial| range.contains(&denial.start)).count();
    Tone {
        negated: denied % 2 == 1,
        hedged: has(CueKind::Hedge) || is_alleged(text, language),
        conditional: has(CueKind::Condition),
        planned: phrases(text, &language.claims.planned_words, language)
            .iter()
            .any(|phrase| !is_noun(text.get(..phrase.start).unwrap_or_default(), language)),
    }
}

/// Whether what follows is a noun: an article or a possessive stands before it ("the mayor's plan
/// to build").
fn is_noun(before: &str, language: &Language) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let last = spelt(last, language).replace('’', "'");
    last.ends_with("'s") || language.articles.contains(&last) || language.one_words.contains(&last)
}

/// The words that deny or undo what stands beside them.
fn denials(words: Words<'_>) -> Vec<Range<usize>> {
    let negations = words.cues.iter().filter(|cue| cue.kind == CueKind::Negation);
    let mut found: Vec<Range<usize>> = negations.map(|cue| cue.range.clone()).collect();
    let known = found.clone();
    let new = |range: &Range<usize>| {
        !known.iter().any(|one| one.start < range.end && range.start < one.end)
    };
    found.extend(
        phrases(words.text, &words.language.claims.undoing_words, words.language)
            .into_iter()
            .filter(new),
    );
    found.sort_by_key(|range| range.start);
    found
}

/// Where a text has a phrase of a list.
fn phrases(text: &str, list: &WordList, language: &Language) -> Vec<Range<usize>> {
    let folded = spelt(text, language);
    if folded.len() != text.len() {
        // Folding moved the bytes: that there is a phrase matters more than where.
        let is_phrase = |at: usize| opens(&folded[at..], list).is_some();
        return starts(&folded).find(|at| is_phrase(*at)).map(|_| 0..0).into_iter().collect();
    }
    let phrase = |at: usize| Some(at..at + opens(&folded[at..], list)?.len());
    starts(&folded).filter_map(phrase).collect()
}

/// The word or phrase of a list with which a folded text opens.
fn opens<'l>(folded: &str, list: &'l WordList) -> Option<&'l String> {
    list.opening(folded).find(|words| opens_with(folded, words))
}

/// Where the words of a folded text begin.
fn starts(folded: &str) -> impl Iterator<Item = usize> + '_ {
    let mut inside = false;
    folded.char_indices().filter_map(move |(at, letter)| {
        let begins = !inside && letter.is_alphanumeric();
        inside = letter.is_alphanumeric() || inside && letter == '\'';
        begins.then_some(at)
    })
}
