//! Style: what style sheets name with `url(…)`, and the paths that these files have on the site.

use std::collections::BTreeMap;

/// A file's path on the site as a style sheet below `assets/` names it.
fn target(path: &str, up: &str) -> String {
    match path.strip_prefix("assets/") {
        Some(path) => format!("{up}{path}"),
        None => format!("{up}../{path}"),
    }
}

/// A style sheet whose `url(…)`s name files by the paths that they have on the site, from where the
/// sheet stands there.
pub(super) fn with_paths(name: &str, bytes: &[u8], paths: &BTreeMap<String, String>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let up = "../".repeat(folder.matches('/').count());
    let written = |other: &str| {
        other.strip_prefix(&folder).map_or_else(|| format!("{up}{other}"), str::to_owned)
    };
    let targets: BTreeMap<String, String> =
        paths.iter().map(|(other, path)| (written(other), target(path, &up))).collect();
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("url(") {
        q7x2_sdk::work::steps(before.len() + 1);
        made.push_str(before);
        made.push_str("url(");
        rest = after;
        if let Some((quote, inside)) = named(after)
            && let Some(target) = targets.get(inside)
        {
            made.extend([quote, target, quote]);
            rest = after.get(2 * quote.len() + inside.len()..).unwrap_or_default();
        }
    }
    made.push_str(rest);
    made.into_bytes()
}

/// Longest path that a file can have on common systems, in bytes.
const LONGEST_PATH: usize = 4096;

/// The quotation mark, if any, and the path that stands between `url(` and `)`.
fn named(after: &str) -> Option<(&str, &str)> {
    let quote = after.get(..1).filter(|first| ["\"", "'"].contains(first)).unwrap_or_default();
    let inside = after.get(quote.len()..)?;
    let close = format!("{quote})");
    let near = inside.as_bytes().get(..LONGEST_PATH.min(inside.len()))?;
    let end = near.windows(close.len()).position(|part| part == close.as_bytes())?;
    q7x2_sdk::work::steps(end);
    Some((quote, inside.get(..end)?))
}

/// What stands in the `url(…)`s of a style sheet and is to be a file of the site.
pub(super) fn urls(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split("url(").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    let bare = inside.map(|url| url.trim().trim_matches(['"', '\'']));
    bare.filter(|url| !url.is_empty() && !url.contains(':') && !url.starts_with(['/', '#']))
}

/// A relative path from a folder, with its `../` followed.
pub(super) fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split(['?', '#']).next().unwrap_or_default().split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::work::counted;

    use super::*;

    #[test]
    fn files_get_their_paths_on_the_site() {
        let paths: BTreeMap<String, String> = [
            ("icon.svg", "assets/icon.1.svg"),
            ("images/a).png", "assets/images/a).2.png"),
            ("css/own.woff2", "assets/css/own.3.woff2"),
            ("plain.png", "plain.png"),
        ]
        .map(|(name, path)| (name.to_owned(), path.to_owned()))
        .into();
        let check = |name: &str, text: &str, expected: &str| {
            assert_eq!(
                String::from_utf8(with_paths(name, text.as_bytes(), &paths)).unwrap(),
                expected
            );
        };
        check(
            "a.css",
            "x url(icon.svg) url(\"icon.svg\")url('icon.svg')",
            "x url(icon.1.svg) url(\"icon.1.svg\")url('icon.1.svg')",
        );
        check(
            "a.css",
            "url(plain.png) url(none.svg) url( icon.svg) url(",
            "url(../plain.png) url(none.svg) url( icon.svg) url(",
        );
        check("a.css", "url('images/a).png')", "url('images/a).2.png')");
        check(
            "css/a.css",
            "url(own.woff2) url(../icon.svg)",
            "url(../css/own.3.woff2) url(../icon.1.svg)",
        );
    }

    #[test]
    fn the_work_grows_with_the_sheet_and_the_files() {
        let work = |count: usize| {
            let paths =
                (0..count).map(|at| (format!("{at}.png"), format!("assets/{at}.png"))).collect();
            let text: String = (0..count).map(|at| format!("url({at}.png) ")).collect();
            counted(|| with_paths("a.css", text.as_bytes(), &paths)).1
        };
        let (once, twice) = (work(1000), work(2000));
        assert!(once > 1000 && twice * 10 < once * 24, "{once} {twice}");
    }
}
