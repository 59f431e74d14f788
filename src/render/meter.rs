//! Meter: weaves calls that count (`budget.rs`) into the text of a template, where it loops, calls, prints, or makes or
//! compares values. What the template prints stays the same, and so do its lines. The grammar is that of Tera 2.4's parser;
//! whatever is not of it is refused, so that nothing runs uncounted.

use std::collections::BTreeSet;
use std::ops::Range;

use super::budget::{COUNTED, CUT, CUT_OF, ENTER, LEAVE, LOOP, PREFIX, PRINT, READ};
use super::token::{Kind, Tag, Token, tags};

/// The weights of loops and calls that were woven in, each of which needs a filter of its own.
#[derive(Debug, Default)]
pub(super) struct Weights {
    pub(super) loops: BTreeSet<u64>,
    pub(super) calls: BTreeSet<u64>,
}

/// Where a template cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Uncounted(pub(super) Range<usize>);

/// Tera's name for the whole context.
const EVERYTHING: &str = "__tera_context";

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
        weaver.enter(0, source.len(), "");
    }
    for (tag, body) in tags.iter().zip(bodies) {
        weaver.tag(tag, body)?;
    }
    if !extends {
        weaver.leave(source.len(), "");
    }
    Ok(weaver.finish())
}

/// The first word of a tag.
pub(super) fn keyword<'a>(source: &'a str, tag: &Tag) -> &'a str {
    tag.tokens.first().map_or("", |token| token.of(source))
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

/// One operand of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A text or a number that stands in the template.
    Literal,
    /// A call of a component.
    Component,
    /// The whole context, by Tera's name for it.
    Everything,
    /// Anything else without operators.
    Single,
    /// A list, map or what is cut and joined: made here.
    Made,
}

/// What stands between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// `~`: both sides are written out.
    Join,
    /// `==`, `<`, `in` …: both sides are gone through.
    Compare,
    /// `is` and a test that goes through its left side; there is no right one.
    Test,
    /// `is` and a test that does not.
    CheapTest,
    /// Anything else.
    Cheap,
}

/// The filter that counts an operand between these operators.
fn meter(shape: Shape, before: Option<Operator>, after: Option<Operator>) -> Option<&'static str> {
    let stands_at = |operator| before == Some(operator) || after == Some(operator);
    match shape {
        Shape::Literal => None,
        _ if stands_at(Operator::Join) => Some(PRINT),
        Shape::Everything => Some(READ),
        _ if stands_at(Operator::Compare) || after == Some(Operator::Test) => Some(READ),
        _ => None,
    }
}

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

    fn enter(&mut self, at: usize, weight: usize, dash: &str) {
        let weight = weight as u64;
        self.weights.calls.insert(weight);
        self.insert(at, format!("{{% if true|{ENTER}{weight} %}}{{% endif {dash}%}}"));
    }

    fn leave(&mut self, at: usize, dash: &str) {
        self.insert(at, format!("{{%{dash} if true|{LEAVE} %}}{{% endif %}}"));
    }

    fn tag(&mut self, tag: &'a Tag, body: u64) -> Result<(), Uncounted> {
        (self.tokens, self.at) = (&tag.tokens, 0);
        if tag.prints {
            return self.print();
        }
        let word = keyword(self.source, tag);
        self.at = 1;
        match word {
            "block" | "component" => {
                let weight = usize::try_from(body).unwrap_or(usize::MAX);
                self.enter(tag.range.end, weight, if tag.trims_after { "-" } else { "" });
            }
            "endblock" | "endcomponent" => self.leave(tag.range.start, if tag.trims_before { "-" } else { "" }),
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

    fn filter_call(&mut self) -> Result<(), Uncounted> {
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

    /// `{% <name …> %}`.
    fn component_body(&mut self) -> Result<(), Uncounted> {
        self.dotted_name()?;
        self.attributes()?;
        self.expect(">")
    }

    /// `name="text"`, `name={expression}`, `name`, `{...expression}`.
    fn attributes(&mut self) -> Result<(), Uncounted> {
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

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Uncounted>) -> Result<T, Uncounted> {
        if self.depth >= DEEPEST {
            return self.lost();
        }
        self.depth += 1;
        let done = read(self);
        self.depth -= 1;
        done
    }

    /// An expression; `a if b else c` is none where a list is being made.
    fn expression(&mut self, may_choose: bool) -> Result<Shape, Uncounted> {
        self.deeper(|weaver| weaver.operands(None, may_choose))
    }

    /// What stands after `...`: all of it is copied.
    fn spread(&mut self) -> Result<(), Uncounted> {
        self.deeper(|weaver| weaver.operands(Some(Operator::Join), true)).map(drop)
    }

    fn operands(&mut self, mut before: Option<Operator>, may_choose: bool) -> Result<Shape, Uncounted> {
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
                after = self.operator()?;
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
        let is_short = operator == Operator::Compare && !["in", "not"].contains(&word) && self.is_lone_literal();
        Ok(Some(if is_short { Operator::Cheap } else { operator }))
    }

    fn is_lone_literal(&self) -> bool {
        matches!(self.kind(), Some(Kind::Text | Kind::Number)) && !["~", "|", "["].contains(&self.peek_at(1))
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
        let mut shape = self.primary(is_negative)?;
        loop {
            if self.is_sign("|") {
                self.at += 1;
                self.filter_call()?;
            } else if self.is_sign("[") {
                self.cut_value(is_negative)?;
            } else {
                break;
            }
            if matches!(shape, Shape::Literal | Shape::Component | Shape::Everything) {
                shape = Shape::Single;
            }
        }
        Ok(if is_negative { Shape::Made } else { shape })
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

    /// `a.b[c]?.d`.
    fn path(&mut self, is_negative: bool) -> Result<Shape, Uncounted> {
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
                return Ok(if is_everything && is_lone { Shape::Everything } else { Shape::Single });
            }
            is_lone = false;
        }
    }

    /// Counts what a subscript cuts from the path before it: with a filter where the path may end there, else with one
    /// inside the brackets that is given the path.
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

    /// A subscript of something other than a path.
    fn cut_value(&mut self, is_negative: bool) -> Result<(), Uncounted> {
        let bracket = self.start();
        match self.subscript()? {
            Subscript::Cheap => {}
            Subscript::Dear(_) if is_negative => return self.lost(),
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
