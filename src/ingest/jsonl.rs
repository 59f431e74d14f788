//! JSON Lines: an article a line. A bad line costs itself and nothing else.

use q7x2_sdk::work::steps;
use serde_json::Value as Json;

use super::decode::Characters;
use super::raw::Raw;
use super::report::Report;
use super::text::Marks;
use super::{field, record};

/// The articles of lines that stand below others in their file.
pub(super) fn articles(
    source: &str,
    above: usize,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Vec<Raw> {
    let mut articles = Vec::new();
    for (at, line) in source.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = above + at + 1;
        articles.extend(article(line, number, characters, marks, report));
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
    record::article(&field::fields(table, number), number, characters, marks, report)
}

/// serde_json's message with the column, without its line, which is always the first.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} at column {}", text.get(..end).unwrap_or_default().to_lowercase(), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<Raw>, Vec<String>) {
        let mut report = Report::new("a.jsonl");
        let articles = articles(source, 0, Characters::Composed, Marks::Dropped, &mut report);
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
                "3: the line is no JSON object"
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
