//! The relation of two sentences: JSON lines `{"a": …, "b": …}` in, how b stands to a and a to b out.

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
        if std::env::var_os("TRACE").is_some() {
            for (x, y) in [(&a, &b), (&b, &a)] {
                let pairing = q7x2_sdk::claim::Pairing::of(x, y);
                let open: Vec<&str> = (0..x.terms.len())
                    .filter(|at| !pairing.holds(*at))
                    .map(|at| &x.side.text[x.words(&x.terms[at])])
                    .collect();
                eprintln!(
                    "{} | open {open:?}\n   Q {:?}\n   {:?}",
                    x.side.text,
                    x.quantities
                        .iter()
                        .map(|q| (&x.side.text[q.range.clone()], q.low, q.high, &q.kind, q.step))
                        .collect::<Vec<_>>(),
                    x.claims
                        .iter()
                        .map(|c| (&x.side.text[c.range.clone()], c.tone, c.leans_on, c.source))
                        .collect::<Vec<_>>()
                );
            }
        }
        let found = [shown(&a, relation(&a, &b)), shown(&b, relation(&b, &a))];
        println!("{}", serde_json::to_string(&found)?);
    }
    Ok(())
}
