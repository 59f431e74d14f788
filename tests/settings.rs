//! Laws of the settings: no text panics or hangs, whatever is told can be drawn, and an order of
//! layers is kept.

use proptest::prelude::*;
use q7x2::config::{self, Layers};
use q7x2::terminal;
use q7x2_sdk::diagnostic::Diagnostic;

fn told(site: &str, environment: &[(String, String)], options: &[String]) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let tree = config::layered(Layers { site, environment, options }).unpack(&mut told);
    let tree = config::over_theme(tree, "themes/x/theme.toml", site.to_owned()).unpack(&mut told);
    let tree = config::with_edits(tree, "edits.toml", site.to_owned()).unpack(&mut told);
    config::config(tree).unpack(&mut told);
    told
}

fn is_clean(drawn: &str) -> bool {
    drawn.chars().all(|letter| letter == '\n' || !letter.is_control())
}

/// Texts that are nearly settings.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "title",
            "base_url",
            "timezone",
            "brief",
            "max_words",
            "plugins",
            "process",
            "jobs",
            "sources",
            "edits",
            "settings",
            "name",
            "pipeline",
            "merge",
            "é",
            "\u{feff}",
            "\u{202e}",
            "\u{1b}[2J",
            "\0",
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            " = ",
            ".",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "\n",
            "\r\n",
            "\"",
            "'''",
            ",",
            "#",
            "1",
            "-1",
            "9e999",
            "true",
            "0x1f",
            "99999999999999999999",
            "nan",
            "2026-01-06",
            "'x'",
            "\\u0000",
            " ",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_settings_panic_and_all_that_is_told_is_drawn_clean(site in nearly(), name in "[A-Z_é.]{0,30}", value in nearly()) {
        let environment = [(format!("Q7X2_{name}"), value.clone())];
        let options = [format!("{}={value}", name.to_lowercase())];
        for one in told(&site, &environment, &options) {
            prop_assert!(is_clean(&terminal::draw(&one, false)), "{one:?}");
        }
    }

    #[test]
    fn the_last_layer_that_speaks_is_heard(file in "[a-z]{1,9}", variable in "[a-z]{1,9}", option in "[a-z]{1,9}") {
        let site = format!("title = '{file}'\nbase_url = 'https://example.org/'");
        let environment = [("Q7X2_TITLE".to_owned(), variable.clone())];
        let title = |environment: &[(String, String)], options: &[String]| {
            config::config(config::layered(Layers { site: &site, environment, options }).value).value.site.title
        };
        prop_assert_eq!(title(&[], &[]), file);
        // Whatever is TOML by itself is still a text where a text is asked for.
        prop_assert_eq!(title(&environment, &[]), variable);
        prop_assert_eq!(title(&environment, &[format!("title={option}")]), option);
    }
}
