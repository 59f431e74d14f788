//! Same: whether two sentences of one event say the same thing.

use q7x2_text::annotation::Annotation;
use q7x2_text::{likeness, number};

use crate::event::when;
use crate::{Event, Spot};

/// Whether two sentences of an event say the same thing. Of reports some days apart ("agreed to a
/// truce of 12 hours", "agreed to a truce of 72 hours") that takes the same words, or a day that
/// both name; where both count, one number is the same.
#[must_use]
pub fn aligned_in(event: &Event, x: Spot, y: Spot) -> bool {
    aligned_at(event.text().at(x), event.text().at(y), || when::may_be_one_time(event, x, y))
}

/// The same of a text that is no sentence of the event.
pub(crate) fn aligned_at(a: &Annotation, b: &Annotation, one_time: impl FnOnce() -> bool) -> bool {
    likeness::aligned(a, b)
        && (one_time() || likeness::in_same_words(a, b))
        && !number::share_no_number(&a.numbers, &b.numbers)
}

#[cfg(test)]
mod tests {
    use q7x2_text::annotation::Annotation;
    use q7x2_text::likeness::{Similarity, aligned, coverage, near, similarity};

    use crate::{Article, Event, Sentence, Spot};

    /// Whether two sentences say the same, and whether they are near.
    fn check(a: &str, b: &str, says_the_same: bool, is_near: bool) {
        let article = |(at, text): (usize, &str)| Article {
            id: format!("a{at}"),
            language: Some("en".to_owned()),
            sentences: vec![Sentence { text: text.to_owned(), ..Sentence::default() }],
            ..Article::default()
        };
        let event = Event::new(
            "e".to_owned(),
            String::new(),
            [a, b].into_iter().enumerate().map(article).collect(),
        );
        let at = |article| event.text().at(Spot { article, sentence: 0 });
        assert_eq!(
            (aligned(at(0), at(1)), near(at(0), at(1))),
            (says_the_same, is_near),
            "{a} | {b}"
        );
        assert_eq!(
            (aligned(at(1), at(0)), near(at(1), at(0))),
            (says_the_same, is_near),
            "{b} | {a}"
        );
    }

    const BARGE: &str =
        "A barge struck the harbour bridge at Dunmore on Monday, injuring 14 people.";

    #[test]
    fn what_is_told_counts_and_not_only_of_whom() {
        check(
            BARGE,
            "On Monday a barge hit the harbour bridge in Dunmore and 14 people were injured.",
            true,
            true,
        );
        check(BARGE, BARGE, true, true);
        check(
            "Mayor Ailsa Corrigan of Dunmore said the ferries would be free.",
            "Mayor Ailsa Corrigan of Dunmore was elected in 2021.",
            false,
            true,
        );
        check(BARGE, "The harbour police of Dunmore asked for witnesses.", false, false);
        check("", BARGE, false, false);
    }

    #[test]
    fn who_says_so_does_not_count_for_being_near() {
        check(
            "Fuel has not leaked from the ferry, the coastguard said.",
            "Fuel has leaked from the ferry, according to the fishermen's union.",
            false,
            true,
        );
    }

    #[test]
    fn measures_are_shares() {
        let event = Event::new(
            "e".to_owned(),
            String::new(),
            vec![Article {
                language: Some("en".to_owned()),
                sentences: vec![Sentence { text: BARGE.to_owned(), ..Sentence::default() }],
                ..Article::default()
            }],
        );
        let barge = event.text().at(Spot { article: 0, sentence: 0 });
        let own = similarity(barge, barge);
        assert!((own.cosine - 1.0).abs() < 1e-9 && (own.containment - 1.0).abs() < 1e-9);
        assert!((coverage(barge, barge) - 1.0).abs() < 1e-9);
        assert_eq!(similarity(barge, &Annotation::default()), Similarity::default());
    }
}
