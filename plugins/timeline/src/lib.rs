//! What happened when, a section for q7x2: dated facts in the order of their dates.
//!
//! Absolute and relative dates, resolved against the publication date of the article that names
//! them, as precise as the source is and no more. What lies before the event is the section
//! `background`'s.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Section, SectionRequest, Settings};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::event::{alone, when};
use q7x2_sdk::parallel;
use q7x2_sdk::support::citation::Claim;
use q7x2_sdk::text::date::Resolved;
use q7x2_sdk::text::likeness;
use q7x2_sdk::{Detail, Event, SectionDraft, SectionKind, Spot, Statement, detail};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Section(Box::new(settings.read::<Timeline>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Timeline {
    most: usize,
}

impl Section for Timeline {
    fn reads_summaries(&self) -> bool {
        false
    }

    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let event = request.event;
        let mut entries = entries(event);
        entries.sort_by(|a, b| b.worth().cmp(&a.worth()).then(a.spot.cmp(&b.spot)));
        let mut kept: Vec<Entry> = Vec::new();
        for entry in entries {
            let text = event.text();
            let is_told = kept.iter().any(|other| {
                let alike = likeness::similarity(text.at(entry.spot), text.at(other.spot));
                let ledes = entry.rank == 0 && other.rank == 0 && entry.date == other.date;
                other.fact == entry.fact && entry.fact.is_some() || alike.cosine >= SAME || ledes
            });
            if !is_told && kept.len() < self.most {
                kept.push(entry);
            }
        }
        kept.sort_by(|a, b| a.date.cmp(&b.date).then(a.spot.cmp(&b.spot)));
        let statements = kept.into_iter().map(|entry| entry.statement(event)).collect();
        let (kind, heading) = (SectionKind::Timeline, "Timeline".to_owned());
        Ok(Warned::quiet(SectionDraft { kind, heading, statements }))
    }
}

/// Two entries with this cosine tell the same.
const SAME: f64 = 0.35;

/// A dated sentence.
struct Entry {
    spot: Spot,
    /// Where it stands among its article's sentences; first sentences of one day tell the same
    /// news.
    rank: usize,
    date: Resolved,
    fact: Option<usize>,
    origins: usize,
}

/// The sentences of the event that can stand alone and say on which day something happens.
fn entries(event: &Event) -> Vec<Entry> {
    let mut facts: BTreeMap<Spot, usize> = BTreeMap::new();
    for (at, fact) in event.facts().iter().enumerate() {
        facts.extend(
            fact.sentences
                .iter()
                .filter_map(|citation| event.spot(citation))
                .map(|spot| (spot, at)),
        );
    }
    let trusted = |article: &usize| !event.articles()[*article].is_low_trust();
    let articles = (0..event.articles().len()).filter(trusted).collect();
    let of_article = |article: usize| -> Vec<Entry> {
        let body = event.articles()[article].body().enumerate();
        let entry = |(rank, (sentence, _))| {
            let spot = Spot { article, sentence };
            let date = day(event, spot)?;
            let fact = facts.get(&spot).copied();
            let origins = fact.map_or(1, |fact| event.facts()[fact].origins);
            Some(Entry { spot, rank, date, fact, origins })
        };
        body.filter_map(entry).collect()
    };
    parallel::map(articles, of_article).into_iter().flatten().collect()
}

/// The day on which a sentence that can stand alone says that something happens.
fn day(event: &Event, spot: Spot) -> Option<Resolved> {
    let stands = !event.text().at(spot).dates.is_empty()
        && alone::stands(spot, event)
        && !alone::is_in_first_person(spot, event)
        && when::background(event, spot).is_none();
    stands.then(|| when::happens::day(event, spot)).flatten()
}

impl Entry {
    /// Widely told first, then what stands early in its article.
    fn worth(&self) -> (usize, Reverse<usize>) {
        (self.origins, Reverse(self.rank))
    }

    fn statement(self, event: &Event) -> Statement {
        let text = event.sentence(self.spot).text.clone();
        let mut claim = Claim::new(&text, self.spot, event);
        claim.anchor(self.spot);
        let others =
            self.fact.map(|fact| event.facts()[fact].sentences.as_slice()).unwrap_or_default();
        let others = others.iter().filter_map(|citation| event.spot(citation));
        let mut citations = vec![event.citation(self.spot)];
        citations.extend(
            others
                .filter(|&spot| spot != self.spot && claim.says(spot))
                .map(|spot| event.citation(spot)),
        );
        let (date, granularity) = (Some(self.date.iso()), Some(self.date.granularity));
        Statement::new(text, citations).with(Detail::Entry(detail::Entry { date, granularity }))
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::contract::Summaries;
    use q7x2_sdk::{Article, Citation, Draft, Fact, Published, Trust, example};

    use super::*;

    fn article(id: &str, published: &str, sentences: &[&str]) -> Article {
        Article { published: Published::parse(published), ..example::article(id, sentences) }
    }

    fn told(most: usize, event: &Event) -> Vec<Statement> {
        let briefing = Draft::default();
        let request = SectionRequest { event, summaries: &Summaries::new(), briefing: &briefing };
        let draft = Timeline { most }.section(&request).expect("an answer").value;
        assert_eq!((draft.kind, draft.heading.as_str()), (SectionKind::Timeline, "Timeline"));
        draft.statements
    }

    fn date(statement: &Statement) -> &str {
        statement.entry().and_then(|entry| entry.date.as_deref()).expect("a date")
    }

    fn event(articles: Vec<Article>) -> Event {
        Event::new("e".to_owned(), String::new(), articles)
    }

    /// Compares dates and sentences of one article of Tuesday 6 January 2026.
    fn check(sentences: &[&str], expected: &[(&str, usize)]) {
        let said = told(10, &event(vec![article("a", "2026-01-06", sentences)]));
        let found: Vec<(&str, usize)> =
            said.iter().map(|one| (date(one), one.citations[0].sentence)).collect();
        assert_eq!(found, expected, "{sentences:?}");
    }

    const MONDAY: &str = "The mayor of Tarn closed the bridge on Monday.";
    const SUNDAY: &str = "Divers found a crack in a pillar on January 4, 2026.";
    const FRIDAY: &str = "Engineers from Lorn will measure the crack on Friday.";

    #[test]
    fn days_are_told_in_their_order() {
        check(
            &[FRIDAY, MONDAY, SUNDAY],
            &[("2026-01-04", 2), ("2026-01-05", 1), ("2026-01-09", 0)],
        );
        check(&["Trains ran again on Tuesday."], &[("2026-01-06", 0)]);
        check(
            &["The crack based on the north side may reach the deck on Friday."],
            &[("2026-01-09", 0)],
        );
        check(&[], &[]);
    }

    #[test]
    fn what_is_vague_leans_or_lies_before_is_left_out() {
        check(&["Engineers will measure the crack in March 2026."], &[]);
        check(&["He closed the bridge on Monday."], &[]);
        check(&["The bridge of Tarn was built on May 3, 1934."], &[]);
        check(&["The mayor of Tarn closed the bridge."], &[]);
        check(&["Engineers raced toward a Friday deadline in Tarn."], &[]);
        check(&["The bridge of Tarn should be measured by Friday."], &[]);
        check(&["The bridge of Tarn reopens on Friday if the crack is small."], &[]);
        check(&["“Nobody crossed the bridge on Monday,” Mayor Anna Berg of Tarn said."], &[]);
        check(
            &["The deficit is the worst since Ann Lee of Tarn was elected on Jan. 2, 2026."],
            &[],
        );
        let mut low = article("a", "2026-01-06", &[MONDAY]);
        low.trust = Trust::Low;
        assert_eq!(told(10, &event(vec![low])), []);
    }

    #[test]
    fn what_is_alike_is_told_once() {
        let two = |one: &[&str], other: &[&str]| {
            told(
                10,
                &event(vec![article("a", "2026-01-06", one), article("b", "2026-01-06", other)]),
            )
            .len()
        };
        assert_eq!(two(&[SUNDAY, MONDAY], &[FRIDAY, MONDAY]), 3);
        // Two first sentences of one day are one piece of news.
        let wheel = "Boatmen from Kells lost a wheel in the harbour on Monday.";
        assert_eq!(two(&[MONDAY], &[wheel]), 1);
        assert_eq!(two(&[FRIDAY, MONDAY], &[SUNDAY, wheel]), 4);
    }

    #[test]
    fn only_what_says_it_is_cited() {
        let other = "The mayor of Tarn did not close the bridge on Monday.";
        let articles =
            vec![article("a", "2026-01-06", &[MONDAY]), article("b", "2026-01-06", &[other])];
        let cite = |article: &str| Citation::new(article, 0);
        let facts = vec![Fact { sentences: vec![cite("a"), cite("b")], origins: 2 }];
        let event = event(articles).with_facts(facts, Vec::new());
        assert_eq!(told(10, &event)[0].citations, [cite("a")]);
    }

    #[test]
    fn a_fact_is_told_once_and_widely_told_ones_are_kept() {
        let again = "The bridge was closed on Monday by the mayor of Tarn.";
        let articles = vec![
            article("a", "2026-01-06", &[SUNDAY, MONDAY]),
            article("b", "2026-01-06", &[again, FRIDAY]),
        ];
        let cite = |article: &str, sentence| Citation::new(article, sentence);
        let facts = vec![Fact { sentences: vec![cite("a", 1), cite("b", 0)], origins: 2 }];
        let event = event(articles).with_facts(facts, Vec::new());
        let found = told(10, &event);
        let cited: Vec<&[Citation]> = found.iter().map(|one| one.citations.as_slice()).collect();
        assert_eq!(cited, [&[cite("a", 0)][..], &[cite("b", 0), cite("a", 1)], &[cite("b", 1)]]);
        // The one that stands first in its article carries it.
        assert_eq!(told(1, &event)[0].text, again);
    }
}
