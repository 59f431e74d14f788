//! Alone: whether a sentence can be read without those around it.

use crate::{Event, Reason, SentenceKind, Spot};
use q7x2_text::annotation::Annotation;
use q7x2_text::chunk::opens_with;
use q7x2_text::language::{Language, WordList};
use q7x2_text::word::{Token, spelt};

/// Characters of a sentence that its opening and the two words after it stand in.
const OPENING: usize = 96;

/// Body text with whole quotations that somebody speaks and a stop at the end, whose opening points
/// at nothing told before.
#[must_use]
pub fn stands(spot: Spot, event: &Event) -> bool {
    check(spot, event).is_ok()
}

/// The same with the reason.
///
/// # Errors
/// Why a sentence does not stand alone.
pub fn check(spot: Spot, event: &Event) -> Result<(), Reason> {
    if event.sentence(spot).kind != SentenceKind::Body || !is_whole(spot, event) {
        return Err(Reason::Fragment);
    }
    if is_unspoken(spot, event) {
        return Err(Reason::Unspoken);
    }
    if points_outside(spot, event) { Err(Reason::Leans) } else { Ok(()) }
}

/// Whether a sentence opens with words whose meaning stands before it: "It", "The move", "Several
/// were". A day is none ("This Tuesday"), nor are "Some members", who are told of here.
#[must_use]
pub fn points_outside(spot: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    opens_outside(&event.sentence(spot).text, event.text().at(spot), language)
}

/// The same of what is told of a sentence, read: "But the town stayed" points at nothing without
/// its first word.
#[must_use]
pub fn opens_outside(text: &str, annotation: &Annotation, language: &Language) -> bool {
    if annotation.dates.iter().any(|date| date.range.start == 0) {
        return takes_up_words(annotation, text, language);
    }
    let end = text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at);
    let folded = spelt(&text[..end], language);
    let opens = |list: &WordList| list.opening(&folded).any(|entry| opens_with(&folded, entry));
    let stop = |word: &str| language.stop_words.iter().any(|stop| stop == word);
    // "La Sérine", "Die Feuerwehr": where an article is a pronoun's form too, the word after it
    // tells which it is.
    let is_pronoun = |entry: &String| {
        opens_with(&folded, entry)
            && (!language.articles.contains(entry)
                || words_after(&folded, entry).next().is_none_or(stop))
    };
    // "Several were", "three of them"; not "three people", "three of the passengers".
    let counts_unnamed = |entry: &String| {
        let mut next = words_after(&folded, entry);
        let first = next.next();
        let of = first.is_some_and(|word| language.of_words.iter().any(|of| of == word));
        let unnamed = |word: Option<&str>| {
            word.is_none_or(|word| language.pronouns.iter().any(|entry| entry == word))
        };
        opens_with(&folded, entry) && if of { unnamed(next.next()) } else { first.is_none_or(stop) }
    };
    language.pronouns.iter().any(is_pronoun)
        || language.partitives.iter().any(counts_unnamed)
        || opens(&language.outside_pointers)
        || takes_up_words(annotation, text, language)
        || is_with_pronoun(&folded, language)
}

/// "Without it, the bridge": an opening phrase that is a pronoun behind a preposition.
fn is_with_pronoun(folded: &str, language: &Language) -> bool {
    let phrase = folded.split_once(',').and_then(|(phrase, _)| phrase.split_once(' '));
    phrase.is_some_and(|(first, second)| {
        language.prepositions.iter().any(|entry| entry == first)
            && language.pronouns.iter().any(|entry| entry == second)
    })
}

/// "Chiu's comments came after", "Friday's announcement": as "The comments came after", unless it
/// tells what they were ("Chiu's statement that").
fn takes_up_words(annotation: &Annotation, text: &str, language: &Language) -> bool {
    let name = annotation.names.first().filter(|name| name.full().start == 0);
    let date = annotation.dates.first().filter(|date| date.range.start == 0);
    let owner = name.map(|name| &name.range).or(date.map(|date| &date.range));
    let behind = owner.and_then(|owner| text.get(owner.end..)).unwrap_or_default();
    let possessed =
        ["'s ", "’s ", "' ", "’ ", "s "].iter().find_map(|mark| behind.strip_prefix(mark));
    let words = possessed.into_iter().flat_map(|rest| rest.split(' ')).take(2);
    let words: Vec<_> = words.map(|word| spelt(word, language)).collect();
    let [thing, next] = words.as_slice() else { return false };
    language.told_things.contains(thing)
        && !language.that_words.contains(next)
        && !language.prepositions.contains(next)
}

/// Bytes of the first word that only joins a sentence to the one before, and of the space after it:
/// "But the town"; 0 where there is none.
#[must_use]
pub fn joining(text: &str, language: &Language) -> usize {
    let first = text.split_inclusive(' ').next().unwrap_or_default();
    let joins = first.ends_with(' ')
        && language.joining_openers.contains(&spelt(first.trim_end(), language));
    if joins { first.len() } else { 0 }
}

/// The words after an opening.
fn words_after<'a>(folded: &'a str, opening: &str) -> impl Iterator<Item = &'a str> {
    let rest = folded.get(opening.len()..).unwrap_or_default();
    rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a sentence ends in a stop, has a verb and holds no half quotation. One that ends in an
/// ellipsis was cut off, one in brackets is an aside, one behind a dash a point of a list.
#[must_use]
pub fn is_whole(spot: Spot, event: &Event) -> bool {
    let text = event.sentence(spot).text.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')']);
    let ends = text.ends_with(['.', '!', '。', '؟', '।'])
        && !text.ends_with("..")
        && !text.starts_with(['(', '[', '-', '–', '—', '•', '*', '·']);
    ends && holds_whole_quotations(spot, event) && !is_verbless(spot, event)
}

/// Words from which a sentence needs a verb; a shorter one may have one that no table knows.
const VERB: usize = 8;

/// Whether nothing in a sentence looks like a verb: "Bo Lund, himself a veteran, or the former head of
/// the port, Ann Lee."
fn is_verbless(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let is_verb = |token: &Token| {
        let word = spelt(&text[token.range.clone()], language);
        let ends = |ending: &String| word.ends_with(ending.as_str());
        language.says(&word)
            || language.leaning.verb_words.contains(&word)
            || language.past_cues.contains(&word)
            || language.future_cues.contains(&word)
            || !token.capital && language.leaning.finite_endings.iter().any(ends)
    };
    !language.leaning.finite_endings.is_empty()
        && annotation.tokens.len() >= VERB
        && !annotation.tokens.iter().any(is_verb)
}

/// Whether a sentence neither holds half a quotation nor stands inside one: what is quoted over
/// several sentences is nobody's own word in any of them.
#[must_use]
pub fn holds_whole_quotations(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    !annotation.inside_quotation && annotation.quotations.iter().all(|quotation| quotation.complete)
}

/// Whether a sentence speaks of its writer or to its reader, outside quotations: an opinion or a
/// campaign's own words, which only its outlet can say.
#[must_use]
pub fn is_in_first_person(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let named =
        |token: &Token| annotation.names.iter().any(|name| name.range.contains(&token.range.start));
    let speaks = |token: &Token| {
        language.reporter_words.contains(&spelt(&text[token.range.clone()], language))
    };
    annotation.unquoted().any(|token| token.stop && speaks(token) && !named(token))
}

/// Whether nobody is said to speak a sentence's quotation: alone, or as in «Pagaremos», prometió.
#[must_use]
pub fn is_unspoken(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    !annotation.quotations.is_empty()
        && annotation.unquoted().all(|token| {
            let word = spelt(&text[token.range.clone()], language);
            language.says(&word) || (token.stop && !language.person_pronouns.contains(&word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Sentence, example};

    #[test]
    fn an_opening_points_at_what_was_told_before_or_does_not() {
        let check = |language: &str, text: &str, expected: bool| {
            let sentences = vec![Sentence { text: text.to_owned(), ..Sentence::default() }];
            let article =
                Article { language: Some(language.to_owned()), sentences, ..Article::default() };
            let event = Event::new("e".to_owned(), String::new(), vec![article]);
            assert_eq!(
                points_outside(Spot { article: 0, sentence: 0 }, &event),
                expected,
                "{text}"
            );
        };
        check("en", "The bridge of Tarn is closed.", false);
        check("en", "It is closed.", true);
        check("en", "The move surprised Tarn.", true);
        check("en", "Several members of the council left.", false);
        check("en", "Several of the members left.", false);
        check("en", "Several were hurt.", true);
        check("en", "But the bridge stayed open.", true);
        check("en", "Then the bridge was closed.", true);
        check("en", "Then-Mayor Ailsa Corrigan closed the bridge.", false);
        check("en", "Ann Lee's comments came after the vote.", true);
        check("en", "Defence Minister Ann Lee’s announcement came after the vote.", true);
        check("en", "Ann Lee's announcement that the bridge is closed came after the vote.", false);
        check("en", "Ann Lee's decision to close the bridge came after the vote.", false);
        check("en", "Ann Lee's former adviser closed the bridge.", false);
        check("en", "Without it, the town is cut off.", true);
        check("en", "Without its bridge, the town is cut off.", false);
        check("en", "This", true);
        check("en", "", false);
        check("fr", "La Sérine a inondé le centre de Valbourne.", false);
        check("fr", "Les pompiers ont secouru dix personnes.", false);
        check("fr", "Elle avait perdu vingt centimètres.", true);
        check("fr", "Le", true);
        check("de", "Die Feuerwehr war im Einsatz.", false);
        check("de", "Das ist neu.", true);
        check("de", "Sie war im Einsatz.", true);
        check("es", "La alcaldesa cerró el puente.", false);
        check("es", "Ella cerró el puente.", true);
        check("es", "La de ayer fue mayor.", true);
    }

    #[test]
    fn a_whole_sentence_has_a_verb_and_is_no_point_of_a_list() {
        for (text, expected) in [
            (
                "Bo Lund, himself a veteran, or former wrestling executive Linda Marsh of Tarn.",
                false,
            ),
            (
                "Bo Lund, himself a veteran, beat former wrestling executive Linda Marsh of Tarn.",
                true,
            ),
            (
                "Bo Lund, himself a veteran, meets former wrestling executive Linda Marsh of Tarn.",
                true,
            ),
            (
                "Bo Lund, himself a veteran, is a former wrestling executive from the town of Tarn.",
                true,
            ),
            ("-In the past years Bo Lund has met wrestling executives of the town of Tarn.", false),
            ("Nobody knew.", true),
        ] {
            let event =
                Event::new("e".to_owned(), String::new(), vec![example::article("a", &[text])]);
            assert_eq!(is_whole(Spot { article: 0, sentence: 0 }, &event), expected, "{text}");
        }
    }

    #[test]
    fn what_the_writer_says_of_themselves_is_known() {
        for (text, expected) in [
            ("We joined the army in Tarn.", true),
            ("A vote for me is a vote for Tarn.", true),
            ("“We joined the army,” Ann Lee said.", false),
            ("Queen Elizabeth I joined the army.", false),
            ("The army of Tarn joined the US.", false),
        ] {
            let event =
                Event::new("e".to_owned(), String::new(), vec![example::article("a", &[text])]);
            assert_eq!(
                is_in_first_person(Spot { article: 0, sentence: 0 }, &event),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_quotation_stands_with_who_says_it() {
        let check = |sentences: &[&str], expected: &[bool]| {
            let event =
                Event::new("e".to_owned(), String::new(), vec![example::article("a", sentences)]);
            let found =
                (0..sentences.len()).map(|sentence| stands(Spot { article: 0, sentence }, &event));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{sentences:?}");
        };
        check(&["“Nobody was hurt,” the chief said."], &[true]);
        check(&["“Nobody was hurt.”", "“Nobody was hurt,” said."], &[false, false]);
        check(
            &["“We stopped it.", "Nobody was hurt.", "Tarn is safe,” Ann Lee said."],
            &[false, false, false],
        );
        check(
            &["“We stopped it.", "“Nobody was hurt,” Ann Lee said.", "Tarn is safe."],
            &[false, true, true],
        );
    }
}
