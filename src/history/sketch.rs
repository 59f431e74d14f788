//! Sketches: few bits that tell whether two texts are near, since the history holds no text.
//!
//! A bit of a sketch is the majority of that bit of the hashes of a text's pieces: texts that share
//! most of their pieces differ in few bits, others in about half (Charikar 2002, "Similarity
//! estimation techniques from rounding algorithms"; Manku, Jain and Das Sarma 2007, who find pages
//! that are nearly the same by it).

use q7x2_sdk::Article;
use q7x2_sdk::text::cue::cues;
use q7x2_sdk::text::cut::{hash, is_unspaced};
use q7x2_sdk::text::date::dates;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::number::numbers;
use q7x2_sdk::text::quotation::normalise;
use q7x2_sdk::text::word;

/// Letters of one piece of an article's text: a word or two.
const LONG_PIECE: usize = 8;

/// Letters of one piece of a sentence: a mended letter is in no more than three.
const SHORT_PIECE: usize = 3;

/// Bits of 64 in which two forms of one article differ at most: a text that keeps five pieces of
/// nine differs in 20. Of a thousand pairs of other stories two differ in so few.
const NEAR_TEXTS: u32 = 20;

/// Bits of 32 in which a sentence and its mended form differ at most: one that keeps seven pieces
/// of eight differs in 5. Of a hundred thousand pairs of other sentences six differ in so few.
const NEAR_SENTENCES: u32 = 5;

/// The sketch of an article's text.
pub(super) fn of_article(article: &Article) -> u64 {
    let mut votes = Votes::default();
    for sentence in &article.sentences {
        let text = normalise(&sentence.text);
        let mut before = ' ';
        for (piece, letter) in pieces(&text, LONG_PIECE) {
            if before == ' ' || is_unspaced(letter) {
                votes.count(piece);
            }
            before = letter;
        }
    }
    votes.sketch()
}

/// The runs of so many letters that begin at each letter of a text, with that letter; those at its
/// end are shorter.
fn pieces(text: &str, letters: usize) -> impl Iterator<Item = (&str, char)> {
    text.char_indices().map(move |(start, letter)| {
        let rest = &text[start..];
        let end = rest.char_indices().nth(letters).map_or(rest.len(), |(end, _)| end);
        (&rest[..end], letter)
    })
}

/// Whether two sketches are of two forms of one article.
pub(super) fn are_near(a: u64, b: u64) -> bool {
    (a ^ b).count_ones() <= NEAR_TEXTS
}

/// What is kept of a sentence that is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print {
    /// Of its text.
    pub(super) hash: u32,
    /// Of its figures and of what it denies: a sentence with others is no mended one.
    pub(super) figures: u16,
    /// Its sketch.
    pub(super) sketch: u32,
}

impl Print {
    /// That of a sentence.
    pub(super) fn of(sentence: &str, language: &Language) -> Self {
        let text = normalise(sentence);
        let mut votes = Votes::default();
        pieces(&text, SHORT_PIECE).for_each(|(piece, _)| votes.count(piece));
        let [a, b, c, d, ..] = *blake3::hash(text.as_bytes()).as_bytes();
        #[expect(clippy::cast_possible_truncation, reason = "the lower half of the bits")]
        let sketch = votes.sketch() as u32;
        let hash = u32::from_be_bytes([a, b, c, d]);
        Self { hash, figures: figures(sentence, language), sketch }
    }

    /// Whether it is of the same sentence, or of a form of it in which a slip is mended.
    pub(super) fn is_form_of(&self, other: &Self) -> bool {
        self.hash == other.hash
            || (self.figures == other.figures
                && (self.sketch ^ other.sketch).count_ones() <= NEAR_SENTENCES)
    }
}

/// Two bytes of the hash of what a sentence counts, when, and how it says so: yes, no, perhaps.
fn figures(sentence: &str, language: &Language) -> u16 {
    let mut hasher = blake3::Hasher::new();
    for number in numbers(sentence, language) {
        hasher.update(&number.low.to_le_bytes());
        hasher.update(&number.high.to_le_bytes());
        hasher.update(number.unit.as_bytes());
    }
    for date in dates(sentence, language) {
        let written = sentence.get(date.range).unwrap_or_default();
        hasher.update(written.to_lowercase().as_bytes());
    }
    for cue in cues(sentence, &word::tokens(sentence, language), language) {
        hasher.update(format!("{:?}", cue.kind).as_bytes());
    }
    let [a, b, ..] = *hasher.finalize().as_bytes();
    u16::from_be_bytes([a, b])
}

/// For every bit how many more pieces have it than have it not.
struct Votes([i32; 64]);

impl Default for Votes {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Votes {
    fn count(&mut self, piece: &str) {
        let hash = spread(hash(piece));
        for (bit, votes) in self.0.iter_mut().enumerate() {
            *votes += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }

    fn sketch(&self) -> u64 {
        let bits = self.0.iter().enumerate().filter(|(_, votes)| **votes > 0);
        bits.fold(0, |sketch, (bit, _)| sketch | 1 << bit)
    }
}

/// A hash whose bits all hang on all of it, as `SplitMix64` ends (Steele, Lea and Flood 2014): those
/// of FNV-1a hang on the last letters most.
fn spread(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ hash >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ hash >> 31
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Sentence;

    use super::*;

    fn print(sentence: &str) -> Print {
        Print::of(sentence, Language::of(Some("en")))
    }

    const SAID: &str = "The council of Arvenholt has closed the old bridge over the Lune until \
                        the spring, the mayor said on Monday.";

    #[test]
    fn a_mended_slip_is_the_same_sentence() {
        for slip in ["counsil", "Arvenholdt", "brigde", "mayro"] {
            let right = ["council", "Arvenholt", "bridge", "mayor"];
            let with = right.iter().find(|word| word[..3] == slip[..3]).expect("one of them");
            let before = SAID.replace(with, slip);
            assert_ne!(before, SAID);
            assert!(print(SAID).is_form_of(&print(&before)), "{before}");
        }
    }

    #[test]
    fn another_figure_day_or_denial_is_news() {
        let check = |from: &str, to: &str| {
            let (before, now) = (SAID, SAID.replace(from, to));
            assert_ne!(before, now);
            assert!(!print(&now).is_form_of(&print(before)), "{now}");
        };
        check("Monday", "Tuesday");
        check("has closed", "has not closed");
        check("the old bridge", "two old bridges");
        let three = "Three people were hurt in the fire at the mill of Tarn.";
        let four = "Four people were hurt in the fire at the mill of Tarn.";
        assert!(!print(three).is_form_of(&print(four)));
    }

    #[test]
    fn another_sentence_is_another() {
        let others = [
            "The council of Arvenholt has opened a new school beside the station, the mayor said on Monday.",
            "Engineers found cracks in the northern pier of the old bridge.",
            "Das Parlament von Arvenholt hat am Montag den Haushalt beschlossen.",
        ];
        for (at, one) in others.iter().enumerate() {
            assert!(!print(SAID).is_form_of(&print(one)), "{one}");
            for other in &others[at + 1..] {
                assert!(!print(other).is_form_of(&print(one)), "{one}");
            }
        }
    }

    fn article(text: &str) -> Article {
        let sentence = |text: &str| Sentence { text: text.to_owned(), ..Sentence::default() };
        let sentences = text.split_inclusive(". ").map(sentence).collect();
        Article { sentences, ..Article::default() }
    }

    #[test]
    fn an_article_is_known_again_by_most_of_its_text() {
        let first = "The council of Arvenholt closed the old bridge. Engineers had found cracks in \
                     its northern pier. The ferry runs every hour until the spring. Shops on the far \
                     bank fear for their trade.";
        let longer = format!("{first} The mayor asked the county for two million crowns.");
        let other = "A storm took the roof of the theatre in Dunvale. Nobody was inside at that \
                     hour. The company plays in the school hall from Friday. The owner hopes for \
                     the insurance.";
        let chinese =
            "市议会关闭了旧桥。工程师在北面的桥墩发现了裂缝。渡轮每小时开一班，直到春天。";
        let of = |text: &str| of_article(&article(text));
        assert!(are_near(of(first), of(&longer)));
        assert!(are_near(of(chinese), of(&chinese.replace("春天", "夏天"))));
        assert!(!are_near(of(first), of(other)));
        assert!(!are_near(of(first), of(chinese)));
    }
}
