//! GitHub: workflow commands, which a pull request shows beside the lines of the draft.

use q7x2_sdk::judged::Verdict;

use super::sheet::Line;
use crate::terminal::clean;

/// The lines that somebody should look at, each as a command.
pub(super) fn rendered(lines: &[Line]) -> String {
    lines.iter().filter_map(command).collect()
}

fn command(line: &Line) -> Option<String> {
    let (level, title) = match line.verdict {
        Verdict::Contradicted => ("error", "contradicted"),
        Verdict::NotFound => ("warning", "not found"),
        Verdict::Part => ("notice", "borne out in part"),
        Verdict::BorneOut | Verdict::NoClaim => return None,
    };
    let claims = line.claims.iter().filter(|one| one.verdict == line.verdict);
    let sources = claims.flat_map(|one| &one.by);
    let told: Vec<String> =
        sources.map(|by| format!("\n{}: {}", clean(&by.file), clean(&by.text))).collect();
    let message =
        format!("{}\n“{}”{}", clean(&line.message()), clean(&line.sentence), told.concat());
    let file = property(&clean(&line.draft));
    Some(format!("::{level} file={file},line={},title={title}::{}\n", line.line, data(&message)))
}

/// A message as commands carry it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
