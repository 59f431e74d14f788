//! Fields are claims too: speakers, roles, names, dates and topics stand in what is cited, or go.

use q7x2_sdk::detail::{Entry, Name, Position, Quote};
use q7x2_sdk::event::side::Side;
use q7x2_sdk::support::Refusal;
use q7x2_sdk::text::word;
use q7x2_sdk::{Detail, Event, Evidence, Granularity, RemovedField, SectionKind, Spot, Statement};

use super::super::title::title_stands;
use super::evidence::with_cited;
use super::held::holds_folded;
use super::variant::variant_stands;

/// Removes the fields that do not stand, and says why; without its speaker a quotation, without its
/// date a timeline entry falls.
pub(super) fn check(
    statement: &mut Statement,
    kind: &SectionKind,
    spots: &[Spot],
    event: &Event,
    removed: &mut Vec<RemovedField>,
) -> Result<(), Refusal> {
    let evidence = &statement.evidence;
    match &mut statement.detail {
        Some(Detail::Quote(quote)) => self::quote(quote, evidence, spots, event, removed),
        Some(Detail::Entry(entry)) => self::entry(entry, spots, event, removed),
        Some(Detail::Position(position)) => self::position(position, event, removed),
        Some(Detail::Name(name)) => self::name(name, spots, event, removed),
        None => {}
    }
    if statement.under_outlet && !is_of_one_outlet(kind, spots, event) {
        statement.under_outlet = false;
        gone(removed, "under_outlet", "it is no running text that cites one outlet alone");
    }
    match kind {
        SectionKind::Quotes if statement.quote().is_none_or(|quote| quote.speaker.is_none()) => {
            Err(Refusal::NoSpeaker)
        }
        SectionKind::Timeline if statement.entry().is_none_or(|entry| entry.date.is_none()) => {
            Err(Refusal::NoDate)
        }
        _ => Ok(()),
    }
}

fn gone(removed: &mut Vec<RemovedField>, field: &str, reason: &str) {
    removed.push(RemovedField { field: field.to_owned(), reason: reason.to_owned() });
}

/// Empties a field whose words do not stand.
fn keep(
    field: &mut Option<String>,
    stands: impl Fn(&str) -> bool,
    (name, reason): (&str, &str),
    removed: &mut Vec<RemovedField>,
) {
    if field.as_deref().is_some_and(|words| !stands(words)) {
        *field = None;
        gone(removed, name, reason);
    }
}

const ROLE: (&str, &str) = ("role", "it stands in no cited sentence");

/// The role first: what backs it goes with it, and may name the speaker too.
fn quote(
    quote: &mut Quote,
    evidence: &Evidence,
    cited: &[Spot],
    event: &Event,
    removed: &mut Vec<RemovedField>,
) {
    let named = with_cited(cited, &evidence.speaker, event);
    let given = with_cited(&named, &evidence.role, event);
    keep(&mut quote.role, |role| holds_folded(&given, role, event), ROLE, removed);
    let spots = if quote.role.is_some() { given } else { named };
    let speaker = ("speaker", "no cited sentence names them");
    keep(&mut quote.speaker, |speaker| is_named(speaker, &spots, event), speaker, removed);
    let variants = quote.variants.len();
    quote.variants.retain(|variant| variant_stands(variant, event));
    if quote.variants.len() < variants {
        gone(removed, "variants", "some do not stand in the sentences they cite");
    }
}

fn entry(entry: &mut Entry, spots: &[Spot], event: &Event, removed: &mut Vec<RemovedField>) {
    if entry.date.is_some() && !date_follows(entry, spots, event) {
        *entry = Entry::default();
        gone(removed, "date", "it follows from no date in a cited sentence");
    }
}

fn position(position: &mut Position, event: &Event, removed: &mut Vec<RemovedField>) {
    let topic = ("topic", "it is empty or holds a name or number foreign to the event");
    keep(&mut position.topic, |topic| title_stands(topic, event), topic, removed);
}

fn name(name: &mut Name, spots: &[Spot], event: &Event, removed: &mut Vec<RemovedField>) {
    keep(&mut name.role, |role| holds_folded(spots, role, event), ROLE, removed);
    let named = ("name", "no cited sentence names it");
    keep(&mut name.name, |name| is_named(name, spots, event), named, removed);
    let aliases = name.aliases.len();
    name.aliases.retain(|alias| holds_folded(spots, alias, event));
    if name.aliases.len() < aliases {
        gone(removed, "aliases", "some stand in no cited sentence");
    }
}

/// Whether a statement of the running text cites one outlet alone.
fn is_of_one_outlet(kind: &SectionKind, spots: &[Spot], event: &Event) -> bool {
    let outlet = |spot: &Spot| event.articles()[spot.article].outlet();
    *kind == SectionKind::Summary
        && spots.windows(2).all(|pair| outlet(&pair[0]) == outlet(&pair[1]))
}

/// Whether a cited sentence names somebody, in this or another form of the name.
fn is_named(name: &str, spots: &[Spot], event: &Event) -> bool {
    let folded = word::fold(name);
    let is_form = |form: &str| word::fold(form) == folded;
    holds_folded(spots, name, event)
        || event.text().entities.iter().any(|entity| {
            let same = is_form(&entity.name) || entity.aliases.iter().any(|alias| is_form(alias));
            same && spots.iter().any(|spot| entity.spots.contains(spot))
        })
}

fn date_follows(entry: &Entry, spots: &[Spot], event: &Event) -> bool {
    let granularity = entry.granularity.unwrap_or(Granularity::Day);
    spots.iter().any(|&spot| {
        let side = Side::of(event, spot);
        let resolved =
            side.annotation.dates.iter().filter_map(|mention| mention.resolve(side.published));
        resolved.into_iter().any(|date| {
            let coarser = date.granularity >= granularity;
            coarser && entry.date.as_deref() == Some(&*cut(&date.iso(), granularity))
        })
    })
}

/// An ISO date cut to a granularity.
fn cut(iso: &str, granularity: Granularity) -> String {
    let length = match granularity {
        Granularity::Year => 4,
        Granularity::Month => 7,
        Granularity::Day | Granularity::Part => 10,
        Granularity::Hour => iso.len(),
    };
    iso.chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::detail::Variant;
    use q7x2_sdk::{Article, Citation, Sentence};

    use super::super::super::example;
    use super::*;

    /// Three articles, the first two of one outlet.
    fn event() -> Event {
        let article = |id: &str, outlet: &str| Article {
            id: id.to_owned(),
            publisher: Some(outlet.to_owned()),
            sentences: vec![Sentence {
                text: "The bridge of Tarn opened.".to_owned(),
                ..Sentence::default()
            }],
            ..Article::default()
        };
        let articles = vec![article("a", "Herald"), article("b", "Herald"), article("c", "Post")];
        Event::new("e".to_owned(), "Bridge".to_owned(), articles)
    }

    #[test]
    fn a_statement_under_an_outlets_name_cites_that_outlet_alone() {
        let check = |kind: &str, articles: &[usize], stays: bool| {
            let mut statement = Statement {
                under_outlet: true,
                ..Statement::new("The bridge opened.", Vec::new())
            };
            let spots: Vec<Spot> =
                articles.iter().map(|&article| Spot { article, sentence: 0 }).collect();
            let mut removed = Vec::new();
            let kind = &SectionKind::from(kind);
            super::check(&mut statement, kind, &spots, &event(), &mut removed)
                .expect("no field that it falls without");
            assert_eq!(
                (statement.under_outlet, removed.is_empty()),
                (stays, stays),
                "{kind} {articles:?}"
            );
        };
        check("summary", &[0], true);
        check("summary", &[0, 1], true);
        check("summary", &[0, 2], false);
        check("summary", &[2, 0, 1], false);
        check("background", &[0], false);
    }

    /// Which fields go of a statement that cites one sentence, and why it falls.
    fn gone(kind: &str, mut statement: Statement, text: &str) -> (Vec<String>, bool) {
        let event = example::event(&[&[text]]);
        let mut removed = Vec::new();
        let falls = super::check(
            &mut statement,
            &SectionKind::from(kind),
            &[Spot { article: 0, sentence: 0 }],
            &event,
            &mut removed,
        )
        .is_err();
        assert!(removed.iter().all(|field| !field.reason.is_empty()), "{removed:?}");
        (removed.into_iter().map(|field| field.field).collect(), falls)
    }

    #[test]
    fn people_stand_in_what_is_cited() {
        let said = "Helen Marsh, the fire chief, said no.";
        let of = |speaker: &str, role: &str| {
            let (speaker, role) = (Some(speaker.to_owned()), Some(role.to_owned()));
            Statement::default().with(Detail::Quote(Quote { speaker, role, ..Quote::default() }))
        };
        for (speaker, role, removed, falls) in [
            ("Helen Marsh", "fire chief", &[][..], false),
            ("Marsh", "the fire chief", &[], false),
            ("Gordon Marsh", "fire chief", &["speaker"], true),
            ("Mar", "fire chief", &["speaker"], true),
            ("Helen Marsh", "mayor", &["role"], false),
        ] {
            let (found, fell) = gone("quotes", of(speaker, role), said);
            assert_eq!(
                (found.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), fell),
                (removed, falls),
                "{speaker}, {role}"
            );
        }
    }

    #[test]
    fn names_and_their_forms_do_too() {
        let statement = Statement::default().with(Detail::Name(Name {
            name: Some("Helen Marsh".to_owned()),
            aliases: vec!["Marsh".to_owned(), "Marshall".to_owned()],
            ..Name::default()
        }));
        assert_eq!(
            gone("names", statement, "Helen Marsh said no."),
            (vec!["aliases".to_owned()], false)
        );
    }

    #[test]
    fn a_foreign_name_or_variant_goes() {
        let said = "“We stopped it,” Helen Marsh said.";
        let name = Name { name: Some("Ilka Vesny".to_owned()), ..Name::default() };
        let name = Statement::default().with(Detail::Name(name));
        assert_eq!(gone("names", name, said), (vec!["name".to_owned()], false));
        let variant = |text: &str| {
            let citations = vec![Citation::new("a0", 0)];
            let quote = Quote {
                speaker: Some("Helen Marsh".to_owned()),
                variants: vec![Variant { text: text.to_owned(), citations }],
                ..Quote::default()
            };
            Statement::default().with(Detail::Quote(quote))
        };
        assert_eq!(gone("quotes", variant("“We stopped it”"), said), (Vec::new(), false));
        assert_eq!(
            gone("quotes", variant("“We stopped nothing”"), said),
            (vec!["variants".to_owned()], false)
        );
    }

    #[test]
    fn a_person_is_named_in_what_is_cited_in_one_form_or_another() {
        let event =
            example::event(&[&["Helen Marsh came."], &["Marsh said no."], &["Nobody said no."]]);
        let named = |article| is_named("Helen Marsh", &[Spot { article, sentence: 0 }], &event);
        assert_eq!([0, 1, 2].map(named), [true, true, false]);
    }

    #[test]
    fn a_topic_tells_of_nothing_foreign() {
        let of = |topic: &str| {
            let position = Position { topic: Some(topic.to_owned()), ..Position::default() };
            Statement::default().with(Detail::Position(position))
        };
        let said = "Ann Lee opened the bridge of Tarn for 14 drivers.";
        for (topic, stands) in [
            ("drivers", true),
            ("drivers of Tarn", true),
            ("14 drivers", true),
            ("drivers of Kells", false),
            ("bribes of Bo Chan", false),
            ("17 drivers", false),
            ("", false),
        ] {
            let removed = if stands { Vec::new() } else { vec!["topic".to_owned()] };
            assert_eq!(gone("disagreements", of(topic), said), (removed, false), "{topic}");
        }
    }

    #[test]
    fn dates_follow_and_are_no_finer_than_their_source() {
        let check = |text: &str, date: &str, granularity: Granularity, stands: bool| {
            let entry = Entry { date: Some(date.to_owned()), granularity: Some(granularity) };
            let dated = Statement::default().with(Detail::Entry(entry));
            let expected =
                if stands { (Vec::new(), false) } else { (vec!["date".to_owned()], true) };
            assert_eq!(gone("timeline", dated, text), expected, "{text}: {date}");
        };
        check("They met on Tuesday.", "2026-01-06", Granularity::Day, true);
        check("They met on Tuesday.", "2026-01", Granularity::Month, true);
        check("They met on Tuesday.", "2026", Granularity::Year, true);
        check("They met on Tuesday.", "2026-01-07", Granularity::Day, false);
        check("They met on Tuesday.", "2026-01-06T15", Granularity::Hour, false);
        check("They met on Tuesday.", "2026-01-06", Granularity::Part, false);
        check("They met on Tuesday.", "2026-01-06 or so", Granularity::Day, false);
        check("They met on Tuesday at 3 pm.", "2026-01-06T15", Granularity::Hour, true);
        check("They met on Tuesday at 3 pm.", "2026-01-06T16", Granularity::Hour, false);
        check("They met on Tuesday at 3 pm.", "2026-01-06", Granularity::Day, true);
        check("They met on Tuesday night.", "2026-01-06", Granularity::Part, true);
        check("They met in 2025.", "2025-01-06", Granularity::Day, false);
        check("They met in 2025.", "2025", Granularity::Year, true);
        check("They met.", "2026-01-06", Granularity::Day, false);
    }
}
