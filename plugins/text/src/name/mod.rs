//! Names: runs of capitalised words that name somebody, something or some place.
//!
//! Without a model: a capital inside a sentence is a name; a word that opens a sentence is one
//! where the event shows it capitalised inside sentences too, or where a table knows it. Titles go
//! before names and are no part of them.

use super::cut::{Lexemes, Token};
use super::date::matcher;
use super::language::Language;
use super::reader::Reader;

mod evidence;
mod kind;
mod piece;
mod role;
mod run;
mod scanner;
mod shown;
mod view;

pub use evidence::{Evidence, gather};
use evidence::{is_headline, is_shouted};
pub use kind::{EntityKind, Name};
use view::View;

/// The names of a text, in order.
#[must_use]
pub fn names(text: &str, tokens: &[Token], language: &Language, evidence: &Evidence) -> Vec<Name> {
    let lexemes = language.lexemes(text);
    among(&lexemes, &matcher::scan(&lexemes, language), tokens, language, evidence)
}

/// The names among lexemes, outside the dates among them.
pub(crate) fn among(
    lexemes: &Lexemes<'_>,
    dates: &[matcher::Found],
    tokens: &[Token],
    language: &Language,
    evidence: &Evidence,
) -> Vec<Name> {
    // Capitals of words that the event also writes small show that this is no list of names.
    let common = |token: &Token| token.capital && evidence.is_lower(token.word);
    let headline = is_headline(lexemes.text, tokens) && tokens.iter().skip(1).any(common);
    let shouted = is_shouted(lexemes.text);
    View { reader: Reader::of(lexemes, language), dates, evidence, headline, shouted }.read()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;
    use crate::word;

    fn read(language: &str, text: &str, beside: &[&str]) -> Vec<String> {
        let language = Language::of(Some(language));
        let mut evidence = Evidence::new();
        for other in beside.iter().chain(&[text]) {
            gather(other, &word::tokens(other, language), language, &mut evidence);
        }
        let found = names(text, &word::tokens(text, language), language, &evidence);
        let shown = |name: &Name| {
            let part =
                |range: &Option<Range<usize>>| range.clone().map(|range| text[range].to_owned());
            let title = part(&name.title).map(|title| format!("{title} | ")).unwrap_or_default();
            let role = part(&name.role).map(|role| format!(" | {role}")).unwrap_or_default();
            let administration = if name.administration { "!" } else { "" };
            format!("{title}{}{administration}{role}", &text[name.range.clone()])
        };
        found.iter().map(shown).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(read("en", text, &[]), expected, "{text}");
    }

    fn check_beside(text: &str, beside: &str, expected: &[&str]) {
        assert_eq!(read("en", text, &[beside]), expected, "{text}");
    }

    #[test]
    fn a_title_keeps_what_limits_it() {
        check(
            "with Former State’s Attorney Ana Foss",
            &["State", "Former State’s Attorney | Ana Foss"],
        );
        for role in
            ["would-be president", "self-declared president", "alleged gang leader", "ex-minister"]
        {
            check(&format!("with {role} Ana Foss"), &[&format!("{role} | Ana Foss")]);
        }
    }

    #[test]
    fn a_seat_is_no_name() {
        check("Sen. Ann Foss, R-TX, said", &["Sen. | Ann Foss"]);
        check("for Ana Foss (D-NJ) and Jean-Luc Brun", &["Ana Foss", "Jean-Luc Brun"]);
    }

    #[test]
    fn titles_stand_before_names() {
        check("met by U.S. President Donald Trump in", &["U.S.", "U.S. President | Donald Trump"]);
        check(
            "the Polish Prime Minister Donald Tusk said",
            &["Polish Prime Minister | Donald Tusk"],
        );
        check(
            "Before traveling to Paris, Polish Prime Minister Donald Tusk said",
            &["Paris", "Polish Prime Minister | Donald Tusk"],
        );
        check(
            "with Ukraine's President Volodymyr Zelensky at the Elysee Palace",
            &["Ukraine", "Ukraine's President | Volodymyr Zelensky", "Elysee Palace"],
        );
        check(
            "an ally of Russian leader Vladimir Putin, has",
            &["Russian leader | Vladimir Putin"],
        );
        check(
            "the EU foreign policy chief Kaja Kallas",
            &["EU foreign policy chief | Kaja Kallas"],
        );
        check("said Kremlin spokesman Dmitry Peskov", &["Kremlin spokesman | Dmitry Peskov"]);
        check("the German Chancellor Merz said", &["German Chancellor | Merz"]);
        check(
            "hosted Canadian Prime Minister Mark Carney for breakfast",
            &["Canadian Prime Minister | Mark Carney"],
        );
        check("the Secretary of State Marco Rubio", &["Secretary of State | Marco Rubio"]);
        check("told Gen. Mark Milley and Mr. Smith", &["Gen. | Mark Milley", "Mr. | Smith"]);
    }

    #[test]
    fn what_limits_a_title_is_part_of_it() {
        check(
            "with former French president Nicolas Sarkozy",
            &["former French president | Nicolas Sarkozy"],
        );
        check(
            "with interim Prime Minister Claude Joseph",
            &["interim Prime Minister | Claude Joseph"],
        );
        check(
            "with former Trump campaign chairman Paul Manafort",
            &["Trump", "former Trump campaign chairman | Paul Manafort"],
        );
        check(
            "with acting Food and Drug Administration Commissioner Janet Woodcock",
            &[
                "Food and Drug Administration",
                "acting Food and Drug Administration Commissioner | Janet Woodcock",
            ],
        );
        check(
            "with acting Salt and Coal Board Commissioner Janet Woodcock",
            &["Salt", "Coal Board", "Commissioner | Janet Woodcock"],
        );
        check("with alleged gang leader Leo Brack", &["alleged gang leader | Leo Brack"]);
        check("with self-declared president Leo Brack", &["self-declared president | Leo Brack"]);
        check("with would-be mayor Leo Brack", &["would-be mayor | Leo Brack"]);
        assert_eq!(
            read("de", "gegen den mutmaßlichen Bürgermeister Knut Adler", &[]),
            ["mutmaßlichen Bürgermeister | Knut Adler"]
        );
        check("with state Rep. Janet Woodcock", &["state Rep. | Janet Woodcock"]);
        check(
            "by Commission President Ursula von der Leyen today",
            &["Commission President | Ursula von der Leyen"],
        );
    }

    #[test]
    fn names_of_bodies_are_whole() {
        check("the Bureau of Labor Statistics said", &["Bureau of Labor Statistics"]);
        check(
            "the Ministry of Foreign Trade of Kestria said",
            &["Ministry of Foreign Trade of Kestria"],
        );
        check(
            "at the Centers for Disease Control and Prevention in",
            &["Centers for Disease Control and Prevention"],
        );
    }

    #[test]
    fn kinds_are_told_by_words_around_and_within() {
        let check = |text: &str, expected: &[(&str, Option<EntityKind>)]| {
            let language = Language::of(Some("en"));
            let tokens = word::tokens(text, language);
            let mut evidence = Evidence::new();
            gather(text, &tokens, language, &mut evidence);
            let found = names(text, &tokens, language, &evidence);
            let found: Vec<_> =
                found.into_iter().map(|name| (&text[name.range], name.kind)).collect();
            assert_eq!(found, expected);
        };
        check(
            "ships left Christmas Island at noon",
            &[("Christmas Island", Some(EntityKind::Place))],
        );
        check("talks in Tarn went on", &[("Tarn", Some(EntityKind::Place))]);
        check("those in Epstein's orbit", &[("Epstein", None)]);
        check("they saw TV and COVID tests", &[("TV", None), ("COVID", None)]);
        check("the KRZ and more", &[("KRZ", Some(EntityKind::Organisation))]);
        check("voters of Democrats and", &[("Democrats", Some(EntityKind::Organisation))]);
    }

    /// Each name with its kind; with a question mark where only its looks tell it.
    fn kinds(code: &str, text: &str) -> Vec<String> {
        let language = Language::of(Some(code));
        let tokens = word::tokens(text, language);
        let mut evidence = Evidence::new();
        gather(text, &tokens, language, &mut evidence);
        let shown = |name: Name| {
            let kind = name.kind.map_or("nothing", EntityKind::word);
            format!("{}: {kind}{}", &text[name.range], if name.sure { "" } else { "?" })
        };
        names(text, &tokens, language, &evidence).into_iter().map(shown).collect()
    }

    #[test]
    fn what_stands_beside_a_name_shows_its_kind() {
        let check = |text: &str, expected: &[&str]| assert_eq!(kinds("en", text), expected);
        check("then the ferry Lady Morwen sank", &["Morwen: other"]);
        check("then a tanker, the Copper Swell, sank", &["Copper Swell: other"]);
        check("yesterday Ostrel, a courier firm that moved, closed", &["Ostrel: organisation"]);
        check("with the brass band Copper Lane", &["Copper Lane: organisation"]);
        check("near the village of Tarn Esk", &["Tarn Esk: place"]);
        check("along Admiral Cole Road to", &["Admiral Cole Road: place"]);
        check("after the Copper Owls played", &["Copper Owls: organisation?"]);
        check("after Corwen Vale lost", &["Corwen Vale: person?"]);
        check("after Oliver Vale lost", &["Oliver Vale: person"]);
        check("said Corwen Vale in court", &["Corwen Vale: person"]);
        check("then Corwen Vale, 34, left", &["Corwen Vale: person"]);
        check("a judge told Brantor to stop", &["Brantor: person?"]);
        check("with Sporting Velmar on Monday", &["Sporting Velmar: organisation"]);
        check("at the Saint Odo Infirmary", &["Saint Odo Infirmary: organisation"]);
        check("the Weavers' Union struck", &["Weavers' Union: organisation"]);
        check("then Sainte-Orme-des-Bois burned", &["Sainte-Orme-des-Bois: nothing?"]);
        assert_eq!(
            kinds("es", "ardió el Hospital San Telmar"),
            ["Hospital San Telmar: organisation"]
        );
    }

    #[test]
    fn capitals_throughout_show_nothing() {
        assert_eq!(kinds("en", "ROBBERS FLEE AFTER FIRE."), Vec::<String>::new());
        assert_eq!(kinds("en", "FIRE IN NEPAL KILLS NINE."), ["NEPAL: place"]);
    }

    #[test]
    fn possession_parts_names() {
        check(
            "by U.S. President Donald Trump’s special envoy Steve Witkoff and his son-in-law Jared Kushner are",
            &[
                "U.S.",
                "U.S. President | Donald Trump",
                "special envoy | Steve Witkoff",
                "son-in-law | Jared Kushner",
            ],
        );
        check("since the Trump administration took office", &["Trump!"]);
        check("envoys representing the Biden administration's policy", &["Biden!"]);
        check(
            "against Kyiv’s assertion that Ukraine’s eastern Donbas region",
            &["Kyiv", "Ukraine", "Donbas"],
        );
    }

    #[test]
    fn roles_stand_behind_names() {
        check(
            "according to Friedrich Merz, the German chancellor, said",
            &["Friedrich Merz | German chancellor"],
        );
        check(
            "by Kaja Kallas, the EU's foreign policy chief, who",
            &["Kaja Kallas | EU's foreign policy chief", "EU"],
        );
        check(
            "said Olha Bondar, president of the chamber.",
            &["Olha Bondar | president of the chamber"],
        );
        check(
            "and French President Emmanuel Macron, UK Prime Minister Keir Starmer, and others",
            &["French President | Emmanuel Macron", "UK", "UK Prime Minister | Keir Starmer"],
        );
    }

    #[test]
    fn organisations_and_places() {
        check("the so-called “Coalition of the Willing” comes", &["Coalition of the Willing"]);
        check("the European Union and NATO said", &["European Union", "NATO"]);
        check(
            "at the Ministry of Defence and the Bank of England",
            &["Ministry of Defence", "Bank of England"],
        );
        check("the Justice Department spokesman said", &["Justice Department"]);
        check(
            "France, Germany, the UK, Poland, and the Baltic states",
            &["France", "Germany", "UK", "Poland", "Baltic states"],
        );
        check(
            "launched by France and Britain in New York City",
            &["France", "Britain", "New York City"],
        );
        check("as European allies and Russian forces and U.S. troops", &["U.S."]);
        check("supplied F-16 jets and ATACMS missiles", &["ATACMS"]);
        check("a U.S.-brokered plan and pro-Ukraine states", &["U.S.", "Ukraine"]);
        check("reports from France 24, the talks", &["France 24"]);
        check("Crimea’s 2014 annexation", &["Crimea"]);
        check("met the Côte d'Ivoire team", &["Côte d'Ivoire"]);
        check(
            "with Bashar al-Assad and Conan O’Brien and Jean-Luc Picard",
            &["Bashar al-Assad", "Conan O’Brien", "Jean-Luc Picard"],
        );
        check("with Donald J. Trump in January", &["Donald J. Trump"]);
        check("deadliest conflict since World War II.", &["World War II"]);
    }

    #[test]
    fn a_word_that_opens_a_sentence_needs_evidence() {
        check("Zelensky arrived in Paris", &["Paris"]);
        check_beside("Zelensky arrived in Paris", "He met Zelensky there.", &["Zelensky", "Paris"]);
        check_beside("Talks went on", "The talks with Zelensky went on.", &[]);
        check("Representatives of NATO met", &["NATO"]);
        check("Steve Witkoff arrived", &["Steve Witkoff"]);
        check("Yesterday Emmanuel Macron arrived", &["Emmanuel Macron"]);
        check("The Hague and The New York Times", &["The Hague", "New York Times"]);
        check("Russia has repeatedly rejected it", &["Russia"]);
        check("“We want peace,” Merz wrote", &["Merz"]);
        check("He said: “Nothing is agreed.”", &[]);
        check("On Tuesday and in January the I in them", &[]);
    }

    #[test]
    fn headlines_show_nothing() {
        check_beside(
            "Leaders Aim to Strengthen Ukraine’s Security",
            "They aim at security.",
            &["Ukraine"],
        );
        check_beside(
            "Macron Hosts Leaders for Talks",
            "There Macron hosts leaders for talks.",
            &["Macron"],
        );
    }

    #[test]
    fn other_languages() {
        let check = |language: &str, text: &str, beside: &[&str], expected: &[&str]| {
            assert_eq!(read(language, text, beside), expected, "{text}");
        };
        check(
            "de",
            "Der französische Präsident Emmanuel Macron empfing Bundeskanzler Friedrich Merz in Paris.",
            &[],
            &[
                "französische Präsident | Emmanuel Macron",
                "Bundeskanzler | Friedrich Merz",
                "Paris",
            ],
        );
        check(
            "de",
            "Gestern sagte Merz in Berlin die Wahrheit.",
            &["Kanzler Friedrich Merz sprach."],
            &["Merz", "Berlin"],
        );
        check("de", "Die Gespräche über den Haushalt gehen weiter.", &[], &[]);
        check(
            "fr",
            "Le président français Emmanuel Macron a reçu la première ministre italienne Giorgia Meloni.",
            &[],
            &[
                "président français | Emmanuel Macron",
                "première ministre italienne | Giorgia Meloni",
            ],
        );
        check(
            "fr",
            "à l'Élysée avec le chef d'Emmanuel Macron",
            &[],
            &["Élysée", "Emmanuel Macron"],
        );
        check(
            "es",
            "El presidente francés, Emmanuel Macron, recibió a Pedro Sánchez en París.",
            &[],
            &["Emmanuel Macron", "Pedro Sánchez", "París"],
        );
    }

    proptest! {
        #[test]
        fn names_are_sound_and_in_order(text in "([A-Za-z’'.,“”0-9é-]| President | of | the | Paris | Trump|’s ){0,40}") {
            let language = Language::of(Some("en"));
            let tokens = word::tokens(&text, language);
            let found = names(&text, &tokens, language, &Evidence::new());
            for name in &found {
                prop_assert!(text.get(name.range.clone()).is_some_and(|held| !held.trim().is_empty()));
                for part in [&name.title, &name.role].into_iter().flatten() {
                    prop_assert!(text.get(part.clone()).is_some());
                }
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        }
    }

    #[test]
    fn hostile_names() {
        for unit in ["A", "A-", "A.", "President ", "A of ", "’s ", "Paris ", "A’"] {
            let text = unit.repeat(5000);
            let language = Language::of(Some("en"));
            let _ = names(&text, &word::tokens(&text, language), language, &Evidence::new());
        }
    }
}
