//! Support: whether sentences carry a statement. The gate's own tests, for plugins to foresee it.
//!
//! Two ways to pass: a statement is its anchor's own words in order ([`extracted`]), or every claim
//! in it stands in the cited sentences ([`generated`]). Published ceilings for such checks
//! (`SummaC`: n-gram overlap 78, entailment models 79 to 89) say what this is not: a proof.

mod attributed;
pub mod citation;
mod clause;
pub mod extract;
pub mod extracted;
pub mod generated;
mod quoted;
pub mod refusal;
pub(crate) mod together;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Event, Spot};
pub use citation::Bearing;
use citation::Claim;
pub use refusal::{Limit, Part, Refusal};

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
    /// Of each, the words of the statement that it bears out; none where it bears out all, by itself
    /// or together with those of its article that have none either.
    pub parts: Vec<Option<String>>,
    /// Whether no sentence of another origin comes near the statement.
    pub sole: bool,
    /// Those that go, and why.
    pub removed: Vec<(Spot, Refusal)>,
    /// How the statement passes, or why it does not.
    pub verdict: Result<Way, Refusal>,
}

impl Judgement {
    fn of(verdict: Result<Way, Refusal>) -> Self {
        Self { kept: Vec::new(), parts: Vec::new(), sole: false, removed: Vec::new(), verdict }
    }

    /// The citations that stay and bear out all of the statement, each by itself.
    fn whole(&self) -> Vec<Spot> {
        let borne = self.kept.iter().zip(&self.parts);
        borne.filter(|(_, part)| part.is_none()).map(|(spot, _)| *spot).collect()
    }
}

/// Judges a statement as the gate does: each citation by itself, then the statement on what is
/// left. The first citation is its anchor, unless `anchored` says that the one its author put first
/// does not exist.
#[must_use]
pub fn judge(text: &str, cited: &[Spot], anchored: bool, event: &Event) -> Judgement {
    let Some(&anchor) = cited.first() else {
        let verdict = Err(Refusal::CitesNothing);
        return Judgement::of(verdict);
    };
    let mut claim = Claim::new(text, anchor, event);
    let extract = if anchored {
        extracted::check(text, anchor, cited, cited, event)
            .and_then(|extract| claim.keeps_deeds(anchor).map(|()| extract))
    } else {
        Err(Refusal::NoAnchor)
    };
    let mut judgement = Judgement::of(Ok(Way::Generated));
    judgement.sole = claim.is_sole();
    let mut results = vec![Ok(Bearing::Whole); cited.len()];
    for at in in_turn(cited) {
        let spot = cited[at];
        if spot == anchor && extract.is_ok() {
            claim.anchor(spot);
        } else {
            results[at] = claim.admit(spot);
        }
    }
    for (&spot, result) in cited.iter().zip(results) {
        match result {
            Ok(bearing) => {
                judgement.kept.push(spot);
                judgement.parts.push(match bearing {
                    Bearing::Whole => None,
                    Bearing::Part(words) => Some(words),
                });
            }
            Err(refusal) => judgement.removed.push((spot, refusal)),
        }
    }
    let kept = &judgement.kept;
    let whole = judgement.whole();
    let is_verbatim = || anchored && extracted::is_verbatim(text, anchor, event);
    judgement.verdict = match extract {
        _ if kept.is_empty() => Err(Refusal::Unsupported),
        // What was left out may have leaned on a citation that is gone now.
        Ok(_) => extracted::check(text, anchor, kept, &whole, event).map(|_| Way::Extracted),
        // Its anchor's own words do not become another wording because something may not be left
        // out of them.
        Err(reason) if is_verbatim() => Err(reason),
        Err(_) => stands_reworded(text, kept, &whole, event)
            .and_then(|()| claim.agrees_with(anchor))
            .and_then(|()| generated::check(text, kept, event))
            .map(|()| Way::Generated),
    };
    join(&mut judgement, &claim);
    judgement
}

/// Takes those citations of one article as whole that bear out the statement together.
fn join(judgement: &mut Judgement, claim: &Claim<'_>) {
    let mut parts: BTreeMap<usize, Vec<Spot>> = BTreeMap::new();
    let whole: BTreeSet<usize> = judgement.whole().iter().map(|spot| spot.article).collect();
    for &spot in judgement.kept.iter().filter(|spot| !whole.contains(&spot.article)) {
        parts.entry(spot.article).or_default().push(spot);
    }
    let joined: BTreeSet<Spot> =
        parts.into_values().flat_map(|spots| claim.together(&spots)).collect();
    for (spot, part) in judgement.kept.iter().zip(&mut judgement.parts) {
        if joined.contains(spot) {
            *part = None;
        }
    }
}

/// Places of citations in the order in which they are looked at: the anchor, then article by
/// article. What a citation adds depends on those before it, and must not depend on the order that
/// a plugin wrote them in.
fn in_turn(cited: &[Spot]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..cited.len()).collect();
    if let Some((_, others)) = places.split_first_mut() {
        others.sort_by_key(|&at| cited[at]);
    }
    places
}

/// Whether a statement whose author's first citation fell, and whose words stand in the next one,
/// leaves out of these what an extract may not leave out.
fn stands_reworded(
    text: &str,
    kept: &[Spot],
    whole: &[Spot],
    event: &Event,
) -> Result<(), Refusal> {
    match kept.first() {
        Some(&anchor) if extracted::is_verbatim(text, anchor, event) => {
            extracted::check(text, anchor, kept, whole, event).map(drop)
        }
        _ => Ok(()),
    }
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
mod edges;

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::claim::DifferenceKind;

    fn spots(count: usize) -> Vec<Spot> {
        (0..count).map(|article| Spot { article, sentence: 0 }).collect()
    }

    #[test]
    fn an_anchor_that_says_otherwise_fells_the_statement() {
        let (late, not_late) = (
            "The ferries to Lissay were late on Monday.",
            "The ferries to Lissay were not late on Monday.",
        );
        let event = example::event("en", &[&[late], &[not_late]]);
        let judgement =
            judge("On Monday the ferries to Lissay were not late.", &spots(2), true, &event);
        assert_eq!(judgement.verdict, Err(Refusal::Otherwise(DifferenceKind::Polarity)));
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
        let verdict = |anchored| {
            judge("The ferries to Lissay were late.", &spots(1), anchored, &event).verdict
        };
        assert_eq!((verdict(true), verdict(false)), (Ok(Way::Extracted), Ok(Way::Generated)));
        assert!(judge("The ferries to Lissay were late.", &[], true, &event).verdict.is_err());
    }

    #[test]
    fn an_extract_is_judged_again_on_the_citations_that_stay() {
        let said = "Four cars fell into the harbour on Monday, according to police.";
        let plain = "On Monday four cars fell into the harbour.";
        let bare = "Four cars fell into the harbour on Monday.";
        let leaves_out = Err(Refusal::LeavesOutAttribution("according to police".to_owned()));
        let verdict = |cited: [&str; 3]| {
            let event = example::event("en", &cited.each_ref().map(std::slice::from_ref));
            judge(bare, &spots(3), true, &event).verdict
        };
        assert_eq!(verdict([said, plain, plain]), Ok(Way::Extracted));
        // What goes for another reason vouches for nothing: it is one origin less that says so of
        // its own.
        assert_eq!(verdict([said, plain, "The bridge opened in 1974."]), leaves_out);
        assert_eq!(verdict([said, plain, "Six cars fell into the harbour on Monday."]), leaves_out);
    }

    #[test]
    fn a_citation_says_which_part_it_bears_out() {
        let said = "Rescuers counted 14 people on the pier of Tarn at noon, and the mayor of Tarn closed the harbour.";
        let event = example::event(
            "en",
            &[
                &[said],
                &["The mayor of Tarn closed the harbour."],
                &["14 people slept."],
                &["Rescuers counted 17 people on the pier of Tarn at noon."],
            ],
        );
        let parts = |order: [usize; 4]| {
            let cited = order.map(|article| Spot { article, sentence: 0 });
            let judgement = judge(said, &cited, true, &event);
            judgement
                .kept
                .into_iter()
                .map(|spot| spot.article)
                .zip(judgement.parts)
                .collect::<Vec<_>>()
        };
        let mayor = Some("the mayor of Tarn closed the harbour".to_owned());
        assert_eq!(parts([0, 1, 2, 3]), [(0, None), (1, mayor.clone())]);
        assert_eq!(parts([0, 3, 2, 1]), [(0, None), (1, mayor)]);
    }

    #[test]
    fn a_bracket_keeps_the_sentence_it_comes_from() {
        let event = example::event("en", &[&["Donald Tusk came.", "He warned against it."]]);
        let cited = [1, 0].map(|sentence| Spot { article: 0, sentence });
        let judgement = judge("[Donald Tusk] warned against it.", &cited, true, &event);
        assert_eq!((judgement.verdict, judgement.kept), (Ok(Way::Extracted), cited.to_vec()));
    }

    #[test]
    fn who_says_it_is_found_and_no_heading() {
        let said = "The ferries to Lissay were late on Monday.";
        let heading = format!("# {said}");
        let event = example::event("en", &[&[said], &[&heading, said]]);
        let claim = Claim::new(said, spots(1)[0], &event);
        assert_eq!(claim.sayers(), [Spot { article: 1, sentence: 1 }]);
    }

    #[test]
    fn a_foreign_anchor_makes_no_other_wording_of_an_extract() {
        let foreign = "The bridge of Tarn opened in 1974.";
        let whole =
            "The road to the harbour of Lissay is, for about 20 days, closed to lorries and buses.";
        let bare = "The road to the harbour of Lissay is closed to lorries and buses.";
        let event = example::event("en", &[&[foreign], &[whole]]);
        let leaves_out = Err(Refusal::LeavesOut("about".to_owned()));
        let own = [Spot { article: 1, sentence: 0 }];
        assert_eq!(judge(bare, &own, true, &event).verdict, leaves_out);
        // Nor where that anchor does not exist at all.
        assert_eq!(judge(bare, &own, false, &event).verdict, leaves_out);
        assert_eq!(judge(bare, &spots(2), true, &event).verdict, leaves_out);
        assert_eq!(judge(whole, &spots(2), true, &event).verdict, Ok(Way::Generated));
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
