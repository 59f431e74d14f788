//! What in a line speaks for a caption: a credit, who stands where, a date.

use std::sync::LazyLock;

use q7x2_sdk::work::steps;

use super::super::tabled::{Words, everywhere};
use super::agency::{self, Credit};
use super::line::Line;

/// Words up to which a line with a credit can be a caption.
const LONGEST: usize = 60;

/// Who stands where in a picture, as only captions say it.
static SIDES: Words = LazyLock::new(|| everywhere(|page| &page.picture.sides));

/// The same, of which it takes two.
static DOUBTFUL_SIDES: Words = LazyLock::new(|| everywhere(|page| &page.picture.doubtful_sides));

/// Between the number of a picture and how many there are: `1 of 4`.
static COUNTERS: Words = LazyLock::new(|| everywhere(|page| &page.picture.counters));

/// What in a line speaks for a caption.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Who signs at its end.
    pub credit: Option<Credit>,
    /// Where the text begins behind a credit that stands before it.
    pub before: Option<usize>,
    sides: bool,
    dated: bool,
    counted: bool,
}

impl Evidence {
    /// Looks at a line.
    pub(super) fn of(line: &Line) -> Self {
        steps(line.text.len());
        let credit =
            agency::trailing_credit(&line.text).or_else(|| agency::open_credit(&line.text));
        let leading = agency::leading_credit(&line.text);
        if line.words > LONGEST {
            return Self { credit, before: leading, ..Self::default() };
        }
        let before = |credit: Credit| line.text.get(..credit.start).unwrap_or_default();
        // An outlet that no table knows signs as others do; a date before it tells that a picture
        // was taken.
        let signed =
            || agency::signed_credit(&line.text).filter(|credit| ends_dated(before(*credit)));
        let credit = credit.or_else(signed);
        let text = credit.map_or(line.text.as_str(), before);
        let (sides, dated) = (tells_sides(text), ends_dated(text));
        Self { credit, before: leading, sides, dated, counted: is_counted(&line.text) }
    }

    /// Whether a line before the text is a caption.
    pub(super) fn above_text(self, line: &Line) -> bool {
        line.words <= LONGEST
            && (self.credit.is_some()
                || self.before.is_some()
                || self.sides
                || self.counted
                || self.dated && line.text.contains("(R)"))
    }

    /// Whether a line between paragraphs is one.
    pub(super) fn in_text(self, line: &Line) -> bool {
        let pictured = self.credit.is_some_and(|credit| credit.picture);
        let pictured = pictured || self.before.is_some() || self.counted;
        line.words <= LONGEST && (pictured || self.dated && (self.credit.is_some() || self.sides))
    }
}

/// Whether a text tells who stands where.
fn tells_sides(text: &str) -> bool {
    let told = |side: &&&str| text.contains(**side);
    text.contains('(')
        && (SIDES.iter().any(|side| text.contains(side))
            || DOUBTFUL_SIDES.iter().filter(told).nth(1).is_some())
}

/// Whether a text begins with the number of a picture of several: "1 of 4. Boats below the bridge".
fn is_counted(text: &str) -> bool {
    let mut words = text.split(' ');
    let (number, of, all) = (words.next(), words.next(), words.next());
    let is_number = |word: &str| word.len() <= 2 && word.parse::<u8>().is_ok_and(|it| it > 0);
    let all = all.and_then(|all| all.strip_suffix(['.', ':']));
    number.is_some_and(is_number)
        && of.is_some_and(|of| COUNTERS.contains(of))
        && all.is_some_and(is_number)
        && words.next().is_some()
}

/// Whether a text ends with a full date: "Jan. 6, 2026", "6 January 2026".
fn ends_dated(text: &str) -> bool {
    let mut words =
        text.trim_end_matches(['.', ' ']).rsplit(' ').map(|word| word.trim_matches([',', '.']));
    let (Some(year), Some(second), Some(first)) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year && (is_day(second) && is_month(first) || is_month(second) && is_day(first))
}

fn is_day(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    word.len() >= 3 && word.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::super::raw::Block;
    use super::*;

    fn check(text: &str, above: bool, between: bool) {
        let line = Line::new(Block { text: text.to_owned(), ..Block::default() });
        let evidence = Evidence::of(&line);
        assert_eq!(
            (evidence.above_text(&line), evidence.in_text(&line)),
            (above, between),
            "{text}"
        );
    }

    #[test]
    fn captions_have_credits_sides_and_dates() {
        check(
            "Macron (R) welcomes Zelensky at the Elysee Palace in Paris, Jan. 6, 2026. (AFP)",
            true,
            true,
        );
        check(
            "Macron (R) welcomes Zelensky at the Elysee Palace in Paris, Jan. 6, 2026.",
            true,
            false,
        );
        check("Macron (L) and Zelensky (R) on 6 January 2026", true, true);
        check("Macron speaks in Paris (AP Photo/Jane Doe)", true, true);
        check("Macron in December at the Capitol.CreditJane Doe/Reuters", true, true);
        check(
            "Boats below the bridge in Dunmore, March 2, 2026. (Harbour Wire/J. Doe)",
            true,
            true,
        );
        check(
            "Boats below the bridge in Dunmore, 2 March 2026 (Harbour Wire / Jane Doe)",
            true,
            true,
        );
        check("Macron speaks in Paris. (Reuters)", true, false);
        check("1 of 4. Relatives react in front of the court in Orrin.", true, true);
    }

    #[test]
    fn sentences_are_no_captions() {
        check(
            "New Jersey Gov. Chris Christie (R) announced he's running for president in 2016.",
            false,
            false,
        );
        check(
            "In case you doubted whether Pierre Thomas (left) would get more carries, you can now be sure.",
            false,
            false,
        );
        check("Sen. Ted Cruz (R) said no.", false, false);
        check("The treaty was signed in Paris on Jan. 6, 2026.", false, false);
        check("Credit Suisse was bought by UBS.", false, false);
        check("The two lists were united on March 2, 2026 (Left/Greens).", false, false);
        check("Boats were seen below the bridge (Harbour Wire/J. Doe).", false, false);
        check("2 of 3 people in Orrin were told to leave.", false, false);
        check("It was 1 of 4. Nobody knew.", false, false);
        check("", false, false);
    }
}
