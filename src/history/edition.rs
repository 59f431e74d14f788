//! Editions: what an event's page says on a day, and what of it is new since the edition before.
//!
//! Only the last two are kept, and none of an event that is long over: what it says will not
//! change, and if it does, nothing of it counts as new.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use q7x2_sdk::{Briefing, Edited, EditedPart, SectionKind, Since};

use q7x2_sdk::text::language::Language;

use super::entry::{Edition, Entry, History, content, place};
use super::sketch::Print;

/// Days for which an event's editions are kept: five weeks, five times as long as an event goes on
/// without an article by default.
const KEPT_DAYS: i64 = 35;

impl History {
    /// Writes down what a briefing says, and tells it what is new since the edition before, on
    /// which day an event without a date stands, and when its sources and the editor changed
    /// what.
    pub fn publish(&mut self, briefing: &mut Briefing, today: Option<NaiveDate>) {
        let Some(entry) = self.events.get_mut(&briefing.event) else { return };
        if briefing.day.is_none() {
            briefing.day = entry.days.first().copied().or(today);
            briefing.days.extend(briefing.day);
        }
        entry.days.extend(&briefing.days);
        date_changes(briefing, entry, today);
        let is_over =
            |day: NaiveDate| today.is_some_and(|now| now - day > TimeDelta::days(KEPT_DAYS));
        match briefing.day.filter(|day| !is_over(*day)) {
            Some(day) => turn(entry, Edition { day, statements: statements(briefing) }),
            None => (entry.now, entry.before) = (None, None),
        }
        briefing.since = entry.before.as_ref().and_then(|before| since(briefing, before));
    }

    /// The first day that an event without a date was given.
    #[must_use]
    pub fn first_day(&self, event: &str) -> Option<NaiveDate> {
        self.events.get(event)?.days.first().copied()
    }

    /// The address of the event that had a statement, as far as that is still known.
    #[must_use]
    pub fn slug_of(&self, statement: &str) -> Option<&str> {
        let has = |edition: &Option<Edition>| {
            edition.as_ref().is_some_and(|edition| edition.statements.contains_key(statement))
        };
        let known = |entry: &&Entry| {
            has(&entry.now) || has(&entry.before) || entry.edited.contains_key(statement)
        };
        self.events.values().find(known).map(|entry| entry.slug.as_str())
    }
}

/// Puts an edition in its place: over the one of its day, after an earlier one, and in place of
/// later ones, whose articles are gone.
fn turn(entry: &mut Entry, edition: Edition) {
    let mut editions = [entry.before.take(), entry.now.take()].into_iter().flatten();
    entry.before = editions.rfind(|known| known.day < edition.day);
    entry.now = Some(edition);
}

/// What a briefing says, by statement.
fn statements(briefing: &Briefing) -> BTreeMap<String, Vec<Print>> {
    let mut all: BTreeMap<String, BTreeSet<Print>> = BTreeMap::new();
    for (id, prints) in said(briefing) {
        all.entry(id.to_owned()).or_default().extend(prints);
    }
    all.into_iter().map(|(id, prints)| (id, prints.into_iter().collect())).collect()
}

/// Every statement that tells something with what is kept of the sentences that it cites. Who is
/// named in an event is no news of it.
fn said(briefing: &Briefing) -> impl Iterator<Item = (&str, Vec<Print>)> {
    let articles: BTreeMap<&str, _> =
        briefing.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let told = briefing.sections.iter().filter(|section| section.kind != SectionKind::Names);
    told.flat_map(|section| &section.statements).map(move |checked| {
        let sentences = checked.statement.citations.iter().filter_map(|citation| {
            let article = articles.get(citation.article.as_str())?;
            let language = Language::of(article.language.as_deref());
            Some(Print::of(&article.sentences.get(citation.sentence)?.text, language))
        });
        (checked.id.as_str(), sentences.collect())
    })
}

/// The statements none of whose sentences was cited in the edition before, in any form.
fn since(briefing: &Briefing, before: &Edition) -> Option<Since> {
    let cited: BTreeSet<Print> = before.statements.values().flatten().copied().collect();
    let is_known = |print: &Print| cited.iter().any(|known| print.is_form_of(known));
    let is_new = |prints: &Vec<Print>| !prints.is_empty() && !prints.iter().any(is_known);
    let new = said(briefing).filter(|(_, prints)| is_new(prints));
    let mut statements = Vec::new();
    for (id, _) in new {
        if !statements.iter().any(|known| known == id) {
            statements.push(id.to_owned());
        }
    }
    (!statements.is_empty()).then_some(Since { day: before.day, statements })
}

/// Tells sources and edits since when they are as they are.
fn date_changes(briefing: &mut Briefing, entry: &mut Entry, today: Option<NaiveDate>) {
    let known: BTreeMap<_, _> =
        entry.articles.iter().map(|one| ((one.place(), one.content.as_str()), one)).collect();
    let articles: BTreeMap<&str, _> =
        briefing.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    for source in &mut briefing.sources {
        let article = articles.get(source.article.as_str());
        let known = article.and_then(|article| known.get(&(place(article), content(article))));
        source.corrected = known.map(|known| known.corrected.clone()).unwrap_or_default();
    }
    let mut edited = BTreeMap::new();
    for edit in briefing.edits.iter_mut().filter(|edit| edit.public) {
        let changed = changed(edit);
        edit.day = entry.edited.get(&changed).copied().or(today).or(briefing.day);
        edited.extend(edit.day.map(|day| (changed, day)));
    }
    entry.edited = edited;
}

/// What an edit changed, in a word: a statement's id, `title`, or what of the page it is.
fn changed(edit: &Edited) -> String {
    match edit.part {
        EditedPart::Statement => edit.statement.clone(),
        EditedPart::Title => "title".to_owned(),
        EditedPart::Order => format!("order{}", edit.statement),
        EditedPart::Section => {
            // A plugin may call its kind of section anything.
            let hash = blake3::hash(edit.before.as_bytes()).to_hex();
            format!("section{}", hash.get(..10).unwrap_or_default())
        }
    }
}
