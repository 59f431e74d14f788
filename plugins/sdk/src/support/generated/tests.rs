use super::super::example;
use super::*;

/// Judges a statement that cites one sentence of each of some outlets; the start of the reason
/// where it falls.
fn check_in(language: &str, text: &str, cited: &[&str], expected: Option<&str>) {
    let articles: Vec<Vec<&str>> = cited.iter().map(|sentence| vec![*sentence]).collect();
    let event = example::event(language, &articles.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let spots: Vec<Spot> = (0..cited.len()).map(|article| Spot { article, sentence: 0 }).collect();
    let found = super::check(text, &spots, &event).err().map(|refusal| refusal.to_string());
    let same = match (&found, expected) {
        (None, None) => true,
        (Some(found), Some(expected)) => found.starts_with(expected),
        _ => false,
    };
    assert!(same, "{text} / {cited:?}: {found:?}, not {expected:?}");
}

fn check(text: &str, cited: &[&str], expected: Option<&str>) {
    check_in("en", text, cited, expected);
}

const BRIDGE: &str = "A barge rammed the bridge in Dunmore on Monday and injured 14 people.";

#[test]
fn other_words_for_the_same_pass() {
    check("On Monday a barge rammed the Dunmore bridge, injuring 14 people.", &[BRIDGE], None);
    check(
        "In Dunmore 14 people were injured on Monday as a barge rammed the bridge.",
        &[BRIDGE],
        None,
    );
    check(
        "A barge injured 14 people in Dunmore, and the pilot was arrested.",
        &[BRIDGE, "The pilot was arrested."],
        None,
    );
    check("", &[BRIDGE], Some("a claim of it"));
    check("A barge rammed the bridge.", &[], Some("cites no sentence"));
}

#[test]
fn every_sentence_says_something() {
    let with = |added: &str| format!("On Monday a barge rammed the Dunmore bridge. {added}");
    for added in ["So it is.", "It was not.", "And so they did, too."] {
        let text = with(added);
        check(&text, &[BRIDGE], Some(&format!("\"{added}\" says nothing")));
    }
    check(&with("It injured 14 people."), &[BRIDGE], None);
    check(&with("It was one."), &[BRIDGE, "Was it an accident? It was one."], None);
}

#[test]
fn numbers_and_dates_stand_there() {
    check(
        "On Monday a barge rammed the Dunmore bridge, injuring 41 people.",
        &[BRIDGE],
        Some("the number"),
    );
    check(
        "On Friday a barge rammed the Dunmore bridge, injuring 14 people.",
        &[BRIDGE],
        Some("the date"),
    );
    check("On 5 January 2026 a barge rammed the Dunmore bridge.", &[BRIDGE], None);
    check("On 4 January 2026 a barge rammed the Dunmore bridge.", &[BRIDGE], Some("the date"));
    let early = "A barge rammed the bridge in Dunmore on Monday at 6 am.";
    check("On Monday a barge rammed the bridge in Dunmore.", &[early], None);
    check("On Monday at 6 am a barge rammed the bridge in Dunmore.", &[early], None);
    check("On Monday at 7 am a barge rammed the bridge in Dunmore.", &[early], Some("the date"));
    check("Barge 7x14 rammed the bridge in Dunmore.", &[BRIDGE], Some("the number"));
}

#[test]
fn a_date_stays_with_what_happened_then() {
    let two = "A barge rammed the bridge on Monday, and divers searched the harbour on Tuesday.";
    check(
        "Divers searched the harbour on Tuesday, and a barge rammed the bridge on Monday.",
        &[two],
        None,
    );
    check(
        "On Tuesday a barge rammed the bridge.",
        &[two],
        Some("\"Tuesday\" is in the cited sentences the date of"),
    );
    check(
        "On Monday divers searched the harbour.",
        &[two],
        Some("\"Monday\" is in the cited sentences the date of"),
    );
}

#[test]
fn names_and_quotations_stand_there() {
    check(
        "On Monday a barge rammed the bridge in Kells, injuring 14 people.",
        &[BRIDGE],
        Some("the name"),
    );
    check("A barge rammed the Dunmore bridge, Ann Lee said.", &[BRIDGE], Some("the name"));
    let quoted = "“We stopped it in time,” Helen Marsh said.";
    check("Helen Marsh said they “stopped it in time”.", &[quoted], None);
    check("Helen Marsh said they “stopped it at once”.", &[quoted], Some("the quotation"));
    check("Helen Marsh said they “stopped it in time.", &[quoted], Some("the quotation"));
}

#[test]
fn numbers_count_what_they_count_there() {
    check(
        "On Monday a barge rammed the Dunmore bridge, injuring 14 cars.",
        &[BRIDGE],
        Some("the number"),
    );
    check(
        "A barge of type b52 rammed the bridge in Dunmore on Monday.",
        &[BRIDGE],
        Some("the number"),
    );
}

#[test]
fn a_first_word_is_a_name_where_it_is_rare() {
    // No name, and a claim all the same.
    check(
        "Early on Monday a barge rammed the bridge in Dunmore.",
        &[BRIDGE],
        Some("a claim of it"),
    );
    check(
        "Zorblat on Monday rammed the bridge in Dunmore with a barge.",
        &[BRIDGE],
        Some("the name"),
    );
}

#[test]
fn quoted_words_keep_their_order() {
    let quoted = "“We stopped it in time,” Helen Marsh said.";
    check("Helen Marsh said they “in time stopped it”.", &[quoted], Some("the quotation"));
}

#[test]
fn another_form_of_a_name_is_one_of_who_is_cited() {
    let full = "Ann Lee opened the bridge of Tarn on Monday.";
    let event = example::event(
        "en",
        &[&[full], &["Lee left the town of Tarn."], &["Somebody left the town of Tarn."]],
    );
    let falls = |article| {
        super::check("Ann Lee left the town of Tarn.", &[Spot { article, sentence: 0 }], &event)
            .is_err()
    };
    assert_eq!((falls(1), falls(2)), (false, true));
}

#[test]
fn names_keep_their_places() {
    let struck = "Ann Lee struck Bo Chan at noon and fled to Kells.";
    check("At noon Ann Lee struck Bo Chan.", &[struck], None);
    check("At noon Bo Chan struck Ann Lee and fled to Kells.", &[struck], Some("\"Bo Chan\" and"));
}

#[test]
fn what_is_attributed_stays_so() {
    let said = "Four cars fell into the harbour on Monday, police said.";
    let plain = "On Monday four cars fell into the harbour.";
    check("Police said four cars fell into the harbour.", &[said], None);
    check(
        "Four cars fell into the harbour at the start of the week.",
        &[said],
        Some("leaves out who says so"),
    );
    check("Four cars have fallen into the harbour.", &[said, plain], None);
    check("Four cars fell into the harbour.", &["The mayor of the town said no.", plain], None);
    check_in(
        "de",
        "Vier Autos fielen in den Hafen.",
        &["Laut Polizei fielen vier Autos in den Hafen."],
        Some("drops a hedge"),
    );
}

#[test]
fn every_claim_is_borne_out() {
    let unborne = Some("a claim of it");
    check(
        "A barge rammed the bridge and sank near the lighthouse beyond the island.",
        &[BRIDGE],
        unborne,
    );
    // Most of its words stand there, and one that tells does not.
    check("A stolen barge rammed the bridge in Dunmore on Monday.", &[BRIDGE], unborne);
    check(
        "A barge rammed the bridge in Dunmore on Monday and injured 14 drunken people.",
        &[BRIDGE],
        unborne,
    );
}

#[test]
fn what_joins_two_facts_is_a_claim() {
    let cited = ["The mayor of Kells resigned on Monday.", "The council of Kells closed the pool."];
    let check = |joint: &str, expected| {
        let text = format!(
            "The mayor of Kells resigned on Monday{joint} the council of Kells closed the pool."
        );
        check_in("en", &text, &cited, expected);
    };
    check(", and", None);
    check(" because", Some("a claim of it"));
    check(" after", Some("a claim of it"));
}

#[test]
fn what_another_did_is_not_told_of_whom_it_is_about() {
    let barge = "The barge Orla rammed the bridge on Monday.";
    let text = "The barge Orla rammed the bridge on Monday and sank in the harbour of Kells.";
    check(text, &[barge, "The barge Orla sank in the harbour of Kells."], None);
    check(text, &[barge, "An old ferry sank in the harbour of Kells."], Some("a claim of it"));
}
