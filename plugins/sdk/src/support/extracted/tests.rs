use q7x2_text::language::Table;

use super::super::example;
use super::*;

fn left_out(text: &str, sentence: &str) -> Option<Vec<String>> {
    let extract = extract(text, sentence, Language::of(Some("en")))?;
    Some(extract.left_out.iter().map(|range| sentence[range.clone()].to_owned()).collect())
}

fn check(text: &str, sentence: &str, expected: Option<&[&str]>) {
    let expected = expected.map(|runs| runs.iter().map(ToString::to_string).collect());
    assert_eq!(left_out(text, sentence), expected, "{text} / {sentence}");
}

#[test]
fn only_whole_phrases_are_left_out() {
    let sentence =
        "However, the mayor, who is 60, opened the bridge on Monday, according to her office.";
    check(
        "The mayor, who is 60, opened the bridge on Monday, according to her office.",
        sentence,
        Some(&["However"]),
    );
    check(
        "The mayor opened the bridge on Monday.",
        sentence,
        Some(&["However", "who is 60", "according to her office"]),
    );
    check("The mayor opened the bridge.", sentence, None);
    check("The mayor closed the bridge on Monday.", sentence, None);
    check("Opened the bridge on Monday, the mayor.", sentence, None);
    check("", sentence, None);
}

#[test]
fn brackets_are_not_the_anchors_words() {
    let sentence = "He warned, though, against expecting final decisions.";
    let language =
        Language::from(Table { pronouns: vec!["he".to_owned()].into(), ..Table::default() });
    let found =
        extract("[Donald Tusk] warned against expecting final decisions.", sentence, &language);
    let brackets = found.map(|extract| extract.brackets).unwrap_or_default();
    let tusk = "Donald Tusk".to_owned();
    assert_eq!(
        brackets,
        [Bracket { text: tusk, after: String::new(), before: "warned".to_owned(), replaces: true }]
    );
    let found =
        extract("Tusk [Polish Prime Minister Donald Tusk] warned.", "Tusk warned.", &language);
    let brackets = found.map(|extract| extract.brackets).unwrap_or_default();
    assert_eq!(
        (brackets.len(), brackets[0].replaces, brackets[0].after.as_str()),
        (1, false, "Tusk")
    );
}

#[test]
fn a_list_without_end_is_kept_whole() {
    let list = format!("They saw {} and a bridge.", "cars, ".repeat(100_000));
    check(&list, &list, Some(&[]));
    check("They saw cars.", &list, None);
}

/// Whether a statement passes as an extract of the first sentence of the first article, citing
/// all first sentences.
fn judged(text: &str, articles: &[&[&str]], expected: Result<(), &str>) {
    let event = example::event("en", articles);
    let cited: Vec<Spot> =
        (0..articles.len()).map(|article| Spot { article, sentence: 0 }).collect();
    let found = super::check(text, cited[0], &cited, &cited, &event).map(drop);
    let found = found.map_err(|refusal| refusal.to_string());
    assert_eq!(found, expected.map_err(str::to_owned));
}

#[test]
fn an_attribution_goes_where_two_origins_do_without() {
    let sentence: &[&str] = &["Four cars fell into the harbour, according to police."];
    let plain: &[&str] = &["Four cars fell into the harbour."];
    let kept = Err("leaves out the attribution \"according to police\"");
    judged(sentence[0], &[sentence], Ok(()));
    judged(plain[0], &[sentence], kept);
    judged(plain[0], &[sentence, plain], kept);
    judged(plain[0], &[sentence, plain, plain], Ok(()));
    judged(plain[0], &[sentence, plain, sentence], kept);
    let said: &[&str] = &["Four cars fell into the harbour, police said."];
    let reason = Err("leaves out the attribution \"police said\"");
    judged(plain[0], &[said], reason);
    judged(plain[0], &[said, said, plain], reason);
}

#[test]
fn who_says_it_stands_outside_quotation_marks() {
    for (text, expected) in [
        ("“It is late,” she said.", true),
        ("She said “it is late”.", true),
        ("The sign “he said no” hung there.", false),
        ("It is late.", false),
        ("“It is late.”", true),
        ("“It is late.", true),
        ("It was “late” there.", false),
        ("According to her it is late.", true),
        ("", false),
    ] {
        let event = example::event("en", &[&[text]]);
        assert_eq!(
            is_attributed(Side::of(&event, Spot { article: 0, sentence: 0 })),
            expected,
            "{text}"
        );
    }
}

#[test]
fn what_changes_the_claim_is_not_left_out() {
    for (text, sentence, reason) in [
        (
            "Divers will come on Thursday.",
            "Divers will come on Thursday, if the fog lifts.",
            "leaves out \"if\"",
        ),
        (
            "The town was insured.",
            "The town was, reportedly, insured.",
            "leaves out \"reportedly\"",
        ),
        (
            "The road is closed.",
            "The road is, not for the first time, closed.",
            "leaves out \"not\"",
        ),
        ("The road is closed.", "The road is, for about 20 days, closed.", "leaves out \"about\""),
    ] {
        judged(text, &[&[sentence]], Err(reason));
        judged(sentence, &[&[sentence]], Ok(()));
    }
    judged(
        "The bridge opened in 1974.",
        &[&["The bridge, which was not insured, opened in 1974."]],
        Ok(()),
    );
}

#[test]
fn quotations_are_whole() {
    let sentence: &[&str] =
        &["“We stopped it, all of us, in time,” the chief said, “and we went home.”"];
    judged(sentence[0], &[sentence], Ok(()));
    judged(
        "“We stopped it, in time,” the chief said, “and we went home.”",
        &[sentence],
        Err("cuts inside a quotation"),
    );
    judged("“We stopped it, all of us, in time,” the chief said.", &[sentence], Ok(()));
    let open: &[&str] = &["“We stopped it, the chief said."];
    judged(open[0], &[open], Err("holds half of a quotation"));
    let bare = Err("its quotation marks are not those of the anchor");
    judged(
        "We stopped it, all of us, in time, the chief said, and we went home.",
        &[sentence],
        bare,
    );
    let event = example::event(
        "en",
        &[&["“We stopped it.", "Nobody was hurt.", "Tarn is safe,” Ann Lee said."]],
    );
    let inside = Spot { article: 0, sentence: 1 };
    let refusal = super::check("Nobody was hurt.", inside, &[inside], &[inside], &event).map(drop);
    assert_eq!(refusal, Err(Refusal::InsideQuotation));
    judged("The “mayor” spoke.", &[&["The mayor spoke."]], bare);
}

#[test]
fn brackets_hold_what_is_cited() {
    let tusk: &[&str] = &["He warned against it."];
    let named: &[&str] = &["Donald Tusk warned against it."];
    judged(
        "[Donald Tusk] warned against it.",
        &[tusk, named],
        Err("\"[Donald Tusk]\" stands in no cited sentence"),
    );
    let event = example::event("en", &[&["Donald Tusk came.", "He warned against it."]]);
    let (before, anchor) = (Spot { article: 0, sentence: 0 }, Spot { article: 0, sentence: 1 });
    assert!(
        super::check(
            "[Donald Tusk] warned against it.",
            anchor,
            &[anchor, before],
            &[anchor, before],
            &event
        )
        .is_ok()
    );
    assert!(
        super::check("[Donald Tusk] warned against it.", anchor, &[anchor], &[anchor], &event)
            .is_err()
    );
    assert!(
        super::check(
            "[Donald Trump] warned against it.",
            anchor,
            &[anchor, before],
            &[anchor, before],
            &event
        )
        .is_err()
    );
    let named: &[&str] = &["Polish Prime Minister Donald Tusk met President Donald Trump."];
    let tusk: &[&str] = &["On Monday Tusk warned against it."];
    for (text, stands) in [
        ("On Monday [Polish Prime Minister Donald] Tusk warned against it.", true),
        ("On Monday Tusk [Polish Prime Minister Donald Tusk] warned against it.", true),
        ("On Monday [President] Tusk warned against it.", false),
        ("On Monday [Polish] Tusk warned against it.", false),
    ] {
        let event = example::event("en", &[tusk, named]);
        let cited = [Spot { article: 0, sentence: 0 }, Spot { article: 1, sentence: 0 }];
        assert_eq!(super::check(text, cited[0], &cited, &cited, &event).is_ok(), stands, "{text}");
    }
}

#[test]
fn a_condition_goes_with_no_clause() {
    let sentence: &[&str] = &["Divers will come, which is sure if the fog lifts, on Thursday."];
    judged("Divers will come on Thursday.", &[sentence], Err("leaves out \"if\""));
}

#[test]
fn two_sentences_of_one_origin_free_no_attribution() {
    let said = "Four cars fell into the harbour, according to police.";
    let plain = "Four cars fell into the harbour.";
    let event = example::event("en", &[&[said], &[plain, plain]]);
    let cited = [(0, 0), (1, 0), (1, 1)].map(|(article, sentence)| Spot { article, sentence });
    assert!(super::check(plain, cited[0], &cited, &cited, &event).is_err());
}

#[test]
fn a_pronoun_means_somebody_named_shortly_before() {
    let passes = |sentences: &[&str], at: usize, named: usize| {
        let event = example::event("en", &[sentences]);
        let cited = [at, named].map(|sentence| Spot { article: 0, sentence });
        super::check("[Donald Tusk] warned against it.", cited[0], &cited, &cited, &event).is_ok()
    };
    let (tusk, he) = ("Donald Tusk came.", "He warned against it.");
    assert!(passes(&[tusk, "It rained.", he], 2, 0));
    assert!(!passes(&[tusk, "It rained.", "It snowed.", "It froze.", he], 4, 0), "too far before");
    assert!(!passes(&[he, tusk], 0, 1), "behind");
    for between in ["A driver stopped.", "The governor came too.", "Ann Lee came too."] {
        assert!(!passes(&[tusk, between, he], 2, 0), "{between}");
    }
    for before in [
        "Donald Tusk met a man on the pier of Tarn.",
        "Donald Tusk met the governor on the pier of Tarn.",
        "Donald Tusk met Ann Lee on the pier of Tarn.",
        "The suspect was brought before Donald Tusk.",
    ] {
        assert!(!passes(&[before, he], 1, 0), "{before}");
    }
}

#[test]
fn a_name_in_brackets_stands_before_a_person_of_that_name_alone() {
    let passes = |anchor: &str, text: &str, others: &[&str]| {
        let event = example::event("en", &[&[anchor], others]);
        let spots = (0..others.len()).map(|sentence| Spot { article: 1, sentence });
        let cited: Vec<Spot> =
            [Spot { article: 0, sentence: 0 }].into_iter().chain(spots).collect();
        super::check(text, cited[0], &cited, &cited, &event).is_ok()
    };
    let doug: &[&str] = &["Premier Doug Ford came to Oakley on Monday."];
    let waits = "Ford waited for the new road.";
    assert!(passes(waits, "[Premier Doug] Ford waited for the new road.", doug));
    let plant = "The Ford plant in Oakley stands still.";
    assert!(!passes(plant, "The [Premier Doug] Ford plant in Oakley stands still.", doug));
    let two = [doug, &["Minister Ann Ford left Oakley on Sunday."]].concat();
    assert!(!passes(waits, "[Premier Doug] Ford waited for the new road.", &two));
}

#[test]
fn a_bracket_stands_beside_its_word() {
    let left: &[&str] = &["The mayor left."];
    judged("The mayor [Ann Lee] left.", &[left, &["The mayor Ann Lee sang."]], Ok(()));
    judged(
        "The mayor [Ann Lee] left.",
        &[left, &["Ann Lee sang."]],
        Err("\"[Ann Lee]\" stands in no cited sentence"),
    );
    judged("The mayor [] left.", &[left], Err("\"[]\" stands in no cited sentence"));
}

#[test]
fn case_and_sentence_ends_are_the_anchors() {
    check("The Mayor opened the bridge.", "The mayor opened the bridge.", None);
    check("Stop it now.", "Stop! it now.", None);
}

#[test]
fn an_attribution_is_short_and_names_somebody() {
    let english = Language::of(Some("en"));
    for (run, expected) in [
        ("officials said", true),
        ("said Ann Lee", true),
        ("said the mayor", true),
        ("said", false),
        ("told reporters", false),
        ("officials of the town and of the county of Tarn said", false),
    ] {
        assert_eq!(is_attribution(run, english), expected, "{run}");
    }
}

#[test]
fn what_stands_in_a_quotation_is_attributed() {
    let event = example::event(
        "en",
        &[&["“We stopped it.", "Nobody was hurt.", "Tarn is safe,” Ann Lee said."]],
    );
    assert!(is_attributed(Side::of(&event, Spot { article: 0, sentence: 1 })));
    let event = example::event("en", &[&["Nobody “was hurt."]]);
    assert!(is_attributed(Side::of(&event, Spot { article: 0, sentence: 0 })));
}

#[test]
fn an_editors_brackets_are_the_anchors_own() {
    let sentence: &[&str] =
        &["“I spoke with [Chinese] President Xi [Jinping] [...] for two hours,” Biden said."];
    judged(sentence[0], &[sentence], Ok(()));
    let moved = "“I spoke with President [Chinese] Xi [Jinping] [...] for two hours,” Biden said.";
    assert_eq!(extract(moved, sentence[0], Language::of(Some("en"))), None);
    let other = "“I spoke with [Russian] President Xi [Jinping] [...] for two hours,” Biden said.";
    assert_eq!(extract(other, sentence[0], Language::of(Some("en"))), None);
}

#[test]
fn what_is_verbatim_is_known_whatever_it_leaves_out() {
    let event = example::event("en", &[&["Divers will come on Thursday, if the fog lifts."]]);
    let anchor = Spot { article: 0, sentence: 0 };
    for (text, expected) in [
        ("Divers will come on Thursday.", true),
        ("Divers will come on Thursday, if the fog lifts.", true),
        ("Divers come on Thursday.", false),
        ("", false),
    ] {
        assert_eq!(is_verbatim(text, anchor, &event), expected, "{text}");
    }
}

#[test]
fn a_run_is_held_from_word_to_word() {
    assert!(holds_run("the Polish Prime Minister", "Polish Prime"));
    assert!(!holds_run("the Polish Prime Minister", "olish Prime"));
    assert!(!holds_run("the Polish Prime Minister", "Polish Prim"));
    assert!(holds_run("主席习近平在北京", "习近平"));
    assert!(!holds_run("", "a"));
}
