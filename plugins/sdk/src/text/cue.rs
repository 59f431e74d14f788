//! Cues: the small words that change what a sentence claims, and the clauses they rule.

use std::ops::Range;

use super::language::Language;
use super::quotation;
use super::vocabulary::Role;
use super::word::Token;
use crate::work::steps;

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Turns the claim round.
    Negation,
    /// Weakens it.
    Hedge,
    /// Makes it depend on something.
    Condition,
    /// Limits how much of it is claimed.
    Quantifier,
}

/// One cue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it does.
    pub kind: CueKind,
}

/// The cues of a text, in order: the phrases of the language's lists, the longest first, and contractions with "n't". None
/// overlap.
#[must_use]
pub fn cues(text: &str, tokens: &[Token], language: &Language) -> Vec<Cue> {
    let vocabulary = language.vocabulary();
    let mut cues = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        steps(1);
        let found = vocabulary.cues.longest(text, tokens, at).map(|(length, kind)| (length, *kind));
        let found = found.filter(|&(length, _)| length > 1 || !is_another_word(text, tokens, at, language));
        let contracted = || is_contracted(text, token, language).then_some((1, Some(CueKind::Negation)));
        let (length, kind) = found.or_else(contracted).unwrap_or((1, None));
        let end = tokens.get(at + length - 1).map_or(token.range.end, |last| last.range.end);
        cues.extend(kind.map(|kind| Cue { range: token.range.start..end, kind }));
        at += length;
    }
    cues
}

/// Whether a word that looks like a cue is none where it stands: the month of May, "No. 5", and "about" or "over" without
/// a number behind it.
fn is_another_word(text: &str, tokens: &[Token], at: usize, language: &Language) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1).and_then(|next| text.get(next.range.clone())).unwrap_or_default();
    let vocabulary = language.vocabulary();
    let counted = tokens.get(at + 1).is_some_and(|next| vocabulary.has(next.word, &[Role::Number]));
    let numbered = counted || next.starts_with(char::is_numeric);
    if vocabulary.has(token.word, &[Role::Approximation]) {
        return !numbered;
    }
    let after = text.get(token.range.end..).unwrap_or_default();
    let number = after.starts_with('.') && numbered;
    let month = token.capital && (at > 0 || numbered) && vocabulary.has(token.word, &[Role::Calendar]);
    number || month
}

/// Whether a word ends in the English "n't".
fn is_contracted(text: &str, token: &Token, language: &Language) -> bool {
    let word = text.get(token.range.clone()).unwrap_or_default();
    word.ends_with(['t', 'T'])
        && language.code == "en"
        && ["n't", "n’t", "N'T", "N’T"].iter().any(|ending| word.ends_with(ending))
}

/// The clauses of a text, as byte ranges that follow one another and hold all of it: cut behind commas, dashes,
/// semicolons and colons outside quotations and numbers.
#[must_use]
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut quotations = quotation::quotations(text).into_iter().peekable();
    let mut clauses = Vec::new();
    let (mut start, mut before) = (0, None);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        steps(1);
        let after = letters.peek().map(|&(_, letter)| letter);
        while quotations.next_if(|quotation| quotation.outer.end <= at).is_some() {}
        let quoted = quotations.peek().is_some_and(|quotation| quotation.outer.contains(&at));
        if !quoted && is_cut(before, letter, after) {
            let end = at + letter.len_utf8();
            clauses.push(start..end);
            start = end;
        }
        before = Some(letter);
    }
    if start < text.len() {
        clauses.push(start..text.len());
    }
    clauses
}

/// Whether a mark between two characters ends a clause.
fn is_cut(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let numeric = |letter: Option<char>| letter.is_some_and(char::is_numeric);
    let space = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    match mark {
        ';' | '—' | '―' | '，' | '、' | '；' | '：' | '،' | '؛' => true,
        ',' | ':' | '–' => !(numeric(before) && numeric(after)),
        '-' => space(before) && space(after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::word;
    use super::*;

    /// Writes each cue as its kind's first letter and its words.
    fn check(code: &str, text: &str, expected: &str) {
        let language = Language::of(Some(code));
        let found = cues(text, &word::tokens(text, language), language);
        let shown: Vec<String> = found
            .iter()
            .map(|cue| format!("{}:{}", &format!("{:?}", cue.kind)[..1], &text[cue.range.clone()]))
            .collect();
        assert_eq!(shown.join(" "), expected, "{text}");
    }

    #[test]
    fn english_cues_are_found() {
        check("en", "Russia has not agreed.", "N:not");
        check("en", "They don't and can’t agree, it isn't DIDN'T.", "N:don't N:can’t N:isn't N:DIDN'T");
        check("en", "It no longer holds, not only here", "N:no longer Q:not only");
        check("en", "No. 5 met Macron in May, and on May 6 it may rain", "H:may");
        check("en", "May 6 was dry", "");
        check("en", "May it rain", "H:May");
        check("en", "He talked about Ukraine over the weekend", "");
        check("en", "about 20 percent, over 500,000, up to 15", "Q:about Q:over Q:up to");
        check("en", "If hostilities resume, unless a truce holds", "C:If C:unless");
        check("en", "reportedly killed, according to his office", "H:reportedly H:according to");
        check("en", "", "");
    }

    #[test]
    fn german_french_and_spanish_cues_are_found() {
        check("de", "Er hat nicht zugesagt, wohl kein Geld", "N:nicht H:wohl N:kein");
        check("de", "Er konnte gehen; er könnte gehen", "H:könnte");
        check("de", "Es sind nicht nur rund 20 Länder, falls sie kommen", "Q:nicht nur Q:rund C:falls");
        check("de", "Sie gingen über die Brücke, über 500 Leute", "Q:über");
        check("de", "Der Mai war trocken", "");
        check("fr", "Il n’a pas dit non ; ce n’est plus un secret", "N:pas N:non N:n’est plus");
        check("fr", "Le chef présumé serait parti, selon l’AFP", "H:présumé H:serait H:selon");
        check("fr", "S’il vient avec près de 20 soldats", "C:S’il Q:près de");
        check("fr", "Où ou quand", "");
        check("es", "No vino, sin embargo ya no espera", "N:No N:ya no");
        check("es", "Habría más de 20 muertos si se confirma, según la policía", "H:Habría Q:más de C:si H:según");
        check("es", "Sí, lo sé", "");
    }

    #[test]
    fn clauses_are_cut_at_punctuation() {
        let check = |text: &str, expected: &str| {
            let shown: Vec<&str> = clauses(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(shown.join("|"), expected);
        };
        check("He came, saw; won", "He came,| saw;| won");
        check("1,000 men at 10:30 – or 10–15", "1,000 men at 10:30 –| or 10–15");
        check("Russia—currently here—is - well - ours: all", "Russia—|currently here—|is -| well -| ours:| all");
        check("well-known", "well-known");
        check("", "");
        check("end,", "end,");
    }
}
