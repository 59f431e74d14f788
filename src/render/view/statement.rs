//! Statements as templates see them: text, numbered citations with the exact sentences, and marks in words.

use std::collections::BTreeMap;

use q7x2_sdk::{Checked, Citation, Passed, Statement};
use serde::Serialize;

use super::{Scope, clean};
use crate::render::link;
use crate::render::words::Moment;

/// Citations shown one by one; the rest stand behind one number, so that twenty sources do not drown a sentence.
const SHOWN: usize = 6;

/// One statement.
#[derive(Debug, Serialize)]
pub(super) struct StatementView {
    /// `s-<id>`, with `-2` and so on for repeats on the page.
    pub(super) anchor: String,
    pub(super) text: String,
    /// The text without its last word, and that word, which stays on one line with the first citation.
    pub(super) head: String,
    pub(super) tail: String,
    pub(super) citations: Vec<CitationView>,
    /// What is left over after the first few.
    pub(super) more: Option<MoreView>,
    /// Names of the outlets cited, each once.
    pub(super) outlets: Vec<String>,
    /// "4 articles, 2 origins", where the number of citations says too much.
    pub(super) support: Option<String>,
    /// In words: "only in France 24", "low-trust source only".
    pub(super) marks: Vec<MarkView>,
    pub(super) date: Option<Moment>,
    pub(super) speaker: Option<String>,
    pub(super) role: Option<String>,
    pub(super) name: Option<String>,
    pub(super) aliases: Option<String>,
    pub(super) mentions: Option<String>,
    pub(super) variants: Vec<VariantView>,
}

/// One source of one statement, with the sentences of it that are cited.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CitationView {
    /// The source's number in the list.
    pub(super) number: usize,
    /// Unique on the page; the id of the note.
    pub(super) note: String,
    /// Where the first of the sentences stands in the list of sources.
    pub(super) evidence: String,
    pub(super) outlet: String,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) host: Option<String>,
    pub(super) published: Option<Moment>,
    pub(super) language: String,
    pub(super) direction: &'static str,
    pub(super) low_trust: bool,
    /// Whether the statement carries this source's words.
    pub(super) anchor: bool,
    pub(super) sentences: Vec<String>,
    /// "Source 3: France 24".
    pub(super) label: String,
}

/// The citations that share one number.
#[derive(Debug, Serialize)]
pub(super) struct MoreView {
    pub(super) note: String,
    pub(super) label: String,
    pub(super) citations: Vec<CitationView>,
}

/// One remark on a statement.
#[derive(Debug, Serialize)]
pub(super) struct MarkView {
    /// `single`, `low-trust`, `flagged` or `edited`.
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// A quotation in other words.
#[derive(Debug, Serialize)]
pub(super) struct VariantView {
    pub(super) text: String,
    pub(super) citations: Vec<CitationView>,
    pub(super) outlets: Vec<String>,
}

/// Gives out what must be unique on a page.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    statements: BTreeMap<String, usize>,
    notes: usize,
}

impl Anchors {
    fn statement(&mut self, id: &str) -> String {
        let anchor = format!("s-{}", link::token(id));
        let times = self.statements.entry(anchor.clone()).or_default();
        *times += 1;
        if *times == 1 { anchor } else { format!("{anchor}-{times}") }
    }

    fn note(&mut self) -> String {
        self.notes += 1;
        format!("n{}", self.notes)
    }
}

/// The view of one statement.
pub(super) fn view(scope: &Scope<'_>, anchors: &mut Anchors, checked: &Checked) -> StatementView {
    let Statement { text, role, speaker, name, aliases, date, granularity, .. } = &checked.statement;
    let texts = |field: &Option<String>| field.as_deref().map(clean);
    let anchor = anchors.statement(&checked.id);
    let mut citations = citations(scope, anchors, &checked.statement.citations);
    let outlets = outlets(&citations);
    let rest = citations.split_off(citations.len().min(SHOWN));
    let words = scope.words;
    let more = (!rest.is_empty()).then(|| MoreView {
        note: anchors.note(),
        label: words.fill("cite_more", &[("n", &rest.len().to_string())]),
        citations: rest,
    });
    let text = clean(text);
    let (head, tail) = last_word(&text);
    let names: Vec<String> = aliases.iter().map(|alias| clean(alias)).collect();
    StatementView {
        anchor,
        head: head.to_owned(),
        tail: tail.to_owned(),
        text,
        marks: marks(scope, checked, &outlets),
        support: support(scope, checked),
        citations,
        more,
        outlets,
        date: date.as_ref().map(|date| words.date(&clean(date), *granularity)),
        speaker: texts(speaker),
        role: texts(role),
        name: texts(name),
        aliases: (!names.is_empty()).then(|| words.fill("aliases", &[("names", &names.join(", "))])),
        mentions: (checked.support.articles > 0)
            .then(|| words.fill("mentions", &[("articles", &words.count("articles", checked.support.articles))])),
        variants: checked.statement.variants.iter().map(|variant| self::variant(scope, anchors, variant)).collect(),
    }
}

/// Longest last word, in letters, that is kept on one line with a citation: more would not fit a screen of 320 px.
const LONGEST_TAIL: usize = 24;

/// The text before its last word, and the word; all of it in front where the word is long or the only one.
fn last_word(text: &str) -> (&str, &str) {
    let cut = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
    match text.split_at_checked(cut) {
        Some((head, tail)) if cut > 0 && tail.chars().count() <= LONGEST_TAIL => (head, tail),
        _ => (text, ""),
    }
}

fn variant(scope: &Scope<'_>, anchors: &mut Anchors, variant: &Statement) -> VariantView {
    let citations = citations(scope, anchors, &variant.citations);
    VariantView { text: clean(&variant.text), outlets: outlets(&citations), citations }
}

/// "4 articles, 2 origins", only where copies make the citations look like more than they are.
fn support(scope: &Scope<'_>, checked: &Checked) -> Option<String> {
    let support = checked.support;
    let words = scope.words;
    let articles = words.count("articles", support.articles);
    (support.articles > support.origins && support.origins > 0).then(|| {
        words.fill("support", &[("articles", &articles), ("origins", &words.count("origins", support.origins))])
    })
}

fn marks(scope: &Scope<'_>, checked: &Checked, outlets: &[String]) -> Vec<MarkView> {
    let words = scope.words;
    let mut marks = Vec::new();
    let single = checked.support.origins == 1 && !scope.single;
    if checked.low_trust {
        marks.push(MarkView { kind: "low-trust", text: words.text("low_trust_only").to_owned() });
    }
    if let ([outlet], true) = (outlets, single) {
        marks.push(MarkView { kind: "single", text: words.fill("only_in", &[("outlet", outlet)]) });
    }
    match checked.passed {
        Passed::Flagged => marks.push(MarkView { kind: "flagged", text: words.text("flagged").to_owned() }),
        Passed::Edited => marks.push(MarkView { kind: "edited", text: words.text("edited").to_owned() }),
        Passed::Extracted | Passed::Generated => {}
    }
    marks
}

fn outlets(citations: &[CitationView]) -> Vec<String> {
    let mut outlets: Vec<String> = Vec::new();
    for citation in citations {
        if !outlets.contains(&citation.outlet) {
            outlets.push(citation.outlet.clone());
        }
    }
    outlets
}

/// One view a source, in the order of the source list. A citation whose sentence does not exist is not shown.
fn citations(scope: &Scope<'_>, anchors: &mut Anchors, citations: &[Citation]) -> Vec<CitationView> {
    let mut views: BTreeMap<usize, CitationView> = BTreeMap::new();
    for (at, citation) in citations.iter().enumerate() {
        let Some((number, source)) = scope.source(&citation.article) else { continue };
        let Some(text) = scope.sentence(&citation.article, citation.sentence) else { continue };
        let view = views.entry(number).or_insert_with(|| {
            let (language, direction) = scope.tongue(&citation.article);
            let url = source.url.as_deref().and_then(link::web);
            let outlet = clean(&source.outlet);
            CitationView {
                number,
                note: String::new(),
                evidence: evidence(number, citation.sentence),
                label: scope.words.fill("cite_label", &[("n", &number.to_string()), ("outlet", &outlet)]),
                outlet,
                title: clean(&source.title),
                host: url.as_deref().map(|url| link::host(url).to_owned()),
                url,
                published: source.published.map(|published| scope.words.published(published)),
                language,
                direction,
                low_trust: source.trust == q7x2_sdk::Trust::Low,
                anchor: false,
                sentences: Vec::new(),
            }
        });
        view.anchor |= at == 0;
        if !view.sentences.contains(&text) {
            view.sentences.push(text);
        }
    }
    let mut views: Vec<CitationView> = views.into_values().collect();
    for view in &mut views {
        view.note = anchors.note();
    }
    views
}

/// The id of a cited sentence in the list of sources.
pub(super) fn evidence(source: usize, sentence: usize) -> String {
    format!("e-{source}-{sentence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_is_cut_off_whole() {
        let check = |text: &str, head: &str, tail: &str| assert_eq!(last_word(text), (head, tail), "{text}");
        check("It rained again.", "It rained ", "again.");
        check("Rain", "Rain", "");
        check("", "", "");
        check("Es kam Übermut ", "Es kam ", "Übermut ");
        check("At https://example.org/a-very-long-address", "At https://example.org/a-very-long-address", "");
    }
}
