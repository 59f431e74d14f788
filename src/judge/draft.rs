//! Draft: the words of a file, paragraph by paragraph, and the line that each stands in.

use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::sentence;
use q7x2_sdk::{Article, Published, Sentence};

use super::paragraph::Paragraph;
use super::{html, markdown, plain};

/// Sentences of one draft that are judged: some forty pages. What is longer is no draft but a
/// library, and is to be judged part by part.
pub(super) const MOST_SENTENCES: usize = 2000;

/// A draft as it was read.
#[derive(Debug, Default)]
pub struct Draft {
    /// The name of its file, as it was given.
    pub name: String,
    paragraphs: Vec<Paragraph>,
}

impl Draft {
    /// Reads a draft, by the ending of its name: Markdown, HTML, else plain text.
    #[must_use]
    pub fn read(name: &str, text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let paragraphs = match ending(name).as_deref() {
            Some("md" | "markdown") => markdown::paragraphs(text),
            _ if Self::is_page(name) => html::paragraphs(text),
            _ => plain::paragraphs(text),
        };
        Self { name: name.to_owned(), paragraphs }
    }

    /// Whether a draft of this name is HTML.
    #[must_use]
    pub fn is_page(name: &str) -> bool {
        matches!(ending(name).as_deref(), Some("html" | "htm" | "xhtml"))
    }

    /// Its words, for telling its language.
    #[must_use]
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.paragraphs.iter().map(|one| one.text.as_str()).collect();
        texts.join("\n")
    }

    /// The draft as an article, and the line that each of its sentences begins in. `before` gives
    /// the bytes at the start of a paragraph that are not yet its text, as a dateline is.
    #[must_use]
    pub fn article(
        &self,
        language: Option<String>,
        published: Option<Published>,
        before: impl Fn(&str) -> usize,
    ) -> Warned<(Article, Vec<usize>)> {
        let table = Language::of(language.as_deref());
        let (mut sentences, mut lines) = (Vec::new(), Vec::new());
        for (number, paragraph) in self.paragraphs.iter().enumerate() {
            let start = before(&paragraph.text);
            let text = paragraph.text.get(start..).unwrap_or_default();
            for range in sentence::split(text, table) {
                lines.push(paragraph.line(start + range.start));
                sentences.push(Sentence {
                    text: text[range].to_owned(),
                    paragraph: number,
                    kind: paragraph.kind,
                });
            }
            if sentences.len() > MOST_SENTENCES {
                break;
            }
        }
        let told = self.too_long(&lines);
        sentences.truncate(MOST_SENTENCES);
        lines.truncate(MOST_SENTENCES);
        // No article has this id, which is no hexadecimal number.
        let article = Article {
            id: "draft".to_owned(),
            file: self.name.clone(),
            language,
            published,
            sentences,
            ..Article::default()
        };
        Warned { value: (article, lines), diagnostics: told }
    }

    fn too_long(&self, lines: &[usize]) -> Vec<Diagnostic> {
        let Some(line) = lines.get(MOST_SENTENCES) else { return Vec::new() };
        let message = format!("only the first {MOST_SENTENCES} sentences are judged");
        let place = Place::line(self.name.clone(), *line);
        vec![Diagnostic::warning(message).at(place).hint("split the draft from here on")]
    }
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::SentenceKind;

    use super::*;

    /// Each sentence as `line kind text`; `#` for structure.
    fn check(name: &str, text: &str, expected: &[&str]) {
        let read = Draft::read(name, text).article(Some("en".to_owned()), None, |_| 0);
        let (article, lines) = read.value;
        let shown = |(sentence, line): (&Sentence, &usize)| {
            let mark = if sentence.kind == SentenceKind::Heading { "#" } else { "" };
            format!("{line}{mark} {}", sentence.text)
        };
        let found: Vec<String> = article.sentences.iter().zip(&lines).map(shown).collect();
        assert_eq!(found, expected, "{name}: {text}");
    }

    #[test]
    fn plain_text_keeps_its_lines() {
        check(
            "a.txt",
            "It rained. Snow\nfell in Tarn.\n\n\nIt froze.",
            &["1 It rained.", "1 Snow fell in Tarn.", "5 It froze."],
        );
        check(
            "-",
            "Morning brief\nIt rained.\n- It froze\n- Snow fell\n",
            &["1# Morning brief", "2 It rained.", "3 It froze", "4 Snow fell"],
        );
        check("a.txt", "It rained in Tarn", &["1 It rained in Tarn"]);
        check("a.txt", "", &[]);
    }

    #[test]
    fn markdown_is_read_as_its_words() {
        let text = "---\ntitle: x\n---\n# Brief\n\nIt *rained* in [Tarn](https://a.b/).\nIt froze.\n\n\
            ```\ncode\n```\n\n- Snow fell.\n- Ice\n";
        check(
            "a.md",
            text,
            &["4# Brief", "6 It rained in Tarn.", "7 It froze.", "13 Snow fell.", "14 Ice"],
        );
    }

    #[test]
    fn html_is_read_as_its_words() {
        let text = "<html><head><title>x</title></head><body>\n<h1>Brief</h1>\n<p>It <b>rained</b> &amp;\nfroze.</p>\
            <script>if (a < b) { It(); }</script><!-- no --><ul><li>Snow&nbsp;fell &#8364;5 &bogus; 1 < 2.</ul>";
        check(
            "a.html",
            text,
            &["2# Brief", "3 It rained & froze.", "4 Snow fell €5 &bogus; 1 < 2."],
        );
        check("a.html", "<p>It rained.<script>x", &["1 It rained."]);
        check("a.html", "It rained. <b", &["1 It rained."]);
    }

    #[test]
    fn what_stands_before_the_text_is_not_read() {
        let before = |text: &str| if text.starts_with("TARN") { "TARN (XNA) - ".len() } else { 0 };
        let draft = Draft::read("a.txt", "TARN (XNA) - It rained. It froze.\n\nSnow fell.");
        let (article, lines) = draft.article(Some("en".to_owned()), None, before).value;
        let texts: Vec<&str> = article.sentences.iter().map(|one| one.text.as_str()).collect();
        assert_eq!((texts, lines), (vec!["It rained.", "It froze.", "Snow fell."], vec![1, 1, 3]));
    }

    #[test]
    fn nothing_is_read_that_a_terminal_obeys() {
        check("a.txt", "It\u{1b}[2J rained\u{202e} in\u{7} Tarn.", &["1 It[2J rained in Tarn."]);
        check("a.html", "It &#27;rained&#x202e; in Tarn.", &["1 It rained in Tarn."]);
    }

    #[test]
    fn a_library_is_cut_and_told() {
        let text = "It rained in Tarn. ".repeat(MOST_SENTENCES + 5);
        let read = Draft::read("a.txt", &text).article(Some("en".to_owned()), None, |_| 0);
        assert_eq!((read.value.1.len(), read.diagnostics.len()), (MOST_SENTENCES, 1));
    }
}
