//! The headline: the source title that says what the lede says and that most of the event's texts
//! bear out. What it names and counts, the running text names and counts; where no title does so,
//! the lede is the headline.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::chunk::{holds_run, opens_with};
use q7x2_sdk::text::date::DateMention;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::{self, Stem, Token, count};
use q7x2_sdk::{Article, Event, Statement, work};

use crate::age;
use crate::concepts::{Concepts, concepts};

/// A headline is between these lengths, in words.
const WORDS: std::ops::RangeInclusive<usize> = 4..=14;
/// Length counts against a title so that the plain one wins.
const LENGTH: f64 = 0.3;
/// Share of a title's weight that a text bears out.
const BORNE_OUT: f64 = 0.6;
/// What is left of a title's worth that promises a story instead of telling it ("How", "Why", "Here
/// are"), shouts, judges or counts a day from its own.
const TONE: f64 = 0.25;
/// Letters from which a word in capitals shouts, where no text writes it so.
const SHOUTED: usize = 4;

/// Titles of which it is asked how many articles bear them out: those that promise most. In an
/// event of so many articles that is every one; without an end, every title is held against every
/// article.
const ASKED: usize = 512;

/// Sums in another order differ by less.
const ROUNDING: f64 = 1.0 + 1e-9;

/// A title with what makes its worth.
struct Title<'a> {
    /// The place of the first article that has it.
    at: usize,
    text: &'a str,
    read: Annotation,
    weight: f64,
    /// Share of its weight that the lede holds.
    said: f64,
    /// What is left of its worth by its tone and its age.
    form: f64,
    length: f64,
}

impl Title<'_> {
    /// What it is worth where so many articles bear it out.
    fn worth(&self, articles: f64) -> f64 {
        self.weight * (1.0 + articles) * (0.5 + self.said) * self.form / self.length
    }
}

/// The best title, of two as good the earlier, else the first statement.
pub(crate) fn headline(event: &Event, weights: &Concepts, statements: &[Statement]) -> String {
    let mut titles = titles(event, weights, statements);
    titles.sort_by(|a, b| b.worth(0.0).total_cmp(&a.worth(0.0)).then(a.at.cmp(&b.at)));
    titles.truncate(ASKED);
    let held = Held::of(event);
    let mut best: Option<(f64, &Title<'_>)> = None;
    for title in &titles {
        // More than all articles bear no title out, and the next titles promise less.
        if best.is_some_and(|(most, _)| title.worth(held.articles) * ROUNDING < most) {
            break;
        }
        let worth = title.worth(held.borne_out(&title.read));
        if best.is_none_or(|(most, held)| worth > most || worth >= most && title.at < held.at) {
            best = Some((worth, title));
        }
    }
    let title = best
        .map(|(_, title)| title.text)
        .or(statements.first().map(|statement| statement.text.as_str()));
    let title = title.map_or_else(|| event.title(), without_stop);
    without_day(title, event).to_owned()
}

/// A headline does not end with a day that counts from the one on which it was written: "died
/// yesterday". Behind a preposition it is none of its own ("until today").
fn without_day<'a>(title: &'a str, event: &Event) -> &'a str {
    let language = Language::of(event.language());
    let read = event.text().annotate(title, language);
    let last = read.dates.iter().find(|date| date.range.end == title.len());
    let Some(day) = last.filter(|date| date.counts_from_report()) else { return title };
    let left = title[..day.range.start].trim_end_matches([' ', ',']);
    let before = left.rsplit(' ').next().map(|word| word::spelt(word, language));
    let leans = before.is_none_or(|word| language.prepositions.contains(&word));
    if leans || !WORDS.contains(&count(left)) { title } else { left }
}

/// The titles that may be the headline, each once.
fn titles<'a>(event: &'a Event, weights: &Concepts, statements: &[Statement]) -> Vec<Title<'a>> {
    let spoken = event.language();
    let running = Running::of(event, statements);
    let newest = age::newest(event);
    let mut seen = BTreeSet::new();
    let mut titles = Vec::new();
    for (at, article) in event.articles().iter().enumerate() {
        let is_spoken = usable(article) && article.language.as_deref() == spoken;
        if !is_spoken || !seen.insert(article.title.as_str()) {
            continue;
        }
        let read = event.text().annotate(&article.title, Language::of(spoken));
        if running.bears(&article.title, &read) {
            let age = age::left(article.published, newest);
            titles.push(title(at, article, read, age, &running, weights));
        }
    }
    titles
}

/// The running text, as titles are held against it.
struct Running {
    language: &'static Language,
    /// The stems of all its words, sorted.
    told: Vec<Stem>,
    /// The content stems of its first sentence, sorted.
    lede: Vec<Stem>,
    /// The stems that some article writes with a small letter, sorted.
    small: Vec<Stem>,
    /// The words that some article writes in capitals.
    shouted: BTreeSet<String>,
}

impl Running {
    fn of(event: &Event, statements: &[Statement]) -> Self {
        let language = Language::of(event.language());
        let said: Vec<Annotation> =
            statements.iter().map(|one| event.text().annotate(&one.text, language)).collect();
        let tokens = said.iter().flat_map(|read| &read.tokens);
        let texts = event.text().annotations.iter().flatten();
        let small = texts.flat_map(|read| &read.tokens).filter(|token| !token.capital);
        let words = event.articles().iter().flat_map(Article::body);
        let words = words.flat_map(|(_, sentence)| sentence.text.split_whitespace());
        Self {
            language,
            told: sorted(tokens.map(|token| token.stem).collect()),
            lede: stems(said.get(..1).unwrap_or_default()),
            small: sorted(small.map(|token| token.stem).collect()),
            shouted: words.filter(|word| is_shouted(word)).map(str::to_owned).collect(),
        }
    }

    /// Whether the running text names whom and counts what a title names and counts. In a title
    /// every word may have a capital; one that a text writes small is no name.
    fn bears(&self, title: &str, read: &Annotation) -> bool {
        let names = read.names.iter().map(|name| &name.range);
        let claims = names.chain(read.numbers.iter().map(|number| &number.range));
        let mut tokens = claims.flat_map(|range| read.within(range)).chain(
            read.tokens.iter().filter(|token| title[token.range.clone()].contains(is_digit)),
        );
        tokens.all(|token| {
            token.stop
                || self.told.binary_search(&token.stem).is_ok()
                || !title[token.range.clone()].contains(is_digit)
                    && self.small.binary_search(&token.stem).is_ok()
        })
    }

    /// Whether a title shouts, judges or promises a story.
    fn is_loud(&self, title: &str, read: &Annotation) -> bool {
        let folded = word::spelt(title, self.language);
        let opens = |opener: &String| opens_with(&folded, opener);
        let mut words = title.split_whitespace();
        let judges = |token: &Token| {
            let word = word::spelt(&title[token.range.clone()], self.language);
            self.language.voice.verdict_words.contains(&word)
        };
        let opinion = &self.language.voice.verdict_phrases;
        title.contains('!')
            || self.language.headline_openers.iter().any(opens)
            || opinion.iter().any(|phrase| holds_run(&folded, phrase))
            || read.unquoted().any(judges)
            || words.any(|word| is_shouted(word) && !self.shouted.contains(word))
    }
}

fn is_digit(character: char) -> bool {
    character.is_numeric()
}

/// Whether a word is written in capitals.
fn is_shouted(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= SHOUTED && letters.clone().all(char::is_uppercase)
}

fn sorted(mut stems: Vec<Stem>) -> Vec<Stem> {
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// A headline has no full stop; that of an abbreviation stays ("in the U.S.").
fn without_stop(title: &str) -> &str {
    let bare = title.trim_end_matches('.');
    let last = bare.rsplit(' ').next().unwrap_or_default();
    if last.contains('.') { title } else { bare }
}

/// A title of its own (not made from the first sentence), of a trusted article, that tells and does
/// not ask.
fn usable(article: &Article) -> bool {
    let title = article.title.as_str();
    let own = article
        .body()
        .next()
        .is_none_or(|(_, first)| !first.text.starts_with(title.trim_end_matches(['…', '.'])));
    own && !article.is_low_trust()
        && WORDS.contains(&count(title))
        && !title.contains(['?', '…', '|'])
}

#[expect(clippy::cast_precision_loss, reason = "words of a title")]
fn title<'a>(
    at: usize,
    article: &'a Article,
    read: Annotation,
    age: f64,
    running: &Running,
    weights: &Concepts,
) -> Title<'a> {
    let text = article.title.as_str();
    // A headline stands for longer than "today".
    let passes = read.dates.iter().any(DateMention::counts_from_report);
    let tone = if passes || running.is_loud(text, &read) { TONE } else { 1.0 };
    Title {
        at,
        text,
        weight: concepts(&read).iter().map(|(concept, _)| weights.weight(*concept)).sum(),
        said: share(&read, &running.lede),
        form: tone * age,
        length: libm::pow(count(text) as f64, LENGTH),
        read,
    }
}

/// Which articles hold a stem.
struct Held {
    /// Each stem with each article that holds it, sorted.
    holders: Vec<(Stem, usize)>,
    /// How many articles there are.
    articles: f64,
}

impl Held {
    #[expect(clippy::cast_precision_loss, reason = "articles of one event")]
    fn of(event: &Event) -> Self {
        let articles = event.text().annotations.iter().enumerate();
        let mut holders: Vec<(Stem, usize)> = articles
            .flat_map(|(at, article)| stems(article).into_iter().map(move |stem| (stem, at)))
            .collect();
        holders.sort_unstable();
        Self { holders, articles: event.articles().len() as f64 }
    }

    /// How many articles bear a title out: hold most of its weight.
    #[expect(clippy::cast_precision_loss, reason = "articles of one event")]
    fn borne_out(&self, title: &Annotation) -> f64 {
        let mut held: BTreeMap<usize, f64> = BTreeMap::new();
        for &(stem, idf) in &title.stems {
            let from = self.holders.partition_point(|(other, _)| *other < stem);
            for (_, article) in self.holders[from..].iter().take_while(|(other, _)| *other == stem)
            {
                *held.entry(*article).or_insert(0.0) += idf;
                work::steps(1);
            }
        }
        let weight = title.weight().max(f64::MIN_POSITIVE);
        held.into_values().filter(|held| held / weight >= BORNE_OUT).count() as f64
    }
}

/// The content stems of an article, sorted.
fn stems(article: &[Annotation]) -> Vec<Stem> {
    sorted(article.iter().flat_map(|read| &read.stems).map(|(stem, _)| *stem).collect())
}

/// The share of a title's weight that some stems hold.
fn share(title: &Annotation, held: &[Stem]) -> f64 {
    let borne =
        title.stems.iter().filter(|(stem, _)| held.binary_search(stem).is_ok()).map(|(_, idf)| idf);
    borne.sum::<f64>() / title.weight().max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_tells_what_the_text_tells() {
        let body = [
            "A barge struck the harbour bridge at Dunmore on Monday.",
            "The council met the mayor of Tarn in May.",
        ];
        let check = |titles: [&str; 2], said: usize, expected: &str| {
            let titled = |(at, title): (usize, &&str)| {
                let id = format!("a{at}");
                Article { title: (*title).to_owned(), ..q7x2_sdk::example::article(&id, &body) }
            };
            let event = Event::new(
                "e".to_owned(),
                String::new(),
                titles.iter().enumerate().map(titled).collect(),
            );
            let statements = [Statement::new(body[said], Vec::new())];
            assert_eq!(headline(&event, &Concepts::of(&event), &statements), expected);
        };
        let (barge, council) =
            ("Barge strikes harbour bridge at Dunmore", "Council of Tarn meets its mayor");
        check([barge, council], 0, barge);
        check([barge, council], 1, council);
        check(["How a barge strikes a bridge at Dunmore harbour", barge], 0, barge);
        check(
            ["However, a barge strikes a bridge at Dunmore", council],
            0,
            "However, a barge strikes a bridge at Dunmore",
        );
    }

    #[test]
    fn the_headline_claims_no_more_than_the_text() {
        let lede = "A barge struck the harbour bridge at Dunmore on Monday, injuring 14 people.";
        let plain = "Barge strikes harbour bridge at Dunmore";
        let check = |titles: &[(&str, &str)], expected: &str| {
            let titled = |(at, (title, day)): (usize, &(&str, &str))| Article {
                title: (*title).to_owned(),
                published: q7x2_sdk::Published::parse(day),
                ..q7x2_sdk::example::article(&format!("a{at}"), &[lede])
            };
            let articles = titles.iter().enumerate().map(titled).collect();
            let event = Event::new("e".to_owned(), String::new(), articles);
            let statements = [Statement::new(lede, Vec::new())];
            assert_eq!(headline(&event, &Concepts::of(&event), &statements), expected);
        };
        let day = "2026-03-09";
        for other in [
            "Barge strikes harbour bridge at Dunmore, 17 people injured",
            "Barge of Ostra Lines strikes harbour bridge at Dunmore",
            "Barge strikes harbour bridge at Dunmore, 14 people injured!",
            "Barge strikes harbour bridge at Dunmore today",
            "HORROR at Dunmore as barge strikes harbour bridge",
            "Barge strikes harbour bridge at Dunmore and nothing short of a miracle happens",
            "Barge strikes the harbour bridge at Dunmore on a Monday and 14 people are badly hurt",
        ] {
            check(&[(other, day), (plain, day)], plain);
            check(&[(plain, day), (other, day)], plain);
        }
        // Every word of a title may have a capital.
        let capitals = "Barge Strikes Harbour Bridge At Dunmore, Injuring 14 People";
        check(&[(capitals, day)], capitals);
        // The newer of two as good.
        let newer = "Barge struck harbour bridge at Dunmore";
        check(&[(plain, "2026-03-07"), (newer, day)], newer);
        // No title holds: the lede does.
        check(&[("Ostra Lines pays 17 crowns", day)], lede.trim_end_matches('.'));
    }

    #[test]
    fn a_headline_does_not_end_with_a_day_of_its_own() {
        let check = |lede: &str, expected: &str| {
            let article = q7x2_sdk::example::article("a", &[lede]);
            let event = Event::new("e".to_owned(), String::new(), vec![article]);
            let statements = [Statement::new(lede, Vec::new())];
            assert_eq!(headline(&event, &Concepts::of(&event), &statements), expected);
        };
        check("The mayor of Tarn died yesterday.", "The mayor of Tarn died");
        check("The bridge of Tarn was closed today.", "The bridge of Tarn was closed");
        for lede in ["The bridge of Tarn stays closed until tomorrow.", "He died yesterday."] {
            check(lede, without_stop(lede));
        }
        let monday = "The mayor of Tarn died on Monday.";
        check(monday, without_stop(monday));
    }

    #[test]
    fn a_headline_has_no_full_stop() {
        assert_eq!(without_stop("The bridge is closed."), "The bridge is closed");
        assert_eq!(without_stop("A ban just reversed.."), "A ban just reversed");
        assert_eq!(without_stop("Trade talks in the U.S."), "Trade talks in the U.S.");
        assert_eq!(without_stop(""), "");
    }
}
