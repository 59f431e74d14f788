//! Trial: a program apart from any site, for whoever writes it: greeted, asked and ended step by
//! step.

use std::collections::BTreeMap;
use std::path::Path;

use q7x2_sdk::Kind;
use q7x2_sdk::contract::Settings;
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::manifest::Manifest;
use q7x2_sdk::wire::code;
use serde_json::{Map, Value};

use super::foreign;
use super::manual::Manual;
use super::session::{self, Session};
use super::settings::Process;
use super::trouble::Trouble;

/// A program that can be tried out.
pub struct Trial {
    manual: Manual,
    kind: Kind,
}

/// A program that has been greeted.
pub struct Talk {
    session: Session,
    seconds: u64,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub struct NoAnswer {
    /// The number of the error, where the program gave one.
    pub code: Option<i64>,
    /// What happened.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The manifest of a program, from its text.
///
/// # Errors
/// Everything that is wrong with it; where it is not that of a program.
pub fn manifest(name: &str, text: &str) -> Result<Manifest, Vec<Diagnostic>> {
    let foreign = foreign::read(name, text)?;
    match foreign.command() {
        Some(_) => Ok(foreign.manifest),
        None => Err(vec![foreign::without_command(name)]),
    }
}

impl Trial {
    /// A program in its folder, used as that kind.
    #[must_use]
    pub fn new(
        manifest: &Manifest,
        kind: Kind,
        settings: &Settings,
        folder: &Path,
        environment: &[(String, String)],
    ) -> Self {
        let process = Process::default();
        let manual = Manual::of(manifest, settings, folder, environment, &process, None);
        Self { manual, kind }
    }

    /// What it is used as.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether the same question is to get the same answer.
    #[must_use]
    pub fn is_deterministic(&self) -> bool {
        self.manual.deterministic
    }

    /// Its settings.
    #[must_use]
    pub fn config(&self) -> &Map<String, Value> {
        &self.manual.config
    }

    /// Starts it and greets it, with other settings than its own where some are given.
    ///
    /// # Errors
    /// Where it does not greet back.
    pub fn open(&self, config: Option<Map<String, Value>>) -> Result<Talk, NoAnswer> {
        let mut manual = self.manual.clone();
        manual.config = config.unwrap_or(manual.config);
        let (session, _) = Session::open(&manual, self.kind.into()).map_err(NoAnswer::from)?;
        Ok(Talk { session, seconds: self.manual.call_seconds })
    }
}

impl Talk {
    /// Asks a question.
    ///
    /// # Errors
    /// Where there is no answer.
    pub fn call(&mut self, method: &'static str, params: &Value) -> Result<Value, NoAnswer> {
        self.session.call(method, params, self.seconds).map_err(NoAnswer::from)
    }

    /// Lines on standard output so far that are no messages.
    #[must_use]
    pub fn stray(&self) -> usize {
        self.session.stray
    }

    /// Ends it, with a call or by closing its standard input alone; whether it then ends by itself.
    #[must_use]
    pub fn end(self, is_called: bool) -> bool {
        let ended = match is_called {
            true => session::close_all(vec![self.session]),
            false => session::leave(self.session),
        };
        ended == 0
    }
}

impl From<Trouble> for NoAnswer {
    fn from(trouble: Trouble) -> Self {
        let code = match &trouble {
            Trouble::Refused(fault) => Some(fault.code),
            _ => None,
        };
        Self { code, message: trouble.message(), hint: trouble.hint() }
    }
}

impl NoAnswer {
    /// Whether the program says that there is no such method.
    #[must_use]
    pub fn is_no_method(&self) -> bool {
        self.code == Some(code::NO_METHOD)
    }
}

/// A plugin, for a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its manifest.
    pub manifest: Manifest,
    /// Whether it is linked into q7x2.
    pub is_built_in: bool,
}

/// All plugins by name: those built in and those of the site, and what is wrong with the latter.
#[must_use]
pub fn listed(found: &foreign::Found) -> (BTreeMap<String, Listed>, Vec<Diagnostic>) {
    let (mut all, mut told) = (BTreeMap::new(), Vec::new());
    for linked in super::built_in::all().unwrap_or_default() {
        let name = linked.manifest.plugin.name.clone();
        all.insert(name, Listed { manifest: linked.manifest, is_built_in: true });
    }
    for (name, text) in found {
        match foreign::read(name, text) {
            // The manifest of one that is built in lies in q7x2's own folder.
            Ok(_) if all.contains_key(name) => {}
            Ok(foreign) => {
                let listed = Listed { manifest: foreign.manifest, is_built_in: false };
                all.insert(name.clone(), listed);
            }
            Err(more) => told.extend(more),
        }
    }
    (all, told)
}
