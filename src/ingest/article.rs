//! One article: cleaned, its metadata gathered from all that says something about it, cut into
//! sentences.

use std::borrow::Cow;

use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::{outlet, sentence};
use q7x2_sdk::{Article, Sentence, SentenceKind, Trust};

use super::clean::{self, Cleaned, Known, Paragraph};
use super::decode::fold_space;
use super::given::Given;
use super::pattern::Patterns;
use super::provenance::{self, Beside};
use super::raw::{Block, Raw};
use super::settings::SourceRule;
use super::{dating, entity, headline, html, language_detection, sources};

/// An article that lacks only what its neighbours decide: its id, and a title if it has to be made.
#[derive(Debug)]
pub(super) struct Draft {
    /// The article.
    pub article: Article,
    /// The line in which the article begins.
    pub line: usize,
}

/// Makes an article of what a format gave. `lines` are the editor's own that are no text; without
/// any the text is not cleaned.
pub(super) fn draft(path: &str, raw: Raw, lines: Option<&Patterns>, rules: &[SourceRule]) -> Draft {
    let Raw { mut given, content, line, mut blocks, removed } = raw;
    if lines.is_some() {
        take_markup_out(&mut given, &mut blocks);
    }
    let recognised =
        given.language.is_none().then(|| language_detection::detect(&blocks)).flatten();
    let language = given.language.clone().or_else(|| recognised.clone());
    let table = Language::of(language.as_deref());
    let known = Known {
        title: given.title.clone(),
        subtitle: given.subtitle.clone(),
        authors: given.authors.clone(),
    };
    let cleaned = match lines {
        Some(lines) => clean::clean(blocks, known, table, lines),
        None => clean::as_it_came(blocks, known),
    };
    let Cleaned { found, paragraphs, removed: taken } = cleaned;
    let host = given.url.as_deref().and_then(sources::host);
    let publisher =
        given.publisher.clone().or_else(|| host.clone()).or_else(|| found.publisher.clone());
    let publisher = publisher.map(|name| outlet::shown(&name)).filter(|name| !name.is_empty());
    let rule = sources::rule(rules, path, given.url.as_deref(), publisher.as_deref());
    let (trust, trust_reason) = trust(given.trust, found.machine.clone(), rule);
    let in_name = moment_of_name(path, given.url.as_deref());
    let updated = given.updated.or(found.updated);
    let told = given.published.or(found.published).or(in_name).or(updated);
    let mentioned = || dating::mentioned(&paragraphs, &taken, table).filter(|_| lines.is_some());
    let published = told.or_else(mentioned);
    let beside = Beside {
        day_in_name: in_name.is_some(),
        has_host: host.is_some(),
        by_editor: rule.is_some(),
        mentioned: published.is_some(),
        recognised: recognised.is_some(),
    };
    let by_rules = provenance::of(&given, &found, beside);
    let mut article = Article {
        content,
        file: path.to_owned(),
        record: given.id,
        url: given.url,
        title: found.title.unwrap_or_default(),
        subtitle: found.subtitle,
        published,
        updated,
        authors: found.authors,
        publisher: rule.map(|rule| rule.name.clone()).or(publisher),
        language,
        trust,
        trust_reason,
        tags: given.tags,
        event: given.event,
        found: by_rules,
        ..Article::default()
    };
    article.sentences = sentences(&paragraphs, table);
    article.removed = removed.into_iter().chain(taken).collect();
    article.removed.sort_by_key(|removed| removed.line);
    Draft { article, line }
}

/// Takes tags out of lines, and puts characters that are written as HTML writes them in their place.
fn take_markup_out(given: &mut Given, blocks: &mut [Block]) {
    let lines = [&mut given.title, &mut given.subtitle, &mut given.publisher];
    for line in lines.into_iter().flatten().filter(|line| html::is_markup(line)) {
        *line = html::one_line(line);
    }
    let blocks = blocks.iter_mut().map(|block| &mut block.text);
    let lines = [&mut given.title, &mut given.subtitle, &mut given.publisher];
    let lines = lines.into_iter().flatten().chain(&mut given.authors).chain(&mut given.tags);
    for text in blocks.chain(lines) {
        if let Cow::Owned(plain) = entity::decoded(text) {
            *text = fold_space(&plain);
        }
    }
}

/// Characters of a made title; a longer one is a word without end.
const LONGEST_TITLE: usize = 400;

impl Draft {
    /// Gives an article without a title one.
    pub(super) fn entitle(&mut self) {
        if self.article.title.is_empty() {
            let table = Language::of(self.article.language.as_deref());
            let title = headline::of(&self.article.sentences, table);
            self.article.title = title.chars().take(LONGEST_TITLE).collect();
        }
    }
}

/// site.toml goes before all else. An article's own word can lower its trust, never raise it: that
/// it is normal says nothing against the machine that signs it.
fn trust(
    given: Option<Trust>,
    machine: Option<String>,
    rule: Option<&SourceRule>,
) -> (Trust, Option<String>) {
    match (rule.and_then(|rule| rule.trust.map(|trust| (trust, rule))), given, machine) {
        (Some((Trust::Low, rule)), ..) => {
            (Trust::Low, Some(format!("site.toml says so of {}", rule.name)))
        }
        (None, Some(Trust::Low), _) => (Trust::Low, Some("its own metadata says so".to_owned())),
        (None, _, Some(words)) => {
            (Trust::Low, Some(format!("declares a machine author: “{words}”")))
        }
        _ => (Trust::Normal, None),
    }
}

/// The day in a web address or a file name: `/2026/01/06/`, `2026-01-06-paris.md`.
fn moment_of_name(path: &str, url: Option<&str>) -> Option<q7x2_sdk::Published> {
    let parts: Vec<&str> = url.unwrap_or_default().split('/').collect();
    let in_address =
        parts.windows(3).find_map(|parts| day(parts.first()?, parts.get(1)?, parts.get(2)?));
    in_address.or_else(|| {
        let name = path.rsplit('/').next()?;
        let after = name
            .get(10..)
            .is_some_and(|rest| rest.starts_with(|next: char| !next.is_ascii_digit()));
        after.then(|| day(name.get(..4)?, name.get(5..7)?, name.get(8..10)?)).flatten()
    })
}

/// The day of a year of four digits; nothing where a part holds anything but digits.
fn day(year: &str, month: &str, day: &str) -> Option<q7x2_sdk::Published> {
    let plain =
        [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let text = format!("{year}-{month:0>2}-{day:0>2}");
    (plain && year.len() == 4).then(|| super::moment::parse(&text, Language::of(None))).flatten()
}

/// Cuts paragraphs into sentences; a heading is one.
fn sentences(paragraphs: &[Paragraph], language: &Language) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for paragraph in paragraphs {
        if paragraph.heading {
            let text = paragraph.text.clone();
            sentences.push(Sentence {
                text,
                paragraph: paragraph.place,
                kind: SentenceKind::Heading,
            });
            continue;
        }
        let ranges = sentence::split(&paragraph.text, language);
        let texts = ranges
            .into_iter()
            .filter_map(|range| paragraph.text.get(range))
            .filter(|text| !text.trim().is_empty());
        sentences.extend(texts.map(|text| Sentence {
            text: text.to_owned(),
            paragraph: paragraph.place,
            kind: SentenceKind::Body,
        }));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_overrules_the_article() {
        let rule = |trust| SourceRule { name: "A".to_owned(), trust, ..SourceRule::default() };
        let check = |given,
                     machine: Option<&str>,
                     rule: Option<&SourceRule>,
                     expected: Option<&str>| {
            let (found, reason) = trust(given, machine.map(str::to_owned), rule);
            assert_eq!((found == Trust::Low, reason.as_deref()), (expected.is_some(), expected));
        };
        let (low, normal, silent) = (rule(Some(Trust::Low)), rule(Some(Trust::Normal)), rule(None));
        check(None, None, None, None);
        check(None, Some("AI Writer"), None, Some("declares a machine author: “AI Writer”"));
        let machine = Some("declares a machine author: “AI Writer”");
        check(Some(Trust::Normal), Some("AI Writer"), None, machine);
        check(Some(Trust::Normal), Some("AI Writer"), Some(&silent), machine);
        check(Some(Trust::Low), None, Some(&silent), Some("its own metadata says so"));
        check(Some(Trust::Normal), None, Some(&low), Some("site.toml says so of A"));
        check(Some(Trust::Low), Some("AI Writer"), Some(&normal), None);
    }

    #[test]
    fn names_hold_days() {
        let check = |path: &str, url: Option<&str>, expected: Option<&str>| {
            assert_eq!(
                moment_of_name(path, url).map(|day| day.to_string()).as_deref(),
                expected,
                "{path} {url:?}"
            );
        };
        check("2026-01-06-paris.md", None, Some("2026-01-06"));
        check("x/2026_01_06.txt", None, Some("2026-01-06"));
        check("000_60fa710dad23a864.txt", None, None);
        check("2026-01-061.txt", None, None);
        check("a.txt", Some("https://a.org/news/2026/1/06/paris"), Some("2026-01-06"));
        check("a.txt", Some("https://a.org/2026/13/06/paris"), None);
        check("éééééé.txt", Some(""), None);
    }
}
