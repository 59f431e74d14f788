//! The lines around a text that say who wrote it and when: bylines, labelled dates, "Jane Doe · 6
//! January 2026".

use std::sync::LazyLock;

use q7x2_sdk::Published;
use q7x2_sdk::text::language::{self, Language};
use q7x2_sdk::work::steps;

use super::super::moment;
use super::super::tabled::{Words, everywhere, spaced};
use super::byline::{self, Part};
use super::listed_line::{self, Class};

/// Words up to which a line can be such a line.
const LONGEST: usize = 30;

/// What a line says about the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// A labelled date, or a date alone.
    pub published: Option<Published>,
    /// A date labelled as that of a change.
    pub updated: Option<Published>,
    /// Names that a byline gives.
    pub authors: Vec<String>,
    /// The words by which it declares a machine author.
    pub machine: Option<String>,
    /// It is such a line wherever it stands; others are only where an article begins or ends.
    pub anywhere: bool,
    /// It names people rather than dates.
    pub is_byline: bool,
}

/// Reads a line; nothing where any part of it is something else.
pub(super) fn read(text: &str, words: usize, language: &Language) -> Option<Header> {
    steps(1);
    if words > LONGEST || text.len() > 300 {
        return None;
    }
    let mut header = Header::default();
    let mut seen = Seen::default();
    if !segments(text).all(|segment| header.take(segment, language, &mut seen)) {
        return None;
    }
    let has_people = seen.by || seen.name && seen.role;
    header.is_byline = has_people || seen.name;
    header.anywhere = seen.label;
    // A name alone, a role alone or a label alone may be a heading; a desk and its machine are
    // none.
    let has_machine = header.machine.is_some() && seen.parts > 1;
    let is_header =
        has_people || has_machine || seen.date || seen.label || seen.reading && seen.parts > 1;
    header.is_byline |= has_machine;
    is_header.then_some(header)
}

/// Small words in names of outlets.
static OUTLET_WORDS: Words = LazyLock::new(|| everywhere(|page| &page.dateline.outlet_words));

/// What stands before the date of a byline.
static BEFORE_DATES: LazyLock<Vec<String>> =
    LazyLock::new(|| spaced(|page| &page.dateline.before_dates));

/// Words up to which an outlet's name stands before the date of its imprint.
const LONGEST_OUTLET: usize = 4;

/// "Evening Mail, March 11, 2026": an outlet or place and a full date, and nothing else. Titles
/// look alike, so this is read only between other lines of the kind and the text.
pub(super) fn imprint(text: &str, words: usize, language: &Language) -> Option<Header> {
    if words > LONGEST || text.len() > 120 {
        return None;
    }
    let (outlet, date) = text.split_once(", ")?;
    let named = outlet
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase) || OUTLET_WORDS.contains(word));
    if !named || outlet.split_whitespace().count() > LONGEST_OUTLET {
        return None;
    }
    let published = moment::parse(date.trim_end_matches('.'), language)?;
    Some(Header { published: Some(published), ..Header::default() })
}

/// Cuts the date off the names of a byline: "Jane Doe on March 3, 2026", "Jane Doe, 3 March 2026".
fn split_date<'text>(text: &'text str, language: &Language) -> (&'text str, Option<Published>) {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return (text, None);
    }
    let cuts = BEFORE_DATES.iter().map(String::as_str).chain([", "]);
    let dated = cuts.filter_map(|cut| {
        let (people, date) = text.split_once(cut)?;
        Some((people, moment::parse(date.trim_end_matches('.'), language)?))
    });
    dated
        .min_by_key(|(people, _)| people.len())
        .map_or((text, None), |(people, date)| (people, Some(date)))
}

#[derive(Default)]
struct Seen {
    by: bool,
    name: bool,
    role: bool,
    date: bool,
    label: bool,
    reading: bool,
    parts: usize,
}

impl Header {
    fn take(&mut self, segment: &str, language: &Language, seen: &mut Seen) -> bool {
        seen.parts += 1;
        if let Some((label, rest)) = label(segment)
            && let Some(found) = moment::parse(rest.trim_end_matches('.'), language)
        {
            seen.label = true;
            self.set(label, found);
            return true;
        }
        if segment.bytes().any(|byte| byte.is_ascii_digit()) {
            if let Some(found) = moment::parse(segment, language) {
                seen.date = true;
                self.set(Label::Published, found);
                return true;
            }
            if listed_line::class(segment, segment.split_whitespace().count())
                == Some(Class::ReadingTime)
            {
                seen.reading = true;
                return true;
            }
        }
        let (parts, by) = match byline::after_by(segment, language) {
            Some(rest) => {
                let (people, date) = split_date(rest, language);
                if let Some(found) = date {
                    seen.date = true;
                    self.set(Label::Published, found);
                }
                (byline::parts(people), true)
            }
            None => (byline::parts(segment), false),
        };
        let Some(parts) = parts else { return false };
        seen.by |= by;
        let named = by || parts.iter().any(|part| matches!(part, Part::Role(_)));
        for part in parts {
            match part {
                Part::Name(name) => {
                    seen.name = true;
                    self.authors.push(name.to_owned());
                }
                Part::Role(role) => {
                    seen.role = true;
                    if byline::is_machine(role) {
                        self.machine.get_or_insert_with(|| role.to_owned());
                    }
                }
                Part::Other if !named => return false,
                Part::Other => {}
            }
        }
        true
    }

    fn set(&mut self, label: Label, found: Published) {
        match label {
            Label::Published => self.published.get_or_insert(found),
            Label::Updated => self.updated.get_or_insert(found),
        };
    }
}

fn segments(text: &str) -> impl Iterator<Item = &str> {
    let cut = text
        .split(['|', '·', '•', '●', '—'])
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" - "));
    cut.map(str::trim).filter(|segment| !segment.is_empty())
}

/// What the date behind a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Of publication.
    Published,
    /// Of a change.
    Updated,
}

/// The label at the start of a text, and what follows it.
fn label(text: &str) -> Option<(Label, &str)> {
    let mut phrase = String::new();
    let mut found = None;
    let mut at = 0;
    for word in text.split_inclusive(' ').take(4) {
        at += word.len();
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(&bare.to_lowercase());
        let tables = || language::all().iter().map(|table| &table.page);
        let label = if tables().any(|page| page.published.contains(&phrase)) {
            Some(Label::Published)
        } else if tables().any(|page| page.updated.contains(&phrase)) {
            Some(Label::Updated)
        } else {
            None
        };
        if let Some(label) = label {
            found = Some((label, text.get(at..)?.trim_start_matches([' ', ':', '-', '–'])));
        }
    }
    found.filter(|(_, rest)| rest.bytes().any(|byte| byte.is_ascii_digit()))
}

/// A labelled date glued to the start of a text ("date 2026-01-06 Key allies met"), and where the
/// text begins. Without a label only ISO 8601 is surely such a prefix.
pub(super) fn date_prefix(text: &str) -> Option<(Label, Published, usize)> {
    let (label, rest) = label(text).unwrap_or((Label::Published, text));
    if !rest.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (found, rest) = moment::iso_prefix(rest)?;
    let rest = rest.trim_start_matches([' ', '-', '–', '—', ':']);
    let begins = rest.trim_start_matches(['"', '“', '‘', '\'']).starts_with(char::is_uppercase);
    (begins && rest.split_whitespace().nth(3).is_some())
        .then(|| (label, found, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, text: &str) -> Option<String> {
        let header = read(text, text.split_whitespace().count(), Language::of(Some(code)))?;
        let mut parts = header.authors;
        parts.extend(header.published.map(|date| format!("published {date}")));
        parts.extend(header.updated.map(|date| format!("updated {date}")));
        parts.extend(header.machine.map(|words| format!("machine {words}")));
        Some(parts.join(", "))
    }

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(shown("en", text).as_deref(), expected, "{text}");
    }

    #[test]
    fn lines_say_who_and_when() {
        check("Updated: January 6, 2026", Some("updated 2026-01-06"));
        check("Last updated on Jan. 6, 2026 at 3:04 pm", Some("updated 2026-01-06"));
        check(
            "Published: Jan 6, 2026 | Updated: Jan 7, 2026",
            Some("published 2026-01-06, updated 2026-01-07"),
        );
        check("January 6, 2026", Some("published 2026-01-06"));
        check(
            "David Okafor· AI Specialist Author",
            Some("David Okafor, machine AI Specialist Author"),
        );
        check("By Jane Doe", Some("Jane Doe"));
        check("BY JANE DOE AND JOHN ROE", Some("JANE DOE, JOHN ROE"));
        check("By Jane Doe, Reuters", Some("Jane Doe"));
        check("By Jane Doe in Kyiv and John Roe", Some("Jane Doe, John Roe"));
        check("By Jane Doe | January 6, 2026 | 5 min read", Some("Jane Doe, published 2026-01-06"));
        check("Jane Doe, Senior Correspondent", Some("Jane Doe"));
        check("Written by Jane Doe", Some("Jane Doe"));
        check("By Ursula von der Leyen", Some("Ursula von der Leyen"));
        check("By AFP", Some(""));
        check("By Staff Writer", Some(""));
        check("By ChatGPT", Some("machine ChatGPT"));
        check("January 6, 2026 · 3 min read", Some("published 2026-01-06"));
        check("Posted by Jane Doe on January 6, 2026", Some("Jane Doe, published 2026-01-06"));
        check("By Jane Doe, January 6, 2026", Some("Jane Doe, published 2026-01-06"));
        check("By Jane Doe, Reuters, January 6, 2026", None);
        check("Daily Desk · AI Specialist Author", Some("machine AI Specialist Author"));
    }

    #[test]
    fn an_imprint_is_an_outlet_and_a_date() {
        let check = |text: &str, expected: Option<&str>| {
            let found = imprint(text, text.split_whitespace().count(), Language::of(Some("en")));
            assert_eq!(
                found.and_then(|found| found.published).map(|day| day.to_string()).as_deref(),
                expected,
                "{text}"
            );
        };
        check("Evening Mail, March 11, 2026", Some("2026-03-11"));
        check("The Daily of Dunmore, 11 March 2026", Some("2026-03-11"));
        check("Leaders met, March 11, 2026", None);
        check("Evening Mail, March 2026", None);
        check("Evening Mail, Dunmore", None);
        check("Evening Mail", None);
        check("", None);
    }

    #[test]
    fn other_languages_have_their_lines() {
        assert_eq!(shown("de", "Von Max Mustermann").as_deref(), Some("Max Mustermann"));
        assert_eq!(shown("fr", "Par Jean Dupont").as_deref(), Some("Jean Dupont"));
        assert_eq!(shown("es", "Por Ana López").as_deref(), Some("Ana López"));
        assert_eq!(
            shown("de", "Aktualisiert am 6. Januar 2026").as_deref(),
            Some("updated 2026-01-06")
        );
        assert_eq!(
            shown("fr", "Publié le 6 janvier 2026").as_deref(),
            Some("published 2026-01-06")
        );
        assert_eq!(shown("en", "Von Trapp Family"), None);
    }

    #[test]
    fn text_says_nothing_of_the_kind() {
        for text in [
            "By Tuesday",
            "By the Numbers",
            "By land and sea",
            "By Monday Leaders Had Left",
            "Updated plans were shown on January 6, 2026.",
            "Conclusion",
            "AI",
            "AI Staff",
            "Emmanuel Macron",
            "Emmanuel Macron, President of France",
            "Diplomatic Challenges Remain",
            "2026",
            "5 min read",
            "Published figures for 2026 were bad.",
            "Macron – the host",
            "Paris Talks – What Comes Next",
            "Stand by Ukraine",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_date_may_be_glued_to_the_text() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let found = date_prefix(text)
                .map(|(_, date, end)| (date.to_string(), text.get(end..).unwrap()));
            assert_eq!(
                found.as_ref().map(|(date, rest)| (date.as_str(), *rest)),
                expected,
                "{text}"
            );
        };
        check(
            "date 2026-01-06 Key allies of Ukraine met.",
            Some(("2026-01-06", "Key allies of Ukraine met.")),
        );
        check(
            "2026-01-06T10:00:00Z - Key allies of Ukraine met.",
            Some(("2026-01-06T10:00:00Z", "Key allies of Ukraine met.")),
        );
        check("2026-01-06 was the day when they met.", None);
        check("Date palms grow in 2026-01-06 Key", None);
        check("Key allies of Ukraine met.", None);
    }
}
