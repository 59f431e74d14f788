//! Utterances: quotations of one speaker that are one utterance, in the same words, part of them,
//! or most of them.
//!
//! A quotation is compared with the wordings of its speaker alone, each once, and joins the first
//! utterance that has one like it.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::conflict::Wording;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::{Event, Spot, work};

use q7x2_sdk::text::quotation::bare;

use crate::quote::{Quote, WORDINGS};

/// One wording of an utterance.
struct Worded {
    utterance: usize,
    words: String,
    wording: Wording,
    language: &'static Language,
}

impl Worded {
    /// Whether some words are this quotation, a part of it, or most of it.
    fn is_like(&self, words: &str, wordings: &mut BTreeMap<&'static str, Wording>) -> bool {
        work::steps(1);
        if self.words.contains(words) || words.contains(&self.words) {
            return true;
        }
        let language = self.language;
        let read = || Wording::of(words, language);
        self.wording.is_variant(wordings.entry(language.code.as_str()).or_insert_with(read))
    }
}

/// Who speaks: a quotation of an entity is compared with that entity's and with those of nobody
/// known under the same name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Somebody of the event.
    Entity(usize),
    /// Somebody who is none, by the words for them.
    Nobody(String),
    /// Anybody, by the words for them.
    Anybody(String),
}

/// The utterances so far.
#[derive(Default)]
pub(crate) struct Utterances<'a> {
    /// By utterance its quotations.
    pub(crate) held: Vec<Vec<Quote<'a>>>,
    wordings: Vec<Worded>,
    by_speaker: BTreeMap<Key, Vec<usize>>,
    seen: BTreeSet<(usize, Key, String, &'static str)>,
}

impl<'a> Utterances<'a> {
    /// Brings together what is spoken, then the further wordings in sentences that name a speaker.
    pub(crate) fn gather(
        spoken: Vec<Quote<'a>>,
        loose: Vec<(Spot, &'a str)>,
        event: &Event,
    ) -> Self {
        let mut utterances = Self::default();
        for quote in spoken {
            let named = quote.speaker.text(event).to_owned();
            let keys = match quote.speaker.entity {
                Some(entity) => vec![Key::Entity(entity), Key::Nobody(named)],
                None => vec![Key::Anybody(named)],
            };
            let like = utterances.like(&quote.words, &keys);
            utterances.add(like, quote, event);
        }
        for (spot, text) in loose {
            let words = bare(text);
            let entities = event.text().at(spot).names.iter().filter_map(|name| name.entity);
            let names =
                |entity: &usize| event.text().entities[*entity].spots.binary_search(&spot).is_ok();
            let keys: Vec<Key> = entities.filter(names).map(Key::Entity).collect();
            if let Some(at) = utterances.like(&words, &keys) {
                let speaker = utterances.held[at][0].speaker.clone();
                utterances.add(Some(at), Quote { spot, text, words, speaker }, event);
            }
        }
        utterances
    }

    /// The first utterance of some speakers that has a wording like some words.
    fn like(&self, words: &str, keys: &[Key]) -> Option<usize> {
        let mut read = BTreeMap::new();
        let lists = keys.iter().filter_map(|key| self.by_speaker.get(key)).flatten();
        let mut first: Option<usize> = None;
        for worded in lists.map(|&at| &self.wordings[at]) {
            if first.is_none_or(|first| worded.utterance < first)
                && worded.is_like(words, &mut read)
            {
                first = Some(worded.utterance);
            }
        }
        first
    }

    fn add(&mut self, utterance: Option<usize>, quote: Quote<'a>, event: &Event) {
        let at = utterance.unwrap_or(self.held.len());
        if at == self.held.len() {
            self.held.push(Vec::new());
        }
        let language = Language::of(event.articles()[quote.spot.article].language.as_deref());
        let named = quote.speaker.text(event).to_owned();
        let own = quote.speaker.entity.map_or_else(|| Key::Nobody(named.clone()), Key::Entity);
        for key in [own, Key::Anybody(named)] {
            let list = self.by_speaker.entry(key.clone()).or_default();
            let is_new = self.seen.insert((at, key, quote.words.clone(), language.code.as_str()));
            if is_new && list.len() < WORDINGS {
                list.push(self.wordings.len());
                let (words, wording) = (quote.words.clone(), Wording::of(&quote.words, language));
                self.wordings.push(Worded { utterance: at, words, wording, language });
            }
        }
        self.held[at].push(quote);
    }
}
