//! The folder's own affairs as somebody else may have left them.

use std::collections::BTreeMap;

use walkdir::WalkDir;

use super::super::Output;
use super::super::journal::Step;
use super::super::kill::fixture::Faulty;
use super::super::reach;
use super::super::system::Real;
use super::*;

mod swapping;

use swapping::Swapping;

#[test]
fn a_seal_shows_what_is_missing() {
    let unseal = |text: &str| unseal(text.to_owned());
    let whole = seal("a\nb\n");
    assert_eq!(unseal(&whole).as_deref(), Some("a\nb\n"));
    let kept = unseal(&whole.replace('\n', "\r\n")).unwrap();
    assert_eq!(kept.lines().collect::<Vec<_>>(), ["a", "b"]);
    for cut in 0..whole.len() - 1 {
        assert_eq!(unseal(&whole[..cut]), None, "{cut}");
    }
    assert_eq!(unseal(&whole.replace('b', "c")), None);
    assert_eq!(unseal(&format!("{whole}\0")), None);
    assert_eq!(unseal(&seal("")).as_deref(), Some(""));
    assert_eq!(unseal("\n\n"), None);
}

/// What could not be read again is not written either.
#[test]
fn no_more_is_written_than_is_read() {
    assert_eq!(seal("").len() as u64, SEAL_BYTES);
    let scene = Scene::new();
    let own = Own::new(&scene.at("public"), Box::new(Real));
    let body = "x".repeat(usize::try_from(MOST_OWN_BYTES - SEAL_BYTES + 1).unwrap());
    let told = own.write_sealed("manifest", &body).unwrap_err().diagnostics();
    assert!(told[0].message.contains("manifest"), "{told:?}");
    assert_eq!(own.found("manifest").unwrap(), Found::Nothing);
    own.write_sealed("manifest", "x\n").unwrap();
    assert_eq!(own.sealed("manifest").unwrap().as_deref(), Some("x\n"));
}

/// A folder that holds the output folder and a neighbour that no build may touch.
struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        fs::create_dir(scene.at("neighbour")).unwrap();
        fs::write(scene.at("neighbour/0"), "precious").unwrap();
        fs::create_dir_all(scene.own("")).unwrap();
        scene
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn own(&self, path: &str) -> PathBuf {
        self.at("public/.q7x2").join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.own(path).parent().unwrap()).unwrap();
        fs::write(self.own(path), text).unwrap();
    }

    fn build(&self, system: impl System + 'static, site: &[(&str, &str)]) -> Result<(), Error> {
        let output = Output::with(&self.at("public"), Box::new(system))?;
        site.iter().try_for_each(|(path, text)| output.write(path, text.as_bytes()))?;
        output.finish().map(|_| ())
    }

    /// Everything below the scene's folder but the lock: what it is, and a plain file's bytes.
    fn all(&self) -> BTreeMap<PathBuf, (String, Vec<u8>)> {
        let entries = WalkDir::new(self.0.path()).into_iter().map(Result::unwrap);
        let seen = entries
            .filter(|entry| !(entry.file_name() == "lock" && entry.file_type().is_file()))
            .map(|entry| {
                let plain =
                    entry.file_type().is_file() && entry.metadata().unwrap().len() < 1 << 20;
                let bytes = if plain { fs::read(entry.path()).unwrap() } else { Vec::new() };
                (entry.path().to_owned(), (format!("{:?}", entry.file_type()), bytes))
            });
        seen.collect()
    }

    /// Neither a build nor what comes before it works with this, and nothing is changed.
    fn refuses(&self, site: &[(&str, &str)], words: &[&str]) {
        self.refuses_with(|| Real, site, words);
    }

    fn refuses_with<S: System + 'static>(
        &self,
        system: impl Fn() -> S,
        site: &[(&str, &str)],
        words: &[&str],
    ) {
        let before = self.all();
        for _ in 0..2 {
            let told = self.build(system(), site).unwrap_err().diagnostics();
            let said =
                format!("{} {}", told[0].message, told[0].hint.as_deref().unwrap_or("no hint"));
            assert!(words.iter().all(|word| said.contains(word)), "{said}");
            assert_eq!(self.all(), before, "{said}");
        }
    }
}

#[cfg(target_os = "linux")]
mod kinds;

#[test]
fn what_no_build_has_staged_is_left_alone() {
    for name in ["thesis.txt", "-1", ".DS_Store", "1.html", "lock"] {
        let scene = Scene::new();
        scene.put(&format!("staging/{name}"), "mine");
        scene.refuses(
            &[("a.html", "a")],
            &["cannot use", name, "no build puts a file of that name there"],
        );
    }
    // Beside it is room for anything.
    let scene = Scene::new();
    scene.put("notes.txt", "mine");
    scene.put("staging/18446744073709551615", "left by a build");
    scene.build(Real, &[("a.html", "a")]).unwrap();
    assert!(scene.own("notes.txt").exists() && !scene.own("staging").exists());
}

#[test]
fn no_more_is_read_than_a_site_can_have_made() {
    for name in ["manifest", "journal"] {
        let scene = Scene::new();
        scene.put(name, "");
        let file = File::options().write(true).open(scene.own(name)).unwrap();
        file.set_len(MOST_OWN_BYTES + 1).unwrap();
        scene.refuses(
            &[("a.html", "a")],
            &["cannot use", name, "larger than 256 MiB", "move it away"],
        );
    }
}

/// One that is not whole takes nobody's place: the old one is brought up to date with what the
/// journal says.
#[test]
fn a_torn_manifest_does_not_replace_a_good_one() {
    let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex();
    for torn in [None, Some(""), Some("q7x2 manifest 1\nmade"), Some("q7x2 manifest 1\nend 0\n")] {
        let scene = Scene::new();
        scene.build(Real, &[("a.html", "a"), ("gone.html", "g"), ("c.html", "c")]).unwrap();
        scene.put("staging/0", "b");
        if let Some(torn) = torn {
            scene.put("staging/manifest", torn);
        }
        let steps = format!("put 0 {} b.html\nremove {} gone.html\n", hash("b"), hash("g"));
        scene.put("journal", &seal(&format!("q7x2 journal 1\n{steps}")));
        Output::complete(&scene.at("public")).unwrap();
        let manifest = fs::read_to_string(scene.own("manifest")).unwrap();
        let made = ["a", "b", "c"].map(|one| format!("made {} {one}.html\n", hash(one))).concat();
        assert_eq!(manifest, seal(&format!("q7x2 manifest 1\n{made}")), "{torn:?}");
        // All of them are a build's, and give way to another's.
        scene.build(Real, &[("b.html", "new")]).unwrap();
        assert!(!scene.at("public/a.html").exists() && !scene.at("public/c.html").exists());
    }
}

/// A journal that was torn goes, whether or not there is anything to write.
#[test]
fn a_torn_journal_does_not_stay() {
    let scene = Scene::new();
    scene.build(Real, &[("a.html", "a")]).unwrap();
    scene.put("journal", "q7x2 journal 1\nput 0");
    scene.put("staging/0", "b");
    scene.build(Real, &[("a.html", "a")]).unwrap();
    assert!(!scene.own("journal").exists() && !scene.own("staging").exists());
}

/// A build that was killed is not completed while another is at work.
#[test]
fn what_another_build_does_is_not_completed() {
    let scene = Scene::new();
    let output = Output::open(&scene.at("public")).unwrap();
    scene.put("journal", "q7x2 journal 1\nput 0");
    assert!(matches!(Output::complete(&scene.at("public")), Err(Error::Busy { .. })));
    drop(output);
    Output::complete(&scene.at("public")).unwrap();
    assert!(!scene.own("journal").exists());
}

/// A journal that is forged names nothing outside, and nothing of the folder's own affairs.
#[test]
fn forged_names_are_refused() {
    let hash = blake3::hash(b"precious").to_hex();
    for name in [
        "../neighbour/0",
        ".q7x2/lock",
        "a/../../neighbour/0",
        "/etc/hostname",
        "a\rb",
        ".Q7X2/manifest",
        "b\0",
    ] {
        let scene = Scene::new();
        scene.put("staging/0", "precious");
        scene.put(
            "journal",
            &seal(&format!("q7x2 journal 1\nremove {hash} {name}\nput 0 {hash} {name}\n")),
        );
        scene.put("manifest", &seal(&format!("q7x2 manifest 1\nmade {hash} {name}\n")));
        scene.build(Real, &[("a.html", "a")]).unwrap();
        assert_eq!(fs::read_to_string(scene.at("neighbour/0")).unwrap(), "precious", "{name}");
        assert_eq!(fs::read_dir(scene.at("")).unwrap().count(), 2, "{name}");
        let manifest = fs::read_to_string(scene.own("manifest")).unwrap();
        assert!(!manifest.contains(&hash.to_string()), "{name}");
    }
}

#[test]
fn what_is_mounted_inside_is_told_before_anything_changes() {
    let site = [("events/a.html", "new"), ("events/deep/b.html", "b"), ("index.html", "new")];
    let device = |end| move || Faulty::sound().with(|one| one.other_device = Some(end));
    let mount = |end| move || Faulty::sound().with(|one| one.other_mount = Some(end));
    let scene = Scene::new();
    scene
        .build(Real, &[("events/a.html", "a"), ("gone/c.html", "c"), ("events/deep/d.html", "d")])
        .unwrap();
    for end in ["events", "events/deep", "gone"] {
        scene.refuses_with(
            device(end),
            &site,
            &["cannot write to", end, "mounted there", "unmount it"],
        );
        scene.refuses_with(
            mount(end),
            &site,
            &["cannot write to", end, "mounted there", "unmount it"],
        );
    }
    for end in ["events/a.html", "gone/c.html", ".q7x2", ".q7x2/lock", ".q7x2/manifest"] {
        scene.refuses_with(
            mount(end),
            &site,
            &["cannot write to", end, "mounted there", "unmount it"],
        );
    }
    scene.put("staging/0", "left by a build");
    scene.refuses_with(device("staging"), &site, &["cannot write to", "staging", "mounted there"]);
    // Where nothing is to be done there, it is no matter.
    let scene = Scene::new();
    scene.build(Real, &[("events/a.html", "a"), ("index.html", "old")]).unwrap();
    scene.build(device("events")(), &[("events/a.html", "a"), ("index.html", "new")]).unwrap();
}

/// A site of somebody else's, moved to where the output folder was: by the manifest that this build
/// read, its `a.html` would be this build's to replace and `gone.html` to remove.
#[test]
fn a_folder_that_takes_the_name_of_the_output_folder_is_left_alone() {
    for after in ["write", "sync"] {
        let scene = Scene::new();
        let site = [("a.html", "a"), ("gone.html", "gone")];
        scene.build(Real, &site).unwrap();
        fs::rename(scene.at("public"), scene.at("first")).unwrap();
        scene.build(Real, &site).unwrap();
        fs::create_dir(scene.own("staging")).unwrap();
        fs::write(scene.own("staging/7"), "somebody else's build").unwrap();
        fs::rename(scene.at("public"), scene.at("other")).unwrap();
        fs::rename(scene.at("first"), scene.at("public")).unwrap();
        let other = tree_of(&scene.at("other"));
        let swapping = Swapping { top: scene.at("public"), after };
        let told = scene.build(swapping, &[("a.html", "new")]).unwrap_err();
        assert!(matches!(told, Error::Swapped { .. }), "{after}: {told}");
        assert_eq!(tree_of(&scene.at("public")), other, "{after}");
        // The folder that was moved away holds the old site, and a build there heals it.
        fs::rename(scene.at("public"), scene.at("other")).unwrap();
        fs::rename(scene.at("moved"), scene.at("public")).unwrap();
        assert_eq!(fs::read_to_string(scene.at("public/a.html")).unwrap(), "a");
        scene.build(Real, &[("a.html", "new")]).unwrap();
        assert!(!scene.own("staging").exists(), "{after}");
    }
}

/// Every plain file below a folder by its path there.
fn tree_of(top: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = WalkDir::new(top).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path();
            (path.strip_prefix(top).unwrap().to_owned(), fs::read(path).unwrap())
        })
        .collect()
}

/// The output folder is asked again after the affairs are known to lie beside it: something may be
/// mounted on it meanwhile, under which `.q7x2` stays reachable by a second mount.
#[test]
fn an_output_folder_that_is_mounted_meanwhile_is_told_before_anything_changes() {
    let scene = Scene::new();
    scene.build(Real, &[("index.html", "old")]).unwrap();
    let before = scene.all();
    let own = Own::new(
        &scene.at("public"),
        Box::new(Faulty::sound().with(|one| {
            one.other_mount = Some("public");
        })),
    );
    let hash = blake3::hash(b"new");
    let put = Step::Put { path: "index.html".to_owned(), staged: 0, hash };
    let told = reach::check(&own, &[put]).unwrap_err();
    assert!(matches!(told, Error::Mounted { .. }), "{told}");
    assert_eq!(scene.all(), before);
}

#[test]
fn a_closed_folder_is_told_before_anything_changes() {
    let scene = Scene::new();
    scene.build(Real, &[("events/a.html", "a"), ("gone/c.html", "c"), ("b.html", "b")]).unwrap();
    let closed = |end| move || Faulty::sound().with(|one| one.closed = Some(end));
    let site = [("events/a.html", "new"), ("events/new/b.html", "b"), ("b.html", "new")];
    for end in ["events", "gone", "public"] {
        scene.refuses_with(closed(end), &site, &["cannot write to", end, "permissions"]);
    }
    // A new folder is made in the nearest that stands.
    let site = [("events/a.html", "a"), ("events/new/b.html", "b"), ("gone/c.html", "c")];
    scene.refuses_with(closed("events"), &site, &["cannot write to", "events", "permissions"]);
    scene.build(closed("gone")(), &[("b.html", "new"), ("gone/c.html", "c")]).unwrap();
}

/// What makes it right not to wait for the pages of a first build: where no file is known to be a
/// build's, no step replaces or removes anything.
#[test]
fn a_first_build_replaces_and_removes_nothing() {
    for manifest in [None, Some("torn"), Some(seal("q7x2 manifest 1\n").as_str())] {
        let scene = Scene::new();
        fs::write(scene.at("public/same.html"), "same").unwrap();
        fs::write(scene.at("public/mine.html"), "mine").unwrap();
        if let Some(manifest) = manifest {
            scene.put("manifest", manifest);
        }
        scene.build(Real, &[("same.html", "same"), ("new.html", "new")]).unwrap();
        assert_eq!(fs::read_to_string(scene.at("public/mine.html")).unwrap(), "mine");
        fs::remove_file(scene.own("manifest")).unwrap();
        scene.refuses(
            &[("mine.html", "page"), ("same.html", "same")],
            &["mine.html", "did not write"],
        );
    }
}
