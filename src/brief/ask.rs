//! Asking: what plugins say, and what becomes of a briefing where one says nothing.
//!
//! What is said here goes to the gate; nothing here believes it.

use q7x2_sdk::contract::{
    MergeRequest, OnError, PluginError, Plugins, Ready, SectionRequest, Summaries,
};
use q7x2_sdk::diagnostic::{Diagnostic, Severity, Warned};
use q7x2_sdk::{Article, Draft, Point, Section, Used};

use super::{Desk, Running};

impl Desk<'_> {
    /// The points that the summarisers make of each article; where one has no answer, those of the
    /// built-in one in its place.
    pub(super) fn summaries(&mut self, plugins: &Plugins) -> Result<Summaries, Diagnostic> {
        let mut summaries = Summaries::new();
        for ready in &plugins.summarisers {
            let mut missing = 0;
            for article in self.event.articles() {
                let said = self.answer(ready, ready.plugin.summarise(article))?;
                missing += usize::from(said.is_none());
                let said = match ready.on_error {
                    OnError::Skip => said,
                    _ => said.or_else(|| self.stand_in(plugins, article)),
                };
                let points = summaries.entry(ready.used.name.clone()).or_default();
                points.extend(said.map(|said| (article.id.clone(), said)));
            }
            if missing > 0 {
                let stead = match ready.on_error {
                    OnError::Skip => "none are told",
                    _ => &format!("{} made theirs", plugins.stand_in.used.name),
                };
                let count =
                    if missing == 1 { "one article" } else { &format!("{missing} articles") };
                let name = &ready.used.name;
                self.notes.push(format!("{name} gave no points of {count}; {stead}"));
            }
        }
        Ok(summaries)
    }

    fn stand_in(&mut self, plugins: &Plugins, article: &Article) -> Option<Vec<Point>> {
        let answer = plugins.stand_in.plugin.summarise(article).ok()?;
        Some(self.unpack(answer))
    }

    /// The merger's text, checked and cut to length; the built-in merger's where the chosen one
    /// leaves nothing.
    pub(super) fn running_text<'p>(
        &mut self,
        plugins: &'p Plugins,
        summaries: &Summaries,
    ) -> Result<(Running, &'p Used), Diagnostic> {
        let request =
            MergeRequest { max_words: self.settings.max_words, event: self.event, summaries };
        let chosen = &plugins.merger;
        let said = self.answer(chosen, chosen.plugin.merge(&request))?;
        let why = if said.is_none() { "gave no answer" } else { "left no statement" };
        let may_skip = said.is_none() && chosen.on_error == OnError::Skip;
        let running = self.merged(said.unwrap_or_default(), &chosen.used.name)?;
        let is_last = may_skip || chosen.used.name == plugins.fallback.used.name;
        if !running.statements.is_empty() || is_last {
            return Ok((running, &chosen.used));
        }
        let fallback = &plugins.fallback;
        let (name, other) = (&chosen.used.name, &fallback.used.name);
        self.notes.push(format!("{name} {why}; {other} made the running text"));
        let said = self.answer(fallback, fallback.plugin.merge(&request))?;
        Ok((self.merged(said.unwrap_or_default(), other)?, &fallback.used))
    }

    /// What the plugins say beside the running text, as it passed.
    pub(super) fn sections(
        &mut self,
        plugins: &Plugins,
        summaries: &Summaries,
        briefing: &Draft,
    ) -> Result<Vec<Section>, Diagnostic> {
        let mut sections = Vec::new();
        for ready in &plugins.sections {
            let request = SectionRequest { event: self.event, summaries, briefing };
            let name = &ready.used.name;
            match self.answer(ready, ready.plugin.section(&request))? {
                Some(said) => sections.extend(self.section(said, name)?),
                None => self.notes.push(format!("{name} gave no answer; its section is left out")),
            }
        }
        Ok(sections)
    }

    /// What a plugin says, if anything.
    fn answer<P, T>(
        &mut self,
        ready: &Ready<P>,
        answer: Result<Warned<T>, PluginError>,
    ) -> Result<Option<T>, Diagnostic> {
        match answer {
            Ok(answer) => Ok(Some(self.unpack(answer))),
            Err(error) => self.unanswered(&ready.used.name, ready.on_error, error).map(|()| None),
        }
    }

    /// Tells that a plugin has no answer.
    fn unanswered(
        &mut self,
        plugin: &str,
        on_error: OnError,
        error: PluginError,
    ) -> Result<(), Diagnostic> {
        let told = Diagnostic::warning(format!("{plugin}: {error}"));
        let told = match error {
            // That is no failure; it is told once.
            PluginError::NotApplicable { .. } => {
                self.diagnostics.push(Diagnostic { severity: Severity::Note, ..told });
                return Ok(());
            }
            PluginError::GivenUp { hint, .. } => Diagnostic { hint, ..told },
            PluginError::Failed { hint, .. } => Diagnostic { hint, ..told.at(self.place.clone()) },
            PluginError::Settings { .. } => told.at(self.place.clone()),
        };
        if on_error == OnError::Fail {
            return Err(Diagnostic { severity: Severity::Error, ..told });
        }
        self.diagnostics.push(told);
        Ok(())
    }

    /// A plugin's answer; what it has to say is told of this event.
    fn unpack<T>(&mut self, answer: Warned<T>) -> T {
        let place = &self.place;
        let placed = answer
            .diagnostics
            .into_iter()
            .map(|one| Diagnostic { place: one.place.or_else(|| Some(place.clone())), ..one });
        self.diagnostics.extend(placed);
        answer.value
    }
}
