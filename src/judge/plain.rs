//! Plain text: paragraphs between empty lines, items of lists, and short lines that are labels.

use q7x2_sdk::SentenceKind;

use super::paragraph::{Paragraph, Writer};

/// Characters below which a line is broken by its writer, not by a program that wraps at 60 or
/// more.
const SHORT_LINE: usize = 50;
/// What begins an item of a list.
const BULLETS: [&str; 5] = ["- ", "* ", "• ", "– ", "— "];

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut writer = Writer::default();
    let lines: Vec<&str> = text.lines().collect();
    let alone = lines.iter().filter(|line| !line.trim().is_empty()).count() == 1;
    let mut begins = true;
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        let item = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet));
        if line.is_empty() || item.is_some() {
            writer.end(SentenceKind::Body);
        }
        begins |= line.is_empty();
        writer.push(item.unwrap_or(line), at + 1);
        writer.space();
        let next = lines.get(at + 1).map_or("", |next| next.trim());
        let breaks = !line.is_empty() && is_broken(line, next);
        if breaks {
            let label = begins && item.is_none() && !alone && !ends_sentence(line);
            writer.end(if label { SentenceKind::Heading } else { SentenceKind::Body });
        }
        begins = breaks || line.is_empty();
    }
    writer.finish()
}

/// Whether a line ends where its writer ended it.
fn is_broken(line: &str, next: &str) -> bool {
    let short = line.chars().take(SHORT_LINE).count() < SHORT_LINE;
    short && (next.is_empty() || next.starts_with(char::is_uppercase) && !line.ends_with(','))
        || next.is_empty()
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', '»', ')']);
    line.chars().take(SHORT_LINE).count() == SHORT_LINE || bare.ends_with(['.', '!', '?', '…'])
}
