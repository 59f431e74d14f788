//! Paragraphs: the words of a draft as its format sets them apart, and the line that each begins
//! in.

use q7x2_sdk::SentenceKind;

/// A run of text that its format sets apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words, white space single.
    pub(super) text: String,
    /// Whether it is text or structure.
    pub(super) kind: SentenceKind,
    /// By byte of the text, the line of the file that begins there.
    lines: Vec<(usize, usize)>,
}

impl Paragraph {
    /// The line of the file that holds a byte of the text.
    pub(super) fn line(&self, byte: usize) -> usize {
        let at = self.lines.partition_point(|(start, _)| *start <= byte);
        at.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(1, |(_, line)| *line)
    }
}

/// Paragraphs in the making. Keeps no character that a terminal would obey.
#[derive(Debug, Default)]
pub(super) struct Writer {
    done: Vec<Paragraph>,
    current: Paragraph,
}

impl Writer {
    /// Adds words that begin in a line; a line break in them begins the next.
    pub(super) fn push(&mut self, words: &str, mut line: usize) {
        for letter in words.chars() {
            if letter.is_whitespace() {
                self.space();
                line += usize::from(letter == '\n');
            } else if !is_command(letter) {
                let text = &mut self.current.text;
                if self.current.lines.last().is_none_or(|(_, last)| *last != line) {
                    self.current.lines.push((text.len(), line));
                }
                text.push(letter);
            }
        }
    }

    /// Sets words apart.
    pub(super) fn space(&mut self) {
        let text = &mut self.current.text;
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }

    /// Ends a paragraph, of which it is now known what it is.
    pub(super) fn end(&mut self, kind: SentenceKind) {
        let mut paragraph = std::mem::take(&mut self.current);
        paragraph.text.truncate(paragraph.text.trim_end().len());
        if !paragraph.text.is_empty() {
            self.done.push(Paragraph { kind, ..paragraph });
        }
    }

    /// All paragraphs.
    pub(super) fn finish(mut self) -> Vec<Paragraph> {
        self.end(SentenceKind::Body);
        self.done
    }
}

/// Controls, and the marks that turn the direction of writing.
fn is_command(letter: char) -> bool {
    let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    letter.is_control() || turns
}

/// The line of a byte of a text, from 1.
#[derive(Debug)]
pub(super) struct LineIndex(Vec<usize>);

impl LineIndex {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(breaks.map(|(at, _)| at).collect())
    }

    pub(super) fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|at| *at < byte) + 1
    }
}
