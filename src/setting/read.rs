//! A tree of settings becomes a Rust type; everything that does not fit is told, not the first
//! thing only.
//!
//! Serde stops at the first fault. What is at fault is taken out of the tree and the rest is read
//! again, until it fits.

use std::collections::{BTreeSet, btree_map};
use std::slice;

use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::fault::Fault;
use super::origin::Origin;
use super::step::Step;
use super::tree::{Entry, Setting, Value};

/// How many faults of one tree are told. Each costs a reading of the whole tree, and nobody mends
/// more at a time.
const MOST_FAULTS: usize = 100;

/// A tree that is to be read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The tree.
    pub tree: Setting,
    /// Where the tree hangs in the whole, such as `process`; empty for the whole itself.
    pub prefix: &'a str,
    /// The full names of all settings, such as `brief.max_words`, to recognise one that stands in
    /// the wrong table.
    pub known: &'a [String],
}

/// Reads as much of the tree as fits, and says what does not.
pub fn read<T: DeserializeOwned + Default>(reading: Reading<'_>) -> Warned<T> {
    let Reading { mut tree, prefix, known } = reading;
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut taken = Taken::default();
    while diagnostics.len() < MOST_FAULTS {
        match T::deserialize(Reader(&tree)) {
            Ok(value) => return Warned { value, diagnostics },
            Err(fault) => {
                let (path, written) = (fault.path(), taken.as_written(&fault.path()));
                if !taken.has_told(&fault, &written) {
                    diagnostics.push(fault.tell(&written, prefix, known));
                }
                if !tree.remove(&path) {
                    break;
                }
                taken.0.push(written);
            }
        }
    }
    Warned { value: T::default(), diagnostics }
}

/// What has been taken out of a tree, by the paths that its author wrote.
#[derive(Debug, Default)]
struct Taken(Vec<Vec<Step>>);

impl Taken {
    /// A path in what is left of the tree, as it was before anything was taken out: items of a list
    /// count on.
    fn as_written(&self, path: &[Step]) -> Vec<Step> {
        let mut written: Vec<Step> = Vec::with_capacity(path.len());
        for step in path {
            let Step::Index(at) = step else {
                written.push(step.clone());
                continue;
            };
            let taken = self.0.iter();
            let gone: BTreeSet<usize> =
                taken.filter_map(|taken| index_in(taken, &written)).collect();
            let at = gone.into_iter().fold(*at, |at, gone| if gone <= at { at + 1 } else { at });
            written.push(Step::Index(at));
        }
        written
    }

    /// Whether a fault only says that there is no longer what was taken out before, and told then.
    fn has_told(&self, fault: &Fault, written: &[Step]) -> bool {
        let Some(field) = fault.missing() else { return false };
        self.0.iter().any(|taken| match taken.split_last() {
            Some((Step::Key(key), parent)) => key == field && parent == written,
            _ => false,
        })
    }
}

/// The place in a list that a path ends with, where it is this list.
fn index_in(path: &[Step], list: &[Step]) -> Option<usize> {
    match path.split_last() {
        Some((Step::Index(at), parent)) if parent == list => Some(*at),
        _ => None,
    }
}

/// One value, as serde reads it.
#[derive(Clone, Copy)]
struct Reader<'de>(&'de Setting);

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match &self.0.value {
            Value::Text(text) | Value::Date(text) => visitor.visit_str(text),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Boolean(flag) => visitor.visit_bool(*flag),
            Value::List(list) => visitor.visit_seq(Items { rest: list.iter(), at: 0 }),
            Value::Table(table) => visitor.visit_map(Entries { rest: table.iter(), value: None }),
        };
        value.map_err(|fault: Fault| fault.from(&self.0.origin))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        // A variable or option that is to be a text is one, also where it could be read as a
        // number: `Q7X2_TITLE=2026`.
        match (&self.0.value, &self.0.origin) {
            (Value::List(_) | Value::Table(_) | Value::Text(_), _) => self.deserialize_any(visitor),
            (_, Origin::Outside { text: Some(text), .. }) => {
                visitor.visit_str(text).map_err(|fault: Fault| fault.from(&self.0.origin))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self).map_err(|fault| fault.from(&self.0.origin))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Value::Text(text) = &self.0.value else { return self.deserialize_any(visitor) };
        visitor.visit_enum(Choice(text)).map_err(|fault| fault.from(&self.0.origin))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        map struct identifier ignored_any
    }
}

/// A text that chooses one of several.
struct Choice<'de>(&'de str);

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Fault;
    type Variant = <StrDeserializer<'de, Fault> as EnumAccess<'de>>::Variant;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), Fault> {
        let text: StrDeserializer<'de, Fault> = self.0.into_deserializer();
        text.variant_seed(seed)
    }
}

struct Items<'de> {
    rest: slice::Iter<'de, Setting>,
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(setting) = self.rest.next() else { return Ok(None) };
        let at = self.at;
        self.at += 1;
        seed.deserialize(Reader(setting))
            .map(Some)
            .map_err(|fault| fault.below(Step::Index(at), &setting.origin))
    }
}

struct Entries<'de> {
    rest: btree_map::Iter<'de, String, Entry>,
    value: Option<(&'de String, &'de Setting)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((key, entry)) = self.rest.next() else { return Ok(None) };
        self.value = Some((key, &entry.setting));
        let name: StrDeserializer<'de, Fault> = key.as_str().into_deserializer();
        seed.deserialize(name)
            .map(Some)
            .map_err(|fault| fault.below(Step::Key(key.clone()), &entry.key))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((key, setting)) = self.value.take() else {
            return Err(serde::de::Error::custom("a value was read before its key"));
        };
        seed.deserialize(Reader(setting))
            .map_err(|fault| fault.below(Step::Key(key.clone()), &setting.origin))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::num::NonZeroUsize;

    use serde::Deserialize;

    use super::super::{file, option};
    use super::*;

    #[derive(Debug, Deserialize, Default)]
    #[serde(default, deny_unknown_fields)]
    struct Whole {
        title: Option<String>,
        words: Option<NonZeroUsize>,
        small: u8,
        ratio: f64,
        mode: Mode,
        part: Part,
        sources: Vec<Named>,
        free: BTreeMap<String, toml::Value>,
    }

    #[derive(Debug, Deserialize, Default)]
    #[serde(default, deny_unknown_fields)]
    struct Part {
        flag: bool,
        names: Vec<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read counts")]
    struct Named {
        name: String,
    }

    #[derive(Debug, Deserialize, Default)]
    #[serde(rename_all = "lowercase")]
    enum Mode {
        #[default]
        Drop,
        Flag,
    }

    fn told(tree: Setting) -> Vec<String> {
        let known = ["title", "words", "mode", "part.flag"].map(str::to_owned);
        let told = read::<Whole>(Reading { tree, prefix: "", known: &known }).diagnostics;
        let line =
            |one: &Diagnostic| one.place.as_ref().and_then(|place| place.line).unwrap_or_default();
        told.iter()
            .map(|one| {
                format!("{} {} | {}", line(one), one.message, one.hint.as_deref().unwrap_or("-"))
            })
            .collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(
            told(file("site.toml", text.to_owned()).expect("valid TOML")),
            expected,
            "{text}"
        );
    }

    #[test]
    fn what_fits_is_quiet() {
        check(
            "title = 'x'\nwords = 3\nratio = 1\nmode = 'flag'\n[part]\nflag = true\nnames = ['a']",
            &[],
        );
        check("[free]\na = 1\nb = { c = [1, 'x', 2026-01-06] }\n[[sources]]\nname = 'x'", &[]);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        check("titel = 'x'", &["1 unknown setting `titel` | did you mean `title`?"]);
        check(
            "words = 0\nsmall = 300\nratio = 'x'\n[part]\nflag = 1\nnames = ['a', 2]\nmode = 'flag'",
            &[
                "5 `part.flag` must be `true` or `false`, not `1` | -",
                "7 unknown setting `part.mode` | `mode` belongs above the first table, `[…]`, of the file",
                "6 `part.names[2]` must be a text, not `2` | -",
                "3 `ratio` must be a number, not the text `x` | -",
                "2 `small` must be a whole number from 0 to 255, not `300` | -",
                "1 `words` must be a whole number from 1, not `0` | -",
            ],
        );
        check("flag = true", &["1 unknown setting `flag` | did you mean `part.flag`?"]);
        check("mode = 'flog'", &["1 `mode` cannot be `flog` | did you mean `flag`?"]);
        check("mode = 7", &["1 `mode` must be a text, not `7` | -"]);
        check("part = 'x'", &["1 `part` must be a table, not the text `x` | -"]);
        check(
            "[[sources]]\nname = 'x'\n[[sources]]\nnam = 'y'",
            &[
                "4 unknown setting `sources[2].nam` | did you mean `name`?",
                "3 `sources[2]` lacks `name` | write `name = …` into it",
            ],
        );
    }

    #[test]
    fn items_of_a_list_are_counted_as_they_are_written() {
        check(
            "[[sources]]\nname = 3\n[[sources]]\n[[sources]]\nname = 'x'\n[[sources]]\nname = 'y'\nnam = 1",
            &[
                "2 `sources[1].name` must be a text, not `3` | -",
                "3 `sources[2]` lacks `name` | write `name = …` into it",
                "8 unknown setting `sources[4].nam` | did you mean `name`?",
            ],
        );
        check(
            "[part]\nnames = [1, 'a', 2, 3]",
            &[
                "2 `part.names[1]` must be a text, not `1` | -",
                "2 `part.names[3]` must be a text, not `2` | -",
                "2 `part.names[4]` must be a text, not `3` | -",
            ],
        );
    }

    #[test]
    fn a_variable_or_option_that_is_to_be_a_text_is_one() {
        let title = |set: &str| {
            let tree = option(set).expect("an option");
            read::<Whole>(Reading { tree, prefix: "", known: &[] }).value.title
        };
        assert_eq!(title("title=2026").as_deref(), Some("2026"));
        assert_eq!(title("title= true ").as_deref(), Some(" true "));
        assert_eq!(title("title=\"2026\"").as_deref(), Some("2026"));
        assert_eq!(
            told(option("part.names=[1]").expect("an option")),
            ["0 `part.names[1]` must be a text, not `1` | -"]
        );
    }

    #[test]
    fn a_heap_of_faults_ends() {
        let heap: String = (0..5_000).map(|at| format!("x{at} = 1\n")).collect();
        assert_eq!(told(file("site.toml", heap).expect("valid TOML")).len(), MOST_FAULTS);
    }
}
