//! Lint: what a template may not do, found before it runs: the filter `safe`, a name that nothing uses, output without end.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use super::engine::{LAYERS, closest};
use super::theme::Template;

/// Why `safe` is refused.
pub(super) const NO_SAFE: &str =
    "the filter `safe` is not available: it prints text unescaped, and nothing at all where a name is mistyped";

/// Largest page in bytes: a hundred times the largest ever sensible, so that a runaway loop ends.
const LARGEST_PAGE: usize = 64 << 20;

/// Every use of the filter `safe` in a template.
pub(super) fn unsafe_filters(template: &Template) -> Vec<Diagnostic> {
    let error = |range: Range<usize>| {
        Diagnostic::error(NO_SAFE).at(Place::span(&template.file, &template.source, range)).hint(
            "take it out: everything a page shows is text, and blocks, components and `set` blocks stay as they are",
        )
    };
    uses_of_safe(&template.source).into_iter().map(error).collect()
}

/// Where `safe` stands as a filter: after `|` or after `filter` inside a tag, outside comments, strings and raw blocks.
fn uses_of_safe(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, end, kind)) = next_tag(source, at) {
        let inner = source.get(start..end).unwrap_or_default();
        at = end + 2;
        if kind == '%' && words(inner).next().is_some_and(|(_, word)| word == "raw") {
            at = source.get(at..).and_then(|rest| rest.find("endraw")).map_or(source.len(), |skip| at + skip);
        } else if kind != '#' {
            found.extend(filters(inner).map(|range| range.start + start..range.end + start));
        }
    }
    found
}

/// Templates that pages are made of; all others are there to be included or extended.
const PAGES: [&str; 6] = ["404.html", "atom.xml", "event.html", "feed-entry.html", "index.html", "source.html"];

/// Templates that nothing uses: most likely a name that was mistyped.
pub(super) fn unused(templates: &[Template]) -> Vec<Diagnostic> {
    let used: BTreeSet<&str> = templates.iter().flat_map(|template| named(&template.source)).map(plain_name).collect();
    let is_used = |name: &str| PAGES.contains(&name) || used.contains(name);
    let unused = templates.iter().filter(|one| !is_used(plain_name(&one.name)) && !one.source.contains(" component "));
    let warn = |template: &Template| {
        let known = templates.iter().map(|one| plain_name(&one.name)).filter(|name| is_used(name));
        let warning = Diagnostic::warning("nothing uses this template").at(Place::file(&template.file));
        match closest(plain_name(&template.name), known) {
            Some(close) => warning.hint(format!("did you mean `{close}`?")),
            None => warning.hint("include it, or take it away"),
        }
    };
    unused.map(warn).collect()
}

/// A template's name without its layer.
pub(super) fn plain_name(name: &str) -> &str {
    LAYERS.iter().find_map(|layer| name.strip_prefix(layer)).unwrap_or(name)
}

/// The names that a template includes or extends.
fn named(source: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some((start, end, kind)) = next_tag(source, at) {
        at = end + 2;
        let tag = source.get(start..end).unwrap_or_default().trim_start_matches(['-', ' ', '\n', '\t']);
        let name = tag.strip_prefix("include").or_else(|| tag.strip_prefix("extends")).filter(|_| kind == '%');
        names.extend(name.and_then(|rest| rest.split(['"', '\'', '`']).nth(1)));
    }
    names
}

/// The next tag from `from`: the bytes between its delimiters, and its kind `{`, `%` or `#`.
fn next_tag(source: &str, from: usize) -> Option<(usize, usize, char)> {
    let rest = source.get(from..)?;
    let opens = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min()?;
    let start = from + opens + 2;
    let kind = source.get(from + opens + 1..start)?.chars().next()?;
    let close = match kind {
        '{' => "}}",
        '%' => "%}",
        _ => "#}",
    };
    let end =
        if kind == '#' { source.get(start..)?.find(close) } else { find_outside_strings(source.get(start..)?, close) };
    Some((start, start + end.unwrap_or(source.len() - start), kind))
}

fn find_outside_strings(text: &str, needle: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
            None if text.get(at..).is_some_and(|rest| rest.starts_with(needle)) => return Some(at),
            None => {}
        }
    }
    None
}

/// Words and single signs of a tag with where they start; strings are left out.
fn words(tag: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = tag.get(at..)?;
            let first = rest.chars().next()?;
            let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
            let start = at;
            if matches!(first, '"' | '\'' | '`') {
                at += 1 + rest.get(1..)?.find(first).map_or(rest.len(), |close| close + 1);
            } else if is_word(first) {
                at += rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
                return Some((start, tag.get(start..at)?));
            } else {
                at += first.len_utf8();
                if !first.is_whitespace() {
                    return Some((start, tag.get(start..at)?));
                }
            }
        }
    })
}

fn filters(tag: &str) -> impl Iterator<Item = Range<usize>> {
    let opens_block = words(tag).find(|(_, word)| *word != "-").is_some_and(|(_, word)| word == "filter");
    let pairs = words(tag).zip(words(tag).skip(1));
    pairs.filter_map(move |((_, before), (at, word))| {
        let is_filter = before == "|" || (opens_block && before == "filter");
        (word == "safe" && is_filter).then(|| at..at + word.len())
    })
}

/// A writer that refuses to grow past [`LARGEST_PAGE`].
pub(super) struct Bounded<'a> {
    bytes: &'a mut Vec<u8>,
}

impl<'a> Bounded<'a> {
    /// Writes to `bytes`.
    pub(super) fn new(bytes: &'a mut Vec<u8>) -> Self {
        Self { bytes }
    }
}

impl io::Write for Bounded<'_> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + part.len() > LARGEST_PAGE {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the page is larger than 64 MiB"));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_is_found_where_it_is_a_filter() {
        let check = |source: &str, expected: usize| assert_eq!(uses_of_safe(source).len(), expected, "{source}");
        check("{{ a | safe }}", 1);
        check("{{ a|safe }}{{- a | upper | safe -}}", 2);
        check("{% filter safe %}x{% endfilter %}", 1);
        check("{%- filter safe -%}x{% endfilter %}", 1);
        check("{% set a = b | safe %}", 1);
        check("{% if a | safe == \"x\" %}{% endif %}", 1);
        check("{{ \"}}\" | safe }}", 1);
        check("{{ safe }} {{ a.safe }} {{ a | safely }}", 0);
        check("{# a | safe #} | safe {{ \"| safe\" }}", 0);
        check("{% raw %}{{ a | safe }}{% endraw %}{{ b | safe }}", 1);
        check("{{ a | ", 0);
        check("{{ 'é | safe", 0);
        check("{", 0);
        check("{% raw %}{{", 0);
    }

    #[test]
    fn a_template_that_nothing_uses_is_told() {
        let templates = [
            ("theme/event.html", "{% extends \"base.html\" %}"),
            ("theme/base.html", "{%- include 'part.html' -%}{# include \"odd.html\" #}"),
            ("part.html", ""),
            ("evnt.html", ""),
            ("odd.html", ""),
            ("mine.html", "{% component mine() %}{% endcomponent mine %}"),
        ];
        let template = |(name, source): &(&str, &str)| Template {
            name: (*name).to_owned(),
            file: (*name).to_owned(),
            source: (*source).to_owned(),
        };
        let told = unused(&templates.iter().map(template).collect::<Vec<_>>());
        let told: Vec<(String, String)> =
            told.into_iter().map(|one| (one.place.unwrap().file, one.hint.unwrap())).collect();
        let expected = [("evnt.html", "did you mean `event.html`?"), ("odd.html", "include it, or take it away")];
        assert_eq!(told, expected.map(|(file, hint)| (file.to_owned(), hint.to_owned())));
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_searched(source in "(\\{\\{|\\{%|%\\}|\\}\\}|safe|\\| |raw|[\"'`é# a]){0,30}") {
            for range in uses_of_safe(&source) {
                assert_eq!(&source[range], "safe");
            }
        }
    }
}
