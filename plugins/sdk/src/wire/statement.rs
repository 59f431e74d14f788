//! Points, statements and citations on the wire.

use serde::{Deserialize, Serialize};

use super::naming::Naming;
use crate::noun::section::SectionKind;
use crate::noun::statement::Written;
use crate::noun::{citation, detail, left_out, statement};
use q7x2_text::date;

/// Points at one sentence of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Citation {
    /// The article's id.
    pub article: String,
    /// Index into that article's `sentences`, from 0.
    pub sentence: usize,
    /// The statement's own words that the sentence bears out; absent where it bears out all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// One point of an article's summary.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Point {
    /// Plain text.
    pub text: String,
    /// The sentences that it is taken from.
    pub citations: Vec<Citation>,
    /// How much it matters within its article, 0 to 1.
    #[serde(default)]
    pub weight: f64,
}

/// One statement. Of the fields below `paragraph` each belongs to some kinds of section.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Statement {
    /// Plain text: no HTML, no Markdown.
    pub text: String,
    /// The first is the anchor: the sentence whose words the statement carries.
    pub citations: Vec<Citation>,
    /// Paragraph of the running text, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Whether it stands under the name of its anchor's outlet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub under_outlet: bool,
    /// `timeline`: ISO 8601, cut to its precision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// `timeline`: how precise the date is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
    /// `quotes`: who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// `quotes`, `names`: what that person is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// `quotes`: the same utterance in other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// `disagreements`: what the statements with the same topic differ about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// `disagreements`, `names`: of which type.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `disagreements`: 1 (slight) to 3 (grave).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
    /// `names`: the fullest form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `names`: other spellings and shorter forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The sentences that back a field and not the text.
    #[serde(default, skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}

/// Other words for a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Variant {
    /// The words, with their marks.
    pub text: String,
    /// The sentences that they stand in.
    pub citations: Vec<Citation>,
}

/// The sentences that back a field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// A year: `2026`.
    Year,
    /// A month: `2026-01`.
    Month,
    /// A day: `2026-01-06`.
    Day,
    /// A part of a day: night, morning, afternoon, evening.
    Part,
    /// An hour: `2026-01-06T15`.
    Hour,
}

/// A sentence that a merger leaves out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// The article's id.
    pub article: String,
    /// Index into that article's `sentences`.
    pub sentence: usize,
    /// Why: one of the host's words, or the plugin's own.
    #[serde(default)]
    pub reason: String,
}

impl Citation {
    /// A citation as a program is shown it.
    #[must_use]
    pub fn of(citation: &citation::Citation, naming: Naming<'_>) -> Self {
        Self {
            article: naming.name(&citation.article).into_owned(),
            sentence: citation.sentence,
            part: citation.part.clone(),
        }
    }

    /// The noun.
    #[must_use]
    pub fn noun(self) -> citation::Citation {
        let Self { article, sentence, part } = self;
        citation::Citation { article, sentence, part }
    }
}

fn shown(citations: &[citation::Citation], naming: Naming<'_>) -> Vec<Citation> {
    citations.iter().map(|one| Citation::of(one, naming)).collect()
}

fn nouns(citations: Vec<Citation>) -> Vec<citation::Citation> {
    citations.into_iter().map(Citation::noun).collect()
}

impl Point {
    /// A point as a program is shown it.
    #[must_use]
    pub fn of(point: &statement::Point, naming: Naming<'_>) -> Self {
        let citations = shown(&point.citations, naming);
        Self { text: point.text.clone(), citations, weight: point.weight }
    }

    /// The noun. A weight that is none counts as nothing.
    #[must_use]
    pub fn noun(self) -> statement::Point {
        let weight = if self.weight.is_finite() { self.weight.clamp(0.0, 1.0) } else { 0.0 };
        statement::Point { text: self.text, citations: nouns(self.citations), weight }
    }
}

impl Statement {
    /// A statement as a program is shown it.
    #[must_use]
    pub fn of(statement: &statement::Statement, naming: Naming<'_>) -> Self {
        let shown = |citations: &[citation::Citation]| shown(citations, naming);
        let evidence = &statement.evidence;
        let mut made = Self {
            text: statement.text.clone(),
            citations: shown(&statement.citations),
            paragraph: statement.paragraph,
            under_outlet: statement.under_outlet,
            evidence: Evidence {
                speaker: shown(&evidence.speaker),
                role: shown(&evidence.role),
                date: shown(&evidence.date),
            },
            ..Self::default()
        };
        if let Some(detail) = statement.detail.clone() {
            made.put(detail, naming);
        }
        made
    }

    fn put(&mut self, detail: detail::Detail, naming: Naming<'_>) {
        match detail {
            detail::Detail::Quote(detail::Quote { speaker, role, variants }) => {
                (self.speaker, self.role) = (speaker, role);
                let variant = |one: detail::Variant| Variant {
                    citations: shown(&one.citations, naming),
                    text: one.text,
                };
                self.variants = variants.into_iter().map(variant).collect();
            }
            detail::Detail::Entry(detail::Entry { date, granularity }) => {
                (self.date, self.granularity) = (date, granularity.map(Granularity::of));
            }
            detail::Detail::Position(detail::Position { topic, kind, severity }) => {
                (self.topic, self.kind, self.severity) = (topic, kind, severity);
            }
            detail::Detail::Name(detail::Name { role, kind, name, aliases }) => {
                (self.role, self.kind) = (role, kind);
                (self.name, self.aliases) = (name, aliases);
            }
        }
    }

    /// The noun, as a statement of that kind of section.
    #[must_use]
    pub fn noun(self, section: &SectionKind) -> statement::Statement {
        let variant =
            |one: Variant| detail::Variant { text: one.text, citations: nouns(one.citations) };
        let Evidence { speaker, role, date } = self.evidence;
        let evidence =
            statement::Evidence { speaker: nouns(speaker), role: nouns(role), date: nouns(date) };
        let written = Written {
            text: self.text,
            citations: nouns(self.citations),
            paragraph: self.paragraph,
            under_outlet: self.under_outlet,
            date: self.date,
            granularity: self.granularity.map(Granularity::noun),
            speaker: self.speaker,
            role: self.role,
            variants: self.variants.into_iter().map(variant).collect(),
            topic: self.topic,
            kind: self.kind,
            severity: self.severity,
            name: self.name,
            aliases: self.aliases,
            evidence,
        };
        written.statement(Some(section))
    }

    /// Every citation in it, those of variants and evidence too.
    pub fn all_citations(&mut self) -> impl Iterator<Item = &mut Citation> {
        let Evidence { speaker, role, date } = &mut self.evidence;
        let variants = self.variants.iter_mut().flat_map(|one| &mut one.citations);
        let backed = speaker.iter_mut().chain(role).chain(date);
        self.citations.iter_mut().chain(variants).chain(backed)
    }
}

impl Evidence {
    fn is_empty(&self) -> bool {
        self.speaker.is_empty() && self.role.is_empty() && self.date.is_empty()
    }
}

impl Granularity {
    fn of(granularity: date::Granularity) -> Self {
        match granularity {
            date::Granularity::Year => Self::Year,
            date::Granularity::Month => Self::Month,
            date::Granularity::Day => Self::Day,
            date::Granularity::Part => Self::Part,
            date::Granularity::Hour => Self::Hour,
        }
    }

    fn noun(self) -> date::Granularity {
        match self {
            Self::Year => date::Granularity::Year,
            Self::Month => date::Granularity::Month,
            Self::Day => date::Granularity::Day,
            Self::Part => date::Granularity::Part,
            Self::Hour => date::Granularity::Hour,
        }
    }
}

impl LeftOut {
    pub(super) fn of(left_out: &left_out::LeftOut) -> Self {
        let citation::Citation { article, sentence, .. } = left_out.citation.clone();
        Self { article, sentence, reason: left_out.reason.word().to_owned() }
    }

    /// The noun.
    #[must_use]
    pub fn noun(self) -> left_out::LeftOut {
        let citation = citation::Citation::new(self.article, self.sentence);
        left_out::LeftOut::new(citation, left_out::Reason::from(self.reason))
    }
}
