//! JSON: a line for each sentence, for programs.

use q7x2_sdk::judged::Matter;
use serde::Serialize;

use super::sheet::{By, Claim, Line};

#[derive(Serialize)]
struct Written<'a> {
    draft: &'a str,
    line: usize,
    sentence: &'a str,
    verdict: &'a str,
    claims: Vec<WrittenClaim<'a>>,
    origins: usize,
}

#[derive(Serialize)]
struct WrittenClaim<'a> {
    text: &'a str,
    verdict: &'a str,
    r#in: Option<&'a str>,
    by: Vec<WrittenBy<'a>>,
}

#[derive(Serialize)]
struct WrittenBy<'a> {
    file: &'a str,
    record: Option<&'a str>,
    sentence: usize,
    text: &'a str,
}

/// The lines as JSON Lines.
pub(super) fn rendered(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        // Strings and numbers can always be written.
        text.push_str(&serde_json::to_string(&written(line)).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn written(line: &Line) -> Written<'_> {
    let claim = |claim| written_claim(line, claim);
    Written {
        draft: &line.draft,
        line: line.line,
        sentence: &line.sentence,
        verdict: line.verdict.word(),
        claims: line.claims.iter().map(claim).collect(),
        origins: line.origins,
    }
}

fn written_claim<'a>(line: &'a Line, claim: &'a Claim) -> WrittenClaim<'a> {
    WrittenClaim {
        text: line.words(claim),
        verdict: claim.verdict.word(),
        r#in: claim.matter.map(Matter::word),
        by: claim.by.iter().map(written_by).collect(),
    }
}

fn written_by(by: &By) -> WrittenBy<'_> {
    WrittenBy {
        file: &by.file,
        record: by.record.as_deref(),
        sentence: by.sentence,
        text: &by.text,
    }
}
