//! Robots: what a host lets programs ask for (RFC 9309).

use std::time::Duration;

/// How this program is called in robots.txt.
pub const NAME: &str = "q7x2";

/// More of a robots.txt is not read, in bytes (RFC 9309, 2.5).
pub const MOST_BYTES: usize = 500 << 10;

/// The longest delay between two requests that a robots.txt can ask for.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// Rules of one host.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    /// Whether it lets, and which paths.
    rules: Vec<(bool, String)>,
    /// What it asks for between two requests.
    pub delay: Option<Duration>,
}

impl Robots {
    /// Those for this program: of the group that names it, else of `*`.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes.get(..MOST_BYTES).unwrap_or(bytes)).into_owned();
        let (mut own, mut all) = (None::<Self>, Self::default());
        let (mut is_own, mut is_all, mut in_names) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (is_own, is_all, in_names) = (false, false, true);
                }
                let name = value.split(['/', ' ']).next().unwrap_or_default();
                is_all |= name == "*";
                if name.eq_ignore_ascii_case(NAME) {
                    is_own = true;
                    own.get_or_insert_default();
                }
                continue;
            }
            in_names = false;
            if let (true, Some(own)) = (is_own, &mut own) {
                own.take(&key, value);
            }
            if is_all {
                all.take(&key, value);
            }
        }
        own.unwrap_or(all)
    }

    /// Those of a host that could not say: nothing may be asked for.
    #[must_use]
    pub fn none() -> Self {
        Self { rules: vec![(false, "/".to_owned())], delay: None }
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => {
                self.rules.push((key == "allow", value.to_owned()));
            }
            "crawl-delay" => {
                let seconds = value.parse().ok().filter(|seconds| *seconds >= 0.0_f64);
                let delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                self.delay = delay.map(|delay| delay.min(LONGEST_DELAY)).or(self.delay);
            }
            _ => {}
        }
    }

    /// Whether a path, with its query, may be asked for: the longest rule that fits decides, and
    /// where two are as long the one that lets.
    #[must_use]
    pub fn allow(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(_, rule)| fits(rule, path));
        fitting.max_by_key(|(lets, rule)| (rule.len(), *lets)).is_none_or(|(lets, _)| *lets)
    }
}

/// Whether a path begins as a rule says; `*` stands for any run, `$` for the end.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, to_end) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    let mut pieces = rule.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return !to_end || rest.is_empty() };
    for piece in middle {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    if to_end { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lets(robots: &str, path: &str) -> bool {
        Robots::read(robots.as_bytes()).allow(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        let check = |rules: &str, path: &str, expected: bool| {
            assert_eq!(lets(&format!("User-agent: *\n{rules}"), path), expected, "{rules} {path}");
        };
        check("", "/a", true);
        check("Disallow:", "/a", true);
        check("Disallow: /", "/a", false);
        check("disallow: /a # all of it\n", "/ab", false);
        check("Disallow: /a\nAllow: /a/b", "/a/b/c", true);
        check("Allow: /a\nDisallow: /a", "/a", true);
        check("Disallow: /*.xml$", "/feed.xml", false);
        check("Disallow: /*.xml$", "/feed.xml?x", true);
        check("Disallow: /*/print", "/a/print/b", false);
        check("Disallow: *x*y", "/zzx1y", false);
        check("Disallow: /a$", "/ab", true);
    }

    #[test]
    fn its_own_group_goes_before_all() {
        let both = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-Agent: Q7X2/1.0\nDisallow: /b\nCrawl-delay: 2.5\n";
        assert!(lets(both, "/a") && !lets(both, "/b"));
        assert_eq!(Robots::read(both.as_bytes()).delay, Some(Duration::from_millis(2500)));
        assert!(lets("User-agent: other\nDisallow: /\n", "/a"));
        assert!(!Robots::none().allow("/a"));
    }

    #[test]
    fn a_delay_without_end_is_cut() {
        for (said, expected) in
            [("1e99", Some(30)), ("-1", None), ("NaN", None), ("x", None), ("86400", Some(30))]
        {
            let delay =
                Robots::read(format!("User-agent: *\nCrawl-delay: {said}").as_bytes()).delay;
            let known = if said == "1e99" {
                delay.is_none() || delay == Some(LONGEST_DELAY)
            } else {
                delay == expected.map(Duration::from_secs)
            };
            assert!(known, "{said}: {delay:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "(User-agent|Allow|Disallow|Crawl-delay|\u{feff})?[:*$/a-cé\n #]{0,40}", path in "/[a-cé*$]{0,20}") {
            let _ = lets(&text, &path);
            let _ = lets(&format!("User-agent: *\nDisallow: {text}"), &path);
        }
    }
}
