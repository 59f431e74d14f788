//! A question, read in one go where its method stands before its parameters, as the host writes it.
//! In any other order, or where something is wrong with it, it is read step by step.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::wire::{Merge, Section, Summarise, method};

/// What a call is about.
pub(super) enum About<'a> {
    Article(Summarise<'a>),
    Running(Merge<'a>),
    Section(Section<'a>),
}

/// A call about articles, whole.
pub(super) struct Asked<'a> {
    pub(super) id: u64,
    pub(super) about: About<'a>,
}

impl<'a> Asked<'a> {
    /// None where it is no such call, or has to be read step by step.
    pub(super) fn read(line: &'a [u8]) -> Option<Self> {
        serde_json::from_slice::<Read<'a>>(line).ok()?.0
    }
}

struct Read<'a>(Option<Asked<'a>>);

impl<'de> Deserialize<'de> for Read<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields).map(Self)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Option<Asked<'de>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a call")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut id, mut called, mut about) = (None, None, None);
        while let Some(key) = map.next_key::<Key<'de>>()? {
            match &*key.0 {
                "id" => id = map.next_value::<Option<u64>>()?,
                "method" => called = Some(map.next_value::<Key<'de>>()?.0),
                "params" => about = Self::about(called.as_deref(), &mut map)?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(id.zip(about).map(|(id, about)| Asked { id, about }))
    }
}

impl Fields {
    fn about<'de, A: MapAccess<'de>>(
        called: Option<&str>,
        map: &mut A,
    ) -> Result<Option<About<'de>>, A::Error> {
        Ok(match called {
            Some(method::SUMMARISE) => Some(About::Article(map.next_value()?)),
            Some(method::MERGE) => Some(About::Running(map.next_value()?)),
            Some(method::SECTION) => Some(About::Section(map.next_value()?)),
            _ => map.next_value::<IgnoredAny>().map(|_| None)?,
        })
    }
}

/// A text that is borrowed where it can be.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
