//! Words of the interface: one table a language, phrases with numbers, dates as people write them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Timelike};
use q7x2_sdk::diagnostic::{Diagnostic, Place};
use q7x2_sdk::{Granularity, Published};
use serde::Serialize;

/// One language's words. What a language leaves out is English.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// The language whose table was found.
    pub(super) language: String,
    texts: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<String>>,
}

/// A moment for people and for machines: `<time datetime="{{ machine }}">{{ text }}</time>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Moment {
    pub(super) machine: String,
    pub(super) text: String,
}

impl Words {
    /// Reads a table and lays it over this one.
    ///
    /// # Errors
    /// Where it is not TOML, or holds anything but texts and lists of texts.
    pub(super) fn add(&mut self, file: &str, source: &str) -> Result<(), Diagnostic> {
        let table: toml::Table = source.parse().map_err(|error: toml::de::Error| {
            let place = error
                .span()
                .map_or_else(|| Place::file(file), |span| Place::span(file, source, span));
            Diagnostic::error(error.message().to_owned()).at(place)
        })?;
        for (key, value) in table {
            match value {
                toml::Value::String(text) => drop(self.texts.insert(key, text)),
                toml::Value::Array(list) if list.iter().all(toml::Value::is_str) => {
                    let texts =
                        list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect();
                    self.lists.insert(key, texts);
                }
                _ => {
                    let message = format!("`{key}` is neither a text nor a list of texts");
                    return Err(Diagnostic::error(message).at(Place::file(file)));
                }
            }
        }
        Ok(())
    }

    /// All texts, for templates.
    pub(super) fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// The text under a key; the key itself where no table has it, so that a gap shows.
    pub(super) fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// Whether there is a text under a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// The text under a key, with `{name}` replaced by each value, once and from left to right.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(key);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let value = after.split_once('}').and_then(|(name, tail)| {
                values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail))
            });
            let (value, tail) = value.unwrap_or(("{", after));
            filled.push_str(value);
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }

    /// "1 article", "5 articles": `<key>_one` and `<key>_other`.
    pub(super) fn count(&self, key: &str, number: usize) -> String {
        let form = if number == 1 { format!("{key}_one") } else { format!("{key}_other") };
        self.fill(&form, &[("n", &number.to_string())])
    }

    /// The same with a day in it: "3 new statements since Tuesday".
    pub(super) fn count_with(&self, key: &str, number: usize, day: &str) -> String {
        let form = if number == 1 { format!("{key}_one") } else { format!("{key}_other") };
        self.fill(&form, &[("n", &number.to_string()), ("day", day)])
    }

    /// An earlier day as one says it on another: its weekday within a week, else its date.
    pub(super) fn since(&self, before: NaiveDate, now: NaiveDate) -> String {
        if (now - before).num_days() < 7 {
            return self.name("weekdays", before.weekday().num_days_from_monday()).to_owned();
        }
        self.day_text(before)
    }

    /// A name of a list, such as a month's.
    fn name(&self, list: &str, at: u32) -> &str {
        let found = usize::try_from(at).ok().and_then(|at| self.lists.get(list)?.get(at));
        found.map_or("", String::as_str)
    }

    /// "Tuesday 6 January 2026".
    pub(super) fn long_day(&self, day: NaiveDate) -> Moment {
        let weekday = self.name("weekdays", day.weekday().num_days_from_monday());
        let text = self.fill("long_day", &[("weekday", weekday), ("day", &self.day_text(day))]);
        Moment { machine: day.to_string(), text }
    }

    /// "6 January 2026".
    pub(super) fn day(&self, day: NaiveDate) -> Moment {
        Moment { machine: day.to_string(), text: self.day_text(day) }
    }

    fn day_text(&self, day: NaiveDate) -> String {
        let (number, year) = (day.day().to_string(), day.year().to_string());
        self.fill(
            "day",
            &[("d", &number), ("month", self.name("months", day.month0())), ("y", &year)],
        )
    }

    /// "January 2026".
    pub(super) fn month_text(&self, day: NaiveDate) -> String {
        self.fill(
            "month",
            &[("month", self.name("months", day.month0())), ("y", &day.year().to_string())],
        )
    }

    /// "6 January 2026, 15:04 UTC+01:00": as the source gave it, never shifted.
    pub(super) fn published(&self, published: Published) -> Moment {
        let Published::Time(time) = published else { return self.day(published.local_day()) };
        let clock = format!("{:02}:{:02}", time.hour(), time.minute());
        let offset = if time.offset().local_minus_utc() == 0 {
            String::new()
        } else {
            time.offset().to_string()
        };
        let day = self.day_text(time.date_naive());
        let text = self.fill("time", &[("day", &day), ("clock", &clock), ("offset", &offset)]);
        Moment { machine: published.to_string(), text }
    }

    /// An ISO 8601 date, said as precisely as `granularity` allows and no more; as it stands where
    /// it cannot be read.
    pub(super) fn date(&self, iso: &str, granularity: Option<Granularity>) -> Moment {
        let as_is = || Moment { machine: String::new(), text: iso.to_owned() };
        let (date, clock) = iso.split_once('T').unwrap_or((iso, ""));
        let padded = match date.matches('-').count() {
            0 => format!("{date}-01-01"),
            1 => format!("{date}-01"),
            _ => date.to_owned(),
        };
        let Ok(day) = NaiveDate::parse_from_str(&padded, "%Y-%m-%d") else { return as_is() };
        let written = match date.matches('-').count() {
            0 => Granularity::Year,
            1 => Granularity::Month,
            _ => Granularity::Day,
        };
        let precise = match granularity {
            Some(granularity) if written == Granularity::Day => granularity,
            Some(granularity) => granularity.min(written),
            None => written,
        };
        match precise {
            Granularity::Year => {
                Moment { machine: day.format("%Y").to_string(), text: day.year().to_string() }
            }
            Granularity::Month => {
                Moment { machine: day.format("%Y-%m").to_string(), text: self.month_text(day) }
            }
            Granularity::Day => self.day(day),
            Granularity::Part | Granularity::Hour => self.part(day, clock),
        }
    }

    /// A day with its hour or part, where the date names one.
    fn part(&self, day: NaiveDate, clock: &str) -> Moment {
        let Moment { machine, text } = self.day(day);
        let hour =
            clock.get(..2).and_then(|hour| hour.parse::<u32>().ok()).filter(|hour| *hour < 24);
        match hour {
            Some(hour) => {
                let clock = format!("{hour:02}:00");
                let text = self.fill("hour", &[("day", &text), ("clock", &clock)]);
                Moment { machine: format!("{machine}T{clock}"), text }
            }
            None if self.has(&format!("part_{clock}")) => {
                let part = self.text(&format!("part_{clock}")).to_owned();
                Moment { machine, text: self.fill("hour", &[("day", &text), ("clock", &part)]) }
            }
            None => Moment { machine, text },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        let mut words = Words::default();
        words.add("en.toml", include_str!("../../themes/paper/words/en.toml")).unwrap();
        words
    }

    #[test]
    fn dates_are_said_as_precisely_as_they_are_known() {
        use Granularity::{Day, Hour, Month, Part, Year};
        let words = english();
        let check = |iso: &str, granularity: Option<Granularity>, machine: &str, text: &str| {
            let moment = words.date(iso, granularity);
            assert_eq!((moment.machine.as_str(), moment.text.as_str()), (machine, text), "{iso}");
        };
        check("2026", Some(Year), "2026", "2026");
        check("2026", Some(Day), "2026", "2026");
        check("2026-01", Some(Month), "2026-01", "January 2026");
        check("2026-01-06", Some(Month), "2026-01", "January 2026");
        check("2026-01-06", Some(Day), "2026-01-06", "6 January 2026");
        check("2026-01-06", None, "2026-01-06", "6 January 2026");
        check("2026-01-06", Some(Part), "2026-01-06", "6 January 2026");
        check("2026-01-06Tmorning", Some(Part), "2026-01-06", "6 January 2026, morning");
        check("2026-01-06T15", Some(Hour), "2026-01-06T15:00", "6 January 2026, 15:00");
        check("2026-01-06T99", Some(Hour), "2026-01-06", "6 January 2026");
        for odd in ["", "soon", "2026-13", "2026-02-30", "T", "-", "é-é-é"] {
            check(odd, Some(Day), "", odd);
        }
    }

    #[test]
    fn a_time_keeps_the_offset_it_was_given() {
        let words = english();
        let text = |moment: &str| words.published(Published::parse(moment).unwrap()).text;
        assert_eq!(text("2026-01-06"), "6 January 2026");
        assert_eq!(text("2026-01-06T15:04:05Z"), "6 January 2026, 15:04 UTC");
        assert_eq!(text("2026-01-06T23:30:00-08:00"), "6 January 2026, 23:30 UTC-08:00");
        let day = Published::parse("2026-01-06").unwrap().local_day();
        assert_eq!(words.long_day(day).text, "Tuesday 6 January 2026");
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let mut words = Words::default();
        words.add("x", "a = '{x} and {y} and {z} {'").unwrap();
        assert_eq!(words.fill("a", &[("x", "{y}"), ("y", "{x}")]), "{y} and {x} and {z} {");
        assert_eq!(words.fill("missing", &[]), "missing");
        assert_eq!(
            (english().count("articles", 1), english().count("articles", 0)),
            ("1 article".into(), "0 articles".into())
        );
    }

    #[test]
    fn a_broken_table_says_where() {
        let error = Words::default().add("words/xx.toml", "a = 'b'\nc = \n").unwrap_err();
        assert_eq!(error.place.and_then(|place| place.line), Some(2));
        assert!(Words::default().add("x", "a = 1").unwrap_err().message.contains("`a`"));
    }
}
