//! Cues: the small words that change what a sentence claims.

use std::ops::Range;

use super::cut::{Token, fold};
pub use super::language::CueKind;
use super::language::{Language, Role};
use super::work::steps;

/// One cue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it does.
    pub kind: CueKind,
}

/// The cues of a text, in order: the phrases of the language's lists, the longest first, and
/// contractions with "n't". None overlap.
#[must_use]
pub fn cues(text: &str, tokens: &[Token], language: &Language) -> Vec<Cue> {
    let lexicon = language.lexicon();
    let mut cues = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        steps(1);
        let found = lexicon.cues.longest(text, tokens, at).map(|(length, kind)| (length, *kind));
        let found =
            found.filter(|&(length, _)| length > 1 || !is_another_word(text, tokens, at, language));
        let contracted =
            || is_contracted(text, token, language).then_some((1, Some(CueKind::Negation)));
        let (length, kind) = found.or_else(contracted).unwrap_or((1, None));
        let end = tokens.get(at + length - 1).map_or(token.range.end, |last| last.range.end);
        cues.extend(kind.map(|kind| Cue { range: token.range.start..end, kind }));
        at += length;
    }
    cues
}

/// Whether a word that looks like a cue is none where it stands: the month of May, "No. 5", and
/// "about" or "over" without a number behind it.
fn is_another_word(text: &str, tokens: &[Token], at: usize, language: &Language) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1).and_then(|next| text.get(next.range.clone())).unwrap_or_default();
    let counted =
        tokens.get(at + 1).is_some_and(|next| language.roles().has(next.word, &[Role::Number]));
    let numbered = counted || next.starts_with(char::is_numeric);
    if language.roles().has(token.word, &[Role::Approximation]) {
        return !numbered;
    }
    let after = text.get(token.range.end..).unwrap_or_default();
    let number = after.starts_with('.') && numbered;
    let month = token.capital
        && (at > 0 || numbered)
        && language.roles().has(token.word, &[Role::Calendar]);
    number || month
}

/// Whether a word ends in a contracted "not": the English "n't".
fn is_contracted(text: &str, token: &Token, language: &Language) -> bool {
    let word = text.get(token.range.clone()).unwrap_or_default();
    language.negating_endings.iter().any(|ending| contracts(word, ending))
}

/// Whether a word ends so, whatever its case and apostrophe.
fn contracts(word: &str, ending: &str) -> bool {
    let last = |text: &str| text.bytes().next_back().map(|byte| byte.to_ascii_lowercase());
    // Most words end with another letter and need no folding.
    last(word) == last(ending) && fold(word).ends_with(ending)
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
        check(
            "en",
            "They don't and can’t agree, it isn't DIDN'T.",
            "N:don't N:can’t N:isn't N:DIDN'T",
        );
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
        check(
            "de",
            "Es sind nicht nur rund 20 Länder, falls sie kommen",
            "Q:nicht nur Q:rund C:falls",
        );
        check("de", "Sie gingen über die Brücke, über 500 Leute", "Q:über");
        check("de", "Der Mai war trocken", "");
        check("fr", "Il n’a pas dit non ; ce n’est plus un secret", "N:pas N:non N:n’est plus");
        check("fr", "Le chef présumé serait parti, selon l’AFP", "H:présumé H:serait H:selon");
        check("fr", "S’il vient avec près de 20 soldats", "C:S’il Q:près de");
        check("fr", "Où ou quand", "");
        check("es", "No vino, sin embargo ya no espera", "N:No N:ya no");
        check(
            "es",
            "Habría más de 20 muertos si se confirma, según la policía",
            "H:Habría Q:más de C:si H:según",
        );
        check("es", "Sí, lo sé", "");
    }
}
