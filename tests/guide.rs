//! The guide is so: every command in it is run, page by page from top to bottom, and every setting
//! is read.
#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod loopback;
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use loopback::{Host, ok, rss, with};
use tempfile::TempDir;

const TEXT: &str = "The mayor of Tarn opened a new bridge over the river Lune on Tuesday.";

/// The host that the guide calls an outlet's.
const OUTLET: &str = "https://tarnherald.example";

fn pages() -> Vec<(String, String)> {
    let folder = program::repository().join("docs/guide");
    let files =
        fs::read_dir(folder).expect("the guide").map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<_> = files
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a page"))
        })
        .collect();
    pages.sort();
    assert!(pages.len() > 8);
    pages
}

/// The blocks of a kind.
fn blocks<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    let start = format!("```{kind}\n");
    page.split(start.as_str())
        .skip(1)
        .map(|rest| rest.split("\n```").next().expect("an end"))
        .collect()
}

/// The commands of a page as one script: lines after `$ `, and what such a line takes as its input.
fn script(page: &str) -> String {
    let lines = blocks(page, "console").into_iter().flat_map(str::lines);
    lines.map(|line| line.strip_prefix("$ ").unwrap_or(line).to_owned() + "\n").collect()
}

fn outlet() -> Host {
    Host::new(|asked, _| match asked.path.as_str() {
        "/feed.xml" => {
            ok(rss("Tarn Herald", &[("https://tarn.example/a".to_owned(), "Bridge opens", TEXT)]))
        }
        "/2026/lune-bridge" => {
            let text = format!(
                "<p>{TEXT} It took six years to build, the town said, and forty million euros.</p>"
            )
            .repeat(5);
            ok(format!(
                "<!doctype html><html lang=en><title>Bridge</title><body><article><h1>Bridge</h1>{text}</article></body></html>"
            ))
        }
        _ => with(404, &[], ""),
    })
}

/// Runs a page's commands; the program may ask this computer, which is the outlet here.
fn run(folder: &Path, script: &str) -> Result<(), String> {
    let program = env!("CARGO_BIN_EXE_q7x2");
    let wrapper = format!(
        "q7x2() {{ case \"$1 $2\" in 'fetch '*|'add '*) set -- \"$@\" --allow-private --delay 0 --now 2026-01-29;; 'feeds check') set -- \"$@\" --allow-private --delay 0;; \
         esac; command {program} \"$@\"; }}\nset -e\n"
    );
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-c", &(wrapper + script)]).current_dir(folder);
    command
        .env_remove("SOURCE_DATE_EPOCH")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("bash");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(said) }
}

#[test]
fn every_command_runs() {
    let host = outlet();
    let mut commands = 0;
    for (name, page) in pages() {
        let script = script(&page).replace(OUTLET, &host.address);
        commands += script.lines().filter(|line| line.starts_with("q7x2 ")).count();
        let folder = TempDir::new().expect("a folder");
        if let Err(said) = run(folder.path(), &script) {
            panic!("{name}: {said}\n{script}");
        }
    }
    assert!(commands > 30, "{commands}");
}

#[test]
fn every_setting_is_read() {
    for (name, page) in pages() {
        for block in blocks(&page, "toml") {
            let root = TempDir::new().expect("a folder");
            program::run(program::command().arg("init").arg(root.path()));
            let path = root.path().join("site.toml");
            let site = fs::read_to_string(&path).expect("a file");
            fs::write(&path, format!("{site}\n{block}\n")).expect("a file");
            let output = program::build_command(root.path(), &root.path().join("public"))
                .output()
                .expect("it starts");
            assert!(
                output.status.success(),
                "{name}: {}\n{block}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn what_is_linked_to_exists() {
    for (name, page) in pages() {
        let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            assert!(
                program::repository().join("docs/guide").join(link).exists(),
                "{name} links to {link}"
            );
        }
    }
}
