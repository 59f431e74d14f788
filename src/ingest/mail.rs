//! Mail: an article that came as a message (`.eml`), and web pages that a browser saved as one
//! (`.mhtml`). Read by `mail-parser`, which bounds how deep messages lie in one another.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Addr, Message, MessageParser, MimeHeaders, PartType};

use super::decode::{Characters, clean_characters, one_line};
use super::given::{self, Given};
use super::raw::{Block, Raw, content_hash};
use super::report::Report;
use super::text::{self, Marks};
use super::{html, moment, page};
use q7x2_sdk::text::language::Language;

/// Longest subject or sender that is kept, in characters.
const LONGEST: usize = 400;

/// The article of a message; none where it has no text or cannot be read.
pub(super) fn message(
    bytes: &[u8],
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Option<Raw> {
    let read = guarded(bytes, |message| (given(message), written(message)));
    let Some((given, written)) = read else {
        tell_broken(report);
        return None;
    };
    let text = match written {
        Written::Text(text) => text,
        Written::Html(source) => match html::blocks(&source, characters) {
            Ok((blocks, removed)) => {
                return Some(Raw {
                    given,
                    content: content_hash(&source),
                    line: 1,
                    blocks,
                    removed,
                });
            }
            Err(why) => {
                report.warn(
                    "markup",
                    1,
                    format!("the text of the message is left out: {why}"),
                    "save the article as .txt or .md",
                );
                String::new()
            }
        },
    };
    let mut blocks = text::blocks(&clean_characters(&unquoted(&text), characters), 0, marks);
    blocks.iter_mut().for_each(|block: &mut Block| block.line = 1);
    Some(Raw { given, content: content_hash(&text), line: 1, blocks, removed: Vec::new() })
}

/// The article of a saved page: that of its first part that is HTML.
pub(super) fn archive(bytes: &[u8], characters: Characters, report: &mut Report) -> Option<Raw> {
    let read = guarded(bytes, |message| {
        let parts = message.parts.iter();
        let page = parts.filter_map(|part| match &part.body {
            PartType::Html(source) => Some((source.to_string(), part.content_location())),
            _ => None,
        });
        let (source, place) = page.into_iter().next()?;
        let said = message.header_raw("Snapshot-Content-Location").map(str::trim);
        Some((source, said.or(place).map(str::to_owned)))
    });
    let Some((source, place)) = read.flatten() else {
        tell_broken(report);
        return None;
    };
    let mut raw = page::article(&source, characters, report)?;
    let place = place.filter(|place| given::is_address(place));
    raw.given.url = raw.given.url.or(place);
    Some(raw)
}

fn tell_broken(report: &mut Report) {
    report.warn(
        "mail",
        1,
        "the file is no message with a text that can be read",
        "save the article's text as .txt or .md; the file is left out",
    );
}

/// What is read of a message; nothing where it is none, or breaks its parser.
fn guarded<T>(bytes: &[u8], read: impl FnOnce(&Message<'_>) -> T) -> Option<T> {
    let parse = || MessageParser::default().parse(bytes).map(|message| read(&message));
    catch_unwind(AssertUnwindSafe(parse)).ok().flatten()
}

/// How a message is written.
enum Written {
    Text(String),
    Html(String),
}

/// Its plain text, where it has one beside the HTML.
fn written(message: &Message<'_>) -> Written {
    let mut html = None;
    for part in &message.parts {
        match &part.body {
            PartType::Text(text) if !text.trim().is_empty() => {
                return Written::Text(text.to_string());
            }
            PartType::Html(source) => html = html.or_else(|| Some(source.to_string())),
            _ => {}
        }
    }
    html.map_or_else(|| Written::Text(String::new()), Written::Html)
}

fn given(message: &Message<'_>) -> Given {
    let sender = message.from().and_then(|from| from.first());
    let date = message.date().map(mail_parser::DateTime::to_rfc3339);
    Given {
        title: message.subject().and_then(short),
        published: date.and_then(|date| moment::parse(&date, Language::of(None))),
        publisher: sender.and_then(outlet),
        ..Given::default()
    }
}

/// Who sends it: by name, else by where from.
fn outlet(sender: &Addr<'_>) -> Option<String> {
    let host = || sender.address.as_deref()?.rsplit_once('@').map(|(_, host)| host);
    sender.name.as_deref().and_then(short).or_else(|| host().and_then(short))
}

fn short(text: &str) -> Option<String> {
    let line = one_line(text);
    Some(line.chars().take(LONGEST).collect::<String>()).filter(|line| !line.is_empty())
}

/// A text without the lines that quote an earlier message, and without what stands below the mark
/// of a signature.
fn unquoted(text: &str) -> String {
    let lines = text.lines().take_while(|line| *line != "-- ");
    lines.filter(|line| !line.starts_with('>')).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Option<Raw>, usize) {
        let mut report = Report::new("a.eml");
        let source = source.replace('\n', "\r\n");
        let raw = message(source.as_bytes(), Characters::Composed, Marks::Dropped, &mut report);
        (raw, report.finish().len())
    }

    fn texts(raw: &Raw) -> Vec<&str> {
        raw.blocks.iter().map(|block| block.text.as_str()).collect()
    }

    const HEAD: &str = "From: The Morning Ledger <news@ledger.example>\nTo: me@my.example\n\
        Subject: =?utf-8?Q?Caf=C3=A9_closes?=\nDate: Tue, 06 Jan 2026 15:04:05 +0100\nMIME-Version: 1.0\n";

    #[test]
    fn a_message_is_an_article() {
        let (raw, said) =
            read(&format!("{HEAD}\nThe café closed.\n\n> Did it?\n-- \nThe Ledger\n"));
        let raw = raw.unwrap();
        assert_eq!((texts(&raw), said), (vec!["The café closed."], 0));
        assert_eq!(raw.given.title.as_deref(), Some("Café closes"));
        assert_eq!(raw.given.publisher.as_deref(), Some("The Morning Ledger"));
        assert_eq!(raw.given.published.unwrap().to_string(), "2026-01-06T15:04:05+01:00");
    }

    #[test]
    fn plain_text_goes_before_html() {
        let part = |kind: &str, text: &str| {
            format!("--b\nContent-Type: text/{kind}; charset=utf-8\n\n{text}\n")
        };
        let both = format!(
            "{HEAD}Content-Type: multipart/alternative; boundary=b\n\n{}{}--b--\n",
            part("plain", "They met."),
            part("html", "<p>They <b>met</b> too.</p>")
        );
        assert_eq!(texts(&read(&both).0.unwrap()), ["They met."]);
        let html =
            format!("{HEAD}Content-Type: text/html\n\n<p>They <b>met</b>.</p><p>They left.</p>\n");
        assert_eq!(texts(&read(&html).0.unwrap()), ["They met.", "They left."]);
    }

    #[test]
    fn a_saved_page_is_the_page() {
        let text = "Leaders of thirty-five countries met in Paris on Tuesday to agree on guarantees, and \
            on who would give them after a truce that nobody expects this year.";
        let source = format!(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://ledger.example/a\nSubject: A\nMIME-Version: 1.0\n\
             Content-Type: multipart/related; boundary=b; type=\"text/html\"\n\n--b\nContent-Type: text/html\n\
             Content-Transfer-Encoding: quoted-printable\nContent-Location: https://ledger.example/a\n\n\
             <html><head><title>They met</title></head><body><article><p>{text}</p><p>{text} It=E2=80=99s so.</p>\
             </article></body></html>\n--b--\n"
        );
        let mut report = Report::new("a.mhtml");
        let raw =
            archive(source.replace('\n', "\r\n").as_bytes(), Characters::Composed, &mut report);
        let raw = raw.unwrap();
        assert_eq!(raw.given.url.as_deref(), Some("https://ledger.example/a"));
        assert_eq!(raw.given.title.as_deref(), Some("They met"));
        assert!(texts(&raw).iter().any(|one| one.ends_with("It’s so.")), "{:?}", texts(&raw));
    }

    #[test]
    fn hostile_messages_end() {
        let nested = "Content-Type: message/rfc822\n\n".repeat(5000);
        let parts =
            format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\n".repeat(50_000));
        for source in [
            String::new(),
            "\0".to_owned(),
            HEAD.to_owned(),
            format!("{HEAD}{nested}"),
            format!("{HEAD}{parts}"),
            format!("{HEAD}Content-Type: multipart/mixed; boundary=\n\n--\n--\n"),
            format!("Subject: {}\n\na", "=?utf-8?B?".repeat(20_000)),
            format!("From: {}\n\na", "(".repeat(100_000)),
            format!("{HEAD}Content-Type: text/html\n\n{}", "<div>".repeat(300_000)),
        ] {
            let (_, said) = read(&source);
            assert!(said < 3);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(source in "(From: |Subject: |Content-Type: (text/html|multipart/mixed; boundary=b)|Date: |--b(--)?|=\\?utf-8\\?[QB]\\?|[a-z<>=;\":\\(\\)é\0]|\n){0,40}") {
            let _ = read(&source);
            let mut report = Report::new("a.mhtml");
            let _ = archive(source.as_bytes(), Characters::Composed, &mut report);
        }
    }
}
