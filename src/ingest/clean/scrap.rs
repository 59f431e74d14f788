//! Scraps: lines that are no text wherever they stand.

use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::sentence;

use super::super::decode::fold_space;
use super::super::sources::matches_pattern;
use super::header::{self, Header};
use super::lexicon::{self, Class};
use super::line::{Line, ends_sentence};
use super::page::Page;
use super::{agency, byline};

/// Words up to which a line can be a note about the article.
const LONGEST_NOTE: usize = 45;

/// Words up to which a line below "Related articles" is a headline.
const LONGEST_HEADLINE: usize = 20;

/// What stands where an outlet cut its text off.
const CUTS: [&str; 12] = [
    "[…]",
    "[...]",
    "(…)",
    "(...)",
    "[&hellip;]",
    "… read more",
    "...read more",
    "... read more",
    "…read more",
    "… continue reading",
    "... continue reading",
    "… weiterlesen",
];

/// Takes scraps out and reads what they say.
pub(super) fn take(page: &mut Page<'_>) {
    let mut below_related = false;
    for at in 0..page.lines.len() {
        cut_off(page, at);
        let Some(line) = page.lines.get(at).filter(|line| !line.gone) else { continue };
        let rule = rule(line, page);
        below_related = match rule {
            Some(Rule::Class(Class::Related)) => true,
            Some(_) => below_related,
            None => below_related && !line.is_text() && line.words <= LONGEST_HEADLINE && !ends_sentence(&line.text),
        };
        match rule {
            Some(rule) => apply(page, at, rule),
            None if below_related => page.take(at, "related"),
            None => {}
        }
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
    if is_set(&line.text, page.patterns) {
        return Some(Rule::Setting);
    }
    if line.words <= LONGEST_NOTE && line.text.len() < 400 {
        let folded = lexicon::fold(&line.text);
        if byline::is_machine_note(&folded) {
            return Some(Rule::Note(line.text.clone()));
        }
    }
    if let Some(class) = lexicon::class(&line.text, line.words) {
        return Some(Rule::Class(class));
    }
    if line.text.starts_with('#') && line.text.split_whitespace().all(|word| word.len() > 1 && word.starts_with('#')) {
        return Some(Rule::Hashtags);
    }
    header::read(&line.text, line.words, page.language).filter(|header| header.anywhere).map(Rule::Header)
}

fn is_set(text: &str, patterns: &[String]) -> bool {
    !patterns.is_empty() && {
        let folded = fold_space(text).to_lowercase();
        patterns.iter().any(|pattern| matches_pattern(&fold_space(pattern).to_lowercase(), &folded))
    }
}

fn apply(page: &mut Page<'_>, at: usize, rule: Rule) {
    match rule {
        Rule::Setting => page.take(at, "setting"),
        Rule::Note(words) => {
            page.found.machine.get_or_insert(words);
            page.take(at, "notice");
        }
        Rule::Class(class) => {
            if class == Class::Credit {
                read_source(page, at);
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
    let Some((label, name)) = page.lines.get(at).and_then(|line| line.text.split_once(':')) else { return };
    let name = name.trim().trim_end_matches('.');
    let one = !name.contains([',', ';', '/', '&'])
        && name.split_whitespace().count() <= 4
        && name.starts_with(char::is_uppercase);
    let label = label.trim().to_lowercase();
    let generic = name.to_lowercase().contains("agenc");
    if one
        && !generic
        && matches!(label.as_str(), "source" | "quelle" | "fuente")
        && (agency::is_agency(name) || page.found.publisher.is_none())
    {
        page.found.publisher.get_or_insert_with(|| name.to_owned());
    }
}

/// Takes the last sentence of a paragraph that its outlet cut off in it: "[…]", "… Read more", "[+2342 chars]".
fn cut_off(page: &mut Page<'_>, at: usize) {
    let Some(line) = page.lines.get(at) else { return };
    let tail_at = lexicon::floor(&line.text, line.text.len().saturating_sub(30));
    let tail = line.text.get(tail_at..).unwrap_or_default();
    if !tail.ends_with([']', ')', 'e', 'E', 'g', 'n', '»', '→']) {
        return;
    }
    let lower = tail.trim_end_matches(['»', '→', ' ']).to_ascii_lowercase();
    let mark = CUTS.iter().find(|mark| lower.ends_with(**mark)).map(|mark| mark.len()).or_else(|| counted(&lower));
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
