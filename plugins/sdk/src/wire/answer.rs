//! What a program answers: the results of `summarise`, `merge` and `section`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::statement::{Citation, LeftOut, Point, Statement};
use crate::diagnostic::{self, Warned};
use crate::noun::section::SectionKind;
use crate::noun::statement::{self, Draft, SectionDraft};

/// The result of `summarise`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Points {
    /// The article's points, best first.
    pub points: Vec<Point>,
    /// What there is to say about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of `merge`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Merged {
    /// The headline; cites nothing. Empty: the host's own.
    #[serde(default)]
    pub title: String,
    /// The running text; the first statement is the lede.
    pub statements: Vec<Statement>,
    /// The sentences that it leaves out, as far as it says why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of `section`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sectioned {
    /// What its statements are: `quotes`, `timeline`, …, or a kind of its own.
    pub kind: String,
    /// What stands above it.
    #[serde(default)]
    pub heading: String,
    /// Its statements; without any it is left out.
    pub statements: Vec<Statement>,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

/// One thing that a plugin has to tell a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// How bad it is.
    #[serde(default)]
    pub severity: Severity,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// How bad it is. A plugin has no say in whether there is a site, so there are no errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Somebody should look.
    #[default]
    #[serde(alias = "error")]
    Warning,
    /// Worth knowing.
    #[serde(alias = "info")]
    Note,
}

/// A result: what the host does with all kinds alike.
pub trait Answer: Serialize + DeserializeOwned {
    /// Leaves out the points or statements of which `keeps` does not hold, given text and
    /// citations of each.
    fn retain(&mut self, keeps: &mut dyn FnMut(&str, &[Citation]) -> bool);
    /// Every place where it names an article.
    fn articles(&mut self) -> Vec<&mut String>;
    /// Its headline or heading, if it has one.
    fn heading(&mut self) -> Option<&mut String>;
    /// What there is to say about it.
    fn diagnostics(&mut self) -> &mut Vec<Diagnostic>;
}

impl Answer for Points {
    fn retain(&mut self, keeps: &mut dyn FnMut(&str, &[Citation]) -> bool) {
        self.points.retain(|one| keeps(&one.text, &one.citations));
    }
    fn articles(&mut self) -> Vec<&mut String> {
        let citations = self.points.iter_mut().flat_map(|one| &mut one.citations);
        citations.map(|one| &mut one.article).collect()
    }
    fn heading(&mut self) -> Option<&mut String> {
        None
    }
    fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.diagnostics
    }
}

impl Answer for Merged {
    fn retain(&mut self, keeps: &mut dyn FnMut(&str, &[Citation]) -> bool) {
        self.statements.retain(|one| keeps(&one.text, &one.citations));
    }
    fn articles(&mut self) -> Vec<&mut String> {
        let left_out = self.left_out.iter_mut().map(|one| &mut one.article);
        cited(&mut self.statements).chain(left_out).collect()
    }
    fn heading(&mut self) -> Option<&mut String> {
        Some(&mut self.title)
    }
    fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.diagnostics
    }
}

impl Answer for Sectioned {
    fn retain(&mut self, keeps: &mut dyn FnMut(&str, &[Citation]) -> bool) {
        self.statements.retain(|one| keeps(&one.text, &one.citations));
    }
    fn articles(&mut self) -> Vec<&mut String> {
        cited(&mut self.statements).collect()
    }
    fn heading(&mut self) -> Option<&mut String> {
        Some(&mut self.heading)
    }
    fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.diagnostics
    }
}

fn cited(statements: &mut [Statement]) -> impl Iterator<Item = &mut String> {
    statements.iter_mut().flat_map(Statement::all_citations).map(|one| &mut one.article)
}

impl Points {
    /// The answer of a plugin.
    #[must_use]
    pub fn of(answer: Warned<Vec<statement::Point>>) -> Self {
        let point = |one| Point::of(one, super::Naming::Ids);
        let points = answer.value.iter().map(point).collect();
        Self { points, diagnostics: Diagnostic::all(answer.diagnostics) }
    }

    /// The nouns.
    #[must_use]
    pub fn nouns(self) -> Vec<statement::Point> {
        self.points.into_iter().map(Point::noun).collect()
    }
}

impl Merged {
    /// The answer of a plugin.
    #[must_use]
    pub fn of(answer: Warned<Draft>) -> Self {
        let statement = |one| Statement::of(one, super::Naming::Ids);
        let Draft { title, statements, left_out } = answer.value;
        Self {
            title,
            statements: statements.iter().map(statement).collect(),
            left_out: left_out.iter().map(LeftOut::of).collect(),
            diagnostics: Diagnostic::all(answer.diagnostics),
        }
    }

    /// The noun.
    #[must_use]
    pub fn noun(self) -> Draft {
        let statement = |one: Statement| one.noun(&SectionKind::Summary);
        Draft {
            title: self.title,
            statements: self.statements.into_iter().map(statement).collect(),
            left_out: self.left_out.into_iter().map(LeftOut::noun).collect(),
        }
    }
}

impl Sectioned {
    /// The answer of a plugin.
    #[must_use]
    pub fn of(answer: Warned<SectionDraft>) -> Self {
        let statement = |one| Statement::of(one, super::Naming::Ids);
        let SectionDraft { kind, heading, statements } = answer.value;
        Self {
            kind: kind.word().to_owned(),
            heading,
            statements: statements.iter().map(statement).collect(),
            diagnostics: Diagnostic::all(answer.diagnostics),
        }
    }

    /// The noun.
    #[must_use]
    pub fn noun(self) -> SectionDraft {
        let kind = SectionKind::from(self.kind);
        let statements = self.statements.into_iter().map(|one| one.noun(&kind)).collect();
        SectionDraft { kind, heading: self.heading, statements }
    }
}

impl Diagnostic {
    fn all(diagnostics: Vec<diagnostic::Diagnostic>) -> Vec<Self> {
        let one = |one: diagnostic::Diagnostic| Self {
            severity: match one.severity {
                diagnostic::Severity::Note => Severity::Note,
                diagnostic::Severity::Warning | diagnostic::Severity::Error => Severity::Warning,
            },
            message: one.message,
            hint: one.hint,
        };
        diagnostics.into_iter().map(one).collect()
    }

    /// The noun.
    #[must_use]
    pub fn noun(self) -> diagnostic::Diagnostic {
        let made = match self.severity {
            Severity::Warning => diagnostic::Diagnostic::warning(self.message),
            Severity::Note => diagnostic::Diagnostic::note(self.message),
        };
        diagnostic::Diagnostic { hint: self.hint, ..made }
    }
}
