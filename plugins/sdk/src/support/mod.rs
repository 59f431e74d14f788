//! Support: whether sentences carry a statement. The gate's own tests, for plugins to foresee it.
//!
//! Two ways to pass: a statement is its anchor's own words in order ([`extracted`]), or every claim in it stands in the
//! cited sentences ([`generated`]). Published ceilings for such checks (`SummaC`: n-gram overlap 78, entailment models 79
//! to 89) say what this is not: a proof.

mod attributed;
pub mod citation;
mod clause;
pub mod extract;
pub mod extracted;
pub mod generated;
pub mod refusal;

use crate::{Event, Spot};
use citation::Claim;
pub use citation::LONGEST_SENTENCE;
pub use refusal::Refusal;

/// By which of the two ways a statement passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Its anchor's own words, in order.
    Extracted,
    /// Other words, all of whose claims stand in the cited sentences.
    Generated,
}

/// What the gate says of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The citations that stay, in order.
    pub kept: Vec<Spot>,
    /// Those that go, and why.
    pub removed: Vec<(Spot, Refusal)>,
    /// How the statement passes, or why it does not.
    pub verdict: Result<Way, Refusal>,
}

/// Judges a statement as the gate does: each citation by itself, then the statement on what is left. The first citation is
/// its anchor, unless `anchored` says that the one its author put first does not exist.
#[must_use]
pub fn judge(text: &str, cited: &[Spot], anchored: bool, event: &Event) -> Judgement {
    let Some(&anchor) = cited.first() else {
        let verdict = Err(Refusal::new("cites no sentence that exists"));
        return Judgement { kept: Vec::new(), removed: Vec::new(), verdict };
    };
    let extract = if anchored { extracted::check(text, anchor, cited, event) } else { Err(Refusal::new("no anchor")) };
    let mut claim = Claim::new(text, anchor, event);
    let mut judgement = Judgement { kept: Vec::new(), removed: Vec::new(), verdict: Ok(Way::Generated) };
    for &spot in cited {
        let result = if spot == anchor && extract.is_ok() {
            claim.anchor(spot);
            Ok(())
        } else {
            claim.admit(spot)
        };
        match result {
            Ok(()) => judgement.kept.push(spot),
            Err(refusal) => judgement.removed.push((spot, refusal)),
        }
    }
    let kept = &judgement.kept;
    let is_verbatim = || anchored && extracted::is_verbatim(text, anchor, event);
    judgement.verdict = match extract {
        _ if kept.is_empty() => Err(Refusal::new("no citation supports it")),
        // What was left out may have leaned on a citation that is gone now.
        Ok(_) => extracted::check(text, anchor, kept, event).map(|_| Way::Extracted),
        // Its anchor's own words do not become another wording because something may not be left out of them.
        Err(reason) if is_verbatim() => Err(reason),
        Err(_) => claim.contradicts(anchor).and_then(|()| generated::check(text, kept, event)).map(|()| Way::Generated),
    };
    judgement
}

#[cfg(test)]
mod example {
    use crate::{Article, Event, Published};

    /// An event of Tuesday, 6 January 2026: an article a slice, each of an outlet of its own.
    pub(super) fn event(language: &str, articles: &[&[&str]]) -> Event {
        let article = |(at, sentences): (usize, &&[&str])| Article {
            language: Some(language.to_owned()),
            published: Published::parse("2026-01-06"),
            ..crate::example::article(&format!("a{at}"), sentences)
        };
        let articles = articles.iter().enumerate().map(article).collect();
        Event::new("e".to_owned(), String::new(), articles)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spots(count: usize) -> Vec<Spot> {
        (0..count).map(|article| Spot { article, sentence: 0 }).collect()
    }

    #[test]
    fn an_anchor_that_says_otherwise_fells_the_statement() {
        let (late, not_late) =
            ("The ferries to Lissay were late on Monday.", "The ferries to Lissay were not late on Monday.");
        let event = example::event("en", &[&[late], &[not_late]]);
        let judgement = judge("On Monday the ferries to Lissay were not late.", &spots(2), true, &event);
        assert_eq!(judgement.verdict, Err(Refusal::new("says otherwise (polarity)")));
        assert_eq!(judgement.kept, [Spot { article: 1, sentence: 0 }]);
        let turned: Vec<Spot> = spots(2).into_iter().rev().collect();
        assert_eq!(
            judge("On Monday the ferries to Lissay were not late.", &turned, true, &event).verdict,
            Ok(Way::Generated)
        );
    }

    #[test]
    fn without_its_anchor_nothing_is_an_extract() {
        let event = example::event("en", &[&["The ferries to Lissay were late."]]);
        let verdict = |anchored| judge("The ferries to Lissay were late.", &spots(1), anchored, &event).verdict;
        assert_eq!((verdict(true), verdict(false)), (Ok(Way::Extracted), Ok(Way::Generated)));
        assert!(judge("The ferries to Lissay were late.", &[], true, &event).verdict.is_err());
    }

    const PIECES: [&str; 24] = [
        "Ann Lee",
        "said",
        "not",
        "14",
        "cars",
        ",",
        "“",
        "”",
        "\"",
        "[",
        "]",
        "on Monday",
        "at 6 am",
        "if",
        "—",
        "‘",
        "’",
        "according to",
        "reportedly",
        "é",
        "中文",
        "…",
        "the bridge",
        ".",
    ];

    proptest! {
        #[test]
        fn nothing_panics_and_every_citation_is_accounted_for(
            said in prop::collection::vec(0..PIECES.len(), 0..14),
            cited in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 0..14), 1..4),
            language in "en|de|fr|es|xx",
        ) {
            let text = |picks: &[usize]| picks.iter().map(|pick| PIECES[*pick]).collect::<Vec<_>>().join(" ");
            let sentences: Vec<String> = cited.iter().map(|picks| text(picks)).collect();
            let articles: Vec<Vec<&str>> = sentences.iter().map(|sentence| vec![sentence.as_str()]).collect();
            let event = example::event(&language, &articles.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let spots = spots(sentences.len());
            for text in [&text(&said), &sentences[0]] {
                let judgement = judge(text, &spots, true, &event);
                prop_assert_eq!(judgement.kept.len() + judgement.removed.len(), spots.len());
                prop_assert!(judgement.verdict.is_err() || !judgement.kept.is_empty());
                prop_assert_eq!(&judge(text, &spots, true, &event), &judgement);
            }
        }
    }
}
