//! Text: all the sentences of an event, read once.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use q7x2_text::annotation::Annotation;
use q7x2_text::cut::{Stem, Token};
use q7x2_text::language::Language;
use q7x2_text::name::{self, Evidence};
use q7x2_text::quotation::Quotation;
use q7x2_text::word;

use super::bearers::Bearers;
use super::entity::{self, Entity};
use super::holder::{self, Held};
use super::holders::Holders;
use crate::noun::article::{Article, Sentence};
use crate::noun::citation::Spot;
use crate::parallel;

/// Sentences that a quotation without a closer is taken to reach over: where it was forgotten, the
/// paragraph is not lost.
const LONGEST_QUOTATION: usize = 12;

/// Marks the sentences inside quotations of several; one that is not closed ends with its
/// paragraph.
fn mark_inside_quotations(sentences: &[Sentence], annotations: &mut [Annotation]) {
    let mut opened: Option<usize> = None;
    for (at, (sentence, annotation)) in sentences.iter().zip(annotations).enumerate() {
        let begins = at == 0 || sentence.paragraph != sentences[at - 1].paragraph;
        opened = opened.filter(|from| !begins && at - from <= LONGEST_QUOTATION);
        let nested = |one: &Quotation| {
            one.complete && sentence.text[one.outer.clone()].starts_with(['‘', '\'', '’', '‚'])
        };
        annotation.inside_quotation = opened.is_some() && annotation.quotations.iter().all(nested);
        if annotation.quotations.last().is_some_and(Quotation::goes_on) {
            opened = Some(at);
        } else if !annotation.inside_quotation {
            opened = None;
        }
    }
}

/// The words of an article, sentence by sentence.
fn words(article: &Article) -> Vec<Vec<Token>> {
    let language = Language::of(article.language.as_deref());
    article.sentences.iter().map(|sentence| word::tokens(&sentence.text, language)).collect()
}

/// The sentences of an article, read.
fn annotations(article: &Article, words: Vec<Vec<Token>>, evidence: &Evidence) -> Vec<Annotation> {
    let language = Language::of(article.language.as_deref());
    let sentences = article.sentences.iter().zip(words);
    let mut read: Vec<Annotation> = sentences
        .map(|(sentence, words)| Annotation::read(&sentence.text, words, language, evidence))
        .collect();
    mark_inside_quotations(&article.sentences, &mut read);
    read
}

/// All sentences of an event, read.
#[derive(Debug, Clone, Default)]
pub struct EventText {
    /// By article and sentence.
    pub annotations: Vec<Vec<Annotation>>,
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// What is known to be a name.
    pub evidence: Evidence,
    /// Who has which surname.
    bearers: Bearers,
    /// The entities of whose administrations the event speaks.
    heads: BTreeSet<usize>,
    /// Who holds an office, by article and sentence; read when it is first asked for.
    held: Vec<Vec<OnceLock<Vec<Held>>>>,
    /// Which sentences hold a stem; made when it is first asked for.
    holders: OnceLock<Holders>,
}

impl EventText {
    /// Reads the articles of an event.
    #[must_use]
    pub fn of(articles: &[Article]) -> Self {
        let words = parallel::map(articles.iter().collect(), words);
        let mut evidence = Evidence::new();
        for (article, words) in articles.iter().zip(&words) {
            let language = Language::of(article.language.as_deref());
            for (sentence, tokens) in article.sentences.iter().zip(words) {
                name::gather(&sentence.text, tokens, language, &mut evidence);
            }
        }
        let with_words = articles.iter().zip(words).collect();
        let mut annotations =
            parallel::map(with_words, |(article, words)| annotations(article, words, &evidence));
        let entities = entity::resolve(articles, &mut annotations);
        let bearers = Bearers::of(articles, &entities);
        let heads = holder::heads(articles, &annotations);
        let unread = |list: &Vec<Annotation>| list.iter().map(|_| OnceLock::new()).collect();
        let held = annotations.iter().map(unread).collect();
        Self { annotations, entities, evidence, bearers, heads, held, holders: OnceLock::new() }
    }

    /// Reads a statement with what is known of the event's names.
    #[must_use]
    pub fn annotate(&self, text: &str, language: &Language) -> Annotation {
        Annotation::of(text, language, &self.evidence)
    }

    /// Who has which surname.
    pub(crate) fn bearers(&self) -> &Bearers {
        &self.bearers
    }

    /// Who holds an office in the sentence at a spot.
    pub(crate) fn held(&self, spot: Spot, text: &str, language: &'static Language) -> &[Held] {
        let (annotation, entities, heads) = (self.at(spot), &self.entities, &self.heads);
        let view = holder::View { text, annotation, language, entities, heads };
        self.held[spot.article][spot.sentence].get_or_init(|| holder::held(view))
    }

    /// The sentences that hold some of these stems, in order, each with the sum of what the stems
    /// weigh that it holds.
    pub(crate) fn sharing(&self, weighed: &[(Stem, f64)]) -> Vec<(Spot, f64)> {
        self.holders().sharing(weighed)
    }

    /// The articles that hold a stem, each once.
    pub(crate) fn articles_holding(&self, stem: Stem) -> Vec<usize> {
        self.holders().articles(stem)
    }

    /// How many sentences hold a stem.
    #[must_use]
    pub fn holding(&self, stem: Stem) -> usize {
        self.holders().of_stem(stem).len()
    }

    /// How many sentences there are.
    pub(crate) fn sentences(&self) -> usize {
        self.holders().sentences()
    }

    fn holders(&self) -> &Holders {
        self.holders.get_or_init(|| Holders::of(&self.annotations))
    }

    /// The annotation at a spot.
    #[must_use]
    pub fn at(&self, spot: Spot) -> &Annotation {
        &self.annotations[spot.article][spot.sentence]
    }
}

#[cfg(test)]
mod tests {
    use crate::event::Event;

    use super::*;

    /// `|` stands between sentences, `¶` between paragraphs; those inside a quotation begin with
    /// `>`.
    fn check(expected: &str) {
        let paragraphs = expected.split('¶').enumerate();
        let sentence = |paragraph| {
            move |text: &str| Sentence {
                text: text.replace('>', ""),
                paragraph,
                ..Sentence::default()
            }
        };
        let sentences =
            paragraphs.flat_map(|(at, text)| text.split('|').map(sentence(at))).collect();
        let article = Article { language: Some("en".to_owned()), sentences, ..Article::default() };
        let event = Event::new("e".to_owned(), String::new(), vec![article]);
        let read = event.text().annotations[0].iter().zip(&event.articles()[0].sentences);
        let marked: Vec<String> = read
            .map(|(annotation, sentence)| {
                format!("{}{}", if annotation.inside_quotation { ">" } else { "" }, sentence.text)
            })
            .collect();
        let plain = expected.replace('¶', "|");
        assert_eq!(marked.join("|"), plain);
    }

    #[test]
    fn what_stands_inside_a_quotation_is_marked() {
        check("“We stopped it.|>Nobody was hurt.|We went home,” the chief said.|It was late.");
        check(
            "\"We stopped it.|>They said 'no' and left.|We went home,\" the chief said.|It was late.",
        );
        check("He said: “We stopped it.|>Nobody was hurt.¶“We went home,” he said.|It was late.");
        check("“We stopped it,” he said.|Nobody was hurt.|“We went home.”|It was late.");
        check("“We stopped it.|“We went home,” he said.|It was late.");
        check(&format!(
            "“We stopped it.{}{}",
            "|>It was late.".repeat(12),
            "|It was late.".repeat(3)
        ));
        check("It was late.");
    }
}
