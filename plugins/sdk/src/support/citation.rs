//! Citations: what of a statement one cited sentence, by itself, bears out.

use std::ops::Range;

use q7x2_text::annotation::{Annotation, LONGEST_SENTENCE};
use q7x2_text::chunk::holds_run;
use q7x2_text::language::Language;

use super::extract::without_brackets;
use super::quoted::quoted_run;
use super::refusal::Refusal;
use super::together::{self, Borne};
use crate::claim::score::{Found, Scores, Sought};
use crate::claim::{Difference, Read, Relation, held_run, relation, tells_deeds};
use crate::event::side::Side;
use crate::event::when;
use crate::{Event, Published, SentenceKind, Spot};

/// From this score on a sentence says some of a statement, though no whole claim of it can be
/// proved: of such pairs of the labelled events 95 in a hundred do.
const SAYS_SOME: f64 = 0.9;
/// The same where whole claims of it are borne out.
const SAYS_A_CLAIM: f64 = 0.5;
/// Below this score of every sentence of other origins, nobody else comes near a statement.
const NEAR: f64 = 0.3;
/// Sentences that are looked at before it is said that nobody else has a statement.
const NEAREST: usize = 20;
/// Content stems from which on a statement is like no other by chance.
const TELLING: usize = 4;
/// Sentences of one article that are looked at, the most telling ones.
const OF_ARTICLE: usize = 3;
/// Sentences that are looked at for one statement, the most telling ones, so that an event of
/// thousands of articles costs what one of hundreds does.
const CANDIDATES: usize = 300;

/// What a sentence bears out of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bearing {
    /// Every claim.
    Whole,
    /// These words of it, a verbatim run.
    Part(String),
}

/// What a sentence bears out of a statement, and how that is known.
enum Proof {
    /// Every claim.
    Whole,
    /// These bytes: whole claims.
    Claims(Range<usize>),
    /// These bytes: words that a sentence holds which surely tells of the same.
    Words(Range<usize>),
}

/// A statement on its way through the check: its text read once, and what stands near it.
pub struct Claim<'a> {
    event: &'a Event,
    text: &'a str,
    side: Annotation,
    plain: String,
    brackets: Vec<&'a str>,
    anchor: Spot,
    scores: Scores,
    held: Vec<Spot>,
}

/// A statement whose names mean whom they mean in the sentence that it is taken from.
fn as_anchored(mut said: Annotation, text: &str, anchor: Spot, event: &Event) -> Annotation {
    let source = Side::of(event, anchor);
    for name in &mut said.names {
        let words = &text[name.range.clone()];
        let known = &source.annotation.names;
        let same = known.iter().find(|other| &source.text[other.range.clone()] == words);
        name.entity = same.and_then(|other| other.entity);
    }
    said
}

impl<'a> Claim<'a> {
    /// Reads a statement that is said of an event, with the language of its anchor.
    #[must_use]
    pub fn new(text: &'a str, anchor: Spot, event: &'a Event) -> Self {
        let language = Language::of(event.articles()[anchor.article].language.as_deref());
        let plain = without_brackets(text);
        let side = if plain == event.sentence(anchor).text {
            event.text().at(anchor).clone()
        } else {
            as_anchored(event.text().annotate(&plain, language), &plain, anchor, event)
        };
        Self {
            event,
            text,
            scores: Scores::of(&side, event),
            side,
            plain,
            brackets: brackets(text),
            anchor,
            held: Vec::new(),
        }
    }

    /// What a sentence bears out of the statement.
    ///
    /// # Errors
    /// Why it bears out nothing: it contradicts a claim, or says none.
    pub fn bearing(&self, spot: Spot) -> Result<Bearing, Refusal> {
        match self.proof(spot)? {
            Proof::Whole => Ok(Bearing::Whole),
            Proof::Claims(range) | Proof::Words(range) => self.part(range),
        }
    }

    fn proof(&self, spot: Spot) -> Result<Proof, Refusal> {
        if self.is_too_long(spot) {
            return Err(Refusal::TooLong);
        }
        let found = self.scores.at(spot, self.sought());
        let partly = found.map_or(0.0, |found| found.partly);
        let source = Read::of(Side::of(self.event, spot));
        let published = self.published();
        match self.relation(spot, &source, published) {
            Relation::Contradicted(difference) => Err(otherwise(&difference)),
            Relation::Whole => Ok(Proof::Whole),
            Relation::Part(range) if partly >= SAYS_A_CLAIM || found.is_none() => {
                Ok(Proof::Claims(range))
            }
            _ => self.words(spot, partly, &source).map(Proof::Words).ok_or(Refusal::Unsaid),
        }
    }

    /// The telling run of words that a sentence holds which surely says some of the statement, or
    /// what both quote: the longer of the two.
    fn words(&self, spot: Spot, partly: f64, source: &Read<'_>) -> Option<Range<usize>> {
        if partly < SAYS_A_CLAIM || !self.is_of_one_time(spot) {
            return None;
        }
        let said = self.read(self.published());
        let held = (partly >= SAYS_SOME).then(|| held_run(&said, source)).flatten();
        let brackets = (!self.brackets.is_empty())
            .then(|| self.brackets.iter().all(|run| holds_run(source.side.text, run)));
        let quoted = quoted_run(&said, source, brackets, self.event);
        held.into_iter().chain(quoted).max_by_key(|run| run.len())
    }

    /// Those of some sentences of one article that bear out all of the statement together, where
    /// none does by itself; none of them is needless.
    #[must_use]
    pub fn together(&self, spots: &[Spot]) -> Vec<Spot> {
        if spots.len() < 2 {
            return Vec::new();
        }
        let claims = |spot: &Spot| match self.proof(*spot) {
            Ok(Proof::Claims(range)) => Some((*spot, range)),
            _ => None,
        };
        let mut borne: Vec<Borne> = spots.iter().filter_map(claims).collect();
        borne.sort_by_key(|(spot, _)| *spot);
        let said = self.read(self.published());
        together::beside(&said, &borne, self.event).unwrap_or_default()
    }

    /// How a sentence, read with or without what stands before it, stands to the statement, whose
    /// "Monday" is counted from a day. One that tells of another time bears nothing out, and may
    /// contradict all the same.
    #[must_use]
    pub fn relation(
        &self,
        spot: Spot,
        source: &Read<'_>,
        published: Option<Published>,
    ) -> Relation {
        if self.is_too_long(spot) {
            return Relation::Silent;
        }
        match relation(&self.read(published), source) {
            Relation::Whole | Relation::Part(_) if !self.is_of_one_time(spot) => Relation::Silent,
            found => found,
        }
    }

    /// Whether the statement tells as done, and of whom, what its anchor tells so: leaving out
    /// "nearly" or "ordered to" makes another deed of it.
    ///
    /// # Errors
    /// Where it does not.
    pub fn keeps_deeds(&self, anchor: Spot) -> Result<(), Refusal> {
        let source = Read::of(Side::of(self.event, anchor));
        let is_whole = self.plain == self.event.sentence(anchor).text;
        let keeps = is_whole || tells_deeds(&self.read(self.published()), &source);
        keeps.then_some(()).ok_or(Refusal::ChangesDeed)
    }

    /// The sentences that may say the statement, with how likely they do.
    #[must_use]
    pub fn found(&self) -> &[Found] {
        self.scores.all(self.sought())
    }

    fn sought(&self) -> Sought<'_> {
        Sought { said: &self.side, anchor: Some(self.anchor), event: self.event }
    }

    /// The statement as it is compared: without its brackets.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Words of the statement as it is written, brackets and all.
    fn part(&self, range: Range<usize>) -> Result<Bearing, Refusal> {
        let run = &self.plain[range];
        if self.text.contains(run) {
            return Ok(Bearing::Part(run.to_owned()));
        }
        Err(Refusal::Unsaid)
    }

    /// Whether a sentence may tell of the time that the statement tells of: of reports some days
    /// apart it says so only in the same words.
    fn is_of_one_time(&self, spot: Spot) -> bool {
        let other = self.event.text().at(spot);
        when::may_be_one_time(self.event, self.anchor, spot)
            || q7x2_text::likeness::in_same_words(&self.side, other)
    }

    /// The statement, read into claims, its "Monday" counted from a day.
    #[must_use]
    pub fn read(&self, published: Option<Published>) -> Read<'_> {
        let article = &self.event.articles()[self.anchor.article];
        let language = Language::of(article.language.as_deref());
        Read::of(Side::statement(&self.plain, &self.side, published, language))
    }

    /// The day of the anchor's article.
    fn published(&self) -> Option<Published> {
        self.event.articles()[self.anchor.article].published
    }

    /// Tests one further citation and, where it stays, remembers it.
    ///
    /// # Errors
    /// Why it does not belong to the statement.
    pub fn admit(&mut self, spot: Spot) -> Result<Bearing, Refusal> {
        let bearing =
            self.bearing(spot).or_else(|refusal| self.backs_bracket(spot).ok_or(refusal))?;
        self.held.push(spot);
        Ok(bearing)
    }

    /// Whether a sentence bears out all of the statement by itself; remembers nothing.
    #[must_use]
    pub fn says(&self, spot: Spot) -> bool {
        self.bearing(spot) == Ok(Bearing::Whole)
    }

    /// The sentences of other articles that bear out all of the statement or some of it: of each
    /// article the one that bears out all, or those that do together, else the most telling one.
    #[must_use]
    pub fn sayers(&self) -> Vec<Spot> {
        let mut near: Vec<Found> = self.found().to_vec();
        near.sort_by(|a, b| b.partly.total_cmp(&a.partly).then(a.spot.cmp(&b.spot)));
        near.truncate(CANDIDATES);
        near.sort_by(|a, b| {
            a.spot
                .article
                .cmp(&b.spot.article)
                .then(b.partly.total_cmp(&a.partly))
                .then(a.spot.cmp(&b.spot))
        });
        let mut sayers = Vec::new();
        for article in near.chunk_by(|a, b| a.spot.article == b.spot.article) {
            let looked = article.iter().take(OF_ARTICLE).map(|found| found.spot);
            let bearings: Vec<(Spot, Bearing)> =
                looked.filter_map(|spot| Some((spot, self.bearing(spot).ok()?))).collect();
            let whole = bearings.iter().find(|(_, bearing)| *bearing == Bearing::Whole);
            let spots: Vec<Spot> = bearings.iter().map(|(spot, _)| *spot).collect();
            let together = if whole.is_none() { self.together(&spots) } else { Vec::new() };
            if together.is_empty() {
                sayers.extend(whole.or(bearings.first()).map(|(spot, _)| *spot));
            } else {
                sayers.extend(together);
            }
        }
        sayers
    }

    /// Whether no sentence of another origin comes near the statement: by its score, and by what it
    /// bears out. A statement of few words is like many.
    #[must_use]
    pub fn is_sole(&self) -> bool {
        let own = self.event.origin(self.anchor.article);
        let mut others: Vec<&Found> = self
            .found()
            .iter()
            .filter(|found| self.event.origin(found.spot.article) != own)
            .collect();
        others.sort_by(|a, b| b.partly.total_cmp(&a.partly).then(a.spot.cmp(&b.spot)));
        others.truncate(NEAREST);
        if self.side.stems.len() < TELLING || others.iter().any(|found| found.partly >= NEAR) {
            return false;
        }
        let said = self.read(self.published());
        !others.iter().any(|found| {
            let source = Read::of(Side::of(self.event, found.spot));
            relation(&said, &source) != Relation::Silent
        })
    }

    /// Takes the anchor of an extracted statement: it stays without a test.
    pub fn anchor(&mut self, spot: Spot) {
        self.held.push(spot);
    }

    /// Tests that a sentence does not say otherwise than the statement.
    ///
    /// # Errors
    /// What it says otherwise.
    pub fn agrees_with(&self, spot: Spot) -> Result<(), Refusal> {
        if self.is_too_long(spot) {
            return Err(Refusal::TooLong);
        }
        match relation(&self.read(self.published()), &Read::of(Side::of(self.event, spot))) {
            Relation::Contradicted(difference) => Err(otherwise(&difference)),
            _ => Ok(()),
        }
    }

    fn is_too_long(&self, spot: Spot) -> bool {
        let other = self.event.text().at(spot);
        let heading = self.event.sentence(spot).kind == SentenceKind::Heading;
        heading || self.side.tokens.len().max(other.tokens.len()) > LONGEST_SENTENCE
    }

    /// The bracketed words that a sentence holds and no citation kept before it.
    fn backs_bracket(&self, spot: Spot) -> Option<Bearing> {
        let holds = |at: Spot, run: &str| holds_run(&self.event.sentence(at).text, run);
        let new = |run: &&&str| holds(spot, run) && !self.held.iter().any(|&kept| holds(kept, run));
        self.brackets.iter().find(new).map(|run| Bearing::Part((**run).to_owned()))
    }
}

fn otherwise(difference: &Difference) -> Refusal {
    Refusal::Otherwise(difference.kind)
}

fn brackets(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('[') {
        let Some((inside, tail)) = after.split_once(']') else { break };
        found.push(inside.trim());
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests;
