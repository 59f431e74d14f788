//! Unknown: names in a template that nothing bears, counted before Tera reads it. Tera draws the
//! whole line for each of them, so that thousands on one line take gigabytes.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use q7x2_sdk::diagnostic::{Diagnostic, Place};

use super::lint::MOST_TOLD;
use super::meter::keyword;
use super::name::{LAYERS, closest, named};
use super::theme::Template;
use super::token::{Kind, Tag, Token, tags};

/// The filters of Tera 2.4, which it does not list.
pub(super) const FILTERS: [&str; 37] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests of Tera 2.4.
const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions of Tera 2.4.
const FUNCTIONS: [&str; 3] = ["range", "super", "throw"];

/// Words behind which an expression begins; none of them is a function's name.
const WORDS: [&str; 8] = ["and", "elif", "else", "if", "in", "is", "not", "or"];

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Filter,
    Test,
    Function,
    Component,
    Template,
}

impl Display for What {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Filter => "filter",
            Self::Test => "test",
            Self::Function => "function",
            Self::Component => "component",
            Self::Template => "template",
        })
    }
}

/// A name, and where it stands.
#[derive(Debug)]
struct Use {
    what: What,
    name: String,
    range: Range<usize>,
}

/// What templates themselves define.
struct Known<'a> {
    components: BTreeSet<String>,
    templates: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(templates: &'a [Template]) -> Self {
        let components = templates.iter().flat_map(|template| defined(&template.source)).collect();
        let templates = templates.iter().map(|template| template.name.as_str()).collect();
        Self { components, templates }
    }

    fn bears(&self, used: &Use) -> bool {
        let name = used.name.as_str();
        match used.what {
            What::Filter => FILTERS.contains(&name),
            What::Test => TESTS.contains(&name),
            What::Function => FUNCTIONS.contains(&name),
            What::Component => self.components.contains(name),
            What::Template => self.has_template(name),
        }
    }

    fn has_template(&self, name: &str) -> bool {
        let layered = |layer: &&str| self.templates.contains(format!("{layer}{name}").as_str());
        self.templates.contains(name) || LAYERS.iter().any(layered)
    }
}

/// One error for each template in which more names than can be told are unknown.
pub(super) fn too_many(templates: &[Template]) -> Vec<Diagnostic> {
    let known = Known::of(templates);
    templates.iter().filter_map(|template| too_many_in(template, &known)).collect()
}

fn too_many_in(template: &Template, known: &Known<'_>) -> Option<Diagnostic> {
    let source = template.source.as_str();
    let tags = tags(source);
    let includes = named(source).into_iter().map(|(name, range)| {
        let what = What::Template;
        Use { what, name, range }
    });
    let uses = tags.iter().flat_map(|tag| uses(source, tag)).chain(includes);
    let unknown = uses.filter(|used| !known.bears(used));
    let unknown: Vec<Use> = unknown.take(MOST_TOLD + 1).collect();
    let first = unknown.iter().min_by_key(|used| used.range.start)?;
    (unknown.len() > MOST_TOLD).then(|| error(template, first))
}

fn error(template: &Template, first: &Use) -> Diagnostic {
    let message = format!(
        "more than {MOST_TOLD} of the filters, tests, functions, components and templates that are named here do not exist"
    );
    let Use { what, name, range } = first;
    let close = match what {
        What::Filter => closest(name, FILTERS.into_iter()),
        What::Test => closest(name, TESTS.into_iter()),
        _ => None,
    };
    let meant = close.map(|close| format!("; did you mean `{close}`?")).unwrap_or_default();
    Diagnostic::error(message)
        .at(Place::span(&template.file, &template.source, range.clone()))
        .hint(format!("begin with the first of them, the {what} `{name}`{meant}"))
}

/// The components that a template defines.
fn defined(source: &str) -> Vec<String> {
    let tags = tags(source);
    let definitions = tags.iter().filter(|tag| !tag.prints && keyword(source, tag) == "component");
    definitions.filter_map(|tag| Some(dotted(source, tag.tokens.get(1..)?))).collect()
}

/// `a.b.c`, as far as it goes.
fn dotted(source: &str, tokens: &[Token]) -> String {
    let is_part = |token: &&Token| token.kind == Kind::Name || token.of(source) == ".";
    // Two names in a row are a name and what follows it.
    let ends = |pair: &[Token]| pair.iter().all(|token| token.kind == Kind::Name);
    let length = tokens.windows(2).position(ends).map_or(tokens.len(), |at| at + 1);
    let parts = tokens.iter().take(length).take_while(is_part);
    parts.map(|token| token.of(source)).collect()
}

/// The filters, tests, functions and components that a tag names.
fn uses<'a>(source: &'a str, tag: &'a Tag) -> impl Iterator<Item = Use> + 'a {
    (0..tag.tokens.len()).filter_map(move |at| Reading { source, tag, at }.found())
}

/// A name in a tag, with what stands around it.
#[derive(Clone, Copy)]
struct Reading<'a> {
    source: &'a str,
    tag: &'a Tag,
    at: usize,
}

impl Reading<'_> {
    /// The text of the token so many before this one.
    fn before(&self, count: usize) -> &str {
        let token = self.at.checked_sub(count).and_then(|at| self.tag.tokens.get(at));
        token.map_or("", |token| token.of(self.source))
    }

    fn found(&self) -> Option<Use> {
        let token = self.tag.tokens.get(self.at).filter(|token| token.kind == Kind::Name)?;
        let what = self.what(token.of(self.source))?;
        let name = match what {
            What::Component => dotted(self.source, self.tag.tokens.get(self.at..)?),
            _ => token.of(self.source).to_owned(),
        };
        Some(Use { what, name, range: token.range.clone() })
    }

    fn what(&self, name: &str) -> Option<What> {
        let opens = if self.tag.prints { "" } else { keyword(self.source, self.tag) };
        let is_second = self.at == 1;
        let next = self.tag.tokens.get(self.at + 1).map_or("", |token| token.of(self.source));
        if self.before(1) == "|" || (opens == "filter" && is_second) {
            Some(What::Filter)
        } else if self.is_test(name) {
            Some(What::Test)
        } else if self.before(1) == "<" && self.is_component() {
            Some(What::Component)
        } else if next == "(" && !WORDS.contains(&name) && !(opens == "component" || self.is_part())
        {
            Some(What::Function)
        } else {
            None
        }
    }

    /// Whether this is part of a path, `a.name`.
    fn is_part(&self) -> bool {
        matches!(self.before(1), "." | "?.")
    }

    /// Whether `is` or `is not` stands before this, and is no part of a path itself.
    fn is_test(&self, name: &str) -> bool {
        let (word, path) = match self.before(1) {
            "not" => (self.before(2), self.before(3)),
            word => (word, self.before(2)),
        };
        word == "is" && name != "not" && !matches!(path, "." | "?.")
    }

    /// Whether the `<` before this begins something: behind a value it compares.
    fn is_component(&self) -> bool {
        let Some(at) = self.at.checked_sub(2) else { return true };
        let Some(token) = self.tag.tokens.get(at) else { return true };
        match (token.kind, token.of(self.source)) {
            (Kind::Name, word) => WORDS.contains(&word),
            (Kind::Sign, ")" | "]" | "}") => false,
            (Kind::Sign, ">") => self.before(3) != "/",
            (Kind::Sign, _) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
