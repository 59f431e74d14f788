//! Sheet: what is said of the sentences of a draft, with the words of the sources, ready to be
//! written in any format.

use std::ops::Range;

use q7x2_sdk::Event;
use q7x2_sdk::judged::{Finding, Judged, Matter, Verdict, Witness};

/// Witnesses that are written out of one claim, the first of each article; how many there are says
/// `origins`.
const MOST_WITNESSES: usize = 8;

/// One sentence of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The name of the draft.
    pub draft: String,
    /// The line of its file that the sentence begins in, from 1.
    pub line: usize,
    /// The sentence.
    pub sentence: String,
    /// How the sources stand to it.
    pub verdict: Verdict,
    /// The same claim by claim.
    pub claims: Vec<Claim>,
    /// How many independent sources bear it out, or some of it.
    pub origins: usize,
}

/// Some words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// How the sources stand to them.
    pub verdict: Verdict,
    /// In what they differ, or what is not proved.
    pub matter: Option<Matter>,
    /// Where the sources say so.
    pub by: Vec<By>,
}

/// A sentence of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The source's file, as it was given.
    pub file: String,
    /// The record in a file of several.
    pub record: Option<String>,
    /// The outlet, where it is known.
    pub outlet: Option<String>,
    /// The index of the sentence in its article, from 0.
    pub sentence: usize,
    /// Its words.
    pub text: String,
    /// The bytes of them that say otherwise.
    pub range: Range<usize>,
}

/// The lines of a draft that is an article of the event; `places` are the lines of its sentences.
#[must_use]
pub fn lines(event: &Event, judged: &[Judged], name: &str, places: &[usize]) -> Vec<Line> {
    let Some(draft) = event.position("draft").and_then(|at| event.articles().get(at)) else {
        return Vec::new();
    };
    let judged = judged.iter();
    let told = judged.filter_map(|one| Some((one, draft.sentences.get(one.sentence)?)));
    told.map(|(one, sentence)| Line {
        draft: name.to_owned(),
        line: places.get(one.sentence).copied().unwrap_or(1),
        sentence: sentence.text.clone(),
        verdict: one.verdict,
        claims: one.findings.iter().map(|finding| claim(event, finding)).collect(),
        origins: one.origins,
    })
    .collect()
}

/// How many sentences have a verdict.
#[must_use]
pub fn count(lines: &[Line], verdict: Verdict) -> usize {
    lines.iter().filter(|line| line.verdict == verdict).count()
}

/// Where a witness stands, in the order in which witnesses are shown.
fn place<'a>(event: &'a Event, one: &Witness) -> (&'a String, &'a Option<String>, usize) {
    let article = &event.articles()[one.spot.article];
    (&article.file, &article.record, one.spot.sentence)
}

fn claim(event: &Event, finding: &Finding) -> Claim {
    let mut by = finding.by.clone();
    by.sort_by(|a, b| place(event, a).cmp(&place(event, b)));
    by.dedup_by_key(|one| one.spot);
    by.truncate(MOST_WITNESSES);
    Claim {
        range: finding.range.clone(),
        verdict: finding.verdict,
        matter: finding.matter,
        by: by.iter().map(|one| witness(event, one)).collect(),
    }
}

fn witness(event: &Event, witness: &Witness) -> By {
    let article = &event.articles()[witness.spot.article];
    By {
        file: article.file.clone(),
        record: article.record.clone(),
        outlet: article.publisher.clone(),
        sentence: witness.spot.sentence,
        text: event.sentence(witness.spot).text.clone(),
        range: witness.range.clone(),
    }
}

impl Claim {
    /// What is not proved of words that the sources have.
    pub(super) fn unproved(&self) -> Option<Matter> {
        self.matter.filter(|_| self.verdict == Verdict::Part)
    }

    /// Whether it is a quotation that no source has word for word.
    pub(super) fn is_unquoted(&self) -> bool {
        self.verdict == Verdict::NotFound && self.matter == Some(Matter::Quotation)
    }
}

impl Line {
    /// The words of a claim.
    #[must_use]
    pub fn words(&self, claim: &Claim) -> &str {
        self.sentence.get(claim.range.clone()).unwrap_or(&self.sentence)
    }

    /// What there is to say of the sentence, in one line.
    #[must_use]
    pub(super) fn message(&self) -> String {
        let otherwise = self.claims.iter().find(|one| one.verdict == Verdict::Contradicted);
        match self.verdict {
            Verdict::Contradicted => match otherwise.and_then(|one| one.matter) {
                Some(Matter::Origins) => format!("the sources are {}", voices(self.origins)),
                Some(matter) => format!("a source says otherwise: {}", matter.word()),
                None => "a source says otherwise".to_owned(),
            },
            Verdict::NotFound | Verdict::Part if self.claims.iter().any(Claim::is_unquoted) => {
                "no source has this quotation".to_owned()
            }
            Verdict::NotFound if self.is_too_long() => {
                "not judged: too long for a sentence, cut it".to_owned()
            }
            Verdict::NotFound => "no source says so".to_owned(),
            Verdict::Part => match self.lacking().as_slice() {
                [] => self.near(),
                words => format!("no source says: {}", words.join(" … ")),
            },
            Verdict::BorneOut => format!("borne out by {}", voices(self.origins)),
            Verdict::NoClaim => "claims nothing".to_owned(),
        }
    }

    fn is_too_long(&self) -> bool {
        self.claims.iter().any(|one| one.matter == Some(Matter::Length))
    }

    /// What is not proved where no word lacks, each with its words.
    fn near(&self) -> String {
        let told = self.claims.iter().filter_map(|claim| {
            let question = question(claim.unproved()?);
            Some(format!("{question}: “{}”", self.words(claim)))
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            return "near what sources say, and not proved".to_owned();
        }
        format!("a source has these words; not proved is {}", told.join("; "))
    }

    /// The words that lack proof.
    fn lacking(&self) -> Vec<&str> {
        let lacks = |one: &&Claim| one.verdict == Verdict::NotFound;
        self.claims.iter().filter(lacks).map(|one| self.words(one)).collect()
    }
}

/// What a reader would ask of words that are not proved.
fn question(matter: Matter) -> &'static str {
    match matter {
        Matter::Number | Matter::Unit => "how many",
        Matter::Name => "whose name it is",
        Matter::Day | Matter::Time => "when",
        Matter::Place => "where",
        Matter::Who => "who or what it was",
        Matter::Direction => "which way",
        Matter::YesNo => "whether it is so",
        Matter::Certainty => "how certain it is",
        Matter::Scope => "whether it is all",
        Matter::Quotation => "that it was said so",
        Matter::Origins => "how many say so",
        Matter::Deed => "that it was done",
        Matter::Owner => "whose it is",
        Matter::Together => "that it belongs together",
        Matter::Length => "what so long a sentence says",
    }
}

fn voices(count: usize) -> String {
    match count {
        1 => "1 independent voice".to_owned(),
        count => format!("{count} independent voices"),
    }
}
