//! Scraps: lines that are no text wherever they stand.

use std::sync::LazyLock;

use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::sentence;
use q7x2_sdk::work::steps;

use super::super::decode::fold_space;
use super::super::raw::BlockKind;
use super::super::tabled::{Words, everywhere};
use super::header::{self, Header};
use super::line::{Line, ends_sentence};
use super::listed_line::{self, Class};
use super::sheet::Page;
use super::{agencies, byline};

/// Words up to which a line can be a note about the article.
const LONGEST_NOTE: usize = 45;

/// Words up to which a line below "Related articles" is a headline.
const LONGEST_HEADLINE: usize = 20;

/// Words up to which what a copyright names is an outlet.
const LONGEST_OUTLET: usize = 5;

/// Bytes from the end of a paragraph in which an appeal begins: 25 words.
const LONGEST_APPEAL: usize = 160;

/// What stands where an outlet cut its text off.
static CUTS: Words = LazyLock::new(|| everywhere(|page| &page.cut_off));

/// What stands before the outlet that an article is from.
static SOURCE_LABELS: Words = LazyLock::new(|| everywhere(|page| &page.source_labels));

/// Takes scraps out and reads what they say.
pub(super) fn take(page: &mut Page<'_>) {
    let mut below_related = false;
    for at in 0..page.lines.len() {
        steps(1);
        cut_off(page, at);
        cut_appeal(page, at);
        let Some(line) = page.lines.get(at).filter(|line| !line.gone) else { continue };
        let rule = rule(line, page);
        below_related = match rule {
            Some(Rule::Class(Class::Related)) => true,
            Some(_) => below_related,
            None => below_related && line.words <= LONGEST_HEADLINE && is_headline(line),
        };
        match rule {
            Some(rule) => apply(page, at, rule),
            None if below_related => page.take(at, "related"),
            None => {}
        }
    }
}

/// Whether a line below "Most read" is a headline: without a stop, or an item and a question.
fn is_headline(line: &Line) -> bool {
    let is_item = line.kind == BlockKind::Item && line.text.ends_with(['?', '!']);
    !line.is_text() && !ends_sentence(&line.text) || is_item || is_numbered_question(&line.text)
}

fn is_numbered_question(text: &str) -> bool {
    let rest = text.trim_start_matches(|mark: char| mark.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with([' ', '.', ')']) && text.ends_with(['?', '!'])
}

/// Whether a sentence asks the reader for something, and nobody is quoted.
fn is_appeal(sentence: &str) -> bool {
    !sentence.contains(['"', '“', '”', '„', '«', '»'])
        && listed_line::class(sentence, sentence.split_whitespace().count())
            == Some(Class::Navigation)
}

/// Takes the appeal that ends a paragraph: "Sign up for our briefing and wake up informed." Whole
/// lines are scraps of their own; here something stays before. What is said in quotation marks is
/// no appeal.
fn cut_appeal(page: &mut Page<'_>, at: usize) {
    let Some(line) = page.lines.get(at).filter(|line| !line.gone && line.is_text()) else { return };
    let tail_at = listed_line::floor(&line.text, line.text.len().saturating_sub(LONGEST_APPEAL));
    let tail = line.text.get(tail_at..).unwrap_or_default();
    let stops = tail
        .match_indices(' ')
        .filter(|(space, _)| ends_sentence(tail.get(..*space).unwrap_or_default()));
    let mut starts = stops.map(|(space, _)| tail_at + space + 1);
    let Some(start) = starts.find(|start| line.text.get(*start..).is_some_and(is_appeal)) else {
        return;
    };
    if last_sentence(&line.text, page.language) == start {
        page.cut(at, 0..start, Class::Navigation.rule());
    }
}

/// Why a line is a scrap.
enum Rule {
    Setting,
    Note(String),
    Class(Class),
    Hashtags,
    Header(Header),
}

fn rule(line: &Line, page: &Page<'_>) -> Option<Rule> {
    if !page.patterns.is_empty() && page.patterns.match_any(&folded(&line.text)) {
        return Some(Rule::Setting);
    }
    if line.words <= LONGEST_NOTE && line.text.len() < 400 {
        let folded = listed_line::fold(&line.text);
        if byline::is_machine_note(&folded) {
            return Some(Rule::Note(line.text.clone()));
        }
    }
    if let Some(class) = listed_line::class(&line.text, line.words) {
        return Some(Rule::Class(class));
    }
    if line.text.starts_with('#')
        && line.text.split_whitespace().all(|word| word.len() > 1 && word.starts_with('#'))
    {
        return Some(Rule::Hashtags);
    }
    header::read(&line.text, line.words, page.language)
        .filter(|header| header.anywhere)
        .map(Rule::Header)
}

/// A line as it is compared with those of the settings.
pub(super) fn folded(line: &str) -> String {
    fold_space(line).to_lowercase()
}

fn apply(page: &mut Page<'_>, at: usize, rule: Rule) {
    match rule {
        Rule::Setting => page.take(at, "setting"),
        Rule::Note(words) => {
            page.found.machine.get_or_insert(words);
            page.take(at, "notice");
        }
        Rule::Class(class) => {
            match class {
                Class::Credit => read_source(page, at),
                Class::Navigation => read_copyright(page, at),
                _ => {}
            }
            page.take(at, class.rule());
        }
        Rule::Hashtags => page.take(at, "tags"),
        Rule::Header(header) => read_header(page, at, header),
    }
}

/// Takes a line that says who wrote the article or when.
pub(super) fn read_header(page: &mut Page<'_>, at: usize, header: Header) {
    let found = &mut page.found;
    found.published = found.published.or(header.published);
    found.updated = found.updated.or(header.updated);
    found.machine = found.machine.take().or(header.machine);
    header.authors.iter().for_each(|author| page.add_author(author));
    page.take(at, if header.is_byline { "byline" } else { "date" });
}

/// "Source: Xinhua" names the outlet; several names, or the agencies at large, do not.
fn read_source(page: &mut Page<'_>, at: usize) {
    let Some((label, name)) = page.lines.get(at).and_then(|line| line.text.split_once(':')) else {
        return;
    };
    let name = name.trim().trim_end_matches('.');
    let one = !name.contains([',', ';', '/', '&'])
        && name.split_whitespace().count() <= 4
        && name.starts_with(char::is_uppercase);
    let label = label.trim().to_lowercase();
    if one
        && !agencies::are_at_large(name)
        && SOURCE_LABELS.contains(label.as_str())
        && (agencies::is_agency(name) || page.found.publisher.is_none())
    {
        page.found.publisher.get_or_insert_with(|| name.to_owned());
    }
}

/// "© 2026 The Morning Ledger. All rights reserved." names the outlet, unless that is an agency's.
fn read_copyright(page: &mut Page<'_>, at: usize) {
    let Some(line) = page.lines.get(at) else { return };
    let Some((before, rest)) = line.text.split_once('©').filter(|(before, _)| before.len() < 12)
    else {
        return;
    };
    let is_year = |mark: char| mark.is_ascii_digit() || " ,.-–".contains(mark);
    let rest = rest.trim_start_matches(is_year);
    let rest = rest.strip_prefix("by ").or_else(|| rest.strip_prefix("Copyright ")).unwrap_or(rest);
    let ends = [". ", " | ", ", ", " - ", " – ", " All rights"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let name = rest.get(..end).unwrap_or_default().trim().trim_end_matches('.');
    let is_name = name.starts_with(char::is_uppercase)
        && name.chars().count() > 2
        && name.split_whitespace().count() <= LONGEST_OUTLET
        && (!before.contains(char::is_alphabetic)
            || before.to_lowercase().starts_with("copyright"));
    if is_name && !agencies::is_agency(name) && !agencies::are_at_large(name) {
        page.found.publisher.get_or_insert_with(|| name.to_owned());
    }
}

/// Takes the last sentence of a paragraph that its outlet cut off in it: "[…]", "… Read more",
/// "[+2342 chars]".
fn cut_off(page: &mut Page<'_>, at: usize) {
    let Some(line) = page.lines.get(at) else { return };
    let tail_at = listed_line::floor(&line.text, line.text.len().saturating_sub(30));
    let tail = line.text.get(tail_at..).unwrap_or_default();
    let lower = tail.trim_end_matches(['»', '→', ' ']).to_ascii_lowercase();
    let mark = CUTS
        .iter()
        .find(|mark| lower.ends_with(**mark))
        .map(|mark| mark.len())
        .or_else(|| counted(&lower));
    let Some(width) = mark else { return };
    let end = tail_at + lower.len() - width;
    let kept = line.text.get(..end).unwrap_or_default().trim_end_matches([' ', '…']);
    let whole = if ends_sentence(kept) { kept.len() } else { last_sentence(kept, page.language) };
    page.cut(at, 0..whole, "cut-off");
}

/// Where the last sentence of a text begins.
fn last_sentence(text: &str, language: &Language) -> usize {
    sentence::split(text, language).last().map_or(0, |range| range.start)
}

/// "[+2342 chars]", as news interfaces end their excerpts.
fn counted(lower: &str) -> Option<usize> {
    let rest = lower.strip_suffix(" chars]").or_else(|| lower.strip_suffix(" characters]"))?;
    let digits = rest.trim_end_matches(|mark: char| mark.is_ascii_digit());
    digits.ends_with("[+").then(|| lower.len() - (digits.len() - 2))
}

#[cfg(test)]
mod tests {
    use super::super::super::pattern::Patterns;
    use super::super::super::raw::Block;
    use super::super::{Known, clean};
    use q7x2_sdk::text::language::Language;

    /// What stays of lines below a title.
    fn check(lines: &[&str], expected: &[&str]) {
        let block = |(at, text): (usize, &&str)| Block {
            text: (*text).to_owned(),
            line: at + 1,
            ..Block::default()
        };
        let blocks = lines.iter().enumerate().map(block).collect();
        let known = Known { title: Some("A title that is known".to_owned()), ..Known::default() };
        let cleaned = clean(blocks, known, Language::of(Some("en")), &Patterns::default());
        let kept: Vec<&str> =
            cleaned.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(kept, expected, "{lines:?}");
    }

    const TEXT: &str = "The delegations met in the old customs house on Tuesday.";
    const OTHER: &str = "They will meet again next week in another town.";

    #[test]
    fn an_appeal_may_end_a_paragraph() {
        for appeal in [
            "Sign up for The Morning Note and wake up informed.",
            "Follow us on all channels!",
            "Check back for updates.",
        ] {
            check(&[TEXT, &format!("{OTHER} {appeal}")], &[TEXT, OTHER]);
            check(&[TEXT, appeal], &[TEXT]);
        }
    }

    #[test]
    fn a_real_sentence_ends_a_paragraph() {
        for text in [
            "The clinic reopened. Patients sign up for the vaccine at the desk.",
            "He was loud. “Follow us on our way to the sea,” he said.",
            "“We are many. Follow us on our way.”",
            "They had come. Sign up sheets hung on the wall.",
        ] {
            check(&[TEXT, text], &[TEXT, text]);
        }
    }

    #[test]
    fn headlines_stand_below_most_read() {
        check(
            &[
                TEXT,
                "Most read",
                "1. What the tables hide",
                "2. Quiz: How well do you know the reef?",
            ],
            &[TEXT],
        );
        check(
            &[TEXT, "Most read", "What the tables hide", "Who did it?", OTHER],
            &[TEXT, "Who did it?", OTHER],
        );
        check(&[TEXT, "Related articles", "2 boats sank."], &[TEXT, "2 boats sank."]);
    }
}
