//! What an outlet tells of its reporter below the text: "Ana Holm is a reporter at the Marden
//! Courier. She covers the coast."

use std::sync::LazyLock;

use q7x2_sdk::text::language;

use super::super::tabled::{Words, everywhere};
use super::byline::is_name;
use super::duplicate;
use super::sheet::Page;

/// Lines from the end in which it stands.
const BOTTOM: usize = 4;

/// Words up to which a paragraph is such a note.
const LONGEST: usize = 70;

/// Words among which the name's owner is called a reporter.
const NEAR: usize = 12;

/// What stands behind the name: "is a".
static VERBS: Words = LazyLock::new(|| everywhere(|page| &page.biography.verbs));

/// What shows that it is the outlet's own reporter: "covers".
static SIGNS: Words = LazyLock::new(|| everywhere(|page| &page.biography.signs));

/// Takes notes about reporters off the end.
pub(super) fn take(page: &mut Page<'_>) {
    let texts: Vec<usize> =
        page.open().filter(|(_, line)| line.is_text()).map(|(at, _)| at).collect();
    let skipped = texts.len().saturating_sub(BOTTOM).max(1);
    for at in texts.into_iter().skip(skipped) {
        let Some(line) = page.lines.get(at).filter(|line| line.words <= LONGEST) else { continue };
        if is_biography(&line.text, page) {
            page.take(at, "biography");
        }
    }
}

fn is_biography(text: &str, page: &Page<'_>) -> bool {
    let Some((name, rest)) = named(text) else { return false };
    let folded = rest.to_lowercase();
    let near = folded.split_whitespace().take(NEAR).map(bare);
    let is_reporter = near.clone().any(|word| {
        language::all().iter().any(|table| table.page.bylined_roles.iter().any(|role| role == word))
    });
    let is_signed = || page.signed.contains(&duplicate::Words::of(name));
    let tells = || SIGNS.iter().any(|sign| folded.contains(sign));
    is_reporter && (is_signed() || tells())
}

/// The name that a text begins with, and what is said of its owner.
fn named(text: &str) -> Option<(&str, &str)> {
    let ends = text.match_indices(' ').map(|(at, _)| at).skip(1).take(3);
    ends.filter_map(|at| Some((text.get(..at)?, text.get(at + 1..)?))).find(|(name, rest)| {
        is_name(name)
            && VERBS
                .iter()
                .any(|verb| rest.strip_prefix(verb).is_some_and(|rest| rest.starts_with(' ')))
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|mark: char| !mark.is_alphanumeric())
}
