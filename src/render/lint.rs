//! Lint: what a template may not do, found before it runs: the filter `safe`, a name that nothing
//! uses, output without end.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use super::meter::keyword;
use super::name::{closest, named, plain_name};
use super::theme::Template;
use super::token::tags;

/// Why `safe` is refused.
pub(super) const NO_SAFE: &str = "the filter `safe` is not available: it prints text unescaped, and nothing at all where a name is mistyped";

/// How many faults of one kind are told of one template: finding the place of each takes a look at
/// all before it.
pub(super) const MOST_TOLD: usize = 20;

/// Largest page in bytes: a hundred times the largest ever sensible, so that a runaway loop ends.
const LARGEST_PAGE: usize = 64 << 20;

/// Every use of the filter `safe` in a template.
pub(super) fn unsafe_filters(template: &Template) -> Vec<Diagnostic> {
    let uses = uses_of_safe(&template.source).into_iter().take(MOST_TOLD);
    uses.map(|range| unsafe_filter(template, range)).collect()
}

fn unsafe_filter(template: &Template, range: Range<usize>) -> Diagnostic {
    Diagnostic::error(NO_SAFE).at(Place::span(&template.file, &template.source, range)).hint(
        "take it out: everything a page shows is text, and blocks, components and `set` blocks stay as they are",
    )
}

/// Where `safe` stands as a filter: after `|` or after `filter` inside a tag, outside comments,
/// strings and raw blocks.
fn uses_of_safe(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for tag in tags(source) {
        let opens_section = !tag.prints && keyword(source, &tag) == "filter";
        let pairs = tag.tokens.iter().zip(tag.tokens.iter().skip(1)).enumerate();
        let uses = pairs.filter(|(at, (before, here))| {
            let is_filter = before.of(source) == "|" || (opens_section && *at == 0);
            is_filter && here.of(source) == "safe"
        });
        found.extend(uses.map(|(_, (_, here))| here.range.clone()));
    }
    found
}

/// Templates that pages are made of; all others are there to be included or extended.
const PAGES: [&str; 16] = [
    "404.html",
    "archive.html",
    "atom.xml",
    "corrections.html",
    "day.html",
    "event.html",
    "feed-entry.html",
    "gone.html",
    "index.html",
    "mail.html",
    "month.html",
    "moved.html",
    "search.html",
    "source.html",
    "sources.html",
    "topic.html",
];

/// Templates that nothing uses: most likely a name that was mistyped.
pub(super) fn unused(templates: &[Template]) -> Vec<Diagnostic> {
    let names = templates.iter().flat_map(|template| named(&template.source));
    let used: BTreeSet<String> = names.map(|(name, _)| plain_name(&name).to_owned()).collect();
    let is_used = |name: &str| PAGES.contains(&name) || used.contains(name);
    let unused = templates
        .iter()
        .filter(|one| !is_used(plain_name(&one.name)) && !one.source.contains(" component "));
    let known: BTreeSet<&str> =
        templates.iter().map(|one| plain_name(&one.name)).filter(|name| is_used(name)).collect();
    // Each is compared with all there are; for more, the list itself says what is meant.
    let close = |template: &Template| closest(plain_name(&template.name), known.iter().copied());
    let told = unused.enumerate().map(|(at, template)| {
        nothing_uses(template, (at < MOST_COMPARED).then(|| close(template)).flatten())
    });
    told.collect()
}

fn nothing_uses(template: &Template, close: Option<&str>) -> Diagnostic {
    let warning = Diagnostic::warning("nothing uses this template").at(Place::file(&template.file));
    match close {
        Some(close) => warning.hint(format!("did you mean `{close}`?")),
        None => warning.hint("include it, or take it away"),
    }
}

/// Unused templates for which the nearest name is looked for.
const MOST_COMPARED: usize = 20;

/// A writer that does not grow past [`LARGEST_PAGE`], and tells the budget of what it leaves out.
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
            super::budget::overflow();
        } else {
            self.bytes.extend_from_slice(part);
        }
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
        let check = |source: &str, expected: usize| {
            assert_eq!(uses_of_safe(source).len(), expected, "{source}")
        };
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
    fn the_work_grows_with_the_template() {
        let unit = [
            "{{ a }}",
            "{% if a %}{% endif %}",
            "{# note #}",
            "{% raw %}{{{% endraw %}",
            "{",
            "{{ a | safe }}",
            "{% x",
            "'",
            "{{ \"a\" }}",
            "{% include \"x\" %}",
            "text ",
            "{#",
            "{% raw %}",
            "{{ a.b.c[1] ~ d }}",
        ];
        for unit in unit {
            let work = |count: usize| {
                let template =
                    Template { name: "a".into(), file: "a".into(), source: unit.repeat(count) };
                let look = || {
                    (unsafe_filters(&template).len(), unused(std::slice::from_ref(&template)).len())
                };
                q7x2_sdk::work::counted(look).1
            };
            let (once, twice) = (work(2000), work(4000));
            assert!(once > 0 && twice * 10 <= once * 24, "{unit}: {once} {twice}");
        }
    }

    #[test]
    fn the_work_grows_with_the_number_of_templates() {
        let work = |count: usize| {
            let one = |at: usize| Template {
                name: format!("part{at}.html"),
                file: format!("part{at}.html"),
                source: format!(
                    "{{% include \"part{}.html\" %}}{{% include \"odd{at}.html\" %}}",
                    at / 2
                ),
            };
            let templates: Vec<Template> = (0..count).map(one).collect();
            let (_, steps) = q7x2_sdk::work::counted(|| {
                (unused(&templates).len(), super::super::chain::too_long(&templates).len())
            });
            steps
        };
        let (once, twice) = (work(3000), work(6000));
        assert!(once > 3000 && twice * 10 <= once * 24, "{once} {twice}");
    }

    #[test]
    fn a_page_stops_growing_at_64_mib() {
        let mut bytes = Vec::new();
        super::super::budget::begin();
        let mut page = Bounded::new(&mut bytes);
        for _ in 0..64 {
            assert!(io::Write::write_all(&mut page, &vec![b'x'; 1 << 20]).is_ok());
        }
        assert!(!super::super::budget::is_over());
        assert!(io::Write::write_all(&mut page, b"x").is_ok() && super::super::budget::is_over());
        assert_eq!(bytes.len(), 64 << 20);
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
        let expected = [
            ("evnt.html", "did you mean `event.html`?"),
            ("odd.html", "include it, or take it away"),
        ];
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
