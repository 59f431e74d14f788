//! Manual: how one program is run, gathered from its manifest and from site.toml.

use std::path::{Component, Path, PathBuf};

use q7x2_sdk::contract::{OnError, Settings};
use q7x2_sdk::manifest::Manifest;
use serde_json::{Map, Value};

use super::process::Launch;
use super::settings::{Process, ProcessOverride};

/// How one program is run.
#[derive(Debug, Clone)]
pub(super) struct Manual {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) deterministic: bool,
    pub(super) launch: Launch,
    pub(super) config: Map<String, Value>,
    pub(super) start_seconds: u64,
    pub(super) call_seconds: u64,
    pub(super) jobs: usize,
    pub(super) on_error: OnError,
}

/// Variables of the environment that every program has, of whoever runs the build: without them
/// hardly any interpreter is found or starts.
const GIVEN: [&str; 5] = ["PATH", "HOME", "TMPDIR", "SystemRoot", "TEMP"];

/// Variables that every program has, whoever runs the build: so that it reads, writes and sorts
/// alike on every machine.
const FIXED: [(&str, &str); 7] = [
    ("LANG", "C.UTF-8"),
    ("LC_ALL", "C.UTF-8"),
    ("TZ", "UTC"),
    ("PYTHONUTF8", "1"),
    ("PYTHONHASHSEED", "0"),
    ("PYTHONDONTWRITEBYTECODE", "1"),
    // An answer that waits in a buffer is none.
    ("PYTHONUNBUFFERED", "1"),
];

/// Copies of one program that run at a time, at most, whatever is asked for.
const MOST_JOBS: usize = 64;

/// Seconds that anything may take, whatever is asked for: a day.
const MOST_SECONDS: u64 = 86_400;

/// Bytes of one answer, whatever is asked for: 256 MiB.
const MOST_BYTES: u64 = 256 << 20;

impl Manual {
    pub(super) fn of(
        manifest: &Manifest,
        settings: &Settings,
        folder: &Path,
        environment: &[(String, String)],
        process: &Process,
        own: Option<&ProcessOverride>,
    ) -> Self {
        let about = &manifest.plugin;
        let limits = manifest.limits;
        let seconds = own.and_then(|own| own.call_seconds).or(process.call_seconds);
        let jobs = own.and_then(|own| own.jobs).unwrap_or(process.jobs).get();
        let program = about.command.first().map_or("", String::as_str);
        Self {
            name: about.name.clone(),
            version: about.version.clone(),
            deterministic: about.deterministic,
            launch: Launch {
                program: located(program, folder),
                arguments: about.command.iter().skip(1).cloned().collect(),
                folder: folder.to_owned(),
                environment: visible(environment, &manifest.permissions.env),
                line_bytes: usize::try_from(limits.response_bytes.min(MOST_BYTES))
                    .unwrap_or(usize::MAX),
            },
            config: config(settings),
            start_seconds: limits.start_seconds.min(MOST_SECONDS),
            call_seconds: seconds
                .map_or(limits.call_seconds, std::num::NonZeroU64::get)
                .min(MOST_SECONDS),
            jobs: usize::try_from(jobs).unwrap_or(MOST_JOBS).min(MOST_JOBS),
            on_error: own.and_then(|own| own.on_error).unwrap_or(process.on_error),
        }
    }
}

/// A program in the plugin's own folder, or one that is looked for in `PATH`.
fn located(program: &str, folder: &Path) -> PathBuf {
    let path = Path::new(program);
    let is_name = matches!(path.components().collect::<Vec<_>>()[..], [Component::Normal(_)]);
    if is_name { path.to_owned() } else { folder.join(path) }
}

/// The environment that a program sees: what its manifest asks for, and what every program has.
fn visible(environment: &[(String, String)], asked: &[String]) -> Vec<(String, String)> {
    let is_seen = |(name, _): &&(String, String)| {
        GIVEN.iter().any(|one| is_same(one, name)) || asked.iter().any(|one| is_same(one, name))
    };
    let is_free = |(name, _): &&(&str, &str)| !asked.iter().any(|one| one == name);
    let fixed = FIXED.iter().filter(is_free);
    let fixed = fixed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    environment.iter().filter(is_seen).cloned().chain(fixed).collect()
}

/// Whether two names of variables are one; on Windows `Path` is `PATH`.
fn is_same(a: &str, b: &str) -> bool {
    if cfg!(windows) { a.eq_ignore_ascii_case(b) } else { a == b }
}

/// Settings as JSON. A date, which no schema allows, would be its text.
fn config(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(&settings.0) {
        Ok(Value::Object(config)) => config,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_sees_what_its_manifest_asks_for() {
        let given = |name: &str| (name.to_owned(), "x".to_owned());
        let environment = ["PATH", "SECRET", "KEY", "LANG"].map(given);
        let names = |asked: &[&str]| -> Vec<String> {
            let asked: Vec<String> = asked.iter().map(|&one| one.to_owned()).collect();
            visible(&environment, &asked)
                .into_iter()
                .map(|(name, value)| name + "=" + &value)
                .collect()
        };
        let seen = names(&[]);
        assert!(seen.contains(&"PATH=x".to_owned()) && seen.contains(&"LANG=C.UTF-8".to_owned()));
        assert!(!seen.iter().any(|one| one.starts_with("SECRET") || one.starts_with("KEY")));
        assert!(names(&["KEY"]).contains(&"KEY=x".to_owned()));
        let seen = names(&["LANG"]);
        assert!(seen.contains(&"LANG=x".to_owned()) && !seen.contains(&"LANG=C.UTF-8".to_owned()));
    }

    #[test]
    fn a_program_with_a_path_is_the_plugins_own() {
        let check = |program: &str, expected: &str| {
            assert_eq!(located(program, Path::new("/p")), Path::new(expected), "{program}");
        };
        check("python3", "python3");
        check("./kick", "/p/./kick");
        check("target/release/kick", "/p/target/release/kick");
        check("/usr/bin/env", "/usr/bin/env");
    }
}
