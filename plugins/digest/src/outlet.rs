//! Outlets: whose articles count, in which order, and the points of each, best first.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use q7x2_sdk::contract::MergeRequest;
use q7x2_sdk::event::reference::{Told, references};
use q7x2_sdk::event::{alone, news};
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::{likeness, word};
use q7x2_sdk::{Citation, Event, Point, Reason, Spot};

/// A point that may be taken.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// The sentence that carries it.
    pub(crate) spot: Spot,
    /// Its words.
    pub(crate) text: String,
    /// How many there are.
    pub(crate) words: usize,
    /// What it cites, all of one article.
    pub(crate) citations: Vec<Citation>,
    weight: f64,
}

/// Why sentences are left out, the last word on each.
pub(crate) type LeftOut = BTreeMap<Spot, Reason>;

/// The points of each outlet, best first; outlets in the order of their first article, those of low
/// trust last. One without any point is left out.
pub(crate) fn outlets(
    request: &MergeRequest<'_>,
    most: usize,
    longest: usize,
    left_out: &mut LeftOut,
) -> Vec<Vec<Said>> {
    let event = request.event;
    let mut outlets: Vec<Vec<Said>> = Vec::new();
    let mut places: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    left_out.extend(body(0..event.articles().len(), event).map(|spot| (spot, Reason::Copy)));
    for article in articles(event) {
        left_out.extend(body(article..article + 1, event).map(|spot| (spot, Reason::NotPicked)));
        let said = points(article, request);
        // What an outlet says in an article of low trust comes last too.
        let outlet = (event.articles()[article].is_low_trust(), event.articles()[article].outlet());
        let at = *places.entry(outlet).or_insert(outlets.len());
        if at == outlets.len() {
            outlets.push(Vec::new());
        }
        outlets[at].extend(said);
    }
    let best = outlets.into_iter().map(|said| best(said, event, (most, longest), left_out));
    best.filter(|said| !said.is_empty()).collect()
}

/// The sentences of some articles that may be cited.
fn body(articles: Range<usize>, event: &Event) -> impl Iterator<Item = Spot> {
    articles.flat_map(|article| {
        let sentences = event.articles()[article].body();
        sentences.map(move |(sentence, _)| Spot { article, sentence })
    })
}

/// Positions of the articles that count: of articles that copy one another the earliest trusted
/// one; trusted ones first.
fn articles(event: &Event) -> Vec<usize> {
    let of: BTreeMap<&str, &str> =
        event.copies().iter().map(|copy| (copy.article.as_str(), copy.of.as_str())).collect();
    let mut order: Vec<usize> = (0..event.articles().len()).collect();
    order.sort_by_key(|&at| (event.articles()[at].is_low_trust(), at));
    let mut texts: BTreeSet<&str> = BTreeSet::new();
    order.retain(|&at| {
        let id = event.articles()[at].id.as_str();
        // A copy is a copy of an original, never of a copy.
        texts.insert(of.get(id).copied().unwrap_or(id))
    });
    order
}

/// The points of one article, each sentence once, with the greatest weight that a summariser gave
/// it. Without any: its sentences, the earliest first.
fn points(article: usize, request: &MergeRequest<'_>) -> Vec<Said> {
    let event = request.event;
    let id = event.articles()[article].id.as_str();
    let given = request.summaries.values().filter_map(|articles| articles.get(id)).flatten();
    let mut said: Vec<Said> = Vec::new();
    for one in given.filter_map(|point| read(point, article, event)) {
        match said.iter_mut().find(|known| known.spot == one.spot && known.text == one.text) {
            Some(known) => known.weight = known.weight.max(one.weight),
            None => said.push(one),
        }
    }
    if said.iter().all(|one| stands(one, event).is_err()) {
        said.extend(sentences(article, event));
    }
    said
}

/// A summariser's point; none where it cites no sentence of the article.
fn read(point: &Point, article: usize, event: &Event) -> Option<Said> {
    let spots: Vec<Spot> =
        point.citations.iter().filter_map(|citation| event.spot(citation)).collect();
    let own: Vec<Spot> = spots.into_iter().filter(|spot| spot.article == article).collect();
    let weight = if point.weight.is_finite() { point.weight } else { 0.0 };
    let words = word::count(&point.text);
    let citations = own.iter().map(|&spot| event.citation(spot)).collect();
    (words > 0).then_some(Said {
        spot: *own.first()?,
        text: point.text.clone(),
        words,
        citations,
        weight,
    })
}

/// All sentences of an article, worth less the later they stand, and less than any point.
fn sentences(article: usize, event: &Event) -> Vec<Said> {
    let said = event.articles()[article].body().enumerate().map(|(place, (sentence, read))| {
        let spot = Spot { article, sentence };
        #[expect(clippy::cast_precision_loss, reason = "sentences of one article")]
        let weight = -(place as f64);
        let words = word::count(&read.text);
        Said { spot, text: read.text.clone(), words, citations: vec![event.citation(spot)], weight }
    });
    said.filter(|one| one.words > 0).collect()
}

/// Whether a point can be read without the sentences around it, or why not; of words that are the
/// summariser's own nobody can tell.
fn stands(said: &Said, event: &Event) -> Result<(), Reason> {
    if said.text != event.sentence(said.spot).text {
        return Ok(());
    }
    let tabled = Language::of(event.articles()[said.spot.article].language.as_deref()).is_tabled();
    if tabled || !alone::holds_whole_quotations(said.spot, event) {
        alone::check(said.spot, event)?;
    }
    news::check(said.spot, event)?;
    if speaks_itself(said.spot, event) { Ok(()) } else { Err(Reason::Unspoken) }
}

/// Whether a sentence says whose words a quotation is: a bare one would seem to be the outlet's
/// own, and of one that "he said" nobody knows who did.
fn speaks_itself(spot: Spot, event: &Event) -> bool {
    let annotation = event.text().at(spot);
    let text = event.sentence(spot).text.as_str();
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let mut outside = annotation.unquoted().peekable();
    if outside.peek().is_none() {
        return false;
    }
    let opens = annotation.quotations.first().is_some_and(|quotation| quotation.outer.start == 0);
    let named = annotation.names.iter().any(|name| !annotation.is_quoted(name.range.start));
    !opens
        || named
        || !outside.any(|token| {
            language.person_pronouns.contains(&word::spelt(&text[token.range.clone()], language))
        })
}

/// Whether a point speaks of nothing as known that the points before it in its source do not tell.
/// Before an article's first sentence nothing is told; of words that are the summariser's own nobody
/// can tell.
pub(crate) fn is_understood(said: &Said, told_by: &[&Said], event: &Event) -> bool {
    let mut body = event.articles()[said.spot.article].body();
    let is_first = body.next().is_some_and(|(sentence, _)| sentence == said.spot.sentence);
    if is_first || said.text != event.sentence(said.spot).text {
        return true;
    }
    let mut told = Told::default();
    let mut before: Vec<Spot> = told_by.iter().map(|one| one.spot).collect();
    before.retain(|spot| *spot < said.spot);
    before.sort_unstable();
    for spot in before {
        told.add(spot, event.text().at(spot), event);
    }
    let speaks_of = references(&said.text, event.text().at(said.spot), said.spot, event);
    told.is_next(said.spot, event) || speaks_of.iter().all(|one| told.gives(one))
}

/// The best points of an outlet: those that stand alone and are not too long, nothing twice. Where
/// none is so, the first sentence of its first article, so that the outlet is heard.
fn best(
    mut said: Vec<Said>,
    event: &Event,
    (most, longest): (usize, usize),
    left_out: &mut LeftOut,
) -> Vec<Said> {
    let opening = said.iter().min_by_key(|one| one.spot).cloned();
    said.retain(|one| {
        let fits = if one.words <= longest { Ok(()) } else { Err(Reason::TooLong) };
        let judged = stands(one, event).and(fits);
        left_out.extend(judged.as_ref().err().map(|reason| (one.spot, reason.clone())));
        judged.is_ok()
    });
    said.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.spot.cmp(&b.spot)));
    let mut kept: Vec<Said> = Vec::new();
    for one in said {
        if !is_understood(&one, &kept.iter().collect::<Vec<_>>(), event) {
            left_out.insert(one.spot, Reason::Leans);
            continue;
        }
        let again = |other: &Said| {
            other.spot == one.spot
                || likeness::aligned(event.text().at(other.spot), event.text().at(one.spot))
        };
        if kept.iter().any(again) {
            left_out.insert(one.spot, Reason::Repeats);
        } else {
            // What is kept may still find no room beside the other outlets.
            left_out.insert(one.spot, Reason::NoRoom);
            if kept.len() < most {
                kept.push(one);
            }
        }
    }
    if kept.is_empty() {
        kept.extend(opening);
    }
    kept
}
