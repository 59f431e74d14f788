//! Phrases: the nouns beside a verb, by the order of words, the marks and what no noun is.

use std::borrow::Cow;
use std::ops::Range;

use q7x2_text::name::EntityKind;

use super::read::Read;
use super::{role, verb};

/// Words before a verb among which its subject is looked for: nobody reads on for longer.
const REACH: usize = 40;

/// A noun with what stands before it, as terms in order; the last is what it is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Noun {
    pub(super) terms: Vec<usize>,
    /// What is set beside it between marks: "the barge, the Orla Grace,".
    pub(super) beside: Vec<usize>,
    /// The last words of other nouns that "and" joins to it: the Moss of "Moss and Holm".
    pub(super) joined: Vec<usize>,
}

impl Noun {
    fn of(terms: Vec<usize>) -> Self {
        Self { terms, ..Self::default() }
    }
}

/// What stands beside a verb where its actor is looked for.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// This noun.
    Noun(Noun),
    /// Some noun, of another verb: "who knew Voss".
    Other,
    /// Nothing that can be read.
    Unknown,
}

impl Found {
    /// The noun, if one was found.
    pub(super) fn noun(&self) -> Option<&Noun> {
        match self {
            Self::Noun(noun) => Some(noun),
            Self::Other | Self::Unknown => None,
        }
    }
}

/// The noun before a verb, what leans on it by a preposition left out.
pub(super) fn subject(reading: &Read<'_>, verb: usize) -> Found {
    let mut at = verb;
    let mut beside = Vec::new();
    while let Some(before) = at.checked_sub(1).filter(|before| verb - before <= REACH) {
        let mut takes_up = is_relative(reading, at);
        // ", who resigned" is of whom stands before it.
        let leads_back = at < verb && is_relative(reading, at);
        if is_parted(reading, before) && !leads_back {
            // ", a dentist from Orrin," stands between the two.
            let from = before.saturating_sub(REACH);
            let opens = (from..before).rev().find(|at| is_parted(reading, *at));
            let Some(opens) = opens else { return Found::Unknown };
            at = opens + 1;
            // What is set between marks is passed over: ", which a fire gutted,".
            takes_up = false;
            let is_other = reading.side.language.claims.apart_words.contains(&reading.token(at));
            if let Found::Noun(noun) = object(reading, at)
                && !is_other
            {
                beside = noun.terms;
            }
        }
        match noun_before(reading, at, takes_up) {
            Step::Over(next) => at = next,
            Step::Is(Found::Noun(noun)) => return Found::Noun(Noun { beside, ..noun }),
            Step::Is(found) => return found,
        }
    }
    Found::Unknown
}

/// A noun that cannot be told.
const OTHER: Step = Step::Is(Found::Other);

enum Step {
    /// Nothing of a noun: on from before this token.
    Over(usize),
    Is(Found),
}

/// What stands right before a token, which may take it up: "who".
fn noun_before(reading: &Read<'_>, at: usize, takes_up: bool) -> Step {
    let before = at - 1;
    if is_passed_over(reading, before) {
        return Step::Over(before);
    }
    let language = reading.side.language;
    let word = reading.token(before);
    if language.claims.indefinite_words.contains(&word) {
        return Step::Is(Found::Other);
    }
    if language.pronouns.contains(&word) || language.claims.claim_openers.contains(&word) {
        return Step::Is(Found::Unknown);
    }
    let Some(term) = reading.term_at(before).filter(|term| is_noun(reading, *term)) else {
        return before_noun(reading, at);
    };
    let (terms, first) = ending_at(reading, before, term);
    if let Some(step) = takes_up.then(|| leads_on(reading, at, &terms, first)).flatten() {
        return step;
    }
    // "For an aide who lied": the noun right before "who", whatever stands before that.
    let opens = first.checked_sub(1).filter(|opens| !takes_up && !is_parted(reading, *opens));
    match opens {
        Some(opens) => behind(reading, opens, terms),
        None => Step::Is(Found::Noun(Noun::of(terms))),
    }
}

/// What stands right before a token and is no noun: a verb ends the search, unless it describes the
/// noun before it: "a man working for Brandt stole it", "the officers led by Brandt left".
fn before_noun(reading: &Read<'_>, at: usize) -> Step {
    let before = at - 1;
    let language = reading.side.language;
    let (word, next) = (reading.token(before), reading.token(at));
    let Some(verb) = reading.term_at(before).filter(|term| is_verb(reading, *term)) else {
        return Step::Over(before);
    };
    let mut endings = language.claims.claim_endings.iter();
    let works = leans(reading, &next) && endings.any(|ending| word.ends_with(ending.as_str()));
    let is_led = language.agent_words.contains(&next)
        && verb::is_past(reading, verb)
        && !role::is_passive(reading, verb);
    match reading.terms[verb].tokens.first() {
        Some(first) if is_led => Step::Over(*first),
        _ if works => Step::Over(before),
        _ => Step::Is(Found::Unknown),
    }
}

/// Whether a word between a subject and its verb tells nothing of it: a day, "who", the "close" of
/// "close to the border".
fn is_passed_over(reading: &Read<'_>, token: usize) -> bool {
    let language = reading.side.language;
    let word = reading.token(token);
    let leads = language.claims.leading_words.contains(&word)
        && language.prepositions.contains(&reading.token(token + 1));
    let takes_up = is_relative(reading, token) || language.that_words.contains(&word);
    is_dated(reading, token) || leads || takes_up
}

/// The terms of the noun that ends with a token, and its first token.
fn ending_at(reading: &Read<'_>, last: usize, term: usize) -> (Vec<usize>, usize) {
    let (mut terms, mut first) = (vec![term], last);
    let mut is_opened = false;
    while let Some(next) = first.checked_sub(1).filter(|next| !is_parted(reading, *next)) {
        match reading.term_at(next) {
            Some(term) if !is_opened && is_noun(reading, term) && !is_dated(reading, next) => {
                if terms.first() != Some(&term) {
                    terms.insert(0, term);
                }
            }
            None if opens_noun(reading, next) => is_opened = true,
            _ => break,
        }
        first = next;
    }
    (terms, first)
}

/// The noun that ends with a term, and the token right before it, which governs it, if no mark parts
/// the two; nothing where the term is no noun.
pub(super) fn governed(reading: &Read<'_>, term: usize) -> Option<(Noun, Option<usize>)> {
    let last = reading.terms[term].tokens.last().copied()?;
    let (terms, first) = is_noun(reading, term).then(|| ending_at(reading, last, term))?;
    let opens = first.checked_sub(1).filter(|opens| !is_parted(reading, *opens));
    Some((Noun::of(terms), opens))
}

/// The noun that leans on a term by the word right behind it, and that word: "of", the bridge.
pub(super) fn leaning<'r>(reading: &'r Read<'_>, term: usize) -> Option<(Cow<'r, str>, Noun)> {
    let last = reading.terms[term].tokens.last().copied()?;
    let word = reading.token(last + 1);
    match object(reading, last + 2) {
        Found::Noun(noun) if leans(reading, &word) && !is_parted(reading, last) => {
            Some((word, noun))
        }
        _ => None,
    }
}

/// What a noun is behind a word: a subject, what leans on one by a preposition, or what another verb
/// is done to.
fn behind(reading: &Read<'_>, opens: usize, terms: Vec<usize>) -> Step {
    let language = reading.side.language;
    let word = reading.token(opens);
    let opens_claim =
        language.claims.claim_openers.contains(&word) || language.that_words.contains(&word);
    if leans(reading, &word) && !opens_claim {
        // "A total of 14 villagers" are villagers.
        let measures = opens
            .checked_sub(1)
            .is_some_and(|at| language.claims.measure_words.contains(&reading.token(at)));
        let noun = || Step::Is(Found::Noun(Noun::of(terms)));
        return if measures { noun() } else { Step::Over(opens) };
    }
    let joined = if language.and_words.contains(&word) { joined(reading, opens) } else { None };
    // "Envoys from Tarn and Lind": both lean on the envoys.
    let leads = joined.and_then(|term| governed(reading, term)?.1);
    if let Some(leads) = leads.filter(|at| leans(reading, &reading.token(*at))) {
        return Step::Over(leads);
    }
    let verb =
        reading.term_at(opens).filter(|term| is_verb(reading, *term) && !language.says(&word));
    Step::Is(match verb {
        Some(verb) if verb::is_past(reading, verb) => Found::Other,
        Some(_) => Found::Unknown,
        None => Found::Noun(Noun { joined: joined.into_iter().collect(), ..Noun::of(terms) }),
    })
}

/// The last word of the noun right before "and".
fn joined(reading: &Read<'_>, and: usize) -> Option<usize> {
    let before = and.checked_sub(1).filter(|before| !is_parted(reading, *before))?;
    reading.term_at(before).filter(|term| is_noun(reading, *term))
}

/// Whether a word takes up the noun before it: "who", "which".
fn is_relative(reading: &Read<'_>, token: usize) -> bool {
    let language = reading.side.language;
    let word = reading.token(token);
    language.claims.relative_words.contains(&word)
}

/// Where a word that takes up a noun leads on to another one, because the noun right before it only
/// leans on that and cannot be meant: "the office of Ada Voss in Orrin, which", "the mayor of Orrin,
/// who"; to none where either may be: "the brother of Holm, who".
fn leads_on(reading: &Read<'_>, at: usize, terms: &[usize], first: usize) -> Option<Step> {
    let side = reading.side;
    let language = side.language;
    let before = first.checked_sub(1).filter(|before| *before > 0)?;
    let opens = reading.token(before);
    let is_of = language.of_words.contains(&opens);
    let is_in = language.in_words.contains(&opens);
    let &last = terms.last().filter(|_| leans(reading, &opens))?;
    let is_parted = is_parted(reading, at - 1);
    let start = reading.words(&reading.terms[last]).start;
    let name = side.annotation.names.iter().find(|name| name.range.contains(&start));
    let kind = name.and_then(|name| name.kind);
    let is_person = kind == Some(EntityKind::Person);
    let is_place = kind == Some(EntityKind::Place) || name.is_some() && !is_person && is_in;
    if is_relative(reading, at) && language.relative_words.contains(&reading.token(at)) {
        let is_open = is_parted && is_of && name.is_some();
        return if is_place { Some(Step::Over(before)) } else { is_open.then_some(OTHER) };
    }
    if is_person || is_place && (is_of || is_in) {
        return Some(Step::Over(before));
    }
    (is_parted && !is_of).then_some(OTHER)
}

/// The noun that "which" takes up where another one stands between it and its verb: the bridge of
/// "the bridge, which the council closed".
pub(super) fn taken_up(reading: &Read<'_>, subject: &Noun) -> Found {
    let opens = subject.terms.last().and_then(|term| governed(reading, *term)?.1);
    // "That" may open what is said: "told the police that his neighbour lied".
    let takes_up = |opens: &usize| {
        is_relative(reading, *opens)
            && !reading.side.language.that_words.contains(&reading.token(*opens))
    };
    opens.filter(takes_up).map_or(Found::Unknown, |relative| taken_up_by(reading, relative))
}

/// The noun that a token takes up: "who", or the "designed" of "the bridge, designed by Brandt".
pub(super) fn taken_up_by(reading: &Read<'_>, token: usize) -> Found {
    let mut at = token;
    let mut takes_up = true;
    while at > 0 && token - at <= REACH {
        match noun_before(reading, at, takes_up) {
            Step::Is(found) => return found,
            Step::Over(next) => at = next,
        }
        takes_up = false;
    }
    Found::Unknown
}

/// The noun that begins at a token.
pub(super) fn object(reading: &Read<'_>, from: usize) -> Found {
    let mut terms: Vec<usize> = Vec::new();
    for at in from..reading.side.annotation.tokens.len() {
        if at > from && is_parted(reading, at - 1) || is_dated(reading, at) {
            break;
        }
        match reading.term_at(at) {
            Some(term) if is_noun(reading, term) => {
                if terms.last() != Some(&term) {
                    terms.push(term);
                }
            }
            _ if terms.is_empty() && opens_noun(reading, at) => {}
            _ => break,
        }
    }
    if terms.is_empty() { Found::Unknown } else { Found::Noun(Noun::of(terms)) }
}

/// Whether a word may stand inside a noun and tells nothing: "the", "her", "two".
fn opens_noun(reading: &Read<'_>, token: usize) -> bool {
    let language = reading.side.language;
    let word = reading.token(token);
    let counts = || {
        let range = reading.side.annotation.tokens.get(token).map(|token| token.range.clone());
        range.is_some_and(|range| {
            reading.quantities.iter().any(|one| one.range.contains(&range.start))
        })
    };
    language.articles.contains(&word)
        || language.one_words.contains(&word)
        || language.claims.possessive_words.contains(&word)
        || counts()
}

/// Whether a noun behind a word leans on what stands before it: "of", "in", "against".
fn leans(reading: &Read<'_>, word: &str) -> bool {
    let language = reading.side.language;
    language.prepositions.contains(word)
        || language.of_words.contains(word)
        || language.in_words.contains(word)
        || language.claims.leaning_words.contains(word)
}

/// Whether a term is a noun or stands before one, by what it is not.
fn is_noun(reading: &Read<'_>, term: usize) -> bool {
    let own = &reading.terms[term];
    let language = reading.side.language;
    let word = reading.word(own);
    let adverb = || language.claims.is_adverb(&word);
    !own.small
        && !leans(reading, &word)
        && (own.name || !adverb())
        && !is_verb(reading, term)
        && !verb::is_past(reading, term)
}

/// Whether a term is a verb: by its form, by what stands behind it, or behind "will" or "to".
fn is_verb(reading: &Read<'_>, term: usize) -> bool {
    let first = reading.terms[term].tokens.first().copied();
    let before = first.and_then(|first| first.checked_sub(1));
    let modal = before
        .is_some_and(|at| reading.side.language.claims.modal_words.contains(&reading.token(at)));
    role::is_verb(reading, term)
        || verb::has_present_form(reading, term)
        || modal && !reading.terms[term].name
}

fn is_dated(reading: &Read<'_>, token: usize) -> bool {
    let Some(token) = reading.side.annotation.tokens.get(token) else { return false };
    reading.side.annotation.dates.iter().any(|date| date.range.contains(&token.range.start))
}

/// Whether a mark stands behind a token: what follows is another part of the sentence.
fn is_parted(reading: &Read<'_>, token: usize) -> bool {
    let tokens = &reading.side.annotation.tokens;
    let gap: Option<Range<usize>> = tokens
        .get(token)
        .zip(tokens.get(token + 1))
        .map(|(one, next)| one.range.end..next.range.start);
    let gap = gap.and_then(|gap| reading.side.text.get(gap)).unwrap_or_default();
    gap.contains([',', ';', ':', '(', ')', '–', '—', '"', '“', '”'])
        || gap.contains(" - ")
        || gap.contains("--")
}
