//! q7x2: a folder of news articles in, a static site of cited briefings out.
//!
//! `Files → Article → Event → Briefing → Files`; ingest, group, brief, render. See ARCHITECTURE.md.

pub mod brief;
pub mod cli;
pub mod config;
pub mod disk;
pub mod edition;
pub mod error;
pub mod fetch;
pub mod files;
pub mod findings;
pub mod group;
pub mod history;
pub mod ingest;
pub mod judge;
pub mod net;
pub mod pipeline;
pub mod plugin;
pub mod progress;
pub mod render;
pub mod setting;
pub mod signature;
pub mod starter;
pub mod terminal;
pub mod tool;
pub mod watch;
