//! The gate against invented wrong sentences: mutations of every sentence of the invented events,
//! deletions that are legal and some that are not, right and wrong further citations. The share
//! caught, kind by kind, is law.
//!
//! The gate's own tests are public (`support::judge`), so a statement is judged here as
//! `brief::gate` judges it.

#![expect(clippy::panic, reason = "a test fails by panicking, its helpers too")]

#[path = "gate/hostile.rs"]
mod hostile;
#[path = "events/labels.rs"]
#[expect(dead_code, reason = "the labels that only tests/briefing.rs compares")]
mod labels;
#[path = "events/mutate.rs"]
mod mutate;
#[path = "events/site.rs"]
mod site;

use std::fmt::Write as _;
use std::sync::OnceLock;

use q7x2_sdk::support;
use q7x2_sdk::support::Refusal;
use q7x2_sdk::support::citation::Claim;
use q7x2_sdk::{Article, Briefing, Event, Spot};
use site::Site;

const CASES: [&str; 8] = [
    "harbour-bridge",
    "warehouse-fires",
    "saint-orran-ferry",
    "lindhaven-talks",
    "halden-takeover",
    "norchema",
    "crue-serine",
    "vertido-escarza",
];

/// A site's event, with the labels of its site.
struct Known {
    site: usize,
    event: Event,
}

struct World {
    sites: Vec<Site>,
    known: Vec<Known>,
}

/// All the invented events, read once.
fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let sites: Vec<Site> = CASES.iter().map(|case| Site::read(case)).collect();
        let mut known = Vec::new();
        for (at, site) in sites.iter().enumerate() {
            known.extend(
                site.briefings
                    .iter()
                    .map(|briefing| Known { site: at, event: event(site, briefing) }),
            );
        }
        World { sites, known }
    })
}

/// The event of a briefing, as its plugins saw it.
fn event(site: &Site, briefing: &Briefing) -> Event {
    let articles: Vec<Article> = briefing
        .sources
        .iter()
        .filter_map(|source| site.articles.get(&source.article).cloned())
        .collect();
    let origins = (1..=briefing.origins)
        .map(|origin| briefing.sources.iter().filter(move |source| source.origin == origin))
        .map(|sources| sources.map(|source| source.article.clone()).collect())
        .collect();
    Event::new(briefing.event.clone(), briefing.title.clone(), articles)
        .with_origins(briefing.copies.clone(), origins)
        .with_facts(briefing.facts.clone(), Vec::new())
}

/// The body sentences of an event.
fn body(event: &Event) -> Vec<Spot> {
    let spots = event.articles().iter().enumerate().flat_map(|(article, read)| {
        read.body().map(move |(sentence, _)| Spot { article, sentence })
    });
    spots.collect()
}

/// Judges a statement as `brief::gate` does.
fn judge(text: &str, cited: &[Spot], event: &Event) -> Result<(), Refusal> {
    support::judge(text, cited, true, event).verdict.map(drop)
}

/// A sentence that passes as it is, with everything that says the same: what a merger would cite.
struct Sound<'a> {
    known: &'a Known,
    text: &'a str,
    language: &'a str,
    cited: Vec<Spot>,
}

impl Sound<'_> {
    fn case(&self) -> &'static str {
        &world().sites[self.known.site].case
    }
}

/// Every sentence of the events, with whether it passes unchanged.
fn sentences(world: &World) -> Vec<(Sound<'_>, bool)> {
    let mut found = Vec::new();
    for known in &world.known {
        let event = &known.event;
        for anchor in body(event) {
            let text = event.sentence(anchor).text.as_str();
            let citation = event.citation(anchor);
            let fact = event.facts().iter().find(|fact| fact.sentences.contains(&citation));
            let others = fact
                .iter()
                .flat_map(|fact| &fact.sentences)
                .filter_map(|citation| event.spot(citation));
            let mut cited = vec![anchor];
            cited.extend(others.filter(|&spot| spot != anchor));
            let language = event.articles()[anchor.article].language.as_deref().unwrap_or_default();
            let passes = judge(text, &cited, event).is_ok();
            found.push((Sound { known, text, language, cited }, passes));
        }
    }
    found
}

/// How many there were, how many were caught, and those that were not.
#[derive(Default)]
struct Tally {
    all: usize,
    caught: usize,
    missed: Vec<String>,
}

impl Tally {
    fn add(&mut self, caught: bool, what: impl FnOnce() -> String) {
        self.all += 1;
        self.caught += usize::from(caught);
        if !caught {
            self.missed.push(what());
        }
    }

    fn percent(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let percent = 100.0 * self.caught as f64 / self.all.max(1) as f64;
        percent
    }

    /// Fails where fewer than `least` hundredths were caught, or where there was too little to
    /// tell.
    #[expect(clippy::print_stderr, reason = "the share is the result")]
    fn demand(&self, kind: &str, least: f64, enough: usize) {
        let mut told = format!("{kind}: {} of {} ({:.1} %)", self.caught, self.all, self.percent());
        eprintln!("{told}");
        for missed in &self.missed {
            let _ = write!(told, "\n  {missed}");
        }
        assert!(self.all >= enough, "{kind}: only {} to judge", self.all);
        assert!(self.percent() >= least, "{told}");
    }
}

/// Judges every mutation of every sentence that passes unchanged, citing its anchor alone and all
/// that say the same.
fn mutated(mutations: impl Fn(&Sound<'_>) -> Vec<String>) -> Tally {
    let mut tally = Tally::default();
    for (sound, _) in sentences(world()).into_iter().filter(|(_, passes)| *passes) {
        for text in mutations(&sound) {
            for cited in [&sound.cited[..1], &sound.cited] {
                let caught = judge(&text, cited, &sound.known.event).is_err();
                tally.add(caught, || format!("{}, {} cited: {text}", sound.case(), cited.len()));
            }
        }
    }
    tally
}

#[test]
fn sentences_as_they_are_pass() {
    let mut tally = Tally::default();
    for (sound, passes) in sentences(world()) {
        tally.add(passes, || format!("{}: {}", sound.case(), sound.text));
    }
    tally.demand("unchanged, let through", 98.0, 300);
}

#[test]
fn changed_numbers_are_caught() {
    mutated(|sound| mutate::numbers(sound.text)).demand("number changed", 100.0, 300);
}

#[test]
fn changed_dates_are_caught() {
    mutated(|sound| mutate::dates(sound.text)).demand("date changed", 100.0, 150);
}

#[test]
fn negations_put_in_or_out_are_caught() {
    mutated(|sound| mutate::negations(sound.text, sound.language)).demand(
        "negation put in or out",
        100.0,
        300,
    );
}

#[test]
fn altered_quotations_are_caught() {
    mutated(|sound| mutate::quotations(sound.text)).demand("quotation altered", 100.0, 150);
}

#[test]
fn dropped_hedges_are_caught() {
    mutated(|sound| mutate::hedges(sound.text)).demand("hedge dropped", 95.0, 30);
}

#[test]
fn foreign_names_are_caught() {
    let mut others =
        vec!["Torvald Hesse".to_owned(), "Castelvane".to_owned(), "Priya Sandhu".to_owned()];
    // Two from within the events: foreign wherever no cited sentence names them.
    others.extend(["Edda Mohr".to_owned(), "Tomas Brandt".to_owned()]);
    let elsewhere = |sound: &Sound<'_>| -> Vec<String> {
        let here = |name: &String| {
            sound.cited.iter().any(|&spot| sound.known.event.sentence(spot).text.contains(name))
        };
        others.iter().filter(|name| !here(name)).cloned().collect()
    };
    mutated(|sound| mutate::foreign(sound.text, &elsewhere(sound))).demand(
        "foreign name",
        95.0,
        1000,
    );
}

#[test]
fn exchanged_names_are_caught() {
    mutated(|sound| mutate::roles(sound.text)).demand("role swapped", 60.0, 80);
}

/// A statement made of a sentence by leaving something out; the sentence as labels name it.
type Deletion = (&'static str, &'static str, &'static str);

const LEGAL: [Deletion; 17] = [
    (
        "harbour-bridge",
        "gazette: carries about 22,000",
        "The bridge carries about 22,000 vehicles a day.",
    ),
    (
        "harbour-bridge",
        "blog: which owns the barge",
        "Hanbury Shipping said it was assisting the investigators.",
    ),
    (
        "harbour-bridge",
        "gazette: hit the third pier",
        "The Orla Grace hit the third pier of the bridge at 6.40 am in thick fog, the harbour police said.",
    ),
    ("harbour-bridge", "wire: belongs to Hanbury", "The Orla Grace belongs to Hanbury Shipping."),
    (
        "warehouse-fires",
        "times-t: which Gordon Marsh founded",
        "Alder Furniture has worked in Tolmere for almost four decades.",
    ),
    ("warehouse-fires", "echo: whose owners live abroad", "Linden Paper did not comment."),
    (
        "warehouse-fires",
        "radio-a: which a fire gutted",
        "The paper warehouse of Linden Paper in Ashcombe was still burning on Saturday.",
    ),
    (
        "lindhaven-talks",
        "meridian: 19 foreign",
        "The talks were attended by 19 foreign ministers and by President Warren Corvin's special envoy Judith Halloran.",
    ),
    (
        "lindhaven-talks",
        "global: fifth year",
        "Negotiators of the two countries met in Lindhaven on Tuesday for their first direct talks.",
    ),
    ("lindhaven-talks", "kestria: few believed it", "In Sele few believed it."),
    (
        "lindhaven-talks",
        "global: give up the port",
        "President Danylo Horbatsky of Kestria said his country would not give up the port of Sele.",
    ),
    (
        "halden-takeover",
        "railwatch: 3.2 billion",
        "Fenwick Industries is to buy Halden Rail for 3.2 billion crowns in cash, and the trade has been asking why ever since Monday.",
    ),
    (
        "halden-takeover",
        "ledger: competition authority",
        "The takeover needs the approval of the competition authority.",
    ),
    ("saint-orran-ferry", "second: struck the pier", "Its last accident was in November 2019."),
    (
        "norchema",
        "dna: neun Menschen",
        "Eine Explosion im Chemiewerk Norchema in Grauhafen hat am Mittwochmorgen neun Menschen verletzt.",
    ),
    ("crue-serine", "courrier: 5,40", "La rivière a atteint 5,40 mètres à midi."),
    (
        "vertido-escarza",
        "agencia: barreras",
        "Dos barcos con barreras flotantes impiden que la mancha entre en la ría.",
    ),
];

const ILLEGAL: [Deletion; 12] = [
    ("harbour-bridge", "radio: Divers", "Divers will examine the pier on Thursday."),
    (
        "harbour-bridge",
        "radio: injuring 17",
        "A barge struck the harbour bridge in Dunmore early on Monday, injuring 17 people.",
    ),
    ("harbour-bridge", "wire: the dead", "\"We would be counting the dead,\" Vane said."),
    ("warehouse-fires", "agency-t: was insured", "The warehouse was insured."),
    ("saint-orran-ferry", "mail: Fuel has leaked", "Fuel has leaked from the ferry."),
    ("lindhaven-talks", "kestria: 800 observers", "A ceasefire would be watched by 800 observers."),
    (
        "lindhaven-talks",
        "kestria: did not reject",
        "Vardanian Foreign Minister Milan Ostrec did not reject the plan for an international force in the Sele corridor.",
    ),
    (
        "halden-takeover",
        "orrby: 3.6 billion",
        "Fenwick Industries would pay 3.6 billion crowns for Halden Rail.",
    ),
    ("halden-takeover", "orrby: anything else", "“They will not open anything else,” he said."),
    (
        "norchema",
        "welle: offenbar",
        "Das Werk hatte die Stadt erst nach einer Stunde unterrichtet.",
    ),
    ("crue-serine", "gazette: pourrait", "Il pourrait annoncer une aide de deux millions d'euros."),
    ("vertido-escarza", "voz: presuntamente", "El capitán tardó dos horas en avisar."),
];

/// The events in which a label's sentence stands, and where.
fn spot(case: &str, label: &str) -> (&'static Known, Spot) {
    let world = world();
    let of_case = world.known.iter().filter(|known| world.sites[known.site].case == case);
    for known in of_case {
        let citation = world.sites[known.site]
            .sentence(label)
            .unwrap_or_else(|fault| panic!("{case}: {fault}"));
        if let Some(spot) = known.event.spot(&citation) {
            return (known, spot);
        }
    }
    panic!("{case}: \"{label}\" is in no event");
}

fn deletions(table: &[Deletion], wanted: bool) -> Tally {
    let mut tally = Tally::default();
    for (case, label, text) in table {
        let (known, anchor) = spot(case, label);
        let verdict = judge(text, &[anchor], &known.event);
        tally.add(verdict.is_ok() == wanted, || format!("{case}: {text} {verdict:?}"));
    }
    tally
}

#[test]
fn legal_deletions_pass() {
    deletions(&LEGAL, true).demand("legal deletion, let through", 98.0, 17);
}

#[test]
fn illegal_deletions_do_not() {
    deletions(&ILLEGAL, false).demand("illegal deletion", 100.0, 12);
}

/// Further citations of every labelled sentence: those that say it, as the labels have it, and all
/// that do not.
fn further_citations() -> (Tally, Tally) {
    let (mut right, mut wrong) = (Tally::default(), Tally::default());
    let world = world();
    for known in &world.known {
        let site = &world.sites[known.site];
        let spots = |labels: &[String]| -> Vec<Spot> {
            let citations = labels
                .iter()
                .map(|label| site.sentence(label).unwrap_or_else(|fault| panic!("{fault}")));
            citations.filter_map(|citation| known.event.spot(&citation)).collect()
        };
        let facts: Vec<(Vec<Spot>, Vec<Spot>)> = site
            .labels
            .events
            .iter()
            .flat_map(|event| &event.facts)
            .map(|fact| {
                (spots(&fact.sentences), spots(&[&fact.sentences[..], &fact.partly].concat()))
            })
            .collect();
        for &anchor in facts.iter().flat_map(|(sentences, _)| sentences) {
            let near: Vec<Spot> = facts
                .iter()
                .filter(|(_, near)| near.contains(&anchor))
                .flat_map(|(_, near)| near)
                .copied()
                .collect();
            let same = facts
                .iter()
                .filter(|(sentences, _)| sentences.contains(&anchor))
                .flat_map(|(same, _)| same);
            let same: Vec<Spot> = same.copied().filter(|&spot| spot != anchor).collect();
            let text = &known.event.sentence(anchor).text;
            let admits = |spot: Spot| {
                let mut claim = Claim::new(text, anchor, &known.event);
                claim.anchor(anchor);
                claim.admit(spot)
            };
            for spot in body(&known.event) {
                let other = &known.event.sentence(spot).text;
                let told = |verdict: &str| format!("{} {verdict}: {text} / {other}", site.case);
                if same.contains(&spot) {
                    let verdict = admits(spot);
                    right.add(verdict.is_ok(), || told(&format!("{verdict:?}")));
                } else if !near.contains(&spot) && spot != anchor {
                    wrong.add(admits(spot).is_err(), || told("kept"));
                }
            }
        }
    }
    (right, wrong)
}

#[test]
fn right_citations_stay() {
    // In doubt no citation: what is said in other words than the tables know stays silent.
    further_citations().0.demand("right citation kept", 85.0, 150);
}

#[test]
fn wrong_citations_are_removed() {
    further_citations().1.demand("wrong citation removed", 95.0, 2000);
}
