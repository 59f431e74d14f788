//! Where sentences end.
//!
//! One pass over the text stops at each mark that may end a sentence and decides from the word
//! before it, the marks that close behind it and the word after. It never looks further than a few
//! words either way, so the time is linear whatever the text.

mod ending;
mod list;
mod stop;
mod together;

use std::ops::Range;

use super::language::Language;
use crate::work::steps;
use ending::Place;
use list::Marker;
use stop::Stop;

/// The sentences of one paragraph, as byte ranges without the white space between them; together
/// they hold every other character.
#[must_use]
pub fn split(text: &str, language: &Language) -> Vec<Range<usize>> {
    let place = Place { text, language, start: 0 };
    let mut splitter =
        Splitter { place, cuts: Vec::new(), quoted: together::quotations(text), list: None };
    splitter.run();
    let ends = splitter.cuts.iter().copied().chain([text.len()]);
    let mut start = 0;
    let ranges = ends.map(|end| trimmed(text, std::mem::replace(&mut start, end)..end));
    ranges.filter(|range| !range.is_empty()).collect()
}

/// A range without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(piece) = text.get(range.clone()) else { return range };
    let start = range.end - piece.trim_start().len();
    start..start + piece.trim().len()
}

/// The pass over one text.
struct Splitter<'a> {
    place: Place<'a>,
    cuts: Vec<usize>,
    /// Between the marks of quotations that keep a sentence together, in order.
    quoted: Vec<Range<usize>>,
    /// The mark of the list's next item.
    list: Option<Marker>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let text = self.place.text;
        let mut pairs = together::brackets(text).into_iter().peekable();
        let mut at = self.begin(0);
        while let Some(found) = self.seek(at) {
            steps(1 + found.saturating_sub(at));
            let Some(mark) = stop::letter(text, found) else { return };
            let after = found + mark.len_utf8();
            at = match mark {
                '(' | '[' | '{' => {
                    while pairs.next_if(|pair| pair.0 < found).is_some() {}
                    let close =
                        pairs.peek().filter(|pair| pair.0 == found && found > self.place.start);
                    close.map_or(after, |pair| last_mark(text, pair.1))
                }
                '\n' if is_blank_line(text, after) => self.cut(after),
                _ if mark.is_whitespace() => {
                    if self.is_next_item(after) {
                        self.cut(after)
                    } else {
                        after
                    }
                }
                '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '।' | '۔' =>
                {
                    let stop = Stop::at(text, found);
                    let cut = self.place.cut(stop).filter(|_| !self.is_quoted(stop.end));
                    cut.map_or(stop.end, |cut| self.cut(cut))
                }
                _ => after,
            };
        }
    }

    /// The next place from `at` on where something may be decided.
    fn seek(&self, at: usize) -> Option<usize> {
        let rest = self.place.text.as_bytes().get(at..)?;
        let space = self.list.is_some();
        let found =
            rest.iter().position(|&byte| MARKS[usize::from(byte)] || (space && byte == b' '))?;
        Some(at + found)
    }

    /// Whether a quotation goes on at a place.
    fn is_quoted(&self, at: usize) -> bool {
        let before = self.quoted.partition_point(|quotation| quotation.start < at);
        before.checked_sub(1).is_some_and(|last| at < self.quoted[last].end)
    }

    /// Ends a sentence and says where to read on.
    fn cut(&mut self, at: usize) -> usize {
        self.cuts.push(at);
        self.begin(at)
    }

    /// Begins a sentence and says where to read on: behind dots and the mark of a list.
    fn begin(&mut self, at: usize) -> usize {
        let text = self.place.text;
        self.place.start = stop::skip_space(text, at);
        let rest = text.get(self.place.start..).unwrap_or_default();
        let bare = rest.trim_start_matches(|mark: char| mark == '.' || mark.is_whitespace());
        let head = text.len() - bare.len();
        let Some((marker, length)) = Marker::at_head(bare) else { return head };
        self.list = Some(marker.next());
        head + length
    }

    /// Whether the next item of the list begins at a place.
    fn is_next_item(&self, at: usize) -> bool {
        let here = |()| Marker::at_head(self.place.text.get(at..).unwrap_or_default());
        self.list.is_some_and(|list| here(()).is_some_and(|(marker, _)| marker == list))
    }
}

/// First bytes of the marks at which something may be decided.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    // …, 。 and ｡ as well as ！？．, ؟, ۔ and । begin with these
    let bytes = *b".!?([{\n\xe2\xe3\xef\xd8\xdb\xe0";
    let mut at = 0;
    while at < bytes.len() {
        marks[bytes[at] as usize] = true;
        at += 1;
    }
    marks
};

/// Where to read on for a bracket that closes at a place: behind it, or at the marks that end what
/// is inside.
fn last_mark(text: &str, close: usize) -> usize {
    let inside = text.get(..close).unwrap_or_default();
    let bare = inside.strip_suffix(['"', '”', '’', '\'']).unwrap_or(inside);
    let left_out = bare.ends_with("..");
    let mark = bare.chars().next_back().filter(|mark| !left_out && matches!(mark, '.' | '!' | '?'));
    mark.map_or(close + 1, |mark| bare.len() - mark.len_utf8())
}

/// Whether the line that begins at a place is empty.
fn is_blank_line(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `expected` has a bar where a sentence ends.
    fn check(code: &str, expected: &str) {
        let text = expected.replace('|', " ");
        let language = Language::of(Some(code));
        let found: Vec<&str> =
            split(&text, language).into_iter().map(|range| &text[range]).collect();
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
            "“We stopped it. Nobody was hurt,” the chief said.|It was late.|He added: “We went home. All of us.”|They did.",
            "He left... and came back...|Then nothing.",
            "He left…|. . . Then nothing.",
            "The word (no. 3. It is here) stays.|(But this stands alone.)|So does this.",
            "See https://example.org/a.html.|It is there.",
            "1. One item|2. Another item|3. The last",
            "AUGUSTA, Me. — The governor left.|Then he came back.",
            "He came.|It was said (as they do.)|The rest [3, 5] was new.[12]|It held.",
            "They saw it at 6 a.m.|Mr. Oh went at 7 p.m. Tuesday.|At 9 a.m. Mr. Oh left.",
            "“It is over” (see p. 5).|“Is it?” Oh asked the U.S. Senate.|Millions came.",
            "He lives in the U.S.|Police came on Jan. 6.|He works for the U.S. Embassy.",
            "The firm Who? Weekly sued Yahoo! Japan.|“Who?” Oh asked.|But who?|Nobody knew.",
            "“The bridge is open! 🎉🎉”|The post drew likes. ❤️|It was late.",
            "he came.|she left.|iPhones sell well!|Yahoo! is here.",
            "\"Only pressure works, seriously.\"|He warned, though, against it.",
        ] {
            check("en", expected);
        }
    }

    #[test]
    fn german_french_and_spanish_sentences_are_found() {
        for expected in [
            "Sie trafen sich am 6. Januar in Berlin.|Der 20. Gipfel endete 2026.|Danach fuhr sie heim.",
            "Das kostet z. B. Autos und ca. 5 Mio. Euro.|Dr. Ruiz u. a. Politiker kamen bzw. Gäste gingen.",
            "„Wir warten.“|Er ging.|„Warum?“, fragte sie.|Nr. 5 lebt.|Es war Plan B.|Das half.",
            "Sie kam um 9.30 Uhr, d. h. Montag.|Die GmbH & Co. KG zahlt am 3.|Das reicht.",
        ] {
            check("de", expected);
        }
        for expected in [
            "M. Le Pen a vu Mme Roux et le Dr. Petit.|« C’est fini ! » a-t-il dit.|« Oui. »|Il est parti.",
            "L’accord date de 44 av. J.-C.|Il vaut 3,5 millions, cf. p. 12.|MM. Petit et Roux y étaient.",
            "Est-ce vrai ?|Non !|Voir n° 5, art. 3, etc.|Les autres suivent.",
        ] {
            check("fr", expected);
        }
        for expected in [
            "El Sr. Sánchez llegó a EE. UU. con la Dra. Gil.|¿Qué dijo?|¡Nada!|Se fue a las 5 p. m. del lunes.",
            "Véase la pág. 3, núm. 5.|D. Juan y Ud. lo saben.|EE.UU. Canadá y México, p. ej., esperan.",
            "«Esperamos.»|Después se fue.|—No —dijo.|Y salió.",
        ] {
            check("es", expected);
        }
    }

    #[test]
    fn sentences_without_spaces_are_found() {
        let check = |code: &str, text: &str, expected: &[&str]| {
            let found: Vec<&str> = split(text, Language::of(Some(code)))
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected);
        };
        let japanese = "会議が開かれた。合意した！「そうだ。」と言った。";
        let spoken = "「けが人はいない。安心してほしい」と船長は話した。調査は水曜に始まる。";
        check(
            "ja",
            spoken,
            &["「けが人はいない。安心してほしい」と船長は話した。", "調査は水曜に始まる。"],
        );
        check(
            "uk",
            "Це на вул. Садовій у м. Марден. Це коштує 5 млн грн. Усі цілі, — сказав О. В. Коваль.",
            &[
                "Це на вул. Садовій у м. Марден.",
                "Це коштує 5 млн грн.",
                "Усі цілі, — сказав О. В. Коваль.",
            ],
        );
        check(
            "ru",
            "Он приехал в г. Москва в 2024 г. Потом уехал.",
            &["Он приехал в г. Москва в 2024 г.", "Потом уехал."],
        );
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
