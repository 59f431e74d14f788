//! `plugin`.
use super::request::Request;
use crate::cli::PluginCommand;
use crate::error::Error;
use q7x2_sdk::diagnostic::Warned;
use std::io::Write;

/// Does what is asked of plugins.
///
/// # Errors
/// later
pub fn plugins(
    _: &Request,
    _: &PluginCommand,
    _: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    Ok(Warned::quiet(true))
}
