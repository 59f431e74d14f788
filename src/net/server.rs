//! Server: shows a site to this computer's own browser. One request a connection; no more of either
//! than a browser needs.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Most connections at a time: some windows of a browser, each with a few.
const MOST_CONNECTIONS: usize = 128;

/// Longest head of a request, in bytes.
const MOST_HEAD: u64 = 16 << 10;

/// How long a request may take to arrive, and an answer to be taken.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a page that waits is told that nothing has changed, so that one that is closed is
/// noticed.
const BEAT: Duration = Duration::from_secs(5);

/// The address at which pages wait for news.
pub const NEWS: &str = "/.q7x2/news";

/// What a browser gets.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The status of HTTP.
    pub status: u16,
    /// The kind of file.
    pub kind: &'static str,
    /// What it holds.
    pub body: Vec<u8>,
}

/// The number of the site that stands, which grows.
#[derive(Debug, Default)]
pub struct News {
    number: Mutex<u64>,
    changed: Condvar,
}

impl News {
    /// There is another site now.
    pub fn tell(&self) {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    fn number(&self) -> u64 {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number as soon as it is another; the same after a while.
    fn wait(&self, known: u64) -> u64 {
        let number = self.number.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |number: &mut u64| *number == known;
        let waited = self.changed.wait_timeout_while(number, BEAT, same);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// A server that has its port, and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes a port; 0 for any that is free.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn bind(host: IpAddr, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((host, port))?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Where it is.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the program ends.
    pub fn run(&self, news: &News, page: &(dyn Fn(&str) -> Page + Sync)) {
        let open = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for stream in self.listener.incoming().flatten() {
                if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
                    open.fetch_sub(1, Ordering::Relaxed);
                    continue;
                }
                let open = &open;
                let answered = move || {
                    // Whether the browser still listens is its own affair.
                    let _ = self.answer(&stream, news, page);
                    open.fetch_sub(1, Ordering::Relaxed);
                };
                // Without a thread there is no answer, and the browser asks again.
                drop(std::thread::Builder::new().spawn_scoped(scope, answered));
            }
        });
    }

    fn answer(
        &self,
        stream: &TcpStream,
        news: &News,
        page: &(dyn Fn(&str) -> Page + Sync),
    ) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let Some(asked) = read(stream)? else {
            return send(stream, &plain(400, "this is no request of HTTP"), true);
        };
        if !self.is_own(&asked.host) {
            return send(stream, &plain(421, "this host is not served here"), true);
        }
        if !matches!(asked.method.as_str(), "GET" | "HEAD") {
            return send(stream, &plain(405, "only GET and HEAD are answered"), true);
        }
        let path = asked.path.split(['?', '#']).next().unwrap_or_default();
        if path == NEWS {
            return tell(stream, news);
        }
        let page = match decoded(path) {
            Some(path) => page(&path),
            None => plain(400, "this is no address of a page"),
        };
        send(stream, &page, asked.method == "GET")
    }

    /// Whether the request names this server. Another name that leads here is some page's of the web
    /// that wants to read what only this computer should see.
    fn is_own(&self, host: &str) -> bool {
        if !self.address.ip().is_loopback() {
            return true;
        }
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let name = if host.ends_with(']') { host } else { name };
        let name = name.trim_matches(['[', ']']);
        name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }
}

struct Asked {
    method: String,
    path: String,
    host: String,
}

fn read(stream: &TcpStream) -> io::Result<Option<Asked>> {
    let mut lines = BufReader::new(stream.take(MOST_HEAD)).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    let mut words = first.split(' ');
    let (Some(method), Some(path), Some(version)) = (words.next(), words.next(), words.next())
    else {
        return Ok(None);
    };
    if !version.starts_with("HTTP/1") || !path.starts_with('/') {
        return Ok(None);
    }
    let mut host = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            return Ok(Some(Asked { method: method.to_owned(), path: path.to_owned(), host }));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("host")
        {
            value.trim().clone_into(&mut host);
        }
    }
    Ok(None)
}

/// A path with its escapes read, without the first `/`; none where it leads elsewhere.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.trim_start_matches('/').bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) =
                (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_safe = |part: &str| !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    path.split('/').all(is_safe).then_some(path)
}

fn plain(status: u16, text: &str) -> Page {
    Page { status, kind: "text/plain; charset=utf-8", body: text.as_bytes().to_vec() }
}

fn send(mut stream: &TcpStream, page: &Page, with_body: bool) -> io::Result<()> {
    let Page { status, kind, body } = page;
    let head = format!(
        "HTTP/1.1 {status} {}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
         x-content-type-options: nosniff\r\nconnection: close\r\n\r\n",
        if *status == 200 { "OK" } else { "Not OK" },
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// Tells a page of each new site, until it is closed.
fn tell(mut stream: &TcpStream, news: &News) -> io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
    )?;
    let mut known = news.number();
    // The first number is that of the site that the page may have missed.
    write!(stream, "retry: 300\ndata: {known}\n\n")?;
    stream.flush()?;
    loop {
        let number = news.wait(known);
        if number == known {
            stream.write_all(b":\n\n")?;
        } else {
            known = number;
            write!(stream, "data: {known}\n\n")?;
        }
        stream.flush()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_nowhere_else() {
        let check = |path: &str, expected: Option<&str>| {
            assert_eq!(decoded(path).as_deref(), expected, "{path}")
        };
        check("/", Some(""));
        check("/events/a%20b.html", Some("events/a b.html"));
        check("//x", Some("x"));
        check("/caf%C3%A9", Some("café"));
        for evil in [
            "/../a",
            "/a/../b",
            "/%2e%2e/a",
            "/a%2f..%2fb",
            "/.q7x2/x",
            "/a%00",
            "/a%5c..",
            "/C:/x",
            "/%",
            "/%f",
            "/%zz",
            "/%ff",
        ] {
            check(evil, None);
        }
    }

    #[test]
    fn only_its_own_name_is_answered() {
        let server = Server::bind(IpAddr::from([127, 0, 0, 1]), 0).expect("a port");
        for own in ["localhost:4", "localhost", "127.0.0.1:80", "[::1]:80", "[::1]"] {
            assert!(server.is_own(own), "{own}");
        }
        for other in ["", "evil.example", "localhost.evil.example:80", "10.0.0.1"] {
            assert!(!server.is_own(other), "{other}");
        }
    }
}
