//! Looks: what a theme may set of a site's settings. A theme is a stranger's: it decides what pages
//! look like, never what they say, what that is checked by, or what is read and run. What is not
//! named here is refused, whatever settings there will be.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::{Diagnostic, Warned};

use crate::setting::{Entry, Origin, Setting, Value};

/// All that a theme may set: the language of a page's own words, and how much running text a page
/// has room for.
const LOOKS: [&str; 2] = ["brief.max_words", "language"];

/// How many refused settings of one theme are told.
const MOST_TOLD: usize = 20;

/// The settings of a theme that are looks, and what was refused of them.
pub(super) fn looks(theme: Setting) -> Warned<Setting> {
    let origin = theme.origin.clone();
    let Value::Table(table) = theme.value else {
        let told = Diagnostic::error("`settings` of a theme must be a table");
        let told = Diagnostic { place: origin.place(), ..told }
            .hint("write `[settings]`, and below it what it sets");
        return Warned { value: Setting::empty(Origin::Program), diagnostics: vec![told] };
    };
    let mut told = Vec::new();
    let table = chosen(table, "", &mut told);
    Warned { value: Setting { value: Value::Table(table), origin }, diagnostics: told }
}

/// The entries below a name that are looks or lead to some.
fn chosen(
    table: BTreeMap<String, Entry>,
    above: &str,
    told: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Entry> {
    let mut kept = BTreeMap::new();
    for (key, Entry { key: origin, setting }) in table {
        let name = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        // One key with a point in it is no path.
        let is_path = !key.contains('.');
        let leads_to =
            |look: &&str| look.strip_prefix(&name).is_some_and(|rest| rest.starts_with('.'));
        let leads_on = is_path && LOOKS.iter().any(leads_to);
        if is_path && LOOKS.contains(&name.as_str()) {
            kept.insert(key, Entry { key: origin, setting });
            continue;
        }
        match setting {
            Setting { value: Value::Table(inner), origin: of } if leads_on => {
                let value = Value::Table(chosen(inner, &name, told));
                kept.insert(key, Entry { key: origin, setting: Setting { value, origin: of } });
            }
            _ if told.len() < MOST_TOLD => told.push(refused(&name, &origin)),
            _ => {}
        }
    }
    kept
}

fn refused(name: &str, origin: &Origin) -> Diagnostic {
    let may = LOOKS.map(|look| format!("`{look}`")).join(" and ");
    let told = Diagnostic::error(format!("a theme cannot set `{name}`"));
    Diagnostic { place: origin.place(), ..told }
        .hint(format!("take it out, or write it into site.toml; a theme sets looks: {may}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::setting::file;

    fn told(settings: &str) -> (Vec<String>, String) {
        let mut read =
            file("themes/x/theme.toml", format!("[settings]\n{settings}")).expect("valid TOML");
        let theme = read.take("settings").expect("settings").setting;
        let Warned { value, diagnostics } = looks(theme);
        let line = |one: &Diagnostic| {
            let place = one.place.clone().unwrap_or_default();
            assert_eq!(place.file, "themes/x/theme.toml");
            format!("{} {}", place.line.unwrap_or_default(), one.message)
        };
        (diagnostics.iter().map(line).collect(), value.plain().to_string())
    }

    #[test]
    fn a_theme_sets_looks_and_nothing_else() {
        let (refused, kept) = told("language = 'de'\nbrief.max_words = 90");
        assert_eq!(
            (refused.len(), kept.as_str()),
            (0, "{ brief = { max_words = 90 }, language = \"de\" }")
        );
        for (setting, name) in [
            ("edits = [{statement = 'a', action = 'replace', text = 'b'}]", "edits"),
            ("edits_file = 'static/edits.toml'", "edits_file"),
            ("sources = []", "sources"),
            ("brief.gate.hedge = 'drop'", "brief.gate"),
            ("[settings.brief.gate]\nx = 1", "brief.gate"),
            ("brief.extract.max_words = 1", "brief.extract"),
            ("brief = 1", "brief"),
            ("ingest.clean.enabled = false", "ingest"),
            ("group.similarity = 0.1", "group"),
            ("pipeline.sections = []", "pipeline"),
            ("plugins.lead.sentences = 1", "plugins"),
            ("process.jobs = 9", "process"),
            ("timezone = 'Asia/Tokyo'", "timezone"),
            ("title = 'x'", "title"),
            ("base_url = 'https://x.example'", "base_url"),
            ("theme = 'y'", "theme"),
            ("author = 'x'", "author"),
            ("description = 'x'", "description"),
            ("\"brief.max_words\" = 1", "brief.max_words"),
            ("brief.max_wordz = 1", "brief.max_wordz"),
            ("no_such = 1", "no_such"),
        ] {
            let (refused, kept) = told(setting);
            let message =
                refused.first().and_then(|line| line.split_once(' ')).map(|(_, message)| message);
            assert_eq!(message, Some(format!("a theme cannot set `{name}`").as_str()), "{setting}");
            assert!(
                refused.len() == 1 && ["{}", "{ brief = {} }"].contains(&kept.as_str()),
                "{setting}: {kept}"
            );
        }
    }

    #[test]
    fn many_refused_settings_are_told_in_short() {
        let many: String = (0..5000).map(|at| format!("key{at} = 1\n")).collect();
        assert_eq!(told(&many).0.len(), MOST_TOLD);
    }

    /// Texts that break things: TOML cut anywhere, control characters, keys of every kind.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "=",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            "\n",
            "\u{0}",
            "\u{1b}[2J",
            ".",
            ",",
            " ",
            "1",
            "title",
            "language",
            "brief",
            "max_words",
            "gate",
            "edits",
            "[brief.gate]\n",
            "[settings.brief]\n",
            "brief = { max_words = 1, gate = 2 }\n",
            "language = \"de\"\n",
            "edits = []\n",
            "\"brief.max_words\" = 1\n",
            "[[sources]]\n",
        ]);
        prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn whatever_a_theme_sets_is_looks(text in hostile()) {
            let text = format!("[settings]\n{text}");
            if let Ok(mut read) = file("themes/x/theme.toml", text)
                && let Some(theme) = read.take("settings")
            {
                let kept = looks(theme.setting).value;
                prop_assert!(kept.keys().all(|key| ["language", "brief"].contains(&key)));
                let brief = kept.get(&["brief"]);
                prop_assert!(brief.is_none_or(|brief| brief.keys().all(|key| key == "max_words")));
            }
        }
    }
}
