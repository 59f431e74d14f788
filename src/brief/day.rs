//! Days: when an event's articles were published, in the site's time zone.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;
use q7x2_sdk::{Article, Event, Published};

/// When the newest of some articles was published.
pub(super) fn newest(articles: &[Article]) -> Option<Published> {
    articles.iter().filter_map(|article| article.published).max_by_key(Published::timestamp)
}

/// The calendar day in the site's time zone; a date alone is that day.
#[must_use]
pub fn day(published: Published, timezone: Tz) -> NaiveDate {
    match published {
        Published::Time(time) => time.with_timezone(&timezone).date_naive(),
        Published::Day(day) => day,
    }
}

/// The days of an event's articles.
pub(super) fn days(event: &Event, timezone: Tz) -> BTreeSet<NaiveDate> {
    let published = event.articles().iter().filter_map(|one| one.published);
    published.map(|published| day(published, timezone)).collect()
}
