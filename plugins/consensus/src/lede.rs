//! The lede: the sentence that tells what the event is, in words that need nothing before them.
//!
//! What an event is about stands in the titles of its articles and in the sentences that open
//! them, and these were written by editors for just that. So the lede is the opening sentence that
//! holds most of what the titles hold and that the other articles' openings are most like. In an
//! event of several days the newest reports are asked: the newest state leads.

use chrono::NaiveDate;
use q7x2_sdk::event::when::happens;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::Token;
use q7x2_sdk::text::{Annotation, likeness};
use q7x2_sdk::{Event, Granularity, Published, Spot};

use crate::age;
use crate::candidate::Candidate;
use crate::pool::Pool;

/// Sentences of an article that may be the lede, its first ones.
const OPENING: usize = 3;
/// What is left of the worth of each further one: an article says first what it is about.
const FURTHER: f64 = 0.85;
/// What is left of the worth of a sentence that holds a quotation: who speaks is seldom the news.
const QUOTES: f64 = 0.8;
/// Quoted words above which somebody speaks.
const SPEECH: usize = 3;
/// Words that a reader takes in at once; of a longer sentence as much less is worth.
const PLAIN: f64 = 32.0;
/// Days before its publication that a report may be of; what it opens with of an earlier one, led to
/// the news.
const LAST: std::ops::RangeInclusive<i64> = 0..=2;
/// Articles that are asked, the newest first: of an event of thousands more tell nothing new.
const ASKED: usize = 64;

/// The place of the best lede among the candidates that have room, if any may lead.
pub(crate) fn lede(pool: &Pool<'_>, event: &Event, max_words: usize) -> Option<usize> {
    let (candidates, reports) = (pool.candidates, reports(event));
    let may_lead = |one: &&Candidate| one.may_lead() && one.words <= max_words;
    let nothing = vec![0.0; pool.weights.len()];
    let full: Vec<f64> = (0..candidates.len()).map(|at| pool.gain(at, &nothing)).collect();
    let most = full.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let worths: Vec<(usize, f64)> = candidates
        .iter()
        .enumerate()
        .filter(|(_, one)| may_lead(one))
        .map(|(at, one)| (at, worth(one, full[at] / most, &reports, event)))
        .collect();
    let best = worths.iter().max_by(|(a, one), (b, other)| one.total_cmp(other).then(b.cmp(a)));
    best.map(|(at, _)| *at)
}

impl Candidate<'_> {
    /// Whether a reader who knows nothing understands it, and it opens what it comes from.
    pub(crate) fn may_lead(&self) -> bool {
        let is_plain = self.introduced.is_none() && !self.is_introduced;
        self.rank < OPENING && self.references.is_empty() && is_plain
    }
}

impl Candidate<'_> {
    /// Whether it quotes more than a word or two that only name something.
    fn quotes_speech(&self) -> bool {
        let quotation = |token: &&Token| self.annotation.is_quoted(token.range.start);
        self.annotation.tokens.iter().filter(quotation).count() > SPEECH
    }
}

/// What an article says in its title and in its first sentence.
struct Report<'a> {
    article: usize,
    title: Option<Annotation>,
    opening: Option<&'a Annotation>,
    /// What is left of its worth by its age.
    age: f64,
    /// How many reports its origin has.
    sharing: f64,
}

/// The reports that are asked, those of one origin weighing as much as one.
fn reports(event: &Event) -> Vec<Report<'_>> {
    let newest = Newest { report: age::newest(event), told: None };
    let mut asked: Vec<usize> =
        (0..event.articles().len()).filter(|at| !event.articles()[*at].is_low_trust()).collect();
    asked.sort_by_key(|at| {
        let published = event.articles()[*at].published;
        (std::cmp::Reverse(published.map(|one| one.timestamp())), *at)
    });
    asked.truncate(ASKED);
    let origins: Vec<usize> = asked.iter().map(|at| event.origin(*at)).collect();
    let told: Vec<Option<NaiveDate>> = asked.iter().map(|at| told_day(*at, event)).collect();
    let newest = Newest { told: told.iter().flatten().max().copied(), ..newest };
    let report = |(&article, told): (&usize, &Option<NaiveDate>)| {
        let origin = event.origin(article);
        let sharing = origins.iter().filter(|other| **other == origin).count();
        report(article, sharing, newest.left(article, *told, event), event)
    };
    asked.iter().zip(&told).map(report).collect()
}

/// The newest report, and the newest day that one opens with.
#[derive(Clone, Copy)]
struct Newest {
    report: Option<Published>,
    told: Option<NaiveDate>,
}

impl Newest {
    /// What is left of a report's worth by when it was published and by the day that it opens with: one
    /// of this morning may tell how things stood last night.
    fn left(&self, article: usize, told: Option<NaiveDate>, event: &Event) -> f64 {
        let published = age::left(event.articles()[article].published, self.report);
        let told = told.zip(self.told).map_or(1.0, |(told, newest)| age::left_by_day(told, newest));
        published.min(told)
    }
}

/// The newest day that an article's opening sentences tell of as past.
fn told_day(article: usize, event: &Event) -> Option<NaiveDate> {
    let published = event.articles()[article].published?.local_day();
    let opening = event.articles()[article].body().take(OPENING);
    let days = opening.filter_map(|(sentence, _)| {
        let day = happens::day(event, Spot { article, sentence })?;
        let before = published.signed_duration_since(day.start).num_days();
        (day.granularity >= Granularity::Day && LAST.contains(&before)).then_some(day.start)
    });
    days.max()
}

#[expect(clippy::cast_precision_loss, reason = "articles of one event")]
fn report(article: usize, sharing: usize, age: f64, event: &Event) -> Report<'_> {
    let read = &event.articles()[article];
    let language = Language::of(read.language.as_deref());
    let opening = read.body().next();
    Report {
        article,
        title: (!read.title.is_empty()).then(|| event.text().annotate(&read.title, language)),
        opening: opening.map(|(sentence, _)| event.text().at(Spot { article, sentence })),
        age,
        sharing: sharing as f64,
    }
}

/// How well a sentence tells what all reports tell first, given how full it is against the fullest.
#[expect(clippy::cast_precision_loss, reason = "words and places of a sentence")]
fn worth(one: &Candidate, full: f64, reports: &[Report<'_>], event: &Event) -> f64 {
    let own = event.origin(one.spot.article);
    let mut agreed = 0.0;
    for report in reports {
        let weight = report.age / report.sharing;
        if let Some(title) = &report.title {
            agreed += weight * likeness::coverage(title, &one.annotation);
        }
        if let Some(opening) = report.opening.filter(|_| event.origin(report.article) != own) {
            agreed += weight * likeness::similarity(opening, &one.annotation).cosine;
        }
    }
    let age = reports.iter().find(|report| report.article == one.spot.article);
    let age = age.map_or(0.0, |report| report.age);
    let place = libm::pow(FURTHER, one.rank as f64);
    let length = (PLAIN / one.words.max(1) as f64).min(1.0);
    let quotes = if one.quotes_speech() { QUOTES } else { 1.0 };
    let told = ((1.0 + one.borne_out) * full).sqrt();
    agreed * told * age * place * length.sqrt() * quotes * one.form
}
