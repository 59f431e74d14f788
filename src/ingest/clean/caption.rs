//! Captions: what is written below pictures; and the agency's name that ends a text.

use super::evidence::Evidence;
use super::line::ends_sentence;
use super::sheet::Page;
use super::surroundings;

/// Takes captions, and the agency's name from the end of paragraphs.
pub(super) fn take(page: &mut Page<'_>) {
    let lede = surroundings::lede(page);
    for at in 0..page.lines.len() {
        let Some(line) = page.lines.get(at).filter(|line| !line.gone && may_be(&line.text)) else {
            continue;
        };
        let evidence = Evidence::of(line);
        let above = lede.is_some_and(|lede| at < lede);
        if evidence.in_text(line) || above && evidence.above_text(line) {
            page.take(at, "caption");
        } else if let Some(start) = evidence.before {
            page.cut(at, start..line.text.len(), "credit");
        } else if let Some(credit) = evidence.credit.filter(|credit| !credit.picture)
            && line
                .text
                .get(..credit.start)
                .is_some_and(|text| text.trim().is_empty() || ends_sentence(text.trim()))
        {
            page.cut(at, 0..credit.start, "credit");
        }
    }
}

/// Whether a line may be a caption or have a credit, told at a glance.
fn may_be(text: &str) -> bool {
    text.contains(['(', '[', ':', 'C', '/']) || text.starts_with(|mark: char| mark.is_ascii_digit())
}
