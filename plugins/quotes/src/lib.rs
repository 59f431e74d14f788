//! Verbatim quotations with their speakers, a section for q7x2.
//!
//! The statement is the quotation with its marks, as its anchor has it. Who said it comes from the
//! SDK's speaker finder, which gives none where there is doubt; such a quotation is not shown.
//! Other words for the same utterance are variants; the wording that most sources have is the one
//! that is quoted.

mod quote;
mod utterance;

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::conflict::Wording;
use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Section, SectionRequest, Settings};
use q7x2_sdk::detail::{self, Variant};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::event::speaker::speaker;
use q7x2_sdk::text::cue::CueKind;
use q7x2_sdk::text::language::{Language, WordList};
use q7x2_sdk::text::quotation::bare;
use q7x2_sdk::text::word::{count, spelt};
use q7x2_sdk::{Detail, Event, Evidence, SectionDraft, SectionKind, Spot, Statement};
use serde::Deserialize;

use quote::{Quote, WORDINGS};
use utterance::Utterances;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Section(Box::new(settings.read::<Quotes>()?)))
}

/// Variants of one utterance that are shown: nobody reads on.
const VARIANTS: usize = 256;

#[derive(Debug, Clone, Deserialize)]
struct Quotes {
    most: usize,
    words: usize,
}

impl Section for Quotes {
    fn reads_summaries(&self) -> bool {
        false
    }

    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let event = request.event;
        let (spoken, loose) = quotes(event, self.words);
        let mut utterances = Utterances::gather(spoken, loose, event).held;
        utterances.sort_by(|a, b| {
            origins(b, event).cmp(&origins(a, event)).then(a[0].spot.cmp(&b[0].spot))
        });
        utterances.truncate(self.most);
        let statements = utterances.iter().map(|held| statement(held, event)).collect();
        let (kind, heading) = (SectionKind::Quotes, "In their words".to_owned());
        Ok(Warned::quiet(SectionDraft { kind, heading, statements }))
    }
}

/// The quotations of trusted articles that are long enough: those whose speaker is known and that
/// can be read alone, and the others, which may be further wordings.
fn quotes(event: &Event, shortest: usize) -> (Vec<Quote<'_>>, Vec<(Spot, &str)>) {
    let (mut found, mut loose) = (Vec::new(), Vec::new());
    for (article, read) in event.articles().iter().enumerate() {
        let language = Language::of(read.language.as_deref());
        for (sentence, said) in read.body() {
            let spot = Spot { article, sentence };
            for (at, quotation) in event.text().at(spot).quotations.iter().enumerate() {
                let text = &said.text[quotation.outer.clone()];
                // "…, and you cannot push it back": the rest of what stands before it.
                let inner = &said.text[quotation.inner.clone()];
                let goes_on = at > 0 && inner.starts_with(char::is_lowercase);
                // "… so far, “said Webb": closed by a mark that opens, most likely after a slip.
                let is_open = text.ends_with(" “");
                if !quotation.complete
                    || goes_on
                    || is_open
                    || count(text) < shortest
                    || read.is_low_trust()
                {
                    continue;
                }
                let stands = says_something(inner, language) && !hangs_on(event, spot, at);
                match speaker(event, spot, at).filter(|_| stands) {
                    Some(speaker) => {
                        let words = bare(inner);
                        found.push(Quote { spot, text, words, speaker });
                    }
                    None => loose.push((spot, text)),
                }
            }
        }
    }
    (found, loose)
}

/// Whether the outlet's own words before a quotation hold the condition on which it depends: "said
/// that if the allegations are true, “he will step aside”".
fn hangs_on(event: &Event, spot: Spot, at: usize) -> bool {
    let read = event.text().at(spot);
    let start = read.quotations[at].outer.start;
    let conditions = read.cues.iter().filter(|cue| cue.kind == CueKind::Condition);
    conditions.into_iter().any(|cue| cue.range.start < start && !read.is_quoted(cue.range.start))
}

/// Words from which a part of an outlet's own sentence may say something by itself.
const PART: usize = 8;

/// Whether words in quotation marks say something by themselves. In small letters they are a part
/// of the outlet's own sentence, which may deny what they say ("accused them of misusing it “for
/// regime change”"): then they begin with who does something, or are long and begin neither with a
/// small word nor with a verb.
fn says_something(inner: &str, language: &Language) -> bool {
    let first = spelt(inner.split([' ', '’', '\'']).next().unwrap_or_default(), language);
    let subject = [&language.pronouns, &language.reporter_words];
    let opens = [
        &language.articles,
        &language.apposition_openers,
        &language.quantifiers,
        &language.negations,
    ];
    let is_in = |lists: &[&WordList]| lists.iter().any(|list| list.contains(&first));
    let is_verb = || language.verb_endings.iter().any(|ending| first.ends_with(ending.as_str()));
    let is_small = language.stop_words.contains(&first) || language.prepositions.contains(&first);
    !inner.starts_with(char::is_lowercase)
        || is_in(&subject)
        || count(inner) >= PART && (is_in(&opens) || !is_small && !is_verb())
}

fn origins(held: &[Quote<'_>], event: &Event) -> usize {
    let mut origins: Vec<usize> =
        held.iter().map(|quote| event.origin(quote.spot.article)).collect();
    origins.sort_unstable();
    origins.dedup();
    origins.len()
}

/// How many quotations of an utterance hold some words.
fn support(words: &str, times: &BTreeMap<&str, usize>) -> usize {
    let held = times.iter().take(WORDINGS).filter(|(other, _)| other.contains(words));
    held.map(|(_, times)| times).sum()
}

/// The wording of most sources, the fullest of these, with the other wordings as variants.
fn statement(held: &[Quote<'_>], event: &Event) -> Statement {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    held.iter().for_each(|quote| *times.entry(&quote.words).or_default() += 1);
    let support: BTreeMap<&str, usize> =
        times.keys().take(WORDINGS).map(|words| (*words, support(words, &times))).collect();
    let support =
        |quote: &Quote<'_>| support.get(quote.words.as_str()).copied().unwrap_or_default();
    let best = held.iter().enumerate().max_by(|(a, x), (b, y)| {
        support(x).cmp(&support(y)).then(x.words.len().cmp(&y.words.len())).then(b.cmp(a))
    });
    let main = best.map_or(&held[0], |(_, quote)| quote);
    let (same, other): (Vec<&Quote<'_>>, Vec<&Quote<'_>>) =
        held.iter().partition(|quote| quote.words.contains(&main.words));
    let mut spots = vec![main.spot];
    spots.extend(same.iter().map(|quote| quote.spot));
    let mut seen = BTreeSet::new();
    let citations: Vec<Spot> = spots.into_iter().filter(|spot| seen.insert(*spot)).collect();
    // Where the speaker is named and the role is given backs these, not the words.
    let named: Vec<Spot> = held
        .iter()
        .filter(|quote| quote.words == main.words)
        .map(|quote| quote.speaker.spot)
        .filter(|spot| seen.insert(*spot))
        .collect();
    let known = [citations.as_slice(), named.as_slice()].concat();
    let (role, given) = match role(main, &known, event) {
        Some(role) => (Some(role), None),
        None => known_role(main, event).unzip(),
    };
    let cite = |spots: Vec<Spot>| spots.into_iter().map(|spot| event.citation(spot)).collect();
    let evidence = Evidence {
        speaker: cite(named),
        role: cite(given.filter(|spot| seen.insert(*spot)).into_iter().collect()),
        date: Vec::new(),
    };
    let language = Language::of(event.articles()[main.spot.article].language.as_deref());
    let wording = Wording::of(&main.words, language);
    let differs = |quote: &&&Quote<'_>| wording.is_variant(&Wording::of(&quote.words, language));
    let variants =
        other.iter().filter(differs).take(VARIANTS).map(|quote| variant(quote, event)).collect();
    let speaker = Some(name(main, event));
    let mut said = Statement::new(said(main.text), cite(citations));
    said.evidence = evidence;
    said.with(Detail::Quote(detail::Quote { speaker, role, variants }))
}

fn variant(quote: &Quote<'_>, event: &Event) -> Variant {
    Variant { text: said(quote.text), citations: vec![event.citation(quote.spot)] }
}

/// A quotation with its marks, without the comma that leads back to its sentence: "“We stopped it,”
/// she said".
fn said(quotation: &str) -> String {
    let inner = quotation
        .trim_end_matches(|character: char| !character.is_alphanumeric() && character != ',');
    let mark = quotation[inner.len()..].to_owned();
    format!("{}{mark}", inner.trim_end_matches(','))
}

/// The fullest form of the speaker's name that the sentence naming them supports.
fn name(quote: &Quote<'_>, event: &Event) -> String {
    let entity = quote.speaker.entity.and_then(|at| event.text().entities.get(at));
    entity.map_or_else(|| quote.speaker.text(event).to_owned(), |entity| entity.name.clone())
}

/// The role that a cited sentence gives the speaker directly before the name.
fn role(quote: &Quote<'_>, citations: &[Spot], event: &Event) -> Option<String> {
    let entity = quote.speaker.entity?;
    citations.iter().find_map(|&spot| {
        let text = &event.sentence(spot).text;
        let language = Language::of(event.articles()[spot.article].language.as_deref());
        let named = event.text().at(spot).names.iter().filter(|name| name.entity == Some(entity));
        let titles = named.filter_map(|name| name.title.clone()).map(|title| &text[title]);
        let tells = |title: &&str| {
            !language.honorifics.contains(&spelt(title.trim_end_matches('.'), language))
        };
        titles.into_iter().find(tells).map(str::to_owned)
    })
}

/// The commonest role of the speaker in the event, and a sentence that gives it.
fn known_role(quote: &Quote<'_>, event: &Event) -> Option<(String, Spot)> {
    let entity = event.text().entities.get(quote.speaker.entity?)?;
    let is_trusted = |spot: &Spot| !event.articles()[spot.article].is_low_trust();
    entity.roles.iter().find(|(_, spot)| is_trusted(spot)).cloned()
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::contract::Summaries;
    use q7x2_sdk::example::article;
    use q7x2_sdk::{Article, Draft, Trust};

    use super::*;

    fn told(plugin: &Quotes, articles: Vec<Article>) -> Vec<Statement> {
        let event = Event::new("e".to_owned(), String::new(), articles);
        let briefing = Draft::default();
        let request =
            SectionRequest { event: &event, summaries: &Summaries::new(), briefing: &briefing };
        let draft = plugin.section(&request).expect("an answer").value;
        assert_eq!((draft.kind, draft.heading.as_str()), (SectionKind::Quotes, "In their words"));
        draft.statements
    }

    const DEFAULT: Quotes = Quotes { most: 8, words: 5 };

    fn quote(statement: &Statement) -> &detail::Quote {
        statement.quote().expect("a quotation")
    }

    /// Compares speakers and quotations of one article.
    fn check(sentences: &[&str], expected: &[(&str, &str)]) {
        let said = told(&DEFAULT, vec![article("a", sentences)]);
        let found: Vec<(&str, &str)> = said
            .iter()
            .map(|one| (quote(one).speaker.as_deref().expect("a speaker"), one.text.as_str()))
            .collect();
        assert_eq!(found, expected, "{sentences:?}");
    }

    const MAYOR: &str =
        "“The bridge will stay closed until spring,” Mayor Anna Berg said on Monday.";

    #[test]
    fn quotations_with_a_known_speaker_are_shown() {
        check(&[MAYOR], &[("Anna Berg", "“The bridge will stay closed until spring”")]);
        check(&["Anna Berg spoke of “a bad year” on Monday."], &[]);
        check(&["The bridge will stay closed, Anna Berg said."], &[]);
        check(&["“The bridge will stay closed until spring."], &[]);
        check(&[], &[]);
    }

    #[test]
    fn what_only_its_sentence_explains_is_not_shown() {
        check(
            &[
                "Mayor Anna Berg accused Kestria of using it “for raids and murders and worse than that”.",
            ],
            &[],
        );
        check(
            &["Mayor Anna Berg said it “will be no change to the present rules of the town”."],
            &[],
        );
        check(&["Mayor Anna Berg called it “a new era of talks”."], &[]);
        let clause = "“we will never close the bridge”";
        check(&[&format!("Mayor Anna Berg said that {clause}.")], &[("Anna Berg", clause)]);
        let long = "“a marriage of two workshops, not of two banks, and a long one”";
        check(&[&format!("Mayor Anna Berg said it was {long}.")], &[("Anna Berg", long)]);
        let part =
            "Mayor Anna Berg spoke of a bridge that would “stay closed until spring, or more”.";
        let whole = "“The bridge will stay closed until spring, or more,” Mayor Anna Berg said.";
        let said = told(&DEFAULT, vec![article("a", &[part]), article("b", &[whole])]);
        assert_eq!((said.len(), said[0].citations.len()), (1, 2), "{said:?}");
    }

    #[test]
    fn one_speaker_is_not_another_and_a_rest_is_no_quotation() {
        let other = "“The bridge will stay closed until spring,” Ole Lund said on Monday.";
        let words = "“The bridge will stay closed until spring”";
        check(&[MAYOR, other], &[("Anna Berg", words), ("Ole Lund", words)]);
        let rest =
            "“The bridge will stay closed,” Mayor Anna Berg said, “we will never push it back.”";
        check(&[rest], &[("Anna Berg", "“The bridge will stay closed”")]);
        check(&["“We stay closed,” Mayor Anna Berg said."], &[]);
    }

    #[test]
    fn a_role_is_not_taken_from_low_trust() {
        let plain = "“The bridge will stay closed until spring,” Anna Berg said on Monday.";
        let low = Article {
            trust: Trust::Low,
            ..article("a", &["Mayor Anna Berg opened the fair in Marden."])
        };
        assert_eq!(quote(&told(&DEFAULT, vec![low, article("b", &[plain])])[0]).role, None);
    }

    #[test]
    fn a_part_is_no_other_wording() {
        let part = "Anna Berg said that it “will stay closed until spring”.";
        let said = told(&DEFAULT, vec![article("a", &[MAYOR]), article("b", &[part])]);
        assert_eq!((said.len(), quote(&said[0]).variants.len()), (1, 0), "{said:?}");
    }

    #[test]
    fn the_role_stands_beside_the_name() {
        let said = told(&DEFAULT, vec![article("a", &[MAYOR])]);
        assert_eq!(quote(&said[0]).role.as_deref(), Some("Mayor"));
        let polite = "“The bridge will stay closed until spring,” Ms. Anna Berg said on Monday.";
        assert_eq!(quote(&told(&DEFAULT, vec![article("a", &[polite])])[0]).role, None);
        let plain = "“The bridge will stay closed until spring,” Anna Berg said on Monday.";
        let opening = "Mayor Anna Berg opened the fair in Marden.";
        let said = told(&DEFAULT, vec![article("a", &[opening]), article("b", &[plain])]);
        assert_eq!(quote(&said[0]).role.as_deref(), Some("Mayor"));
        // Where the role is given backs the role, not the words.
        assert_eq!(said[0].citations.len(), 1);
        assert_eq!(said[0].citations[0].article, "b");
        assert_eq!(said[0].evidence.role[0].article, "a");
    }

    #[test]
    fn one_utterance_is_shown_once_in_the_wording_of_most() {
        let other =
            "“The bridge will stay closed until the spring,” Mayor Anna Berg told reporters.";
        let said = told(
            &DEFAULT,
            vec![article("a", &[other]), article("b", &[MAYOR]), article("c", &[MAYOR])],
        );
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].text, "“The bridge will stay closed until spring”");
        let cited: Vec<&str> =
            said[0].citations.iter().map(|citation| citation.article.as_str()).collect();
        assert_eq!(cited, ["b", "c"]);
        let variants: Vec<&str> =
            quote(&said[0]).variants.iter().map(|variant| variant.text.as_str()).collect();
        assert_eq!(variants, ["“The bridge will stay closed until the spring”"]);
    }

    #[test]
    fn what_more_origins_have_comes_first_and_the_rest_is_cut() {
        let driver = "“We waited for three hours in the snow,” Ole Lund said.";
        let articles = || vec![article("a", &[driver, MAYOR]), article("b", &[MAYOR])];
        let speakers = |most: usize| -> Vec<Option<String>> {
            told(&Quotes { most, ..DEFAULT }, articles())
                .into_iter()
                .map(|one| quote(&one).speaker.clone())
                .collect()
        };
        assert_eq!(speakers(8), [Some("Anna Berg".to_owned()), Some("Ole Lund".to_owned())]);
        assert_eq!(speakers(1), [Some("Anna Berg".to_owned())]);
    }

    #[test]
    fn an_article_of_low_trust_is_not_quoted() {
        let low = Article { trust: Trust::Low, ..article("a", &[MAYOR]) };
        assert_eq!(told(&DEFAULT, vec![low]), []);
    }
}
