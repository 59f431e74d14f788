//! Pipes: a thread for each, so that a program which does not read, or says too much, holds up
//! nobody. Nothing is kept without bound.
//!
//! A thread ends with its pipe. One whose pipe somebody still holds open, who has left the group of
//! the program, is not waited for.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What comes out of a program's standard output.
pub(super) enum Heard {
    /// A line, without its end.
    Line(Vec<u8>),
    /// A line that is longer than any answer may be.
    TooLong,
    /// Nothing any more.
    End,
}

/// Lines that wait to be heard, at most: a program that says more waits itself.
const WAITING: usize = 4;

/// Bytes of standard error that are kept, the last: some 600 lines.
const KEPT: usize = 64 << 10;

/// Bytes that a program's standard input holds, where the system can be asked for it: a whole
/// question. Linux gives 64 KiB otherwise, and a question of 100 KB goes to and fro twice.
#[cfg(target_os = "linux")]
const QUESTION: usize = 1 << 20;

/// How long the last words of a program are waited for.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Hands lines to a program; dropping it closes the program's standard input.
pub(super) struct Input<P> {
    pipe: Arc<P>,
    lines: Sender<Vec<u8>>,
    /// Lines that the thread has not handed over yet.
    waiting: Arc<AtomicUsize>,
    /// Bytes that the pipe holds when it is empty; 0 where that is not known.
    room: usize,
}

impl<P: Send + Sync + 'static> Input<P>
where
    for<'p> &'p P: Write,
    P: Room,
{
    /// Opens it; `pipe` belongs to it from then on.
    pub(super) fn open(pipe: P) -> io::Result<Self> {
        let (lines, queue) = channel();
        let (pipe, waiting) = (Arc::new(pipe), Arc::new(AtomicUsize::new(0)));
        let (own, left) = (Arc::clone(&pipe), Arc::clone(&waiting));
        spawn("to a plugin", move || hand_over(&*own, &queue, &left))?;
        Ok(Self { room: pipe.widen(), pipe, lines, waiting })
    }

    /// Says a line. One that an empty pipe holds whole goes there at once, which spares the thread
    /// its turn; any other is the thread's, so that a program which does not read holds up nobody.
    pub(super) fn say(&self, line: Vec<u8>) {
        let is_idle = self.waiting.load(Ordering::Acquire) == 0;
        if is_idle && line.len() <= self.room && self.pipe.is_empty() {
            // A program that does not listen is found out by its silence.
            drop((&*self.pipe).write_all(&line));
            return;
        }
        self.waiting.fetch_add(1, Ordering::AcqRel);
        drop(self.lines.send(line));
    }
}

fn hand_over(mut pipe: impl Write, lines: &Receiver<Vec<u8>>, waiting: &AtomicUsize) {
    for line in lines {
        if pipe.write_all(&line).and_then(|()| pipe.flush()).is_err() {
            return;
        }
        waiting.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A pipe of which it can be told what it holds.
pub(super) trait Room {
    /// Lets it hold a whole question, if the system does so for this user; gives the bytes that it
    /// holds, 0 where that is not known.
    fn widen(&self) -> usize;

    /// Whether the program has read all that was said.
    fn is_empty(&self) -> bool;
}

#[cfg(target_os = "linux")]
impl<P: std::os::fd::AsFd> Room for P {
    fn widen(&self) -> usize {
        // A narrow pipe is slower, and nothing else.
        let _ = rustix::pipe::fcntl_setpipe_size(self, QUESTION);
        rustix::pipe::fcntl_getpipe_size(self).unwrap_or(0)
    }

    fn is_empty(&self) -> bool {
        rustix::io::ioctl_fionread(self).is_ok_and(|unread| unread == 0)
    }
}

/// Only Linux can be asked.
#[cfg(not(target_os = "linux"))]
impl<P> Room for P {
    fn widen(&self) -> usize {
        0
    }

    fn is_empty(&self) -> bool {
        false
    }
}

/// The lines of a program, none longer than `most` bytes.
pub(super) fn reader(pipe: impl Read + Send + 'static, most: usize) -> io::Result<Receiver<Heard>> {
    let (sender, heard) = sync_channel(WAITING);
    spawn("from a plugin", move || read(pipe, most, &sender))?;
    Ok(heard)
}

fn read(pipe: impl Read, most: usize, heard: &SyncSender<Heard>) {
    let mut pipe = BufReader::with_capacity(1 << 16, pipe);
    loop {
        let next = line(&mut pipe, most).unwrap_or(Heard::End);
        let is_last = !matches!(next, Heard::Line(_));
        if heard.send(next).is_err() || is_last {
            return;
        }
    }
}

fn line(pipe: &mut impl BufRead, most: usize) -> io::Result<Heard> {
    let mut line = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = pipe.take(limit).read_until(b'\n', &mut line)?;
    Ok(match line.last() {
        _ if read == 0 => Heard::End,
        Some(b'\n') => {
            line.pop();
            Heard::Line(line)
        }
        _ if read > most => Heard::TooLong,
        // The end of the output ends a line, too.
        _ => Heard::Line(line),
    })
}

/// The last of what a program says on standard error.
#[derive(Clone)]
pub(super) struct LastWords {
    kept: Arc<Mutex<VecDeque<u8>>>,
    end: Arc<Mutex<Receiver<()>>>,
}

/// Listens to a program's standard error.
pub(super) fn last_words(mut pipe: impl Read + Send + 'static) -> io::Result<LastWords> {
    let kept = Arc::new(Mutex::new(VecDeque::new()));
    let (at_end, end) = channel();
    let said = Arc::clone(&kept);
    spawn("errors of a plugin", move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = pipe.read(&mut buffer) {
            keep(&said, &buffer[..length]);
        }
        drop(at_end);
    })?;
    Ok(LastWords { kept, end: Arc::new(Mutex::new(end)) })
}

fn keep(kept: &Mutex<VecDeque<u8>>, said: &[u8]) {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    kept.extend(said);
    let over = kept.len().saturating_sub(KEPT);
    kept.drain(..over);
}

impl LastWords {
    /// What was said, as text. Waits a moment for what is on its way.
    pub(super) fn text(&self) -> String {
        let end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing is ever sent; the sender is dropped at the end of the pipe.
        let _ = end.recv_timeout(LAST_WORDS);
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: Vec<u8> = kept.iter().copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(said: &'static [u8], most: usize) -> Vec<String> {
        let lines = reader(said, most).expect("a thread");
        let show = |heard| match heard {
            Heard::Line(line) => String::from_utf8_lossy(&line).into_owned(),
            Heard::TooLong => "TOO LONG".to_owned(),
            Heard::End => "END".to_owned(),
        };
        lines.iter().map(show).collect()
    }

    #[test]
    fn lines_end_somewhere() {
        assert_eq!(heard(b"", 9), ["END"]);
        assert_eq!(heard(b"a\n\nbc", 9), ["a", "", "bc", "END"]);
        assert_eq!(heard(b"abcd\n", 4), ["abcd", "END"]);
        assert_eq!(heard(b"abcde\nx\n", 4), ["TOO LONG"]);
        assert_eq!(heard(b"abcde", 4), ["TOO LONG"]);
    }

    #[test]
    fn the_last_words_are_the_last() {
        let said = [vec![b'a'; KEPT], b"end".to_vec()].concat();
        let words = last_words(io::Cursor::new(said)).expect("a thread").text();
        assert_eq!((words.len(), &words[KEPT - 4..]), (KEPT, "aend"));
    }
}
