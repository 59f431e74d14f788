//! What a cited sentence holds of a name.

use q7x2_sdk::text::chunk;
use q7x2_sdk::text::word::fold;
use q7x2_sdk::{Event, Spot};

/// Whether a cited sentence holds a name in any case and with any marks, as whole words; the last
/// may be in a genitive or plural ("Ohlsens").
pub(super) fn holds_folded(spots: &[Spot], wanted: &str, event: &Event) -> bool {
    let wanted = fold(wanted);
    let forms = ["", "s", "es", "n", "en"].map(|ending| format!("{wanted}{ending}"));
    let holds = |text: &str| forms.iter().any(|form| chunk::holds_run(text, form));
    !wanted.trim().is_empty() && spots.iter().any(|&spot| holds(&fold(&event.sentence(spot).text)))
}

#[cfg(test)]
mod tests {
    use super::super::super::example;
    use super::*;

    #[test]
    fn names_are_held_as_whole_words() {
        let event = example::event(&[&[
            "Hélène Roustan thanked Ohlsens team, the Joneses and the Schulzen.",
        ]]);
        let held = |name: &str| holds_folded(&[Spot { article: 0, sentence: 0 }], name, &event);
        for name in
            ["Hélène Roustan", "helene roustan", "Roustan", "Ohlsen", "Jones", "Schulze", "Schulz"]
        {
            assert!(held(name), "{name}");
        }
        for name in ["Rous", "Helen", "ank", "", " "] {
            assert!(!held(name), "{name}");
        }
    }
}
