//! What is disputed: what is told as a fact although reports differ about it.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::{Checked, Citation, Section, SectionKind};

/// Marks what is told elsewhere on the page although reports differ about it, so that no side
/// stands as settled. What only low-trust articles say otherwise casts no doubt on what others
/// tell; it stands under "where reports differ" all the same.
pub(super) fn mark_disputed(sections: &mut [Section]) {
    let differ = |section: &Section| section.kind == SectionKind::Disagreements;
    let all = || {
        sections.iter().filter(|section| differ(section)).flat_map(|section| &section.statements)
    };
    // By topic the first two trusted positions: one of them is another than any.
    let mut trusted: BTreeMap<Option<Topic>, Vec<&str>> = BTreeMap::new();
    for side in all().filter(|side| !side.low_trust) {
        let sides = trusted.entry(topic(side)).or_default();
        if sides.len() < 2 && !sides.contains(&side.id.as_str()) {
            sides.push(&side.id);
        }
    }
    let doubted = |side: &&Checked| {
        trusted.get(&topic(side)).is_some_and(|sides| sides.iter().any(|id| *id != side.id))
    };
    let sides: BTreeSet<Citation> =
        all().filter(doubted).flat_map(|side| side.statement.citations.clone()).collect();
    let told = sections
        .iter_mut()
        .filter(|section| !differ(section) && section.kind != SectionKind::Names);
    for checked in told.flat_map(|section| &mut section.statements) {
        checked.disputed =
            checked.statement.citations.first().is_some_and(|anchor| sides.contains(anchor));
    }
}

/// Type and topic of a disagreement.
type Topic = (Option<String>, Option<String>);

fn topic(side: &Checked) -> Option<Topic> {
    side.statement.position().map(|position| (position.kind.clone(), position.topic.clone()))
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::detail::Position;
    use q7x2_sdk::{Detail, Statement};

    use super::*;

    #[test]
    fn what_trusted_reports_differ_about_is_marked_where_it_is_told() {
        let said = |id: &str, cited: usize, topic: Option<&str>, low_trust: bool| {
            let cited = vec![Citation::new(format!("a{cited}"), 0)];
            let position = Position { topic: topic.map(str::to_owned), ..Position::default() };
            let statement = Statement::new(id, cited).with(Detail::Position(position));
            Checked { id: id.to_owned(), statement, low_trust, ..Checked::default() }
        };
        let section = |kind: &str, statements| Section {
            kind: SectionKind::from(kind),
            statements,
            ..Section::default()
        };
        let sides = vec![
            said("a", 0, Some("people"), false),
            said("b", 1, Some("people"), false),
            said("c", 2, Some("envoy"), false),
            said("d", 3, Some("envoy"), true),
        ];
        let told: Vec<Checked> = (0..5).map(|at| said("t", at, None, false)).collect();
        let mut sections = [
            section("summary", told.clone()),
            section("names", told),
            section("disagreements", sides),
        ];
        mark_disputed(&mut sections);
        let marked =
            |at: usize| sections[at].statements.iter().map(|one| one.disputed).collect::<Vec<_>>();
        // What only a low-trust article says otherwise casts no doubt; that article's own words
        // stand against a trusted one.
        assert_eq!(marked(0), [true, true, false, true, false]);
        assert!(!marked(1).contains(&true) && !marked(2).contains(&true));
    }
}
