//! Sources: what each article contributed, and what only it says.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::event::alone;
use q7x2_sdk::support::extracted;
use q7x2_sdk::text::word::count;
use q7x2_sdk::{Article, Edited, Event, Section, Source, Spot, work};

use super::extract;

/// How many sentences are listed under "only here".
const ONLY: usize = 5;
/// A sentence that opens with a word pointing outside it, or is shorter, cannot be read alone.
const ALONE_WORDS: usize = 8;
/// A sentence that is longer is not listed: it is an enumeration, or what a program wrote.
const LONGEST_WORDS: usize = 120;

/// One source an article, in the event's order.
pub(super) fn sources(event: &Event, sections: &[Section], edits: &[Edited]) -> Vec<Source> {
    let shared = shared(event);
    let gone: Vec<&Edited> = edits.iter().filter(|edit| edit.after.is_none()).collect();
    let anchored = extract::anchored(event, sections);
    let running: usize = anchored.iter().sum();
    let mut sources: Vec<Source> = Vec::new();
    let mut given = given(sections);
    let marks = marks(event);
    for (at, article) in event.articles().iter().enumerate() {
        let Given { statements, supports, sentences: mut cited } =
            given.remove(article.id.as_str()).unwrap_or_default();
        let only = only(at, event, &shared, &gone);
        cited.extend(only.iter().copied());
        let sentences = cited
            .into_iter()
            .map(|sentence| (sentence, article.sentences[sentence].text.clone()))
            .collect();
        sources.push(Source {
            corrected: Vec::new(),
            article: article.id.clone(),
            outlet: outlet(article, &marks[at]),
            mark: marks[at].clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            published: article.published.or(article.misdated),
            authors: article.authors.clone(),
            trust: article.trust,
            trust_reason: article.trust_reason.clone(),
            origin: event.origin(at) + 1,
            statements,
            supports,
            share: percent(anchored[at], running),
            reproduced: percent(
                anchored[at],
                article.body().map(|(_, sentence)| count(&sentence.text)).sum(),
            ),
            only,
            sentences,
        });
    }
    sources
}

/// A share in hundredths; what stands in brackets may make more words of an article than it has.
fn percent(part: usize, whole: usize) -> u8 {
    u8::try_from((part * 100 / whole.max(1)).min(100)).unwrap_or(100)
}

/// The outlet's name; an article without one is an outlet of its own.
fn outlet(article: &Article, mark: &str) -> String {
    let unnamed = || format!("Source {mark}, outlet not named");
    article.publisher.clone().unwrap_or_else(unnamed)
}

/// What each article is called in short: the letter of its origin, and its number there where the
/// origin has several.
fn marks(event: &Event) -> Vec<String> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let origins: Vec<usize> = (0..event.articles().len()).map(|at| event.origin(at)).collect();
    for origin in &origins {
        *counts.entry(*origin).or_default() += 1;
    }
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    let mut marks = Vec::with_capacity(origins.len());
    for origin in origins {
        let number = seen.entry(origin).or_default();
        *number += 1;
        let alone = counts.get(&origin) == Some(&1);
        let letters = letters(origin);
        marks.push(if alone { letters } else { format!("{letters}{number}") });
    }
    marks
}

/// A number in letters: A to Z, then AA.
fn letters(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// What an article gave to a briefing.
#[derive(Default)]
struct Given {
    /// The statements that cite it.
    statements: Vec<String>,
    /// How many of them are running text.
    supports: usize,
    /// Its sentences that are cited.
    sentences: BTreeSet<usize>,
}

/// What each article gave, by its id.
fn given(sections: &[Section]) -> BTreeMap<&str, Given> {
    let mut given: BTreeMap<&str, Given> = BTreeMap::new();
    for (at, section) in sections.iter().enumerate() {
        for checked in &section.statements {
            let variants = checked.statement.quote().map_or(&[][..], |quote| &quote.variants);
            let variants = variants.iter().flat_map(|variant| &variant.citations);
            let mut own: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
            for citation in checked.statement.citations.iter().chain(variants) {
                own.entry(&citation.article).or_default().insert(citation.sentence);
            }
            for (article, sentences) in own {
                work::steps(sentences.len());
                let given = given.entry(article).or_default();
                given.sentences.extend(sentences);
                given.supports += usize::from(at == 0);
                if !given.statements.contains(&checked.id) {
                    given.statements.push(checked.id.clone());
                }
            }
        }
    }
    given
}

/// The sentences of facts: what more than one article says, be it a copy.
fn shared(event: &Event) -> BTreeSet<Spot> {
    let told = event.facts().iter().flat_map(|fact| &fact.sentences);
    told.filter_map(|citation| event.spot(citation)).collect()
}

/// Sentences that no other article says, that can be read alone and that the editor did not take out
/// of the briefing, the most telling first: names and numbers, then weight.
fn only(article: usize, event: &Event, shared: &BTreeSet<Spot>, gone: &[&Edited]) -> Vec<usize> {
    let mut found: BTreeMap<usize, f64> = BTreeMap::new();
    for (sentence, _) in event.articles()[article].body() {
        let spot = Spot { article, sentence };
        let annotation = event.text().at(spot);
        if shared.contains(&spot)
            || alone::points_outside(spot, event)
            || !alone::holds_whole_quotations(spot, event)
            || !(ALONE_WORDS..=LONGEST_WORDS).contains(&annotation.tokens.len())
            || gone.iter().any(|edit| extracted::is_verbatim(&edit.before, spot, event))
        {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "names and numbers of one sentence")]
        let facts = (annotation.names.len() + 2 * annotation.numbers.len()) as f64;
        #[expect(clippy::cast_precision_loss, reason = "words of one sentence")]
        let mean = annotation.weight() / annotation.tokens.len().max(1) as f64;
        found.insert(sentence, facts + mean);
    }
    let mut ranked: Vec<(usize, f64)> = found.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().take(ONLY).map(|(sentence, _)| sentence).collect()
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::detail::{Quote, Variant};
    use q7x2_sdk::{Checked, Citation, Detail, SectionKind, Statement};

    use super::super::example;
    use super::*;

    fn own(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    /// A statement's id, its text, and the article and sentence of each citation.
    type Said<'a> = (&'a str, &'a str, &'a [(usize, usize)]);

    fn section(kind: &str, said: &[Said<'_>]) -> Section {
        let checked = |(id, text, cited): &Said<'_>| {
            let cite = |&(article, sentence): &(usize, usize)| {
                Citation::new(format!("a{article}"), sentence)
            };
            let statement = Statement::new(*text, cited.iter().map(cite).collect());
            Checked { id: (*id).to_owned(), statement, ..Checked::default() }
        };
        Section {
            kind: SectionKind::from(kind),
            statements: said.iter().map(checked).collect(),
            ..Section::default()
        }
    }

    #[test]
    fn a_source_tells_what_it_gave() {
        let event = example::event(&[
            &["The mayor opened the bridge.", "It rained."],
            &["Four cars fell in."],
        ]);
        let sections = [
            section("summary", &[("s1", "The mayor opened the bridge.", &[(0, 0), (1, 0)])]),
            section(
                "background",
                &[
                    ("s2", "It rained.", &[(0, 1)]),
                    ("s1", "The mayor opened the bridge.", &[(0, 0)]),
                ],
            ),
        ];
        let found = sources(&event, &sections, &[]);
        let check =
            |source: &Source, outlet: &str, statements: &[&str], figures: (usize, u8, u8)| {
                assert_eq!(
                    (source.outlet.as_str(), source.statements.as_slice()),
                    (outlet, &own(statements)[..])
                );
                assert_eq!((source.supports, source.share, source.reproduced), figures, "{outlet}");
            };
        check(&found[0], "Outlet 0", &["s1", "s2"], (1, 100, 71));
        check(&found[1], "Outlet 1", &["s1"], (1, 0, 0));
        assert_eq!(found[0].sentences.keys().copied().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(found[1].sentences[&0], "Four cars fell in.");
    }

    #[test]
    fn a_source_is_called_by_its_origin() {
        for (number, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(number), expected);
        }
        let text = "Divers from Kells searched the harbour of Dunmore for the van until midnight.";
        let mut articles: Vec<Article> = [text, "It rained.", text]
            .iter()
            .enumerate()
            .map(|(at, text)| example::article(at, &[text]))
            .collect();
        articles[2].publisher = None;
        let found = sources(&example::told(articles), &[], &[]);
        let shown: Vec<(&str, &str)> =
            found.iter().map(|one| (one.mark.as_str(), one.outlet.as_str())).collect();
        let unnamed = "Source A2, outlet not named";
        assert_eq!(shown, [("A1", "Outlet 0"), ("B", "Outlet 1"), ("A2", unnamed)]);
    }

    #[test]
    fn shares_end_at_a_hundred() {
        for (part, whole, expected) in
            [(0, 0, 0), (1, 3, 33), (3, 3, 100), (9, 3, 100), (1, 0, 100)]
        {
            assert_eq!(percent(part, whole), expected, "{part} of {whole}");
        }
    }

    #[test]
    fn a_variant_cites_too() {
        let event = example::event(&[&["The mayor opened the bridge."], &["Four cars fell in."]]);
        let mut quoted = section("quotes", &[("s1", "The mayor opened the bridge.", &[(0, 0)])]);
        let citations = vec![Citation::new("a1", 0)];
        let variants = vec![Variant { text: "Four cars".to_owned(), citations }];
        quoted.statements[0].statement.detail =
            Some(Detail::Quote(Quote { variants, ..Quote::default() }));
        let found = sources(&event, &[section("summary", &[]), quoted], &[]);
        assert_eq!((found[1].statements.as_slice(), found[1].supports), (&own(&["s1"])[..], 0));
    }

    #[test]
    fn the_most_telling_come_first_and_five_are_enough() {
        let seen =
            |what: &str| format!("Divers from Kells saw {what} in the cold harbour of Dunmore.");
        let things = [
            "a wheel",
            "a red door",
            "three seats",
            "an engine",
            "a dog",
            "a lamp",
            "14 bottles and 22 empty boxes",
        ];
        let sentences = things.map(seen);
        let event = example::event(&[&sentences.each_ref().map(String::as_str)]);
        let found = only(0, &event, &BTreeSet::new(), &[]);
        assert_eq!((found.len(), found[0]), (ONLY, 6), "{found:?}");
        let short = example::event(&[&["Divers from Kells sang."]]);
        assert_eq!(only(0, &short, &BTreeSet::new(), &[]), [0; 0]);
    }

    #[test]
    fn what_a_copy_says_too_no_source_says_alone() {
        let one = "Divers from Kells searched the harbour of Dunmore for the van until midnight.";
        let event = example::event(&[&[one], &[one]]);
        assert_eq!(event.facts().iter().map(|fact| fact.origins).collect::<Vec<_>>(), [1]);
        assert_eq!(only(0, &event, &shared(&event), &[]), [0; 0]);
    }

    #[test]
    fn what_only_one_says_can_be_read_alone() {
        let shared = "Four cars and a van fell into the harbour of Dunmore on Monday morning.";
        let own = "Divers from Kells searched the harbour of Dunmore for the van until midnight.";
        let event = example::event(&[
            &[
                shared,
                "It rained.",
                "He told Ann Lee of Kells that the harbour had never been so cold.",
                own,
                "“The harbour of Dunmore had never been so cold, the divers from Kells told us.",
                "Nobody in Dunmore has seen so many divers from Kells in the harbour for 40 years.",
            ],
            &["On Monday morning four cars and a van fell into Dunmore harbour."],
        ]);
        assert_eq!(event.facts().len(), 1);
        assert_eq!(only(0, &event, &super::shared(&event), &[]), [3]);
        assert_eq!(only(1, &event, &super::shared(&event), &[]), [0; 0]);
        let edit = Edited { before: own.to_owned(), ..Edited::default() };
        assert_eq!(only(0, &event, &super::shared(&event), &[&edit]), [0; 0]);
        let listed = |edit: Edited| sources(&event, &[], &[edit])[0].clone();
        assert_eq!(listed(edit.clone()).only, [0; 0]);
        // What an editor only worded otherwise is still there, and its text can be read.
        let kept = listed(Edited { after: Some("Divers searched.".to_owned()), ..edit });
        assert_eq!((kept.only.as_slice(), kept.sentences[&3].as_str()), (&[3][..], own));
    }
}
