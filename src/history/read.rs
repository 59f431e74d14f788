//! Reading: the text of history.json becomes what is known, or says where it is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use super::entry::{Entry, FILE, History};
use super::written::{Written, is_id, is_slug};

/// The newest form that is understood.
pub(super) const VERSION: u64 = 1;

/// More further pages of lists than any site has had: each of them is a page that leads on. A
/// list's first page needs a line of the file.
const MOST_PAGES: usize = 100_000;

/// More days than any site has had: a century. Each of them has a page.
const MOST_DAYS: usize = 36_525;

/// The whole file; `{}` is a beginning.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Form {
    version: u64,
    lists: Lists,
    events: Events,
}

impl Default for Form {
    fn default() -> Self {
        Self { version: VERSION, lists: Lists::default(), events: Events::default() }
    }
}

/// The events. Of two lines that two people changed git keeps both (`merge=union`), and both count.
#[derive(Default)]
struct Events(BTreeMap<String, Entry>);

impl<'de> Deserialize<'de> for Events {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Lines)
    }
}

struct Lines;

impl<'de> Visitor<'de> for Lines {
    type Value = Events;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("events by their ids")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Events, A::Error> {
        let mut events = BTreeMap::new();
        while let Some((id, written)) = map.next_entry::<String, Written>()? {
            // The last line is there so that all others end alike.
            if id.is_empty() {
                continue;
            }
            if !is_id(&id) {
                let shown: String =
                    id.chars().filter(|letter| !letter.is_control()).take(40).collect();
                return Err(A::Error::custom(format!("`{shown}` is no id of an event")));
            }
            let entry = Entry::try_from(written).map_err(A::Error::custom)?;
            let entry = match events.remove(&id) {
                Some(known) => Entry::joined(known, entry),
                None => entry,
            };
            events.insert(id, entry);
        }
        Ok(Events(events))
    }
}

/// How many pages lists have had; of two lines of one list the higher number counts.
#[derive(Default)]
struct Lists(BTreeMap<String, usize>);

impl<'de> Deserialize<'de> for Lists {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Numbers)
    }
}

struct Numbers;

impl<'de> Visitor<'de> for Numbers {
    type Value = Lists;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("numbers of pages by their lists")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Lists, A::Error> {
        let mut lists: BTreeMap<String, usize> = BTreeMap::new();
        while let Some((list, pages)) = map.next_entry::<String, usize>()? {
            let most = lists.entry(list).or_default();
            *most = pages.max(*most);
        }
        Ok(Lists(lists))
    }
}

/// What the text of the file says.
///
/// # Errors
/// Where it is not what a build writes, with its line.
pub fn read(text: &str) -> Result<History, Diagnostic> {
    // A list would be taken for the fields in their order.
    if !text.trim_start().starts_with('{') {
        let told = Diagnostic::error(format!("`{FILE}` is no JSON object"));
        return Err(told.at(Place::line(FILE, 1)).hint("write `{}` to begin a history"));
    }
    let form: Form = serde_json::from_str(text).or_else(|error| {
        let sorted = sorted(text).and_then(|text| serde_json::from_str(&text).ok());
        sorted.ok_or_else(|| broken(text, &error))
    })?;
    let refused = |message: String| Diagnostic::error(message).at(Place::file(FILE));
    if form.version > VERSION {
        let message = format!("`{FILE}` is of a newer q7x2 (version {})", form.version);
        return Err(refused(message).hint("build with that one, or a newer one still"));
    }
    let hint = "take it back out of version control as it was";
    let mut history = History { events: form.events.0, lists: form.lists.0 };
    // The line that every other one's comma is there for.
    history.lists.remove("");
    if let Some(name) = history.lists.keys().find(|name| !name.split('/').all(is_slug)) {
        let name: String = name.chars().filter(|letter| !letter.is_control()).take(40).collect();
        return Err(refused(format!("`{name}` is no list of pages")).hint(hint));
    }
    let further = history.lists.values().map(|pages| pages.saturating_sub(1));
    let pages = further.fold(0_usize, usize::saturating_add);
    let days: BTreeSet<_> = history.events.values().flat_map(|entry| &entry.days).collect();
    if pages > MOST_PAGES || days.len() > MOST_DAYS {
        let message = format!("`{FILE}` tells of more pages than can be made");
        return Err(refused(message).hint(hint));
    }
    Ok(history)
}

/// A text of which git kept the lines of both sides, those between lists and events too: each line
/// tells by itself what it is of. Nothing where these stand there once, or another line does.
fn sorted(text: &str) -> Option<String> {
    let (mut lists, mut events, mut version, mut openings) = (String::new(), String::new(), "", 0);
    for line in text.lines() {
        match line {
            "\"events\":{" => openings += 1,
            "\"lists\":{" | "\"\":0}," | "\"\":{}}}" => {}
            _ if line.starts_with("{\"version\":") => version = line,
            _ => {
                let value = line.strip_prefix('"')?.split_once("\":")?.1;
                let kept = if value.starts_with('{') { &mut events } else { &mut lists };
                kept.extend([line, "\n"]);
            }
        }
    }
    let text = format!(
        "{version}\n\"lists\":{{\n{lists}\"\":0}},\n\"events\":{{\n{events}\"\":{{}}}}}}\n"
    );
    (openings > 1).then_some(text)
}

fn broken(text: &str, error: &serde_json::Error) -> Diagnostic {
    let said = error.to_string();
    let reason = said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason);
    let told = Diagnostic::error(format!("`{FILE}` cannot be read: {reason}"))
        .at(Place::line(FILE, error.line().max(1)));
    // Git puts both sides there where it cannot merge them.
    if text.lines().any(|line| line.starts_with("<<<<<<<")) {
        return told.hint("keep both sides of each conflict that git marks; `history.json merge=union` in .gitattributes does");
    }
    told.hint("take it back out of version control as it was; without it, addresses are forgotten")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        r#""00000000000000aa":{"slug":"a-00","articles":[["a.md","0a"]],"days":["2026-01-06"]}"#;

    fn with(line: &str) -> String {
        format!("{{\"version\":1,\n\"events\":{{\n{line},\n\"\":{{}}}}}}")
    }

    #[test]
    fn an_empty_object_is_a_beginning() {
        assert_eq!(read("{}"), Ok(History::default()));
        assert_eq!(read(&with(LINE)).map(|history| history.events.len()), Ok(1));
    }

    #[test]
    fn what_no_build_writes_is_refused_with_its_line() {
        let check = |text: &str, line: Option<usize>, message: &str| {
            let told = read(text).expect_err(text);
            assert!(told.message.contains(message), "{}", told.message);
            assert_eq!(
                (told.place.and_then(|place| place.line), told.hint.is_some()),
                (line, true)
            );
        };
        check("", Some(1), "no JSON object");
        check("[]", Some(1), "no JSON object");
        check("{", Some(1), "EOF");
        check("{\"version\":2}", None, "newer");
        check("{\"event\":{}}", Some(1), "unknown field");
        let wrong = [
            ("a-00", "../../a", "slug"),
            ("a-00", "A", "slug"),
            ("a-00", "", "slug"),
            ("\"0a\"", "\"xyz\"", "content"),
            ("2026-01-06", "tomorrow", "input"),
            ("2026-01-06", "+99999-01-01", "day"),
            ("00000000000000aa", "aa", "id"),
            ("\"slug\"", "\"slag\"", "unknown field"),
            ("a.md", "", "path"),
        ];
        for (from, to, message) in wrong {
            check(&with(&LINE.replace(from, to)), Some(3), message);
        }
        check("{\"lists\":{\"../x\":2}}", None, "list");
        check("{\"lists\":{\"home\":99999999}}", None, "more pages");
    }

    #[test]
    fn both_lines_of_one_event_count() {
        let other = LINE.replace("a.md", "b.md").replace("01-06", "01-07");
        let read =
            |one: &str, two: &str| read(&with(&format!("{one},\n{two}"))).expect("a history");
        let (joined, turned) = (read(LINE, &other), read(&other, LINE));
        let entry = &joined.events["00000000000000aa"];
        assert_eq!((entry.articles.len(), entry.days.len(), entry.former.len()), (2, 2, 0));
        let paths = |history: &History| {
            let known = &history.events["00000000000000aa"].articles;
            known.iter().map(|one| one.path.clone()).collect::<BTreeSet<_>>()
        };
        assert_eq!(paths(&joined), paths(&turned));
        let lists = "{\"lists\":{\"home\":3,\n\"home\":2}}";
        assert_eq!(super::read(lists).map(|history| history.lists["home"]), Ok(3));
    }

    #[test]
    fn a_conflict_of_git_says_what_to_do() {
        let text = with(&format!("<<<<<<< HEAD\n{LINE},\n=======\n>>>>>>> b"));
        let told = read(&text).expect_err("a conflict");
        assert_eq!(told.place.and_then(|place| place.line), Some(3));
        assert!(told.hint.is_some_and(|hint| hint.contains("both sides")));
    }
}
