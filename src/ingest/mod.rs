//! Ingest: files in, articles out. A map over files; nothing is kept between them. What recurs
//! across the pages of one host is taken out later, where the articles of an event are known.

mod article;
mod boilerplate;
mod clean;
mod csv;
mod dating;
mod decode;
mod entity;
mod feed;
mod field;
mod file;
mod found;
mod front_matter;
mod given;
mod gzip;
mod hall;
mod hand;
mod headline;
mod html;
mod identity;
mod json;
mod jsonl;
mod kind;
mod language_detection;
mod mail;
mod markdown;
mod markup;
mod mojibake;
mod moment;
mod page;
mod pattern;
mod provenance;
mod raw;
mod record;
mod report;
mod seen;
mod settings;
mod sources;
mod stream;
mod tabled;
mod text;
mod yaml;

use std::collections::BTreeMap;

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use crate::files::Folder;
pub use found::{Found, feed_of, is_read, page_of};
use hall::Hall;
pub use hand::{Hand, apart};
use kind::Kind;
pub use settings::{CleanSettings, EventRule, Settings, SourceRule};

/// The articles of the files below `content/`, in the order of their paths and of the records in
/// them.
///
/// `sources` is the editor's `[[sources]]`. Nothing in a file stops the reading: what is wrong
/// becomes a diagnostic.
#[must_use]
pub fn articles(
    files: &dyn Folder,
    settings: &Settings,
    sources: &[SourceRule],
) -> Warned<Vec<Article>> {
    let mut all = Vec::new();
    let mut take = |articles: Vec<Article>| {
        all.extend(articles);
        true
    };
    let diagnostics = each(files, settings, sources, &mut take);
    Warned { value: all, diagnostics }
}

/// Hands over the same articles as they are read, until `take` has enough; gives what there is to
/// say. What is in memory does not grow with the files.
pub fn each(
    files: &dyn Folder,
    settings: &Settings,
    sources: &[SourceRule],
    take: &mut dyn FnMut(Vec<Article>) -> bool,
) -> Vec<Diagnostic> {
    let mut told = skipped(&files.paths());
    told.extend(Hall::new(files, settings, sources).read(take));
    told
}

/// Whether a file is read in parts, so that its size does not matter.
#[must_use]
pub fn is_streamed(path: &str) -> bool {
    Kind::of(path) == Kind::Lines
}

/// Takes out of the articles of one event what recurs across the pages of one host, where the
/// editor wants noise taken out.
pub fn clean_event(articles: &mut [Article], settings: &Settings) {
    if settings.clean.enabled {
        boilerplate::take(articles);
    }
}

/// The text of a file that is no article, read as those are: whatever its encoding, mended where it
/// was decoded wrongly before, without characters that nobody sees. Nothing where it is no text.
#[must_use]
pub fn text_of(file: &str, bytes: &[u8], is_page: bool) -> Warned<Option<String>> {
    let mut report = report::Report::of(file.to_owned());
    let text = file::plain(bytes, is_page, &mut report);
    Warned { value: text, diagnostics: report.finish() }
}

/// The language of a text: primary subtag of BCP 47; nothing where it cannot be told.
#[must_use]
pub fn language_of(text: &str) -> Option<String> {
    let block = |line: &str| raw::Block { text: line.to_owned(), ..raw::Block::default() };
    language_detection::detect(&text.lines().map(block).collect::<Vec<_>>())
}

/// Bytes at the start of a paragraph of a language (primary subtag of BCP 47) that are surely a
/// dateline, the space behind it included: "KYIV, Jan 6 (Reuters) - ". 0 where there is none.
#[must_use]
pub fn dateline_length(paragraph: &str, language: Option<&str>) -> usize {
    clean::dateline_length(paragraph, language)
}

/// A note for each ending that is not read, naming the first such file; another for files about the
/// folder.
fn skipped(paths: &[&str]) -> Vec<Diagnostic> {
    let mut endings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut notes = Vec::new();
    for path in paths.iter().copied() {
        match Kind::of(path) {
            Kind::Unknown => {
                let name = path.rsplit('/').next().unwrap_or(path);
                endings
                    .entry(name.rsplit_once('.').map_or("", |(_, ending)| ending))
                    .or_default()
                    .push(path);
            }
            Kind::Companion => {
                let note = Diagnostic::note("read as a word about the folder, not as an article");
                notes.push(
                    note.at(Place::file(format!("content/{path}")))
                        .hint("rename it if it is an article"),
                );
            }
            _ => {}
        }
    }
    for paths in endings.values() {
        let message = match paths.as_slice() {
            [_] => "not read: no kind of file that q7x2 knows".to_owned(),
            [_, rest @ ..] => {
                format!(
                    "not read, like {} more of its kind: no kind of file that q7x2 knows",
                    rest.len()
                )
            }
            [] => continue,
        };
        let note = Diagnostic::note(message)
            .hint("articles are text, Markdown, web pages, feeds, JSON and CSV, by their endings");
        notes.push(note.at(Place::file(format!("content/{}", paths.first().unwrap_or(&"")))));
    }
    notes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use q7x2_sdk::SentenceKind;

    use super::*;
    use crate::files::Files;

    fn read(path: &str, bytes: impl Into<Vec<u8>>) -> Warned<Vec<Article>> {
        articles(&Files::from([(path.to_owned(), bytes.into())]), &Settings::default(), &[])
    }

    fn said(warned: &Warned<Vec<Article>>) -> Vec<String> {
        let shown = |one: &Diagnostic| {
            let place = one.place.as_ref();
            format!("{}:{}: {}", place.unwrap().file, place.unwrap().line.unwrap_or(0), one.message)
        };
        warned.diagnostics.iter().map(shown).collect()
    }

    #[test]
    fn identical_records_are_articles_of_their_own() {
        let line = r#"{"id": "a", "text": "Leaders met on Tuesday."}"#;
        let warned = read("a.jsonl", format!("{line}\n{line}\n"));
        let ids: Vec<&str> = warned.value.iter().map(|article| article.id.as_str()).collect();
        assert!(ids.len() == 2 && ids[0] != ids[1]);
        assert_eq!(warned.value[0].content, warned.value[1].content);
        assert_eq!(said(&warned), ["content/a.jsonl:2: the id `a` stands in line 1 too"]);
    }

    #[test]
    fn characters_stand_for_themselves_in_every_format() {
        let check = |path: &str, text: &str| {
            let article = read(path, text).value.remove(0);
            let texts: Vec<&str> = article.body().map(|(_, one)| one.text.as_str()).collect();
            assert_eq!((article.title.as_str(), texts), ("R&D", vec!["It’s A & B’s."]), "{path}");
        };
        check(
            "a.jsonl",
            r#"{"title": "R&amp;amp;D", "text": "It&#8217;s A &amp;amp; B&rsquo;s."}"#,
        );
        check(
            "a.jsonl",
            r#"{"title": "<b>R&amp;D</b>", "text": "<p>It&#8217;s A &amp;amp; B&rsquo;s.</p>"}"#,
        );
        check("a.md", "---\ntitle: R&amp;D\n---\nIt&#8217;s A &amp;amp; B&rsquo;s.\n");
        check("a.txt", "---\ntitle: R&amp;D\n---\nIt&#8217;s A &amp; B’s.\n");
        check("a.csv", "title,text\nR&amp;D,It&#8217;s A &amp;amp; B’s.\n");
    }

    #[test]
    fn a_large_file_is_read_as_a_small_one() {
        let line = |at: usize| {
            format!("{{\"id\": {at}, \"text\": \"Leaders met {}.\"}}\n", "a".repeat(4000))
        };
        let small: String = (0..4).map(line).collect();
        let large: String = (0..1500).map(line).chain(["{\n".to_owned(), line(7)]).collect();
        assert!(large.len() > 5 << 20);
        let (small, large) = (read("a.jsonl", small), read("a.jsonl", large));
        assert_eq!(large.value.len(), 1501);
        assert_eq!(&large.value[..4], &small.value[..]);
        let said = said(&large);
        assert!(said[0].starts_with("content/a.jsonl:1501: the line is not JSON"), "{said:?}");
        assert_eq!(said[1], "content/a.jsonl:1502: the id `7` stands in line 8 too");
        let ids: std::collections::BTreeSet<&str> =
            large.value.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(ids.len(), 1501);
    }

    #[test]
    fn who_has_enough_is_given_no_more() {
        let files: Files =
            (0..200).map(|at| (format!("{at}.txt"), b"Leaders met.".to_vec())).collect();
        let mut count = 0;
        let mut take = |articles: Vec<Article>| {
            count += articles.len();
            count < 10
        };
        let _ = each(&files, &Settings::default(), &[], &mut take);
        assert_eq!(count, 10);
    }

    #[test]
    fn what_is_not_read_is_named() {
        let files: Files =
            ["README.md", "a.docx", "b.docx", "c.png", ".hidden.docx", "x/.git/d.docx"]
                .map(|path| (path.to_owned(), b"Leaders met.".to_vec()))
                .into();
        let warned = articles(&files, &Settings::default(), &[]);
        assert_eq!(
            said(&warned),
            [
                "content/README.md:0: read as a word about the folder, not as an article",
                "content/a.docx:0: not read, like 1 more of its kind: no kind of file that q7x2 knows",
                "content/c.png:0: not read: no kind of file that q7x2 knows",
            ]
        );
        assert!(warned.value.is_empty());
    }

    #[test]
    fn an_article_without_text_is_told() {
        for text in
            ["", "\n \n", "---\ntitle: A\n---\n", "![a](b.png)", "Comments\n\nLeave a Reply"]
        {
            assert_eq!(said(&read("a.md", text)).len(), 1, "{text:?}");
        }
        assert_eq!(said(&read("a.md", "Leaders met")), [""; 0]);
    }

    #[test]
    fn a_crowd_of_articles_keeps_its_order() {
        let lines = (0..500).map(|number| {
            format!("{{\"id\": {number}, \"text\": \"Leaders met {number} times.\"}}\n")
        });
        let warned = read("a.jsonl", lines.collect::<String>());
        let records: Vec<usize> = warned
            .value
            .iter()
            .map(|article| article.record.as_ref().unwrap().parse().unwrap())
            .collect();
        assert_eq!(records, (0..500).collect::<Vec<_>>());
    }

    const LINES: [&str; 30] = [
        "Leaders Meet in Paris to Push Guarantees",
        "CONFLICT",
        "Jane Doe",
        "By Jane Doe",
        "Jane Doe · AI Specialist Author",
        "Updated: January 6, 2026",
        "January 6, 2026",
        "Photo: Jane Doe / AFP",
        "Macron (R) welcomes Zelensky in Paris, Jan. 6, 2026. (AFP)",
        "ERBIL (Kurdistan24) — Allies met on Tuesday in Paris to agree on what comes next.",
        "PARIS – PARIS – Allies met on Tuesday in Paris to agree on what comes next.",
        "date 2026-01-06 Key allies of Ukraine met on Tuesday.",
        "Leaders of thirty-five countries met in Paris on Tuesday to talk about guarantees for Ukraine.",
        "Leaders of thirty-five countries met in Paris on Tuesday to talk about guarantees f",
        "Leaders of thirty-five countries met in Paris on Tuesday.",
        "He said no.",
        "Macron emphasised that support would be crucial:",
        "“We will not leave Ukraine alone,” he said.",
        "Diplomatic Challenges Remain",
        "'Realignment' with the U.S.",
        "What happens next?",
        "The hall was full. (Reuters)",
        "The talks went on through the night and […]",
        "Read more",
        "Related Articles",
        "(Word count: 712)",
        "#Ukraine #Paris",
        "This article was generated by AI.",
        "Reporting by Jane Doe; editing by John Roe",
        "and then they left, without a word to anyone",
    ];

    proptest! {
        #[test]
        fn cleaning_twice_equals_once(picks in prop::collection::vec(0..LINES.len(), 0..16), titled: bool) {
            let text = picks.iter().map(|pick| LINES[*pick]).collect::<Vec<_>>().join("\n\n");
            let title = titled.then_some("Leaders Meet in Paris to Push Guarantees");
            let once = read_record(&serde_json::json!({"title": title, "text": text, "date": "2026-01-06"}));
            let paragraphs = once.sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
            let texts: Vec<String> =
                paragraphs.map(|group| group.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" ")).collect();
            // A title made from the first sentence is none that the article has: it is no line, or
            // one that stayed text.
            let is_made = !picks.iter().any(|pick| LINES[*pick] == once.title)
                || once.sentences.iter().any(|sentence| sentence.text == once.title);
            let is_made = is_made && !titled;
            let again = read_record(&serde_json::json!({
                "title": (!is_made).then_some(&once.title), "subtitle": once.subtitle, "authors": once.authors, "text": texts.join("\n\n"),
                "date": "2026-01-06",
            }));
            prop_assert_eq!(&again.removed, &[]);
            let shown = |article: &Article| -> Vec<(String, SentenceKind)> {
                article.sentences.iter().map(|one| (one.text.clone(), one.kind)).collect()
            };
            prop_assert_eq!(shown(&again), shown(&once));
        }

        #[test]
        fn no_file_stops_the_reading(bytes: Vec<u8>, text in "[-+#>*a-zA-Z (){}\\[\\]\":.,\n…–éß。]{0,200}") {
            for path in ["a.txt", "a.md", "a.jsonl", "a.json", "a.csv", "a.html", "a.xml", "a.txt.gz", "a.eml", "a.mhtml", "a.jsonl.gz", "a.mdx"] {
                for bytes in [bytes.clone(), text.clone().into_bytes(), format!("---\n{text}\n---\n{text}").into_bytes()] {
                    for article in read(path, bytes).value {
                        prop_assert!(article.sentences.iter().all(|sentence| !sentence.text.trim().is_empty()));
                    }
                }
            }
        }
    }

    fn read_record(record: &serde_json::Value) -> Article {
        read("a.jsonl", record.to_string()).value.remove(0)
    }
}
