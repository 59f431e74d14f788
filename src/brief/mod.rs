//! Brief: one event in, one checked briefing out.
//!
//! Copies, origins and facts are found first, once; plugins, gate, sections and source list all use
//! these. Words are weighed by the background table and the event alone: a briefing does not change
//! because another event was added. Plugins are called through the SDK's traits and believed in
//! nothing: the gate stands between them and the page.

mod ask;
mod copies;
mod day;
mod disputed;
mod edits;
mod extract;
mod facts;
mod gate;
mod left_out;
mod lineage;
mod made;
mod origins;
mod outlet;
mod said_day;
mod settings;
mod sources;
mod title;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use q7x2_sdk::contract::Plugins;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word;
use q7x2_sdk::{
    Article, Briefing, Checked, Draft, Event, LeftOut, Made, Outcome, Section, SectionDraft,
    SectionKind, Verdict,
};

pub use day::day;
use day::{days, newest};
pub use edits::{Action, Edit, EventEdit, EventName, StatementEdit, faults};
pub use extract::Limits;
pub use settings::{Gate, OnFailure, Settings};
use title::title_stands;

use crate::signature;

/// One event as grouping found it, with its articles.
#[derive(Debug)]
pub struct Found {
    /// The event's id.
    pub id: String,
    /// Its address below `events/`, without ending.
    pub slug: String,
    /// The title of its most central article.
    pub title: String,
    /// The editor's pin.
    pub pin: Option<String>,
    /// The id of the earlier event that it goes on from.
    pub continues: Option<String>,
    /// Its articles, in any order.
    pub articles: Vec<Article>,
}

/// Makes one event's briefing.
///
/// # Errors
/// Where a statement does not pass and `[brief.gate]` says that this fails the build; where a
/// plugin has no answer and `[process]` says so.
pub fn briefing(
    found: Found,
    plugins: &Plugins,
    settings: &Settings,
    edits: &[Edit],
    timezone: Tz,
) -> Result<Warned<Briefing>, Diagnostic> {
    let mut told = Vec::new();
    let event = read(found.id, found.title, found.articles);
    let place = Place::file(format!("events/{}", found.slug));
    let hand = edits::Hand::of(edits, event.id(), &found.slug, found.pin.as_deref());
    let (edited, verdicts, notes) = (Vec::new(), Vec::new(), Vec::new());
    let (hand, diagnostics) = (&hand, &mut told);
    let mut desk =
        Desk { event: &event, settings, edits, hand, edited, verdicts, notes, diagnostics, place };
    let summaries = desk.summaries(plugins)?;
    let (running, merger) = desk.running_text(plugins, &summaries)?;
    let title = desk.title(running.title);
    if running.statements.is_empty() {
        desk.note_silence();
    }
    let mut sections = vec![running.section];
    let draft = Draft { title: title.clone(), statements: running.statements, ..Draft::default() };
    sections.extend(desk.sections(plugins, &summaries, &draft)?);
    edits::mend_sections(hand, &mut sections, &mut desk.edited);
    disputed::mark_disputed(&mut sections);
    said_day::note_said_days(&mut sections, &event);
    desk.note_languages();
    let edited = desk.edited;
    let made = Made {
        left_out: running.left_out,
        ..made::made(&event, plugins, merger, desk.verdicts, desk.notes)
    };
    let published = newest(event.articles());
    let mut briefing = Briefing {
        event: event.id().to_owned(),
        slug: found.slug,
        pin: found.pin,
        title,
        language: event.language().map(str::to_owned),
        day: published.map(|published| day(published, timezone)),
        days: days(&event, timezone),
        continues: found.continues,
        published,
        extract: extract::extract(&event, &sections),
        sources: sources::sources(&event, &sections, &edited),
        sections,
        origins: event.origins().len(),
        copies: event.copies().to_vec(),
        lineages: event.lineages().to_vec(),
        facts: event.facts().to_vec(),
        made,
        edits: edited,
        note: hand.note(),
        hidden: hand.hides(),
        articles: event.into_articles(),
        ..Briefing::default()
    };
    briefing.reviewed_by = hand.reviewed_by(&signature::digest(&briefing));
    told.extend(extract::over(&briefing, settings.extract));
    Ok(Warned { value: briefing, diagnostics: told })
}

/// The event with its articles in order, and its copies, origins and facts: what a plugin is shown.
#[must_use]
pub fn read(id: String, title: String, articles: Vec<Article>) -> Event {
    let event = together(id, title, articles);
    let (facts, links) = facts::facts(&event);
    event.with_facts(facts, links)
}

/// What the check says of statements about an event, one by one.
#[must_use]
pub fn verdicts(
    said: Vec<q7x2_sdk::Statement>,
    kind: &SectionKind,
    plugin: &str,
    event: &Event,
) -> Vec<Verdict> {
    let check = |one| gate::check(one, kind, plugin, event, OnFailure::Drop).0;
    said.into_iter().map(check).collect()
}

/// Articles as one event, in order, with its copies and origins: all that judging a draft takes.
#[must_use]
pub fn together(id: String, title: String, mut articles: Vec<Article>) -> Event {
    articles.sort_by(|a, b| {
        let key = |article: &Article| {
            article.published.map_or(i64::MAX, |published| published.timestamp())
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| (&a.file, &a.record, &a.id).cmp(&(&b.file, &b.record, &b.id)))
    });
    outlet::one_name(&mut articles);
    let event = Event::new(id, title, articles);
    let copies = copies::copies(event.articles());
    let lineages = lineage::lineages(&event, &copies);
    let origins = origins::origins(event.articles(), &copies, &lineages);
    event.with_origins(copies, origins).with_lineages(lineages)
}

/// What a side of a disagreement is about.
fn topic(checked: &Checked) -> Option<&str> {
    checked.statement.position().and_then(|position| position.topic.as_deref())
}

/// The running text as it passed.
struct Running {
    title: String,
    section: Section,
    statements: Vec<q7x2_sdk::Statement>,
    left_out: Vec<LeftOut>,
}

/// One event's work in progress: what was asked, what the gate said, what there is to tell.
struct Desk<'a> {
    event: &'a Event,
    settings: &'a Settings,
    edits: &'a [Edit],
    hand: &'a edits::Hand<'a>,
    edited: Vec<q7x2_sdk::Edited>,
    verdicts: Vec<Verdict>,
    notes: Vec<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
    place: Place,
}

impl Desk<'_> {
    /// The headline, the editor's if there is one.
    fn title(&mut self, mut title: String) -> String {
        let told = self.hand.retitle(&mut title, &mut self.edited, self.event);
        self.diagnostics.extend(told.map(|one| one.at(self.place.clone())));
        title
    }

    /// A merger's text as it passes the check, cut to length and edited.
    fn merged(&mut self, draft: Draft, plugin: &str) -> Result<Running, Diagnostic> {
        let anchors = draft.statements.iter().map(|one| one.citations.first().cloned()).collect();
        let asked = self.verdicts.len();
        let mut checked = self.check(draft.statements, &SectionKind::Summary, plugin)?;
        self.cut(&mut checked, plugin);
        self.edit(&mut checked);
        self.hand.order(&mut checked, &mut self.edited);
        let fallen = left_out::fallen(anchors, &self.verdicts[asked..], &self.edited);
        let left_out = left_out::left_out(draft.left_out, fallen, &checked, self.event);
        let title = if title_stands(&draft.title, self.event) {
            draft.title
        } else {
            made::title(self.event)
        };
        let statements = checked.iter().map(|one| one.statement.clone()).collect();
        let section = Section {
            kind: SectionKind::Summary,
            plugin: plugin.to_owned(),
            statements: checked,
            ..Section::default()
        };
        Ok(Running { title, section, statements, left_out })
    }

    /// A section as it passes the check, if anything of it does.
    fn section(
        &mut self,
        draft: SectionDraft,
        plugin: &str,
    ) -> Result<Option<Section>, Diagnostic> {
        let mut statements = self.check(draft.statements, &draft.kind, plugin)?;
        self.edit(&mut statements);
        if draft.kind == SectionKind::Disagreements {
            self.keep_two_sided(&mut statements);
        }
        let heading =
            if title_stands(&draft.heading, self.event) { draft.heading } else { String::new() };
        let section = Section { kind: draft.kind, heading, plugin: plugin.to_owned(), statements };
        Ok((!section.statements.is_empty()).then_some(section))
    }

    fn check(
        &mut self,
        said: Vec<q7x2_sdk::Statement>,
        kind: &SectionKind,
        plugin: &str,
    ) -> Result<Vec<Checked>, Diagnostic> {
        let mut kept = Vec::new();
        for statement in said {
            let text = statement.text.clone();
            let (verdict, checked) =
                gate::check(statement, kind, plugin, self.event, self.settings.gate.on_failure);
            if verdict.outcome == Outcome::Dropped {
                let message =
                    format!("{plugin}: a statement does not pass the check: {}", verdict.reason);
                let diagnostic = Diagnostic::warning(message).at(self.place.clone());
                if self.settings.gate.on_failure == OnFailure::Fail {
                    let hint = format!(
                        "[brief.gate] on_failure = \"drop\" would leave it out; it read: {text}"
                    );
                    return Err(Diagnostic {
                        severity: q7x2_sdk::diagnostic::Severity::Error,
                        ..diagnostic
                    }
                    .hint(hint));
                }
                self.diagnostics.push(diagnostic.hint(format!("it is left out; it read: {text}")));
            }
            self.verdicts.push(verdict);
            kept.extend(checked);
        }
        Ok(kept)
    }

    fn edit(&mut self, statements: &mut Vec<Checked>) {
        let Warned { value: done, diagnostics } =
            edits::apply(statements, self.edits, &mut self.verdicts, self.event);
        // One edit reaches a statement in every section that it stands in; it is one change all the
        // same.
        let is_new = |one: &q7x2_sdk::Edited| {
            self.edited
                .iter()
                .all(|known| known.part != one.part || known.statement != one.statement)
        };
        let new: Vec<_> = done.into_iter().filter(is_new).collect();
        self.edited.extend(new);
        for diagnostic in diagnostics.into_iter().map(|one| one.at(self.place.clone())) {
            if !self.diagnostics.contains(&diagnostic) {
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// Takes out positions that no other stands against, because the check or an editor took that
    /// away: reports that differ are at least two.
    fn keep_two_sided(&mut self, statements: &mut Vec<Checked>) {
        let mut positions: BTreeMap<String, usize> = BTreeMap::new();
        for topic in statements.iter().filter_map(topic) {
            *positions.entry(topic.to_owned()).or_default() += 1;
        }
        let alone =
            |one: &Checked| topic(one).is_some_and(|topic| positions.get(topic) == Some(&1));
        for one in statements.extract_if(.., |one| alone(one)) {
            if let Some(verdict) =
                self.verdicts.iter_mut().rev().find(|verdict| verdict.statement == one.id)
            {
                verdict.outcome = Outcome::Dropped;
                "no other position is left beside it".clone_into(&mut verdict.reason);
            }
        }
    }

    /// Cuts whole statements from the end of a running text that says more than it may.
    fn cut(&mut self, statements: &mut Vec<Checked>, plugin: &str) {
        let length = |statements: &[Checked]| {
            statements.iter().map(|one| word::count(&one.statement.text)).sum::<usize>()
        };
        let mut cut = 0;
        while length(statements) > self.settings.max_words {
            let Some(last) = statements.pop() else { break };
            cut += 1;
            if let Some(verdict) =
                self.verdicts.iter_mut().rev().find(|verdict| verdict.statement == last.id)
            {
                verdict.outcome = Outcome::Cut;
                "over the length".clone_into(&mut verdict.reason);
            }
        }
        if cut > 0 {
            self.tell(
                plugin,
                &format!("says more than {} words; {cut} statements cut", self.settings.max_words),
            );
        }
    }

    /// Says that there is no running text: of a language without a table that is a warning, since
    /// no setting mends it.
    fn note_silence(&mut self) {
        let place = self.place.clone();
        let language = self.event.language();
        if let Some(code) = language.filter(|code| !Language::of(Some(code)).is_tabled()) {
            let message = format!("this event has no running text: `{code}` cannot be done");
            let hint = "a language is a folder of lists (CONTRIBUTING.md, “Adding a language”)";
            self.diagnostics.push(Diagnostic::warning(message).at(place).hint(hint));
            return;
        }
        let message = format!(
            "no sentence of this event stands alone and fits into {} words",
            self.settings.max_words
        );
        let hint = "its briefing has no running text; `[brief] max_words` is how long one may be";
        self.diagnostics.push(Diagnostic::note(message).at(place).hint(hint));
    }

    fn note_languages(&mut self) {
        let untabled = |article: &&Article| !Language::of(article.language.as_deref()).is_tabled();
        let mut codes: Vec<&str> = self
            .event
            .articles()
            .iter()
            .filter(untabled)
            .filter_map(|article| article.language.as_deref())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        if !codes.is_empty() {
            self.notes.push(format!(
                "for some articles ({}) only the language-independent part of reading and checking was done",
                codes.join(", ")
            ));
        }
    }

    fn tell(&mut self, plugin: &str, message: &str) {
        self.diagnostics
            .push(Diagnostic::warning(format!("{plugin}: {message}")).at(self.place.clone()));
    }
}

#[cfg(test)]
mod example;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod told;
