//! The relation of two sentences: JSON lines `{"a": …, "b": …}` in, how b stands to a and a to b out.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::io::{self, BufRead};

use q7x2_sdk::claim::{Read, Relation, relation};
use q7x2_sdk::event::side::Side;
use q7x2_sdk::{Article, Event, Published, Sentence, Spot};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in io::stdin().lock().lines() {
        let pair: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |key: &str| pair[key].as_str().unwrap_or_default().to_owned();
        let article = |text: String| Article {
            id: text.clone(),
            language: Some("en".to_owned()),
            published: Published::parse("2026-02-03"),
            sentences: vec![Sentence { text, ..Sentence::default() }],
            ..Article::default()
        };
        let event =
            Event::new("e".to_owned(), String::new(), vec![article(text("a")), article(text("b"))]);
        let reading = |article| Read::of(Side::of(&event, Spot { article, sentence: 0 }));
        let (a, b) = (reading(0), reading(1));
        let shown = |said: &Read<'_>, found: Relation| match found {
            Relation::Part(range) => format!("part: {}", &said.side.text[range]),
            Relation::Contradicted(found) => format!("contradicted: {}", found.kind.word()),
            other => format!("{other:?}").to_lowercase(),
        };
        let found = [shown(&a, relation(&a, &b)), shown(&b, relation(&b, &a))];
        println!("{}", serde_json::to_string(&found)?);
    }
    Ok(())
}
