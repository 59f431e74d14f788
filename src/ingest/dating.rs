//! A day of publication for an article that nowhere says it: weak evidence, from captions and the first paragraphs.

use chrono::{Datelike, NaiveDate};
use q7x2_sdk::text::date::{self, DateMention, Named};
use q7x2_sdk::text::language::Language;
use q7x2_sdk::{Published, Removed};

use super::clean::Paragraph;

/// Paragraphs in which news says when it happened.
const FIRST: usize = 3;

/// Days by which another date of the text may lie later: what is announced without a word of the future.
const LATER_DAYS: i64 = 7;

/// The commonest full date of the captions and first paragraphs, the earlier named where two are as common. None where
/// the text names a later time that is past to it: the article is younger than that date.
pub(super) fn mentioned(paragraphs: &[Paragraph], removed: &[Removed], language: &Language) -> Option<Published> {
    let captions = removed.iter().filter(|removed| removed.rule == "caption").map(|removed| removed.text.as_str());
    let body = || paragraphs.iter().filter(|paragraph| !paragraph.heading).map(|paragraph| paragraph.text.as_str());
    let mut days: Vec<(NaiveDate, usize)> = Vec::new();
    for text in captions.chain(body().take(FIRST)) {
        for day in mentions(text, language).iter().filter(|mention| !mention.future).filter_map(full_day) {
            match days.iter_mut().find(|(known, _)| *known == day) {
                Some((_, count)) => *count += 1,
                None => days.push((day, 1)),
            }
        }
    }
    let most = days.iter().map(|(_, count)| *count).max()?;
    let day = days.iter().find(|(_, count)| *count == most).map(|(day, _)| *day)?;
    let is_later = |mention: &DateMention| {
        !mention.future && latest_start(mention).is_some_and(|start| (start - day).num_days() > LATER_DAYS)
    };
    let contradicted = body().any(|text| mentions(text, language).iter().any(is_later));
    (!contradicted).then_some(Published::Day(day))
}

/// The dates of a text; one without a number of a year in it names no full one.
fn mentions(text: &str, language: &Language) -> Vec<DateMention> {
    let is_year = |run: &[u8]| run.iter().all(u8::is_ascii_digit);
    if text.as_bytes().windows(4).any(is_year) { date::dates(text, language) } else { Vec::new() }
}

fn full_day(mention: &DateMention) -> Option<NaiveDate> {
    match mention.named {
        Named::Day(day) if (1900..=2200).contains(&day.year()) => Some(day),
        _ => None,
    }
}

/// The first day of what a mention names by its year.
fn latest_start(mention: &DateMention) -> Option<NaiveDate> {
    match mention.named {
        Named::Day(day) => Some(day),
        Named::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
        Named::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(caption: &str, texts: &[&str], expected: Option<&str>) {
        let removed = [Removed { text: caption.to_owned(), rule: "caption".to_owned(), line: None }];
        let paragraph = |text: &&str| Paragraph { text: (*text).to_owned(), ..Paragraph::default() };
        let paragraphs: Vec<Paragraph> = texts.iter().map(paragraph).collect();
        let found = mentioned(&paragraphs, &removed, Language::of(Some("en")));
        assert_eq!(found.map(|day| day.to_string()).as_deref(), expected, "{caption} {texts:?}");
    }

    #[test]
    fn the_text_may_say_when_it_is_from() {
        check("", &["Leaders gathered in Paris on January 6, 2026, to discuss guarantees."], Some("2026-01-06"));
        check("Macron welcomes Zelensky in Paris, Jan. 6, 2026. (AFP)", &["Leaders met."], Some("2026-01-06"));
        check(
            "",
            &["They met on January 5, 2026.", "They met again on January 6, 2026.", "January 6, 2026 was a Tuesday."],
            Some("2026-01-06"),
        );
        check("", &["They met on January 5, 2026, and on January 6, 2026."], Some("2026-01-05"));
        check("", &["Leaders met on Tuesday.", "The war began in February 2022."], None);
        check("", &["A.", "B.", "C.", "They met on January 6, 2026."], None);
    }

    #[test]
    fn a_date_older_than_what_the_text_knows_is_not_its_own() {
        check("", &["Men landed on the moon on July 20, 1969.", "In 2019 this was celebrated."], None);
        check("", &["The treaty was signed on March 3, 1990.", "It ended in May 2004."], None);
        check("", &["The war began on February 24, 2022, and goes on."], Some("2022-02-24"));
    }
}
