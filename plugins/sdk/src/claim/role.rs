//! Roles: who does it and to whom, by the order of words and the passive.

use std::ops::Range;

use q7x2_text::cut::Token;
use q7x2_text::word::spelt;

use super::pairing::Pairing;
use q7x2_text::claim::Term;

use super::read::Read;

/// Words before a verb among which a form of "be" makes it a passive.
const PASSIVE_REACH: usize = 3;

/// The terms on either side of a verb, by what they do.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// Who does it.
    pub(super) agents: Vec<usize>,
    /// To whom or what.
    pub(super) patients: Vec<usize>,
}

/// The roles around a term of a sentence, taken for its verb.
pub(super) fn roles(reading: &Read<'_>, verb: usize) -> Roles {
    let Some(group) = group_of(reading, verb) else { return Roles::default() };
    let nouns = |range: Range<usize>| -> Vec<usize> {
        range.filter(|at| is_noun(reading, &reading.terms[*at])).collect()
    };
    let (mut before, after) = (nouns(group.start..verb), nouns(verb + 1..group.end));
    if before.is_empty() && !has_pronoun(reading, verb) {
        before = nouns(subject_before(reading, group.start));
    }
    match by(reading, verb) {
        Some(by) => {
            let ends = end_of_noun(reading, by + 1);
            let is_agent = |at: &usize| (by + 1..ends).contains(&first_token(&reading.terms[*at]));
            let (agents, rest): (Vec<usize>, Vec<usize>) = after.into_iter().partition(is_agent);
            Roles { agents, patients: before.into_iter().chain(rest).collect() }
        }
        None if is_passive(reading, verb) => Roles { agents: Vec::new(), patients: before },
        None => Roles { agents: before, patients: after },
    }
}

/// The token that ends the noun which begins with another: a preposition, a verb, or a word that
/// opens a claim.
fn end_of_noun(reading: &Read<'_>, from: usize) -> usize {
    let language = reading.side.language;
    let ends = |at: &usize| {
        let word = reading.token(*at);
        let verb = || reading.term_at(*at).is_some_and(|term| is_verb(reading, term));
        language.prepositions.contains(&word)
            || language.claims.claim_openers.contains(&word)
            || language.claims.be_words.contains(&word)
            || language.claims.have_words.contains(&word)
            || verb()
    };
    let count = reading.side.annotation.tokens.len();
    (from + 1..count).find(ends).unwrap_or(count)
}

/// Whether a term may be who does it or to whom: no small word, no adverb.
fn is_noun(reading: &Read<'_>, term: &Term) -> bool {
    let adverb = || {
        let word = reading.word(term);
        reading.side.language.claims.is_adverb(&word)
    };
    !term.small && !term.light && !adverb()
}

/// The terms of the claim that a term stands in and of those that lean on it.
fn group_of(reading: &Read<'_>, term: usize) -> Option<Range<usize>> {
    let at = reading.claims.iter().position(|claim| claim.terms.contains(&term))?;
    let head = reading.claims[at].leans_on.unwrap_or(at);
    let of_group = |claim: &(usize, &q7x2_text::claim::Claim)| {
        claim.0 == head || claim.1.leans_on == Some(head)
    };
    let group = reading.claims.iter().enumerate().filter(of_group);
    let range = group.map(|(_, claim)| claim.terms.clone());
    range.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
}

/// Words before a verb among which a pronoun is its subject.
const SUBJECT_REACH: usize = 4;

/// Whether a pronoun stands before a verb: who it means only other sentences say.
fn has_pronoun(reading: &Read<'_>, verb: usize) -> bool {
    let side = reading.side;
    let first = first_token(&reading.terms[verb]);
    let near = side.annotation.tokens[..first].iter().rev().take(SUBJECT_REACH);
    near.into_iter().any(|token| {
        side.language.pronouns.contains(&spelt(&side.text[token.range.clone()], side.language))
    })
}

/// The terms of the claim before, whose subject a claim without one takes over: "were unarmed and
/// were fired on".
fn subject_before(reading: &Read<'_>, start: usize) -> Range<usize> {
    let Some(before) = start.checked_sub(1) else { return 0..0 };
    group_of(reading, before).unwrap_or(0..0)
}

fn first_token(term: &Term) -> usize {
    term.tokens.first().copied().unwrap_or_default()
}

fn last_token(term: &Term) -> usize {
    term.tokens.last().copied().unwrap_or_default()
}

/// The word "by" behind a passive verb.
pub(super) fn by(reading: &Read<'_>, verb: usize) -> Option<usize> {
    let side = reading.side;
    let tokens = &side.annotation.tokens;
    let from = last_token(&reading.terms[verb]) + 1;
    let word = |at: usize| {
        tokens.get(at).map(|token| spelt(&side.text[token.range.clone()], side.language))
    };
    let is_by = |at: usize| word(at).is_some_and(|word| side.language.agent_words.contains(&word));
    let counts = |at: usize| {
        let next = tokens.get(at + 1).map(|token| token.range.start);
        reading.quantities.iter().any(|one| Some(one.range.start) == next)
    };
    if is_by(from) && is_verb(reading, verb) && !counts(from) {
        return Some(from);
    }
    is_passive(reading, verb).then(|| (from..tokens.len()).find(|at| is_by(*at) && !counts(*at)))?
}

/// Whether "by" tells who does it, where it stands behind a verb: behind "was", not behind a past
/// form that may be no passive ("passed by the school").
pub(super) fn is_sure_of_agent(reading: &Read<'_>, verb: usize) -> bool {
    by(reading, verb).is_none() || is_passive(reading, verb)
}

/// Whether a term looks like a verb: by its ending, as an irregular past, in a passive; no article
/// stands before it.
pub(super) fn is_verb(reading: &Read<'_>, term: usize) -> bool {
    let side = reading.side;
    let language = side.language;
    let own = &reading.terms[term];
    if own.name {
        return false;
    }
    let before = first_token(own).checked_sub(1).and_then(|at| side.annotation.tokens.get(at));
    let before = before.map(|token| spelt(&side.text[token.range.clone()], language));
    let noun = before.is_some_and(|word| {
        language.articles.contains(&word)
            || language.one_words.contains(&word)
            || language.of_words.contains(&word)
            || word.ends_with("'s")
    });
    if noun {
        return false;
    }
    let word = spelt(&side.text[reading.words(own)], language);
    let form = language.verb_endings.iter().any(|ending| has_ending(&word, ending))
        || language.past_cues.contains(&word)
        || language.verb_forms.contains_key(&*word)
        || language.claims.plain_verbs.contains(&word)
        || own.tokens.len() > 1
        || is_behind_modal(reading, term)
        || is_passive(reading, term);
    form && !is_bare_noun(reading, term, &word)
}

/// Whether a word has the ending of a verb, behind a syllable of its own: "closing", not "king".
fn has_ending(word: &str, ending: &str) -> bool {
    let is_vowel = |letter: char| !letter.is_ascii() || "aeiouy".contains(letter);
    word.strip_suffix(ending).is_some_and(|stem| stem.contains(is_vowel))
}

/// Whether a modal stands right before a term, "not" aside: "would not appeal". "To" may open the
/// way to a noun, and "May" is a month.
fn is_behind_modal(reading: &Read<'_>, term: usize) -> bool {
    let side = reading.side;
    let language = side.language;
    let before = side.annotation.tokens.get(..first_token(&reading.terms[term]));
    let mut words = before.unwrap_or_default().iter().rev();
    let word = |token: &Token| spelt(&side.text[token.range.clone()], language);
    let modal = words.find(|token| !language.claims.not_words.contains(&word(token)));
    modal.is_some_and(|token| {
        let word = word(token);
        !token.capital
            && language.claims.modal_words.contains(&word)
            && !language.claims.infinitive_words.contains(&word)
    })
}

/// Words before a noun among which its article stands, adjectives between them.
const ARTICLE_REACH: usize = 3;

/// Whether a word in its base form is a noun: "a" stands before it ("a sharp fall"), with which no
/// base form of a verb agrees.
fn is_bare_noun(reading: &Read<'_>, term: usize, word: &str) -> bool {
    let side = reading.side;
    let language = side.language;
    let inflected = word.ends_with('s')
        || language.verb_endings.iter().any(|ending| word.ends_with(ending.as_str()))
        || language.past_cues.iter().any(|past| past == word)
        || language.verb_forms.contains_key(word);
    let first = first_token(&reading.terms[term]);
    let near = side.annotation.tokens[..first].iter().rev().take(ARTICLE_REACH);
    // No noun has an article right behind it: "a ship cut the cable".
    let next = side.annotation.tokens.get(last_token(&reading.terms[term]) + 1);
    let governs = next.is_some_and(|token| {
        let word = spelt(&side.text[token.range.clone()], language);
        language.articles.contains(&word) || language.one_words.contains(&word)
    });
    !inflected
        && !governs
        && near.into_iter().any(|token| {
            language.one_words.contains(&spelt(&side.text[token.range.clone()], language))
        })
}

/// Whether a form of "be" stands before a verb.
pub(super) fn is_passive(reading: &Read<'_>, verb: usize) -> bool {
    let side = reading.side;
    let first = first_token(&reading.terms[verb]);
    let near = side.annotation.tokens[..first].iter().rev().take(PASSIVE_REACH);
    near.into_iter().any(|token| {
        side.language
            .claims
            .be_words
            .contains(&spelt(&side.text[token.range.clone()], side.language))
    })
}

/// Lays a source beside a statement, the verbs too that tell one deed from either end.
pub(super) fn paired<'r, 'a>(said: &'r Read<'a>, source: &'r Read<'a>) -> Pairing<'r, 'a> {
    let mut pairing = Pairing::of(said, source);
    for (verb, other) in converses(&pairing) {
        pairing.held[verb].push(other);
        pairing.used[other] = true;
        pairing.converse.push((verb, other));
    }
    pairing
}

/// The verbs of a statement that a verb of the source tells from the other end: who does the one is
/// whom the other is done to, and the other way round.
fn converses(pairing: &Pairing<'_, '_>) -> Vec<(usize, usize)> {
    let (said, source) = (pairing.said, pairing.source);
    let mut found = Vec::new();
    let open = (0..said.terms.len()).filter(|at| pairing.held[*at].is_empty());
    for verb in open.filter(|at| !said.terms[*at].converses.is_empty()) {
        let is_converse = |at: &usize| {
            let theirs = &source.terms[*at].converses;
            said.terms[verb].converses.iter().any(|(pair, end)| theirs.contains(&(*pair, !end)))
        };
        let others = (0..source.terms.len()).filter(is_converse);
        found.extend(others.filter(|at| tells_one(pairing, verb, *at)).map(|at| (verb, at)));
    }
    found
}

/// Whether who does it here is whom it is done to there, and the other way round.
fn tells_one(pairing: &Pairing<'_, '_>, verb: usize, other: usize) -> bool {
    let (own, theirs) = (roles(pairing.said, verb), roles(pairing.source, other));
    let holds = |at: &usize, there: &[usize]| pairing.held[*at].iter().any(|at| there.contains(at));
    !own.agents.is_empty()
        && !theirs.agents.is_empty()
        && own.agents.iter().all(|at| holds(at, &theirs.patients))
        && theirs
            .agents
            .iter()
            .all(|there| own.patients.iter().any(|at| pairing.held[*at].contains(there)))
}

/// Whether who does it and to whom have changed places: the verb's place in the statement.
pub(super) fn swapped(pairing: &Pairing<'_, '_>) -> Option<(usize, usize)> {
    let (said, source) = (pairing.said, pairing.source);
    for (verb, holders) in pairing.held.iter().enumerate() {
        let term = &said.terms[verb];
        if term.small || is_mutual(said, verb) || !is_verb(said, verb) {
            continue;
        }
        let own = roles(said, verb);
        let straight = |at: &&usize| !pairing.converse.contains(&(verb, **at));
        let mut turned = None;
        if holders.iter().any(|at| is_unread_passive(source, *at)) {
            continue;
        }
        for &other in holders.iter().filter(straight).filter(|at| is_verb(source, **at)) {
            let theirs = roles(source, other);
            let moved = |from: &[usize], there: &[usize], here: &[usize]| {
                from.iter().any(|at| {
                    let held = &pairing.held[*at];
                    !held.is_empty()
                        && held.iter().all(|at| there.contains(at))
                        && !held.iter().any(|at| here.contains(at))
                })
            };
            if moved(&own.agents, &theirs.patients, &theirs.agents)
                && moved(&own.patients, &theirs.agents, &theirs.patients)
            {
                turned = turned.or(Some((verb, other)));
            } else {
                // Of two places of a verb the other one tells it as the statement does.
                turned = None;
                break;
            }
        }
        if turned.is_some() {
            return turned;
        }
    }
    None
}

/// Whether "by" stands behind a verb that shows no passive: "was barred for life and fined by the
/// league".
fn is_unread_passive(reading: &Read<'_>, verb: usize) -> bool {
    let from = last_token(&reading.terms[verb]) + 1;
    let Some(group) = group_of(reading, verb).filter(|_| by(reading, verb).is_none()) else {
        return false;
    };
    let to = group.end.checked_sub(1).map_or(from, |last| last_token(&reading.terms[last]));
    let agents = &reading.side.language.agent_words;
    (from..to).any(|at| agents.contains(&reading.token(at)))
}

pub(super) fn is_mutual(reading: &Read<'_>, verb: usize) -> bool {
    let words = reading.words(&reading.terms[verb]);
    let word = spelt(&reading.side.text[words], reading.side.language);
    reading.side.language.mutual_words.contains(&word)
}
