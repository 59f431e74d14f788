//! CSV: an article a row, its fields named by the first one.

use csv::{ReaderBuilder, StringRecord};

use super::decode::Characters;
use super::field::{Field, Value};
use super::raw::Raw;
use super::report::Report;
use super::text::Marks;
use super::{given, record};

/// Most columns that a row may have; each is a field.
const MOST_COLUMNS: usize = 1000;

/// The articles of a file.
pub(super) fn articles(
    source: &str,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Vec<Raw> {
    let separator = separator(source);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(source.as_bytes());
    let names = reader.headers().cloned().unwrap_or_default();
    if names.len() > MOST_COLUMNS || !names.iter().any(given::is_key) {
        report.warn(
            "columns",
            1,
            "the first line names no field of an article",
            "name the columns there: title, published, publisher, url, text; the file is left out",
        );
        return Vec::new();
    }
    let mut articles = Vec::new();
    for row in reader.records() {
        let Ok(row) = row else { continue };
        let line = row.position().map_or(1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
        if row.len() > names.len() {
            report.warn(
                "columns",
                line,
                "the row has more columns than the first line names",
                "put quotation marks around what holds the separator",
            );
        }
        let fields = fields(&names, &row, line);
        articles.extend(record::article(&fields, line, characters, marks, report));
    }
    articles
}

/// Whichever of comma, semicolon and tabulator the first line has most of.
fn separator(source: &str) -> u8 {
    let first = source.lines().next().unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

fn fields(names: &StringRecord, row: &StringRecord, line: usize) -> Vec<Field> {
    let cells = names.iter().zip(row.iter()).filter(|(_, cell)| !cell.trim().is_empty());
    let field = |(key, cell): (&str, &str)| Field {
        key: key.to_owned(),
        value: Value::Text(cell.to_owned()),
        line,
    };
    cells.map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<String>, Vec<String>) {
        let mut report = Report::new("a.csv");
        let raws = articles(source, Characters::Composed, Marks::Dropped, &mut report);
        let shown = |raw: &Raw| {
            let texts: Vec<&str> = raw.blocks.iter().map(|block| block.text.as_str()).collect();
            format!(
                "{}:{}:{}",
                raw.line,
                raw.given.title.as_deref().unwrap_or("-"),
                texts.join("|")
            )
        };
        (
            raws.iter().map(shown).collect(),
            report.finish().into_iter().map(|one| one.message).collect(),
        )
    }

    #[test]
    fn an_article_a_row() {
        let expected = ["2:A, b:One.|Two.".to_owned(), "5:-:Three.".to_owned()];
        for separator in [",", ";", "\t"] {
            let source = format!(
                "title{separator}text\n\"A, b\"{separator}\"One.\n\nTwo.\"\n{separator}Three.\n"
            );
            assert_eq!(read(&source), (expected.to_vec(), vec![]), "{separator:?}");
        }
    }

    #[test]
    fn what_is_no_table_of_articles_is_told() {
        assert_eq!(read("a,b\n1,2\n").1, ["the first line names no field of an article"]);
        assert_eq!(read("").1.len(), 1);
        assert_eq!(
            read("title,text\nA,One.,more\n").1,
            ["the row has more columns than the first line names"]
        );
        for hostile in [
            format!("text\n\"{}", "a,".repeat(100_000)),
            ",".repeat(100_000),
            "text\n\0\n\"".to_owned(),
        ] {
            let _ = read(&hostile);
        }
    }
}
