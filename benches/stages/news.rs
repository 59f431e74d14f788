//! News that nobody wrote: events in towns that do not exist, each told by several outlets in words
//! of their own.

use std::fmt::Write;

const TOWNS: [&str; 12] = [
    "Arvenholt",
    "Brackmoor",
    "Castlemere",
    "Dunvale",
    "Eskerby",
    "Fallowick",
    "Grimsund",
    "Harrowgate-on-Sea",
    "Innisfell",
    "Jarrowby",
    "Kestrelheim",
    "Lowmarch",
];
const THINGS: [&str; 12] = [
    "bridge",
    "hospital",
    "library",
    "ferry",
    "mine",
    "school",
    "stadium",
    "warehouse",
    "dam",
    "market",
    "station",
    "theatre",
];
const DEEDS: [&str; 8] =
    ["closed", "flooded", "reopened", "sold", "inspected", "damaged", "rebuilt", "evacuated"];
const PEOPLE: [&str; 10] = [
    "Ada Thorne",
    "Bram Okoro",
    "Clara Venn",
    "Dov Lindqvist",
    "Elif Marsh",
    "Femi Castellan",
    "Greta Holm",
    "Hugo Pell",
    "Ines Abara",
    "Jonas Wirth",
];
const OPENINGS: [&str; 4] = [
    "The {thing} in {town} was {deed} on Tuesday after engineers found {count} cracks, Mayor {who} said.",
    "Officials in {town} said that the {thing} had been {deed} on Tuesday because of {count} cracks.",
    "{town}'s {thing} was {deed} on Tuesday, according to Mayor {who}, who spoke of {count} cracks.",
    "Engineers found {count} cracks in the {thing} of {town}, which was {deed} on Tuesday.",
];
const MORE: [&str; 6] = [
    "“Nobody was in danger at any time,” {who} told reporters outside the {thing}.",
    "The repairs will cost {count} million crowns and take until March, the council of {town} decided.",
    "Residents of {town} had complained about the {thing} for {count} years.",
    "A first inspection in 2019 had found nothing, the council's report says.",
    "Some {count} people signed a petition to keep the {thing} open.",
    "Trains and buses through {town} were delayed by {count} minutes.",
];

/// A stream of so many events with so many articles each, as JSON Lines.
pub(crate) fn stream(events: usize, articles: usize) -> String {
    let mut lines = String::new();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for event in 0..events {
        let story = Story::new(event, &mut dice);
        for article in 0..articles {
            let text = story.told(&mut dice);
            let day = 1 + event % 28;
            // Writing to a string cannot fail.
            let _ = writeln!(
                lines,
                r#"{{"id":"{event}-{article}","title":"{} in {} {}","source":"Outlet {}","date":"2026-01-{day:02}","text":"{text}"}}"#,
                story.thing,
                story.town,
                story.deed,
                article % 40
            );
        }
    }
    lines
}

struct Story {
    town: String,
    thing: &'static str,
    deed: &'static str,
    who: &'static str,
    count: usize,
}

impl Story {
    fn new(number: usize, dice: &mut Dice) -> Self {
        // A town of its own for every story: "Arvenholt", "Arvenholt Second", …
        let town = format!("{}{}", dice.pick(&TOWNS), ending(number));
        Self {
            town,
            thing: dice.pick(&THINGS),
            deed: dice.pick(&DEEDS),
            who: dice.pick(&PEOPLE),
            count: dice.roll(90) + 3,
        }
    }

    fn told(&self, dice: &mut Dice) -> String {
        let mut text = self.filled(dice.pick(&OPENINGS));
        for _ in 0..4 + dice.roll(4) {
            text.push_str("\\n\\n");
            text.push_str(&self.filled(dice.pick(&MORE)));
        }
        text
    }

    fn filled(&self, sentence: &str) -> String {
        let count = self.count.to_string();
        let parts = [
            ("{town}", self.town.as_str()),
            ("{thing}", self.thing),
            ("{deed}", self.deed),
            ("{who}", self.who),
        ];
        let filled =
            parts.iter().fold(sentence.to_owned(), |text, (name, word)| text.replace(name, word));
        filled.replace("{count}", &count)
    }
}

/// Syllables that make the names of towns differ.
fn ending(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "do", "ke", "li", "mu", "na", "ro", "si", "ta", "vu"];
    let digits = number.to_string();
    digits.bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]).collect()
}

/// The same throws on every machine (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        list[self.roll(list.len())]
    }
}
