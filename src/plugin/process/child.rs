//! One running program.

use std::io;
use std::path::PathBuf;
use std::process::{self, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::group::{self, Ask};
use super::pipes::{self, Heard, Input, LastWords};

/// How long a program that is asked to end may take over it.
const GRACE: Duration = Duration::from_secs(2);

/// How often it is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(3);

/// How a program is started.
#[derive(Debug, Clone)]
pub(crate) struct Launch {
    /// The program: a path, or a name that is looked for in `PATH`.
    pub(crate) program: PathBuf,
    /// Its arguments.
    pub(crate) arguments: Vec<String>,
    /// Where it runs.
    pub(crate) folder: PathBuf,
    /// All of its environment.
    pub(crate) environment: Vec<(String, String)>,
    /// Bytes of one line that it may say.
    pub(crate) line_bytes: usize,
}

/// A program that runs. It ends at the latest when this is dropped.
pub(crate) struct Child {
    process: process::Child,
    input: Option<Input<ChildStdin>>,
    output: Receiver<Heard>,
    errors: LastWords,
    status: Option<ExitStatus>,
}

/// Why a program says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silence {
    /// The time is over.
    Late,
    /// It has closed its standard output.
    Ended,
    /// Its line is longer than any answer may be.
    TooLong,
}

impl Child {
    /// Starts a program.
    pub(crate) fn start(launch: &Launch) -> io::Result<Self> {
        let mut command = Command::new(&launch.program);
        command.args(&launch.arguments).current_dir(&launch.folder).env_clear();
        command.envs(launch.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = group::begin(&mut command)?;
        match Self::listen(&mut process, launch.line_bytes) {
            Ok((input, output, errors)) => {
                Ok(Self { process, input: Some(input), output, errors, status: None })
            }
            Err(error) => {
                group::ask(&mut process, Ask::Now);
                group::forget(&process);
                drop(process.wait());
                Err(error)
            }
        }
    }

    fn listen(process: &mut process::Child, most: usize) -> io::Result<Pipes> {
        let lost = || io::Error::other("a pipe is missing");
        let input = Input::open(process.stdin.take().ok_or_else(lost)?)?;
        let output = pipes::reader(process.stdout.take().ok_or_else(lost)?, most)?;
        let errors = pipes::last_words(process.stderr.take().ok_or_else(lost)?)?;
        Ok((input, output, errors))
    }

    /// Says a line, which has its end. Whether it is heard shows in the answer.
    pub(crate) fn say(&self, line: Vec<u8>) {
        if let Some(input) = &self.input {
            input.say(line);
        }
    }

    /// The next line, waited for until then.
    pub(crate) fn hear(&self, until: Instant) -> Result<Vec<u8>, Silence> {
        let left = until.saturating_duration_since(Instant::now());
        match self.output.recv_timeout(left) {
            Ok(Heard::Line(line)) => Ok(line),
            Ok(Heard::TooLong) => Err(Silence::TooLong),
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => Err(Silence::Ended),
            Err(RecvTimeoutError::Timeout) => Err(Silence::Late),
        }
    }

    /// The last of what it said on standard error.
    pub(crate) fn last_words(&self) -> String {
        self.errors.text()
    }

    /// How it ended, for a person, once it has.
    pub(crate) fn status(&self) -> Option<String> {
        self.status.map(|status| status.to_string())
    }

    /// Closes its standard input, which tells it to end.
    fn close(&mut self) {
        self.input = None;
    }

    fn has_ended(&mut self) -> bool {
        self.status.is_some() || group::has_ended(&mut self.process).unwrap_or(true)
    }

    /// Ends what is left of its group, and takes notice of its end.
    fn bury(&mut self) {
        if self.status.is_none() {
            group::ask(&mut self.process, Ask::Now);
            group::forget(&self.process);
            self.status = self.process.wait().ok();
        }
    }

    /// Has it end because it has closed its output: it gets a moment to do so by itself, so that
    /// how it ended is its own word.
    pub(crate) fn end_soon(&mut self) {
        const MOMENT: Duration = Duration::from_millis(200);
        self.close();
        wait(std::slice::from_mut(self), MOMENT);
        self.bury();
    }

    /// Has it end although it does not answer: kindly at first.
    pub(crate) fn end_now(&mut self) {
        self.close();
        group::ask(&mut self.process, Ask::Kindly);
        wait(std::slice::from_mut(self), GRACE);
        self.bury();
    }
}

type Pipes = (Input<ChildStdin>, Receiver<Heard>, LastWords);

/// Has programs end that have nothing more to do, all at a time. Gives the number of those that
/// did not do so when their standard input was closed.
pub(crate) fn end_all(mut children: Vec<Child>) -> usize {
    const LEAST: Duration = Duration::from_millis(500);
    children.iter_mut().for_each(Child::close);
    wait(&mut children, GRACE);
    let mut stubborn = 0;
    for child in &mut children {
        if !child.has_ended() {
            group::ask(&mut child.process, Ask::Kindly);
            stubborn += 1;
        }
    }
    wait(&mut children, if stubborn == 0 { Duration::ZERO } else { LEAST });
    children.iter_mut().for_each(Child::bury);
    stubborn
}

/// Waits until all have ended, at most so long.
fn wait(children: &mut [Child], most: Duration) {
    let until = Instant::now() + most;
    while !children.iter_mut().all(Child::has_ended) && Instant::now() < until {
        thread::sleep(LOOK);
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.bury();
    }
}
