//! JSON files: an article, a list of articles, or an object that holds such a list.

use q7x2_sdk::work::steps;
use serde_json::{Deserializer, Map, Value as Json};

use super::decode::Characters;
use super::raw::Raw;
use super::report::Report;
use super::text::Marks;
use super::{field, jsonl, record};

/// Where programs put a list of articles.
const LISTS: [&str; 7] = ["articles", "items", "entries", "results", "docs", "news", "data"];

/// The articles of a file.
pub(super) fn articles(
    source: &str,
    characters: Characters,
    marks: Marks,
    report: &mut Report,
) -> Vec<Raw> {
    let mut articles = Vec::new();
    for (line, table) in tables(source, report) {
        let fields = field::fields(table, line);
        articles.extend(record::article(&fields, line, characters, marks, report));
    }
    articles
}

/// The objects of a file, each with its line. What stands before a mistake is kept.
fn tables(source: &str, report: &mut Report) -> Vec<(usize, Map<String, Json>)> {
    let source = source.trim_start_matches('\u{FEFF}');
    let (mut rest, is_list) = match source.trim_start().strip_prefix('[') {
        Some(rest) => (rest, true),
        None => (source, false),
    };
    let mut tables = Vec::new();
    let (mut line, mut counted) = (1, 0);
    loop {
        rest = rest.trim_start_matches(|next: char| next.is_whitespace() || next == ',');
        if rest.is_empty() || (is_list && rest.starts_with(']')) {
            return tables;
        }
        let at = source.len() - rest.len();
        line += source.get(counted..at).map_or(0, |text| text.matches('\n').count());
        counted = at;
        let mut values = Deserializer::from_str(rest).into_iter::<Json>();
        match values.next() {
            Some(Ok(Json::Object(table))) => tables.extend(listed(table).map(|one| (line, one))),
            Some(Ok(_)) => report.warn(
                "record",
                line,
                "an article is no JSON object",
                "write each in braces; it is left out",
            ),
            Some(Err(error)) => {
                report.warn(
                    "record",
                    line + error.line().saturating_sub(1),
                    format!("the file is not JSON from here on: {}", jsonl::reason(&error)),
                    "mend it; what stands before is read",
                );
                return tables;
            }
            None => return tables,
        }
        let end = values.byte_offset();
        steps(end);
        rest = rest.get(end..).unwrap_or_default();
    }
}

/// The objects of the list that an object holds, or the object itself.
fn listed(mut table: Map<String, Json>) -> Box<dyn Iterator<Item = Map<String, Json>>> {
    let is_list = |key: &&&str| {
        let list = table.get(**key).and_then(Json::as_array);
        list.is_some_and(|list| !list.is_empty() && list.iter().all(Json::is_object))
    };
    let Some(Json::Array(list)) = LISTS.iter().find(is_list).and_then(|key| table.remove(*key))
    else {
        return Box::new(std::iter::once(table));
    };
    Box::new(list.into_iter().filter_map(|one| match one {
        Json::Object(table) => Some(table),
        _ => None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<(String, usize)>, Vec<String>) {
        let mut report = Report::new("a.json");
        let raws = articles(source, Characters::Composed, Marks::Dropped, &mut report);
        let first =
            |raw: &Raw| raw.blocks.first().map_or(String::new(), |block| block.text.clone());
        let said = report.finish().into_iter();
        (
            raws.iter().map(|raw| (first(raw), raw.line)).collect(),
            said.map(|one| format!("{}: {}", one.place.unwrap().line.unwrap_or(0), one.message))
                .collect(),
        )
    }

    #[test]
    fn articles_stand_alone_or_in_lists() {
        let two = vec![("One.".to_owned(), 1), ("Two.".to_owned(), 1)];
        for source in [
            r#"[{"text": "One."}, {"text": "Two."}]"#,
            r#"{"status": "ok", "articles": [{"title": "a", "text": "One."}, {"text": "Two."}]}"#,
            "\u{FEFF}{\"text\": \"One.\"} {\"text\": \"Two.\"}",
        ] {
            assert_eq!(read(source), (two.clone(), vec![]), "{source}");
        }
        assert_eq!(read("{\"text\": \"<p>One.</p>\"}").0, [("One.".to_owned(), 1)]);
        assert_eq!(read("[\n{\"text\":\n \"One.\"},\n{\"text\": \"Two.\"}\n]").0[1].1, 4);
    }

    #[test]
    fn mistakes_cost_what_follows_and_no_more() {
        let (found, said) = read("[{\"text\": \"One.\"},\n7,\n{\"text\": \"Tw");
        assert_eq!(found, [("One.".to_owned(), 1)]);
        assert_eq!(said[0], "2: an article is no JSON object");
        assert!(said[1].starts_with("3: the file is not JSON from here on"), "{said:?}");
        for hostile in [
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "]".to_owned(),
            String::new(),
            "\0".to_owned(),
        ] {
            assert!(read(&hostile).0.is_empty());
        }
    }
}
