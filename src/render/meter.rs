//! Meter: weaves calls that count (`count.rs`) into the text of a template, where it loops, calls,
//! prints, or makes or compares values. What the template prints stays the same, and so do its
//! lines. The grammar is that of Tera 2.4's parser; whatever is not of it is refused, so that
//! nothing runs uncounted.

use super::count::{ENTER, ENTER_COMPONENT, LEAVE, LEAVE_COMPONENT, LOOP, PRINT};
use super::token::{Tag, tags};
use super::weight::{Uncounted, Weights};
use shape::Shape;
use weaver::Weaver;

mod expression;
mod shape;
mod subscript;
mod weaver;

/// The template with its meters.
///
/// # Errors
/// Where something stands in it that Tera would not take either.
pub(super) fn woven(source: &str, weights: &mut Weights) -> Result<String, Uncounted> {
    let tags = tags(source);
    let bodies = bodies(source, &tags);
    let mut weaver = Weaver { source, tokens: &[], at: 0, depth: 0, inserts: Vec::new(), weights };
    let extends =
        tags.iter().find(|tag| !tag.prints).is_some_and(|tag| keyword(source, tag) == "extends");
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

/// For each tag, the bytes from its end to the end tag of what it opens; nothing where it opens
/// nothing.
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

impl<'a> Weaver<'a> {
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
