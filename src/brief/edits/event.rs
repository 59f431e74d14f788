//! The editor's last word on an event: headline, order, what is hidden, a note above.

use std::collections::BTreeSet;

use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::{Checked, Edited, EditedPart, Event, Section};

use super::edit::{Edit, EventEdit};
use crate::brief::title::title_stands;

/// The edits of one event, in the order in which they are written.
#[derive(Debug, Default)]
pub(crate) struct Hand<'a> {
    edits: Vec<&'a EventEdit>,
}

impl<'a> Hand<'a> {
    /// Those of an event of this id, address and pin.
    pub(crate) fn of(edits: &'a [Edit], id: &str, slug: &str, pin: Option<&str>) -> Self {
        let all = edits.iter().filter_map(Edit::of_event);
        Self { edits: all.filter(|edit| edit.event.names(id, slug, pin)).collect() }
    }

    /// Whether the event is not published.
    pub(crate) fn hides(&self) -> bool {
        self.edits.iter().any(|edit| edit.hide)
    }

    /// What stands above its text.
    pub(crate) fn note(&self) -> Option<String> {
        self.edits.iter().find_map(|edit| edit.note.clone())
    }

    /// Who has read what has this digest.
    pub(crate) fn reviewed_by(&self, digest: &str) -> Option<String> {
        let signed = self.edits.iter().filter_map(|edit| edit.reviewed.as_ref());
        signed.filter(|(_, read)| read == digest).map(|(by, _)| by.clone()).next()
    }

    /// Gives the event the editor's headline. One that names or counts what no article does stands,
    /// and is told of.
    pub(crate) fn retitle(
        &self,
        title: &mut String,
        done: &mut Vec<Edited>,
        event: &Event,
    ) -> Option<Diagnostic> {
        let (edit, own) = self.edits.iter().find_map(|edit| Some((edit, edit.title.as_ref()?)))?;
        let before = std::mem::replace(title, own.clone());
        done.push(edited(edit, EditedPart::Title, before, Some(own.clone())));
        (!title_stands(own, event)).then(|| {
            let message = "the editor's headline names or counts what no article does";
            Diagnostic::note(message).hint(format!("it is published; it reads: {own}"))
        })
    }

    /// Puts the statements first that the editor wants first, in that order; the others follow as
    /// they stood. A paragraph ends where two that stood in different ones meet.
    pub(crate) fn order(&self, statements: &mut [Checked], done: &mut Vec<Edited>) {
        for edit in self.edits.iter().filter(|edit| !edit.first.is_empty()) {
            let place = |one: &Checked| edit.first.iter().position(|id| *id == one.id);
            let moved: Vec<&str> = edit
                .first
                .iter()
                .filter(|id| statements.iter().any(|one| one.id == **id))
                .map(String::as_str)
                .collect();
            for id in &moved {
                let after = EditedPart::Order;
                done.push(Edited {
                    statement: (*id).to_owned(),
                    ..edited(edit, after, String::new(), None)
                });
            }
            statements.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
            number_paragraphs(statements);
        }
    }
}

/// Takes out the sections that the editor hides.
pub(crate) fn mend_sections(hand: &Hand<'_>, sections: &mut Vec<Section>, done: &mut Vec<Edited>) {
    for edit in &hand.edits {
        let hidden: BTreeSet<&str> = edit.hide_sections.iter().map(String::as_str).collect();
        // The running text is no section of its own: without it there is no briefing.
        let mut at = 0;
        sections.retain(|section| {
            at += 1;
            let kept = at == 1 || !hidden.contains(section.kind.word());
            if !kept {
                let kind = section.kind.word().to_owned();
                done.push(edited(edit, EditedPart::Section, kind, None));
            }
            kept
        });
    }
}

fn edited(edit: &EventEdit, part: EditedPart, before: String, after: Option<String>) -> Edited {
    let (reason, public) = (edit.reason.clone(), edit.public);
    Edited { part, statement: String::new(), before, after, reason, public, day: None }
}

fn number_paragraphs(statements: &mut [Checked]) {
    let mut before = None;
    let mut number = 0;
    for (at, checked) in statements.iter_mut().enumerate() {
        let own = checked.statement.paragraph;
        number += usize::from(at > 0 && own != before);
        before = own;
        checked.statement.paragraph = Some(number);
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Statement;

    use super::*;

    fn edit(written: &str) -> Edit {
        toml::from_str(written).expect("an edit")
    }

    fn checked(id: &str, paragraph: usize) -> Checked {
        let statement = Statement { paragraph: Some(paragraph), ..Statement::new(id, Vec::new()) };
        Checked { id: id.to_owned(), statement, ..Checked::default() }
    }

    #[test]
    fn what_comes_first_comes_first() {
        let edits = [edit("event = 'e'\nfirst = ['d', 'x', 'b']")];
        let hand = Hand::of(&edits, "e", "slug", None);
        let mut statements =
            vec![checked("a", 0), checked("b", 0), checked("c", 1), checked("d", 1)];
        let mut done = Vec::new();
        hand.order(&mut statements, &mut done);
        let order: Vec<(&str, Option<usize>)> =
            statements.iter().map(|one| (one.id.as_str(), one.statement.paragraph)).collect();
        assert_eq!(order, [("d", Some(0)), ("b", Some(1)), ("a", Some(1)), ("c", Some(2))]);
        assert_eq!(done.len(), 2, "one of which the text has nothing moves nothing");
    }

    #[test]
    fn the_headline_is_the_editors() {
        let event = crate::brief::example::event(&[&["Four cars fell into the harbour."]]);
        let retitled = |written: &str| {
            let edits = [edit(written)];
            let mut title = "Cars in the harbour".to_owned();
            let mut done = Vec::new();
            let told = Hand::of(&edits, "e", "slug", Some("pin"))
                .retitle(&mut title, &mut done, &event)
                .is_some();
            (title, done.len(), told)
        };
        let own = "Harbour takes four cars".to_owned();
        assert_eq!(retitled(&format!("event = 'pin'\ntitle = '{own}'")), (own.clone(), 1, false));
        let false_one = "Harbour takes 17 cars".to_owned();
        assert_eq!(
            retitled(&format!("event = 'slug'\ntitle = '{false_one}'")),
            (false_one, 1, true)
        );
        let other = retitled(&format!("event = 'other'\ntitle = '{own}'"));
        assert_eq!(other, ("Cars in the harbour".to_owned(), 0, false));
    }

    #[test]
    fn sections_and_events_are_hidden() {
        let edits = [
            edit("event = 'e'\nhide_sections = ['quotes', 'summary']"),
            edit("event = 'f'\nhide = true"),
        ];
        let hand = Hand::of(&edits, "e", "slug", None);
        let section = |kind: &str| Section { kind: kind.into(), ..Section::default() };
        let mut sections = vec![section("summary"), section("quotes"), section("names")];
        let mut done = Vec::new();
        mend_sections(&hand, &mut sections, &mut done);
        let kinds: Vec<&str> = sections.iter().map(|one| one.kind.word()).collect();
        assert_eq!((kinds, done.len(), hand.hides()), (vec!["summary", "names"], 1, false));
        assert!(Hand::of(&edits, "f", "slug", None).hides());
    }
}
