//! The first sentences of an article, a summariser for q7x2: the inverted pyramid of news, and the baseline that
//! summarisers of news are measured by (Nenkova, "Automatic Text Summarization of Newswire", AAAI 2005).

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Settings, Summariser};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::{Article, Citation, Point};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Summariser(Box::new(settings.read::<Lead>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Lead {
    points: usize,
}

impl Summariser for Lead {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let first = article.body().take(self.points).enumerate();
        let points = first.map(|(place, (sentence, said))| {
            #[expect(clippy::cast_precision_loss, reason = "a handful of points")]
            let weight = 1.0 / (place + 1) as f64;
            let citations = vec![Citation { article: article.id.clone(), sentence }];
            Point { text: said.text.clone(), citations, weight }
        });
        Ok(Warned::quiet(points.collect()))
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{Sentence, SentenceKind};

    use super::*;

    #[test]
    fn headings_are_no_points() {
        let sentence = |text: &str, kind| Sentence { text: text.to_owned(), kind, ..Sentence::default() };
        let sentences = vec![
            sentence("A heading", SentenceKind::Heading),
            sentence("First.", SentenceKind::Body),
            sentence("Second.", SentenceKind::Body),
            sentence("Third.", SentenceKind::Body),
        ];
        let article = Article { id: "a".to_owned(), sentences, ..Article::default() };
        let points = Lead { points: 2 }.summarise(&article).expect("an answer").value;
        let read: Vec<(&str, usize)> =
            points.iter().map(|point| (point.text.as_str(), point.citations[0].sentence)).collect();
        assert_eq!(read, [("First.", 1), ("Second.", 2)]);
    }
}
