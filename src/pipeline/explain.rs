//! Explain: what became of one file or one event, for a person who wonders.

use std::collections::BTreeMap;
use std::io::{self, Write};

use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::{Article, Briefing, SentenceKind};

use super::past::Past;
use super::pool::{enough, in_pool};
use super::request::Request;
use super::setup::Setup;
use super::stages::{briefings, dated, events, features, speaking, told_by};
use super::{article, strict};
use crate::brief::{EventName, Found};
use crate::error::Error;
use crate::group::{self, Explanation, Membership};

/// Sentences left out that are shown of an event: enough to see what goes wrong.
const MOST_SHOWN: usize = 200;

/// Prints how a file was read, or why the articles of an event are in it and what its text leaves
/// out. `what` is a path below `content/`, or an event's pin, id or address.
///
/// # Errors
/// Where the site's settings are wrong, there is neither such a file nor such an event, or the
/// result cannot be printed.
pub fn explain(
    request: &Request,
    what: &str,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    in_pool(request, || {
        let mut told = Vec::new();
        let setup = Setup::read(request)?.unpack(&mut told);
        let articles = setup.articles(None)?.unpack(&mut told);
        let path = what.strip_prefix("content/").unwrap_or(what);
        let (file, record) =
            path.split_once('#').map_or((path, None), |(file, id)| (file, Some(id)));
        let is_named = |article: &&Article| {
            article.file == file && record.is_none_or(|id| article.record.as_deref() == Some(id))
        };
        let named: Vec<&Article> = articles.iter().filter(is_named).collect();
        let printed = if named.is_empty() {
            event(what, articles, &setup, &mut told, print)?
        } else {
            named.into_iter().try_for_each(|article| print_article(article, print))
        };
        enough(printed.and_then(|()| print.flush()))?;
        told.extend(setup.programs.end());
        strict::weigh(&mut told, &setup.config.strict.fail_on);
        told.retain(|one| one.place.as_ref().is_none_or(|place| place.file.ends_with(file)));
        Ok(Warned { value: true, diagnostics: told })
    })
}

/// Prints an article as it was read.
fn print_article(article: &Article, print: &mut dyn Write) -> io::Result<()> {
    writeln!(print, "{}", place(article))?;
    let dates = [("published", &article.published), ("updated", &article.updated)];
    let dates = dates.map(|(field, date)| (field, date.map(|date| date.to_string())));
    let lines = [
        ("title", Some(article.title.clone())),
        ("subtitle", article.subtitle.clone()),
        ("url", article.url.clone()),
        ("publisher", article.publisher.clone()),
        ("authors", Some(article.authors.join(", "))),
        ("language", article.language.clone()),
        ("tags", Some(article.tags.join(", "))),
        ("event", article.event.clone()),
    ];
    for (field, value) in lines.into_iter().chain(dates) {
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        let rule = article.found.get(field).map_or("", String::as_str);
        writeln!(print, "  {field:<10} {value}\n             by {rule}")?;
    }
    if let Some(reason) = &article.trust_reason {
        writeln!(print, "  trust      {:?}\n             by {reason}", article.trust)?;
    }
    let whole = article.found.get("text").map_or_else(String::new, |rule| format!("       {rule}"));
    writeln!(print, "  text{whole}")?;
    for sentence in &article.sentences {
        let mark = if sentence.kind == SentenceKind::Heading { "#" } else { "-" };
        writeln!(print, "    {mark} {}", sentence.text)?;
    }
    if !article.removed.is_empty() {
        writeln!(print, "  taken out")?;
    }
    for removed in &article.removed {
        let line = removed.line.map_or_else(String::new, |line| format!("line {line}, "));
        writeln!(print, "    - {}\n      by {line}{}", removed.text, removed.rule)?;
    }
    writeln!(print)
}

fn place(article: &Article) -> String {
    match &article.record {
        Some(record) => format!("content/{}#{record}", article.file),
        None => format!("content/{}", article.file),
    }
}

/// Prints an event; the inner result is that of printing.
fn event(
    what: &str,
    articles: Vec<Article>,
    setup: &Setup,
    told: &mut Vec<Diagnostic>,
    print: &mut dyn Write,
) -> Result<io::Result<()>, Error> {
    let mut past = Past::read(&setup.root)?;
    let (mut articles, today) = dated(speaking(articles), setup, told);
    let mut events = events(&articles, setup).unpack(told);
    past.name(&mut events, &mut articles, today);
    let name = EventName::new(what);
    let is_named = |one: &&Membership| name.names(&one.id, &one.slug, one.pin.as_deref());
    let Some(event) = events.iter().find(is_named) else {
        let told = Diagnostic::error(format!("there is neither a file nor an event `{what}`"));
        let hint = "name a path below content/, or an event by its address, its id or its pin";
        return Err(Error::Refused(vec![told.hint(hint)]));
    };
    let explained = group::explain(features(&articles, setup), &events, event, &setup.config.group);
    let places: BTreeMap<String, String> =
        articles.iter().map(|article| (article.id.clone(), place(article))).collect();
    let found = Found {
        articles: told_by(&event.articles, &mut article::Shelf::new(articles), setup),
        id: event.id.clone(),
        slug: event.slug.clone(),
        title: event.title.clone(),
        pin: event.pin.clone(),
        continues: event.continues.clone(),
    };
    let briefing = briefings(vec![found], setup, None)?.unpack(told);
    let printed = print_event(event, &events, &explained, &places, print);
    Ok(printed.and_then(|()| print_left_out(&briefing, &places, print)))
}

fn print_event(
    event: &Membership,
    events: &[Membership],
    explained: &[Explanation],
    places: &BTreeMap<String, String>,
    print: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        print,
        "{}\n  id         {}\n  address    events/{}.html",
        event.title, event.id, event.slug
    )?;
    writeln!(print, "  together   {}\n  articles", event.why)?;
    for one in explained {
        writeln!(print, "    - {}", places.get(&one.article).unwrap_or(&one.article))?;
        if let Some(own) = one.own {
            writeln!(print, "      {own:.2} like the others")?;
        }
        let Some(nearest) = &one.nearest else { continue };
        let other = events.iter().find(|other| other.id == nearest.event);
        let title = other.map_or("", |other| other.title.as_str());
        writeln!(
            print,
            "      {:.2} like “{title}” ({}), and not in it: {}",
            nearest.alike, nearest.event, nearest.why
        )?;
    }
    Ok(())
}

fn print_left_out(
    briefings: &[Briefing],
    places: &BTreeMap<String, String>,
    print: &mut dyn Write,
) -> io::Result<()> {
    let left_out = || briefings.iter().flat_map(|briefing| &briefing.made.left_out);
    if left_out().next().is_some() {
        writeln!(print, "  left out of the text")?;
    }
    for one in left_out().take(MOST_SHOWN) {
        let article = &one.citation.article;
        let place = places.get(article).unwrap_or(article);
        writeln!(print, "    - {}\n      {}: {}", one.text, place, one.reason)?;
    }
    let more = left_out().count().saturating_sub(MOST_SHOWN);
    if more > 0 {
        writeln!(print, "    and {more} more: `q7x2 inspect briefings` has all")?;
    }
    Ok(())
}
