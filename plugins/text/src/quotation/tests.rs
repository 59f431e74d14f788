use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = quotations(text)
        .iter()
        .map(|quotation| {
            let half = if quotation.complete { "" } else { "~" };
            format!("{half}{}", &text[quotation.inner.clone()])
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_samples_quotations() {
    check("the so-called “Coalition of the Willing” comes", &["Coalition of the Willing"]);
    check(
        "The gathering, dubbed the ‘Coalition of the Willing’, includes",
        &["Coalition of the Willing"],
    );
    check("that a potential agreement is ’90 percent’ complete, Russia", &["90 percent"]);
    check(
        "Kyiv’s assertion that a deal is ’90 percent’ complete, Ukraine’s Donbas",
        &["90 percent"],
    );
    check("objective to ‘tighten and align positions,’ noting", &["tighten and align positions,"]);
    check(
        "prevent ‘the United States from abandoning Ukraine’ since",
        &["the United States from abandoning Ukraine"],
    );
    check("He said \"only that kind, seriously.\" He warned", &["only that kind, seriously."]);
    check("'Realignment' with the U.S.", &["Realignment"]);
    check(
        "“We want a ceasefire that preserves Ukraine’s sovereignty,” Merz wrote.",
        &["We want a ceasefire that preserves Ukraine’s sovereignty,"],
    );
    check("“One,” he said. “Two.”", &["One,", "Two."]);
}

#[test]
fn apostrophes_are_not_marks() {
    for text in [
        "Ukraine’s European, US allies",
        "the leaders’ plan and the ministers' reply",
        "It's the '90s, rock 'n' roll",
        "the ’90s and the boys’ club",
        "'Tis the season, don't",
        "the administration's – or a successor's – policy",
        "O’Brien and d'Estaing",
        "a 6' 2\" man",
        "the class of ’22 and the boys’ club of years past",
    ] {
        check(text, &[]);
    }
    check("'the leaders' plan is dead,' he said", &["the leaders' plan is dead,"]);
    check("it is 'both sides' problem", &["both sides"]);
    check("‘we won’t go,’ she said", &["we won’t go,"]);
    check("'don't go', she said", &["don't go"]);
}

#[test]
fn other_languages_and_nesting() {
    check("Er sagte: „Wir kommen“, und ging.", &["Wir kommen"]);
    check("Il a dit « nous viendrons » hier", &["nous viendrons"]);
    check("Er sagte »Wir kommen« heute", &["Wir kommen"]);
    check("„Er rief ‚Halt‘ und lief”, so sie", &["Er rief ‚Halt‘ und lief"]);
    check("“He told me ‘no way’ and left,” she said", &["He told me ‘no way’ and left,"]);
    check("‘He told me “no way” and left,’ she said", &["He told me “no way” and left,"]);
    check("\"He told me 'no way' and left,\" she said", &["He told me 'no way' and left,"]);
    check("he said: ”broken openers” too", &["broken openers"]);
    check("“mixed marks\" too", &["mixed marks"]);
    check("¿\"Qué\"? ", &["Qué"]);
}

#[test]
fn halves() {
    check("“We will go.", &["~We will go."]);
    check("We will win,” he said.", &["~We will win,"]);
    check("We will win,\" he said.", &["~We will win,"]);
    check("We will win,' he said.", &["~We will win,"]);
    check("'We will go.", &["~We will go."]);
    check("We won,” he said. “We go", &["~We won,", "~We go"]);
    let sides = |text: &str| {
        quotations(text).iter().map(|one| (one.began_before(), one.goes_on())).collect::<Vec<_>>()
    };
    assert_eq!(sides("We won,” he said. “We go"), [(true, false), (false, true)]);
    assert_eq!(sides("“We won,” he said."), [(false, false)]);
    check("“", &["~"]);
    check("”", &["~"]);
    check("", &[]);
}

#[test]
fn folding() {
    assert_eq!(normalise("  “We  won’t” \u{a0}go "), "\"We won't\" go");
    assert_eq!(wording("“We won’t,”"), "we won't");
    assert_eq!(wording("’90 percent’"), "90 percent");
}

#[test]
fn hostile_text_takes_linear_time() {
    for unit in ["'a ", "’a ", "“", "‘a ", "\" ", "s' a", "„“", "»«", "'", "a’ ‘"] {
        let text = unit.repeat(20_000);
        assert!(quotations(&text).iter().all(|quotation| quotation.outer.end <= text.len()));
    }
}

proptest! {
    #[test]
    fn ranges_are_sound_and_in_order(text in "[a-zs ,.“”‘’'\"„«»‚€é-]{0,60}") {
        let found = quotations(&text);
        for quotation in &found {
            prop_assert!(text.get(quotation.outer.clone()).is_some() && text.get(quotation.inner.clone()).is_some());
            prop_assert!(quotation.outer.start <= quotation.inner.start && quotation.inner.end <= quotation.outer.end);
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].outer.end <= pair[1].outer.start));
    }

    #[test]
    fn normalising_twice_is_normalising_once(text in "\\PC{0,60}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }
}
