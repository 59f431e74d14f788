//! The expressions of a template, and the meters for what they make and compare.

use super::shape::{Operator, Shape, meter};
use super::weaver::Weaver;
use crate::render::count::{COUNTED, LOOP, PREFIX};
use crate::render::token::Kind;
use crate::render::weight::Uncounted;

/// How deep expressions may lie in each other: Tera allows 40.
const DEEPEST: usize = 64;

/// Tests that only look at what kind of value it is.
const CHEAP_TESTS: [&str; 13] = [
    "array",
    "bool",
    "defined",
    "divisible_by",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "undefined",
];

impl Weaver<'_> {
    pub(super) fn filter_call(&mut self) -> Result<(), Uncounted> {
        let start = self.start();
        if COUNTED.contains(&self.peek()) {
            self.insert(start, PREFIX);
        }
        self.name()?;
        if self.is_sign("(") { self.arguments(false) } else { Ok(()) }
    }

    /// `(name=value, …)`.
    fn arguments(&mut self, are_read: bool) -> Result<(), Uncounted> {
        self.expect("(")?;
        while !self.take(")") {
            self.name()?;
            self.expect("=")?;
            self.deeper(|weaver| weaver.operands(are_read.then_some(Operator::Compare), true))?;
            if !self.is_sign(")") {
                self.expect(",")?;
            }
        }
        Ok(())
    }

    /// `name="text"`, `name={expression}`, `name`, `{...expression}`.
    pub(super) fn attributes(&mut self) -> Result<(), Uncounted> {
        loop {
            if self.take("{") {
                self.expect("...")?;
                self.spread()?;
                self.expect("}")?;
            } else if self.kind() == Some(Kind::Name) {
                self.at += 1;
                if !self.take("=") {
                    continue;
                }
                if self.kind() == Some(Kind::Text) {
                    self.at += 1;
                } else {
                    self.expect("{")?;
                    self.expression(true)?;
                    self.expect("}")?;
                }
            } else {
                return Ok(());
            }
        }
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Uncounted>,
    ) -> Result<T, Uncounted> {
        if self.depth >= DEEPEST {
            return self.lost();
        }
        self.depth += 1;
        let done = read(self);
        self.depth -= 1;
        done
    }

    /// An expression; `a if b else c` is none where a list is being made.
    pub(super) fn expression(&mut self, may_choose: bool) -> Result<Shape, Uncounted> {
        self.deeper(|weaver| weaver.operands(None, may_choose))
    }

    /// What stands after `...`: all of it is copied.
    fn spread(&mut self) -> Result<(), Uncounted> {
        self.deeper(|weaver| weaver.operands(Some(Operator::Join), true)).map(drop)
    }

    fn operands(
        &mut self,
        mut before: Option<Operator>,
        may_choose: bool,
    ) -> Result<Shape, Uncounted> {
        let mut is_single = true;
        loop {
            let shape = self.operand()?;
            let end = self.end();
            let mut after = self.operator()?;
            if let Some(filter) = meter(shape, before, after) {
                self.filter(end, filter);
            }
            while matches!(after, Some(Operator::Test | Operator::CheapTest)) {
                is_single = false;
                after = self.after_test()?;
            }
            if after.is_some() {
                (before, is_single) = (after, false);
                continue;
            }
            if !(may_choose && self.is_word("if")) {
                return Ok(if is_single { shape } else { Shape::Made });
            }
            self.at += 1;
            self.expression(true)?;
            self.expect("else")?;
            self.expression(true)?;
            return Ok(Shape::Made);
        }
    }

    /// Takes the filters and subscripts behind a test, which hold for what the test says, and the
    /// operator after them.
    fn after_test(&mut self) -> Result<Option<Operator>, Uncounted> {
        let start = self.start();
        while self.is_sign("|") || self.is_sign("[") {
            self.behind(start, false)?;
        }
        let (end, is_operand) = (self.end(), self.start() > start);
        let after = self.operator()?;
        if is_operand && let Some(filter) = meter(Shape::Single, None, after) {
            self.filter(end, filter);
        }
        Ok(after)
    }

    /// Takes an operator, where one stands here; a test with all of it.
    fn operator(&mut self) -> Result<Option<Operator>, Uncounted> {
        if self.kind() == Some(Kind::Text) {
            return Ok(None);
        }
        let word = self.peek();
        let operator = match word {
            "~" => Operator::Join,
            "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" => Operator::Compare,
            "+" | "-" | "*" | "/" | "//" | "%" | "**" | "and" | "or" => Operator::Cheap,
            "not" => Operator::Compare,
            "is" => return self.test().map(Some),
            _ => return Ok(None),
        };
        self.at += 1;
        if word == "not" {
            self.expect("in")?;
        }
        // What is compared with a text of the template is looked at no longer than that.
        let is_short = operator == Operator::Compare
            && !["in", "not"].contains(&word)
            && self.is_lone_literal();
        Ok(Some(if is_short { Operator::Cheap } else { operator }))
    }

    fn is_lone_literal(&self) -> bool {
        matches!(self.kind(), Some(Kind::Text | Kind::Number))
            && !["~", "|", "["].contains(&self.peek_at(1))
    }

    /// `is [not] name[(…)]`.
    fn test(&mut self) -> Result<Operator, Uncounted> {
        self.at += 1;
        self.take("not");
        let is_cheap = CHEAP_TESTS.contains(&self.peek());
        self.name()?;
        if self.is_sign("(") {
            self.arguments(true)?;
        }
        Ok(if is_cheap { Operator::CheapTest } else { Operator::Test })
    }

    fn operand(&mut self) -> Result<Shape, Uncounted> {
        let mut is_negative = false;
        while self.is_sign("-") || self.is_word("not") {
            is_negative |= self.is_sign("-");
            self.at += 1;
        }
        let start = self.start();
        let mut shape = self.primary(is_negative)?;
        // A minus holds a subscript to itself, but no filter, nor what follows one.
        let mut is_bound = is_negative;
        while self.is_sign("|") || self.is_sign("[") {
            is_bound &= self.is_sign("[");
            self.behind(start, is_bound)?;
            if matches!(shape, Shape::Literal | Shape::Component | Shape::Everything) {
                shape = Shape::Single;
            }
        }
        Ok(if is_negative { Shape::Made } else { shape })
    }

    /// A filter or a subscript behind the value that begins at `start`.
    fn behind(&mut self, start: usize, is_bound: bool) -> Result<(), Uncounted> {
        if self.take("|") { self.filter_call() } else { self.cut_value(start, is_bound) }
    }

    fn primary(&mut self, is_negative: bool) -> Result<Shape, Uncounted> {
        match (self.kind(), self.peek()) {
            (Some(Kind::Text | Kind::Number), _)
            | (Some(Kind::Name), "true" | "True" | "false" | "False" | "none" | "None" | "null") => {
                self.at += 1;
                Ok(Shape::Literal)
            }
            (Some(Kind::Name), _) if self.peek_at(1) == "(" => {
                self.at += 1;
                self.arguments(false)?;
                Ok(Shape::Single)
            }
            (Some(Kind::Name), _) => self.path(is_negative),
            (Some(Kind::Sign), "(") => {
                self.at += 1;
                self.expression(true)?;
                self.expect(")")?;
                Ok(Shape::Made)
            }
            (Some(Kind::Sign), "[") => self.list(),
            (Some(Kind::Sign), "{") => self.map(),
            (Some(Kind::Sign), "<") => self.component(),
            _ => self.lost(),
        }
    }

    /// `[a, ...b]` or `[a for b in c if d]`.
    fn list(&mut self) -> Result<Shape, Uncounted> {
        let open = self.start();
        self.expect("[")?;
        let mut is_first = true;
        while !self.take("]") {
            if self.take("...") {
                self.spread()?;
            } else {
                self.expression(true)?;
                if is_first && self.is_word("for") {
                    self.comprehension(open)?;
                    return Ok(Shape::Made);
                }
            }
            is_first = false;
            if !self.is_sign("]") {
                self.expect(",")?;
            }
        }
        Ok(Shape::Made)
    }

    fn comprehension(&mut self, open: usize) -> Result<(), Uncounted> {
        self.expect("for")?;
        self.name()?;
        if self.take(",") {
            self.name()?;
        }
        self.expect("in")?;
        let start = self.start();
        self.expression(false)?;
        let end = self.end();
        if self.take("if") {
            self.expression(false)?;
        }
        self.expect("]")?;
        let weight = (self.end() - open) as u64;
        self.weights.loops.insert(weight);
        self.insert(start, "(");
        self.insert(end, format!(")|{LOOP}{weight} "));
        Ok(())
    }

    /// `{"key": value, ...other}`.
    fn map(&mut self) -> Result<Shape, Uncounted> {
        self.expect("{")?;
        while !self.take("}") {
            if self.take("...") {
                self.spread()?;
            } else {
                self.at += 1;
                self.expect(":")?;
                self.expression(true)?;
            }
            if !self.is_sign("}") {
                self.expect(",")?;
            }
        }
        Ok(Shape::Made)
    }

    /// `<name … />`.
    fn component(&mut self) -> Result<Shape, Uncounted> {
        self.expect("<")?;
        self.dotted_name()?;
        self.attributes()?;
        self.expect("/")?;
        self.expect(">")?;
        Ok(Shape::Component)
    }
}
