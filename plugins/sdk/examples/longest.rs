//! A whole summariser: the longest sentence of an article is its one point.

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Settings, Summariser};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::word;
use q7x2_sdk::{Article, Citation, Point};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: MANIFEST, create };

/// In a crate of its own: `include_str!("../plugin.toml")`.
const MANIFEST: &str = r#"
[plugin]
name = "longest"
version = "0.1.0"
protocol = 1
kinds = ["summariser"]
deterministic = true
description = "The longest sentence of an article"
license = "MIT OR Apache-2.0"

[config.most_words]
type = "int"
default = 60
min = 5
help = "A sentence longer than this is not taken"
"#;

/// The settings: one field for each `[config.<key>]` of the manifest.
#[derive(Debug, Deserialize)]
struct Longest {
    most_words: usize,
}

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Summariser(Box::new(settings.read::<Longest>()?)))
}

impl Summariser for Longest {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let counted =
            article.body().map(|(at, sentence)| (word::count(&sentence.text), at, sentence));
        let fitting = counted.filter(|(words, ..)| *words <= self.most_words);
        // Of two equally long ones the earlier: the same question must always get the same answer.
        let longest = fitting.max_by(|(a, at, _), (b, other, _)| a.cmp(b).then(other.cmp(at)));
        let points = longest.map(|(_, at, sentence)| Point {
            text: sentence.text.clone(),
            citations: vec![Citation::new(article.id.clone(), at)],
            weight: 1.0,
        });
        Ok(Warned::quiet(points.into_iter().collect()))
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = q7x2_sdk::manifest::Manifest::parse(BUILT_IN.manifest)?;
    let settings =
        manifest.complete(&toml::Table::new()).map_err(|faults| format!("{faults:?}"))?;
    let Plugin::Summariser(longest) = (BUILT_IN.create)(&settings)? else {
        return Err("no summariser".into());
    };
    let article: Article = serde_json::from_str(
        r#"{"id": "a", "sentences": [{"text": "It rained."}, {"text": "The mayor of Tarn opened a bridge."}]}"#,
    )?;
    let points = longest.summarise(&article)?.value;
    assert_eq!(points[0].citations, [Citation::new("a", 1)]);
    Ok(())
}
