//! Agencies: who is behind "(AFP)" and "REUTERS/Jane Doe".

use std::sync::LazyLock;

use super::super::tabled::{Words, everywhere};
use super::agencies::is_agency;
use super::byline;

/// Words of a credit that make it a picture's.
static PICTURE: Words = LazyLock::new(|| everywhere(|page| &page.picture.words));

/// A credit in brackets at the end of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Credit {
    /// Where it begins.
    pub start: usize,
    /// It is a picture's.
    pub picture: bool,
}

/// The credit at the end of a text: "(AFP)", "[AP Photo/Jane Doe]", "(Photo by Jane Doe)".
pub(super) fn trailing_credit(text: &str) -> Option<Credit> {
    let bare = text.trim_end_matches(['.', ' ']);
    let open = match bare.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let start = bare.rfind(open)?;
    let inner = bare.get(start + 1..bare.len() - 1)?;
    if inner.len() > 80 || inner.split_whitespace().count() > 9 {
        return None;
    }
    let parts = || inner.split([',', '/', '&', ';', ':']).map(str::trim);
    let picture = inner
        .split(|mark: char| !mark.is_alphanumeric())
        .any(|word| PICTURE.contains(&word.to_lowercase().as_str()));
    let agencies =
        parts().all(is_agency) || parts().next().is_some_and(is_agency) && inner.contains('/');
    (agencies || picture && parts().any(|part| is_agency(part) || names_picture(part)))
        .then_some(Credit { start, picture })
}

/// A credit at the end of a text by an outlet and a person: "(Harbour Wire/J. Doe)". Where the
/// outlet is unknown, the text before must tell whether it is one.
pub(super) fn signed_credit(text: &str) -> Option<Credit> {
    let bare = text.trim_end_matches(['.', ' ']);
    let start = bare.rfind('(')?;
    let (outlet, person) = bare.get(start + 1..)?.strip_suffix(')')?.split_once('/')?;
    let is_person = byline::is_name(person.trim());
    (can_be_outlet(outlet) && is_person).then_some(Credit { start, picture: true })
}

/// Where the text begins behind a picture's credit that stands before it: "Jane Doe/Getty Images
/// Sixty boats left the harbour."
pub(super) fn leading_credit(text: &str) -> Option<usize> {
    let (person, rest) = text.split_once('/')?;
    if !byline::is_name(person.trim()) {
        return None;
    }
    let start = person.len() + 1;
    let ends = rest.match_indices(' ').map(|(at, _)| at).take(LONGEST_AGENCY);
    let end = start + ends.filter(|end| rest.get(..*end).is_some_and(is_agency)).last()?;
    text.get(end..)?.trim_start().starts_with(|first: char| !first.is_lowercase()).then_some(end)
}

/// Whether a name is one to four words with capitals.
fn can_be_outlet(name: &str) -> bool {
    (1..=4).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Words of a picture's credit at the end of a caption.
static LABELS: Words = LazyLock::new(|| everywhere(|page| &page.picture.labels));

/// Those that are glued to the sentence before.
static GLUED: Words = LazyLock::new(|| everywhere(|page| &page.picture.glued_labels));

/// Words of an agency's name before a caption.
const LONGEST_AGENCY: usize = 3;

/// Words up to which a name follows them.
const LONGEST_NAME: usize = 10;

/// A credit at the end of a caption without brackets: "at the Capitol.CreditJane Doe/Reuters", "in
/// Paris. Photograph: Jane Doe/AP".
pub(super) fn open_credit(text: &str) -> Option<Credit> {
    let glued = GLUED.iter().find_map(|label| {
        text.rfind(label).filter(|start| {
            text.get(..*start).is_some_and(|before| before.ends_with(['.', '…', '”', '"']))
                && name_follows(text, start + label.len())
        })
    });
    let start = glued.or_else(|| last_label(text))?;
    Some(Credit { start, picture: true })
}

/// Where the last label stands behind which a name follows.
fn last_label(text: &str) -> Option<usize> {
    let before_name =
        |label: &&str| text.rfind(*label).filter(|start| name_follows(text, start + label.len()));
    LABELS.iter().filter_map(before_name).max()
}

/// Whether a text goes on with a name and nothing else.
fn name_follows(text: &str, at: usize) -> bool {
    let name = text.get(at..).unwrap_or_default().trim_start_matches(['.', '…', ':', ' ']);
    name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= LONGEST_NAME
}

fn names_picture(part: &str) -> bool {
    let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
    part.starts_with(char::is_uppercase) && PICTURE.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_stand_in_brackets_at_the_end() {
        let check = |text: &str, expected: Option<(usize, bool)>| {
            assert_eq!(
                trailing_credit(text).map(|credit| (credit.start, credit.picture)),
                expected,
                "{text}"
            );
        };
        check("He left. (AFP)", Some((9, false)));
        check("He left. (AP, Reuters)", Some((9, false)));
        check("He left (AP Photo/Jane Doe)", Some((8, true)));
        check("He left [Getty Images]", Some((8, true)));
        check("He left (Photo: Jane Doe)", Some((8, true)));
        check("He left (Photo by Jane Doe/AFP via Getty Images).", Some((8, true)));
        check("He left. (REUTERS/Jane Doe)", Some((9, false)));
        check("He left (as he said).", None);
        check("He left (and took the image with him)", None);
        check("Senator Cruz (R)", None);
        check("(", None);
        check(")", None);
        check("", None);
    }

    #[test]
    fn a_credit_may_stand_before_a_caption() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(leading_credit(text), expected, "{text}");
        };
        check("Paolo Ruffi/Getty Images Sixty boats left the harbour.", Some(24));
        check("Jane Doe/AFP The harbour on Monday.", Some(12));
        check("Jane Doe/AFP", None);
        check("Jane Doe/AFP said nothing.", None);
        check("Left/AFP The harbour.", None);
        check("Jane Doe/Someone Else The harbour.", None);
    }

    #[test]
    fn an_unknown_outlet_signs_with_a_person() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(signed_credit(text).map(|credit| credit.start), expected, "{text}");
        };
        check("A boat. (Harbour Wire/J. Doe)", Some(8));
        check("A boat (Harbour Wire / Jane Doe).", Some(7));
        check("A boat (Left/Greens)", None);
        check("A boat (and/Jane Doe)", None);
        check("A boat (Jane Doe)", None);
        check("(/)", None);
        check("A boat (é/é é) more", None);
    }

    #[test]
    fn credits_may_stand_open() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(open_credit(text).map(|credit| credit.start), expected, "{text}")
        };
        check("At the Capitol.CreditJane Doe/Reuters", Some(15));
        check("A ship in 2010. Image: Brian Burnell.", Some(16));
        check("Leaders meet. Photograph: Jane Doe/AP", Some(14));
        check("Credit Suisse was bought.", None);
        check("The bank. Credit is scarce.", None);
        check("He sent one image: it showed the ship.", None);
    }
}
