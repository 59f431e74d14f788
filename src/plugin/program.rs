//! A program as a plugin: the kept answer to a question, or the program's own.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use q7x2_sdk::contract::{MergeRequest, Merger, PluginError, Section, SectionRequest, Summariser};
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::wire::{self, Answer, Naming, code, method};
use q7x2_sdk::{Article, Draft, Point, SectionDraft};
use serde::Serialize;

use super::answer::checked;
use super::crew::Crew;
use super::kept::{Answered, Shelf};
use super::trouble::{Trouble, plain};

/// Whether programs may be asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Leave {
    /// Whatever is not kept is asked.
    #[default]
    Ask,
    /// What is not deterministic is taken from what is kept, and never asked.
    Frozen,
    /// Nothing is asked; what is not kept is not there.
    Kept,
    /// No program says anything.
    BuiltIn,
}

/// A program as a plugin.
#[derive(Clone)]
pub(super) struct Program {
    crew: Arc<Crew>,
    /// Where its answers are kept; a trial keeps none.
    shelf: Option<Arc<Shelf>>,
    leave: Leave,
    /// With which salt answers are looked for: in one build always the same.
    salt: Arc<OnceLock<Option<String>>>,
    /// The salt that was kept last, and what the disk had against it.
    told: Arc<Mutex<Told>>,
}

#[derive(Default)]
struct Told {
    salt: Option<Option<String>>,
    refused: bool,
}

/// What is asked of a program.
trait Question {
    /// What it gives.
    type Answer: Answer;
    /// The method that is called.
    const METHOD: &'static str;
    /// What is sent.
    fn params(&self, naming: Naming<'_>) -> impl Serialize;
    /// The articles that it may cite.
    fn articles(&self) -> &[Article];
    /// What it is about, for a person.
    fn about(&self) -> &str;
}

impl Question for &Article {
    type Answer = wire::Points;
    const METHOD: &'static str = method::SUMMARISE;
    fn params(&self, naming: Naming<'_>) -> impl Serialize {
        wire::Summarise::of(self, naming)
    }
    fn articles(&self) -> &[Article] {
        std::slice::from_ref(*self)
    }
    fn about(&self) -> &str {
        &self.title
    }
}

impl Question for MergeRequest<'_> {
    type Answer = wire::Merged;
    const METHOD: &'static str = method::MERGE;
    fn params(&self, naming: Naming<'_>) -> impl Serialize {
        wire::Merge::of(self, naming)
    }
    fn articles(&self) -> &[Article] {
        self.event.articles()
    }
    fn about(&self) -> &str {
        self.event.title()
    }
}

impl Question for SectionRequest<'_> {
    type Answer = wire::Sectioned;
    const METHOD: &'static str = method::SECTION;
    fn params(&self, naming: Naming<'_>) -> impl Serialize {
        wire::Section::of(self, naming)
    }
    fn articles(&self) -> &[Article] {
        self.event.articles()
    }
    fn about(&self) -> &str {
        self.event.title()
    }
}

impl Program {
    pub(super) fn new(crew: Arc<Crew>, shelf: Option<Shelf>, leave: Leave) -> Self {
        let (salt, told) = (Arc::default(), Arc::default());
        Self { crew, shelf: shelf.map(Arc::new), leave, salt, told }
    }

    fn name(&self) -> &str {
        &self.crew.manual.name
    }

    fn may_ask(&self) -> bool {
        match self.leave {
            Leave::Ask => true,
            Leave::Frozen => self.crew.manual.deterministic,
            Leave::Kept | Leave::BuiltIn => false,
        }
    }

    /// The answer to a question, with what there is to say about it.
    fn answer<Q: Question>(&self, question: &Q) -> Result<Warned<Q::Answer>, PluginError> {
        if self.leave == Leave::BuiltIn {
            let message = "no program is run (`--plugins=builtin`)".to_owned();
            return Err(PluginError::NotApplicable { message });
        }
        let mut told = Vec::new();
        let answered = self.answered(question, &mut told).map_err(|trouble| trouble.error())?;
        let mut answer =
            answered.map_err(|why| PluginError::NotApplicable { message: plain(&why) })?;
        let articles = question.articles();
        restore(&mut answer, articles);
        let is_summary = Q::METHOD == method::SUMMARISE;
        told.extend(checked(&mut answer, articles, is_summary).map_err(unreadable)?);
        let diagnostics = told.into_iter().map(|one| self.signed(one)).collect();
        Ok(Warned { value: answer, diagnostics })
    }

    /// A diagnostic with the plugin's name before it.
    fn signed(&self, one: Diagnostic) -> Diagnostic {
        Diagnostic { message: format!("{}: {}", self.name(), one.message), ..one }
    }

    /// The kept answer to a question; else the program's own, which is then kept.
    fn answered<Q: Question>(
        &self,
        question: &Q,
        told: &mut Vec<Diagnostic>,
    ) -> Result<Answered<Q::Answer>, Trouble> {
        let positions = Naming::positions(question.articles());
        let naming = Naming::Positions(&positions);
        let Some(shelf) = &self.shelf else { return self.ask(question, naming) };
        let asked = serde_json::to_vec(&question.params(naming))
            .map_err(|error| Trouble::Unreadable(format!("the question has no form: {error}")))?;
        let salt = self.salt(shelf, told)?;
        let path = shelf.path(salt.as_deref(), Q::METHOD, &asked);
        if let Some(kept) = shelf.load(&path) {
            return Ok(kept);
        }
        if !self.may_ask() {
            return Err(Trouble::NotKept);
        }
        let answer = self.ask(question, naming)?;
        let salt = self.crew.known_salt().flatten();
        let path = shelf.path(salt.as_deref(), Q::METHOD, &asked);
        let (kept, saved) = shelf.keep(&path, (Q::METHOD, question.about()), answer);
        self.tell_once(saved.and_then(|()| self.keep_salt(shelf, salt)), told);
        kept.ok_or_else(|| Trouble::Unreadable("it cannot be kept".to_owned()))
    }

    /// With which salt answers are looked for.
    fn salt(&self, shelf: &Shelf, told: &mut Vec<Diagnostic>) -> Result<Option<String>, Trouble> {
        if let Some(salt) = self.salt.get() {
            return Ok(salt.clone());
        }
        let salt = match shelf.salt() {
            Some(salt) => salt,
            None if self.may_ask() => {
                let salt = self.crew.salt()?;
                self.tell_once(self.keep_salt(shelf, salt.clone()), told);
                salt
            }
            None => return Err(Trouble::NotKept),
        };
        Ok(self.salt.get_or_init(|| salt).clone())
    }

    fn keep_salt(&self, shelf: &Shelf, salt: Option<String>) -> Result<(), Diagnostic> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.salt.as_ref() == Some(&salt) {
            return Ok(());
        }
        shelf.keep_salt(salt.as_deref())?;
        told.salt = Some(salt);
        Ok(())
    }

    /// That nothing can be kept is told once.
    fn tell_once(&self, saved: Result<(), Diagnostic>, told: &mut Vec<Diagnostic>) {
        let Err(refused) = saved else { return };
        let mut known = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::replace(&mut known.refused, true) {
            told.push(refused);
        }
    }

    /// What the program itself answers, its articles called by their position; or why it does not
    /// serve this.
    fn ask<Q: Question>(
        &self,
        question: &Q,
        naming: Naming<'_>,
    ) -> Result<Answered<Q::Answer>, Trouble> {
        let answer = match self.crew.ask(Q::METHOD, &question.params(Naming::Ids)) {
            Ok(answer) => answer,
            Err(Trouble::Refused(fault)) if fault.code == code::NOT_APPLICABLE => {
                return Ok(Err(fault.message));
            }
            Err(trouble) => return Err(trouble),
        };
        let mut answer: Q::Answer = serde_path_to_error::deserialize(answer)
            .map_err(|error| Trouble::Unreadable(format!("`{}`: {error}", Q::METHOD)))?;
        for article in answer.articles() {
            *article = naming.name(article).into_owned();
        }
        Ok(Ok(answer))
    }
}

/// Calls the articles by their ids again.
fn restore(answer: &mut impl Answer, articles: &[Article]) {
    for article in answer.articles() {
        let position = article.parse::<usize>().ok();
        let id = position.and_then(|at| articles.get(at)).map_or("", |article| &article.id);
        id.clone_into(article);
    }
}

fn unreadable(what: String) -> PluginError {
    Trouble::Unreadable(what).error()
}

impl Summariser for Program {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let Warned { value, diagnostics } = self.answer(&article)?;
        Ok(Warned { value: value.nouns(), diagnostics })
    }
}

impl Merger for Program {
    fn merge(&self, request: &MergeRequest<'_>) -> Result<Warned<Draft>, PluginError> {
        let Warned { value, diagnostics } = self.answer(request)?;
        Ok(Warned { value: value.noun(), diagnostics })
    }
}

impl Section for Program {
    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let Warned { value, diagnostics } = self.answer(request)?;
        Ok(Warned { value: value.noun(), diagnostics })
    }
}
