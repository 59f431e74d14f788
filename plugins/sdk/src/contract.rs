//! The contract between the host and a plugin, in Rust. The same methods and fields travel as JSON
//! to programs.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Warned;
use crate::{Article, Draft, Event, Point, SectionDraft, Used};

/// The number of the contract. Only a renamed or removed field makes a new one.
pub const PROTOCOL: u32 = 1;

/// Gives the points of one article.
pub trait Summariser: Send + Sync {
    /// The article's points, best first; every point cites sentences of this article.
    ///
    /// # Errors
    /// Where the plugin cannot answer for this article.
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError>;
}

/// Makes one running text of an event.
pub trait Merger: Send + Sync {
    /// Title and running text.
    ///
    /// # Errors
    /// Where the plugin cannot answer for this event.
    fn merge(&self, request: &MergeRequest<'_>) -> Result<Warned<Draft>, PluginError>;

    /// Whether it looks at what the summarisers say. Where nothing on a site does, none is run.
    fn reads_summaries(&self) -> bool {
        true
    }
}

/// Makes one section of a briefing.
pub trait Section: Send + Sync {
    /// The section; without statements it is left out of the page.
    ///
    /// # Errors
    /// Where the plugin cannot answer for this event.
    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError>;

    /// Whether it looks at what the summarisers say. Where nothing on a site does, none is run.
    fn reads_summaries(&self) -> bool {
        true
    }
}

/// The points by summariser, then by article id.
pub type Summaries = BTreeMap<String, BTreeMap<String, Vec<Point>>>;

/// What a merger is given.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct MergeRequest<'a> {
    /// The running text's length, in words; the host cuts what is over it.
    pub max_words: usize,
    /// The event, with origins and facts.
    pub event: &'a Event,
    /// What the summarisers said.
    pub summaries: &'a Summaries,
}

/// What a section is given.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct SectionRequest<'a> {
    /// The event, with origins and facts.
    pub event: &'a Event,
    /// What the summarisers said.
    pub summaries: &'a Summaries,
    /// Title and running text as they passed the check.
    pub briefing: &'a Draft,
}

/// A plugin ready to be called.
pub enum Plugin {
    /// A summariser.
    Summariser(Box<dyn Summariser>),
    /// A merger.
    Merger(Box<dyn Merger>),
    /// A section.
    Section(Box<dyn Section>),
}

/// A plugin linked into the program.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// The text of its `plugin.toml`.
    pub manifest: &'static str,
    /// Makes it from settings that its manifest's schema has already accepted and completed.
    pub create: fn(&Settings) -> Result<Plugin, PluginError>,
}

/// A plugin's settings, complete: every key of the manifest's schema has a value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Settings(pub toml::Table);

impl Settings {
    /// The settings as the plugin's own type.
    ///
    /// # Errors
    /// [`PluginError::Settings`] where the type asks for what the manifest does not give.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, PluginError> {
        T::deserialize(self.0.clone())
            .map_err(|error| PluginError::Settings { message: error.message().to_owned() })
    }
}

/// Why a plugin gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PluginError {
    /// A setting is not what the plugin needs.
    #[error("a setting is wrong: {message}")]
    Settings {
        /// What is wrong with it.
        message: String,
    },
    /// The plugin does not serve this (a language, say): fall back without alarm.
    #[error("not applicable: {message}")]
    NotApplicable {
        /// Why.
        message: String,
    },
    /// The plugin failed.
    #[error("{message}")]
    Failed {
        /// What happened.
        message: String,
        /// What to do next, in the plugin's own words or the host's.
        hint: Option<String>,
    },
    /// The plugin is not asked any more in this build; it is told once, not for every event.
    #[error("{message}")]
    GivenUp {
        /// What happened.
        message: String,
        /// What to do next.
        hint: Option<String>,
    },
}

/// What becomes of a briefing whose plugin gives no answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnError {
    /// The built-in plugin takes its place; a section is left out; the page says so.
    #[default]
    Fallback,
    /// Its part is left out.
    Skip,
    /// No site is written.
    Fail,
}

/// A plugin ready to be called, with what the page says of it.
#[derive(Debug, Clone)]
pub struct Ready<T> {
    /// Name, version, kind and settings.
    pub used: Used,
    /// The plugin itself.
    pub plugin: T,
    /// What becomes of a briefing for which it has no answer.
    pub on_error: OnError,
}

/// The plugins of a build, in the order of site.toml.
pub struct Plugins {
    /// The summarisers.
    pub summarisers: Vec<Ready<Box<dyn Summariser>>>,
    /// The built-in summariser, for articles of which a chosen one says nothing.
    pub stand_in: Ready<Box<dyn Summariser>>,
    /// The merger.
    pub merger: Ready<Box<dyn Merger>>,
    /// The built-in merger, for when the chosen one leaves nothing.
    pub fallback: Ready<Box<dyn Merger>>,
    /// The sections.
    pub sections: Vec<Ready<Box<dyn Section>>>,
}
