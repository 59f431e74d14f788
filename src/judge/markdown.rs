//! Markdown: its words, without marks, code, pictures and front matter.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use q7x2_sdk::SentenceKind;

use super::paragraph::{LineIndex, Paragraph, Writer};

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_STRIKETHROUGH;
    let index = LineIndex::of(text);
    let mut writer = Writer::default();
    let mut skipped = 0_usize;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) if is_no_text(&tag) => skipped += 1,
            Event::End(tag) if ends_no_text(tag) => skipped = skipped.saturating_sub(1),
            _ if skipped > 0 => {}
            Event::Start(tag) if is_block(&tag) => writer.end(SentenceKind::Body),
            Event::End(TagEnd::Heading(_)) => writer.end(SentenceKind::Heading),
            Event::End(tag) if ends_block(tag) => writer.end(SentenceKind::Body),
            Event::Text(words) | Event::Code(words) => {
                writer.push(&words, index.line(range.start));
            }
            Event::SoftBreak | Event::HardBreak => writer.space(),
            _ => {}
        }
    }
    writer.finish()
}

fn is_no_text(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::MetadataBlock(_))
}

fn ends_no_text(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image | TagEnd::MetadataBlock(_))
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(_) | Tag::TableCell)
}

fn ends_block(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell)
}
