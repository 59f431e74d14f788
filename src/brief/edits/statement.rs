//! The editor's last word on statements: dropped or replaced by id, after the gate and before the
//! sections.

use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::support::{Refusal, extracted, generated};
use q7x2_sdk::{Checked, EditedPart, Event, Outcome, Passed, Spot, Verdict};

use super::edit::{Action, Edit, StatementEdit};

impl StatementEdit {
    /// What the verdict of its statement says.
    fn word(&self) -> String {
        match self.reason.as_str() {
            "" => "the editor's word".to_owned(),
            reason => format!("the editor's word: {reason}"),
        }
    }
}

/// Applies the edits to the statements of one section and gives what was edited. A replacement that
/// the check does not bear out stands, marked and with a note: the last word is the editor's.
pub(crate) fn apply(
    statements: &mut Vec<Checked>,
    edits: &[Edit],
    verdicts: &mut [Verdict],
    event: &Event,
) -> Warned<Vec<q7x2_sdk::Edited>> {
    let mut done = Vec::new();
    let mut diagnostics = Vec::new();
    statements.retain_mut(|checked| {
        let own = edits.iter().filter_map(Edit::of_statement);
        let Some(edit) = own.into_iter().find(|edit| edit.statement == checked.id) else {
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
            part: EditedPart::Statement,
            statement: checked.id.clone(),
            before,
            after: kept.then(|| checked.statement.text.clone()),
            reason: edit.reason.clone(),
            public: edit.public,
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

    use super::super::super::example;
    use super::*;

    const SENTENCE: &str = "Four cars fell into the harbour on Monday, police said.";

    fn edit(statement: &str, action: Action, text: Option<&str>) -> Edit {
        Edit::Statement(StatementEdit {
            event: None,
            statement: statement.to_owned(),
            action,
            text: text.map(str::to_owned),
            reason: "wrong".to_owned(),
            public: true,
        })
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
    fn what_is_not_public_stays_so() {
        let event = example::event(&[&[SENTENCE]]);
        let statement = Statement::new(SENTENCE, Vec::new());
        let mut statements = vec![Checked { id: "a".to_owned(), statement, ..Checked::default() }];
        let Edit::Statement(drop) = edit("a", Action::Drop, None) else { return };
        let edits = [Edit::Statement(StatementEdit { public: false, ..drop })];
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
