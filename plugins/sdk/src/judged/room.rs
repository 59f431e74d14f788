//! Room: an event with a draft among its articles, each sentence read as it is meant.

use std::sync::OnceLock;

use chrono::NaiveDate;
use q7x2_text::language::Language;

use super::meant::Meant;
use crate::claim::Read;
use crate::event::side::Side;
use crate::{Article, Event, Published, Spot};

/// An event with a draft among its articles.
pub(super) struct Room<'a> {
    pub(super) event: &'a Event,
    draft: usize,
    /// By article and sentence, what it says with a name in place of its pronoun.
    meant: Vec<Vec<OnceLock<Option<Meant>>>>,
}

impl<'a> Room<'a> {
    pub(super) fn new(event: &'a Event, draft: usize) -> Self {
        let unread =
            |article: &Article| article.sentences.iter().map(|_| OnceLock::new()).collect();
        Self { event, draft, meant: event.articles().iter().map(unread).collect() }
    }

    /// Where a sentence of the draft stands.
    pub(super) fn spot(&self, sentence: usize) -> Spot {
        Spot { article: self.draft, sentence }
    }

    /// A sentence with the name of whom its pronoun means, read once.
    pub(super) fn meaning(&self, spot: Spot) -> Option<&Meant> {
        let slot = self.meant.get(spot.article)?.get(spot.sentence)?;
        slot.get_or_init(|| Meant::of(self.event, spot)).as_ref()
    }

    /// A sentence as it is meant.
    pub(super) fn read(&self, spot: Spot) -> Read<'_> {
        let article = &self.event.articles()[spot.article];
        let language = Language::of(article.language.as_deref());
        let side = match self.meaning(spot) {
            Some(meant) => Side::statement(&meant.text, &meant.annotation, None, language),
            None => Side::of(self.event, spot),
        };
        Read::of(Side { published: Some(self.day(spot)), ..side })
    }

    /// The day that a source's "Monday" is counted from, and the draft's beside it: a draft that
    /// has no day means that of what it reports. Sources without a day are those of one draft, and
    /// so of one week; of which, tells nothing.
    fn day(&self, spot: Spot) -> Published {
        let published = self.event.articles()[spot.article].published;
        published.unwrap_or(Published::Day(NaiveDate::default()))
    }

    /// The day that a sentence of the draft is counted from beside a source's.
    pub(super) fn day_beside(&self, source: Spot) -> Published {
        self.event.articles()[self.draft].published.unwrap_or_else(|| self.day(source))
    }
}
