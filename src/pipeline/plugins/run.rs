//! `plugin run`: asks a plugin about one event; prints what it answers, and says what the check
//! would.

use std::path::Path;

use q7x2_sdk::contract::{MergeRequest, Plugins, SectionRequest, Summaries};
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::wire::{Merged, Points, Sectioned};
use q7x2_sdk::{Event, Kind, Outcome, SectionKind, Statement, Verdict};
use serde::Serialize;

use super::super::request::Request;
use super::super::setup::{Setup, manifests};
use super::super::shelf::plugins_folder;
use super::given::Done;
use super::subject;
use crate::brief;
use crate::error::Error;
use crate::plugin::{self, Asked, Grounds, Leave, Pipeline, Resolved};

pub(super) fn run(request: &Request, name: &str, event: Option<&Path>) -> Result<Done, Error> {
    let mut told = Vec::new();
    let setup = Setup::read(request)?.unpack(&mut told);
    let event = event.map_or_else(|| Ok(subject::invented()), subject::read)?;
    let (kind, resolved) = resolved(request, &setup, name)?;
    let asked = Trier { plugins: &resolved.plugins, event: &event, name }.ask(kind, &setup);
    let (text, value) = match asked {
        Ok((text, more)) => {
            let passes = more.iter().all(|one| one.hint.is_none());
            told.extend(more);
            (text, passes)
        }
        Err(error) => {
            told.push(error);
            (String::new(), false)
        }
    };
    told.extend(resolved.programs.end());
    Ok((text, Warned { value, diagnostics: told }))
}

/// The plugins of the site, with this one in its place. Nothing that it answers is kept.
fn resolved(request: &Request, setup: &Setup, name: &str) -> Result<(Kind, Resolved), Error> {
    let found = manifests(&request.root).value;
    let (all, _) = plugin::listed(&found);
    let kind = all.get(name).and_then(|listed| listed.manifest.plugin.kinds.first()).copied();
    let mut pipeline =
        Pipeline { merge: Pipeline::default().merge, sections: Vec::new(), ..Pipeline::default() };
    match kind {
        Some(Kind::Summariser) => {
            pipeline.summarise = vec![name.to_owned()];
            // A merger that reads what summarisers say; with another none is made ready.
            "digest".clone_into(&mut pipeline.merge);
        }
        Some(Kind::Section) => pipeline.sections = vec![name.to_owned()],
        // One that there is not is told of there.
        Some(Kind::Merger) | None => name.clone_into(&mut pipeline.merge),
    }
    let grounds = Grounds {
        folder: &plugins_folder(&request.root),
        environment: &request.environment,
        process: &setup.config.process,
        processes: &setup.config.processes,
        store: None,
        leave: Leave::Ask,
    };
    let asked = Asked { pipeline: &pipeline, tree: &setup.config.tree, found: &found, grounds };
    let resolved = plugin::resolve(asked).map_err(Error::Refused)?;
    Ok((kind.unwrap_or(Kind::Merger), resolved))
}

struct Trier<'a> {
    plugins: &'a Plugins,
    event: &'a Event,
    name: &'a str,
}

type Asking = Result<(String, Vec<Diagnostic>), Diagnostic>;

impl Trier<'_> {
    fn ask(&self, kind: Kind, setup: &Setup) -> Asking {
        match kind {
            Kind::Summariser => self.summarise(),
            Kind::Merger => self.merge(setup),
            Kind::Section => self.section(setup),
        }
    }

    fn failed(&self, error: &q7x2_sdk::contract::PluginError) -> Diagnostic {
        use q7x2_sdk::contract::PluginError::{Failed, GivenUp};
        let hint = match error {
            Failed { hint, .. } | GivenUp { hint, .. } => hint.clone(),
            _ => None,
        };
        Diagnostic { hint, ..Diagnostic::error(format!("{}: {error}", self.name)) }
    }

    fn summarise(&self) -> Asking {
        let (mut text, mut told) = (String::new(), Vec::new());
        let Some(ready) = self.plugins.summarisers.first() else { return Ok((text, told)) };
        for article in self.event.articles() {
            let answer = ready.plugin.summarise(article).map_err(|error| self.failed(&error))?;
            told.extend(answer.diagnostics.iter().cloned());
            text += &shown(&Points::of(Warned::quiet(answer.value)))?;
        }
        Ok((text, told))
    }

    fn summaries(&self) -> Summaries {
        let mut summaries = Summaries::new();
        for ready in &self.plugins.summarisers {
            let points = summaries.entry(ready.used.name.clone()).or_default();
            for article in self.event.articles() {
                let said = ready.plugin.summarise(article).ok();
                points.extend(said.map(|said| (article.id.clone(), said.value)));
            }
        }
        summaries
    }

    fn merge(&self, setup: &Setup) -> Asking {
        let summaries = self.summaries();
        let max_words = setup.config.brief.max_words;
        let request = MergeRequest { max_words, event: self.event, summaries: &summaries };
        let answer = self.plugins.merger.plugin.merge(&request);
        let answer = answer.map_err(|error| self.failed(&error))?;
        let mut told = answer.diagnostics;
        told.extend(self.verdicts(answer.value.statements.clone(), &SectionKind::Summary));
        Ok((shown(&Merged::of(Warned::quiet(answer.value)))?, told))
    }

    fn section(&self, setup: &Setup) -> Asking {
        let summaries = self.summaries();
        let max_words = setup.config.brief.max_words;
        let request = MergeRequest { max_words, event: self.event, summaries: &summaries };
        let briefing = self.plugins.merger.plugin.merge(&request);
        let briefing = briefing.map_err(|error| self.failed(&error))?.value;
        let Some(ready) = self.plugins.sections.first() else {
            return Ok((String::new(), Vec::new()));
        };
        let request =
            SectionRequest { event: self.event, summaries: &summaries, briefing: &briefing };
        let answer = ready.plugin.section(&request).map_err(|error| self.failed(&error))?;
        let mut told = answer.diagnostics;
        told.extend(self.verdicts(answer.value.statements.clone(), &answer.value.kind));
        Ok((shown(&Sectioned::of(Warned::quiet(answer.value)))?, told))
    }

    fn verdicts(&self, said: Vec<Statement>, kind: &SectionKind) -> Vec<Diagnostic> {
        brief::verdicts(said, kind, self.name, self.event).iter().map(verdict).collect()
    }
}

/// What the check says of a statement; only what is to be changed has a hint.
fn verdict(verdict: &Verdict) -> Diagnostic {
    let removed = &verdict.removed;
    let told = match verdict.outcome {
        Outcome::Dropped => {
            return Diagnostic::warning(format!("left out: {}", verdict.text))
                .hint(format!("the check says: {}", verdict.reason));
        }
        Outcome::Extracted => "passes, word for word",
        _ => "passes, in other words",
    };
    let message = format!("{told}: {}", verdict.text);
    match removed.first() {
        Some(first) => {
            let count = removed.len();
            Diagnostic::note(format!("{message} ({count} citations removed: {})", first.reason))
        }
        None => Diagnostic::note(message),
    }
}

fn shown(answer: &impl Serialize) -> Result<String, Diagnostic> {
    match serde_json::to_string_pretty(answer) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => Err(Diagnostic::error(error.to_string())),
    }
}
