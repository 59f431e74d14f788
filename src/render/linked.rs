//! Linked data: an event as schema.org has it, for search engines and archives: a `NewsArticle`
//! that is based on others, with the quotations it holds and what was corrected.

use chrono::{DateTime, Utc};
use q7x2_sdk::{Briefing, Source};
use serde_json::{Value, json};

use super::value::clean;
use super::{link, updated};

/// Sources and quotations named: search engines read no more, and pages stay light.
const MOST: usize = 30;

/// The data of an event's page as it stands between `<script type="application/ld+json">` and its
/// end: nothing in it can end the element, and the browser runs none of it.
pub(super) fn data(
    briefing: &Briefing,
    (publisher, address): (&str, Option<&str>),
    built: DateTime<Utc>,
) -> String {
    let sources = briefing.sources.iter().take(MOST);
    let addresses = || briefing.sources.iter().filter_map(address_of).take(MOST);
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": clean(&briefing.title),
        "inLanguage": briefing.language,
        "url": address,
        "mainEntityOfPage": address,
        "description": briefing.summary().first().map(|one| clean(&one.statement.text)),
        "dateModified": briefing.published.map(|_| updated::of(briefing, built)),
        "publisher": { "@type": "Organization", "name": publisher },
        "isBasedOn": addresses().collect::<Vec<String>>(),
        "citation": sources.map(|source| cited(briefing, source)).collect::<Vec<Value>>(),
        "hasPart": quotations(briefing),
        "correction": corrections(briefing),
    });
    without_gaps(&mut data);
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn address_of(source: &Source) -> Option<String> {
    source.url.as_deref().and_then(link::web)
}

fn cited(briefing: &Briefing, source: &Source) -> Value {
    let article = briefing.articles.iter().find(|article| article.id == source.article);
    let outlet = article.and_then(|article| article.publisher.as_deref()).map(clean);
    let people =
        source.authors.iter().map(|name| json!({ "@type": "Person", "name": clean(name) }));
    let mut cited = json!({
        "@type": "NewsArticle",
        "name": clean(&source.title),
        "url": address_of(source),
        "datePublished": source.published.map(|published| published.to_string()),
        "publisher": outlet.map(|name| json!({ "@type": "Organization", "name": name })),
        "author": people.collect::<Vec<Value>>(),
    });
    without_gaps(&mut cited);
    cited
}

fn quotations(briefing: &Briefing) -> Vec<Value> {
    let statements = briefing.sections.iter().flat_map(|section| &section.statements);
    let quotes = statements.filter_map(|checked| Some((checked, checked.statement.quote()?)));
    let quotes = quotes.filter(|(_, quote)| quote.speaker.is_some()).take(MOST);
    let quotes = quotes.map(|(checked, quote)| {
        let speaker = quote.speaker.as_deref().map(clean);
        json!({
            "@type": "Quotation",
            "text": clean(&checked.statement.text),
            "spokenByCharacter": { "@type": "Person", "name": speaker },
        })
    });
    quotes.collect()
}

fn corrections(briefing: &Briefing) -> Vec<Value> {
    let edits = briefing.edits.iter().filter(|edit| edit.public).take(MOST);
    let edits = edits.map(|edit| {
        let mut comment = json!({ "@type": "CorrectionComment", "text": clean(&edit.reason) });
        without_gaps(&mut comment);
        comment
    });
    edits.collect()
}

/// Takes out what is null or empty.
fn without_gaps(value: &mut Value) {
    let is_gap = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    };
    if let Some(map) = value.as_object_mut() {
        map.retain(|_, value| !is_gap(value));
    }
}
