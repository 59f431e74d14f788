//! Ranges of numbers, for `#[serde(deserialize_with = "…")]` beside a setting.

use std::num::NonZeroUsize;

use serde::de::{Deserialize, Deserializer, Error, Unexpected};

/// A whole number from 1.
///
/// # Errors
/// Where it is none.
pub fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    NonZeroUsize::deserialize(deserializer).map(NonZeroUsize::get)
}

/// A share in hundredths.
///
/// # Errors
/// Where it is none, or over 100.
pub fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let percent = i64::deserialize(deserializer)?;
    match u8::try_from(percent) {
        Ok(percent @ 0..=100) => Ok(percent),
        _ => Err(D::Error::invalid_value(
            Unexpected::Signed(percent),
            &"a whole number from 0 to 100",
        )),
    }
}

/// The same where something is set.
///
/// # Errors
/// Where it is none, or over 100.
pub fn some_percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    percent(deserializer).map(Some)
}

/// A share or a likeness between 0 and 1.
///
/// # Errors
/// Where it is none.
pub fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let share = f64::deserialize(deserializer)?;
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    Err(D::Error::invalid_value(Unexpected::Float(share), &"a number from 0 to 1"))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use crate::setting::{Reading, file, read};

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Numbers {
        #[serde(deserialize_with = "super::positive")]
        words: usize,
        #[serde(deserialize_with = "super::percent")]
        percent: u8,
        #[serde(deserialize_with = "super::share")]
        share: f64,
    }

    #[test]
    fn what_is_out_of_range_is_told() {
        let check = |text: &str, expected: &str| {
            let tree = file("site.toml", text.to_owned()).expect("valid TOML");
            let told = read::<Numbers>(Reading { tree, prefix: "", known: &[] }).diagnostics;
            assert_eq!(
                told.iter().map(|one| one.message.as_str()).collect::<String>(),
                expected,
                "{text}"
            );
        };
        check("words = 1\npercent = 100\nshare = 1", "");
        check("words = 0", "`words` must be a whole number from 1, not `0`");
        check("words = -1", "`words` must be a whole number from 1, not `-1`");
        check(
            "words = 99999999999999999999",
            "`words` must be a whole number from 1, not `100000000000000000000`",
        );
        check("percent = 101", "`percent` must be a whole number from 0 to 100, not `101`");
        check("percent = 300", "`percent` must be a whole number from 0 to 100, not `300`");
        check("share = 1.5", "`share` must be a number from 0 to 1, not `1.5`");
        check("share = nan", "`share` must be a number from 0 to 1, not `NaN`");
    }
}
