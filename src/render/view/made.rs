//! How a briefing was made, as templates see it: plugins with their settings, what was read, what
//! the check said.

use std::collections::BTreeMap;

use q7x2_sdk::Kind;
use q7x2_sdk::{Edited, EditedPart, Outcome, Used};
use serde::Serialize;

use super::scope::Scope;
use crate::render::value::clean;
use crate::render::words::Words;

#[derive(Debug, Serialize)]
pub(super) struct MadeView {
    /// "5 articles and 96 sentences were read."
    read: String,
    plugins: Vec<PluginView>,
    verdicts: Vec<CountView>,
    /// "3 citations were removed", if any were.
    removed: Option<String>,
    notes: Vec<String>,
    /// "At most 21 words in a row are taken from one sentence", if any are.
    extract: Option<String>,
    /// What the editor changed and wants seen.
    edits: Vec<EditView>,
}

#[derive(Debug, Serialize)]
struct EditView {
    before: String,
    after: Option<String>,
    reason: String,
}

#[derive(Debug, Serialize)]
struct PluginView {
    name: String,
    version: String,
    kind: String,
    settings: Vec<SettingView>,
}

#[derive(Debug, Serialize)]
struct SettingView {
    name: String,
    value: String,
}

#[derive(Debug, Serialize)]
struct CountView {
    outcome: String,
    number: usize,
}

pub(super) fn view(scope: &Scope<'_>) -> MadeView {
    let (words, made) = (scope.words, &scope.briefing.made);
    let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
    // What the editor dropped had passed; it is told among the edits, where the editor wants that.
    let dropped = |id: &str| {
        let edits = scope.briefing.edits.iter().filter(|one| one.part == EditedPart::Statement);
        edits.into_iter().any(|edit| edit.statement == id && edit.after.is_none())
    };
    for verdict in made.verdicts.iter().filter(|verdict| !dropped(&verdict.statement)) {
        *counts.entry(verdict.outcome).or_default() += 1;
    }
    let removed = made.verdicts.iter().map(|verdict| verdict.removed.len()).sum();
    let run = scope.briefing.extract.longest_run;
    let articles = words.count("articles", scope.briefing.sources.len());
    let sentences = words.count("sentences", made.sentences);
    MadeView {
        read: words.fill("made_read", &[("articles", &articles), ("sentences", &sentences)]),
        plugins: made.plugins.iter().map(|used| plugin(words, used)).collect(),
        verdicts: counts
            .into_iter()
            .map(|(outcome, number)| count(words, outcome, number))
            .collect(),
        removed: (removed > 0).then(|| words.count("made_removed", removed)),
        notes: made.notes.iter().map(|note| clean(note)).collect(),
        extract: (run > 0).then(|| words.fill("made_extract", &[("n", &run.to_string())])),
        edits: edits(&scope.briefing.edits),
    }
}

/// What the editor took out or worded otherwise; what only moved reads as it did.
fn edits(edits: &[Edited]) -> Vec<EditView> {
    edits.iter().filter(|one| one.public && one.part != EditedPart::Order).map(edit).collect()
}

fn edit(edited: &Edited) -> EditView {
    EditView {
        before: clean(&edited.before),
        after: edited.after.as_deref().map(clean),
        reason: clean(&edited.reason),
    }
}

fn count(words: &Words, outcome: Outcome, number: usize) -> CountView {
    let key = match outcome {
        Outcome::Extracted => "outcome_extracted",
        Outcome::Generated => "outcome_generated",
        Outcome::Flagged => "outcome_flagged",
        Outcome::Edited => "outcome_edited",
        Outcome::Dropped => "outcome_dropped",
        Outcome::Cut => "outcome_cut",
    };
    CountView { outcome: words.text(key).to_owned(), number }
}

fn plugin(words: &Words, used: &Used) -> PluginView {
    let kind = match used.kind {
        Kind::Summariser => "plugin_summariser",
        Kind::Merger => "plugin_merger",
        Kind::Section => "plugin_section",
    };
    let settings = used.settings.iter().map(|(name, value)| {
        // As a person would write it in site.toml.
        SettingView { name: clean(name), value: clean(&value.to_string()) }
    });
    PluginView {
        name: clean(&used.name),
        version: clean(&used.version),
        kind: words.text(kind).to_owned(),
        settings: settings.collect(),
    }
}
