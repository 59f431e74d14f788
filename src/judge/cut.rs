//! Cut: a sentence as a terminal shows it, clean and not too long, with the bytes that are marked.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind};

use crate::terminal::shown;

/// Characters of a sentence that are shown, and how many of them before what is meant: three lines
/// of a terminal, of which the library shows the one around the marks.
const LONGEST: usize = 400;
const BEFORE: usize = 120;

/// A text cut around the bytes that are meant.
pub(super) struct Cut {
    pub(super) text: String,
    /// By character that is shown, its byte in the whole text and in this one.
    places: Vec<(usize, usize)>,
    /// Where both end.
    end: (usize, usize),
}

impl Cut {
    pub(super) fn of(text: &str, around: &Range<usize>) -> Self {
        let before = text.get(..around.start).map_or(0, |text| text.chars().count());
        let from =
            if text.chars().nth(LONGEST).is_none() { 0 } else { before.saturating_sub(BEFORE) };
        let mut cut = Self { text: String::new(), places: Vec::new(), end: (text.len(), 0) };
        if from > 0 {
            cut.text.push('…');
        }
        for (taken, (at, letter)) in text.char_indices().skip(from).enumerate() {
            if taken == LONGEST {
                cut.end = (at, cut.text.len());
                cut.text.push('…');
                return cut;
            }
            cut.places.push((at, cut.text.len()));
            cut.text.push(shown(letter));
        }
        cut.end.1 = cut.text.len();
        cut
    }

    /// A mark on bytes of the whole text, as far as they are shown.
    pub(super) fn mark(
        &self,
        range: &Range<usize>,
        kind: AnnotationKind,
        label: String,
    ) -> Option<Annotation<'static>> {
        let (start, end) = (self.place(range.start), self.place(range.end));
        let mark = kind.span(start..end);
        (start < end).then(|| if label.is_empty() { mark } else { mark.label(label) })
    }

    fn place(&self, byte: usize) -> usize {
        let at = self.places.partition_point(|(start, _)| *start < byte);
        self.places.get(at).map_or(self.end.1, |(_, shown)| *shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_shown_however_long_the_text() {
        let text = format!("{}MEANT\u{1b}{}", "é".repeat(1000), "ß".repeat(1000));
        let cut = Cut::of(&text, &(2000..2005));
        assert_eq!(cut.text.chars().count(), LONGEST + 2);
        assert_eq!(cut.text.get(cut.place(2000)..cut.place(2005)), Some("MEANT"));
        assert!(cut.text.contains("MEANT�ß"));
        let short = Cut::of("It rained.", &(3..9));
        assert_eq!((short.text.as_str(), short.place(3)..short.place(9)), ("It rained.", 3..9));
    }
}
