//! A host of the web on this computer, which misbehaves as it is told to. Shared by the tests beside
//! it; not all use all of it.
#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]
#![allow(dead_code, reason = "each test binary uses a part")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// One request, as it came: path and headers (names in lower case).
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
}

/// What is sent back.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Status, headers, body.
    Whole(u16, Vec<(String, String)>, Vec<u8>),
    /// Bytes as they are, then the end.
    Raw(Vec<u8>),
    /// Bytes over and over, until nobody listens.
    Endless(Vec<u8>, Vec<u8>),
    /// Nothing, for as long as somebody waits.
    Silence,
}

pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Reply {
    Reply::Whole(200, Vec::new(), body.into())
}

pub(crate) fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Reply {
    let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
    Reply::Whole(status, headers.collect(), body.into())
}

type Answering = dyn Fn(&Asked, usize) -> Reply + Send + Sync;

/// A host. It lives until the test ends.
pub(crate) struct Host {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// How many requests were open at a time, at most.
    pub(crate) most_open: Arc<Mutex<(usize, usize)>>,
}

impl Host {
    /// A host that answers by path; the number counts the requests for that path, from 1. What is
    /// not known is 404.
    pub(crate) fn new(answer: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let most_open = Arc::new(Mutex::new((0, 0)));
        let answer: Arc<Answering> = Arc::new(answer);
        let (log, open) = (Arc::clone(&asked), Arc::clone(&most_open));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, open, answer) =
                    (Arc::clone(&log), Arc::clone(&open), Arc::clone(&answer));
                thread::spawn(move || serve(&stream, &log, &open, &*answer));
            }
        });
        Self { address, asked, most_open }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }

    /// How often a path was asked for.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.asked().iter().filter(|one| one.path == path).count()
    }
}

fn serve(
    stream: &TcpStream,
    log: &Mutex<Vec<Asked>>,
    open: &Mutex<(usize, usize)>,
    answer: &Answering,
) {
    let Some(asked) = read(stream) else { return };
    let count = {
        let mut log = log.lock().expect("no panic");
        log.push(asked.clone());
        log.iter().filter(|one| one.path == asked.path).count()
    };
    let enter = |by: isize| {
        let mut open = open.lock().expect("no panic");
        open.0 = open.0.saturating_add_signed(by);
        open.1 = open.1.max(open.0);
    };
    enter(1);
    let reply = answer(&asked, count);
    // Whether anybody still listens is theirs to know.
    let _ = send(stream, reply);
    enter(-1);
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    Some(Asked { path, headers })
}

fn send(mut stream: &TcpStream, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Whole(status, headers, body) => {
            let mut head = format!(
                "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n",
                body.len()
            );
            for (name, value) in headers {
                head += &format!("{name}: {value}\r\n");
            }
            stream.write_all(format!("{head}\r\n").as_bytes())?;
            stream.write_all(&body)
        }
        Reply::Raw(bytes) => stream.write_all(&bytes),
        Reply::Endless(head, again) => {
            stream.write_all(&head)?;
            loop {
                stream.write_all(&again)?;
            }
        }
        Reply::Silence => {
            // Ends when the other side does.
            let mut rest = Vec::new();
            std::io::Read::read_to_end(&mut stream, &mut rest).map(drop)
        }
    }
}

/// A feed of RSS with these entries: (path, title, text).
pub(crate) fn rss(title: &str, entries: &[(String, &str, &str)]) -> String {
    let item = |(at, (link, title, text)): (usize, &(String, &str, &str))| {
        let day = 28 - at % 28;
        format!(
            "<item><title>{title}</title><link>{link}</link><pubDate>{day:02} Jan 2026 10:00:00 GMT</pubDate>\
             <description>{text}</description></item>\n"
        )
    };
    let items: String = entries.iter().enumerate().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>{title}</title>\n{items}</channel></rss>"
    )
}
