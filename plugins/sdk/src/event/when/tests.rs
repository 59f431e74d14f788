//! Tests of what is new and what was there before.

use super::happens::day;
use super::*;
use crate::{Article, example};
use q7x2_text::date;

/// Whether each date of a text says when something happens.
fn check(code: &str, text: &str, expected: &[bool]) {
    let language = Language::of(Some(code));
    let found = date::dates(text, language);
    let found: Vec<bool> = found.iter().map(|mention| says_when(text, mention, language)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn small_words_stand_before_what_tells() {
    check("en", "They met on Tuesday.", &[true]);
    check("en", "Tuesday brought rain.", &[true]);
    check("en", "The February 2022 invasion began.", &[false]);
    check("en", "The vote of the 2020 election was counted.", &[false]);
    check("en", "Paris was the host during the 2022 revival of the talks.", &[true]);
    check("en", "The minister won last year's vote.", &[false]);
    check("en", "Under the Powers Act of 1945 the road may be closed.", &[false]);
    check("en", "The jobless rate was lower than in March.", &[false]);
    check("en", "It is the highest level since 2017.", &[false]);
    check("en", "Since 2017 the bridge has been closed.", &[true]);
    check("en", "The bridge has been closed since 2017.", &[true]);
    check("en", "In 2017 the bridge was closed.", &[true]);
    check("de", "Die Miete ist höher als im März.", &[false]);
    check("de", "Am 6. Januar trafen sich die Minister.", &[true]);
    check("fr", "Le 6 janvier deux ministres ont parlé.", &[true]);
    check("en", "Russia's February 2022 invasion", &[false]);
    check("en", "", &[]);
}

#[test]
fn what_is_told_as_over_is_background() {
    let check = |code: &str, text: &str, expected: bool| {
        let article = Article {
            language: Some(code.to_owned()),
            published: crate::Published::parse("2026-06-10"),
            ..example::article("a", &["The bridge is closed.", text])
        };
        let event = Event::new("e".to_owned(), String::new(), vec![article]);
        assert_eq!(
            background(&event, Spot { article: 0, sentence: 1 }).is_some(),
            expected,
            "{text}"
        );
    };
    check("en", "In 2016 the board cleared the engineer of all blame.", true);
    check("en", "The engineer was cleared of all blame in 2016.", true);
    check("en", "The engineer cleared the bridge on Thursday.", false);
    check("en", "Corrigan, who was elected mayor in 2018, closed the bridge.", false);
    check("en", "Earlier talks, such as those of Tarn in March 2022, came to nothing.", true);
    check("en", "It was their first meeting since Corrigan took office in January.", false);
    check("en", "When the dam broke in 2016, the town lost its bridge.", true);
    check("en", "Divers will come in July.", false);
    check("de", "Die Brücke hat die Stadt im Jahr 2016 gebaut.", true);
    check("de", "Corrigan, die im Jahr 2018 gewählt wurde, sperrte die Brücke.", false);
    check("fr", "Le pont a été construit en 2016 par la ville.", true);
    check("es", "El puente fue construido en 2016 por la ciudad.", true);
    let lede = Article {
        published: crate::Published::parse("2026-06-10"),
        ..example::article("a", &["Prices rose by 3 percent in April."])
    };
    let event = Event::new("e".to_owned(), String::new(), vec![lede]);
    assert_eq!(background(&event, Spot { article: 0, sentence: 0 }), None);
}

#[test]
fn near_days_tell_by_their_name_alone() {
    check("en", "They met Tuesday.", &[true]);
    check("en", "On Good Friday they met.", &[false]);
    check("fr", "La Sérine a inondé mardi matin le centre.", &[true]);
    check("fr", "Le ministre est attendu jeudi.", &[true]);
    check("fr", "Les habitants ont été évacués hier.", &[true]);
    check("de", "Elf Menschen sind gestern verletzt worden.", &[true]);
}

#[test]
fn until_a_weekday_tells_nothing_without_a_future() {
    check("en", "The county closed the road until Sunday.", &[false]);
    check("en", "The road will be closed until Sunday.", &[true]);
    check("en", "The road is closed until March 8, 2026.", &[true]);
    check("de", "Die Produktion ruhe bis Montag.", &[false]);
    check("de", "Die Produktion ruhe bis zum Montag.", &[false]);
    check("fr", "Le collège était fermé jusqu'à lundi.", &[false]);
    check("fr", "Le collège restera fermé jusqu’au lundi.", &[true]);
    check("es", "El muelle se cierre hasta el viernes.", &[false]);
}

/// The day of a sentence in an article of Wednesday, 10 June 2026.
fn check_day(code: &str, text: &str, expected: Option<&str>) {
    let article = Article {
        language: Some(code.to_owned()),
        published: crate::Published::parse("2026-06-10"),
        ..example::article("a", &[text])
    };
    let event = Event::new("e".to_owned(), String::new(), vec![article]);
    let found = day(&event, Spot { article: 0, sentence: 0 }).map(|day| day.iso());
    assert_eq!(found.as_deref(), expected, "{text}");
}

#[test]
fn what_happens_has_a_day() {
    check_day("en", "Divers reached the wreck on Friday.", Some("2026-06-05"));
    check_day(
        "en",
        "The tribunal decides on Friday whether the quarry may reopen.",
        Some("2026-06-12"),
    );
    check_day("en", "The final of the rowing cup is on Sunday.", Some("2026-06-14"));
    check_day("en", "The new fare takes effect on 1 July.", Some("2026-07-01"));
    check_day("en", "Tarn will mark the flood of 3 June 1969 on Monday.", Some("2026-06-15"));
    check_day("en", "The 12 May Movement sued the town on Monday.", Some("2026-06-08"));
    check_day(
        "en",
        "Deputies agreed on Monday to sell the mill if prices rise.",
        Some("2026-06-08"),
    );
    check_day(
        "de",
        "Das Gericht in Tarn entscheidet am Freitag über die Brücke.",
        Some("2026-06-12"),
    );
    check_day("de", "Ab Freitag fahren wieder Züge nach Tarn.", Some("2026-06-12"));
    check_day("de", "Am Freitag brach in der Mühle ein Feuer aus.", Some("2026-06-05"));
    check_day("fr", "Le conseil vote vendredi le budget.", Some("2026-06-12"));
    check_day("es", "La feria abre el viernes.", Some("2026-06-12"));
}

#[test]
fn deadlines_spans_and_calls_have_none() {
    check_day("en", "Villagers must boil their water before Friday.", None);
    check_day("en", "The pass has been closed since Friday.", None);
    check_day("en", "Unions urged the mayor to resign on Friday.", None);
    check_day("en", "The mayor agreed to leave on Friday.", None);
    check_day("de", "Seit dem 5. Mai streiken die Fischer.", None);
    check_day("fr", "Le col est fermé depuis vendredi.", None);
    check_day("es", "La huelga sigue desde el viernes.", None);
}

#[test]
fn what_depends_on_something_has_none() {
    check_day("en", "If the rain goes on, the dam will be opened on Friday.", None);
    check_day("en", "Should the vote fail, the mayor would resign on Friday.", None);
    check_day("en", "Had the dam held on Friday, the mill would stand.", None);
    check_day("en", "The dam will be opened on Friday unless the rain stops.", None);
    check_day("de", "Wenn es regnet, wird der Damm am Freitag geöffnet.", None);
    check_day("de", "Sollten die Gespräche scheitern, streiken die Fischer am Freitag.", None);
}

#[test]
fn a_date_of_another_clause_gives_way() {
    check_day("en", "The baker arrested on Friday will be tried in Tarn.", None);
    check_day("en", "The mayor read letters released by the ministry on Friday.", None);
    check_day("en", "The letters were released by the ministry on Friday.", Some("2026-06-05"));
    check_day("en", "The mayor spoke in a film, to be shown on Friday.", None);
    check_day("en", "The baker who on Friday won the prize has moved to Lorn.", None);
    check_day(
        "en",
        "Although the fair on Friday failed, the mayor opened the market on Monday.",
        Some("2026-06-08"),
    );
    check_day("en", "Although the fair on Friday failed, the mayor is content.", None);
    check_day("en", "When the dam broke on Monday, the town lost its bridge.", Some("2026-06-08"));
    check_day("de", "Der Kran, der am Freitag umfiel, ist repariert.", None);
    check_day("fr", "Le marin disparu vendredi a été retrouvé.", None);
}

#[test]
fn a_name_that_holds_a_date_has_none() {
    check_day("en", "Lorries stood still on 7 April Bridge all morning.", None);
    check_day("en", "Sept. 11 attacks had changed the law of the town.", None);
    check_day("en", "Relatives of the victims of the May 3 bombings were heard.", None);
}
