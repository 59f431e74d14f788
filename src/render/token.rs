//! Token: the tags of a template and what stands in them, cut exactly as Tera's own lexer cuts them
//! (2.4), once from left to right. For looking at a template before it runs; says nothing about
//! whether it is valid.

use std::ops::Range;

/// One `{{ … }}` or `{% … %}`. Comments and raw blocks are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// All of it, with its delimiters.
    pub(super) range: Range<usize>,
    /// Whether it prints: `{{ … }}`.
    pub(super) prints: bool,
    /// Whether it takes away the white space before it: `{%-`.
    pub(super) trims_before: bool,
    /// Whether it takes away the white space after it: `-%}`.
    pub(super) trims_after: bool,
    /// What stands between the delimiters.
    pub(super) tokens: Vec<Token>,
}

/// A word or a sign inside a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Name,
    /// A text in quotation marks.
    Text,
    /// A number.
    Number,
    /// An operator or a bracket.
    Sign,
}

impl Token {
    /// Its text.
    pub(super) fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.range.clone()).unwrap_or_default()
    }
}

/// The tags of a template, up to where Tera's lexer would give up.
pub(super) fn tags(source: &str) -> Vec<Tag> {
    let mut lexer = Lexer { source, at: 0 };
    let mut tags = Vec::new();
    while let Some(open) = lexer.next_opening() {
        let read = match open {
            Opening::Comment => lexer.comment().map(|()| None),
            Opening::Raw(after) => lexer.raw(after).map(|()| None),
            Opening::Tag { prints } => lexer.tag(prints).map(Some),
        };
        match read {
            Some(tag) => tags.extend(tag),
            None => break,
        }
    }
    tags
}

/// What begins at a delimiter.
enum Opening {
    Comment,
    /// Where the text of the raw block begins.
    Raw(usize),
    Tag {
        prints: bool,
    },
}

/// Signs of two or three letters; what is not among them is of one.
const LONG_SIGNS: [&str; 10] = ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

struct Lexer<'a> {
    source: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &[u8] {
        self.source.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes to the next opening delimiter.
    fn next_opening(&mut self) -> Option<Opening> {
        let is_opening = |pair: &[u8]| matches!(pair, b"{{" | b"{%" | b"{#");
        let skipped = self.rest().windows(2).position(is_opening);
        q7x2_sdk::work::steps(skipped.unwrap_or(self.rest().len()) + 1);
        self.at += skipped?;
        Some(match self.rest().get(1)? {
            b'#' => Opening::Comment,
            b'{' => Opening::Tag { prints: true },
            _ => match self.word_tag(self.after_opening(), "raw") {
                Some(after) => Opening::Raw(after),
                None => Opening::Tag { prints: false },
            },
        })
    }

    /// Where what stands after the delimiter and its dash begins.
    fn after_opening(&self) -> usize {
        self.at + if self.rest().get(2) == Some(&b'-') { 3 } else { 2 }
    }

    /// The end of a tag that holds this word alone, where one stands after its opening at `from`.
    fn word_tag(&self, from: usize, word: &str) -> Option<usize> {
        let whole = self.source.as_bytes().get(from..)?;
        let rest = whole.strip_prefix(b"-").unwrap_or(whole).trim_ascii_start();
        let rest = rest.strip_prefix(word.as_bytes())?.trim_ascii_start();
        let rest = rest.strip_prefix(b"-").unwrap_or(rest).strip_prefix(b"%}")?;
        Some(from + whole.len() - rest.len())
    }

    fn comment(&mut self) -> Option<()> {
        let start = self.after_opening();
        let length =
            self.source.as_bytes().get(start..)?.windows(2).position(|pair| pair == b"#}")?;
        q7x2_sdk::work::steps(length);
        self.at = start + length + 2;
        Some(())
    }

    fn raw(&mut self, mut after: usize) -> Option<()> {
        loop {
            let skipped =
                self.source.as_bytes().get(after..)?.windows(2).position(|pair| pair == b"{%")?;
            q7x2_sdk::work::steps(skipped + 1);
            after += skipped + 2;
            if let Some(end) = self.word_tag(after, "endraw") {
                self.at = end;
                return Some(());
            }
        }
    }

    fn tag(&mut self, prints: bool) -> Option<Tag> {
        let start = self.at;
        let trims_before = self.rest().get(2) == Some(&b'-');
        self.at = self.after_opening();
        let close: &[u8] = if prints { b"}}" } else { b"%}" };
        let mut tokens = Vec::new();
        loop {
            self.at += self.rest().iter().take_while(|letter| letter.is_ascii_whitespace()).count();
            let rest = self.rest();
            let trims_after = rest.first() == Some(&b'-') && rest.get(1..3) == Some(close);
            if trims_after || rest.starts_with(close) {
                self.at += 2 + usize::from(trims_after);
                return Some(Tag {
                    range: start..self.at,
                    prints,
                    trims_before,
                    trims_after,
                    tokens,
                });
            }
            let token = self.token()?;
            q7x2_sdk::work::steps(token.range.len());
            self.at = token.range.end;
            tokens.push(token);
        }
    }

    fn token(&self) -> Option<Token> {
        let rest = self.rest();
        let first = *rest.first()?;
        let long = LONG_SIGNS.iter().find(|sign| rest.starts_with(sign.as_bytes()));
        let (kind, length) = match first {
            _ if long.is_some() => (Kind::Sign, long.map_or(0, |sign| sign.len())),
            b'"' | b'\'' | b'`' => (Kind::Text, quoted(rest, first)?),
            b'0'..=b'9' => (Kind::Number, number(rest)),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => (Kind::Name, name(rest)),
            _ if b"+-*/%!.,:~|=><()[]{}@".contains(&first) => (Kind::Sign, 1),
            _ => return None,
        };
        Some(Token { kind, range: self.at..self.at + length })
    }
}

/// The length of a text with its quotation marks.
fn quoted(rest: &[u8], quote: u8) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in rest.iter().enumerate().skip(1) {
        match *letter {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            letter if letter == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn number(rest: &[u8]) -> usize {
    let mut has_point = false;
    let length = rest.iter().position(|letter| match letter {
        b'.' => std::mem::replace(&mut has_point, true),
        letter => !letter.is_ascii_digit(),
    });
    length.unwrap_or(rest.len())
}

fn name(rest: &[u8]) -> usize {
    rest.iter().take_while(|letter| letter.is_ascii_alphanumeric() || **letter == b'_').count()
}
