//! Feed: one `[[feeds]]` of site.toml, and how such tables are written.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use q7x2_sdk::diagnostic::Diagnostic;
use serde::{Deserialize, Serialize};
use url::Url;

/// Most articles that one feed gives a run where it is not said: what the busiest outlets print in
/// a morning.
const LIMIT: usize = 20;

/// One `[[feeds]]` of site.toml.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Where it is: `http` or `https`.
    pub url: String,
    /// The outlet's name; the feed's own title where it is not said.
    #[serde(default)]
    pub source: Option<String>,
    /// Most articles that are taken a run, the newest first. Default 20.
    #[serde(default = "limit")]
    pub limit: usize,
    /// Whether the page behind each entry is read, where its owner lets programs do that. Default
    /// `false`.
    #[serde(default)]
    pub full_text: bool,
}

fn limit() -> usize {
    LIMIT
}

impl Feed {
    /// A feed with nothing said but its address and perhaps its outlet.
    #[must_use]
    pub fn new(url: &str, source: Option<String>) -> Self {
        Self { url: url.to_owned(), source, limit: LIMIT, full_text: false }
    }
}

/// What is wrong with the feeds of site.toml: which one, which key, and why.
#[must_use]
pub fn faults(feeds: &[Feed]) -> Vec<(usize, &'static str, Diagnostic)> {
    let mut seen = BTreeSet::new();
    let mut told = Vec::new();
    for (at, feed) in feeds.iter().enumerate() {
        match address(&feed.url) {
            Err(why) => told.push((at, "url", why)),
            Ok(url) if !seen.insert(url.to_string()) => {
                let message = format!("the feed `{}` is listed twice", feed.url);
                told.push((at, "url", Diagnostic::error(message).hint("take one of them out")));
            }
            Ok(_) => {}
        }
        if feed.limit == 0 {
            let message = "`limit` must be 1 or more: of this feed nothing would be read";
            let hint = "take the feed out, or write how many articles a run may bring";
            told.push((at, "limit", Diagnostic::error(message).hint(hint)));
        }
    }
    told
}

/// An address that may be asked for.
///
/// # Errors
/// Where it is none, or is not of the web.
pub fn address(text: &str) -> Result<Url, Diagnostic> {
    const HINT: &str = "write it in full, as in `https://example.org/feed.xml`";
    let wrong = |why: String| Diagnostic::error(why).hint(HINT);
    let url = Url::parse(text.trim())
        .map_err(|why| wrong(format!("`{text}` is no address of the web: {why}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong(format!("`{text}` is not asked for: only http and https are")));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let why = "an address with a name and a password in it is not asked for".to_owned();
        return Err(Diagnostic::error(why)
            .hint("site.toml is no place for passwords; take a feed that needs none"));
    }
    Ok(url)
}

/// The tables of these feeds, as they stand in site.toml.
#[must_use]
pub fn tables(feeds: &[Feed]) -> String {
    let mut text = String::new();
    for feed in feeds {
        // Writing to a text cannot fail.
        let _ = write!(text, "\n[[feeds]]\nurl = {}\n", quoted(&feed.url));
        if let Some(source) = &feed.source {
            let _ = writeln!(text, "source = {}", quoted(source));
        }
        if feed.limit != LIMIT {
            let _ = writeln!(text, "limit = {}", feed.limit);
        }
        if feed.full_text {
            text.push_str("full_text = true\n");
        }
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let odd = Feed {
            source: Some("The \"Daily\"\n[[feeds]] \\".to_owned()),
            limit: 3,
            full_text: true,
            ..Feed::new("https://a.example/'x\"", None)
        };
        let feeds = [Feed::new("https://a.example/feed", Some("A".to_owned())), odd];
        #[derive(Deserialize)]
        struct Form {
            feeds: Vec<Feed>,
        }
        let read: Form = toml::from_str(&tables(&feeds)).expect("valid TOML");
        assert_eq!(read.feeds, feeds);
    }

    #[test]
    fn what_is_no_feed_is_told() {
        let check = |url: &str, expected: Option<&str>| {
            let told = faults(&[Feed::new(url, None)]);
            let told: Vec<&str> = told.iter().map(|(_, _, one)| one.message.as_str()).collect();
            assert_eq!(told.first().copied(), expected, "{url}");
        };
        check("https://a.example/feed", None);
        check(
            "a.example/feed",
            Some("`a.example/feed` is no address of the web: relative URL without a base"),
        );
        check(
            "file:///etc/passwd",
            Some("`file:///etc/passwd` is not asked for: only http and https are"),
        );
        check(
            "https://me:secret@a.example/",
            Some("an address with a name and a password in it is not asked for"),
        );
        let twice = [Feed::new("https://A.example", None), Feed::new("https://a.example/", None)];
        assert_eq!(faults(&twice).len(), 1);
        assert_eq!(faults(&[Feed { limit: 0, ..Feed::new("https://a.example", None) }]).len(), 1);
    }
}
