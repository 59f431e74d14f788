//! Figures: the numbers of an event that two origins give. One of them that is not told yet is news,
//! whatever else its sentence repeats: "The fatalities included 13 children".

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::number::Number;
use q7x2_sdk::{Event, Spot};

/// Values below this are the same by chance; two origins give one where they count the same.
const LARGE: f64 = 10.0;

/// The lowest and the highest value of a number, as bits.
pub(crate) type Value = (u64, u64);

/// The numbers that two origins of an event give.
pub(crate) struct Figures {
    shared: BTreeSet<(Value, String)>,
}

impl Figures {
    pub(crate) fn of(event: &Event) -> Self {
        let mut origins: BTreeMap<(Value, String), BTreeSet<usize>> = BTreeMap::new();
        for (article, read) in event.articles().iter().enumerate() {
            for (sentence, _) in read.body() {
                let spot = Spot { article, sentence };
                for number in counted(event.text().at(spot), &event.sentence(spot).text) {
                    origins.entry(key(number)).or_default().insert(event.origin(article));
                }
            }
        }
        let shared = origins.into_iter().filter(|(_, origins)| origins.len() > 1);
        Self { shared: shared.map(|(key, _)| key).collect() }
    }

    /// Those that a sentence gives.
    pub(crate) fn given(&self, said: &Annotation, text: &str) -> Vec<Value> {
        let shared = counted(said, text).filter(|number| self.shared.contains(&key(number)));
        shared.map(value).collect()
    }
}

/// The values that a sentence gives.
pub(crate) fn values(said: &Annotation) -> impl Iterator<Item = Value> {
    said.numbers.iter().map(value)
}

/// The numbers that count something: one of a compound ("an 18-wheel truck", "a 54-year-old man") or a
/// span ("aged 10 to 15") describes it.
fn counted<'a>(said: &'a Annotation, text: &'a str) -> impl Iterator<Item = &'a Number> {
    let counts = |number: &&Number| !number.unit.is_empty() && !number.ordinal;
    let is_one = |number: &&Number| number.low == number.high && !is_of_compound(number, text);
    said.numbers.iter().filter(counts).filter(is_one)
}

fn is_of_compound(number: &Number, text: &str) -> bool {
    let word = text.get(number.range.start..).and_then(|rest| rest.split_whitespace().next());
    let behind = word.and_then(|word| word.split_once(['-', '‑']));
    behind.is_some_and(|(_, behind)| behind.starts_with(char::is_alphabetic))
}

fn value(number: &Number) -> Value {
    (number.low.to_bits(), number.high.to_bits())
}

fn key(number: &Number) -> (Value, String) {
    let unit = if number.high < LARGE { number.unit.clone() } else { String::new() };
    (value(number), unit)
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::example::article;

    use super::*;

    #[test]
    fn a_figure_is_one_of_two_origins() {
        let event = Event::new(
            "e".to_owned(),
            String::new(),
            vec![
                article("a", &["The dead of Tarn are 13 children and two teachers in four buses."]),
                article("b", &["Police said 13 pupils died, and two teachers from four towns."]),
            ],
        );
        let figures = Figures::of(&event);
        let check = |text: &str, expected: usize| {
            let article = article("c", &[text]);
            let read = Event::new("e".to_owned(), String::new(), vec![article]);
            let said = read.text().at(Spot { article: 0, sentence: 0 });
            assert_eq!(figures.given(said, text).len(), expected, "{text}");
        };
        check("In Tarn 13 children died.", 1);
        check("In Tarn 13 girls died.", 1);
        check("In Tarn two teachers died.", 1);
        check("In Tarn two girls died.", 0);
        check("In Tarn four towns mourn.", 0);
        check("In Tarn 14 children died.", 0);
        check("In Tarn a 13-wheel truck stands.", 0);
        check("In Tarn the 13th of May is remembered.", 0);
    }
}
