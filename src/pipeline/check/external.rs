//! External: whether the addresses that articles give still lead somewhere.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use super::super::fetch::{each, visit::Refusal, visitor};
use crate::cli::Asking;
use crate::fetch;
use crate::net::{Ask, Fault};
use crate::progress::Meter;

/// What there is to say of addresses, each with the file that gives it. A host that does not want
/// programs is left alone, and one that is busy proves nothing.
pub(super) fn gone(
    addresses: &BTreeMap<String, String>,
    asking: &Asking,
    meter: &Meter,
) -> Vec<Diagnostic> {
    let visitor = visitor(asking);
    let all: Vec<(&String, &String)> = addresses.iter().collect();
    let ask = Ask { accept: "*/*", most: 8 << 20, ..Ask::default() };
    let one = |(url, file): &(&String, &String)| {
        let visited = fetch::address(url).map(|url| visitor.visit(&url, ask));
        let why = match visited {
            Ok(Err(why)) => why,
            Ok(Ok(_)) | Err(_) => return None,
        };
        let message = format!("`{url}` does not lead to its article: {why}");
        let told = match why {
            Refusal::Status(404 | 410) | Refusal::Fault(Fault::NoHost) => {
                Diagnostic::warning(message)
            }
            Refusal::Robots | Refusal::Reserved | Refusal::Fault(Fault::TooLarge(_)) => {
                return None;
            }
            _ => Diagnostic::note(message),
        };
        Some(
            told.at(Place::file((*file).clone()))
                .hint("look for its new address, or take `url` out"),
        )
    };
    meter.over("addresses", all.len(), || each(&all, meter, one)).into_iter().flatten().collect()
}
