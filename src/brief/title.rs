//! Titles, headings and topics: whether one holds what is foreign to its event.

use std::collections::BTreeSet;

use q7x2_sdk::Event;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::{self, Stem};

/// Whether a title, heading or topic holds no name and no number foreign to the event.
pub(super) fn title_stands(title: &str, event: &Event) -> bool {
    let is_source = || event.articles().iter().any(|article| article.title == title);
    // A name in brackets is no outlet's: no headline has one.
    if title.trim().is_empty() || title.contains('[') && !is_source() {
        return false;
    }
    let language =
        Language::of(event.articles().first().and_then(|article| article.language.as_deref()));
    let tokens = word::tokens(title, language);
    let claims = tokens.iter().enumerate().filter(|(at, token)| is_claim(title, *at, token));
    let claims: Vec<Stem> = claims.map(|(_, token)| token.stem).collect();
    if claims.is_empty() {
        return true;
    }
    let known = vocabulary(event);
    claims.iter().all(|claim| known.contains(claim))
}

/// Whether a word of a title claims something: a figure, or a name inside the title.
fn is_claim(title: &str, at: usize, token: &word::Token) -> bool {
    title[token.range.clone()].contains(|character: char| character.is_ascii_digit())
        || (token.capital && at > 0 && !token.stop)
}

/// Every stem of the event's articles, their titles included.
fn vocabulary(event: &Event) -> BTreeSet<Stem> {
    let read = event.text().annotations.iter().flatten().flat_map(|annotation| &annotation.tokens);
    let mut known: BTreeSet<Stem> = read.map(|token| token.stem).collect();
    for article in event.articles() {
        let language = Language::of(article.language.as_deref());
        known.extend(word::tokens(&article.title, language).into_iter().map(|token| token.stem));
    }
    known
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn a_title_holds_no_foreign_name_or_number() {
        let event = example::event(&[&[
            "The mayor of Tarn, Ann Lee, opened the bridge for 22,000 drivers.",
        ]]);
        for (title, expected) in [
            ("Mayor opens bridge", true),
            ("Ann Lee opens the bridge of Tarn", true),
            ("Bridge opens for 22,000", true),
            ("Celebration for drivers", true),
            ("Mayor Opens The Bridge With Ann Lee", true),
            ("Bridge opens for 23,000", false),
            ("Mayor opens bridge of Kells", false),
            ("Ann Smith opens bridge", false),
            ("Mayor [Ann Lee] opens bridge", false),
            ("", false),
            (" ", false),
        ] {
            assert_eq!(title_stands(title, &event), expected, "{title}");
        }
        let titled = q7x2_sdk::Article {
            title: "Lorn has a bridge".to_owned(),
            ..example::article(0, &["The mayor opened the bridge."])
        };
        let event = example::told(vec![titled]);
        assert!(title_stands("Bridge of Lorn", &event), "an article's title is the event's too");
    }
}
