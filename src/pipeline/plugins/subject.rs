//! Subject: the event that a plugin is asked about while it is written.

use std::path::Path;

use q7x2_sdk::{Article, Event, Published, example};

use super::given::refused;
use crate::disk::{self, Given};
use crate::error::Error;
use crate::files::Files;
use crate::{brief, ingest};

/// The event in a file or folder: JSON as the protocol has it, an article, or articles of one
/// event.
pub(super) fn read(path: &Path) -> Result<Event, Error> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let files = match disk::given(path)? {
        Given::File(bytes) if name.ends_with(".json") => return json(path, &bytes),
        Given::File(bytes) => Files::from([(name, bytes)]),
        Given::Folder(files) => files.value,
    };
    let settings = ingest::Settings::default();
    let mut articles = ingest::articles(&files, &settings, &[]).value;
    articles.retain(|article| article.body().next().is_some());
    if articles.is_empty() {
        return Err(refused(format!("there is no article in `{}`", path.display())));
    }
    ingest::clean_event(&mut articles, &settings);
    let title = articles[0].title.clone();
    Ok(brief::read("trial".to_owned(), title, articles))
}

fn json(path: &Path, bytes: &[u8]) -> Result<Event, Error> {
    let wrong = |error: &dyn std::fmt::Display| {
        refused(format!("`{}` is no event as the protocol has it: {error}", path.display()))
    };
    let mut value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|error| wrong(&error))?;
    // The parameters of a call, the event among them, will do as well.
    if let Some(event) = value.get_mut("event").map(serde_json::Value::take) {
        value = event;
    }
    let text = value.to_string();
    let read = &mut serde_json::Deserializer::from_str(&text);
    let event: q7x2_sdk::wire::Event<'_> =
        serde_path_to_error::deserialize(read).map_err(|error| wrong(&error))?;
    Ok(event.noun())
}

/// An invented event, of three outlets.
pub(super) fn invented() -> Event {
    event(&[
        &[
            "# A bridge for Tarn",
            "The mayor of Tarn, Helen Marsh, opened a new bridge over the river Lune on Tuesday.",
            "The bridge cost 40 million euros and took six years to build.",
            "“We built it for our children,” Marsh said.",
        ],
        &[
            "A new bridge over the river Lune was opened in Tarn on Tuesday.",
            "It cost 42 million euros, the council said.",
            "Some 3,000 people walked across it in the first hour.",
        ],
        &[
            "Mayor Helen Marsh opened a new bridge over the river Lune in Tarn on Tuesday.",
            "“We built it for our children,” she said.",
        ],
    ])
}

/// An event of articles, each of an outlet of its own.
pub(super) fn event(articles: &[&[&str]]) -> Event {
    let article = |(at, sentences): (usize, &&[&str])| Article {
        title: sentences.get(1).or(sentences.first()).map_or("", |text| text).to_owned(),
        published: Published::parse("2026-01-06"),
        file: format!("{at}.txt"),
        publisher: Some(format!("Outlet {at}")),
        ..example::article(&format!("{at:016x}"), sentences)
    };
    let articles: Vec<Article> = articles.iter().enumerate().map(article).collect();
    let title = articles.first().map_or("", |article| article.title.as_str()).to_owned();
    brief::read("trial".to_owned(), title, articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invented_event_is_one_that_outlets_tell_alike_and_otherwise() {
        let event = invented();
        assert!(!event.facts().is_empty() && event.articles().len() == 3);
        assert_eq!(event.origins().len(), 3);
    }
}
