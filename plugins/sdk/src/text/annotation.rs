//! A sentence read once: its words, numbers, dates, names, quotations and cues; and all the sentences of an event.

use super::background;
use super::cue::{self, Cue};
use super::date::{self, DateMention};
use super::entity::{self, Entity};
use super::language::Language;
use super::name::{self, Evidence, Name};
use super::number::{self, Number};
use super::quotation::{self, Quotation};
use super::word::{self, Stem, Token};
use crate::{Article, Spot};

/// One sentence, read.
#[derive(Debug, Clone, Default)]
pub struct Annotation {
    /// Its words, in order.
    pub tokens: Vec<Token>,
    /// Its content stems, each once, sorted, with their background weight.
    pub stems: Vec<(Stem, f64)>,
    /// Its numbers, in order.
    pub numbers: Vec<Number>,
    /// Its dates, in order.
    pub dates: Vec<DateMention>,
    /// Its names, in order.
    pub names: Vec<Name>,
    /// Its quotations, in order.
    pub quotations: Vec<Quotation>,
    /// Its cues, in order.
    pub cues: Vec<Cue>,
}

impl Annotation {
    /// Reads one sentence.
    #[must_use]
    pub fn of(text: &str, language: &Language, evidence: &Evidence) -> Self {
        let tokens = word::tokens(text, language);
        let mut stems: Vec<(Stem, f64)> = tokens
            .iter()
            .filter(|token| !token.stop)
            .map(|token| (token.stem, background::idf(token.stem, language)))
            .collect();
        stems.sort_by_key(|(stem, _)| *stem);
        stems.dedup_by_key(|(stem, _)| *stem);
        Self {
            stems,
            numbers: number::numbers(text, language),
            dates: date::dates(text, language),
            names: name::names(text, &tokens, language, evidence),
            quotations: quotation::quotations(text),
            cues: cue::cues(text, &tokens, language),
            tokens,
        }
    }
}

/// All sentences of an event, read.
#[derive(Debug, Clone, Default)]
pub struct EventText {
    /// By article and sentence.
    pub annotations: Vec<Vec<Annotation>>,
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// What is known to be a name.
    pub evidence: Evidence,
}

impl EventText {
    /// Reads the articles of an event.
    #[must_use]
    pub fn of(articles: &[Article]) -> Self {
        let mut evidence = Evidence::new();
        for article in articles {
            let language = Language::of(article.language.as_deref());
            for sentence in &article.sentences {
                name::gather(&sentence.text, &word::tokens(&sentence.text, language), language, &mut evidence);
            }
        }
        let read = |article: &Article| {
            let language = Language::of(article.language.as_deref());
            article.sentences.iter().map(|sentence| Annotation::of(&sentence.text, language, &evidence)).collect()
        };
        let mut annotations: Vec<Vec<Annotation>> = articles.iter().map(read).collect();
        let entities = entity::resolve(articles, &mut annotations);
        Self { annotations, entities, evidence }
    }

    /// The annotation at a spot.
    #[must_use]
    pub fn at(&self, spot: Spot) -> &Annotation {
        &self.annotations[spot.article][spot.sentence]
    }
}
