//! Agencies: who is behind "(AFP)" and "REUTERS/Jane Doe".

/// News agencies and pools as they sign, folded.
const AGENCIES: [&str; 66] = [
    "aa",
    "abaca",
    "afp",
    "afp-jiji",
    "afptv",
    "agence france-presse",
    "agencies",
    "agerpres",
    "alamy",
    "anadolu",
    "anadolu agency",
    "ani",
    "ansa",
    "ap",
    "apa",
    "ap photo",
    "associated press",
    "the associated press",
    "ats",
    "bbc",
    "belga",
    "bernama",
    "bloomberg",
    "bta",
    "cna",
    "cnn",
    "cp",
    "canadian press",
    "the canadian press",
    "dpa",
    "dpa-afx",
    "efe",
    "epa",
    "epd",
    "europa press",
    "getty",
    "getty images",
    "ians",
    "ina",
    "interfax",
    "irna",
    "isna",
    "jiji",
    "kna",
    "kuna",
    "kyodo",
    "mti",
    "news agencies",
    "ntb",
    "pa",
    "pa media",
    "pap",
    "pti",
    "rfe/rl",
    "reuters",
    "ritzau",
    "sana",
    "sda",
    "sid",
    "sputnik",
    "tass",
    "ukrinform",
    "upi",
    "xinhua",
    "yonhap",
    "zuma",
];

/// Words of a credit that make it a picture's.
const PICTURE: [&str; 16] = [
    "photo",
    "photos",
    "image",
    "images",
    "getty",
    "picture",
    "pictures",
    "handout",
    "foto",
    "bild",
    "via",
    "pool",
    "screenshot",
    "courtesy",
    "epa",
    "photograph",
];

/// Whether a name is an agency's.
pub(super) fn is_agency(name: &str) -> bool {
    let folded = name.trim().trim_matches('.').to_lowercase();
    AGENCIES.contains(&folded.as_str())
}

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
    let picture =
        inner.split(|mark: char| !mark.is_alphanumeric()).any(|word| PICTURE.contains(&word.to_lowercase().as_str()));
    let agencies = parts().all(is_agency) || parts().next().is_some_and(is_agency) && inner.contains('/');
    (agencies || picture && parts().any(|part| is_agency(part) || names_picture(part)))
        .then_some(Credit { start, picture })
}

/// A credit glued to a caption, as in "at the Capitol.CreditJane Doe/Reuters".
pub(super) fn glued_credit(text: &str) -> Option<Credit> {
    let start = text.rfind("Credit")?;
    let name = text.get(start + "Credit".len()..)?.trim_start_matches(['.', '…', ':']);
    let glued = text.get(..start)?.ends_with(['.', '…', '”', '"']) && name.starts_with(char::is_uppercase);
    (glued && name.split_whitespace().count() <= 12).then_some(Credit { start, picture: true })
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
            assert_eq!(trailing_credit(text).map(|credit| (credit.start, credit.picture)), expected, "{text}");
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
}
