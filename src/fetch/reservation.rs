//! Reservation: whether the owner of what was asked for reserves text and data mining (TDM
//! Reservation Protocol of the W3C's community group; article 4 of EU directive 2019/790).

use serde_json::Value;

/// Where a host says it for all of its paths.
pub const ADDRESS: &str = "/.well-known/tdmrep.json";

/// The header that says it of one answer.
pub const HEADER: &str = "tdm-reservation";

/// How much of a page can say it: its head, in bytes.
const HEAD: usize = 64 << 10;

/// What a host reserves, path by path.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reservations(Vec<(String, bool)>);

impl Reservations {
    /// Those of a `tdmrep.json`; none where it is no such file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let read = serde_json::from_slice(bytes).unwrap_or_default();
        let rules = match read {
            Value::Array(rules) => rules,
            one @ Value::Object(_) => vec![one],
            _ => Vec::new(),
        };
        let rule = |rule: &Value| {
            let is = is_one(rule.get(HEADER)?);
            Some((rule.get("location")?.as_str()?.to_owned(), is))
        };
        Self(rules.iter().filter_map(rule).collect())
    }

    /// Whether a path is reserved: the first rule that fits decides.
    #[must_use]
    pub fn hold(&self, path: &str) -> bool {
        self.0.iter().find(|(location, _)| fits(location, path)).is_some_and(|(_, is)| *is)
    }
}

fn is_one(value: &Value) -> bool {
    value.as_i64() == Some(1) || value.as_str().is_some_and(says_so) || value == &Value::Bool(true)
}

/// Whether a header's value reserves.
#[must_use]
pub fn says_so(value: &str) -> bool {
    value.trim() == "1"
}

/// Whether a page's head reserves: `<meta name="tdm-reservation" content="1">`.
#[must_use]
pub fn in_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let mut tags = head.split("<meta").skip(1).filter_map(|tag| tag.split('>').next());
    tags.any(|tag| {
        tag.contains(HEADER)
            && tag.split("content").skip(1).any(|rest| {
                let value = rest.trim_start().strip_prefix('=').unwrap_or_default().trim_start();
                value.trim_start_matches(['"', '\'']).starts_with('1')
            })
    })
}

/// Whether a path is one of a location: a path that begins so, with `*` for any run.
fn fits(location: &str, path: &str) -> bool {
    let location =
        if location.starts_with('/') { location.to_owned() } else { format!("/{location}") };
    let mut pieces = location.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_reserves_paths() {
        let read = Reservations::read(
            br#"[{"location": "/free/*", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1, "tdm-policy": "x"}]"#,
        );
        assert!(read.hold("/news/a") && !read.hold("/free/a"));
        assert!(Reservations::read(br#"{"location": "*", "tdm-reservation": "1"}"#).hold("/a"));
        for broken in ["", "[]", "[1]", "{}", "[{\"location\": 1}]", "<html>"] {
            assert!(!Reservations::read(broken.as_bytes()).hold("/a"), "{broken}");
        }
    }

    #[test]
    fn a_page_reserves_itself() {
        let check =
            |page: &str, expected: bool| assert_eq!(in_page(page.as_bytes()), expected, "{page}");
        check("<html><head><meta name=\"tdm-reservation\" content=\"1\">", true);
        check("<META CONTENT='1' NAME='TDM-Reservation'>", true);
        check("<meta name=tdm-reservation content=1>", true);
        check("<meta name=\"tdm-reservation\" content=\"0\">", false);
        check("<meta name='description' content='1 tdm'>", false);
        check("", false);
        assert!(says_so(" 1 ") && !says_so("0"));
    }
}
