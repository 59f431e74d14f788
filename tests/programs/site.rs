//! A site of four events whose plugin is a program, and what a build of it leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Tree, build_command, tree};

/// What each event's two articles say.
const EVENTS: [(&str, [&str; 2]); 4] = [
    (
        "bridge",
        [
            "The mayor of Tarn opened a new bridge over the river Lune on Tuesday. The bridge cost 40 million euros and took six years to build.",
            "A new bridge over the river Lune was opened in Tarn on Tuesday. Some 3,000 people walked across it in the first hour.",
        ],
    ),
    (
        "ferry",
        [
            "A ferry with 212 passengers ran aground off Kells on Monday night. Nobody was hurt, the coast guard said.",
            "The ferry ran aground off Kells on Monday night in thick fog. All 212 passengers were taken ashore by lifeboats.",
        ],
    ),
    (
        "school",
        [
            "Teachers in Orle will strike on Friday over pay. The union represents 5,400 teachers in 130 schools.",
            "Schools in Orle will close on Friday because teachers strike over pay. The ministry called the strike unlawful.",
        ],
    ),
    (
        "volcano",
        [
            "The volcano Hekar erupted on Sunday and sent ash eight kilometres high. Two villages were evacuated before noon.",
            "Ash from the volcano Hekar closed the airport on Sunday. Two villages at its foot were evacuated.",
        ],
    ),
];

/// The beginning of a plugin in Python that speaks the protocol; `merge` is its own.
pub(crate) const HONEST: &str = r#"
import json, os, signal, subprocess, sys, time

CONFIG = {}

def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()

def reply(call, result):
    say({"jsonrpc": "2.0", "id": call["id"], "result": result})

def first(event):
    article = event["articles"][0]
    body = [(i, s["text"]) for i, s in enumerate(article["sentences"]) if s["kind"] == "body"]
    return [{"text": text, "citations": [{"article": article["id"], "sentence": i}]} for i, text in body[:1]]

def merge(call):
    reply(call, {"title": call["params"]["event"]["title"], "statements": first(call["params"]["event"])})

def hello(call):
    reply(call, {"protocol": 1})

def run():
    for line in sys.stdin:
        call = json.loads(line)
        if call["method"] == "initialize":
            CONFIG.update(call["params"]["config"])
            hello(call)
        elif call["method"] == "shutdown":
            return
        else:
            merge(call)
"#;

const MANIFEST: &str = "[plugin]\nname = 'odd'\nversion = '0.1.0'\nprotocol = 1\nkinds = ['merger']\n\
                        command = ['python3', 'main.py']\n\
                        [limits]\nresponse_bytes = 1000000\n\
                        [config.file]\ntype = 'string'\ndefault = ''\n\
                        [config.most]\ntype = 'int'\ndefault = 3\nmax = 9\n";

/// Whether Python is there; a test says that it is not and passes.
pub(crate) fn has_python() -> bool {
    let mut command = Command::new("python3");
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    let has = command.status().is_ok_and(|status| status.success());
    if !has {
        eprintln!("skipped: there is no `python3` on this machine");
    }
    has
}

/// A site in a folder of its own, whose merger is the program `odd`.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

/// What a build left behind.
pub(crate) struct Built {
    pub(crate) code: Option<i32>,
    pub(crate) told: String,
    pub(crate) took: Duration,
    pub(crate) site: Tree,
}

impl Site {
    /// A site whose merger is `HONEST` with `own` after it.
    pub(crate) fn new(own: &str, settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = Self { folder };
        for (event, articles) in EVENTS {
            for (at, text) in articles.iter().enumerate() {
                let text = format!(
                    "---\ntitle: The {event} story\npublisher: Outlet {event} {at}\ndate: 2026-01-06\nevent: {event}\nlanguage: en\n---\n{text}\n"
                );
                site.write(&format!("content/{event}-{at}.md"), &text);
            }
        }
        site.write("plugins/odd/plugin.toml", MANIFEST);
        site.write("plugins/odd/main.py", &format!("{HONEST}\n{own}\nrun()\n"));
        let head = "title = 'T'\nbase_url = 'https://example.org/'\n[pipeline]\nmerge = 'odd'\nsections = ['quotes']\n";
        site.write("site.toml", &format!("{head}{settings}"));
        site
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }

    /// A file of its own that the plugin can be told of.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn build(&self, more: &[&str]) -> Built {
        self.build_with(more, &[])
    }

    pub(crate) fn build_with(&self, more: &[&str], environment: &[(&str, &str)]) -> Built {
        let output = self.path().join("public");
        let mut command = build_command(self.path(), &output);
        command.args(more).envs(environment.iter().copied());
        let start = Instant::now();
        let done = command.output().expect("the program starts");
        let took = start.elapsed();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        // Where no site is written there is no folder.
        let site = if output.exists() { tree(&output) } else { Tree::new() };
        Built { code: done.status.code(), told, took, site }
    }

    /// Processes that still run in the plugin's folder once those that were just killed are gone, which
    /// takes a system a moment. Known on Linux alone.
    pub(crate) fn left_running(&self) -> usize {
        let until = Instant::now() + Duration::from_secs(10);
        while self.running() > 0 && Instant::now() < until {
            thread::sleep(Duration::from_millis(20));
        }
        self.running()
    }

    fn running(&self) -> usize {
        let folder = fs::canonicalize(self.path().join("plugins/odd")).expect("the folder");
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        processes
            .filter(|one| fs::read_link(one.path().join("cwd")).is_ok_and(|cwd| cwd == folder))
            .count()
    }
}

impl Built {
    /// The briefings, sorted by title.
    pub(crate) fn briefings(&self) -> Vec<Value> {
        let files = self.site.iter();
        let files =
            files.filter(|(path, _)| path.starts_with("events/") && path.ends_with(".json"));
        let mut all: Vec<Value> =
            files.map(|(_, bytes)| serde_json::from_slice(bytes).expect("JSON")).collect();
        all.sort_by_key(|one| one["title"].to_string());
        all
    }

    /// By event, who made the running text.
    pub(crate) fn mergers(&self) -> Vec<String> {
        let merger = |one: &Value| one["sections"][0]["plugin"].as_str().unwrap_or("-").to_owned();
        self.briefings().iter().map(merger).collect()
    }

    /// The running texts.
    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |one: &Value| {
            let statements = one["sections"][0]["statements"].as_array();
            let statements = statements.into_iter().flatten();
            statements.filter_map(|one| one["text"].as_str()).collect::<Vec<_>>().join(" ")
        };
        self.briefings().iter().map(text).collect()
    }

    /// The site is whole: every event has a page and a running text.
    pub(crate) fn is_whole(&self) {
        assert_eq!(self.code, Some(0), "{}", self.told);
        assert!(self.site.contains_key("index.html"), "{}", self.told);
        assert_eq!(self.briefings().len(), EVENTS.len(), "{}", self.told);
        assert!(self.texts().iter().all(|text| !text.is_empty()), "{:?}", self.texts());
    }

    pub(crate) fn says(&self, expected: &str) {
        assert!(self.told.contains(expected), "no `{expected}` in:\n{}", self.told);
    }
}
