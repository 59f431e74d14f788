//! Markdown to blocks: links keep their text; pictures, code, tables, footnotes and raw HTML are no
//! text.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use q7x2_sdk::Removed;
use q7x2_sdk::work::steps;

use super::decode::fold_space;
use super::raw::{Block, BlockKind};
use super::text::{self, Line};

/// Enough of what was taken out to know it again.
const SHOWN: usize = 200;

/// The blocks of a Markdown text whose first line is `first` in its file, and what was no text.
pub(super) fn blocks(source: &str, first: usize) -> (Vec<Block>, Vec<Removed>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let ends = source.match_indices('\n').map(|(at, _)| at).collect();
    let mut walk = Walk { source, first, ends, ..Walk::default() };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        steps(1);
        walk.take(event, range);
    }
    walk.end_line();
    (text::join(&walk.lines), walk.removed)
}

#[derive(Default)]
struct Walk<'source> {
    source: &'source str,
    first: usize,
    /// Where the lines of the source end.
    ends: Vec<usize>,
    lines: Vec<Line<'source>>,
    removed: Vec<Removed>,
    /// The line that is being read, and where it began.
    text: String,
    start: Option<usize>,
    kind: BlockKind,
    /// How many elements are open whose content is no text.
    skipped: usize,
}

impl<'source> Walk<'source> {
    fn take(&mut self, event: Event<'source>, range: Range<usize>) {
        if let Event::Start(tag) = &event
            && let Some(rule) = no_text(tag)
        {
            if self.skipped == 0 {
                self.remove(rule, range);
            }
            self.skipped += 1;
            return;
        }
        if self.skipped > 0 {
            self.skipped -= usize::from(matches!(&event, Event::End(tag) if ends_no_text(tag)));
            return;
        }
        match event {
            Event::Text(text) | Event::Code(text) => self.push(&text, range.start),
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            Event::InlineHtml(html) if html.to_lowercase().starts_with("<br") => self.end_line(),
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(&tag),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::List(_) | Tag::BlockQuote(_) => self.end_block(),
            Tag::Item => {
                self.end_block();
                self.kind = BlockKind::Item;
            }
            Tag::Heading { level, .. } => {
                self.end_block();
                self.kind = BlockKind::Heading(depth(*level));
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: &TagEnd) {
        if matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::Heading(_)
                | TagEnd::List(_)
                | TagEnd::BlockQuote(_)
        ) {
            self.end_block();
            self.kind = BlockKind::Text;
        }
    }

    fn push(&mut self, text: &str, at: usize) {
        self.start.get_or_insert(at);
        self.text.push_str(text);
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some(start) = self.start.take() else { return };
        let number = self.number(start);
        let text = text.trim().to_owned();
        if is_shortcode(&text) {
            self.removed.push(Removed { text, rule: "shortcode".to_owned(), line: Some(number) });
        } else if let Some(item) = text::bare_item(&text).filter(|_| self.kind == BlockKind::Text) {
            let text = Cow::Owned(item.to_owned());
            self.lines.push(Line { text, number, kind: BlockKind::Item });
        } else if !text.is_empty() {
            self.lines.push(Line { text: Cow::Owned(text), number, kind: self.kind });
        }
    }

    fn end_block(&mut self) {
        self.end_line();
        self.lines.push(Line::default());
    }

    fn remove(&mut self, rule: &str, range: Range<usize>) {
        let number = self.number(range.start);
        let slice = self.source.get(range).unwrap_or_default();
        steps(slice.len());
        if !slice.trim_start().starts_with("<!--") {
            let text = fold_space(slice).chars().take(SHOWN).collect();
            self.removed.push(Removed { text, rule: rule.to_owned(), line: Some(number) });
        }
    }

    fn number(&self, at: usize) -> usize {
        self.first + self.ends.partition_point(|end| *end < at)
    }
}

/// The rule by which an element is no text.
fn no_text(tag: &Tag<'_>) -> Option<&'static str> {
    match tag {
        Tag::Image { .. } => Some("image"),
        Tag::CodeBlock(_) => Some("code"),
        Tag::HtmlBlock => Some("html"),
        Tag::Table(_) => Some("table"),
        Tag::FootnoteDefinition(_) => Some("footnote"),
        Tag::Strikethrough => Some("struck out"),
        _ => None,
    }
}

fn ends_no_text(tag: &TagEnd) -> bool {
    use TagEnd::{CodeBlock, FootnoteDefinition, HtmlBlock, Image, Strikethrough, Table};
    matches!(tag, Image | CodeBlock | HtmlBlock | Table | FootnoteDefinition | Strikethrough)
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// A call of a template of Hugo, Zola or Jekyll that fills its line.
fn is_shortcode(text: &str) -> bool {
    text.starts_with("{{") && text.ends_with("}}") || text.starts_with("{%") && text.ends_with("%}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> (String, String) {
        let (blocks, removed) = blocks(source, 1);
        let mark = |kind| match kind {
            BlockKind::Text => String::new(),
            BlockKind::Item => "- ".to_owned(),
            BlockKind::Heading(level) => format!("h{level} "),
        };
        let block = |block: &Block| format!("{}:{}{}", block.line, mark(block.kind), block.text);
        let rule =
            |removed: &Removed| format!("{}:{}", removed.line.unwrap_or_default(), removed.rule);
        let join = |list: Vec<String>| list.join("|");
        (join(blocks.iter().map(block).collect()), join(removed.iter().map(rule).collect()))
    }

    #[test]
    fn text_stays_and_the_rest_goes() {
        let check = |source: &str, blocks: &str, removed: &str| {
            assert_eq!(shown(source), (blocks.to_owned(), removed.to_owned()), "{source:?}");
        };
        check("# A\n\nB *c* [d](https://x.org) `e`.\n", "1:h1 A|3:B c d e.", "");
        check("A\n=\n\n## B {#id}\n", "1:h1 A|4:h2 B", "");
        check("Leaders met in Paris\non Tuesday.\n", "1:Leaders met in Paris on Tuesday.", "");
        check(
            "David Okafor\nUpdated: today\n\nText.",
            "1:David Okafor|2:Updated: today|4:Text.",
            "",
        );
        check("A  \nB<br>C", "1:A|2:B|2:C", "");
        check("- a\n- b\n\n  c\n  - d\n\n> Quoted.\n", "1:- a|2:- b|4:c|5:- d|7:Quoted.", "");
        check("![alt](x.png) Text.\n\n```\ncode\n```\n", "1:Text.", "1:image|3:code");
        check("<div>x</div>\n\nA <b>b</b> c.\n\n<!-- more -->\n", "3:A b c.", "1:html");
        check("|a|b|\n|-|-|\n|1|2|\n\nText[^1].\n\n[^1]: Note.\n", "5:Text.", "1:table|7:footnote");
        check("A ~~b~~ c.", "1:A c.", "1:struck out");
        check("{{< youtube x >}}\n\nText.\n\n{% raw %}\n", "3:Text.", "1:shortcode|5:shortcode");
        check("&amp; \\* &#8212; &lt;b&gt;", "1:& * — <b>", "");
        check("", "", "");
        check("***\n", "", "");
    }

    #[test]
    fn hostile_nesting_ends() {
        for source in [
            ">".repeat(5000),
            "[".repeat(5000),
            "![".repeat(3000),
            "*a ".repeat(3000),
            "- ".repeat(3000),
            "<".repeat(5000),
        ] {
            let _ = blocks(&source, 1);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(source in "[-#>*_`~\\[\\]!()|<a-c é\n+{}%\\\\]{0,120}") {
            let _ = blocks(&source, 1);
        }
    }
}
