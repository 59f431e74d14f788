//! Entities: the names of one event that mean the same person, organisation or place.

use serde::{Deserialize, Serialize};

use super::annotation::Annotation;
use crate::{Article, Spot};

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body of people.
    Organisation,
    /// A country, town, building or region.
    Place,
    /// Cannot be told.
    Other,
}

/// One person, organisation or place of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form, as most outlets write it.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other spellings and shorter forms that occur, sorted.
    pub aliases: Vec<String>,
    /// Roles as sources give them ("Polish Prime Minister"), the commonest first, each with a sentence that holds it.
    pub roles: Vec<(String, Spot)>,
    /// The sentences that name it.
    pub spots: Vec<Spot>,
}

/// Finds the entities of an event and writes each name's `entity`. `annotations` are the event's, by article and sentence.
pub fn resolve(_articles: &[Article], _annotations: &mut [Vec<Annotation>]) -> Vec<Entity> {
    Vec::new()
}
