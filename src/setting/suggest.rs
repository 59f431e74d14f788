//! "Did you mean": the nearest of the names that exist.

use strsim::damerau_levenshtein;

/// The nearest of `known`, if it is near enough to be meant: a third of its letters may differ, as
/// in rustc.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name longer than any that exists by far is not a slip; comparing it would take its length
    // squared.
    const LONGEST: usize = 100;
    if name.len() > LONGEST {
        return None;
    }
    let plain = |name: &str| name.to_lowercase().replace(['-', ' '], "_");
    let near = known.into_iter().filter_map(|candidate| {
        let distance = damerau_levenshtein(&plain(name), &plain(candidate));
        let allowed = name.chars().count().max(candidate.chars().count()).max(3) / 3;
        (distance <= allowed).then_some((distance, candidate))
    });
    near.min().map(|(_, candidate)| candidate)
}

/// The hint for a name that does not exist: the nearest one, else all there are.
#[must_use]
pub fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(near) = nearest(name, known.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let mut all: Vec<_> = known.into_iter().map(|name| format!("`{name}`")).collect();
    all.sort();
    all.dedup();
    (!all.is_empty()).then(|| format!("choose from {}", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let known = ["max_words", "title", "base_url", "lexrank", "lead"];
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(nearest(name, known), expected, "{name}")
        };
        check("max_word", Some("max_words"));
        check("max-words", Some("max_words"));
        check("maxwords", Some("max_words"));
        check("Title", Some("title"));
        check("baseURL", Some("base_url"));
        check("lexrnak", Some("lexrank"));
        check("colour", None);
        check("", None);
        check(&"x".repeat(1_000_000), None);
    }

    #[test]
    fn without_a_near_one_all_are_told() {
        assert_eq!(did_you_mean("zzz", ["b", "a"]).as_deref(), Some("choose from `a`, `b`"));
        assert_eq!(did_you_mean("zzz", []), None);
    }
}
