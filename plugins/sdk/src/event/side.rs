//! Side: one of two texts that are compared.

use std::borrow::Cow;
use std::ops::Range;

use q7x2_text::annotation::Annotation;
use q7x2_text::date::Published;
use q7x2_text::duration::Duration;
use q7x2_text::language::Language;

use super::Event;
use super::holder::Held;
use crate::noun::citation::Spot;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// The text, read.
    pub annotation: &'a Annotation,
    /// When it was published, for relative dates.
    pub published: Option<Published>,
    /// Its language.
    pub language: &'static Language,
    /// Where it stands in the event; a statement stands nowhere, and its names mean nobody there.
    pub spot: Option<Spot>,
}

impl<'a> Side<'a> {
    /// A sentence of an event.
    #[must_use]
    pub fn of(event: &'a Event, spot: Spot) -> Self {
        let article = &event.articles()[spot.article];
        Self {
            text: &event.sentence(spot).text,
            annotation: event.text().at(spot),
            published: article.published,
            language: Language::of(article.language.as_deref()),
            spot: Some(spot),
        }
    }

    /// A text that is no sentence of an event.
    #[must_use]
    pub fn statement(
        text: &'a str,
        annotation: &'a Annotation,
        published: Option<Published>,
        language: &'static Language,
    ) -> Self {
        Self { text, annotation, published, language, spot: None }
    }

    /// The clauses of its text, cut once.
    pub(crate) fn clauses(&self) -> &'a [Range<usize>] {
        self.annotation.clauses(self.text)
    }

    /// Its durations, read once.
    pub(crate) fn durations(&self) -> Cow<'a, [Duration]> {
        self.annotation.durations(self.text, self.language)
    }

    /// Who holds an office in it, read once.
    pub(crate) fn held(&self, event: &'a Event) -> &'a [Held] {
        self.spot.map_or(&[], |spot| event.text().held(spot, self.text, self.language))
    }
}
