//! Said days: which day "yesterday" was. A reader does not know on which day a sentence was written
//! that is read with others, and later.

use std::collections::BTreeMap;

use q7x2_sdk::event::side::Side;
use q7x2_sdk::text::chunk::holds_run;
use q7x2_sdk::text::date::DateMention;
use q7x2_sdk::{Checked, Event, Granularity, SaidDay, Section, SectionKind};

/// Notes of each statement the days that its words count from the day on which its anchor was
/// written. A timeline says the day of each entry anyway.
pub(super) fn note_said_days(sections: &mut [Section], event: &Event) {
    let undated = sections.iter_mut().filter(|section| section.kind != SectionKind::Timeline);
    for checked in undated.flat_map(|section| &mut section.statements) {
        checked.said_days = said_days(checked, event);
    }
}

fn said_days(checked: &Checked, event: &Event) -> Vec<SaidDay> {
    let anchor = checked.statement.citations.first().and_then(|citation| event.spot(citation));
    let Some(spot) = anchor else { return Vec::new() };
    let side = Side::of(event, spot);
    let mut days: BTreeMap<String, Option<SaidDay>> = BTreeMap::new();
    for mention in side.annotation.dates.iter().filter(|mention| is_counted(mention, side)) {
        let said = side.text[mention.range.clone()].to_owned();
        let resolved = mention.resolve_surely(side.published);
        let Some(resolved) = resolved.filter(|day| day.granularity >= Granularity::Day) else {
            continue;
        };
        if holds_run(&checked.statement.text, &said) {
            let day = SaidDay { said: said.clone(), day: resolved.start };
            // The same words for two days say neither.
            let known = days.entry(said).or_insert_with(|| Some(day.clone()));
            *known = known.take().filter(|known| known.day == day.day);
        }
    }
    let mut days: Vec<SaidDay> = days.into_values().flatten().collect();
    days.sort_by_key(|one| (checked.statement.text.find(&one.said), one.said.clone()));
    days
}

/// Whether a date is counted from the day of its report, in the outlet's own words: nobody's
/// quotation, and no name ("USA Today").
fn is_counted(mention: &DateMention, side: Side<'_>) -> bool {
    let start = mention.range.start;
    let is_name = side.annotation.names.iter().any(|name| name.range.contains(&start));
    mention.counts_from_report() && !side.annotation.is_quoted(start) && !is_name
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{Article, Published, Statement, example};

    use super::*;

    /// The days of a statement that is a sentence of a report of 10 March 2026.
    fn noted(sentence: &str, text: &str) -> Vec<(String, String)> {
        let article = Article {
            published: Published::parse("2026-03-10T09:00:00Z"),
            ..example::article("a", &[sentence])
        };
        let event = Event::new("e".to_owned(), String::new(), vec![article]);
        let citations = vec![event.citation(q7x2_sdk::Spot { article: 0, sentence: 0 })];
        let statement = Statement::new(text.to_owned(), citations);
        let checked = Checked { statement, ..Checked::default() };
        let days = said_days(&checked, &event).into_iter();
        days.map(|one| (one.said, one.day.to_string())).collect()
    }

    fn check(sentence: &str, expected: &[(&str, &str)]) {
        let found = noted(sentence, sentence);
        let expected: Vec<(String, String)> =
            expected.iter().map(|(said, day)| ((*said).to_owned(), (*day).to_owned())).collect();
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn days_counted_from_a_report_are_noted() {
        check("The mayor of Tarn resigned yesterday.", &[("yesterday", "2026-03-09")]);
        check("The ferry sails tomorrow, police said.", &[("tomorrow", "2026-03-11")]);
        check(
            "The bridge closed yesterday and will open today.",
            &[("yesterday", "2026-03-09"), ("today", "2026-03-10")],
        );
        for sentence in [
            "The mayor of Tarn resigned on Monday.",
            "The mayor of Tarn resigned on 9 March 2026.",
            "“I resigned yesterday,” the mayor of Tarn said.",
            "The mayor told USA Today of the bridge.",
        ] {
            check(sentence, &[]);
        }
    }

    #[test]
    fn what_a_statement_leaves_out_is_not_noted() {
        let sentence = "The mayor resigned, and yesterday the ferry sank.";
        assert_eq!(noted(sentence, "The mayor resigned."), []);
    }
}
