//! Happens: the day on which a sentence tells that something happened or will. A wrong day must
//! never be shown, so every doubt gives none.

use super::{ends_with, is_of_another, last_word, tells};
use crate::event::side::Side;
use crate::{Event, Granularity, Spot};
use q7x2_text::cue::CueKind;
use q7x2_text::date::{DateMention, Published, Resolved};
use q7x2_text::language::Language;
use q7x2_text::word::spelt;

/// Dates of a sentence that are looked at, the first: a list of more tells no day.
const DATES: usize = 8;

/// The day under which a sentence may stand: that of what it tells, surely. A date of the clause
/// that leads up to it ("Although the match on Saturday ended level") gives way to one of its own.
#[must_use]
pub fn day(event: &Event, spot: Spot) -> Option<Resolved> {
    let article = &event.articles()[spot.article];
    let lead = lead(Side::of(event, spot));
    let mut led = None;
    let dates = event.text().at(spot).dates.iter().take(DATES);
    for mention in dates.filter(|date| happens(event, spot, date)) {
        let resolved = mention.resolve_surely(article.published);
        let sure = resolved.filter(|date| date.granularity >= Granularity::Day);
        let sure = sure.filter(|date| is_of_its_tense(date, mention, article.published));
        let Some(resolved) = sure else { continue };
        match lead {
            Some((end, sets)) if mention.range.start < end => {
                led = led.or_else(|| sets.then_some(resolved));
            }
            _ => return Some(resolved),
        }
    }
    led
}

/// Whether what is told as done lies before its report, and what is to come behind it.
fn is_of_its_tense(date: &Resolved, mention: &DateMention, published: Option<Published>) -> bool {
    let Some(day) = published.map(|published| published.local_day()) else { return true };
    if mention.future { date.end >= day } else { !mention.told || date.start <= day }
}

/// Where the clause ends that leads up to the sentence's own, if one does, and whether it sets the
/// time of that: "When the dam broke on Monday, …" does, "Although …" does not.
fn lead(side: Side<'_>) -> Option<(usize, bool)> {
    let Side { text, language, .. } = side;
    let first = spelt(text.split_whitespace().next()?, language);
    let leads = language.clause_openers.contains(&first) && !language.articles.contains(&first);
    let end = side.annotation.clauses(text).first()?.end;
    (leads && end < text.len()).then(|| (end, language.moment_openers.contains(&first)))
}

/// Whether something happens on a date: it is no end or beginning of a span ("to July 11", "since
/// Monday"), nobody's words, no date of a clause or a participle of its own, nothing that is asked
/// for, and no condition.
fn happens(event: &Event, spot: Spot, mention: &DateMention) -> bool {
    let side = Side::of(event, spot);
    let Side { text, language, .. } = side;
    let before = text.get(..mention.range.start).unwrap_or_default().trim_end();
    tells(event, spot, mention)
        && !depends(event, spot, mention)
        && !is_of_another(event, spot, mention)
        && !is_of_participle(side, mention)
        && !is_infinitive(clause_before(side, mention), language)
        && !is_bound(before, language)
        && !is_asked_for(clause_before(side, mention), language)
        && !side.annotation.is_quoted(mention.range.start)
}

/// Whether what a date tells of depends on a condition: one of its own clause, or one anywhere in a
/// sentence that tells of what is to come. "Whether" behind a date only asks.
fn depends(event: &Event, spot: Spot, mention: &DateMention) -> bool {
    let annotation = event.text().at(spot);
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let text = &event.sentence(spot).text;
    let first = spelt(text.split_whitespace().next().unwrap_or_default(), language);
    let is_past = mention.told && !mention.future;
    let mut conditions = annotation.cues.iter().filter(|cue| {
        let word = spelt(text.get(cue.range.clone()).unwrap_or_default(), language);
        cue.kind == CueKind::Condition
            && !language.whether_words.contains(&word)
            && !annotation.is_quoted(cue.range.start)
    });
    language.inversion_openers.contains(&first)
        || conditions.any(|cue| !is_past || cue.range.start == 0)
}

/// Whether what stands before a date makes it the end or the beginning of a span: "by Monday",
/// "since the 5th of May".
fn is_bound(before: &str, language: &Language) -> bool {
    let last = last_word(before);
    let is_article = language.articles.contains(&spelt(last, language));
    let bare = before.strip_suffix(last).filter(|_| is_article).unwrap_or(before).trim_end();
    [before, bare].iter().any(|before| {
        ends_with(before, &language.span_words, language)
            || ends_with(before, &language.since_words, language)
    })
}

/// The text of a date's clause before it, behind the last quotation there.
fn clause_before<'a>(side: Side<'a>, mention: &DateMention) -> &'a str {
    let start = mention.range.start;
    let mut clauses = side.annotation.clauses(side.text).iter();
    let clause = clauses.find(|clause| clause.contains(&start));
    let said = side.annotation.quotations.iter().map(|quotation| quotation.outer.end);
    let said = said.take_while(|&end| end <= start).last().unwrap_or_default();
    clause.and_then(|clause| side.text.get(clause.start.max(said)..start)).unwrap_or_default()
}

/// Whether the words before a date ask for what is told or resolve on it, and a deed stands between:
/// "urged him to resign on Friday", not "urged him on Friday to resign".
fn is_asked_for(before: &str, language: &Language) -> bool {
    let folded = spelt(before, language);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let asks = |at: usize| {
        language.calling_words.iter().any(|phrase| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            words[..=at].ends_with(&phrase)
        })
    };
    let Some(call) = (0..words.len()).rev().find(|&at| asks(at)) else { return false };
    let is_asked = |word: &&str| language.asked_words.iter().any(|entry| entry == word);
    // the last word before a date is its own: "on", "for"
    words.get(call + 1..words.len() - 1).is_some_and(|between| between.iter().any(is_asked))
        || words.get(call).is_some_and(is_asked) && call + 2 < words.len()
}

/// Words between a date and the verb whose subject it stands in.
const SUBJECT: usize = 6;

/// Whether a date belongs to a participle that describes a noun: "the pilot arrested on 3 February
/// will go on trial", "der am 3. Februar verhaftete Pilot".
fn is_of_participle(side: Side<'_>, mention: &DateMention) -> bool {
    let language = side.language;
    let before = clause_before(side, mention).trim_end();
    let last = last_word(before);
    let is_own = language.prepositions.contains(&spelt(last, language));
    let ahead = before.strip_suffix(last).filter(|_| is_own).unwrap_or(before).trim_end();
    let word = spelt(last_word(ahead), language);
    if is_own && language.capital_nouns && language.articles.contains(&word) {
        return true;
    }
    let describes = is_participle(&word, language) && !has_auxiliary(ahead, language);
    describes && is_in_subject(side, mention) || is_behind_agent(before, language)
}

fn is_participle(word: &str, language: &Language) -> bool {
    let ends = |ending: &String| word.ends_with(ending.as_str());
    language.participle_past_endings.iter().any(ends) && !language.says(word)
}

/// Whether what was done by somebody on a date only describes a noun: "letters released by the
/// ministry on Friday", not "were released by".
fn is_behind_agent(before: &str, language: &Language) -> bool {
    let folded = spelt(before, language);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let by = |word: &&str| language.agent_words.iter().any(|agent| agent == word);
    let Some(agent) = words.iter().rposition(by).filter(|&at| at > 0) else { return false };
    let done = words[..agent].join(" ");
    is_participle(words[agent - 1], language) && !has_auxiliary(&done, language)
}

/// Whether a clause before a date only says for what something is: ", to be shown on Tuesday".
fn is_infinitive(before: &str, language: &Language) -> bool {
    let folded = spelt(before, language);
    let first = folded.split_whitespace().next().unwrap_or_default();
    language.infinitive_words.iter().any(|word| word == first)
}

/// Words before a participle among which its auxiliary stands: "have not yet been".
const AUXILIARIES: usize = 3;

/// Whether a form of "to be" or "to have" stands right before the last word: "was arrested".
fn has_auxiliary(before: &str, language: &Language) -> bool {
    let folded = spelt(before, language);
    let mut words = folded.split_whitespace().rev().skip(1).take(AUXILIARIES);
    words.any(|word| language.finite_words.iter().any(|finite| finite == word))
}

/// Whether a verb follows a date in its clause whose subject the date stands in: nothing that could
/// open another clause stands between.
fn is_in_subject(side: Side<'_>, mention: &DateMention) -> bool {
    let Side { text, language, .. } = side;
    let end = mention.range.end;
    let clause = side.annotation.clauses(text).iter().find(|clause| clause.contains(&end));
    let after = clause.and_then(|clause| text.get(end..clause.end)).unwrap_or_default();
    let folded = spelt(after, language);
    let opens = |word: &&str| {
        [&language.clause_openers, &language.and_words, &language.that_words]
            .iter()
            .any(|list| list.iter().any(|entry| entry == word))
    };
    let mut words = folded.split_whitespace().take(SUBJECT).take_while(|word| !opens(word));
    words.any(|word| language.finite_words.iter().any(|finite| finite == word))
}
