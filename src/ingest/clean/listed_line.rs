//! The lines that are no text, and how a line is folded to be looked up among them.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use q7x2_sdk::text::language::{self, Lines, Page};
use q7x2_sdk::work::steps;

/// What a line is, if it is in the listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Buttons, menus, appeals, law.
    Navigation,
    /// A heading above links to other articles.
    Related,
    /// What a picture shows or whose it is.
    Caption,
    /// Who contributed, below the text.
    Credit,
    /// How long it takes to read.
    ReadingTime,
    /// Key words.
    Tags,
}

impl Class {
    /// The rule's name in `removed`.
    pub(super) fn rule(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Related => "related",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::ReadingTime => "reading-time",
            Self::Tags => "tags",
        }
    }

    /// Words up to which a line that starts so is of this class: appeals are short, captions and
    /// lists longer.
    fn longest(self) -> usize {
        match self {
            Self::Caption => 60,
            Self::Credit | Self::Tags => 40,
            _ => 25,
        }
    }
}

/// Words up to which a whole line can be in the listed.
const LONGEST_LINE: usize = 10;

/// Bytes of a line that are looked at for its start.
const HEAD: usize = 120;

/// The lines of all languages.
struct ListedLines {
    lines: HashMap<&'static str, Class>,
    /// By first word.
    starts: HashMap<&'static str, Vec<(&'static str, Class)>>,
    /// Small words inside a credit.
    credit_words: HashSet<&'static str>,
}

/// A class, and where a language's page has its lines.
type Listed = (Class, fn(&Page) -> &Lines);

const CLASSES: [Listed; 6] = [
    (Class::Navigation, |page| &page.navigation),
    (Class::Related, |page| &page.related),
    (Class::Caption, |page| &page.caption),
    (Class::Credit, |page| &page.credit),
    (Class::ReadingTime, |page| &page.reading_time),
    (Class::Tags, |page| &page.tags),
];

fn listed() -> &'static ListedLines {
    static LISTED: OnceLock<ListedLines> = OnceLock::new();
    LISTED.get_or_init(|| {
        let pages = || language::all().iter().map(|table| &table.page);
        let credit_words =
            pages().flat_map(|page| &page.credit_words).map(String::as_str).collect();
        let mut listed =
            ListedLines { lines: HashMap::new(), starts: HashMap::new(), credit_words };
        for (class, lists) in CLASSES {
            for lists in pages().map(lists) {
                listed.lines.extend(lists.lines.iter().map(|line| (line.as_str(), class)));
                for phrase in &lists.starts {
                    let first = phrase.split(' ').next().unwrap_or_default();
                    listed.starts.entry(first).or_default().push((phrase, class));
                }
            }
        }
        listed
    })
}

/// The class of a folded line that is listed as it stands.
fn whole(folded: &str) -> Option<Class> {
    let bare = folded.trim_matches(|mark: char| !mark.is_alphanumeric() && mark != '#');
    listed().lines.get(bare).copied()
}

/// The class of a line of so many words.
pub(super) fn class(text: &str, words: usize) -> Option<Class> {
    if words > Class::Caption.longest() {
        return None;
    }
    let head = fold(text.get(..floor(text, HEAD)).unwrap_or(text));
    let is_short = words <= LONGEST_LINE && text.len() <= HEAD;
    let found = if is_short { whole(&head) } else { None };
    found.or_else(|| if is_short { appeal(&head) } else { None }).or_else(|| {
        start(
            text,
            words,
            head.trim_start_matches(|mark: char| !mark.is_alphanumeric() && !"#©(".contains(mark)),
        )
    })
}

/// Words from which what follows a colon can be an appeal by itself; shorter ones are answers and
/// headlines.
const SHORTEST_APPEAL: usize = 3;

/// "Support island journalism: become a member today."
fn appeal(head: &str) -> Option<Class> {
    let (_, tail) = head.split_once(": ").filter(|_| !head.contains('"'))?;
    let bare = tail.trim_matches(|mark: char| !mark.is_alphanumeric());
    let class = listed().lines.get(bare).copied()?;
    (class == Class::Navigation && bare.split(' ').count() >= SHORTEST_APPEAL).then_some(class)
}

fn start(text: &str, words: usize, head: &str) -> Option<Class> {
    let plain = head.trim_start_matches('(');
    let found = [head, plain].into_iter().find_map(|head| {
        let first = head.split(' ').next()?;
        let phrases = listed().starts.get(first)?;
        phrases.iter().find(|(phrase, class)| words <= class.longest() && begins(head, phrase))
    });
    let (phrase, class) = found?;
    let names = *class == Class::Credit
        || [" by", " via", " courtesy", " from"].iter().any(|end| phrase.ends_with(end));
    (!names || is_names(text, phrase.split(' ').count())).then_some(*class)
}

fn begins(head: &str, phrase: &str) -> bool {
    let open = phrase.ends_with(|last: char| !last.is_alphanumeric());
    head.strip_prefix(phrase).is_some_and(|rest| open || !rest.starts_with(char::is_alphanumeric))
}

/// Whether a line is names and the small words between them, after its first words.
fn is_names(text: &str, skipped: usize) -> bool {
    text.split_whitespace().skip(skipped).all(|word| {
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        !bare.starts_with(char::is_lowercase) || listed().credit_words.contains(bare)
    })
}

/// Lower case, plain quotation marks and hyphens, `#` for each run of digits, `:` for ` |`, white
/// space single.
pub(super) fn fold(text: &str) -> String {
    steps(text.len());
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = match character {
            '’' | '‘' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '–' | '—' | '‐' | '‑' => '-',
            '|' if folded.ends_with(' ') => {
                folded.pop();
                ':'
            }
            digit if digit.is_numeric() && folded.ends_with('#') => continue,
            digit if digit.is_numeric() => '#',
            space if space.is_whitespace() && folded.ends_with(' ') => continue,
            space if space.is_whitespace() => ' ',
            other => {
                folded.extend(other.to_lowercase());
                continue;
            }
        };
        folded.push(plain);
    }
    folded
}

/// The last character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use q7x2_sdk::text::word;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(class(text, word::count(text)).map(Class::rule), expected, "{text}");
    }

    #[test]
    fn noise_is_known() {
        for text in [
            "Leave a Reply",
            "Comments",
            "COMMENTS (12)",
            "12 Comments",
            "Share this:",
            "Read more",
            "Read More »",
            "» Weiterlesen",
            "Subscribe to our newsletter.",
            "Subscribe to our daily newsletter for the latest news",
            "© 2026 Example Media",
            "Advertisement",
            "— Advertisement —",
            "Follow us on Facebook, X and Instagram",
            "Sign up for our morning briefing.",
            "ALSO READ: Putin says no",
            "ALSO READ | Putin says no",
            "Watch: Leaders arrive in Paris",
            "This article was originally published by The Conversation.",
            "We use cookies to improve your experience.",
            "(Our Standards: The Thomson Reuters Trust Principles.)",
            "Lire la suite",
            "Your email address will not be published. Required fields are marked *",
            "Copyright 2026 Example. All rights reserved.",
            "Editor’s note: this story has been updated.",
            "Home > World > Europe",
            "SÍGUENOS EN",
            "Support valley journalism: become a member today.",
            "Listen again: our breakfast programme is on the app.",
            "This story is developing. Check back for updates.",
            "Check back for updates.",
            "Hören Sie uns auch als Podcast!",
        ] {
            check(text, Some("navigation"));
        }
    }

    #[test]
    fn noise_is_known_by_its_class() {
        for text in
            ["Related Articles", "RELATED:", "You may also like", "Read next", "Mehr zum Thema"]
        {
            check(text, Some("related"));
        }
        for text in [
            "Image source: News agencies",
            "Photo: Jane Doe / AFP",
            "File photo",
            "FILE - President Macron speaks in Paris.",
            "Getty Images",
            "Photo by Jane Doe/AFP",
            "Image source, Getty Images",
            "Bild: dpa",
            "Crédit photo : AFP",
        ] {
            check(text, Some("caption"));
        }
        for text in [
            "Reporting by Ann Lee in Kyiv and Bo Chan; Editing by Cy Day",
            "(Reporting by Ann Lee; editing by Cy Day)",
            "With inputs from agencies",
            "Edited by: Ann Lee",
            "Source: Xinhua",
        ] {
            check(text, Some("credit"));
        }
        for text in ["(Word count: 712)", "5 min read", "Reading time: 4 minutes", "3-minute read"]
        {
            check(text, Some("reading-time"));
        }
        for text in ["Tags: Ukraine, Russia, Paris", "Filed under Ukraine", "TOPICS"] {
            check(text, Some("tags"));
        }
    }

    #[test]
    fn short_real_sentences_are_not_noise() {
        for text in [
            "Comments were mixed.",
            "He shared this.",
            "Read more books.",
            "Share prices fell.",
            "Home sales rose.",
            "Close allies met.",
            "Follow the money, he said.",
            "Watch this space.",
            "More is needed.",
            "Live shells were found.",
            "He said no.",
            "Edited by two scholars, the book won a prize.",
            "Reporting by state media has been one-sided.",
            "Source close to the talks said.",
            "Image matters.",
            "Photos of the attack were shown.",
            "Video by activists showed smoke.",
            "Latest figures show a fall.",
            "By continuing to strike civilians, Russia shows its aims.",
            "Already a member of NATO, Poland wants more.",
            "Related crimes rose.",
            "Support our troops, he said.",
            "Popular anger grew.",
            "Subscribe.to",
            "Tags were removed.",
            "Five minutes later, it was over.",
            "712 words were cut.",
            "Print media suffered.",
            "This article of the treaty was first agreed in 1949.",
            "Sign here.",
            "He had one demand: more.",
            "“The choice is clear: become a member today,” he said.",
            "They hope to become a member.",
            "Check backs were made.",
            "“Hear us out,” he said.",
            "Hören Sie zu, sagte er.",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn folding_keeps_what_tells_lines_apart() {
        assert_eq!(fold("Don’t  MISS – 12,5 | “x”"), "don't miss - #,#: \"x\"");
        assert_eq!(fold("É ß İ"), "é ß i\u{307}");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text: String) {
            let _ = class(&text, word::count(&text));
        }
    }
}
