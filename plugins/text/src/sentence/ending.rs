//! Whether marks end a sentence: the word before them, what closes behind them and the word after
//! decide.

use super::stop::{self, Stop};
use crate::language::{Language, Role};
use crate::word;

/// Bytes of a text that are looked at around a place: the longest words that decide anything are
/// shorter.
const WINDOW: usize = 60;

/// What follows the marks that may end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// A word in small letters.
    Small,
    /// A word with a capital, or in a script without them.
    Capital,
    /// A digit or a sign such as "$".
    Digit,
    /// The end, or nothing that a sentence begins with.
    Nothing,
}

/// The text around marks.
pub(super) struct Place<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// Its language.
    pub(super) language: &'a Language,
    /// Where the sentence begins that is being read.
    pub(super) start: usize,
}

impl<'a> Place<'a> {
    /// Where a sentence ends at these marks, if one does.
    pub(super) fn cut(&self, stop: Stop) -> Option<usize> {
        let begin = stop::skip_space(self.text, stop.end);
        let opening = stop::letter(self.text, begin)?;
        if stop.wide {
            // a particle behind a quotation goes on with it
            let particle = matches!(opening, '\u{3041}'..='\u{309f}') && stop.is_closed();
            return (!particle).then_some(stop.end);
        }
        if begin == stop.end && !opening.is_uppercase() && !"\"“‘(".contains(opening) {
            return None;
        }
        let (next, word) = self.next(begin);
        let ends = match next {
            Next::Nothing => false,
            Next::Capital if begin == stop.end => self.is_unspaced(stop, word),
            _ if begin == stop.end => false,
            Next::Small => stop.dots < 2 && !stop.is_closed() && self.is_informal(stop, word),
            _ if stop.strong => !self.is_said(stop, word) && !self.is_marked_name(stop, word),
            // "I" has its capital anywhere
            _ if stop.dots > 1 => {
                next == Next::Capital && word.split(['\'', '’']).next() != Some("I")
            }
            _ => !self.is_abbreviated(stop, word, next == Next::Digit),
        };
        // "words. . . . The next": the sentence has its own stop, the dots belong to what follows
        let own = stop.spaced
            && stop.dots > 3
            && !stop.is_closed()
            && !self.word_before(stop.first).is_empty();
        let first = || stop::letter(self.text, stop.first).map_or(0, char::len_utf8);
        ends.then_some(if own { stop.first + first() } else { stop.end })
    }

    /// What a sentence that begins at a place would begin with: its kind and its first word.
    fn next(&self, at: usize) -> (Next, &'a str) {
        let ahead = self.window_after(at);
        let bare = ahead.trim_start_matches(|mark: char| {
            mark.is_whitespace() || "\"'“‘’„«‹([{¿¡—–-•*_`「『」….".contains(mark)
        });
        let Some(first) = bare.chars().next() else { return (Next::Nothing, "") };
        let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’');
        let word = bare.split(|letter| !inside(letter)).next().unwrap_or_default();
        let kind = match first {
            // what follows a full stop in brackets stands by itself, "(credit: …)"
            _ if first.is_lowercase() && !ahead.starts_with('(') => Next::Small,
            _ if first.is_alphabetic() => Next::Capital,
            _ if first.is_numeric() || "$€£#@%§".contains(first) => Next::Digit,
            _ => Next::Nothing,
        };
        (kind, word)
    }

    /// Whether a sentence begins right behind the marks because a space was lost: "came.Then",
    /// "1,000.Then". Addresses and names of files are none.
    fn is_unspaced(&self, stop: Stop, word: &str) -> bool {
        let run =
            self.window_before(stop.first).rsplit(char::is_whitespace).next().unwrap_or_default();
        let number = run.starts_with(|first: char| first.is_ascii_digit() || "$€£".contains(first));
        let plain = !run.contains(['/', '@', '_']) && (number || !run.contains('.'));
        let ended = run
            .chars()
            .next_back()
            .is_some_and(|last| last.is_lowercase() || last.is_ascii_digit());
        let ahead = self.window_after(stop.end).trim_start_matches(['"', '“', '‘', '(']);
        let behind = ahead.get(word.len()..).unwrap_or_default();
        let whole =
            !behind.starts_with(['.', '/', '@', '_', '-']) || self.has(word, &ABBREVIATIONS);
        let written = word.chars().skip(1).all(char::is_lowercase) && word.chars().nth(1).is_some();
        plain && ended && whole && written && !is_domain(word)
    }

    /// Whether marks end a sentence though the next begins small: neither an abbreviation, name or
    /// number stands before them nor the verb of a question that is quoted without marks behind
    /// them.
    fn is_informal(&self, stop: Stop, next: &str) -> bool {
        let before = self.word_before(stop.first);
        let word = before.chars().nth(1).is_some() && before.chars().all(char::is_lowercase);
        word && !self.has(before, &ABBREVIATIONS)
            && !(stop.strong && self.has(next, &[Role::Speech]))
    }

    /// Whether words after a quotation say who said it: "“Why?” Merz asked".
    fn is_said(&self, stop: Stop, next: &str) -> bool {
        if !stop.is_closed() || self.is_opener(next) {
            return false;
        }
        let clause = self
            .window_after(stop.end)
            .split([',', '.', ';', '?', '!', '“', '"'])
            .next()
            .unwrap_or_default();
        clause.split_whitespace().skip(1).take(3).any(|word| self.has(word, &[Role::Speech]))
    }

    /// Whether the mark is a name's: "The firm Yahoo! Japan sued".
    fn is_marked_name(&self, stop: Stop, next: &str) -> bool {
        let before = self.word_before(stop.first);
        !stop.is_closed()
            && before.starts_with(char::is_uppercase)
            && !self.is_opener(next)
            && self.follows_small(stop.first - before.len())
            && self.has(before, &[Role::MarkedName])
    }

    /// Whether the stop belongs to the word before it and the sentence goes on with the next.
    fn is_abbreviated(&self, stop: Stop, next: &str, digit: bool) -> bool {
        let before = self.word_before(stop.first);
        let opener = !digit && self.is_opener(next);
        let capital = before.starts_with(char::is_uppercase);
        // "6a.m" has its hour glued on
        let unit = before.trim_start_matches(|mark: char| mark.is_ascii_digit());
        let initial = capital && before.chars().nth(1).is_none();
        // "M. Le Pen" and "z. B. Autos", but "Plan B. Das"
        let listed = if initial { Role::Title } else { Role::Abbreviation };
        if self.has(before, &[listed]) || self.is_letter_for_a_word(stop.first, before) {
            return true;
        }
        if self.has(before, &[Role::NumberAbbreviation]) {
            return digit || is_roman(next);
        }
        if self.has(unit, &[Role::TimeAbbreviation]) {
            return !opener && self.time_goes_on(stop.first, next);
        }
        if unit.is_empty() && (1..=3).contains(&before.len()) {
            return self.language.ordinal_stop && !digit && !opener;
        }
        // a dateline: "AUGUSTA, Me. — The"
        if capital && before.len() <= 4 && !digit && self.dash_follows(stop.end) {
            return true;
        }
        if initial
            || is_acronym(before)
            || (capital && self.has(before, &[Role::FinalAbbreviation]))
        {
            // "So do I. The", but not "Section I. The" nor "I. M. Pei"
            let pronoun = before == "I" && self.follows_small(stop.first - before.len());
            return !opener && !pronoun && !self.has(next, &[Role::BareOpener]);
        }
        false
    }

    /// Whether a small letter alone stands for a word, as in "м. Київ" and "г. Москва"; behind a
    /// number it is a unit, which may end a sentence. Languages with a table list theirs.
    fn is_letter_for_a_word(&self, end: usize, before: &str) -> bool {
        let mut letters = before.chars();
        let is_small =
            letters.next().is_some_and(|letter| letter.is_lowercase() && !letter.is_ascii());
        let ahead = self.window_before(end).trim_end_matches(before).trim_end();
        is_small
            && letters.next().is_none()
            && !self.language.is_tabled()
            && !ahead.ends_with(|last: char| last.is_numeric())
    }

    /// Whether a dash follows a place.
    fn dash_follows(&self, at: usize) -> bool {
        let ahead = self.window_after(at).trim_start();
        ahead.starts_with(['—', '–']) || ahead.starts_with("--")
    }

    /// Whether a time of day or an era is the head of its sentence still, or goes on with a zone or
    /// weekday.
    fn time_goes_on(&self, end: usize, next: &str) -> bool {
        let zone = next.len() > 1 && next.bytes().all(|byte| byte.is_ascii_uppercase());
        // a colon opens a sentence within the sentence; only a near one can have only the time
        // behind it
        let near = self.window_before(end);
        let head = self.window_after(self.start);
        let clause =
            near.rfind(':').map_or(head, |colon| near.get(colon + 1..).unwrap_or_default());
        let first = clause.split_whitespace().next().unwrap_or_default();
        let first = first.trim_matches(|mark: char| !mark.is_alphanumeric());
        zone || self.has(next, &[Role::Calendar]) || self.has(first, &[Role::Preposition])
    }

    /// Whether the word that ends before a place is written small.
    fn follows_small(&self, at: usize) -> bool {
        let before = self.window_before(at).trim_end();
        before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default()
            .starts_with(char::is_lowercase)
    }

    /// Whether a capitalised word is a common one that opens sentences, or a number, rather than a
    /// name.
    fn is_opener(&self, word: &str) -> bool {
        let shouted = word.len() > 1 && word.chars().all(char::is_uppercase);
        !shouted && self.has(word, &[Role::Stop, Role::Number])
    }

    /// Whether a word has one of some roles.
    fn has(&self, word: &str, roles: &[Role]) -> bool {
        !word.is_empty()
            && self.language.roles().has(word::hash(&word::spelt(word, self.language)), roles)
    }

    /// The word that ends at a place, with stops inside it ("U.S").
    fn word_before(&self, end: usize) -> &'a str {
        let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '°' | '&');
        self.window_before(end).rsplit(|letter| !inside(letter)).next().unwrap_or_default()
    }

    /// The sentence before a place, at most a window of it.
    fn window_before(&self, end: usize) -> &'a str {
        let mut from = end.saturating_sub(WINDOW).max(self.start.min(end));
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.text.get(from..end).unwrap_or_default()
    }

    /// The text from a place on, at most a window of it.
    fn window_after(&self, at: usize) -> &'a str {
        let mut to = (at + WINDOW).min(self.text.len());
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        self.text.get(at..to).unwrap_or_default()
    }
}

/// All roles of abbreviations.
const ABBREVIATIONS: [Role; 4] =
    [Role::Abbreviation, Role::FinalAbbreviation, Role::NumberAbbreviation, Role::TimeAbbreviation];

/// Whether a word is a Roman numeral; "I" is taken for the pronoun.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word != "I" && word.bytes().all(|byte| b"IVXLCM".contains(&byte))
}

/// Whether a word ends an internet address: "Example.Com".
fn is_domain(word: &str) -> bool {
    ["Com", "Net", "Org", "Edu", "Gov", "Info", "Io", "Tv", "Co", "De", "Fr", "Es", "Eu", "Uk"]
        .contains(&word)
}

/// Whether a word is letters with stops between: "U.S", "Ph.D".
fn is_acronym(word: &str) -> bool {
    let short = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    word.contains('.') && word.split('.').all(short)
}
