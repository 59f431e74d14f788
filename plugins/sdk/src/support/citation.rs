//! Citations: whether one cited sentence, by itself, belongs to a statement.

use super::clause;
use super::extract::without_brackets;
use super::refusal::Refusal;
use crate::conflict::same;
use crate::conflict::{self, Conflict, ConflictKind};
use crate::event::side::Side;
use crate::event::when;
use crate::{Event, SentenceKind, Spot};
use q7x2_text::annotation::Annotation;
use q7x2_text::chunk::holds_run;
use q7x2_text::language::Language;
use q7x2_text::likeness;
use q7x2_text::number;
use q7x2_text::quotation;
use q7x2_text::word::Stem;

/// Words from which a sentence is compared with no other: it is a list or a table, and comparing
/// two of them takes the square of their length. The longest sentences of newspapers have some two
/// hundred.
pub const LONGEST_SENTENCE: usize = 1000;

/// Weights summed in another order differ by less.
const ROUNDING: f64 = 1.0 - 1e-9;

/// A statement on its way through the check: its text read once, and what the citations kept so far
/// hold of it.
pub struct Claim<'a> {
    event: &'a Event,
    side: Annotation,
    plain: String,
    brackets: Vec<&'a str>,
    anchor: Spot,
    held: Vec<Spot>,
    is_extract: bool,
}

impl<'a> Claim<'a> {
    /// Reads a statement that is said of an event, with the language of its anchor.
    #[must_use]
    pub fn new(text: &'a str, anchor: Spot, event: &'a Event) -> Self {
        let language = Language::of(event.articles()[anchor.article].language.as_deref());
        let plain = without_brackets(text);
        let side = if plain == event.sentence(anchor).text {
            event.text().at(anchor).as_statement()
        } else {
            event.text().annotate(&plain, language)
        };
        Self {
            event,
            side,
            plain,
            brackets: brackets(text),
            anchor,
            held: Vec::new(),
            is_extract: false,
        }
    }

    /// Tests one further citation and, where it stays, remembers what it holds.
    ///
    /// # Errors
    /// Why it does not belong to the statement.
    pub fn admit(&mut self, spot: Spot) -> Result<(), Refusal> {
        self.contradicts(spot)?;
        if self.is_said(spot) || self.adds(spot) {
            self.held.push(spot);
            return Ok(());
        }
        Err(Refusal::new("does not say it"))
    }

    /// Whether a sentence says the statement by itself; remembers nothing.
    #[must_use]
    pub fn says(&self, spot: Spot) -> bool {
        !self.is_too_long(spot) && self.is_said(spot) && self.contradicts(spot).is_ok()
    }

    /// Whether a sentence says the same, or the same among much else. Of reports some days apart
    /// that takes the same words; and where both count, one of the numbers is the same.
    fn is_said(&self, spot: Spot) -> bool {
        let other = self.event.text().at(spot);
        let one_time = || when::may_be_one_time(self.event, self.anchor, spot);
        same::aligned_at(&self.side, other, one_time)
            || self.says_all(spot) && !number::share_no_number(&self.side.numbers, &other.numbers)
    }

    /// All sentences of running text that say the statement by themselves, in order. What shares
    /// too few words to do so is not looked at, so that a claim costs an event of hundreds of
    /// articles hardly more than one of five.
    #[must_use]
    pub fn sayers(&self) -> Vec<Spot> {
        let is_body = |spot: &Spot| self.event.sentence(*spot).kind == SentenceKind::Body;
        let near = self.event.text().sharing(&self.side.stems);
        let near = near.into_iter().filter(|&(_, shared)| shared >= self.fewest());
        near.map(|(spot, _)| spot).filter(is_body).filter(|&spot| self.says(spot)).collect()
    }

    /// The fewest stems that a sentence which says the statement shares with it.
    fn fewest(&self) -> usize {
        let mut weights: Vec<f64> = self.side.stems.iter().map(|(_, weight)| *weight).collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        let mut held = 0.0;
        let covers = |weight: &f64| {
            held += weight;
            held >= likeness::COVERED * self.side.weight() * ROUNDING
        };
        let enough = weights.iter().position(covers).map_or(0, |at| at + 1);
        enough.min(likeness::FEWEST_SHARED)
    }

    /// Takes the anchor of an extracted statement: it stays without a test, and but for what stands
    /// in brackets nothing is left for others to add.
    pub fn anchor(&mut self, spot: Spot) {
        self.is_extract = true;
        self.held.push(spot);
    }

    /// Tests whether a sentence says otherwise than the statement.
    ///
    /// # Errors
    /// What it says otherwise.
    pub fn contradicts(&self, spot: Spot) -> Result<(), Refusal> {
        let other = Side::of(self.event, spot);
        if self.is_too_long(spot) {
            return Err(Refusal::new("too long to be compared"));
        }
        let said = Side::statement(&self.plain, &self.side, other.published, other.language);
        if let Some(words) = self.quotes_otherwise(other) {
            return Err(Refusal::new(format!("quotes it otherwise (\"{words}\")")));
        }
        if self.quotes_another(other.annotation) {
            return Err(Refusal::new("quotes other words"));
        }
        let found = conflict::conflicts(said, other, self.event);
        let kind = found
            .iter()
            .find(|conflict| counts(conflict, said, other))
            .map(|conflict| conflict.kind);
        let kind = kind.or_else(|| clause::turned(said, other).then_some(ConflictKind::Polarity));
        match kind
            .or_else(|| conflict::count_otherwise(said, other).then_some(ConflictKind::Number))
        {
            Some(kind) => Err(Refusal::new(format!("says otherwise ({})", kind.word()))),
            None if conflict::swapped(said, other) => {
                Err(Refusal::new("says it the other way round"))
            }
            None => Ok(()),
        }
    }

    fn is_too_long(&self, spot: Spot) -> bool {
        self.side.tokens.len().max(self.event.text().at(spot).tokens.len()) > LONGEST_SENTENCE
    }

    /// Whether a statement that is a quotation for the better part is held against a sentence that
    /// quotes none of its words.
    fn quotes_another(&self, other: &Annotation) -> bool {
        let quoted = self.side.tokens.len() - self.side.unquoted().count();
        let shares = || self.side.quoted.iter().any(|run| other.quoted.binary_search(run).is_ok());
        2 * quoted > self.side.tokens.len() && !other.quotations.is_empty() && !shares()
    }

    /// Other words inside quotation marks do not support a quotation: they are its variant.
    fn quotes_otherwise<'o>(&self, other: Side<'o>) -> Option<&'o str> {
        let theirs =
            other.annotation.quotations.iter().map(|found| &other.text[found.inner.clone()]);
        let own: Vec<&str> =
            self.side.quotations.iter().map(|found| &self.plain[found.inner.clone()]).collect();
        theirs
            .into_iter()
            .find(|words| own.iter().any(|own| conflict::variant(own, words, other.language)))
    }

    /// A short statement may stand whole inside a sentence that says much more.
    fn says_all(&self, spot: Spot) -> bool {
        likeness::says_all(self.event.text().at(spot), &self.side)
    }

    /// Whether the sentence holds a number, name, quotation or bracketed run that no citation kept
    /// before it holds.
    fn adds(&self, spot: Spot) -> bool {
        let new = |holds: &dyn Fn(Spot) -> bool| {
            holds(spot) && !self.held.iter().any(|&kept| holds(kept))
        };
        let text = self.event.text();
        let brackets = self
            .brackets
            .iter()
            .any(|run| new(&|at| holds_run(&self.event.sentence(at).text, run)));
        if self.is_extract {
            return brackets;
        }
        let numbers = self
            .side
            .numbers
            .iter()
            .any(|x| new(&|at| text.at(at).numbers.iter().any(|y| number::same(x, y))));
        let names = self.side.names.iter().any(|name| {
            let stems: Vec<Stem> = self
                .side
                .within(&name.range)
                .iter()
                .filter(|token| !token.stop)
                .map(|token| token.stem)
                .collect();
            new(&|at| stems.iter().all(|stem| text.at(at).name_stems.binary_search(stem).is_ok()))
        });
        let quotations = self.side.quotations.iter().any(|found| {
            let words = quotation::normalise(&self.plain[found.inner.clone()]);
            new(&|at| quotation::normalise(&self.event.sentence(at).text).contains(&words))
        });
        numbers || names || quotations || brackets
    }
}

/// A sentence that says more ("heads of state and government") supports the narrower statement,
/// never the reverse.
fn counts(conflict: &Conflict, said: Side<'_>, other: Side<'_>) -> bool {
    let words =
        |side: Side<'_>, range: &std::ops::Range<usize>| side.annotation.within(range).len();
    conflict.kind != ConflictKind::Scope
        || words(said, &conflict.left) > words(other, &conflict.right)
}

fn brackets(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('[') {
        let Some((inside, tail)) = after.split_once(']') else { break };
        found.push(inside.trim());
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    /// Whether a sentence stays beside an anchor that says the statement itself.
    fn check(text: &str, sentence: &str, expected: Result<(), &str>) {
        let event = example::event("en", &[&[text], &[sentence]]);
        let (anchor, other) = (Spot { article: 0, sentence: 0 }, Spot { article: 1, sentence: 0 });
        let mut claim = Claim::new(text, anchor, &event);
        claim.anchor(anchor);
        let says = claim.says(other);
        let found = claim.admit(other);
        assert_eq!(
            found.as_ref().err().map(|refusal| refusal.0.as_str()),
            expected.err(),
            "{text} / {sentence}"
        );
        assert_eq!(says, expected.is_ok(), "{text} / {sentence}");
    }

    const CARS: &str = "Four cars and a van fell into the harbour of Dunmore on Monday.";

    #[test]
    fn what_says_the_same_stays() {
        check(CARS, "On Monday four cars and a van fell into Dunmore harbour.", Ok(()));
        check(
            CARS,
            "Four cars and a delivery van fell into the harbour of Dunmore early on Monday, police said.",
            Ok(()),
        );
    }

    #[test]
    fn what_says_otherwise_goes() {
        let other = "Six cars and a van fell into the harbour of Dunmore on Monday.";
        check(CARS, other, Err("says otherwise (number)"));
        check(
            CARS,
            "Four cars and a van fell into the harbour of Dunmore on Friday.",
            Err("says otherwise (date)"),
        );
        let denied = "Four cars and a van did not fall into the harbour of Dunmore on Monday.";
        check(CARS, denied, Err("says otherwise (polarity)"));
    }

    #[test]
    fn opposites_and_other_counts_go() {
        let rose = "Northern Lines said on Monday its passenger numbers rose 8 percent in the third quarter.";
        check(rose, &rose.replace("rose", "dropped"), Err("says otherwise (polarity)"));
        check(rose, &rose.replace("rose", "climbed"), Ok(()));
        check(rose, &rose.replace("rose", "rose and fell by"), Ok(()));
        let hurt = "A ferry struck rocks near Port Marden on Monday, injuring 14 people.";
        let other =
            "Seventeen people were injured on Monday when a ferry struck rocks near Port Marden.";
        check(hurt, other, Err("says otherwise (number)"));
        let aboard = "A ferry that carried 300 people struck rocks near Port Marden on Monday.";
        check(hurt, aboard, Err("says otherwise (number)"));
    }

    #[test]
    fn what_counts_nothing_alike_goes() {
        let seized = "Police arrested 31 protesters in Dunmore on Saturday night.";
        check(
            seized,
            "Police in Dunmore arrested 27 demonstrators on Saturday night.",
            Err("does not say it"),
        );
        check(seized, "Police arrested protesters in Dunmore on Saturday night.", Ok(()));
        let vote = "The council of Dunmore voted 9 to 4 to keep the library open.";
        check(
            vote,
            "By 8 votes to 5 the council of Dunmore voted to keep the library open.",
            Err("does not say it"),
        );
        check(
            vote,
            "By 9 votes to 4 the council of Dunmore voted to keep the library open.",
            Ok(()),
        );
        let age = "The suspect, Karl Brandt, 34, was arrested in Dunmore on Monday.";
        check(
            age,
            "Karl Brandt, a 43-year-old suspect, was arrested in Dunmore on Monday.",
            Err("does not say it"),
        );
    }

    #[test]
    fn what_is_quoted_is_quoted_there_too() {
        let raised = "“Congress must raise the debt limit of Kestria now,” President Anna Birk said on Monday.";
        let plain =
            "President Anna Birk said on Monday Congress must raise the debt limit of Kestria now.";
        check(raised, plain, Ok(()));
        let other = "“Kestria cannot raise its debt limit without Congress,” President Anna Birk told Senator Tom Dray.";
        check(raised, other, Err("quotes other words"));
    }

    #[test]
    fn who_does_it_to_whom_counts() {
        let accused = "Anna Birk accused Tom Dray of taking bribes in Tarn on Monday.";
        let way = "Tom Dray accused Anna Birk of taking bribes in Tarn on Monday.";
        check(accused, way, Err("says it the other way round"));
        check(
            accused,
            "Tom Dray was accused by Anna Birk of taking bribes in Tarn on Monday.",
            Ok(()),
        );
        let met = "Anna Birk met Tom Dray in the harbour of Tarn on Monday.";
        check(met, "Tom Dray met Anna Birk in the harbour of Tarn on Monday.", Ok(()));
    }

    #[test]
    fn another_month_or_year_is_another_time() {
        let line = "The new tram line is to open in 2032, the mayor said.";
        check(
            line,
            "The new tram line is to open in 2031, the mayor said.",
            Err("says otherwise (date)"),
        );
        check(line, "The new tram line will open in 2032, the mayor said.", Ok(()));
        check(line, "The new tram line is to open in March 2032, the mayor said.", Ok(()));
        let since = "The new tram line, planned since 2019, is to open in 2031, the mayor said.";
        check(since, "The new tram line, planned since 2019, is to open, the mayor said.", Ok(()));
        let month = "The new tram line is to open in March 2032, the mayor said.";
        check(
            month,
            "The new tram line is to open in May 2032, the mayor said.",
            Err("says otherwise (date)"),
        );
    }

    #[test]
    fn what_says_something_else_goes() {
        check(CARS, "The harbour of Dunmore opened in 1974.", Err("does not say it"));
        check(CARS, "", Err("does not say it"));
    }

    #[test]
    fn another_wording_inside_quotation_marks_is_a_variant() {
        let quoted = "“We stopped it 20 metres short of the hospital,” Marsh said.";
        let other = "“We stopped it 20 metres from the hospital,” Marsh said.";
        check(
            quoted,
            other,
            Err("quotes it otherwise (\"We stopped it 20 metres from the hospital,\")"),
        );
    }

    #[test]
    fn a_sentence_that_says_more_supports_the_narrower_one() {
        let narrow = "The meeting in Paris brought together 27 heads of state.";
        let wide = "The meeting in Paris brought together 27 heads of state and government.";
        check(narrow, wide, Ok(()));
        check(wide, narrow, Err("says otherwise (scope)"));
    }

    #[test]
    fn a_citation_may_add_what_no_other_holds() {
        let event = example::event(
            "en",
            &[
                &["Steve Witkoff met Macron in Paris."],
                &["Jared Kushner met Macron in Paris."],
                &["The bridge opened in 1974."],
            ],
        );
        let text = "Steve Witkoff and Jared Kushner met Macron in Paris.";
        let spot = |article| Spot { article, sentence: 0 };
        let mut claim = Claim::new(text, spot(0), &event);
        assert_eq!([0, 1].map(|article| claim.admit(spot(article))), [Ok(()), Ok(())]);
        assert!(claim.admit(spot(2)).is_err());
    }

    #[test]
    fn tables_are_compared_with_nothing() {
        let table = format!(
            "{} They saw a bridge.",
            "not 7 cars of Dunmore said Ann Lee on Monday, ".repeat(200)
        );
        check(CARS, &table, Err("too long to be compared"));
        check(&table, CARS, Err("too long to be compared"));
    }

    #[test]
    fn brackets_are_read() {
        assert_eq!(brackets("[A] b [ c ] d ["), ["A", "c"]);
        assert_eq!(brackets("a ] b"), [""; 0]);
    }
}
