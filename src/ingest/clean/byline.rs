//! Who wrote it: the names, roles and agencies of a byline, and whether it declares a machine.

use q7x2_sdk::text::language::{self, Language};

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
    let strip = |word: &String| {
        let head = text.get(..word.len())?;
        let rest = text.get(word.len()..)?;
        (head.to_lowercase() == *word && rest.starts_with(' ')).then(|| rest.trim_start())
    };
    let everywhere = language::all().iter().flat_map(|table| &table.page.by_everywhere);
    everywhere.chain(&language.page.by).filter_map(strip).min_by_key(|rest| rest.len())
}

/// The parts of a byline without its "by"; nothing where one of them is none.
pub(super) fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let text = text.trim_end_matches(',');
    let mut parts = Vec::new();
    let pieces = text
        .split([',', ';', '&'])
        .flat_map(|piece| piece.split(" and "))
        .flat_map(|piece| piece.split(" AND "));
    let pieces = pieces
        .flat_map(|piece| piece.split(" und "))
        .flat_map(|piece| piece.split(" et "))
        .flat_map(|piece| piece.split(" y "));
    for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
        parts.push(part(piece)?);
    }
    (!parts.is_empty() && parts.len() <= 8).then_some(parts)
}

fn part(piece: &str) -> Option<Part<'_>> {
    let person = [" in ", " for ", " from ", " at ", " aus ", " à ", " en ", " @"]
        .iter()
        .filter_map(|cut| piece.find(cut))
        .min();
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
const PARTICLES: [&str; 21] = [
    "de", "del", "della", "di", "da", "dos", "van", "von", "der", "den", "ten", "ter", "la", "le",
    "el", "al", "bin", "ibn", "bint", "zu", "zur",
];

/// Words of a sentence that no name has.
const SMALL: [&str; 20] = [
    "the", "a", "an", "and", "or", "of", "in", "on", "at", "to", "had", "has", "have", "is", "are",
    "was", "were", "how", "why", "what",
];

/// Two to five words as names have them: capitals, particles, no digits, no days or months, no
/// small words of text.
pub(super) fn is_name(text: &str) -> bool {
    let english = Language::of(Some("en"));
    let mut words = 0_usize;
    let fits = text.split_whitespace().all(|word| {
        words += 1;
        let bare = word.trim_matches(['.', '’', '\'']).to_lowercase();
        let particle = words > 1 && PARTICLES.contains(&word);
        let letters =
            word.chars().all(|character| character.is_alphabetic() || ".-'’".contains(character));
        letters
            && (particle || word.starts_with(char::is_uppercase))
            && !english.months.contains_key(&bare)
            && !english.weekdays.contains_key(&bare)
            && !SMALL.contains(&bare.as_str())
    });
    fits && (2..=5).contains(&words)
        && text
            .split_whitespace()
            .next_back()
            .is_some_and(|last| last.starts_with(char::is_uppercase))
}

/// Words for what is no person.
const MACHINES: [&str; 12] = [
    "ai", "a.i", "ki", "chatgpt", "gpt", "gpt-4", "gpt-5", "claude", "gemini", "copilot", "llm",
    "robot",
];

/// Whether a role or name declares a machine author: "AI Specialist Author", "ChatGPT". A reporter,
/// correspondent or editor for AI is a person.
pub(super) fn is_machine(text: &str) -> bool {
    let folded = text.to_lowercase();
    let words: Vec<&str> = folded
        .split([' ', '/', '(', ')'])
        .map(|word| word.trim_matches(['.', ',', '"']))
        .filter(|word| !word.is_empty())
        .collect();
    let named =
        words.iter().any(|word| MACHINES.contains(word) && *word != "claude" && *word != "gemini")
            || folded.contains("artificial intelligence");
    let generated = folded.contains("ai-generated")
        || folded.contains("ai generated")
        || folded.contains("ki-generiert");
    let writes = words.iter().any(|word| {
        matches!(
            *word,
            "author"
                | "writer"
                | "bot"
                | "agent"
                | "assistant"
                | "generator"
                | "model"
                | "autor"
                | "staff"
                | "newsroom"
                | "desk"
        )
    });
    let alone = words.len() == 1 && words.iter().all(|word| MACHINES.contains(word));
    generated || alone || named && writes && words.len() <= 6
}

/// What a note says was made, by what, in four languages.
const NOTE_SUBJECTS: [&str; 22] = [
    "this article",
    "this story",
    "this text",
    "this content",
    "this report",
    "this post",
    "this piece",
    "this summary",
    "this news article",
    "the content of this",
    "the article was",
    "dieser artikel",
    "dieser text",
    "dieser beitrag",
    "diese meldung",
    "cet article",
    "ce texte",
    "ce contenu",
    "este artículo",
    "este texto",
    "esta noticia",
    "esta nota",
];
const NOTE_VERBS: [&str; 17] = [
    "generated",
    "written",
    "created",
    "produced",
    "authored",
    "drafted",
    "composed",
    "generiert",
    "erstellt",
    "geschrieben",
    "verfasst",
    "généré",
    "rédigé",
    "écrit",
    "generado",
    "escrito",
    "redactado",
];
const NOTE_MAKERS: [&str; 12] = [
    "ai",
    "a.i",
    "artificial intelligence",
    "language model",
    "chatgpt",
    "algorithm",
    "automatically",
    "ki",
    "künstlicher intelligenz",
    "intelligence artificielle",
    "ia",
    "inteligencia artificial",
];
const NOTES: [&str; 13] = [
    "ai-generated",
    "ai generated",
    "ai-generated content",
    "ai-generated article",
    "generated by ai",
    "generated with ai",
    "written by ai",
    "created by ai",
    "created with ai",
    "ki-generiert",
    "généré par ia",
    "généré par l'ia",
    "generado por ia",
];

/// Whether a folded line is a note by which the article declares a machine author; news about
/// machines is none.
pub(super) fn is_machine_note(folded: &str) -> bool {
    let text = folded.trim_matches(|mark: char| !mark.is_alphanumeric());
    if NOTES.contains(&text) {
        return true;
    }
    let text = ["note:", "editor's note:", "disclaimer:", "hinweis:", "note :", "nota:"]
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .unwrap_or(text);
    let text = text.trim_start();
    let holds = |list: &[&str]| list.iter().any(|phrase| holds_words(text, phrase));
    NOTE_SUBJECTS.iter().any(|subject| text.starts_with(subject))
        && holds(&NOTE_VERBS)
        && holds(&NOTE_MAKERS)
        && !holds(&["not", "never", "without", "nicht", "ohne", "pas", "sans", "sin", "no"])
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
