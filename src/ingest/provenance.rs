//! By which rule each thing was found that an article says of itself.

use std::collections::BTreeMap;

use super::clean::Found;
use super::given::Given;

/// What found the fields of one article, by their names.
pub(super) type Provenance = BTreeMap<String, String>;

/// What decided beside metadata and text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside {
    /// The address or file name holds the day.
    pub day_in_name: bool,
    /// The address holds a host.
    pub has_host: bool,
    /// A rule of `[[sources]]` names the outlet.
    pub by_editor: bool,
    /// Captions and first paragraphs name the day.
    pub mentioned: bool,
    /// The text tells its language.
    pub recognised: bool,
}

/// The rules by which an article's fields were found: what metadata gives goes before the text.
pub(super) fn of(given: &Given, found: &Found, beside: Beside) -> Provenance {
    let text = given.rules.get("text").map(|rule| ("text".to_owned(), rule.clone()));
    let mut all: Provenance = text.into_iter().collect();
    let mut add = |field: &'static str, is_given: bool, others: &[(bool, &str)]| {
        let said = || given.rules.get(field).cloned();
        let rule = if is_given { said() } else { None };
        let other = || others.iter().find(|(holds, _)| *holds).map(|(_, rule)| (*rule).to_owned());
        if let Some(rule) = rule.or_else(other) {
            all.insert(field.to_owned(), rule);
        }
    };
    add(
        "title",
        given.title.is_some(),
        &[
            (found.title.is_some(), "the first line that reads as a title"),
            (true, "the first sentence"),
        ],
    );
    add(
        "subtitle",
        given.subtitle.is_some(),
        &[(found.subtitle.is_some(), "the line below the title")],
    );
    add("url", given.url.is_some(), &[]);
    add("updated", given.updated.is_some(), &[(found.updated.is_some(), "a line of dates")]);
    add(
        "published",
        given.published.is_some(),
        &[
            (found.published.is_some(), "a line of dates or a dateline"),
            (beside.day_in_name, "its address or file name"),
            (given.updated.or(found.updated).is_some(), "the date of its change"),
            (beside.mentioned, "captions and first paragraphs"),
        ],
    );
    add("authors", !given.authors.is_empty(), &[(!found.authors.is_empty(), "the byline")]);
    add(
        "publisher",
        given.publisher.is_some() && !beside.by_editor,
        &[
            (beside.by_editor, "`[[sources]]` of site.toml"),
            (beside.has_host, "the host of its address"),
            (found.publisher.is_some(), "a dateline, credit or copyright"),
        ],
    );
    add("language", given.language.is_some(), &[(beside.recognised, "its words and letters")]);
    add("tags", !given.tags.is_empty(), &[]);
    add("event", given.event.is_some(), &[]);
    all
}
