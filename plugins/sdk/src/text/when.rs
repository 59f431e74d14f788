//! When: what of an event is new and what was there before it.

use chrono::{Days, NaiveDate};

use super::cue::CueKind;
use super::date::{DateMention, Resolved};
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
    let day = day(event)?;
    let article = &event.articles[spot.article];
    let annotation = event.text().at(spot);
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

/// Whether a date says when something happens: a small word stands before it, or it opens the sentence.
#[must_use]
pub fn tells(event: &Event, spot: Spot, mention: &DateMention) -> bool {
    let language = Language::of(event.articles[spot.article].language.as_deref());
    let before = event.sentence(spot).text[..mention.range.start].trim_end();
    let mut words = before.rsplit(|character: char| !character.is_alphanumeric() && character != '\'');
    let word = super::word::fold(words.next().unwrap_or_default());
    before.is_empty() || language.stop_words.contains(&word)
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
