//! Engine: the template language (Tera 2) as q7x2 uses it. Everything is escaped, nothing undefined
//! is printed, and every error says which template, which line and which page. Knows nothing of
//! what pages show.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::{Columns, Diagnostic, Place};
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, Value};

use super::budget;
use super::chain;
use super::count;
use super::lint;
use super::meter;
use super::name::{LAYERS, closest, plain_name};
use super::size;
use super::theme::Template;
use super::unknown::{self, FILTERS};
use super::weight::{Uncounted, Weights};

/// Why a template is refused that Tera would take.
const UNCOUNTED: &str = "the cost of this cannot be counted";

/// Room for a page of usual size, in bytes, so that it is not copied while it grows.
const ROOM: usize = 64 << 10;

/// Compiled templates.
pub(super) struct Engine {
    /// The templates as they were written. They say what is wrong, in their own words and at their
    /// own places.
    plain: Tera,
    /// The same with their meters, which pages are made with.
    metered: Tera,
    /// File and source by template name.
    sources: BTreeMap<String, (String, String)>,
}

impl Engine {
    /// Compiles templates; `globals` are in every one of them.
    ///
    /// # Errors
    /// Everything wrong with them: syntax, unknown filters, includes and parents, and the filter
    /// `safe`.
    pub(super) fn new(templates: Vec<Template>, globals: Context) -> Result<Self, Vec<Diagnostic>> {
        let made = |error| vec![plain(&error)];
        let mut engine = Self {
            plain: tera(globals.clone()).map_err(made)?,
            metered: tera(globals).map_err(made)?,
            sources: BTreeMap::new(),
        };
        let too_large = size::too_large(&templates);
        if !too_large.is_empty() {
            return Err(too_large);
        }
        let mut errors: Vec<Diagnostic> = templates.iter().flat_map(lint::unsafe_filters).collect();
        let refused = [chain::too_long(&templates), unknown::too_many(&templates)].concat();
        for template in templates {
            engine.sources.insert(template.name, (template.file, template.source));
        }
        // Tera follows chains by recursion, and draws a line for each name that it does not know:
        // what has too many must not come before it.
        if !refused.is_empty() {
            errors.extend(refused);
            return Err(errors);
        }
        let sources =
            engine.sources.iter().map(|(name, (_, source))| (name.as_str(), source.as_str()));
        if let Err(error) = engine.plain.add_raw_templates(sources) {
            errors.extend(engine.explain(&error));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        engine.weave()?;
        Ok(engine)
    }

    /// Compiles the templates with their meters.
    fn weave(&mut self) -> Result<(), Vec<Diagnostic>> {
        let mut weights = Weights::default();
        let mut errors = Vec::new();
        let mut sources = Vec::with_capacity(self.sources.len());
        for (name, (file, source)) in &self.sources {
            match meter::woven(source, &mut weights) {
                Ok(text) => sources.push((name.as_str(), text)),
                Err(Uncounted(range)) => errors.push(
                    Diagnostic::error(UNCOUNTED)
                        .at(Place::span(file, source, range))
                        .hint("write it in smaller steps"),
                ),
            }
        }
        count::register(&mut self.metered, &weights);
        if let Err(error) = self.metered.add_raw_templates(sources)
            && errors.is_empty()
        {
            let message = format!("{UNCOUNTED}: {}", plain(&error).message);
            errors.push(Diagnostic::error(message).hint("write its expressions in smaller steps"));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Renders one page.
    ///
    /// # Errors
    /// With the template's file, line and text, and the page that was being rendered.
    pub(super) fn render(
        &self,
        template: &str,
        context: &Context,
        page: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::with_capacity(ROOM);
        budget::begin();
        let outcome = self.metered.render_to(template, context, lint::Bounded::new(&mut bytes));
        if outcome.is_ok() && budget::is_over() {
            let told = Diagnostic::error(format!("cannot render {page}: {}", budget::TOO_LONG))
                .hint(budget::HINT);
            return Err(self.at_template(template, told));
        }
        outcome.map(|()| bytes).map_err(|error| {
            let mut told = if budget::is_spent() {
                self.spent(&error)
            } else {
                self.at_fault(template, context, &error)
            };
            told.message = format!("cannot render {page}: {}", told.message);
            told
        })
    }

    /// What was too much. Lines are those of the template as it was written; columns are not.
    fn spent(&self, error: &tera::Error) -> Diagnostic {
        let ErrorKind::RenderingError(report) = error.kind() else {
            return plain(error).hint(budget::HINT);
        };
        let told = Diagnostic::error(lowered(report.message()));
        let place = self.sources.get(report.filename()).map(|(file, source)| {
            let line = report.span().start_line;
            let text = source.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            let start = text.len() - text.trim_start().len();
            let columns = Columns { start, end: text.trim_end().len().max(start) };
            Place {
                file: file.clone(),
                line: Some(line),
                excerpt: Some((text.to_owned(), columns)),
            }
        });
        Diagnostic { place, ..told }.hint(budget::HINT)
    }

    /// What is wrong with a page that did not cost too much: said by the templates as they were
    /// written, which do the same and so cost no more.
    fn at_fault(&self, template: &str, context: &Context, metered: &tera::Error) -> Diagnostic {
        let mut bytes = Vec::new();
        let outcome = self.plain.render_to(template, context, lint::Bounded::new(&mut bytes));
        let error = outcome.err();
        let told = self.explain(error.as_ref().unwrap_or(metered)).into_iter().next();
        told.unwrap_or_else(|| Diagnostic::error("cannot be rendered"))
    }

    /// Template names as people write them, without their layer, for `did you mean`.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(|name| plain_name(name))
    }

    fn explain(&self, error: &tera::Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                vec![self.reported(report, &error.to_string())]
            }
            ErrorKind::MissingParent { current, parent } => {
                vec![self.missing_parent(current, parent)]
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                vec![self.at_template(tpl, Diagnostic::error(lowered(&error.to_string())))]
            }
            ErrorKind::Msg(text) if text.starts_with("error: ") => text
                .split("\n\n")
                .take(lint::MOST_TOLD)
                .filter_map(|report| self.parsed(report))
                .collect(),
            _ => vec![plain(error)],
        }
    }

    fn at_template(&self, name: &str, diagnostic: Diagnostic) -> Diagnostic {
        match self.sources.get(name) {
            Some((file, _)) => diagnostic.at(Place::file(file)),
            None => diagnostic,
        }
    }

    fn missing_parent(&self, current: &str, parent: &str) -> Diagnostic {
        let error = Diagnostic::error(format!("`extends` names `{parent}`, which does not exist"));
        let error = self.at_template(current, error);
        match closest(parent, self.names()) {
            Some(close) => error.hint(format!("did you mean `{close}`?")),
            None => error,
        }
    }

    /// A structured error: place from its span, hint from what Tera lists, callers from its
    /// drawing.
    fn reported(&self, report: &ReportError, drawn: &str) -> Diagnostic {
        let (message, hint) = self.message_and_hint(report.message());
        let mut error = Diagnostic::error(message);
        if let Some((file, source)) = self.sources.get(report.filename()) {
            error = error.at(Place::span(file, source, report.span().range.clone()));
        }
        let callers: Vec<String> = drawn.lines().filter_map(|line| self.caller(line)).collect();
        let hints: Vec<String> = hint.into_iter().chain(callers).collect();
        if hints.is_empty() { error } else { error.hint(hints.join("; ")) }
    }

    /// "called from templates/event.html:12" from a line of Tera's drawing.
    fn caller(&self, line: &str) -> Option<String> {
        let (name, line, _) = location(line.strip_prefix("note: called from ")?)?;
        let file = self.sources.get(name).map_or(name, |(file, _)| file);
        Some(format!("called from {file}:{line}"))
    }

    /// One drawn report of those that Tera joins into a plain message when it checks references at
    /// load:
    /// `error: …`, `--> name:line:column`, and an underline.
    fn parsed(&self, report: &str) -> Option<Diagnostic> {
        let mut lines = report.lines();
        let (message, hint) = self.message_and_hint(lines.next()?.strip_prefix("error: ")?);
        let mut error = Diagnostic::error(message);
        if let Some((name, line, column)) =
            lines.next().and_then(|line| location(line.trim().strip_prefix("--> ")?))
        {
            let width = lines.last().map_or(1, |underline| underline.matches('^').count());
            let (file, source) =
                self.sources.get(name).map_or((name, ""), |(file, source)| (file, source));
            let text = source.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
            let columns = Columns {
                start: byte(column.saturating_sub(1)),
                end: byte(column.saturating_sub(1) + width),
            };
            let place = Place {
                file: file.to_owned(),
                line: Some(line),
                excerpt: Some((text.to_owned(), columns)),
            };
            error = error.at(place);
        }
        Some(match hint {
            Some(hint) => error.hint(hint),
            None => error,
        })
    }

    /// Tera's message in our form, and a hint from the names it offers or those we know.
    fn message_and_hint(&self, message: &str) -> (String, Option<String>) {
        let (message, offered) = match message.split_once(". Available ") {
            Some((message, offered)) => (message, offered.split_once(": ").map(|(_, names)| names)),
            None => (message, None),
        };
        let wanted = message.split('`').nth(1).unwrap_or_default();
        let hint = match offered {
            Some(names) => {
                let known = closest(wanted, names.split(", "))
                    .map(|name| format!("did you mean `{name}`? "));
                Some(format!("{}there is: {names}", known.unwrap_or_default()))
            }
            None if message.starts_with("Unknown filter") => {
                closest(wanted, FILTERS.iter().copied())
                    .map(|name| format!("did you mean `{name}`?"))
            }
            None if message.starts_with("Unknown template") => {
                closest(wanted, self.names()).map(|name| format!("did you mean `{name}`?"))
            }
            None => None,
        };
        (lowered(message), hint)
    }
}

fn tera(globals: Context) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    // The names of the layers: what the site has not is the theme's, what the theme has not is the
    // built-in one's.
    tera.set_fallback_prefixes(LAYERS)?;
    // Every name ends with the empty text: there is no template without escaping.
    tera.autoescape_on([""]);
    // In Tera 2.4 `{{ page.typo | safe }}` prints nothing and says nothing, and what it prints is
    // not escaped.
    tera.register_filter("safe", |_: Value, _: Kwargs, _: &State| -> Result<Value, tera::Error> {
        Err(tera::Error::message(lint::NO_SAFE))
    });
    // Tera's own gives the groups in the order of a hash map.
    tera.register_filter("group_by", group_by);
    *tera.global_context() = globals;
    Ok(tera)
}

/// Groups by the text of an attribute, in the order in which the groups first occur.
fn group_by(values: Vec<Value>, arguments: Kwargs, _: &State) -> Result<Value, tera::Error> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        let Some(key) = value.get_from_path(attribute) else {
            return Err(tera::Error::message(format!("a value has no attribute `{attribute}`")));
        };
        let key = key.to_string();
        q7x2_sdk::work::steps(1);
        let place = *places.entry(key.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, members)) => members.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    let map: tera::Map =
        groups.into_iter().map(|(key, members)| (key.into(), Value::from(members))).collect();
    Ok(Value::from(map))
}

/// `name:line:column`; a name may hold colons.
fn location(text: &str) -> Option<(&str, usize, usize)> {
    let mut parts = text.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
    Some((name, line.trim().parse().ok()?, column.trim().parse().ok()?))
}

fn plain(error: &tera::Error) -> Diagnostic {
    Diagnostic::error(lowered(&error.to_string()))
}

/// In the form of all messages: lower case, no full stop, one line.
fn lowered(message: &str) -> String {
    let line = message.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches('.');
    let mut letters = line.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests;
