//! What HTML will cost to parse, told from its tags alone.
//!
//! A parser asks at many tags which elements are open, and opens formatting again in every
//! paragraph: its work and its memory are at most the sum over all tags of what is open there.

/// The largest HTML that is read, in bytes: some hundred times a long article's page.
const LARGEST: usize = 16 << 20;

/// Most open elements summed over all tags; real pages have some 100,000.
const MOST_OPEN: u64 = 200_000_000;

/// The same of formatting, that a parser opens again: each time is a node.
const MOST_REOPENED: u64 = 3_000_000;

/// Most attributes of one tag: a parser compares each with each.
const MOST_ATTRIBUTES: usize = 2000;

/// Why HTML is not parsed; nothing where it is harmless.
pub(super) fn fault(html: &str) -> Option<&'static str> {
    if html.len() > LARGEST {
        return Some("its HTML is larger than 16 MiB");
    }
    let mut cost = Cost::default();
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once('<') {
        rest = cost.tag(behind);
        if cost.opened > MOST_OPEN || cost.reopened > MOST_REOPENED {
            return Some("its HTML is nested too deeply");
        }
        if cost.attributes > MOST_ATTRIBUTES {
            return Some("a tag of its HTML has too many attributes");
        }
    }
    None
}

#[derive(Default)]
struct Cost {
    /// What is open.
    open: u64,
    formatting: u64,
    /// The sums.
    opened: u64,
    reopened: u64,
    /// Inside drawings and formulas a script may be none and comments may end elsewhere: from the
    /// first one on, all that looks like a tag counts.
    foreign: bool,
    /// The most of one tag.
    attributes: usize,
}

impl Cost {
    /// Counts the tag that a text begins with, without its `<`; gives what follows.
    fn tag<'html>(&mut self, text: &'html str) -> &'html str {
        if let Some(comment) = text.strip_prefix("!--") {
            return if self.foreign { comment } else { behind_comment(comment) };
        }
        let closing = text.starts_with(['/', '\\']);
        let text = text.trim_start_matches(['/', '\\']);
        let length = text.find(|next: char| !next.is_ascii_alphanumeric()).unwrap_or(text.len());
        let (name, rest) = text.split_at(length);
        if name.is_empty() {
            return rest;
        }
        let name = name.to_ascii_lowercase();
        if closing {
            self.open = self.open.saturating_sub(u64::from(stays_open(&name)));
            self.formatting = self.formatting.saturating_sub(u64::from(is_formatting(&name)));
            return rest;
        }
        self.foreign |= matches!(name.as_str(), "svg" | "math");
        self.open += u64::from(stays_open(&name));
        self.formatting += u64::from(is_formatting(&name));
        self.opened += self.open;
        self.reopened += self.formatting;
        let end = self.attributes(rest);
        match name.as_str() {
            "script" | "style" if !self.foreign => {
                self.open -= 1;
                behind_raw(rest.get(end..).unwrap_or(""), &name)
            }
            // What stands in attributes is looked at again, lest a quotation mark hide tags.
            _ => rest,
        }
    }

    /// Counts attributes, up to the end of the tag.
    fn attributes(&mut self, text: &str) -> usize {
        let (mut count, mut quote, mut before) = (0, None, b' ');
        for (at, byte) in text.bytes().enumerate() {
            match quote {
                Some(open) if open == byte => quote = None,
                Some(_) => continue,
                None if byte == b'>' => {
                    self.attributes = self.attributes.max(count);
                    return at;
                }
                None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
                None if !byte.is_ascii_whitespace() && is_gap(before) => count += 1,
                None => {}
            }
            if count > MOST_ATTRIBUTES {
                break;
            }
            if !(byte.is_ascii_whitespace() && before == b'=') {
                before = byte;
            }
        }
        self.attributes = self.attributes.max(count);
        text.len()
    }
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

fn behind_comment(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('>').or_else(|| text.strip_prefix("->")) {
        return rest;
    }
    let ends = ["-->", "--!>"].iter().filter_map(|end| text.find(end)).min();
    ends.and_then(|end| text.get(end + 2..)).unwrap_or("")
}

/// What follows the end tag of an element whose text holds no tags.
fn behind_raw<'html>(text: &'html str, name: &str) -> &'html str {
    let is_end = |at: &usize| {
        let end = text.get(at + 2..at + 2 + name.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").map(|(at, _)| at).find(is_end);
    end.and_then(|at| text.get(at + 2 + name.len()..)).unwrap_or("")
}

/// Whether an element stays open until its end tag: those that end by themselves do not nest.
fn stays_open(name: &str) -> bool {
    !matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "option"
            | "br"
            | "img"
            | "hr"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "col"
            | "area"
            | "base"
            | "embed"
            | "param"
            | "track"
            | "wbr"
            | "path"
            | "html"
            | "body"
            | "head"
    )
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_people_write_pass() {
        for html in [
            "<p>a<p>b".repeat(200_000),
            "<div><b>a</b></div>".repeat(100_000),
            format!("<script>{}</script><p>a", "if (i<b) s = '<div><b>';".repeat(20_000)),
            format!("<!-- {} --><p>a", "<div><b>".repeat(20_000)),
            format!("<a class='{}'>", "x ".repeat(50_000)),
            String::new(),
            "<".to_owned(),
            "<!--".to_owned(),
            "<script".to_owned(),
        ] {
            assert_eq!(fault(&html), None, "{:.60}", html);
        }
    }

    #[test]
    fn what_would_take_minutes_is_refused() {
        let attributes: String = (0..10_000).map(|number| format!(" a{number}")).collect();
        for html in [
            "<div>".repeat(100_000),
            "<b id=x><p>".repeat(100_000),
            format!("<!----!>{}", "<div>".repeat(100_000)),
            format!("<!-->{}", "<div>".repeat(100_000)),
            format!("<svg><style>{}", "<div>".repeat(100_000)),
            format!("<script></SCRIPT>{}", "<div>".repeat(100_000)),
            format!("<div title='>{}", "<div>".repeat(100_000)),
            format!("<p{attributes}>"),
            format!("<p{}>", attributes.replace(' ', "/")),
            "a".repeat(LARGEST + 1),
        ] {
            assert!(fault(&html).is_some(), "{:.60}", html);
        }
    }
}
