//! Captions: what is written below pictures; and the agency's name that ends a text.

use super::agency::{self, Credit};
use super::line::{Line, ends_sentence};
use super::page::Page;
use super::surroundings;

/// Words up to which a line with a credit can be a caption.
const LONGEST: usize = 60;

/// Who stands where in a picture. "(R)" alone may be a party.
const SIDES: [&str; 12] = [
    "(L)",
    "(C)",
    "(left)",
    "(right)",
    "(center)",
    "(centre)",
    "(L-R)",
    "(from left)",
    "(2nd L)",
    "(2nd R)",
    "(l)",
    "(r)",
];

/// What in a line speaks for a caption.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    credit: Option<Credit>,
    sides: bool,
    dated: bool,
}

impl Evidence {
    /// Looks at a line.
    pub(super) fn of(line: &Line) -> Self {
        if line.words > LONGEST {
            let credit = agency::trailing_credit(&line.text);
            return Self { credit, ..Self::default() };
        }
        let credit = agency::trailing_credit(&line.text);
        let text = credit.map_or(line.text.as_str(), |credit| line.text.get(..credit.start).unwrap_or_default());
        let sides = text.contains('(') && SIDES.iter().any(|side| text.contains(side));
        let year = text.trim_end_matches(['.', ' ']).rsplit([' ', ',']).next().unwrap_or_default();
        let dated = year.len() == 4
            && (year.starts_with("20") || year.starts_with("19"))
            && year.bytes().all(|byte| byte.is_ascii_digit());
        Self { credit, sides, dated }
    }

    /// Whether a line before the text is a caption.
    pub(super) fn above_text(self, line: &Line) -> bool {
        line.words <= LONGEST && (self.credit.is_some() || self.sides || self.dated && line.text.contains("(R)"))
    }

    /// Whether a line between paragraphs is one.
    fn in_text(self, line: &Line) -> bool {
        let pictured = self.credit.is_some_and(|credit| credit.picture);
        line.words <= LONGEST && (pictured || self.dated && (self.credit.is_some() || self.sides))
    }
}

/// Takes captions, and the agency's name from the end of paragraphs.
pub(super) fn take(page: &mut Page<'_>) {
    let lede = surroundings::lede(page);
    for at in 0..page.lines.len() {
        let Some(line) = page.lines.get(at).filter(|line| !line.gone && line.text.contains(['(', '['])) else {
            continue;
        };
        let evidence = Evidence::of(line);
        let above = lede.is_some_and(|lede| at < lede);
        if evidence.in_text(line) || above && evidence.above_text(line) {
            page.take(at, "caption");
        } else if let Some(credit) = evidence.credit.filter(|credit| !credit.picture)
            && line.text.get(..credit.start).is_some_and(|text| text.trim().is_empty() || ends_sentence(text.trim()))
        {
            page.cut(at, 0..credit.start, "credit");
        }
    }
}
