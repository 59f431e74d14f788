//! The features of every pair of sentences of events in JSON lines, for `docs/fit.py`.
//!
//! In: `{"articles": [{"key": "a", "sentences": ["…"]}]}`, an event a line. Out, a pair a line: the
//! number of the event, both sentences by key and place, and the features.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::io::{self, BufRead};

use q7x2_sdk::claim::score;
use q7x2_sdk::{Article, Event, Sentence, Spot};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let articles = record["articles"].as_array().cloned().unwrap_or_default();
        let event =
            Event::new("e".to_owned(), String::new(), articles.iter().map(article).collect());
        for (at, article) in event.articles().iter().enumerate() {
            for sentence in 0..article.sentences.len() {
                let anchor = Spot { article: at, sentence };
                for (spot, features) in
                    score::features(event.text().at(anchor), Some(anchor), &event)
                {
                    let other = &event.articles()[spot.article].id;
                    let shown: Vec<String> = features.iter().map(f64::to_string).collect();
                    println!(
                        "{number}\t{}{sentence}\t{other}{}\t{}",
                        article.id,
                        spot.sentence,
                        shown.join("\t")
                    );
                }
            }
        }
    }
    Ok(())
}

fn article(record: &serde_json::Value) -> Article {
    let texts = record["sentences"].as_array().cloned().unwrap_or_default();
    let sentence = |text: &serde_json::Value| Sentence {
        text: text.as_str().unwrap_or_default().to_owned(),
        ..Sentence::default()
    };
    Article {
        id: record["key"].as_str().unwrap_or_default().to_owned(),
        language: Some("en".to_owned()),
        sentences: texts.iter().map(sentence).collect(),
        ..Article::default()
    }
}
