//! Reading, as somebody uses the program: what other tools wrote, files of any size, what `explain`
//! says, and the editor's hand on events.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn site(toml: &str, files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let head = "title = \"Test\"\nbase_url = \"https://t.example/\"\n";
    fs::write(root.path().join("site.toml"), format!("{head}{toml}")).unwrap();
    for (path, text) in files {
        let path = root.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn run(root: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::cargo_bin("q7x2").unwrap();
    let done = command.arg("--root").arg(root).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr))
}

fn articles(root: &Path) -> Vec<serde_json::Value> {
    let (lines, _) = run(root, &["inspect", "articles"]);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn events(root: &Path) -> Vec<Vec<String>> {
    let files: std::collections::BTreeMap<String, String> = articles(root)
        .into_iter()
        .map(|one| {
            (one["id"].as_str().unwrap().to_owned(), one["file"].as_str().unwrap().to_owned())
        })
        .collect();
    let (lines, _) = run(root, &["inspect", "events"]);
    let mut events: Vec<Vec<String>> = lines
        .lines()
        .map(|line| {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            let ids = event["articles"].as_array().unwrap().iter();
            let mut named: Vec<String> =
                ids.map(|id| files[id.as_str().unwrap()].clone()).collect();
            named.sort();
            named
        })
        .collect();
    events.sort();
    events
}

const FERRY: &str = "The ferry Selma ran onto a sandbank off Port Arle on Monday with 90 people on board, the coastguard said. \
    Nobody was hurt. Two tugs pulled it free at noon.";
const AGAIN: &str = "A sandbank off Port Arle stopped the ferry Selma on Monday. The coastguard said that nobody of the 90 people \
    on board was hurt, and that tugs pulled the ferry free at noon.";

#[test]
fn fields_of_other_tools_are_read() {
    let root = site(
        "",
        &[
            (
                "hugo.md",
                "---\ntitle: A\ndate: 2026-03-04\nparams:\n  source: Valley Post\n  link: https://valley.example/a\n---\nThey met in Arle.\n",
            ),
            (
                "zola.md",
                "+++\ntitle = \"B\"\ndate = 2026-03-04\n[extra]\nsource = \"Valley Post\"\n+++\nThey left Arle.\n",
            ),
            (
                "jekyll.md",
                "---\ntitle: C\npublished: false\ndate: 2026-03-04\n---\nNobody may read this yet.\n",
            ),
            (
                "colon.md",
                "---\ntitle: Arle: they met\nsource: Valley Post\n---\nThey met again in Arle.\n",
            ),
            (
                "x.jsonl",
                "{\"title\": \"D\", \"source\": \"https://daily.example/d\", \"source-hostname\": \"Daily\", \"date\": \"2026-03-04\", \"text\": \"They spoke.\"}\n\
            {\"title\": \"E\", \"publish_date\": \"2026-03-04T00:00:00\", \"meta_site_name\": \"Post\", \"summary\": \"They were silent.\"}\n",
            ),
            (
                "pasted.txt",
                "They met in Arle\n\nThe council of Arle met on Monday and closed the bridge.\n\n© 2026 The Evening Bell. All rights reserved.\n",
            ),
        ],
    );
    let all = articles(root.path());
    let shown: Vec<String> = all
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} {}", text("file"), text("publisher"), text("published"), text("url"))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "colon.md Valley Post - -",
            "hugo.md Valley Post 2026-03-04 https://valley.example/a",
            "pasted.txt The Evening Bell - -",
            "x.jsonl Daily 2026-03-04 https://daily.example/d",
            "x.jsonl Post 2026-03-04 -",
            "zola.md Valley Post 2026-03-04 -",
        ]
    );
    assert_eq!(all[4]["found"]["text"], "its summary alone: it has no full text");
    let (_, told) = run(root.path(), &["inspect", "articles"]);
    assert!(told.contains("write it in quotation marks: `title: 'Arle: they met'`"), "{told}");
}

#[test]
fn explain_tells_which_rule_found_what() {
    let root = site(
        "",
        &[
            (
                "a.txt",
                &format!(
                    "Ferry runs onto a sandbank\n\nBy Ann Alder\n\nUpdated 5 March 2026\n\n{FERRY}\n\nShare\n"
                ),
            ),
            (
                "b.md",
                &format!("---\nheadline: Sandbank stops ferry\ndate: 2026-03-05\n---\n{AGAIN}\n"),
            ),
        ],
    );
    let (said, _) = run(root.path(), &["explain", "content/a.txt"]);
    for part in [
        "title      Ferry runs onto a sandbank\n             by the first line that reads as a title",
        "authors    Ann Alder\n             by the byline",
        "updated    2026-03-05\n             by a line of dates",
        "- Share\n      by line 9, navigation",
        "    - Nobody was hurt.",
    ] {
        assert!(said.contains(part), "{part}\nin\n{said}");
    }
    let (said, _) = run(root.path(), &["explain", "b.md"]);
    assert!(said.contains("by the field `headline`"), "{said}");
    let (lines, _) = run(root.path(), &["inspect", "events"]);
    let event: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let (said, _) = run(root.path(), &["explain", event["slug"].as_str().unwrap()]);
    for part in ["together   shares ", "content/a.txt", "like the others", "left out of the text"] {
        assert!(said.contains(part), "{part}\nin\n{said}");
    }
    let (_, told) = run(root.path(), &["explain", "nothing"]);
    assert!(told.contains("neither a file nor an event `nothing`"), "{told}");
}

#[test]
fn the_editor_has_the_last_word_on_events() {
    let other = "The town of Holm opens its swimming pool in May, the mayor said on Monday.";
    let texts = [FERRY, AGAIN, other];
    let files: Vec<(String, String)> = texts
        .iter()
        .zip(["a.md", "b.md", "c.md"])
        .map(|(text, name)| (name.to_owned(), format!("---\ndate: 2026-03-05\n---\n{text}\n")))
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let of = |toml: &str| events(site(toml, &files).path());
    assert_eq!(of(""), [vec!["a.md", "b.md"], vec!["c.md"]]);
    assert_eq!(of("[[events]]\napart = [\"a.md\", \"b.md\"]\n").len(), 3);
    assert_eq!(
        of("[[events]]\nname = \"All\"\narticles = [\"*.md\"]\nexclude = [\"b.md\"]\n"),
        [vec!["a.md", "c.md"], vec!["b.md"]]
    );
    let named =
        site("[[events]]\nname = \"Selma aground\"\narticles = [\"a.md\", \"b.md\"]\n", &files);
    let (lines, _) = run(named.path(), &["inspect", "briefings"]);
    assert!(lines.contains("\"title\":\"Selma aground\""), "{lines}");
    let (_, told) = run(site("[[events]]\nname = \"X\"\n", &files).path(), &["inspect", "events"]);
    assert!(told.contains("names no `articles`"), "{told}");
    let (_, told) =
        run(site("[[events]]\narticles = [\"z/*\"]\n", &files).path(), &["inspect", "events"]);
    assert!(told.contains("no article falls under this `[[events]]`"), "{told}");
}

#[test]
fn bulletins_of_one_robot_are_events_of_their_own() {
    let bulletin = |place: &str, size: &str, far: u32, deep: u32| {
        format!(
            "---\ndate: 2026-03-05\n---\nA magnitude {size} earthquake struck {far} kilometres off {place} on Thursday, the \
             Survey of Norvia said. It had a depth of {deep} kilometres. There were no immediate reports of damage.\n"
        )
    };
    let texts = [
        bulletin("Arle", "5.1", 12, 10),
        bulletin("Holm", "4.7", 44, 33),
        bulletin("Tarn", "6.0", 80, 5),
    ];
    let files = [("a.md", texts[0].as_str()), ("b.md", &texts[1]), ("c.md", &texts[2])];
    assert_eq!(events(site("", &files).path()).len(), 3);
}

/// The most that a run had in memory, in KiB.
#[cfg(target_os = "linux")]
fn peak(root: &Path) -> u64 {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("q7x2"))
        .args(["--threads", "2", "--root"])
        .arg(root)
        .args(["inspect", "articles"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(held.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
    peak
}

/// Whether `large` is at most a quarter of the `added` bytes of input more than `small`; both
/// in KiB. What an allocator keeps differs from run to run by tens of megabytes, so the input
/// that is added is larger than that by far.
#[cfg(target_os = "linux")]
fn holds_little_of(added: usize, small: u64, large: u64) -> bool {
    large < small + added as u64 / 1024 / 4
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_a_file() {
    const LINE: usize = 100_000;
    let of = |count: usize| {
        let mut text = String::new();
        for at in 0..count {
            let held = "x".repeat(LINE);
            writeln!(text, "{{\"id\": {at}, \"draft\": true, \"text\": \"{held}\"}}").unwrap();
            let told = format!("They met in Arle for the {at}th time.");
            writeln!(text, "{{\"id\": \"r{at}\", \"text\": \"{told}\"}}").unwrap();
        }
        peak(site("", &[("all.jsonl", &text)]).path())
    };
    // The second file is larger than any that is read whole.
    let (few, many) = (160, 1_600);
    let (small, large) = (of(few), of(many));
    let added = (many - few) * LINE;
    assert!(holds_little_of(added, small, large), "{small} KiB, and {large} KiB");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_files() {
    const LENGTH: usize = 200_000;
    let of = |count: usize| {
        let root = site("", &[]);
        let folder = root.path().join("content");
        fs::create_dir_all(&folder).unwrap();
        let text = format!("---\ndraft: true\n---\n{}\n", "x".repeat(LENGTH));
        (0..count).for_each(|at| fs::write(folder.join(format!("{at:04}.md")), &text).unwrap());
        peak(root.path())
    };
    let (few, many) = (100, 1_000);
    let (small, large) = (of(few), of(many));
    let added = (many - few) * LENGTH;
    assert!(holds_little_of(added, small, large), "{small} KiB, and {large} KiB");
}
