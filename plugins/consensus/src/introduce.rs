//! Introducing: a statement's text and citations, with [brackets](crate::bracket) where somebody is
//! met first; the sentence that one comes from is cited, as the gate asks.

use std::collections::BTreeSet;

use q7x2_sdk::support::judge;
use q7x2_sdk::text::name::Name;
use q7x2_sdk::text::word::count;
use q7x2_sdk::{Event, Spot};

use crate::arrange::Placed;
use crate::bracket::{Introductions, first_mentions};
use crate::candidate::Candidate;
use crate::support;

/// A statement with its citations.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) spots: Vec<Spot>,
}

/// The statements in order, introduced and cited; the length is kept to. What the gate would refuse
/// is said without introductions, or not at all, and with it what follows it.
pub(crate) fn introduce(
    ordered: &[Placed],
    candidates: &[Candidate],
    introductions: &Introductions<'_>,
    event: &Event,
    max_words: usize,
) -> Vec<Option<Said>> {
    let mut words: usize = ordered.iter().map(|placed| candidates[placed.at].words).sum();
    let mut known = BTreeSet::new();
    let mut statements: Vec<Option<Said>> = Vec::new();
    for placed in ordered {
        let candidate = &candidates[placed.at];
        if placed.follows && statements.last().is_some_and(Option::is_none) {
            statements.push(None);
            continue;
        }
        let introduced = candidate.introduced.filter(|_| !placed.follows);
        let told = if placed.follows { &candidate.following } else { &candidate.text };
        let mut extra: Vec<Spot> = introduced.into_iter().collect();
        let mut text = match introduced
            .and_then(|spot| pronoun(told, spot, &mut known, introductions, event))
        {
            Some(Pronoun { text, longer, spot })
                if words.saturating_add_signed(longer) <= max_words =>
            {
                words = words.saturating_add_signed(longer);
                extra.push(spot);
                text
            }
            _ => told.clone(),
        };
        let brackets = first_mentions(&text, candidate.spot, &mut known, introductions);
        for bracket in brackets.into_iter().rev() {
            let longer = count(&bracket.run);
            if words + longer <= max_words {
                words += longer;
                text.insert_str(bracket.at, &bracket.written());
                extra.push(bracket.spot);
            }
        }
        let with_names = cited(text, candidate.spot, extra, event);
        let plain = || cited(told.clone(), candidate.spot, introduced.into_iter().collect(), event);
        // What was cut may be what the gate asks for: who says it.
        let whole = || {
            let sentence = &event.sentence(candidate.spot).text;
            let longer = count(sentence).saturating_sub(candidate.words);
            let fits = words + longer <= max_words;
            fits.then(|| cited(sentence.clone(), candidate.spot, Vec::new(), event))?
        };
        statements.push(with_names.or_else(plain).or_else(whole));
    }
    statements
}

/// A statement whose pronoun stands for a name in another form.
struct Pronoun {
    text: String,
    /// How many words longer it is.
    longer: isize,
    spot: Spot,
}

/// The name that stands for a pronoun as the reader needs it: in full with the role where the
/// person is new, by surname where it is not. The person is known afterwards.
fn pronoun(
    told: &str,
    spot: Spot,
    known: &mut BTreeSet<usize>,
    introductions: &Introductions<'_>,
    event: &Event,
) -> Option<Pronoun> {
    let sentence = event.sentence(spot);
    let held = |name: &&Name| told.contains(&format!("[{}]", &sentence.text[name.full()]));
    let name = event.text().at(spot).names.iter().find(held)?;
    let (entity, written) = (name.entity?, &sentence.text[name.full()]);
    let form = &sentence.text[name.range.clone()];
    let (run, spot) = if known.insert(entity) {
        let full = introductions
            .introduction(entity, form)
            .filter(|one| one.name() == form && one.run.len() > written.len())?;
        (full.run, full.spot)
    } else {
        let surname =
            form.rsplit(' ').next().filter(|last| event.text().entities[entity].is_called(last))?;
        (surname.to_owned(), spot)
    };
    let longer = count(&run).cast_signed() - count(written).cast_signed();
    Some(Pronoun {
        text: told.replacen(&format!("[{written}]"), &format!("[{run}]"), 1),
        longer,
        spot,
    })
}

/// A statement with all sentences that say it and those that its brackets come from, if the gate
/// lets it pass.
fn cited(text: String, anchor: Spot, extra: Vec<Spot>, event: &Event) -> Option<Said> {
    let mut spots = support::support(&text, anchor, event);
    for spot in extra {
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    let judgement = judge(&text, &spots, true, event);
    judgement.verdict.is_ok().then_some(Said { text, spots: judgement.kept })
}
