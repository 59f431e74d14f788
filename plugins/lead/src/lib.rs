//! The first sentences of an article, a summariser for q7x2: the inverted pyramid of news, and the
//! baseline that summarisers of news are measured by (Nenkova, "Automatic Text Summarization of
//! Newswire", AAAI 2005).

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
            let citations = vec![Citation::new(article.id.clone(), sentence)];
            Point { text: said.text.clone(), citations, weight }
        });
        Ok(Warned::quiet(points.collect()))
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::example::article;

    use super::*;

    #[test]
    fn the_first_sentences_are_the_points() {
        let check = |points: usize, sentences: &[&str], expected: &[(usize, f64)]| {
            let article = article("a", sentences);
            let found = Lead { points }.summarise(&article).expect("an answer").value;
            let read: Vec<(usize, f64)> =
                found.iter().map(|point| (point.citations[0].sentence, point.weight)).collect();
            assert_eq!(read, expected, "{sentences:?}");
            for point in &found {
                assert_eq!(point.citations, [Citation::new("a", point.citations[0].sentence)]);
                assert_eq!(point.text, article.sentences[point.citations[0].sentence].text);
            }
        };
        check(2, &["First.", "Second.", "Third."], &[(0, 1.0), (1, 0.5)]);
        check(
            2,
            &["# A heading", "First.", "# Another", "Second.", "Third."],
            &[(1, 1.0), (3, 0.5)],
        );
        check(4, &["First.", "Second."], &[(0, 1.0), (1, 0.5)]);
        check(3, &["# Only a heading"], &[]);
        check(3, &[], &[]);
        check(1, &[""], &[(0, 1.0)]);
    }
}
