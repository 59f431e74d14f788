//! What every sentence of events in JSON lines leans on.
//!
//! In: as `features`. Out, a sentence a line: the number of the event, its key and place, how many
//! references it has, and which.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::io::{self, BufRead};

use q7x2_sdk::event::reference::references;
use q7x2_sdk::{Article, Event, Sentence, Spot};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let articles = record["articles"].as_array().cloned().unwrap_or_default();
        let event =
            Event::new("e".to_owned(), String::new(), articles.iter().map(article).collect());
        for (at, article) in event.articles().iter().enumerate() {
            for sentence in 0..article.sentences.len() {
                let spot = Spot { article: at, sentence };
                let text = &event.sentence(spot).text;
                let found = references(text, event.text().at(spot), spot, &event);
                println!("{number}\t{}{sentence}\t{}\t{found:?}", article.id, found.len());
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
