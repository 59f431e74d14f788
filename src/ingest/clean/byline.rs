//! Who wrote it: the names, roles and agencies of a byline, and whether it declares a machine.

use std::sync::LazyLock;

use q7x2_sdk::text::language::{self, Language};

use super::super::tabled::{Words, everywhere, is_calendar, spaced};
use super::agencies::is_agency;

/// A part of a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'text> {
    /// A person.
    Name(&'text str),
    /// What the person does, or what wrote it.
    Role(&'text str),
    /// An agency, or "Staff".
    Other,
}

/// What follows the word "by" of a language; other languages' words are names or text.
pub(super) fn after_by<'text>(text: &'text str, language: &Language) -> Option<&'text str> {
    let everywhere = language::all().iter().flat_map(|table| &table.page.by_everywhere);
    let words = everywhere.chain(&language.page.by);
    words.filter_map(|word| after(text, word)).min_by_key(|rest| rest.len())
}

/// What follows a word that a text begins with.
fn after<'text>(text: &'text str, word: &str) -> Option<&'text str> {
    let (head, rest) = (text.get(..word.len())?, text.get(word.len()..)?);
    (head.to_lowercase() == word && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// What stands between two names.
static JOINERS: LazyLock<Vec<String>> = LazyLock::new(|| spaced(|page| &page.names.joiners));

/// What ends a name.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| spaced(|page| &page.names.ends));

/// The parts of a byline without its "by"; nothing where one of them is none.
pub(super) fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let text = text.trim_end_matches(',');
    let mut parts = Vec::new();
    let mut pieces: Vec<&str> = text.split([',', ';', '&']).collect();
    for joiner in JOINERS.iter() {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(joiner.as_str())).collect();
    }
    for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
        parts.push(part(piece)?);
    }
    (!parts.is_empty() && parts.len() <= 8).then_some(parts)
}

fn part(piece: &str) -> Option<Part<'_>> {
    let ends = ENDS.iter().map(String::as_str).chain([" @"]);
    let person = ends.filter_map(|cut| piece.find(cut)).min();
    let person = piece.get(..person.unwrap_or(piece.len())).unwrap_or(piece).trim();
    if is_agency(person) {
        return Some(Part::Other);
    }
    if is_role(person) || is_machine(person) {
        return Some(Part::Role(person));
    }
    is_name(person).then_some(Part::Name(person))
}

fn is_role(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.clone().count() <= 6
        && !text.ends_with(['.', '!', '?'])
        && words.any(|word| {
            let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric()).to_lowercase();
            language::all().iter().any(|table| table.page.bylined_roles.contains(&bare))
        })
}

/// Small words inside a name.
static PARTICLES: Words = LazyLock::new(|| everywhere(|page| &page.names.particles));

/// Words of a sentence that no name has.
static NO_NAMES: Words = LazyLock::new(|| everywhere(|page| &page.names.no_names));

/// Two to five words as names have them: capitals, particles, no digits, no days or months, no
/// small words of text.
pub(super) fn is_name(text: &str) -> bool {
    let mut words = 0_usize;
    let fits = text.split_whitespace().all(|word| {
        words += 1;
        let bare = word.trim_matches(['.', '’', '\'']).to_lowercase();
        let particle = words > 1 && PARTICLES.contains(word);
        let letters =
            word.chars().all(|character| character.is_alphabetic() || ".-'’".contains(character));
        letters
            && (particle || word.starts_with(char::is_uppercase))
            && !is_calendar(&bare)
            && !NO_NAMES.contains(bare.as_str())
    });
    fits && (2..=5).contains(&words)
        && text
            .split_whitespace()
            .next_back()
            .is_some_and(|last| last.starts_with(char::is_uppercase))
}

/// Words for what is no person.
static MACHINES: Words = LazyLock::new(|| everywhere(|page| &page.machine.names));

/// Those that people are called too.
static PEOPLE_TOO: Words = LazyLock::new(|| everywhere(|page| &page.machine.people_too));

static PHRASES: Words = LazyLock::new(|| everywhere(|page| &page.machine.phrases));
static MADE: Words = LazyLock::new(|| everywhere(|page| &page.machine.made));
static WRITERS: Words = LazyLock::new(|| everywhere(|page| &page.machine.writers));

/// Whether a role or name declares a machine author: "AI Specialist Author", "ChatGPT". A reporter,
/// correspondent or editor for AI is a person.
pub(super) fn is_machine(text: &str) -> bool {
    let folded = text.to_lowercase();
    let words: Vec<&str> = folded
        .split([' ', '/', '(', ')'])
        .map(|word| word.trim_matches(['.', ',', '"']))
        .filter(|word| !word.is_empty())
        .collect();
    let is_machines_alone = |word: &&str| MACHINES.contains(word) && !PEOPLE_TOO.contains(word);
    let named =
        words.iter().any(is_machines_alone) || PHRASES.iter().any(|phrase| folded.contains(phrase));
    let generated = MADE.iter().any(|made| folded.contains(made));
    let writes = words.iter().any(|word| WRITERS.contains(word));
    let alone = words.len() == 1 && words.iter().all(|word| MACHINES.contains(word));
    generated || alone || named && writes && words.len() <= 6
}

static NOTE_LABELS: Words = LazyLock::new(|| everywhere(|page| &page.machine.note_labels));
static NOTE_SUBJECTS: Words = LazyLock::new(|| everywhere(|page| &page.machine.note_subjects));
static NOTE_VERBS: Words = LazyLock::new(|| everywhere(|page| &page.machine.note_verbs));
static NOTE_MAKERS: Words = LazyLock::new(|| everywhere(|page| &page.machine.note_makers));
static NOTE_DENIALS: Words = LazyLock::new(|| everywhere(|page| &page.machine.note_denials));

/// Whole notes.
static NOTES: Words = LazyLock::new(|| everywhere(|page| &page.machine.notes));

/// Whether a folded line is a note by which the article declares a machine author; news about
/// machines is none.
pub(super) fn is_machine_note(folded: &str) -> bool {
    let text = folded.trim_matches(|mark: char| !mark.is_alphanumeric());
    if NOTES.contains(text) {
        return true;
    }
    let labelled = NOTE_LABELS.iter().find_map(|label| text.strip_prefix(label));
    let text = labelled.unwrap_or(text).trim_start();
    let holds = |list: &Words| list.iter().any(|phrase| holds_words(text, phrase));
    NOTE_SUBJECTS.iter().any(|subject| text.starts_with(subject))
        && holds(&NOTE_VERBS)
        && holds(&NOTE_MAKERS)
        && !holds(&NOTE_DENIALS)
}

fn holds_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
        let after = text
            .get(at + phrase.len()..)
            .is_some_and(|after| !after.starts_with(char::is_alphanumeric));
        before && after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_told_from_people_who_write_about_them() {
        for text in [
            "AI Specialist Author",
            "AI Writer",
            "AI",
            "ChatGPT",
            "AI News Bot",
            "AI-generated",
            "AI Staff",
        ] {
            assert!(is_machine(text), "{text}");
        }
        for text in [
            "AI Reporter",
            "AI Correspondent",
            "Senior AI Editor",
            "Claude Monet",
            "Author",
            "Ai Weiwei",
            "Gemini Sanchez",
            "Maine writer",
        ] {
            assert!(!is_machine(text), "{text}");
        }
    }

    #[test]
    fn notes_declare_machines_and_news_does_not() {
        for text in [
            "this article was generated by ai.",
            "(this story was written with the help of artificial intelligence)",
            "ai-generated",
            "note: this content was automatically generated.",
            "dieser text wurde mit ki erstellt.",
            "cet article a été généré par une ia.",
        ] {
            assert!(is_machine_note(text), "{text}");
        }
        for text in [
            "the picture was generated by ai, police said.",
            "this article was written by jane doe.",
            "this article was not generated by ai.",
            "this report says that ai is dangerous.",
            "ai wrote the law.",
            "this article of the law was created for said cases.",
        ] {
            assert!(!is_machine_note(text), "{text}");
        }
    }

    #[test]
    fn names_have_two_to_five_words() {
        for text in [
            "Jane Doe",
            "JANE DOE",
            "Ursula von der Leyen",
            "J. R. Moehringer",
            "Seán O’Brien",
            "Jean-Luc Picard",
        ] {
            assert!(is_name(text), "{text}");
        }
        for text in [
            "Jane",
            "jane doe",
            "The Numbers",
            "Tuesday Morning",
            "Jane Doe 2",
            "A B C D E F",
            "Jane de",
            "",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }
}
