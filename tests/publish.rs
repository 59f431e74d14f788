//! Publishing: `deploy`, what a person signs, and the steps of the workflows that `init` writes, all
//! against repositories on this computer.
#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod loopback;
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use loopback::{Host, ok, rss, with};
use tempfile::TempDir;

const TEXT: &str = "The mayor of Tarn opened a new bridge over the river Lune on Tuesday.";

fn q7x2(folder: &Path, words: &[&str]) -> Output {
    let mut command = program::command();
    command.current_dir(folder).args(words).output().expect("it starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// git that nobody's own settings reach.
fn git(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(words)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git");
    assert!(output.status.success(), "git {words:?}: {}", said(&output));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "--all"]);
    let who = ["-c", "user.name=Ann", "-c", "user.email=ann@tarn.example"];
    git(folder, &[&who[..], &["commit", "--quiet", "--message", message]].concat());
}

/// A new site, its repository, and the bare one that it is pushed to.
struct Site {
    root: TempDir,
}

impl Site {
    fn new(words: &[&str]) -> Self {
        let root = TempDir::new().expect("a folder");
        git(root.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "bare"]);
        let site = Self { root };
        let done = q7x2(site.root.path(), &[&["init", "news"][..], words].concat());
        assert!(done.status.success(), "{}", said(&done));
        git(&site.folder(), &["init", "--quiet", "--initial-branch=main"]);
        git(&site.folder(), &["remote", "add", "origin", "../bare"]);
        commit(&site.folder(), "first");
        git(&site.folder(), &["push", "--quiet", "origin", "main"]);
        site
    }

    fn folder(&self) -> PathBuf {
        self.root.path().join("news")
    }

    fn bare(&self) -> PathBuf {
        self.root.path().join("bare")
    }

    fn run(&self, words: &[&str]) -> Output {
        q7x2(&self.folder(), words)
    }

    fn files(&self, branch: &str) -> Vec<String> {
        let listed = git(&self.bare(), &["ls-tree", "-r", "--name-only", branch]);
        listed.lines().map(str::to_owned).collect()
    }
}

#[test]
fn a_site_is_published_on_a_branch_and_nothing_else_is_touched() {
    let site = Site::new(&[]);
    let none = site.run(&["deploy"]);
    assert!(none.status.code() == Some(1) && said(&none).contains("q7x2 build"), "{}", said(&none));
    assert!(site.run(&["build"]).status.success());
    commit(&site.folder(), "history");
    let head = git(&site.folder(), &["rev-parse", "HEAD"]);
    assert!(said(&site.run(&["deploy", "--dry-run"])).contains("would be published"));
    assert!(git(&site.bare(), &["branch", "--list", "gh-pages"]).is_empty());
    let done = site.run(&["deploy"]);
    assert!(done.status.success(), "{}", said(&done));
    let files = site.files("gh-pages");
    assert!(files.contains(&"index.html".to_owned()) && files.contains(&".nojekyll".to_owned()));
    assert!(
        !files.iter().any(|path| path.starts_with(".q7x2") || path.ends_with(".toml")),
        "{files:?}"
    );
    assert!(said(&site.run(&["deploy"])).contains("nothing has changed"));
    assert_eq!(git(&site.folder(), &["rev-parse", "HEAD"]), head);
    assert_eq!(git(&site.folder(), &["status", "--porcelain"]), "");
    assert_eq!(git(&site.folder(), &["branch", "--list"]), "* main");
}

#[test]
fn a_domain_stays_and_a_page_that_is_gone_goes() {
    let site = Site::new(&[]);
    site.run(&["build"]);
    site.run(&["deploy"]);
    let other = site.root.path().join("other");
    git(site.root.path(), &["clone", "--quiet", "--branch", "gh-pages", "bare", "other"]);
    fs::write(other.join("CNAME"), "tarn.example\n").expect("a file");
    commit(&other, "domain");
    git(&other, &["push", "--quiet"]);
    fs::remove_dir_all(site.folder().join("content/2026-01-07")).expect("it goes");
    // Nothing remembers that it was there.
    fs::write(site.folder().join("history.json"), "{}\n").expect("a file");
    site.run(&["build"]);
    let done = site.run(&["deploy"]);
    assert!(done.status.success(), "{}", said(&done));
    let files = site.files("gh-pages");
    assert!(
        files.contains(&"CNAME".to_owned()) && !files.iter().any(|path| path.contains("ferry")),
        "{files:?}"
    );
    assert_eq!(git(&site.bare(), &["rev-list", "--count", "gh-pages"]), "3");
}

#[test]
fn what_cannot_be_published_is_refused() {
    let site = Site::new(&[]);
    site.run(&["build"]);
    for (words, expected) in [
        (&["deploy", "--branch", "main"][..], "the branch that the site is made on"),
        (&["deploy", "--branch", "--force"], "unexpected argument"),
        (&["deploy", "--branch", "a b"], "no name of a branch"),
        (&["deploy", "--remote", "nowhere"], "failed"),
        (&["deploy", "--remote=--upload-pack=touch evil"], "failed"),
    ] {
        let done = site.run(words);
        assert!(
            !done.status.success() && said(&done).contains(expected),
            "{words:?}: {}",
            said(&done)
        );
    }
    assert!(!site.folder().join("evil").exists());
    assert_eq!(git(&site.bare(), &["branch", "--list"]), "* main");
}

/// The text of a file of a site.
fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.folder().join(path)).expect("a file")
}

/// The edition with one of its sentences in other words, and another removed; gives both ids.
fn mended(site: &Site) -> (String, String) {
    let text = read(site, "edition.md");
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("<!-- sentence ")).collect();
    let id = |line: &str| line.rsplit(' ').nth(2).expect("an id").to_owned();
    let own = |line: &str| line.split(" <!--").next().expect("a text").to_owned();
    let first = lines.iter().find(|line| line.contains("40 million")).expect("a sentence");
    let last = lines.iter().find(|line| line.contains("old crossing")).expect("a sentence");
    let text =
        text.replace(&own(first), "- It cost 40 million euros.").replace(&format!("{last}\n"), "");
    fs::write(site.folder().join("edition.md"), text).expect("a file");
    (id(first), id(last))
}

/// The one page of the bridge.
fn page(site: &Site) -> String {
    let events = fs::read_dir(site.folder().join("public/events")).expect("a folder");
    let paths = events.map(|entry| entry.expect("an entry").path());
    let mut pages = paths.filter(|path| {
        path.to_string_lossy().contains("bridge")
            && path.extension().is_some_and(|one| one == "html")
    });
    fs::read_to_string(pages.next().expect("a page")).expect("a page")
}

#[test]
fn what_a_person_changes_becomes_an_edit_and_she_signs_the_rest() {
    let site = Site::new(&[]);
    assert!(site.run(&["edition"]).status.success());
    let (replaced, dropped) = mended(&site);
    let done = site.run(&["sign", "--by", "Ann <Alder>"]);
    assert!(
        done.status.success() && said(&done).contains("changes taken over: 2; events signed: 2"),
        "{}",
        said(&done)
    );
    assert!(!site.folder().join("edition.md").exists());
    let edits = read(&site, "edits.toml");
    for expected in [
        format!("statement = \"{replaced}\""),
        format!("statement = \"{dropped}\""),
        "action = \"drop\"".to_owned(),
    ] {
        assert!(edits.contains(&expected), "{expected}: {edits}");
    }
    assert!(site.run(&["build"]).status.success());
    let text = page(&site);
    assert!(
        text.contains(">It cost 40 million <") && !text.contains("old crossing, built"),
        "{text}"
    );
    assert!(text.contains("Read before publication by Ann &lt;Alder&gt;"));
    // What is signed is proposed no more, and what has changed since is signed by nobody.
    assert!(said(&site.run(&["edition"])).contains("events to read: 0"));
    fs::write(
        site.folder().join("content/2026-01-07/new.md"),
        "---\nsource: Lune Times\ndate: 2026-01-07\n---\nThe new bridge over the river Lune in Tarn was closed on Wednesday after a crash, the mayor Ilse Brandt said.\n",
    )
    .expect("a file");
    assert!(said(&site.run(&["edition"])).contains("events to read: 1"));
    site.run(&["build"]);
    assert!(!page(&site).contains("Read before publication"));
    assert!(site.run(&["sign"]).status.success());
}

#[test]
fn an_edition_that_cannot_be_read_changes_nothing() {
    let site = Site::new(&[]);
    site.run(&["edition"]);
    let text = read(&site, "edition.md").replacen(" <!-- sentence", "", 1);
    fs::write(site.folder().join("edition.md"), text).expect("a file");
    let before = read(&site, "edits.toml");
    for command in ["sign", "edition"] {
        let done = site.run(&[command]);
        assert!(
            done.status.code() == Some(1) && said(&done).contains("edition.md:"),
            "{}",
            said(&done)
        );
    }
    assert_eq!(read(&site, "edits.toml"), before);
    assert!(site.folder().join("edition.md").exists());
    fs::remove_file(site.folder().join("edition.md")).expect("it goes");
    assert!(said(&site.run(&["sign", "--by", "Ann"])).contains("nothing to sign"));
}

/// The script of a workflow's step.
fn step(site: &Site, workflow: &str, name: &str) -> String {
    let text = read(site, &format!(".github/workflows/{workflow}"));
    let start = format!("- name: {name}\n");
    let rest = text.split_once(&start).expect("the step").1;
    let script = rest.split_once("run: ").expect("a script").1;
    let Some(block) = script.strip_prefix("|\n") else {
        return script.lines().next().expect("a line").to_owned();
    };
    let lines = block.lines().take_while(|line| line.is_empty() || line.starts_with("          "));
    lines.map(|line| line.get(10..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Runs a step as GitHub does, in a clone, with a `gh` that knows which proposals are open.
fn run_step(clone: &Path, script: &str, open: &str, variables: &[(&str, &str)]) {
    let tools = TempDir::new().expect("a folder");
    let tool = |name: &str, text: &str| {
        use std::os::unix::fs::PermissionsExt;
        let path = tools.path().join(name);
        fs::write(&path, text).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("permissions");
    };
    tool(
        "gh",
        &format!(
            "#!/bin/sh\nif [ \"$2\" = list ]; then printf '%s' '{open}'; else echo \"$@\" >> \"$GH_LOG\"; fi\n"
        ),
    );
    tool("q7x2", &format!("#!/bin/sh\nexec {} \"$@\"\n", env!("CARGO_BIN_EXE_q7x2")));
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").expect("a path"));
    let mut command = Command::new("bash");
    command
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
        .current_dir(clone)
        .env("PATH", path);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command
        .env("GH_LOG", clone.parent().expect("a folder").join("gh.log"))
        .envs(variables.iter().copied());
    let output = command.output().expect("bash");
    assert!(output.status.success(), "{script}\n{}", said(&output));
}

fn cloned(site: &Site, name: &str) -> PathBuf {
    git(site.root.path(), &["clone", "--quiet", "bare", name]);
    site.root.path().join(name)
}

/// A morning of proposing: fetched, written down, pushed.
fn propose(site: &Site, name: &str, open: &str) {
    let clone = cloned(site, name);
    for name in ["take up the open proposal", "edition", "push", "pull request"] {
        let script = step(site, "propose.yml", name);
        run_step(&clone, &script, open, &[]);
        if name == "take up the open proposal" {
            run_step(&clone, "q7x2 fetch --allow-private --delay 0", open, &[]);
        }
    }
}

/// The editor merges; the other workflow signs, builds and commits.
fn merged_and_published(site: &Site, editor: &Path) {
    git(editor, &["switch", "--quiet", "main"]);
    git(
        editor,
        &[
            "-c",
            "user.name=Ann",
            "-c",
            "user.email=a@b",
            "merge",
            "--quiet",
            "--no-edit",
            "q7x2/edition",
        ],
    );
    git(editor, &["push", "--quiet"]);
    let runner = cloned(site, "runner");
    run_step(&runner, &step(site, "publish.yml", "sign"), "", &[("REVIEWER", "ann")]);
    run_step(
        &runner,
        &step(site, "publish.yml", "build"),
        "",
        &[("BASE_URL", "https://ann.github.io/news")],
    );
    run_step(&runner, &step(site, "publish.yml", "commit"), "", &[]);
    let files = site.files("main");
    assert!(
        !files.contains(&"edition.md".to_owned())
            && !files.iter().any(|path| path.starts_with("public")),
        "{files:?}"
    );
    assert!(git(&site.bare(), &["show", "main:edits.toml"]).contains("reviewed_by = \"ann\""));
    assert!(git(&site.bare(), &["show", "main:history.json"]).contains("bridge"));
    let page = program::tree(&runner.join("public/events"))
        .into_iter()
        .find(|(path, _)| path.ends_with(".html"))
        .expect("a page");
    let page = String::from_utf8(page.1).expect("UTF-8");
    assert!(
        page.contains("Tarn has a new bridge.") && page.contains("Read before publication by ann"),
        "{page}"
    );
}

#[test]
fn an_edition_is_proposed_mended_merged_and_published() {
    let entry = |path: &str, text: &'static str| {
        (format!("https://tarn.example/{path}"), "Bridge over the Lune opens", text)
    };
    let host = Host::new(move |asked, count| match asked.path.as_str() {
        "/feed" if count == 1 => ok(rss("Tarn Herald", &[entry("a", TEXT)])),
        "/feed" => ok(rss(
            "Tarn Herald",
            &[
                entry(
                    "b",
                    "Lorries may cross the new bridge over the river Lune in Tarn from Thursday.",
                ),
                entry("a", TEXT),
            ],
        )),
        _ => with(404, &[], ""),
    });
    let site = Site::new(&["--feeds", &host.at("/feed")]);
    propose(&site, "monday", "");
    let log = fs::read_to_string(site.root.path().join("gh.log")).expect("a proposal");
    assert!(log.contains("pr create --head q7x2/edition --base main"), "{log}");
    assert!(site.files("q7x2/edition").contains(&"edition.md".to_owned()));
    assert!(!site.files("main").contains(&"edition.md".to_owned()));
    // She mends it; the next morning takes that up, and opens no second proposal.
    let editor = cloned(&site, "editor");
    git(&editor, &["switch", "--quiet", "q7x2/edition"]);
    let text = fs::read_to_string(editor.join("edition.md")).expect("an edition");
    assert!(text.contains(TEXT), "{text}");
    fs::write(
        editor.join("edition.md"),
        text.replacen(&format!("- {TEXT}"), "- Tarn has a new bridge.", 1),
    )
    .expect("a file");
    commit(&editor, "shorter");
    git(&editor, &["push", "--quiet"]);
    propose(&site, "tuesday", "7");
    assert_eq!(
        fs::read_to_string(site.root.path().join("gh.log"))
            .expect("a log")
            .matches("pr create")
            .count(),
        1
    );
    git(&editor, &["pull", "--quiet"]);
    let edition = fs::read_to_string(editor.join("edition.md")).expect("an edition");
    assert!(
        edition.contains("- Tarn has a new bridge.") && edition.contains("Lorries"),
        "{edition}"
    );
    merged_and_published(&site, &editor);
}

#[test]
fn a_morning_publishes_by_itself() {
    let host = Host::new(|asked, _| match asked.path.as_str() {
        "/feed" => {
            ok(rss("Tarn Herald", &[("https://tarn.example/a".to_owned(), "Bridge opens", TEXT)]))
        }
        _ => with(404, &[], ""),
    });
    let site = Site::new(&["--feeds", &host.at("/feed"), "--workflow", "publish"]);
    for name in ["one", "two"] {
        let runner = cloned(&site, name);
        run_step(&runner, "q7x2 fetch --allow-private --delay 0", "", &[]);
        run_step(
            &runner,
            &step(&site, "publish.yml", "build"),
            "",
            &[("BASE_URL", "https://ann.github.io/news")],
        );
        run_step(&runner, &step(&site, "publish.yml", "commit"), "", &[]);
        assert!(runner.join("public/index.html").exists());
    }
    let files = site.files("main");
    assert!(
        files.iter().any(|path| path.starts_with("content/2026-01-28/"))
            && files.contains(&"feeds.json".to_owned()),
        "{files:?}"
    );
    // The second morning had nothing new to commit.
    assert_eq!(git(&site.bare(), &["rev-list", "--count", "main"]), "2");
}

#[test]
fn workflows_ask_for_no_more_than_they_need() {
    for how in ["propose", "publish", "artifact"] {
        let site = Site::new(&["--workflow", how]);
        for path in fs::read_dir(site.folder().join(".github/workflows")).expect("workflows") {
            let path = path.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("a workflow");
            let expected = [
                "\npermissions: {}\n",
                "concurrency:",
                "cancel-in-progress: false",
                "timeout-minutes:",
                "RELEASE: v",
                "sha256sum --check",
            ];
            for one in expected {
                assert!(text.contains(one), "{}: {one}", path.display());
            }
            assert!(
                !text.contains("\t") && text.lines().all(|line| line.len() <= 140),
                "{}",
                path.display()
            );
            // What comes from outside reaches a script only as a variable.
            let scripts = text
                .split("run: ")
                .skip(1)
                .map(|rest| rest.split("\n      - ").next().unwrap_or_default());
            for script in scripts {
                let lines =
                    script.lines().take_while(|line| !line.trim_start().starts_with("deploy:"));
                assert!(
                    !lines.clone().any(|line| line.contains("${{")),
                    "{}: {script}",
                    path.display()
                );
            }
        }
    }
}
