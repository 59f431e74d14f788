//! Bench: an event with a draft among its articles, ready to judge the draft's sentences one by one,
//! in any order and from several threads.

use std::ops::Range;

use q7x2_text::annotation::LONGEST_SENTENCE;

use super::claimless::claims_nothing;
use super::hearing::Hearing;
use super::kind::{Finding, Judged, Matter, Verdict};
use super::room::Room;
use super::weigh;
use super::{outlets, quoted};
use crate::{Article, Event, SentenceKind, Spot};

/// An event with a draft among its articles.
pub struct Bench<'a> {
    room: Room<'a>,
}

/// An event of the same articles, copies and origins with a draft as its last article, a voice of
/// its own.
#[must_use]
pub fn with_draft(sources: &Event, draft: Article) -> Event {
    let mut articles = sources.articles().to_vec();
    articles.push(draft);
    Event::new(sources.id().to_owned(), sources.title().to_owned(), articles)
        .with_origins(sources.copies().to_vec(), sources.origins().to_vec())
}

impl<'a> Bench<'a> {
    /// Makes an event ready, of which the article at a position is the draft.
    #[must_use]
    pub fn new(event: &'a Event, draft: usize) -> Self {
        Self { room: Room::new(event, draft) }
    }

    /// The event.
    #[must_use]
    pub fn event(&self) -> &'a Event {
        self.room.event
    }

    /// What the other articles say of a sentence of the draft. A heading that none of them knows is
    /// no claim: it may be a mere label.
    #[must_use]
    pub fn judge(&self, sentence: usize) -> Judged {
        let spot = self.room.spot(sentence);
        let said = self.room.event.sentence(spot);
        let heading = said.kind == SentenceKind::Heading;
        if self.room.event.text().at(spot).tokens.len() > LONGEST_SENTENCE {
            return too_long(sentence, 0..said.text.len());
        }
        if claims_nothing(self.room.event, spot) {
            return nothing(sentence, Verdict::NoClaim);
        }
        let judged = self.judge_claims(sentence);
        if heading && judged.verdict == Verdict::NotFound {
            return nothing(sentence, Verdict::NoClaim);
        }
        judged
    }

    fn judge_claims(&self, sentence: usize) -> Judged {
        let spot = self.room.spot(sentence);
        let hearing = Hearing::of(&self.room, spot);
        let mut judged = Judged { sentence, ..weigh::weigh(&hearing) };
        quoted::check(&hearing, &mut judged);
        outlets::check(&hearing, &mut judged, &|| self.before(spot));
        judged.findings.sort_by_key(|one| (one.range.start, one.range.end, one.verdict));
        judged
    }

    /// What is said of the sentence before one of the draft, where that claims anything by itself.
    fn before(&self, spot: Spot) -> Option<Judged> {
        let sentence = spot.sentence.checked_sub(1)?;
        let before = self.room.spot(sentence);
        let event = self.room.event;
        let claims = !claims_nothing(event, before) && !outlets::counts_voices(event, before);
        claims.then(|| self.judge_claims(sentence))
    }
}

fn nothing(sentence: usize, verdict: Verdict) -> Judged {
    Judged { sentence, verdict, findings: Vec::new(), origins: 0 }
}

/// What is said of a sentence that is too long to be compared.
fn too_long(sentence: usize, all: Range<usize>) -> Judged {
    let matter = Some(Matter::Length);
    let finding = Finding { range: all, verdict: Verdict::NotFound, matter, by: Vec::new() };
    Judged { findings: vec![finding], ..nothing(sentence, Verdict::NotFound) }
}
