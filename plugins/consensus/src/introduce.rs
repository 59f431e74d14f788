//! Introducing: a statement's text and citations, and who is who at the first mention.
//!
//! A person first met by surname gets the full name and role in square brackets, as a source gives
//! them, and the sentence that does so is cited, as the gate asks.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::event::reference::Reference;
use q7x2_sdk::support::judge;
use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::name::Name;
use q7x2_sdk::text::word::{count, fold, spelt};
use q7x2_sdk::{Event, SentenceKind, Spot};

use crate::arrange::Placed;
use crate::candidate::Candidate;
use crate::pronoun::is_person;
use crate::support;

/// A statement with its citations.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) spots: Vec<Spot>,
}

/// The statements in order, introduced and cited; the length is kept to. What the gate would refuse
/// is said without introductions, or not at all, and with it what follows it.
pub(crate) fn introduce(
    ordered: &[Placed],
    candidates: &[Candidate],
    event: &Event,
    max_words: usize,
) -> Vec<Option<Said>> {
    let mut words: usize = ordered.iter().map(|placed| candidates[placed.at].words).sum();
    let mut known = BTreeSet::new();
    let mut statements: Vec<Option<Said>> = Vec::new();
    for placed in ordered {
        let candidate = &candidates[placed.at];
        if placed.follows && statements.last().is_some_and(Option::is_none) {
            statements.push(None);
            continue;
        }
        let introduced = candidate.introduced.filter(|_| !placed.follows);
        let told = if placed.follows { &candidate.following } else { &candidate.text };
        let mut extra: Vec<Spot> = introduced.into_iter().collect();
        let mut text = match introduced.and_then(|spot| pronoun(told, spot, &mut known, event)) {
            Some(Pronoun { text, longer, spot })
                if words.saturating_add_signed(longer) <= max_words =>
            {
                words = words.saturating_add_signed(longer);
                extra.push(spot);
                text
            }
            _ => told.clone(),
        };
        let brackets = first_mentions(&text, candidate.spot, &mut known, event);
        for bracket in brackets.into_iter().rev() {
            let longer = count(&bracket.run);
            if words + longer <= max_words {
                words += longer;
                text.insert_str(bracket.at, &bracket.written());
                extra.push(bracket.spot);
            }
        }
        let with_names = cited(text, candidate.spot, extra, event);
        let plain = || cited(told.clone(), candidate.spot, introduced.into_iter().collect(), event);
        // What was cut may be what the gate asks for: who says it.
        let whole = || {
            let sentence = &event.sentence(candidate.spot).text;
            let longer = count(sentence).saturating_sub(candidate.words);
            let fits = words + longer <= max_words;
            fits.then(|| cited(sentence.clone(), candidate.spot, Vec::new(), event))?
        };
        statements.push(with_names.or_else(plain).or_else(whole));
    }
    statements
}

/// A statement whose pronoun stands for a name in another form.
struct Pronoun {
    text: String,
    /// How many words longer it is.
    longer: isize,
    spot: Spot,
}

/// The name that stands for a pronoun as the reader needs it: in full with the role where the
/// person is new, by surname where it is not. The person is known afterwards.
fn pronoun(told: &str, spot: Spot, known: &mut BTreeSet<usize>, event: &Event) -> Option<Pronoun> {
    let sentence = event.sentence(spot);
    let held = |name: &&Name| told.contains(&format!("[{}]", &sentence.text[name.full()]));
    let name = event.text().at(spot).names.iter().find(held)?;
    let (entity, written) = (name.entity?, &sentence.text[name.full()]);
    let form = &sentence.text[name.range.clone()];
    let (run, spot) = if known.insert(entity) {
        let full = introduction(entity, form, event)
            .filter(|one| one.name() == form && one.run.len() > written.len())?;
        (full.run, full.spot)
    } else {
        let surname =
            form.rsplit(' ').next().filter(|last| event.text().entities[entity].is_called(last))?;
        (surname.to_owned(), spot)
    };
    let longer = count(&run).cast_signed() - count(written).cast_signed();
    Some(Pronoun {
        text: told.replacen(&format!("[{written}]"), &format!("[{run}]"), 1),
        longer,
        spot,
    })
}

/// A statement with all sentences that say it and those that its brackets come from, if the gate
/// lets it pass.
fn cited(text: String, anchor: Spot, extra: Vec<Spot>, event: &Event) -> Option<Said> {
    let mut spots = support::support(&text, anchor, event);
    for spot in extra {
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    let judgement = judge(&text, &spots, true, event);
    judgement.verdict.is_ok().then_some(Said { text, spots: judgement.kept })
}

/// A name with the title before it.
fn full_range(name: &Name) -> std::ops::Range<usize> {
    name.title.as_ref().map_or(name.range.start, |title| title.start)..name.range.end
}

/// A full introduction to stand in square brackets.
struct Bracket {
    at: usize,
    run: String,
    spot: Spot,
    /// Whether it stands before the name: what belongs there, "[Joe] Biden".
    before: bool,
    /// Whom it introduces.
    entity: usize,
}

impl Bracket {
    fn written(&self) -> String {
        if self.before { format!("[{}] ", self.run) } else { format!(" [{}]", self.run) }
    }
}

/// Whether a sentence gets an introduction of one whom it calls by surname.
pub(crate) fn introduces(reference: &Reference, text: &str, spot: Spot, event: &Event) -> bool {
    let Reference::Person(person) = reference else { return false };
    let brackets = first_mentions(text, spot, &mut BTreeSet::new(), event);
    brackets.iter().any(|bracket| bracket.entity == *person)
}

/// Where names that a reader does not know yet want an introduction, in order; every person named
/// is known afterwards.
fn first_mentions(
    text: &str,
    anchor: Spot,
    known: &mut BTreeSet<usize>,
    event: &Event,
) -> Vec<Bracket> {
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
            introduction(entity, form, event).filter(|one| !text.contains(one.name()));
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

/// Whether a name stands for the person alone: "Tolland expects", not "the Ford plant" or "Smith
/// and Sons".
fn is_subject(annotation: &Annotation, name: &Name, text: &str, language: &Language) -> bool {
    let next = annotation.tokens.iter().find(|token| token.range.start >= name.range.end);
    next.is_none_or(|token| {
        let between = &text[name.range.end..token.range.start];
        let word = spelt(&text[token.range.clone()], language);
        between.contains([',', '.', ';', ':', '(', '—', '–', '”', '"'])
            || token.stop && !language.and_words.contains(&word)
            || language.says(&word)
            || language.past_cues.contains(&word)
            || language.future_cues.contains(&word)
            || language.past_endings.iter().any(|ending| word.ends_with(ending.as_str()))
            || annotation.dates.iter().any(|date| date.range.start == token.range.start)
    })
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

/// A person's title and full name in one run, and the sentence that holds it.
struct Introduction {
    run: String,
    /// Bytes of the title.
    title: usize,
    spot: Spot,
}

impl Introduction {
    fn name(&self) -> &str {
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
        let found = first_mentions(text, anchor, &mut BTreeSet::new(), &event);
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
