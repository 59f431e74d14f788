//! Datelines: "ERBIL (Kurdistan24) — ", "KYIV, Jan 6 (Reuters) - ", "Paris, France – ".

use std::ops::Range;
use std::sync::LazyLock;

use q7x2_sdk::Published;
use q7x2_sdk::text::date;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::work::steps;

use super::super::moment;
use super::super::tabled::{Words, everywhere};
use super::agencies::is_agency;
use super::line::is_upper;
use super::listed_line::floor;

mod place;

use place::{is_date_part, is_label, is_place, is_place_shape, opens_text};

/// Bytes in which a dateline ends: the longest real ones ("JOINT BASE PEARL HARBOR-HICKAM, Hawaii,
/// Jan. 6, 2026 (Associated Press) —") are shorter.
const LONGEST: usize = 110;

/// Bytes among which the third word of a text stands, in scripts with and without spaces: one line
/// may be datelines alone.
const LONGEST_START: usize = 1000;

/// A dateline at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Where the text behind it begins.
    pub end: usize,
    /// The outlet it names.
    pub outlet: Option<String>,
    /// The full date it names.
    pub date: Option<Published>,
    /// How surely it is one.
    pub certainty: Certainty,
}

/// How surely something is a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// It names an outlet or a date, so that it can be told anywhere.
    Sure,
    /// A place and a dash: only in articles that begin so.
    Dash,
    /// A place and a colon: only where an article begins, and not where lines go on so, as lists
    /// do.
    Colon,
}

/// Reads the dateline at the start of a text.
pub(super) fn read(text: &str, language: &Language) -> Option<Dateline> {
    if !text.starts_with(|first: char| first.is_uppercase() || first == '(' || first == '[') {
        return None;
    }
    let window = text.get(..floor(text, LONGEST))?;
    separators(window).find_map(|(mark, at)| {
        let rest = text.get(at.end..)?.trim_start();
        let end = text.len() - rest.len();
        let head = Head::read(text.get(..at.start)?.trim(), language)?;
        let is_sure = head.outlet.is_some() || head.is_dated;
        (goes_on(rest, is_sure && mark == Mark::Dash) && head.fits(mark)).then(|| Dateline {
            end,
            certainty: match mark {
                _ if is_sure => Certainty::Sure,
                Mark::Colon => Certainty::Colon,
                _ => Certainty::Dash,
            },
            outlet: head.outlet.filter(|outlet| !is_generic(outlet)),
            date: head.date,
        })
    })
}

/// Bytes of the dateline at the start of a text of which nothing else is known: one that names an
/// outlet or a date, or a place in capitals before a dash. None is 0.
pub(super) fn sure_length(text: &str, language: &Language) -> usize {
    let is_shouted = |end: usize| {
        let first = text.get(..end).and_then(|head| head.split([',', '–', '—', '-']).next());
        first.is_some_and(is_upper)
    };
    read(text, language).map_or(0, |found| match found.certainty {
        Certainty::Sure => found.end,
        Certainty::Dash if is_shouted(found.end) => found.end,
        Certainty::Dash | Certainty::Colon => 0,
    })
}

/// What stands between a dateline and the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Dash,
    Colon,
    /// Nothing: "London (CNN) Leaders met".
    None,
}

fn separators(window: &str) -> impl Iterator<Item = (Mark, Range<usize>)> {
    let spaced = |at: usize| {
        window.get(..at).is_some_and(|before| before.ends_with([' ', ')', ']', '.', '/']))
    };
    window.char_indices().filter_map(move |(at, character)| {
        let rest = window.get(at..)?;
        let width = character.len_utf8();
        match character {
            '—' | '–' | '―' => Some((Mark::Dash, at..at + width)),
            '-' if rest.starts_with("--") => Some((Mark::Dash, at..at + 2)),
            '-' if spaced(at) && rest.get(1..)?.starts_with([' ', '"', '“']) => {
                Some((Mark::Dash, at..at + 1))
            }
            ':' if rest.get(1..)?.starts_with(' ') => Some((Mark::Colon, at..at + 1)),
            ')' => Some((Mark::None, at + 1..at + 1)),
            _ => None,
        }
    })
}

/// Whether a text goes on as a sentence begins, with a small letter only where `small` allows it.
fn goes_on(rest: &str, small: bool) -> bool {
    let first = rest.trim_start_matches(['"', '“', '‘', '\'', '«', '„', '[']).chars().next();
    let begins =
        first.is_some_and(|first| first.is_alphanumeric() && (small || !first.is_lowercase()));
    begins && has_words(rest)
}

/// Whether three words stand at the start of a text.
fn has_words(text: &str) -> bool {
    let near = text.get(..floor(text, LONGEST_START)).unwrap_or_default();
    let mut words = near.split_whitespace().inspect(|word| steps(word.len()));
    words.nth(2).is_some()
}

/// What stands before the mark.
struct Head {
    outlet: Option<String>,
    date: Option<Published>,
    is_dated: bool,
    /// All letters of the place are capitals.
    is_upper: bool,
    /// The place is in the tables.
    is_known: bool,
    has_place: bool,
    words: usize,
}

impl Head {
    fn read(head: &str, language: &Language) -> Option<Self> {
        let head = head.trim_end_matches(['.', ' ']);
        let (before, outlet) = split_outlet(head);
        // "MUSKEGON, Mich. (May 2, 2014) –": the brackets may hold the date.
        let bracketed =
            outlet.filter(|outlet| outlet.split(',').all(|part| is_date_part(part, language)));
        let outlet = outlet.filter(|_| bracketed.is_none());
        let before = before.trim().trim_end_matches(',');
        let mut parts: Vec<&str> =
            before.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let places =
            parts.iter().position(|part| is_date_part(part, language)).unwrap_or(parts.len());
        let mut dated = parts.split_off(places);
        dated.extend(bracketed);
        if !dated.iter().all(|part| is_date_part(part, language))
            || parts.len() > 3
            || !parts.iter().all(|part| is_place_shape(part))
        {
            return None;
        }
        let outlet = outlet.map(str::to_owned);
        if outlet.as_deref().is_some_and(|outlet| !is_outlet(outlet, before)) {
            return None;
        }
        let whole = dated.join(", ");
        Some(Self {
            outlet,
            date: date::parse(whole.trim_start_matches("le "), language)
                .filter(|_| whole.len() > 5),
            is_dated: !dated.is_empty(),
            is_upper: parts.first().is_some_and(|place| {
                is_upper(place) && !is_label(place) && !opens_text(place, language)
            }),
            is_known: parts.iter().any(|place| is_place(place)),
            has_place: !parts.is_empty(),
            words: parts.iter().map(|part| part.split_whitespace().count()).sum(),
        })
    }

    fn fits(&self, mark: Mark) -> bool {
        let by_agency = self.outlet.as_deref().is_some_and(is_agency);
        match mark {
            Mark::None => {
                by_agency && (self.is_known || self.is_upper || !self.has_place) && self.words <= 4
            }
            Mark::Colon if self.outlet.is_none() => {
                self.is_known && self.has_place && (self.is_upper || self.words <= 3)
            }
            _ if !self.has_place => self.outlet.is_some() && (by_agency || self.is_dated),
            Mark::Colon if self.outlet.as_deref().is_some_and(is_small_sign) => by_agency,
            _ if self.outlet.is_some() => self.is_upper || self.is_known || by_agency,
            _ => self.is_upper && self.words <= 6 || self.is_known,
        }
    }
}

/// Cuts "(Kurdistan24)", "[AFP]" or "/PRNewswire/" off the end.
fn split_outlet(head: &str) -> (&str, Option<&str>) {
    let open = match head.chars().next_back() {
        Some(')') => '(',
        Some(']') => '[',
        Some('/') => '/',
        _ => return (head, None),
    };
    let inner = head.get(..head.len() - 1).unwrap_or_default();
    match inner.rsplit_once(open) {
        Some((before, outlet)) => (before, Some(outlet.trim())),
        None => (head, None),
    }
}

/// Whether what stands in brackets can be an outlet: a short name, no place, no party, no name of
/// which the word before is the acronym.
fn is_outlet(name: &str, before: &str) -> bool {
    let words = name.split_whitespace().count();
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .filter(|first| first.is_uppercase())
        .collect();
    let short = name.chars().count() > 2 && (1..=5).contains(&words) && name.len() <= 40;
    let party = name.starts_with("D-") || name.starts_with("R-");
    let acronym = words > 1 && initials == before.trim();
    is_agency(name)
        || is_small_sign(name)
        || short
            && !party
            && !acronym
            && !is_place(name)
            && name.chars().any(char::is_uppercase)
            && !name.contains(['.', ';', '"', '“'])
}

/// Whether a name is one short word in small letters, as agencies sign: "dpa", "ots".
fn is_small_sign(name: &str) -> bool {
    (2..=3).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

static NO_OUTLETS: Words = LazyLock::new(|| everywhere(|page| &page.dateline.no_outlets));

/// Wire services of releases and words for "several": no outlet that an article could be from.
fn is_generic(outlet: &str) -> bool {
    NO_OUTLETS.contains(outlet.to_lowercase().as_str())
}

/// A full date and a dash at the start of a text: "January 6, 2026 — Leaders met".
pub(super) fn date_prefix(text: &str, language: &Language) -> Option<(Published, usize)> {
    let window = text.get(..floor(text, LONGEST))?;
    let (_, at) = separators(window).find(|(mark, _)| *mark == Mark::Dash)?;
    let head = text.get(..at.start)?.trim_end();
    let bare = head.split(',').all(|part| is_date_part(part, language));
    let found = moment::parse(head, language).filter(|_| bare)?;
    let rest = text.get(at.end..)?.trim_start();
    goes_on(rest, false).then_some((found, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_in(code: &str, text: &str, expected: Option<(&str, Option<&str>)>) {
        let found = read(text, Language::of(Some(code)));
        let shown =
            found.as_ref().map(|line| (text.get(line.end..).unwrap(), line.outlet.as_deref()));
        assert_eq!(shown, expected, "{text}");
    }

    fn check(text: &str, expected: Option<(&str, Option<&str>)>) {
        check_in("en", text, expected);
    }

    const REST: &str = "Leaders met on Tuesday.";

    #[test]
    fn datelines_are_told_from_the_text() {
        for (head, outlet) in [
            ("ERBIL (Kurdistan24) — ", Some("Kurdistan24")),
            ("PARIS – ", None),
            ("Paris, France – ", None),
            ("WASHINGTON (AP) — ", Some("AP")),
            ("KYIV, Jan 6 (Reuters) - ", Some("Reuters")),
            ("KYIV, Ukraine (AP) — ", Some("AP")),
            ("UNITED NATIONS, Jan. 6 (Xinhua) -- ", Some("Xinhua")),
            ("BRUSSELS/KYIV, Jan 6 (Reuters) - ", Some("Reuters")),
            ("ST. PETERSBURG, Fla. (AP) — ", Some("AP")),
            ("WASHINGTON, D.C. — ", None),
            ("NEW YORK, Jan. 6, 2026 /PRNewswire/ -- ", Some("PRNewswire")),
            ("Jan 6 (Reuters) - ", Some("Reuters")),
            ("(Reuters) - ", Some("Reuters")),
            ("London (CNN) ", Some("CNN")),
            ("(CNN)", Some("CNN")),
            ("ISLAMABAD: ", None),
            ("Moscow: ", None),
            ("DES MOINES – ", None),
            ("Kyiv — ", None),
            ("PARIS, Jan. 6 — ", None),
            ("PARIS--", None),
            ("BERLIN (News agencies) — ", None),
            ("MUSKEGON, Mich (May 2, 2014) – ", None),
        ] {
            check(&format!("{head}{REST}"), Some((REST, outlet)));
        }
    }

    #[test]
    fn other_languages_have_theirs() {
        for (code, head, outlet) in [
            ("de", "Berlin, 6. Januar (dpa) - ", Some("dpa")),
            ("de", "Berlin (dpa) - ", Some("dpa")),
            ("de", "HAFENSTADT (xna) – ", Some("xna")),
            ("de", "Berlin/Paris (dpa) – ", Some("dpa")),
            ("fr", "PARIS, le 6 janvier (AFP) – ", Some("AFP")),
            ("fr", "Paris, le 6 janvier 2026 (AFP) - ", Some("AFP")),
            ("es", "Madrid, 6 ene (EFE).- ", Some("EFE")),
        ] {
            check_in(code, &format!("{head}{REST}"), Some((REST, outlet)));
        }
    }

    #[test]
    fn a_dateline_may_hold_the_date() {
        let check = |text: &str, expected: Option<&str>| {
            let found = read(text, Language::of(Some("en"))).and_then(|line| line.date);
            assert_eq!(found.map(|date| date.to_string()).as_deref(), expected, "{text}");
        };
        check("NEW YORK, Jan. 6, 2026 /PRNewswire/ -- Leaders met on Tuesday.", Some("2026-01-06"));
        check("KYIV, Jan 6 (Reuters) - Leaders met on Tuesday.", None);
        check("MUSKEGON, Mich (May 2, 2014) – Leaders met on Tuesday.", Some("2014-05-02"));
        check("PARIS – Leaders met on Tuesday.", None);
    }

    #[test]
    fn text_is_no_dateline() {
        for text in [
            "Macron – the host of the talks – said no more.",
            "NATO – The alliance said that it would not take part.",
            "NATO (North Atlantic Treaty Organization) — The alliance said no.",
            "UPDATE: Leaders met on Tuesday.",
            "BREAKING — Leaders met on Tuesday.",
            "Sen. Ted Cruz (R-Texas) – The senator said no.",
            "Volodymyr Zelensky (Ukraine) — The president said no.",
            "France, Germany and the UK – all of them allies – agreed.",
            "Leaders met – On Tuesday they said no more.",
            "Macron: We will not leave Ukraine alone.",
            "On Tuesday, January 6 — the day of the summit — leaders met.",
            "“PARIS – Leaders met on Tuesday.”",
            "In Paris (AFP) leaders met on Tuesday.",
            "He said: Leaders met on Tuesday.",
            "COVID-19 – Leaders met on Tuesday.",
            "A FIRE – Two men were seen in Paris.",
            "PARIS – ",
            "Leaders (left) – Leaders met on Tuesday.",
            "LEADERS (left): Leaders met on Tuesday.",
            "PARIS – Yes.",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn what_is_surely_a_dateline_is_so_anywhere() {
        let language = Language::of(Some("en"));
        for (head, is_sure) in [
            ("KYIV, Jan 6 (Reuters) - ", true),
            ("(CNN) -- ", true),
            ("Paris, Jan. 6 — ", true),
            ("KHARKIV, Ukraine — ", true),
            ("PARIS--", true),
            ("Kyiv — ", false),
            ("Moscow: ", false),
            ("ISLAMABAD: ", false),
            ("COVID-19 – ", false),
            ("", false),
        ] {
            let length = sure_length(&format!("{head}{REST}"), language);
            assert_eq!(length, if is_sure { head.len() } else { 0 }, "{head}");
        }
    }

    #[test]
    fn a_full_date_may_stand_before_a_dash() {
        let language = Language::of(Some("en"));
        let shown = |text| date_prefix(text, language).map(|(found, end)| (found.to_string(), end));
        assert_eq!(
            shown("January 6, 2026 — Leaders met on Tuesday."),
            Some(("2026-01-06".to_owned(), 20))
        );
        assert_eq!(shown("January 6 — Leaders met on Tuesday."), None);
        assert_eq!(shown("On January 6, 2026 — a Tuesday — leaders met."), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "[A-Za-zé .,:()\\[\\]/—–0-9“-]{0,150}") {
            let language = Language::of(Some("en"));
            let _ = (read(&text, language), date_prefix(&text, language));
        }
    }
}
