use super::super::example;
use super::*;

/// What a sentence bears out of a statement whose anchor says it: `whole`, the part, or why
/// nothing.
fn check(text: &str, sentence: &str, expected: &str) {
    let event = example::event("en", &[&[text], &[sentence]]);
    let (anchor, other) = (Spot { article: 0, sentence: 0 }, Spot { article: 1, sentence: 0 });
    let mut claim = Claim::new(text, anchor, &event);
    claim.anchor(anchor);
    let says = claim.says(other);
    let found = match claim.admit(other) {
        Ok(Bearing::Whole) => "whole".to_owned(),
        Ok(Bearing::Part(words)) => format!("part: {words}"),
        Err(refusal) => refusal.to_string(),
    };
    assert_eq!(found, expected, "{text} / {sentence}");
    assert_eq!(says, expected == "whole", "{text} / {sentence}");
}

const CARS: &str = "Four cars and a van fell into the harbour of Dunmore on Monday.";

#[test]
fn what_says_the_same_stays() {
    check(CARS, "On Monday four cars and a van fell into Dunmore harbour.", "whole");
    check(
        CARS,
        "Four cars and a delivery van fell into the harbour of Dunmore early on Monday, police said.",
        "whole",
    );
}

#[test]
fn what_says_otherwise_goes() {
    let six = "Six cars and a van fell into the harbour of Dunmore on Monday.";
    check(CARS, six, "says otherwise (number)");
    let friday = "Four cars and a van fell into the harbour of Dunmore on Friday.";
    check(CARS, friday, "says otherwise (date)");
    let denied = "Four cars and a van did not fall into the harbour of Dunmore on Monday.";
    check(CARS, denied, "says otherwise (polarity)");
    let rose =
        "Northern Lines said on Monday its passenger numbers rose 8 percent in the third quarter.";
    check(rose, &rose.replace("rose", "dropped"), "says otherwise (opposite)");
    check(rose, &rose.replace("rose", "climbed"), "whole");
}

#[test]
fn an_added_lie_is_borne_out_by_nobody_else() {
    let honest = "The council of Dunmore approved the plan of the builder on Monday.";
    let lie = "The council of Dunmore approved the plan of the builder on Monday, after members had taken bribes.";
    check(lie, honest, "part: The council of Dunmore approved the plan of the builder on Monday");
    check(honest, lie, "whole");
    check(&honest.replace("council", "bribed council"), honest, "does not say it");
    check(&honest.replace("approved", "never approved"), honest, "says otherwise (polarity)");
}

#[test]
fn who_does_it_to_whom_counts() {
    let accused = "Anna Birk accused Tom Dray of taking bribes in Tarn on Monday.";
    let way = "Tom Dray accused Anna Birk of taking bribes in Tarn on Monday.";
    check(accused, way, "says otherwise (agent)");
    let passive = "Tom Dray was accused by Anna Birk of taking bribes in Tarn on Monday.";
    check(accused, passive, "whole");
    let met = "Anna Birk met Tom Dray in the harbour of Tarn on Monday.";
    check(met, "Tom Dray met Anna Birk in the harbour of Tarn on Monday.", "whole");
}

#[test]
fn another_month_or_year_is_another_time() {
    let line = "The new tram line is to open in 2032, the mayor said.";
    check(line, "The new tram line is to open in 2031, the mayor said.", "says otherwise (date)");
    check(line, "The new tram line will open in 2032, the mayor said.", "whole");
    check(line, "The new tram line is to open in March 2032, the mayor said.", "whole");
}

#[test]
fn what_says_something_else_goes() {
    check(CARS, "The harbour of Dunmore opened in 1974.", "does not say it");
    check(CARS, "", "does not say it");
}

#[test]
fn another_wording_inside_quotation_marks_is_no_support() {
    let quoted = "“We stopped it 20 metres short of the hospital,” Marsh said.";
    let other = "“We stopped it 20 metres from the hospital,” Marsh said.";
    check(quoted, other, "does not say it");
    let raised =
        "“Congress must raise the debt limit of Kestria now,” President Anna Birk said on Monday.";
    let plain =
        "President Anna Birk said on Monday Congress must raise the debt limit of Kestria now.";
    check(raised, plain, "whole");
}

#[test]
fn a_sentence_that_says_more_supports_the_narrower_one() {
    let narrow = "The meeting in Paris brought together 27 heads of state.";
    let wide = "The meeting in Paris brought together 27 heads of state and government.";
    check(narrow, wide, "whole");
    check(wide, narrow, "part: The meeting in Paris brought together 27 heads of state");
}

#[test]
fn nobody_is_sole_whose_words_another_has() {
    let said = "Rescuers counted fourteen frightened goats on the northern pier of Tarn.";
    let near = "On the northern pier of Tarn rescuers counted 14 frightened goats.";
    let far = "The council of Dunmore approved the new budget.";
    let sole = |other: &str| {
        let event = example::event("en", &[&[said], &[other]]);
        Claim::new(said, Spot { article: 0, sentence: 0 }, &event).is_sole()
    };
    assert_eq!((sole(near), sole(far)), (false, true));
}

#[test]
fn tables_are_compared_with_nothing() {
    let table = format!(
        "{} They saw a bridge.",
        "not 7 cars of Dunmore said Ann Lee on Monday, ".repeat(200)
    );
    check(CARS, &table, "too long to be compared");
    check(&table, CARS, "too long to be compared");
}

#[test]
fn brackets_are_read() {
    assert_eq!(brackets("[A] b [ c ] d ["), ["A", "c"]);
    assert_eq!(brackets("a ] b"), [""; 0]);
}

#[test]
fn what_both_quote_of_one_speaker_is_borne_out() {
    let said = "“First of all, you said this is a culture where the capital knows everything,” Marsh told lawyer Ann Lee, who stood up.";
    let part = "part: you said this is a culture where the capital knows everything";
    let quoted = |words: &str, speaker: &str| format!("“{words},” {speaker} told Ann Lee.");
    let same = "You said this is the culture where the capital knows everything";
    check(said, &quoted(same, "Marsh"), part);
    check(said, &quoted(same, "Vane"), "does not say it");
    let changed = "You said this is a culture where the capital forgets everything";
    check(said, &quoted(changed, "Marsh"), "does not say it");
    let turned = "If I am right, you said this is a culture where the capital knows everything";
    check(said, &quoted(turned, "Marsh"), "does not say it");
}

#[test]
fn sentences_of_one_article_bear_it_out_together() {
    let said = "Rescuers counted 14 people on the pier of Tarn, and the mayor of Tarn closed the harbour for six days.";
    let counted = "Rescuers counted 14 people on the pier of Tarn.";
    let closed = "The mayor of Tarn closed the harbour for six days.";
    let filler = "It rained all day.";
    let sayers = |article: &[&str]| -> Vec<usize> {
        let event = example::event("en", &[&[said], article]);
        let claim = Claim::new(said, Spot { article: 0, sentence: 0 }, &event);
        let spots = claim.sayers();
        let cited = [&[Spot { article: 0, sentence: 0 }], spots.as_slice()].concat();
        let judged = super::super::judge(said, &cited, true, &event);
        let whole = judged.kept.iter().zip(&judged.parts).filter(|(_, part)| part.is_none());
        whole
            .map(|(spot, _)| *spot)
            .filter(|spot| spot.article == 1)
            .map(|spot| spot.sentence)
            .collect()
    };
    assert_eq!(sayers(&[counted, filler, closed]), [0, 2]);
    // Far from one another they may tell of two times.
    assert_eq!(sayers(&[counted, filler, filler, filler, closed]), [0; 0]);
    assert_eq!(sayers(&[counted, "The mayor of Tarn closed the harbour."]), [0; 0]);
    assert_eq!(sayers(&[said, counted, closed]), [0]);
}

#[test]
fn an_accusation_is_no_deed() {
    for (deed, accusation) in [
        (
            "The treasurer forged the minutes of the board.",
            "A neighbour has accused the treasurer of forging the minutes of the board.",
        ),
        (
            "The trainer hid the test results.",
            "A lawsuit accuses the trainer of hiding the test results.",
        ),
        (
            "The board sold the old pier to a bank.",
            "The board may have sold the old pier to a bank.",
        ),
        (
            "The board sold the old pier to a bank.",
            "If the board sold the old pier to a bank, the town could sue.",
        ),
    ] {
        let event = example::event("en", &[&[deed], &[accusation]]);
        let claim = Claim::new(deed, Spot { article: 0, sentence: 0 }, &event);
        assert_eq!(claim.sayers(), [], "{deed} / {accusation}");
    }
}
