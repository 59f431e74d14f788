//! A page while it is cleaned: its lines, what was found and what was taken.

use std::collections::BTreeSet;
use std::ops::Range;

use q7x2_sdk::Removed;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::work::steps;

use super::super::pattern::Patterns;
use super::super::raw::Block;
use super::byline;
use super::duplicate::Words;
use super::found::{Found, Known};
use super::line::Line;

/// A page while it is cleaned.
pub(super) struct Page<'settings> {
    /// Its lines; those that are gone leave at the end of a round.
    pub lines: Vec<Line>,
    /// What it says about the article.
    pub found: Found,
    /// What was taken out.
    pub removed: Vec<Removed>,
    /// Its language's table.
    pub language: &'settings Language,
    /// The editor's own lines.
    pub patterns: &'settings Patterns,
    /// The text began with a dateline, which was cut.
    pub is_datelined: bool,
    /// The words of the authors found, of which each counts once.
    pub signed: BTreeSet<Words>,
    /// The words of the subtitle.
    pub deck: Option<Words>,
}

impl<'settings> Page<'settings> {
    /// A page of a format's blocks.
    pub(super) fn new(
        blocks: Vec<Block>,
        known: Known,
        language: &'settings Language,
        patterns: &'settings Patterns,
    ) -> Self {
        let blocks = blocks.into_iter().enumerate();
        let lines = blocks.map(|(place, block)| Line { place, ..Line::new(block) }).collect();
        let found = Found { title: known.title, subtitle: known.subtitle, ..Found::default() };
        let deck = found.subtitle.as_deref().map(Words::of);
        let (removed, signed) = (Vec::new(), BTreeSet::new());
        let mut page =
            Self { lines, found, removed, language, patterns, is_datelined: false, signed, deck };
        known.authors.iter().for_each(|author| page.sign(author));
        page
    }

    /// Takes a line out.
    pub(super) fn take(&mut self, at: usize, rule: &str) {
        if let Some(line) = self.lines.get_mut(at).filter(|line| !line.gone) {
            steps(line.text.len());
            line.gone = true;
            self.removed.push(Removed {
                text: line.text.clone(),
                rule: rule.to_owned(),
                line: Some(line.number),
            });
        }
    }

    /// Cuts a line: what lies before `start` or behind `end` goes, by a rule.
    pub(super) fn cut(&mut self, at: usize, kept: Range<usize>, rule: &str) {
        let Some(line) = self.lines.get_mut(at) else { return };
        let parts =
            (line.text.get(..kept.start), line.text.get(kept.clone()), line.text.get(kept.end..));
        let (Some(before), Some(text), Some(after)) = parts else { return };
        for part in [before.trim(), after.trim()].into_iter().filter(|part| !part.is_empty()) {
            self.removed.push(Removed {
                text: part.to_owned(),
                rule: rule.to_owned(),
                line: Some(line.number),
            });
        }
        let text = text.trim().to_owned();
        steps(line.text.len());
        line.gone |= text.is_empty();
        line.set(text);
    }

    /// Cuts a part from within a line, by a rule.
    pub(super) fn cut_inside(&mut self, at: usize, part: Range<usize>, rule: &str) {
        let Some(line) = self.lines.get_mut(at) else { return };
        let parts =
            (line.text.get(..part.start), line.text.get(part.clone()), line.text.get(part.end..));
        let (Some(before), Some(text), Some(after)) = parts else { return };
        steps(line.text.len());
        let (rule, number) = (rule.to_owned(), Some(line.number));
        self.removed.push(Removed { text: text.to_owned(), rule, line: number });
        let left = format!("{}{after}", before.trim_end()).trim().to_owned();
        line.gone |= left.is_empty();
        line.set(left);
    }

    /// Cuts what stands one behind the other before the text of a line, each part by a rule of its
    /// own.
    pub(super) fn cut_parts(&mut self, at: usize, parts: &[(Range<usize>, &str)]) {
        let Some(line) = self.lines.get_mut(at) else { return };
        let Some((last, _)) = parts.last() else { return };
        steps(line.text.len());
        for (part, rule) in parts {
            let text = line.text.get(part.clone()).unwrap_or_default().trim();
            if !text.is_empty() {
                self.removed.push(Removed {
                    text: text.to_owned(),
                    rule: (*rule).to_owned(),
                    line: Some(line.number),
                });
            }
        }
        let text = line.text.get(last.end..).unwrap_or_default().trim().to_owned();
        line.gone |= text.is_empty();
        line.set(text);
    }

    /// The lines that are still there, with their places.
    pub(super) fn open(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().inspect(|_| steps(1)).filter(|(_, line)| !line.gone)
    }

    /// Adds the people that the words of a byline name.
    pub(super) fn sign(&mut self, words: &str) {
        let people = words.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty());
        for part in people {
            let part = byline::after_by(part, self.language).unwrap_or(part);
            match byline::parts(part) {
                Some(parts) => parts.into_iter().for_each(|part| self.sign_part(part)),
                None => self.add_author(part),
            }
        }
    }

    fn sign_part(&mut self, part: byline::Part<'_>) {
        match part {
            byline::Part::Name(name) => self.add_author(name),
            byline::Part::Role(role) if byline::is_machine(role) => {
                self.found.machine.get_or_insert_with(|| role.to_owned());
            }
            byline::Part::Role(_) | byline::Part::Other => {}
        }
    }

    /// Adds an author once.
    pub(super) fn add_author(&mut self, name: &str) {
        steps(1);
        if self.signed.insert(Words::of(name)) {
            self.found.authors.push(name.to_owned());
        }
    }
}
