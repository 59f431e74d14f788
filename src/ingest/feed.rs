//! Feeds (RSS, RDF, Atom, JSON Feed) by `feed-rs`: each entry is an article, with its full text
//! where the feed has it and its summary otherwise.

mod dialect;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed, Link, Text};
use feed_rs::parser::Builder;
use q7x2_sdk::Published;

use super::decode::{Characters, clean_characters, one_line};
use super::given::{self, Given};
use super::raw::{Block, Raw, content_hash};
use super::report::Report;
use super::text::{self, Marks};
use super::{html, record, sources};

/// Longest title or name that is kept, in characters.
const LONGEST: usize = 400;

/// The articles of a feed. Its bytes, not its text: XML says its own encoding.
pub(super) fn articles(
    bytes: &[u8],
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Vec<Raw> {
    let feed = match parsed(bytes) {
        Ok(feed) => feed,
        Err(why) => {
            report.warn(
                "feed",
                1,
                format!("the file is no feed that can be read: {why}"),
                "save the feed again, or its articles as pages; the file is left out",
            );
            return Vec::new();
        }
    };
    let publisher = feed.title.as_ref().map(line_of).filter(|title| is_outlet(title));
    let lines = lines(bytes, feed.entries.len());
    let mut shortened = 0;
    let mut articles = Vec::with_capacity(feed.entries.len());
    for (entry, line) in feed.entries.iter().zip(lines) {
        let (text, is_summary) = text(entry);
        shortened += usize::from(is_summary && !text.trim().is_empty());
        let mut given = given(entry, &feed, publisher.as_deref());
        if is_summary {
            given.rules.insert("text", record::SUMMARY.to_owned());
        }
        let blocks = blocks(text, line, characters, marks, report);
        articles.push(Raw {
            given,
            content: content_hash(text),
            line,
            blocks,
            removed: Vec::new(),
        });
    }
    if shortened > 0 {
        report.note(
            "summary",
            1,
            format!(
                "{shortened} of {} entries have no full text: their summaries are read",
                articles.len()
            ),
            "put the pages that they link to into content/ in their place",
        );
    }
    articles
}

fn parsed(bytes: &[u8]) -> Result<Feed, String> {
    let mended = dialect::read_alike(bytes);
    // Without an id an entry has none: one that is made up would differ from build to build.
    let parser = || Builder::new().id_generator(no_id).sanitize_content(false).build();
    let parse = || parser().parse(mended.as_slice());
    match catch_unwind(AssertUnwindSafe(parse)) {
        Ok(parsed) => parsed.map_err(|error| one_line(&error.to_string())),
        Err(_) => Err("it breaks the reader".to_owned()),
    }
}

fn no_id(_: &[Link], _: &Option<Text>, _: Option<&str>) -> String {
    String::new()
}

/// The line of each entry, from 1; 1 where it cannot be told.
fn lines(bytes: &[u8], entries: usize) -> Vec<usize> {
    let mut lines = Vec::with_capacity(entries);
    let mut line = 1;
    for (at, byte) in bytes.iter().enumerate() {
        line += usize::from(*byte == b'\n');
        let rest = if *byte == b'<' { &bytes[at + 1..] } else { continue };
        if [&b"item"[..], b"entry"].iter().any(|name| is_tag(rest, name)) {
            lines.push(line);
        }
    }
    if lines.len() == entries { lines } else { vec![1; entries] }
}

fn is_tag(rest: &[u8], name: &[u8]) -> bool {
    let after = rest.strip_prefix(name).and_then(|rest| rest.first());
    after.is_some_and(|next| next.is_ascii_whitespace() || *next == b'>')
}

/// An entry's text, and whether it is the summary alone.
fn text(entry: &Entry) -> (&str, bool) {
    let full = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map_or("", |summary| summary.content.as_str());
    match full.filter(|full| !full.trim().is_empty() && full.len() >= summary.len()) {
        Some(full) => (full, false),
        None => (summary, true),
    }
}

fn blocks(
    source: &str,
    line: usize,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Vec<Block> {
    let mut blocks = match source.contains(['<', '&']).then(|| html::blocks(source, characters)) {
        Some(Ok((blocks, _))) => blocks,
        Some(Err(why)) => {
            report.warn(
                "markup",
                line,
                format!("the text of an entry is left out: {why}"),
                "save the article as .txt or .md",
            );
            Vec::new()
        }
        None => text::blocks(&clean_characters(source, characters), 0, marks),
    };
    blocks.iter_mut().for_each(|block| block.line = line);
    blocks
}

fn given(entry: &Entry, feed: &Feed, publisher: Option<&str>) -> Given {
    let links = || entry.links.iter();
    let is_page = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let address =
        |link: &Link| Some(link.href.trim().to_owned()).filter(|to| given::is_address(to));
    let id = one_line(&entry.id);
    let url = links().filter(is_page).find_map(address).or_else(|| links().find_map(address));
    let url = url.or_else(|| given::is_address(&id).then(|| id.clone()));
    // An entry that a feed took over from elsewhere is not the feed's.
    let origin = entry.source.as_deref().and_then(sources::host);
    let publisher = origin.or_else(|| publisher.map(str::to_owned));
    let categories = entry.categories.iter();
    let term =
        |one: &feed_rs::model::Category| one.label.clone().unwrap_or_else(|| one.term.clone());
    Given {
        id: short(&id),
        title: entry.title.as_ref().map(line_of).and_then(|title| short(&title)),
        published: entry.published.or(entry.updated).and_then(moment),
        updated: entry
            .updated
            .filter(|_| entry.published.is_some_and(|at| entry.updated != Some(at)))
            .and_then(moment),
        url,
        publisher,
        authors: names(entry),
        language: entry.language.as_deref().or(feed.language.as_deref()).and_then(language),
        tags: categories.filter_map(|one| short(&one_line(&term(one)))).collect(),
        ..Given::default()
    }
}

/// Names, not addresses of mail: `desk@ledger.example (Ann Alder)` is Ann Alder.
fn names(entry: &Entry) -> Vec<String> {
    let named = entry.authors.iter().filter_map(|person| person.name.as_deref());
    let name = |text: &str| {
        let inner =
            text.split_once('(').and_then(|(mail, rest)| mail.contains('@').then_some(rest));
        let text = inner.map_or(text, |rest| rest.trim_end().trim_end_matches(')'));
        short(&html::one_line(&one_line(text))).filter(|name| !name.contains('@'))
    };
    named.filter_map(name).collect()
}

fn line_of(text: &Text) -> String {
    one_line(&html::one_line(&text.content))
}

/// Whether a feed's title is the outlet's name alone: "Ledger - World" and "Search: storms" are
/// another name for each of an outlet's feeds.
fn is_outlet(title: &str) -> bool {
    let marks = [" - ", " | ", " – ", " — ", " > ", " » ", " :: ", ": ", " · ", " / "];
    !title.is_empty()
        && title.chars().count() <= 40
        && !marks.iter().any(|mark| title.contains(mark))
}

fn short(text: &str) -> Option<String> {
    Some(text.chars().take(LONGEST).collect::<String>()).filter(|text| !text.trim().is_empty())
}

/// A moment; midnight in UTC is how the parser tells a day without a time.
fn moment(time: DateTime<Utc>) -> Option<Published> {
    super::moment::parse(&time.to_rfc3339(), q7x2_sdk::text::language::Language::of(None))
}

fn language(text: &str) -> Option<String> {
    let primary = text.trim().split(['-', '_']).next()?.to_lowercase();
    let is_tag =
        matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_tag && primary != "und").then_some(primary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &[u8]) -> (Vec<Raw>, Vec<String>) {
        let mut report = Report::new("a.xml");
        let raws = articles(source, Characters::Composed, Marks::Dropped, &mut report);
        (raws, report.finish().into_iter().map(|one| one.message).collect())
    }

    fn texts(raw: &Raw) -> Vec<&str> {
        raw.blocks.iter().map(|block| block.text.as_str()).collect()
    }

    const RSS: &str = "<?xml version='1.0'?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n<title>The Morning Ledger</title><language>en-gb</language>\n\
        <item><title>Leaders &amp;amp; aides meet</title><link>https://ledger.example/1</link><guid>one</guid>\n\
        <pubDate>Tue, 06 Jan 2026 15:04:05 +0100</pubDate><dc:creator>Ann Alder</dc:creator><category>Paris</category>\n\
        <description>Short.</description><content:encoded><![CDATA[<p>They met.</p><p>They <b>left</b>.</p>]]></content:encoded></item>\n\
        <item><title>Storm</title><link>https://ledger.example/2</link><description>&lt;p&gt;A storm came.&lt;/p&gt;</description></item>\n\
        </channel></rss>";

    #[test]
    fn an_entry_is_an_article() {
        let (raws, said) = read(RSS.as_bytes());
        assert_eq!(said, ["1 of 2 entries have no full text: their summaries are read"]);
        assert_eq!(
            (texts(&raws[0]), texts(&raws[1])),
            (vec!["They met.", "They left."], vec!["A storm came."])
        );
        let Given { id, title, published, url, publisher, authors, language, tags, .. } =
            &raws[0].given;
        assert_eq!((id.as_deref(), title.as_deref()), (Some("one"), Some("Leaders & aides meet")));
        assert_eq!(published.unwrap().to_string(), "2026-01-06T14:04:05Z");
        assert_eq!(
            (url.as_deref(), publisher.as_deref()),
            (Some("https://ledger.example/1"), Some("The Morning Ledger"))
        );
        assert_eq!(
            (authors.as_slice(), tags.as_slice()),
            (&["Ann Alder".to_owned()][..], &["Paris".to_owned()][..])
        );
        assert_eq!((language.as_deref(), raws[0].line, raws[1].line), (Some("en"), 4, 7));
        assert_eq!(raws[1].given.id, None);
    }

    #[test]
    fn every_kind_of_feed_is_read() {
        let check = |source: &str| {
            let (raws, said) = read(source.as_bytes());
            assert!(raws.len() == 1 && texts(&raws[0]) == ["They met."], "{source} {said:?}");
        };
        for version in
            ["", " version=\"0.91\"", " version=\"0.94\"", " version='2.0'", " version=\"2\""]
        {
            check(&format!(
                "\n<rss{version}><channel><title>L</title><item><title>A</title><description>They met.</description></item></channel></rss>"
            ));
        }
        check(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>L</title><id>f</id><updated>2026-01-06T00:00:00Z</updated><entry><id>a</id><title>A</title><updated>2026-01-06T00:00:00Z</updated><content type=\"html\">&lt;p&gt;They met.&lt;/p&gt;</content></entry></feed>",
        );
        check("<rdf><item><title>A</title><description>They met.</description></item></rdf>");
        check(
            "<?xml version='1.0'?><feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>L</title><modified>2026-01-06T00:00:00Z</modified><entry><title>A</title><id>a</id><issued>2026-01-06T00:00:00Z</issued><modified>2026-01-07T00:00:00Z</modified><content type='text/html' mode='escaped'>&lt;p&gt;They met.&lt;/p&gt;</content></entry></feed>",
        );
        check(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel><title>L</title><link>https://l.example</link><description>d</description></channel><item><title>A</title><link>https://l.example/a</link><description>They met.</description></item></rdf:RDF>",
        );
        check(
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"L\", \"items\": [{\"id\": \"a\", \"content_html\": \"<p>They met.</p>\"}]}",
        );
    }

    #[test]
    fn one_outlet_is_not_as_many_as_its_feeds() {
        assert!(is_outlet("The Morning Ledger") && !is_outlet("Ledger - World") && !is_outlet(""));
    }

    #[test]
    fn hostile_feeds_end() {
        let whole = RSS.as_bytes();
        for end in (0..whole.len()).step_by(7) {
            let _ = read(&whole[..end]);
        }
        for source in [
            format!("<rss version=\"2.0\"><channel>{}", "<a>".repeat(200_000)),
            format!("<rss version=\"2.0\"><channel><item><description>{}", "<a>".repeat(100_000)),
            format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{}", "<entry><content type='xhtml'><div>".repeat(20_000)),
            "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><rss version='2.0'><channel><title>&c;</title></channel></rss>".to_owned(),
            format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": {}", "[".repeat(100_000)),
            "<rss".to_owned(),
            "<rss \0>".to_owned(),
            "{".to_owned(),
        ] {
            let (raws, said) = read(source.as_bytes());
            assert!(raws.iter().all(|raw| raw.blocks.len() < 10) && said.len() < 4, "{source:.60}");
        }
    }
}
