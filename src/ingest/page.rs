//! Saved web pages: the article's text by `dom_smoothie`, the rest from what pages say of
//! themselves in JSON-LD, Open Graph and meta tags.

mod dates;

use std::collections::BTreeMap;

use dom_query::Document;
use dom_smoothie::{Article, Config, Readability};
use q7x2_sdk::text::language::Language;

use super::decode::{Characters, one_line};
use super::field::{Field, Value};
use super::html::{self, Text};
use super::raw::{Raw, content_hash};
use super::report::Report;
use super::{given, moment};

/// Longest byline that is one, in characters; longer ones are a paragraph that a theme marks so.
const LONGEST_BYLINE: usize = 120;

/// Where pages say their own address.
const ADDRESSES: [(&str, &str); 3] = [
    ("link[rel='canonical']", "href"),
    ("meta[property='og:url']", "content"),
    ("meta[name='og:url']", "content"),
];

/// The article of a page; none where it has no text or cannot be read.
pub(super) fn article(source: &str, characters: Characters, report: &mut Report) -> Option<Raw> {
    let read = html::guarded(source, || found(source, characters));
    let (fields, rules, (blocks, removed)) = match read.and_then(|read| read) {
        Ok(found) => found,
        Err(why) => {
            report.warn(
                "page",
                1,
                format!("the page is left out: {why}"),
                "save the article's text as .txt or .md",
            );
            return None;
        }
    };
    let mut given = given::read(&fields, 1, report);
    given.rules = rules;
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let content = content_hash(&texts.join("\n"));
    Some(Raw { given, content, line: 1, blocks, removed })
}

/// What the page says of itself, and its text.
fn found(source: &str, characters: Characters) -> Result<(Vec<Field>, Rules, Text), &'static str> {
    let document = Document::from(source);
    if html::is_too_deep(&document) {
        return Err("its HTML is nested too deeply");
    }
    let address = address(&document).or_else(|| saved_from(source));
    let date = dates::published(&document);
    let said = Said::of(&document);
    let mut reader =
        Readability::with_document(document, None, Some(Config::default())).map_err(|_| BROKEN)?;
    match reader.parse() {
        Ok(article) => {
            let text = html::text_of(&Document::fragment(article.content.clone()), characters);
            let said_date = article.published_time.clone().filter(|text| is_date(text));
            let date_rule = date.as_ref().map(|(_, rule)| *rule).filter(|_| said_date.is_none());
            let fields = fields(&article, address, said_date.or(date.map(|(day, _)| day)));
            let rules = said.rules(&fields, date_rule);
            Ok((fields, rules, text))
        }
        // Where nothing stands out as the article, all that is no navigation is read.
        Err(_) => {
            let document = Document::from(source);
            let title = document.select_single("title").text().to_string();
            document.select("nav, header, footer, aside, form, menu").remove();
            let date_rule = date.as_ref().map(|(_, rule)| *rule);
            let date = date.map(|(day, _)| day);
            let told = [("title", Some(title)), ("url", address), ("published", date)];
            let fields: Vec<Field> = told.into_iter().filter_map(field).collect();
            let rules = said.rules(&fields, date_rule);
            Ok((fields, rules, html::text_of(&document, characters)))
        }
    }
}

/// By which rule each field was found.
type Rules = BTreeMap<&'static str, String>;

/// Where a page says something of itself.
struct Said {
    /// All of its linked data.
    linked: String,
    /// Its meta tags: name and content.
    metas: Vec<(String, String)>,
}

/// Meta tags that are looked at.
const MOST_METAS: usize = 200;

impl Said {
    fn of(document: &Document) -> Self {
        let linked = document.select("script[type='application/ld+json']").text().to_string();
        let metas = document.select("meta[content]");
        let metas = metas.iter().take(MOST_METAS).filter_map(|meta| {
            let named = ["property", "name", "itemprop"].iter().find_map(|key| meta.attr(key))?;
            Some((one_line(&named), one_line(&meta.attr("content")?)))
        });
        Self { linked, metas: metas.collect() }
    }

    /// `date` is the rule that found the day, where the page's reader did not.
    fn rules(&self, fields: &[Field], date: Option<&str>) -> Rules {
        let rule = |field: &Field| {
            let name = KNOWN.iter().find(|name| **name == field.key)?;
            if let Some(rule) = date.filter(|_| *name == "published") {
                return Some((*name, rule.to_owned()));
            }
            Some((*name, self.rule(name, field.value.name().unwrap_or_default())))
        };
        fields.iter().filter_map(rule).collect()
    }

    /// By which rule the page's reader found a value.
    fn rule(&self, name: &str, value: &str) -> String {
        if !value.is_empty() && self.linked.contains(value) {
            return "linked data (JSON-LD)".to_owned();
        }
        let meta = self.metas.iter().find(|(_, content)| !value.is_empty() && content == value);
        if let Some((named, _)) = meta {
            return format!("the meta tag `{named}`");
        }
        match name {
            "title" => "its `title` or first heading",
            "url" => "its canonical link",
            "language" => "the language of its HTML",
            _ => "what the page marks so",
        }
        .to_owned()
    }
}

/// The fields that pages say.
const KNOWN: [&str; 7] =
    ["title", "published", "updated", "url", "publisher", "language", "authors"];

const BROKEN: &str = "it cannot be read as a page";

fn fields(article: &Article, address: Option<String>, published: Option<String>) -> Vec<Field> {
    let updated = article.modified_time.clone().filter(|text| is_date(text));
    let url = address.or_else(|| article.url.clone()).filter(|url| given::is_address(url));
    let said = [
        ("title", Some(article.title.clone())),
        ("published", published),
        ("updated", updated),
        ("url", url),
        ("publisher", article.site_name.clone()),
        ("language", article.lang.clone().filter(|lang| is_language(lang))),
    ];
    let mut fields: Vec<Field> = said.into_iter().filter_map(field).collect();
    let authors = authors(article.byline.as_deref().unwrap_or_default());
    if !authors.is_empty() {
        let value = Value::List(authors.into_iter().map(Value::Text).collect());
        fields.push(Field { key: "authors".to_owned(), value, line: 1 });
    }
    fields
}

fn field((key, text): (&str, Option<String>)) -> Option<Field> {
    let text = one_line(&text?);
    let value = Value::Text(text);
    (!value.is_empty()).then(|| Field { key: key.to_owned(), value, line: 1 })
}

/// The names of a byline, without "By".
fn authors(byline: &str) -> Vec<String> {
    let line = one_line(byline);
    if line.chars().count() > LONGEST_BYLINE || given::is_address(&line) {
        return Vec::new();
    }
    let names = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).unwrap_or(&line);
    let names = names.replace(" and ", ", ").replace(" & ", ", ").replace(" | ", ", ");
    let names = names.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn is_date(text: &str) -> bool {
    moment::parse(&one_line(text), Language::of(None)).is_some()
}

fn is_language(text: &str) -> bool {
    let primary = text.trim().split(['-', '_']).next().unwrap_or_default();
    matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn address(document: &Document) -> Option<String> {
    let said = ADDRESSES.iter().filter_map(|(place, attribute)| {
        Some(document.select_single(place).attr(attribute)?.trim().to_owned())
    });
    let mut addresses = said.filter(|address| given::is_address(address));
    addresses.next()
}

/// The address that browsers write above a page that they save.
fn saved_from(source: &str) -> Option<String> {
    let (_, rest) = source.split_once("<!-- saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let address = rest.split_whitespace().next()?;
    given::is_address(address).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<p>Leaders of thirty-five countries met in Paris on Tuesday to agree on \
        guarantees for Ukraine, and on who would give them after a truce.</p><p>The hall was full, \
        and the talks went on through the night, until the last of the delegates had left it.</p>";

    fn read(head: &str, body: &str) -> (Option<Raw>, Vec<String>) {
        let mut report = Report::new("a.html");
        let page = format!(
            "<!DOCTYPE html><html lang=\"en-GB\"><head>{head}</head><body>{body}</body></html>"
        );
        let raw = article(&page, Characters::Composed, &mut report);
        (raw, report.finish().into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn the_article_stands_out_and_says_who_wrote_it() {
        let head = "<title>Leaders meet in Paris - The Morning Ledger</title>\
            <meta property='og:title' content='Leaders meet in Paris'>\
            <meta property='og:site_name' content='The Morning Ledger'>\
            <meta property='article:published_time' content='2026-01-06T15:04:05+01:00'>\
            <meta name='author' content='Ann Alder and Bo Birch'>\
            <link rel='canonical' href='https://ledger.example/2026/paris'>";
        let body = format!(
            "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>\
             <article><h1>Leaders meet in Paris</h1>{TEXT}</article><footer>All rights</footer>"
        );
        let (raw, said) = read(head, &body);
        let Raw { given, blocks, .. } = raw.unwrap();
        assert_eq!(said, [""; 0]);
        assert_eq!(given.title.as_deref(), Some("Leaders meet in Paris"));
        assert_eq!(given.publisher.as_deref(), Some("The Morning Ledger"));
        assert_eq!(given.published.unwrap().to_string(), "2026-01-06T15:04:05+01:00");
        assert_eq!(given.authors, ["Ann Alder", "Bo Birch"]);
        assert_eq!(given.url.as_deref(), Some("https://ledger.example/2026/paris"));
        assert_eq!(given.language.as_deref(), Some("en"));
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert!(texts.iter().any(|text| text.starts_with("Leaders of thirty-five")), "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains("Home") || text.contains("rights")));
    }

    #[test]
    fn linked_data_goes_before_tags() {
        let head = r#"<meta name="author" content="Web Desk">
            <script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
            "headline": "Leaders meet", "datePublished": "2026-01-06", "author": [{"@type": "Person", "name": "Ann Alder"}],
            "publisher": {"name": "Ledger"}}</script>"#;
        let (raw, _) = read(head, &format!("<article>{TEXT}</article>"));
        let given = raw.unwrap().given;
        assert_eq!(
            (given.authors, given.title.as_deref()),
            (vec!["Ann Alder".to_owned()], Some("Leaders meet"))
        );
        assert_eq!(given.published.unwrap().to_string(), "2026-01-06");
        assert_eq!(given.publisher.as_deref(), Some("Ledger"));
    }

    #[test]
    fn a_saved_page_says_where_it_came_from() {
        let (raw, _) = read(
            "<!-- saved from url=(0030)https://ledger.example/saved/a -->",
            &format!("{TEXT}<time pubdate datetime='2026-01-07'></time>"),
        );
        let given = raw.unwrap().given;
        assert_eq!(given.url.as_deref(), Some("https://ledger.example/saved/a"));
        assert_eq!(given.published.unwrap().to_string(), "2026-01-07");
        let (raw, _) = read("<link rel=canonical href='javascript:alert(1)'>", TEXT);
        assert_eq!(raw.unwrap().given.url, None);
    }

    #[test]
    fn hostile_pages_end() {
        for (body, refused) in [
            ("<div>".repeat(300_000), true),
            (format!("{}{TEXT}", "<div>".repeat(450)), true),
            (format!("{}{TEXT}", "<div>".repeat(300)), false),
            ("<table>".repeat(100_000), true),
            ("<b><p>".repeat(50_000), true),
            (TEXT.repeat(2000), false),
            ("<p>a".repeat(50_000), false),
            ("<br>".repeat(50_000), false),
            ("\0<p>\u{1}\u{202e}a</p>".to_owned(), false),
            ("<p".to_owned(), false),
        ] {
            let (raw, said) = read("", &body);
            assert_eq!((raw.is_none(), said.len()), (refused, usize::from(refused)), "{body:.40}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_panics(body in "(<[/!]?(p|b|a|svg|table|td|li|script|meta|br|h1|div)?[ =\"'>]?|[a-c&;\0é]){0,60}") {
            let _ = read(&body, &body);
        }
    }
}
