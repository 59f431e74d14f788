//! Room: an event with a draft among its articles, each sentence read as it is meant.

use std::sync::OnceLock;

use q7x2_text::language::Language;

use super::meant::Meant;
use crate::claim::Read;
use crate::event::side::Side;
use crate::{Article, Event, Spot};

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
        match self.meaning(spot) {
            Some(meant) => Read::of(Side::statement(
                &meant.text,
                &meant.annotation,
                article.published,
                language,
            )),
            None => Read::of(Side::of(self.event, spot)),
        }
    }
}
