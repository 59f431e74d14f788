//! Stories: which sentences of an article tell of another thing that happened than its event.
//!
//! An article that tells of two things says where it turns: "Separately, two guards were killed".
//! The part whose opening words other outlets have too is the event's.

use std::collections::BTreeSet;

use q7x2_text::chunk::opens_with;
use q7x2_text::cut::Stem;
use q7x2_text::language::Language;
use q7x2_text::word::spelt;

use crate::{Article, Event, Spot};

/// The sentences of an event that tell another story.
#[derive(Debug, Default)]
pub struct OtherStories {
    told: BTreeSet<Spot>,
}

/// What is another story shares less than so much, of what the part shares that shares most.
const LESS: f64 = 0.5;

impl OtherStories {
    /// Reads an event's articles. An article without a turn tells one story.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        let mut told = BTreeSet::new();
        for (at, article) in event.articles().iter().enumerate() {
            let parts = parts(at, article);
            if parts.len() < 2 {
                continue;
            }
            let shares: Vec<f64> = parts.iter().map(|part| shared(part, event)).collect();
            let most = shares.iter().copied().fold(0.0, f64::max);
            let others = parts.iter().zip(&shares).filter(|(_, share)| **share < LESS * most);
            told.extend(others.flat_map(|(part, _)| part));
        }
        Self { told }
    }

    /// Whether a sentence is one of them.
    #[must_use]
    pub fn hold(&self, spot: Spot) -> bool {
        self.told.contains(&spot)
    }
}

/// Sentences that open a part: it says first what it is about.
const OPENING: usize = 2;

/// The share of the content words of a part's opening that another origin has too.
#[expect(clippy::cast_precision_loss, reason = "words of an article")]
fn shared(part: &[Spot], event: &Event) -> f64 {
    let stems = part.iter().take(OPENING).flat_map(|spot| &event.text().at(*spot).stems);
    let stems: BTreeSet<Stem> = stems.map(|(stem, _)| *stem).collect();
    let held = stems.iter().filter(|stem| event.origins_holding(**stem) > 1).count();
    held as f64 / stems.len().max(1) as f64
}

/// An article's sentences, cut where it turns to another thing.
fn parts(at: usize, article: &Article) -> Vec<Vec<Spot>> {
    let language = Language::of(article.language.as_deref());
    let mut parts = vec![Vec::new()];
    for (sentence, read) in article.body() {
        if turns(&read.text, language) {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(Spot { article: at, sentence });
        }
    }
    parts
}

/// Whether a sentence opens with a phrase that sets it apart, and a comma: "Elsewhere, a tram".
fn turns(text: &str, language: &Language) -> bool {
    let Some((opening, _)) = text.split_once(',') else { return false };
    let folded = spelt(opening, language);
    language.voice.story_openers.opening(&folded).any(|entry| opens_with(&folded, entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    #[test]
    fn the_part_that_others_tell_is_the_event() {
        let hit = "A barge struck the bridge of Dunmore on Monday.";
        let fire = "A warehouse in Skerry burnt down the same night.";
        let turned = "Separately, a barge struck the bridge of Dunmore on Monday.";
        let check = |articles: &[&[&str]], expected: &[(usize, usize)]| {
            let article = |(at, said): (usize, &&[&str])| example::article(&format!("a{at}"), said);
            let articles = articles.iter().enumerate().map(article).collect();
            let stories = OtherStories::of(&Event::new("e".to_owned(), String::new(), articles));
            let found: Vec<(usize, usize)> =
                stories.told.iter().map(|spot| (spot.article, spot.sentence)).collect();
            assert_eq!(found, expected);
        };
        check(&[&[fire, "Nobody was hurt.", turned], &[hit]], &[(0, 0), (0, 1)]);
        check(&[&[hit, "Elsewhere, a fire broke out."], &[hit]], &[(0, 1)]);
        check(&[&[hit, "Elsewhere in Dunmore a fire broke out."], &[hit]], &[]);
        check(&[&[hit, "Elsewhere, the bridge of Dunmore was struck on Monday."], &[hit]], &[]);
        check(&[&[fire, turned]], &[]);
    }
}
