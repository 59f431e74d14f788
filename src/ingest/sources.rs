//! The editor's word on outlets: which rule of `[[sources]]` an article falls under.

use super::pattern;
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
        rule.files.iter().any(|pattern| pattern::matches(pattern, path))
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

#[cfg(test)]
mod tests {
    use super::*;

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
