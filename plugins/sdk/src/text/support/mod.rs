//! Support: whether sentences carry a statement. The gate's own tests, for plugins to foresee it.
//!
//! Two ways to pass: a statement is its anchor's own words in order ([`extracted`]), or every claim in it stands in the
//! cited sentences ([`generated`]). Published ceilings for such checks (`SummaC`: n-gram overlap 78, entailment models 79
//! to 89) say what this is not: a proof.

pub mod citation;
mod clause;
pub mod extracted;
pub mod generated;
pub mod phrase;

use std::fmt;

use crate::{Event, Spot};
use citation::Claim;

/// Why something did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

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
    use crate::{Article, Event, Published, Sentence};

    /// An event of Tuesday, 6 January 2026: an article a slice, each of an outlet of its own.
    pub(super) fn event(language: &str, articles: &[&[&str]]) -> Event {
        let sentence = |text: &&str| Sentence { text: (*text).to_owned(), ..Sentence::default() };
        let article = |(at, sentences): (usize, &&[&str])| Article {
            id: format!("a{at}"),
            publisher: Some(format!("Outlet {at}")),
            language: Some(language.to_owned()),
            published: Published::parse("2026-01-06"),
            sentences: sentences.iter().map(sentence).collect(),
            ..Article::default()
        };
        let articles = articles.iter().enumerate().map(article).collect();
        Event::new("e".to_owned(), String::new(), articles)
    }
}
