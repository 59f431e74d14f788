//! Options: what a theme lets a site choose, each with its type and default in theme.toml, and what
//! site.toml chose under `[theme_options]`. Colours, lengths and typefaces become variables of a
//! style sheet; templates see all of them as `options`.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use serde::{Deserialize, Serialize};
use tera::{Map, Value};

use super::name::closest;

/// A value in theme.toml or site.toml.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Chosen {
    /// `true` or `false`.
    Switch(bool),
    /// A whole number.
    Number(i64),
    /// Everything else.
    Text(String),
}

/// What a theme asks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// What may be chosen.
    #[serde(rename = "type")]
    kind: Kind,
    /// What stands where nothing is chosen; none leaves it to the style sheet.
    #[serde(default)]
    default: Option<Chosen>,
    /// The choices of a `choice`.
    #[serde(default)]
    of: Vec<String>,
    /// The variable of the style sheet that it sets.
    #[serde(default)]
    css: Option<String>,
    /// Whether it does so on dark pages alone; else on light ones, where it is a colour.
    #[serde(default)]
    dark: bool,
    /// One line on what it is for.
    #[serde(default)]
    description: String,
}

/// The types of options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Colour,
    Length,
    Font,
    Switch,
    Number,
    Choice,
    Text,
}

impl Kind {
    /// What a value of it looks like.
    fn form(self) -> &'static str {
        match self {
            Self::Colour => "a colour such as `#1d5a8a`",
            Self::Length => "a length such as `44rem` or `640px`",
            Self::Font => "names of typefaces such as `Georgia, serif`",
            Self::Switch => "`true` or `false`",
            Self::Number => "a whole number",
            Self::Choice => "one of its choices",
            Self::Text => "a text",
        }
    }
}

impl Asked {
    /// Whether a value may be chosen. What goes into a style sheet cannot end its declaration.
    fn takes(&self, chosen: &Chosen) -> bool {
        match (self.kind, chosen) {
            (Kind::Switch, Chosen::Switch(_)) | (Kind::Number, Chosen::Number(_)) => true,
            (Kind::Colour, Chosen::Text(text)) => is_colour(text),
            (Kind::Length, Chosen::Text(text)) => is_length(text),
            (Kind::Font, Chosen::Text(text)) => is_font(text),
            (Kind::Choice, Chosen::Text(text)) => self.of.contains(text),
            (Kind::Text, Chosen::Text(text)) => !text.contains(char::is_control),
            _ => false,
        }
    }

    fn form(&self) -> String {
        match self.kind {
            Kind::Choice => {
                let quoted: Vec<String> = self.of.iter().map(|one| format!("\"{one}\"")).collect();
                format!("one of {}", quoted.join(", "))
            }
            kind => kind.form().to_owned(),
        }
    }
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|one| one.is_ascii_hexdigit())
}

fn is_length(text: &str) -> bool {
    let number =
        ["rem", "em", "px", "ch", "vw", "%"].iter().find_map(|unit| text.strip_suffix(unit));
    let is_digit = |one: char| one.is_ascii_digit() || one == '.';
    number.is_some_and(|number| {
        number.len() <= 8 && number.chars().all(is_digit) && number.parse::<f32>().is_ok()
    })
}

fn is_font(text: &str) -> bool {
    let fits = |one: char| one.is_alphanumeric() || " ,-_\"'".contains(one);
    let quotes = |quote: char| text.matches(quote).count().is_multiple_of(2);
    !text.trim().is_empty() && text.chars().all(fits) && quotes('"') && quotes('\'')
}

/// What a site has chosen, checked against what its theme asks.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// As templates see it, by name.
    pub(super) view: Map,
    /// A style sheet that sets variables; empty where none is set.
    pub(super) style: String,
}

/// Checks and gathers. `file` is the theme's theme.toml.
///
/// # Errors
/// Where a choice is none that the theme offers, or the theme's own default is none.
pub(super) fn options(
    asked: &BTreeMap<String, Asked>,
    chosen: &BTreeMap<String, Chosen>,
    (theme, file): (&str, &str),
) -> Result<Options, Vec<Diagnostic>> {
    let mut errors: Vec<Diagnostic> = chosen
        .keys()
        .filter(|name| !asked.contains_key(*name))
        .map(|name| unknown(name, asked, theme))
        .collect();
    let mut view = Map::new();
    let (mut light, mut dark) = (String::new(), String::new());
    for (name, one) in asked {
        let default = one.default.as_ref();
        if default.is_some_and(|default| !one.takes(default)) {
            let told = format!("the default of the option `{name}` is not {}", one.form());
            errors.push(Diagnostic::error(told).at(Place::file(file)));
            continue;
        }
        let own = chosen.get(name);
        if own.is_some_and(|own| !one.takes(own)) {
            errors.push(misfit(name, one));
            continue;
        }
        view.insert(name.clone().into(), own.or(default).map_or_else(Value::none, value));
        // The default stands in the style sheet already.
        if let (Some(variable), Some(own)) =
            (one.css.as_deref().filter(|css| is_variable(css)), own)
        {
            let side = if one.dark { &mut dark } else { &mut light };
            side.push_str(&format!("  {variable}: {};\n", written(own)));
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Options { view, style: sheet(asked, &light, &dark) })
}

/// A colour chosen for light pages must not show on dark ones; all else holds for both.
fn sheet(asked: &BTreeMap<String, Asked>, light: &str, dark: &str) -> String {
    let colours: Vec<&str> = asked
        .values()
        .filter(|one| one.kind == Kind::Colour)
        .filter_map(|one| one.css.as_deref())
        .collect();
    let is_colour = |line: &&str| {
        let name = line.trim_start().split(':').next().unwrap_or_default();
        colours.contains(&name)
    };
    let (coloured, plain): (Vec<&str>, Vec<&str>) = light.lines().partition(is_colour);
    let mut sheet = String::new();
    if !plain.is_empty() {
        sheet.push_str(&format!(":root {{\n{}\n}}\n", plain.join("\n")));
    }
    for (scheme, lines) in [("light", coloured.join("\n")), ("dark", dark.trim_end().to_owned())] {
        if !lines.is_empty() {
            sheet.push_str(&format!(
                "@media (prefers-color-scheme: {scheme}) {{\n:root {{\n{lines}\n}}\n}}\n"
            ));
        }
    }
    sheet
}

fn is_variable(name: &str) -> bool {
    let fits = |one: char| one.is_ascii_alphanumeric() || one == '-' || one == '_';
    name.strip_prefix("--").is_some_and(|rest| !rest.is_empty() && rest.chars().all(fits))
}

fn value(chosen: &Chosen) -> Value {
    match chosen {
        Chosen::Switch(on) => Value::from(*on),
        Chosen::Number(number) => Value::from(*number),
        Chosen::Text(text) => Value::from(text.as_str()),
    }
}

fn written(chosen: &Chosen) -> String {
    match chosen {
        Chosen::Switch(on) => on.to_string(),
        Chosen::Number(number) => number.to_string(),
        Chosen::Text(text) => text.clone(),
    }
}

fn unknown(name: &str, asked: &BTreeMap<String, Asked>, theme: &str) -> Diagnostic {
    let told = Diagnostic::error(format!("the theme `{theme}` has no option `{name}`"));
    let names: Vec<&str> = asked.keys().map(String::as_str).collect();
    let hint = match closest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => "take `[theme_options]` out: it has none".to_owned(),
        None => format!("it has {}", names.join(", ")),
    };
    told.at(Place::file("site.toml")).hint(hint)
}

fn misfit(name: &str, one: &Asked) -> Diagnostic {
    let told = format!("`theme_options.{name}` is not {}", one.form());
    let told = Diagnostic::error(told).at(Place::file("site.toml"));
    if one.description.is_empty() { told } else { told.hint(one.description.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> BTreeMap<String, Asked> {
        let text = "
            accent = { type = 'colour', css = '--accent' }
            accent_dark = { type = 'colour', css = '--accent', dark = true }
            width = { type = 'length', css = '--measure', default = '40rem' }
            serif = { type = 'font', css = '--serif' }
            teaser = { type = 'switch', default = true }
            shows = { type = 'choice', of = ['a', 'b'], default = 'a', description = 'What it shows' }
        ";
        toml::from_str(text).unwrap()
    }

    fn chosen(text: &str) -> BTreeMap<String, Chosen> {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_is_chosen_becomes_variables() {
        let chosen =
            chosen("accent = '#1d5a8a'\naccent_dark = '#8cf'\nwidth = '44rem'\nteaser = false");
        let options = options(&asked(), &chosen, ("x", "themes/x/theme.toml")).unwrap();
        assert_eq!(
            options.style,
            ":root {\n  --measure: 44rem;\n}\n\
             @media (prefers-color-scheme: light) {\n:root {\n  --accent: #1d5a8a;\n}\n}\n\
             @media (prefers-color-scheme: dark) {\n:root {\n  --accent: #8cf;\n}\n}\n"
        );
        let seen = |name: &'static str| {
            crate::render::value::field(&Value::from(options.view.clone()), name)
        };
        assert_eq!(seen("teaser").as_bool(), Some(false));
        assert_eq!(seen("shows").as_str(), Some("a"));
        assert!(seen("serif").is_none());
    }

    #[test]
    fn what_the_theme_does_not_offer_is_refused() {
        for (text, told) in [
            ("acent = '#fff'", "the theme `x` has no option `acent`"),
            ("accent = 'red; } body { display: none'", "`theme_options.accent` is not a colour"),
            ("accent = '#12345'", "`theme_options.accent` is not a colour"),
            ("width = '40'", "`theme_options.width` is not a length"),
            ("width = 40", "`theme_options.width` is not a length"),
            ("width = '1e9rem'", "`theme_options.width` is not a length"),
            ("serif = 'a; b'", "`theme_options.serif` is not names of typefaces"),
            ("serif = '\"a'", "`theme_options.serif` is not names of typefaces"),
            ("teaser = 'yes'", "`theme_options.teaser` is not `true` or `false`"),
            ("shows = 'c'", "`theme_options.shows` is not one of \"a\", \"b\""),
        ] {
            let errors = options(&asked(), &chosen(text), ("x", "f")).unwrap_err();
            assert!(errors.len() == 1 && errors[0].message.starts_with(told), "{text}: {errors:?}");
        }
    }
}
