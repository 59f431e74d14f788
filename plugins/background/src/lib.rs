//! What was known before, a section for q7x2: facts whose dates lie before the event, kept out of
//! the running text.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Section, SectionRequest, Settings};
use q7x2_sdk::detail::Entry;
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::event::{alone, when};
use q7x2_sdk::support::citation::Claim;
use q7x2_sdk::text::date::Resolved;
use q7x2_sdk::text::likeness;
use q7x2_sdk::{Detail, Event, SectionDraft, SectionKind, Spot, Statement};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Section(Box::new(settings.read::<Background>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Background {
    most: usize,
}

/// An older fact: when, where it is told, who else tells it.
struct Older {
    date: Resolved,
    spots: Vec<Spot>,
}

impl Section for Background {
    fn reads_summaries(&self) -> bool {
        false
    }

    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let event = request.event;
        let mut found: Vec<Older> = Vec::new();
        for (spot, date) in told_before(request) {
            if found.len() == self.most {
                break;
            }
            let anchor = event.text().at(spot);
            if !found.iter().any(|other| likeness::aligned(event.text().at(other.spots[0]), anchor))
            {
                found.push(Older { date, spots: support(spot, event) });
            }
        }
        found.sort_by(|a, b| a.date.cmp(&b.date).then(a.spots.cmp(&b.spots)));
        let statements = found.into_iter().map(|older| {
            let citations = older.spots.iter().map(|&spot| event.citation(spot)).collect();
            let text = event.sentence(older.spots[0]).text.clone();
            let (date, granularity) = (Some(older.date.iso()), Some(older.date.granularity));
            Statement::new(text, citations).with(Detail::Entry(Entry { date, granularity }))
        });
        let (kind, heading) = (SectionKind::Background, "Background".to_owned());
        Ok(Warned::quiet(SectionDraft { kind, heading, statements: statements.collect() }))
    }
}

/// Sentences of the past that can stand alone and that the running text does not cite; those of the
/// largest facts first.
fn told_before(request: &SectionRequest<'_>) -> Vec<(Spot, Resolved)> {
    let event = request.event;
    let used: Vec<Spot> = request
        .briefing
        .statements
        .iter()
        .flat_map(|statement| &statement.citations)
        .filter_map(|citation| event.spot(citation))
        .collect();
    let mut found = Vec::new();
    for (article, read) in event.articles().iter().enumerate() {
        for (sentence, _) in read.body() {
            let spot = Spot { article, sentence };
            if used.contains(&spot)
                || !alone::stands(spot, event)
                || alone::is_in_first_person(spot, event)
            {
                continue;
            }
            if let Some(date) = when::background(event, spot) {
                found.push((spot, date));
            }
        }
    }
    let mut sizes: BTreeMap<Spot, usize> = BTreeMap::new();
    for fact in event.facts() {
        sizes.extend(
            fact.sentences
                .iter()
                .filter_map(|citation| event.spot(citation))
                .map(|at| (at, fact.sentences.len())),
        );
    }
    found.sort_by_key(|&(spot, _)| (Reverse(sizes.get(&spot).copied()), spot));
    found
}

fn support(anchor: Spot, event: &Event) -> Vec<Spot> {
    let text = &event.sentence(anchor).text;
    let claim = Claim::new(text, anchor, event);
    let mut spots = vec![anchor];
    spots.extend(claim.sayers().into_iter().filter(|&spot| spot != anchor));
    spots
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::contract::Summaries;
    use q7x2_sdk::{Article, Citation, Draft, Fact, Published, example};

    use super::*;

    fn article(id: &str, published: &str, sentences: &[&str]) -> Article {
        Article { published: Published::parse(published), ..example::article(id, sentences) }
    }

    fn told(most: usize, articles: Vec<Article>, used: &[(&str, usize)]) -> Vec<Statement> {
        told_with(&[], most, articles, used)
    }

    fn told_with(
        fact: &[(&str, usize)],
        most: usize,
        articles: Vec<Article>,
        used: &[(&str, usize)],
    ) -> Vec<Statement> {
        let cite = |&(article, sentence): &(&str, usize)| Citation::new(article, sentence);
        let facts = vec![Fact { sentences: fact.iter().map(cite).collect(), ..Fact::default() }];
        let event =
            Event::new("e".to_owned(), String::new(), articles).with_facts(facts, Vec::new());
        let cited = used.iter().map(|&(article, sentence)| Citation::new(article, sentence));
        let briefing =
            Draft { statements: vec![Statement::new("", cited.collect())], ..Draft::default() };
        let request =
            SectionRequest { event: &event, summaries: &Summaries::new(), briefing: &briefing };
        let draft = Background { most }.section(&request).expect("an answer").value;
        assert_eq!((draft.kind, draft.heading.as_str()), (SectionKind::Background, "Background"));
        for statement in &draft.statements {
            let anchor = event.spot(&statement.citations[0]).expect("a sentence");
            assert_eq!(statement.text, event.sentence(anchor).text);
        }
        draft.statements
    }

    fn date(statement: &Statement) -> &str {
        statement.entry().and_then(|entry| entry.date.as_deref()).expect("a date")
    }

    /// Compares dates and sentences of one article of Tuesday 6 January 2026.
    fn check(sentences: &[&str], expected: &[(&str, usize)]) {
        let said = told(6, vec![article("a", "2026-01-06", sentences)], &[]);
        let found: Vec<(&str, usize)> =
            said.iter().map(|one| (date(one), one.citations[0].sentence)).collect();
        assert_eq!(found, expected, "{sentences:?}");
    }

    const BRIDGE: &str = "The bridge of Tarn was built by engineers from Lorn in 1934.";
    const FLOOD: &str = "A flood destroyed two pillars of the bridge in March 2021.";
    const NEW: &str = "The mayor of Tarn closed the bridge on Monday.";

    #[test]
    fn what_happened_long_before_is_background() {
        check(&[NEW, FLOOD, BRIDGE], &[("1934", 2), ("2021-03", 1)]);
        check(&[NEW], &[]);
        check(&["The bridge stands in Tarn."], &[]);
        // points outside itself, has no stop, or is only a condition
        check(&["He built the bridge of Tarn in 1934."], &[]);
        check(&["The bridge of Tarn was built in 1934"], &[]);
        check(&["If the bridge of Tarn was built in 1934, it is old."], &[]);
        check(&[], &[]);
    }

    #[test]
    fn an_event_without_a_day_has_no_before() {
        assert_eq!(told(6, vec![article("a", "", &[BRIDGE])], &[]), []);
    }

    #[test]
    fn what_the_running_text_cites_is_not_told_again() {
        let articles = || vec![article("a", "2026-01-06", &[BRIDGE, FLOOD])];
        let found = told(6, articles(), &[("a", 1)]);
        assert_eq!(found.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), [BRIDGE]);
        assert_eq!(told(6, articles(), &[("a", 0), ("a", 1)]), []);
    }

    #[test]
    fn several_sources_of_one_fact_are_one_statement_and_come_before_others() {
        let again = "In 1934 engineers from Lorn built the bridge of Tarn.";
        let articles = || {
            vec![article("a", "2026-01-06", &[FLOOD, BRIDGE]), article("b", "2026-01-05", &[again])]
        };
        let fact = [("a", 1), ("b", 0)];
        let found = told_with(&fact, 6, articles(), &[]);
        let cited: Vec<Vec<(&str, usize)>> = found
            .iter()
            .map(|one| {
                one.citations
                    .iter()
                    .map(|citation| (citation.article.as_str(), citation.sentence))
                    .collect()
            })
            .collect();
        assert_eq!(cited, [vec![("a", 1), ("b", 0)], vec![("a", 0)]]);
        let one = told_with(&fact, 1, articles(), &[]);
        assert_eq!(one.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), [BRIDGE]);
    }
}
