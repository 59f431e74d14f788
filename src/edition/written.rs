//! Written: briefings as Markdown that a person can read, mend and sign.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::NaiveDate;
use q7x2_sdk::text::annotation::Annotation;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::name::{EntityKind, Evidence};
use q7x2_sdk::{Briefing, Checked, Citation};

use super::mark::hash;
use crate::signature::statements;

const HEAD: &str = "\
Read it, mend it, merge it. A sentence reads as you leave it; one whose line you remove goes, an event whose heading you remove
(with all below it) is not published; a line `Note: …` below a heading stands above that event's text. The marks in `<!-- -->`
say what a line is: leave them. Sentences to look at first come first; below each stands what its sources say.
";

/// The edition: doubtful statements of each event first, each with its sources.
#[must_use]
pub fn written(day: Option<NaiveDate>, briefings: &[&Briefing]) -> String {
    let day = day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    let ids: Vec<&str> = briefings.iter().map(|one| one.event.as_str()).collect();
    let mut text = format!("# Edition of {day}\n\n<!-- events: {} -->\n{HEAD}", ids.join(" "));
    for briefing in briefings {
        event(briefing, &mut text);
    }
    text
}

fn event(briefing: &Briefing, text: &mut String) {
    let title = line(&briefing.title);
    let all: Vec<&str> = statements(briefing).map(|one| one.id.as_str()).collect();
    let outlets: BTreeSet<&str> = briefing.sources.iter().map(|one| one.outlet.as_str()).collect();
    // Writing to a text cannot fail.
    let _ = write!(
        text,
        "\n## {title} <!-- event {} {} -->\n\n<!-- sentences: {} -->\n{} articles of {} outlets, at most {} origins\n",
        briefing.event,
        hash(&title),
        all.join(" "),
        briefing.sources.len(),
        outlets.len(),
        briefing.origins
    );
    let mut seen = BTreeSet::new();
    let judged = statements(briefing).filter(|one| seen.insert(one.id.as_str()));
    let judged: Vec<(&Checked, Vec<&str>)> =
        judged.map(|one| (one, doubts(one, briefing))).collect();
    let (sure, doubtful): (Vec<_>, Vec<_>) =
        judged.into_iter().partition(|(_, why)| why.is_empty());
    for (heading, part) in [("Look at these first", doubtful), ("The rest", sure)] {
        if !part.is_empty() {
            let _ = write!(text, "\n### {heading}\n\n");
            part.iter().for_each(|(one, why)| statement(one, why, briefing, text));
        }
    }
}

fn statement(checked: &Checked, doubts: &[&str], briefing: &Briefing, text: &mut String) {
    let own = line(&checked.statement.text);
    let _ = writeln!(text, "- {own} <!-- sentence {} {} -->", checked.id, hash(&own));
    if !doubts.is_empty() {
        let _ = writeln!(text, "  - **{}**", doubts.join("; "));
    }
    if let Some(detail) = detail(checked) {
        let _ = writeln!(text, "  - {}", line(&detail));
    }
    for citation in &checked.statement.citations {
        if let Some((outlet, said)) = cited(citation, briefing) {
            let _ = writeln!(text, "  - {}: “{}”", line(outlet), line(said));
        }
    }
}

/// What the page says beside the sentence: who said it, or when it was.
fn detail(checked: &Checked) -> Option<String> {
    if let Some(quote) = checked.statement.quote() {
        let speaker = quote.speaker.as_deref()?;
        let role = quote.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
        return Some(format!("said by {speaker}{role}"));
    }
    let date = checked.statement.entry()?.date.as_ref()?;
    Some(format!("dated {date}"))
}

fn cited<'a>(citation: &Citation, briefing: &'a Briefing) -> Option<(&'a str, &'a str)> {
    let source = briefing.sources.iter().find(|one| one.article == citation.article)?;
    Some((&source.outlet, source.sentences.get(&citation.sentence)?))
}

/// Why somebody should look at a statement.
fn doubts(checked: &Checked, briefing: &Briefing) -> Vec<&'static str> {
    let names_somebody = || {
        let language = Language::of(briefing.language.as_deref());
        let read = Annotation::of(&checked.statement.text, language, &Evidence::new());
        read.names.iter().any(|name| name.kind == Some(EntityKind::Person))
    };
    let all = [
        (checked.disputed || checked.statement.position().is_some(), "reports differ"),
        (checked.low_trust, "only outlets of low trust say so"),
        (checked.sole || checked.support.origins == 1, "one origin only"),
        (
            checked.passed == q7x2_sdk::Passed::Edited,
            "your own words, which the check does not bear out",
        ),
        (names_somebody(), "says something of a person"),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, why)| why).collect()
}

/// A text as one line that holds no mark of its own.
fn line(text: &str) -> String {
    let text: Vec<&str> = text.split_whitespace().collect();
    text.join(" ").replace("<!--", "\\<!--").replace("-->", "--\\>")
}
