//! Trouble: what goes wrong with a program, for whoever wrote it and whoever uses it.

use q7x2_sdk::contract::PluginError;
use q7x2_sdk::wire::{Fault, code};

/// What went wrong.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Trouble {
    /// It cannot be started at all.
    NotStarted {
        /// What the system said.
        why: String,
        /// What to do about it.
        hint: String,
    },
    /// It did not answer in time.
    Late {
        /// What it was asked.
        method: &'static str,
        /// How long it had.
        seconds: u64,
        /// What it said on standard error.
        said: String,
    },
    /// It ended while it was asked something.
    Ended {
        /// What it was asked.
        method: &'static str,
        /// How it ended.
        status: String,
        /// What it said on standard error.
        said: String,
    },
    /// It does not keep to the protocol.
    Broken {
        /// In what.
        what: String,
        /// What it said on standard error.
        said: String,
    },
    /// It says why it has no answer.
    Refused(Fault),
    /// Its answer is not what the method gives.
    Unreadable(String),
    /// There is no answer that is kept, and it may not be asked.
    NotKept,
    /// It is not asked any more.
    GivenUp {
        /// Why.
        why: String,
        /// What to do about it.
        hint: Option<String>,
    },
}

/// Lines of standard error that are shown.
const LINES: usize = 12;

/// Letters of them.
const LETTERS: usize = 1_500;

impl Trouble {
    /// Whether another try, with the program started anew, may help.
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::Ended { .. } | Self::Broken { .. })
    }

    /// What happened, in one line.
    pub(super) fn message(&self) -> String {
        match self {
            Self::NotStarted { why, .. } => format!("the program cannot be started: {why}"),
            Self::Late { method, seconds, .. } => {
                format!("no answer to `{method}` within {seconds} s; the program was ended")
            }
            Self::Ended { method, status, .. } => {
                format!("the program ended before it answered `{method}` ({status})")
            }
            Self::Broken { what, .. } => format!("the program {what}"),
            Self::Refused(fault) => refused(fault),
            Self::Unreadable(what) => format!("its answer cannot be read: {what}"),
            Self::NotKept => "no answer is kept, and `--frozen` forbids to ask".to_owned(),
            Self::GivenUp { why, .. } => why.clone(),
        }
    }

    /// What to do about it: the plugin's own hint before the host's.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::NotStarted { hint, .. } => Some(hint.clone()),
            Self::Late { said, .. } => {
                Some(format!("{}; does it flush its standard output?", last_lines(said)))
            }
            Self::Ended { said, status, .. }
                if said.trim().is_empty() && status.ends_with(" 0") =>
            {
                Some("a program goes on until its standard input ends".to_owned())
            }
            Self::Ended { said, .. } | Self::Broken { said, .. } => Some(last_lines(said)),
            Self::Refused(fault) => hint(fault),
            Self::Unreadable(_) => Some(
                "`q7x2 plugin run` shows what it answers; plugins/README.md has the form"
                    .to_owned(),
            ),
            Self::NotKept => {
                Some("build once without `--frozen`, and keep `[cache] dir`".to_owned())
            }
            Self::GivenUp { hint, .. } => hint.clone(),
        }
    }

    /// The same for whoever asked.
    pub(super) fn error(&self) -> PluginError {
        let (message, hint) = (self.message(), self.hint());
        match self {
            Self::Refused(fault) if fault.code == code::NOT_APPLICABLE => {
                PluginError::NotApplicable { message: plain(&fault.message) }
            }
            Self::GivenUp { .. } => PluginError::GivenUp { message, hint },
            _ => PluginError::Failed { message, hint },
        }
    }
}

fn refused(fault: &Fault) -> String {
    let said = plain(&fault.message);
    let said = if said.is_empty() { format!("error {}", fault.code) } else { said };
    match fault.code {
        code::CONFIG => format!("a setting is wrong: {said}"),
        code::PROTOCOL => format!("it speaks another protocol: {said}"),
        code::UPSTREAM => format!("what it needs cannot be reached: {said}"),
        _ => said,
    }
}

fn hint(fault: &Fault) -> Option<String> {
    let data = fault.data.as_ref()?;
    let own = data.hint.as_deref().map(plain).filter(|hint| !hint.is_empty());
    let key = || data.key.as_ref().map(|key| format!("look at its setting `{}`", plain(key)));
    let retry = || data.retry_after_s.map(|seconds| format!("build again in {seconds} s"));
    own.or_else(key).or_else(retry)
}

/// The end of what was said on standard error.
fn last_lines(said: &str) -> String {
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return "it said nothing on standard error".to_owned();
    }
    let last = lines[lines.len().saturating_sub(LINES)..].join(" | ");
    let over = last.chars().count().saturating_sub(LETTERS);
    let last: String = last.chars().skip(over).collect();
    format!("its last words on standard error: {last}")
}

/// One line of a bounded length.
pub(super) fn plain(said: &str) -> String {
    const LONGEST: usize = 500;
    let words: Vec<&str> = said.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::wire::Refused;

    use super::*;

    #[test]
    fn a_plugins_own_hint_goes_before_the_hosts() {
        let fault =
            |code, data| Trouble::Refused(Fault { code, message: "no\n model".to_owned(), data });
        let check = |trouble: Trouble, message: &str, hint: Option<&str>| {
            assert_eq!((trouble.message().as_str(), trouble.hint().as_deref()), (message, hint));
        };
        check(fault(-32000, None), "no model", None);
        let (key, hint) = (Some("model".to_owned()), Some("run `make`".to_owned()));
        let both = Refused { key: key.clone(), hint, retry_after_s: None };
        check(fault(code::CONFIG, Some(both)), "a setting is wrong: no model", Some("run `make`"));
        let alone = Refused { key, ..Refused::default() };
        let expected = Some("look at its setting `model`");
        check(fault(code::CONFIG, Some(alone)), "a setting is wrong: no model", expected);
        let later = Refused { retry_after_s: Some(30.0), ..Refused::default() };
        let message = "what it needs cannot be reached: no model";
        check(fault(code::UPSTREAM, Some(later)), message, Some("build again in 30 s"));
    }

    #[test]
    fn the_end_of_standard_error_is_shown() {
        let said: String = (0..100).map(|at| format!("line {at}\n\n")).collect();
        let shown = last_lines(&said);
        assert!(shown.ends_with("| line 98 | line 99") && !shown.contains("line 87 "), "{shown}");
        assert!(last_lines(&"x".repeat(9_999)).len() < LETTERS + 100);
        assert_eq!(last_lines(" \n"), "it said nothing on standard error");
    }
}
