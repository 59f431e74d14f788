//! Candidates: sentences that can stand alone in a running text, shortened, with what they are worth.

use q7x2_sdk::text::annotation::Annotation;
use q7x2_sdk::text::conflict::{self, ConflictKind, Side};
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::{count, fold};
use q7x2_sdk::text::{alone, when};
use q7x2_sdk::{Event, SentenceKind, Spot};

use crate::concepts::concepts;
use crate::shorten;

/// A statement has at least so many words; shorter ones are captions of their neighbours.
const SHORTEST: usize = 7;

/// A sentence that may be chosen.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// The sentence.
    pub(crate) spot: Spot,
    /// What is left of it.
    pub(crate) text: String,
    /// Its length.
    pub(crate) words: usize,
    /// The shortened text, read.
    pub(crate) annotation: Annotation,
    /// Its concepts.
    pub(crate) concepts: Vec<u64>,
    /// The sentences that say the same, this one included.
    pub(crate) fact: Vec<Spot>,
    /// How many origins say it.
    pub(crate) origins: usize,
    /// Where it stands among its article's sentences, 0 first.
    pub(crate) rank: usize,
    /// What its form costs it, 0 to 1.
    pub(crate) form: f64,
}

/// All sentences of an event that may be chosen.
pub(crate) fn candidates(event: &Event, longest: usize) -> Vec<Candidate> {
    let facts = facts_by_spot(event);
    let alone = event.articles.iter().all(q7x2_sdk::Article::is_low_trust);
    let mut found = Vec::new();
    for (article, read) in event.articles.iter().enumerate() {
        let language = Language::of(read.language.as_deref());
        for (rank, (sentence, _)) in read.body().enumerate() {
            let spot = Spot { article, sentence };
            let (fact, origins) = facts.get(&spot).cloned().unwrap_or_else(|| (vec![spot], 1));
            let trusted = alone || fact.iter().any(|spot| !event.articles[spot.article].is_low_trust());
            if !trusted || read.is_low_trust() && !alone {
                continue;
            }
            if let Some(form) =
                form(spot, event, language).filter(|_| !quotes_like_the_few(spot, &fact, event, language))
            {
                let candidate = candidate(spot, rank, fact, origins, form, event, language);
                found.extend(
                    candidate.filter(|one| (SHORTEST..=longest).contains(&one.words) && one.says_something(event)),
                );
            }
        }
    }
    found.retain(|candidate| !is_stale(candidate, event) && when::background(event, candidate.spot).is_none());
    found
}

type FactOf = std::collections::BTreeMap<Spot, (Vec<Spot>, usize)>;

fn facts_by_spot(event: &Event) -> FactOf {
    let mut facts = FactOf::new();
    for fact in &event.facts {
        let spots: Vec<Spot> = fact.sentences.iter().filter_map(|citation| event.spot(citation)).collect();
        for &spot in &spots {
            facts.insert(spot, (spots.clone(), fact.origins));
        }
    }
    facts
}

fn candidate(
    spot: Spot,
    rank: usize,
    fact: Vec<Spot>,
    origins: usize,
    form: f64,
    event: &Event,
    language: &'static Language,
) -> Option<Candidate> {
    let text = shorten::shorten(spot, &fact, event, language);
    let annotation = event.text().annotate(&text, language);
    let concepts = concepts(&annotation).into_iter().map(|(concept, _)| concept).collect();
    let words = count(&text);
    (words > 0).then_some(Candidate { spot, text, words, annotation, concepts, fact, origins, rank, form })
}

impl Candidate {
    /// Filler has no number and no name beyond the event's commonest; what two origins say is no filler.
    fn says_something(&self, event: &Event) -> bool {
        let commonest = commonest_names(event);
        let names = self.annotation.names.iter().filter_map(|name| name.entity_of(event, &self.text));
        let telling = names.into_iter().any(|entity| !commonest.contains(&entity));
        self.origins > 1
            || telling
            || !self.annotation.numbers.is_empty()
            || !self.annotation.quotations.is_empty()
            || event.articles.len() == 1
            || !self.annotation.dates.is_empty()
            || self.rank < 2
    }
}

/// The three names that most sentences hold.
fn commonest_names(event: &Event) -> Vec<usize> {
    let entities = &event.text().entities;
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(entities[at].spots.len()), at));
    order.truncate(3);
    order
}

trait EntityOf {
    fn entity_of(&self, event: &Event, text: &str) -> Option<usize>;
}

impl EntityOf for q7x2_sdk::text::name::Name {
    /// The event's entity that a name in a shortened text means.
    fn entity_of(&self, event: &Event, text: &str) -> Option<usize> {
        let form = fold(&text[self.range.clone()]);
        let entities = &event.text().entities;
        entities
            .iter()
            .position(|entity| fold(&entity.name) == form || entity.aliases.iter().any(|alias| fold(alias) == form))
    }
}

/// What a sentence's form makes it worth: 1 for one that stands alone, less for one that leans, nothing for one that
/// cannot be used.
fn form(spot: Spot, event: &Event, language: &Language) -> Option<f64> {
    let sentence = event.sentence(spot);
    let annotation = event.text().at(spot);
    let text = sentence.text.as_str();
    let whole =
        alone::is_whole(spot, event) || (!language.is_tabled() && annotation.quotations.iter().all(|one| one.complete));
    if sentence.kind != SentenceKind::Body || !whole || text.contains('?') {
        return None;
    }
    let folded = fold(text);
    let opens = |list: &[String]| list.iter().any(|entry| alone::opens_with(&folded, entry));
    let unnamed = unnamed_speaker(annotation, text, language);
    let first_person = [" i ", " we ", " my ", " our ", " you "]
        .iter()
        .any(|word| outside_quotations(text, annotation).contains(word));
    if opens(&language.personal_pronouns) {
        return Some(0.35);
    }
    if opens(&language.pronouns) || opens(&language.outside_pointers) || unnamed {
        return None;
    }
    Some(if first_person {
        0.3
    } else if quotation_first(annotation) {
        0.6
    } else {
        1.0
    })
}

fn quotation_first(annotation: &Annotation) -> bool {
    annotation.quotations.first().is_some_and(|quotation| quotation.outer.start == 0)
}

fn outside_quotations(text: &str, annotation: &Annotation) -> String {
    let mut plain = String::from(" ");
    let mut from = 0;
    for quotation in &annotation.quotations {
        plain.push_str(text.get(from..quotation.outer.start).unwrap_or_default());
        from = quotation.outer.end.max(from);
    }
    plain.push_str(text.get(from..).unwrap_or_default());
    fold(&plain)
}

/// "the adviser said": a speaker whom only the text before names.
fn unnamed_speaker(annotation: &Annotation, text: &str, language: &Language) -> bool {
    let words: Vec<String> = annotation.tokens.iter().map(|token| fold(&text[token.range.clone()])).collect();
    words.windows(3).any(|run| {
        let speaks = language.speech_verbs.contains(&run[2]);
        language.articles.contains(&run[0]) && language.titles.contains(&run[1]) && speaks
    })
}

/// Whether more of a fact's sentences quote the same utterance in other words: the verbatim majority is quoted.
fn quotes_like_the_few(spot: Spot, fact: &[Spot], event: &Event, language: &Language) -> bool {
    let words = |at: Spot| -> Vec<&str> {
        let text = event.sentence(at).text.as_str();
        event.text().at(at).quotations.iter().map(|quotation| &text[quotation.inner.clone()]).collect()
    };
    let folded = |text: &str| fold(text).trim_matches(|character: char| !character.is_alphanumeric()).to_owned();
    words(spot).into_iter().any(|own| {
        let others: Vec<&str> = fact.iter().flat_map(|&at| words(at)).collect();
        let alike = others.iter().filter(|other| folded(other) == folded(own)).count();
        let different = others.iter().filter(|other| conflict::variant(own, other, language)).count();
        different > alike
    })
}

/// A claim of one outlet that two other origins contradict is shown under "where reports differ", not told as news.
fn is_stale(candidate: &Candidate, event: &Event) -> bool {
    if candidate.origins > 1 {
        return false;
    }
    let side = Side::of(event, candidate.spot);
    let mut origins: Vec<usize> = Vec::new();
    for fact in event.facts.iter().filter(|fact| fact.origins > 1) {
        for spot in fact.sentences.iter().filter_map(|citation| event.spot(citation)) {
            let found = conflict::slots(side, Side::of(event, spot), event);
            if found.iter().any(|conflict| conflict.kind != ConflictKind::Scope) {
                origins.push(event.origin(spot.article));
            }
        }
    }
    origins.sort_unstable();
    origins.dedup();
    origins.len() > 1
}
