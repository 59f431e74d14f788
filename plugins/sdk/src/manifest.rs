//! `plugin.toml`: what a plugin is called, what it does, and the schema of its settings.
