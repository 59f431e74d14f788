//! Terminal: what a person reads there. As compilers do it, the draft's words are marked, and below
//! them stands the source's sentence.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use q7x2_sdk::judged::{Matter, Verdict};

use super::cut::Cut;
use super::sheet::{By, Claim, Line, count as count_of};
use crate::terminal::clean;

/// Sources that are shown below one sentence; all of them are in the JSON.
const SHOWN: usize = 2;

/// How a person wants it shown; what is written for programs never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// In colours.
    pub colour: bool,
    /// Without what is borne out.
    pub quiet: bool,
}

/// The lines, each as a block, and a summary.
pub(super) fn rendered(lines: &[Line], look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let is_shown = |line: &&Line| match line.verdict {
        Verdict::NoClaim => false,
        Verdict::BorneOut => !look.quiet || !marked(line).is_empty(),
        _ => true,
    };
    let mut text = String::new();
    for line in lines.iter().filter(is_shown) {
        text.push_str(&without_column(&renderer.render(&groups(line)), line));
        text.push_str("\n\n");
    }
    text.push_str(&summary(lines));
    text.push('\n');
    text
}

/// A block without the column that the renderer counts: a sentence is shown without the line around
/// it, so the column is none of the file.
fn without_column(block: &str, line: &Line) -> String {
    let place = format!("{}:{}:", clean(&line.draft), line.line);
    let title = block.find('\n').unwrap_or(block.len());
    let Some(end) = block[title..].find(&place).map(|at| title + at + place.len()) else {
        return block.to_owned();
    };
    let rest = block[end..].trim_start_matches(|letter: char| letter.is_ascii_digit());
    let has_column = rest.len() < block.len() - end;
    if has_column { block[..end - 1].to_owned() + rest } else { block.to_owned() }
}

/// The draft's words, and a source's sentence for each that is shown.
fn groups(line: &Line) -> Vec<Group<'static>> {
    let level = match line.verdict {
        Verdict::Contradicted => Level::ERROR.with_name("contradicted"),
        Verdict::NotFound => Level::WARNING.with_name("not found"),
        Verdict::Part => Level::NOTE.with_name("in part"),
        Verdict::BorneOut | Verdict::NoClaim => Level::HELP.with_name("borne out"),
    };
    let group = Group::with_title(level.primary_title(clean(&line.message())));
    let marks = marked(line);
    if line.verdict == Verdict::BorneOut && marks.is_empty() {
        return vec![group.element(Origin::path(place(line)))];
    }
    let whole = 0..line.sentence.len();
    let cut = Cut::of(&line.sentence, marks.first().map_or(&whole, |one| &one.range));
    let draft = Snippet::source(cut.text.clone()).line_start(line.line);
    let mark = |claim: &&Claim| cut.mark(&claim.range, AnnotationKind::Primary, label(claim));
    let mut marks: Vec<Annotation<'static>> = marks.iter().filter_map(mark).collect();
    // The renderer tells the line of what is marked only.
    let mut path = clean(&line.draft);
    if marks.is_empty() {
        path = clean(&format!("{path}:{}", line.line));
        marks.extend(cut.mark(&whole, AnnotationKind::Visible, String::new()));
    }
    let mut groups = vec![group.element(draft.path(path).annotations(marks))];
    groups.extend(shown(line).into_iter().map(|(by, verdict)| sentence(by, verdict)));
    groups
}

/// The claims that the draft's words are marked for; of a quotation the words that no source has,
/// where these are known.
fn marked(line: &Line) -> Vec<&Claim> {
    let is_part = line.verdict == Verdict::Part;
    let marks = |one: &&Claim| {
        is_marked(line.verdict, one.verdict)
            || one.is_unquoted()
            || is_part && one.unproved().is_some()
    };
    let claims: Vec<&Claim> = line.claims.iter().filter(marks).collect();
    let is_inside = |one: &Claim, whole: &Claim| {
        !one.is_unquoted()
            && whole.range.start <= one.range.start
            && one.range.end <= whole.range.end
    };
    let is_told =
        |whole: &Claim| whole.is_unquoted() && claims.iter().any(|one| is_inside(one, whole));
    claims.iter().copied().filter(|one| !is_told(one)).collect()
}

/// Whether a claim of a verdict is marked in a sentence of one.
fn is_marked(sentence: Verdict, claim: Verdict) -> bool {
    match sentence {
        Verdict::BorneOut => claim == Verdict::Contradicted,
        Verdict::Part => matches!(claim, Verdict::NotFound | Verdict::Contradicted),
        verdict => claim == verdict,
    }
}

fn label(claim: &Claim) -> String {
    match (claim.verdict, claim.matter) {
        (Verdict::Contradicted, Some(Matter::Origins)) => "so many are not there".to_owned(),
        (Verdict::Contradicted, Some(matter)) => {
            format!("{}: a source says otherwise", matter.word())
        }
        (Verdict::Part, Some(Matter::Together)) => "in another sentence".to_owned(),
        (Verdict::Part, Some(matter)) => format!("{}: not proved", matter.word()),
        (_, Some(matter)) => format!("{}: not found", matter.word()),
        _ => "not found".to_owned(),
    }
}

/// The sources' sentences of a line's claims of some verdicts.
fn told_by<'a>(line: &'a Line, verdicts: &[Verdict]) -> Vec<(&'a By, Verdict)> {
    let claims = line.claims.iter().filter(|one| verdicts.contains(&one.verdict));
    claims.flat_map(|one| one.by.iter().map(|by| (by, one.verdict))).collect()
}

/// The sources' sentences that are shown: those that say otherwise, else those that bear some of it
/// out.
fn shown(line: &Line) -> Vec<(&By, Verdict)> {
    let otherwise = told_by(line, &[Verdict::Contradicted]);
    let found = if otherwise.is_empty() {
        told_by(line, &[Verdict::BorneOut, Verdict::Part])
    } else {
        otherwise
    };
    let mut first: Vec<(&By, Verdict)> = Vec::new();
    for one in found {
        let known = first.iter().any(|(by, _)| {
            (&by.file, &by.record, by.sentence) == (&one.0.file, &one.0.record, one.0.sentence)
        });
        if !known && first.len() < SHOWN {
            first.push(one);
        }
    }
    first
}

/// A source's sentence, numbered by its place in its article.
fn sentence(by: &By, verdict: Verdict) -> Group<'static> {
    let cut = Cut::of(&by.text, &by.range);
    // A voice that is counted says nothing otherwise.
    let otherwise = verdict == Verdict::Contradicted && by.range.len() < by.text.len();
    let kind = if otherwise { AnnotationKind::Primary } else { AnnotationKind::Visible };
    let label = if otherwise { "says otherwise".to_owned() } else { String::new() };
    let mark = cut.mark(&by.range, kind, label);
    let title = Level::NOTE.with_name("source").secondary_title(source(by));
    let snippet = Snippet::source(cut.text).line_start(by.sentence + 1).annotations(mark);
    Group::with_title(title).element(snippet)
}

/// Where a source's sentence stands.
fn source(by: &By) -> String {
    let record = by.record.as_ref().map(|record| format!(", record {record}")).unwrap_or_default();
    let outlet = by.outlet.as_ref().map(|outlet| format!(" ({outlet})")).unwrap_or_default();
    clean(&format!("{}{record}{outlet}, sentence {}", by.file, by.sentence + 1))
}

fn place(line: &Line) -> String {
    clean(&format!("{}:{}: {}", line.draft, line.line, Cut::of(&line.sentence, &(0..0)).text))
}

fn summary(lines: &[Line]) -> String {
    let count = |verdict| count_of(lines, verdict);
    let judged = lines.len() - count(Verdict::NoClaim);
    let sentences = if judged == 1 { "sentence" } else { "sentences" };
    format!(
        "{judged} {sentences} judged: {} borne out, {} in part, {} contradicted, {} not found; {} claim nothing",
        count(Verdict::BorneOut),
        count(Verdict::Part),
        count(Verdict::Contradicted),
        count(Verdict::NotFound),
        count(Verdict::NoClaim),
    )
}
