//! The names under which news agencies sign.

use std::sync::LazyLock;

use super::super::tabled::{Words, everywhere};

static AGENCIES: Words = LazyLock::new(|| everywhere(|page| &page.agencies));

/// Those under which they sign only.
static SIGNS: Words = LazyLock::new(|| everywhere(|page| &page.agency_signs));

/// What speaks of several without naming one.
static AT_LARGE: Words = LazyLock::new(|| everywhere(|page| &page.agencies_at_large));

/// Whether a name is an agency's.
pub(super) fn is_agency(name: &str) -> bool {
    let folded = name.trim().trim_matches('.').to_lowercase();
    AGENCIES.contains(folded.as_str()) || SIGNS.contains(folded.as_str())
}

/// Whether a name speaks of the agencies at large.
pub(super) fn are_at_large(name: &str) -> bool {
    let folded = name.to_lowercase();
    AT_LARGE.iter().any(|word| folded.contains(word))
}
