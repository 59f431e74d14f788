//! Laws of the engine: whatever the template, counting changes nothing, and nothing panics.

use proptest::prelude::*;

use super::{BYTES, PART, STEPS, render, same};

const LEAVES: [&str; 23] = [
    "n",
    "text",
    "list",
    "map",
    "rows",
    "map.key",
    "rows[0].k",
    "list[1:3]",
    "list[n]",
    "text[2:]",
    "1",
    "2.5",
    "\"a<\"",
    "'b'",
    "true",
    "none",
    "[]",
    "{}",
    "nothing",
    "map?.x",
    "range(end=3)",
    "list[0]",
    "__tera_context.n",
];
const OPERATORS: [&str; 15] = [
    " ~ ",
    "~",
    " + ",
    "-",
    " * ",
    " == ",
    "!=",
    " < ",
    " in ",
    " not in ",
    " and ",
    " or ",
    " if n else ",
    "**",
    " // ",
];
const SUFFIXES: [&str; 19] = [
    "| upper",
    "|length",
    "| join(sep=\"-\")",
    "| replace(from=\"a\", to=\"bb\")",
    "|str",
    "| first",
    "| default(value=n)",
    "|split(pat=\" \")",
    "| unique | sort",
    "[0]",
    "[1:]",
    "[n - 6]",
    " is string",
    " is not containing(pat=\"a\")",
    "| escape",
    "|indent(width=2)",
    "| reverse",
    "| keys",
    "| title | trim",
];

/// Expressions of the language, mostly right.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(&LEAVES[..]);
    leaf.prop_map(|leaf: &str| leaf.to_owned()).prop_recursive(4, 24, 3, |inner| {
        let operator = prop::sample::select(&OPERATORS[..]);
        let filter = prop::sample::select(&SUFFIXES[..]);
        prop_oneof![
            (inner.clone(), operator, inner.clone())
                .prop_map(|(a, operator, b)| format!("{a}{operator}{b}")),
            (inner.clone(), filter).prop_map(|(a, filter)| format!("{a}{filter}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("-{a}")),
            inner.clone().prop_map(|a| format!("not {a}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("[{a}, ...{b}]")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{{\"k\": {a}, 2: {b}}}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("[{a} for z in {b} if z]")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("<c a={{{a}}} b={{{b}}} />")),
        ]
    })
}

/// Templates of these expressions.
fn source() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "",
        " ",
        "x",
        "\n é ",
        "{# c #}",
        "{#- c -#}",
        "{% raw %}{{{% endraw %}",
    ]);
    let dash = prop::sample::select(vec!["", "-"]);
    let piece = (expression(), text, dash.clone(), dash)
        .prop_map(|(a, text, b, c)| format!("{text}{{{{{b} {a} {c}}}}}"));
    piece.prop_recursive(3, 12, 3, |inner| {
        let dash = prop::sample::select(vec!["", "-"]);
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a}{b}")),
            (expression(), inner.clone(), dash.clone())
                .prop_map(|(a, b, d)| format!("{{%{d} for y in {a} {d}%}} {b} {{% endfor {d}%}}")),
            (expression(), inner.clone(), dash.clone()).prop_map(|(a, b, d)| format!(
                "{{% if {a} {d}%}} {b} {{%{d} else %}}{{% endif %}}"
            )),
            (expression(), inner.clone())
                .prop_map(|(a, b)| format!("{{% set v = {a} %}}{b}{{{{ v }}}}")),
            (inner.clone(), dash)
                .prop_map(|(a, d)| format!("{{% set w {d}%}} {a} {{%{d} endset %}}{{{{ w }}}}")),
            inner.clone().prop_map(|a| format!("{{% filter upper %}}{a}{{% endfilter %}}")),
            inner.prop_map(|a| format!(
                "{{% <c b=\"1\"> %}}{a}{{% </c> %}}{{% include \"part\" %}}"
            )),
        ]
    })
}

proptest! {
    #[test]
    fn metered_templates_print_the_same(source in source()) {
        let made = render(&[("p", &source), ("part", PART)]);
        // What is made up here may cost more than a page of a test may.
        let costs = |told: &String| [STEPS, BYTES].iter().any(|reason| told.contains(reason));
        if !made.is_err_and(|told| costs(&told)) {
            same(&source);
        }
    }

    #[test]
    fn any_text_is_a_template_or_an_error(source in "(\\{\\{|\\{%-?|-?%\\}|\\}\\}|for|if|set|x|in|safe|include|block|[|~.,:<>(){}=/\"'`é# a1-]){0,40}") {
        let _ = render(&[("p", &source)]);
    }
}
