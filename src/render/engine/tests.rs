//! Templates that would run without end, and that counting them changes nothing else.

mod laws;

use super::*;

fn template(name: &str, source: &str) -> Template {
    Template { name: name.to_owned(), file: format!("templates/{name}"), source: source.to_owned() }
}

fn context() -> Context {
    let mut context = Context::new();
    let list: Vec<String> = (0..40).map(|at| format!("item {at} & <b>")).collect();
    context.insert("list", &list);
    context.insert("text", &"a word and \"another\"\n".repeat(20));
    context.insert("map", &BTreeMap::from([("key", "value"), ("other", "<i>")]));
    context.insert(
        "rows",
        &[BTreeMap::from([("k", "x"), ("v", "1")]), BTreeMap::from([("k", "y"), ("v", "2")])],
    );
    context.insert("n", &7);
    context
}

/// What the engine says of the page `p`, made of these templates: its bytes, or its first error
/// with file and line.
fn render(templates: &[(&str, &str)]) -> Result<Vec<u8>, String> {
    let templates = templates.iter().map(|(name, source)| template(name, source)).collect();
    let told = |error: &Diagnostic| {
        let place = error.place.clone().unwrap_or_default();
        format!("{}:{} {}", place.file, place.line.unwrap_or_default(), error.message)
    };
    let engine = Engine::new(templates, Context::new()).map_err(|errors| told(&errors[0]))?;
    engine.render("p", &context(), "p.html").map_err(|error| told(&error))
}

const STEPS: &str = "this takes too many steps for one page";
const BYTES: &str = "the values that this page prints and makes are too large";
const CALLS: &str = "call each other more than";
const DEPTH: &str = "a value of this page is nested deeper than 64 lists and maps";

/// That a page ends with an error for its cost, which names template, line and page.
#[track_caller]
fn ends(line: usize, source: &str, reasons: &[&str]) {
    let told = render(&[("p", source)]).expect_err(source);
    let start = format!("templates/p:{line} cannot render p.html: ");
    assert!(
        told.starts_with(&start) && reasons.iter().any(|reason| told.contains(reason)),
        "{source}\n{told}"
    );
}

/// A text of a million letters, and a list of ten thousand of numbers.
const BIG: &str = "{% set big %}{% for i in range(end=10000) %}abcdefghijklmnopqrstuvwxyz{% endfor %}{% endset %}\
    {% set long = range(end=10000) %}\n";

/// `source` in a loop of many turns, on line 2.
fn often(source: &str) -> String {
    format!("{BIG}{{% for i in range(end=100000) %}}{source}{{% endfor %}}")
}

#[test]
fn templates_have_an_end() {
    let half = "x".repeat(1 << 20);
    let both = |rest: &str| {
        let other = format!("{half}{rest}");
        render(&[("o", half.as_str()), ("p", other.as_str())])
    };
    assert_eq!(both("").map(|page| page.len()), Ok(1 << 20));
    let told = "templates/p:0 the templates have more than 2 MiB with this";
    assert_eq!(both("y"), Err(told.to_owned()));
}

#[test]
fn loops_end() {
    let often = "{% for a in range(end=100000) %}";
    ends(2, &format!("{often}\n{often}{{% endfor %}}{{% endfor %}}"), &[STEPS, BYTES]);
    ends(
        1,
        &format!(
            "{often}{{% for b in [a for c in range(end=100000)] %}}{{% endfor %}}{{% endfor %}}"
        ),
        &[STEPS, BYTES],
    );
    ends(
        1,
        "{{ [[b for a in range(end=100000)] for b in range(end=100000)] | length }}",
        &[STEPS, BYTES],
    );
    ends(
        1,
        "{% for a in text %}{% for b in text %}{% for c in text %}{% endfor %}{% endfor %}{% endfor %}",
        &[STEPS],
    );
    ends(
        1,
        "{% if range(end=100000) %}{% for k, v in map %}{% for a in range(end=100000) %}{% for b in list %}\
        {% for c in list %}{% break %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endif %}",
        &[STEPS, BYTES],
    );
    // What stands in a template costs what it is long.
    ends(
        1,
        &format!("{{% set x %}}{often}{}{{% endfor %}}{{% endset %}}", "letters ".repeat(1000)),
        &[STEPS, BYTES],
    );
}

#[test]
fn growing_values_end() {
    let grows = |step: &str| {
        format!(
            "{{% set x = \"a<b\" %}}{{% set l = [1] %}}\n{{% for i in range(end=99) %}}{step}{{% endfor %}}{{{{ x }}}}"
        )
    };
    for step in [
        "{% set_global x = x ~ x %}",
        "{% set_global x = \"\" ~ x ~ x ~ \"\" %}",
        "{% set_global x = (x ~ \"\") ~ (\"\" ~ x) %}",
        "{% set_global x = x ~ x if n else x %}",
        "{% set_global x = x | replace(from=\"a\", to=x ~ \"aa\") %}",
        "{% set_global x = [x, x] | join(sep=x) %}",
        "{% set_global x = x | indent(width=1000, first=true) ~ \"\\n\" ~ x %}",
        "{% set_global x = l %}{% set_global l = [...l, ...l] %}",
        "{% set_global l = [l, l] %}{% set_global x = l | str %}",
        "{% set_global l = {\"a\": l, \"b\": l} %}{% set_global x = l | str %}",
        "{% set_global x %}{{ x }}{{ x }}{% endset %}",
        "{% set_global x | upper %}{{ x }}{{ x }}{% endset %}",
        "{% set_global x %}{% filter replace(from=\"a\", to=x) %}a{{ x }}a{% endfilter %}{% endset %}",
        "{% set_global x = x | escape_xml | escape_xml ~ x %}",
        "{% set_global x = x | default(value=\"\") ~ x %}",
        "{% set_global x = x ~ x[0:] %}",
        "{% set_global x = x ~ [x][0] %}",
        "{% set_global x = [x ~ x for y in [1]][0] %}",
        "{% set_global x = {\"k\": x ~ x}[\"k\"] %}",
    ] {
        ends(2, &grows(step), &[STEPS, BYTES]);
    }
    let lines = format!("{{% set x = text %}}\n{}", "{% set x = x ~ x %}".repeat(60));
    ends(2, &lines, &[BYTES]);
}

#[test]
fn nested_values_end() {
    for step in [
        "[l]",
        "{\"a\": l}",
        "[[l]]",
        "[l for y in [1]]",
        "[...[l]]",
        "l | default(value=1) if false else [l]",
    ] {
        ends(
            1,
            &format!(
                "{{% set l = 1 %}}{{% for i in range(end=100000) %}}{{% set_global l = {step} %}}{{% endfor %}}"
            ),
            &[DEPTH],
        );
    }
    // Shared many times over, but not deep: what is compared or written is each of them.
    let shared = "{% set l = [1] %}{% set m = [1] %}{% for i in range(end=50) %}{% set_global l = [l, l] %}\
        {% set_global m = [m, m] %}{% endfor %}{% if l == m %}{% endif %}";
    ends(1, shared, &[STEPS, BYTES]);
}

#[test]
fn dear_looks_end() {
    for source in [
        "{% if big ~ \"\" %}{% endif %}",
        "{% if \"\" ~ big %}{% endif %}",
        "{% if big[1:] %}{% endif %}",
        "{% if long[1:] %}{% endif %}",
        "{% if big[::-1] == text %}{% endif %}",
        "{% if big[200000] %}{% endif %}",
        "{% if big[(n ~ \"\") | int] %}{% endif %}",
        "{% if big == big %}{% endif %}",
        "{% if big < big %}{% endif %}",
        "{% if \"zz\" in big %}{% endif %}",
        "{% if \"zz\" not in big %}{% endif %}",
        "{% if -1 in long %}{% endif %}",
        "{% if big is containing(pat=\"zz\") %}{% endif %}",
        "{% if big is not starting_with(pat=big) %}{% endif %}",
        "{% if text is containing(pat=big) %}{% endif %}",
        "{% if [...long] %}{% endif %}",
        "{% if {...map, \"l\": [...long]} %}{% endif %}",
        "{% if big | length %}{% endif %}",
        "{% if big | upper | lower %}{% endif %}",
        "{% if big | split(pat=\"a\") %}{% endif %}",
        "{% if long | sort | first %}{% endif %}",
        "{% if long | unique | first %}{% endif %}",
        "{% if long | reverse | first %}{% endif %}",
        "{% if long | join(sep=\"\") %}{% endif %}",
        "{% if big | truncate(length=3) %}{% endif %}",
        "{% if big | wordcount %}{% endif %}",
        "{% if text | replace(from=\"a\", to=big) %}{% endif %}",
        "{% if text | trim(pat=big) %}{% endif %}",
        "{% if __tera_context == map %}{% endif %}",
        "{{ __tera_context }}",
        "{{ big }}",
        "{{ long }}",
        "{% filter upper %}{{ big }}{% endfilter %}",
        "{% for x in big %}{% endfor %}",
        "{% for x in long %}{% endfor %}",
    ] {
        ends(2, &often(source), &[STEPS, BYTES]);
    }
}

#[test]
fn calls_end() {
    let names: Vec<String> =
        (0..14).map(|at| if at == 0 { "p".to_owned() } else { format!("part{at}") }).collect();
    let sources: Vec<String> = (1..=14)
        .map(|at| {
            if at == 14 {
                String::new()
            } else {
                format!("{{% include \"part{at}\" %}}").repeat(10)
            }
        })
        .collect();
    let fan: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(sources.iter().map(String::as_str)).collect();
    let told = render(&fan).expect_err("a fan of includes");
    assert!(told.contains(STEPS) && told.contains(":1 cannot render p.html"), "{told}");

    let recursive = "{% component c(n) %}{% if n > 0 %}\n{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}\
        {% endif %}{% endcomponent c %}";
    ends(1, &format!("{recursive}{{{{ <c n={{18}} /> }}}}"), &[STEPS]);
    ends(1, &format!("{recursive}{{{{ <c n={{99}} /> }}}}"), &[CALLS]);
}

#[test]
fn blocks_that_ask_for_their_parents_twice_end() {
    let names: Vec<String> =
        (0..30).map(|at| if at == 0 { "p".to_owned() } else { format!("layer{at}") }).collect();
    let source = |at: usize| {
        let twice = "{% block b %}{{ super() }}{{ super() }}{% endblock b %}";
        if at == 29 {
            "{% block b %}x{% endblock b %}".to_owned()
        } else {
            format!("{{% extends \"layer{}\" %}}{twice}", at + 1)
        }
    };
    let sources: Vec<String> = (0..30).map(source).collect();
    let layers: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(sources.iter().map(String::as_str)).collect();
    let told = render(&layers).expect_err("a tower of blocks");
    assert!(told.contains(STEPS) || told.contains(BYTES), "{told}");
}

/// A chain of so many templates that `word` each other, the last of them plain.
fn chain(word: &str, length: usize) -> Result<Vec<u8>, String> {
    let name = |at: usize| if at == 0 { "p".to_owned() } else { format!("part{at}") };
    let source = |at: usize| {
        if at == length {
            "end".to_owned()
        } else {
            format!("\n{{% {word} \"{}\" %}}", name(at + 1))
        }
    };
    let templates: Vec<(String, String)> = (0..=length).map(|at| (name(at), source(at))).collect();
    let templates: Vec<(&str, &str)> =
        templates.iter().map(|(name, source)| (name.as_str(), source.as_str())).collect();
    render(&templates)
}

#[test]
fn chains_of_templates_are_at_most_32_long() {
    for word in ["include", "extends"] {
        assert!(chain(word, 32).is_ok(), "{word}");
        let told = chain(word, 33).expect_err("too long");
        assert_eq!(
            told,
            "templates/p:2 templates include or extend each other more than 32 deep from here"
        );
        let told = chain(word, 20_000).expect_err("too long");
        assert!(
            told.ends_with(":2 templates include or extend each other more than 32 deep from here"),
            "{told}"
        );
    }
    // A circle is still told as one; one of very many is not followed.
    assert!(
        render(&[("p", "{% include \"q\" %}"), ("q", "{% include \"p\" %}")])
            .expect_err("a circle")
            .contains("ircular")
    );
    let ring: Vec<(String, String)> = (0..5000)
        .map(|at| (format!("r{at}"), format!("{{% include \"r{}\" %}}", (at + 1) % 5000)))
        .collect();
    let ring: Vec<(&str, &str)> =
        ring.iter().map(|(name, source)| (name.as_str(), source.as_str())).collect();
    assert!(render(&ring).is_err());
}

#[test]
fn our_own_filters_are_nobody_elses() {
    for source in ["{{ n | metered_leave }}", "{{ n | metered_print }}", "{{ n | metered_loop_1 }}"]
    {
        assert!(render(&[("p", source)]).expect_err(source).contains("unknown filter"), "{source}");
    }
}

/// What the same templates print without meters.
fn unmetered(source: &str) -> Result<Vec<u8>, String> {
    let mut tera = tera(Context::new()).map_err(|error| error.to_string())?;
    tera.add_raw_templates([("p", source), ("part", PART)]).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    tera.render_to("p", &context(), &mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// A part for others to include.
const PART: &str = "{% component c(a=1, ...rest) -%}\n [{{ a }}] {% if rest %}{{ rest }}{% endif %}{%- endcomponent c %}\n part {{ n }} ";

#[track_caller]
fn same(source: &str) {
    match unmetered(source) {
        Ok(bytes) => {
            let made = render(&[("p", source), ("part", PART)]);
            assert_eq!(
                made.as_deref(),
                Ok(bytes.as_slice()),
                "{source}\n{}",
                String::from_utf8_lossy(&bytes)
            );
        }
        Err(told) => assert!(render(&[("p", source), ("part", PART)]).is_err(), "{source}\n{told}"),
    }
}

#[test]
fn counting_changes_nothing() {
    for source in [
        "{{ list | join(sep=\", \") }} {{ list[1:3] }} {{ list[-1] }} {{ list[:2] | length }} {{ list[::-1][0] }}",
        "{{ rows[0].k ~ \"-\" ~ rows[n - 6].v }} {{ rows[n - 7][\"v\"] }} {{ map?.none?.more }}{{ map?.key }}",
        "{{ -n + 3 * 2 ** 2 // 3 % 4 - -1.5 }} {{ -n | abs }} {{ not n in list }} {{ n not in [1, 2] }}",
        "{{ \"a\" if n == 7 and text else \"b\" }} {{ (\"x\" ~ n) | upper ~ \"y\" | lower }}",
        "{% for k, v in map -%} {{ k }}={{ v }} {%- if not loop.last %}, {% endif %}{% endfor %}",
        "{% for x in [] %}{% else -%} none {%- endfor %} {{ [x ~ \"!\" for x in list if x is ending_with(pat=\"3\")] }}",
        "{% set a = 1 %}{% set b | upper | replace(from=\"X\", to=\"<\") %} x{{ a }} {% endset %}{{ b }}|{{ b ~ \"<\" }}",
        "{% filter upper | trim %} a {{ text[:4] }} {% endfilter %}{% raw %}{{ x | safe }}{%- for %}{% endraw %}",
        " {%- include \"part\" -%} {{ <c a={n * 2} b=\"x\" {...map} /> }}{{ <c a=\"}}\" /> | upper }} {{ <c n /> }}",
        "{% block a -%}\n x {{- n -}} {#- note -#} y {%- endblock a %}{%- block b %}{% endblock %}",
        "{% if n is divisible_by(divisor=7) %}seven{% elif n > 3 %}more{% else %}less{% endif %} {{ 5 is odd }}",
        "{% set_global g = {\"a\": [1, [2]], \"b\": true, ...map} %}{{ g.a[1][0] }}{{ g[\"b\"] }}{{ g }}",
        "{{ [...list, n] | length }} {{ rows | group_by(attribute=\"k\") }} {{ rows | sort(attribute=\"v\") | first }}",
        "{{ range(end=3) }} {{ range(start=5, end=1, step_by=-2) }} {{ range(start=1, end=8, step_by=3) | last }}",
        "{{ n is string|str }} {{ text is string | str | upper ~ list }} {{ not n is odd | str == \"x\" }}",
        "{% if not n %}{{ -1[1:] }}{% endif %}{{ -[1, [2]][1:][n - 7][n - 7] }}{{ -n | str[1:] }}",
        "{% if n is string[0] %}x{% endif %}{{ \"é\" is string | str[1:] ~ list }}",
        "{% if n is odd | default(value=text) and text is string|str|length %}x{% endif %}",
        "{{ range(end=1, start=4) }}",
        "{{ range(end=100001) }}",
        "{{ range(end=3, step_by=0) }}",
        "{{ n / 0 }} ",
        "{{ nothing }}",
        "{{ map.nothing }}",
        "{% if map.nothing %}x{% endif %}{{ list[99] }}",
        "{{ throw(message=\"no\") }}",
        "{{ \"é\" ~ 'ü' ~ `ö` ~ \"\\\"\\n\" }}{{ \"a\"in\"abc\" }}{{ n in[7] }}",
    ] {
        same(source);
    }
}

#[test]
fn errors_are_those_of_the_template_as_written() {
    let told = render(&[("p", "a\n{% for x in list %}{{ x ~ nothing.more }}{% endfor %}")])
        .expect_err("undefined");
    assert!(
        told.starts_with("templates/p:2 cannot render p.html: variable `nothing` is not defined"),
        "{told}"
    );
}

#[test]
fn groups_are_looked_up() {
    let work = |count: usize| {
        let rows: Vec<_> = (0..count).map(|at| BTreeMap::from([("k", at.to_string())])).collect();
        let mut context = Context::new();
        context.insert("rows", &rows);
        let engine = Engine::new(
            vec![template("p", "{{ rows | group_by(attribute=\"k\") | length }}")],
            Context::new(),
        );
        let engine = engine.expect("a template");
        q7x2_sdk::work::counted(|| engine.render("p", &context, "p").expect("a page")).1
    };
    let (once, twice) = (work(1000), work(2000));
    assert!(once >= 1000 && twice * 10 < once * 24, "{once} {twice}");
}
