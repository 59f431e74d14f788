//! The relation of two sentences, by the kinds of everyday wording that it must see through and of
//! differences that it must not.

use q7x2_sdk::claim::{LackKind, Read, Relation, held_run, lacking, overstated, relation};
use q7x2_sdk::event::side::Side;
use q7x2_sdk::{Article, Event, Published, Sentence, Spot};

fn article(id: &str, language: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        language: Some(language.to_owned()),
        published: Published::parse("2026-03-05"),
        sentences: vec![Sentence { text: text.to_owned(), ..Sentence::default() }],
        ..Article::default()
    }
}

/// The sentence of one article, and that of another.
fn event(said: &str, source: &str) -> Event {
    event_in("en", said, source)
}

fn event_in(language: &str, said: &str, source: &str) -> Event {
    let articles = vec![article("a", language, said), article("b", language, source)];
    Event::new("e".to_owned(), String::new(), articles)
}

fn read(event: &Event, article: usize) -> Read<'_> {
    Read::of(Side::of(event, Spot { article, sentence: 0 }))
}

/// How the sentence of one article stands to that of another.
fn stands(said: &str, source: &str) -> String {
    stands_in("en", said, source)
}

fn stands_in(language: &str, said: &str, source: &str) -> String {
    let event = event_in(language, said, source);
    match relation(&read(&event, 0), &read(&event, 1)) {
        Relation::Whole => "whole".to_owned(),
        Relation::Part(run) => format!("part: {}", &said[run]),
        Relation::Contradicted(difference) => format!("otherwise: {}", difference.kind.word()),
        Relation::Silent => "silent".to_owned(),
    }
}

fn check(pairs: &[(&str, &str)], expected: &str) {
    for (said, source) in pairs {
        assert_eq!(stands(said, source), expected, "{said} / {source}");
    }
}

#[test]
fn other_words_for_the_same_bear_it_out() {
    check(
        &[
            (
                "“We keep the old mill open,” Finn said.",
                "“We keep the old mill open,” Mr. Finn said.",
            ),
            (
                "“We will wait, and we will see,” Finn said.",
                "“We will wait and we will see,” Finn said.",
            ),
            (
                "The Tarn Labour Organisation opened a clinic.",
                "The Tarn Labor Organization opened a clinic.",
            ),
            (
                "The club sold the keeper to Marden Town.",
                "Marden Town bought the keeper from the club.",
            ),
            (
                "Marden Town beat Orrin Rovers on Sunday.",
                "Orrin Rovers lost to Marden Town on Sunday.",
            ),
            ("Half of the pupils in Orrin walk.", "50 percent of the pupils in Orrin walk."),
            ("More than half of the pupils walk.", "Over 50 percent of the pupils walk."),
            (
                "The new bridge cost 2.5 billion euros.",
                "The new bridge cost two and a half billion euros.",
            ),
            ("The gates close at six in the evening.", "The gates close at 6 p.m."),
            ("Six people were arrested in Lind.", "Six arrests were made in Lind."),
            ("Cases rose from 250 to 400 in Lind.", "Cases climbed from 250 to 400 in Lind."),
            (
                "The mayor will meet the nurses on Monday.",
                "A meeting between the mayor and the nurses is set for Monday.",
            ),
            ("Rents rose by 150 crowns to 400.", "Rents climbed from 250 crowns to 400 crowns."),
            ("The toll rose to 9 crowns from 7.", "The toll rose by two crowns to nine crowns."),
        ],
        "whole",
    );
}

#[test]
fn what_a_share_or_a_figure_is_of_counts() {
    check(
        &[
            (
                "A quarter of the children in Lind walk.",
                "A quarter of the pensioners in Lind walk.",
            ),
            ("Two officials were arrested in Lind.", "Two divers were arrested in Lind."),
        ],
        "silent",
    );
}

#[test]
fn a_noun_in_its_base_form_is_no_deed() {
    let fall = "The third quarter saw a sharp fall in exports.";
    assert_ne!(stands("Exports fell sharply in the third quarter.", fall), "otherwise: agent");
}

#[test]
fn what_differs_is_not_borne_out() {
    for (said, source) in [
        ("The fare went up to 14 crowns.", "The fare went up by 14 crowns."),
        ("Marden Town beat Orrin Rovers.", "Marden Town lost to Orrin Rovers."),
        (
            "The club sold the keeper to Marden Town.",
            "The club bought the keeper from Marden Town.",
        ),
        ("Cases rose from 250 to 400 in Lind.", "Cases fell from 400 to 250 in Lind."),
        ("The gates close at six in the evening.", "The gates close at six in the morning."),
        ("Two cooks of the crew resigned.", "Two members of the crew resigned."),
    ] {
        assert_ne!(stands(said, source), "whole", "{said} / {source}");
    }
}

#[test]
fn bare_names_are_no_part() {
    let said =
        "Prime Minister Ivo Brandt, who is ill, closed the tunnel of Lind and sold the pumps.";
    let source = "Prime Minister Ivo Brandt was born in Orrin.";
    assert_eq!(stands(said, source), "silent");
}

#[test]
fn what_others_do_bears_nothing_out_of_somebody() {
    let source = "Bo Lund is among the guests to attend the harbour meeting.";
    let run = |said: &str| {
        let event = event(said, source);
        held_run(&read(&event, 0), &read(&event, 1)).map(|run| said[run].to_owned())
    };
    let who = "Ivo Brandt and Ada Finn of the Tarn council";
    let said = "are attending the harbour meeting, beside the mayor of Lind.";
    assert_eq!(run(&format!("{who} {said}")), None);
    assert_eq!(run(said).as_deref(), Some("attending the harbour meeting"));
}

/// Pairs that contradict each other in what is named, whichever is the statement.
fn differ(pairs: &[(&str, &str)], kind: &str) {
    for (one, other) in pairs {
        for (said, source) in [(one, other), (other, one)] {
            assert_eq!(stands(said, source), format!("otherwise: {kind}"), "{said} / {source}");
        }
    }
}

/// Pairs of which neither contradicts the other: they may be of two things, or of two times.
fn agree_or_are_silent(pairs: &[(&str, &str)]) {
    for (one, other) in pairs {
        for (said, source) in [(one, other), (other, one)] {
            let found = stands(said, source);
            assert!(!found.starts_with("otherwise"), "{said} / {source}: {found}");
        }
    }
}

#[test]
fn what_is_denied_of_all_contradicts_what_is_said_of_some() {
    differ(
        &[
            ("None of the crates in Lind had a seal.", "Two of the crates in Lind had a seal."),
            ("Nobody was bitten at the Orrin zoo.", "Three people were bitten at the Orrin zoo."),
        ],
        "polarity",
    );
    agree_or_are_silent(&[
        ("Some shops in Lind did not open.", "Some shops in Lind opened."),
        ("Two of the boats did not sink off Orrin.", "Two of the boats sank off Orrin."),
        ("Half of the ballots were not counted.", "Half of the ballots were counted."),
    ]);
}

#[test]
fn what_is_called_off_contradicts_the_plan() {
    let plan = "The lighthouse in Orrin will open on Friday.";
    differ(
        &[(plan, "The opening of the lighthouse in Orrin on Friday was cancelled.")],
        "polarity",
    );
    agree_or_are_silent(&[(plan, "The lighthouse in Orrin opened on Friday.")]);
}

#[test]
fn who_is_set_aside_for_another_did_not_do_it() {
    differ(
        &[("The chef, not the baker, burned the letters.", "The baker burned the letters.")],
        "agent",
    );
    agree_or_are_silent(&[(
        "The chef, not only the baker, burned the letters.",
        "The baker burned the letters.",
    )]);
}

#[test]
fn all_of_a_number_contradicts_fewer_of_it() {
    differ(
        &[(
            "All five miners were brought up alive.",
            "Three of the five miners were brought up alive.",
        )],
        "scope",
    );
    agree_or_are_silent(&[
        ("All five miners were found.", "All five miners were found, and two of the five drowned."),
        ("All five miners were found in Lind.", "Two of the five miners drowned in Lind."),
    ]);
}

#[test]
fn figures_of_one_thing_differ() {
    differ(
        &[
            (
                "Two of the mill's six wheels are broken.",
                "Four of the mill's six wheels are broken.",
            ),
            ("On Monday 90 people fainted in Lind.", "On Monday 70 people fainted."),
            ("More than 90 people fainted in Lind.", "Fewer than 90 people fainted in Lind."),
            ("The price of bread rose by 3 crowns to 9.", "The price of bread rose by 9 crowns."),
        ],
        "number",
    );
    differ(
        &[
            (
                "The Orrin senate voted 31 to 12 to sell the pier.",
                "The Orrin senate voted 28 to 15 to sell the pier.",
            ),
            (
                "The ban on kites was passed by 52 to 48.",
                "The ban on kites was passed by 58 to 42.",
            ),
            (
                "The ban on kites was carried with 52 votes in favour and 48 against.",
                "The ban on kites was carried with 58 votes in favour and 42 against.",
            ),
        ],
        "score",
    );
    differ(&[("The mill caught fire at 4 a.m.", "The mill caught fire at 4 p.m.")], "time");
    agree_or_are_silent(&[
        ("The mill caught fire at 4 o'clock.", "The mill caught fire at 4 p.m."),
        ("Police seized 20 rifles in Lind.", "Police seized another 35 rifles in Lind."),
        ("Two of the thieves fled.", "Three thieves fled."),
        ("The mill employs 300 people in Lind.", "The mill employs 1,200 people."),
        ("The clinic in Lind treated 30 people.", "A fire in Lind injured 40 people."),
    ]);
}

#[test]
fn one_office_has_another_holder_or_one_person_another_office() {
    differ(
        &[("Ada Finn is the health minister of Tarn.", "Ada Finn is Tarn's finance minister.")],
        "office",
    );
    differ(
        &[
            (
                "Health Minister Ada Finn opened the clinic.",
                "The clinic was opened by Interior Minister Bo Lund.",
            ),
            ("A Tarnian tug cut the chain.", "The chain was cut by a Lindish barge."),
            ("The zoo's own keepers sold the owls.", "The owls were sold by a visitor to the zoo."),
        ],
        "agent",
    );
    differ(
        &[(
            "The drowned man was named as Bo Lund.",
            "The drowned man was identified as Ivo Brandt.",
        )],
        "patient",
    );
    agree_or_are_silent(&[
        ("Tarn and Lind signed the treaty.", "Tarn and Orrin signed the treaty."),
        (
            "A laden tug hit the lock at Orrin on Monday and tore off a 9-metre beam, hurting 4 people.",
            "A tug rammed the lock in the market town of Orrin on Monday, tearing off a 9-metre beam and hurting 4 people, police said.",
        ),
        ("The health minister of Tarn resigned.", "The finance minister of Tarn resigned."),
    ]);
}

#[test]
fn contraries_contradict() {
    differ(
        &[
            (
                "Ivo Brandt is the acting head of the zoo.",
                "Ivo Brandt is the zoo's permanent head.",
            ),
            ("The thief was a former guard.", "The thief was a serving guard."),
            ("Rents went up in Lind in May.", "Rents went down in Lind in May."),
            ("The plan was adopted unanimously.", "The plan was adopted with two votes against."),
        ],
        "opposite",
    );
}

#[test]
fn measures_are_nouns_and_adjectives() {
    check(
        &[
            ("The mast is almost 40 metres tall.", "The mast has a height of 39.5 metres."),
            ("90 percent of the herds have died.", "Nine out of ten herds have died."),
            ("The bell was auctioned off in Lind.", "The bell was sold at auction in Lind."),
        ],
        "whole",
    );
}

/// Each pair is told otherwise in one thing, whichever of the two is the source.
fn differ_in(language: &str, pairs: &[(&str, &str, &str)]) {
    for (one, other, kind) in pairs {
        for (said, source) in [(one, other), (other, one)] {
            let found = stands_in(language, said, source);
            assert_eq!(found, format!("otherwise: {kind}"), "{said} / {source}");
        }
    }
}

#[test]
fn other_languages_contradict_in_figure_day_and_plain_denial() {
    differ_in(
        "de",
        &[
            (
                "Bei dem Brand in Lind starben vier Kühe.",
                "Bei dem Brand in Lind starben neun Kühe.",
                "number",
            ),
            (
                "Die Brücke von Lind ist gesperrt.",
                "Die Brücke von Lind ist nicht gesperrt.",
                "polarity",
            ),
            (
                "Das Rathaus von Lind brannte am Montag ab.",
                "Das Rathaus von Lind brannte am Dienstag ab.",
                "date",
            ),
        ],
    );
    differ_in(
        "fr",
        &[
            (
                "L'incendie de Lind a tué quatre vaches.",
                "L'incendie de Lind a tué neuf vaches.",
                "number",
            ),
            ("Le pont de Lind est fermé.", "Le pont de Lind n'est pas fermé.", "polarity"),
            ("La mairie de Lind a brûlé lundi.", "La mairie de Lind a brûlé mardi.", "date"),
        ],
    );
    differ_in(
        "es",
        &[
            (
                "El incendio de Lind mató a cuatro vacas.",
                "El incendio de Lind mató a nueve vacas.",
                "number",
            ),
            ("El puente de Lind está cerrado.", "El puente de Lind no está cerrado.", "polarity"),
            (
                "El ayuntamiento de Lind ardió el lunes.",
                "El ayuntamiento de Lind ardió el martes.",
                "date",
            ),
        ],
    );
}

#[test]
fn other_languages_do_not_contradict_in_what_may_both_be() {
    for (language, said, source) in [
        (
            "de",
            "Die Polizei fand vier Waffen in Lind.",
            "Die Polizei fand neun weitere Waffen in Lind.",
        ),
        ("de", "Einige Läden in Lind öffneten nicht.", "Einige Läden in Lind öffneten."),
        ("de", "Den Wirt verklagte der Koch in Lind.", "Der Wirt verklagte den Koch in Lind."),
        (
            "fr",
            "La police a saisi quatre armes à Lind.",
            "La police a saisi neuf autres armes à Lind.",
        ),
        (
            "es",
            "La policía halló cuatro armas en Lind.",
            "La policía halló otras nueve armas en Lind.",
        ),
    ] {
        let found = stands_in(language, said, source);
        assert!(!found.starts_with("otherwise"), "{said} / {source}: {found}");
    }
}

#[test]
fn of_others_or_of_another_time_is_no_contradiction() {
    agree_or_are_silent(&[
        ("The guard was not armed.", "The guard was armed when he was caught in 2019."),
        ("Farmers in the north backed the dam.", "Farmers in the south backed the dam."),
        ("The council praised the new bridge.", "The mayor praised the new bridge."),
        ("The river rose two metres in a day.", "The river rose three metres in two days."),
        ("The senate voted 51 to 49.", "The senate voted 60 to 40 on another bill."),
        ("Tarn won 3-1.", "Tarn lost 3-1 in the first leg."),
        ("The president of Tarn resigned.", "The vice president of Tarn did not resign."),
        ("Bo Lund is the head of the zoo.", "Bo Lund was the deputy head of the zoo until 2020."),
        (
            "The council said 3,231 people in Borne had been told to leave their homes.",
            "The council said 3,315 people in Nethe had been told to leave their homes.",
        ),
    ]);
}

#[test]
fn no_part_loses_its_condition() {
    let said = "Members of the council in Lind called on the mayor to resign if the reports of the audit are true.";
    let source =
        "The mayor thinks that the town clerk will go if the reports of the audit are true.";
    let found = stands_in("en", said, source);
    assert!(!found.starts_with("part: the reports"), "{found}");
}

#[test]
fn what_somebody_only_supposes_bears_out_no_deed() {
    let deed = "The fire at the Dunmere hospital was started on purpose.";
    let that = "that the fire at the Dunmere hospital was started on purpose.";
    for supposes in [
        "Police suspect",
        "Neighbours feared",
        "Experts thought",
        "The union hopes",
        "The insurer doubts",
        "The mayor assumes",
        "Residents speculated",
        "Police cannot rule out",
        "Police are investigating reports",
        "The owner disputed",
        "The film feeds the belief",
    ] {
        assert_eq!(stands(deed, &format!("{supposes} {that}")), "silent", "{supposes}");
    }
    for tells in ["Police said on Monday", "The court confirmed", "A think tank said"] {
        assert_eq!(stands(deed, &format!("{tells} {that}")), "whole", "{tells}");
    }
    let others = [
        (
            "de",
            "Das Feuer im Krankenhaus von Dunmere wurde absichtlich gelegt.",
            [
                "Die Polizei vermutet, dass das Feuer im Krankenhaus von Dunmere absichtlich gelegt wurde.",
                "Die Polizei geht davon aus, dass das Feuer im Krankenhaus von Dunmere absichtlich gelegt wurde.",
            ],
        ),
        (
            "fr",
            "L'incendie de l'hôpital de Dunmere a été allumé par un patient de la clinique.",
            [
                "La police pense que l'incendie de l'hôpital de Dunmere a été allumé par un patient de la clinique.",
                "La police n'exclut pas que l'incendie de l'hôpital de Dunmere a été allumé par un patient de la clinique.",
            ],
        ),
        (
            "es",
            "El incendio del hospital de Dunmere fue provocado por un paciente de la clínica.",
            [
                "La policía cree que el incendio del hospital de Dunmere fue provocado por un paciente de la clínica.",
                "La policía no descarta que el incendio del hospital de Dunmere fue provocado por un paciente de la clínica.",
            ],
        ),
    ];
    for (language, said, sources) in others {
        for source in sources {
            assert_eq!(stands_in(language, said, source), "silent", "{source}");
        }
    }
}

#[test]
fn what_is_called_certain_and_only_supposed_is_overstated() {
    let check = |said: &str, source: &str, expected: bool| {
        let event = event(said, source);
        let found = overstated(&read(&event, 0), &read(&event, 1));
        assert_eq!(found.is_some(), expected, "{said} / {source}: {found:?}");
    };
    let sure = "Police confirmed that the fire at the Dunmere hospital was started on purpose.";
    let that = "that the fire at the Dunmere hospital was started on purpose.";
    check(sure, &format!("Police suspect {that}"), true);
    check(sure, &format!("Police said {that}"), false);
    check(sure, &format!("Police have now confirmed {that}"), false);
    // Of others than the police nothing follows for what these confirmed.
    check(sure, &format!("Neighbours suspect {that}"), false);
    check(sure, "Police suspect that the fire at the Orrin school was started on purpose.", false);
    check(&format!("Police suspect {that}"), &format!("Police confirmed {that}"), false);
    check(
        "The virus definitely came from the Orrin market.",
        "The virus may have come from the Orrin market.",
        true,
    );
}

/// What is not told as done, or not of whom the statement says it, bears nothing out whole.
fn is_no_proof(deed: &str, sources: &[&str]) {
    for source in sources {
        assert_ne!(stands(deed, source), "whole", "{deed} / {source}");
    }
}

fn is_proof(deed: &str, sources: &[&str]) {
    for source in sources {
        assert_eq!(stands(deed, source), "whole", "{deed} / {source}");
    }
}

#[test]
fn a_doubt_about_a_noun_is_none_of_the_deed() {
    is_proof(
        "Envoys met the president in Orrin on Tuesday.",
        &["Envoys met the president in Orrin on Tuesday to agree on terms that could end the war."],
    );
    is_no_proof(
        "Envoys met the president in Orrin on Tuesday.",
        &[
            "Envoys may have met the president in Orrin on Tuesday.",
            "Envoys allegedly met the president in Orrin on Tuesday on terms that end the war.",
        ],
    );
    is_no_proof(
        "Envoys met the president in Orrin on terms that end the war.",
        &["Envoys met the president in Orrin on terms that could end the war."],
    );
}

#[test]
fn a_verb_behind_not_is_a_verb() {
    for (said, source) in [
        (
            "Ada Finn did not apologise to the families.",
            "Director Ada Finn apologised to the families in court.",
        ),
        ("Ada Finn said it would appeal.", "The director, Ada Finn, said it would not appeal."),
        ("The mayor did not apologise.", "The mayor apologised."),
    ] {
        assert_eq!(stands(said, source), "otherwise: polarity", "{said}");
        assert_eq!(stands(source, said), "otherwise: polarity", "{source}");
    }
}

#[test]
fn what_nobody_could_confirm_bears_nothing_out() {
    let closed = "The council closed the bridge on Friday.";
    is_no_proof(
        closed,
        &[
            "The council closed the bridge on Friday, say reports that could not be checked.",
            "The council closed the bridge on Friday, say reports that were not confirmed.",
            "The council closed the bridge on Friday, according to rumours.",
            "The council closed the bridge on Friday, according to unverified reports.",
            "The council closed the bridge on Friday, according to a lawsuit.",
            "According to the indictment, the council closed the bridge on Friday.",
        ],
    );
    is_proof(closed, &["The council closed the bridge on Friday, according to the mayor."]);
    for (language, said, source) in [
        (
            "de",
            "Der Rat sperrte am Freitag die Brücke.",
            "Der Rat sperrte am Freitag die Brücke, laut unbestätigten Berichten.",
        ),
        (
            "fr",
            "Le conseil a fermé le pont vendredi.",
            "Le conseil a fermé le pont vendredi, selon des rumeurs.",
        ),
        (
            "es",
            "El consejo cerró el puente el viernes.",
            "El consejo cerró el puente el viernes, según rumores.",
        ),
    ] {
        assert_ne!(stands_in(language, said, source), "whole", "{source}");
    }
}

#[test]
fn small_verbs_and_verbs_in_the_present_tell_deeds_too() {
    is_no_proof(
        "Rebels have taken the town of Kestrel.",
        &[
            "Rebels have tried to take the town of Kestrel.",
            "Troops have taken the town of Kestrel from rebels.",
            "Rebels fled after troops had taken the town of Kestrel.",
            "Rebels have left the town of Kestrel, which troops have taken.",
        ],
    );
    is_proof(
        "Rebels have taken the town of Kestrel.",
        &[
            "Rebels took the town of Kestrel on Monday.",
            "The town of Kestrel has been taken by rebels.",
            "Rebels seized the town of Kestrel.",
        ],
    );
    is_no_proof(
        "Korvia bans the sale of the drug.",
        &[
            "Korvia's neighbour bans the sale of the drug.",
            "Campaigners want Korvia to ban the sale of the drug.",
            "Korvia debates a law to ban the sale of the drug.",
            "Belmora, unlike Korvia, bans the sale of the drug.",
        ],
    );
    is_proof(
        "Korvia bans the sale of the drug.",
        &[
            "Korvia on Friday banned the sale of the drug.",
            "The sale of the drug is banned by Korvia.",
            "Korvia, which borders Belmora, bans the sale of the drug.",
        ],
    );
    is_no_proof(
        "Ola Brandt stole 3 million crowns from the fund.",
        &["A man working for Ola Brandt stole 3 million crowns from the fund."],
    );
}

#[test]
fn an_infinitive_tells_no_deed_in_other_languages() {
    let french = (
        "Le conseil a fermé le pont vendredi.",
        "Le pont a été fermé vendredi par le conseil.",
        [
            "Le conseil a décidé vendredi de fermer le pont.",
            "Un tribunal a ordonné au conseil de fermer le pont vendredi.",
            "Le conseil est accusé d'avoir fermé le pont vendredi.",
        ],
    );
    let spanish = (
        "El consejo cerró el puente el viernes.",
        "El puente fue cerrado el viernes por el consejo.",
        [
            "El consejo decidió el viernes cerrar el puente.",
            "Un tribunal ordenó al consejo cerrar el puente el viernes.",
            "El consejo está acusado de haber cerrado el puente el viernes.",
        ],
    );
    for (language, (deed, told, untold)) in [("fr", french), ("es", spanish)] {
        assert_eq!(stands_in(language, deed, told), "whole");
        for source in untold {
            assert_ne!(stands_in(language, deed, source), "whole", "{source}");
        }
    }
    let german = "Anna Voss tötete ihren Bruder mit einem Messer.";
    let threat = "Anna Voss drohte, ihren Bruder mit einem Messer zu töten.";
    assert_ne!(stands_in("de", german, threat), "whole");
}

#[test]
fn what_is_not_told_as_done_bears_out_no_deed() {
    is_no_proof(
        "The council closed the bridge on Friday.",
        &[
            "A court ordered the council to close the bridge on Friday.",
            "The council tried to close the bridge on Friday.",
            "The council forgot to close the bridge on Friday.",
            "The council decided on Friday to close the bridge.",
            "The council considered closing the bridge on Friday.",
            "The council voted on Friday against closing the bridge.",
            "The council nearly closed the bridge on Friday.",
            "The council has yet to close the bridge on Friday.",
            "Did the council close the bridge on Friday?",
            "In the novel, the council closed the bridge on Friday.",
            "Every Friday the council closed the bridge.",
            "The council closed the bridge until Friday.",
            "The council closed the bridge before Friday.",
        ],
    );
    is_proof(
        "The council closed the bridge on Friday.",
        &[
            "The council managed to close the bridge on Friday.",
            "The council was criticised for closing the bridge on Friday.",
            "The council, forced to act, closed the bridge on Friday.",
        ],
    );
    is_no_proof(
        "Anna Voss killed her brother with a knife.",
        &[
            "Anna Voss was acquitted of killing her brother with a knife.",
            "Anna Voss is charged with killing her brother with a knife.",
            "Anna Voss is on trial for killing her brother with a knife.",
            "The indictment says that Anna Voss killed her brother with a knife.",
            "Anna Voss dreamt that she killed her brother with a knife.",
            "Anna Voss, the third suspect, was charged with killing her brother with a knife.",
            "Anna Voss was found innocent of killing her brother with a knife.",
        ],
    );
    is_proof(
        "Anna Voss killed her brother with a knife.",
        &[
            "Anna Voss was convicted of killing her brother with a knife.",
            "Anna Voss admitted killing her brother with a knife.",
            "Anna Voss was sentenced to ten years for killing her brother with a knife.",
        ],
    );
}

#[test]
fn what_another_did_bears_out_no_deed() {
    is_no_proof(
        "Anna Voss killed her brother with a knife.",
        &[
            "A man who knew Anna Voss killed her brother with a knife.",
            "Anna Voss found the man who killed her brother with a knife.",
            "Anna Voss saw a stranger kill her brother with a knife.",
            "Anna Voss's brother killed her with a knife.",
            "Anna Voss killed her brother's dog with a knife.",
            "Anna Voss has named the stranger, who killed her brother with a knife.",
        ],
    );
    is_no_proof(
        "The council closed the bridge on Friday.",
        &[
            "The deputy chair of the council closed the bridge on Friday.",
            "Unlike the council, the state closed the bridge on Friday.",
            "The council closed one lane of the bridge on Friday.",
            "The council closed the museum on Friday, and the bridge stayed open.",
        ],
    );
}

#[test]
fn what_somebody_beside_did_bears_out_no_deed() {
    is_no_proof(
        "The minister lied to parliament.",
        &[
            "An inquiry cleared the minister of having lied to parliament.",
            "The minister's aide lied to parliament.",
            "The minister apologised to parliament for an aide who lied.",
            "The minister said that his predecessor lied to parliament.",
        ],
    );
    is_no_proof(
        "Ola Brandt stole 3 million crowns from the fund.",
        &[
            "Ola Brandt reported that somebody stole 3 million crowns from the fund.",
            "Ola Brandt joked that he stole 3 million crowns from the fund.",
            "Ola Brandt repaid the 3 million crowns that a clerk stole from the fund.",
        ],
    );
    is_no_proof(
        "The army shot dead 12 protesters in Orrin.",
        &[
            "The army said gunmen shot dead 12 protesters in Orrin.",
            "The army arrested a man who shot dead 12 protesters in Orrin.",
            "The army was sent to Orrin, where rebels shot dead 12 protesters.",
            "The army found 12 protesters shot dead in Orrin.",
        ],
    );
    is_proof(
        "The army shot dead 12 protesters in Orrin.",
        &[
            "Twelve protesters were shot dead by the army in Orrin.",
            "In Orrin, the army shot dead 12 protesters and wounded 30.",
            "The army on Monday shot dead 12 protesters in the town of Orrin.",
        ],
    );
    is_proof(
        "Police arrested a 34-year-old man on Friday.",
        &[
            "Police officers arrested a 34-year-old man on Friday.",
            "On Friday, police in Dunmere arrested a 34-year-old man.",
            "Police, who had searched for a week, arrested a 34-year-old man on Friday.",
        ],
    );
}

#[test]
fn a_deed_told_by_a_noun_is_done_where_the_source_says_so() {
    is_no_proof(
        "The harbour was sold.",
        &[
            "The council put the harbour up for sale last week.",
            "The council discussed the sale of the harbour.",
            "Talks on the sale of the harbour collapsed.",
            "After the sale of the mill, the council spoke of the harbour.",
        ],
    );
    is_no_proof(
        "Ola Brandt was arrested.",
        &[
            "The prosecutor called for the arrest of Ola Brandt.",
            "Ola Brandt ordered the arrest of three clerks.",
            "After the arrest of her brother, Ola Brandt left the town.",
        ],
    );
    is_no_proof(
        "The judge was sentenced to death.",
        &["The judge confirmed the death sentences on 37 of those defendants."],
    );
    is_proof("The harbour was sold.", &["After the sale of the harbour, the council resigned."]);
    is_proof("The factory was closed.", &["The closure of the factory led to protests."]);
    is_proof("Nobody was hurt in the blast.", &["The blast caused no injuries."]);
}

#[test]
fn who_owns_something_is_not_what_he_owns() {
    is_no_proof(
        "Corrigan was in the building.",
        &[
            "Corrigan's lawyers were in the building.",
            "The lawyers of Corrigan were in the building.",
        ],
    );
    is_no_proof("The minister was injured.", &["The minister's driver was injured."]);
    is_no_proof(
        "The crowd set fire to Brandt's house.",
        &["The crowd set fire to Moss's house, and Brandt fled."],
    );
    is_no_proof("Anna Voss was sacked.", &["Anna Voss praised Ola Brandt when he was sacked."]);
    is_no_proof(
        "Lena Moss was having lunch with Holm.",
        &["Lena Moss sued Holm, who she said was having lunch with her brother."],
    );
    is_no_proof(
        "Lena Moss and Ivar Holm married.",
        &["Lena Moss and her sister married, and Ivar Holm came."],
    );
    is_proof("The mayor of Tarn was in debt.", &["Tarn's mayor was in debt."]);
    is_proof("Ola Brandt was sacked.", &["Ola Brandt left after he was sacked."]);
    is_proof("Lena Moss was elected.", &["Lena Moss and Ivar Holm were elected."]);
    is_proof("The bridge would be closed.", &["The bridge would remain closed."]);
}

#[test]
fn a_figure_stays_with_its_thing() {
    is_no_proof(
        "The fund paid 3 million crowns for the ship and 9 million for the dock.",
        &["The fund paid 9 million crowns for the ship and 3 million for the dock."],
    );
    is_proof(
        "The fund paid 9 million crowns for the ship.",
        &["The fund paid 9 million crowns for the ship and 3 million for the dock."],
    );
    check(
        &[(
            "About 500 people left on Monday.",
            "Several dozen people stayed after nearly 500 left on Monday.",
        )],
        "whole",
    );
}

#[test]
fn a_name_a_title_and_a_place_are_the_sources() {
    is_no_proof("Ivar Moss was elected.", &["Lena Moss and Ivar Holm were elected."]);
    is_no_proof("She directed “The Winter Sea”.", &["She directed “The Winter Sea and Lorn”."]);
    is_no_proof("The tower is in Orrin.", &["The firm from Orrin said that the tower is in Lind."]);
    is_no_proof("The planets orbit the sun.", &["The planets orbit stars other than the sun."]);
    is_no_proof("The theatre was destroyed.", &["The theatre was partly destroyed."]);
    is_no_proof("The theatre was partly destroyed.", &["The theatre was completely destroyed."]);
    is_no_proof("The mayor resigned because of the fire.", &["The mayor resigned after the fire."]);
    is_no_proof(
        "“The crane fell at noon,” Lena Moss said.",
        &["“The crane fell at noon,” it read."],
    );
    is_proof("The mayor resigned because of the fire.", &["The mayor resigned due to the fire."]);
    is_proof("The tower is in Lind.", &["The firm from Orrin said that the tower is in Lind."]);
}

/// No sentence says otherwise than itself, and none that has a word both denied and not.
#[test]
fn a_word_both_denied_and_not_contradicts_nothing() {
    for sentence in [
        "“These are planets, not candidates for planets, but planets that were confirmed,” she said.",
        "The town looked at moving the whale, but the boat was not strong enough to move it.",
        "Most pay no federal tax, but receive federal benefits and serve in the federal army.",
        "Of the voters asked to choose a status, half chose one that was backed by the party.",
    ] {
        assert_eq!(stands(sentence, sentence), "whole", "{sentence}");
    }
    for (said, source) in [
        ("The ship did not sink.", "They want to repair the ship before it sinks."),
        ("The verdict is not final.", "If the verdict is not yet final, it can be appealed."),
        ("The suspects were not soldiers.", "The suspects wore soldier boots."),
        ("The mine is dangerous.", "A dangerous mine is no place for children."),
        ("Holm was fined by the league.", "Holm was barred for life and fined by the league."),
        ("Nobody was hurt in the fire.", "The firm was founded when a man was hurt in a fire."),
        (
            "They divorced in 1975.",
            "She was a dancer whom he married in 1961, before they divorced.",
        ),
    ] {
        let found = stands(said, source);
        assert!(!found.starts_with("otherwise"), "{said} / {source}: {found}");
    }
    check(&[("The ship did not sink.", "The ship sank.")], "otherwise: polarity");
}

/// A passive without "was", and a noun that "which" takes up, tell who did it to what; where either
/// of two nouns may be meant, neither is.
#[test]
fn a_deed_told_in_passing_is_told() {
    check(
        &[
            (
                "The bridge was designed by Ivo Brandt.",
                "The bridge, designed by Ivo Brandt, opened.",
            ),
            ("Tarn Power owns the dam.", "The dam, owned by Tarn Power, broke on Friday."),
            ("The dam is owned by Tarn Power.", "The dam, which Tarn Power owns, broke on Friday."),
            ("Brandt led the gang.", "Holm was a member of a gang led by Brandt."),
            ("The rebels are backed by Orrin.", "The Orrin-backed rebels left the town."),
            (
                "Holm’s office prosecuted the case.",
                "The office of Attorney Paul Holm in Tarn, which prosecuted the case, was silent.",
            ),
            (
                "The charges against the mayor were dropped.",
                "Prosecutors dropped the charges against the mayor.",
            ),
            (
                "Twelve firms suspended their sponsorships.",
                "Twelve firms -- including Orrin Oil -- suspended their sponsorships on Friday.",
            ),
        ],
        "whole",
    );
    for (said, source) in [
        (
            "Ada Voss was designed by Ivo Brandt.",
            "Ada Voss opened the bridge, designed by Ivo Brandt.",
        ),
        (
            "The mill was designed by Brandt.",
            "The bridge near the mill, designed by Brandt, opened.",
        ),
        ("Tarn Power owns the mill.", "The dam near the mill, which Tarn Power owns, broke."),
        ("Holm was convicted in Tarn.", "The brother of Holm, who was convicted in Tarn, left."),
        ("Brandt led Holm.", "Holm was a member of a gang led by Brandt."),
        ("The deal was awaited by Orrin.", "Orrin signed the long-awaited deal."),
        ("The police lied.", "Holm told the police that his neighbour lied."),
        ("The mayor was dropped.", "The charges against the mayor were dropped."),
        ("Brandt left the town.", "The officers led by Brandt left the town."),
    ] {
        assert_ne!(stands(said, source), "whole", "{said} / {source}");
    }
}

/// Where a sentence names several days, each is that of the deed told last before it.
#[test]
fn a_day_is_that_of_its_deed() {
    let arrest = "Holm, who was arrested on Friday, will appear in court on Monday.";
    let ship = "The ship will launch in May and land in June.";
    let life = "Holm, born in Tarn in 1940, died on Monday.";
    let two = "On 6 January the bridge closed, and on 9 January the ferry sank.";
    let closed = "On Friday the council met and closed the bridge, which opened in 1978.";
    check(
        &[
            ("Holm will appear in court on Monday.", arrest),
            ("Holm was arrested on Friday.", arrest),
            ("The ship will land in June.", ship),
            ("Holm was born in Tarn in 1940.", life),
            ("The council closed the bridge on Friday.", closed),
            ("The bridge opened in 1978.", closed),
            ("The ferry sank on 9 January.", two),
        ],
        "whole",
    );
    for (said, source) in [
        ("Holm was arrested on Monday.", arrest),
        ("The ship will launch in June.", ship),
        ("Holm died in 1940.", life),
    ] {
        assert_ne!(stands(said, source), "whole", "{said} / {source}");
    }
}

/// What is a participle and nothing else is done to the noun before it, without "was" too.
#[test]
fn a_bare_participle_is_a_passive() {
    let car = "The car, stolen in Tarn, was found on Monday.";
    let man = "The minister met a man seen in Tarn on Monday.";
    let bridge = "The council replaced the bridge, torn down in May.";
    let saw = "Brandt saw Holm driven to Tarn.";
    check(
        &[
            ("The car was stolen in Tarn.", car),
            ("A man was seen in Tarn.", man),
            ("The bridge was torn down in May.", bridge),
            ("Holm was driven to Tarn.", saw),
        ],
        "whole",
    );
    for (said, source) in [
        ("The minister was seen in Tarn.", man),
        ("The council was torn down in May.", bridge),
        ("Brandt was driven to Tarn.", saw),
        ("Holm has taken the bridge.", "Holm, taken to the bridge, sang."),
    ] {
        assert_ne!(stands(said, source), "whole", "{said} / {source}");
    }
}

/// Behind a past form without "was", "by" may tell where and not by whom: then nothing is said
/// otherwise.
#[test]
fn what_passed_by_is_not_said_otherwise() {
    check(
        &[
            ("The march passed the school.", "The march passed by the school."),
            ("The march passed by the school.", "The march passed the school."),
        ],
        "silent",
    );
    let bill = "The bill was passed by the council.";
    assert_eq!(stands("The bill passed the council.", bill), "otherwise: agent");
}

/// Where all words of a claim stand in a sentence, what it leaves open is named, and where.
#[test]
fn what_is_not_proved_is_named() {
    for (said, source, kind, words) in [
        (
            "Holm closed the bridge on Monday.",
            "Holm was ordered to close the bridge on Monday.",
            LackKind::Deed,
            "closed",
        ),
        ("Holm sued Brandt.", "The man whom Brandt knew sued Holm.", LackKind::Who, "sued"),
        ("On 4 May the mill burned.", "On 5 May the mill burned.", LackKind::Day, "4 May"),
        (
            "The mill burned and 12 people fled.",
            "The mill burned and 14 people fled.",
            LackKind::Figure,
            "12 people",
        ),
    ] {
        let event = event(said, source);
        let lacks = lacking(&read(&event, 0), &read(&event, 1));
        let named = lacks.iter().any(|one| one.kind == kind && said[one.range.clone()] == *words);
        assert!(named, "{said} / {source}: {lacks:?}");
    }
    let event = event("The mill burned on Monday.", "The mill burned on Monday.");
    assert_eq!(lacking(&read(&event, 0), &read(&event, 1)), Vec::new());
}
