//! When: what of an event is new and what was there before it.

use chrono::{Days, NaiveDate};

use super::cue::CueKind;
use super::date::{DateMention, Named, Resolved};
use super::language::Language;
use crate::{Article, Event, Granularity, Spot};

/// What happened more days before the event than this is background.
const DAYS: u64 = 3;

/// The day of an event: that of its newest article, in that article's own offset.
#[must_use]
pub fn day(event: &Event) -> Option<NaiveDate> {
    let newest =
        event.articles.iter().filter_map(|article: &Article| article.published).max_by_key(crate::Published::timestamp);
    newest.map(|published| published.local_day())
}

/// The newest day that a sentence tells of, where it tells of the past only: "in 2022", "on Monday". A date that only
/// names something ("the February 2022 invasion"), a condition or a future keep a sentence from being background.
#[must_use]
pub fn background(event: &Event, spot: Spot) -> Option<Resolved> {
    let article = &event.articles[spot.article];
    let annotation = event.text().at(spot);
    if annotation.dates.is_empty() {
        return None;
    }
    let day = day(event)?;
    if annotation.cues.iter().any(|cue| cue.kind == CueKind::Condition) {
        return None;
    }
    let mut newest: Option<Resolved> = None;
    for mention in annotation.dates.iter().filter(|mention| tells(event, spot, mention)) {
        let resolved = mention.resolve(article.published)?;
        if mention.future || last_day(&resolved) >= day.checked_sub_days(Days::new(DAYS))? {
            return None;
        }
        if newest.as_ref().is_none_or(|newest| last_day(&resolved) > last_day(newest)) {
            newest = Some(resolved);
        }
    }
    newest
}

/// Whether a date says when something happens: a small word stands before it, it opens the sentence, or it is a near day
/// by its name alone ("met Tuesday", "attendu jeudi"). What lasted until Monday may have ended or be to end: without a
/// word of the future that says no day.
#[must_use]
pub fn tells(event: &Event, spot: Spot, mention: &DateMention) -> bool {
    let language = Language::of(event.articles[spot.article].language.as_deref());
    let text = &event.sentence(spot).text;
    says_when(text.get(..mention.range.start).unwrap_or_default(), mention, language)
}

fn says_when(before: &str, mention: &DateMention, language: &Language) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|character: char| !character.is_alphanumeric() && character != '\'').next();
    let word = word.unwrap_or_default();
    if matches!(mention.named, Named::Weekday(_)) && !mention.future && ends_until(before, language) {
        return false;
    }
    let is_near_day = matches!(mention.named, Named::Weekday(_) | Named::Relative(_));
    let is_name = word.starts_with(char::is_uppercase);
    before.is_empty() || language.stop_words.contains(&super::word::fold(word)) || is_near_day && !is_name
}

/// Whether what stands before a date ends with a word for "until".
fn ends_until(before: &str, language: &Language) -> bool {
    let folded = super::word::spelt(before, language);
    language
        .until_words
        .iter()
        .any(|phrase| folded.strip_suffix(phrase.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// The last day of the span that a date means.
fn last_day(resolved: &Resolved) -> NaiveDate {
    let start = resolved.start;
    let next = match resolved.granularity {
        Granularity::Year => start.checked_add_months(chrono::Months::new(12)),
        Granularity::Month => start.checked_add_months(chrono::Months::new(1)),
        Granularity::Day | Granularity::Part | Granularity::Hour => return start,
    };
    next.and_then(|next| next.pred_opt()).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::super::date;
    use super::*;

    /// Whether each date of a text says when something happens.
    fn check(code: &str, text: &str, expected: &[bool]) {
        let language = Language::of(Some(code));
        let found = date::dates(text, language);
        let found: Vec<bool> =
            found.iter().map(|mention| says_when(&text[..mention.range.start], mention, language)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn small_words_stand_before_what_tells() {
        check("en", "They met on Tuesday.", &[true]);
        check("en", "Tuesday brought rain.", &[true]);
        check("en", "The February 2022 invasion began.", &[true]);
        check("en", "Russia's February 2022 invasion", &[false]);
        check("en", "", &[]);
    }

    #[test]
    fn near_days_tell_by_their_name_alone() {
        check("en", "They met Tuesday.", &[true]);
        check("en", "On Good Friday they met.", &[false]);
        check("fr", "La Sérine a inondé mardi matin le centre.", &[true]);
        check("fr", "Le ministre est attendu jeudi.", &[true]);
        check("fr", "Les habitants ont été évacués hier.", &[true]);
        check("de", "Elf Menschen sind gestern verletzt worden.", &[true]);
    }

    #[test]
    fn until_a_weekday_tells_nothing_without_a_future() {
        check("en", "The county closed the road until Sunday.", &[false]);
        check("en", "The road will be closed until Sunday.", &[true]);
        check("en", "The road is closed until March 8, 2026.", &[true]);
        check("de", "Die Produktion ruhe bis Montag.", &[false]);
        check("de", "Die Produktion ruhe bis zum Montag.", &[false]);
        check("fr", "Le collège était fermé jusqu'à lundi.", &[false]);
        check("fr", "Le collège restera fermé jusqu’au lundi.", &[true]);
        check("es", "El muelle se cierre hasta el viernes.", &[false]);
    }
}
