//! When: what of an event is new and what was there before it.

use chrono::Days;

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
#[must_use]
pub fn is_of_another(event: &Event, spot: Spot, mention: &DateMention) -> bool {
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
    if names_a_thing(before, after, language) || is_compared_with(before, language) {
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
        // the last words before a date are its own: "since 2017", "as of June"
        let has_verb = at + 2 < words.len();
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

/// "the 2020 election", "last year's vote", "the Powers Act of 1945"; not "during the 2020
/// election".
fn names_a_thing(before: &str, after: &str, language: &Language) -> bool {
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
    language.of_words.contains(&word) && last_word(owner).starts_with(char::is_uppercase)
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

/// Whether a sentence tells that something happens on the day that it names, so that it may stand
/// under that day: no end of a span ("to July 11", "by Monday"), no day in somebody's words or in a
/// clause of its own, and no condition.
#[must_use]
pub fn happens(event: &Event, spot: Spot, mention: &DateMention) -> bool {
    let annotation = event.text().at(spot);
    let language = Language::of(event.articles()[spot.article].language.as_deref());
    let text = &event.sentence(spot).text;
    let before = text.get(..mention.range.start).unwrap_or_default().trim_end();
    let clause = q7x2_text::clause::clauses(text)
        .into_iter()
        .find(|clause| clause.contains(&mention.range.start));
    let beside = |at: usize| clause.as_ref().is_none_or(|clause| clause.contains(&at));
    let depends =
        annotation.cues.iter().any(|cue| cue.kind == CueKind::Condition && beside(cue.range.start));
    !depends
        && tells(event, spot, mention)
        && !is_of_another(event, spot, mention)
        && !ends_with(before, &language.span_words, language)
        && !annotation.is_quoted(mention.range.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, example};
    use q7x2_text::date;

    /// Whether each date of a text says when something happens.
    fn check(code: &str, text: &str, expected: &[bool]) {
        let language = Language::of(Some(code));
        let found = date::dates(text, language);
        let found: Vec<bool> =
            found.iter().map(|mention| says_when(text, mention, language)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn small_words_stand_before_what_tells() {
        check("en", "They met on Tuesday.", &[true]);
        check("en", "Tuesday brought rain.", &[true]);
        check("en", "The February 2022 invasion began.", &[false]);
        check("en", "The vote of the 2020 election was counted.", &[false]);
        check("en", "Paris was the host during the 2022 revival of the talks.", &[true]);
        check("en", "The minister won last year's vote.", &[false]);
        check("en", "Under the Powers Act of 1945 the road may be closed.", &[false]);
        check("en", "The jobless rate was lower than in March.", &[false]);
        check("en", "It is the highest level since 2017.", &[false]);
        check("en", "Since 2017 the bridge has been closed.", &[true]);
        check("en", "The bridge has been closed since 2017.", &[true]);
        check("en", "In 2017 the bridge was closed.", &[true]);
        check("de", "Die Miete ist höher als im März.", &[false]);
        check("de", "Am 6. Januar trafen sich die Minister.", &[true]);
        check("fr", "Le 6 janvier deux ministres ont parlé.", &[true]);
        check("en", "Russia's February 2022 invasion", &[false]);
        check("en", "", &[]);
    }

    #[test]
    fn what_is_told_as_over_is_background() {
        let check = |code: &str, text: &str, expected: bool| {
            let article = Article {
                language: Some(code.to_owned()),
                published: crate::Published::parse("2026-06-10"),
                ..example::article("a", &["The bridge is closed.", text])
            };
            let event = Event::new("e".to_owned(), String::new(), vec![article]);
            assert_eq!(
                background(&event, Spot { article: 0, sentence: 1 }).is_some(),
                expected,
                "{text}"
            );
        };
        check("en", "In 2016 the board cleared the engineer of all blame.", true);
        check("en", "The engineer was cleared of all blame in 2016.", true);
        check("en", "The engineer cleared the bridge on Thursday.", false);
        check("en", "Corrigan, who was elected mayor in 2018, closed the bridge.", false);
        check("en", "Earlier talks, such as those of Tarn in March 2022, came to nothing.", true);
        check("en", "It was their first meeting since Corrigan took office in January.", false);
        check("en", "When the dam broke in 2016, the town lost its bridge.", true);
        check("en", "Divers will come in July.", false);
        check("de", "Die Brücke hat die Stadt im Jahr 2016 gebaut.", true);
        check("de", "Corrigan, die im Jahr 2018 gewählt wurde, sperrte die Brücke.", false);
        check("fr", "Le pont a été construit en 2016 par la ville.", true);
        check("es", "El puente fue construido en 2016 por la ciudad.", true);
        let lede = Article {
            published: crate::Published::parse("2026-06-10"),
            ..example::article("a", &["Prices rose by 3 percent in April."])
        };
        let event = Event::new("e".to_owned(), String::new(), vec![lede]);
        assert_eq!(background(&event, Spot { article: 0, sentence: 0 }), None);
    }

    #[test]
    fn near_days_tell_by_their_name_alone() {
        check("en", "They met Tuesday.", &[true]);
        check("en", "On Good Friday they met.", &[false]);
        check("fr", "La Sérine a inondé mardi matin le centre.", &[true]);
        check("fr", "Le ministre est attendu jeudi.", &[true]);
        check("fr", "Les habitants ont été évacués hier.", &[true]);
        check("de", "Elf Menschen sind gestern verletzt worden.", &[true]);
    }

    #[test]
    fn until_a_weekday_tells_nothing_without_a_future() {
        check("en", "The county closed the road until Sunday.", &[false]);
        check("en", "The road will be closed until Sunday.", &[true]);
        check("en", "The road is closed until March 8, 2026.", &[true]);
        check("de", "Die Produktion ruhe bis Montag.", &[false]);
        check("de", "Die Produktion ruhe bis zum Montag.", &[false]);
        check("fr", "Le collège était fermé jusqu'à lundi.", &[false]);
        check("fr", "Le collège restera fermé jusqu’au lundi.", &[true]);
        check("es", "El muelle se cierre hasta el viernes.", &[false]);
    }
}
