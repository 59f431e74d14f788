//! Proof: what bears a statement out, source by source, with the words that it has in common with
//! the statement. One panel a statement, however many citations lead to it.

use std::collections::BTreeSet;
use std::ops::Range;

use q7x2_sdk::text::cut::{Lexemes, Made};
use q7x2_sdk::{Checked, Citation};
use tera::Value;

use super::citation::{CitationView, SHOWN, citations};
use super::scope::Scope;
use crate::render::value::{list, object, option, text};

/// Letters of a word that tells something where it stands alone between others: shorter ones are
/// mostly "with" and "from".
const TELLING: usize = 5;

/// The panel of a statement, which its citations open. A name has none: its citations lead to the
/// list of sources, where nearly every sentence names somebody.
pub(super) fn panel(scope: &Scope<'_>, checked: &Checked, said: &str, note: &Value) -> Value {
    let statement = &checked.statement;
    let variants = statement.quote().map_or(&[][..], |quote| &quote.variants);
    let variants = variants.iter().flat_map(|variant| &variant.citations);
    let cited = statement.citations.iter().chain(variants).chain(statement.evidence.all());
    // Clauses do not matter here: what a source says of a statement stands together.
    let whole: Vec<Citation> = cited.map(|one| Citation { part: None, ..one.clone() }).collect();
    let views = citations(scope, &whole);
    let (shown, rest) = views.split_at(views.len().min(SHOWN));
    let words = words(said);
    let shown = shown.iter().map(|view| {
        let sentences = view.sentences.iter().map(|sentence| pieces(&words, sentence));
        object([
            ("mark", text(&view.mark)),
            ("link", text(&scope.in_list(&view.evidence))),
            ("source", view.source.clone()),
            ("language", scope.foreign(view.number)),
            ("sentences", list(sentences)),
        ])
    });
    let label = scope.words.fill("cite_more", &[("n", &rest.len().to_string())]);
    object([
        ("note", note.clone()),
        ("sources", list(shown)),
        ("label", option((!rest.is_empty()).then_some(label))),
        ("rest", list(rest.iter().map(|view| lead(scope, view)))),
    ])
}

/// A source behind the first few: where its sentence stands.
fn lead(scope: &Scope<'_>, view: &CitationView) -> Value {
    object([
        ("mark", text(&view.mark)),
        ("link", text(&scope.in_list(&view.evidence))),
        ("source", view.source.clone()),
    ])
}

/// The folded words and numbers of a statement.
fn words(said: &str) -> BTreeSet<u64> {
    let lexemes = Lexemes::of(said, false);
    let counts = (0..lexemes.len()).filter(|at| !lexemes.is(*at, Made::Mark));
    counts.filter_map(|at| lexemes.hash(at)).collect()
}

/// A sentence cut where it begins and ends to say the same as a statement, each piece `{ text, same
/// }`. Where all of it is the same, or nothing, it is one piece: then nothing stands out.
fn pieces(words: &BTreeSet<u64>, sentence: &str) -> Value {
    let runs = runs(words, sentence);
    let piece = |range: Range<usize>, same: bool| {
        let said = sentence.get(range).unwrap_or_default();
        (!said.is_empty()).then(|| object([("text", text(said)), ("same", Value::from(same))]))
    };
    let alike: usize = runs.iter().map(Range::len).sum();
    if alike * 10 >= sentence.len() * 9 {
        return list(piece(0..sentence.len(), false).into_iter());
    }
    let mut from = 0;
    let mut pieces = Vec::new();
    for run in runs {
        pieces.extend(piece(from..run.start, false));
        from = run.end;
        pieces.extend(piece(run, true));
    }
    pieces.extend(piece(from..sentence.len(), false));
    Value::from(pieces)
}

/// Where a sentence has words of a statement side by side, in bytes; a single word only where it
/// tells something.
fn runs(words: &BTreeSet<u64>, sentence: &str) -> Vec<Range<usize>> {
    let lexemes = Lexemes::of(sentence, false);
    let is_same = |at: usize| lexemes.hash(at).is_some_and(|hash| words.contains(&hash));
    let mut runs: Vec<(Range<usize>, usize, bool)> = Vec::new();
    // A mark between two words neither begins a run nor ends it.
    let mut goes_on = false;
    for at in 0..lexemes.len() {
        if lexemes.is(at, Made::Mark) {
            continue;
        }
        if !is_same(at) {
            goes_on = false;
            continue;
        }
        let range = lexemes.range(at, at + 1);
        let tells = lexemes.is(at, Made::Digits)
            || lexemes.written(at).chars().count() >= TELLING
            || lexemes.is_capital(at) && at > 0;
        match runs.last_mut().filter(|_| goes_on) {
            Some((run, count, told)) => {
                run.end = range.end;
                *count += 1;
                *told |= tells;
            }
            None => runs.push((range, 1, tells)),
        }
        goes_on = true;
    }
    runs.into_iter().filter(|(_, count, tells)| *tells || *count > 3).map(|(run, ..)| run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike<'a>(said: &str, sentence: &'a str) -> Vec<&'a str> {
        runs(&words(said), sentence).into_iter().map(|run| &sentence[run]).collect()
    }

    #[test]
    fn words_in_common_stand_out_and_small_ones_do_not() {
        let said = "The ferry Alba ran aground with 212 people on board.";
        assert_eq!(
            alike(said, "With 212 aboard, the Alba ran aground off the port, on a bank."),
            ["With 212", "the Alba ran aground"]
        );
        assert_eq!(alike(said, "It was on the bank with a crane."), Vec::<&str>::new());
        assert_eq!(alike(said, ""), Vec::<&str>::new());
        assert_eq!(alike("Über 40 Ärzte", "über 40, ärzte"), ["über 40, ärzte"]);
    }

    #[test]
    fn what_is_all_the_same_is_one_piece() {
        let said = words("Nobody was hurt.");
        let count = |sentence: &str| pieces(&said, sentence).as_array().map_or(0, <[Value]>::len);
        assert_eq!(count("Nobody was hurt."), 1);
        assert_eq!(count("All went well."), 1);
        assert_eq!(count("Nobody was hurt, the coast guard said on the quay."), 2);
    }
}
