//! OPML 2.0: the list of feeds that readers of feeds export and import.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::feed::{Feed, address};

/// More feeds than anybody reads: what follows is left out.
const MOST: usize = 10_000;

/// The feeds of a list, each once, in its order; what is no feed of the web is told and left out.
///
/// # Errors
/// Where the text is no OPML.
pub fn import(name: &str, text: &str) -> Result<Warned<Vec<Feed>>, Diagnostic> {
    let mut reader = Reader::from_str(text);
    let mut seen = BTreeSet::new();
    let mut all = Warned::quiet(Vec::new());
    let mut is_opml = false;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Err(why) => return Err(broken(name, text, at, &why.to_string())),
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "opml" => is_opml = true,
                "outline" if is_opml && all.value.len() < MOST => {
                    let place = Place::span(name, text, at..at);
                    match feed(&tag) {
                        None => {}
                        Some(Ok(feed)) if seen.insert(feed.url.clone()) => all.value.push(feed),
                        Some(Ok(_)) => {}
                        Some(Err(why)) => {
                            let severity = q7x2_sdk::diagnostic::Severity::Warning;
                            all.diagnostics.push(Diagnostic { severity, ..why }.at(place));
                        }
                    }
                }
                _ => {}
            },
            Ok(_) => {}
        }
    }
    if is_opml { Ok(all) } else { Err(broken(name, text, 0, "it has no element `opml`")) }
}

fn broken(name: &str, text: &str, at: usize, why: &str) -> Diagnostic {
    Diagnostic::error(format!("this is no list of feeds: {why}"))
        .at(Place::span(name, text, at..at))
        .hint("export your feeds as OPML from your reader of feeds")
}

/// The feed of an outline; none where it is a folder of others.
fn feed(tag: &BytesStart<'_>) -> Option<Result<Feed, Diagnostic>> {
    let mut said = [None, None, None];
    for attribute in tag.attributes().flatten() {
        let at = match attribute.key.as_ref() {
            "xmlUrl" | "xmlurl" | "xmlURL" => 0,
            "title" => 1,
            "text" => 2,
            _ => continue,
        };
        let raw = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(raw).unwrap_or_else(|_| raw.into());
        said[at] = Some(value.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let [url, title, text] = said;
    let url = url?;
    let title = title.filter(|title| !title.is_empty()).or(text.filter(|text| !text.is_empty()));
    Some(address(&url).map(|_| Feed::new(url.trim(), title)))
}

/// The list of these feeds.
#[must_use]
pub fn export(title: &str, feeds: &[Feed]) -> String {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    // Writing to a text cannot fail.
    let _ = writeln!(text, "  <head><title>{}</title></head>\n  <body>", escaped(title));
    for feed in feeds {
        let name = escaped(feed.source.as_deref().unwrap_or(&feed.url));
        let url = escaped(&feed.url);
        let _ = writeln!(text, "    <outline type=\"rss\" text=\"{name}\" xmlUrl=\"{url}\"/>");
    }
    text.push_str("  </body>\n</opml>\n");
    text
}

fn escaped(text: &str) -> String {
    let clean: String = text.chars().filter(|letter| !letter.is_control()).collect();
    quick_xml::escape::escape(clean).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_exported_is_imported() {
        let feeds = [
            Feed::new("https://a.example/feed?x=1&y=2", Some("A & \"B\" <c>".to_owned())),
            Feed::new("https://b.example/", None),
        ];
        let read = import("a.opml", &export("News & more", &feeds)).expect("OPML");
        assert_eq!(read.diagnostics, []);
        assert_eq!(read.value[0], feeds[0]);
        assert_eq!(read.value[1].source.as_deref(), Some("https://b.example/"));
    }

    #[test]
    fn folders_are_read_and_what_is_no_feed_is_told() {
        let text = "<opml version='1.1'><body>\n<outline text='World'>\n\
            <outline text='A' xmlUrl='https://a.example/'/>\n<outline text='A again' xmlUrl='https://a.example/'></outline>\n\
            <outline text='B' xmlUrl='ftp://b.example/'/>\n</outline></body></opml>";
        let read = import("a.opml", text).expect("OPML");
        assert_eq!(read.value, [Feed::new("https://a.example/", Some("A".to_owned()))]);
        let place = read.diagnostics[0].place.as_ref().expect("a place");
        assert_eq!((read.diagnostics.len(), place.line), (1, Some(5)));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in ["", "https://a.example/", "<rss></rss>", "<opml", "<opml><body></opml>", "\0"]
        {
            assert!(import("a.opml", text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "(<[/!?]?(opml|outline|body|x)?( xmlUrl=)?[\"'>&;a-c/]?){0,40}") {
            let _ = import("a", &text);
            let _ = import("a", &format!("<opml>{text}"));
        }
    }
}
