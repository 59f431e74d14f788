//! The edges of the check: each of these passes or falls for one condition alone, so that a check
//! without the condition is told by a test.

use q7x2_text::language::Language;

use super::extract::extract;
use super::*;
use crate::{Article, Event, Published};

fn spot(article: usize, sentence: usize) -> Spot {
    Spot { article, sentence }
}

/// An event of one article a slice.
fn event(articles: &[&[&str]]) -> Event {
    example::event("en", articles)
}

/// The same, each article of its own day of January 2026.
fn over_days(articles: &[(&str, &str)]) -> Event {
    let article = |(at, (day, sentence)): (usize, &(&str, &str))| Article {
        language: Some("en".to_owned()),
        published: Published::parse(day),
        ..crate::example::article(&format!("a{at}"), &[sentence])
    };
    let articles = articles.iter().enumerate().map(article).collect();
    Event::new("e".to_owned(), String::new(), articles)
}

/// Why the citation of a second sentence goes; nothing where it stays.
fn second(event: &Event, text: &str) -> Option<Refusal> {
    let judgement = judge(text, &[spot(0, 0), spot(1, 0)], true, event);
    judgement.removed.into_iter().find(|(at, _)| *at == spot(1, 0)).map(|(_, refusal)| refusal)
}

/// Whether a statement in other words passes on the sentences that it cites.
fn generated(text: &str, cited: &[&str]) -> bool {
    let articles: Vec<Vec<&str>> = cited.iter().map(|sentence| vec![*sentence]).collect();
    let event = event(&articles.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let spots: Vec<Spot> = (0..cited.len()).map(|article| spot(article, 0)).collect();
    generated::check(text, &spots, &event).is_ok()
}

fn brackets_replace(text: &str, sentence: &str) -> Option<Vec<bool>> {
    let found = extract(text, sentence, Language::of(Some("en")))?;
    Some(found.brackets.iter().map(|bracket| bracket.replaces).collect())
}

#[test]
fn an_editors_bracket_has_both_its_marks_in_the_anchor() {
    assert_eq!(
        brackets_replace("He left the [deal] on Monday.", "He left the deal] on Monday."),
        None
    );
    assert_eq!(
        brackets_replace("He left the [deal] on Monday.", "He left the [deal] on Monday."),
        Some(vec![])
    );
}

#[test]
fn a_pronoun_that_stays_is_not_replaced() {
    let sentence = "On Monday he warned against it.";
    assert_eq!(
        brackets_replace("On Monday [Ann Lee] he warned against it.", sentence),
        Some(vec![false])
    );
    assert_eq!(
        brackets_replace("On Monday [Ann Lee] warned against it.", sentence),
        Some(vec![true])
    );
}

#[test]
fn the_first_in_order_backs_a_bracket_and_no_other() {
    let event = event(&[
        &["Ann Lee warned against it."],
        &["Foreign Minister Ann Lee came to Tarn."],
        &["Foreign Minister Ann Lee went home."],
    ]);
    for order in [[0, 1, 2], [0, 2, 1]] {
        let cited = order.map(|article| spot(article, 0));
        let judgement =
            judge("[Foreign Minister] Ann Lee warned against it.", &cited, true, &event);
        let mut kept: Vec<usize> = judgement.kept.iter().map(|spot| spot.article).collect();
        kept.sort_unstable();
        assert_eq!(kept, [0, 1], "{order:?}");
    }
}

#[test]
fn a_heading_bears_out_nothing() {
    let said = "Four cars fell into the harbour of Dunmore on Monday.";
    let heading = format!("# {said}");
    let event = event(&[&[said], &[&heading, said]]);
    assert_eq!(second(&event, said), Some(Refusal::TooLong));
}

#[test]
fn what_other_days_say_is_said_only_in_the_same_words() {
    let said = "Four cars fell into the harbour of Dunmore.";
    let other = "Four automobiles plunged into the harbour of Dunmore in thick fog, and divers searched the cold water for hours.";
    let at = |day, words| second(&over_days(&[("2026-01-06", said), (day, words)]), said);
    assert_eq!(at("2026-01-06", other), None);
    assert_eq!(at("2026-01-16", other), Some(Refusal::Unsaid));
    assert_eq!(at("2026-01-16", said), None);
}

fn is_sole(text: &str, articles: &[&[&str]]) -> bool {
    let event = event(articles);
    Claim::new(text, spot(0, 0), &event).is_sole()
}

#[test]
fn what_only_its_own_article_says_again_is_sole() {
    let said = "Divers found an old bronze cannon below the pier of Dunmore.";
    let again = "An old bronze cannon was found below the pier of Dunmore by divers.";
    let else_said = "The bakery of Lissay sells bread.";
    assert!(is_sole(said, &[&[said], &[else_said]]));
    assert!(is_sole(said, &[&[said, again], &[else_said]]));
    assert!(!is_sole(said, &[&[said], &[again]]));
}

#[test]
fn few_words_are_never_sole() {
    assert!(!is_sole(
        "Divers found cannons.",
        &[&["Divers found cannons."], &["The bakery of Lissay sells bread."]]
    ));
}

#[test]
fn both_ends_of_a_range_stand_in_the_cited_sentences() {
    let cited = ["Between 5 and 7 cars fell into the harbour of Dunmore on Monday."];
    assert!(generated("On Monday between 5 and 7 cars fell into the harbour of Dunmore.", &cited));
    assert!(!generated("On Monday between 5 and 9 cars fell into the harbour of Dunmore.", &cited));
}

#[test]
fn a_place_in_an_order_is_no_count() {
    let cited = ["On Monday 6 cars fell into the harbour of Dunmore."];
    assert!(generated("Into the harbour of Dunmore 6 cars fell on Monday.", &cited));
    assert!(!generated("On Monday the 6th car fell into the harbour of Dunmore.", &cited));
}

#[test]
fn digits_in_a_word_stand_in_the_cited_sentences() {
    let cited = ["The lorry left the road B52 near Dunmore and hit the old pier."];
    assert!(generated("Near Dunmore the lorry left the road B52 and hit the old pier.", &cited));
    assert!(!generated("Near Dunmore the lorry left the road B53 and hit the old pier.", &cited));
}

#[test]
fn a_word_that_says_nothing_is_no_foreign_name() {
    let cited = ["a barge injured 14 people in Dunmore."];
    assert!(generated("14 people were injured in Dunmore By a barge.", &cited));
    assert!(!generated("14 people were injured in Dunmore by a Barke.", &cited));
}

#[test]
fn another_form_of_a_name_is_one_of_somebody_cited() {
    let articles: [&[&str]; 2] = [
        &[
            "President Ann Lee opened the bridge of Dunmore on Monday.",
            "The bridge of Dunmore opened on Monday.",
        ],
        &["Ann Lee left."],
    ];
    let event = event(&articles);
    let passes = |sentence| {
        generated::check(
            "Ann Lee opened the bridge of Dunmore on Monday.",
            &[spot(0, sentence)],
            &event,
        )
        .is_ok()
    };
    assert!(passes(0));
    assert!(!passes(1));
}

#[test]
fn a_quotation_is_compared_without_the_marks_at_its_ends() {
    let cited = ["“We left the old bridge of Dunmore,” the mayor said."];
    assert!(generated("The mayor said: “We left the old bridge of Dunmore.”", &cited));
    assert!(!generated("The mayor said: “We left the new bridge of Dunmore.”", &cited));
}

#[test]
fn a_part_is_a_run_of_the_statement_as_it_is_written() {
    let said = "The mayor of Tarn closed the harbour, and rescuers counted 14 people on the pier.";
    let event =
        event(&[&[said, "Ann Lee is the mayor."], &["The mayor of Tarn closed the harbour."]]);
    let parts = |text: &str| {
        let mut claim = Claim::new(text, spot(0, 0), &event);
        claim.anchor(spot(0, 0));
        claim.admit(spot(1, 0))
    };
    assert_eq!(parts(said), Ok(Bearing::Part("The mayor of Tarn closed the harbour".to_owned())));
    let bracketed = "The mayor [Ann Lee] of Tarn closed the harbour, and rescuers counted 14 people on the pier.";
    assert_eq!(parts(bracketed), Err(Refusal::Unsaid));
}

#[test]
fn other_days_beside_a_date_do_not_tell_what_it_is_the_date_of() {
    let cited = [
        "On 6 January the bridge of Dunmore closed, and on 9 January 2026 the ferry of Lissay sank.",
    ];
    assert!(generated(
        "The bridge of Dunmore closed on 6 January, and the ferry of Lissay sank on 9 January 2026.",
        &cited
    ));
}

/// Sentences that bear out some words of a statement do not free it of who says so.
#[test]
fn what_bears_out_a_part_frees_no_attribution() {
    let said = "The barge Orla hit the third pier in fog, according to police.";
    let text = "The barge Orla hit the third pier in fog.";
    let whole = "The barge Orla hit the third pier in fog.";
    let part = "The barge Orla hit the third pier and sank.";
    let verdict = |others: [&str; 2]| {
        let event = event(&[&[said], &[others[0]], &[others[1]]]);
        judge(text, &[spot(0, 0), spot(1, 0), spot(2, 0)], true, &event).verdict
    };
    assert!(verdict([whole, whole]).is_ok());
    let kept = Err(Refusal::LeavesOutAttribution("according to police".to_owned()));
    assert_eq!(verdict([part, part]), kept);
    assert_eq!(verdict([whole, part]), kept);
}
