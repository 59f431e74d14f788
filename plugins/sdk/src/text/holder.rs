//! Holders: who holds an office. Two sentences conflict where they give one office to two people.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::annotation::Annotation;
use super::conflict::Side;
use super::entity::EntityKind;
use super::language::Language;
use super::name::Name;
use super::word::{Stem, Token, fold, spelt, stem};
use crate::{Article, Event};

/// Somebody in an office.
#[derive(Debug, Clone)]
pub(super) struct Held {
    range: Range<usize>,
    entity: usize,
    office: Stem,
    word: String,
}

/// How far after "the X administration" or before it a role of that administration may stand, in words.
const REACH: usize = 5;

/// The first office that the two sides give to two people.
pub(super) fn differ(a: Side<'_>, b: Side<'_>, event: &Event) -> Option<(Range<usize>, Range<usize>, String)> {
    let (left, right) = (held(a, event), held(b, event));
    for x in left.iter() {
        for y in right.iter().filter(|y| y.office == x.office && y.entity != x.entity) {
            let other_has =
                |list: &[Held], entity| list.iter().any(|held| held.office == x.office && held.entity == entity);
            if !other_has(&left, y.entity) && !other_has(&right, x.entity) {
                return Some((x.range.clone(), y.range.clone(), x.word.clone()));
            }
        }
    }
    None
}

/// Whether a text gives somebody an office.
pub(super) fn has_any(side: Side<'_>, event: &Event) -> bool {
    !held(side, event).is_empty()
}

/// Who holds an office on a side, read once in its own language.
fn held<'a>(side: Side<'a>, event: &Event) -> Cow<'a, [Held]> {
    let (language, known) = side.annotation.compared().held.get_or_init(|| (side.language, read(side, event)));
    if std::ptr::eq(*language, side.language) { Cow::Borrowed(known) } else { Cow::Owned(read(side, event)) }
}

fn read(side: Side<'_>, event: &Event) -> Vec<Held> {
    let mut found: Vec<Held> = side.annotation.names.iter().filter_map(|name| by_title(side, name, event)).collect();
    found.extend(side.annotation.names.iter().flat_map(|name| by_possession(side, name, event)));
    found
}

/// "French President X": an office with its country, now held (not "former").
fn by_title(side: Side<'_>, name: &Name, event: &Event) -> Option<Held> {
    let entity = person(name, event)?;
    let range = name.title.clone()?;
    let title = spelt(&side.text[range.clone()], side.language);
    let of_country =
        title.split_whitespace().any(|word| side.language.demonyms.contains_key(word.trim_end_matches("'s")));
    let sole = side.language.sole_offices.iter().any(|office| title.ends_with(office.as_str()));
    let before = spelt(&side.text[..range.start], side.language);
    let former =
        side.language.former.iter().any(|word| {
            title.split_whitespace().any(|part| part == word) || before.trim_end().ends_with(word.as_str())
        });
    (of_country && sole && !former).then(|| Held {
        range: range.start..name.range.end,
        entity,
        office: stem(&title, side.language),
        word: title.clone(),
    })
}

/// "X's special envoy", "envoys of the X administration": a role that belongs to X's administration. Only somebody who
/// heads an administration somewhere in the event counts, so that two countries' envoys are no conflict.
fn by_possession(side: Side<'_>, name: &Name, event: &Event) -> Vec<Held> {
    let Some(entity) = name.entity.filter(|entity| event.text().heads.contains(entity)) else { return Vec::new() };
    let tokens = &side.annotation.tokens;
    let after = tokens.partition_point(|token| token.range.start < name.range.end);
    let administration =
        tokens.get(after).filter(|token| is_administration(&side.text[token.range.clone()], side.language));
    let owns = |token: &Token| has_possessive(side.text, &token.range);
    let (first, last) = match administration {
        Some(token) if owns(token) => (
            tokens.partition_point(|token| token.range.start < name.range.start).saturating_sub(REACH),
            (after + 1 + REACH).min(tokens.len()),
        ),
        Some(_) => (tokens.partition_point(|token| token.range.start < name.range.start).saturating_sub(REACH), after),
        None if possessive(side, name) => (after, (after + REACH).min(tokens.len())),
        None => return Vec::new(),
    };
    let roles = tokens[first..last].iter().filter_map(|token| {
        let word = spelt(&side.text[token.range.clone()], side.language);
        let singular = word.strip_suffix('s').unwrap_or(&word);
        let ends = |title: &String, text: &str| {
            title.strip_suffix(text).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let known = |text: &str| side.language.titles.iter().any(|title| ends(title, text));
        let is_sole = side.language.sole_offices.iter().any(|office| office == singular);
        (!is_sole && (known(&word) || known(singular))).then(|| (stem(singular, side.language), word.clone()))
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

fn person(name: &Name, event: &Event) -> Option<usize> {
    let entity = name.entity?;
    (event.text().entities.get(entity)?.kind == EntityKind::Person).then_some(entity)
}

fn possessive(side: Side<'_>, name: &Name) -> bool {
    has_possessive(side.text, &name.range)
}

/// Whether a run of a text ends with a possessive, or one follows it.
fn has_possessive(text: &str, range: &Range<usize>) -> bool {
    let (own, rest) = (&text[range.clone()], &text[range.end..]);
    ["'s", "’s"].iter().any(|mark| rest.starts_with(mark) || own.ends_with(mark))
}

/// The people of whose administrations an event speaks. Such a mention does not count as naming the person, so it is
/// looked for in the names themselves.
pub(super) fn heads(articles: &[Article], annotations: &[Vec<Annotation>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (article, read) in articles.iter().zip(annotations) {
        let language = Language::of(article.language.as_deref());
        for (sentence, annotation) in article.sentences.iter().zip(read) {
            let heads = |name: &&Name| {
                let next = annotation.tokens.partition_point(|token| token.range.start < name.range.end);
                let next = annotation.tokens.get(next).map(|token| fold(&sentence.text[token.range.clone()]));
                next.is_some_and(|next| is_administration(&next, language))
            };
            found.extend(annotation.names.iter().filter(heads).filter_map(|name| name.entity));
        }
    }
    found
}
