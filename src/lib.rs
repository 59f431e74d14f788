//! q7x2: a folder of news articles in, a static site of cited briefings out.
//!
//! `Files → Article → Event → Briefing → Files`; ingest, group, brief, render. See ARCHITECTURE.md.

pub mod brief;
pub mod cli;
pub mod config;
pub mod disk;
pub mod error;
pub mod files;
pub mod group;
pub mod history;
pub mod ingest;
pub mod judge;
pub mod pipeline;
pub mod plugin;
pub mod render;
pub mod setting;
pub mod terminal;
