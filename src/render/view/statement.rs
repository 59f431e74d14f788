//! Statements as templates see them: text, numbered citations with the exact sentences, and marks
//! in words.

use std::collections::BTreeMap;

use q7x2_sdk::detail::{Entry, Variant};
use q7x2_sdk::{Checked, Citation, Detail, Passed, SectionKind, Statement};
use tera::Value;

use super::scope::{Scope, letter};
use crate::render::link;
use crate::render::value::{clean, list, object, option, text, value};
use crate::render::words::Words;

/// Citations shown one by one; the rest stand behind one number, so that twenty sources do not
/// drown a sentence.
pub(super) const SHOWN: usize = 6;

/// One source of one statement, with the sentences of it that are cited.
struct CitationView {
    /// The source's number in the list.
    number: usize,
    /// Its origin's number and letter.
    origin: usize,
    letter: String,
    /// What it is called in short.
    mark: String,
    /// What a line of text calls the source.
    outlet: String,
    /// Where the first of the sentences stands in the list of sources.
    evidence: String,
    /// Whether the statement carries this source's words.
    anchor: bool,
    /// The words of the statement that it bears out; none where that is all.
    part: Option<String>,
    sentences: Vec<String>,
    /// What all citations of this source share.
    source: Value,
}

/// Gives out what must be unique on a page.
#[derive(Debug)]
pub(super) struct Anchors {
    statements: BTreeMap<String, usize>,
    notes: usize,
    /// The date of the statement before, so that a timeline can say it once.
    last_date: Value,
}

impl Default for Anchors {
    fn default() -> Self {
        Self { statements: BTreeMap::new(), notes: 0, last_date: Value::none() }
    }
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

/// Where the first section of a kind stands on the page.
pub(super) fn anchor(kind: &SectionKind) -> String {
    format!("section-{}", link::token(kind.word()))
}

/// The outlet under whose name a statement of the running text stands: that of its anchor.
pub(super) fn outlet(scope: &Scope<'_>, checked: &Checked) -> Value {
    let anchor =
        checked.statement.citations.first().and_then(|citation| scope.source(&citation.article));
    let Some((number, source)) = anchor else { return Value::none() };
    let (language, direction) = scope.tongue(&source.article);
    object([
        ("outlet", text(&scope.short_name(source))),
        ("anchor", Value::from(format!("source-{number}"))),
        ("language", Value::from(language)),
        ("direction", Value::from(direction)),
    ])
}

/// The view of one statement, and its address on the page. `under` is the outlet under whose name
/// it stands, or none.
pub(super) fn view(
    scope: &Scope<'_>,
    anchors: &mut Anchors,
    checked: &Checked,
    under: &Value,
) -> (String, Value) {
    let Statement { text: said, detail, .. } = &checked.statement;
    let (quote, entry) = (checked.statement.quote(), checked.statement.entry());
    let name = checked.statement.name();
    let words = scope.words;
    let anchor = anchors.statement(&checked.id);
    let citations = citations(scope, &checked.statement.citations);
    let outlets: Vec<String> = outlets(&citations).into_iter().map(str::to_owned).collect();
    let said = clean(said);
    let (parts, whole): (Vec<CitationView>, Vec<CitationView>) =
        citations.into_iter().partition(|citation| citation.part.is_some());
    let (clauses, rest) = clauses(scope, anchors, &said, parts);
    let (head, tail) = last_word(&said);
    let (rest_head, rest_tail) = last_word(rest);
    let aliases = name.map_or(&[][..], |name| &name.aliases);
    let names: Vec<String> = aliases.iter().map(|alias| clean(alias)).collect();
    let variants = quote.map_or(&[][..], |quote| &quote.variants);
    let variants =
        variants.iter().map(|variant| self::variant(scope, anchors, variant)).collect::<Vec<_>>();
    let date = entry.and_then(|entry| date(words, entry)).unwrap_or_else(Value::none);
    let same_date = !date.is_none() && anchors.last_date == date;
    anchors.last_date = date.clone();
    let (citations, more) = numbered(scope, anchors, &whole);
    let backing = backing(scope, anchors, checked);
    let view = object([
        ("anchor", text(&anchor)),
        ("clauses", clauses),
        ("rest", text(rest)),
        ("rest_head", text(rest_head)),
        ("rest_tail", text(rest_tail)),
        ("head", text(head)),
        ("tail", text(tail)),
        ("text", text(&said)),
        ("citations", citations),
        ("more", more),
        ("backing", backing),
        ("support", option(support(scope, checked))),
        ("marks", marks(scope, checked, outlets.first().map(String::as_str))),
        ("outlets", list(outlets.iter().map(|outlet| text(outlet)))),
        ("under", under.clone()),
        ("date", date),
        ("same_date", Value::from(same_date)),
        ("speaker", option(quote.and_then(|quote| quote.speaker.as_deref()).map(clean))),
        ("role", option(detail.as_ref().and_then(Detail::role).map(clean))),
        ("name", option(name.and_then(|name| name.name.as_deref()).map(clean))),
        (
            "aliases",
            option(
                (!names.is_empty()).then(|| words.fill("aliases", &[("names", &names.join(", "))])),
            ),
        ),
        ("variants", Value::from(variants)),
    ]);
    (anchor, view)
}

fn date(words: &Words, entry: &Entry) -> Option<Value> {
    entry.date.as_ref().map(|date| value(&words.date(&clean(date), entry.granularity)))
}

/// Longest last word, in letters, that is kept on one line with a citation: more would not fit a
/// screen of 320 px.
const LONGEST_TAIL: usize = 24;

/// The text before its last word, and the word; all of it in front where the word is long or the
/// only one.
fn last_word(text: &str) -> (&str, &str) {
    let cut = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
    match text.split_at_checked(cut) {
        Some((head, tail)) if cut > 0 && tail.chars().count() <= LONGEST_TAIL => (head, tail),
        _ => (text, ""),
    }
}

/// The text up to the end of the last clause that only some citations bear out, cut behind each of
/// these clauses, with their citations; and the rest of the text.
fn clauses<'a>(
    scope: &Scope<'_>,
    anchors: &mut Anchors,
    said: &'a str,
    parts: Vec<CitationView>,
) -> (Value, &'a str) {
    let mut ending: BTreeMap<usize, Vec<CitationView>> = BTreeMap::new();
    for citation in parts {
        let end = citation.part.as_deref().and_then(|part| end_of(said, part));
        ending.entry(end.unwrap_or(said.len())).or_default().push(citation);
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for (end, citations) in ending {
        let (citations, more) = numbered(scope, anchors, &citations);
        let piece = text(said.get(from..end).unwrap_or_default());
        pieces.push(object([("text", piece), ("citations", citations), ("more", more)]));
        from = end;
    }
    (Value::from(pieces), said.get(from..).unwrap_or_default())
}

/// Where a clause ends in a text, with the marks right behind it.
fn end_of(said: &str, part: &str) -> Option<usize> {
    let end = said.find(part)? + part.len();
    let rest = said.get(end..)?;
    let marks = rest.find(|letter: char| letter.is_alphanumeric() || letter.is_whitespace());
    Some(end + marks.unwrap_or(rest.len()))
}

/// A quotation in other words.
fn variant(scope: &Scope<'_>, anchors: &mut Anchors, variant: &Variant) -> Value {
    let citations = citations(scope, &variant.citations);
    let outlets = outlets(&citations);
    let (citations, more) = numbered(scope, anchors, &citations);
    object([
        ("text", text(&clean(&variant.text))),
        ("citations", citations),
        ("more", more),
        ("outlets", list(outlets.iter().map(|outlet| text(outlet)))),
    ])
}

/// "4 articles, 2 origins", only where copies make the citations look like more than they are.
fn support(scope: &Scope<'_>, checked: &Checked) -> Option<String> {
    let support = checked.support;
    let words = scope.words;
    (support.articles > support.origins && support.origins > 0).then(|| {
        let articles = words.count("articles", support.articles);
        words.fill(
            "support",
            &[("articles", &articles), ("origins", &words.count("origins", support.origins))],
        )
    })
}

/// Remarks in words, each with its kind: `disputed`, `new`, `single`, `low-trust`, `flagged` or `edited`;
/// a disputed one leads to where both sides stand.
fn marks(scope: &Scope<'_>, checked: &Checked, outlet: Option<&str>) -> Value {
    let words = scope.words;
    let mark = |kind: &'static str, said: &str| {
        object([("kind", Value::from(kind)), ("text", text(said))])
    };
    let mut marks = Vec::new();
    if checked.disputed {
        let said = text(words.text("disputed"));
        let there = Value::from(anchor(&SectionKind::Disagreements));
        marks.push(object([("kind", Value::from("disputed")), ("text", said), ("anchor", there)]));
    }
    if let Some((since, _)) = scope.since().filter(|_| scope.is_new(&checked.id)) {
        marks.push(mark("new", &words.fill("new_since", &[("day", &since)])));
    }
    // Under an outlet's name a statement cites that outlet alone, whoever else says the same.
    let under = checked.statement.under_outlet;
    let single = checked.sole && !scope.single && !under;
    if checked.low_trust {
        marks.push(mark(
            "low-trust",
            words.text(if under { "low_trust" } else { "low_trust_only" }),
        ));
    }
    if let (Some(outlet), true) = (outlet, single) {
        marks.push(mark("single", &words.fill("only_in", &[("outlet", outlet)])));
    }
    match checked.passed {
        Passed::Flagged => marks.push(mark("flagged", words.text("flagged"))),
        Passed::Edited => marks.push(mark("edited", words.text("edited"))),
        Passed::Extracted | Passed::Generated => {}
    }
    Value::from(marks)
}

fn outlets(citations: &[CitationView]) -> Vec<&str> {
    let mut outlets: Vec<&str> = Vec::new();
    for citation in citations {
        if !outlets.contains(&citation.outlet.as_str()) {
            outlets.push(&citation.outlet);
        }
    }
    outlets
}

/// What backs the speaker, the role or the date and not the words, with its notes; nothing where
/// nothing does.
fn backing(scope: &Scope<'_>, anchors: &mut Anchors, checked: &Checked) -> Value {
    let cited: Vec<Citation> = checked.statement.evidence.all().cloned().collect();
    let views = citations(scope, &cited);
    if views.is_empty() {
        return Value::none();
    }
    let (citations, more) = numbered(scope, anchors, &views);
    object([("citations", citations), ("more", more)])
}

/// One view a source and part, those of one origin side by side, else in the order of the source
/// list. A citation whose sentence does not exist is not shown.
fn citations(scope: &Scope<'_>, citations: &[Citation]) -> Vec<CitationView> {
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

/// The citations with their notes: those shown one by one, and the rest behind one number.
fn numbered(
    scope: &Scope<'_>,
    anchors: &mut Anchors,
    citations: &[CitationView],
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
            ("evidence", text(&citation.evidence)),
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
        ("label", text(&label)),
        ("citations", rest_views),
    ]);
    (shown, more)
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
        let check = |text: &str, head: &str, tail: &str| {
            assert_eq!(last_word(text), (head, tail), "{text}")
        };
        check("It rained again.", "It rained ", "again.");
        check("Rain", "Rain", "");
        check("", "", "");
        check("Es kam Übermut ", "Es kam ", "Übermut ");
        check(
            "At https://example.org/a-very-long-address",
            "At https://example.org/a-very-long-address",
            "",
        );
    }
}
