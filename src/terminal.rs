//! Terminal: what a person reads there, as text. Prints nothing itself.
//!
//! Excerpts come from files that nobody has checked: control characters (which could move the
//! cursor or forge a line) and the marks that turn the direction of writing are shown as `�`, and
//! long lines are cut.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use q7x2_sdk::diagnostic::{Columns, Diagnostic, Place, Severity};

/// Longest excerpt, in characters, and how many of them may stand before what is meant: a line of a
/// wide terminal.
const LONGEST_EXCERPT: usize = 120;
const BEFORE: usize = 40;

/// What fits a screen: of notes that say the same of other places the first, and no more than so
/// many. Errors, warnings, and what site.toml may call grave are told each by name.
#[must_use]
pub fn in_short(diagnostics: Vec<Diagnostic>, most: usize) -> Vec<Diagnostic> {
    let is_plain = |one: &Diagnostic| one.severity == Severity::Note && one.matter.is_none();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for one in diagnostics.iter().filter(|one| is_plain(one)) {
        *alike.entry(one.message.clone()).or_default() += 1;
    }
    let (mut left, mut told) = (alike.values().sum::<usize>(), Vec::new());
    let mut room = most;
    for mut one in diagnostics {
        if is_plain(&one) {
            let Some(times) = alike.remove(&one.message).filter(|_| room > 0) else { continue };
            (room, left) = (room - 1, left - times);
            if times > 1 {
                let more = times - 1;
                one.message =
                    format!("{} (and {more} more like this; `-v` tells them)", one.message);
            }
        }
        told.push(one);
    }
    if left > 0 {
        let s = if left == 1 { "" } else { "s" };
        told.push(Diagnostic::note(format!("{left} more note{s}")).hint("`-v` tells them"));
    }
    told
}

/// One diagnostic, drawn as compilers draw theirs, without a line break at its end.
#[must_use]
pub fn draw(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(clean(&diagnostic.message)));
    if let Some(place) = &diagnostic.place {
        group = put(group, place);
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(clean(hint)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

fn put<'a>(group: Group<'a>, place: &Place) -> Group<'a> {
    match (&place.excerpt, place.line) {
        (Some((text, columns)), Some(line)) => {
            let (text, span) = window(text, *columns);
            let mark = AnnotationKind::Primary.span(span);
            group.element(
                Snippet::source(text).path(clean(&place.file)).line_start(line).annotation(mark),
            )
        }
        // A line alone: the library's own form of it begins with a mark that nothing hangs on.
        (_, Some(line)) => group.element(Origin::path(format!("{}:{line}", clean(&place.file)))),
        (_, None) => group.element(Origin::path(clean(&place.file))),
    }
}

/// The part of a line around the bytes that are meant, clean, and where they are in it.
fn window(text: &str, columns: Columns) -> (String, Range<usize>) {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |byte: usize| letters.partition_point(|(start, _)| *start < byte);
    let (first, last) = (at(columns.start), at(columns.end));
    let from = first.saturating_sub(BEFORE);
    let to = (from + LONGEST_EXCERPT).min(letters.len());
    let piece = |range: Range<usize>| -> String {
        letters.get(range).into_iter().flatten().map(|(_, letter)| shown(*letter)).collect()
    };
    let opening = if from > 0 { "…" } else { "" };
    let closing = if to < letters.len() { "…" } else { "" };
    let before = format!("{opening}{}", piece(from..first.min(to)));
    let meant = piece(first.min(to)..last.clamp(first, to.max(first)).min(to));
    let after = piece(last.clamp(first, to.max(first)).min(to)..to);
    let span = before.len()..before.len() + meant.len();
    (format!("{before}{meant}{after}{closing}"), span)
}

/// A text without anything that a terminal would obey.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A character, or what is shown in its place.
#[must_use]
pub fn shown(letter: char) -> char {
    match letter {
        '\t' | '\n' | '\r' => ' ',
        // Marks and overrides of direction (Unicode Bidirectional Algorithm), as in "Trojan
        // Source".
        '\u{200e}'
        | '\u{200f}'
        | '\u{061c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '�',
        letter if letter.is_control() => '�',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::diagnostic::Matter;

    use super::*;

    #[test]
    fn a_diagnostic_is_drawn_with_its_line_and_hint() {
        let source = "title = 'x'\n[brief]\nmax_word = 120\n";
        let told = Diagnostic::error("unknown setting `brief.max_word`")
            .at(Place::span("site.toml", source, 20..28))
            .hint("did you mean `max_words`?");
        let expected = "\
error: unknown setting `brief.max_word`
 --> site.toml:3:1
  |
3 | max_word = 120
  | ^^^^^^^^
  |
  = help: did you mean `max_words`?";
        assert_eq!(draw(&told, false), expected);
        assert!(draw(&told, true).contains("\u{1b}["));
    }

    #[test]
    fn what_is_grave_is_told_by_name_and_what_is_alike_once() {
        let note = |message: &str, file: &str| Diagnostic::note(message).at(Place::file(file));
        let mut all: Vec<Diagnostic> =
            (0..3).map(|at| note("mended", &format!("{at}.txt"))).collect();
        all.extend((0..3).map(|at| note(&format!("odd {at}"), "x")));
        let outlet = note("no such outlet", "site.toml");
        all.extend(vec![Diagnostic { matter: Some(Matter::Outlet), ..outlet }; 3]);
        all.push(Diagnostic::warning("mended"));
        let told = in_short(all, 2);
        let told: Vec<&str> = told.iter().map(|one| one.message.as_str()).collect();
        let outlet = "no such outlet";
        let alike = "mended (and 2 more like this; `-v` tells them)";
        assert_eq!(told, [alike, "odd 0", outlet, outlet, outlet, "mended", "2 more notes"]);
        assert!(in_short(Vec::new(), 2).is_empty());
    }

    #[test]
    fn a_place_may_be_less_than_a_line() {
        let check = |place: Place, expected: &str| {
            assert_eq!(draw(&Diagnostic::warning("odd").at(place), false), expected);
        };
        check(Place::file("--set"), "warning: odd\n--> --set");
        check(Place::line("content/a.txt", 7), "warning: odd\n--> content/a.txt:7");
        assert_eq!(draw(&Diagnostic::note("so"), false), "note: so");
    }

    #[test]
    fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
        let source = "a\u{1b}[2Jb \u{202e}c\u{7}\tx";
        let told = Diagnostic::warning(source)
            .at(Place::span(source, source, 0..source.len()))
            .hint(source);
        let drawn = draw(&told, false);
        assert!(
            !drawn.chars().any(|letter| letter.is_control() && letter != '\n')
                && !drawn.contains('\u{202e}'),
            "{drawn}"
        );
    }

    #[test]
    fn long_lines_are_cut_around_what_is_meant() {
        let source = format!("{}MEANT{}", "é".repeat(100_000), "ß".repeat(100_000));
        let (text, span) = window(&source, Columns { start: 200_000, end: 200_005 });
        assert_eq!(text.get(span), Some("MEANT"));
        assert_eq!(text.chars().count(), LONGEST_EXCERPT + 2);
        let (text, span) = window(&source, Columns { start: 0, end: usize::MAX });
        assert_eq!((text.chars().count(), span), (LONGEST_EXCERPT + 1, 0..2 * LONGEST_EXCERPT));
        assert_eq!(window("", Columns { start: 5, end: 3 }), (String::new(), 0..0));
        assert_eq!(window("abc", Columns { start: 2, end: 1 }), ("abc".to_owned(), 2..2));
    }
}
