//! Where reports differ, a section for q7x2: both sides of a difference, each cited, none resolved
//! silently.
//!
//! Precision first: a false difference costs more trust than a missed one. A sentence differs from
//! another where it contradicts a claim of it; figures of long sentences are compared too, durations and
//! holders of an office between any two.

mod difference;
mod topic;

use std::collections::BTreeMap;

use q7x2_sdk::claim::{self, DifferenceKind, Read, Relation, relation};
use q7x2_sdk::conflict::{self, Conflict, ConflictKind};
use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Section, SectionRequest, Settings};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::event::side::Side;
use q7x2_sdk::event::when;
use q7x2_sdk::text::date::{Named, Resolved};
use q7x2_sdk::text::{likeness, postings};
use q7x2_sdk::{Event, SectionDraft, SectionKind, SentenceKind, Spot, work};
use serde::Deserialize;

use difference::Difference;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Section(Box::new(settings.read::<Disagreements>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Disagreements {
    most: usize,
    articles: usize,
}

impl Section for Disagreements {
    fn reads_summaries(&self) -> bool {
        false
    }

    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let event = request.event;
        let spots = self.spots(event);
        let mut found = differing(&spots, event);
        found.extend(slots(&spots, event));
        let statements = topic::topics(found, event, self.most);
        let (kind, heading) = (SectionKind::Disagreements, "Where reports differ".to_owned());
        Ok(Warned::quiet(SectionDraft { kind, heading, statements }))
    }
}

impl Disagreements {
    /// The sentences that are compared: of one article an origin first, then of others, up to the
    /// limit.
    fn spots(&self, event: &Event) -> Vec<Spot> {
        let mut order: Vec<(usize, usize)> = Vec::new();
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for article in 0..event.articles().len() {
            let turn = seen.entry(event.origin(article)).or_default();
            order.push((*turn, article));
            *turn += 1;
        }
        order.sort_unstable();
        order.truncate(self.articles);
        order.sort_by_key(|(_, article)| *article);
        let mut spots = Vec::new();
        for (_, article) in order {
            let sentences = event.articles()[article].sentences.iter().enumerate();
            let body = sentences.filter(|(_, sentence)| sentence.kind == SentenceKind::Body);
            spots.extend(body.map(|(sentence, _)| Spot { article, sentence }));
        }
        spots
    }
}

/// Content stems that two sentences share before they are compared.
const SHARED: u32 = 2;
/// Share of the shorter sentence's words that two of one thing have in common, at least.
const LEAST: f64 = 0.3;
/// A stem that more sentences hold is no reason to compare them.
const COMMON: usize = 200;

/// Sentences of different origins that contradict each other, and tell of one time.
fn differing(spots: &[Spot], event: &Event) -> Vec<Difference> {
    let text = event.text();
    let keys: Vec<Vec<u64>> = spots
        .iter()
        .map(|&spot| text.at(spot).stems.iter().map(|(stem, _)| *stem).collect())
        .collect();
    let mut found = Vec::new();
    for (a, b, _) in postings::sharing(&keys, SHARED, COMMON) {
        work::steps(1);
        let (left, right) = (spots[a], spots[b]);
        if is_one_voice(left, right, event) {
            continue;
        }
        let contradictions = match contradiction(left, right, event) {
            Some(contradiction) => vec![contradiction],
            None => near(left, right, event),
        };
        let difference = |contradiction| Difference { left, right, contradiction };
        found.extend(contradictions.into_iter().map(difference));
    }
    found
}

/// In what one sentence contradicts another claim by claim.
fn contradiction(left: Spot, right: Spot, event: &Event) -> Option<claim::Difference> {
    let alike = likeness::similarity(event.text().at(left), event.text().at(right));
    if alike.containment < LEAST || !when::may_be_one_time(event, left, right) {
        return None;
    }
    let read = |spot| Read::of(Side::of(event, spot));
    let Relation::Contradicted(found) = relation(&read(left), &read(right)) else { return None };
    // What differs in its day is of two days; all else is of one.
    let dated = found.kind == DifferenceKind::Date;
    (dated || period(left, event) == period(right, event)).then_some(found)
}

/// What two long sentences that tell much the same count otherwise, deny in one clause, or say
/// otherwise of how long something has lasted.
fn near(left: Spot, right: Spot, event: &Event) -> Vec<claim::Difference> {
    let read = |spot| Read::of(Side::of(event, spot));
    let bears = |said, source| relation(&read(said), &read(source)) == Relation::Whole;
    let alike = likeness::near(event.text().at(left), event.text().at(right));
    if !alike || bears(left, right) || bears(right, left) {
        return Vec::new();
    }
    let two = claim::tell_of_two(&read(left), &read(right));
    let of_one = is_of_one_time(left, right, event) && !two;
    let (a, b) = (Side::of(event, left), Side::of(event, right));
    let counts = |conflict: &Conflict| match conflict.kind {
        ConflictKind::Number => of_one,
        ConflictKind::Polarity => !two && conflict::echoes(a, &conflict.left, b, &conflict.right),
        _ => true,
    };
    let conflicts = conflict::conflicts(a, b, event);
    conflicts.into_iter().filter(counts).map(claim::Difference::from).collect()
}

/// Whether the figures of two sentences are of one time: reports some days apart tell how things
/// went on, and what one of them says of an earlier day is no other figure for today.
fn is_of_one_time(left: Spot, right: Spot, event: &Event) -> bool {
    when::may_be_one_time(event, left, right) && period(left, event) == period(right, event)
}

/// Whether two articles are one voice: versions of one text, of which the later may only be newer.
/// Two outlets that print it at one time and not in the same words each answer for theirs.
fn is_one_voice(left: Spot, right: Spot, event: &Event) -> bool {
    let (one, other) = (&event.articles()[left.article], &event.articles()[right.article]);
    let two_outlets =
        one.publisher.is_some() && other.publisher.is_some() && one.publisher != other.publisher;
    let at_one_time = one.published.is_some() && one.published == other.published;
    event.origin(left.article) == event.origin(right.article) && !(two_outlets && at_one_time)
}

/// The earlier time that a sentence tells of, and the month or year that it names, even where
/// nobody knows of which year.
fn period(spot: Spot, event: &Event) -> (Option<Resolved>, Option<Named>) {
    let is_long =
        |named: &Named| matches!(named, Named::BareMonth(_) | Named::Month(..) | Named::Year(_));
    let mentions =
        event.text().at(spot).dates.iter().filter(|mention| when::tells(event, spot, mention));
    (when::background(event, spot), mentions.map(|mention| mention.named).find(is_long))
}

/// Sentences that say how long something lasted or who holds an office, and are compared with one
/// another: ten an article, the first ones, which no report reaches; a list of terms of office
/// takes the square of its length.
const SLOTS: usize = 400;

/// Differences in slots that any two sentences may fill.
fn slots(spots: &[Spot], event: &Event) -> Vec<Difference> {
    let filled = |spot: &Spot| conflict::has_slot(Side::of(event, *spot), event);
    let mut filled: Vec<Spot> = spots.iter().copied().filter(filled).collect();
    if filled.len() > SLOTS {
        filled.sort_by_key(|spot| (spot.sentence, spot.article));
        filled.truncate(SLOTS);
        filled.sort_unstable();
    }
    let mut found = Vec::new();
    for (at, &left) in filled.iter().enumerate() {
        work::steps(filled.len() - at);
        for &right in &filled[at + 1..] {
            if event.origin(right.article) == event.origin(left.article) {
                continue;
            }
            let conflicts = conflict::slots(Side::of(event, left), Side::of(event, right), event);
            let contradictions = conflicts.into_iter().map(claim::Difference::from);
            found.extend(contradictions.map(|contradiction| Difference {
                left,
                right,
                contradiction,
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::contract::Summaries;
    use q7x2_sdk::example::article;
    use q7x2_sdk::{Article, Draft, Published, Statement};

    use super::*;

    /// The sides that are told, as "topic (kind): text".
    fn told(plugin: &Disagreements, articles: Vec<Article>) -> Vec<String> {
        let event = Event::new("e".to_owned(), String::new(), articles);
        let briefing = Draft::default();
        let request =
            SectionRequest { event: &event, summaries: &Summaries::new(), briefing: &briefing };
        let draft = plugin.section(&request).expect("an answer").value;
        let told = |one: &Statement| {
            let position = one.position().expect("a position");
            let word = |text: &Option<String>| text.clone().unwrap_or_default();
            format!("{} ({}): {}", word(&position.topic), word(&position.kind), one.text)
        };
        draft.statements.iter().map(told).collect()
    }

    const DEFAULT: Disagreements = Disagreements { most: 8, articles: 40 };
    const SIX: &str = "The bridge at Dunmore will stay closed for at least six months.";
    const NINE: &str = "The bridge at Dunmore will stay closed for at least nine months.";
    const LEAKED: &str = "Fuel has leaked from the ferry Orla, according to the fishermen's union.";
    const NOT: &str = "Fuel has not leaked from the ferry Orla, the coastguard said.";

    #[test]
    fn both_sides_are_told_the_better_supported_first() {
        let articles = || vec![article("a", &[SIX]), article("b", &[NINE]), article("c", &[NINE])];
        let expected = [format!("months (number): {NINE}"), format!("months (number): {SIX}")];
        assert_eq!(told(&DEFAULT, articles()), expected);
        let mut turned = articles();
        turned.reverse();
        assert_eq!(told(&DEFAULT, turned), expected);
    }

    #[test]
    fn the_gravest_comes_first_and_the_rest_is_cut() {
        let articles = || vec![article("a", &[SIX, LEAKED]), article("b", &[NINE, NOT])];
        let found = told(&DEFAULT, articles());
        assert_eq!(found.len(), 4);
        assert!(found[0].starts_with("leaked (polarity)"), "{found:?}");
        // Not because of its letters.
        let spilled = |said: &str| said.replace("leaked", "spilled");
        let articles_too =
            vec![article("a", &[SIX, &spilled(LEAKED)]), article("b", &[NINE, &spilled(NOT)])];
        let found = told(&DEFAULT, articles_too);
        assert!(found[0].starts_with("spilled (polarity)"), "{found:?}");
        assert_eq!(told(&Disagreements { most: 1, ..DEFAULT }, articles()).len(), 2);
    }

    #[test]
    fn who_stands_alone_against_the_others_is_told_twice() {
        let cost = |millions: &str| format!("The new quay at Dunmore cost {millions} crowns.");
        let (four, five) = (cost("four million"), cost("five million"));
        let others: &[&str] = &[SIX, LEAKED, &four];
        let articles =
            vec![article("a", &[NINE, NOT, &five]), article("b", others), article("c", others)];
        assert_eq!(told(&DEFAULT, articles).len(), 4);
        let two = vec![article("a", &[NINE, NOT, &five]), article("b", others)];
        assert_eq!(told(&DEFAULT, two).len(), 6, "neither of two is alone against others");
    }

    #[test]
    fn one_text_in_two_outlets_differs_where_it_is_no_newer_version() {
        let of = |id, text, publisher: &str, time| Article {
            publisher: Some(publisher.to_owned()),
            published: Published::parse(time),
            ..article(id, &[text])
        };
        let told = |publisher, time| {
            let articles = vec![of("a", SIX, "Post", "2026-03-11"), of("b", NINE, publisher, time)];
            let origins = vec![vec!["a".to_owned(), "b".to_owned()]];
            let event = Event::new("e".to_owned(), String::new(), articles)
                .with_origins(Vec::new(), origins);
            differing(&DEFAULT.spots(&event), &event).len()
        };
        assert_eq!(told("Echo", "2026-03-11"), 1);
        assert_eq!(told("Echo", "2026-03-12"), 0);
        assert_eq!(told("Post", "2026-03-11"), 0);
    }

    #[test]
    fn agreement_and_other_things_are_no_difference() {
        assert_eq!(told(&DEFAULT, vec![article("a", &[SIX]), article("b", &[SIX])]), [""; 0]);
        assert_eq!(told(&DEFAULT, vec![article("a", &[SIX, NINE])]), [""; 0]);
        assert_eq!(
            told(&DEFAULT, vec![article("a", &[SIX]), article("b", &["The pier has six lamps."])]),
            [""; 0]
        );
        assert_eq!(told(&DEFAULT, Vec::new()), [""; 0]);
        // an earlier figure, and one of another day's report
        let fourteen = "The Dunmore clinic had treated 14 people for burns in July.";
        let nine = "The Dunmore clinic had treated nine people for burns.";
        assert_eq!(told(&DEFAULT, vec![article("a", &[fourteen]), article("b", &[nine])]), [""; 0]);
        let dated =
            |id, text, day| Article { published: Published::parse(day), ..article(id, &[text]) };
        let days = |day| vec![dated("a", SIX, "2026-03-11"), dated("b", NINE, day)];
        assert_eq!(told(&DEFAULT, days("2026-03-12")).len(), 2);
        assert_eq!(told(&DEFAULT, days("2026-03-14")), [""; 0]);
    }

    #[test]
    fn one_article_an_origin_is_compared_first() {
        let articles = ["a", "b", "c"].map(|id| article(id, &[SIX])).to_vec();
        let origins = [vec!["a", "b"], vec!["c"]]
            .map(|ids| ids.into_iter().map(str::to_owned).collect())
            .to_vec();
        let event =
            Event::new("e".to_owned(), String::new(), articles).with_origins(Vec::new(), origins);
        let spots = Disagreements { articles: 2, ..DEFAULT }.spots(&event);
        assert_eq!(spots.iter().map(|spot| spot.article).collect::<Vec<_>>(), [0, 2]);
    }
}
