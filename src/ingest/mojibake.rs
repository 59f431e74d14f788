//! Text that was decoded wrongly once: UTF-8 taken for Windows-1252 or Latin-1, so that `“` became
//! `â€œ`. Undone where it is sure.

use q7x2_sdk::work::steps;

use super::decode::byte_of;

/// Rounds: some text went through it twice.
const ROUNDS: usize = 3;

/// The text as it was; nothing where it was not decoded wrongly.
pub(super) fn mended(text: &str) -> Option<String> {
    let mut mended = undone(text)?;
    for _ in 1..ROUNDS {
        match undone(&mended) {
            Some(again) => mended = again,
            None => break,
        }
    }
    Some(mended)
}

/// One round. It needs more runs that were decoded wrongly than such that were not, and two of
/// them, or one of three characters, which nobody writes.
fn undone(text: &str) -> Option<String> {
    if !text.contains(is_lead) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut wrong, mut right) = (0_usize, 0_usize);
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| !letter.is_ascii()) {
        let (plain, behind) = rest.split_at(start);
        out.push_str(plain);
        let end = behind.find(|letter: char| letter.is_ascii()).unwrap_or(behind.len());
        let (run, behind) = behind.split_at(end);
        steps(run.len());
        match decoded(run) {
            Some(found) => {
                wrong += if run.chars().count() > 2 { 2 } else { 1 };
                out.push_str(&found);
            }
            None => {
                right += 1;
                out.push_str(run);
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    (wrong > 1 && wrong > right).then_some(out)
}

/// What begins a character of UTF-8 that was taken for Windows-1252.
fn is_lead(letter: char) -> bool {
    matches!(letter, '\u{C2}'..='\u{C5}' | 'Ë' | 'Î'..='Ñ' | 'â' | 'ð')
}

/// A run of characters beyond ASCII as it was before.
fn decoded(run: &str) -> Option<String> {
    let bytes: Vec<u8> = run.chars().map(byte_of).collect::<Option<_>>()?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => text.chars().all(is_written).then(|| text.to_owned()),
        // The last byte of ” has no character in Windows-1252, and many programs drop it.
        Err(_) => {
            let head = bytes.strip_suffix(b"\xE2\x80")?;
            let head =
                std::str::from_utf8(head).ok().filter(|head| head.chars().all(is_written))?;
            Some(format!("{head}”"))
        }
    }
}

/// Letters and marks that news is written in; other characters are two that happen to stand side by
/// side, as in "CAFÉ…".
fn is_written(letter: char) -> bool {
    matches!(
        letter,
        '\u{80}'..='\u{17F}' | '\u{192}' | '\u{370}'..='\u{4FF}' | '\u{2C6}' | '\u{2DC}' | '\u{2000}'..='\u{203A}'
            | '€' | '™' | '\u{2190}'..='\u{21FF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}'
            | '\u{1F000}'..='\u{1FAFF}' | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// UTF-8 taken for Windows-1252, as programs do it that keep bytes without a character.
    fn broken(text: &str) -> String {
        super::super::decode::windows(text.as_bytes())
    }

    #[test]
    fn what_was_decoded_wrongly_is_undone() {
        for text in [
            "“We stopped it,” the chief said. It wasn’t leaking – nobody was hurt…",
            "Die Fähre lief am Dienstag auf Grund. Über 200 Menschen waren an Bord.",
            "L’été à la mer, c’est fini. Les élèves l’ont dit hier.",
            "Пором сів на мілину біля порту Марден.",
            "It cost € 5 and ended 🎉.",
        ] {
            assert_eq!(mended(&broken(text)).as_deref(), Some(text));
            assert_eq!(mended(&broken(&broken(text))).as_deref(), Some(text));
            assert_eq!(mended(text), None, "{text}");
        }
        assert_eq!(
            mended("He said: â€œNo,â€ and left.").as_deref(),
            Some("He said: “No,” and left.")
        );
        let latin: String = "It wasn’t “so”.".bytes().map(char::from).collect();
        assert_eq!(mended(&latin).as_deref(), Some("It wasn’t “so”."));
    }

    #[test]
    fn what_is_written_so_stays() {
        for text in
            ["CAFÉ… closed", "AMANHÃ… é tarde", "„Viel Spaß“, sagte er", "Ça va, â", "", "Ã"]
        {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn mended_text_is_mended(text in "[a-z “”’éüñÃâ€œ\u{80}-\u{ff}]{0,60}") {
            if let Some(once) = mended(&text) {
                proptest::prop_assert!(once.len() < text.len());
            }
        }
    }
}
