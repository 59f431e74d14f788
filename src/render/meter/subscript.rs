//! Paths and subscripts, and the meters for what they cut.

use std::ops::Range;

use super::shape::Shape;
use super::weaver::Weaver;
use crate::render::count::{CUT, CUT_OF};
use crate::render::token::Kind;
use crate::render::weight::Uncounted;

/// Tera's name for the whole context.
const EVERYTHING: &str = "__tera_context";

/// What stands in the brackets of a subscript.
#[derive(Debug, Clone)]
enum Subscript {
    /// A key, or a number that is soon counted to.
    Cheap,
    /// Where the last expression in it stands.
    Dear(Range<usize>),
}

/// Digits of a number that is soon counted to.
const SHORT_NUMBER: usize = 3;

impl Weaver<'_> {
    /// `a.b[c]?.d`.
    pub(super) fn path(&mut self, is_negative: bool) -> Result<Shape, Uncounted> {
        let start = self.start();
        let is_everything = self.peek() == EVERYTHING;
        self.at += 1;
        let mut is_lone = true;
        loop {
            let here = self.start();
            if self.take(".") || self.take("?.") {
                self.name()?;
            } else if self.is_sign("[") || self.is_sign("?[") {
                let is_optional = self.is_sign("?[");
                let end = self.end();
                if let Subscript::Dear(last) = self.subscript()? {
                    self.cut_path(start..end, here, last, is_negative || is_optional)?;
                }
            } else {
                return Ok(if is_everything && is_lone {
                    Shape::Everything
                } else {
                    Shape::Single
                });
            }
            is_lone = false;
        }
    }

    /// Counts what a subscript cuts from the path before it: with a filter where the path may end
    /// there, else with one inside the brackets that is given the path.
    fn cut_path(
        &mut self,
        path: Range<usize>,
        bracket: usize,
        last: Range<usize>,
        is_bound: bool,
    ) -> Result<(), Uncounted> {
        if !is_bound && ![".", "?.", "?["].contains(&self.peek()) {
            self.filter(bracket, CUT);
            return Ok(());
        }
        if last.is_empty() {
            return self.lost();
        }
        let path = self.source.get(path).unwrap_or_default().to_owned();
        self.insert(last.start, "(");
        self.insert(last.end, format!(")|{CUT_OF}(of={path}) "));
        Ok(())
    }

    /// A subscript of something other than a path, which begins at `start`.
    pub(super) fn cut_value(&mut self, start: usize, is_bound: bool) -> Result<(), Uncounted> {
        let bracket = self.start();
        match self.subscript()? {
            Subscript::Cheap => {}
            Subscript::Dear(_) if is_bound => {
                self.insert(start, "(");
                self.insert(bracket, format!("|{CUT} )"));
            }
            Subscript::Dear(_) => self.filter(bracket, CUT),
        }
        Ok(())
    }

    /// `[key]`, `[from:to:step]`.
    fn subscript(&mut self) -> Result<Subscript, Uncounted> {
        self.at += 1;
        let first = self.tokens.get(self.at).filter(|_| self.peek_at(1) == "]");
        let is_cheap = first.is_some_and(|token| match token.kind {
            Kind::Text => true,
            Kind::Number => token.range.len() <= SHORT_NUMBER,
            _ => false,
        });
        let mut last = 0..0;
        while !self.take("]") {
            if self.take(":") {
                continue;
            }
            let start = self.start();
            self.expression(true)?;
            last = start..self.end();
        }
        Ok(if is_cheap { Subscript::Cheap } else { Subscript::Dear(last) })
    }
}
