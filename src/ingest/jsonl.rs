//! JSON Lines: an article a line. A bad line costs itself and nothing else.

use std::collections::BTreeMap;

use q7x2_sdk::work::steps;
use serde_json::Value as Json;

use super::decode::{Characters, clean_characters};
use super::field;
use super::given;
use super::raw::{Raw, content_hash};
use super::report::Report;
use super::text::{self, Marks};

/// The articles of a file.
pub(super) fn articles(
    source: &str,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Vec<Raw> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut articles = Vec::new();
    for (at, line) in source.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = at + 1;
        let Some(article) = article(line, number, characters, marks, report) else { continue };
        if let Some(id) = &article.given.id
            && let Some(first) = seen.insert(id.clone(), number)
        {
            let message = format!("the id `{id}` stands in line {first} too");
            report.warn(
                "repeated id",
                number,
                message,
                "give each article an id of its own; both are read",
            );
        }
        articles.push(article);
    }
    articles
}

fn article(
    line: &str,
    number: usize,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Option<Raw> {
    steps(line.len());
    let table = match serde_json::from_str(line) {
        Ok(Json::Object(table)) => table,
        Ok(_) => {
            report.warn(
                "record",
                number,
                "the line is no JSON object",
                "write one object in braces; the line is left out",
            );
            return None;
        }
        Err(error) => {
            let message = format!("the line is not JSON: {}", reason(&error));
            report.warn(
                "record",
                number,
                message,
                "write one object a line, without line ends inside; the line is left out",
            );
            return None;
        }
    };
    let mut given = given::read(&field::fields(table, number), number, report);
    let text = given.text.take().unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
    let clean = clean_characters(&text, characters);
    let mut blocks = text::blocks(&clean, 0, marks);
    // The lines of a text inside a record are not lines of the file.
    blocks.iter_mut().for_each(|block| block.line = number);
    Some(Raw { given, content: content_hash(&text), line: number, blocks, removed: Vec::new() })
}

/// serde_json's message with the column, without its line, which is always the first.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} at column {}", text.get(..end).unwrap_or_default().to_lowercase(), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<Raw>, Vec<String>) {
        let mut report = Report::new("a.jsonl");
        let articles = articles(source, Characters::Composed, Marks::Dropped, &mut report);
        let said = report.finish().into_iter();
        (
            articles,
            said.map(|one| format!("{}: {}", one.place.unwrap().line.unwrap_or(0), one.message))
                .collect(),
        )
    }

    #[test]
    fn an_article_a_line() {
        let (articles, said) =
            read("{\"id\": \"a\", \"text\": \"One.\\n\\nTwo.\"}\n\n{\"text\": \"Three.\"}\n");
        let shown: Vec<_> = articles
            .iter()
            .map(|raw| {
                (
                    raw.given.id.as_deref(),
                    raw.line,
                    raw.blocks.iter().map(|block| block.text.as_str()).collect(),
                )
            })
            .collect();
        assert_eq!(shown, [(Some("a"), 1, vec!["One.", "Two."]), (None, 3, vec!["Three."])]);
        assert!(said.is_empty());
    }

    #[test]
    fn a_bad_line_costs_itself() {
        let (articles, said) = read(
            "{\"text\": \"One.\"}\n{\"text\": \n[1]\n{\"id\": 1, \"text\": \"Two.\"}\n{\"id\": \"1\"}\n",
        );
        assert_eq!(articles.len(), 3);
        assert_eq!(
            said,
            [
                "2: the line is not JSON: eof while parsing a value at column 9",
                "3: the line is no JSON object",
                "5: the id `1` stands in line 4 too"
            ]
        );
    }

    #[test]
    fn hostile_lines_are_refused() {
        let deep = "[".repeat(100_000);
        let (articles, said) = read(&format!(
            "{{\"a\": {deep}\n\u{0}\n{{\"text\": \"\\ud800\"}}\n{{\"text\": \"\\u0000\"}}\n"
        ));
        assert_eq!((articles.len(), said.len()), (1, 3), "{said:?}");
    }
}
