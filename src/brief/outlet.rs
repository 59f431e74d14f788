//! Outlets: one name for each, so that a name in another spelling is no outlet more.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use q7x2_sdk::Article;
use q7x2_sdk::text::outlet;

/// Gives articles of one event whose outlets' names are one, however they are written, that name as
/// most of them write it; of several the plainest.
pub(super) fn one_name(articles: &mut [Article]) {
    let mut outlets: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for name in articles.iter().filter_map(|article| article.publisher.as_ref()) {
        *outlets.entry(outlet::key(name)).or_default().entry(name.clone()).or_default() += 1;
    }
    let several = outlets.into_iter().filter(|(_, names)| names.len() > 1);
    let chosen: BTreeMap<String, String> =
        several.filter_map(|(key, names)| Some((key, plainest(names)?))).collect();
    if chosen.is_empty() {
        return;
    }
    for name in articles.iter_mut().filter_map(|article| article.publisher.as_mut()) {
        if let Some(chosen) = chosen.get(&outlet::key(name)) {
            name.clone_from(chosen);
        }
    }
}

/// The name that is written most often; of several the one with the fewest letters beyond ASCII,
/// then the one with the fewest capitals.
fn plainest(names: BTreeMap<String, usize>) -> Option<String> {
    let capitals = |name: &str| name.chars().filter(|letter| letter.is_uppercase()).count();
    let odd = |name: &str| name.chars().filter(|letter| !letter.is_ascii()).count();
    let rank = |(name, count): &(String, usize)| {
        (Reverse(*count), odd(name), capitals(name), name.clone())
    };
    names.into_iter().min_by_key(rank).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[Option<&str>]) -> Vec<Option<String>> {
        let article = |name: &Option<&str>| Article {
            publisher: name.map(str::to_owned),
            ..Article::default()
        };
        let mut articles: Vec<Article> = names.iter().map(article).collect();
        one_name(&mut articles);
        articles.into_iter().map(|article| article.publisher).collect()
    }

    #[test]
    fn an_outlet_has_the_name_that_most_write() {
        let check = |names: &[&str], expected: &[&str]| {
            let given: Vec<Option<&str>> = names.iter().copied().map(Some).collect();
            let found: Vec<String> = named(&given).into_iter().flatten().collect();
            assert_eq!(found, expected);
        };
        check(&["NOVA POST", "Nova Post", "Nova Post"], &["Nova Post"; 3]);
        check(&["Νova Post", "NOVA POST", "Nova Post"], &["Nova Post"; 3]);
        check(&["Nova-Post", "Herald", "Nova Post"], &["Nova Post", "Herald", "Nova Post"]);
        check(&["Herald", "Echo"], &["Herald", "Echo"]);
        assert_eq!(named(&[None, Some("A"), None]), [None, Some("A".to_owned()), None]);
    }
}
