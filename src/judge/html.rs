//! HTML: its words, without tags, scripts and what stands in the head. Reads once from front to
//! back and keeps no tree, so nothing can be too deep for it.

use q7x2_sdk::SentenceKind;

use super::paragraph::{LineIndex, Paragraph, Writer};

/// Elements whose contents are no text.
const NO_TEXT: [&str; 13] = [
    "head", "script", "style", "template", "noscript", "svg", "textarea", "select", "title", "nav",
    "aside", "footer", "button",
];
/// Elements inside a line of text; all others end a paragraph.
const INLINE: [&str; 25] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];
/// Names of characters that drafts are written with.
const NAMED: [(&str, char); 20] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("mdash", '—'),
    ("ndash", '–'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("euro", '€'),
    ("pound", '£'),
    ("shy", '\u{ad}'),
    ("middot", '·'),
    ("bull", '•'),
];
/// Bytes of the longest reference to a character that is looked for.
const LONGEST_REFERENCE: usize = 12;

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let index = LineIndex::of(text);
    let mut writer = Writer::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let next = if let Some(end) = markup(rest) {
            at + take_tag(&rest[..end], &mut writer).map_or(end, |name| skipped(rest, end, &name))
        } else {
            let (letter, length) = letter(rest);
            writer.push(letter.encode_utf8(&mut [0; 4]), index.line(at));
            at + length
        };
        at = next;
    }
    writer.finish()
}

/// The bytes of the tag or remark that a text begins with; one that never ends takes the rest.
fn markup(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('<')?;
    if after.starts_with("!--") {
        return Some(rest.find("-->").map_or(rest.len(), |at| at + 3));
    }
    let opens = after
        .starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?'));
    opens.then(|| rest.find('>').map_or(rest.len(), |at| at + 1))
}

/// Ends the paragraph that a tag ends. The name of an element whose contents are no text.
fn take_tag(tag: &str, writer: &mut Writer) -> Option<String> {
    let inside = tag.trim_start_matches(['<', '/']);
    let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    if name.is_empty() || INLINE.contains(&name.as_str()) {
        return None;
    }
    let closes = tag.starts_with("</");
    let heading = closes && name.len() == 2 && name.starts_with('h') && name != "hr";
    writer.end(if heading { SentenceKind::Heading } else { SentenceKind::Body });
    (!closes && !tag.ends_with("/>") && NO_TEXT.contains(&name.as_str())).then_some(name)
}

/// Where what is no text ends: behind its closing tag, else at the end.
fn skipped(rest: &str, from: usize, name: &str) -> usize {
    let mut found = rest[from..].match_indices("</").map(|(at, _)| from + at);
    found.find(|at| closes(&rest[at + 2..], name)).unwrap_or(rest.len())
}

/// Whether what stands behind `</` is a tag's name.
fn closes(rest: &str, name: &str) -> bool {
    rest.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name))
}

/// The character that a text begins with, and its bytes.
fn letter(rest: &str) -> (char, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    let own = (first, first.len_utf8());
    let Some(after) = rest.strip_prefix('&') else { return own };
    let end = after.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
    let Some(name) = end.and_then(|end| after.get(..end)) else { return own };
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter);
    let found = number.and_then(char::from_u32).or(named);
    found.map_or(own, |letter| (letter, name.len() + 2))
}
