//! `config show`: every setting that holds, and where it comes from.

use std::io::Write;

use q7x2_sdk::diagnostic::Warned;
use serde_json::json;

use super::configured;
use super::pool::enough;
use super::request::Request;
use crate::cli::{ConfigCommand, Listing};
use crate::config::{self, Shown};
use crate::error::Error;

/// Prints the settings.
///
/// # Errors
/// Everything that is wrong with them.
pub fn show(
    request: &Request,
    command: ConfigCommand,
    print: &mut dyn Write,
) -> Result<Warned<bool>, Error> {
    let ConfigCommand::Show { format } = command;
    let mut told = Vec::new();
    let config = configured::settings(request)?.unpack(&mut told);
    let line = |one: &Shown| match format {
        Listing::Text => {
            format!("{} = {}  # {}\n", one.key, one.value.replace('\n', "\\n"), one.from)
        }
        Listing::Json => format!("{}\n", json!(one)),
    };
    let text: String = config::shown(&config).iter().map(line).collect();
    enough(print.write_all(text.as_bytes()).and_then(|()| print.flush()))?;
    Ok(Warned { value: true, diagnostics: told })
}
