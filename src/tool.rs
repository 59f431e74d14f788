//! Tool: the door to programs of the system that are no plugins: git, and what opens a browser.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Why a tool did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The system has no such program, or does not start it.
    #[error("`{program}` cannot be started: {why}")]
    Missing {
        /// The program.
        program: &'static str,
        /// What the system said.
        why: String,
    },
    /// It ended with a fault.
    #[error("`git {what}` failed: {said}")]
    Failed {
        /// What was asked of it.
        what: String,
        /// What it said.
        said: String,
    },
}

/// Runs git with these words in a folder, and gives what it prints.
///
/// # Errors
/// Where it cannot be started or ends with a fault.
pub fn git(
    folder: &Path,
    words: &[&str],
    variables: &[(&str, &Path)],
    input: &[u8],
) -> Result<String, Fault> {
    let missing = |why: std::io::Error| Fault::Missing { program: "git", why: why.to_string() };
    let mut command = Command::new("git");
    command.current_dir(folder).args(words).envs(variables.iter().copied());
    // It must not ask anybody: there may be nobody.
    command.env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(missing)?;
    if let Some(mut pipe) = child.stdin.take() {
        // One that reads nothing is not at fault for that.
        let _ = pipe.write_all(input);
    }
    let output = child.wait_with_output().map_err(missing)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    let said = text(&output.stderr).lines().last().unwrap_or_default().to_owned();
    Err(Fault::Failed { what: words.first().copied().unwrap_or_default().to_owned(), said })
}

/// Opens an address in the browser that the system's owner uses.
///
/// # Errors
/// Where there is no program for that.
pub fn open(address: &str) -> Result<(), Fault> {
    let (program, words): (_, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(words).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = command.spawn();
    started.map(drop).map_err(|why| Fault::Missing { program, why: why.to_string() })
}
