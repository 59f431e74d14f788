//! What plugins say: points, statements and sections. All of it is a claim until the host has
//! checked it.

use serde::{Deserialize, Serialize};

use q7x2_text::date::Granularity;

use super::article::Article;
use super::citation::Citation;
use super::detail::{Detail, Entry, Name, Position, Quote, Variant};
use super::left_out::LeftOut;
use super::section::SectionKind;

/// One point of an article's summary.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Point {
    /// Plain text.
    pub text: String,
    /// The sentences it is taken from, all of the article summarised.
    pub citations: Vec<Citation>,
    /// How much it matters within its article, 0 to 1.
    pub weight: f64,
}

impl Point {
    /// A sentence of an article as it stands.
    #[must_use]
    pub fn of(article: &Article, sentence: usize, weight: f64) -> Self {
        let text = article.sentences[sentence].text.clone();
        Self { text, citations: vec![Citation::new(article.id.clone(), sentence)], weight }
    }
}

/// One statement: text, and the sentences that it comes from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Statement {
    /// Plain text.
    pub text: String,
    /// The first is the anchor: the sentence whose words the statement carries.
    pub citations: Vec<Citation>,
    /// Paragraph of the running text, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Running text: whether it stands under the name of its anchor's outlet; it cites that outlet
    /// alone. Shown only where all statements do, lest one seem to be another outlet's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub under_outlet: bool,
    /// What it has beside that in some kinds of section.
    #[serde(flatten)]
    pub detail: Option<Detail>,
    /// The sentences that back a field.
    #[serde(skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}

/// The sentences that back a field of a statement and not its text: where the speaker is named,
/// where the role is given, which the day follows from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// Of the speaker.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speaker: Vec<Citation>,
    /// Of the role.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub role: Vec<Citation>,
    /// Of the date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub date: Vec<Citation>,
}

impl Evidence {
    /// Whether it backs nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// All of it: of the speaker, the role, the date.
    pub fn all(&self) -> impl Iterator<Item = &Citation> {
        self.speaker.iter().chain(&self.role).chain(&self.date)
    }
}

impl Statement {
    /// A statement of the running text.
    #[must_use]
    pub fn new(text: impl Into<String>, citations: Vec<Citation>) -> Self {
        Self { text: text.into(), citations, ..Self::default() }
    }

    /// The same statement with a detail.
    #[must_use]
    pub fn with(self, detail: Detail) -> Self {
        Self { detail: Some(detail), ..self }
    }

    /// What belongs to it as a quotation.
    #[must_use]
    pub fn quote(&self) -> Option<&Quote> {
        match &self.detail {
            Some(Detail::Quote(quote)) => Some(quote),
            _ => None,
        }
    }

    /// What belongs to it as an entry of a timeline.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        match &self.detail {
            Some(Detail::Entry(entry)) => Some(entry),
            _ => None,
        }
    }

    /// What belongs to it as one side of a disagreement.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        match &self.detail {
            Some(Detail::Position(position)) => Some(position),
            _ => None,
        }
    }

    /// What belongs to it as a name.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        match &self.detail {
            Some(Detail::Name(name)) => Some(name),
            _ => None,
        }
    }
}

/// A statement as it is written in JSON: the fields of all details side by side, any of which may
/// be missing. Unknown ones are passed over.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) citations: Vec<Citation>,
    pub(crate) paragraph: Option<usize>,
    pub(crate) under_outlet: bool,
    pub(crate) date: Option<String>,
    pub(crate) granularity: Option<Granularity>,
    pub(crate) speaker: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) variants: Vec<Variant>,
    pub(crate) topic: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) severity: Option<u8>,
    pub(crate) name: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) evidence: Evidence,
}

impl Written {
    pub(crate) fn statement(self, section: Option<&SectionKind>) -> Statement {
        let evidence = self.evidence.clone();
        let (text, citations) = (self.text.clone(), self.citations.clone());
        let (paragraph, under_outlet) = (self.paragraph, self.under_outlet);
        let detail = self.detail(section);
        Statement { text, citations, paragraph, under_outlet, detail, evidence }
    }

    /// The detail that its fields make. A program may give fields of several: then those count that
    /// its section asks for, else the first that has a field of its own. `role` and `type` belong
    /// to two details each; alone they make a name, the one detail that has both.
    fn detail(self, section: Option<&SectionKind>) -> Option<Detail> {
        let (is_role, is_kind) = (self.role.is_some(), self.kind.is_some());
        let is_quote = self.speaker.is_some() || !self.variants.is_empty();
        let is_entry = self.date.is_some() || self.granularity.is_some();
        let is_position = self.topic.is_some() || self.severity.is_some();
        let is_name = self.name.is_some() || !self.aliases.is_empty() || is_role || is_kind;
        match section {
            Some(SectionKind::Quotes) if is_quote || is_role => Some(self.quote()),
            Some(SectionKind::Timeline | SectionKind::Background) if is_entry => Some(self.entry()),
            Some(SectionKind::Disagreements) if is_position || is_kind => Some(self.position()),
            Some(SectionKind::Names) if is_name => Some(self.name()),
            _ if is_quote => Some(self.quote()),
            _ if is_entry => Some(self.entry()),
            _ if is_position => Some(self.position()),
            _ if is_name => Some(self.name()),
            _ => None,
        }
    }

    fn quote(self) -> Detail {
        let Self { speaker, role, variants, .. } = self;
        Detail::Quote(Quote { speaker, role, variants })
    }

    fn entry(self) -> Detail {
        let Self { date, granularity, .. } = self;
        Detail::Entry(Entry { date, granularity })
    }

    fn position(self) -> Detail {
        let Self { topic, kind, severity, .. } = self;
        Detail::Position(Position { topic, kind, severity })
    }

    fn name(self) -> Detail {
        let Self { role, kind, name, aliases, .. } = self;
        Detail::Name(Name { role, kind, name, aliases })
    }
}

impl From<Written> for Statement {
    fn from(written: Written) -> Self {
        written.statement(None)
    }
}

/// What a merger answers: a title and the running text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The headline; cites nothing.
    pub title: String,
    /// The running text; the first statement is the lede.
    pub statements: Vec<Statement>,
    /// The sentences that it leaves out, as far as the merger says why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// What a section plugin answers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "WrittenSection")]
pub struct SectionDraft {
    /// What its statements are.
    pub kind: SectionKind,
    /// What stands above it.
    pub heading: String,
    /// Its statements.
    pub statements: Vec<Statement>,
}

/// A section as it is written in JSON: its kind says which fields of its statements count.
#[derive(Default, Deserialize)]
#[serde(default)]
struct WrittenSection {
    kind: SectionKind,
    heading: String,
    statements: Vec<Written>,
}

impl From<WrittenSection> for SectionDraft {
    fn from(WrittenSection { kind, heading, statements }: WrittenSection) -> Self {
        let statements = statements.into_iter().map(|one| one.statement(Some(&kind))).collect();
        Self { kind, heading, statements }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            select(&["", "Ann Lee", "2026-01-05", "person"][..]).prop_map(str::to_owned),
            any::<String>()
        ]
    }

    fn citations() -> impl Strategy<Value = Vec<Citation>> {
        vec(
            ("[a-c]", 0..9_usize).prop_map(|(article, sentence)| Citation::new(article, sentence)),
            0..3,
        )
    }

    /// Any detail with at least one field that no other detail has, so that it can be told apart.
    fn detail() -> impl Strategy<Value = Detail> {
        let variants = || {
            vec(
                (text(), citations()).prop_map(|(text, citations)| Variant { text, citations }),
                0..3,
            )
        };
        let granularity = || select(&[Granularity::Year, Granularity::Day, Granularity::Hour][..]);
        let field = || option::of(text());
        prop_oneof![
            (text(), field(), variants()).prop_map(|(speaker, role, variants)| {
                Detail::Quote(Quote { speaker: Some(speaker), role, variants })
            }),
            (field(), granularity()).prop_map(|(date, granularity)| {
                Detail::Entry(Entry { date, granularity: Some(granularity) })
            }),
            (field(), field(), any::<u8>()).prop_map(|(topic, kind, severity)| {
                Detail::Position(Position { topic, kind, severity: Some(severity) })
            }),
            (field(), field(), text(), vec(text(), 0..3)).prop_map(
                |(role, kind, name, aliases)| {
                    Detail::Name(Name { role, kind, name: Some(name), aliases })
                }
            ),
        ]
    }

    prop_compose! {
        fn statement()(
            text in text(), citations in citations(), paragraph in option::of(0..9_usize), under_outlet in any::<bool>(),
            detail in option::of(detail()), backed in vec(citations(), 3),
        ) -> Statement {
            let [speaker, role, date] = [0, 1, 2].map(|at| backed[at].clone());
            Statement { text, citations, paragraph, under_outlet, detail, evidence: Evidence { speaker, role, date } }
        }
    }

    proptest! {
        #[test]
        fn a_statement_is_read_as_it_was_written(statement in statement()) {
            let written = serde_json::to_string(&statement).expect("it can be written");
            prop_assert_eq!(serde_json::from_str::<Statement>(&written).ok(), Some(statement), "{}", written);
        }

        #[test]
        fn fields_of_several_details_make_one_and_what_it_has_is_kept(first in detail(), second in detail()) {
            let mut both = serde_json::to_value(Statement::default().with(first)).expect("an object");
            let more = serde_json::to_value(Statement::default().with(second)).expect("an object");
            both.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            let read: Statement = serde_json::from_value(both.clone()).expect("it can be read");
            let again = serde_json::to_value(&read).expect("an object");
            for (key, value) in again.as_object().expect("an object") {
                prop_assert_eq!(&both[key], value, "{}", key);
            }
        }
    }

    #[test]
    fn fields_stand_beside_the_text_in_one_order() {
        let check = |written: &str| {
            let read: Statement = serde_json::from_str(written).expect("it can be read");
            assert_eq!(serde_json::to_string(&read).ok().as_deref(), Some(written));
        };
        check(r#"{"text":"It rained.","citations":[{"article":"a","sentence":1}],"paragraph":0}"#);
        check(r#"{"text":"x","citations":[],"date":"2026-01","granularity":"month"}"#);
        check(
            r#"{"text":"x","citations":[],"speaker":"Ann","role":"Mayor","variants":[{"text":"y","citations":[]}]}"#,
        );
        check(r#"{"text":"x","citations":[],"topic":"cars","type":"number","severity":2}"#);
        check(
            r#"{"text":"x","citations":[],"role":"Mayor","type":"person","name":"Ann","aliases":["A"]}"#,
        );
        check(
            r#"{"text":"x","citations":[],"speaker":"Ann","evidence":{"speaker":[{"article":"a","sentence":0}]}}"#,
        );
    }

    #[test]
    fn what_a_program_leaves_out_or_makes_up_does_no_harm() {
        let read = |written: &str| serde_json::from_str::<Statement>(written);
        assert_eq!(read("{}").ok(), Some(Statement::default()));
        assert_eq!(
            read(r#"{"text":"x","mood":"grave","speaker":null}"#).ok(),
            Some(Statement::new("x", Vec::new()))
        );
        let role = Detail::Name(Name { role: Some("Mayor".to_owned()), ..Name::default() });
        assert_eq!(read(r#"{"role":"Mayor"}"#).ok().and_then(|one| one.detail), Some(role));
        let variant = r#"{"variants":[{"text":"y","speaker":"nobody checks this"}]}"#;
        let kept = read(variant).ok().and_then(|one| serde_json::to_string(&one).ok());
        assert_eq!(
            kept.as_deref(),
            Some(r#"{"text":"","citations":[],"variants":[{"text":"y","citations":[]}]}"#)
        );
        assert!(read(r#"{"granularity":"fortnight"}"#).is_err());
    }

    #[test]
    fn the_kind_of_a_section_says_which_fields_count() {
        let all = r#"{"speaker":"Ann","date":"2026","topic":"cars","name":"Ann Lee","role":"Mayor","type":"x"}"#;
        let read = |kind: &str| {
            let written = format!(r#"{{"kind":"{kind}","statements":[{all}]}}"#);
            let section: SectionDraft = serde_json::from_str(&written).expect("a section");
            section.statements[0].clone()
        };
        assert_eq!(read("quotes").quote().and_then(|quote| quote.role.as_deref()), Some("Mayor"));
        assert_eq!(read("timeline").entry().and_then(|entry| entry.date.as_deref()), Some("2026"));
        let topic = |one: Statement| one.position().and_then(|position| position.topic.clone());
        assert_eq!(topic(read("disagreements")).as_deref(), Some("cars"));
        assert_eq!(read("names").name().and_then(|name| name.kind.as_deref()), Some("x"));
        assert!(read("a kind of its own").quote().is_some());
    }
}
