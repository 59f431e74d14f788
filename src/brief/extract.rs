//! How much of its sources a briefing reproduces: reported always, limited where `[brief.extract]`
//! says so.

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use q7x2_sdk::text::chunk;
use q7x2_sdk::text::word::count;
use q7x2_sdk::{Briefing, Checked, Event, Extract, Section, Source};
use serde::{Deserialize, Serialize};

use crate::setting::range;

/// Share of a source's words, in hundredths, that a publisher is content to see in the running text
/// of another: what is over it is told, and stops nothing.
const USUAL_PERCENT: u8 = 25;

/// Words of a source from which it is more than a notice.
const NOTICE_WORDS: usize = 100;

/// `[brief.extract]` of site.toml: limits for what a briefing takes from its sources. 0 is no limit;
/// what is over one that the editor sets is a warning, and so fails a strict build.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Longest run of words taken verbatim from one sentence.
    pub longest_run: usize,
    /// Largest share of a source's words that the running text reproduces, in hundredths. Where
    /// nothing is set, more than 25 is a note.
    #[serde(deserialize_with = "range::some_percent")]
    pub source_percent: Option<u8>,
    /// Largest share of the running text that comes from one source, in hundredths.
    #[serde(deserialize_with = "range::percent")]
    pub briefing_percent: u8,
}

/// What the running text takes from its sources: the longest verbatim run, in words.
pub(super) fn extract(event: &Event, sections: &[Section]) -> Extract {
    let mut longest = 0;
    for checked in sections.first().iter().flat_map(|section| &section.statements) {
        let Some(spot) =
            checked.statement.citations.first().and_then(|citation| event.spot(citation))
        else {
            continue;
        };
        longest = longest.max(longest_run(&checked.statement.text, &event.sentence(spot).text));
    }
    Extract { longest_run: longest }
}

/// Words of the running text whose anchor is an article, by the article's place in the event.
pub(super) fn anchored(event: &Event, sections: &[Section]) -> Vec<usize> {
    let mut words = vec![0; event.articles().len()];
    for checked in sections.first().iter().flat_map(|section| &section.statements) {
        let anchor = checked.statement.citations.first().and_then(|citation| event.spot(citation));
        if let Some(spot) = anchor {
            words[spot.article] += count(&checked.statement.text);
        }
    }
    words
}

/// The longest run of words that both texts hold, by dynamic programming over their words.
fn longest_run(said: &str, source: &str) -> usize {
    let (left, right) = (lower_words(said), lower_words(source));
    let mut row = vec![0_usize; right.len() + 1];
    let mut longest = 0;
    for x in &left {
        for at in (0..right.len()).rev() {
            row[at + 1] = if *x == right[at] { row[at] + 1 } else { 0 };
            longest = longest.max(row[at + 1]);
        }
    }
    longest
}

fn lower_words(text: &str) -> Vec<String> {
    chunk::words(text).into_iter().map(|word| text[word.range].to_lowercase()).collect()
}

/// The longest run that each statement of the running text takes from its anchor, with the
/// statement's id.
fn runs(briefing: &Briefing) -> impl Iterator<Item = (&str, usize)> {
    let statements = briefing.sections.first().into_iter().flat_map(|section| &section.statements);
    statements.filter_map(move |checked| Some((checked.id.as_str(), run(briefing, checked)?)))
}

/// The longest run that a statement takes from its anchor.
fn run(briefing: &Briefing, checked: &Checked) -> Option<usize> {
    let anchor = checked.statement.citations.first()?;
    let source = briefing.sources.iter().find(|source| source.article == anchor.article)?;
    Some(longest_run(&checked.statement.text, source.sentences.get(&anchor.sentence)?))
}

/// What is to be said of the share of a source's text that the running text reproduces. Without a
/// limit of the editor's a short notice is not told of: one sentence of it may be a quarter.
fn reproduced(source: &Source, briefing: &Briefing, limits: Limits) -> Option<Diagnostic> {
    let (share, outlet) = (source.reproduced, &source.outlet);
    let limit = limits.source_percent.unwrap_or(USUAL_PERCENT);
    let message = format!("{share} % of {outlet}'s text is reproduced; {limit} % is the limit");
    let is_over = limit > 0 && share > limit;
    if limits.source_percent.is_some() {
        return is_over.then(|| Diagnostic::warning(message));
    }
    let article = briefing.articles.iter().find(|article| article.id == source.article)?;
    let words: usize = article.body().map(|(_, sentence)| count(&sentence.text)).sum();
    (is_over && words >= NOTICE_WORDS).then(|| Diagnostic::note(message))
}

/// What a briefing has over the limits.
pub(super) fn over(briefing: &Briefing, limits: Limits) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut tell = |told: Diagnostic, hint: &str| {
        let place = Place::file(format!("events/{}", briefing.slug));
        found.push(told.at(place).hint(hint.to_owned()));
    };
    for (statement, run) in
        runs(briefing).filter(|(_, run)| limits.longest_run > 0 && *run > limits.longest_run)
    {
        let limit = limits.longest_run;
        let what = format!(
            "statement `{statement}` takes {run} words in a row verbatim; longest_run is {limit}"
        );
        tell(Diagnostic::warning(what), "reword it with [[edits]], or raise the limit");
    }
    for source in &briefing.sources {
        let outlet = &source.outlet;
        if let Some(told) = reproduced(source, briefing, limits) {
            tell(told, "lower [brief] max_words, or set [brief.extract] source_percent");
        }
        if limits.briefing_percent > 0 && source.share > limits.briefing_percent {
            let share = source.share;
            let what = format!(
                "{share} % of the briefing comes from {outlet}; briefing_percent is {}",
                limits.briefing_percent
            );
            tell(Diagnostic::warning(what), "add other sources, or raise the limit");
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{Citation, Statement};

    use super::super::example;
    use super::*;

    #[test]
    fn the_longest_run_is_found_wherever_it_stands() {
        for (said, source, expected) in [
            (
                "The mayor opened the bridge.",
                "However, the mayor opened the bridge, officials said.",
                5,
            ),
            ("The mayor quickly opened it.", "The mayor opened it.", 2),
            ("a b c", "a x b c", 2),
            ("", "a b", 0),
            ("x", "y", 0),
        ] {
            assert_eq!(longest_run(said, source), expected, "{said} / {source}");
        }
    }

    fn section(said: &[(&str, usize)]) -> Section {
        let checked = |(at, &(text, article)): (usize, &(&str, usize))| Checked {
            id: format!("s{at}"),
            statement: Statement::new(text, vec![Citation::new(format!("a{article}"), 0)]),
            ..Checked::default()
        };
        Section { statements: said.iter().enumerate().map(checked).collect(), ..Section::default() }
    }

    #[test]
    fn words_are_counted_for_the_article_they_are_taken_from() {
        let event = example::event(&[
            &["The mayor opened the bridge."],
            &["Four cars fell in."],
            &["It rained."],
        ]);
        let check = |said: &[(&str, usize)], expected: &[usize], run: usize| {
            let sections =
                [section(said), section(&[("of another section, not of the running text", 2)])];
            assert_eq!(anchored(&event, &sections), expected);
            assert_eq!(extract(&event, &sections), Extract { longest_run: run });
        };
        check(
            &[("The mayor opened the bridge.", 0), ("Four cars.", 1), ("Cars fell in.", 1)],
            &[5, 5, 0],
            5,
        );
        check(&[("Cited from nowhere.", 7)], &[0, 0, 0], 0);
        check(&[], &[0, 0, 0], 0);
        assert_eq!(extract(&event, &[]), Extract { longest_run: 0 });
    }

    #[test]
    fn what_is_over_a_limit_is_told() {
        let sentences = [(0, "The mayor opened the bridge over the Lune.".to_owned())].into();
        let (article, outlet) = ("a1".to_owned(), "Post".to_owned());
        let source =
            Source { article, outlet, share: 60, reproduced: 30, sentences, ..Source::default() };
        let sections = vec![section(&[("The mayor opened the bridge.", 1), ("The mayor.", 1)])];
        let briefing = Briefing { sources: vec![source], sections, ..Briefing::default() };
        let check = |longest_run: usize, source: u8, briefing_percent: u8, expected: &[&str]| {
            let source_percent = Some(source);
            let found = over(&briefing, Limits { longest_run, source_percent, briefing_percent });
            let told: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
            let starts =
                told.iter().zip(expected).all(|(told, expected)| told.starts_with(expected));
            assert!(starts && told.len() == expected.len(), "{told:?}");
        };
        check(0, 0, 0, &[]);
        check(5, 30, 60, &[]);
        check(4, 29, 59, &["statement `s0` takes 5", "30 % of", "60 % of"]);
        check(0, 0, 59, &["60 % of"]);
        let usual = |words: usize| {
            let long = example::article(1, &[&"word ".repeat(words)]);
            let briefing = Briefing { articles: vec![long], ..briefing.clone() };
            let told = over(&briefing, Limits::default()).into_iter();
            told.map(|one| (one.severity, one.message)).collect::<Vec<_>>()
        };
        let note = "30 % of Post's text is reproduced; 25 % is the limit".to_owned();
        assert_eq!(usual(NOTICE_WORDS), [(q7x2_sdk::diagnostic::Severity::Note, note)]);
        assert_eq!(usual(NOTICE_WORDS - 1), []);
    }
}
