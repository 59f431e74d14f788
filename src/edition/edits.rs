//! Edits: changes of a person as tables of a file of edits. What she wrote there by hand stays as it
//! is, comments too, but for the edit of the same statement or the same key of the same event.

use std::fmt::Write as _;

use q7x2_sdk::diagnostic::Diagnostic;
use serde::Deserialize;

use super::read::Change;

/// An event that a person signs, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The event.
    pub event: String,
    /// Who signs.
    pub by: String,
    /// What is signed: the digest of the event's statements.
    pub digest: String,
}

/// One table of the file, with the comments that stand below it.
#[derive(Debug, Clone)]
struct Block {
    lines: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Names {
    statement: Option<String>,
    event: Option<String>,
}

/// The text of a file of edits with these changes and signatures in it.
///
/// # Errors
/// Where the file, as it is or as it would be, cannot be read.
pub fn with(
    text: &str,
    changes: &[Change],
    signed: &[Signed],
    reason: &str,
) -> Result<String, Diagnostic> {
    parse(text)?;
    let mut blocks = blocks(text);
    for change in changes {
        take(&mut blocks, change, reason);
    }
    for one in signed {
        let keys = [("reviewed_by", quoted(&one.by)), ("reviewed", quoted(&one.digest))];
        of_event(&mut blocks, &one.event, &keys, reason);
    }
    let lines: Vec<String> = blocks.into_iter().flat_map(|block| block.lines).collect();
    let text = lines.join("\n").trim_end().to_owned() + "\n";
    parse(&text)?;
    Ok(text)
}

fn parse(text: &str) -> Result<toml::Table, Diagnostic> {
    text.parse().map_err(|why: toml::de::Error| {
        Diagnostic::error(format!("the file of edits cannot be read: {}", why.message()))
            .hint("mend it; `q7x2 build` says the line")
    })
}

/// The file cut before each table of edits; the first piece is what stands above all.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block { lines: Vec::new() }];
    for line in text.lines() {
        if line.trim_start().starts_with("[[edits]]") {
            blocks.push(Block { lines: Vec::new() });
        }
        if let Some(block) = blocks.last_mut() {
            block.lines.push(line.to_owned());
        }
    }
    blocks
}

impl Block {
    fn names(&self) -> Names {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Form {
            edits: Vec<Names>,
        }
        let form: Form = toml::from_str(&self.lines.join("\n")).unwrap_or_default();
        form.edits.into_iter().next().unwrap_or_default()
    }

    /// The end of the table, before blank lines and comments that may speak of the next.
    fn end(&self) -> usize {
        let is_own = |line: &String| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        self.lines.iter().rposition(is_own).map_or(0, |at| at + 1)
    }

    /// Puts another table in the place of this one.
    fn give_way(&mut self, other: Self) {
        let end = self.end();
        let table = other.lines.into_iter().skip_while(|line| line.is_empty());
        self.lines = table.chain(self.lines.drain(..).skip(end)).collect();
    }

    /// Puts a key in, or in the place of the same one.
    fn put(&mut self, key: &str, value: &str) {
        let is_same =
            |line: &String| line.split_once('=').is_some_and(|(before, _)| before.trim() == key);
        self.lines.retain(|line| !is_same(line));
        let end = self.end();
        self.lines.insert(end, format!("{key} = {value}"));
    }
}

fn take(blocks: &mut Vec<Block>, change: &Change, reason: &str) {
    match change {
        Change::Replace { event, statement, text } => {
            let keys = [("action", quoted("replace")), ("text", quoted(text))];
            of_statement(blocks, event, statement, &keys, reason);
        }
        Change::Drop { event, statement } => {
            of_statement(blocks, event, statement, &[("action", quoted("drop"))], reason);
        }
        Change::Title { event, title } => {
            of_event(blocks, event, &[("title", quoted(title))], reason)
        }
        Change::Note { event, note } => of_event(blocks, event, &[("note", quoted(note))], reason),
        Change::Hide { event } => of_event(blocks, event, &[("hide", "true".to_owned())], reason),
    }
}

fn of_statement(
    blocks: &mut Vec<Block>,
    event: &str,
    statement: &str,
    keys: &[(&str, String)],
    reason: &str,
) {
    let mut block = table(&[("event", event), ("statement", statement)]);
    keys.iter().for_each(|(key, value)| block.put(key, value));
    block.put("reason", &quoted(reason));
    match blocks.iter_mut().find(|block| block.names().statement.as_deref() == Some(statement)) {
        Some(before) => before.give_way(block),
        None => blocks.push(block),
    }
}

fn of_event(blocks: &mut Vec<Block>, event: &str, keys: &[(&str, String)], reason: &str) {
    let is_same = |block: &Block| {
        let names = block.names();
        names.statement.is_none() && names.event.as_deref() == Some(event)
    };
    let at = blocks.iter().position(is_same).unwrap_or_else(|| {
        let mut block = table(&[("event", event)]);
        block.put("reason", &quoted(reason));
        blocks.push(block);
        blocks.len() - 1
    });
    if let Some(block) = blocks.get_mut(at) {
        keys.iter().for_each(|(key, value)| block.put(key, value));
    }
}

fn table(keys: &[(&str, &str)]) -> Block {
    let mut text = String::from("\n[[edits]]\n");
    for (key, value) in keys {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{key} = {}", quoted(value));
    }
    Block { lines: text.lines().map(str::to_owned).collect() }
}

/// A text on one line, as TOML has it.
fn quoted(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    toml::Value::String(line.join(" ")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(event: &str) -> String {
        event.to_owned()
    }

    #[test]
    fn what_was_written_by_hand_stays() {
        let before = "# mine\n\n[[edits]] # of the bridge\nevent = \"e1\"\nnote = \"\"\"\nold\n\"\"\"\n# below\n\n[[edits]]\nstatement = \"bb\"\naction = \"drop\"\n";
        let change = Change::Replace {
            event: of("e1"),
            statement: of("bb"),
            text: of("He said \"no\".\nAnd \\ left."),
        };
        let title = Change::Title { event: of("e1"), title: of("T") };
        let text = with(before, &[change, title], &[], "edition").expect("TOML");
        assert!(
            text.starts_with("# mine\n\n[[edits]] # of the bridge\n") && text.contains("# below"),
            "{text}"
        );
        let read = parse(&text).expect("TOML");
        let edits = read["edits"].as_array().expect("edits");
        assert_eq!(edits.len(), 2, "{text}");
        assert_eq!(edits[0]["title"].as_str(), Some("T"));
        assert_eq!(edits[1]["text"].as_str(), Some("He said \"no\". And \\ left."));
    }

    #[test]
    fn a_second_time_changes_nothing_more() {
        let changes = [
            Change::Drop { event: of("e1"), statement: of("aa") },
            Change::Hide { event: of("e2") },
            Change::Note { event: of("e1"), note: of("N") },
        ];
        let signed = [Signed { event: of("e1"), by: of("Ann"), digest: of("d1") }];
        let once = with("", &changes, &signed, "r").expect("TOML");
        assert_eq!(
            with(&once, &changes, &signed, "r").expect("TOML").replace("\n\n", "\n"),
            once.replace("\n\n", "\n")
        );
        assert_eq!(once.matches("[[edits]]").count(), 3, "{once}");
        with("[[edits]\n", &[], &[], "r").expect_err("it is broken");
    }
}
