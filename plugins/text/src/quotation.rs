//! Quotations: what stands inside quotation marks.

use std::ops::Range;

use crate::work::steps;

mod mark;

use mark::{Marks, Single};

/// One quotation in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes with the marks.
    pub outer: Range<usize>,
    /// Bytes between the marks, without white space at the ends.
    pub inner: Range<usize>,
    /// Whether it has both marks: a sentence that holds half a quotation is not used alone.
    pub complete: bool,
}

impl Quotation {
    /// Whether it goes on behind the text: its closer is missing.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        !self.complete && self.inner.end == self.outer.end
    }

    /// Whether it began before the text: its opener is missing.
    #[must_use]
    pub fn began_before(&self) -> bool {
        !self.complete && self.inner.end < self.outer.end
    }
}

/// The quotations of a text, in order: “ ”, " ", ‘ ’, ' ', « », „ “, and ’…’ where an opener was
/// set wrongly. An apostrophe is not a quotation mark. A quotation inside another is part of it and
/// not listed.
#[must_use]
pub fn quotations(text: &str) -> Vec<Quotation> {
    Scanner::of(text).read()
}

/// A text with its quotation marks and spaces folded to one kind each: for comparing words that
/// should be verbatim.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match fold_mark(character) {
            Some(mark) => folded.push(mark),
            None if character.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            None => folded.push(character),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The words of a quotation with their capitals: normalised, without marks and punctuation at the
/// ends.
#[must_use]
pub fn bare(text: &str) -> String {
    normalise(text).trim_matches(|character: char| !character.is_alphanumeric()).to_owned()
}

/// The words of a quotation as they are compared: normalised, without marks and punctuation at the
/// ends, lower case.
#[must_use]
pub fn wording(text: &str) -> String {
    let ends = |character: char| {
        !character.is_alphanumeric() && !matches!(character, '%' | '$' | '€' | '£')
    };
    normalise(text).trim_matches(ends).to_lowercase()
}

/// The characters of a text with their places.
fn places(text: &str) -> Vec<Place> {
    let mut spaces = 0;
    let mut places = Vec::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        spaces += u32::from(character.is_whitespace());
        places.push(Place { at, character, spaces });
    }
    places
}

/// `"` or `'` for any quotation mark or apostrophe.
pub(crate) fn fold_mark(character: char) -> Option<char> {
    match character {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => Some('"'),
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' => Some('\''),
        _ => None,
    }
}

/// Longest quotation, in words, that is believed where its opener is a wrongly set ’: the fragments
/// that typesetting programs break this way are short, while two unrelated apostrophes may stand
/// any distance apart.
const LONGEST_BROKEN: usize = 12;

/// Words that begin with an apostrophe.
const ELISIONS: [&str; 12] =
    ["tis", "twas", "em", "til", "till", "cause", "bout", "round", "cos", "n", "nuff", "s"];

/// One character with its place.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    character: char,
    /// White space of the text up to here, this character with it.
    spaces: u32,
}

struct Scanner<'a> {
    text: &'a str,
    places: Vec<Place>,
    marks: Marks,
    found: Vec<Quotation>,
}

impl<'a> Scanner<'a> {
    fn of(text: &'a str) -> Self {
        let marked = text.chars().any(|character| fold_mark(character).is_some());
        let places = if marked { places(text) } else { Vec::new() };
        let mut scanner = Self { text, places, marks: Marks::default(), found: Vec::new() };
        scanner.marks = scanner.marks();
        scanner
    }

    fn read(mut self) -> Vec<Quotation> {
        let mut index = 0;
        while index < self.places.len() {
            steps(1);
            index = self.step(index);
        }
        self.found
    }

    /// Where the marks are, so that no opener has to look for its closer through the whole text.
    fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for (index, place) in self.places.iter().enumerate() {
            match place.character {
                ' '..='!' | '#'..='&' | '('..='~' => {}
                '\'' | '’' | '‘' => marks.add_single(index, self.single_role(index)),
                character => marks.add(index, character),
            }
        }
        marks.pair();
        marks
    }

    /// What a single mark can be to an opener before it.
    fn single_role(&self, index: usize) -> Option<Single> {
        match (self.closes(index), self.opens(index)) {
            (true, _) if self.is_plural(index) => Some(Single::Plural),
            (true, _) => Some(Single::Closer),
            (false, true) => Some(Single::Opener),
            (false, false) => None,
        }
    }

    /// Looks at one character and gives the index to go on from.
    fn step(&mut self, index: usize) -> usize {
        match self.places[index].character {
            '“' | '„' | '‟' => self.open(index, self.double_closer(index)),
            '«' | '‹' => self.open(index, self.guillemet_closer(index)),
            '»' if self.opens(index) => self.open(index, self.next_of(index, &['«'])),
            '›' if self.opens(index) => self.open(index, self.next_of(index, &['‹'])),
            '"' | '＂' if self.opens(index) => self.open(index, self.straight_closer(index)),
            '"' | '＂' if self.is_inch(index) => index + 1,
            '”' if self.opens(index) && self.next_of(index, &['”']).is_some() => {
                self.open(index, self.next_of(index, &['”']))
            }
            '"' | '＂' | '”' | '»' => self.close_unopened(index),
            '‘' | '‚' | '‛' | '\'' | '’' => self.single(index),
            _ => index + 1,
        }
    }

    fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).map(|index| self.places[index].character)
    }

    fn after(&self, index: usize) -> Option<char> {
        self.places.get(index + 1).map(|place| place.character)
    }

    /// Whether a mark stands where quotations begin: after nothing, a space, a bracket, a dash or
    /// another mark, and before something that is no space.
    fn opens(&self, index: usize) -> bool {
        let free = self.before(index).is_none_or(|character| {
            character.is_whitespace()
                || matches!(character, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '¿' | '¡')
                || fold_mark(character).is_some()
        });
        free && self.after(index).is_some_and(|character| !character.is_whitespace())
    }

    /// Whether a mark stands where quotations end: after something that is no space, and not inside
    /// a word.
    fn closes(&self, index: usize) -> bool {
        self.before(index).is_some_and(|character| !character.is_whitespace())
            && !self.after(index).is_some_and(char::is_alphanumeric)
    }

    fn is_inch(&self, index: usize) -> bool {
        self.before(index).is_some_and(|character| character.is_ascii_digit())
    }

    fn next_of(&self, index: usize, marks: &[char]) -> Option<usize> {
        self.marks.next(index, marks)
    }

    /// The closer of “ or „: the matching one where they are nested, else the first mark that can
    /// serve.
    fn double_closer(&self, index: usize) -> Option<usize> {
        self.marks
            .partner(index)
            .or_else(|| self.next_of(index, &['”']))
            .or_else(|| self.next_of(index, &['"', '＂']))
            .or_else(|| self.next_of(index, &['“']))
    }

    fn guillemet_closer(&self, index: usize) -> Option<usize> {
        self.next_of(index, if self.places[index].character == '«' { &['»'] } else { &['›'] })
    }

    fn straight_closer(&self, index: usize) -> Option<usize> {
        self.next_of(index, &['"', '＂']).or_else(|| self.next_of(index, &['”']))
    }

    /// Notes a quotation that opens here; one without closer reaches the end of the text.
    fn open(&mut self, index: usize, closer: Option<usize>) -> usize {
        let start = self.places[index].at;
        let inner = start + self.places[index].character.len_utf8();
        let Some(closer) = closer else {
            self.push(start..self.text.len(), inner..self.text.len(), false);
            return self.places.len();
        };
        let end = self.places[closer].at;
        self.push(start..end + self.places[closer].character.len_utf8(), inner..end, true);
        closer + 1
    }

    /// Notes a closer without an opener: the quotation began before the text did.
    fn close_unopened(&mut self, index: usize) -> usize {
        let start = self.found.last().map_or(0, |quotation| quotation.outer.end);
        let end = self.places[index].at;
        self.push(start..end + self.places[index].character.len_utf8(), start..end, false);
        index + 1
    }

    fn push(&mut self, outer: Range<usize>, inner: Range<usize>, complete: bool) {
        let held = self.text.get(inner.clone()).unwrap_or_default();
        let start = inner.start + held.len() - held.trim_start().len();
        let inner = start..start + held.trim().len();
        self.found.push(Quotation { outer, inner, complete });
    }

    /// A single mark: quotation mark or apostrophe.
    fn single(&mut self, index: usize) -> usize {
        let character = self.places[index].character;
        if self.opens(index) && !self.is_elision(index) {
            let longest = if character == '’' { LONGEST_BROKEN } else { usize::MAX };
            if let Some(closer) = self.single_closer(index, longest) {
                return self.open(index, Some(closer));
            }
            if matches!(character, '‘' | '‚') || (index == 0 && character == '\'') {
                return self.open(index, None);
            }
        } else if self.found.is_empty() && self.closes(index) && self.ends_clause(index) {
            return self.close_unopened(index);
        }
        index + 1
    }

    /// Whether a clause ends right before this mark, as before the closer of a quotation that began
    /// sentences ago.
    fn ends_clause(&self, index: usize) -> bool {
        self.before(index).is_some_and(|character| matches!(character, '.' | ',' | '!' | '?' | '…'))
    }

    /// Whether this mark opens a word such as ’90s or ’em.
    fn is_elision(&self, index: usize) -> bool {
        let word: String = self.places[index + 1..]
            .iter()
            .map(|place| place.character)
            .take_while(|character| character.is_alphanumeric())
            .take(8)
            .collect();
        let decade = word
            .strip_suffix('s')
            .is_some_and(|digits| digits.len() == 2 && digits.parse::<u8>().is_ok());
        decade || ELISIONS.contains(&word.to_lowercase().as_str())
    }

    /// The closer of a single mark, at most so many words on. A plural's apostrophe ("the leaders’
    /// plan") closes nothing while a later mark can.
    fn single_closer(&self, index: usize, longest: usize) -> Option<usize> {
        let spaces = |at: usize| self.places.get(at).map_or(0, |place| place.spaces as usize);
        let closer = self.marks.closer(index + 1)?;
        let near = 1 + spaces(closer.at) - spaces(index) <= longest;
        if closer.plural {
            Some(closer.at).filter(|_| longest == usize::MAX)
        } else {
            Some(closer.at).filter(|_| near)
        }
    }

    /// Whether this mark may be a plural's apostrophe: after an s, before another word.
    fn is_plural(&self, index: usize) -> bool {
        let word_follows =
            self.places.get(index + 2).is_some_and(|place| place.character.is_alphanumeric());
        matches!(self.before(index), Some('s' | 'S'))
            && self.after(index) == Some(' ')
            && word_follows
    }
}

#[cfg(test)]
mod tests;
