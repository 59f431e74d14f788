//! The plugins that are linked into the program.

use q7x2_sdk::contract::BuiltIn;
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::manifest::Manifest;

/// Every built-in plugin.
const ALL: [BuiltIn; 3] = [q7x2_background::BUILT_IN, q7x2_consensus::BUILT_IN, q7x2_disagreements::BUILT_IN];

/// A built-in plugin with its manifest read.
#[derive(Debug)]
pub(super) struct Linked {
    pub(super) manifest: Manifest,
    pub(super) built_in: BuiltIn,
}

/// The built-in plugins, by name.
///
/// # Errors
/// A manifest that is none: a mistake in the program, which a test rules out.
pub(super) fn all() -> Result<Vec<Linked>, Diagnostic> {
    let read = |built_in: &BuiltIn| match Manifest::parse(built_in.manifest) {
        Ok(manifest) => Ok(Linked { manifest, built_in: *built_in }),
        Err(error) => Err(Diagnostic::error(format!("a built-in plugin is broken: {error}"))
            .hint("this is a mistake in q7x2; please report it")),
    };
    let mut all = ALL.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    all.sort_by(|a, b| a.manifest.plugin.name.cmp(&b.manifest.plugin.name));
    Ok(all)
}
