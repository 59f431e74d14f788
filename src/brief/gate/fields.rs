//! Fields are claims too: speakers, roles, names, dates and topics stand in what is cited, or go.

use q7x2_sdk::event::side::Side;
use q7x2_sdk::support::Refusal;
use q7x2_sdk::text::word;
use q7x2_sdk::{Event, Granularity, Spot, Statement};

use super::super::title::title_stands;
use super::held::holds_folded;
use super::variant::variant_stands;

/// Removes the fields that do not stand; without its speaker a quotation, without its date a
/// timeline entry falls.
pub(super) fn check(
    statement: &mut Statement,
    kind: &str,
    spots: &[Spot],
    event: &Event,
    removed: &mut Vec<String>,
) -> Result<(), Refusal> {
    let mut gone = |field: &str| removed.push(field.to_owned());
    if statement.speaker.as_ref().is_some_and(|speaker| !is_named(speaker, spots, event)) {
        statement.speaker = None;
        gone("speaker");
    }
    if statement.role.as_ref().is_some_and(|role| !holds_folded(spots, role, event)) {
        statement.role = None;
        gone("role");
    }
    if statement.name.as_ref().is_some_and(|name| !is_named(name, spots, event)) {
        statement.name = None;
        gone("name");
    }
    let aliases = statement.aliases.len();
    statement.aliases.retain(|alias| holds_folded(spots, alias, event));
    if statement.aliases.len() < aliases {
        gone("aliases");
    }
    if statement.date.is_some() && !date_follows(statement, spots, event) {
        (statement.date, statement.granularity) = (None, None);
        gone("date");
    }
    if statement.topic.as_ref().is_some_and(|topic| !title_stands(topic, event)) {
        statement.topic = None;
        gone("topic");
    }
    if statement.under_outlet && !is_of_one_outlet(kind, spots, event) {
        statement.under_outlet = false;
        gone("under_outlet");
    }
    let variants = statement.variants.len();
    statement.variants.retain(|variant| variant_stands(variant, event));
    if statement.variants.len() < variants {
        gone("variants");
    }
    match kind {
        "quotes" if statement.speaker.is_none() => {
            Err(Refusal("its speaker stands in no cited sentence".to_owned()))
        }
        "timeline" if statement.date.is_none() => {
            Err(Refusal("its date follows from no cited sentence".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Whether a statement of the running text cites one outlet alone.
fn is_of_one_outlet(kind: &str, spots: &[Spot], event: &Event) -> bool {
    let outlet = |spot: &Spot| event.articles()[spot.article].outlet();
    kind == "summary" && spots.windows(2).all(|pair| outlet(&pair[0]) == outlet(&pair[1]))
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

fn date_follows(statement: &Statement, spots: &[Spot], event: &Event) -> bool {
    let granularity = statement.granularity.unwrap_or(Granularity::Day);
    spots.iter().any(|&spot| {
        let side = Side::of(event, spot);
        let resolved =
            side.annotation.dates.iter().filter_map(|mention| mention.resolve(side.published));
        resolved.into_iter().any(|date| {
            let coarser = date.granularity >= granularity;
            coarser && statement.date.as_deref() == Some(&*cut(&date.iso(), granularity))
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
            kind,
            &[Spot { article: 0, sentence: 0 }],
            &event,
            &mut removed,
        )
        .is_err();
        (removed, falls)
    }

    #[test]
    fn people_stand_in_what_is_cited() {
        let said = "Helen Marsh, the fire chief, said no.";
        let of = |speaker: &str, role: &str| Statement {
            speaker: Some(speaker.to_owned()),
            role: Some(role.to_owned()),
            ..Statement::default()
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
        let statement = Statement {
            name: Some("Helen Marsh".to_owned()),
            aliases: vec!["Marsh".to_owned(), "Marshall".to_owned()],
            ..Statement::default()
        };
        assert_eq!(
            gone("names", statement, "Helen Marsh said no."),
            (vec!["aliases".to_owned()], false)
        );
    }

    #[test]
    fn a_foreign_name_or_variant_goes() {
        let said = "“We stopped it,” Helen Marsh said.";
        let name = Statement { name: Some("Ilka Vesny".to_owned()), ..Statement::default() };
        assert_eq!(gone("names", name, said), (vec!["name".to_owned()], false));
        let variant = |text: &str| Statement {
            speaker: Some("Helen Marsh".to_owned()),
            variants: vec![Statement::new(
                text,
                vec![Citation { article: "a0".to_owned(), sentence: 0 }],
            )],
            ..Statement::default()
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
        let of = |topic: &str| Statement { topic: Some(topic.to_owned()), ..Statement::default() };
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
            let dated = Statement {
                date: Some(date.to_owned()),
                granularity: Some(granularity),
                ..Statement::default()
            };
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
