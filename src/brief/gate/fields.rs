//! Fields are claims too: speakers, roles, names, dates and topics stand in what is cited, or go.

use std::collections::BTreeSet;

use q7x2_sdk::text::conflict::Side;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::quotation;
use q7x2_sdk::text::support::Refusal;
use q7x2_sdk::text::word::{self, Stem};
use q7x2_sdk::{Event, Granularity, Spot, Statement};

use super::holds_folded;

/// Removes the fields that do not stand; without its speaker a quotation, without its date a timeline entry falls.
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
        "quotes" if statement.speaker.is_none() => Err(Refusal("its speaker stands in no cited sentence".to_owned())),
        "timeline" if statement.date.is_none() => Err(Refusal("its date follows from no cited sentence".to_owned())),
        _ => Ok(()),
    }
}

/// Whether a statement of the running text cites one outlet alone.
fn is_of_one_outlet(kind: &str, spots: &[Spot], event: &Event) -> bool {
    let outlet = |spot: &Spot| event.articles[spot.article].outlet();
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
        let resolved = side.annotation.dates.iter().filter_map(|mention| mention.resolve(side.published));
        resolved.into_iter().any(|date| {
            let coarser = date.granularity.min(Granularity::Day) >= granularity.min(Granularity::Day);
            coarser && statement.date.as_deref().is_some_and(|said| said.starts_with(&cut(&date.iso(), granularity)))
        })
    })
}

/// An ISO date cut to a granularity.
fn cut(iso: &str, granularity: Granularity) -> String {
    let length = match granularity {
        Granularity::Year => 4,
        Granularity::Month => 7,
        Granularity::Day | Granularity::Part | Granularity::Hour => 10,
    };
    iso.chars().take(length).collect()
}

/// A variant stands verbatim in the sentences it cites.
fn variant_stands(variant: &Statement, event: &Event) -> bool {
    let bare = |text: &str| quotation::normalise(text).trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words = bare(&variant.text);
    let spots: Option<Vec<Spot>> = variant.citations.iter().map(|citation| event.spot(citation)).collect();
    let stands = |spots: Vec<Spot>| {
        !spots.is_empty() && spots.iter().all(|&spot| bare(&event.sentence(spot).text).contains(&words))
    };
    !words.is_empty() && spots.is_some_and(stands)
}

/// Whether a title, heading or topic holds no name and no number foreign to the event.
pub(in crate::brief) fn title_stands(title: &str, event: &Event) -> bool {
    if title.trim().is_empty() {
        return false;
    }
    let language = Language::of(event.articles.first().and_then(|article| article.language.as_deref()));
    let tokens = word::tokens(title, language);
    let is_claim = |(at, token): &(usize, &word::Token)| {
        let digits = title[token.range.clone()].contains(|character: char| character.is_ascii_digit());
        digits || (token.capital && *at > 0 && !token.stop)
    };
    let claims: Vec<Stem> = tokens.iter().enumerate().filter(is_claim).map(|(_, token)| token.stem).collect();
    if claims.is_empty() {
        return true;
    }
    let known = vocabulary(event);
    claims.iter().all(|claim| known.contains(claim))
}

/// Every stem of the event's articles, their titles included.
fn vocabulary(event: &Event) -> BTreeSet<Stem> {
    let read = event.text().annotations.iter().flatten().flat_map(|annotation| &annotation.tokens);
    let mut known: BTreeSet<Stem> = read.map(|token| token.stem).collect();
    for article in &event.articles {
        let language = Language::of(article.language.as_deref());
        known.extend(word::tokens(&article.title, language).into_iter().map(|token| token.stem));
    }
    known
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{Article, Sentence};

    use super::*;

    /// Three articles, the first two of one outlet.
    fn event() -> Event {
        let article = |id: &str, outlet: &str| Article {
            id: id.to_owned(),
            publisher: Some(outlet.to_owned()),
            sentences: vec![Sentence { text: "The bridge of Tarn opened.".to_owned(), ..Sentence::default() }],
            ..Article::default()
        };
        let articles = vec![article("a", "Herald"), article("b", "Herald"), article("c", "Post")];
        Event::new("e".to_owned(), "Bridge".to_owned(), articles)
    }

    #[test]
    fn a_statement_under_an_outlets_name_cites_that_outlet_alone() {
        let check = |kind: &str, articles: &[usize], stays: bool| {
            let mut statement = Statement { under_outlet: true, ..Statement::new("The bridge opened.", Vec::new()) };
            let spots: Vec<Spot> = articles.iter().map(|&article| Spot { article, sentence: 0 }).collect();
            let mut removed = Vec::new();
            super::check(&mut statement, kind, &spots, &event(), &mut removed).expect("no field that it falls without");
            assert_eq!((statement.under_outlet, removed.is_empty()), (stays, stays), "{kind} {articles:?}");
        };
        check("summary", &[0], true);
        check("summary", &[0, 1], true);
        check("summary", &[0, 2], false);
        check("summary", &[2, 0, 1], false);
        check("background", &[0], false);
    }
}
