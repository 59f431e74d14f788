//! Citations as templates see them: one a source and clause, with the exact sentences, the first
//! few one by one and the rest behind one number.

use std::collections::BTreeMap;

use q7x2_sdk::Citation;
use tera::Value;

use super::anchors::Anchors;
use super::scope::{Scope, letter};
use crate::render::value::{clean, list, object, option, text};

/// Citations shown one by one; the rest stand behind one number, so that twenty sources do not
/// drown a sentence.
pub(super) const SHOWN: usize = 6;

/// One source of one statement, with the sentences of it that are cited.
pub(super) struct CitationView {
    /// The source's number in the list.
    pub(super) number: usize,
    /// Its origin's number and letter.
    origin: usize,
    letter: String,
    /// What it is called in short.
    pub(super) mark: String,
    /// What a line of text calls the source.
    pub(super) outlet: String,
    /// Where the first of the sentences stands in the list of sources.
    pub(super) evidence: String,
    /// Whether the statement carries this source's words.
    anchor: bool,
    /// The words of the statement that it bears out; none where that is all.
    pub(super) part: Option<String>,
    pub(super) sentences: Vec<String>,
    /// What all citations of this source share.
    pub(super) source: Value,
}

pub(super) fn outlets(citations: &[CitationView]) -> Vec<&str> {
    let mut outlets: Vec<&str> = Vec::new();
    for citation in citations {
        if !outlets.contains(&citation.outlet.as_str()) {
            outlets.push(&citation.outlet);
        }
    }
    outlets
}

/// One view a source and part, those of one origin side by side, else in the order of the source
/// list. A citation whose sentence does not exist is not shown.
pub(super) fn citations(scope: &Scope<'_>, citations: &[Citation]) -> Vec<CitationView> {
    let mut views: BTreeMap<(usize, usize, Option<String>), CitationView> = BTreeMap::new();
    for (at, citation) in citations.iter().enumerate() {
        let Some((number, source)) = scope.source(&citation.article) else { continue };
        let Some(text) = scope.sentence(&citation.article, citation.sentence) else { continue };
        let part = citation.part.as_deref().map(clean);
        let view = views.entry((source.origin, number, part.clone()));
        let view = view.or_insert_with(|| CitationView {
            part,
            number,
            origin: source.origin,
            mark: clean(&source.mark),
            letter: letter(source),
            outlet: scope.short_name(source),
            evidence: evidence(number, citation.sentence),
            anchor: false,
            sentences: Vec::new(),
            source: scope.cited(number),
        });
        view.anchor |= at == 0;
        if !view.sentences.contains(&text) {
            view.sentences.push(text);
        }
    }
    views.into_values().collect()
}

/// The citations with their notes and the panel that they open: those shown one by one, and the rest behind one number.
pub(super) fn numbered(
    scope: &Scope<'_>,
    anchors: &mut Anchors,
    citations: &[CitationView],
    panel: &Value,
) -> (Value, Value) {
    let (shown, rest) = citations.split_at(citations.len().min(SHOWN));
    let mut before = None;
    let mut view = |(at, citation): (usize, &CitationView)| {
        // What follows another of its origin is shown by its number alone, as if it were one.
        let joined = before == Some(citation.origin);
        before = Some(citation.origin);
        let next = citations.get(at + 1).filter(|_| at + 1 != SHOWN);
        let short = citation.mark.strip_prefix(&citation.letter).filter(|_| joined);
        let goes_on = next.is_some_and(|next| next.origin == citation.origin);
        object([
            ("number", Value::from(citation.number as u64)),
            ("mark", text(short.unwrap_or(&citation.mark))),
            ("joined", Value::from(joined)),
            ("goes_on", Value::from(goes_on)),
            ("note", text(&anchors.note())),
            ("panel", panel.clone()),
            ("evidence", text(&citation.evidence)),
            ("link", text(&scope.in_list(&citation.evidence))),
            ("anchor", Value::from(citation.anchor)),
            ("part", option(citation.part.clone())),
            ("sentences", list(citation.sentences.iter().map(|sentence| text(sentence)))),
            ("source", citation.source.clone()),
        ])
    };
    let shown = list(shown.iter().enumerate().map(&mut view));
    if rest.is_empty() {
        return (shown, Value::none());
    }
    let rest_views = list(citations.iter().enumerate().skip(SHOWN).map(view));
    let label = scope.words.fill("cite_more", &[("n", &rest.len().to_string())]);
    let more = object([
        ("note", text(&anchors.note())),
        ("panel", panel.clone()),
        ("label", text(&label)),
        ("citations", rest_views),
    ]);
    (shown, more)
}

/// The id of a cited sentence in the list of sources.
pub(super) fn evidence(source: usize, sentence: usize) -> String {
    format!("e-{source}-{sentence}")
}
