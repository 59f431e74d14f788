//! Evidence: sentences that back a field. They exist, and the field does, or they go.

use q7x2_sdk::{Citation, Detail, Event, RemovedCitation, Spot, Statement};

use super::citations::existing;

/// Removes the evidence that points at no sentence of body text, and what backs a field that is not
/// there (any more).
pub(super) fn keep(statement: &mut Statement, event: &Event, removed: &mut Vec<RemovedCitation>) {
    let speaks = statement.quote().is_some_and(|quote| quote.speaker.is_some());
    let has_role = statement.detail.as_ref().is_some_and(|detail| Detail::role(detail).is_some());
    let is_dated = statement.entry().is_some_and(|entry| entry.date.is_some());
    let evidence = &mut statement.evidence;
    for (cited, is_there, field) in [
        (&mut evidence.speaker, speaks, "speaker"),
        (&mut evidence.role, has_role, "role"),
        (&mut evidence.date, is_dated, "date"),
    ] {
        let mut gone = Vec::new();
        let spots = existing(cited, event, &mut gone);
        let kept: Vec<Citation> = spots.into_iter().map(|spot| event.citation(spot)).collect();
        for one in &mut gone {
            one.reason = format!("evidence of the {field}: {}", one.reason);
        }
        removed.extend(gone);
        *cited = if is_there { kept } else { Vec::new() };
    }
}

/// The sentences that a statement cites, and some that back a field, the cited ones first.
pub(super) fn with_cited(cited: &[Spot], backing: &[Citation], event: &Event) -> Vec<Spot> {
    let mut known = cited.to_vec();
    known.extend(existing(backing, event, &mut Vec::new()));
    known
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Evidence;
    use q7x2_sdk::detail::Quote;

    use super::super::super::example;
    use super::*;

    fn cite(sentences: &[usize]) -> Vec<Citation> {
        let article = "a0".to_owned();
        let cited = sentences.iter().map(|&sentence| Citation::new(article.clone(), sentence));
        cited.collect()
    }

    #[test]
    fn evidence_points_at_sentences_and_backs_a_field_that_is_there() {
        let event =
            example::event(&[&["# What comes next", "Ann Lee is the mayor.", "It rained."]]);
        let quote = Quote { speaker: Some("Ann Lee".to_owned()), ..Quote::default() };
        let mut statement = Statement::new("x", cite(&[1])).with(Detail::Quote(quote));
        statement.evidence =
            Evidence { speaker: cite(&[1, 0, 9, 1]), role: cite(&[2]), date: cite(&[2]) };
        let mut removed = Vec::new();
        keep(&mut statement, &event, &mut removed);
        let expected = Evidence { speaker: cite(&[1]), ..Evidence::default() };
        assert_eq!(statement.evidence, expected);
        let reasons: Vec<&str> = removed.iter().map(|one| one.reason.as_str()).collect();
        assert_eq!(
            reasons,
            [
                "evidence of the speaker: a heading is no source",
                "evidence of the speaker: no such sentence",
                "evidence of the speaker: cited twice"
            ]
        );
    }
}
