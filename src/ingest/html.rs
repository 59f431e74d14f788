//! HTML to blocks, of a page's text or of a field. What is hostile is refused before it is parsed:
//! the parser's work grows with the tags and with how deep they lie, and deep trees end the stack.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};
use q7x2_sdk::Removed;
use q7x2_sdk::work::steps;

use super::decode::{Characters, clean_characters, fold_space};
use super::markup;
use super::raw::{Block, BlockKind};

/// Deeper trees are no page that a person wrote: the deepest of real ones have some 100 levels.
const DEEPEST: usize = 400;

/// Enough of what was taken out to know it again, in characters.
const SHOWN: usize = 200;

/// What a document or a part of it holds.
pub(super) type Text = (Vec<Block>, Vec<Removed>);

/// Whether a text is marked up, so that its tags and entities are no words.
pub(super) fn is_markup(text: &str) -> bool {
    ["</", "<p>", "<p ", "<br", "<img ", "<div", "<li>"].iter().any(|tag| text.contains(tag))
}

/// The blocks of a field's HTML.
///
/// # Errors
/// Why it is not read: too large, too deep, or the parser broke on it.
pub(super) fn blocks(html: &str, characters: Characters) -> Result<Text, &'static str> {
    guarded(html, || {
        let document = Document::fragment(html);
        Ok(text_of(&document, characters))
    })?
}

/// A field's HTML as one line.
pub(super) fn one_line(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    let joined = |(blocks, _): Text| {
        let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
        texts.join(" ")
    };
    blocks(html, Characters::Composed).map_or_else(|_| html.to_owned(), joined)
}

/// Runs what parses HTML, unless that would take too long; a panic of the parser is a fault.
///
/// # Errors
/// Why it was not run, or that it broke.
pub(super) fn guarded<T>(html: &str, read: impl FnOnce() -> T) -> Result<T, &'static str> {
    steps(html.len());
    if let Some(fault) = markup::fault(html) {
        return Err(fault);
    }
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| "its HTML breaks the reader")
}

/// Whether a tree is too deep to be walked by functions that call themselves.
pub(super) fn is_too_deep(document: &Document) -> bool {
    let mut depth = 0;
    let mut next = document.root().first_child();
    while let Some(node) = next {
        steps(1);
        next = node.first_child();
        if next.is_some() {
            depth += 1;
            if depth > DEEPEST {
                return true;
            }
        } else {
            next = following(node, &mut depth);
        }
    }
    false
}

/// The node behind this one and all below it.
fn following<'tree>(node: NodeRef<'tree>, depth: &mut usize) -> Option<NodeRef<'tree>> {
    let mut node = node;
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
        *depth = depth.checked_sub(1)?;
    }
}

/// The blocks of a parsed document.
pub(super) fn text_of(document: &Document, characters: Characters) -> Text {
    let mut walk =
        Walk { characters, text: String::new(), kind: BlockKind::Text, found: Text::default() };
    let mut steps_left = vec![Step::Enter(document.root())];
    while let Some(step) = steps_left.pop() {
        steps(1);
        match step {
            Step::Enter(node) if node.is_text() => walk.text.push_str(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                if walk.enter(&name, &node) {
                    steps_left.push(Step::Leave(node));
                    steps_left.extend(node.children_it(true).map(Step::Enter));
                }
            }
            Step::Leave(node) => walk.leave(&node.node_name().unwrap_or_default()),
        }
    }
    walk.end_block();
    walk.found
}

enum Step<'tree> {
    Enter(NodeRef<'tree>),
    Leave(NodeRef<'tree>),
}

struct Walk {
    characters: Characters,
    text: String,
    kind: BlockKind,
    found: Text,
}

impl Walk {
    /// Whether there is text below an element.
    fn enter(&mut self, name: &str, node: &NodeRef<'_>) -> bool {
        if node.is_comment() || is_no_text(name) {
            return false;
        }
        if let Some(rule) = rule(name) {
            let text: String = fold_space(&node.text()).chars().take(SHOWN).collect();
            let removed = Removed { text, rule: rule.to_owned(), line: None };
            self.found.1.extend(Some(removed).filter(|removed| !removed.text.is_empty()));
            return false;
        }
        if is_block(name) {
            self.end_block();
            self.kind = kind(name).unwrap_or(self.kind);
        }
        true
    }

    fn leave(&mut self, name: &str) {
        if is_block(name) {
            self.end_block();
            if kind(name).is_some() {
                self.kind = BlockKind::Text;
            }
        }
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = fold_space(&clean_characters(&text, self.characters));
        if !text.is_empty() {
            self.found.0.push(Block { text, line: 1, kind: self.kind });
        }
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "li" | "dd" => Some(BlockKind::Item),
        "h1" => Some(BlockKind::Heading(1)),
        "h2" => Some(BlockKind::Heading(2)),
        "h3" => Some(BlockKind::Heading(3)),
        "h4" => Some(BlockKind::Heading(4)),
        "h5" => Some(BlockKind::Heading(5)),
        "h6" => Some(BlockKind::Heading(6)),
        _ => None,
    }
}

/// Elements that hold nothing to read.
fn is_no_text(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "button"
            | "select"
            | "textarea"
            | "head"
    )
}

/// The rule by which an element's words are no text.
fn rule(name: &str) -> Option<&'static str> {
    match name {
        "figcaption" => Some("caption"),
        "del" | "s" | "strike" => Some("struck out"),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    const INLINE: [&str; 31] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em",
        "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "samp", "small",
        "span", "strong", "sub", "sup", "time", "u", "wbr",
    ];
    !INLINE.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let (blocks, removed) = blocks(html, Characters::Composed).unwrap();
        let block = |block: &Block| match block.kind {
            BlockKind::Text => block.text.clone(),
            BlockKind::Item => format!("- {}", block.text),
            BlockKind::Heading(level) => format!("h{level} {}", block.text),
        };
        let blocks: Vec<String> = blocks.iter().map(block).collect();
        let removed: Vec<String> = removed.into_iter().map(|one| one.rule).collect();
        format!("{};{}", blocks.join("|"), removed.join("|"))
    }

    #[test]
    fn tags_become_blocks() {
        let check = |html: &str, expected: &str| assert_eq!(shown(html), expected, "{html}");
        check("<p>A <b>b</b>c.</p><p>D &amp; e&#8217;s.</p>", "A bc.|D & e’s.;");
        check("A<br>B<br/>C", "A|B|C;");
        check("<h2>T</h2>Text<ul><li>x<li>y</ul>z", "h2 T|Text|- x|- y|z;");
        check("<figure><img><figcaption>A photo</figcaption></figure>T", "T;caption");
        check("<script>x</script><style>y</style><!-- z -->T", "T;");
        check("A <del>b</del> c", "A c;struck out");
        check("plain\n text", "plain text;");
        check("", ";");
    }

    #[test]
    fn deep_trees_are_refused() {
        for html in ["<div>".repeat(1_000_000), "<b><p>".repeat(300_000), "<a ".repeat(500_000)] {
            let _ = blocks(&html, Characters::Composed);
        }
        assert!(blocks(&"<div>".repeat(500_000), Characters::Composed).is_err());
        assert!(is_too_deep(&Document::from("<div>".repeat(600))));
        assert!(!is_too_deep(&Document::from("<p>a<p>b".repeat(600))));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(html in "(<[/!]?(p|b|a|svg|table|td|li|script|style|br)?[ =\"'>]?|[a-c&;\0é]){0,60}") {
            let _ = blocks(&html, Characters::Composed);
        }
    }
}
