//! Where sentences end.
//!
//! One pass over the text stops at each mark that may end a sentence and decides from the word before it, the marks
//! that close behind it and the word after. It never looks further than a few words either way, so the time is linear
//! whatever the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::language::Language;
use super::word;

/// The sentences of one paragraph, as byte ranges without the white space between them; together they hold every
/// other character.
#[must_use]
pub fn split(text: &str, language: &Language) -> Vec<Range<usize>> {
    let mut splitter = Splitter { text, language, start: 0, brackets: brackets(text), cuts: Vec::new(), list: None };
    splitter.run();
    let ends = splitter.cuts.iter().copied().chain([text.len()]);
    let mut start = 0;
    let ranges = ends.map(|end| {
        let range = trimmed(text, start..end);
        start = end;
        range
    });
    ranges.filter(|range| !range.is_empty()).collect()
}

/// A range without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(piece) = text.get(range.clone()) else { return range };
    let start = range.end - piece.trim_start().len();
    start..start + piece.trim().len()
}

/// Longest bracket that keeps a sentence together, in bytes; beyond it the closing one is taken for another's.
const LONGEST_BRACKET: usize = 400;

/// Round, square and curly brackets that have a partner, as byte offsets of both, in order.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => open.push((at, byte)),
            b')' | b']' | b'}' => {
                let opener = if byte == b')' { b'(' } else { byte - 2 };
                if open.last().is_some_and(|&(_, mark)| mark == opener)
                    && let Some((from, _)) = open.pop()
                    && at - from <= LONGEST_BRACKET
                {
                    pairs.push((from, at));
                }
            }
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

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

/// The marks at one place that may end a sentence.
#[derive(Debug, Clone, Copy)]
struct Stop {
    /// First mark.
    first: usize,
    /// Behind the last mark.
    marks: usize,
    /// Behind the quotation marks and brackets that close after them.
    end: usize,
    /// Whether there is a question or exclamation mark.
    strong: bool,
    /// How many stops there are; "…" counts as three.
    dots: usize,
    /// Whether white space stands between them.
    spaced: bool,
    /// Whether it is a mark of a script without spaces.
    wide: bool,
}

/// The pass over one text.
struct Splitter<'a> {
    text: &'a str,
    language: &'a Language,
    /// Where the sentence begins that is being read.
    start: usize,
    brackets: Vec<(usize, usize)>,
    cuts: Vec<usize>,
    /// The mark of the list's next item.
    list: Option<Marker>,
}

/// The number or letter before an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    /// 1, or 1 for "a".
    value: u32,
    /// Whether it is a letter.
    letter: bool,
    /// What stands behind it: "." or ")" or both.
    behind: &'static str,
}

impl<'a> Splitter<'a> {
    fn run(&mut self) {
        let mut at = self.opening(0);
        let mut pairs = std::mem::take(&mut self.brackets).into_iter().peekable();
        while let Some(letter) = self.letter(at) {
            let after = at + letter.len_utf8();
            match letter {
                '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '।' | '۔' => {
                    let stop = self.stop(at);
                    at = stop.end;
                    if let Some(cut) = self.cut(stop) {
                        at = self.begin(cut);
                    }
                }
                '(' | '[' | '{' => {
                    while pairs.next_if(|pair| pair.0 < at).is_some() {}
                    let inside = self.text.get(self.start..at).is_some_and(|before| !before.trim().is_empty());
                    let close = pairs.peek().filter(|pair| inside && pair.0 == at).map(|pair| pair.1);
                    at = close.map_or(after, |close| self.last_mark(close));
                }
                '\n' if self.is_blank_line(at) => at = self.begin(after),
                _ if letter.is_whitespace() && self.is_next_item(after) => at = self.begin(after),
                _ => at = after,
            }
        }
    }

    /// Where to read on for a bracket that closes at a place: behind it, or at the marks that end what is inside.
    fn last_mark(&self, close: usize) -> usize {
        let inside = self.text.get(..close).unwrap_or_default();
        let bare = inside.trim_end_matches(['"', '”', '’', '\'']);
        let left_out = bare.ends_with("..");
        let mark = bare.chars().next_back().filter(|mark| !left_out && matches!(mark, '.' | '!' | '?'));
        mark.map_or(close + 1, |mark| bare.len() - mark.len_utf8())
    }

    /// Begins a sentence and says where to read on.
    fn begin(&mut self, cut: usize) -> usize {
        self.cuts.push(cut);
        self.start = cut;
        self.opening(cut)
    }

    /// Passes over dots and the mark of a list at the head of a sentence.
    fn opening(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let at =
            at + rest.len() - rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '.').len();
        let Some((marker, end)) = self.marker(at) else { return at };
        if self.list.is_some() || marker.value <= 1 || marker.behind.len() == 1 {
            self.list = Some(Marker { value: marker.value + 1, ..marker });
        }
        end
    }

    /// Whether the next item of the list begins at a place.
    fn is_next_item(&self, at: usize) -> bool {
        self.list.is_some_and(|list| self.marker(at).is_some_and(|(marker, _)| marker == list))
    }

    /// The mark of a list at a place: "1.", "2)", "a.", "⁃9.", "1.)", and where it ends. White space follows it.
    fn marker(&self, at: usize) -> Option<(Marker, usize)> {
        let rest = self.text.get(at..)?;
        let bare = rest.trim_start_matches(['⁃', '•', '-', '*', '–']);
        let digits = bare.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let letter = bare.bytes().next().filter(u8::is_ascii_lowercase).filter(|_| digits == 0);
        let value = match letter {
            Some(letter) => u32::from(letter - b'a') + 1,
            None => bare.get(..digits)?.parse().ok()?,
        };
        let behind = bare.get(digits.max(1)..)?;
        let mark = [".)", ".", ")"].into_iter().find(|mark| behind.starts_with(mark))?;
        let end = at + rest.len() - behind.len() + mark.len();
        let spaced = self.letter(end).is_some_and(char::is_whitespace);
        spaced.then_some((Marker { value, letter: letter.is_some(), behind: mark }, end))
    }

    /// Whether a line end is followed by an empty line.
    fn is_blank_line(&self, at: usize) -> bool {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
    }

    /// The character at a place, which is the start of one.
    fn letter(&self, at: usize) -> Option<char> {
        match *self.text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some(byte as char),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// The first place from `at` on that is no white space.
    fn skip_space(&self, at: usize) -> usize {
        self.text.get(at..).map_or(at, |rest| at + rest.len() - rest.trim_start().len())
    }

    /// Reads the marks at a place and what closes behind them.
    fn stop(&self, first: usize) -> Stop {
        let mut stop = Stop { first, marks: first, end: first, dots: 0, spaced: false, strong: false, wide: false };
        while let Some(letter) = self.letter(stop.marks) {
            match letter {
                '.' => stop.dots += 1,
                '…' => stop.dots += 3,
                '!' | '?' | '؟' => stop.strong = true,
                '。' | '！' | '？' | '．' | '｡' => stop.wide = true,
                '।' | '۔' => stop.strong = true,
                // ". . ." and "? ? ?" with spaces between
                _ if letter.is_whitespace() => match self.spaced_mark(stop.marks) {
                    Some(next) => {
                        stop.marks = next;
                        stop.spaced = true;
                        continue;
                    }
                    None => break,
                },
                _ => break,
            }
            stop.marks += letter.len_utf8();
        }
        stop.end = self.closed(stop.marks);
        stop
    }

    /// Where the next mark stands behind white space, when it continues the marks before.
    fn spaced_mark(&self, at: usize) -> Option<usize> {
        let next = self.skip_space(at);
        let mark = self.letter(next).filter(|mark| matches!(mark, '.' | '!' | '?'))?;
        let after = self.letter(next + mark.len_utf8());
        after.is_none_or(|after| !after.is_alphanumeric()).then_some(next)
    }

    /// Passes over quotation marks and brackets that close, and references such as "[1]".
    fn closed(&self, mut at: usize) -> usize {
        loop {
            let Some(letter) = self.letter(at) else { return at };
            match letter {
                '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '》' | '〉' | '）' | '】'
                | '*' | '_' => {
                    at += letter.len_utf8();
                }
                '[' => match self.reference(at) {
                    Some(end) => at = end,
                    None => return at,
                },
                _ if letter.is_whitespace() => {
                    let next = self.skip_space(at);
                    match self.letter(next) {
                        Some('»' | '”' | ')' | ']') => at = next,
                        Some('[') if self.reference(next).is_some() => at = next,
                        _ => return at,
                    }
                }
                _ => return at,
            }
        }
    }

    /// The end of a reference "[12]" or "[3, 5–7]".
    fn reference(&self, at: usize) -> Option<usize> {
        let inside = self.text.get(at..)?.strip_prefix('[')?;
        let rest = inside
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | ',' | '-' | '–'));
        (rest.len() < inside.len() && rest.starts_with(']')).then(|| self.text.len() - rest.len() + 1)
    }

    /// Where a sentence ends at these marks, if one does.
    fn cut(&self, stop: Stop) -> Option<usize> {
        let begin = self.skip_space(stop.end);
        if begin == self.text.len() {
            return None;
        }
        if stop.wide {
            let particle = matches!(self.letter(begin), Some('\u{3041}'..='\u{309f}')) && stop.end > stop.marks;
            return (!particle).then_some(stop.end);
        }
        let (next, word) = self.next(begin);
        if begin == stop.end {
            return (next == Next::Capital && self.is_unspaced(stop, word)).then_some(stop.end);
        }
        let ends = match next {
            Next::Nothing => false,
            Next::Small => stop.dots < 2 && stop.end == stop.marks && self.is_informal(stop.first),
            _ if stop.strong => !self.is_said(stop, word),
            _ if stop.dots > 1 => {
                next == Next::Capital && word != "I" && !word.starts_with("I'") && !word.starts_with("I’")
            }
            _ => !self.is_abbreviated(stop, word, next == Next::Digit),
        };
        // "words. . . . The next": the sentence has its own stop, the dots belong to what follows
        let own = stop.spaced && stop.dots > 3 && stop.end == stop.marks && !self.word_before(stop.first).is_empty();
        ends.then_some(if own { stop.first + 1 } else { stop.end })
    }

    /// Whether a sentence may begin right behind the marks because a space was lost: "came.Then", "1,000.Then". Addresses
    /// and names of files are none.
    fn is_unspaced(&self, stop: Stop, word: &str) -> bool {
        let before = self.window_before(stop.first);
        let run = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let number = run.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '$' | '€' | '£'));
        let plain = !run.contains(['/', '@', '_']) && (number || !run.contains('.'));
        let ended = run.chars().next_back().is_some_and(|last| last.is_lowercase() || last.is_ascii_digit());
        let after = self.text.get(stop.end..).unwrap_or_default().trim_start_matches(['"', '“', '‘', '(']);
        let next = after.get(word.len()..).unwrap_or_default();
        let whole = !next.starts_with(['.', '/', '@', '_', '-']) || self.is_listed(&word.to_lowercase());
        let written = word.chars().skip(1).all(char::is_lowercase) && word.chars().nth(1).is_some();
        plain && ended && whole && written && !is_domain(word)
    }

    /// Whether a word ends a sentence though the next begins small: no abbreviation, name or number.
    fn is_informal(&self, end: usize) -> bool {
        let before = self.word_before(end);
        let word = before.chars().count() > 1 && before.chars().all(|letter| letter.is_lowercase());
        word && !self.is_listed(before)
    }

    /// Whether a word in small letters is an abbreviation of any kind.
    fn is_listed(&self, word: &str) -> bool {
        let language = self.language;
        let lists = [
            &language.abbreviations,
            &language.final_abbreviations,
            &language.number_abbreviations,
            &language.time_abbreviations,
        ];
        lists.into_iter().any(|list| list.iter().any(|entry| entry == word))
    }

    /// What a sentence that begins at a place would begin with: its kind and its first word.
    fn next(&self, at: usize) -> (Next, &'a str) {
        let rest = self.text.get(at..).unwrap_or_default();
        let opening = |letter: char| {
            letter.is_whitespace()
                || matches!(
                    letter,
                    '"' | '\''
                        | '“'
                        | '‘'
                        | '’'
                        | '„'
                        | '«'
                        | '‹'
                        | '('
                        | '['
                        | '{'
                        | '¿'
                        | '¡'
                        | '—'
                        | '–'
                        | '-'
                        | '•'
                        | '*'
                        | '_'
                        | '`'
                        | '」'
                        | '「'
                        | '『'
                        | '…'
                        | '.'
                )
        };
        let bare = rest.trim_start_matches(opening);
        let Some(first) = bare.chars().next() else { return (Next::Nothing, "") };
        let end =
            bare.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’')).unwrap_or(bare.len());
        let word = bare.get(..end).unwrap_or_default();
        let kind = match first {
            _ if first.is_lowercase() && !rest.starts_with('(') => Next::Small,
            _ if first.is_alphabetic() => Next::Capital,
            _ if first.is_numeric() || matches!(first, '$' | '€' | '£' | '#' | '@' | '%' | '§') => Next::Digit,
            _ => Next::Nothing,
        };
        (kind, word)
    }

    /// Whether words after a quotation say who said it: "“Why?” Merz asked".
    fn is_said(&self, stop: Stop, word: &str) -> bool {
        if stop.end == stop.marks || self.is_opener(word) {
            return false;
        }
        let mut window = stop.end + 60;
        while !self.text.is_char_boundary(window.min(self.text.len())) {
            window += 1;
        }
        let rest = self.text.get(stop.end..window.min(self.text.len())).unwrap_or_default();
        let clause = rest.split([',', '.', ';', '?', '!', '“', '"']).next().unwrap_or_default();
        let mut words = clause.split_whitespace().skip(1).take(3);
        words.any(|word| self.language.speech_verbs.iter().any(|verb| verb == word))
    }

    /// Whether the stop belongs to the word before it and the sentence goes on with the next.
    fn is_abbreviated(&self, stop: Stop, next: &str, digit: bool) -> bool {
        let before = self.word_before(stop.first);
        let lower = before.to_lowercase();
        let listed = |list: &[String]| list.contains(&lower);
        let capital = before.starts_with(char::is_uppercase);
        let opener = !digit && self.is_opener(next);
        if listed(&self.language.abbreviations) {
            return true;
        }
        if listed(&self.language.number_abbreviations) {
            return digit || (!next.is_empty() && next.bytes().all(|byte| b"IVXLCM".contains(&byte)) && next != "I");
        }
        if self
            .language
            .time_abbreviations
            .iter()
            .any(|entry| lower.trim_start_matches(|l: char| l.is_ascii_digit()) == entry)
        {
            return !opener && self.time_goes_on(stop.first, next);
        }
        if before.len() <= 3 && !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.language.ordinal_stop && !digit && !opener;
        }
        // a dateline: "AUGUSTA, Me. — The"
        if capital && before.len() <= 4 && !digit && self.dash_follows(stop.end) {
            return true;
        }
        let initial = capital && before.chars().count() == 1;
        if initial || is_acronym(before) || (capital && listed(&self.language.final_abbreviations)) {
            let pronoun = before == "I" && self.follows_small(stop.first - before.len());
            return !opener && !pronoun;
        }
        false
    }

    /// Whether a dash follows a place.
    fn dash_follows(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default().trim_start();
        rest.starts_with(['—', '–']) || rest.starts_with("--")
    }

    /// Whether a time of day or an era is the head of its sentence still, or goes on with a zone or weekday.
    fn time_goes_on(&self, end: usize, next: &str) -> bool {
        let zone = next.len() > 1 && next.bytes().all(|byte| byte.is_ascii_uppercase());
        let folded = word::fold(next);
        let dated = self.language.weekdays.contains_key(&folded) || self.language.months.contains_key(&folded);
        let sentence = self.text.get(self.start..end).unwrap_or_default();
        // a colon opens a sentence within the sentence; only a near one can have only the time behind it
        let near = sentence.len().saturating_sub(60);
        let colon = sentence.bytes().skip(near).rposition(|byte| byte == b':').map_or(0, |at| near + at + 1);
        let first = sentence.get(colon..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
        let first = first.trim_matches(|letter: char| !letter.is_alphanumeric());
        zone || dated || self.language.prepositions.contains(&word::fold(first))
    }

    /// Whether the word that ends before a place is written small.
    fn follows_small(&self, at: usize) -> bool {
        let end = self.text.get(..at).map_or(0, |before| before.trim_end().len());
        self.word_before(end).starts_with(char::is_lowercase)
    }

    /// Whether a capitalised word is a common one that opens sentences rather than names.
    fn is_opener(&self, word: &str) -> bool {
        let shouted = word.len() > 1 && word.chars().all(char::is_uppercase);
        let folded = word::fold(word);
        let counts = |words: &BTreeMap<String, f64>| words.contains_key(&folded);
        let common = self.language.vocabulary().is_stop(word::hash(&folded));
        !shouted && (common || counts(&self.language.number_words) || counts(&self.language.vague_numbers))
    }

    /// The word that ends at a place, with stops inside it ("U.S").
    fn word_before(&self, end: usize) -> &'a str {
        let window = self.window_before(end);
        let word = window.rsplit(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '°' | '&'));
        word.into_iter().next().unwrap_or_default()
    }

    /// At most 40 bytes of the sentence before a place: the longest word that could be an abbreviation, and more.
    fn window_before(&self, end: usize) -> &'a str {
        let mut from = end.saturating_sub(40).max(self.start.min(end));
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.text.get(from..end).unwrap_or_default()
    }
}

/// Whether a word ends an internet address: "Example.Com".
fn is_domain(word: &str) -> bool {
    ["Com", "Net", "Org", "Edu", "Gov", "Info", "Io", "Tv", "Co", "De", "Fr", "Es", "Eu", "Uk"].contains(&word)
}

/// Whether a word is letters with stops between: "U.S", "Ph.D".
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `expected` has a bar where a sentence ends.
    fn check(code: &str, expected: &str) {
        let text = expected.replace('|', " ");
        let language = Language::of(Some(code));
        let found: Vec<&str> = split(&text, language).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn english_sentences_are_found() {
        for expected in [
            "He came.|She left.",
            "Senior U.S. envoys met U.S. President Donald Trump in the U.S. on Jan. 6, 2026.|It was No. 5.",
            "Dr. Ruiz of Acme Inc. met Gen. J. R. Pike vs. Mr. Oh.|They spoke at 5 p.m. EST.",
            "It was backed by the U.S.|The rest is open.",
            "It costs 3.5 million.|27 heads came.",
            "He asked: “Why?”|Nobody knew!|“Go now.”|She went.",
            "He left... and came back...|Then nothing.",
            "The word (no. 3. It is here) stays.|(But this stands alone.)|So does this.",
            "See https://example.org/a.html.|It is there.",
            "1. One item|2. Another item|3. The last",
            "AUGUSTA, Me. — The governor left.|Then he came back.",
            "He came.|It was said (as they do.)|The rest [3, 5] was new.[12]|It held.",
            "They saw it at 6 a.m.|Mr. Oh went at 7 p.m. Tuesday.|At 9 a.m. Mr. Oh left.",
            "“It is over” (see p. 5).|“Is it?” Oh asked the U.S. Senate.|Millions came.",
            "he came.|she left.|iPhones sell well!|Yahoo! is here.",
            "\"Only pressure works, seriously.\"|He warned, though, against it.",
        ] {
            check("en", expected);
        }
    }

    #[test]
    fn sentences_without_spaces_are_found() {
        let check = |code: &str, text: &str, expected: &[&str]| {
            let found: Vec<&str> =
                split(text, Language::of(Some(code))).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected);
        };
        let japanese = "会議が開かれた。合意した！「そうだ。」と言った。";
        check("ja", japanese, &["会議が開かれた。", "合意した！", "「そうだ。」と言った。"]);
        check("zh", "他说：“好。”她走了。", &["他说：“好。”", "她走了。"]);
        check(
            "en",
            "He paid 1,000.Then she left.“Why?”Nobody knew.",
            &["He paid 1,000.", "Then she left.", "“Why?”", "Nobody knew."],
        );
        check("en", "See Example.Com or a.Bc/de.Fg now.", &["See Example.Com or a.Bc/de.Fg now."]);
    }

    proptest! {
        #[test]
        fn every_character_is_in_one_sentence(text in "\\PC{0,40}|[a-cA-C1I .!?…\"”’()\\[\\]\n。」-]{0,60}", code in "en|de|xx") {
            let ranges = split(&text, Language::of(Some(&code)));
            let kept: String = ranges.iter().map(|range| &text[range.clone()]).collect();
            let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&text));
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(ranges.iter().all(|range| text[range.clone()].trim() == &text[range.clone()]));
        }
    }
}
