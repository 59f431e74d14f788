//! Themes of strangers: whatever their manifest, words, names of files and templates are, they are
//! used or refused, and nothing of them reaches a page unescaped.

use proptest::prelude::*;

use super::*;
use crate::render::theme::load;

/// Texts that break things: control characters, marks of direction, markup, TOML and templates.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "name",
        "own",
        "=",
        "\"",
        "'",
        "\"\"\"",
        "[",
        "]",
        "[settings]",
        "{",
        "}",
        "\n",
        "\r",
        "\u{0}",
        "\u{1b}[2J",
        "\u{202e}",
        "é",
        "1",
        "-1",
        "1e999",
        "0x",
        "api = 1",
        "styles = []",
        "version = \"1\"",
        "../",
        "/",
        "\\",
        "#",
        ".",
        ",",
        " ",
        "<script>",
        "{{ x }}",
        "{n}",
        "{",
        "inf",
        "nan",
        "1979-05-27",
        "true",
        "a.b.c",
        "\u{feff}",
        "language = \"xx\"",
        "brief.max_words = 9",
        "edits = 1",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn theme(manifest: &str, words: &str, template: &str) -> Files {
    [("theme.toml", manifest), ("words/en.toml", words), ("templates/404.html", template)]
        .into_iter()
        .map(|(path, text)| (format!("themes/own/{path}"), text.as_bytes().to_vec()))
        .collect()
}

const MANIFEST: &str = "name = \"own\"\nversion = \"1\"\napi = 1\nstyles = []\n";

/// Half as many as elsewhere: each makes a site.
fn few() -> ProptestConfig {
    let cases = ProptestConfig::default().cases / 2;
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn any_manifest_is_read_or_refused(manifest in hostile(), after in hostile()) {
        for text in [manifest, format!("{MANIFEST}{after}"), format!("{MANIFEST}[settings]\n{after}")] {
            let _ = load("own", "en", (&theme(&text, "", ""), &std::collections::BTreeMap::new()));
        }
    }

    #[test]
    fn any_words_are_used_escaped_or_refused(key in prop::sample::select(vec!["skip", "feed", "day", "articles_other", "weekdays"]), text in hostile()) {
        let quoted = toml::Value::String(text.clone()).to_string();
        for words in [text, format!("{key} = {quoted}"), format!("{key} = [{quoted}]")] {
            let files = theme(MANIFEST, &words, "<p>{{ words.skip }}{{ words }}</p>");
            let settings = Settings { theme: "own".to_owned(), ..settings() };
            let mut made = String::new();
            let input = Input { briefings: &[], settings: &settings, files: &files, built: DateTime::UNIX_EPOCH, version: "0", past: &Past::default() };
            let said = site(&input, &mut |path, bytes| if path == "404.html" { made = String::from_utf8(bytes).unwrap() });
            prop_assert!(said.is_err() || !made.contains("<script>"), "{made}");
        }
    }

    #[test]
    fn any_name_of_a_file_is_a_path_or_refused(name in "[a-z./\\\\~ \u{0}\u{1b}\u{202e}é{}%-]{1,12}", text in hostile()) {
        let mut files = theme(MANIFEST, "", "");
        for folder in ["themes/own/static/", "themes/own/templates/", "themes/own/words/", "static/", "templates/"] {
            files.insert(format!("{folder}{name}"), text.clone().into_bytes());
        }
        let settings = Settings { theme: "own".to_owned(), ..settings() };
        let input = Input { briefings: &[], settings: &settings, files: &files, built: DateTime::UNIX_EPOCH, version: "0", past: &Past::default() };
        let _ = site(&input, &mut |_, _| {});
    }
}

#[test]
fn a_page_that_costs_too_much_is_the_first_in_order_whatever_the_threads() {
    let loops =
        "{% for a in range(end=99999) %}{% for b in range(end=99999) %}{% endfor %}{% endfor %}";
    let event = format!("{{% if event.title is ending_with(pat=\"7\") %}}\n{loops}{{% endif %}}");
    let files = Files::from([("templates/event.html".to_owned(), event.into_bytes())]);
    let briefings: Vec<Briefing> = (1..40).map(fixture::bare).collect();
    let told = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| render(&briefings, &settings(), &files).unwrap_err())
    };
    let (one, many) = (told(1), told(8));
    assert_eq!(one, many);
    assert_eq!(one.len(), 1);
    assert!(
        one[0]
            .message
            .starts_with("cannot render events/bare-000007.html (A bare event, number 7): "),
        "{one:?}"
    );
    assert_eq!(one[0].place.as_ref().and_then(|place| place.line), Some(2));
}
