//! A day of publication for an article that nowhere says it: weak evidence, from captions and the
//! first paragraphs.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use q7x2_sdk::text::date;
use q7x2_sdk::text::date::{DateMention, Named};
use q7x2_sdk::text::language::Language;
use q7x2_sdk::{Published, Removed};

use super::clean::Paragraph;
use super::tabled::{Words, everywhere};

/// Paragraphs in which news says when it happened.
const FIRST: usize = 3;

/// Days by which another date of the text may lie later: what is announced without a word of the
/// future.
const LATER_DAYS: i64 = 7;

/// Bytes in which the word before a date that makes it one of what is told, with commas, has room:
/// a line may be dates alone, without a space.
const LONGEST_WORD: usize = 80;

/// The texts of paragraphs that are no headings.
fn body(paragraphs: &[Paragraph]) -> impl Iterator<Item = &str> {
    let body = paragraphs.iter().filter(|paragraph| !paragraph.heading);
    body.map(|paragraph| paragraph.text.as_str())
}

/// The commonest full date of the captions and first paragraphs, the earlier named where two are as
/// common. Text that tells of the past is full of dates that are not its own, so a date of the text
/// counts only behind "on" or a weekday; none counts where the text names another weekday or a
/// later year for what it reports.
pub(super) fn mentioned(
    paragraphs: &[Paragraph],
    removed: &[Removed],
    language: &Language,
) -> Option<Published> {
    let is_file_picture = |text: &&str| text.to_lowercase().contains("file");
    let captions = removed
        .iter()
        .filter(|removed| removed.rule == "caption")
        .map(|removed| removed.text.as_str());
    let first = || body(paragraphs).take(FIRST);
    let mut days: BTreeMap<NaiveDate, (usize, Reverse<usize>)> = BTreeMap::new();
    let mut count = |day: NaiveDate| {
        let order = Reverse(days.len());
        days.entry(day).or_insert((0, order)).0 += 1;
    };
    for text in captions.filter(|text| !is_file_picture(text)) {
        reported(text, language).filter_map(|mention| full_day(&mention)).for_each(&mut count);
    }
    for text in first() {
        let own = reported(text, language).filter(|mention| is_told(text, mention, language));
        own.filter_map(|mention| full_day(&mention)).for_each(&mut count);
    }
    let day = days.iter().max_by_key(|(_, rank)| **rank).map(|(day, _)| *day)?;
    (!first().any(|text| denies_weekday(text, day, language))
        && !body(paragraphs).any(|text| is_younger(text, day, language)))
    .then_some(Published::Day(day))
}

/// The full dates of a text that are not announced ones.
fn reported(text: &str, language: &Language) -> impl Iterator<Item = DateMention> {
    mentions(text, language).into_iter().filter(|mention| !mention.future)
}

/// What stands before the date of what is told.
static BEFORE_DATES: Words = LazyLock::new(|| everywhere(|page| &page.dateline.before_dates));

/// Whether a date is said as that of what is told: "on January 6, 2026", "Tuesday, January 6,
/// 2026".
fn is_told(text: &str, mention: &DateMention, language: &Language) -> bool {
    let named = text.get(mention.range.clone()).unwrap_or_default();
    let first = named.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    let before = text.get(..mention.range.start).unwrap_or_default().trim_end();
    let near = before
        .get(ceiling(before, before.len().saturating_sub(LONGEST_WORD))..)
        .unwrap_or_default();
    let last = near.rsplit(' ').next().unwrap_or_default().trim_end_matches(',').to_lowercase();
    let is_weekday = |word: &str| language.weekdays.contains_key(word);
    is_weekday(&first) || is_weekday(&last) || BEFORE_DATES.contains(last.as_str())
}

/// The first character boundary at or behind `at`.
fn ceiling(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// Whether a text says of what it reports that it was another day of the week, or "today" and
/// "yesterday", which need no date: then its dates are those of other things.
fn denies_weekday(text: &str, day: NaiveDate, language: &Language) -> bool {
    let weekday = day.weekday().number_from_monday();
    let mut named = date::dates(text, language)
        .into_iter()
        .filter(|mention| !mention.future)
        .filter_map(|mention| match mention.named {
            Named::Weekday(named) => Some(named == weekday),
            Named::Relative(_) => Some(false),
            _ => None,
        });
    let first = named.next();
    first == Some(false) && !named.any(|same| same)
}

/// Whether a text names a time that is past to it and lies after a day.
fn is_younger(text: &str, day: NaiveDate, language: &Language) -> bool {
    let starts = reported(text, language).collect::<Vec<_>>();
    starts.iter().filter_map(latest_start).any(|start| (start - day).num_days() > LATER_DAYS)
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
        let removed =
            [Removed { text: caption.to_owned(), rule: "caption".to_owned(), line: None }];
        let paragraph =
            |text: &&str| Paragraph { text: (*text).to_owned(), ..Paragraph::default() };
        let paragraphs: Vec<Paragraph> = texts.iter().map(paragraph).collect();
        let found = mentioned(&paragraphs, &removed, Language::of(Some("en")));
        assert_eq!(found.map(|day| day.to_string()).as_deref(), expected, "{caption} {texts:?}");
    }

    #[test]
    fn the_text_may_say_when_it_is_from() {
        check(
            "",
            &["Leaders gathered in Paris on January 6, 2026, to discuss guarantees."],
            Some("2026-01-06"),
        );
        check(
            "Macron welcomes Zelensky in Paris, Jan. 6, 2026. (AFP)",
            &["Leaders met."],
            Some("2026-01-06"),
        );
        check(
            "",
            &[
                "They met on January 5, 2026.",
                "They met again on January 6, 2026.",
                "Nobody slept on January 6, 2026.",
            ],
            Some("2026-01-06"),
        );
        check("", &["They met on January 5, 2026, and on January 6, 2026."], Some("2026-01-05"));
        check("", &["They met in Paris on Tuesday, January 6, 2026."], Some("2026-01-06"));
        check("", &["Leaders met on Tuesday.", "The war began in February 2022."], None);
        check("", &["A.", "B.", "C.", "They met on January 6, 2026."], None);
    }

    #[test]
    fn dates_of_what_is_not_told_do_not_count() {
        check("", &["The report names the September 11, 2001 attackers."], None);
        check("", &["Antonín Dvořák (8 September 1841 – 1 May 1904) was a composer."], None);
        check("", &["He was sentenced on Saturday for what he did on March 11, 2005."], None);
        check(
            "",
            &["TODAY the sheriff spoke of the helicopter that fell.", "It fell on April 1, 2009."],
            None,
        );
        check("", &["The sheriff said yesterday that the helicopter fell on April 1, 2009."], None);
        check("FILE - Macron in Paris, Jan. 6, 2024. (AFP)", &["Leaders met."], None);
        check(
            "Macron in Paris, Jan. 6, 2026. (AFP)",
            &["Leaders met in Paris on Tuesday."],
            Some("2026-01-06"),
        );
        check("Macron in Paris, Jan. 3, 2026. (AFP)", &["Leaders met in Paris on Tuesday."], None);
    }

    #[test]
    fn a_date_older_than_what_the_text_knows_is_not_its_own() {
        check(
            "",
            &["Men landed on the moon on July 20, 1969.", "In 2019 this was celebrated."],
            None,
        );
        check("", &["The treaty was signed on March 3, 1990.", "It ended in May 2004."], None);
        check("", &["The war began on February 24, 2022.", "A truce in 2025 failed."], None);
    }
}
