//! When a page was published, where its reader finds nothing: what pages say in linked data, in
//! attributes, in elements that are called a date, and in short lines.

use dom_query::{Document, NodeRef, Selection};
use q7x2_sdk::Published;
use q7x2_sdk::text::date::{self, Named};
use q7x2_sdk::text::language::Language;
use q7x2_sdk::work::steps;

use super::super::decode::one_line;
use super::super::moment;

/// A date as ISO 8601, and by which rule it was found.
type Dated = (String, &'static str);

/// Attributes that hold nothing else.
const ATTRIBUTES: [(&str, &str); 14] = [
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='pubdate']", "content"),
    ("meta[name='publishdate']", "content"),
    ("meta[name='publish-date']", "content"),
    ("meta[name='publication_date']", "content"),
    ("meta[name='article.published']", "content"),
    ("meta[name='sailthru.date']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name='dcterms.created']", "content"),
    ("meta[property='og:published_time']", "content"),
    ("[itemprop='datePublished']", "datetime"),
    ("time[pubdate]", "datetime"),
    ("abbr.published", "title"),
];

/// Elements that pages call a date, in the order in which they are believed.
const MARKED: [&str; 3] = [
    "time",
    "[class*='publish' i], [class*='entry-date' i], [class*='post-date' i], [class*='article-date' i], \
     [class*='timestamp' i], [id*='publish' i]",
    "[class*='date' i], [class*='datum' i], [class*='fecha' i], [class*='time' i], [id*='date' i]",
];

/// Elements of one kind that are looked at, and the longest text that is a date and little more.
const MOST: usize = 60;
const LONGEST: usize = 90;

/// Ancestors that are looked at, to see what an element belongs to.
const DEPTH: usize = 40;

/// The day of publication that a page tells.
pub(super) fn published(document: &Document) -> Option<Dated> {
    let lang = document.select_single("html").attr("lang");
    let language = Language::of(lang.as_deref());
    attribute(document, language)
        .or_else(|| linked(document, language))
        .or_else(|| marked(document, language, &OTHERS))
        .or_else(|| marked(document, language, &NEVER))
        .or_else(|| written(document, language))
}

fn attribute(document: &Document, language: &Language) -> Option<Dated> {
    ATTRIBUTES.iter().find_map(|(place, attribute)| {
        let said = document.select_single(place).attr(attribute)?;
        Some((moment::parse(&one_line(&said), language)?.to_string(), "an attribute of the page"))
    })
}

/// What linked data says, however it is nested.
fn linked(document: &Document, language: &Language) -> Option<Dated> {
    let all = document.select("script[type*='ld+json']").text().to_string();
    steps(all.len());
    let said = ["\"datePublished\"", "\"dateCreated\"", "\"uploadDate\""].iter().find_map(|key| {
        let (_, rest) = all.split_once(key)?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        moment::parse(&one_line(value.split('"').next()?), language)
    });
    Some((said?.to_string(), "linked data (JSON-LD)"))
}

/// What an element says that is called a date.
fn marked(document: &Document, language: &Language, others: &[&str]) -> Option<Dated> {
    MARKED.iter().find_map(|places| {
        let found = document.select(places);
        let own = found.iter().take(MOST).filter(|one| belongs(one, others));
        let mut dates = own.filter_map(|one| date_of(&one, language));
        Some((dates.next()?.to_string(), "an element that is called a date"))
    })
}

fn date_of(element: &Selection<'_>, language: &Language) -> Option<Published> {
    let said = element.attr("datetime").map(|said| one_line(&said));
    let exact =
        said.filter(|said| !said.is_empty()).and_then(|said| moment::parse(&said, language));
    exact.or_else(|| line(&one_line(&element.text()), language))
}

/// What classes and ids call that is not the article.
const OTHERS: [&str; 8] =
    ["comment", "related", "sidebar", "teaser", "widget", "footer", "most-read", "copyright"];

/// Those in which no theme has the article's own date; some have it at the side.
const NEVER: [&str; 4] = ["comment", "related", "teaser", "copyright"];

/// Whether an element belongs to the article and not to links to others, comments or the foot.
fn belongs(element: &Selection<'_>, others: &[&str]) -> bool {
    let mut next: Option<NodeRef<'_>> = element.nodes().first().copied();
    for _ in 0..DEPTH {
        let Some(node) = next else { return true };
        let name = node.node_name().unwrap_or_default();
        // Themes say of the whole page what else is on it.
        if matches!(&*name, "main" | "article" | "body" | "html") {
            return true;
        }
        let called = ["class", "id"].map(|key| node.attr(key).unwrap_or_default().to_lowercase());
        let is_aside = &*name == "aside" && others.contains(&"sidebar");
        if is_aside
            || matches!(&*name, "nav" | "footer" | "form")
            || others.iter().any(|other| called.iter().any(|called| called.contains(other)))
        {
            return false;
        }
        next = node.parent();
    }
    true
}

/// The date that a short text holds, if it is one.
fn line(text: &str, language: &Language) -> Option<Published> {
    steps(text.len().min(LONGEST));
    if text.is_empty() || text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    moment::parse(text, language).or_else(|| {
        let mut days =
            date::dates(text, language).into_iter().filter_map(|found| match found.named {
                Named::Day(day) => Some(Published::Day(day)),
                _ => None,
            });
        days.next()
    })
}

/// The date that a short line of the page holds, the first; else the page's title.
fn written(document: &Document, language: &Language) -> Option<Dated> {
    let lines = document.select("p, span, div, li, td, dd, small, em, h4, h5, h6");
    let own = lines.iter().take(MOST * 20).filter(|one| belongs(one, &OTHERS));
    let mut dates = own.filter_map(|one| line(&one_line(&one.text()), language));
    let title = || line(&one_line(&document.select_single("title").text()), language);
    let found = dates.next().or_else(title)?;
    Some((found.to_string(), "a short line of the page"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Option<Dated> {
        published(&Document::from(format!("<html lang='en'><body>{html}</body></html>")))
    }

    #[test]
    fn pages_tell_their_day_in_many_ways() {
        let check = |html: &str, expected: Option<&str>| {
            assert_eq!(found(html).map(|(date, _)| date).as_deref(), expected, "{html}");
        };
        check(
            "<script type='application/ld+json'>{\"@graph\": [{\"datePublished\" : \"2026-01-06\"}]}</script>",
            Some("2026-01-06"),
        );
        check(
            "<abbr class='published' title='2026-01-06T10:00:00+01:00'>Tuesday</abbr>",
            Some("2026-01-06T10:00:00+01:00"),
        );
        check(
            "<aside><time datetime='2020-01-01'></time></aside><time datetime='2026-01-06'></time>",
            Some("2026-01-06"),
        );
        check("<time>Published on January 6, 2026</time>", Some("2026-01-06"));
        check("<div class='post-date'>6 January 2026, 3:51 pm</div>", Some("2026-01-06"));
        check(
            "<div class='comment'><p class='date'>1 May 2020</p></div><p>13/01/2026 10:16 - by Ann</p>",
            Some("2026-01-13"),
        );
        check(
            "<p>On 6 January 2026 they met in a hall that nobody had seen before, and they spoke until the night had come.</p>",
            None,
        );
        check("<p class='date'>Tuesday</p><p>06/01/2026</p>", None);
        check("", None);
    }
}
