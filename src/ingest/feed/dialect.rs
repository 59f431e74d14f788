//! Feeds of old and of careless programs, made to read as those that `feed-rs` knows.

/// How far into a feed its root element and namespaces stand, in bytes.
const HEAD: usize = 8192;

/// The namespace of Atom 0.3.
const ATOM_0_3: &[u8] = b"http://purl.org/atom/ns#";

/// What Atom 0.3 wrote otherwise, and how Atom 1.0 does. Tags only: an entry that tells of such
/// words keeps them.
const ATOM_1_0: [(&[u8], &[u8]); 16] = [
    (ATOM_0_3, b"http://www.w3.org/2005/Atom"),
    (b"<issued>", b"<published>"),
    (b"</issued>", b"</published>"),
    (b"<modified>", b"<updated>"),
    (b"</modified>", b"</updated>"),
    (b"<tagline", b"<subtitle"),
    (b"</tagline>", b"</subtitle>"),
    (b"type=\"text/html\" mode=\"escaped\"", b"type=\"html\""),
    (b"mode=\"escaped\" type=\"text/html\"", b"type=\"html\""),
    (b"type='text/html' mode='escaped'", b"type='html'"),
    (b"mode='escaped' type='text/html'", b"type='html'"),
    (b"mode=\"escaped\"", b"type=\"html\""),
    (b"mode='escaped'", b"type='html'"),
    (b"type=\"application/xhtml+xml\" mode=\"xml\"", b"type=\"xhtml\""),
    (b"mode=\"xml\" type=\"application/xhtml+xml\"", b"type=\"xhtml\""),
    (b"mode=\"xml\"", b"type=\"xhtml\""),
];

/// RDF without a namespace as RSS.
const RSS_2_0: [(&[u8], &[u8]); 2] =
    [(b"<rdf>", b"<rss version=\"2.0\"><channel>"), (b"</rdf>", b"</channel></rss>")];

/// The feed as its parser takes it: without what stands before its first mark; Atom 0.3 as 1.0; RDF
/// whose root has no namespace; and RSS with a version that it knows where the feed says none or
/// another: all of 0.9x and 2.0 read alike.
pub(super) fn read_alike(bytes: &[u8]) -> Vec<u8> {
    let start = bytes.iter().position(|byte| matches!(byte, b'<' | b'{')).unwrap_or(0);
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_wide {
        return bytes.to_vec();
    }
    let bytes = bytes.get(start..).unwrap_or_default();
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if find(head, ATOM_0_3).is_some() {
        return replaced(bytes, &ATOM_1_0);
    }
    if find(head, b"<rdf>").is_some() {
        return replaced(bytes, &RSS_2_0);
    }
    with_version(bytes, head).unwrap_or_else(|| bytes.to_vec())
}

/// RSS with another version.
fn with_version(bytes: &[u8], head: &[u8]) -> Option<Vec<u8>> {
    let at = head.windows(5).position(|part| part == b"<rss " || part == b"<rss>")?;
    let rest = head.get(at..)?;
    let end = rest.iter().position(|byte| *byte == b'>').map_or(head.len(), |end| at + end);
    let tag = String::from_utf8_lossy(head.get(at..end)?);
    let known = ["2.0", "0.91", "0.92"].iter().any(|version| {
        tag.contains(&format!("version=\"{version}\""))
            || tag.contains(&format!("version='{version}'"))
    });
    if known {
        return None;
    }
    let tag = tag.replace(" version=", " said=");
    let tag = tag.replacen("<rss", "<rss version=\"2.0\"", 1);
    Some([bytes.get(..at)?, tag.as_bytes(), bytes.get(end..)?].concat())
}

/// All of the bytes with some of them in the place of others; the first that fits counts.
fn replaced(bytes: &[u8], pairs: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let pair = pairs.iter().find(|(old, _)| rest.starts_with(old));
        let (read, written) =
            pair.map_or((1, std::slice::from_ref(first)), |(old, new)| (old.len(), *new));
        out.extend_from_slice(written);
        rest = rest.get(read..).unwrap_or_default();
    }
    out
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}
