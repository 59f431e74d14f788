//! Extracted: whether a statement is its anchor's own words, in order, with only whole phrases left out.

use std::ops::Range;

use super::Refusal;
use super::phrase::{self, Written};
use crate::text::annotation::Annotation;
use crate::text::conflict::Side;
use crate::text::cue::CueKind;
use crate::text::language::Language;
use crate::text::word;
use crate::{Event, Spot};

/// How far back a bracket that replaces a pronoun may look, in sentences of the anchor's article.
const ANTECEDENT: usize = 2;
/// An attribution is short: a longer run with a verb of saying is the news itself.
const ATTRIBUTION_WORDS: usize = 8;

/// Phrases of a sentence from which it is a list rather than news: of that nothing is left out. The search is as deep as a
/// sentence has phrases, and real ones have a dozen.
const MOST_PHRASES: usize = 200;

/// What of an anchor a statement holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extract {
    /// Bytes of the anchor that are left out.
    pub left_out: Vec<Range<usize>>,
    /// What stands in square brackets.
    pub brackets: Vec<Bracket>,
    /// Bytes of the anchor's words that the statement holds.
    kept: Vec<Range<usize>>,
}

/// A run in square brackets: not the anchor's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// What stands between the brackets.
    pub text: String,
    /// The word before it; empty at the start.
    pub after: String,
    /// Whether it replaces a pronoun of the anchor.
    pub replaces: bool,
}

/// One piece of a statement: a word or a bracketed run.
enum Piece<'a> {
    Word(&'a str),
    Bracket(&'a str),
}

/// Tests a statement against the anchor and the other cited sentences.
///
/// # Errors
/// The reason why it is not an extract of the anchor.
pub fn check(text: &str, anchor: Spot, cited: &[Spot], event: &Event) -> Result<Extract, Refusal> {
    let sentence = &event.sentence(anchor).text;
    let language = Language::of(event.articles[anchor.article].language.as_deref());
    let extract = extract(text, sentence, language).ok_or_else(|| Refusal::new("not the anchor's words in order"))?;
    let annotation = event.text().at(anchor);
    quotations_whole(text, &extract, annotation)?;
    for range in &extract.left_out {
        let attribution_free = || origins_without_attribution(anchor, cited, event);
        may_leave_out(sentence, range, annotation, language, attribution_free)?;
    }
    for bracket in &extract.brackets {
        bracket_stands(bracket, anchor, cited, event)?;
    }
    Ok(extract)
}

/// Whether a statement is made of its anchor's own words, in order. If so, and [`check`] refuses what it leaves out, it is
/// refused: what is verbatim does not become another wording because it fell.
#[must_use]
pub fn is_verbatim(text: &str, anchor: Spot, event: &Event) -> bool {
    let language = Language::of(event.articles[anchor.article].language.as_deref());
    extract(text, &event.sentence(anchor).text, language).is_some()
}

/// Finds a statement in a sentence: the same words in order, whole phrases left out, brackets aside. Punctuation counts
/// but at cuts; so does case but for the first letter.
#[must_use]
pub fn extract(text: &str, sentence: &str, language: &Language) -> Option<Extract> {
    let words = phrase::words(sentence);
    let pieces = pieces(text);
    if !pieces.iter().any(|piece| matches!(piece, Piece::Word(_))) {
        return None;
    }
    let phrases = phrase::phrases(sentence, &words, language);
    if phrases.len() > MOST_PHRASES {
        let kept = words.first()?.range.start..words.last()?.range.end;
        return (text.trim() == sentence.trim()).then(|| Extract { kept: vec![kept], ..Extract::default() });
    }
    let mut search = Search { sentence, words: &words, phrases: &phrases, pieces: &pieces, language, dead: Vec::new() };
    search.dead = vec![false; (phrases.len() + 1) * (pieces.len() + 1)];
    let mut chosen = Vec::new();
    let mut brackets = Vec::new();
    if !search.find(0, 0, &mut chosen, &mut brackets) {
        return None;
    }
    let kept = |at: usize| chosen.contains(&at);
    let span = |range: &Range<usize>| words[range.start].range.start..words[range.end - 1].range.end;
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
    /// Depth first over phrases, keeping before leaving out; a state that failed once is never tried again.
    fn find(&mut self, phrase: usize, piece: usize, chosen: &mut Vec<usize>, brackets: &mut Vec<Bracket>) -> bool {
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
        let before = self.pieces[..at].iter().rev().find_map(|piece| match piece {
            Piece::Word(word) => Some((*word).to_owned()),
            Piece::Bracket(_) => None,
        });
        Bracket { text: text.to_owned(), after: before.unwrap_or_default(), replaces }
    }

    /// Matches one whole phrase from a piece on; gives the piece after it.
    fn matches(&self, phrase: Range<usize>, mut piece: usize, brackets: &mut Vec<Bracket>) -> Option<usize> {
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

    /// How many words from one on stand in brackets in the anchor itself: an editor's, in a quotation ("[Chinese] President
    /// Xi", "[...]").
    fn own(&self, at: usize, text: &str) -> Option<usize> {
        let count = phrase::words(text).len();
        let start = self.words[at].range.start;
        let opens = self.sentence[..start].ends_with('[');
        let stands = opens && self.sentence[start..].strip_prefix(text).is_some_and(|rest| rest.starts_with(']'));
        (stands || (count == 0 && self.sentence.contains(&format!("[{text}]")))).then_some(count)
    }

    /// Inside a phrase there is nothing but spaces and marks, and those are compared through quotations; here it is
    /// enough that no sentence end was smuggled in.
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
        pieces.extend(phrase::words(&rest[..open]).into_iter().map(|word| Piece::Word(&rest[word.range])));
        pieces.push(Piece::Bracket(rest[open + 1..open + close].trim()));
        rest = &rest[open + close + 1..];
    }
    pieces.extend(phrase::words(rest).into_iter().map(|word| Piece::Word(&rest[word.range])));
    pieces
}

fn same_but_for_case(a: &str, b: &str) -> bool {
    let mut left = a.chars();
    let mut right = b.chars();
    match (left.next(), right.next()) {
        (Some(x), Some(y)) => x.to_lowercase().eq(y.to_lowercase()) && left.as_str() == right.as_str(),
        _ => false,
    }
}

fn is_pronoun(word: &str, language: &Language) -> bool {
    let folded = word::fold(word);
    language.pronouns.contains(&folded)
}

/// Quotations are kept or left out as wholes, and as many marks stand in the statement as in what it keeps.
fn quotations_whole(text: &str, extract: &Extract, annotation: &Annotation) -> Result<(), Refusal> {
    let overlaps = |range: &Range<usize>, other: &Range<usize>| range.start < other.end && other.start < range.end;
    let mut kept = 0;
    for quotation in &annotation.quotations {
        let is_kept = extract.kept.iter().any(|range| overlaps(range, &quotation.inner));
        if is_kept && !quotation.complete {
            return Err(Refusal::new("holds half of a quotation"));
        }
        if is_kept && extract.left_out.iter().any(|range| overlaps(range, &quotation.inner)) {
            return Err(Refusal::new("cuts inside a quotation"));
        }
        kept += usize::from(is_kept);
    }
    let said = crate::text::quotation::quotations(&without_brackets(text));
    if said.len() != kept || said.iter().any(|quotation| !quotation.complete) {
        return Err(Refusal::new("its quotation marks are not those of the anchor"));
    }
    Ok(())
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

/// Whether a run may go: an attribution where two origins state the fact without it; nothing with a condition; a
/// negation, hedge or quantifier only together with its whole clause.
fn may_leave_out(
    sentence: &str,
    range: &Range<usize>,
    annotation: &Annotation,
    language: &Language,
    origins_without: impl Fn() -> usize,
) -> Result<(), Refusal> {
    let run = &sentence[range.clone()];
    if is_attribution(run, language) {
        let free = origins_without() >= 2;
        return if free { Ok(()) } else { Err(Refusal::new(format!("leaves out the attribution \"{run}\""))) };
    }
    let inside = |cue: &&crate::text::cue::Cue| range.start <= cue.range.start && cue.range.end <= range.end;
    for cue in annotation.cues.iter().filter(inside) {
        let word = &sentence[cue.range.clone()];
        if cue.kind == CueKind::Condition || !opens_clause(run, language) {
            return Err(Refusal::new(format!("leaves out \"{word}\"")));
        }
    }
    Ok(())
}

/// Whether a run only says who says it: "according to his office", "officials said".
#[must_use]
pub fn is_attribution(run: &str, language: &Language) -> bool {
    let folded = word::fold(run);
    if language.attributions.iter().any(|cue| starts_with_phrase(&folded, cue)) {
        return true;
    }
    let words = || folded.split(|character: char| !character.is_alphanumeric() && character != '\'');
    words().nth(ATTRIBUTION_WORDS).is_none() && words().any(|word| language.says(word)) && !lacks_subject(run, language)
}

/// A run that begins with the verb and names nobody ("said", "told reporters"): who says so stands before it.
fn lacks_subject(run: &str, language: &Language) -> bool {
    let mut words = run.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let says = words.next().is_some_and(|first| language.says(&word::fold(first)));
    let names = words
        .next()
        .is_some_and(|next| next.starts_with(char::is_uppercase) || language.articles.contains(&word::fold(next)));
    says && !names
}

/// Words of a name or office that follow an attribution: "said the minister, Amaya Urrutia".
const WHO_WORDS: usize = 5;

/// Bytes of the phrases at the beginning and end of a sentence that only say who says it.
#[must_use]
pub fn attributions(text: &str, language: &Language) -> Vec<Range<usize>> {
    let words = phrase::words(text);
    let phrases = phrase::phrases(text, &words, language);
    let span = |from: usize, to: usize| words[phrases[from].start].range.start..words[phrases[to].end - 1].range.end;
    let says = |at: usize| is_attribution(&text[span(at, at)], language);
    let Some(last) = phrases.len().checked_sub(1).filter(|&last| last > 0) else { return Vec::new() };
    let mut found = Vec::new();
    if says(0) {
        found.push(span(0, 0));
    }
    if says(last) {
        found.push(span(last, last));
    } else if last > 1 && phrases[last].len() <= WHO_WORDS && says(last - 1) {
        found.push(span(last - 1, last));
    }
    found
}

/// Whether a sentence says who says what it tells: "according to", "she said", not what stands in quotation marks.
pub(super) fn is_attributed(side: Side<'_>) -> bool {
    let mut from = 0;
    let said = side.annotation.quotations.iter().any(|found| {
        let open = side.text.get(from..found.outer.start).unwrap_or_default();
        from = found.outer.end;
        attributes(open, side.language)
    });
    said || attributes(side.text.get(from..).unwrap_or_default(), side.language)
}

fn attributes(clause: &str, language: &Language) -> bool {
    let folded = word::fold(clause);
    let mut words = folded.split(|character: char| !character.is_alphanumeric() && character != '\'');
    words.any(|word| language.says(word)) || language.attributions.iter().any(|cue| holds_run(&folded, cue))
}

fn starts_with_phrase(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a run is a clause of its own, so that what it negates or limits goes with it.
fn opens_clause(run: &str, language: &Language) -> bool {
    let folded = word::fold(run);
    language.clause_openers.iter().any(|opener| starts_with_phrase(&folded, opener))
}

/// Origins among the cited sentences that state it without saying from whom they have it.
fn origins_without_attribution(anchor: Spot, cited: &[Spot], event: &Event) -> usize {
    let mut origins: Vec<usize> = cited
        .iter()
        .filter(|&&spot| spot != anchor)
        .filter(|&&spot| !is_attributed(Side::of(event, spot)))
        .map(|spot| event.origin(spot.article))
        .collect();
    origins.sort_unstable();
    origins.dedup();
    origins.len()
}

/// A bracket holds a verbatim run of a cited sentence. Where it follows a word, that sentence has both; where it replaces
/// a pronoun, that sentence is the anchor or stands just before it.
fn bracket_stands(bracket: &Bracket, anchor: Spot, cited: &[Spot], event: &Event) -> Result<(), Refusal> {
    let near = |spot: &Spot| {
        spot.article == anchor.article
            && spot.sentence <= anchor.sentence
            && anchor.sentence - spot.sentence <= ANTECEDENT
    };
    let holds = |spot: &&Spot| {
        let text = &event.sentence(**spot).text;
        let beside = bracket.after.is_empty() || text.contains(&bracket.after);
        holds_run(text, &bracket.text) && if bracket.replaces { near(spot) } else { beside }
    };
    let stands = !bracket.text.is_empty() && cited.iter().any(|spot| holds(&spot));
    if stands { Ok(()) } else { Err(Refusal::new(format!("\"[{}]\" stands in no cited sentence", bracket.text))) }
}

/// Whether a text holds a run verbatim, from word to word; in scripts without spaces, anywhere.
#[must_use]
pub fn holds_run(text: &str, run: &str) -> bool {
    let ends = |outside: Option<char>, inside: Option<char>| {
        outside.is_none_or(|letter| !letter.is_alphanumeric() || is_unspaced(letter)) || inside.is_some_and(is_unspaced)
    };
    text.match_indices(run).any(|(at, found)| {
        ends(text[..at].chars().next_back(), found.chars().next())
            && ends(text[at + found.len()..].chars().next(), found.chars().next_back())
    })
}

/// Whether a letter is of a script that puts no spaces between words: Thai, kana, Han.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    fn left_out(text: &str, sentence: &str) -> Option<Vec<String>> {
        let extract = extract(text, sentence, Language::of(Some("en")))?;
        Some(extract.left_out.iter().map(|range| sentence[range.clone()].to_owned()).collect())
    }

    fn check(text: &str, sentence: &str, expected: Option<&[&str]>) {
        let expected = expected.map(|runs| runs.iter().map(ToString::to_string).collect());
        assert_eq!(left_out(text, sentence), expected, "{text} / {sentence}");
    }

    #[test]
    fn only_whole_phrases_are_left_out() {
        let sentence = "However, the mayor, who is 60, opened the bridge on Monday, according to her office.";
        check(
            "The mayor, who is 60, opened the bridge on Monday, according to her office.",
            sentence,
            Some(&["However"]),
        );
        check(
            "The mayor opened the bridge on Monday.",
            sentence,
            Some(&["However", "who is 60", "according to her office"]),
        );
        check("The mayor opened the bridge.", sentence, None);
        check("The mayor closed the bridge on Monday.", sentence, None);
        check("Opened the bridge on Monday, the mayor.", sentence, None);
        check("", sentence, None);
    }

    #[test]
    fn brackets_are_not_the_anchors_words() {
        let sentence = "He warned, though, against expecting final decisions.";
        let language = Language { pronouns: vec!["he".to_owned()], ..Language::default() };
        let found = extract("[Donald Tusk] warned against expecting final decisions.", sentence, &language);
        let brackets = found.map(|extract| extract.brackets).unwrap_or_default();
        assert_eq!(brackets, [Bracket { text: "Donald Tusk".to_owned(), after: String::new(), replaces: true }]);
        let found = extract("Tusk [Polish Prime Minister Donald Tusk] warned.", "Tusk warned.", &language);
        let brackets = found.map(|extract| extract.brackets).unwrap_or_default();
        assert_eq!((brackets.len(), brackets[0].replaces, brackets[0].after.as_str()), (1, false, "Tusk"));
    }

    #[test]
    fn a_list_without_end_is_kept_whole() {
        let list = format!("They saw {} and a bridge.", "cars, ".repeat(100_000));
        check(&list, &list, Some(&[]));
        check("They saw cars.", &list, None);
    }

    /// Whether a statement passes as an extract of the first sentence of the first article, citing all first sentences.
    fn judged(text: &str, articles: &[&[&str]], expected: Result<(), &str>) {
        let event = example::event("en", articles);
        let cited: Vec<Spot> = (0..articles.len()).map(|article| Spot { article, sentence: 0 }).collect();
        let found = super::check(text, cited[0], &cited, &event).map(drop);
        assert_eq!(found.as_ref().map_err(|refusal| refusal.0.as_str()), expected.as_ref().map_err(|reason| *reason));
    }

    #[test]
    fn an_attribution_goes_where_two_origins_do_without() {
        let sentence: &[&str] = &["Four cars fell into the harbour, according to police."];
        let plain: &[&str] = &["Four cars fell into the harbour."];
        let kept = Err("leaves out the attribution \"according to police\"");
        judged(sentence[0], &[sentence], Ok(()));
        judged(plain[0], &[sentence], kept);
        judged(plain[0], &[sentence, plain], kept);
        judged(plain[0], &[sentence, plain, plain], Ok(()));
        judged(plain[0], &[sentence, plain, sentence], kept);
        let said: &[&str] = &["Four cars fell into the harbour, police said."];
        let reason = Err("leaves out the attribution \"police said\"");
        judged(plain[0], &[said], reason);
        judged(plain[0], &[said, said, plain], reason);
    }

    #[test]
    fn who_says_it_stands_outside_quotation_marks() {
        for (text, expected) in [
            ("“It is late,” she said.", true),
            ("She said “it is late”.", true),
            ("The sign “he said no” hung there.", false),
            ("It is late.", false),
            ("According to her it is late.", true),
            ("", false),
        ] {
            let event = example::event("en", &[&[text]]);
            assert_eq!(is_attributed(Side::of(&event, Spot { article: 0, sentence: 0 })), expected, "{text}");
        }
    }

    #[test]
    fn what_changes_the_claim_is_not_left_out() {
        for (text, sentence, reason) in [
            ("Divers will come on Thursday.", "Divers will come on Thursday, if the fog lifts.", "leaves out \"if\""),
            ("The town was insured.", "The town was, reportedly, insured.", "leaves out \"reportedly\""),
            ("The road is closed.", "The road is, not for the first time, closed.", "leaves out \"not\""),
            ("The road is closed.", "The road is, for about 20 days, closed.", "leaves out \"about\""),
        ] {
            judged(text, &[&[sentence]], Err(reason));
            judged(sentence, &[&[sentence]], Ok(()));
        }
        judged("The bridge opened in 1974.", &[&["The bridge, which was not insured, opened in 1974."]], Ok(()));
    }

    #[test]
    fn quotations_are_whole() {
        let sentence: &[&str] = &["“We stopped it, all of us, in time,” the chief said, “and we went home.”"];
        judged(sentence[0], &[sentence], Ok(()));
        judged(
            "“We stopped it, in time,” the chief said, “and we went home.”",
            &[sentence],
            Err("cuts inside a quotation"),
        );
        judged("“We stopped it, all of us, in time,” the chief said.", &[sentence], Ok(()));
        let open: &[&str] = &["“We stopped it, the chief said."];
        judged(open[0], &[open], Err("holds half of a quotation"));
        let bare = Err("its quotation marks are not those of the anchor");
        judged("We stopped it, all of us, in time, the chief said, and we went home.", &[sentence], bare);
        judged("The “mayor” spoke.", &[&["The mayor spoke."]], bare);
    }

    #[test]
    fn brackets_hold_what_is_cited() {
        let tusk: &[&str] = &["He warned against it."];
        let named: &[&str] = &["Donald Tusk warned against it."];
        judged(
            "[Donald Tusk] warned against it.",
            &[tusk, named],
            Err("\"[Donald Tusk]\" stands in no cited sentence"),
        );
        let event = example::event("en", &[&["Donald Tusk came.", "He warned against it."]]);
        let (before, anchor) = (Spot { article: 0, sentence: 0 }, Spot { article: 0, sentence: 1 });
        assert!(super::check("[Donald Tusk] warned against it.", anchor, &[anchor, before], &event).is_ok());
        assert!(super::check("[Donald Tusk] warned against it.", anchor, &[anchor], &event).is_err());
        assert!(super::check("[Donald Trump] warned against it.", anchor, &[anchor, before], &event).is_err());
    }

    #[test]
    fn an_editors_brackets_are_the_anchors_own() {
        let sentence: &[&str] = &["“I spoke with [Chinese] President Xi [Jinping] [...] for two hours,” Biden said."];
        judged(sentence[0], &[sentence], Ok(()));
        let moved = "“I spoke with President [Chinese] Xi [Jinping] [...] for two hours,” Biden said.";
        assert_eq!(extract(moved, sentence[0], Language::of(Some("en"))), None);
        let other = "“I spoke with [Russian] President Xi [Jinping] [...] for two hours,” Biden said.";
        assert_eq!(extract(other, sentence[0], Language::of(Some("en"))), None);
    }

    #[test]
    fn what_is_verbatim_is_known_whatever_it_leaves_out() {
        let event = example::event("en", &[&["Divers will come on Thursday, if the fog lifts."]]);
        let anchor = Spot { article: 0, sentence: 0 };
        for (text, expected) in [
            ("Divers will come on Thursday.", true),
            ("Divers will come on Thursday, if the fog lifts.", true),
            ("Divers come on Thursday.", false),
            ("", false),
        ] {
            assert_eq!(is_verbatim(text, anchor, &event), expected, "{text}");
        }
    }

    #[test]
    fn a_run_is_held_from_word_to_word() {
        assert!(holds_run("the Polish Prime Minister", "Polish Prime"));
        assert!(!holds_run("the Polish Prime Minister", "olish Prime"));
        assert!(!holds_run("the Polish Prime Minister", "Polish Prim"));
        assert!(holds_run("主席习近平在北京", "习近平"));
        assert!(!holds_run("", "a"));
    }
}
