//! Signature: what a person puts her name to when she has read a briefing.

use q7x2_sdk::{Briefing, Checked, SectionKind};

/// The statements that she reads: all but the list of names.
pub fn statements(briefing: &Briefing) -> impl Iterator<Item = &Checked> {
    let is_read = |kind: &SectionKind| *kind != SectionKind::Names;
    briefing.sections.iter().filter(move |one| is_read(&one.kind)).flat_map(|one| &one.statements)
}

/// 32 hex digits of BLAKE3 of headline and statements. Their order is no part of it.
#[must_use]
pub fn digest(briefing: &Briefing) -> String {
    let mut parts: Vec<(&str, &str)> =
        statements(briefing).map(|one| (one.id.as_str(), one.statement.text.as_str())).collect();
    parts.push(("", &briefing.title));
    parts.sort_unstable();
    parts.dedup();
    let mut hasher = blake3::Hasher::new();
    for part in parts.iter().flat_map(|(id, text)| [id, text]) {
        hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}
