//! The form of one event in the file, and what may stand in it: whoever sends somebody a folder may
//! have written it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::entry::{Edition, Entry, Known, KnownBy};
use super::sketch::Print;

/// Longest address of an event, in bytes: the longest that is given has 77.
const LONGEST_SLUG: usize = 120;

/// Longest path or record, in bytes: what file systems hold.
const LONGEST_PATH: usize = 4096;

/// Digits of what is kept of one sentence: 8 of its hash, 4 of its figures, 8 of its sketch. Among
/// the few hundred sentences that one event cites, two of a million events have two hashes that
/// meet, and a statement more counts as known.
const DIGITS: usize = 20;

/// What stands between the hash of an article's text and who it is by its url.
const BY_URL: char = '@';

/// What stands between the hash of an article's text and its sketch.
const BY_TEXT: char = '~';

/// One event as it is written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Written {
    slug: String,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    slugs: BTreeSet<String>,
    /// Each path, content, record, identity, and the days of its corrections.
    articles: Vec<Vec<Option<String>>>,
    days: BTreeSet<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Page>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Page>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    edited: BTreeMap<String, NaiveDate>,
}

/// One edition as it is written: its day, and by statement the hashes of its sentences side by
/// side.
type Page = (NaiveDate, BTreeMap<String, String>);

impl TryFrom<Written> for Entry {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { slug, slugs, articles, days, now, before, to, from, edited } = written;
        expect("slug", &slug, is_slug(&slug))?;
        slugs.iter().try_for_each(|slug| expect("slug", slug, is_slug(slug)))?;
        for id in to.iter().chain(&from) {
            expect("id of an event", id, is_id(id))?;
        }
        days.iter().chain(edited.values()).try_for_each(|day| expect_day(*day))?;
        edited.keys().try_for_each(|id| expect("id of a statement", id, is_word(id)))?;
        Ok(Self {
            slug,
            former: slugs,
            articles: articles.into_iter().map(known).collect::<Result<_, _>>()?,
            days,
            now: now.map(edition).transpose()?,
            before: before.map(edition).transpose()?,
            to,
            from,
            edited,
        })
    }
}

impl From<&Entry> for Written {
    fn from(entry: &Entry) -> Self {
        Self {
            slug: entry.slug.clone(),
            slugs: entry.former.clone(),
            articles: entry.articles.iter().map(row).collect(),
            days: entry.days.clone(),
            now: entry.now.as_ref().map(page),
            before: entry.before.as_ref().map(page),
            to: entry.to.clone(),
            from: entry.from.clone(),
            edited: entry.edited.clone(),
        }
    }
}

fn known(row: Vec<Option<String>>) -> Result<Known, String> {
    let mut row = row.into_iter();
    let mut next = || row.next().flatten();
    let (path, content) = (next().unwrap_or_default(), next().unwrap_or_default());
    let (record, identity) = (next(), next());
    let fits = |text: &str| text.len() <= LONGEST_PATH;
    expect("path", &path, !path.is_empty() && fits(&path))?;
    let (content, known_by) = known_by(&content)?;
    if let Some(record) = &record {
        expect("record", record, fits(record))?;
    }
    if let Some(identity) = &identity {
        expect("identity", identity, is_id(identity))?;
    }
    let corrected: Vec<NaiveDate> = row
        .map(|day| day.unwrap_or_default())
        .map(|day| day.parse().map_err(|_| wrong("day", &day)))
        .collect::<Result<_, _>>()?;
    corrected.iter().try_for_each(|day| expect_day(*day))?;
    Ok(Known { path, record, content, identity, known_by, corrected })
}

/// The hash of an article's text and what it is known by.
fn known_by(written: &str) -> Result<(String, KnownBy), String> {
    let (content, known_by) = match written.split_once([BY_URL, BY_TEXT]) {
        None => (written, KnownBy::Place),
        Some((content, identity)) if written.contains(BY_URL) => {
            expect("identity", identity, is_id(identity))?;
            (content, KnownBy::Url(identity.to_owned()))
        }
        Some((content, sketch)) => {
            expect("sketch", sketch, is_id(sketch))?;
            let sketch = u64::from_str_radix(sketch, 16).map_err(|_| wrong("sketch", sketch))?;
            (content, KnownBy::Text(sketch))
        }
    };
    expect("content", content, is_hex(content) && content.len() <= 64)?;
    Ok((content.to_owned(), known_by))
}

/// An article as short as it can be told.
fn row(known: &Known) -> Vec<Option<String>> {
    let some = |text: &str| Some(text.to_owned());
    let content = match &known.known_by {
        KnownBy::Place => known.content.clone(),
        KnownBy::Url(identity) => format!("{}{BY_URL}{identity}", known.content),
        KnownBy::Text(sketch) => format!("{}{BY_TEXT}{sketch:016x}", known.content),
    };
    let mut row = vec![some(&known.path), Some(content)];
    row.extend([known.record.clone(), known.identity.clone()]);
    row.extend(known.corrected.iter().map(|day| Some(day.to_string())));
    while row.last().is_some_and(Option::is_none) {
        row.pop();
    }
    row
}

fn edition((day, statements): Page) -> Result<Edition, String> {
    expect_day(day)?;
    let mut read = BTreeMap::new();
    for (id, hashes) in statements {
        expect("id of a statement", &id, is_word(&id))?;
        let whole = is_hex(&hashes) && hashes.len().is_multiple_of(DIGITS);
        expect("list of hashes", &hashes, whole || hashes.is_empty())?;
        let pieces = hashes.as_bytes().chunks(DIGITS);
        read.insert(id, pieces.filter_map(print).collect());
    }
    Ok(Edition { day, statements: read })
}

/// What is kept of a sentence, from its digits.
fn print(digits: &[u8]) -> Option<Print> {
    let digits = std::str::from_utf8(digits).ok()?;
    let number = |from, to| u32::from_str_radix(digits.get(from..to)?, 16).ok();
    let (hash, sketch) = (number(0, 8)?, number(12, DIGITS)?);
    let figures = u16::try_from(number(8, 12)?).ok()?;
    Some(Print { hash, figures, sketch })
}

fn page(edition: &Edition) -> Page {
    let statements = edition.statements.iter();
    let statements = statements.map(|(id, all)| (id.clone(), all.iter().map(digits).collect()));
    (edition.day, statements.collect())
}

fn digits(print: &Print) -> String {
    format!("{:08x}{:04x}{:08x}", print.hash, print.figures, print.sketch)
}

fn expect(what: &str, value: &str, fits: bool) -> Result<(), String> {
    if fits { Ok(()) } else { Err(wrong(what, value)) }
}

fn wrong(what: &str, value: &str) -> String {
    let shown: String = value.chars().filter(|letter| !letter.is_control()).take(40).collect();
    format!("`{shown}` is no {what}")
}

fn expect_day(day: NaiveDate) -> Result<(), String> {
    expect("day of the years 1 to 9999", &day.to_string(), (1..=9999).contains(&day.year()))
}

/// Whether a text can be an event's id.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == 16 && is_hex(text)
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a text can be the name of a page: nothing that leads elsewhere, and the same file
/// everywhere.
pub(super) fn is_slug(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_SLUG).contains(&text.len()) && text.bytes().all(plain)
}

fn is_word(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
