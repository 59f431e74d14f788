//! An example of a summariser that is a program of its own: the longest sentences of an article.
//!
//! The same `BUILT_IN` could be linked into q7x2; `serve` is all that makes a program of it.

use std::process::ExitCode;

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Settings, Summariser};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::word;
use q7x2_sdk::{Article, Citation, Point};
use serde::Deserialize;

/// The plugin, as a host links it.
const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

/// The settings: one field for each `[config.<key>]` of the manifest.
#[derive(Debug, Deserialize)]
struct Longest {
    most: usize,
}

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Summariser(Box::new(settings.read::<Longest>()?)))
}

impl Summariser for Longest {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let mut counted: Vec<(usize, usize, &str)> = article
            .body()
            .map(|(at, sentence)| (word::count(&sentence.text), at, sentence.text.as_str()))
            .collect();
        // Of two equally long ones the earlier: the same question always gets the same answer.
        counted.sort_by(|(a, at, _), (b, other, _)| b.cmp(a).then(at.cmp(other)));
        let point = |(place, (_, at, text)): (usize, (usize, usize, &str))| Point {
            text: text.to_owned(),
            citations: vec![Citation::new(article.id.clone(), at)],
            weight: weight(place),
        };
        Ok(Warned::quiet(counted.into_iter().take(self.most).enumerate().map(point).collect()))
    }
}

/// One, a half, a third, …
fn weight(place: usize) -> f64 {
    u32::try_from(place).map_or(0.0, |place| 1.0 / f64::from(place + 1))
}

fn main() -> ExitCode {
    q7x2_sdk::serve(&BUILT_IN)
}
