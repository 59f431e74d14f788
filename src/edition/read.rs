//! Read: what a person made of an edition. What she left as it was is no change.

use std::collections::BTreeSet;

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use super::mark::{FILE, hash};

/// One change of a person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A statement reads otherwise.
    Replace {
        /// Its event.
        event: String,
        /// The statement.
        statement: String,
        /// What it reads now.
        text: String,
    },
    /// A statement goes.
    Drop {
        /// Its event.
        event: String,
        /// The statement.
        statement: String,
    },
    /// An event has another headline.
    Title {
        /// The event.
        event: String,
        /// The headline.
        title: String,
    },
    /// Something stands above an event's text.
    Note {
        /// The event.
        event: String,
        /// The note.
        note: String,
    },
    /// An event is not published.
    Hide {
        /// The event.
        event: String,
    },
}

/// An edition as a person left it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// What she changed.
    pub changes: Vec<Change>,
    /// The events that she left in it, each with the statements that it had when it was proposed.
    pub events: Vec<(String, BTreeSet<String>)>,
}

/// Where the reading is.
#[derive(Default)]
struct Reader<'a> {
    edition: Edition,
    /// All events that were proposed.
    proposed: Vec<&'a str>,
    /// Statements of the present event that have not come yet.
    awaited: Vec<&'a str>,
    /// What is wrong.
    told: Vec<Diagnostic>,
}

/// Reads an edition.
///
/// # Errors
/// Every line whose mark is gone or that nobody's source bears out.
pub fn read(text: &str) -> Result<Edition, Vec<Diagnostic>> {
    let mut reader = Reader::default();
    for (at, line) in text.lines().enumerate() {
        if let Err(why) = reader.line(line) {
            reader.told.push(why.at(Place::line(FILE, at + 1)));
        }
    }
    reader.end_event();
    let kept: BTreeSet<&str> = reader.edition.events.iter().map(|(id, _)| id.as_str()).collect();
    let gone: Vec<&str> = reader.proposed.iter().copied().filter(|id| !kept.contains(id)).collect();
    let hidden = gone.into_iter().map(|id| Change::Hide { event: id.to_owned() });
    let hidden: Vec<Change> = hidden.collect();
    reader.edition.changes.extend(hidden);
    if reader.told.is_empty() { Ok(reader.edition) } else { Err(reader.told) }
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str) -> Result<(), Diagnostic> {
        let (own, mark) = parts(line);
        let words: Vec<&str> = mark.split_whitespace().collect();
        match words.as_slice() {
            ["events:", ids @ ..] => self.proposed = ids.to_vec(),
            ["sentences:", ids @ ..] => {
                let all: BTreeSet<String> = ids.iter().map(|&id| id.to_owned()).collect();
                if let Some((_, statements)) = self.edition.events.last_mut() {
                    *statements = all;
                }
                self.awaited = ids.to_vec();
            }
            ["event", id, known] => {
                self.end_event();
                self.begin_event(id, own.trim_start_matches('#').trim(), known)?;
            }
            ["sentence", id, known] => self.statement(id, own, known)?,
            [] => self.unmarked(line)?,
            _ => {
                return Err(Diagnostic::error("the mark of this line cannot be read")
                    .hint("put it back as it stood, from the file's history"));
            }
        }
        Ok(())
    }

    fn begin_event(&mut self, id: &str, title: &str, known: &str) -> Result<(), Diagnostic> {
        self.edition.events.push((id.to_owned(), BTreeSet::new()));
        if hash(title) == known {
            return Ok(());
        }
        if title.is_empty() {
            return Err(Diagnostic::error("an event needs a headline").hint(
                "write one, or remove the line with all below it: then it is not published",
            ));
        }
        self.edition.changes.push(Change::Title { event: id.to_owned(), title: plain(title) });
        Ok(())
    }

    fn statement(&mut self, id: &str, own: &str, known: &str) -> Result<(), Diagnostic> {
        let Some((event, _)) = self.edition.events.last() else {
            return Err(Diagnostic::error("this sentence stands below no event")
                .hint("put the heading of its event back above it, or remove it too"));
        };
        self.awaited.retain(|one| *one != id);
        let text = own.trim().trim_start_matches(['-', '*', '+']).trim();
        if hash(text) == known {
            return Ok(());
        }
        let (event, statement) = (event.clone(), id.to_owned());
        self.edition.changes.push(if text.is_empty() {
            Change::Drop { event, statement }
        } else {
            Change::Replace { event, statement, text: plain(text) }
        });
        Ok(())
    }

    /// A line without a mark: of the explanations, a note, or what nobody may write here.
    fn unmarked(&mut self, line: &str) -> Result<(), Diagnostic> {
        if let Some(note) = line.trim().strip_prefix("Note:") {
            let Some((event, _)) = self.edition.events.last() else { return Ok(()) };
            let note = Change::Note { event: event.clone(), note: note.trim().to_owned() };
            self.edition.changes.push(note);
            return Ok(());
        }
        if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("## ") {
            let message = "this line has no mark, so nobody knows what it is";
            return Err(Diagnostic::error(message).hint(
                "put its `<!-- -->` back; a sentence of your own has no source: write it as `Note: …`",
            ));
        }
        Ok(())
    }

    /// What has not come by the end of its event has been removed.
    fn end_event(&mut self) {
        let awaited = std::mem::take(&mut self.awaited);
        let Some((event, _)) = self.edition.events.last() else { return };
        let event = event.clone();
        let gone: BTreeSet<&str> = awaited.into_iter().collect();
        let gone = gone.into_iter();
        let dropped =
            gone.map(|id| Change::Drop { event: event.clone(), statement: id.to_owned() });
        self.edition.changes.extend(dropped);
    }
}

/// A line without its mark, and what stands in the mark.
fn parts(line: &str) -> (&str, &str) {
    let Some((own, rest)) = line.rsplit_once("<!--") else { return (line, "") };
    match rest.trim_end().strip_suffix("-->") {
        Some(mark) => (own.trim_end(), mark.trim()),
        None => (line, ""),
    }
}

/// A text as it is published.
fn plain(text: &str) -> String {
    text.replace("\\<!--", "<!--").replace("--\\>", "-->")
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{Briefing, Checked, Section, Statement};

    use super::super::written::written;
    use super::*;

    fn edition() -> String {
        let statement = |id: &str, text: &str| Checked {
            id: id.to_owned(),
            statement: Statement::new(text, Vec::new()),
            ..Checked::default()
        };
        let briefing = |event: &str, title: &str| Briefing {
            event: event.to_owned(),
            title: title.to_owned(),
            sections: vec![Section {
                statements: vec![
                    statement("aa", "The bridge is open."),
                    statement("bb", "It cost <!-- 40 --> million."),
                ],
                ..Section::default()
            }],
            ..Briefing::default()
        };
        written(None, &[&briefing("e1", "Bridge opens"), &briefing("e2", "Ferry stops")])
    }

    fn changes(text: &str) -> Vec<Change> {
        read(text).expect("an edition").changes
    }

    #[test]
    fn what_is_left_alone_is_no_change() {
        let text = edition();
        let read = read(&text).expect("an edition");
        assert_eq!(read.changes, [], "{text}");
        let ids = BTreeSet::from(["aa".to_owned(), "bb".to_owned()]);
        assert_eq!(read.events, [("e1".to_owned(), ids.clone()), ("e2".to_owned(), ids)]);
        assert_eq!(changes(&text.replace('\n', "\r\n")), []);
    }

    #[test]
    fn what_is_changed_becomes_an_edit() {
        let (event, statement) = ("e1".to_owned(), "aa".to_owned());
        let text = edition().replacen("The bridge is open.", "The bridge was opened.", 1);
        let replaced = Change::Replace {
            event: event.clone(),
            statement: statement.clone(),
            text: "The bridge was opened.".to_owned(),
        };
        assert_eq!(changes(&text), [replaced]);
        let first =
            edition().lines().find(|line| line.contains("sentence aa")).expect("a line").to_owned();
        let text = edition().replacen(&format!("{first}\n"), "", 1);
        assert_eq!(
            changes(&text),
            [Change::Drop { event: event.clone(), statement: statement.clone() }]
        );
        let text = edition().replacen("- The bridge is open. <", "- <", 1);
        assert_eq!(changes(&text), [Change::Drop { event: event.clone(), statement }]);
        let text = edition().replace("## Bridge opens", "## Tarn opens its bridge");
        assert_eq!(
            changes(&text),
            [Change::Title { event: event.clone(), title: "Tarn opens its bridge".to_owned() }]
        );
        let text = edition().replacen("### Look", "Note: We are asking.\n\n### Look", 1);
        let text = if text == edition() {
            edition().replacen("### The rest", "Note: We are asking.\n### The rest", 1)
        } else {
            text
        };
        assert_eq!(
            changes(&text),
            [Change::Note { event: event.clone(), note: "We are asking.".to_owned() }]
        );
        let text = edition();
        let start = text.find("## Bridge").expect("a heading");
        let end = text.find("## Ferry").expect("a heading");
        assert_eq!(
            changes(&format!("{}{}", &text[..start], &text[end..])),
            [Change::Hide { event }]
        );
    }

    #[test]
    fn a_lost_mark_is_told_with_its_line_and_drops_nothing() {
        let mark = |text: &str| {
            let line =
                edition().lines().find(|line| line.contains(text)).expect("a line").to_owned();
            let own = line.split(" <!--").next().expect("its text").to_owned();
            edition().replacen(&line, &own, 1)
        };
        for text in [
            mark("sentence aa"),
            mark("event e1"),
            edition().replacen("<!-- sentence aa", "<!-- sentense aa", 1),
        ] {
            let told = read(&text).expect_err("a mark is gone");
            assert!(told[0].place.as_ref().is_some_and(|place| place.line > Some(5)), "{told:?}");
        }
        read(&format!("{}\n- Something of mine.\n", edition())).expect_err("nobody bears it out");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "(#{1,3} |- |<!-- (event|sentence|events:|sentences:) ?|[a-c ]{1,3}|-->|\n){0,40}") {
            let _ = read(&text);
        }
    }
}
