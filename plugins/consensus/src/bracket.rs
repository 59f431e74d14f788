//! Brackets: who somebody is whom a sentence calls by surname alone.
//!
//! A person first met by surname gets the full name and role in square brackets, as a source gives
//! them; only where exactly one person can be meant, and where the name stands for the person.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use q7x2_sdk::event::antecedent::{is_person, is_subject};
use q7x2_sdk::event::reference::Reference;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::name::Name;
use q7x2_sdk::text::word::fold;
use q7x2_sdk::{Event, SentenceKind, Spot};

/// A name with the title before it.
fn full_range(name: &Name) -> std::ops::Range<usize> {
    name.title.as_ref().map_or(name.range.start, |title| title.start)..name.range.end
}

/// A full introduction to stand in square brackets.
pub(crate) struct Bracket {
    /// The byte where it stands.
    pub(crate) at: usize,
    pub(crate) run: String,
    pub(crate) spot: Spot,
    /// Whether it stands before the name: what belongs there, "[Joe] Biden".
    before: bool,
    /// Whom it introduces.
    entity: usize,
}

impl Bracket {
    pub(crate) fn written(&self) -> String {
        if self.before { format!("[{}] ", self.run) } else { format!(" [{}]", self.run) }
    }
}

/// Whether a sentence gets an introduction of one whom it calls by surname.
pub(crate) fn introduces(
    reference: &Reference,
    text: &str,
    spot: Spot,
    introductions: &Introductions<'_>,
) -> bool {
    let Reference::Person(person) = reference else { return false };
    let brackets = first_mentions(text, spot, &mut BTreeSet::new(), introductions);
    brackets.iter().any(|bracket| bracket.entity == *person)
}

/// Where names that a reader does not know yet want an introduction, in order; every person named
/// is known afterwards.
pub(crate) fn first_mentions(
    text: &str,
    anchor: Spot,
    known: &mut BTreeSet<usize>,
    introductions: &Introductions<'_>,
) -> Vec<Bracket> {
    let event = introductions.event;
    let language = Language::of(event.articles()[anchor.article].language.as_deref());
    let annotation = event.text().annotate(text, language);
    let mut found = Vec::new();
    for name in &annotation.names {
        let form = &text[name.range.clone()];
        let Some(entity) = entity(form, anchor, event) else { continue };
        let is_new = known.insert(entity);
        let before = &text[..name.range.start];
        let in_brackets = before.rfind('[') > before.rfind(']');
        let inside_word = text[name.range.end..].starts_with(['\'', '’', '-']);
        let in_quotation = annotation.is_quoted(name.range.start);
        if !is_new
            || name.administration
            || in_brackets
            || inside_word
            || in_quotation
            || form.contains(' ')
        {
            continue;
        }
        let introduction =
            introductions.introduction(entity, form).filter(|one| !text.contains(one.name()));
        let Some(Introduction { run, spot, .. }) = introduction else { continue };
        if name.title.is_some() || !is_subject(&annotation, name, text, language) {
            continue;
        }
        found.push(match before_surname(&run, form) {
            Some(before) => {
                Bracket { at: name.range.start, run: before.to_owned(), spot, before: true, entity }
            }
            None => Bracket { at: name.range.end, run, spot, before: false, entity },
        });
    }
    found
}

/// "Polish Prime Minister Donald" of "Polish Prime Minister Donald Tusk".
fn before_surname<'a>(run: &'a str, surname: &str) -> Option<&'a str> {
    run.strip_suffix(surname)?.strip_suffix(' ')
}

/// The person of the event that a form means in this sentence.
fn entity(form: &str, anchor: Spot, event: &Event) -> Option<usize> {
    let sentence = event.sentence(anchor);
    let mut names = event.text().at(anchor).names.iter();
    let name =
        names.find(|name| sentence.text[name.range.clone()] == *form && is_person(name, event))?;
    name.entity
}

/// The introductions of an event's people, each sought once: hundreds of sentences may call one
/// person by surname.
pub(crate) struct Introductions<'a> {
    event: &'a Event,
    known: Mutex<BTreeMap<(usize, String), Option<Introduction>>>,
}

impl<'a> Introductions<'a> {
    pub(crate) fn of(event: &'a Event) -> Self {
        Self { event, known: Mutex::default() }
    }

    /// The introduction of a person whom a sentence calls so.
    pub(crate) fn introduction(&self, entity: usize, form: &str) -> Option<Introduction> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let held = known.entry((entity, form.to_owned()));
        held.or_insert_with(|| introduction(entity, form, self.event)).clone()
    }
}

/// A person's title and full name in one run, and the sentence that holds it.
#[derive(Clone)]
pub(crate) struct Introduction {
    pub(crate) run: String,
    /// Bytes of the title.
    title: usize,
    pub(crate) spot: Spot,
}

impl Introduction {
    pub(crate) fn name(&self) -> &str {
        self.run[self.title..].trim_start()
    }
}

/// The commonest full introduction of a person, or the full name alone where no source gives a
/// role. Where the surname alone stands with another title somewhere, there may be two of that
/// name, and nobody is introduced.
fn introduction(entity: usize, form: &str, event: &Event) -> Option<Introduction> {
    let mut runs: BTreeMap<(&str, &str), Vec<Spot>> = BTreeMap::new();
    let mut bare: BTreeMap<&str, Vec<Spot>> = BTreeMap::new();
    let mut titles: BTreeSet<String> = BTreeSet::new();
    for &spot in &event.text().entities[entity].spots {
        let sentence = event.sentence(spot);
        if sentence.kind != SentenceKind::Body || event.articles()[spot.article].is_low_trust() {
            continue;
        }
        let language = Language::of(event.articles()[spot.article].language.as_deref());
        for name in event.text().at(spot).names.iter().filter(|name| name.entity == Some(entity)) {
            let run = &sentence.text[full_range(name)];
            let Some(title) = name.title.as_ref().map(|title| &sentence.text[title.clone()]) else {
                let is_title =
                    |word: &str| language.titles.contains(&fold(word.trim_end_matches('.')));
                if run.ends_with(form) && run.len() > form.len() && !run.split(' ').any(is_title) {
                    bare.entry(run).or_default().push(spot);
                }
                continue;
            };
            let folded = fold(title);
            if sentence.text[name.range.clone()].contains(' ') {
                if run.len() > form.len() {
                    runs.entry((run, title)).or_default().push(spot);
                }
            } else if !language
                .honorifics
                .iter()
                .any(|honorific| folded.trim_end_matches('.') == honorific)
            {
                titles.insert(folded);
            }
        }
    }
    let best = runs.into_iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(&a.0)));
    let Some(((run, title), spots)) = best else {
        let bare = bare.into_iter().filter(|_| titles.is_empty());
        let (run, spots) = bare.max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(a.0)))?;
        return Some(Introduction { run: run.to_owned(), title: 0, spot: *spots.first()? });
    };
    let folded = fold(title);
    let one_person = titles.iter().all(|other| folded.contains(other) || other.contains(&folded));
    let spot = *spots.first().filter(|_| one_person)?;
    Some(Introduction { run: run.to_owned(), title: title.len(), spot })
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Article;
    use q7x2_sdk::example::article;

    use super::*;

    /// The brackets that the first sentence of the first article wants.
    fn wanted(articles: Vec<Article>) -> Vec<String> {
        let event = Event::new("e".to_owned(), String::new(), articles);
        let anchor = Spot { article: 0, sentence: 0 };
        let text = &event.sentence(anchor).text;
        let found = first_mentions(text, anchor, &mut BTreeSet::new(), &Introductions::of(&event));
        found.into_iter().map(|bracket| bracket.written()).collect()
    }

    fn check(text: &str, others: &[&str], expected: &[&str]) {
        let found = wanted(vec![article("a", &[text]), article("b", others)]);
        assert_eq!(found, expected, "{text} {others:?}");
    }

    const WAITS: &str = "Tolland expects nine months of work at the pier of Dunmore.";
    const MAYOR: &str = "Will Mayor Rhys Tolland inspect the broken pier with two divers?";

    #[test]
    fn a_person_is_introduced_once_and_where_it_reads() {
        check(WAITS, &[MAYOR], &["[Mayor Rhys] "]);
        for (text, expected) in [
            ("Mayor Tolland expects nine months of work, and Tolland waits.", &[][..]),
            ("The Tolland bridge waits for nine months of work at the pier.", &[]),
            ("Rhys Tolland expects nine months of work at the pier.", &[]),
            ("Tolland expects nine months of work, and Mayor Rhys Tolland waits.", &[]),
            ("The mayor [Tolland] expects nine months of work.", &[]),
            ("Tolland’s divers expect nine months of work.", &[]),
            ("“Tolland expects nine months of work,” said the harbour master.", &[]),
        ] {
            check(text, &[MAYOR], expected);
        }
    }

    #[test]
    fn an_introduction_is_the_commonest_and_of_one_person() {
        let bare = "Will Rhys Tolland inspect the broken pier with two divers?";
        let governor = "Will Governor Rhys Tolland come to Dunmore and see the pier?";
        let honoured = "Will Mr. Tolland come to Dunmore and see the pier?";
        let other = "Will President Tolland come to Dunmore and see the pier?";
        check(WAITS, &[bare], &["[Rhys] "]);
        check(WAITS, &[bare, other], &[]);
        check(WAITS, &[governor, MAYOR, MAYOR], &["[Mayor Rhys] "]);
        check(WAITS, &[MAYOR, honoured], &["[Mayor Rhys] "]);
        let mut heading = article("b", &[MAYOR]);
        heading.sentences[0].kind = SentenceKind::Heading;
        assert_eq!(wanted(vec![article("a", &[WAITS]), heading]), [""; 0]);
    }
}
