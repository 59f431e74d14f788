//! Link: what pages of the site lead to within it.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use crate::files::Files;

/// Links that lead to no file of the site, or to no part of it; each target once.
pub(super) fn broken(pages: &Files) -> Vec<Diagnostic> {
    let texts: BTreeMap<&str, String> = pages
        .iter()
        .filter(|(path, _)| is_page(path))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    let parts: BTreeMap<&str, BTreeSet<&str>> =
        texts.iter().map(|(path, text)| (*path, values(text, "id").collect())).collect();
    let mut told = BTreeMap::new();
    for (path, text) in &texts {
        let links = values(text, "href").chain(values(text, "src"));
        for link in links.filter(|link| is_within(link)) {
            let link = link.replace("&amp;", "&");
            let (target, part) = link.split_once('#').unwrap_or((&link, ""));
            let target = target.split('?').next().unwrap_or_default();
            let file = resolved(path, target);
            let known = parts.get(file.as_str());
            let is_there = pages.contains_key(&file)
                && (part.is_empty() || known.is_none_or(|parts| parts.contains(part)));
            if !is_there {
                told.entry(link.clone()).or_insert_with(|| {
                    let message = format!("the link to `{link}` leads nowhere");
                    Diagnostic::warning(message)
                        .at(Place::file((*path).to_owned()))
                        .hint("look for it in the theme's templates, and in `static/` for the file")
                });
            }
        }
    }
    told.into_values().collect()
}

fn is_page(path: &str) -> bool {
    // 404.html is shown at any address, so that its links are absolute.
    path.ends_with(".html") && path != "404.html"
}

/// The values of an attribute, wherever it stands.
fn values<'a>(text: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    let pieces = text.split(attribute).zip(text.split(attribute).skip(1));
    let value = move |(before, rest): (&'a str, &'a str)| {
        let begins = before.ends_with(char::is_whitespace);
        begins.then(|| rest.strip_prefix("=\"")?.split('"').next())?
    };
    pieces.filter_map(value)
}

/// Whether a link leads to the site itself.
fn is_within(link: &str) -> bool {
    let scheme = link.split(['/', '?', '#']).next().unwrap_or_default();
    !scheme.contains(':') && !link.starts_with("//")
}

/// The file that a link of a page leads to.
fn resolved(page: &str, link: &str) -> String {
    if link.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    if parts.last().is_none_or(|last| last.is_empty()) {
        parts.pop();
        parts.push("index.html");
    }
    decoded(&parts.join("/"))
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let escaped = hex.filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_nowhere_is_told_once() {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let pages = Files::from([
            file(
                "index.html",
                "<a href=\"events/a.html#x\">a</a> <a href=\"events/\">b</a> <img src=\"/gone.png\">",
            ),
            file(
                "events/a.html",
                "<p id=\"x\"><a href=\"../index.html\">h</a><a href=\"#y\">y</a><a href=\"../a%20b.txt?v\">t</a>",
            ),
            file(
                "events/index.html",
                "<a href=\"a.html#z\"></a><a href=\"https://a.example/\"></a><a href=\"mailto:a@b\"></a>",
            ),
            file("a b.txt", ""),
            file("404.html", "<a href=\"https://x/none\"></a><a href=\"none\"></a>"),
        ]);
        let told: Vec<String> = broken(&pages).into_iter().map(|one| one.message).collect();
        assert_eq!(
            told,
            [
                "the link to `#y` leads nowhere",
                "the link to `/gone.png` leads nowhere",
                "the link to `a.html#z` leads nowhere"
            ]
        );
    }
}
