//! The tree itself: values, each with where it was written. The three types hold one another.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::Place;

use super::origin::Origin;
use super::step::Step;

/// One value, and where it was written.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The value.
    pub value: Value,
    /// Where it was written.
    pub origin: Origin,
}

/// A value as TOML has it.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// A date or time, as it was written.
    Date(String),
    /// A list.
    List(Vec<Setting>),
    /// A table.
    Table(BTreeMap<String, Entry>),
}

/// One line of a table.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where the key was written.
    pub key: Origin,
    /// Its value.
    pub setting: Setting,
}

impl Setting {
    /// A table without entries.
    #[must_use]
    pub fn empty(origin: Origin) -> Self {
        Self { value: Value::Table(BTreeMap::new()), origin }
    }

    /// The value of a key, where this is a table that has it.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Table(table) => table.get(key),
            _ => None,
        }
    }

    /// Takes a key out of a table.
    pub fn take(&mut self, key: &str) -> Option<Entry> {
        match &mut self.value {
            Value::Table(table) => table.remove(key),
            _ => None,
        }
    }

    /// Puts a list after the one of that key, or in its place where there is none.
    pub fn append(&mut self, key: &str, more: Entry) {
        let Value::Table(table) = &mut self.value else { return };
        match (table.get_mut(key), more) {
            (
                Some(Entry { setting: Self { value: Value::List(list), .. }, .. }),
                Entry { setting: Self { value: Value::List(more), .. }, .. },
            ) => list.extend(more),
            (_, more) => drop(table.insert(key.to_owned(), more)),
        }
    }

    /// Puts `later` over this: tables are merged key by key, anything else is replaced.
    pub fn overlay(&mut self, later: Self) {
        match (&mut self.value, later.value) {
            (Value::Table(mine), Value::Table(theirs)) => {
                for (key, entry) in theirs {
                    match mine.get_mut(&key) {
                        Some(present) => present.overlay(entry),
                        None => {
                            mine.insert(key, entry);
                        }
                    }
                }
            }
            (mine, value) => {
                *mine = value;
                self.origin = later.origin;
            }
        }
    }

    /// The place of what the keys lead to (a number counts in a list, from 0), or of the innermost
    /// table on the way that somebody wrote.
    #[must_use]
    pub fn place(&self, keys: &[&str]) -> Option<Place> {
        self.find(keys).1.place()
    }

    /// The place of the last key itself rather than of its value.
    #[must_use]
    pub fn key_place(&self, keys: &[&str]) -> Option<Place> {
        let (last, before) = keys.split_last()?;
        let (table, _) = self.find(before);
        table
            .and_then(|table| table.entry(last))
            .map_or_else(|| self.place(keys), |entry| entry.key.place())
    }

    /// The value the keys lead to, and the innermost origin on the way.
    fn find(&self, keys: &[&str]) -> (Option<&Self>, &Origin) {
        let mut here = self;
        let mut origin = &self.origin;
        for key in keys {
            let next = match &here.value {
                Value::Table(table) => table.get(*key).map(|entry| &entry.setting),
                Value::List(list) => key.parse::<usize>().ok().and_then(|at| list.get(at)),
                _ => None,
            };
            let Some(next) = next else { return (None, origin) };
            here = next;
            if !matches!(here.origin, Origin::Program) {
                origin = &here.origin;
            }
        }
        (Some(here), origin)
    }

    /// What the keys lead to.
    #[must_use]
    pub fn get(&self, keys: &[&str]) -> Option<&Self> {
        self.find(keys).0
    }

    /// The keys of a table, in their order; none where this is no table.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let table = match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        };
        table.into_iter().flatten().map(|(key, _)| key.as_str())
    }

    /// Takes out what a path leads to; false where it leads nowhere.
    pub fn remove(&mut self, path: &[Step]) -> bool {
        match (&mut self.value, path) {
            (Value::Table(table), [Step::Key(key)]) => table.remove(key).is_some(),
            (Value::List(list), [Step::Index(at)]) if *at < list.len() => {
                list.remove(*at);
                true
            }
            (Value::Table(table), [Step::Key(key), rest @ ..]) => {
                table.get_mut(key).is_some_and(|entry| entry.setting.remove(rest))
            }
            (Value::List(list), [Step::Index(at), rest @ ..]) => {
                list.get_mut(*at).is_some_and(|setting| setting.remove(rest))
            }
            _ => false,
        }
    }

    /// The same as plain TOML.
    #[must_use]
    pub fn plain(&self) -> toml::Value {
        match &self.value {
            Value::Text(text) | Value::Date(text) => text.clone().into(),
            Value::Integer(number) => (*number).into(),
            Value::Float(number) => (*number).into(),
            Value::Boolean(flag) => (*flag).into(),
            Value::List(list) => list.iter().map(Self::plain).collect::<Vec<_>>().into(),
            Value::Table(table) => {
                let plain = table.iter().map(|(key, entry)| (key.clone(), entry.setting.plain()));
                toml::Value::Table(plain.collect())
            }
        }
    }
}

impl Entry {
    fn overlay(&mut self, later: Self) {
        let merged = matches!(
            (&self.setting.value, &later.setting.value),
            (Value::Table(_), Value::Table(_))
        );
        self.setting.overlay(later.setting);
        if !merged {
            self.key = later.key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    fn tree(text: &str) -> Setting {
        file("site.toml", text.to_owned()).expect("valid TOML")
    }

    #[test]
    fn a_later_layer_wins_value_by_value() {
        let mut tree_of_both = tree("a = 1\n[t]\nx = 1\ny = [1, 2]");
        tree_of_both.overlay(tree("b = 2\n[t]\ny = [3]\n[t.z]\nw = true"));
        let expected: toml::Table =
            toml::from_str("a = 1\nb = 2\nt = { x = 1, y = [3], z = { w = true } }").expect("TOML");
        assert_eq!(tree_of_both.plain(), toml::Value::Table(expected));
    }

    #[test]
    fn keys_lead_to_a_place() {
        let one = tree("a = 1\n[t]\nx = [7, 8]");
        let check = |place: Option<Place>, expected: Option<(usize, &str)>| {
            let told = place.and_then(|place| {
                let (text, range) = place.excerpt?;
                Some((place.line?, text[range.start..range.end].to_owned()))
            });
            assert_eq!(told, expected.map(|(line, text)| (line, text.to_owned())));
        };
        check(one.place(&["a"]), Some((1, "1")));
        check(one.place(&["t", "x", "1"]), Some((3, "8")));
        check(one.key_place(&["t", "x"]), Some((3, "x")));
        check(one.place(&["t", "none"]), Some((2, "[t]")));
        check(one.key_place(&["t", "none"]), Some((2, "[t]")));
    }

    #[test]
    fn what_a_path_leads_to_can_be_taken_out() {
        let key = |key: &str| Step::Key(key.to_owned());
        let mut one = tree("[[list]]\nx = 1\ny = 2\n[[list]]\nx = 3");
        assert!(one.remove(&[key("list"), Step::Index(0), key("x")]));
        assert!(one.remove(&[key("list"), Step::Index(1)]));
        assert!(!one.remove(&[key("list"), Step::Index(7)]));
        assert!(!one.remove(&[key("none"), key("x")]));
        assert_eq!(one.plain().to_string(), "{ list = [{ y = 2 }] }");
    }
}
