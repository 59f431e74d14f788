//! Characters that are written as HTML writes them (`&amp;`, `&#8217;`) where no HTML is: fields and
//! texts that went through a web page or two.

use std::borrow::Cow;

use html_escape::decode_html_entities;

use super::decode::{Characters, clean_characters};

/// Rounds: feeds write `&amp;amp;`.
const ROUNDS: usize = 3;

/// The text with its characters for themselves.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !holds_entity(text) {
        return Cow::Borrowed(text);
    }
    let mut decoded = text.to_owned();
    for _ in 0..ROUNDS {
        if !holds_entity(&decoded) {
            break;
        }
        decoded = decode_html_entities(&decoded).into_owned();
    }
    // What they stand for is as hostile as what stands there.
    Cow::Owned(clean_characters(&decoded, Characters::Composed).into_owned())
}

/// Whether anything looks like `&name;` or `&#1;`.
fn holds_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default().bytes().take(32);
        let mut name = rest.skip_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        name.next() == Some(b';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stand_for_themselves() {
        let check = |text: &str, expected: &str| assert_eq!(decoded(text), expected, "{text}");
        check("Tarn &amp; Sons", "Tarn & Sons");
        check("Tarn &amp;amp; Sons &amp;quot;won&amp;quot;", "Tarn & Sons \"won\"");
        check("It&#8217;s &lsquo;so&rsquo; &#x2026;", "It’s ‘so’ …");
        check("a&nbsp;b", "a b");
        check("AT&T; R&D & more; &unknown;", "AT&T; R&D & more; &unknown;");
        check("&#x202E;gpj", "gpj");
        check("", "");
    }
}
