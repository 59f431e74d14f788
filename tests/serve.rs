//! `serve`: a change is seen, a mistake is shown and goes, the last good site stays.
//! Here and in `programs` it is promised that something happens in time.

#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use tempfile::TempDir;

struct Served {
    root: TempDir,
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn new() -> Self {
        let root = TempDir::new().expect("a folder");
        program::run(program::command().arg("init").arg(root.path()));
        let mut command = program::command();
        command.args(["serve", "--port", "0", "--root"]).arg(root.path());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let line = lines
            .by_ref()
            .map_while(Result::ok)
            .find(|line| line.starts_with("serving "))
            .expect("an address");
        let address = line
            .trim_start_matches("serving http://")
            .split('/')
            .next()
            .expect("an address")
            .to_owned();
        std::thread::spawn(move || lines.for_each(drop));
        Self { root, child, address }
    }

    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a deadline");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn page(&self, path: &str) -> String {
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    }

    /// Waits for the next site after some change.
    fn after(&self, change: impl FnOnce(&Path)) {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a deadline");
        stream.write_all(b"GET /.q7x2/news HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        let mut news = BufReader::new(stream)
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.starts_with("data: "));
        let before = news.next().expect("the number of now");
        change(self.root.path());
        let after = news.next().expect("another number");
        assert_ne!(before, after);
    }
}

fn write(root: &Path, path: &str, text: &str) {
    fs::write(root.join(path), text).expect("a file");
}

#[test]
fn a_change_is_seen_and_a_mistake_is_shown_until_it_is_mended() {
    let served = Served::new();
    let home = served.page("/");
    assert!(
        home.starts_with("HTTP/1.1 200") && home.contains("EventSource") && home.contains("bridge")
    );
    let history = fs::read_to_string(served.root.path().join("history.json")).expect("a file");
    served.after(|root| write(root, "content/2026-01-07/new.md", "---\ntitle: Zebra found in Tarn\ndate: 2026-01-07\n---\nA zebra was found in the harbour of Tarn on Wednesday, the police said.\n"));
    assert!(served.page("/index.html").contains("Zebra found"));
    // An article that goes is gone.
    served.after(|root| fs::remove_file(root.join("content/2026-01-07/new.md")).expect("it goes"));
    assert!(!served.page("/").contains("Zebra found"));
    let site = fs::read_to_string(served.root.path().join("site.toml")).expect("a file");
    served
        .after(|root| write(root, "site.toml", &site.replace("language = \"en\"", "language = 3")));
    let broken = served.page("/");
    assert!(
        broken.contains("site.toml:6")
            && broken.contains("last good one")
            && broken.contains("bridge"),
        "{broken}"
    );
    served.after(|root| write(root, "site.toml", &site));
    assert!(!served.page("/").contains("q7x2-faults"));
    // A theme of one's own is a change too, in a folder that was not there.
    served.after(|root| {
        fs::create_dir_all(root.join("templates")).expect("a folder");
        write(
            root,
            "templates/404.html",
            "{% extends \"base.html\" %}{% block main %}NOWHERE{{ typo }}{% endblock main %}",
        );
    });
    let broken = served.page("/");
    assert!(broken.contains("templates/404.html:1"), "{broken}");
    assert_eq!(
        fs::read_to_string(served.root.path().join("history.json")).expect("a file"),
        history
    );
    assert!(!served.root.path().join("public").exists());
}

#[test]
fn only_the_site_is_served_and_only_to_this_computer() {
    let served = Served::new();
    let check = |request: &str, status: &str| {
        let answer = served.raw(request);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request:?}: {answer:.80}");
    };
    check("GET /none.html HTTP/1.1\r\nHost: localhost\r\n\r\n", "404");
    check("GET /../site.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", "400");
    check("GET /%2e%2e/site.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", "400");
    check("GET /.q7x2/manifest HTTP/1.1\r\nHost: localhost\r\n\r\n", "400");
    check("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421");
    check("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405");
    check("nonsense\r\n\r\n", "400");
    check(&format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(9000)), "404");
    let head = served.raw("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"));
}

#[test]
fn what_cannot_be_served_is_told() {
    let folder = TempDir::new().expect("a folder");
    let run = |words: &[&str]| {
        let output = program::command()
            .arg("serve")
            .args(words)
            .current_dir(folder.path())
            .output()
            .expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = run(&[]);
    assert!(code == Some(1) && said.contains("no site.toml"), "{said}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    program::run(program::command().arg("init").arg(folder.path()));
    let (code, said) = run(&["--port", &port]);
    assert!(code == Some(1) && said.contains("cannot be had") && said.contains("--port"), "{said}");
}
