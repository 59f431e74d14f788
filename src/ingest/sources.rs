//! The editor's word on outlets: which rule of `[[sources]]` an article falls under.

use std::borrow::Cow;

use q7x2_sdk::text::outlet;
use unicode_normalization::UnicodeNormalization;

use super::pattern;
use super::settings::SourceRule;

/// The rule that an article falls under: the first whose files it lies in, else the first of its
/// host, else the first of the name that it gives itself. A file's place and a host are facts; a
/// name is the article's own word, and holds only where its host does not belie it.
pub(super) fn rule<'rules>(
    rules: &'rules [SourceRule],
    path: &str,
    url: Option<&str>,
    publisher: Option<&str>,
) -> Option<&'rules SourceRule> {
    let host = url.and_then(host);
    // Some systems write "é" of a file's name as two characters.
    let path = composed(path);
    let by_file =
        |rule: &&SourceRule| rule.files.iter().any(|file| pattern::matches(&composed(file), &path));
    let by_host = |rule: &&SourceRule| host.as_deref().is_some_and(|host| names_host(rule, host));
    let hostless = |rule: &&SourceRule| host.is_none() || !has_hosts(rule);
    let by_name = |rule: &&SourceRule| publisher.is_some_and(|name| names_outlet(rule, name));
    let first = rules.iter().find(by_file);
    first
        .or_else(|| rules.iter().find(by_host))
        .or_else(|| rules.iter().filter(hostless).find(by_name))
}

/// A name in Unicode's composed form (NFC).
fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// The names and hosts that a rule goes by.
fn wanted(rule: &SourceRule) -> impl Iterator<Item = &str> {
    rule.matches.iter().chain([&rule.name]).map(String::as_str)
}

fn names_host(rule: &SourceRule, host: &str) -> bool {
    wanted(rule).any(|wanted| is_host_of(host, wanted))
}

fn names_outlet(rule: &SourceRule, publisher: &str) -> bool {
    let publisher = outlet::key(publisher);
    wanted(rule).any(|wanted| outlet::key(wanted) == publisher)
}

/// Whether a rule says where its outlet publishes, so that another host is not the outlet's.
fn has_hosts(rule: &SourceRule) -> bool {
    rule.matches.iter().any(|wanted| wanted.contains('.') && !wanted.contains(' '))
}

/// The host of a web address: lower case, without `www.`, user, port and the root's full stop.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    let host = host.to_lowercase();
    let host = host.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|host| !host.is_empty())
}

fn is_host_of(host: &str, wanted: &str) -> bool {
    let wanted = wanted.trim().to_lowercase();
    let wanted = wanted.strip_prefix("www.").unwrap_or(&wanted);
    host.strip_suffix(wanted)
        .is_some_and(|before| wanted.contains('.') && (before.is_empty() || before.ends_with('.')))
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
        check("https://a.org./x", Some("a.org"));
        check("https://[::1]:80/", Some("[::1]:80"));
        check("a.org/x", None);
    }

    #[test]
    fn files_go_before_hosts_and_hosts_before_names() {
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
            rule_of("D", &["d.org"], &[]),
        ];
        let check = |path: &str, url: Option<&str>, publisher: Option<&str>, expected: &str| {
            let found = rule(&rules, path, url, publisher).map_or("", |rule| rule.name.as_str());
            assert_eq!(found, expected, "{path} {url:?} {publisher:?}");
        };
        check("x.txt", Some("https://www.a.net/1"), None, "A");
        check("x.txt", Some("https://b.a.net/1"), None, "A");
        check("x.txt", Some("https://aa.net/1"), None, "");
        check("x.txt", Some("https://net/"), None, "");
        check("x.txt", None, Some("AA-NEWS"), "A");
        check("000_1.txt", None, None, "B");
        check("000_1.txt", Some("https://a.net/1"), Some("A"), "B");
        check("x.txt", None, Some("c"), "C");
        check("x.txt", None, None, "");
        // An article of d.org that calls itself A is D's, and one of elsewhere is nobody's.
        check("x.txt", Some("https://d.org/1"), Some("A"), "D");
        check("x.txt", Some("https://elsewhere.org/1"), Some("A"), "");
        check("x.txt", Some("https://elsewhere.org/1"), Some("B"), "B");
    }
}
