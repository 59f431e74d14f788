//! Plain text to blocks: each line is one, unless the text was wrapped at a width; then paragraphs
//! are put together again.

use std::borrow::Cow;
use std::collections::BTreeSet;

use q7x2_sdk::work::steps;

use super::decode::fold_space;
use super::raw::{Block, BlockKind};

/// Wider than any column that text is wrapped at by hand or by mail programs (72 to 100); lines
/// beyond are paragraphs.
const WIDEST_COLUMN: usize = 110;

/// One line, as its format gives it.
#[derive(Debug, Clone, Default)]
pub(super) struct Line<'text> {
    /// Its text, ends trimmed.
    pub text: Cow<'text, str>,
    /// The line of the file, from 1.
    pub number: usize,
    /// What the format says it is.
    pub kind: BlockKind,
}

/// Narrower than any column of running text.
const NARROWEST_COLUMN: usize = 20;

/// The blocks of a plain text whose first line is `first` in its file. `marks` stay where the text
/// must stay whole: those of list items and the lines drawn between parts.
pub(super) fn blocks(text: &str, first: usize, marks: Marks) -> Vec<Block> {
    let lines = text.split('\n').enumerate().map(|(at, text)| line(text, first + at, marks));
    let mut lines: Vec<Line<'_>> = lines.collect();
    if marks == Marks::Dropped {
        unnumber(&mut lines);
    }
    join(&lines)
}

fn line(text: &str, number: usize, marks: Marks) -> Line<'_> {
    let text = text.trim();
    let (kind, text) = match bare_item(text).filter(|_| marks == Marks::Dropped) {
        Some(item) => (BlockKind::Item, item),
        None if marks == Marks::Dropped && is_rule(text) => (BlockKind::Text, ""),
        None => (BlockKind::Text, text),
    };
    Line { text: Cow::Borrowed(text), number, kind }
}

/// Whether marks that are layout rather than text stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// They go.
    Dropped,
    /// They stay, where every character counts.
    Kept,
}

/// Puts lines together that are one paragraph; empty lines stand between paragraphs.
pub(super) fn join(lines: &[Line<'_>]) -> Vec<Block> {
    let wrapped = Wrapped::of(lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before = "";
    for line in lines {
        steps(1);
        match blocks.last_mut() {
            Some(block) if wrapped.joins(before, line) => {
                block.text.push(' ');
                block.text.push_str(&fold_space(&line.text));
            }
            _ if line.text.is_empty() => {}
            _ => blocks.push(Block {
                text: fold_space(&line.text),
                line: line.number,
                kind: line.kind,
            }),
        }
        before = if matches!(line.kind, BlockKind::Heading(_)) { "" } else { &line.text };
    }
    blocks
}

/// An item of a list without its mark.
pub(super) fn bare_item(line: &str) -> Option<&str> {
    let bullet =
        line.strip_prefix(['•', '●', '▪', '‣', '◦', '·', '■', '►', '➤', '✔', '✓', '*', '-']);
    let rest =
        bullet.filter(|rest| rest.starts_with([' ', '\u{a0}'])).or_else(|| lettered(line))?;
    let opens = |first: char| first.is_alphanumeric() || "\"“„«‘'".contains(first);
    Some(rest.trim_start()).filter(|rest| rest.starts_with(opens))
}

/// What follows the mark `a)` or `1)`, `(a)` or `(1)`. A stop behind a number is an ordinal's too
/// often: it is read where the numbers run on.
fn lettered(line: &str) -> Option<&str> {
    let open = line.strip_prefix('(').unwrap_or(line);
    let (mark, rest) = open.split_once(')')?;
    let digits = matches!(mark.len(), 1 | 2) && mark.bytes().all(|byte| byte.is_ascii_digit());
    let letter = mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_lowercase());
    ((digits || letter) && rest.starts_with(' ')).then_some(rest)
}

/// The number of an item `1. …`, and what follows.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = line.split_once(". ")?;
    let is_number =
        matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|_| is_number)?;
    Some((number, rest.trim_start())).filter(|(_, rest)| rest.starts_with(char::is_alphanumeric))
}

/// Takes the numbers off lines that count on from one to the next.
fn unnumber(lines: &mut [Line<'_>]) {
    let told: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.text.is_empty())
        .map(|(at, line)| (at, numbered(&line.text).map_or(0, |(number, _)| number)))
        .collect();
    let mut counted = BTreeSet::new();
    for pair in told.windows(2) {
        if let [(at, number), (next_at, next)] = *pair
            && number > 0
            && next == number + 1
        {
            counted.extend([at, next_at]);
        }
    }
    for at in counted {
        let Some(line) = lines.get_mut(at) else { continue };
        let bare = numbered(&line.text).map(|(_, rest)| rest.to_owned());
        if let Some(bare) = bare {
            line.text = Cow::Owned(bare);
            line.kind = BlockKind::Item;
        }
    }
}

/// A line of marks alone, drawn between parts of a text.
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 3 && line.chars().all(|character| "-–—_*=~•·. ".contains(character))
}

/// The column at which a text was wrapped, if it was.
struct Wrapped {
    width: Option<usize>,
}

impl Wrapped {
    /// A text is wrapped where no line is long, most line ends inside paragraphs come because the
    /// next word did not fit, and some paragraphs go on in lower case.
    fn of(lines: &[Line<'_>]) -> Self {
        let width = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
        if !(NARROWEST_COLUMN..=WIDEST_COLUMN).contains(&width) {
            return Self { width: None };
        }
        let (mut breaks, mut full, mut lower) = (0_usize, 0_usize, 0_usize);
        for pair in lines.windows(2) {
            if let [line, next] = pair
                && !line.text.is_empty()
                && !next.text.is_empty()
            {
                breaks += 1;
                full += usize::from(is_full(&line.text, &next.text, width));
                lower += usize::from(next.text.starts_with(char::is_lowercase));
            }
        }
        let is_wrapped = full * 2 > breaks && lower * 4 > breaks;
        Self { width: is_wrapped.then_some(width) }
    }

    fn joins(&self, line: &str, next: &Line<'_>) -> bool {
        if line.is_empty() || next.text.is_empty() || next.kind != BlockKind::Text {
            return false;
        }
        self.width.is_some_and(|width| is_full(line, &next.text, width))
            || goes_on(line, &next.text)
    }
}

fn is_full(line: &str, next: &str, width: usize) -> bool {
    steps(line.len());
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.chars().count() + 1 + word > width
}

/// A sentence that was broken: no mark at its end, and the next line goes on in lower case.
fn goes_on(line: &str, next: &str) -> bool {
    let open = line.ends_with(|last: char| last.is_alphanumeric() || last == ',');
    open && line.split_whitespace().nth(3).is_some() && next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str)]) {
        let found = blocks(text, 1, Marks::Dropped);
        let found: Vec<(usize, &str)> =
            found.iter().map(|block| (block.line, block.text.as_str())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check("A\n\n\nB  c\nD\n", &[(1, "A"), (4, "B c"), (5, "D")]);
        check("", &[]);
        check("\n \n", &[]);
        check("A\n---\n* * *\nB", &[(1, "A"), (4, "B")]);
        check(
            "a) One.\nb) Two.\n(1) Three.\na b) four",
            &[(1, "One."), (2, "Two."), (3, "Three."), (4, "a b) four")],
        );
        check(
            "1. One.\n\n2. Two.\n\n3. Liga war es.",
            &[(1, "One."), (3, "Two."), (5, "Liga war es.")],
        );
        check("1. FC won.\nIt was 5. in May.", &[(1, "1. FC won."), (2, "It was 5. in May.")]);
        check("• One.\n- two\n-5 degrees\n", &[(1, "One."), (2, "two"), (3, "-5 degrees")]);
    }

    #[test]
    fn wrapped_lines_become_paragraphs_again() {
        check(
            "Leaders met\n\nLeaders from many countries met in Paris\non Tuesday to talk about what should come\nafter the war.\n\nNo date was set.",
            &[
                (1, "Leaders met"),
                (
                    3,
                    "Leaders from many countries met in Paris on Tuesday to talk about what should come after the war.",
                ),
                (7, "No date was set."),
            ],
        );
    }

    #[test]
    fn a_broken_sentence_is_mended_a_cut_one_is_not() {
        check(
            "It was a very cold\nnight in the city.",
            &[(1, "It was a very cold night in the city.")],
        );
        check(
            "highlighting the whole urgency o\nThe gathering is the latest.",
            &[(1, "highlighting the whole urgency o"), (2, "The gathering is the latest.")],
        );
        check("apples\nbananas", &[(1, "apples"), (2, "bananas")]);
    }

    #[test]
    fn a_column_of_short_lines_is_no_wrapped_text() {
        check(
            "Ukraine Allies Meet\nDavid Okafor\nParis Talks Begin\nThe End",
            &[
                (1, "Ukraine Allies Meet"),
                (2, "David Okafor"),
                (3, "Paris Talks Begin"),
                (4, "The End"),
            ],
        );
    }

    proptest::proptest! {
        #[test]
        fn no_character_is_lost_where_marks_stay(text in "[-*•a-zA-Z ,.\n]{0,300}") {
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            let joined: Vec<String> = blocks(&text, 1, Marks::Kept).into_iter().map(|block| block.text).collect();
            proptest::prop_assert_eq!(squeeze(&joined.join(" ")), squeeze(&text));
        }
    }
}
