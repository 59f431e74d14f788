//! The editor's last word: statements dropped or replaced by name, after the gate and before the
//! sections.

use std::collections::BTreeSet;

use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::support::{Refusal, extracted, generated};
use q7x2_sdk::{Checked, Event, Outcome, Passed, Spot, Verdict};
use serde::{Deserialize, Serialize};

/// One of `[[edits]]` in site.toml, or in the file that `edits_file` names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The statement's id: the part of its address on the page after `#s-`. With that before it, it
    /// is the same id.
    #[serde(deserialize_with = "id")]
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

/// An id as a person copies it: bare, or as the end of an address, `#s-…` or `s-…`.
fn id<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let written = String::deserialize(deserializer)?;
    let id = written.trim();
    let id = id.rsplit_once('#').map_or(id, |(_, anchor)| anchor);
    let id = id.strip_prefix("s-").unwrap_or(id);
    // A statement that stands on the page again has its number behind its id.
    Ok(id.split_once('-').map_or(id, |(id, _)| id).to_owned())
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

impl Edit {
    /// What the verdict of its statement says.
    fn word(&self) -> String {
        match self.reason.as_str() {
            "" => "the editor's word".to_owned(),
            reason => format!("the editor's word: {reason}"),
        }
    }
}

/// What is wrong with the edits themselves, with the number of each from 0: a replacement without
/// text, two edits of one statement.
#[must_use]
pub fn faults(edits: &[Edit]) -> Vec<(usize, Diagnostic)> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, edit) in edits.iter().enumerate() {
        if edit.action == Action::Replace
            && edit.text.as_deref().is_none_or(|text| text.trim().is_empty())
        {
            let message =
                format!("the edit of statement `{}` replaces it by nothing", edit.statement);
            faults.push((
                at,
                Diagnostic::error(message).hint("give `text`, or use action = \"drop\""),
            ));
        }
        if !seen.insert(&edit.statement) {
            let message = format!("statement `{}` is edited twice", edit.statement);
            faults.push((at, Diagnostic::error(message).hint("keep one of the two")));
        }
    }
    faults
}

/// Applies the edits to the statements of one section and gives what was edited. A replacement that
/// the check does not bear out stands, marked and with a note: the last word is the editor's.
pub(super) fn apply(
    statements: &mut Vec<Checked>,
    edits: &[Edit],
    verdicts: &mut [Verdict],
    event: &Event,
) -> Warned<Vec<q7x2_sdk::Edited>> {
    let mut done = Vec::new();
    let mut diagnostics = Vec::new();
    statements.retain_mut(|checked| {
        let Some(edit) = edits.iter().find(|edit| edit.statement == checked.id) else {
            return true;
        };
        let before = checked.statement.text.clone();
        let kept = edit.action == Action::Replace;
        let mut reason = edit.word();
        if let (true, Some(text)) = (kept, &edit.text) {
            checked.statement.text = text.trim().to_owned();
            match pass(checked, event) {
                Ok(passed) => checked.passed = passed,
                Err(refusal) => {
                    checked.passed = Passed::Edited;
                    reason = format!("{reason}; the check: {refusal}");
                    let message = format!(
                        "the edit of statement `{}` does not pass the check: {refusal}",
                        checked.id
                    );
                    let hint = format!(
                        "it is published, marked as edited; it reads: {}",
                        checked.statement.text
                    );
                    diagnostics.push(Diagnostic::note(message).hint(hint));
                }
            }
        }
        record(verdicts, checked, kept, reason);
        done.push(q7x2_sdk::Edited {
            statement: checked.id.clone(),
            before,
            after: kept.then(|| checked.statement.text.clone()),
            reason: edit.reason.clone(),
            public: edit.public,
            day: None,
        });
        kept
    });
    Warned { value: done, diagnostics }
}

/// How a replacement passes.
fn pass(checked: &Checked, event: &Event) -> Result<Passed, Refusal> {
    let spots: Vec<Spot> =
        checked.statement.citations.iter().filter_map(|citation| event.spot(citation)).collect();
    let text = &checked.statement.text;
    let is_extract = spots
        .first()
        .is_some_and(|&anchor| extracted::check(text, anchor, &spots, &spots, event).is_ok());
    if is_extract {
        Ok(Passed::Extracted)
    } else {
        generated::check(text, &spots, event).map(|()| Passed::Generated)
    }
}

fn record(verdicts: &mut [Verdict], checked: &Checked, kept: bool, reason: String) {
    let Some(verdict) = verdicts.iter_mut().rev().find(|verdict| verdict.statement == checked.id)
    else {
        return;
    };
    verdict.outcome = match (kept, checked.passed) {
        (false, _) => Outcome::Dropped,
        (true, Passed::Extracted) => Outcome::Extracted,
        (true, Passed::Generated) => Outcome::Generated,
        (true, Passed::Flagged | Passed::Edited) => Outcome::Edited,
    };
    verdict.reason = reason;
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::{Citation, Statement};

    use super::super::example;
    use super::*;

    const SENTENCE: &str = "Four cars fell into the harbour on Monday, police said.";

    fn edit(statement: &str, action: Action, text: Option<&str>) -> Edit {
        let (statement, text) = (statement.to_owned(), text.map(str::to_owned));
        Edit { statement, action, text, reason: "wrong".to_owned(), public: true }
    }

    #[test]
    fn faults_are_told_with_their_number() {
        let check = |edits: &[Edit], expected: &[(usize, &str)]| {
            let found = faults(edits);
            let shown: Vec<(usize, &str)> =
                found.iter().map(|(at, fault)| (*at, fault.message.as_str())).collect();
            assert_eq!(shown, expected);
        };
        check(&[edit("a", Action::Drop, None), edit("b", Action::Replace, Some("x"))], &[]);
        check(
            &[edit("a", Action::Replace, None)],
            &[(0, "the edit of statement `a` replaces it by nothing")],
        );
        check(
            &[edit("a", Action::Replace, Some(" "))],
            &[(0, "the edit of statement `a` replaces it by nothing")],
        );
        let twice = [
            edit("a", Action::Drop, None),
            edit("b", Action::Drop, None),
            edit("a", Action::Drop, None),
        ];
        check(&twice, &[(2, "statement `a` is edited twice")]);
    }

    fn verdict(statement: &str) -> Verdict {
        Verdict {
            plugin: "p".to_owned(),
            statement: statement.to_owned(),
            text: SENTENCE.to_owned(),
            outcome: Outcome::Extracted,
            reason: String::new(),
            removed: Vec::new(),
            removed_fields: Vec::new(),
        }
    }

    /// Edits two statements, `a` and `b`: what they read then, how `a` passes, its verdict, and how
    /// many were edited.
    fn check(edits: &[Edit], texts: &[&str], passed: Passed, outcome: Outcome, done: usize) {
        let event = example::event(&[&[SENTENCE]]);
        let statement = Statement::new(SENTENCE, vec![Citation::new("a0", 0)]);
        let checked = |id: &str| Checked {
            id: id.to_owned(),
            statement: statement.clone(),
            ..Checked::default()
        };
        let mut statements = vec![checked("a"), checked("b")];
        let mut verdicts = [verdict("a"), verdict("b")];
        let Warned { value: edited, diagnostics } =
            apply(&mut statements, edits, &mut verdicts, &event);
        assert_eq!(diagnostics.len(), usize::from(outcome == Outcome::Edited), "{diagnostics:?}");
        let found: Vec<&str> =
            statements.iter().map(|checked| checked.statement.text.as_str()).collect();
        assert_eq!(found, texts);
        assert_eq!(
            (statements[0].passed, verdicts[0].outcome, edited.len()),
            (passed, outcome, done),
            "{texts:?}"
        );
        assert!(
            statements.iter().all(|checked| !checked.statement.citations.is_empty()),
            "citations stay"
        );
    }

    #[test]
    fn statements_are_dropped_and_replaced() {
        let replace = |text: &str| [edit("a", Action::Replace, Some(text))];
        check(&[], &[SENTENCE, SENTENCE], Passed::Extracted, Outcome::Extracted, 0);
        check(
            &[edit("z", Action::Drop, None)],
            &[SENTENCE, SENTENCE],
            Passed::Extracted,
            Outcome::Extracted,
            0,
        );
        check(
            &[edit("a", Action::Drop, None)],
            &[SENTENCE],
            Passed::Extracted,
            Outcome::Dropped,
            1,
        );
        let other = "On Monday four cars fell into the harbour, police said.";
        check(&replace(other), &[other, SENTENCE], Passed::Generated, Outcome::Generated, 1);
        check(
            &replace(&format!(" {SENTENCE} ")),
            &[SENTENCE, SENTENCE],
            Passed::Extracted,
            Outcome::Extracted,
            1,
        );
        let own = "Six lorries fell into the sea.";
        check(&replace(own), &[own, SENTENCE], Passed::Edited, Outcome::Edited, 1);
    }

    #[test]
    fn a_replacement_that_the_check_refuses_is_told() {
        let event = example::event(&[&[SENTENCE]]);
        let statement = Statement::new(SENTENCE, vec![Citation::new("a0", 0)]);
        let mut statements = vec![Checked { id: "a".to_owned(), statement, ..Checked::default() }];
        let mut verdicts = [verdict("a")];
        let text = "Six cars fell into the harbour on Monday, police said.";
        let edits = [edit("a", Action::Replace, Some(text))];
        let notes = apply(&mut statements, &edits, &mut verdicts, &event).diagnostics;
        let refusal = "the number \"Six cars\" stands in no cited sentence";
        let message = format!("the edit of statement `a` does not pass the check: {refusal}");
        assert_eq!(notes[0].message, message);
        assert_eq!(verdicts[0].reason, format!("the editor's word: wrong; the check: {refusal}"));
    }

    #[test]
    fn an_id_is_read_as_a_person_copies_it() {
        for written in [
            "0123456789",
            " #s-0123456789",
            "s-0123456789-2",
            "https://a.example/events/x.html#s-0123456789-3",
        ] {
            let edit: Edit =
                toml::from_str(&format!("statement = \"{written}\"\naction = \"drop\""))
                    .expect("an edit");
            assert_eq!((edit.statement.as_str(), edit.public), ("0123456789", false), "{written}");
        }
    }

    #[test]
    fn what_is_not_public_stays_so() {
        let event = example::event(&[&[SENTENCE]]);
        let statement = Statement::new(SENTENCE, Vec::new());
        let mut statements = vec![Checked { id: "a".to_owned(), statement, ..Checked::default() }];
        let edits = [Edit { public: false, ..edit("a", Action::Drop, None) }];
        let edited = apply(&mut statements, &edits, &mut [verdict("a")], &event).value;
        assert!(!edited[0].public && statements.is_empty());
    }

    #[test]
    fn the_log_tells_what_it_was_and_why() {
        let event = example::event(&[&[SENTENCE]]);
        let mut statements = vec![Checked {
            id: "a".to_owned(),
            statement: Statement::new(SENTENCE, Vec::new()),
            ..Checked::default()
        }];
        let mut verdicts = [verdict("a")];
        let edited =
            apply(&mut statements, &[edit("a", Action::Drop, None)], &mut verdicts, &event).value;
        assert_eq!((edited[0].before.as_str(), edited[0].after.as_deref()), (SENTENCE, None));
        assert_eq!((edited[0].reason.as_str(), edited[0].public), ("wrong", true));
        assert_eq!(verdicts[0].reason, "the editor's word: wrong");
    }
}
