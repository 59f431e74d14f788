//! A title for an article that has none, made from its first sentence.

use q7x2_sdk::text::language::{self, Language, Page};
use q7x2_sdk::text::word;
use q7x2_sdk::text::word::spelt;
use q7x2_sdk::work::steps;
use q7x2_sdk::{Sentence, SentenceKind};

/// Words up to which a sentence is a title as it stands.
const LONGEST: usize = 20;

/// Words below which what is left of a sentence says too little.
const SHORTEST: usize = 6;

/// Sentences among which a title is looked for.
const FIRST: usize = 3;

/// The first sentence of the text, cut where a clause ends if it is long; the first heading where
/// there is no text.
pub(super) fn of(sentences: &[Sentence], language: &Language) -> String {
    let body = || sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Body);
    // Half a quotation, its other half in the next sentence, is no title.
    let Some(sentence) =
        body().take(FIRST).find(|sentence| is_closed(&sentence.text)).or_else(|| body().next())
    else {
        return sentences.first().map(|sentence| sentence.text.clone()).unwrap_or_default();
    };
    let text = without_stop(&sentence.text);
    if word::count(text) <= LONGEST {
        return text.to_owned();
    }
    let cuts = cuts(text, &language.page);
    let fits = |at: &&usize| text.get(..**at).is_some_and(|kept| is_whole(kept, language));
    let end = cuts.iter().rev().find(fits).copied().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches([' ', ',', ';', ':', '–', '—', '-']).to_owned()
}

fn without_stop(text: &str) -> &str {
    let text = text.trim();
    let abbreviated = text.rsplit(' ').next().is_some_and(|last| last.matches('.').count() > 1);
    let text =
        text.strip_suffix('.').filter(|_| !abbreviated && !text.ends_with("...")).unwrap_or(text);
    text.trim_end_matches([':', ';', ',', ' '])
}

/// Where tails begin, as many words on as a title may have. Before "to", "as" and "with" only a
/// comma shows that a clause has ended.
fn cuts(text: &str, page: &Page) -> Vec<usize> {
    let mut cuts = Vec::new();
    let (mut words, mut counted) = (0, 0);
    for (at, _) in text.match_indices(' ') {
        steps(at - counted);
        words += word::count(text.get(counted..at).unwrap_or_default());
        counted = at;
        if words > LONGEST {
            break;
        }
        let rest = text.get(at + 1..).unwrap_or_default();
        let comma = text.get(..at).is_some_and(|before| before.ends_with([',', ';', '–', '—']));
        let mut tails = page.tails.iter().filter(|tail| comma || !page.comma_tails.contains(tail));
        if words >= SHORTEST && tails.any(|tail| begins_with(rest, tail)) {
            cuts.push(at);
        }
    }
    cuts
}

/// Whether a text begins with a word and a space.
fn begins_with(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|after| after.starts_with(' '))
}

/// Whether a beginning can stand alone: quotation marks and brackets closed, the last word not
/// waiting for another, and no opening that needs the main clause it has lost.
fn is_whole(kept: &str, language: &Language) -> bool {
    let last = kept
        .rsplit(' ')
        .next()
        .unwrap_or_default()
        .trim_matches(|mark: char| !mark.is_alphanumeric())
        .to_lowercase();
    let first = kept.split(' ').next().unwrap_or_default().to_lowercase();
    let pages = || language::all().iter().map(|table| &table.page);
    let subordinate = pages()
        .any(|page| page.tails.iter().any(|tail| tail.split(' ').next() == Some(first.as_str())));
    is_closed(kept)
        && !subordinate
        && !pages().any(|page| page.waiting_words.contains(&last))
        && !language.says(&spelt(&last, language))
}

/// Whether all quotation marks and brackets that open also close.
fn is_closed(text: &str) -> bool {
    let pairs = [('“', '”'), ('(', ')'), ('«', '»'), ('[', ']')];
    pairs.iter().all(|(open, close)| text.matches(*open).count() == text.matches(*close).count())
        && text.matches('"').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let sentences = [
            Sentence { text: "Heading".to_owned(), paragraph: 0, kind: SentenceKind::Heading },
            Sentence { text: text.to_owned(), paragraph: 1, kind: SentenceKind::Body },
        ];
        assert_eq!(of(&sentences, Language::of(Some("en"))), expected);
    }

    #[test]
    fn the_first_sentence_becomes_a_title() {
        check(
            "Leaders from Ukraine’s top allies gathered in Paris on January 6, 2026, to discuss potential security guarantees for Kyiv amid ongoing peace negotiations with Russia.",
            "Leaders from Ukraine’s top allies gathered in Paris on January 6, 2026, to discuss potential security guarantees for Kyiv",
        );
        check(
            "Key European allies of Ukraine and top U.S. envoys are meeting President Volodymyr Zelensky in Paris on Tuesday in their latest bid to agree security guarantees for any ceasefire in Russia's war against its neighbor.",
            "Key European allies of Ukraine and top U.S. envoys are meeting President Volodymyr Zelensky in Paris on Tuesday",
        );
        check("Leaders met in Paris.", "Leaders met in Paris");
        check("Who will come?", "Who will come?");
        check("He left for the U.S.", "He left for the U.S.");
    }

    #[test]
    fn what_cannot_be_cut_stays_whole() {
        let long = "Five European foreign ministers meeting in the French capital late on Tuesday said that the force which was proposed by France and Britain remains possible";
        check(&format!("{long}."), long);
        let subordinate = "Despite the high turnout of leaders from thirty-five countries at the summit in Paris, after which a text was agreed, prospects for a breakthrough remain uncertain";
        check(&format!("{subordinate}."), subordinate);
        let quoted = "The minister told reporters that “the talks which we have held here in Paris after so many months of fighting have been good and useful” for all of the allies";
        check(&format!("{quoted}."), quoted);
    }

    #[test]
    fn half_a_quotation_is_no_title() {
        let body =
            |text: &str| Sentence { text: text.to_owned(), paragraph: 0, kind: SentenceKind::Body };
        let sentences = [
            body("He said: “We want this over."),
            body("We want our life back.”"),
            body("Then he left."),
        ];
        assert_eq!(of(&sentences, Language::of(Some("en"))), "Then he left");
        assert_eq!(of(&sentences[..1], Language::of(Some("en"))), "He said: “We want this over");
    }

    #[test]
    fn a_text_without_sentences_has_its_heading() {
        let heading =
            Sentence { text: "Paris talks".to_owned(), paragraph: 0, kind: SentenceKind::Heading };
        assert_eq!(of(&[heading], Language::of(None)), "Paris talks");
        assert_eq!(of(&[], Language::of(None)), "");
    }
}
