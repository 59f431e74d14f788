//! Check: what the site's own values must be beyond their type.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use chrono_tz::{TZ_VARIANTS, Tz};
use q7x2_sdk::diagnostic::{Diagnostic, Place};
use q7x2_sdk::manifest::is_name;

use super::settings::{Config, FILE, PAPER};
use crate::ingest::EventRule;
use crate::plugin::Cache;
use crate::render::{BUILT_IN, Mail, TagRule};
use crate::setting::{Setting, Value, nearest};

/// What a value must be beyond its type.
pub(super) struct Check<'a> {
    pub(super) tree: &'a Setting,
    pub(super) told: Vec<Diagnostic>,
}

impl Check<'_> {
    fn wrong(&mut self, key: &str, message: &str, hint: impl Into<String>) {
        let place = self.tree.place(&[key]).or_else(|| Some(Place::file(FILE)));
        self.told.push(Diagnostic { place, ..Diagnostic::error(message) }.hint(hint));
    }

    /// A value that must be there. One of the wrong type has been told already.
    fn required(&mut self, key: &str, value: Option<String>, hint: &str) -> Option<String> {
        if value.is_none() && self.tree.entry(key).is_none() {
            self.wrong(key, &format!("the site has no `{key}`"), hint);
        }
        value
    }

    pub(super) fn title(&mut self, title: Option<String>) -> String {
        let hint = "write `title = \"Morning brief\"`, or what your site is called, at the top of the file";
        let title = self.required("title", title, hint).unwrap_or_default();
        if title.trim().is_empty()
            && self.tree.entry("title").is_some_and(|entry| is_text(&entry.setting))
        {
            self.wrong("title", "`title` must not be empty", hint);
        }
        title.trim().to_owned()
    }

    pub(super) fn base_url(&mut self, url: Option<String>) -> String {
        const HINT: &str =
            "write where the site will stand, as in `base_url = \"https://me.github.io/digest/\"`";
        let Some(url) = self.required("base_url", url, HINT) else { return String::new() };
        match absolute(&url) {
            Ok(url) => url,
            Err(why) => {
                self.wrong(
                    "base_url",
                    &format!("`base_url` must be an absolute address of the web: {why}"),
                    HINT,
                );
                String::new()
            }
        }
    }

    pub(super) fn language(&mut self, tag: Option<String>) -> String {
        let tag = tag.unwrap_or_else(|| "en".to_owned());
        if !is_language_tag(&tag) {
            let hint = "write a tag such as `en`, `de` or `pt-BR`";
            self.wrong("language", "`language` must be a language tag (BCP 47)", hint);
        }
        tag
    }

    pub(super) fn timezone(&mut self, name: Option<String>) -> Tz {
        let Some(name) = name else { return Tz::UTC };
        name.parse().unwrap_or_else(|_| {
            let near = nearest(&name, TZ_VARIANTS.iter().map(|zone| zone.name()));
            let hint = near.map_or_else(
                || {
                    "write a name of the time zone database, such as `Europe/Paris` or `UTC`"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            );
            self.wrong("timezone", "`timezone` is not a time zone", hint);
            Tz::UTC
        })
    }

    pub(super) fn cache(&mut self, cache: Cache) -> Cache {
        if keeps_to_itself(&cache.dir) {
            return cache;
        }
        let place = self.tree.place(&["cache", "dir"]);
        let message = "`cache.dir` must be a folder of its own below that of site.toml";
        let told = Diagnostic { place, ..Diagnostic::error(message) };
        self.told.push(told.hint("write a name such as `answers`"));
        Cache::default()
    }

    /// `cname`: the name of a host and nothing else.
    pub(super) fn host(&mut self, name: Option<String>) -> String {
        let name = name.unwrap_or_default().trim().to_lowercase();
        if !name.is_empty() && !is_host(&name) {
            let hint = "write it without `https://` and without a path, such as `news.example.org`";
            self.wrong("cname", "`cname` is not the name of a host", hint);
            return String::new();
        }
        name
    }

    pub(super) fn mail(&mut self, mail: Mail) -> Mail {
        let from = mail.from.trim();
        let is_address = from.split_once('@').is_some_and(|(name, host)| {
            let fits = |letter: char| letter.is_ascii_alphanumeric() || "._+-".contains(letter);
            !name.is_empty() && name.chars().all(fits) && is_host(&host.to_lowercase())
        });
        if from.is_empty() || is_address {
            return Mail { from: from.to_owned() };
        }
        let place = self.tree.place(&["mail", "from"]);
        let told = Diagnostic::error("`mail.from` is not a mail address");
        self.told
            .push(Diagnostic { place, ..told }.hint("write it bare, such as `brief@example.org`"));
        Mail::default()
    }

    pub(super) fn tags(&mut self, tags: Vec<TagRule>) -> Vec<TagRule> {
        for (at, _) in tags.iter().enumerate().filter(|(_, tag)| tag.name.trim().is_empty()) {
            let place = self.tree.place(&["tags", &at.to_string()]);
            let told = Diagnostic::error("a tag has no name");
            self.told.push(Diagnostic { place, ..told }.hint("write `name = \"…\"`"));
        }
        tags
    }

    pub(super) fn theme(&mut self, name: Option<String>) -> String {
        let name = name.unwrap_or_else(|| PAPER.to_owned());
        if !is_name(&name) {
            self.wrong(
                "theme",
                "`theme` must be the name of a folder in `themes/`",
                "write a name such as `paper`",
            );
        }
        name
    }
}

/// Whether this is a host's name as DNS has it, with at least one dot.
fn is_host(name: &str) -> bool {
    let is_part = |part: &str| {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        !part.is_empty() && part.len() <= 63 && part.chars().all(fits) && !part.starts_with('-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_part)
}

/// What is wrong with `[[events]]`: one that changes nothing.
pub(super) fn events(rules: &[EventRule], tree: &Setting) -> Vec<Diagnostic> {
    let vain = rules.iter().enumerate().filter_map(|(at, rule)| {
        let what = match (rule.articles.is_empty(), rule.apart.len()) {
            (true, 0) => "names no `articles`, and so changes nothing",
            (true, _) if rule.name.is_some() => {
                "has a `name` and no `articles` that it could be of"
            }
            _ => return None,
        };
        let place = tree.place(&["events", &at.to_string()]);
        let told = Diagnostic::error(format!("this `[[events]]` {what}"));
        Some(
            Diagnostic { place, ..told }
                .hint("write `articles = [\"storm/*\"]`, paths below content/"),
        )
    });
    vain.collect()
}

/// What is wrong with a theme that is neither built in nor a folder in `themes/`.
pub(crate) fn unknown_theme(config: &Config, folders: &[String]) -> Option<Diagnostic> {
    let name = config.site.theme.as_str();
    let known: BTreeSet<&str> = folders.iter().map(String::as_str).chain(BUILT_IN).collect();
    if known.contains(name) || !is_name(name) {
        return None;
    }
    let hint = match nearest(name, known.iter().copied()) {
        Some(close) => format!("did you mean `{close}`?"),
        None => {
            let known: Vec<&str> = known.into_iter().collect();
            format!(
                "make a folder themes/{name} with a theme.toml, or choose one of: {}",
                known.join(", ")
            )
        }
    };
    let place = config.tree.place(&["theme"]).or_else(|| Some(Place::file(FILE)));
    Some(
        Diagnostic { place, ..Diagnostic::error(format!("there is no theme `{name}`")) }.hint(hint),
    )
}

/// Whether a path leads below the site, and to nothing that a build reads or writes otherwise.
fn keeps_to_itself(path: &str) -> bool {
    const TAKEN: [&str; 6] = ["content", "plugins", "public", "static", "templates", "themes"];
    let mut parts = Path::new(path).components();
    let first = parts.clone().next().map(|first| first.as_os_str().to_owned());
    parts.all(|part| matches!(part, Component::Normal(_)))
        && first.is_some_and(|first| TAKEN.iter().all(|taken| first != *taken))
}

fn is_text(setting: &Setting) -> bool {
    matches!(setting.value, Value::Text(_))
}

/// The address with a `/` at its end.
fn absolute(url: &str) -> Result<String, &'static str> {
    let url = url.trim();
    let (scheme, rest) =
        url.split_once("://").ok_or("it does not begin with https:// or http://")?;
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err("it does not begin with https:// or http://");
    }
    let host = rest.split('/').next().unwrap_or_default();
    if !host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[') {
        return Err("it names no host");
    }
    if rest.contains(['?', '#']) {
        return Err("it must have neither `?` nor `#`");
    }
    // RFC 3986: whatever else stands in an address is escaped; it would be wrong in a feed or a
    // sitemap.
    let allowed =
        |letter: char| letter.is_ascii_alphanumeric() || "-._~:/[]@!$&'()*+,;=%".contains(letter);
    if !rest.chars().all(allowed) {
        return Err("a letter in it must be escaped (`%20`), or its host be written as `xn--…`");
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

/// Whether this has the form of a BCP 47 tag.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.chars().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|one| one.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_a_folder_of_their_own() {
        for (path, expected) in [
            ("answers", true),
            (".q7x2/answers", true),
            ("", false),
            ("..", false),
            ("/tmp/x", false),
            ("a/../../b", false),
            ("content", false),
            ("public/answers", false),
        ] {
            assert_eq!(keeps_to_itself(path), expected, "{path}");
        }
    }

    #[test]
    fn addresses_are_absolute() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(absolute(url).ok().as_deref(), expected, "{url}")
        };
        check("https://me.github.io/digest/", Some("https://me.github.io/digest/"));
        check("https://me.github.io/digest", Some("https://me.github.io/digest/"));
        check("http://localhost:1111", Some("http://localhost:1111/"));
        check("http://[::1]:1111/x//", Some("http://[::1]:1111/x/"));
        for wrong in [
            "",
            "/",
            "example.org",
            "ftp://x.org",
            "https://",
            "https:///x",
            "https://x.org/?a",
            "https://é.fr",
            "https://x.org/a b",
            "javascript://x",
        ] {
            check(wrong, None);
        }
    }
}
