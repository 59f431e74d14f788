//! Times the reading of each format on one core: `cargo bench --bench reading`. Read ratios, not
//! values; a timing decides no test.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program for the terminal of a developer"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;
use q7x2::files::Files;
use q7x2::ingest::{self, Settings};

/// Articles of each format.
const ARTICLES: usize = 400;

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    println!("{:<10} {:>9} {:>9} {:>12} {:>9}", "format", "articles", "MB", "articles/s", "MB/s");
    for (format, files) in formats() {
        let bytes: usize = files.values().map(Vec::len).sum();
        let start = Instant::now();
        let read = pool.install(|| ingest::articles(&files, &Settings::default(), &[]).value.len());
        let seconds = start.elapsed().as_secs_f64();
        let megabytes = bytes as f64 / 1e6;
        println!(
            "{format:<10} {read:>9} {megabytes:>9.2} {:>12.0} {:>9.2}",
            read as f64 / seconds,
            megabytes / seconds
        );
    }
}

/// The same articles, as each format has them.
fn formats() -> Vec<(&'static str, Files)> {
    let all: Vec<Vec<String>> = (0..ARTICLES).map(paragraphs).collect();
    let each = |ending: &str, write: fn(usize, &[String]) -> String| -> Files {
        let file = |(at, text): (usize, &Vec<String>)| {
            (format!("{at:05}.{ending}"), write(at, text).into_bytes())
        };
        all.iter().enumerate().map(file).collect()
    };
    let one = |name: &str, text: String| Files::from([(name.to_owned(), text.into_bytes())]);
    let lines: String = all.iter().enumerate().map(|(at, text)| record(at, text)).collect();
    let mut table = String::from("title,published,text\n");
    let mut feed = String::from("<rss version=\"2.0\"><channel><title>Ledger</title>");
    for (at, text) in all.iter().enumerate() {
        writeln!(table, "Talks {at},2026-01-06,\"{}\"", text.join("\n\n")).expect("memory");
        write!(
            feed,
            "<item><title>Talks {at}</title><guid>{at}</guid><description><![CDATA[<p>{}</p>]]></description></item>",
            text.join("</p><p>")
        )
        .expect("memory");
    }
    feed.push_str("</channel></rss>");
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(lines.as_bytes()).expect("memory");
    let packed = packer.finish().expect("memory");
    vec![
        ("text", each("txt", |at, text| format!("Talks {at}\n\n{}", text.join("\n\n")))),
        (
            "markdown",
            each("md", |at, text| format!("---\ntitle: Talks {at}\n---\n{}", text.join("\n\n"))),
        ),
        ("page", each("html", page)),
        (
            "mail",
            each("eml", |at, text| {
                format!(
                    "Subject: Talks {at}\r\nFrom: L <l@l.example>\r\n\r\n{}",
                    text.join("\r\n\r\n")
                )
            }),
        ),
        ("jsonl", one("all.jsonl", lines)),
        ("jsonl.gz", Files::from([("all.jsonl.gz".to_owned(), packed)])),
        ("csv", one("all.csv", table)),
        ("feed", one("feed.xml", feed)),
    ]
}

fn record(at: usize, text: &[String]) -> String {
    let text = text.join("\\n\\n");
    format!(
        "{{\"id\": {at}, \"title\": \"Talks {at}\", \"date\": \"2026-01-06\", \"text\": \"{text}\"}}\n"
    )
}

fn page(at: usize, text: &[String]) -> String {
    let menu: String =
        (0..40).map(|item| format!("<li><a href='/{item}'>Part {item}</a></li>")).collect();
    format!(
        "<!DOCTYPE html><html lang='en'><head><title>Talks {at}</title><meta property='og:site_name' content='Ledger'></head>\
         <body><nav><ul>{menu}</ul></nav><article><h1>Talks {at}</h1><p>{}</p></article><footer>{menu}</footer></body></html>",
        text.join("</p><p>")
    )
}

/// Ten paragraphs of forty words.
fn paragraphs(at: usize) -> Vec<String> {
    let sentence = |line: usize| {
        format!(
            "Delegates of {} countries met in Paris on Tuesday for the {at}th time, the ministry said, and spoke of the bridge \
             in part {line}. Nobody knew when it would be open again, and {} engineers went on with their work.",
            at % 30 + 2,
            at + line
        )
    };
    (0..10).map(sentence).collect()
}
