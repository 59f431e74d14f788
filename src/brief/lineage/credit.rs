//! Credits: whose report an article prints, as it is signed: "PARIS (AFP) —", "(Reuters)".

use std::collections::BTreeMap;

use q7x2_sdk::Article;
use q7x2_sdk::text::{language, outlet};

/// The rules of cleaning whose findings sign a text. A picture's credit, in a caption, does not.
const SIGNING: [&str; 2] = ["credit", "dateline"];

/// Articles that are signed by one agency, or by one outlet of the event, which is signed by
/// itself: each with its name, in order. One that is signed by several is nobody's alone.
pub(super) fn signed(articles: &[Article], originals: &[usize]) -> Vec<(String, Vec<usize>)> {
    let outlets = articles.iter().filter_map(|article| article.publisher.as_ref());
    let agencies = language::all().iter().flat_map(|table| &table.page.agencies);
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for name in outlets.chain(agencies) {
        known.entry(outlet::key(name)).or_insert_with(|| name.clone());
    }
    let mut signed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut shown: BTreeMap<String, String> = BTreeMap::new();
    for &at in originals {
        let mut names = credits(&articles[at], &known);
        let own = articles[at].publisher.as_ref().map(|name| (outlet::key(name), name.clone()));
        if names.is_empty() {
            names.extend(own);
        }
        if let (1, Some((key, name))) = (names.len(), names.into_iter().next()) {
            signed.entry(key.clone()).or_default().push(at);
            shown.entry(key).or_insert(name);
        }
    }
    let several = signed.into_iter().filter(|(_, members)| members.len() > 1);
    several.filter_map(|(key, members)| Some((shown.remove(&key)?, members))).collect()
}

/// Whom an article is signed by besides its own outlet, as it writes them, by the name they count
/// under.
fn credits(article: &Article, known: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let own = article.publisher.as_deref().map(outlet::key);
    let signing = article.removed.iter().filter(|removed| SIGNING.contains(&removed.rule.as_str()));
    let names = signing.flat_map(|removed| bracketed(&removed.text));
    let names = names.chain(article.authors.iter().map(String::as_str));
    let keyed = names.map(|name| (outlet::key(name), name.trim().to_owned()));
    keyed.filter(|(key, _)| known.contains_key(key) && own.as_ref() != Some(key)).collect()
}

/// What stands in brackets, name by name; nothing where a bracket holds more than names.
fn bracketed(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split(['(', '[']).skip(1) {
        let inside = part.split([')', ']']).next().unwrap_or_default();
        names.extend(inside.split([',', '&', ';']).map(str::trim));
    }
    names
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Removed;

    use super::*;

    fn article(outlet: &str, rule: &str, text: &str) -> Article {
        let removed = Removed { rule: rule.to_owned(), text: text.to_owned(), line: None };
        Article { publisher: Some(outlet.to_owned()), removed: vec![removed], ..Article::default() }
    }

    fn check(articles: &[Article], expected: &[(&str, &[usize])]) {
        let all: Vec<usize> = (0..articles.len()).collect();
        let found = signed(articles, &all);
        let shown: Vec<(&str, &[usize])> =
            found.iter().map(|(name, members)| (name.as_str(), &members[..])).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn who_signs_is_whose_report_it_is() {
        let afp = article("Post", "dateline", "PARIS (AFP) —");
        let too = article("Echo", "credit", "(AFP)");
        check(&[afp.clone(), too.clone()], &[("AFP", &[0, 1])]);
        let own = article("AFP", "dateline", "PARIS (AFP) —");
        check(&[too.clone(), own], &[("AFP", &[0, 1])]);
        let wire = article("Coast Wire", "date", "Monday");
        let printed = article("Star", "dateline", "TARN (COAST WIRE) —");
        check(&[wire, printed], &[("Coast Wire", &[0, 1])]);
        // Two agencies, a picture's credit and a place are nobody's signature.
        check(&[afp.clone(), article("Echo", "credit", "(AFP, Reuters)")], &[]);
        check(&[afp.clone(), article("Echo", "caption", "The hall. (AFP)")], &[]);
        check(&[afp, article("Echo", "dateline", "PARIS (Île-de-France) —")], &[]);
        check(&[article("Echo", "dateline", "A —"), article("Post", "dateline", "B —")], &[]);
    }
}
