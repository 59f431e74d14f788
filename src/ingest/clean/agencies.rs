//! The names under which news agencies sign.

use std::collections::HashSet;
use std::sync::OnceLock;

use q7x2_sdk::text::language;

/// Whether a name is an agency's.
pub(super) fn is_agency(name: &str) -> bool {
    static AGENCIES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let agencies = AGENCIES.get_or_init(|| {
        language::all().iter().flat_map(|table| &table.page.agencies).map(String::as_str).collect()
    });
    let folded = name.trim().trim_matches('.').to_lowercase();
    agencies.contains(folded.as_str())
}
