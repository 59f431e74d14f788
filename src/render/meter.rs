//! Meter: weaves calls that count (`budget.rs`) into the text of a template, where it loops, calls, prints, or makes or
//! compares values. What the template prints stays the same, and so do its lines. The grammar is that of Tera 2.4's parser;
//! whatever is not of it is refused, so that nothing runs uncounted.

use std::collections::BTreeSet;
use std::ops::Range;

use super::budget::{ENTER, ENTER_COMPONENT, LEAVE, LEAVE_COMPONENT, LOOP, PRINT};
use super::token::{Kind, Tag, Token, tags};
use expression::Shape;

mod expression;

/// The weights of loops and calls that were woven in, each of which needs a filter of its own.
#[derive(Debug, Default)]
pub(super) struct Weights {
    pub(super) loops: BTreeSet<u64>,
    pub(super) calls: BTreeSet<u64>,
}

/// Where a template cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Uncounted(pub(super) Range<usize>);

/// The template with its meters.
///
/// # Errors
/// Where something stands in it that Tera would not take either.
pub(super) fn woven(source: &str, weights: &mut Weights) -> Result<String, Uncounted> {
    let tags = tags(source);
    let bodies = bodies(source, &tags);
    let mut weaver = Weaver { source, tokens: &[], at: 0, depth: 0, inserts: Vec::new(), weights };
    let extends = tags.iter().find(|tag| !tag.prints).is_some_and(|tag| keyword(source, tag) == "extends");
    if !extends {
        weaver.enter(0, source.len() as u64, "");
    }
    for (tag, body) in tags.iter().zip(bodies) {
        weaver.tag(tag, body)?;
    }
    if !extends {
        weaver.leave(source.len(), LEAVE, "");
    }
    Ok(weaver.finish())
}

/// The first word of a tag.
pub(super) fn keyword<'a>(source: &'a str, tag: &Tag) -> &'a str {
    tag.tokens.first().map_or("", |token| token.of(source))
}

/// A tag of ours trims what the one beside it trims.
fn dash(trims: bool) -> &'static str {
    if trims { "-" } else { "" }
}

/// For each tag, the bytes from its end to the end tag of what it opens; nothing where it opens nothing.
fn bodies(source: &str, tags: &[Tag]) -> Vec<u64> {
    let mut bodies = vec![0; tags.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.prints) {
        let word = keyword(source, tag);
        match word {
            "for" | "block" | "component" => open.push((at, word)),
            "endfor" | "endblock" | "endcomponent" => {
                let opened = open.pop_if(|(_, opening)| word.get(3..) == Some(*opening));
                if let Some((opening, _)) = opened
                    && let (Some(body), Some(start)) = (bodies.get_mut(opening), tags.get(opening))
                {
                    *body = (tag.range.start - start.range.end) as u64;
                }
            }
            _ => {}
        }
    }
    bodies
}

struct Weaver<'a> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    /// What is to be put in before which byte, in the order of finding.
    inserts: Vec<(usize, String)>,
    weights: &'a mut Weights,
}

impl<'a> Weaver<'a> {
    fn finish(mut self) -> String {
        self.inserts.sort_by_key(|(at, _)| *at);
        let mut text = String::with_capacity(self.source.len() * 2);
        let mut done = 0;
        for (at, insert) in &self.inserts {
            text.push_str(self.source.get(done..*at).unwrap_or_default());
            text.push_str(insert);
            done = *at;
        }
        text.push_str(self.source.get(done..).unwrap_or_default());
        text
    }

    fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.inserts.push((at, text.into()));
    }

    fn filter(&mut self, at: usize, name: &str) {
        // The space parts it from a word that follows.
        self.insert(at, format!("|{name} "));
    }

    fn enter(&mut self, at: usize, weight: u64, dash: &str) {
        self.weights.calls.insert(weight);
        self.insert(at, format!("{{% if true|{ENTER}{weight} %}}{{% endif {dash}%}}"));
    }

    fn enter_component(&mut self, at: usize, weight: u64, dash: &str) {
        self.weights.calls.insert(weight);
        self.insert(at, format!("{{% if true|{ENTER_COMPONENT}{weight} %}}{{% endif {dash}%}}"));
    }

    fn leave(&mut self, at: usize, filter: &str, dash: &str) {
        self.insert(at, format!("{{%{dash} if true|{filter} %}}{{% endif %}}"));
    }

    fn tag(&mut self, tag: &'a Tag, body: u64) -> Result<(), Uncounted> {
        (self.tokens, self.at) = (&tag.tokens, 0);
        if tag.prints {
            return self.print();
        }
        let word = keyword(self.source, tag);
        self.at = 1;
        let (before, after) = (dash(tag.trims_before), dash(tag.trims_after));
        match word {
            "block" => self.enter(tag.range.end, body, after),
            "component" => self.enter_component(tag.range.end, body, after),
            "endblock" => self.leave(tag.range.start, LEAVE, before),
            "endcomponent" => self.leave(tag.range.start, LEAVE_COMPONENT, before),
            "for" => return self.for_loop(body),
            "if" | "elif" => drop(self.whole()?),
            "set" | "set_global" => return self.set(),
            "filter" => {
                self.at = 0;
                return self.filters_of_section();
            }
            "<" => return self.component_body(),
            _ => {}
        }
        Ok(())
    }

    fn peek(&self) -> &'a str {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.of(self.source))
    }

    fn kind(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// Where the token before this one ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    /// Where this token starts.
    fn start(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end(), |token| token.range.start)
    }

    fn lost<T>(&self) -> Result<T, Uncounted> {
        let here = self.tokens.get(self.at).or(self.tokens.last());
        Err(Uncounted(here.map_or(0..0, |token| token.range.clone())))
    }

    fn is_sign(&self, sign: &str) -> bool {
        self.kind() == Some(Kind::Sign) && self.peek() == sign
    }

    fn is_word(&self, word: &str) -> bool {
        self.kind() == Some(Kind::Name) && self.peek() == word
    }

    fn take(&mut self, text: &str) -> bool {
        let taken = self.kind() != Some(Kind::Text) && self.peek() == text;
        self.at += usize::from(taken);
        taken
    }

    fn expect(&mut self, text: &str) -> Result<(), Uncounted> {
        if self.take(text) { Ok(()) } else { self.lost() }
    }

    fn name(&mut self) -> Result<(), Uncounted> {
        if self.kind() != Some(Kind::Name) {
            return self.lost();
        }
        self.at += 1;
        Ok(())
    }

    /// `a.b.c`, a component's name.
    fn dotted_name(&mut self) -> Result<(), Uncounted> {
        self.name()?;
        while self.take(".") {
            self.name()?;
        }
        Ok(())
    }

    /// An expression up to the end of the tag.
    fn whole(&mut self) -> Result<Shape, Uncounted> {
        let shape = self.expression(true)?;
        if self.at < self.tokens.len() { self.lost() } else { Ok(shape) }
    }

    /// Puts an expression in brackets before a filter that is to hold for all of it.
    fn wrap(&mut self, start: usize, filter: &str) {
        self.insert(start, "(");
        let end = self.end();
        self.insert(end, format!(")|{filter} "));
    }

    fn print(&mut self) -> Result<(), Uncounted> {
        let start = self.start();
        match self.whole()? {
            // A component that stands alone prints straight to the page, and counts for itself.
            Shape::Component | Shape::Literal => {}
            Shape::Single | Shape::Everything => {
                let end = self.end();
                self.filter(end, PRINT);
            }
            Shape::Made => self.wrap(start, PRINT),
        }
        Ok(())
    }

    fn for_loop(&mut self, body: u64) -> Result<(), Uncounted> {
        self.name()?;
        if self.take(",") {
            self.name()?;
        }
        self.expect("in")?;
        let start = self.start();
        let shape = self.whole()?;
        self.turns(start, shape, body);
        Ok(())
    }

    fn turns(&mut self, start: usize, shape: Shape, weight: u64) {
        self.weights.loops.insert(weight);
        let filter = format!("{LOOP}{weight}");
        if shape == Shape::Single {
            let end = self.end();
            self.filter(end, &filter);
        } else {
            self.wrap(start, &filter);
        }
    }

    fn set(&mut self) -> Result<(), Uncounted> {
        self.name()?;
        if !self.take("=") {
            return self.filters_of_section();
        }
        let start = self.start();
        if self.whole()? == Shape::Made {
            self.wrap(start, PRINT);
        }
        Ok(())
    }

    /// The filters of `{% filter … %}`, and of a `set` without a value.
    fn filters_of_section(&mut self) -> Result<(), Uncounted> {
        while self.at < self.tokens.len() {
            self.at += 1;
            self.filter_call()?;
        }
        Ok(())
    }

    /// `{% <name …> %}`.
    fn component_body(&mut self) -> Result<(), Uncounted> {
        self.dotted_name()?;
        self.attributes()?;
        self.expect(">")
    }
}
