//! Sections as templates see them: every statement in order, and grouped as their kind asks for.

use std::collections::BTreeMap;

use q7x2_sdk::{Briefing, Checked, Citation, Detail, Section, SectionKind};
use tera::Value;

use super::anchors::Anchors;
use super::moments;
use super::scope::Scope;
use super::statement::{self, anchor};
use crate::render::link;
use crate::render::value::{clean, field, object, text};

/// Makes the sections of one page, and remembers which statement cites what.
#[derive(Debug, Default)]
pub(super) struct Sections {
    anchors: Anchors,
    ids: BTreeMap<String, usize>,
    /// Every statement shown.
    pub(super) shown: Vec<Shown>,
}

/// A statement that stands on the page.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) anchor: String,
    pub(super) text: Value,
    /// Leads here: `anchor`, `text`, `heading`.
    pub(super) link: Value,
    pub(super) heading: String,
    /// Whether it only names somebody: nearly every sentence does, so a list of what a source
    /// supports leaves it out.
    pub(super) names: bool,
    /// How many origins say it.
    pub(super) origins: usize,
    pub(super) citations: Vec<Citation>,
}

/// One group of statements: a point of disagreement, or one type of names.
struct Group {
    key: String,
    heading: String,
    note: Option<String>,
    severity: Option<u8>,
    /// Whether one side is of low-trust articles alone.
    doubted: bool,
    /// What stands above it and those behind it.
    opening: Option<String>,
    statements: Vec<Value>,
}

/// How many points the reports differ on. Where only a low-trust article says otherwise, that casts
/// no doubt and is not counted.
pub(super) fn topics(briefing: &Briefing) -> usize {
    let sections =
        briefing.sections.iter().filter(|section| section.kind == SectionKind::Disagreements);
    let mut doubted: BTreeMap<String, bool> = BTreeMap::new();
    for (at, one) in sections.flat_map(|section| section.statements.iter().enumerate()) {
        *doubted.entry(topic(at, one)).or_default() |= one.low_trust;
    }
    doubted.values().filter(|doubted| !**doubted).count()
}

/// What puts statements into one point of disagreement; a statement without a topic stands alone.
fn topic(at: usize, checked: &Checked) -> String {
    let kind = kind(checked);
    match checked.statement.position().and_then(|position| position.topic.as_ref()) {
        Some(topic) => format!("{kind}\n{topic}"),
        None => format!("\n{at}"),
    }
}

/// The type of a disagreement or a name.
fn kind(checked: &Checked) -> &str {
    checked.statement.detail.as_ref().and_then(Detail::kind).unwrap_or_default()
}

impl Sections {
    /// The view of one section.
    pub(super) fn view(&mut self, scope: &Scope<'_>, section: &Section) -> Value {
        let heading = heading(scope, section);
        let mut paragraphs: Vec<(usize, Vec<Value>)> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut statements = Vec::new();
        // One statement that stands under no name would seem to be of the outlet before it.
        let named = section.statements.iter().all(|checked| checked.statement.under_outlet);
        let mut outlet = Value::none();
        for (at, checked) in section.statements.iter().enumerate() {
            let under = if named { statement::outlet(scope, checked) } else { Value::none() };
            let (anchor, view) = statement::view(scope, &mut self.anchors, checked, &under);
            self.remember(anchor, &view, (section, &heading), checked);
            let paragraph = checked.statement.paragraph.unwrap_or_default();
            match paragraphs.last_mut() {
                Some((number, members)) if *number == paragraph && under == outlet => {
                    members.push(view.clone())
                }
                _ => paragraphs.push((paragraph, vec![view.clone()])),
            }
            outlet = under;
            if let Some(group) = group(scope, &section.kind, at, checked) {
                match groups.iter_mut().find(|known| known.key == group.key) {
                    Some(known) => {
                        known.doubted |= group.doubted;
                        known.statements.push(view.clone());
                    }
                    None => groups.push(Group { statements: vec![view.clone()], ..group }),
                }
            }
            statements.push(view);
        }
        let paragraphs: Vec<Value> =
            paragraphs.into_iter().map(|(_, members)| Value::from(members)).collect();
        doubted_last(&mut groups, scope);
        let groups: Vec<Value> = groups.into_iter().map(Group::view).collect();
        let is_timeline = section.kind == SectionKind::Timeline;
        let picture = if is_timeline { moments::picture(scope, section) } else { Value::none() };
        object([
            ("picture", picture),
            ("kind", Value::from(link::token(section.kind.word()))),
            ("anchor", Value::from(self.id(&section.kind))),
            ("heading", Value::from(heading)),
            ("plugin", Value::from(clean(&section.plugin))),
            ("statements", Value::from(statements)),
            ("paragraphs", Value::from(paragraphs)),
            ("groups", Value::from(groups)),
        ])
    }

    /// Two plugins may give the same kind.
    fn id(&mut self, kind: &SectionKind) -> String {
        let id = anchor(kind);
        let times = self.ids.entry(id.clone()).or_default();
        *times += 1;
        if *times == 1 { id } else { format!("{id}-{times}") }
    }

    fn remember(
        &mut self,
        anchor: String,
        view: &Value,
        (section, heading): (&Section, &str),
        checked: &Checked,
    ) {
        let variants = checked.statement.quote().map_or(&[][..], |quote| &quote.variants);
        let variants = variants.iter().flat_map(|variant| &variant.citations);
        let said = field(view, "text");
        self.shown.push(Shown {
            link: object([
                ("anchor", text(&anchor)),
                ("text", said.clone()),
                ("heading", text(heading)),
            ]),
            anchor,
            text: said,
            heading: heading.to_owned(),
            names: section.kind == SectionKind::Names,
            origins: checked.support.origins,
            citations: checked
                .statement
                .citations
                .iter()
                .chain(variants)
                .chain(checked.statement.evidence.all())
                .cloned()
                .collect(),
        });
    }
}

impl Group {
    fn view(self) -> Value {
        object([
            ("opening", self.opening.map_or_else(Value::none, Value::from)),
            ("heading", Value::from(self.heading)),
            ("note", self.note.map_or_else(Value::none, Value::from)),
            (
                "severity",
                self.severity.map_or_else(Value::none, |severity| Value::from(u64::from(severity))),
            ),
            ("statements", Value::from(self.statements)),
        ])
    }
}

/// Puts last what only a low-trust article says otherwise, under a heading of its own.
fn doubted_last(groups: &mut [Group], scope: &Scope<'_>) {
    groups.sort_by_key(|group| group.doubted);
    if let Some(first) = groups.iter_mut().find(|group| group.doubted) {
        first.opening = Some(scope.words.text("doubted").to_owned());
    }
}

/// The heading in the site's own words, where the section is one of the program's own.
fn heading(scope: &Scope<'_>, section: &Section) -> String {
    let key = format!("section_{}", section.kind);
    let known = section.is_of_its_namesake() && scope.words.has(&key);
    if known { scope.words.text(&key).to_owned() } else { clean(&section.heading) }
}

/// The group that a statement belongs to, without statements yet.
fn group(scope: &Scope<'_>, section: &SectionKind, at: usize, checked: &Checked) -> Option<Group> {
    let words = scope.words;
    let kind = kind(checked);
    let known = |prefix: &str| Some(format!("{prefix}_{kind}")).filter(|key| words.has(key));
    let empty = Group {
        key: String::new(),
        heading: String::new(),
        note: None,
        severity: None,
        doubted: false,
        opening: None,
        statements: Vec::new(),
    };
    let position = checked.statement.position();
    match section {
        SectionKind::Disagreements => Some(Group {
            key: topic(at, checked),
            heading: position
                .and_then(|position| position.topic.as_deref())
                .map(clean)
                .unwrap_or_default(),
            note: known("kind").map(|key| words.text(&key).to_owned()),
            severity: position.and_then(|position| position.severity),
            doubted: checked.low_trust,
            ..empty
        }),
        SectionKind::Names => {
            let key = known("type").unwrap_or_else(|| "type_other".to_owned());
            Some(Group { heading: words.text(&key).to_owned(), key, ..empty })
        }
        _ => None,
    }
}
