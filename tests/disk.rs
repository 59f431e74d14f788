//! Hostile folders, seen from the command line: whatever lies in the site or its output, the
//! program ends, says what and where, exits with 1, and touches nothing outside.
//! `src/disk/own/tests.rs` goes through the kinds one by one.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test fails by panicking, its helpers too")]

mod program;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{command, tree};

const BRIDGE: &str = "---\ntitle: Bridge opens in Tarn\npublisher: Tarn Herald\ndate: 2026-01-06\n---\n\
    The mayor of Tarn opened a new bridge over the river Lune on Tuesday.\n\n\
    The bridge cost 40 million euros and took six years to build.\n";

const FERRY: &str = "---\ntitle: Ferry stops in Orl\npublisher: Orl Post\ndate: 2026-02-03\n---\n\
    The ferry to Orl stopped for good on Tuesday after forty years.\n\nIts captain said that nobody had asked him.\n";

/// A folder that holds a site and a neighbour that no build may touch.
struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().expect("a folder"));
        scene.put("site/site.toml", "title = \"Brief\"\nbase_url = \"https://example.org/\"\n");
        scene.put("site/content/a.md", BRIDGE);
        scene.put("neighbour/thesis.txt", "precious");
        scene
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn link(&self, target: impl AsRef<Path>, path: &str) {
        fs::create_dir_all(self.at(path).parent().expect("a folder above")).expect("a folder");
        symlink(target, self.at(path)).expect("a link");
    }

    fn pipe(&self, path: &str) {
        fs::create_dir_all(self.at(path).parent().expect("a folder above")).expect("a folder");
        assert!(Command::new("mkfifo").arg(self.at(path)).status().expect("mkfifo").success());
    }

    /// Builds: the exit code and what was said. The neighbour is as it was.
    fn build(&self) -> (i32, String) {
        let output = command()
            .arg("build")
            .arg("--root")
            .arg(self.at("site"))
            .output()
            .expect("the program starts");
        let neighbour = tree(&self.at("neighbour"));
        assert_eq!(neighbour, [("thesis.txt".to_owned(), b"precious".to_vec())].into());
        (
            output.status.code().expect("it ends by itself"),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }

    fn fails(&self, words: &[&str]) {
        let (code, said) = self.build();
        assert_eq!(code, 1, "{said}");
        assert!(words.iter().all(|word| said.contains(word)), "{words:?}: {said}");
    }

    /// The files of the output that hold the word.
    fn published(&self, word: &str) -> Vec<String> {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(word);
        tree(&self.at("site/public"))
            .into_iter()
            .filter(|(_, bytes)| holds(bytes))
            .map(|(path, _)| path)
            .collect()
    }
}

#[test]
fn own_files_of_another_kind() {
    for name in ["lock", "manifest", "journal"] {
        for lay in [
            |scene: &Scene, path: &str| scene.pipe(path),
            |scene: &Scene, path: &str| scene.link("/dev/zero", path),
            |scene: &Scene, path: &str| scene.link(scene.at("neighbour/new"), path),
            |scene: &Scene, path: &str| scene.link(scene.at("neighbour/thesis.txt"), path),
        ] {
            let scene = Scene::new();
            lay(&scene, &format!("site/public/.q7x2/{name}"));
            scene.fails(&["cannot use", name, "a plain file belongs there", "move it away"]);
        }
    }
}

#[test]
fn a_staging_that_leads_outside() {
    let scene = Scene::new();
    scene.link(scene.at("neighbour"), "site/public/.q7x2/staging");
    scene.fails(&["cannot use", "staging", "a link"]);
    fs::remove_file(scene.at("site/public/.q7x2/staging")).expect("the link goes");
    assert_eq!(scene.build().0, 0);
}

#[test]
fn what_stays_is_in_the_way_later() {
    let scene = Scene::new();
    assert_eq!(scene.build().0, 0);
    let events = scene.at("site/public/events");
    let pages =
        tree(&events).into_keys().filter(|path| path.ends_with(".html")).collect::<Vec<_>>();
    let page = format!("site/public/events/{}", pages[0]);
    scene.put(&page, "my essay");
    fs::rename(scene.at("site/content/a.md"), scene.at("a.md")).expect("it moves");
    scene.put("site/content/b.md", FERRY);
    let (code, said) = scene.build();
    assert!(code == 0 && said.contains("was changed since q7x2 wrote it and stays"), "{said}");
    fs::rename(scene.at("a.md"), scene.at("site/content/a.md")).expect("it moves back");
    scene.fails(&[&pages[0], "is a file that q7x2 did not write"]);
    assert_eq!(fs::read_to_string(scene.at(&page)).expect("the essay"), "my essay");
}

#[test]
fn links_of_a_theme_publish_nothing_of_the_site() {
    let scene = Scene::new();
    scene.put("site/.git/config", "SECRET");
    scene.put("site/.env", "SECRET");
    scene.put("site/notes.txt", "SECRET");
    scene.put(
        "site/themes/paper/theme.toml",
        "name = \"paper\"\nversion = \"0.1.0\"\napi = 1\nstyles = []\n",
    );
    for (number, target) in
        ["../../../.git/config", "../../../.env", "../../../notes.txt"].iter().enumerate()
    {
        scene.link(target, &format!("site/themes/paper/static/{number}.txt"));
    }
    for (number, target) in
        ["../.git/config", "../.env", "../.git", "../../neighbour"].iter().enumerate()
    {
        scene.link(target, &format!("site/static/{number}.txt"));
    }
    let (code, said) = scene.build();
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("and is left out").count(), 7, "{said}");
    assert_eq!((scene.published("SECRET"), scene.published("precious")), (Vec::new(), Vec::new()));
}

#[test]
fn settings_and_manifests_that_are_no_files() {
    for name in ["site.toml", "themes/paper/theme.toml"] {
        let scene = Scene::new();
        let path = format!("site/{name}");
        let _ = fs::remove_file(scene.at(&path));
        scene.pipe(&path);
        scene.fails(&["cannot read", name, "a pipe"]);
        fs::remove_file(scene.at(&path)).expect("it goes");
        scene.link("/dev/zero", &path);
        assert_eq!(scene.build().0, 1);
    }
    let scene = Scene::new();
    scene.pipe("site/plugins/mine/plugin.toml");
    scene.link("/dev/zero", "site/plugins/zero/plugin.toml");
    scene.pipe("site/content/pipe.txt");
    let (code, said) = scene.build();
    assert!(code == 0 && said.matches("warning: ").count() == 3, "{said}");
}

/// `/dev/full` takes nothing: what stands where a page belongs is never written to, and a result
/// that cannot be printed is told.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device() {
    let scene = Scene::new();
    scene.link("/dev/full", "site/public/index.html");
    scene.fails(&["`index.html`", "is a link that q7x2 did not write"]);
    let full = fs::File::options().write(true).open("/dev/full").expect("a device");
    let mut inspect = command();
    inspect.args(["inspect", "articles", "--root"]).arg(scene.at("site")).stdout(full);
    let output = inspect.output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(1) && said.contains("the result cannot be printed"),
        "{said}"
    );
}
