//! Shown: a page as `serve` shows it: with what is wrong above it, and listening for the next.

use std::fmt::Write as _;

use q7x2_sdk::diagnostic::{Diagnostic, Severity};

use crate::net::NEWS;
use crate::terminal;

/// How many faults are listed; nobody mends more at a time.
const MOST_FAULTS: usize = 30;

/// What a page's policy says of scripts, and what it has to say for this page to listen.
const STRICT: &str = "script-src 'none'";
const OPEN: &str =
    "script-src 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'";

/// The page, listening, with what is wrong. A page that is no HTML stays as it is.
pub(super) fn shown(page: &[u8], faults: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(page).replacen(STRICT, OPEN, 1);
    let more = format!("{faults}{}", script());
    let (before, after) = match text.rfind("</body>") {
        Some(at) => text.split_at(at),
        None => (text.as_str(), ""),
    };
    [before, &more, after].concat().into_bytes()
}

/// A page where no site has been built yet.
pub(super) fn alone(faults: &str) -> Vec<u8> {
    let page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>q7x2</title>\
                <meta name=\"viewport\" content=\"width=device-width\"><body></body></html>";
    shown(page.as_bytes(), faults)
}

/// Loads the page again when there is another site than it was made of, at the place where it was
/// read.
fn script() -> String {
    format!(
        "<script>(()=>{{let n;const s=new EventSource({NEWS:?});s.onmessage=e=>{{if(n===undefined)n=e.data;\
         else if(n!==e.data)location.reload()}};addEventListener(\"pagehide\",()=>s.close())}})()</script>"
    )
}

/// What is wrong, as part of a page; empty where nothing is.
pub(super) fn faults(told: &[Diagnostic], has_site: bool) -> String {
    if told.is_empty() {
        return String::new();
    }
    let title = match (told.iter().any(|one| one.severity == Severity::Error), has_site) {
        (true, true) => "The site cannot be built. This is the last good one.",
        (true, false) => "The site cannot be built.",
        (false, _) => "The site is built, and there is something to look at.",
    };
    let mut text = String::from(
        "<style>#q7x2-faults{position:fixed;inset:auto 0 0 0;max-height:45vh;overflow:auto;z-index:9999;background:#1d1d1f;\
         color:#f5f5f7;font:14px/1.45 ui-monospace,monospace;padding:.8em 1em;border-top:3px solid #d33}\
         #q7x2-faults pre{white-space:pre-wrap;margin:.6em 0 0}#q7x2-faults summary{cursor:pointer}</style>\
         <div id=\"q7x2-faults\" role=\"alert\" lang=\"en\" dir=\"ltr\">",
    );
    let is_open = if told.iter().any(|one| one.severity == Severity::Error) { " open" } else { "" };
    // Writing to a text cannot fail.
    let _ = write!(text, "<details{is_open}><summary>{title}</summary>");
    for one in told.iter().take(MOST_FAULTS) {
        let _ = write!(text, "<pre>{}</pre>", escaped(&terminal::draw(one, false)));
    }
    if told.len() > MOST_FAULTS {
        let _ = write!(text, "<pre>and {} more</pre>", told.len() - MOST_FAULTS);
    }
    text + "</details></div>"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The kind of a file by its ending.
pub(super) fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::diagnostic::Place;

    use super::*;

    #[test]
    fn what_is_wrong_stands_on_the_page_and_obeys_nothing() {
        let told = Diagnostic::error("<script>alert(1)</script>").at(Place::line("site.toml", 3));
        let text = faults(&[told], true);
        assert!(text.contains("site.toml:3") && !text.contains("<script>alert"), "{text}");
        assert!(text.contains("the last good one"));
        let page = String::from_utf8(shown(b"<body>x</body></html>", &text)).expect("UTF-8");
        assert!(page.ends_with("</script></body></html>") && page.contains("EventSource"));
        assert_eq!(faults(&[], true), "");
    }

    #[test]
    fn a_page_may_listen_and_no_more() {
        let page = shown(
            b"<meta content=\"default-src 'self'; script-src 'none'; object-src 'none'\">",
            "",
        );
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(page.contains("script-src 'unsafe-inline'") && page.contains("object-src 'none'"));
    }
}
