//! Value: texts, lists and maps as the engine holds them, fit to be shown.

use serde::Serialize;
use tera::{Map, Value};

use super::link;

/// Text as a page may show it: no control characters, which break XML, and none of the marks that
/// turn the direction of whatever follows (U+202A–202E, U+2066–2069), which could make a page read
/// other than it is written.
pub(super) fn clean(text: &str) -> String {
    // Nearly every text is clean, and copying it whole is several times faster than letter by
    // letter.
    if text.chars().all(is_shown) {
        text.to_owned()
    } else {
        text.chars().filter(|letter| is_shown(*letter)).collect()
    }
}

fn is_shown(letter: char) -> bool {
    match letter {
        '\n' | '\t' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => false,
        letter => !letter.is_control(),
    }
}

/// Languages written from right to left, as primary subtags.
const RIGHT_TO_LEFT: [&str; 11] =
    ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];

/// A language tag fit for `lang`, empty where there is none, and the direction of its script.
pub(super) fn tongue(language: Option<&str>) -> (String, &'static str) {
    let tag = link::token(language.unwrap_or_default()).to_lowercase();
    let primary = tag.split('-').next().unwrap_or_default();
    let direction = match primary {
        "" => "auto",
        primary if RIGHT_TO_LEFT.contains(&primary) => "rtl",
        _ => "ltr",
    };
    (tag, direction)
}

/// A view as the engine holds it. Views are texts, numbers and lists of these, so nothing can fail.
pub(super) fn value(view: &impl Serialize) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

/// A map from parts that are already values, which are shared and not copied.
pub(super) fn object<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    let map: Map = fields.into_iter().map(|(key, value)| (key.into(), value)).collect();
    Value::from(map)
}

/// A text as the engine holds it.
pub(super) fn text(text: &str) -> Value {
    Value::from(text)
}

/// A text, or nothing.
pub(super) fn option(text: Option<String>) -> Value {
    text.map_or_else(Value::none, |text| Value::from(text.as_str()))
}

/// A list of values that are ready.
pub(super) fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::from(values.collect::<Vec<Value>>())
}

/// A field of such a map; none where it is not there.
pub(super) fn field(object: &Value, name: &'static str) -> Value {
    object
        .as_map()
        .and_then(|map| map.get(&tera::value::Key::Str(name)))
        .cloned()
        .unwrap_or_else(Value::none)
}
