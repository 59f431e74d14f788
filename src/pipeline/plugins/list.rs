//! `plugin list`: all plugins, and what those that are programs may do.

use q7x2_sdk::Kind;
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::manifest::Manifest;

use super::super::request::Request;
use super::super::setup::manifests;
use super::given::Done;
use crate::plugin::{self, Listed};

pub(super) fn list(request: &Request) -> Done {
    let mut diagnostics = Vec::new();
    let found = manifests(&request.root).unpack(&mut diagnostics);
    let (all, told) = plugin::listed(&found);
    diagnostics.extend(told);
    let mut text = String::new();
    for (name, listed) in all {
        text += &line(&name, &listed);
    }
    let value = diagnostics.is_empty();
    (text, Warned { value, diagnostics })
}

fn line(name: &str, listed: &Listed) -> String {
    let about = &listed.manifest.plugin;
    let kinds: Vec<&str> = about.kinds.iter().map(|kind| word(*kind)).collect();
    let kinds = kinds.join(", ");
    let first = format!("{name} {} · {kinds} · {}\n", about.version, about.description);
    if listed.is_built_in { first } else { first + &rights(&listed.manifest) }
}

/// What a program is run as, and what it says that it does.
fn rights(manifest: &Manifest) -> String {
    let or_none = |all: &[String]| {
        if all.is_empty() { "none".to_owned() } else { all.join(", ") }
    };
    let about = &manifest.plugin;
    let permissions = &manifest.permissions;
    let limits = manifest.limits;
    let kept = if about.deterministic { "deterministic" } else { "not deterministic" };
    format!(
        "    a program: {}\n    environment: {} (enforced); network: {} (declared, not enforced); files: as you (not enforced)\n    {kept}; start {} s, call {} s, answer {} bytes\n",
        about.command.join(" "),
        or_none(&permissions.env),
        or_none(&permissions.network),
        limits.start_seconds,
        limits.call_seconds,
        limits.response_bytes,
    )
}

pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Summariser => "summariser",
        Kind::Merger => "merger",
        Kind::Section => "section",
    }
}
