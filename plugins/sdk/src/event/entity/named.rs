//! Named: one person, organisation or place of an event.

use q7x2_text::name::EntityKind;

use crate::noun::citation::Spot;

/// One person, organisation or place of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form, as most outlets write it.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Whether more than the looks of its name shows that.
    pub sure: bool,
    /// Other spellings and shorter forms that occur, sorted.
    pub aliases: Vec<String>,
    /// Roles as sources give them ("Polish Prime Minister"), the commonest first, each with a
    /// sentence that holds it.
    pub roles: Vec<(String, Spot)>,
    /// The sentences of running text that name it, sorted; none where only an administration is
    /// named after it.
    pub spots: Vec<Spot>,
}

impl Entity {
    /// How many articles name it.
    #[must_use]
    pub fn articles(&self) -> usize {
        let mut articles: Vec<usize> = self.spots.iter().map(|spot| spot.article).collect();
        articles.dedup();
        articles.len()
    }

    /// Whether a text is its name or one of its aliases.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        self.name == text || self.aliases.iter().any(|alias| alias == text)
    }
}
