//! When: what of an event is new and what was there before it.

use chrono::Days;

pub mod happens;

use crate::{Event, Granularity, Published, Spot};
use q7x2_text::cue::CueKind;
use q7x2_text::date::{DateMention, Named, Resolved};
use q7x2_text::language::Language;

/// What happened more days before the event than this is background.
const DAYS: u64 = 3;
/// The same where an article opens with it: figures "in April" are the news of May.
const LEDE_DAYS: u64 = 366;
/// A word of comparison stands among so many words before its date: "than in 2020".
const COMPARED: usize = 2;

/// The newest day that a sentence tells of, where it tells of the past only: "in 2022". A date that
/// only names something ("the February 2022 invasion"), a condition or a future keep a sentence
/// from being background; so does its place as an article's first, which is the news but for what
/// is years old, and a weekday, which is this week's. A date in a clause that leans on another
/// ("who was elected in 2018") says nothing of that other.
#[must_use]
pub fn background(event: &Event, spot: Spot) -> Option<Resolved> {
    let article = &event.articles()[spot.article];
    let annotation = event.text().at(spot);
    if annotation.dates.is_empty() {
        return None;
    }
    let day = event.day()?;
    let opens = article.body().next().is_some_and(|(first, _)| first == spot.sentence);
    let before = day.checked_sub_days(Days::new(if opens { LEDE_DAYS } else { DAYS }))?;
    if annotation.cues.iter().any(|cue| cue.kind == CueKind::Condition) {
        return None;
    }
    let language = Language::of(article.language.as_deref());
    let text = &event.sentence(spot).text;
    let mut newest: Option<Resolved> = None;
    for mention in annotation.dates.iter().filter(|mention| tells(event, spot, mention)) {
        let resolved = mention.resolve(article.published)?;
        let is_weekday = matches!(mention.named, Named::Weekday(_));
        if mention.future || is_weekday || resolved.end >= before {
            return None;
        }
        if leans(&text[..mention.range.start], language) {
            continue;
        }
        if newest.as_ref().is_none_or(|newest| resolved.end > newest.end) {
            newest = Some(resolved);
        }
    }
    newest
}

/// Whether a date says when something happens: a small word stands before it, it opens the
/// sentence, or it is a near day by its name alone ("met Tuesday", "attendu jeudi"). What lasted
/// until Monday may have ended or be to end: without a word of the future that says no day. Nor
/// does a date that names a thing ("the 2020 election", "last year's vote", "the Act of 1945") or
/// that the present is compared with ("more than in 2020", "the first since March").
#[must_use]
pub fn tells(event: &Event, spot: Spot, mention: &DateMention) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    says_when(&event.sentence(spot).text, mention, language)
}

/// Whether a date stands in a clause that leans on another and says nothing of the sentence: "since
/// the mayor was elected on May 3".
fn is_of_another(event: &Event, spot: Spot, mention: &DateMention) -> bool {
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    leans(event.sentence(spot).text.get(..mention.range.start).unwrap_or_default(), language)
}

/// Days between two reports that may tell of one thing without saying when it was.
const ONE_TIME_DAYS: i64 = 1;

/// Whether one report is of another time than an earlier one: it tells how things went on.
#[must_use]
pub fn is_later(report: Published, earlier: Published) -> bool {
    report.local_day().signed_duration_since(earlier.local_day()).num_days() > ONE_TIME_DAYS
}

/// Whether two sentences may tell of one time: their articles are of the same or the next day, or
/// nobody knows their days, or both sentences name one day. Later reports tell how things went on.
#[must_use]
pub fn may_be_one_time(event: &Event, x: Spot, y: Spot) -> bool {
    let published = |spot: Spot| event.articles()[spot.article].published;
    let (Some(a), Some(b)) = (published(x), published(y)) else { return true };
    !is_later(a, b) && !is_later(b, a) || {
        let days = |spot: Spot| {
            let dates = event.text().at(spot).dates.iter();
            let resolved = dates.filter_map(move |mention| mention.resolve(published(spot)));
            resolved
                .filter(|resolved| resolved.granularity >= Granularity::Day)
                .map(|resolved| resolved.start)
        };
        days(x).any(|day| days(y).any(|other| day == other))
    }
}

fn says_when(text: &str, mention: &DateMention, language: &Language) -> bool {
    let before = text.get(..mention.range.start).unwrap_or_default().trim_end();
    let after = text.get(mention.range.end..).unwrap_or_default();
    if matches!(mention.named, Named::Weekday(_)) && !mention.future && ends_until(before, language)
    {
        return false;
    }
    let is_day = matches!(mention.named, Named::Day(_) | Named::MonthDay(..));
    if names_a_thing(before, after, is_day, language) || is_compared_with(before, language) {
        return false;
    }
    let word = last_word(before);
    let is_near_day = matches!(mention.named, Named::Weekday(_) | Named::Relative(_));
    let is_name = word.starts_with(char::is_uppercase);
    let folded = q7x2_text::word::spelt(word, language);
    // "im Jahr 2016"
    let is_unit = language.time_units.contains_key(&*folded);
    before.is_empty() || language.stop_words.contains(&folded) || is_unit || is_near_day && !is_name
}

/// Whether what stands before a date ends in a clause that leans on another: "the mayor, who was
/// elected in", "the first since the bridge opened in". One that opens the sentence sets the time
/// of all of it.
fn leans(before: &str, language: &Language) -> bool {
    let clause = last_clause(before);
    let behind_comma = clause.len() < before.len();
    // "since the mayor, a teacher, took office in": an insertion cuts no clause
    let outer = before[..before.len() - clause.len()]
        .strip_suffix(',')
        .and_then(|rest| rest.rsplit_once(','));
    let inserts = |run: &str| {
        let first =
            q7x2_text::word::spelt(run.split_whitespace().next().unwrap_or_default(), language);
        language.apposition_openers.contains(&first) && !language.articles.contains(&first)
    };
    if outer.is_some_and(|(rest, inner)| {
        inserts(inner) && leans(&format!("{}{clause}", last_clause(rest)), language)
    }) {
        return true;
    }
    let folded = q7x2_text::word::spelt(clause, language);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let opens = |word: &str| {
        let listed = |list: &[String]| list.iter().any(|entry| entry == word);
        listed(&language.clause_openers)
            || listed(&language.since_words)
            || listed(&language.that_words)
    };
    let is_article = |word: &str| language.articles.iter().any(|entry| entry == word);
    let joins = |word: &str| language.joining_openers.iter().any(|entry| entry == word);
    words.iter().enumerate().any(|(at, word)| {
        // "said that", "such as"
        let is_phrase = |before: &str| {
            language.says(before) || language.pronouns.iter().any(|entry| entry == before)
        };
        let leans = at > 0 && !is_article(word) && !is_phrase(words[at - 1]);
        // the last words before a date are its own: "since 2017", "as of June"; a verb may stand
        // behind it where who does it is known: "the judge who on Monday"
        let has_verb = at + 2 < words.len() || language.relative_words.contains(words[at]);
        (leans || (at == 0 && behind_comma)) && has_verb && opens(word) && !joins(word)
    })
}

fn last_clause(text: &str) -> &str {
    text.rsplit([',', ';', ':', '—', '–', '(']).next().unwrap_or_default()
}

fn last_word(text: &str) -> &str {
    text.rsplit(|character: char| !character.is_alphanumeric() && character != '\'')
        .next()
        .unwrap_or_default()
}

/// "the 2020 election", "last year's vote", "the Powers Act of 1945", "the flood of 3 June", "7
/// April Bridge"; not "during the 2020 election".
fn names_a_thing(before: &str, after: &str, is_day: bool, language: &Language) -> bool {
    let word = q7x2_text::word::spelt(last_word(before), language);
    let is_noun = |run: &str| {
        let next: &str =
            run.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
        next.starts_with(char::is_alphabetic)
            && !language.stop_words.contains(&q7x2_text::word::spelt(next, language))
    };
    if language.names_by_date {
        let owns = after.strip_prefix(['\'', '’']).is_some_and(|rest| rest.starts_with("s "));
        let is_named = (language.articles.contains(&word) || language.one_words.contains(&word))
            && after.strip_prefix(' ').is_some_and(is_noun);
        let ahead = before.strip_suffix(last_word(before)).unwrap_or_default().trim_end();
        if is_named
            && language.during_words.contains(&q7x2_text::word::spelt(last_word(ahead), language))
        {
            return false;
        }
        if owns || is_named {
            return true;
        }
    }
    let owner = before.strip_suffix(last_word(before)).unwrap_or_default().trim_end();
    language.of_words.contains(&word) && is_noun_of_date(last_word(owner), language)
        || is_first_of_name(after, language)
        || before.is_empty() && is_day && is_bare_noun(after, language)
}

/// Whether a word before "of" and a date is a thing of that date: "the flood of 3 June", not "the
/// night of 3 June".
fn is_noun_of_date(word: &str, language: &Language) -> bool {
    let folded = q7x2_text::word::spelt(word, language);
    let is_time =
        language.day_parts.contains(&folded) || language.time_units.contains_key(&*folded);
    !word.is_empty() && !is_time && !language.stop_words.contains(&folded)
}

/// Whether what follows a date makes it the first word of a name: "7 April Bridge".
fn is_first_of_name(after: &str, language: &Language) -> bool {
    let word = first_word(after);
    let folded = q7x2_text::word::spelt(word, language);
    let ends = [&language.organisation_words, &language.place_endings, &language.thing_words];
    !language.capital_nouns
        && word.starts_with(char::is_uppercase)
        && ends.iter().any(|list| list.contains(&folded))
}

/// Whether a noun follows a date that opens its sentence, without a comma between: "Sept. 11
/// attacks had changed the law".
fn is_bare_noun(after: &str, language: &Language) -> bool {
    let word = first_word(after);
    let folded = q7x2_text::word::spelt(word, language);
    let is_verb = language.says(&folded)
        || language.claims.be_words.contains(&folded)
        || language.past_cues.contains(&folded)
        || language.arranged_verbs.contains(&folded)
        || language.past_endings.iter().any(|ending| folded.ends_with(ending.as_str()));
    language.names_by_date
        && word.starts_with(char::is_lowercase)
        && !is_verb
        && !language.stop_words.contains(&folded)
}

/// The word that follows a space; none where a mark does.
fn first_word(after: &str) -> &str {
    let ahead = after.strip_prefix(' ').unwrap_or_default();
    ahead.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default()
}

/// "more than in 2020", "the first since March".
fn is_compared_with(before: &str, language: &Language) -> bool {
    let folded = q7x2_text::word::spelt(before, language);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut last = words.iter().rev().take(COMPARED);
    if last.any(|word| language.comparisons.iter().any(|entry| entry == word)) {
        return true;
    }
    let since =
        words.last().is_some_and(|word| language.since_words.iter().any(|entry| entry == word));
    let ranks = |word: &&str| {
        language.superlatives.iter().any(|entry| entry == word)
            || language.ordinals.contains_key(*word)
    };
    since && words.iter().any(ranks)
}

/// Whether what stands before a date ends with a word for "until".
fn ends_until(before: &str, language: &Language) -> bool {
    ends_with(before, &language.until_words, language)
}

fn ends_with(before: &str, phrases: &[String], language: &Language) -> bool {
    let folded = q7x2_text::word::spelt(before, language);
    let ends = |phrase: &String| {
        folded
            .strip_suffix(phrase.as_str())
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    phrases.iter().any(ends)
}

#[cfg(test)]
mod tests;
