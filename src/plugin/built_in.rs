//! The plugins that are linked into the program.

use q7x2_sdk::contract::BuiltIn;
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::manifest::Manifest;

/// Every built-in plugin.
const ALL: [BuiltIn; 11] = [
    q7x2_background::BUILT_IN,
    q7x2_centroid::BUILT_IN,
    q7x2_consensus::BUILT_IN,
    q7x2_digest::BUILT_IN,
    q7x2_disagreements::BUILT_IN,
    q7x2_lead::BUILT_IN,
    q7x2_lexrank::BUILT_IN,
    q7x2_names::BUILT_IN,
    q7x2_quotes::BUILT_IN,
    q7x2_textrank::BUILT_IN,
    q7x2_timeline::BUILT_IN,
];

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
    let mut all = ALL.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    all.sort_by(|a, b| a.manifest.plugin.name.cmp(&b.manifest.plugin.name));
    Ok(all)
}

fn read(built_in: &BuiltIn) -> Result<Linked, Diagnostic> {
    match Manifest::parse(built_in.manifest) {
        Ok(manifest) => Ok(Linked { manifest, built_in: *built_in }),
        Err(error) => Err(Diagnostic::error(format!("a built-in plugin is broken: {error}"))
            .hint("this is a mistake in q7x2; please report it")),
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Kind;
    use q7x2_sdk::contract::{Plugin, Settings};

    use super::*;

    #[test]
    fn every_manifest_is_one_and_tells_the_truth() {
        let all = all().expect("manifests");
        assert_eq!(all.len(), ALL.len());
        for linked in &all {
            let manifest = &linked.manifest;
            let name = &manifest.plugin.name;
            assert!(manifest.plugin.command.is_empty() && manifest.plugin.deterministic, "{name}");
            assert!(
                manifest.config.values().all(|setting| setting.default.is_some()),
                "{name} works without settings"
            );
            let settings = manifest.complete(&toml::Table::new()).expect("defaults that fit");
            let kind = match (linked.built_in.create)(&settings).expect("a plugin") {
                Plugin::Summariser(_) => Kind::Summariser,
                Plugin::Merger(_) => Kind::Merger,
                Plugin::Section(_) => Kind::Section,
            };
            assert_eq!(manifest.plugin.kinds, [kind], "{name}");
        }
    }

    #[test]
    fn settings_that_the_schema_accepts_are_read() {
        for linked in all().expect("manifests") {
            for (key, setting) in &linked.manifest.config {
                for bound in [setting.min, setting.max].into_iter().flatten() {
                    let value = toml::Table::from_iter([(
                        key.clone(),
                        as_written(bound, setting.default.as_ref()),
                    )]);
                    let Settings(table) =
                        linked.manifest.complete(&value).expect("a value that fits");
                    let made = (linked.built_in.create)(&Settings(table));
                    assert!(made.is_ok(), "{}: {key} = {bound}", linked.manifest.plugin.name);
                }
            }
        }
    }

    /// A bound in the form of the setting's default.
    fn as_written(bound: f64, default: Option<&toml::Value>) -> toml::Value {
        match default {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "bounds of whole numbers are whole"
            )]
            Some(toml::Value::Integer(_)) => (bound as i64).into(),
            _ => bound.into(),
        }
    }
}
