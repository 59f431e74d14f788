//! Answers, as far as they are looked at before the check: how much there is, and whether it is
//! plain text. What they claim is the gate's affair.

use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::wire::{Answer, Citation};
use q7x2_sdk::{Article, SentenceKind};

use super::trouble::plain;

/// Points or statements that one answer may hold: some twenty times what a page shows.
const MOST_SAID: usize = 1_000;

/// Citations in one answer, all in all.
const MOST_CITATIONS: usize = 50_000;

/// Bytes of one text: ten times the longest sentence that is read.
const LONGEST_TEXT: usize = 10_000;

/// Bytes of a headline or heading.
const LONGEST_HEADING: usize = 400;

/// Diagnostics of one answer.
const MOST_DIAGNOSTICS: usize = 20;

/// An answer with what is no text and what is too much taken out, and what there is to say.
///
/// # Errors
/// Where it cites without end.
pub(super) fn checked<A: Answer>(
    answer: &mut A,
    articles: &[Article],
    is_summary: bool,
) -> Result<Vec<Diagnostic>, String> {
    let citations = answer.articles().len();
    if citations > MOST_CITATIONS {
        return Err(format!("{citations} citations, where {MOST_CITATIONS} are allowed"));
    }
    let mut told = told(answer);
    let mut said = 0;
    let mut refused = Vec::new();
    answer.retain(&mut |text, citations| {
        said += 1;
        if said > MOST_SAID {
            return false;
        }
        match fault(text, citations, articles, is_summary) {
            None => true,
            Some(fault) => {
                refused.push(format!("{fault}: {}", excerpt(text)));
                false
            }
        }
    });
    if said > MOST_SAID {
        let message = format!("says {said} things at once; those after {MOST_SAID} are left out");
        told.push(Diagnostic::warning(message).hint("say what matters most"));
    }
    let hint = "text is plain, without HTML and Markdown, and of the sentences it cites";
    told.extend(refused.into_iter().map(|fault| Diagnostic::warning(fault).hint(hint)));
    if let Some(heading) = answer.heading()
        && (heading.len() > LONGEST_HEADING || markup(heading).is_some())
    {
        let message = format!("its heading is no plain line and is left out: {}", excerpt(heading));
        told.push(
            Diagnostic::warning(message).hint("write one short line without HTML or Markdown"),
        );
        heading.clear();
    }
    Ok(told)
}

/// What the plugin has to say, bounded.
fn told(answer: &mut impl Answer) -> Vec<Diagnostic> {
    let told = std::mem::take(answer.diagnostics()).into_iter().take(MOST_DIAGNOSTICS);
    let told = told.map(|one| {
        let one = one.noun();
        Diagnostic { message: plain(&one.message), hint: one.hint.as_deref().map(plain), ..one }
    });
    told.filter(|one| !one.message.is_empty()).collect()
}

/// What is wrong with a text before anybody asks whether it is true.
fn fault(
    text: &str,
    citations: &[Citation],
    articles: &[Article],
    is_summary: bool,
) -> Option<String> {
    if text.len() > LONGEST_TEXT {
        return Some(format!("a text of {} bytes is left out", text.len()));
    }
    let cited = |citation: &Citation| sentence(citation, articles);
    if is_summary && citations.iter().all(|citation| cited(citation).is_none()) {
        return Some("a point that cites no sentence of its article is left out".to_owned());
    }
    let mark = markup(text)?;
    let is_theirs = citations.iter().filter_map(cited).any(|theirs| theirs.contains(mark));
    (!is_theirs).then(|| "a text with markup is left out".to_owned())
}

/// The text of a cited sentence, if it may be cited.
fn sentence<'a>(citation: &Citation, articles: &'a [Article]) -> Option<&'a str> {
    let article = articles.iter().find(|article| article.id == citation.article)?;
    let sentence = article.sentences.get(citation.sentence)?;
    (sentence.kind == SentenceKind::Body).then_some(sentence.text.as_str())
}

/// The first thing in a text that is HTML, Markdown or steers a terminal. A source may hold it, too;
/// then it is text.
fn markup(text: &str) -> Option<&str> {
    let steers = |letter: char| {
        letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some((at, letter)) = text.char_indices().find(|(_, letter)| steers(*letter)) {
        return Some(&text[at..at + letter.len_utf8()]);
    }
    let pairs = ["**", "__", "](", "`", "~~"];
    if let Some(mark) = pairs.into_iter().find(|mark| text.contains(mark)) {
        return Some(mark);
    }
    let openings = ["# ", "## ", "### ", "- ", "* ", "> "];
    if let Some(mark) = openings.into_iter().find(|mark| text.starts_with(mark)) {
        return Some(mark);
    }
    tag(text).or_else(|| entity(text))
}

/// The first tag: `<b>`, `</b>`, `<!--`.
fn tag(text: &str) -> Option<&str> {
    let is_tag = |at: &usize| {
        let inner = &text[at + 1..];
        inner.starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first))
            && inner.contains('>')
    };
    let at = text.match_indices('<').map(|(at, _)| at).find(is_tag)?;
    let end = at + text[at..].find('>')?;
    Some(&text[at..=end])
}

/// The first entity: `&amp;`, `&#8217;`.
fn entity(text: &str) -> Option<&str> {
    text.match_indices('&').find_map(|(at, _)| {
        let end = at + text[at..].find(';')?;
        let name = &text[at + 1..end];
        let number = name.strip_prefix('#');
        let is_name = match number {
            Some(number) => {
                !number.is_empty()
                    && number.chars().all(|one| one.is_ascii_hexdigit() || one == 'x')
            }
            // "AT&T;" is text, and so is "R&D;".
            None => {
                (2..=8).contains(&name.len()) && name.chars().all(|one| one.is_ascii_lowercase())
            }
        };
        is_name.then(|| &text[at..=end])
    })
}

fn excerpt(text: &str) -> String {
    const LONGEST: usize = 120;
    let shown: String = plain(text).chars().take(LONGEST).collect();
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::example;
    use q7x2_sdk::wire::{self, Merged, Point, Points, Statement};

    use super::*;

    #[test]
    fn markup_is_found_and_text_is_not() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(markup(text), expected, "{text}");
        check("It rained on Tuesday – 3 < 4 & 5 > 2; so be it.", None);
        check("“We stop,” she said. (AT&T; R&D) 5 * 3 - 2 # 1", None);
        check("It <b>rained</b>.", Some("<b>"));
        check("It rained.<!-- x -->", Some("<!-- x -->"));
        check("It **rained**.", Some("**"));
        check("[It rained](http://x).", Some("]("));
        check("# It rained.", Some("# "));
        check("It rained &amp; snowed.", Some("&amp;"));
        check("It\u{202e} rained.", Some("\u{202e}"));
        check("It\nrained.", Some("\n"));
    }

    fn said(text: &str, sentence: usize) -> Statement {
        let citations = vec![Citation { article: "a".to_owned(), sentence, part: None }];
        Statement { text: text.to_owned(), citations, ..Statement::default() }
    }

    #[test]
    fn what_is_no_plain_text_is_left_out_unless_its_source_has_it() {
        let articles = [example::article("a", &["It rained.", "The file `x` is gone."])];
        let statements = vec![
            said("It <i>rained</i>.", 0),
            said("The file `x` is gone.", 1),
            said("It rained.", 0),
        ];
        let mut answer =
            Merged { title: "<b>Rain</b>".to_owned(), statements, ..Merged::default() };
        let told = checked(&mut answer, &articles, false).expect("few citations");
        let kept: Vec<&str> = answer.statements.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(
            (kept, answer.title.as_str()),
            (vec!["The file `x` is gone.", "It rained."], "")
        );
        let told: Vec<&str> = told.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "a text with markup is left out: `It <i>rained</i>.`",
                "its heading is no plain line and is left out: `<b>Rain</b>`"
            ]
        );
    }

    #[test]
    fn there_is_an_end_to_everything() {
        let articles = [example::article("a", &["# Rain", "It rained."])];
        let many = vec![said("It rained.", 1); MOST_SAID + 5];
        let mut answer = Merged { statements: many, ..Merged::default() };
        let told = checked(&mut answer, &articles, false).expect("few citations");
        assert_eq!((answer.statements.len(), told.len()), (MOST_SAID, 1));
        let citations = vec![said("", 0).citations[0].clone(); MOST_CITATIONS + 1];
        let mut answer = Merged {
            statements: vec![Statement { citations, ..said("x", 0) }],
            ..Merged::default()
        };
        assert!(checked(&mut answer, &articles, false).is_err());
        let mut answer = Merged {
            statements: vec![said(&"x".repeat(LONGEST_TEXT + 1), 0)],
            ..Merged::default()
        };
        checked(&mut answer, &articles, false).expect("few citations");
        assert!(answer.statements.is_empty());
        let one = wire::Diagnostic { message: "x ".repeat(9_999), ..wire::Diagnostic::default() };
        let mut answer = Merged { diagnostics: vec![one; 99], ..Merged::default() };
        let told = checked(&mut answer, &articles, false).expect("few citations");
        assert!(told.len() == MOST_DIAGNOSTICS && told[0].message.len() <= 500);
    }

    #[test]
    fn a_point_cites_its_article() {
        let articles = [example::article("a", &["# Rain", "It rained."])];
        let point = |sentence| {
            let Statement { text, citations, .. } = said("It rained.", sentence);
            Point { text, citations, weight: 1.0 }
        };
        let mut answer = Points { points: vec![point(0), point(1), point(2)], ..Points::default() };
        let told = checked(&mut answer, &articles, true).expect("few citations");
        assert_eq!((answer.points, told.len()), (vec![point(1)], 2));
    }
}
