//! How many unknown names are too many, and what is no unknown name.

use tera::Context;

use super::super::embedded::EMBEDDED;
use super::super::engine::Engine;
use super::*;

fn template(name: &str, source: &str) -> Template {
    Template { name: name.to_owned(), file: format!("templates/{name}"), source: source.to_owned() }
}

/// The errors of a template, from whoever finds them.
fn errors(source: &str) -> Vec<Diagnostic> {
    let engine = Engine::new(vec![template("p", source)], Context::new());
    engine.err().unwrap_or_default()
}

#[test]
fn a_score_of_unknown_names_is_told_one_by_one_and_more_of_them_once() {
    for (used, what) in [
        ("{{ 1 | uper }}", "filter `uper`; did you mean `upper`?"),
        ("{% filter uper %}{% endfilter %}", "filter `uper`; did you mean `upper`?"),
        ("{% set a | uper %}{% endset %}", "filter `uper`; did you mean `upper`?"),
        ("{% if 1 is strng %}{% endif %}", "test `strng`; did you mean `string`?"),
        ("{% if 1 is not strng %}{% endif %}", "test `strng`; did you mean `string`?"),
        ("{{ rnge(end=2) }}", "function `rnge`"),
        ("{{ [not rnge()] }}", "function `rnge`"),
        ("{{ <card.small a={1} /> }}", "component `card.small`"),
        ("{% <card wide> %}{% </card> %}", "component `card`"),
        ("{% if 1 > <card /> %}{% endif %}", "component `card`"),
        ("{% include \"nowhere\" %}", "template `nowhere`"),
    ] {
        let told = errors(&format!("a\n{}", used.repeat(MOST_TOLD)));
        assert_eq!(told.len(), MOST_TOLD, "{used} {told:?}");
        assert!(told[0].message.starts_with("unknown "), "{used} {told:?}");
        let told = errors(&format!("a\n{}", used.repeat(MOST_TOLD + 1)));
        let place = told[0].place.clone().unwrap();
        assert_eq!((told.len(), &*place.file, place.line), (1, "templates/p", Some(2)), "{used}");
        assert!(told[0].message.starts_with("more than 20 of the filters"), "{told:?}");
        let hint = format!("begin with the first of them, the {what}");
        assert_eq!(told[0].hint.as_deref(), Some(&*hint), "{used}");
    }
}

/// Names that are known, however often, and words that are no such names.
#[test]
fn what_is_known_is_not_counted() {
    let component = "{% component card.small(a=1, b=\"<\") %}{% endcomponent card.small %}";
    let source = concat!(
        "{{ a.is }}{{ a.is | upper }}{% if a.is not in b %}{% endif %}{% if a < b %}{% endif %}",
        "{% if (a) < b and b[0] < c or {} < d %}{% endif %}{% if \"a\" < b or 1 < c %}{% endif %}",
        "{{ a if not (b) else (c) }}{% if a in (b) %}{% elif (a) %}{% endif %}",
        "{{ <card.small a=\"b\" /> < a }}{{ super() }}{{ range(end=1) }}{# 1 | uper #}",
        "{% raw %}{{ 1 | uper }}{% endraw %}{{ \"| uper is strng\" }}{% include \"part\" %}",
    );
    let templates =
        [template("p", &source.repeat(30)), template("paper/part", &component.repeat(30))];
    assert_eq!(too_many(&templates), []);
}

#[test]
fn the_names_are_those_that_tera_knows() {
    let known = |source: String| {
        assert!(errors(&source).iter().all(|one| !one.message.contains("nknown")), "{source}");
    };
    FILTERS.iter().for_each(|name| known(format!("{{{{ 1 | {name} }}}}")));
    TESTS.iter().for_each(|name| known(format!("{{{{ 1 is {name} }}}}")));
    known("{% block a %}{{ super() }}{% endblock %}{{ range(end=1) }}{{ throw() }}".to_owned());
}

/// Nothing that the built-in theme names is taken for unknown.
#[test]
fn the_built_in_theme_names_nothing_unknown() {
    let pages = EMBEDDED.iter().filter_map(|(path, source)| {
        let name = path.strip_prefix("templates/")?;
        Some(template(&format!("paper/{name}"), &std::str::from_utf8(source).ok()?.repeat(30)))
    });
    let templates: Vec<Template> = pages.collect();
    assert!(templates.len() > 5);
    assert_eq!(too_many(&templates), []);
}
