//! Cleaning: what of an article's blocks is text, and what the rest says about the article.

mod agencies;
mod agency;
mod aside;
mod biography;
mod byline;
mod caption;
mod dateline;
mod duplicate;
mod evidence;
mod found;
mod header;
mod heading;
mod line;
mod listed_line;
mod live;
mod page;
mod scrap;
mod sheet;
mod surroundings;
mod transcript;

use q7x2_sdk::Removed;
use q7x2_sdk::text::language::Language;

use super::pattern::Patterns;
use super::raw::{Block, BlockKind};
use super::settings::CleanSettings;
pub(super) use found::{Found, Known};
use line::Line;
use sheet::Page;

/// A text, and what was found around it.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    /// What the text and its surroundings say about the article.
    pub found: Found,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
    /// What was taken out.
    pub removed: Vec<Removed>,
}

/// One paragraph of a cleaned text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text.
    pub text: String,
    /// The line of the file it stood in.
    pub line: usize,
    /// Which of the article's blocks it is. What was taken out before it counts, so that nobody takes
    /// its neighbours for one another's.
    pub place: usize,
    /// Structure, not text.
    pub heading: bool,
}

impl From<Block> for Paragraph {
    fn from(block: Block) -> Self {
        let heading = matches!(block.kind, BlockKind::Heading(_));
        Self { text: block.text, line: block.line, place: 0, heading }
    }
}

/// Bytes at the start of a text that are surely a dateline, in a language of a code; 0 for none.
pub(super) fn dateline_length(text: &str, language: Option<&str>) -> usize {
    dateline::sure_length(text, Language::of(language))
}

/// The blocks as paragraphs, untouched; headings only where the format marks them.
pub(super) fn as_it_came(blocks: Vec<Block>, known: Known) -> Cleaned {
    let found = Found {
        title: known.title,
        subtitle: known.subtitle,
        authors: known.authors,
        ..Found::default()
    };
    Cleaned {
        found,
        paragraphs: blocks
            .into_iter()
            .enumerate()
            .map(|(place, block)| Paragraph { place, ..Paragraph::from(block) })
            .collect(),
        removed: Vec::new(),
    }
}

/// The editor's own lines that are no text, as [`clean`] compares them.
pub(super) fn taken_lines(settings: &CleanSettings) -> Patterns {
    Patterns::new(settings.lines.iter().map(|line| scrap::folded(line)))
}

/// Takes noise out and reads what it says, until nothing more goes: what one rule takes may lay
/// bare what another knows.
pub(super) fn clean(
    blocks: Vec<Block>,
    known: Known,
    language: &Language,
    patterns: &Patterns,
) -> Cleaned {
    let mut page = Page::new(blocks, known, language, patterns);
    for _ in 0..ROUNDS {
        let before = page.removed.len();
        page::round(&mut page);
        if page.removed.len() == before {
            break;
        }
    }
    let paragraphs = paragraphs(&page.lines);
    Cleaned { found: page.found, paragraphs, removed: page.removed }
}

/// Real articles need two rounds, noisy pages three; a text made to need more is left as it then
/// is.
const ROUNDS: usize = 8;

/// Tells headings from text. Where there would be headings only, they are the text.
fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let followed = |at: usize| lines.get(at + 1).is_some_and(Line::is_text);
    let headings: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| heading::is_heading(line, followed(at)))
        .collect();
    let only_headings = headings.iter().all(|is_heading| *is_heading);
    let marked = |line: &Line| !only_headings || matches!(line.kind, BlockKind::Heading(_));
    let lines = lines.iter().zip(headings);
    lines.map(|(line, heading)| paragraph(line, heading && marked(line))).collect()
}

fn paragraph(line: &Line, heading: bool) -> Paragraph {
    Paragraph { text: line.text.clone(), line: line.number, place: line.place, heading }
}
