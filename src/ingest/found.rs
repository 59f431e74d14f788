//! Found: what a feed or a page that was just fetched holds, as a person would write it down.
//!
//! It becomes a Markdown file in `content/`, which is read like all others.

use q7x2_sdk::Published;
use q7x2_sdk::diagnostic::Warned;

use super::decode::{self, Characters};
use super::given::Given;
use super::raw::{Block, BlockKind, Raw};
use super::report::Report;
use super::text::Marks;
use super::{feed, kind::Kind, page};

/// An article as somebody else published it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Its id in the feed.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The line below it.
    pub subtitle: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was changed.
    pub updated: Option<Published>,
    /// Where.
    pub url: Option<String>,
    /// By which outlet.
    pub publisher: Option<String>,
    /// By whom.
    pub authors: Vec<String>,
    /// Primary subtag of BCP 47.
    pub language: Option<String>,
    /// Its key words.
    pub tags: Vec<String>,
    /// Its text as Markdown, a paragraph a block; empty where there is none.
    pub text: String,
}

/// The articles of a feed; none where it is a page or no feed at all, with the reason.
#[must_use]
pub fn feed_of(name: &str, bytes: &[u8]) -> Warned<Vec<Found>> {
    let mut report = Report::new(name);
    if Kind::Feed.by_content(bytes) == Kind::Page {
        let hint =
            "look in the page for the address of its feed; often it ends in `/feed` or `/rss`";
        report.warn("feed", 1, "this is a web page, not a feed", hint);
        return Warned { value: Vec::new(), diagnostics: report.finish() };
    }
    let raws = feed::articles(bytes, Characters::Composed, Marks::Dropped, &mut report);
    Warned { value: raws.into_iter().map(found).collect(), diagnostics: report.finish() }
}

/// The article of a web page, if it has one.
#[must_use]
pub fn page_of(name: &str, bytes: &[u8]) -> Warned<Option<Found>> {
    let mut report = Report::new(name);
    let text = decode::page(bytes).text;
    let raw = page::article(&text, Characters::Composed, &mut report);
    let found = raw.map(found).filter(|found| !found.text.is_empty());
    Warned { value: found, diagnostics: report.finish() }
}

/// Whether a file of this name can hold articles.
#[must_use]
pub fn is_read(name: &str) -> bool {
    Kind::of(name).is_read()
}

fn found(raw: Raw) -> Found {
    let Raw { given, blocks, .. } = raw;
    let text: Vec<String> = blocks.iter().map(paragraph).collect();
    let Given { id, title, subtitle, published, updated, .. } = given;
    let Given { url, publisher, authors, language, tags, .. } = given;
    Found {
        id,
        title,
        subtitle,
        published,
        updated,
        url,
        publisher,
        authors,
        language,
        tags,
        text: text.join("\n\n"),
    }
}

fn paragraph(block: &Block) -> String {
    let text = plain(&block.text);
    match block.kind {
        BlockKind::Text => text,
        BlockKind::Item => format!("- {text}"),
        BlockKind::Heading(level) => {
            format!("{} {text}", "#".repeat(usize::from(level.clamp(2, 6))))
        }
    }
}

/// A line of text that Markdown reads as it stands.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let is_markup = match letter {
            '\\' | '`' | '*' | '[' | '<' | '~' | '$' => true,
            '_' => !(before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)),
            '&' => is_entity(rest),
            '#' | '>' | '+' | '-' | '=' | '|' | ':' => at == 0,
            '.' | ')' => {
                let head = text.get(..at).unwrap_or_default();
                at < 10
                    && at > 0
                    && head.bytes().all(|byte| byte.is_ascii_digit())
                    && (rest.is_empty() || rest.starts_with([' ', '\t']))
            }
            _ => false,
        };
        if is_markup {
            plain.push('\\');
        }
        plain.push(letter);
        before = letter;
    }
    plain
}

fn is_entity(rest: &str) -> bool {
    rest.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty()
            && name.len() < 34
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::raw::Raw;
    use super::super::{file, settings::Settings};
    use super::*;

    /// The blocks of a text that was written down and read again.
    fn again(text: &str) -> Vec<String> {
        let mut report = Report::new("a.md");
        let raws: Vec<Raw> =
            file::read("a.md", plain(text).as_bytes(), &Settings::default(), &mut report);
        raws.into_iter().flat_map(|raw| raw.blocks).map(|block| block.text).collect()
    }

    #[test]
    fn what_is_written_down_is_read_again() {
        for text in [
            "1. January was cold",
            "0.",
            "2026)",
            "# not a heading",
            "> 5 percent",
            "a *b* _c_ snake_case `d` [e](f) <g> ~~h~~",
            "AT&T &amp; co &copy; \\ done",
            "+++",
            "---",
            "===",
            "| a | b |",
            "$5 and $6",
        ] {
            assert_eq!(again(text), [text], "{}", plain(text));
        }
    }

    #[test]
    fn a_page_is_no_feed() {
        let told = feed_of("https://a.example/", b"<!doctype html><title>x</title>");
        assert_eq!(told.diagnostics[0].message, "this is a web page, not a feed");
        assert_eq!(told.value, []);
    }

    #[test]
    fn a_feed_gives_its_articles() {
        let feed = b"<rss version='2.0'><channel><title>Ledger</title><item><title>A</title>\
            <link>https://ledger.example/a</link><description>&lt;h2&gt;T&lt;/h2&gt;&lt;p&gt;They *met*.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;x\
            </description></item></channel></rss>";
        let found = feed_of("https://ledger.example/feed", feed).value;
        assert_eq!(found[0].text, "## T\n\nThey \\*met\\*.\n\n- x");
        assert_eq!(found[0].url.as_deref(), Some("https://ledger.example/a"));
    }

    /// A mark of lists in front of a line is taken for one, however it is written.
    fn is_item(text: &str) -> bool {
        let Some((mark, _)) = text.split_once(' ') else { return false };
        let number = mark.trim_end_matches(['.', ')']);
        mark.len() < 4
            && (mark.chars().all(|one| "-+*".contains(one))
                || number.bytes().all(|one| one.is_ascii_digit()))
    }

    proptest! {
        #[test]
        fn no_line_becomes_markup(text in "[-+#>*=a-c0-9(){}\\[\\]!\".,:;&_~`|$<\\\\]{0,12}( [-+#>*a-c0-9().&_~`|$<:\\\\]{1,6}){0,4}") {
            let text = text.trim();
            prop_assume!(!text.is_empty() && !is_item(text));
            prop_assert_eq!(again(text), [text], "{}", plain(text));
        }
    }
}
