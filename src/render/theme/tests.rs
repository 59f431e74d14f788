use std::collections::BTreeSet;

use super::*;

#[test]
fn every_language_has_every_word_with_its_blanks() {
    let keys = |code: &str| {
        let path = format!("words/{code}.toml");
        let (_, bytes) = EMBEDDED.iter().find(|(known, _)| *known == path).unwrap();
        let table: toml::Table = std::str::from_utf8(bytes).unwrap().parse().unwrap();
        let blanks = |text: &str| -> BTreeSet<String> {
            text.split('{')
                .skip(1)
                .filter_map(|rest| rest.split('}').next())
                .map(str::to_owned)
                .collect()
        };
        let entry = |(key, value): (&String, &toml::Value)| match value {
            toml::Value::String(text) => (key.clone(), blanks(text), 0),
            list => (key.clone(), BTreeSet::new(), list.as_array().unwrap().len()),
        };
        table.iter().map(entry).collect::<Vec<_>>()
    };
    for code in ["de", "es", "fr"] {
        assert_eq!(keys(code), keys("en"), "{code}");
    }
}

#[test]
fn a_language_without_words_is_english_with_a_note() {
    let words =
        |language: &str| load("paper", language, (&Files::new(), &BTreeMap::new())).unwrap();
    assert_eq!(words("de-AT").value.words.text("sources"), "Quellen");
    assert!(words("de-AT").diagnostics.is_empty());
    assert_eq!(
        (words("pt").value.words.text("sources"), words("pt").diagnostics.len()),
        ("Sources", 1)
    );
}
