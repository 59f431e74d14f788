//! Numbers: what a text counts, measures or ranks.

use super::cut::Lexemes;
use super::date::matcher;
use super::language::Language;
use super::reader::Reader;

mod amount;
mod measure;
mod scanner;
mod sign;
mod unit;
mod value;

pub use measure::{Measure, measure};
pub use value::{Number, agree, differ, same, share_no_number};

/// The numbers of a text, in order; parts of dates are not numbers.
#[must_use]
pub fn numbers(text: &str, language: &Language) -> Vec<Number> {
    let lexemes = language.lexemes(text);
    among(&lexemes, &matcher::scan(&lexemes, language), language)
}

/// The numbers among lexemes, outside the dates among them.
pub(crate) fn among(
    lexemes: &Lexemes<'_>,
    dates: &[matcher::Found],
    language: &Language,
) -> Vec<Number> {
    scanner::Scanner { reader: Reader::of(lexemes, language), dates }.read()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(value: f64) -> String {
        if value > 9999.0 && value % 1000.0 == 0.0 {
            format!("{}k", value / 1000.0)
        } else {
            format!("{value}")
        }
    }

    /// Each number as `value unit`, `~` where approximate, `#` where a rank or label.
    fn check_in(language: &str, text: &str, expected: &[&str]) {
        let found: Vec<String> = numbers(text, Language::of(Some(language)))
            .iter()
            .map(|number| {
                let about = if number.approximate { "~" } else { "" };
                let rank = if number.ordinal { "#" } else { "" };
                let value = if number.low < number.high {
                    format!("{}-{}", shown(number.low), shown(number.high))
                } else {
                    shown(number.low)
                };
                format!("{about}{rank}{value} {}", number.unit).trim_end().to_owned()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    fn check(text: &str, expected: &[&str]) {
        check_in("en", text, expected);
    }

    #[test]
    fn the_samples_numbers() {
        check(
            "Representatives from 35 countries, including 27 heads of state and government,",
            &["35 country", "27 head"],
        );
        check("from 35 nations including 27 heads of state,", &["35 country", "27 head"]);
        check("a deal is “90 percent” ready", &["90 %"]);
        check("currently occupying about 20 percent of Ukrainian territory", &["~20 %"]);
        check("occupies approximately 20% of Ukraine", &["~20 %"]);
        check("now nearing its fourth year", &["#4 year"]);
        check("the nearly four-year conflict", &["~4 year"]);
        check("almost four years into", &["~4 year"]);
        check("enters its fifth year", &["#5 year"]);
        check("with over 500,000 combined casualties", &["~500k casualty"]);
        check(
            "over €100 billion in aid since 2022, including a €50 billion package in 2024",
            &["~100000000k eur", "50000000k eur"],
        );
        check("approximately $175 billion", &["~175000000k usd"]);
        check("security advisers from 15 countries", &["15 country"]);
        check("Western-supplied F-16 jets and ATACMS missiles", &["#16 f-"]);
        check("According to reports from France 24, the talks", &["#24 france"]);
        check("on January 6, 2026, since 2022", &[]);
    }

    #[test]
    fn digits() {
        check("1,250 people and 1,250,000 people", &["1250 person", "1250k person"]);
        check("2.5 million dollars, 0.5%", &["2500k usd", "0.5 %"]);
        check("US$5m, $3.2bn, 10k", &["5000k usd", "3200000k usd", "10k"]);
        check("5 million US dollars", &["5000k usd"]);
        check("-5 degrees", &["-5 degree"]);
        check("10km and 12 kilometres", &["10 km", "12 km"]);
        check("500+ people", &["~500 person"]);
        check("an 18-year-old and a 15-nation group", &["18 year", "15 country"]);
    }

    #[test]
    fn words() {
        check("seven people and twenty-five ships", &["7 person", "25 ship"]);
        check("two hundred and fifty thousand refugees", &["250k refugee"]);
        check("a hundred soldiers, two dozen villages", &["100 troop", "24 village"]);
        check(
            "hundreds of homes and tens of thousands of people",
            &["~200-100k home", "~20k-10000k person"],
        );
        check("half a million people", &["500k person"]);
        check("one person, no one, one of them, one another", &["1 person"]);
        check("two-thirds of voters", &["0.6666666667 voter"]);
        check(
            "the second round, a 27th member, 21st century",
            &["#2 round", "#27 member", "#21 century"],
        );
    }

    #[test]
    fn ranges() {
        check("10 to 15 people", &["10-15 person"]);
        check("10-15 people", &["10-15 person"]);
        check("between 10 and 15 percent", &["10-15 %"]);
        check("between ten and fifteen ships", &["10-15 ship"]);
        check("$10-15 billion", &["10000000k-15000000k usd"]);
        check("€10 million to €15 million", &["10000k-15000k eur"]);
        check("10 and 15 people", &["10", "15 person"]);
        check("won 3-1", &["#3 score", "#1 score"]);
    }

    #[test]
    fn labels_and_clocks() {
        check("Flight 370, Article 5, MH17, G7", &["#370 flight", "#5 article", "#17 mh", "#7 g"]);
        check("at 10:30 and 3 p.m. and 3:15pm", &["#1030 clock", "#1500 clock", "#1515 clock"]);
        check("the 1990s", &["#1990 s"]);
        check("24/7 and 4x4", &["#24", "#7", "#4 x", "#4 x"]);
        check("version 3.5.2", &["#3 version", "#5", "#2"]);
    }

    #[test]
    fn other_languages() {
        check_in(
            "de",
            "1.250 Menschen, 2,5 Millionen Euro, 20 Prozent",
            &["1250 person", "2500k eur", "20 %"],
        );
        check_in("de", "35 Staaten und sieben Tote", &["35 land", "7 tote"]);
        check_in(
            "fr",
            "1 250 personnes, 2,5 millions d'euros, 20 %",
            &["1250 personne", "2500k eur", "20 %"],
        );
        check_in("fr", "soixante-dix-huit pays", &["78 pays"]);
        check_in(
            "es",
            "1.250 personas, 2,5 millones de euros, 20 por ciento",
            &["1250 persona", "2500k eur", "20 %"],
        );
        check_in("es", "treinta y cinco países", &["35 país"]);
        check_in("fi", "35 maata, 20 %", &["35 maata", "20 %"]);
    }

    #[test]
    fn values_agree_within_what_is_said() {
        let read = |text: &str| numbers(text, Language::of(Some("en"))).remove(0);
        for (a, b, agrees) in [
            ("35 countries", "35 nations", true),
            ("35 countries", "36 countries", false),
            ("about 100 people", "103 people", true),
            ("about 100 people", "110 people", false),
            ("10 to 15 people", "12 people", true),
            ("10 to 15 people", "16 people", false),
            ("20%", "20 percent", true),
            ("hundreds of people", "350 people", true),
        ] {
            let (a, b) = (read(a), read(b));
            assert_eq!((same(&a, &b), differ(&a, &b)), (agrees, !agrees), "{a:?} {b:?}");
        }
        assert!(
            !same(&read("35 countries"), &read("35 people"))
                && !differ(&read("35 countries"), &read("36 people"))
        );
        assert!(!differ(&read("fourth year"), &read("fifth year")));
    }

    /// What could be taken together and is not, and what is, though something stands in it.
    #[test]
    fn where_numbers_begin_and_end() {
        check("1,50 people", &["1", "50 person"]);
        check("1234,567 people", &["1234", "567 person"]);
        check("12 345 people", &["12", "345 person"]);
        check_in("de", "1234 567 Menschen", &["1234", "567 person"]);
        check("It rose to 3. 5 people died", &["3", "5 person"]);
        check("in rooms 1, 250 people", &["1", "250 person"]);
        check("2 hundred thousand people", &["200k person"]);
        check("5m people, 3b people, $2.5m", &["5 person", "3 person", "2500k usd"]);
        check("a five-million-dollar deal", &["5000k usd"]);
        check("a $10-million deal for 3-hundred men", &["10000k usd", "300 man"]);
        check("two hundred and thousand people", &["200", "1000 person"]);
        check(
            "fifteen hundred people, twenty hundred people",
            &["1500 person", "20", "100 person"],
        );
        check("twenty fifteen people", &["20", "15 person"]);
        check("twenty-five three people", &["25", "3 person"]);
        check("a hundred five six people", &["105", "6 person"]);
        check("twenty zero people, twenty and five people", &["20", "0 person", "20", "5 person"]);
        check("one hundred-two hundred people", &["100-200 person"]);
        check("two million to 3 million people", &["2000k-3000k person"]);
        check("two thousand million people", &["2000", "1000k person"]);
        check("from 5 people to 6 January, and top-5 lists", &["5 person", "5 list"]);
        check("one was hurt", &[]);
    }

    #[test]
    fn the_noun_that_is_counted() {
        check("about US$5 million, the team won 5 matches", &["~5000k usd", "5 matche"]);
        check("at KM 5 of the road", &["5"]);
        check("for 5- to 10-year-olds", &["5", "10 year"]);
        check("500,000 combined military security casualties", &["500k casualty"]);
        check("20 business owners, 12 campus guards", &["20 owner", "12 guard"]);
        check("3 gas stations, 20 armed men", &["3 station", "20 man"]);
        check("20 anti-war protesters, one gas", &["20 protester", "1 gas"]);
    }

    #[test]
    fn numbers_are_of_one_kind() {
        let read = |text: &str| numbers(text, Language::of(Some("en"))).remove(0);
        let (count, rank) = (read("5 years"), read("fifth year"));
        assert!(!same(&count, &rank) && !differ(&read("6 years"), &rank) && agree(&count, &rank));
        assert!(!differ(&read("35"), &read("36")));
        assert!(same(&read("100 people"), &read("about 98 people")));
        assert!(same(&read("about 98 people"), &read("100 people")));
        let counts = [count];
        assert!(!share_no_number(&[], &counts) && !share_no_number(&counts, &[rank]));
        assert!(share_no_number(&counts, &[read("6 years")]));
    }

    #[test]
    fn hostile_numbers() {
        for text in [
            "9".repeat(5000),
            "1,".repeat(5000),
            "two ".repeat(5000),
            "1-".repeat(5000),
            "million ".repeat(500),
        ] {
            for number in numbers(&text, Language::of(Some("en"))) {
                assert!(number.low.is_finite() && number.high.is_finite());
            }
        }
    }

    proptest! {
        #[test]
        fn numbers_are_sound(text in "([0-9a-z,.%$€ -]|two |hundred |to |and |F-){0,40}") {
            let found = numbers(&text, Language::of(Some("en")));
            for number in &found {
                prop_assert!(text.get(number.range.clone()).is_some_and(|held| !held.is_empty()));
                prop_assert!(number.low <= number.high);
                prop_assert!(same(number, number));
            }
            prop_assert!(found.windows(2).all(|pair| pair[0].range.start < pair[1].range.start));
        }
    }
}
