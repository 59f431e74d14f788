//! The editor's last word: statements dropped or replaced by name, after the gate and before the sections.

use std::collections::BTreeSet;

use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::text::support::{extracted, generated};
use q7x2_sdk::{Checked, Event, Outcome, Passed, Spot, Verdict};
use serde::{Deserialize, Serialize};

/// One of `[[edits]]` in site.toml, or in the file that `edits_file` names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The statement's id: the part of its address on the page after `#s-`.
    pub statement: String,
    /// What becomes of it.
    pub action: Action,
    /// What a replaced statement reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why, for the log.
    #[serde(default)]
    pub reason: String,
    /// Whether it shows in the log of corrections.
    #[serde(default)]
    pub public: bool,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The statement goes and is not refilled.
    Drop,
    /// The statement reads otherwise; id and citations stay.
    Replace,
}

/// What is wrong with the edits themselves, with the number of each from 0: a replacement without text, two edits of
/// one statement.
#[must_use]
pub fn faults(edits: &[Edit]) -> Vec<(usize, Diagnostic)> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, edit) in edits.iter().enumerate() {
        if edit.action == Action::Replace && edit.text.as_deref().is_none_or(|text| text.trim().is_empty()) {
            let message = format!("the edit of statement `{}` replaces it by nothing", edit.statement);
            faults.push((at, Diagnostic::error(message).hint("give `text`, or use action = \"drop\"")));
        }
        if !seen.insert(&edit.statement) {
            let message = format!("statement `{}` is edited twice", edit.statement);
            faults.push((at, Diagnostic::error(message).hint("keep one of the two")));
        }
    }
    faults
}

/// Applies the edits to the statements of one section and gives what was edited.
pub(super) fn apply(
    statements: &mut Vec<Checked>,
    edits: &[Edit],
    verdicts: &mut [Verdict],
    event: &Event,
) -> Vec<q7x2_sdk::Edited> {
    let mut done = Vec::new();
    statements.retain_mut(|checked| {
        let Some(edit) = edits.iter().find(|edit| edit.statement == checked.id) else { return true };
        let before = checked.statement.text.clone();
        if let (Action::Replace, Some(text)) = (edit.action, &edit.text) {
            checked.statement.text = text.trim().to_owned();
            checked.passed = passed(checked, event);
        }
        let kept = edit.action == Action::Replace;
        record(verdicts, checked, kept, &edit.reason);
        done.push(q7x2_sdk::Edited {
            statement: checked.id.clone(),
            before,
            after: kept.then(|| checked.statement.text.clone()),
            reason: edit.reason.clone(),
            public: edit.public,
        });
        kept
    });
    done
}

/// How a replacement passes; marked where it does not.
fn passed(checked: &Checked, event: &Event) -> Passed {
    let spots: Vec<Spot> = checked.statement.citations.iter().filter_map(|citation| event.spot(citation)).collect();
    let Some(&anchor) = spots.first() else { return Passed::Edited };
    let text = &checked.statement.text;
    if extracted::check(text, anchor, &spots, event).is_ok() {
        return Passed::Extracted;
    }
    if generated::check(text, &spots, event).is_ok() { Passed::Generated } else { Passed::Edited }
}

fn record(verdicts: &mut [Verdict], checked: &Checked, kept: bool, reason: &str) {
    let Some(verdict) = verdicts.iter_mut().rev().find(|verdict| verdict.statement == checked.id) else { return };
    verdict.outcome = match (kept, checked.passed) {
        (false, _) => Outcome::Dropped,
        (true, Passed::Extracted) => Outcome::Extracted,
        (true, Passed::Generated) => Outcome::Generated,
        (true, Passed::Flagged | Passed::Edited) => Outcome::Edited,
    };
    verdict.reason =
        if reason.is_empty() { "the editor's word".to_owned() } else { format!("the editor's word: {reason}") };
}
