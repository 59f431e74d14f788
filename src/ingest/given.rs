//! What an article's own metadata says: which keys there are, and what is made of bad values.

mod keys;

use std::collections::BTreeMap;

use q7x2_sdk::text::language::Language;
use q7x2_sdk::work::steps;
use q7x2_sdk::{Published, Trust};

use super::decode::one_line;
use super::field::{Field, Value};
use super::moment;
use super::report::Report;
use keys::{DEEPER, FOREIGN, KEYS};

/// What front matter or a record says of its article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Given {
    /// The id inside its file.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The line below it.
    pub subtitle: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was changed.
    pub updated: Option<Published>,
    /// Where.
    pub url: Option<String>,
    /// By which outlet.
    pub publisher: Option<String>,
    /// By whom: the byline's words.
    pub authors: Vec<String>,
    /// Primary subtag of BCP 47.
    pub language: Option<String>,
    /// The editor's word.
    pub trust: Option<Trust>,
    /// The editor's key words.
    pub tags: Vec<String>,
    /// The editor's pin.
    pub event: Option<String>,
    /// The text itself, where it is a field like the others.
    pub text: Option<String>,
    /// What it says in short, for an article that has no text.
    pub summary: Option<String>,
    /// Not meant to be read yet.
    pub draft: bool,
    /// By which rule each of these was found.
    pub rules: BTreeMap<&'static str, String>,
}

/// How far a key may be from one of ours and still be a slip of the pen (edits, a swap counting
/// once).
const SLIP: usize = 2;

/// Longest title, subtitle, name, tag or pin that is kept, in characters: none that is meant as one
/// is longer.
const LONGEST: usize = 400;

/// Reads fields; what cannot be read is reported and taken as not said.
pub(super) fn read(fields: &[Field], line: usize, report: &mut Report) -> Given {
    check_keys(fields, report);
    let all: Vec<&Field> = fields.iter().chain(fields.iter().flat_map(deeper)).collect();
    let named = named(&all);
    let rules = rules(&named);
    let mut reader = Reader { fields: named, all: fields, line, report };
    Given {
        id: reader.word("id"),
        title: reader.line("title"),
        subtitle: reader.line("subtitle"),
        published: reader.moment("published"),
        updated: reader.moment("updated"),
        url: reader.url(),
        publisher: reader.publisher(),
        authors: reader.list("authors"),
        language: reader.language(),
        trust: reader.trust(),
        tags: reader.tags(),
        event: reader.word("event"),
        text: reader.text(),
        summary: reader.find("summary").and_then(|field| field.value.content()),
        draft: is_held_back(&all) || reader.draft(),
        rules,
    }
}

/// Under which key each thing is said.
fn rules(fields: &BTreeMap<&'static str, &Field>) -> BTreeMap<&'static str, String> {
    let rule = |(name, names): &(&'static str, &'static [&'static str])| {
        let field = names.iter().find_map(|name| fields.get(name))?;
        Some((*name, format!("the field `{}`", one_line(&field.key))))
    };
    KEYS.iter().filter(|(name, _)| !matches!(*name, "text" | "summary")).filter_map(rule).collect()
}

/// The fields of a table that other generators keep fields in.
fn deeper(field: &Field) -> &[Field] {
    match &field.value {
        Value::Table(table) if DEEPER.contains(&folded(&field.key).as_str()) => table,
        _ => &[],
    }
}

/// Jekyll's `published: false`: what others call a draft.
fn is_held_back(fields: &[&Field]) -> bool {
    let published = |field: &&&Field| folded(&field.key) == "published";
    fields.iter().filter(published).any(|field| says(&field.value) == Some(false))
}

/// What a value says where it is no more than yes or no.
fn says(value: &Value) -> Option<bool> {
    match value {
        Value::Flag(says) => Some(*says),
        Value::Text(text) if matches!(text.trim(), "true" | "yes" | "false" | "no") => flag(text),
        _ => None,
    }
}

/// Yes and no as YAML 1.1 and people write them.
fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" | "" => Some(false),
        _ => None,
    }
}

/// Whether a text is a key that an article can say something under.
pub(super) fn is_key(text: &str) -> bool {
    let key = folded(text.trim());
    KEYS.iter().any(|(_, names)| names.contains(&key.as_str()))
}

fn check_keys(fields: &[Field], report: &mut Report) {
    for field in fields {
        let key = folded(&field.key);
        let known = || KEYS.iter().flat_map(|(_, names)| names.iter());
        if known().any(|name| *name == key) || FOREIGN.contains(&key.as_str()) || key.len() > 30 {
            continue;
        }
        // Each letter more or less is an edit.
        let length = key.chars().count();
        let may_be_near = |name: &&&str| name.len().abs_diff(length) <= SLIP;
        let near =
            known().filter(may_be_near).map(|name| (strsim::osa_distance(name, &key), *name));
        let Some((distance, name)) = near.min() else { continue };
        // A short key is a slip only where most of it is right; nobody slips on the first letter.
        if distance <= SLIP.min(key.len() / 4) && name.bytes().next() == key.bytes().next() {
            let message = format!("unknown key `{}`", one_line(&field.key));
            report.warn("unknown key", field.line, message, &format!("did you mean `{name}`?"));
        }
    }
}

/// The tags that Hugo and Zola keep one table deeper.
fn tags_of_taxonomies(field: &Field) -> Option<Field> {
    match &field.value {
        Value::Table(table) if field.key == "taxonomies" => {
            table.iter().find(|field| field.key == "tags").cloned()
        }
        _ => None,
    }
}

fn folded(key: &str) -> String {
    key.trim().to_lowercase().replace('-', "_")
}

/// The fields by their names here: of several with one name the first that says something.
fn named<'fields>(fields: &[&'fields Field]) -> BTreeMap<&'static str, &'fields Field> {
    let mut named = BTreeMap::new();
    for field in fields.iter().copied().filter(|field| !field.value.is_empty()) {
        let key = folded(&field.key);
        steps(1);
        // Jekyll's word on whether, not when.
        if key == "published" && says(&field.value).is_some() {
            continue;
        }
        if let Some(name) =
            KEYS.iter().flat_map(|(_, names)| names.iter()).find(|name| **name == key)
        {
            named.entry(*name).or_insert(field);
        }
    }
    named
}

struct Reader<'fields, 'report> {
    fields: BTreeMap<&'static str, &'fields Field>,
    all: &'fields [Field],
    line: usize,
    report: &'report mut Report,
}

impl<'fields> Reader<'fields, '_> {
    fn find(&self, key: &str) -> Option<&'fields Field> {
        self.named(key).next()
    }

    fn refuse(&mut self, field: &Field, wanted: &str) {
        let message = format!("`{}` is not {wanted}", one_line(&field.key));
        self.report.warn("metadata", field.line, message, "mend or remove it; it is left out");
    }

    fn line(&mut self, key: &str) -> Option<String> {
        let field = self.find(key)?;
        let Some(text) = field.value.name() else {
            self.refuse(field, "a text");
            return None;
        };
        let text = one_line(text);
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        if end < text.len() {
            self.report.warn(
                "metadata",
                field.line,
                format!("`{key}` is longer than {LONGEST} characters and is cut"),
                "shorten it",
            );
        }
        Some(text.get(..end)?.trim_end().to_owned()).filter(|text| !text.is_empty())
    }

    /// An identifier: a text or a number.
    fn word(&mut self, key: &str) -> Option<String> {
        self.line(key)
    }

    fn text(&mut self) -> Option<String> {
        let field = self.find("text")?;
        let text = field.value.content();
        if text.is_none() {
            self.refuse(field, "a text");
        }
        text
    }

    fn moment(&mut self, key: &str) -> Option<Published> {
        let field = self.find(key)?;
        let text = field.value.text().map(one_line).unwrap_or_default();
        let language = self.find("language").and_then(|field| field.value.text());
        let found = moment::parse(&text, Language::of(language));
        if found.is_none() {
            let shown: String = text.chars().take(40).collect();
            let message = format!(
                "`{}` is not a date that reads in one way: `{shown}`",
                one_line(&field.key)
            );
            self.report.warn(
                "date",
                field.line,
                message,
                "write it as 2026-01-06 or 2026-01-06T15:04:05+01:00",
            );
        }
        found
    }

    /// The first outlet that is a name: some crawlers write the article's address as its source.
    fn publisher(&mut self) -> Option<String> {
        let is_name =
            |field: &&Field| !field.value.text().is_some_and(|text| is_address(text.trim()));
        if self.find("publisher").is_none_or(|field| is_name(&field)) {
            return self.line("publisher");
        }
        let name = self.named("publisher").filter(is_name).find_map(|field| field.value.name());
        name.map(|name| one_line(name).chars().take(LONGEST).collect())
    }

    /// What stands under the names of a key.
    fn named(&self, key: &str) -> impl Iterator<Item = &'fields Field> {
        let names = KEYS.iter().find(|(name, _)| *name == key).map_or(&[][..], |(_, names)| names);
        names.iter().filter_map(|name| self.fields.get(name).copied())
    }

    /// The address that the article gives as its source.
    fn source(&self) -> Option<String> {
        let text = self.fields.get("source")?.value.text()?.trim();
        is_address(text).then(|| text.to_owned())
    }

    fn url(&mut self) -> Option<String> {
        let Some(field) = self.find("url") else { return self.source() };
        let text = field.value.text().map(str::trim).unwrap_or_default();
        if is_address(text) {
            return Some(text.to_owned());
        }
        // A path alone is what static site generators call `url`; it is no link to the source.
        if !text.starts_with('/') {
            self.refuse(field, "a web address (http:// or https://)");
        }
        None
    }

    fn list(&mut self, key: &str) -> Vec<String> {
        let Some(field) = self.find(key) else { return Vec::new() };
        let Some(texts) = field.value.texts() else {
            self.refuse(field, "a text or a list of texts");
            return Vec::new();
        };
        let cut = |text: &str| one_line(text).chars().take(LONGEST).collect::<String>();
        texts.into_iter().map(cut).filter(|text| !text.is_empty()).collect()
    }

    /// `tags`, or Zola's `[taxonomies] tags`; a single text holds several, with commas between.
    fn tags(&mut self) -> Vec<String> {
        let mut tags = self.list("tags");
        if let [single] = tags.as_slice() {
            tags = single
                .split(',')
                .map(|tag| tag.trim().to_owned())
                .filter(|tag| !tag.is_empty())
                .collect();
        }
        let nested = self.all.iter().find_map(tags_of_taxonomies);
        if let Some(field) = nested.filter(|_| tags.is_empty()) {
            tags = field.value.texts().unwrap_or_default().into_iter().map(one_line).collect();
        }
        let mut seen = std::collections::BTreeSet::new();
        tags.retain(|tag| seen.insert(tag.to_lowercase()));
        tags
    }

    fn language(&mut self) -> Option<String> {
        let field = self.find("language")?;
        let text = field.value.text().unwrap_or_default();
        let primary = text.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
        if (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        {
            return Some(primary).filter(|primary| primary != "und");
        }
        self.refuse(field, "a language tag such as `en` or `pt-BR`");
        None
    }

    fn trust(&mut self) -> Option<Trust> {
        let field = self.find("trust")?;
        match field.value.text().map(|text| text.trim().to_lowercase()).as_deref() {
            Some("low") => Some(Trust::Low),
            Some("normal") => Some(Trust::Normal),
            _ => {
                self.refuse(field, "`low` or `normal`");
                None
            }
        }
    }

    fn draft(&mut self) -> bool {
        let Some(field) = self.find("draft") else { return false };
        let flag = match &field.value {
            Value::Flag(draft) => Some(*draft),
            Value::Text(text) => flag(text),
            _ => None,
        };
        flag.unwrap_or_else(|| {
            // To publish what somebody holds back is worse than to hold back what is ready.
            let hint = "write `true` or `false`; until then the article is left out";
            self.report.warn(
                "metadata",
                field.line.max(self.line),
                "`draft` is neither true nor false",
                hint,
            );
            true
        })
    }
}

/// Whether a text is an address that a page may link to: nothing but http and https, nothing that
/// breaks out of it.
pub(super) fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        text.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .and_then(|_| text.get(scheme.len()..))
    });
    let clean = |character: char| {
        !character.is_whitespace() && !character.is_control() && !"<>\"`{}|\\^".contains(character)
    };
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '['))
        && text.len() <= 4096
        && text.chars().all(clean)
}

#[cfg(test)]
mod tests;
