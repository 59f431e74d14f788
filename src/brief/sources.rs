//! Sources: what each article contributed, and what only it says.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::alone;
use q7x2_sdk::text::word::count;
use q7x2_sdk::{Article, Event, Section, Source, Spot};

use super::extract;

/// How many sentences are listed under "only here".
const ONLY: usize = 5;
/// A sentence that opens with a word pointing outside it, or is shorter, cannot be read alone.
const ALONE_WORDS: usize = 8;

/// One source an article, in the event's order.
pub(super) fn sources(event: &Event, sections: &[Section]) -> Vec<Source> {
    let shared = shared(event);
    let anchored = extract::anchored(event, sections);
    let running: usize = anchored.iter().sum();
    let mut sources: Vec<Source> = Vec::new();
    for (at, article) in event.articles.iter().enumerate() {
        let (statements, supports, mut cited) = cited(article, sections);
        let only = only(at, event, &shared);
        cited.extend(only.iter().copied());
        let sentences =
            cited.into_iter().map(|sentence| (sentence, article.sentences[sentence].text.clone())).collect();
        sources.push(Source {
            article: article.id.clone(),
            outlet: outlet(article),
            title: article.title.clone(),
            url: article.url.clone(),
            published: article.published,
            authors: article.authors.clone(),
            trust: article.trust,
            trust_reason: article.trust_reason.clone(),
            origin: event.origin(at) + 1,
            statements,
            supports,
            share: percent(anchored[at], running),
            reproduced: percent(anchored[at], article.body().map(|(_, sentence)| count(&sentence.text)).sum()),
            only,
            sentences,
        });
    }
    sources
}

fn percent(part: usize, whole: usize) -> u8 {
    u8::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}

/// The outlet's name; an article without one is an outlet of its own, named by its file and record.
fn outlet(article: &Article) -> String {
    if let Some(publisher) = &article.publisher {
        return publisher.clone();
    }
    let name = article.file.rsplit('/').next().unwrap_or(&article.file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match &article.record {
        Some(record) => format!("Unnamed source ({stem}, {record})"),
        None => format!("Unnamed source ({stem})"),
    }
}

/// The statements that cite an article, how many of them are running text, and the sentences cited.
fn cited(article: &Article, sections: &[Section]) -> (Vec<String>, usize, BTreeSet<usize>) {
    let mut statements = Vec::new();
    let mut supports = 0;
    let mut sentences = BTreeSet::new();
    for (at, section) in sections.iter().enumerate() {
        for checked in &section.statements {
            let variants = checked.statement.variants.iter().flat_map(|variant| &variant.citations);
            let own =
                checked.statement.citations.iter().chain(variants).filter(|citation| citation.article == article.id);
            let own: Vec<usize> = own.map(|citation| citation.sentence).collect();
            if own.is_empty() {
                continue;
            }
            sentences.extend(own);
            supports += usize::from(at == 0);
            if !statements.contains(&checked.id) {
                statements.push(checked.id.clone());
            }
        }
    }
    (statements, supports, sentences)
}

/// The sentences of facts that more than one origin says.
fn shared(event: &Event) -> BTreeSet<Spot> {
    let widely = event.facts.iter().filter(|fact| fact.origins > 1);
    widely.flat_map(|fact| &fact.sentences).filter_map(|citation| event.spot(citation)).collect()
}

/// Sentences that no other origin says and that can be read alone, the most telling first: names and numbers, then
/// weight.
fn only(article: usize, event: &Event, shared: &BTreeSet<Spot>) -> Vec<usize> {
    let mut found: BTreeMap<usize, f64> = BTreeMap::new();
    for (sentence, _) in event.articles[article].body() {
        let spot = Spot { article, sentence };
        let annotation = event.text().at(spot);
        let whole = annotation.quotations.iter().all(|quotation| quotation.complete);
        if shared.contains(&spot)
            || alone::points_outside(spot, event)
            || !whole
            || annotation.tokens.len() < ALONE_WORDS
        {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "names and numbers of one sentence")]
        let facts = (annotation.names.len() + 2 * annotation.numbers.len()) as f64;
        #[expect(clippy::cast_precision_loss, reason = "words of one sentence")]
        let mean = annotation.weight() / annotation.tokens.len().max(1) as f64;
        found.insert(sentence, facts + mean);
    }
    let mut ranked: Vec<(usize, f64)> = found.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().take(ONLY).map(|(sentence, _)| sentence).collect()
}
