//! The build's time. The clock is never asked: whoever wants it passes it on.

use chrono::{DateTime, Datelike, NaiveTime, SecondsFormat, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use q7x2_sdk::diagnostic::{Diagnostic, Matter, Place, Warned};
use q7x2_sdk::{Article, Published};

/// An article dated more than so many days after all others is misdated rather than new.
const MOST_DAYS_AHEAD: i64 = 7;

/// The variable of <https://reproducible-builds.org/specs/source-date-epoch/>.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The time that the environment asks for.
///
/// # Errors
/// Where the variable is set and is no number of seconds since 1970.
pub(super) fn asked(environment: &[(String, String)]) -> Result<Option<DateTime<Utc>>, Diagnostic> {
    let Some((_, text)) = environment.iter().find(|(name, _)| name == VARIABLE) else {
        return Ok(None);
    };
    let seconds = text.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    // RFC 3339, in which a feed says its time, has years of four digits.
    if seconds.is_some_and(|time| !(0..=9999).contains(&time.year())) {
        return Err(Diagnostic::error(format!(
            "`{VARIABLE}` must be a time of the years 0 to 9999, not `{text}`"
        ))
        .at(Place::file(VARIABLE))
        .hint("unset it, or write seconds, not thousandths of them"));
    }
    seconds.map(Some).ok_or_else(|| {
        Diagnostic::error(format!(
            "`{VARIABLE}` must be a number of seconds since 1970, not `{text}`"
        ))
        .at(Place::file(VARIABLE))
        .hint("unset it, or write `SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)`")
    })
}

/// A moment in UTC; a date alone is the start of that day in the site's time zone.
pub(super) fn moment(published: Published, timezone: Tz) -> DateTime<Utc> {
    match published {
        Published::Time(time) => time.with_timezone(&Utc),
        Published::Day(day) => {
            // Where the clocks are put forward at midnight, the day starts an hour later.
            let hours = (0..24).filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
            let starts = hours
                .filter_map(|time| timezone.from_local_datetime(&day.and_time(time)).earliest());
            let start = starts.map(|start| start.with_timezone(&Utc)).next();
            start.unwrap_or_else(|| day.and_time(NaiveTime::MIN).and_utc())
        }
    }
}

/// The newest article's time, or the second newest's where the newest is dated too far ahead of all
/// others.
pub(super) fn newest(articles: &[Article], timezone: Tz) -> Warned<Option<DateTime<Utc>>> {
    let dated =
        articles.iter().filter_map(|article| Some((moment(article.published?, timezone), article)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    match dated.as_slice() {
        [(newest, article), (second, _), ..]
            if *newest - *second > TimeDelta::days(MOST_DAYS_AHEAD) =>
        {
            let told = Diagnostic::warning(format!(
                "this article is dated more than {MOST_DAYS_AHEAD} days after all others and counts as undated"
            ));
            let told =
                told.at(Place::file(format!("content/{}", article.file))).hint("look at its date");
            let told = Diagnostic { matter: Some(Matter::Date), ..told };
            Warned { value: Some(*second), diagnostics: vec![told] }
        }
        [(newest, _), ..] => Warned::quiet(Some(*newest)),
        [] => Warned::quiet(None),
    }
}

/// How many articles dated after the build are told one by one.
const MOST_TOLD: usize = 20;

/// Sets dates aside that cannot be: an article dated after the build counts as undated, so that it
/// makes no event new, leads no list and makes no other report stale. What it says is kept to be
/// shown.
pub(super) fn set_aside(articles: &mut [Article], built: DateTime<Utc>, timezone: Tz) {
    for article in articles {
        let is_later = |published: &mut Published| moment(*published, timezone) > built;
        if let Some(published) = article.published.take_if(is_later) {
            article.misdated = Some(published);
        }
    }
}

/// Articles whose dates were set aside, because they lie after the time that somebody asked for.
pub(super) fn later(articles: &[Article], built: DateTime<Utc>) -> Vec<Diagnostic> {
    let later: Vec<_> =
        articles.iter().filter_map(|article| Some((article.misdated?, article))).collect();
    let told = later.iter().take(MOST_TOLD).map(|(published, article)| {
        let time = built.to_rfc3339_opts(SecondsFormat::Secs, true);
        Diagnostic::warning(format!(
            "this article is dated {published}, after the build's time, {time}, and counts as undated"
        ))
        .at(Place::file(format!("content/{}", article.file)))
        .hint("look at its date, or at `--now` and `SOURCE_DATE_EPOCH`")
    });
    let more = later.len().saturating_sub(MOST_TOLD);
    let rest = (more > 0).then(|| {
        Diagnostic::warning(format!("{more} more articles are dated after the build's time"))
            .at(Place::file("content"))
    });
    let matter = Some(Matter::Date);
    told.chain(rest).map(|one| Diagnostic { matter, ..one }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, published: &str) -> Article {
        Article {
            id: id.to_owned(),
            file: format!("{id}.txt"),
            published: Published::parse(published),
            ..Article::default()
        }
    }

    #[test]
    fn the_newest_article_sets_the_time() {
        let check = |dates: &[&str], expected: Option<&str>, warnings: usize| {
            let articles: Vec<_> =
                dates.iter().enumerate().map(|(at, date)| article(&at.to_string(), date)).collect();
            let newest = newest(&articles, Tz::Europe__Paris);
            let told = newest.value.map(|time| time.to_rfc3339());
            assert_eq!(
                (told.as_deref(), newest.diagnostics.len()),
                (expected, warnings),
                "{dates:?}"
            );
        };
        check(&[], None, 0);
        check(&["", "soon"], None, 0);
        check(&["2026-01-06"], Some("2026-01-05T23:00:00+00:00"), 0);
        check(
            &["2026-01-06", "2026-01-06T08:00:00+01:00", ""],
            Some("2026-01-06T07:00:00+00:00"),
            0,
        );
        check(
            &["2026-01-06T00:00:00Z", "2026-01-13T00:00:00Z"],
            Some("2026-01-13T00:00:00+00:00"),
            0,
        );
        check(
            &["2026-01-06T00:00:00Z", "2026-01-13T00:00:01Z"],
            Some("2026-01-06T00:00:00+00:00"),
            1,
        );
        check(&["2126-01-06", "2026-01-06", "2126-01-07"], Some("2126-01-06T23:00:00+00:00"), 0);
    }

    #[test]
    fn articles_dated_after_the_build_are_told() {
        let built = moment(Published::parse("2026-01-06T12:00:00Z").expect("a time"), Tz::UTC);
        let check = |dates: &[&str], expected: &[&str]| {
            let articles: Vec<_> =
                dates.iter().enumerate().map(|(at, date)| article(&at.to_string(), date)).collect();
            let mut articles = articles;
            set_aside(&mut articles, built, Tz::UTC);
            let told = later(&articles, built);
            let files: Vec<_> =
                told.iter().filter_map(|one| one.place.as_ref()).map(|place| &place.file).collect();
            assert_eq!(files, expected);
        };
        check(&["2026-01-06", "2026-01-06T13:00:00+01:00", ""], &[]);
        check(
            &["2026-01-06T12:00:01Z", "2026-01-05", "2026-01-07"],
            &["content/0.txt", "content/2.txt"],
        );
        let mut articles = vec![article("a", "2026-01-07"); 90];
        set_aside(&mut articles, built, Tz::UTC);
        assert_eq!(articles[0].published, None);
        assert_eq!(articles[0].misdated, Published::parse("2026-01-07"));
        let told = later(&articles, built);
        assert_eq!(
            told[0].message,
            "this article is dated 2026-01-07, after the build's time, 2026-01-06T12:00:00Z, and counts as undated"
        );
        assert_eq!(told.len(), MOST_TOLD + 1);
    }

    #[test]
    fn a_day_starts_where_the_site_is() {
        let start =
            |day: &str, zone: Tz| moment(Published::parse(day).expect("a day"), zone).to_rfc3339();
        assert_eq!(start("2026-01-06", Tz::UTC), "2026-01-06T00:00:00+00:00");
        assert_eq!(start("2026-07-01", Tz::America__New_York), "2026-07-01T04:00:00+00:00");
        // Clocks went from 23:59 to 01:00 there.
        assert_eq!(start("2018-11-04", Tz::America__Sao_Paulo), "2018-11-04T03:00:00+00:00");
    }

    #[test]
    fn the_environment_may_set_the_time() {
        let ask = |value: &str| {
            asked(&[(VARIABLE.to_owned(), value.to_owned())]).map_err(|error| error.message)
        };
        assert_eq!(ask("1767657600"), Ok(DateTime::from_timestamp(1_767_657_600, 0)));
        for wrong in [
            "",
            "now",
            "99999999999999999999",
            "9223372036854775807",
            "253402300800",
            "-62167219201",
        ] {
            assert!(ask(wrong).is_err(), "{wrong}");
        }
        assert_eq!(ask("253402300799"), Ok(DateTime::from_timestamp(253_402_300_799, 0)));
        assert_eq!(asked(&[]), Ok(None));
    }
}
