//! Size: how long templates may be. Compiled, they take some hundred times their bytes of memory,
//! and that is before any page is budgeted.

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use super::theme::Template;

/// Bytes of all templates together: a hundred times the default theme's.
const LARGEST: usize = 2 << 20;

/// The template with which they become too long.
pub(super) fn too_large(templates: &[Template]) -> Vec<Diagnostic> {
    let mut size = 0;
    let is_too_large = |template: &&Template| {
        size += template.source.len();
        size > LARGEST
    };
    let found = templates.iter().find(is_too_large).map(|template| {
        Diagnostic::error(format!("the templates have more than {} MiB with this", LARGEST >> 20))
            .at(Place::file(&template.file))
            .hint("a template says how pages look; what they show is not written into it")
    });
    found.into_iter().collect()
}
