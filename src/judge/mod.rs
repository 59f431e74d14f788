//! Judge: drafts against sources, sentence by sentence. Reads a draft's words out of its file, and
//! renders what the SDK says of them; the verdicts are `q7x2_sdk::judged`'s, which are the gate's.
//!
//! Knows no file and prints nothing: bytes go in, lines come out.

mod cut;
mod draft;
mod github;
mod html;
mod json;
mod markdown;
mod paragraph;
mod plain;
mod sarif;
mod sheet;
mod terminal;

use crate::cli::Format;
pub use draft::Draft;
pub use sheet::{By, Claim, Line, count, lines};
pub use terminal::Look;

/// The drafts' lines as a text.
#[must_use]
pub fn rendered(lines: &[Line], format: Format, look: Look) -> String {
    match format {
        Format::Terminal => terminal::rendered(lines, look),
        Format::Json => json::rendered(lines),
        Format::Sarif => sarif::rendered(lines),
        Format::Github => github::rendered(lines),
    }
}
