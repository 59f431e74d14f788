//! LexRank, a summariser for q7x2: sentences that many other sentences resemble.
//!
//! Erkan & Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22 (2004): the
//! continuous variant, in which links weigh by idf-modified cosine, with links below a threshold left out.

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Settings, Summariser};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::annotation::EventText;
use q7x2_sdk::text::{align, rank};
use q7x2_sdk::{Article, Citation, Point};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

/// Sentences that are ranked, the first: an article's later sentences rarely matter, and links grow with the square.
const SENTENCES: usize = 200;

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Summariser(Box::new(settings.read::<LexRank>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct LexRank {
    points: usize,
    threshold: f64,
    damping: f64,
}

impl Summariser for LexRank {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let body: Vec<usize> = article.body().map(|(sentence, _)| sentence).take(SENTENCES).collect();
        let read = EventText::of(std::slice::from_ref(article));
        let link = |a: usize, b: usize| {
            let alike = align::similarity(&read.annotations[0][body[a]], &read.annotations[0][body[b]]).cosine;
            if alike >= self.threshold { alike } else { 0.0 }
        };
        let ranks = rank::centrality(body.len(), self.damping, link);
        Ok(Warned::quiet(
            rank::best(&ranks, self.points).into_iter().map(|(at, weight)| point(article, body[at], weight)).collect(),
        ))
    }
}

fn point(article: &Article, sentence: usize, weight: f64) -> Point {
    let citations = vec![Citation { article: article.id.clone(), sentence }];
    Point { text: article.sentences[sentence].text.clone(), citations, weight }
}
