//! Statements as templates see them: text, numbered citations with the exact sentences, and marks
//! in words.

use std::collections::BTreeMap;

use q7x2_sdk::detail::{Entry, Variant};
use q7x2_sdk::{Checked, Citation, Detail, Passed, SectionKind, Statement};
use tera::Value;

use super::anchors::Anchors;
use super::citation::{CitationView, citations, numbered, outlets};
use super::proof;
use super::scope::Scope;
use crate::render::link;
use crate::render::value::{clean, list, object, option, text, value};
use crate::render::words::Words;

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
    let panel = if name.is_some() { Value::none() } else { text(&anchors.panel()) };
    let citations = citations(scope, &checked.statement.citations);
    let outlets: Vec<String> = outlets(&citations).into_iter().map(str::to_owned).collect();
    let said = clean(said);
    let (parts, whole): (Vec<CitationView>, Vec<CitationView>) =
        citations.into_iter().partition(|citation| citation.part.is_some());
    let (clauses, rest) = clauses(scope, anchors, (&said, &panel), parts);
    let (head, tail) = last_word(&said);
    let (rest_head, rest_tail) = last_word(rest);
    let aliases = name.map_or(&[][..], |name| &name.aliases);
    let names: Vec<String> = aliases.iter().map(|alias| clean(alias)).collect();
    let variants = quote.map_or(&[][..], |quote| &quote.variants);
    let variants = variants
        .iter()
        .map(|variant| self::variant(scope, anchors, variant, &panel))
        .collect::<Vec<_>>();
    let date = entry.and_then(|entry| date(words, entry)).unwrap_or_else(Value::none);
    let same_date = !date.is_none() && anchors.last_date == date;
    anchors.last_date = date.clone();
    let (citations, more) = numbered(scope, anchors, &whole, &panel);
    let backing = backing(scope, anchors, checked, &panel);
    let proof = if panel.is_none() { panel } else { proof::panel(scope, checked, &said, &panel) };
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
        ("proof", proof),
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
pub(super) fn last_word(text: &str) -> (&str, &str) {
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
    (said, panel): (&'a str, &Value),
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
        let (citations, more) = numbered(scope, anchors, &citations, panel);
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
fn variant(scope: &Scope<'_>, anchors: &mut Anchors, variant: &Variant, panel: &Value) -> Value {
    let citations = citations(scope, &variant.citations);
    let outlets = outlets(&citations);
    let (citations, more) = numbered(scope, anchors, &citations, panel);
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

/// Which days a statement's words count from the day on which they were written, in words.
pub(super) fn said_days<'a>(
    words: &'a Words,
    checked: &'a Checked,
) -> impl Iterator<Item = String> + 'a {
    checked.said_days.iter().map(|one| {
        let day = words.date(&one.day.to_string(), None).text;
        words.fill("said_day", &[("said", &clean(&one.said)), ("day", &day)])
    })
}

/// Remarks in words, each with its kind: `day`, `disputed`, `new`, `single`, `low-trust`, `flagged` or
/// `edited`; a disputed one leads to where both sides stand.
fn marks(scope: &Scope<'_>, checked: &Checked, outlet: Option<&str>) -> Value {
    let words = scope.words;
    let mark = |kind: &'static str, said: &str| {
        object([("kind", Value::from(kind)), ("text", text(said))])
    };
    let mut marks: Vec<Value> = said_days(words, checked).map(|said| mark("day", &said)).collect();
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

/// What backs the speaker, the role or the date and not the words, with its notes; nothing where
/// nothing does.
fn backing(scope: &Scope<'_>, anchors: &mut Anchors, checked: &Checked, panel: &Value) -> Value {
    let cited: Vec<Citation> = checked.statement.evidence.all().cloned().collect();
    let views = citations(scope, &cited);
    if views.is_empty() {
        return Value::none();
    }
    let (citations, more) = numbered(scope, anchors, &views, panel);
    object([("citations", citations), ("more", more)])
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
