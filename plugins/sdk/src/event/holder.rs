//! Holders: who holds an office. Two sentences conflict where they give one office to two people.

use std::collections::BTreeSet;
use std::ops::Range;

use q7x2_text::annotation::Annotation;
use q7x2_text::cut::{Stem, Token};
use q7x2_text::language::Language;
use q7x2_text::name::{EntityKind, Name};
use q7x2_text::word::{fold, spelt, stem};

use super::entity::Entity;
use crate::noun::article::Article;

/// Somebody in an office.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Which of the event's entities it is.
    pub(crate) entity: usize,
    /// The office, by its stem.
    pub(crate) office: Stem,
    /// The office in words.
    pub(crate) word: String,
}

/// How far after "the X administration" or before it a role of that administration may stand, in
/// words.
const REACH: usize = 5;

/// One sentence of an event, and who and what the event names.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) annotation: &'a Annotation,
    pub(super) language: &'static Language,
    pub(super) entities: &'a [Entity],
    /// The entities of whose administrations the event speaks.
    pub(super) heads: &'a BTreeSet<usize>,
}

/// Who holds an office in a sentence.
pub(super) fn held(view: View<'_>) -> Vec<Held> {
    let names = &view.annotation.names;
    let mut found: Vec<Held> = names.iter().filter_map(|name| by_title(view, name)).collect();
    found.extend(names.iter().flat_map(|name| by_possession(view, name)));
    found
}

/// "French President X": an office with its country, now held (not "former").
fn by_title(view: View<'_>, name: &Name) -> Option<Held> {
    let entity = person(name, view.entities)?;
    let range = name.title.clone()?;
    let title = spelt(&view.text[range.clone()], view.language);
    let of_country = title
        .split_whitespace()
        .any(|word| view.language.demonyms.contains_key(word.trim_end_matches("'s")));
    let sole = view.language.sole_offices.iter().any(|office| title.ends_with(office.as_str()));
    let before = spelt(&view.text[..range.start], view.language);
    let former = view.language.former.iter().any(|word| {
        title.split_whitespace().any(|part| part == word)
            || before.trim_end().ends_with(word.as_str())
    });
    (of_country && sole && !former).then(|| Held {
        range: range.start..name.range.end,
        entity,
        office: stem(&title, view.language),
        word: title.into_owned(),
    })
}

/// "X's special envoy", "envoys of the X administration": a role that belongs to X's
/// administration. Only somebody who heads an administration somewhere in the event counts, so that
/// two countries' envoys are no conflict.
fn by_possession(view: View<'_>, name: &Name) -> Vec<Held> {
    let Some(entity) = name.entity.filter(|entity| view.heads.contains(entity)) else {
        return Vec::new();
    };
    let tokens = &view.annotation.tokens;
    let after = tokens.partition_point(|token| token.range.start < name.range.end);
    let administration = tokens
        .get(after)
        .filter(|token| is_administration(&view.text[token.range.clone()], view.language));
    let owns = |token: &Token| has_possessive(view.text, &token.range);
    let (first, last) = match administration {
        Some(token) if owns(token) => (
            tokens
                .partition_point(|token| token.range.start < name.range.start)
                .saturating_sub(REACH),
            (after + 1 + REACH).min(tokens.len()),
        ),
        Some(_) => (
            tokens
                .partition_point(|token| token.range.start < name.range.start)
                .saturating_sub(REACH),
            after,
        ),
        None if possessive(view, name) => (after, (after + REACH).min(tokens.len())),
        None => return Vec::new(),
    };
    let roles = tokens[first..last].iter().filter_map(|token| {
        let word = spelt(&view.text[token.range.clone()], view.language);
        let singular = word.strip_suffix('s').unwrap_or(&word);
        let ends = |title: &String, text: &str| {
            title.strip_suffix(text).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let known = |text: &str| view.language.titles.iter().any(|title| ends(title, text));
        let is_sole = view.language.sole_offices.iter().any(|office| office == singular);
        (!is_sole && (known(&word) || known(singular)))
            .then(|| (stem(singular, view.language), word.to_string()))
    });
    let range = match administration {
        Some(token) => name.range.start..token.range.end,
        None => name.range.clone(),
    };
    roles.map(|(office, word)| Held { range: range.clone(), entity, office, word }).collect()
}

/// Whether a word means an administration: "administration", "government's".
fn is_administration(word: &str, language: &Language) -> bool {
    let word = spelt(word, language);
    let bare = word.strip_suffix("'s").unwrap_or(&word);
    language.administrations.iter().any(|known| known == bare)
}

fn person(name: &Name, entities: &[Entity]) -> Option<usize> {
    let entity = name.entity?;
    (entities.get(entity)?.kind == EntityKind::Person).then_some(entity)
}

fn possessive(view: View<'_>, name: &Name) -> bool {
    has_possessive(view.text, &name.range)
}

/// Whether a run of a text ends with a possessive, or one follows it.
fn has_possessive(text: &str, range: &Range<usize>) -> bool {
    let (own, rest) = (&text[range.clone()], &text[range.end..]);
    ["'s", "’s"].iter().any(|mark| rest.starts_with(mark) || own.ends_with(mark))
}

/// The people of whose administrations an event speaks. Such a mention does not count as naming the
/// person, so it is looked for in the names themselves.
pub(super) fn heads(articles: &[Article], annotations: &[Vec<Annotation>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (article, read) in articles.iter().zip(annotations) {
        let language = Language::of(article.language.as_deref());
        for (sentence, annotation) in article.sentences.iter().zip(read) {
            let heads = |name: &&Name| {
                let next =
                    annotation.tokens.partition_point(|token| token.range.start < name.range.end);
                let next = annotation
                    .tokens
                    .get(next)
                    .map(|token| fold(&sentence.text[token.range.clone()]));
                next.is_some_and(|next| is_administration(&next, language))
            };
            found.extend(annotation.names.iter().filter(heads).filter_map(|name| name.entity));
        }
    }
    found
}
