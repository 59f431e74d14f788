//! Addresses: which links may be followed, and what files are called. Knows nothing of pages.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest slug of an outlet's name, in bytes: file names stay well below the 255 that file systems
/// allow.
const LONGEST_SLUG: usize = 60;
/// Names that Windows keeps for devices; a file called so cannot be made there.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The address as a link, if it leads to a web page: `http` or `https`, a host, no white space or
/// control characters.
///
/// Everything else (`javascript:`, `data:`, `file:`, a bare word) is shown as text or not at all.
pub(super) fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let clean = !address
        .chars()
        .any(|letter| letter.is_whitespace() || letter.is_control() || letter == '\\');
    (known && clean && host.chars().any(char::is_alphanumeric)).then(|| address.to_owned())
}

/// The host of an address, without `www.`, for showing where a link leads.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// The file name of an outlet's page, without ending: the name in ASCII where that loses nothing,
/// else with six hex digits of `identity`. It depends on the outlet alone, so that a new outlet
/// never moves another's page.
pub(super) fn outlet_slug(name: &str, identity: Option<&str>) -> String {
    let (folded, lossless) = fold(name);
    let plain = lossless && identity.is_none() && !is_device(&folded);
    if plain {
        return folded;
    }
    let hash = fingerprint(identity.unwrap_or(name).as_bytes(), 6);
    let stem = if folded.is_empty() { "source" } else { folded.as_str() };
    format!("{stem}-{hash}")
}

/// Lower-case ASCII words joined by hyphens, and whether every letter and digit found a place.
fn fold(name: &str) -> (String, bool) {
    let mut folded = String::new();
    let mut lossless = true;
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            lossless &= !letter.is_alphanumeric();
            if !folded.is_empty() && !folded.ends_with('-') {
                folded.push('-');
            }
        }
    }
    lossless &= folded.len() <= LONGEST_SLUG;
    folded.truncate(LONGEST_SLUG);
    folded.truncate(folded.trim_end_matches('-').len());
    lossless &= !folded.is_empty();
    (folded, lossless)
}

fn is_device(name: &str) -> bool {
    let numbered = |stem: &str| name.strip_prefix(stem).is_some_and(|rest| rest.len() == 1);
    DEVICES.contains(&name) || numbered("com") || numbered("lpt")
}

/// The first `digits` hex digits of the BLAKE3 of `bytes`.
pub(super) fn fingerprint(bytes: &[u8], digits: usize) -> String {
    blake3::hash(bytes).to_hex().chars().take(digits).collect()
}

/// A name-based UUID (version 8, RFC 9562), so that an id is a valid URN without a registered name
/// space.
pub(super) fn urn(name: &str) -> String {
    let hash = fingerprint(name.as_bytes(), 32);
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// What may stand in an `id` attribute or a fragment: letters, digits, hyphens and underscores of
/// ASCII.
pub(super) fn token(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        .take(64)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        let good = [
            "https://example.org",
            "HTTP://example.org/a?b#c",
            " https://example.org/ü ",
            "https://[::1]/x",
        ];
        for address in good {
            assert_eq!(web(address).as_deref(), Some(address.trim()), "{address}");
        }
        let bad = [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "example.org",
            "",
            "https://",
            "https:///path",
            "https://a b",
            "https://a\u{7}b",
            "vbscript://x",
            "https:\\\\example.org",
            "mailto:a@b.c",
            "javascript://example.org/%0aalert(1)",
        ];
        for address in bad {
            assert_eq!(web(address), None, "{address:?}");
        }
    }

    #[test]
    fn an_outlet_has_its_own_file_name() {
        let check =
            |name: &str, expected: &str| assert_eq!(outlet_slug(name, None), expected, "{name}");
        check("France 24", "france-24");
        check("Kurdistan24", "kurdistan24");
        check("Süddeutsche Zeitung", "suddeutsche-zeitung");
        check("  The --- Times!  ", "the-times");
        for name in [
            "新华社",
            "",
            "---",
            "con",
            "COM1",
            "Правда",
            "../../etc/passwd\u{41f}",
            &"x".repeat(400),
        ] {
            let slug = outlet_slug(name, None);
            let plain = slug.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
            });
            assert!(
                slug.len() <= LONGEST_SLUG + 7 && plain && slug.contains('-'),
                "{name}: {slug}"
            );
        }
        assert_ne!(outlet_slug("新华社", None), outlet_slug("朝日新聞", None));
        assert_ne!(
            outlet_slug("Unnamed source", Some("a")),
            outlet_slug("Unnamed source", Some("b"))
        );
        assert_eq!(outlet_slug("../../etc/passwd", None), "etc-passwd");
    }

    #[test]
    fn an_urn_is_a_uuid_of_version_8() {
        let urn = urn("event:0123456789abcdef");
        assert_eq!(urn.len(), "urn:uuid:".len() + 36);
        assert_eq!((&urn[23..24], &urn[28..29]), ("8", "8"), "{urn}");
    }

    #[test]
    fn a_host_is_shown_plainly() {
        assert_eq!(host("https://www.example.org/a"), "example.org");
        assert_eq!(host("https://user:pass@example.org:80/a"), "example.org:80");
    }
}
