use q7x2_sdk::claim::{Read, Relation, relation, score};
use q7x2_sdk::event::side::Side;
use q7x2_sdk::{Article, Event, Published, Sentence, Spot};
use std::io::{self, BufRead};
fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let articles = record["articles"].as_array().cloned().unwrap_or_default();
        let event =
            Event::new("e".to_owned(), String::new(), articles.iter().map(article).collect());
        for at in 0..event.articles().len() {
            for sentence in 0..event.articles()[at].sentences.len() {
                let anchor = Spot { article: at, sentence };
                let said = Read::of(Side::of(&event, anchor));
                for f in score::find(event.text().at(anchor), Some(anchor), &event) {
                    if f.partly < 0.3 && f.whole < 0.2 {
                        continue;
                    }
                    let source = Read::of(Side::of(&event, f.spot));
                    let r = match relation(&said, &source) {
                        Relation::Part(x) => format!("part\t{}", &said.side.text[x]),
                        Relation::Contradicted(d) => format!(
                            "contradicted\t{} | {} | {}",
                            d.kind.word(),
                            d.about,
                            &source.side.text[d.right.clone()]
                        ),
                        Relation::Whole => "whole\t".into(),
                        Relation::Silent => "silent\t".into(),
                    };
                    println!(
                        "{number}\t{}{sentence}\t{}{}\t{:.3}\t{:.3}\t{r}\t{}\t{}",
                        event.articles()[at].id,
                        event.articles()[f.spot.article].id,
                        f.spot.sentence,
                        f.whole,
                        f.partly,
                        said.side.text,
                        source.side.text
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
        published: Published::parse(record["record"]["published"].as_str().unwrap_or("2026-01-01")),
        sentences: texts.iter().map(sentence).collect(),
        ..Article::default()
    }
}
