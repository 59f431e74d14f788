//! What a build starts from: settings of all layers, plugins, and what is wrong with either, all at
//! once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use q7x2_sdk::contract::Plugins;
use q7x2_sdk::diagnostic;
use q7x2_sdk::diagnostic::{Diagnostic, Matter, Place, Severity, Warned};
use q7x2_sdk::text::outlet;
use q7x2_sdk::{Article, Briefing, Edited, EditedPart};

use super::configured::{configured, refuse};
use super::memory::Memory;
use super::past::Past;
use super::request::Request;
use super::shelf::{Shelf, plugins_folder};
use super::{lock, time};
use crate::brief::{Edit, EventEdit, EventName, StatementEdit};
use crate::config::Config;
use crate::error::Error;
use crate::files::Files;
use crate::plugin::{self, Asked, Grounds, Leave, Programs, Resolved, Store};
use crate::progress::Meter;
use crate::{disk, ingest};

/// What a build starts from.
pub(super) struct Setup {
    pub(super) config: Config,
    pub(super) plugins: Plugins,
    pub(super) programs: Programs,
    /// The answers that are kept, and which of them were used.
    pub(super) shelf: Arc<Shelf>,
    /// The folder of site.toml.
    pub(super) root: PathBuf,
    /// Who is shown how far the work has come.
    pub(super) progress: Meter,
    /// The build's time, where somebody asks for one.
    asked: Option<DateTime<Utc>>,
}

impl Setup {
    /// Reads site.toml and whatever overrules it, and makes the plugins ready.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub(super) fn read(request: &Request) -> Result<Warned<Self>, Error> {
        let mut told = Vec::new();
        let config = configured(request)?.unpack(&mut told);
        let root = request.root.clone();
        let asked = time::asked(&request.environment).unwrap_or_else(|error| {
            told.push(error);
            None
        });
        let asked = request.now.map(|now| time::moment(now, config.timezone)).or(asked);
        let found = manifests(&root).unpack(&mut told);
        if request.locked && request.leave != Leave::BuiltIn {
            told.extend(lock::faults(&root, &config.pipeline, &found));
        }
        let shelf = Arc::new(Shelf::new(&root, &config.cache.dir));
        match resolved(request, &config, &found, &shelf) {
            Ok(Resolved { plugins, programs }) => {
                refuse(&mut told)?;
                told.extend(unread_summaries(&config, &plugins));
                let progress = request.progress.clone();
                let value = Self { config, plugins, programs, shelf, root, progress, asked };
                Ok(Warned { value, diagnostics: told })
            }
            Err(errors) => {
                told.extend(errors);
                diagnostic::sort(&mut told);
                Err(Error::Refused(told))
            }
        }
    }

    /// The articles below `content/`.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub(super) fn articles(&self, memory: Option<&Memory>) -> Result<Warned<Vec<Article>>, Error> {
        let mut all = Vec::new();
        let mut take = |articles: Vec<Article>| {
            all.extend(articles);
            true
        };
        let diagnostics = self.each_article(memory, &mut take)?;
        Ok(Warned { value: all, diagnostics })
    }

    /// Hands over the same as they are read, until `take` has enough; gives what there is to say.
    /// With a memory only files that are new or others are read.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub(super) fn each_article(
        &self,
        memory: Option<&Memory>,
        take: &mut dyn FnMut(Vec<Article>) -> bool,
    ) -> Result<Vec<Diagnostic>, Error> {
        let mut told = Vec::new();
        let folder = disk::opened(&self.root, "content", ingest::is_streamed)?.unpack(&mut told);
        let mut outlets: Option<BTreeSet<String>> = None;
        let mut hand = ingest::Hand::new(&self.config.events);
        let mut seen = |mut articles: Vec<Article>| {
            hand.pin(&mut articles);
            let named =
                articles.iter().filter_map(|one| Some(outlet::key(one.publisher.as_ref()?)));
            outlets.get_or_insert_default().extend(named);
            take(articles)
        };
        let Config { ingest, sources, .. } = &self.config;
        told.extend(match memory {
            Some(memory) => memory.each(&folder, &self.config, &mut seen),
            None => ingest::each(&folder, ingest, sources, &mut seen),
        });
        told.extend(hand.unused().map(|at| self.unused_event(at)));
        match outlets {
            Some(outlets) => told.extend(self.missing_outlets(&outlets)),
            None => told.push(no_article()),
        }
        Ok(told)
    }
}

fn no_article() -> Diagnostic {
    Diagnostic::warning("there is no article").at(Place::file("content")).hint(
        "put articles into the folder `content`: `.txt`, `.md`, `.html`, `.jsonl`, a feed or others",
    )
}

impl Setup {
    /// Outlets of site.toml that no article is of: their articles may not have arrived.
    fn missing_outlets(&self, found: &BTreeSet<String>) -> Vec<Diagnostic> {
        let rules = self.config.sources.iter().enumerate();
        let missing = rules.filter(|(_, rule)| !found.contains(&outlet::key(&rule.name)));
        let told = missing.map(|(at, rule)| {
            let place = self.config.tree.place(&["sources", &at.to_string(), "name"]);
            let message = format!("no article is of the outlet `{}`", rule.name);
            let hint =
                "look whether its articles have arrived, and at `match` and `files` of this rule";
            let matter = Some(Matter::Outlet);
            Diagnostic { place, matter, ..Diagnostic::warning(message) }.hint(hint)
        });
        told.collect()
    }

    /// That one of `[[events]]` names no article.
    fn unused_event(&self, at: usize) -> Diagnostic {
        let place = self.config.tree.place(&["events", &at.to_string()]);
        let told = Diagnostic::warning("no article falls under this `[[events]]`");
        Diagnostic { place, ..told }
            .hint("look whether they have arrived, and at the paths: they begin below content/")
    }

    /// What the site is drawn with: `themes/`, `templates/` and `static/`, by path below the root.
    ///
    /// # Errors
    /// Where a folder cannot be read.
    pub(super) fn theme_files(&self) -> Result<Warned<Files>, Error> {
        let mut all = Warned::quiet(Files::new());
        for folder in ["themes", "templates", "static"] {
            let files = disk::folder(&self.root, folder)?.unpack(&mut all.diagnostics);
            all.value
                .extend(files.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
        }
        Ok(all)
    }

    /// Tells of edits that change nothing: their event is gone, or it has not what they name.
    pub(super) fn unused_edits(&self, briefings: &[Briefing], past: &Past) -> Vec<Diagnostic> {
        let edits = self.config.edits.iter().enumerate();
        let told = edits.flat_map(|(at, edit)| {
            let faults = match edit {
                Edit::Statement(edit) => Vec::from_iter(unused_statement(edit, briefings, past)),
                Edit::Event(edit) => unused_event(edit, briefings),
            };
            faults.into_iter().map(move |(key, told)| {
                let place = self.config.tree.place(&["edits", &at.to_string(), key]);
                Diagnostic { place, ..told }
            })
        });
        told.collect()
    }

    /// The day of a build of this time in the site's time zone; none where nobody knows the time.
    pub(super) fn today(&self, built: DateTime<Utc>) -> Option<NaiveDate> {
        let day = built.with_timezone(&self.config.timezone).date_naive();
        (built != DateTime::UNIX_EPOCH).then_some(day)
    }

    /// The build's time: the one asked for, else the newest article's. Without either it is the
    /// start of 1970, which says that nobody knows. Dates that cannot be are set aside.
    pub(super) fn time(&self, articles: &mut [Article]) -> Warned<DateTime<Utc>> {
        let zone = self.config.timezone;
        let mut told = Vec::new();
        if let Some(asked) = self.asked {
            time::set_aside(articles, asked, zone);
            told = time::later(articles, asked);
        }
        let newest = time::newest(articles, zone).unpack(&mut told);
        let newest = newest.unwrap_or(DateTime::UNIX_EPOCH);
        time::set_aside(articles, newest, zone);
        Warned { value: self.asked.unwrap_or(newest), diagnostics: told }
    }
}

/// The plugins that the settings name.
fn resolved(
    request: &Request,
    config: &Config,
    found: &plugin::Found,
    shelf: &Arc<Shelf>,
) -> Result<Resolved, Vec<Diagnostic>> {
    let store: Arc<dyn Store> = Arc::<Shelf>::clone(shelf);
    let grounds = Grounds {
        folder: &plugins_folder(&request.root),
        environment: &request.environment,
        process: &config.process,
        processes: &config.processes,
        store: Some(&store),
        leave: request.leave,
    };
    let (pipeline, tree) = (&config.pipeline, &config.tree);
    plugin::resolve(Asked { pipeline, tree, found, grounds })
}

/// What is to be said of summarisers that the settings name and nothing on the site reads.
fn unread_summaries(config: &Config, plugins: &Plugins) -> Option<Diagnostic> {
    let asked = config.tree.entry("pipeline")?.setting.entry("summarise")?;
    if !plugins.summarisers.is_empty() || config.pipeline.summarise.is_empty() {
        return None;
    }
    let merger = &plugins.merger.used.name;
    let message = format!("`{merger}` reads no summaries, so no summariser is run");
    let hint = "take `summarise` out, or choose a merger that reads them, such as \"digest\"";
    Some(Diagnostic { place: asked.key.place(), ..Diagnostic::note(message) }.hint(hint))
}

/// The briefing of an event that an edit names, if there is one.
fn named<'a>(name: &EventName, briefings: &'a [Briefing]) -> Option<&'a Briefing> {
    briefings.iter().find(|one| name.names(&one.event, &one.slug, one.pin.as_deref()))
}

fn is_gone(name: &EventName) -> (&'static str, Diagnostic) {
    let told = Diagnostic::warning(format!("no event is called `{name}`; its edit rests"));
    let told = Diagnostic { matter: Some(Matter::Edit), ..told };
    ("event", told.hint("take the edit out once the event does not come back"))
}

/// The edit of a statement that no briefing has. Of one that names no event, the history may know
/// where it stood.
fn unused_statement(
    edit: &StatementEdit,
    briefings: &[Briefing],
    past: &Past,
) -> Option<(&'static str, Diagnostic)> {
    let id = &edit.statement;
    let changed = |briefing: &Briefing| briefing.edits.iter().any(|one| one.statement == *id);
    if briefings.iter().any(changed) {
        return None;
    }
    if let Some(name) = edit.event.as_ref().filter(|name| named(name, briefings).is_none()) {
        return Some(is_gone(name));
    }
    let page = past.slug_of(id);
    let stood = page.map_or_else(String::new, |slug| format!("; it stood on events/{slug}.html"));
    let message = format!("no briefing has the statement `{id}` that this edit changes{stood}");
    let hint = if edit.event.is_some() {
        "take the edit out, or look up the statement's present address on its page"
    } else {
        "take the edit out, or look up the statement's present address on its page; give its \
         `event` too to be warned while that is there"
    };
    // Its event is there, or nobody knows: then it may be gone.
    let is_there = edit.event.is_some()
        || page.is_some_and(|slug| briefings.iter().any(|one| one.slug == slug));
    let matter = (!is_there).then_some(Matter::Edit);
    let told = Diagnostic { matter, ..Diagnostic::warning(message) };
    Some(("statement", told.hint(hint)))
}

/// What an edit of an event names and the event does not have.
fn unused_event(edit: &EventEdit, briefings: &[Briefing]) -> Vec<(&'static str, Diagnostic)> {
    let Some(briefing) = named(&edit.event, briefings) else { return vec![is_gone(&edit.event)] };
    let mut told = Vec::new();
    for id in &edit.first {
        if !briefing.summary().iter().any(|one| one.id == *id) {
            let message = format!("the text of `{}` has no statement `{id}`", edit.event);
            let hint = "take it out of `first`, or look up its present address on the page";
            told.push(("first", Diagnostic::warning(message).hint(hint)));
        }
    }
    let hidden = |kind: &String| {
        let is = |one: &Edited| one.part == EditedPart::Section && one.before == *kind;
        briefing.edits.iter().any(is)
    };
    for kind in edit.hide_sections.iter().filter(|kind| !hidden(kind)) {
        let message = format!("`{}` has no section `{kind}` to hide", edit.event);
        let hint = "sections are called like their plugins: quotes, timeline, names and so on";
        told.push(("hide_sections", Diagnostic::note(message).hint(hint)));
    }
    told
}

/// The manifests of the site's own plugins.
pub(super) fn manifests(root: &Path) -> Warned<plugin::Found> {
    let mut found = Warned::quiet(plugin::Found::new());
    for name in disk::subfolders(root, "plugins") {
        match disk::text(root, &format!("plugins/{name}/plugin.toml")) {
            Ok(Some(text)) => drop(found.value.insert(name, text)),
            Ok(None) => {}
            Err(error) => {
                let warnings = error.diagnostics().into_iter();
                found
                    .diagnostics
                    .extend(warnings.map(|one| Diagnostic { severity: Severity::Warning, ..one }));
            }
        }
    }
    found
}
