//! Written: an article that was fetched as the file that a person can read and edit.

use std::fmt::Write as _;

use chrono::NaiveDate;
use q7x2_sdk::Published;

/// Longest part of a file's name that comes from a headline or an outlet, in characters.
const LONGEST_SLUG: usize = 60;

/// What stands above an article's text, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head<'a> {
    /// The headline.
    pub title: Option<&'a str>,
    /// The line below it.
    pub subtitle: Option<&'a str>,
    /// The outlet.
    pub source: Option<&'a str>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was changed.
    pub updated: Option<Published>,
    /// Where.
    pub url: Option<&'a str>,
    /// By whom.
    pub authors: &'a [String],
    /// In which language.
    pub language: Option<&'a str>,
    /// Key words.
    pub tags: &'a [String],
}

/// The file's path below `content/`: the day, the outlet, the headline, and so much of its mark that
/// no other article has the same.
#[must_use]
pub fn path(head: &Head<'_>, mark: &str, today: NaiveDate) -> String {
    let day = head.published.map_or(today, day);
    let parts = [head.source.map(slug), head.title.map(slug)];
    let mut name: String =
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() {
        name = "article".to_owned();
    }
    format!("{day}/{name}-{}.md", mark.get(..8).unwrap_or(mark))
}

/// The day of a moment, in its own offset.
#[must_use]
pub fn day(published: Published) -> NaiveDate {
    match published {
        Published::Time(time) => time.date_naive(),
        Published::Day(day) => day,
    }
}

/// Lower-case letters and digits with `-` between; letters of other scripts stay.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.chars().count() >= LONGEST_SLUG {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The file's text.
#[must_use]
pub fn text(head: &Head<'_>, body: &str) -> String {
    let mut text = String::from("---\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{key}: {value}");
        }
    };
    let list = |all: &[String]| {
        let all: Vec<String> = all.iter().map(|one| quoted(one)).collect();
        (!all.is_empty()).then(|| format!("[{}]", all.join(", ")))
    };
    line("title", head.title.map(quoted));
    line("subtitle", head.subtitle.map(quoted));
    line("source", head.source.map(quoted));
    line("published", head.published.map(|at| at.to_string()));
    line("updated", head.updated.map(|at| at.to_string()));
    line("url", head.url.map(quoted));
    line("authors", list(head.authors));
    line("language", head.language.map(quoted));
    line("tags", list(head.tags));
    text + "---\n" + body.trim() + "\n"
}

/// A text as YAML has it: what JSON writes, YAML reads.
fn quoted(text: &str) -> String {
    let text: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    serde_json::Value::String(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_that_says_what_it_is() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 9).expect("a day");
        let mark = "0123456789abcdef";
        let head = Head {
            title: Some("Leaders: “We will” / ../ not leave"),
            source: Some("The Ledger"),
            published: Published::parse("2026-01-06T23:30:00-05:00"),
            ..Head::default()
        };
        assert_eq!(
            path(&head, mark, today),
            "2026-01-06/the-ledger-leaders-we-will-not-leave-01234567.md"
        );
        assert_eq!(path(&Head::default(), mark, today), "2026-01-09/article-01234567.md");
        let long = Head { title: Some(&"ß".repeat(500)), ..Head::default() };
        assert!(path(&long, mark, today).len() < 160);
        let dots = Head { title: Some("../.."), ..Head::default() };
        assert_eq!(path(&dots, mark, today), "2026-01-09/article-01234567.md");
    }

    #[test]
    fn a_file_says_where_it_came_from() {
        let names = ["Ann \"A\" Alder".to_owned()];
        let head = Head {
            title: Some("A: b\n---"),
            published: Published::parse("2026-01-06"),
            authors: &names,
            ..Head::default()
        };
        assert_eq!(
            text(&head, "They met.\n"),
            "---\ntitle: \"A: b ---\"\npublished: 2026-01-06\nauthors: [\"Ann \\\"A\\\" Alder\"]\n---\nThey met.\n"
        );
    }
}
