//! Words: where they are, how many there are, their stems.
//!
//! A word is a run of letters and digits. Inside it stand apostrophes ("don't", "O'Brien"), the
//! stops of an acronym ("U.S."), separators of digits ("1,000", "3.5"), an ampersand between
//! capitals ("AT&T"), and a hyphen after a first single letter ("F-16", "e-mail"). Any other hyphen
//! parts words, so that "pro-Ukraine" is found under "Ukraine" and "early-morning talks" under
//! "early morning talks"; who wants the compound takes the words with a hyphen between. A
//! possessive 's is no part of its word. Scripts that are written without spaces give pairs of
//! characters, which overlap.

mod cache;

use cache::CACHE;

use super::cut::{Runs, is_unspaced};
pub use super::cut::{Stem, Token, fold, hash};
use super::language::Language;
pub use super::language::spelt;
use super::language::stem::Reading;
use super::work::steps;

/// A text all in capitals is a headline only past this many bytes; a shorter one is a name or an
/// acronym itself.
const LONGEST_ACRONYMS: usize = 12;

/// Characters of a script without spaces that count as one word: a word of Chinese or Japanese has
/// one or two.
const CHARACTERS: usize = 2;

/// How many words a text has: runs without spaces that hold a letter or a digit; where a script has
/// no spaces, two characters are a word.
#[must_use]
pub fn count(text: &str) -> usize {
    steps(text.len());
    text.split_whitespace().map(of_run).sum()
}

/// How many words a run without spaces is.
fn of_run(run: &str) -> usize {
    if run.is_ascii() {
        return usize::from(run.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    }
    let unspaced = run.chars().filter(|&letter| is_unspaced(letter)).count();
    let others = run.chars().any(|letter| letter.is_alphanumeric() && !is_unspaced(letter));
    unspaced.div_ceil(CHARACTERS) + usize::from(others)
}

/// The words of a text, in order.
#[must_use]
pub fn tokens(text: &str, language: &Language) -> Vec<Token> {
    let roles = language.roles();
    let shouted =
        text.len() > LONGEST_ACRONYMS && !text.bytes().any(|byte| byte.is_ascii_lowercase());
    // English has a space after 5.1 bytes on average; one more allocation for a dense text is cheap
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    CACHE.with_borrow_mut(|cache| {
        for range in Runs::of(text, &language.elisions) {
            steps(range.len());
            let Some(surface) = text.get(range.clone()) else { continue };
            let Reading { word, stem, stop, capital } = cache.read(surface, shouted, roles);
            tokens.push(Token { range, word, stem, stop, capital });
        }
    });
    tokens
}

/// The stem of one word, with or without a possessive `'s`.
#[must_use]
pub fn stem(word: &str, language: &Language) -> Stem {
    let word = ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|suffix| word.strip_suffix(suffix))
        .unwrap_or(word);
    CACHE.with_borrow_mut(|cache| cache.read(word, false, language.roles())).stem
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::language::stem::read;
    use super::*;

    fn shown<'a>(code: &str, text: &'a str) -> Vec<&'a str> {
        tokens(text, Language::of(Some(code))).into_iter().map(|token| &text[token.range]).collect()
    }

    #[test]
    fn words_are_found() {
        let check = |text: &str, expected: &str| {
            assert_eq!(shown("en", text).join("|"), expected, "{text}")
        };
        check("U.S. President Trump’s envoy", "U.S.|President|Trump|envoy");
        check("the U.S.-brokered plan in the U.S.", "the|U.S.|brokered|plan|in|the|U.S.");
        check("1,000 men, 3.5% of 1.000.000; in 2014.", "1,000|men|3.5|of|1.000.000|in|2014");
        check("F-16 and e-mail, pro-Ukraine, COVID-19", "F-16|and|e-mail|pro|Ukraine|COVID|19");
        check("don't, isn’t, O'Brien's 'quoted' allies’", "don't|isn’t|O'Brien|quoted|allies");
        check("AT&T at 6 a.m. (AFP)—now", "AT&T|at|6|a.m.|AFP|now");
        check("J.D. Vance, so.Then i.e. this", "J.D.|Vance|so|Then|i.e.|this");
        check("’90 percent’ €50 billion", "90|percent|50|billion");
        check("東京で会う", "東京|京で|で会|会う");
        check("in 東 today", "in|東|today");
        check("e\u{301}lan naïve", "e\u{301}lan|naïve");
        check("... -- '' ", "");
        check("", "");
    }

    #[test]
    fn characters_count_where_there_are_no_spaces() {
        let check = |text: &str, expected: usize| assert_eq!(count(text), expected, "{text}");
        check("A barge hit the bridge.", 5);
        check("— « L’été » 3 %", 2);
        check("渡轮在马登港搁浅。", 4);
        check("乗客214人にけがはなかった。", 7);
        check("GPT-4が 発表", 3);
        check("", 0);
    }

    #[test]
    fn french_elisions_are_words_of_their_own() {
        assert_eq!(
            shown("fr", "l’Ukraine aujourd'hui qu'il").join("|"),
            "l|Ukraine|aujourd'hui|qu|il"
        );
    }

    #[test]
    fn words_of_one_stem_are_one() {
        let check = |code: &str, one: &str, other: &str, same: bool| {
            let stem_of =
                |text: &str| tokens(text, Language::of(Some(code))).first().map(|token| token.stem);
            assert_eq!(stem_of(one) == stem_of(other), same, "{one} {other}");
        };
        check("en", "guarantees", "guaranteed", true);
        check("en", "Ukraine’s", "ukraine", true);
        check("en", "Élysée", "Elysee", true);
        check("en", "U.S.", "US", true);
        check("en", "N.A.T.O.", "NATO", true);
        check("en", "E.U.", "EU", true);
        check("en", "US troops", "us", false);
        check("en", "1,000", "1000", true);
        check("en", "1,00", "100", false);
        check("en", "e-mails", "email", true);
        check("de", "Länder", "Ländern", true);
        check("de", "Straße", "Strassen", true);
        check("fr", "négociations", "négociation", true);
        check("es", "negociaciones", "negociación", true);
        check("fi", "talo", "Talo", true);
        check("fi", "talo", "talon", false);
    }

    #[test]
    fn stop_words_and_capitals_are_told() {
        let check = |text: &str, stop: bool, capital: bool| {
            let found = &tokens(text, Language::of(Some("en")))[0];
            assert_eq!((found.stop, found.capital), (stop, capital), "{text}");
        };
        check("The", true, true);
        check("Paris", false, true);
        check("us", true, false);
        check("US envoys", false, true);
        check("US", false, true);
        check("US ENVOYS MEET IN PARIS", true, true);
        check("WHO says", false, true);
        check("Who", true, true);
        check("don’t", true, false);
        check("Élysée", false, true);
        check("3", false, false);
    }

    #[test]
    fn diacritics_tell_words_apart_but_not_in_english() {
        let check = |code: &str, one: &str, other: &str, same: bool| {
            let word_of =
                |text: &str| tokens(text, Language::of(Some(code))).first().map(|token| token.word);
            assert_eq!(word_of(one) == word_of(other), same, "{one} {other}");
        };
        check("de", "könnte", "konnte", false);
        check("fr", "où", "ou", false);
        check("es", "Más", "más", true);
        check("de", "Straße", "strasse", true);
        check("en", "Élysée", "elysee", true);
    }

    #[test]
    fn a_word_alone_has_the_stem_it_has_in_a_text() {
        let language = Language::of(Some("en"));
        assert_eq!(stem("Russia’s", language), tokens("Russia’s war", language)[0].stem);
        assert_ne!(stem("war", language), stem("peace", language));
    }

    #[test]
    fn folding_keeps_what_is_compared() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected);
        check("Élysée Palace", "elysee palace");
        check("“It’s” – Straße…", "\"it's\" - strasse...");
        check("ﬁnal Œuvre Ørsted Łódź İzmir", "final oeuvre orsted lodz izmir");
        check("a\u{a0}b co\u{ad}op", "a b coop");
        check("한국 がぎ ＡＢＣ", "한국 がぎ abc");
    }

    #[test]
    fn words_are_counted() {
        assert_eq!(count("Mr. Smith — 27 heads of state ..."), 6);
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_order_at_character_boundaries(text in "\\PC*", code in "en|fr|xx") {
            let mut before = 0;
            for token in tokens(&text, Language::of(Some(&code))) {
                prop_assert!(token.range.start >= before && !token.range.is_empty());
                prop_assert!(text[token.range.clone()].starts_with(|letter: char| letter.is_alphanumeric() || is_unspaced(letter)));
                before = token.range.start;
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC*") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn any_mixture_of_inner_marks_is_read(text in "[a-cUS.'’&,0-9 東é-]{0,40}", code in "en|fr|de") {
            let language = Language::of(Some(&code));
            for token in tokens(&text, language) {
                let shouted = text.len() > LONGEST_ACRONYMS && !text.bytes().any(|byte| byte.is_ascii_lowercase());
                let again = read(&text[token.range.clone()], shouted, language.roles());
                prop_assert_eq!((token.word, token.stem, token.stop), (again.word, again.stem, again.stop));
            }
        }
    }
}
