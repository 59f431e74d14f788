//! Extract: a statement found in a sentence, its words in order, with whole phrases left out.

use std::ops::Range;

use q7x2_text::chunk::{self, Written};
use q7x2_text::language::Language;
use q7x2_text::word;

/// Phrases of a sentence from which it is a list rather than news: of that nothing is left out. The
/// search is as deep as a sentence has phrases, and real ones have a dozen.
const MOST_PHRASES: usize = 200;

/// What of an anchor a statement holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extract {
    /// Bytes of the anchor that are left out.
    pub left_out: Vec<Range<usize>>,
    /// What stands in square brackets.
    pub brackets: Vec<Bracket>,
    /// Bytes of the anchor's words that the statement holds.
    pub(super) kept: Vec<Range<usize>>,
}

/// A run in square brackets: not the anchor's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// What stands between the brackets.
    pub text: String,
    /// The word before it; empty at the start.
    pub after: String,
    /// The word behind it; empty at the end.
    pub before: String,
    /// Whether it replaces a pronoun of the anchor.
    pub replaces: bool,
}

/// One piece of a statement: a word or a bracketed run.
enum Piece<'a> {
    Word(&'a str),
    Bracket(&'a str),
}

/// Finds a statement in a sentence: the same words in order, whole phrases left out, brackets
/// aside. Punctuation counts but at cuts; so does case but for the first letter.
#[must_use]
pub fn extract(text: &str, sentence: &str, language: &Language) -> Option<Extract> {
    let words = chunk::words(sentence);
    let pieces = pieces(text);
    if !pieces.iter().any(|piece| matches!(piece, Piece::Word(_))) {
        return None;
    }
    let phrases = chunk::chunks(sentence, &words, language);
    if phrases.len() > MOST_PHRASES {
        let kept = words.first()?.range.start..words.last()?.range.end;
        return (text.trim() == sentence.trim())
            .then(|| Extract { kept: vec![kept], ..Extract::default() });
    }
    let mut search = Search {
        sentence,
        words: &words,
        phrases: &phrases,
        pieces: &pieces,
        language,
        dead: Vec::new(),
    };
    search.dead = vec![false; (phrases.len() + 1) * (pieces.len() + 1)];
    let mut chosen = Vec::new();
    let mut brackets = Vec::new();
    if !search.find(0, 0, &mut chosen, &mut brackets) {
        return None;
    }
    let kept = |at: usize| chosen.contains(&at);
    let span =
        |range: &Range<usize>| words[range.start].range.start..words[range.end - 1].range.end;
    let mut extract = Extract { brackets, ..Extract::default() };
    for (at, phrase) in phrases.iter().enumerate() {
        let list = if kept(at) { &mut extract.kept } else { &mut extract.left_out };
        list.push(span(phrase));
    }
    Some(extract)
}

struct Search<'a> {
    sentence: &'a str,
    words: &'a [Written],
    phrases: &'a [Range<usize>],
    pieces: &'a [Piece<'a>],
    language: &'a Language,
    dead: Vec<bool>,
}

impl Search<'_> {
    /// Depth first over phrases, keeping before leaving out; a state that failed once is never
    /// tried again.
    fn find(
        &mut self,
        phrase: usize,
        piece: usize,
        chosen: &mut Vec<usize>,
        brackets: &mut Vec<Bracket>,
    ) -> bool {
        if phrase == self.phrases.len() {
            return self.only_brackets_left(piece, brackets);
        }
        let state = phrase * (self.pieces.len() + 1) + piece;
        if self.dead[state] {
            return false;
        }
        let mark = brackets.len();
        if let Some(next) = self.matches(self.phrases[phrase].clone(), piece, brackets) {
            chosen.push(phrase);
            if self.find(phrase + 1, next, chosen, brackets) {
                return true;
            }
            chosen.pop();
        }
        brackets.truncate(mark);
        if self.find(phrase + 1, piece, chosen, brackets) {
            return true;
        }
        self.dead[state] = true;
        false
    }

    fn only_brackets_left(&self, from: usize, brackets: &mut Vec<Bracket>) -> bool {
        let left = &self.pieces[from..];
        for (at, piece) in left.iter().enumerate() {
            match piece {
                Piece::Word(_) => return false,
                Piece::Bracket(text) => brackets.push(self.bracket(from + at, text, false)),
            }
        }
        true
    }

    fn bracket(&self, at: usize, text: &str, replaces: bool) -> Bracket {
        let word = |piece: &Piece<'_>| match piece {
            Piece::Word(word) => Some((*word).to_owned()),
            Piece::Bracket(_) => None,
        };
        let after = self.pieces[..at].iter().rev().find_map(word).unwrap_or_default();
        let before = self.pieces[at + 1..].iter().find_map(word).unwrap_or_default();
        Bracket { text: text.to_owned(), after, before, replaces }
    }

    /// Matches one whole phrase from a piece on; gives the piece after it.
    fn matches(
        &self,
        phrase: Range<usize>,
        mut piece: usize,
        brackets: &mut Vec<Bracket>,
    ) -> Option<usize> {
        let mut at = phrase.start;
        while at < phrase.end {
            let word = &self.sentence[self.words[at].range.clone()];
            match self.pieces.get(piece)? {
                Piece::Word(said) => {
                    let same = *said == word || (piece == 0 && same_but_for_case(said, word));
                    (same && (at == phrase.start || self.same_between(at))).then_some(())?;
                    at += 1;
                }
                Piece::Bracket(text) => {
                    if let Some(words) = self.own(at, text) {
                        at += words;
                        piece += 1;
                        continue;
                    }
                    let next_is_word = matches!(self.pieces.get(piece + 1), Some(Piece::Word(next)) if *next == word);
                    let replaces = !next_is_word && is_pronoun(word, self.language);
                    brackets.push(self.bracket(piece, text, replaces));
                    at += usize::from(replaces);
                }
            }
            piece += 1;
        }
        Some(piece)
    }

    /// How many words from one on stand in brackets in the anchor itself: an editor's, in a
    /// quotation ("[Chinese] President Xi", "[...]").
    fn own(&self, at: usize, text: &str) -> Option<usize> {
        let count = chunk::words(text).len();
        let start = self.words[at].range.start;
        let opens = self.sentence[..start].ends_with('[');
        let stands = opens
            && self.sentence[start..].strip_prefix(text).is_some_and(|rest| rest.starts_with(']'));
        (stands || (count == 0 && self.sentence.contains(&format!("[{text}]")))).then_some(count)
    }

    /// Inside a phrase there is nothing but spaces and marks, and those are compared through
    /// quotations; here it is enough that no sentence end was smuggled in.
    fn same_between(&self, at: usize) -> bool {
        let between = &self.sentence[self.words[at - 1].range.end..self.words[at].range.start];
        !between.contains(['!', '?'])
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']') else { break };
        pieces.extend(
            chunk::words(&rest[..open]).into_iter().map(|word| Piece::Word(&rest[word.range])),
        );
        pieces.push(Piece::Bracket(rest[open + 1..open + close].trim()));
        rest = &rest[open + close + 1..];
    }
    pieces.extend(chunk::words(rest).into_iter().map(|word| Piece::Word(&rest[word.range])));
    pieces
}

fn same_but_for_case(a: &str, b: &str) -> bool {
    let mut left = a.chars();
    let mut right = b.chars();
    match (left.next(), right.next()) {
        (Some(x), Some(y)) => {
            x.to_lowercase().eq(y.to_lowercase()) && left.as_str() == right.as_str()
        }
        _ => false,
    }
}

fn is_pronoun(word: &str, language: &Language) -> bool {
    let folded = word::spelt(word, language);
    language.pronouns.contains(&folded)
}

/// A text without what stands in square brackets.
#[must_use]
pub fn without_brackets(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
    }
    plain
}
