//! Answers that are kept: no program is started for them, and they are believed as little as new
//! ones.

use std::fs;
use std::path::PathBuf;

use crate::program::{command, difference};
use crate::site::{Site, has_python};

/// Notes its start, and says which model it asks.
const COUNTS: &str = "
def hello(call):
    with open(CONFIG['file'], 'a') as starts: starts.write('started\\n')
    reply(call, {'protocol': 1, 'cache_salt': 'model-1'})
";

struct Counted(Site);

impl Counted {
    fn new() -> Self {
        let site = Site::new(COUNTS, "[cache]\ndir = 'answers'\n");
        let file = format!("{:?}", site.file("starts").display().to_string());
        let settings = fs::read_to_string(site.file("site.toml")).expect("settings");
        site.write("site.toml", &format!("{settings}[plugins.odd]\nfile = {file}\n"));
        Self(site)
    }

    fn starts(&self) -> usize {
        fs::read_to_string(self.0.file("starts")).map_or(0, |starts| starts.lines().count())
    }

    fn answers(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.0.file("answers/odd")).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| !path.to_string_lossy().contains("initialize"));
        paths.sort();
        paths
    }

    fn q7x2(&self, line: &str) -> (bool, String) {
        let mut command = command();
        command.arg("--root").arg(self.0.path()).args(line.split(' '));
        let done = command.output().expect("the program starts");
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        (done.status.success(), said + &String::from_utf8_lossy(&done.stderr))
    }
}

/// As on a machine that has nothing but q7x2.
const BARE: [(&str, &str); 1] = [("PATH", "/nowhere")];

#[test]
fn a_second_build_starts_no_program() {
    if !has_python() {
        return;
    }
    let site = Counted::new();
    let first = site.0.build(&["--set", "process.jobs=1"]);
    first.is_whole();
    assert_eq!((site.starts(), site.answers().len()), (1, 4));
    let second = site.0.build(&[]);
    second.is_whole();
    assert_eq!((site.starts(), difference(&first.site, &second.site)), (1, String::new()));
    // A new article is a new question about one event, and no other.
    site.0.write(
        "content/ferry-9.md",
        "---\ntitle: Ferry\npublisher: Kells Post\ndate: 2026-01-06\nevent: ferry\nlanguage: en\n---\nThe ferry ran aground off Kells on Monday night.\n",
    );
    site.0.build(&[]).is_whole();
    assert_eq!(site.answers().len(), 5);
    // A file by another name is the same article.
    fs::rename(site.0.file("content/school-0.md"), site.0.file("content/school-0b.md"))
        .expect("a name");
    site.0.build(&[]).is_whole();
    assert_eq!(site.answers().len(), 5);
}

#[test]
fn a_frozen_build_needs_no_program() {
    if !has_python() {
        return;
    }
    let site = Counted::new();
    let first = site.0.build(&[]);
    let frozen = site.0.build_with(&["--frozen"], &BARE);
    frozen.is_whole();
    assert_eq!(difference(&first.site, &frozen.site), "");
    // Elsewhere, of what is committed alone.
    fs::remove_dir_all(site.0.file("public")).expect("the site goes");
    let again = site.0.build_with(&["--frozen", "--threads", "1"], &BARE);
    assert_eq!(difference(&first.site, &again.site), "");
}

#[test]
fn a_frozen_build_asks_nothing_that_is_not_kept() {
    if !has_python() {
        return;
    }
    let site = Counted::new();
    let frozen = site.0.build(&["--frozen"]);
    frozen.is_whole();
    assert_eq!((site.starts(), frozen.mergers()), (0, vec!["consensus".to_owned(); 4]));
    frozen.says("odd: no answer is kept, and `--frozen` forbids to ask");
    let failed = site.0.build(&["--frozen", "--set", "process.on_error=fail"]);
    assert_eq!(failed.code, Some(1), "{}", failed.told);
    site.0.build(&[]).is_whole();
    let lost = site.answers().remove(0);
    fs::remove_file(&lost).expect("an answer");
    let frozen = site.0.build(&["--frozen"]);
    assert_eq!(frozen.mergers().iter().filter(|one| *one == "odd").count(), 3);
}

#[test]
fn the_check_comes_after_the_answers_that_are_kept() {
    if !has_python() {
        return;
    }
    let site = Counted::new();
    site.0.build(&[]).is_whole();
    for path in site.answers() {
        let text = fs::read_to_string(&path).expect("an answer");
        assert!(text.contains("\n      {\n        \"text\": "), "a person can read it: {text}");
        let forged = text.replace("\"text\": \"", "\"text\": \"The mayor was arrested. ");
        fs::write(&path, forged).expect("a forged answer");
    }
    let built = site.0.build(&["--frozen"]);
    built.is_whole();
    assert!(!built.texts().join(" ").contains("arrested"), "{:?}", built.texts());
    built.says("a statement does not pass the check");
    for path in site.answers() {
        fs::write(&path, "{\"answer\": [").expect("a broken answer");
    }
    site.0.build(&["--frozen"]).is_whole();
}

#[test]
fn an_answer_depends_on_files_settings_and_salt() {
    if !has_python() {
        return;
    }
    let site = Counted::new();
    site.0.build(&[]).is_whole();
    let main = fs::read_to_string(site.0.file("plugins/odd/main.py")).expect("a file");
    let asked = |what: &str, expected: usize| {
        site.0.build(&[]).is_whole();
        assert_eq!(site.answers().len(), expected, "{what}");
    };
    site.0.write("plugins/odd/main.py", &format!("{main}# new\n"));
    asked("files", 8);
    site.0.write("plugins/odd/main.py", &main);
    asked("files as before", 8);
    site.0.build(&["--set", "plugins.odd.most=2"]).is_whole();
    assert_eq!(site.answers().len(), 12, "settings");
}

#[test]
fn what_is_not_used_any_more_can_be_removed() {
    if !has_python() {
        return;
    }
    let site = Counted::new();
    site.0.build(&[]).is_whole();
    site.0.build(&["--set", "plugins.odd.most=2"]).is_whole();
    assert_eq!(site.answers().len(), 8);
    let (done, said) = site.q7x2("cache stat");
    assert!(done && said.contains("odd: 8 answers"), "{said}");
    let first = site.0.build(&[]);
    let starts = site.starts();
    let (done, said) = site.q7x2("cache gc");
    assert!(
        done && said.contains("4 answers removed") && said.contains("; 4 are still used"),
        "{said}"
    );
    assert_eq!((site.answers().len(), site.starts()), (4, starts));
    let frozen = site.0.build_with(&["--frozen"], &BARE);
    assert_eq!(difference(&first.site, &frozen.site), "");
}

#[test]
fn a_lock_holds_files_fast() {
    if !has_python() {
        return;
    }
    let site = Counted::new();
    let built = site.0.build(&["--locked"]);
    assert_eq!((built.code, site.starts()), (Some(1), 0));
    built.says("there is no plugins.lock");
    let (done, said) = site.q7x2("plugin lock");
    assert!(done, "{said}");
    site.0.build(&["--locked"]).is_whole();
    let main = fs::read_to_string(site.0.file("plugins/odd/main.py")).expect("a file");
    site.0.write("plugins/odd/main.py", &format!("{main}# new\n"));
    let starts = site.starts();
    let built = site.0.build(&["--locked"]);
    assert_eq!((built.code, site.starts()), (Some(1), starts));
    built.says("the files of the plugin `odd` are not those of plugins.lock");
}
