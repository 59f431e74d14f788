//! Origins: how many independent voices an event has, and which of them says a sentence.

use std::collections::BTreeMap;

use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::fold;
use q7x2_sdk::{Article, Copy, Event, Spot};

/// News agencies, by the names under which outlets credit them.
const AGENCIES: [&str; 16] = [
    "afp",
    "ap",
    "associated press",
    "reuters",
    "dpa",
    "efe",
    "ansa",
    "tass",
    "xinhua",
    "upi",
    "apa",
    "belga",
    "pa media",
    "kyodo",
    "bloomberg",
    "dow jones",
];

/// Groups of article ids that count as one voice: an article's origin is the outlet of the earliest article of its copy
/// group; alone, its own outlet. `articles` are in order; so are the groups and what they hold.
pub(super) fn origins(articles: &[Article], copies: &[Copy]) -> Vec<Vec<String>> {
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<String>> = Vec::new();
    for article in articles {
        let copied = copies.iter().find(|copy| copy.article == article.id);
        let original = copied.and_then(|copy| articles.iter().find(|other| other.id == copy.of)).unwrap_or(article);
        let at = *group_of.entry(original.outlet()).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(article.id.clone());
    }
    groups
}

/// A voice: an origin of the event, or whom a sentence names as the one it has the fact from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// An origin of the event, by index.
    Origin(usize),
    /// An agency or outlet outside the event.
    Named(String),
}

/// Who says a sentence: whom it credits ("according to France 24", "(AFP)"), else its article's origin.
pub(super) fn voice(spot: Spot, event: &Event) -> Voice {
    let article = &event.articles[spot.article];
    let language = Language::of(article.language.as_deref());
    let folded = fold(&event.sentence(spot).text);
    let Some(credited) = credited(&folded, language, event) else { return Voice::Origin(event.origin(spot.article)) };
    let own = event.articles.iter().position(|other| fold(other.outlet()) == credited);
    own.map_or(Voice::Named(credited), |at| Voice::Origin(event.origin(at)))
}

/// The outlet or agency that a sentence credits, folded.
fn credited(folded: &str, language: &Language, event: &Event) -> Option<String> {
    let after_cue = |cue: &String| {
        let found = folded.match_indices(cue.as_str()).map(|(at, found)| folded[at + found.len()..].trim_start());
        found.map(|rest| rest.strip_prefix("reports from ").unwrap_or(rest)).collect::<Vec<_>>()
    };
    let credits: Vec<&str> = language.attributions.iter().flat_map(after_cue).collect();
    if credits.is_empty() && !folded.contains('(') {
        return None;
    }
    let outlets = event.articles.iter().filter_map(|article| article.publisher.as_deref()).map(fold);
    AGENCIES.iter().map(ToString::to_string).chain(outlets).find(|name| {
        let bare = |rest: &&str| starts_with_word(rest.strip_prefix("the ").unwrap_or(rest), name);
        credits.iter().any(bare) || folded.contains(&format!("({name})"))
    })
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{CopyMeasure, example};

    use super::*;

    fn article(id: &str, publisher: Option<&str>, text: &str) -> Article {
        Article { publisher: publisher.map(str::to_owned), ..example::article(id, &[text]) }
    }

    #[test]
    fn a_copy_counts_for_the_outlet_it_was_taken_from() {
        let articles = [
            article("a", Some("Courier"), ""),
            article("b", Some("Post"), ""),
            article("c", Some("Courier"), ""),
            article("d", None, ""),
        ];
        let copy = Copy { article: "b".to_owned(), of: "a".to_owned(), measure: CopyMeasure::Wire, percent: 90 };
        assert_eq!(origins(&articles, &[copy]), [vec!["a", "b", "c"], vec!["d"]]);
        assert_eq!(origins(&articles, &[]).len(), 3);
    }

    #[test]
    fn a_sentence_counts_for_whom_it_credits() {
        let articles = vec![
            article("a", Some("Courier"), "The bridge is open, according to the Post."),
            article("b", Some("Post"), "The bridge is open."),
            article("c", Some("Ledger"), "The bridge is open (AFP)."),
            article("d", Some("Herald"), "The bridge is open, according to his office."),
            article("e", Some("Mail"), "The bridge is open, according to apartment owners."),
            article("f", Some("Echo"), "The bridge is open, according to reports from the AFP."),
        ];
        let mut event = Event::new("e".to_owned(), String::new(), articles);
        event.origins = origins(&event.articles, &[]);
        let voices: Vec<Voice> = (0..6).map(|article| voice(Spot { article, sentence: 0 }, &event)).collect();
        let afp = Voice::Named("afp".to_owned());
        assert_eq!(voices, [Voice::Origin(1), Voice::Origin(1), afp.clone(), Voice::Origin(3), Voice::Origin(4), afp]);
    }
}
