//! Citations, each by itself: it points at a sentence of body text, and that sentence belongs to
//! the statement.

use std::collections::BTreeSet;

use q7x2_sdk::support::Refusal;
use q7x2_sdk::text::quotation;
use q7x2_sdk::{Citation, Event, RemovedCitation, SectionKind, SentenceKind, Spot, Statement};

use super::held::holds_folded;
use super::variant::variant_stands;

/// The citations that point at a sentence of body text, each once, in order.
pub(super) fn existing(
    citations: &[Citation],
    event: &Event,
    removed: &mut Vec<RemovedCitation>,
) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut seen = BTreeSet::new();
    for citation in citations {
        let reason = match event.spot(citation) {
            None => "no such sentence",
            Some(spot) if event.sentence(spot).kind == SentenceKind::Heading => {
                "a heading is no source"
            }
            Some(spot) if !seen.insert(spot) => "cited twice",
            Some(spot) => {
                spots.push(spot);
                continue;
            }
        };
        removed.push(RemovedCitation { citation: citation.clone(), reason: reason.to_owned() });
    }
    spots
}

/// Removes the citations that do not belong to a statement that is a name or a quotation. Those that
/// only name the speaker or give the role become evidence of these.
pub(super) fn keep(
    statement: &mut Statement,
    kind: &SectionKind,
    event: &Event,
    spots: &mut Vec<Spot>,
    gone: &mut Vec<RemovedCitation>,
) {
    let forms = wordings(statement, event);
    let cited = std::mem::take(spots);
    for spot in cited {
        let result = match kind {
            SectionKind::Names => names(statement, spot, event).map(|()| Backs::Words),
            _ => quotes(statement, &forms, spot, event),
        };
        match result {
            Ok(Backs::Words) => spots.push(spot),
            Ok(Backs::Speaker) => statement.evidence.speaker.push(event.citation(spot)),
            Ok(Backs::Role) => statement.evidence.role.push(event.citation(spot)),
            Err(reason) => gone.push(removed(spot, reason, event)),
        }
    }
}

/// What of a quotation a sentence backs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Backs {
    /// Its words, or those of a variant.
    Words,
    /// Who says it.
    Speaker,
    /// What the speaker is.
    Role,
}

/// A citation that went, and why.
pub(super) fn removed(spot: Spot, reason: Refusal, event: &Event) -> RemovedCitation {
    RemovedCitation { citation: event.citation(spot), reason: reason.to_string() }
}

/// In `names` it is enough that the sentence holds the name or an alias.
fn names(statement: &Statement, spot: Spot, event: &Event) -> Result<(), Refusal> {
    let forms = statement.name().map(|name| name.name.iter().chain(&name.aliases));
    // As the fields are asked: what leans on an alias that goes would go with it.
    if forms.into_iter().flatten().any(|form| holds_folded(&[spot], form, event)) {
        return Ok(());
    }
    Err(Refusal::NoName)
}

/// The wordings of a quotation, its own first, then those variants that stand.
fn wordings(statement: &Statement, event: &Event) -> Vec<String> {
    let variants = statement.quote().map_or(&[][..], |quote| &quote.variants);
    let standing = variants.iter().filter(|variant| variant_stands(variant, event));
    let variants = standing.map(|variant| &variant.text);
    std::iter::once(&statement.text).chain(variants).map(|text| quotation::bare(text)).collect()
}

/// In `quotes` the sentence holds the quotation or a variant, names the speaker beside such a
/// sentence, or gives the speaker the role.
fn quotes(
    statement: &Statement,
    forms: &[String],
    spot: Spot,
    event: &Event,
) -> Result<Backs, Refusal> {
    let holds = |sentence: usize| {
        let text = event.articles()[spot.article]
            .sentences
            .get(sentence)
            .map(|sentence| quotation::bare(&sentence.text));
        text.is_some_and(|text| {
            forms.iter().any(|form| !form.is_empty() && text.contains(form.as_str()))
        })
    };
    let beside = || holds(spot.sentence + 1) || spot.sentence.checked_sub(1).is_some_and(holds);
    let quote = statement.quote();
    let speaker = quote.and_then(|quote| quote.speaker.as_ref());
    let role = quote.and_then(|quote| quote.role.as_ref());
    let speaks = || speaker.is_some_and(|speaker| holds_folded(&[spot], last_word(speaker), event));
    let introduces =
        || role.zip(speaker).is_some_and(|(role, speaker)| introduces(spot, role, speaker, event));
    if holds(spot.sentence) {
        return Ok(Backs::Words);
    }
    if introduces() {
        return Ok(Backs::Role);
    }
    if speaks() && beside() {
        return Ok(Backs::Speaker);
    }
    Err(Refusal::NoQuotation)
}

/// Whether a sentence names a speaker with that role.
fn introduces(spot: Spot, role: &str, speaker: &str, event: &Event) -> bool {
    let text = &event.sentence(spot).text;
    let entities = &event.text().entities;
    event.text().at(spot).names.iter().any(|name| {
        let mut told = [&name.title, &name.role].into_iter().flatten();
        told.any(|range| text[range.clone()] == *role)
            && name.entity.is_some_and(|entity| entities[entity].is_called(speaker))
    })
}

/// A sentence beside a quotation often has the speaker's surname alone.
fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Detail;
    use q7x2_sdk::detail::{Name, Quote, Variant};

    use super::super::super::example;
    use super::*;

    fn citation(article: usize, sentence: usize) -> Citation {
        Citation::new(format!("a{article}"), sentence)
    }

    #[test]
    fn what_points_nowhere_goes() {
        let event = example::event(&[&["# What comes next", "The bridge opened."]]);
        let mut gone = Vec::new();
        let cited =
            [citation(0, 1), citation(0, 0), citation(0, 1), citation(0, 2), citation(1, 0)];
        assert_eq!(existing(&cited, &event, &mut gone), [Spot { article: 0, sentence: 1 }]);
        let reasons: Vec<&str> = gone.iter().map(|gone| gone.reason.as_str()).collect();
        assert_eq!(
            reasons,
            ["a heading is no source", "cited twice", "no such sentence", "no such sentence"]
        );
    }

    /// Which sentences of one article stay with a statement, and which back its fields.
    fn check(
        statement: &Statement,
        kind: &str,
        sentences: &[&str],
        expected: &[usize],
        backing: &[usize],
    ) {
        let kind = &SectionKind::from(kind);
        let event = example::event(&[sentences]);
        let mut spots: Vec<Spot> =
            (0..sentences.len()).map(|sentence| Spot { article: 0, sentence }).collect();
        let mut gone = Vec::new();
        let mut statement = statement.clone();
        keep(&mut statement, kind, &event, &mut spots, &mut gone);
        assert_eq!(
            spots.iter().map(|spot| spot.sentence).collect::<Vec<_>>(),
            expected,
            "{kind} {sentences:?}"
        );
        let fields: Vec<usize> = statement.evidence.all().map(|one| one.sentence).collect();
        assert_eq!(fields, backing, "{kind} {sentences:?}");
        assert_eq!(gone.len(), sentences.len() - expected.len() - backing.len());
    }

    fn marsh() -> Quote {
        Quote { speaker: Some("Helen Marsh".to_owned()), ..Quote::default() }
    }

    fn stopped(quote: Quote) -> Statement {
        Statement::new("“We stopped it in time”", Vec::new()).with(Detail::Quote(quote))
    }

    #[test]
    fn a_name_is_in_the_sentence() {
        let statement = Statement::default().with(Detail::Name(Name {
            name: Some("Danylo Horbatsky".to_owned()),
            aliases: vec!["Horbatskyi".to_owned(), String::new()],
            ..Name::default()
        }));
        let sentences = ["Danylo Horbatsky spoke.", "Then Horbatskyi left.", "Brandt stayed.", ""];
        check(&statement, "names", &sentences, &[0, 1], &[]);
    }

    #[test]
    fn a_sentence_that_gives_the_speaker_the_role_stays() {
        let statement = stopped(Quote { role: Some("Mayor".to_owned()), ..marsh() });
        let sentences = [
            "Mayor Helen Marsh opened the fair.",
            "It rained.",
            "Helen Marsh sang in the rain.",
            "Mayor Bo Chan sang in the rain.",
            "It rained.",
            "“We stopped it in time,” Helen Marsh said.",
        ];
        check(&statement, "quotes", &sentences, &[5], &[0]);
    }

    #[test]
    fn a_quotation_or_its_speaker_beside_it_is() {
        let statement = stopped(marsh());
        let said = "“We stopped it,” she said.";
        let variant = |cited: usize| {
            let (text, citations) = ("We stopped it".to_owned(), vec![citation(0, cited)]);
            stopped(Quote { variants: vec![Variant { text, citations }], ..marsh() })
        };
        check(&variant(0), "quotes", &[said, "Marsh was tired.", "Marsh left."], &[0], &[1]);
        // A variant that does not stand where it says vouches for nothing.
        check(&variant(2), "quotes", &[said, "Marsh was tired.", "Marsh left."], &[], &[]);
        check(
            &statement,
            "quotes",
            &["Marsh was tired.", "\"We stopped it in time,\" she said."],
            &[1],
            &[0],
        );
        check(
            &statement,
            "quotes",
            &["Marsh was tired.", "It rained.", "“We lost,” she said."],
            &[],
            &[],
        );
        // A neighbour that does not name the speaker says nothing of who spoke.
        check(
            &statement,
            "quotes",
            &["It rained.", "“We stopped it in time,” she said."],
            &[1],
            &[],
        );
        check(&Statement::default(), "quotes", &["Marsh was tired."], &[], &[]);
    }
}
