//! The gate between plugins and page: every citation by itself, then the statement on what is left,
//! then its fields.
//!
//! A passed statement is supported by the words it cites; that is not a check of facts, and nothing
//! here calls it one.

mod citations;
mod evidence;
mod fields;
mod held;
mod variant;

use q7x2_sdk::support;
use q7x2_sdk::support::{Refusal, Way};
use q7x2_sdk::text::chunk;
use q7x2_sdk::{
    Checked, Citation, Event, Outcome, Passed, SectionKind, Spot, Statement, Support, Verdict,
};

use super::origins::{Outlets, voices};
use super::settings::OnFailure;

/// Checks one statement that a plugin says of an event, in a section of that kind.
pub(super) fn check(
    mut statement: Statement,
    kind: &SectionKind,
    plugin: &str,
    event: &Event,
    on_failure: OnFailure,
) -> (Verdict, Option<Checked>) {
    let text = statement.text.clone();
    let mut verdict = Verdict {
        plugin: plugin.to_owned(),
        statement: String::new(),
        text: text.clone(),
        outcome: Outcome::Dropped,
        reason: String::new(),
        removed: Vec::new(),
        removed_fields: Vec::new(),
    };
    let mut spots = citations::existing(&statement.citations, event, &mut verdict.removed);
    let mut borne = Borne::default();
    let result = pass(&mut statement, kind, event, &mut spots, &mut borne, &mut verdict).and_then(
        |passed| {
            fields::check(&mut statement, kind, &spots, event, &mut verdict.removed_fields)?;
            Ok(passed)
        },
    );
    let passed = match result {
        Ok(passed) => passed,
        Err(refusal) => {
            verdict.reason = refusal.to_string();
            verdict.statement = id(&text, spots.first().copied(), event);
            if on_failure != OnFailure::Flag || spots.is_empty() {
                return (verdict, None);
            }
            // What is shown with a mark names no made-up speaker, date or topic either; that it
            // falls is known.
            fields::check(&mut statement, kind, &spots, event, &mut verdict.removed_fields).ok();
            Passed::Flagged
        }
    };
    verdict.outcome = match passed {
        Passed::Extracted => Outcome::Extracted,
        Passed::Generated => Outcome::Generated,
        Passed::Flagged | Passed::Edited => Outcome::Flagged,
    };
    borne.parts.resize(spots.len(), None);
    statement.citations = cited(&spots, &borne.parts, event);
    evidence::keep(&mut statement, event, &mut verdict.removed);
    let checked = Checked {
        id: id(&statement.text, spots.first().copied(), event),
        support: supported(&spots, &borne.parts, event),
        sole: borne.sole,
        low_trust: spots.iter().all(|spot| event.articles()[spot.article].is_low_trust()),
        passed,
        statement,
        ..Checked::default()
    };
    verdict.statement.clone_from(&checked.id);
    (verdict, Some(checked))
}

/// What the citations of a statement bear out of it.
#[derive(Debug, Default)]
struct Borne {
    /// By citation, the words that it bears out; none where that is all.
    parts: Vec<Option<String>>,
    /// Whether nobody else comes near the statement.
    sole: bool,
}

/// The citations of a statement, each with the words that it bears out.
fn cited(spots: &[Spot], parts: &[Option<String>], event: &Event) -> Vec<Citation> {
    let cite = |(spot, part): (&Spot, &Option<String>)| Citation {
        part: part.clone(),
        ..event.citation(*spot)
    };
    spots.iter().zip(parts).map(cite).collect()
}

/// Removes the citations that fail by themselves, then tests the statement on the rest.
fn pass(
    statement: &mut Statement,
    kind: &SectionKind,
    event: &Event,
    spots: &mut Vec<Spot>,
    borne: &mut Borne,
    verdict: &mut Verdict,
) -> Result<Passed, Refusal> {
    let anchor = spots.first().copied().ok_or(Refusal::CitesNothing)?;
    if matches!(kind, SectionKind::Names | SectionKind::Quotes) {
        return verbatim(statement, kind, event, spots, verdict);
    }
    let is_anchor_first = statement.citations.first() == Some(&event.citation(anchor));
    let judgement = support::judge(&statement.text, spots, is_anchor_first, event);
    *spots = judgement.kept;
    *borne = Borne { parts: judgement.parts, sole: judgement.sole };
    verdict.removed.extend(
        judgement.removed.into_iter().map(|(spot, reason)| citations::removed(spot, reason, event)),
    );
    judgement.verdict.map(|way| match way {
        Way::Extracted => Passed::Extracted,
        Way::Generated => Passed::Generated,
    })
}

/// A name or a quotation is a verbatim run of its anchor; there is nothing left out that could
/// change it.
fn verbatim(
    statement: &mut Statement,
    kind: &SectionKind,
    event: &Event,
    spots: &mut Vec<Spot>,
    verdict: &mut Verdict,
) -> Result<Passed, Refusal> {
    citations::keep(statement, kind, event, spots, &mut verdict.removed);
    let anchor = spots.first().copied().ok_or(Refusal::Unsupported)?;
    let text = &event.sentence(anchor).text;
    let stands = chunk::holds_run(text, &statement.text)
        || chunk::holds_run(text, &with_comma(&statement.text));
    if stands && statement.citations.first() == Some(&event.citation(anchor)) {
        return Ok(Passed::Extracted);
    }
    Err(Refusal::NotVerbatim)
}

/// A quotation as it stands before "she said": the comma inside its last mark is the sentence's,
/// not the speaker's.
fn with_comma(quotation: &str) -> String {
    let words = quotation.trim_end_matches(['"', '\'', '”', '“', '’', '»', '«', '›', '‹', ' ']);
    format!("{words},{}", &quotation[words.len()..])
}

/// The articles and origins that bear out all of a statement.
fn supported(spots: &[Spot], parts: &[Option<String>], event: &Event) -> Support {
    let whole = spots.iter().zip(parts).filter(|(_, part)| part.is_none());
    let spots: Vec<Spot> = whole.map(|(spot, _)| *spot).collect();
    let mut articles: Vec<usize> = spots.iter().map(|spot| spot.article).collect();
    articles.sort_unstable();
    articles.dedup();
    Support { articles: articles.len(), origins: voices(&spots, &Outlets::of(event)) }
}

/// Ten hex digits of BLAKE3 of the anchor sentence's text and the statement's, spaces and quotation
/// marks folded.
fn id(text: &str, anchor: Option<Spot>, event: &Event) -> String {
    let anchor = anchor.map_or("", |spot| event.sentence(spot).text.as_str());
    let mut hasher = blake3::Hasher::new();
    for part in [anchor, text] {
        let folded = q7x2_sdk::text::quotation::normalise(part);
        hasher.update(&u64::try_from(folded.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(folded.as_bytes());
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::detail::{Name, Quote, Variant};
    use q7x2_sdk::{Article, Detail, Trust};

    use super::super::example;
    use super::*;

    const SAID: &str = "Four cars fell into the harbour on Monday, according to police.";
    const PLAIN: &str = "On Monday four cars fell into the harbour.";
    const OTHER: &str = "The bridge opened in 1974 and carries 22,000 vehicles a day.";

    fn cite(cited: &[(usize, usize)]) -> Vec<Citation> {
        cited
            .iter()
            .map(|&(article, sentence)| Citation::new(format!("a{article}"), sentence))
            .collect()
    }

    /// What becomes of a statement, of how many citations, and why.
    fn check(text: &str, cited: &[(usize, usize)], outcome: Outcome, kept: usize, reason: &str) {
        let event = example::event(&[
            &[SAID],
            &[PLAIN, OTHER],
            &["Four cars fell into the harbour on Monday."],
        ]);
        let statement = Statement::new(text, cite(cited));
        let (verdict, checked) =
            super::check(statement, &SectionKind::Summary, "p", &event, OnFailure::Drop);
        let found = checked.map_or(0, |checked| checked.statement.citations.len());
        assert_eq!(
            (verdict.outcome, found, verdict.reason.as_str()),
            (outcome, kept, reason),
            "{text} {cited:?}"
        );
    }

    #[test]
    fn statements_pass_as_extracted_or_generated_or_fall() {
        check(SAID, &[(0, 0)], Outcome::Extracted, 1, "");
        check(SAID, &[(0, 0), (1, 0)], Outcome::Extracted, 2, "");
        check(
            "Police said that on Monday four cars fell into the harbour.",
            &[(0, 0)],
            Outcome::Generated,
            1,
            "",
        );
        check(
            "Five cars fell into the harbour.",
            &[(1, 0)],
            Outcome::Dropped,
            0,
            "no citation supports it",
        );
        check("", &[(1, 0)], Outcome::Dropped, 0, "no citation supports it");
    }

    #[test]
    fn citations_are_looked_at_one_by_one() {
        check(SAID, &[], Outcome::Dropped, 0, "cites no sentence that exists");
        check(SAID, &[(9, 0)], Outcome::Dropped, 0, "cites no sentence that exists");
        check(SAID, &[(0, 9)], Outcome::Dropped, 0, "cites no sentence that exists");
        check(SAID, &[(0, 0), (0, 0)], Outcome::Extracted, 1, "");
        check(SAID, &[(0, 0), (1, 1)], Outcome::Extracted, 1, "");
        check(SAID, &[(9, 0), (0, 0)], Outcome::Generated, 1, "");
    }

    #[test]
    fn what_is_verbatim_falls_by_what_it_leaves_out() {
        let bare = "Four cars fell into the harbour on Monday.";
        let reason = "leaves out the attribution \"according to police\"";
        check(bare, &[(0, 0)], Outcome::Dropped, 0, reason);
        check(bare, &[(0, 0), (1, 0)], Outcome::Dropped, 0, reason);
        check(bare, &[(0, 0), (1, 0), (2, 0)], Outcome::Extracted, 3, "");
    }

    #[test]
    fn what_falls_may_be_shown_with_a_mark() {
        let event = example::event(&[&[SAID]]);
        let flagged = |cited: &[(usize, usize)]| {
            let statement = Statement::new("Nobody was there.", cite(cited));
            super::check(statement, &SectionKind::Summary, "p", &event, OnFailure::Flag)
        };
        let (verdict, checked) = flagged(&[(0, 0)]);
        assert_eq!(
            (verdict.outcome, checked.is_none()),
            (Outcome::Dropped, true),
            "nothing is left to cite"
        );
        let statement =
            Statement::new("Four cars fell into the harbour on Monday.", cite(&[(0, 0)]));
        let (verdict, checked) =
            super::check(statement, &SectionKind::Summary, "p", &event, OnFailure::Flag);
        assert_eq!(verdict.outcome, Outcome::Flagged);
        assert_eq!(checked.map(|checked| checked.passed), Some(Passed::Flagged));
    }

    const QUOTED: &str = "“We stopped it in time,” Helen Marsh said on Monday.";
    const SHORT: &str = "“We stopped it,” Helen Marsh said.";

    /// What becomes of a statement of `names` or `quotes` that cites first sentences, and why.
    fn verbatim(
        kind: &SectionKind,
        statement: Statement,
        articles: &[usize],
        outcome: Outcome,
        reason: &str,
    ) {
        let event = example::event(&[&[QUOTED], &[SHORT], &["Mayor Helen Marsh was tired."]]);
        let cited: Vec<(usize, usize)> = articles.iter().map(|&article| (article, 0)).collect();
        let text = statement.text.clone();
        let statement = Statement { citations: cite(&cited), ..statement };
        let (verdict, checked) = super::check(statement, kind, "p", &event, OnFailure::Drop);
        assert_eq!(
            (verdict.outcome, verdict.reason.as_str()),
            (outcome, reason),
            "{text} {articles:?}"
        );
        assert_eq!(checked.is_some(), outcome == Outcome::Extracted, "{text} {articles:?}");
    }

    const FOREIGN: &str = "does not stand verbatim in the sentence it cites first";

    #[test]
    fn a_quotation_stands_verbatim_in_the_sentence_it_cites_first() {
        let variant =
            Variant { text: "“We stopped it”".to_owned(), citations: cite(&[(1, 0)]) };
        let marsh = Detail::Quote(Quote {
            speaker: Some("Helen Marsh".to_owned()),
            variants: vec![variant],
            ..Quote::default()
        });
        let quote = |text: &str| Statement::new(text, Vec::new()).with(marsh.clone());
        let check = |text: &str, articles: &[usize], outcome, reason| {
            verbatim(&SectionKind::Quotes, quote(text), articles, outcome, reason);
        };
        check("“We stopped it in time”", &[0], Outcome::Extracted, "");
        check("“We stopped it in time”", &[0, 1], Outcome::Extracted, "");
        check("“We stopped it in time.”", &[0], Outcome::Dropped, FOREIGN);
        // Its variant stands in the sentence, so the citation stays; the quotation itself is made
        // up.
        check("“We stopped it in no time”", &[0], Outcome::Dropped, FOREIGN);
        check("“We stopped it in time”", &[1, 0], Outcome::Dropped, FOREIGN);
        check("We stopped i", &[0], Outcome::Dropped, FOREIGN);
        // Its author's anchor does not exist: nobody said which sentence's words these are.
        check("“We stopped it in time”", &[9, 0], Outcome::Dropped, FOREIGN);
        check("“We stopped it in time”", &[2], Outcome::Dropped, "no citation supports it");
    }

    #[test]
    fn the_comma_before_said_is_no_part_of_a_quotation() {
        for (text, with) in [
            ("“We stopped it”", "“We stopped it,”"),
            ("\"who had a [stroke]\"", "\"who had a [stroke],\""),
            ("« Nous l'avons arrêté »", "« Nous l'avons arrêté, »"),
            ("„Wir haben es gestoppt!“", "„Wir haben es gestoppt!,“"),
        ] {
            assert_eq!(with_comma(text), with);
        }
    }

    #[test]
    fn a_name_stands_verbatim_in_the_sentence_it_cites_first() {
        let marsh = Name { name: Some("Helen Marsh".to_owned()), ..Name::default() };
        let name = |text: &str| Statement::new(text, Vec::new()).with(Detail::Name(marsh.clone()));
        let check = |text: &str, articles: &[usize], outcome, reason| {
            verbatim(&SectionKind::Names, name(text), articles, outcome, reason);
        };
        check("Mayor Helen Marsh", &[2, 0], Outcome::Extracted, "");
        check("Mayor Helen Marsh", &[0, 2], Outcome::Dropped, FOREIGN);
        check("President Helen Marsh", &[2], Outcome::Dropped, FOREIGN);
        check("Helen Mars", &[2], Outcome::Dropped, FOREIGN);
        check("Helen Marsh", &[9, 2], Outcome::Dropped, FOREIGN);
    }

    #[test]
    fn support_counts_articles_and_voices() {
        let event = example::event(&[
            &["Four cars fell in (AFP)."],
            &["Four cars fell in (AFP)."],
            &["Four cars fell in."],
        ]);
        let spot = |article| Spot { article, sentence: 0 };
        assert_eq!(
            supported(&[spot(0), spot(1)], &[None, None], &event),
            Support { articles: 2, origins: 1 }
        );
        assert_eq!(
            supported(&[spot(0), spot(1), spot(2)], &[None, None, None], &event),
            Support { articles: 3, origins: 2 }
        );
        assert_eq!(
            supported(&[spot(0), spot(0)], &[None, None], &event),
            Support { articles: 1, origins: 1 }
        );
        assert_eq!(supported(&[], &[], &event), Support { articles: 0, origins: 0 });
    }

    #[test]
    fn low_trust_is_what_low_trust_articles_alone_say() {
        let low = Article { trust: Trust::Low, ..example::article(0, &[PLAIN]) };
        let event = example::told(vec![low, example::article(1, &[PLAIN])]);
        let low = |cited: &[(usize, usize)]| {
            let statement = Statement::new(PLAIN, cite(cited));
            super::check(statement, &SectionKind::Summary, "p", &event, OnFailure::Drop)
                .1
                .map(|checked| checked.low_trust)
        };
        assert_eq!(
            (low(&[(0, 0)]), low(&[(0, 0), (1, 0)]), low(&[(1, 0)])),
            (Some(true), Some(false), Some(false))
        );
    }

    #[test]
    fn ids_outlive_spaces_and_marks_and_nothing_else() {
        let event =
            example::event(&[&["He said “no”."], &["He said \"no\" ."], &["She said “no”."]]);
        let id = |text: &str, article| super::id(text, Some(Spot { article, sentence: 0 }), &event);
        assert_eq!(id("He said “no”.", 0), id("He  said \"no\".", 0));
        assert_ne!(id("He said “no”.", 0), id("He said “no”.", 2));
        assert_ne!(id("He said “no”.", 0), id("He said “yes”.", 0));
        assert_eq!(id("x", 0).len(), 10);
    }
}
