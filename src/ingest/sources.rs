//! The editor's word on outlets: which rule of `[[sources]]` an article falls under.

use super::settings::SourceRule;

/// The first rule whose files, hosts or names an article matches.
pub(super) fn rule<'rules>(
    rules: &'rules [SourceRule],
    path: &str,
    url: Option<&str>,
    publisher: Option<&str>,
) -> Option<&'rules SourceRule> {
    let host = url.and_then(host);
    let matches = |rule: &&SourceRule| {
        rule.files.iter().any(|pattern| matches_pattern(pattern, path))
            || rule.matches.iter().chain([&rule.name]).any(|wanted| {
                publisher.is_some_and(|publisher| same(publisher, wanted))
                    || host.as_deref().is_some_and(|host| is_host_of(host, wanted))
            })
    };
    rules.iter().find(matches)
}

/// The host of a web address: lower case, without `www.`, user and port.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    let host = host.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned()).filter(|host| !host.is_empty())
}

fn is_host_of(host: &str, wanted: &str) -> bool {
    let wanted = wanted.trim().to_lowercase();
    let wanted = wanted.strip_prefix("www.").unwrap_or(&wanted);
    host.strip_suffix(wanted)
        .is_some_and(|before| wanted.contains('.') && (before.is_empty() || before.ends_with('.')))
}

fn same(publisher: &str, wanted: &str) -> bool {
    publisher.trim().to_lowercase() == wanted.trim().to_lowercase()
}

/// Whether all of a text is what a pattern says; `*` stands for any run of characters. Takes time
/// in the product of the two lengths at most.
pub(super) fn matches_pattern(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    let mut back: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let (mut next_pattern, mut next_text) = (pattern.clone(), text.clone());
        match (next_pattern.next(), next_text.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                back = Some((next_pattern.clone(), text.clone()));
                pattern = next_pattern;
                continue;
            }
            (Some(wanted), Some(found)) if wanted == found => {
                (pattern, text) = (next_pattern, next_text);
                continue;
            }
            _ => {}
        }
        let Some((after_star, mut from)) = back.take() else { return false };
        if from.next().is_none() {
            return false;
        }
        (pattern, text) = (after_star.clone(), from.clone());
        back = Some((after_star, from));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_texts() {
        let check = |pattern: &str, text: &str, expected: bool| {
            assert_eq!(matches_pattern(pattern, text), expected, "{pattern} on {text}");
        };
        check("000_*", "000_60fa.txt", true);
        check("000_*", "1000_60fa.txt", false);
        check("*", "", true);
        check("", "", true);
        check("", "a", false);
        check("a*b*c", "a-b-b-c", true);
        check("a*b*c", "a-b-b-cd", false);
        check("*.txt", "x/é.txt", true);
        check("**a", "a", true);
        check(&"*a".repeat(50), &"a".repeat(40), false);
    }

    #[test]
    fn an_address_has_a_host() {
        let check =
            |url: &str, expected: Option<&str>| assert_eq!(host(url).as_deref(), expected, "{url}");
        check("https://www.Kurdistan24.net/en/x?y#z", Some("kurdistan24.net"));
        check("http://user:pass@a.org:8080/", Some("a.org"));
        check("https://a.org", Some("a.org"));
        check("https://[::1]:80/", Some("[::1]:80"));
        check("a.org/x", None);
    }

    #[test]
    fn the_first_matching_rule_holds() {
        let rule_of = |name: &str, matches: &[&str], files: &[&str]| SourceRule {
            name: name.to_owned(),
            matches: matches.iter().map(|text| (*text).to_owned()).collect(),
            files: files.iter().map(|text| (*text).to_owned()).collect(),
            ..SourceRule::default()
        };
        let rules = [
            rule_of("A", &["a.net", "Aa News"], &[]),
            rule_of("B", &[], &["000_*"]),
            rule_of("C", &["b.a.net"], &[]),
        ];
        let check = |path: &str,
                     url: Option<&str>,
                     publisher: Option<&str>,
                     expected: Option<&str>| {
            assert_eq!(rule(&rules, path, url, publisher).map(|rule| rule.name.as_str()), expected);
        };
        check("x.txt", Some("https://www.a.net/1"), None, Some("A"));
        check("x.txt", Some("https://b.a.net/1"), None, Some("A"));
        check("x.txt", Some("https://aa.net/1"), None, None);
        check("x.txt", Some("https://net/"), None, None);
        check("x.txt", None, Some("AA NEWS"), Some("A"));
        check("000_1.txt", None, None, Some("B"));
        check("x.txt", None, Some("c"), Some("C"));
        check("x.txt", None, None, None);
    }
}
