//! Clauses: whether what a statement negates, weakens or limits agrees with the cited clauses it is
//! made of.

use super::refusal::{Limit, Part, Refusal};
use crate::event::side::Side;
use q7x2_text::cue::{Cue, CueKind};
use q7x2_text::word::{Stem, fold};

/// A clause with fewer content words has no polarity of its own: it belongs to the one before.
const CLAUSE_WORDS: usize = 1;

/// Clauses from which a statement is no statement; they are compared pair by pair.
const MOST_CLAUSES: usize = 100;

/// Words behind a negation in which what it negates stands, and behind a word in which its negation
/// does.
const REACH: usize = 3;

/// A clause, and what of it is asked.
struct Clause {
    stems: Vec<Stem>,
    cues: Vec<CueKind>,
}

impl Clause {
    fn count(&self, kind: CueKind) -> usize {
        self.cues.iter().filter(|cue| **cue == kind).count()
    }

    /// Negations cancel in pairs.
    fn negates(&self) -> bool {
        self.count(CueKind::Negation) % 2 == 1
    }

    fn shared(&self, other: &Self) -> usize {
        self.stems.iter().filter(|stem| other.stems.contains(stem)).count()
    }
}

/// Clause by clause, negation agrees with every cited sentence that has such a clause, hedges and
/// conditions with the nearest one; and no quantifier is made up.
pub(super) fn agree(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    let own = clauses_of(said);
    if own.len() > MOST_CLAUSES {
        return Err(Refusal::TooManyClauses);
    }
    let theirs: Vec<Vec<Clause>> = cited.iter().map(|side| clauses_of(*side)).collect();
    let closest = |clause: &Clause| {
        theirs.iter().flatten().map(|other| clause.shared(other)).max().unwrap_or_default()
    };
    let most: Vec<usize> = own.iter().map(closest).collect();
    for clauses in &theirs {
        negation(&own, clauses, &most)?;
    }
    for clause in &own {
        weakening(clause, &theirs)?;
    }
    same_verbs(&[said], cited)?;
    same_verbs(cited, &[said])?;
    quantifiers(said, cited)
}

/// What one side negates, the other does not say without a negation beside it.
fn same_verbs(ones: &[Side<'_>], others: &[Side<'_>]) -> Result<(), Refusal> {
    for stem in ones.iter().flat_map(|one| negated(*one)) {
        let mut found = others.iter().flat_map(|other| places(*other, stem)).peekable();
        if found.peek().is_some() && !found.any(|(other, at)| is_negated(other, at)) {
            let elsewhere = ones
                .iter()
                .flat_map(|one| places(*one, stem))
                .any(|(one, at)| !is_negated(one, at));
            if !elsewhere {
                return Err(Refusal::NegatesAnother);
            }
        }
    }
    Ok(())
}

/// Where a side has a word.
fn places(side: Side<'_>, stem: Stem) -> impl Iterator<Item = (Side<'_>, usize)> {
    let tokens = side.annotation.tokens.iter().enumerate();
    tokens.filter(move |(_, token)| token.stem == stem).map(move |(at, _)| (side, at))
}

/// The first content word behind each negation: what it turns round. Names are not turned round.
fn negated(side: Side<'_>) -> Vec<Stem> {
    let annotation = side.annotation;
    let ruled = |cue: &Cue| {
        let after = annotation.tokens.partition_point(|token| token.range.start < cue.range.end);
        let near = annotation.tokens.get(after..)?.iter().take(REACH);
        let mut verbs = near.filter(|token| {
            !token.stop && annotation.name_stems.binary_search(&token.stem).is_err()
        });
        verbs.next().map(|token| token.stem)
    };
    annotation.cues.iter().filter(|cue| cue.kind == CueKind::Negation).filter_map(ruled).collect()
}

/// Whether a negation rules the word at a place: one before it in its clause, or one close behind
/// it.
fn is_negated(side: Side<'_>, at: usize) -> bool {
    let tokens = &side.annotation.tokens;
    let Some(word) = tokens.get(at) else { return false };
    let clause = side.clauses().iter().find(|clause| clause.contains(&word.range.start));
    let start = clause.map_or(0, |clause| clause.start);
    let end =
        tokens.get(at + REACH).or(tokens.last()).map_or(word.range.end, |token| token.range.end);
    let negations = side.annotation.cues.iter().filter(|cue| cue.kind == CueKind::Negation);
    negations.map(|cue| cue.range.start).any(|negation| (start..end).contains(&negation))
}

/// Clauses of the statement and of one cited sentence are compared in the groups that share their
/// words, because one may put a comma where the other has none. A cited sentence has such a clause
/// where it shares half of the shorter one's words, and about as many as the best of the cited.
fn negation(own: &[Clause], theirs: &[Clause], most: &[usize]) -> Result<(), Refusal> {
    // The group of a cited clause; those of the statement join them as they come.
    let mut group: Vec<usize> = (0..theirs.len()).collect();
    let mut joined: Vec<Option<usize>> = Vec::new();
    for (clause, most) in own.iter().zip(most) {
        let near = |other: &Clause| {
            let (shared, shorter) =
                (clause.shared(other), clause.stems.len().min(other.stems.len()));
            shared > 0 && shared * 2 >= shorter
        };
        let found: Vec<usize> =
            (0..theirs.len()).filter(|at| theirs.get(*at).is_some_and(near)).collect();
        let best =
            found.iter().filter_map(|at| theirs.get(*at)).map(|other| clause.shared(other)).max();
        let first = found
            .first()
            .filter(|_| best.is_some_and(|best| best * 4 >= most * 3))
            .map(|at| group[*at]);
        if let Some(first) = first {
            let merged: Vec<usize> = found.iter().map(|at| group[*at]).collect();
            group.iter_mut().filter(|of| merged.contains(of)).for_each(|of| *of = first);
            joined.iter_mut().flatten().filter(|of| merged.contains(of)).for_each(|of| *of = first);
        }
        joined.push(first);
    }
    for of in &group {
        let said = own
            .iter()
            .zip(&joined)
            .filter(|(_, joined)| **joined == Some(*of))
            .map(|(clause, _)| clause);
        let said: Vec<&Clause> = said.collect();
        let meant =
            theirs.iter().zip(&group).filter(|(_, group)| *group == of).map(|(clause, _)| clause);
        let says_not = odd(said.iter().copied());
        if !said.is_empty() && says_not != odd(meant) {
            return Err(changed(says_not, Limit::Negation));
        }
    }
    Ok(())
}

/// Whether clauses negate what they tell: negations cancel in pairs.
fn odd<'a>(clauses: impl Iterator<Item = &'a Clause>) -> bool {
    clauses.filter(|clause| clause.negates()).count() % 2 == 1
}

/// Hedges and conditions of the nearest clause stay, as many as there are; none is added where it
/// has none.
fn weakening(clause: &Clause, cited: &[Vec<Clause>]) -> Result<(), Refusal> {
    let Some(nearest) = nearest(clause, cited.iter().flatten()) else { return Ok(()) };
    for (kind, limit) in [(CueKind::Hedge, Limit::Hedge), (CueKind::Condition, Limit::Condition)] {
        let (said, meant) = (clause.count(kind), nearest.count(kind));
        if said < meant || meant == 0 && said > 0 {
            return Err(changed(said > meant, limit));
        }
    }
    Ok(())
}

fn changed(adds: bool, limit: Limit) -> Refusal {
    if adds { Refusal::Adds(limit) } else { Refusal::Drops(limit) }
}

/// "Most", "all", "few": each stands in a cited sentence. What only blurs a number ("about") may be
/// said otherwise.
fn quantifiers(said: Side<'_>, cited: &[Side<'_>]) -> Result<(), Refusal> {
    let words =
        |side: Side<'_>, cue: &Cue| fold(side.text.get(cue.range.clone()).unwrap_or_default());
    let of = |side: Side<'_>| -> Vec<String> {
        let found = side.annotation.cues.iter().filter(|cue| cue.kind == CueKind::Quantifier);
        found.map(|cue| words(side, cue)).collect()
    };
    let known: Vec<String> = cited.iter().flat_map(|side| of(*side)).collect();
    let blurs =
        |word: &String| said.language.approximations.iter().any(|known| fold(known) == *word);
    match of(said).into_iter().find(|word| !known.contains(word) && !blurs(word)) {
        Some(word) => Err(Refusal::Missing(Part::Word, word)),
        None => Ok(()),
    }
}

fn clauses_of(side: Side<'_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for range in side.clauses() {
        let tokens = side.annotation.within(range).iter().filter(|token| !token.stop);
        let stems: Vec<Stem> = tokens.map(|token| token.stem).collect();
        let inside = side
            .annotation
            .cues
            .iter()
            .filter(|cue| range.start <= cue.range.start && cue.range.start < range.end);
        let cues: Vec<CueKind> = inside.map(|cue| cue.kind).collect();
        match clauses.last_mut() {
            Some(last) if stems.len() < CLAUSE_WORDS || last.stems.len() < CLAUSE_WORDS => {
                last.stems.extend(stems);
                last.cues.extend(cues);
            }
            _ => clauses.push(Clause { stems, cues }),
        }
    }
    clauses
}

/// The clause that shares most words; of equals the shorter one, then the first.
fn nearest<'a>(clause: &Clause, clauses: impl Iterator<Item = &'a Clause>) -> Option<&'a Clause> {
    let mut best: Option<(usize, &Clause)> = None;
    for other in clauses {
        let count = clause.shared(other);
        let closer = best.is_none_or(|(most, kept)| {
            count > most || (count == most && other.stems.len() < kept.stems.len())
        });
        if count > 0 && closer {
            best = Some((count, other));
        }
    }
    best.map(|(_, clause)| clause)
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use crate::Spot;
    use q7x2_text::language::Language;

    /// Compares a statement with one sentence of each of some outlets; the start of the reason
    /// where it differs.
    fn check_in(language: &str, text: &str, cited: &[&str], expected: Option<&str>) {
        let articles: Vec<Vec<&str>> = cited.iter().map(|sentence| vec![*sentence]).collect();
        let event =
            example::event(language, &articles.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let annotation = event.text().annotate(text, Language::of(Some(language)));
        let said = Side::statement(text, &annotation, None, Language::of(Some(language)));
        let sides: Vec<Side<'_>> = (0..cited.len())
            .map(|article| Side::of(&event, Spot { article, sentence: 0 }))
            .collect();
        let found = agree(said, &sides).err().map(|refusal| refusal.to_string());
        let same = found.as_deref() == expected;
        assert!(same, "{text} / {cited:?}: {found:?}, not {expected:?}");
    }

    fn check(text: &str, cited: &[&str], expected: Option<&str>) {
        check_in("en", text, cited, expected);
    }

    const ADDS: Option<&str> = Some("adds a negation");
    const DROPS: Option<&str> = Some("drops a negation");
    const OTHER: Option<&str> = Some("negates another part of it");

    #[test]
    fn negations_agree_clause_by_clause() {
        let sentence = "All passengers were taken to the harbour, and no one was injured.";
        check(
            "All passengers were brought to the harbour and no one was injured.",
            &[sentence],
            None,
        );
        check(
            "All passengers were taken to the harbour, and someone was injured.",
            &[sentence],
            DROPS,
        );
        check(
            "All passengers were not taken to the harbour, and no one was injured.",
            &[sentence],
            ADDS,
        );
        check("Ferries were not late.", &["Ferries were late."], ADDS);
        check("Ferries were late.", &["Ferries weren't late."], DROPS);
    }

    #[test]
    fn negations_agree_with_every_sentence_that_has_the_clause() {
        let (late, not_late) = ("The ferries were late.", "The ferries were not late.");
        check("The ferries were late.", &[late, not_late], DROPS);
        check("The ferries were not late.", &[not_late, late], ADDS);
    }

    #[test]
    fn a_negation_stays_with_its_verb() {
        let sentence =
            "Police said it was too early to name a cause and that nothing linked the fires.";
        check(
            "Police said it was not too early to name a cause and that something linked the fires.",
            &[sentence],
            OTHER,
        );
        check("Police said that nothing linked the fires.", &[sentence], None);
    }

    #[test]
    fn other_languages_negate_too() {
        check_in("de", "Die Brücke war nicht gesperrt.", &["Die Brücke war gesperrt."], ADDS);
        check_in("fr", "Le pont est fermé.", &["Le pont n’est pas fermé."], DROPS);
        check_in("es", "El puente está cerrado.", &["El puente no está cerrado."], DROPS);
    }

    #[test]
    fn hedges_stay_and_none_is_added() {
        let hedged = "The plant would close and could cut 400 jobs.";
        check("The plant would close and could cut 400 jobs.", &[hedged], None);
        check("The plant would close and will cut 400 jobs.", &[hedged], Some("drops a hedge"));
        check(
            "The plant will close.",
            &["The plant will reportedly close."],
            Some("drops a hedge"),
        );
        check("The plant may close.", &["The plant will close."], Some("adds a hedge"));
        check(
            "The police know the fuse was the cause.",
            &["The police believe the fuse was the cause."],
            Some("drops a hedge"),
        );
        check(
            "The fire was started on purpose.",
            &["Police suspect that the fire was started on purpose."],
            Some("drops a hedge"),
        );
        check(
            "Divers will come.",
            &["Divers will come if the fog lifts."],
            Some("drops a condition"),
        );
    }

    #[test]
    fn quantifiers_are_not_made_up() {
        check(
            "Many people believed it.",
            &["Few people believed it."],
            Some("\"many\" stands in no cited sentence"),
        );
        check(
            "All people believed it.",
            &["People believed it."],
            Some("\"all\" stands in no cited sentence"),
        );
        check("Around 20 people believed it.", &["About 20 people believed it."], None);
    }
}
